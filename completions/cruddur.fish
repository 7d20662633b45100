# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_cruddur_global_optspecs
    string join \n prod embedded region= profile= endpoint-url= insecure-http user-pool-id= cognito-endpoint-url= database-url= database-auth= table= timeout= output= csv-safe query= error-format= q/quiet v/verbose dry-run y/yes confirm= no-input h/help V/version
end

function __fish_cruddur_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_cruddur_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_cruddur_using_subcommand
    set -l cmd (__fish_cruddur_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c cruddur -n "__fish_cruddur_needs_command" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_needs_command" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_needs_command" -l endpoint-url -d 'The endpoint of DynamoDB, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_needs_command" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_needs_command" -l cognito-endpoint-url -d 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_needs_command" -l database-url -d 'The URL of the users database, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_needs_command" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_needs_command" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_needs_command" -l timeout -d 'The timeout of one call to a service or database, with its retries, in seconds' -r
complete -c cruddur -n "__fish_cruddur_needs_command" -l output -d 'The format of the output' -r -f -a "table\t'Aligned columns'
json\t'One JSON document'
jsonl\t'One JSON object per line, printed as it arrives'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item per line: only for ddb export'"
complete -c cruddur -n "__fish_cruddur_needs_command" -l query -d 'Apply this JMESPath expression to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_needs_command" -l error-format -d 'The format of errors, warnings and status lines' -r -f -a "text\t'Lines of text'
json\t'One JSON object per line'"
complete -c cruddur -n "__fish_cruddur_needs_command" -l confirm -d 'Confirm a write by the name of the table or database that it changes' -r
complete -c cruddur -n "__fish_cruddur_needs_command" -l prod -d 'Use AWS and RDS instead of the local stores'
complete -c cruddur -n "__fish_cruddur_needs_command" -l embedded -d 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_needs_command" -l insecure-http -d 'Allow plain http for requests with credentials, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_needs_command" -l csv-safe -d 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)'
complete -c cruddur -n "__fish_cruddur_needs_command" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c cruddur -n "__fish_cruddur_needs_command" -s v -l verbose -d 'Print each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_needs_command" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_needs_command" -s y -l yes -d 'Answer yes to every question; destroying data on prod needs --confirm'
complete -c cruddur -n "__fish_cruddur_needs_command" -l no-input -d 'Never ask a question: fail instead'
complete -c cruddur -n "__fish_cruddur_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_needs_command" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_needs_command" -f -a "setup" -d 'Create everything for development: users, table and conversations'
complete -c cruddur -n "__fish_cruddur_needs_command" -f -a "doctor" -d 'Check every store and the environment, and say how to fix problems'
complete -c cruddur -n "__fish_cruddur_needs_command" -f -a "ddb" -d 'The messages, in DynamoDB'
complete -c cruddur -n "__fish_cruddur_needs_command" -f -a "db" -d 'The users, in PostgreSQL'
complete -c cruddur -n "__fish_cruddur_needs_command" -f -a "cognito" -d 'The user pool, in Cognito'
complete -c cruddur -n "__fish_cruddur_needs_command" -f -a "serve" -d 'Serve the message API of the app and a page to read and write in'
complete -c cruddur -n "__fish_cruddur_needs_command" -f -a "local" -d 'The servers of the app on this machine'
complete -c cruddur -n "__fish_cruddur_needs_command" -f -a "stack" -d 'The AWS resources of the app, by CloudFormation'
complete -c cruddur -n "__fish_cruddur_needs_command" -f -a "completions" -d 'Print the completion script of a shell'
complete -c cruddur -n "__fish_cruddur_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l endpoint-url -d 'The endpoint of DynamoDB, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l cognito-endpoint-url -d 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l database-url -d 'The URL of the users database, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l timeout -d 'The timeout of one call to a service or database, with its retries, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l output -d 'The format of the output' -r -f -a "table\t'Aligned columns'
json\t'One JSON document'
jsonl\t'One JSON object per line, printed as it arrives'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item per line: only for ddb export'"
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l query -d 'Apply this JMESPath expression to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l error-format -d 'The format of errors, warnings and status lines' -r -f -a "text\t'Lines of text'
json\t'One JSON object per line'"
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l confirm -d 'Confirm a write by the name of the table or database that it changes' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l layout -d 'The layout to write to an empty table: model, or flask (the deployed backend\'s)' -r -f -a "flask\t''
model\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l wait-timeout -d 'How long to wait until a table or an index is ACTIVE, or deleted, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l prod -d 'Use AWS and RDS instead of the local stores'
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l embedded -d 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l insecure-http -d 'Allow plain http for requests with credentials, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l csv-safe -d 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)'
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -s v -l verbose -d 'Print each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -s y -l yes -d 'Answer yes to every question; destroying data on prod needs --confirm'
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l no-input -d 'Never ask a question: fail instead'
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -l endpoint-url -d 'The endpoint of DynamoDB, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -l cognito-endpoint-url -d 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -l database-url -d 'The URL of the users database, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -l timeout -d 'The timeout of one call to a service or database, with its retries, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -l output -d 'The format of the output' -r -f -a "table\t'Aligned columns'
json\t'One JSON document'
jsonl\t'One JSON object per line, printed as it arrives'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item per line: only for ddb export'"
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -l query -d 'Apply this JMESPath expression to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -l error-format -d 'The format of errors, warnings and status lines' -r -f -a "text\t'Lines of text'
json\t'One JSON object per line'"
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -l confirm -d 'Confirm a write by the name of the table or database that it changes' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -l stack-name -d 'The stack that is checked on prod [default: cruddur]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -l prod -d 'Use AWS and RDS instead of the local stores'
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -l embedded -d 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -l insecure-http -d 'Allow plain http for requests with credentials, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -l csv-safe -d 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)'
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -s v -l verbose -d 'Print each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -s y -l yes -d 'Answer yes to every question; destroying data on prod needs --confirm'
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -l no-input -d 'Never ask a question: fail instead'
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -l endpoint-url -d 'The endpoint of DynamoDB, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -l cognito-endpoint-url -d 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -l database-url -d 'The URL of the users database, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -l timeout -d 'The timeout of one call to a service or database, with its retries, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -l output -d 'The format of the output' -r -f -a "table\t'Aligned columns'
json\t'One JSON document'
jsonl\t'One JSON object per line, printed as it arrives'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item per line: only for ddb export'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -l query -d 'Apply this JMESPath expression to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -l error-format -d 'The format of errors, warnings and status lines' -r -f -a "text\t'Lines of text'
json\t'One JSON object per line'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -l confirm -d 'Confirm a write by the name of the table or database that it changes' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -l prod -d 'Use AWS and RDS instead of the local stores'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -l embedded -d 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -l insecure-http -d 'Allow plain http for requests with credentials, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -l csv-safe -d 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -s v -l verbose -d 'Print each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -s y -l yes -d 'Answer yes to every question; destroying data on prod needs --confirm'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -l no-input -d 'Never ask a question: fail instead'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -f -a "schema-load" -d 'Create the table of messages, or update it to its schema'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -f -a "seed" -d 'Write the seeded conversations'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -f -a "list-tables" -d 'List every table of the target'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -f -a "drop-table" -d 'Drop a table, and wait until it is deleted'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -f -a "scan" -d 'Print every item of the table'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -f -a "export" -d 'Write every item of the table to a file'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -f -a "import" -d 'Write the items of a file to the table'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -f -a "diff" -d 'Compare a file with the table, item by item, in both directions'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -f -a "patterns" -d 'The access patterns of the app'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -f -a "repair" -d 'Find inbox rows that are missing or wrong, and fix them'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -f -a "stream" -d 'The table\'s stream'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l endpoint-url -d 'The endpoint of DynamoDB, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l cognito-endpoint-url -d 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l database-url -d 'The URL of the users database, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l timeout -d 'The timeout of one call to a service or database, with its retries, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l output -d 'The format of the output' -r -f -a "table\t'Aligned columns'
json\t'One JSON document'
jsonl\t'One JSON object per line, printed as it arrives'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item per line: only for ddb export'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l query -d 'Apply this JMESPath expression to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l error-format -d 'The format of errors, warnings and status lines' -r -f -a "text\t'Lines of text'
json\t'One JSON object per line'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l confirm -d 'Confirm a write by the name of the table or database that it changes' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l billing -d 'The billing mode [default: provisioned; on prod an existing table keeps its mode]' -r -f -a "provisioned\t'A fixed number of capacity units, by default 5 for reads and 5 for writes: the free tier'
on-demand\t'Pay per request'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l read-capacity -d 'Read capacity units of a provisioned table and of its index [default: 5]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l write-capacity -d 'Write capacity units of a provisioned table and of its index [default: 5]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l deletion-protection -d 'Switch deletion protection on, or off with =false [default: on for prod, else unchanged]' -r -f -a "true\t''
false\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l point-in-time-recovery -d 'Switch point-in-time recovery on, if the endpoint has it [default: on for prod, else unchanged]' -r -f -a "true\t''
false\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l wait-timeout -d 'How long to wait until a table or an index is ACTIVE, or deleted, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l prod -d 'Use AWS and RDS instead of the local stores'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l embedded -d 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l insecure-http -d 'Allow plain http for requests with credentials, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l csv-safe -d 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -s v -l verbose -d 'Print each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -s y -l yes -d 'Answer yes to every question; destroying data on prod needs --confirm'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l no-input -d 'Never ask a question: fail instead'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l check -d 'Write nothing, and exit with 6 if anything differs'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l endpoint-url -d 'The endpoint of DynamoDB, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l cognito-endpoint-url -d 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l database-url -d 'The URL of the users database, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l timeout -d 'The timeout of one call to a service or database, with its retries, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l output -d 'The format of the output' -r -f -a "table\t'Aligned columns'
json\t'One JSON document'
jsonl\t'One JSON object per line, printed as it arrives'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item per line: only for ddb export'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l query -d 'Apply this JMESPath expression to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l error-format -d 'The format of errors, warnings and status lines' -r -f -a "text\t'Lines of text'
json\t'One JSON object per line'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l confirm -d 'Confirm a write by the name of the table or database that it changes' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l file -d 'Read this seeds file instead of the built-in seeds; may be repeated' -r -F
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l max-wcu -d 'Consume at most this many write capacity units a second in batches, as DynamoDB counts them' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l until -d 'The time of the last message of a new conversation [default: five minutes ago]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l layout -d 'The layout to write to an empty table: model, or flask (the deployed backend\'s)' -r -f -a "flask\t''
model\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l conversations -d 'Generate this many synthetic conversations instead of the seeds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l messages -d 'How many messages each synthetic conversation has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l rng-seed -d 'The seed of the random generator of synthetic conversations' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l prod -d 'Use AWS and RDS instead of the local stores'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l embedded -d 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l insecure-http -d 'Allow plain http for requests with credentials, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l csv-safe -d 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -s v -l verbose -d 'Print each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -s y -l yes -d 'Answer yes to every question; destroying data on prod needs --confirm'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l no-input -d 'Never ask a question: fail instead'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l reset -d 'Remove these conversations first, with every message in them'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l check -d 'Write nothing, and exit with 6 if anything differs'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -l endpoint-url -d 'The endpoint of DynamoDB, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -l cognito-endpoint-url -d 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -l database-url -d 'The URL of the users database, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -l timeout -d 'The timeout of one call to a service or database, with its retries, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -l output -d 'The format of the output' -r -f -a "table\t'Aligned columns'
json\t'One JSON document'
jsonl\t'One JSON object per line, printed as it arrives'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item per line: only for ddb export'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -l query -d 'Apply this JMESPath expression to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -l error-format -d 'The format of errors, warnings and status lines' -r -f -a "text\t'Lines of text'
json\t'One JSON object per line'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -l confirm -d 'Confirm a write by the name of the table or database that it changes' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -l prod -d 'Use AWS and RDS instead of the local stores'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -l embedded -d 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -l insecure-http -d 'Allow plain http for requests with credentials, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -l csv-safe -d 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -s v -l verbose -d 'Print each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -s y -l yes -d 'Answer yes to every question; destroying data on prod needs --confirm'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -l no-input -d 'Never ask a question: fail instead'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -l endpoint-url -d 'The endpoint of DynamoDB, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -l cognito-endpoint-url -d 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -l database-url -d 'The URL of the users database, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -l timeout -d 'The timeout of one call to a service or database, with its retries, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -l output -d 'The format of the output' -r -f -a "table\t'Aligned columns'
json\t'One JSON document'
jsonl\t'One JSON object per line, printed as it arrives'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item per line: only for ddb export'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -l query -d 'Apply this JMESPath expression to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -l error-format -d 'The format of errors, warnings and status lines' -r -f -a "text\t'Lines of text'
json\t'One JSON object per line'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -l confirm -d 'Confirm a write by the name of the table or database that it changes' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -l wait-timeout -d 'How long to wait until a table or an index is ACTIVE, or deleted, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -l prod -d 'Use AWS and RDS instead of the local stores'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -l embedded -d 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -l insecure-http -d 'Allow plain http for requests with credentials, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -l csv-safe -d 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -s v -l verbose -d 'Print each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -s y -l yes -d 'Answer yes to every question; destroying data on prod needs --confirm'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -l no-input -d 'Never ask a question: fail instead'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l endpoint-url -d 'The endpoint of DynamoDB, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l cognito-endpoint-url -d 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l database-url -d 'The URL of the users database, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l timeout -d 'The timeout of one call to a service or database, with its retries, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l output -d 'The format of the output' -r -f -a "table\t'Aligned columns'
json\t'One JSON document'
jsonl\t'One JSON object per line, printed as it arrives'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item per line: only for ddb export'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l query -d 'Apply this JMESPath expression to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l error-format -d 'The format of errors, warnings and status lines' -r -f -a "text\t'Lines of text'
json\t'One JSON object per line'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l confirm -d 'Confirm a write by the name of the table or database that it changes' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l segments -d 'Read this many segments of the table in parallel' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l segment -d 'Read only this segment, counted from 0, of the segments in --of: several machines can share a table' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l of -d 'The number of segments that the machines divide the table into' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l max-rcu -d 'Consume at most this many read capacity units a second, as DynamoDB counts them' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l limit -d 'Print at most this many items in total' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l filter -d 'Print only the items that match this DynamoDB filter expression' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l name -d 'The attribute that a #placeholder of the filter stands for; may be repeated' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l value -d 'The value that a :placeholder of the filter stands for, as text, JSON or DynamoDB JSON; may be repeated' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l prod -d 'Use AWS and RDS instead of the local stores'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l embedded -d 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l insecure-http -d 'Allow plain http for requests with credentials, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l csv-safe -d 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -s v -l verbose -d 'Print each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -s y -l yes -d 'Answer yes to every question; destroying data on prod needs --confirm'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l no-input -d 'Never ask a question: fail instead'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l raw -d 'Print DynamoDB JSON, which keeps every type'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l endpoint-url -d 'The endpoint of DynamoDB, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l cognito-endpoint-url -d 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l database-url -d 'The URL of the users database, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l timeout -d 'The timeout of one call to a service or database, with its retries, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l output -d 'The format of the output' -r -f -a "table\t'Aligned columns'
json\t'One JSON document'
jsonl\t'One JSON object per line, printed as it arrives'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item per line: only for ddb export'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l query -d 'Apply this JMESPath expression to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l error-format -d 'The format of errors, warnings and status lines' -r -f -a "text\t'Lines of text'
json\t'One JSON object per line'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l confirm -d 'Confirm a write by the name of the table or database that it changes' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l to -d 'The file to write, or - for standard output [default: -]; a pipe is written to directly' -r -F
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l verify -d 'Compare this file with the table, as cruddur ddb diff does, and write nothing' -r -F
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l checkpoint -d 'Save the progress in this file, and resume from it' -r -F
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l s3 -d 'Let DynamoDB itself export the table to this bucket' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l arn -d 'Wait for the export with this ARN, which --s3 started' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l client-token -d 'The client token of the export to S3: the same command with the same token within 8 hours starts no second export' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l wait-timeout -d 'How long to wait for an export to S3 or an import from S3, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l segments -d 'Read this many segments of the table in parallel' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l segment -d 'Read only this segment, counted from 0, of the segments in --of: several machines can share a table' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l of -d 'The number of segments that the machines divide the table into' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l max-rcu -d 'Consume at most this many read capacity units a second, as DynamoDB counts them' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l prod -d 'Use AWS and RDS instead of the local stores'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l embedded -d 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l insecure-http -d 'Allow plain http for requests with credentials, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l csv-safe -d 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -s v -l verbose -d 'Print each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -s y -l yes -d 'Answer yes to every question; destroying data on prod needs --confirm'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l no-input -d 'Never ask a question: fail instead'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l endpoint-url -d 'The endpoint of DynamoDB, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l cognito-endpoint-url -d 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l database-url -d 'The URL of the users database, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l timeout -d 'The timeout of one call to a service or database, with its retries, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l output -d 'The format of the output' -r -f -a "table\t'Aligned columns'
json\t'One JSON document'
jsonl\t'One JSON object per line, printed as it arrives'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item per line: only for ddb export'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l query -d 'Apply this JMESPath expression to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l error-format -d 'The format of errors, warnings and status lines' -r -f -a "text\t'Lines of text'
json\t'One JSON object per line'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l confirm -d 'Confirm a write by the name of the table or database that it changes' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l on-conflict -d 'What to do if the table has another item with the same key; an equal item is no conflict' -r -f -a "overwrite\t'Replace the item'
skip\t'Keep the item'
fail\t'Keep the item, and start no write after the first conflict that is known; writes that were sent are finished and counted'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l format -d 'The format of the file [default: by the ending of its name]' -r -f -a "jsonl\t'JSON, plain or DynamoDB JSON: lines, an array, or an object with the items, as other tools print it'
csv\t'Comma-separated values with a header'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l checkpoint -d 'Save the progress in this file, and resume from it' -r -F
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l max-rcu -d 'Consume at most this many read capacity units a second in --dry-run, as DynamoDB counts them' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l max-wcu -d 'Consume at most this many write capacity units a second, as DynamoDB counts them' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l s3 -d 'Let DynamoDB itself import the export in this bucket' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l into -d 'The table that DynamoDB creates' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l arn -d 'Wait for the import with this ARN, which --s3 started' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l client-token -d 'The client token of the import from S3: the same command with the same token within 8 hours starts no second import' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l wait-timeout -d 'How long to wait for an export to S3 or an import from S3, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l prod -d 'Use AWS and RDS instead of the local stores'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l embedded -d 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l insecure-http -d 'Allow plain http for requests with credentials, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l csv-safe -d 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -s v -l verbose -d 'Print each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -s y -l yes -d 'Answer yes to every question; destroying data on prod needs --confirm'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l no-input -d 'Never ask a question: fail instead'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l plain -d 'Read all JSON as plain JSON'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l endpoint-url -d 'The endpoint of DynamoDB, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l cognito-endpoint-url -d 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l database-url -d 'The URL of the users database, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l timeout -d 'The timeout of one call to a service or database, with its retries, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l output -d 'The format of the output' -r -f -a "table\t'Aligned columns'
json\t'One JSON document'
jsonl\t'One JSON object per line, printed as it arrives'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item per line: only for ddb export'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l query -d 'Apply this JMESPath expression to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l error-format -d 'The format of errors, warnings and status lines' -r -f -a "text\t'Lines of text'
json\t'One JSON object per line'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l confirm -d 'Confirm a write by the name of the table or database that it changes' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l format -d 'The format of the file [default: by the ending of its name]' -r -f -a "jsonl\t'JSON, plain or DynamoDB JSON: lines, an array, or an object with the items, as other tools print it'
csv\t'Comma-separated values with a header'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l limit -d 'Print at most this many differences of each kind; all are counted' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l segments -d 'Read this many segments of the table in parallel' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l max-rcu -d 'Consume at most this many read capacity units a second, as DynamoDB counts them' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l prod -d 'Use AWS and RDS instead of the local stores'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l embedded -d 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l insecure-http -d 'Allow plain http for requests with credentials, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l csv-safe -d 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -s v -l verbose -d 'Print each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -s y -l yes -d 'Answer yes to every question; destroying data on prod needs --confirm'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l no-input -d 'Never ask a question: fail instead'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l plain -d 'Read all JSON as plain JSON, as ddb import --plain does'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -l endpoint-url -d 'The endpoint of DynamoDB, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -l cognito-endpoint-url -d 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -l database-url -d 'The URL of the users database, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -l timeout -d 'The timeout of one call to a service or database, with its retries, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -l output -d 'The format of the output' -r -f -a "table\t'Aligned columns'
json\t'One JSON document'
jsonl\t'One JSON object per line, printed as it arrives'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item per line: only for ddb export'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -l query -d 'Apply this JMESPath expression to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -l error-format -d 'The format of errors, warnings and status lines' -r -f -a "text\t'Lines of text'
json\t'One JSON object per line'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -l confirm -d 'Confirm a write by the name of the table or database that it changes' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -l prod -d 'Use AWS and RDS instead of the local stores'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -l embedded -d 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -l insecure-http -d 'Allow plain http for requests with credentials, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -l csv-safe -d 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -s v -l verbose -d 'Print each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -s y -l yes -d 'Answer yes to every question; destroying data on prod needs --confirm'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -l no-input -d 'Never ask a question: fail instead'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -f -a "get-conversation" -d 'Show a conversation, oldest message first'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -f -a "list-conversations" -d 'List a user\'s conversations, newest first'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -f -a "create-conversation" -d 'Begin a conversation: write its first message, and a row to both inboxes'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -f -a "create-message" -d 'Write a message to a conversation, and update both inboxes'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l endpoint-url -d 'The endpoint of DynamoDB, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l cognito-endpoint-url -d 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l database-url -d 'The URL of the users database, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l timeout -d 'The timeout of one call to a service or database, with its retries, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l output -d 'The format of the output' -r -f -a "table\t'Aligned columns'
json\t'One JSON document'
jsonl\t'One JSON object per line, printed as it arrives'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item per line: only for ddb export'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l query -d 'Apply this JMESPath expression to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l error-format -d 'The format of errors, warnings and status lines' -r -f -a "text\t'Lines of text'
json\t'One JSON object per line'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l confirm -d 'Confirm a write by the name of the table or database that it changes' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l as -d 'Check the inbox of this user, without reading the whole table' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l with -d 'Also find conversations with this user that the inbox has lost; may be repeated' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l max-rcu -d 'Consume at most this many read capacity units a second, as DynamoDB counts them' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l prod -d 'Use AWS and RDS instead of the local stores'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l embedded -d 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l insecure-http -d 'Allow plain http for requests with credentials, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l csv-safe -d 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -s v -l verbose -d 'Print each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -s y -l yes -d 'Answer yes to every question; destroying data on prod needs --confirm'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l no-input -d 'Never ask a question: fail instead'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l all -d 'Check every inbox'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l check -d 'Write nothing, and exit with 6 if anything differs'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -l endpoint-url -d 'The endpoint of DynamoDB, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -l cognito-endpoint-url -d 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -l database-url -d 'The URL of the users database, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -l timeout -d 'The timeout of one call to a service or database, with its retries, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -l output -d 'The format of the output' -r -f -a "table\t'Aligned columns'
json\t'One JSON document'
jsonl\t'One JSON object per line, printed as it arrives'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item per line: only for ddb export'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -l query -d 'Apply this JMESPath expression to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -l error-format -d 'The format of errors, warnings and status lines' -r -f -a "text\t'Lines of text'
json\t'One JSON object per line'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -l confirm -d 'Confirm a write by the name of the table or database that it changes' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -l prod -d 'Use AWS and RDS instead of the local stores'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -l embedded -d 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -l insecure-http -d 'Allow plain http for requests with credentials, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -l csv-safe -d 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -s v -l verbose -d 'Print each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -s y -l yes -d 'Answer yes to every question; destroying data on prod needs --confirm'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -l no-input -d 'Never ask a question: fail instead'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -f -a "tail" -d 'Print the records of the table\'s stream as they arrive'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -f -a "apply" -d 'Update the inboxes from the table\'s stream'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from help" -f -a "schema-load" -d 'Create the table of messages, or update it to its schema'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from help" -f -a "seed" -d 'Write the seeded conversations'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from help" -f -a "list-tables" -d 'List every table of the target'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from help" -f -a "drop-table" -d 'Drop a table, and wait until it is deleted'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from help" -f -a "scan" -d 'Print every item of the table'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from help" -f -a "export" -d 'Write every item of the table to a file'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from help" -f -a "import" -d 'Write the items of a file to the table'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from help" -f -a "diff" -d 'Compare a file with the table, item by item, in both directions'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from help" -f -a "patterns" -d 'The access patterns of the app'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from help" -f -a "repair" -d 'Find inbox rows that are missing or wrong, and fix them'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from help" -f -a "stream" -d 'The table\'s stream'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -l endpoint-url -d 'The endpoint of DynamoDB, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -l cognito-endpoint-url -d 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -l database-url -d 'The URL of the users database, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -l timeout -d 'The timeout of one call to a service or database, with its retries, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -l output -d 'The format of the output' -r -f -a "table\t'Aligned columns'
json\t'One JSON document'
jsonl\t'One JSON object per line, printed as it arrives'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item per line: only for ddb export'"
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -l query -d 'Apply this JMESPath expression to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -l error-format -d 'The format of errors, warnings and status lines' -r -f -a "text\t'Lines of text'
json\t'One JSON object per line'"
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -l confirm -d 'Confirm a write by the name of the table or database that it changes' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -l prod -d 'Use AWS and RDS instead of the local stores'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -l embedded -d 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -l insecure-http -d 'Allow plain http for requests with credentials, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -l csv-safe -d 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -s v -l verbose -d 'Print each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -s y -l yes -d 'Answer yes to every question; destroying data on prod needs --confirm'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -l no-input -d 'Never ask a question: fail instead'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -f -a "schema-load" -d 'Create the tables users and activities if they do not exist'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -f -a "seed" -d 'Insert the seeded users whose handle does not exist'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -f -a "update-cognito-user-ids" -d 'Copy the ids of the pool\'s users into the users database'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l endpoint-url -d 'The endpoint of DynamoDB, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l cognito-endpoint-url -d 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l database-url -d 'The URL of the users database, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l timeout -d 'The timeout of one call to a service or database, with its retries, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l output -d 'The format of the output' -r -f -a "table\t'Aligned columns'
json\t'One JSON document'
jsonl\t'One JSON object per line, printed as it arrives'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item per line: only for ddb export'"
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l query -d 'Apply this JMESPath expression to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l error-format -d 'The format of errors, warnings and status lines' -r -f -a "text\t'Lines of text'
json\t'One JSON object per line'"
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l confirm -d 'Confirm a write by the name of the table or database that it changes' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l prod -d 'Use AWS and RDS instead of the local stores'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l embedded -d 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l insecure-http -d 'Allow plain http for requests with credentials, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l csv-safe -d 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -s v -l verbose -d 'Print each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -s y -l yes -d 'Answer yes to every question; destroying data on prod needs --confirm'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l no-input -d 'Never ask a question: fail instead'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l reset -d 'Drop both tables first, with everything in them'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l check -d 'Write nothing, and exit with 6 if anything differs'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -l endpoint-url -d 'The endpoint of DynamoDB, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -l cognito-endpoint-url -d 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -l database-url -d 'The URL of the users database, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -l timeout -d 'The timeout of one call to a service or database, with its retries, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -l output -d 'The format of the output' -r -f -a "table\t'Aligned columns'
json\t'One JSON document'
jsonl\t'One JSON object per line, printed as it arrives'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item per line: only for ddb export'"
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -l query -d 'Apply this JMESPath expression to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -l error-format -d 'The format of errors, warnings and status lines' -r -f -a "text\t'Lines of text'
json\t'One JSON object per line'"
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -l confirm -d 'Confirm a write by the name of the table or database that it changes' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -l file -d 'Read this seeds file instead of the built-in seeds; may be repeated' -r -F
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -l prod -d 'Use AWS and RDS instead of the local stores'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -l embedded -d 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -l insecure-http -d 'Allow plain http for requests with credentials, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -l csv-safe -d 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -s v -l verbose -d 'Print each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -s y -l yes -d 'Answer yes to every question; destroying data on prod needs --confirm'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -l no-input -d 'Never ask a question: fail instead'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l endpoint-url -d 'The endpoint of DynamoDB, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l cognito-endpoint-url -d 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l database-url -d 'The URL of the users database, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l timeout -d 'The timeout of one call to a service or database, with its retries, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l output -d 'The format of the output' -r -f -a "table\t'Aligned columns'
json\t'One JSON document'
jsonl\t'One JSON object per line, printed as it arrives'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item per line: only for ddb export'"
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l query -d 'Apply this JMESPath expression to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l error-format -d 'The format of errors, warnings and status lines' -r -f -a "text\t'Lines of text'
json\t'One JSON object per line'"
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l confirm -d 'Confirm a write by the name of the table or database that it changes' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l from -d 'Read the pool\'s users from this file, or from stdin (-), instead of the pool' -r -F
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l prod -d 'Use AWS and RDS instead of the local stores'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l embedded -d 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l insecure-http -d 'Allow plain http for requests with credentials, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l csv-safe -d 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -s v -l verbose -d 'Print each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -s y -l yes -d 'Answer yes to every question; destroying data on prod needs --confirm'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l no-input -d 'Never ask a question: fail instead'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l strict -d 'Exit with 6 if a user is missing on either side or has no handle; with --dry-run the same as --check'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l by-handle -d 'On prod, bind rows by the handle alone too, as the app\'s script did; asks for the database\'s name'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l check -d 'Write nothing, and exit with 6 if anything differs'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from help" -f -a "schema-load" -d 'Create the tables users and activities if they do not exist'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from help" -f -a "seed" -d 'Insert the seeded users whose handle does not exist'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from help" -f -a "update-cognito-user-ids" -d 'Copy the ids of the pool\'s users into the users database'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users token help" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users token help" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users token help" -l endpoint-url -d 'The endpoint of DynamoDB, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users token help" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users token help" -l cognito-endpoint-url -d 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users token help" -l database-url -d 'The URL of the users database, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users token help" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users token help" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users token help" -l timeout -d 'The timeout of one call to a service or database, with its retries, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users token help" -l output -d 'The format of the output' -r -f -a "table\t'Aligned columns'
json\t'One JSON document'
jsonl\t'One JSON object per line, printed as it arrives'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item per line: only for ddb export'"
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users token help" -l query -d 'Apply this JMESPath expression to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users token help" -l error-format -d 'The format of errors, warnings and status lines' -r -f -a "text\t'Lines of text'
json\t'One JSON object per line'"
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users token help" -l confirm -d 'Confirm a write by the name of the table or database that it changes' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users token help" -l prod -d 'Use AWS and RDS instead of the local stores'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users token help" -l embedded -d 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users token help" -l insecure-http -d 'Allow plain http for requests with credentials, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users token help" -l csv-safe -d 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users token help" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users token help" -s v -l verbose -d 'Print each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users token help" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users token help" -s y -l yes -d 'Answer yes to every question; destroying data on prod needs --confirm'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users token help" -l no-input -d 'Never ask a question: fail instead'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users token help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users token help" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users token help" -f -a "list-users" -d 'List the users of the pool'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users token help" -f -a "token" -d 'Print an access token of a user of the embedded pool'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users token help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l endpoint-url -d 'The endpoint of DynamoDB, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l cognito-endpoint-url -d 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l database-url -d 'The URL of the users database, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l timeout -d 'The timeout of one call to a service or database, with its retries, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l output -d 'The format of the output' -r -f -a "table\t'Aligned columns'
json\t'One JSON document'
jsonl\t'One JSON object per line, printed as it arrives'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item per line: only for ddb export'"
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l query -d 'Apply this JMESPath expression to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l error-format -d 'The format of errors, warnings and status lines' -r -f -a "text\t'Lines of text'
json\t'One JSON object per line'"
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l confirm -d 'Confirm a write by the name of the table or database that it changes' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l filter -d 'List only the users that match this filter of ListUsers: preferred_username = "bayko", email ^= "a"' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l limit -d 'Print at most this many users' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l prod -d 'Use AWS and RDS instead of the local stores'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l embedded -d 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l insecure-http -d 'Allow plain http for requests with credentials, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l csv-safe -d 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -s v -l verbose -d 'Print each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -s y -l yes -d 'Answer yes to every question; destroying data on prod needs --confirm'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l no-input -d 'Never ask a question: fail instead'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l map -d 'Print one object of handle to sub'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from token" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from token" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from token" -l endpoint-url -d 'The endpoint of DynamoDB, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from token" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from token" -l cognito-endpoint-url -d 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from token" -l database-url -d 'The URL of the users database, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from token" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from token" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from token" -l timeout -d 'The timeout of one call to a service or database, with its retries, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from token" -l output -d 'The format of the output' -r -f -a "table\t'Aligned columns'
json\t'One JSON document'
jsonl\t'One JSON object per line, printed as it arrives'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item per line: only for ddb export'"
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from token" -l query -d 'Apply this JMESPath expression to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from token" -l error-format -d 'The format of errors, warnings and status lines' -r -f -a "text\t'Lines of text'
json\t'One JSON object per line'"
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from token" -l confirm -d 'Confirm a write by the name of the table or database that it changes' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from token" -l prod -d 'Use AWS and RDS instead of the local stores'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from token" -l embedded -d 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from token" -l insecure-http -d 'Allow plain http for requests with credentials, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from token" -l csv-safe -d 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from token" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from token" -s v -l verbose -d 'Print each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from token" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from token" -s y -l yes -d 'Answer yes to every question; destroying data on prod needs --confirm'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from token" -l no-input -d 'Never ask a question: fail instead'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from token" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from token" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from help" -f -a "list-users" -d 'List the users of the pool'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from help" -f -a "token" -d 'Print an access token of a user of the embedded pool'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cruddur -n "__fish_cruddur_using_subcommand serve" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand serve" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand serve" -l endpoint-url -d 'The endpoint of DynamoDB, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand serve" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand serve" -l cognito-endpoint-url -d 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand serve" -l database-url -d 'The URL of the users database, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand serve" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand serve" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand serve" -l timeout -d 'The timeout of one call to a service or database, with its retries, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand serve" -l output -d 'The format of the output' -r -f -a "table\t'Aligned columns'
json\t'One JSON document'
jsonl\t'One JSON object per line, printed as it arrives'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item per line: only for ddb export'"
complete -c cruddur -n "__fish_cruddur_using_subcommand serve" -l query -d 'Apply this JMESPath expression to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand serve" -l error-format -d 'The format of errors, warnings and status lines' -r -f -a "text\t'Lines of text'
json\t'One JSON object per line'"
complete -c cruddur -n "__fish_cruddur_using_subcommand serve" -l confirm -d 'Confirm a write by the name of the table or database that it changes' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand serve" -l port -d 'The port of 127.0.0.1; 0 for any free one' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand serve" -l as -d 'The handle of the user that the printed URL signs in, or a uuid if several users share the handle [default: andrewbrown]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand serve" -l allow-origin -d 'The origin of another page that may use the server, such as the app\'s frontend' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand serve" -l layout -d 'The layout to write to an empty table: model, or flask (the deployed backend\'s)' -r -f -a "flask\t''
model\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand serve" -l prod -d 'Use AWS and RDS instead of the local stores'
complete -c cruddur -n "__fish_cruddur_using_subcommand serve" -l embedded -d 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand serve" -l insecure-http -d 'Allow plain http for requests with credentials, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand serve" -l csv-safe -d 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)'
complete -c cruddur -n "__fish_cruddur_using_subcommand serve" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c cruddur -n "__fish_cruddur_using_subcommand serve" -s v -l verbose -d 'Print each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand serve" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand serve" -s y -l yes -d 'Answer yes to every question; destroying data on prod needs --confirm'
complete -c cruddur -n "__fish_cruddur_using_subcommand serve" -l no-input -d 'Never ask a question: fail instead'
complete -c cruddur -n "__fish_cruddur_using_subcommand serve" -l write -d 'Allow writes to prod; the name of the table has to be confirmed'
complete -c cruddur -n "__fish_cruddur_using_subcommand serve" -l open -d 'Open the page in a browser'
complete -c cruddur -n "__fish_cruddur_using_subcommand serve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand serve" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and not __fish_seen_subcommand_from serve compose help" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and not __fish_seen_subcommand_from serve compose help" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and not __fish_seen_subcommand_from serve compose help" -l endpoint-url -d 'The endpoint of DynamoDB, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and not __fish_seen_subcommand_from serve compose help" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and not __fish_seen_subcommand_from serve compose help" -l cognito-endpoint-url -d 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and not __fish_seen_subcommand_from serve compose help" -l database-url -d 'The URL of the users database, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and not __fish_seen_subcommand_from serve compose help" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and not __fish_seen_subcommand_from serve compose help" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and not __fish_seen_subcommand_from serve compose help" -l timeout -d 'The timeout of one call to a service or database, with its retries, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and not __fish_seen_subcommand_from serve compose help" -l output -d 'The format of the output' -r -f -a "table\t'Aligned columns'
json\t'One JSON document'
jsonl\t'One JSON object per line, printed as it arrives'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item per line: only for ddb export'"
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and not __fish_seen_subcommand_from serve compose help" -l query -d 'Apply this JMESPath expression to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and not __fish_seen_subcommand_from serve compose help" -l error-format -d 'The format of errors, warnings and status lines' -r -f -a "text\t'Lines of text'
json\t'One JSON object per line'"
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and not __fish_seen_subcommand_from serve compose help" -l confirm -d 'Confirm a write by the name of the table or database that it changes' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and not __fish_seen_subcommand_from serve compose help" -l prod -d 'Use AWS and RDS instead of the local stores'
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and not __fish_seen_subcommand_from serve compose help" -l embedded -d 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and not __fish_seen_subcommand_from serve compose help" -l insecure-http -d 'Allow plain http for requests with credentials, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and not __fish_seen_subcommand_from serve compose help" -l csv-safe -d 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)'
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and not __fish_seen_subcommand_from serve compose help" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and not __fish_seen_subcommand_from serve compose help" -s v -l verbose -d 'Print each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and not __fish_seen_subcommand_from serve compose help" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and not __fish_seen_subcommand_from serve compose help" -s y -l yes -d 'Answer yes to every question; destroying data on prod needs --confirm'
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and not __fish_seen_subcommand_from serve compose help" -l no-input -d 'Never ask a question: fail instead'
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and not __fish_seen_subcommand_from serve compose help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and not __fish_seen_subcommand_from serve compose help" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and not __fish_seen_subcommand_from serve compose help" -f -a "serve" -d 'Serve the embedded DynamoDB engine to programs that speak DynamoDB'
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and not __fish_seen_subcommand_from serve compose help" -f -a "compose" -d 'Print a compose file for DynamoDB Local, PostgreSQL and the app'
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and not __fish_seen_subcommand_from serve compose help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from serve" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from serve" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from serve" -l endpoint-url -d 'The endpoint of DynamoDB, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from serve" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from serve" -l cognito-endpoint-url -d 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from serve" -l database-url -d 'The URL of the users database, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from serve" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from serve" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from serve" -l timeout -d 'The timeout of one call to a service or database, with its retries, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from serve" -l output -d 'The format of the output' -r -f -a "table\t'Aligned columns'
json\t'One JSON document'
jsonl\t'One JSON object per line, printed as it arrives'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item per line: only for ddb export'"
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from serve" -l query -d 'Apply this JMESPath expression to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from serve" -l error-format -d 'The format of errors, warnings and status lines' -r -f -a "text\t'Lines of text'
json\t'One JSON object per line'"
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from serve" -l confirm -d 'Confirm a write by the name of the table or database that it changes' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from serve" -l port -d 'The port of 127.0.0.1; 0 for any free one' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from serve" -l prod -d 'Use AWS and RDS instead of the local stores'
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from serve" -l embedded -d 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from serve" -l insecure-http -d 'Allow plain http for requests with credentials, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from serve" -l csv-safe -d 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)'
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from serve" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from serve" -s v -l verbose -d 'Print each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from serve" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from serve" -s y -l yes -d 'Answer yes to every question; destroying data on prod needs --confirm'
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from serve" -l no-input -d 'Never ask a question: fail instead'
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from serve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from serve" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from compose" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from compose" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from compose" -l endpoint-url -d 'The endpoint of DynamoDB, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from compose" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from compose" -l cognito-endpoint-url -d 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from compose" -l database-url -d 'The URL of the users database, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from compose" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from compose" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from compose" -l timeout -d 'The timeout of one call to a service or database, with its retries, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from compose" -l output -d 'The format of the output' -r -f -a "table\t'Aligned columns'
json\t'One JSON document'
jsonl\t'One JSON object per line, printed as it arrives'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item per line: only for ddb export'"
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from compose" -l query -d 'Apply this JMESPath expression to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from compose" -l error-format -d 'The format of errors, warnings and status lines' -r -f -a "text\t'Lines of text'
json\t'One JSON object per line'"
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from compose" -l confirm -d 'Confirm a write by the name of the table or database that it changes' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from compose" -l prod -d 'Use AWS and RDS instead of the local stores'
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from compose" -l embedded -d 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from compose" -l insecure-http -d 'Allow plain http for requests with credentials, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from compose" -l csv-safe -d 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)'
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from compose" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from compose" -s v -l verbose -d 'Print each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from compose" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from compose" -s y -l yes -d 'Answer yes to every question; destroying data on prod needs --confirm'
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from compose" -l no-input -d 'Never ask a question: fail instead'
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from compose" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from compose" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from help" -f -a "serve" -d 'Serve the embedded DynamoDB engine to programs that speak DynamoDB'
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from help" -f -a "compose" -d 'Print a compose file for DynamoDB Local, PostgreSQL and the app'
complete -c cruddur -n "__fish_cruddur_using_subcommand local; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and not __fish_seen_subcommand_from template plan deploy status outputs env open-access schema-load logs redrive drift delete help" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and not __fish_seen_subcommand_from template plan deploy status outputs env open-access schema-load logs redrive drift delete help" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and not __fish_seen_subcommand_from template plan deploy status outputs env open-access schema-load logs redrive drift delete help" -l endpoint-url -d 'The endpoint of DynamoDB, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and not __fish_seen_subcommand_from template plan deploy status outputs env open-access schema-load logs redrive drift delete help" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and not __fish_seen_subcommand_from template plan deploy status outputs env open-access schema-load logs redrive drift delete help" -l cognito-endpoint-url -d 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and not __fish_seen_subcommand_from template plan deploy status outputs env open-access schema-load logs redrive drift delete help" -l database-url -d 'The URL of the users database, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and not __fish_seen_subcommand_from template plan deploy status outputs env open-access schema-load logs redrive drift delete help" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and not __fish_seen_subcommand_from template plan deploy status outputs env open-access schema-load logs redrive drift delete help" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and not __fish_seen_subcommand_from template plan deploy status outputs env open-access schema-load logs redrive drift delete help" -l timeout -d 'The timeout of one call to a service or database, with its retries, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and not __fish_seen_subcommand_from template plan deploy status outputs env open-access schema-load logs redrive drift delete help" -l output -d 'The format of the output' -r -f -a "table\t'Aligned columns'
json\t'One JSON document'
jsonl\t'One JSON object per line, printed as it arrives'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item per line: only for ddb export'"
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and not __fish_seen_subcommand_from template plan deploy status outputs env open-access schema-load logs redrive drift delete help" -l query -d 'Apply this JMESPath expression to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and not __fish_seen_subcommand_from template plan deploy status outputs env open-access schema-load logs redrive drift delete help" -l error-format -d 'The format of errors, warnings and status lines' -r -f -a "text\t'Lines of text'
json\t'One JSON object per line'"
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and not __fish_seen_subcommand_from template plan deploy status outputs env open-access schema-load logs redrive drift delete help" -l confirm -d 'Confirm a write by the name of the table or database that it changes' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and not __fish_seen_subcommand_from template plan deploy status outputs env open-access schema-load logs redrive drift delete help" -l prod -d 'Use AWS and RDS instead of the local stores'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and not __fish_seen_subcommand_from template plan deploy status outputs env open-access schema-load logs redrive drift delete help" -l embedded -d 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and not __fish_seen_subcommand_from template plan deploy status outputs env open-access schema-load logs redrive drift delete help" -l insecure-http -d 'Allow plain http for requests with credentials, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and not __fish_seen_subcommand_from template plan deploy status outputs env open-access schema-load logs redrive drift delete help" -l csv-safe -d 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and not __fish_seen_subcommand_from template plan deploy status outputs env open-access schema-load logs redrive drift delete help" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and not __fish_seen_subcommand_from template plan deploy status outputs env open-access schema-load logs redrive drift delete help" -s v -l verbose -d 'Print each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and not __fish_seen_subcommand_from template plan deploy status outputs env open-access schema-load logs redrive drift delete help" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and not __fish_seen_subcommand_from template plan deploy status outputs env open-access schema-load logs redrive drift delete help" -s y -l yes -d 'Answer yes to every question; destroying data on prod needs --confirm'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and not __fish_seen_subcommand_from template plan deploy status outputs env open-access schema-load logs redrive drift delete help" -l no-input -d 'Never ask a question: fail instead'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and not __fish_seen_subcommand_from template plan deploy status outputs env open-access schema-load logs redrive drift delete help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and not __fish_seen_subcommand_from template plan deploy status outputs env open-access schema-load logs redrive drift delete help" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and not __fish_seen_subcommand_from template plan deploy status outputs env open-access schema-load logs redrive drift delete help" -f -a "template" -d 'Print the template of the stack'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and not __fish_seen_subcommand_from template plan deploy status outputs env open-access schema-load logs redrive drift delete help" -f -a "plan" -d 'Show what a deployment would change'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and not __fish_seen_subcommand_from template plan deploy status outputs env open-access schema-load logs redrive drift delete help" -f -a "deploy" -d 'Create the stack, or update it'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and not __fish_seen_subcommand_from template plan deploy status outputs env open-access schema-load logs redrive drift delete help" -f -a "status" -d 'Show the status of the stack and of each resource'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and not __fish_seen_subcommand_from template plan deploy status outputs env open-access schema-load logs redrive drift delete help" -f -a "outputs" -d 'Show the outputs of the stack'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and not __fish_seen_subcommand_from template plan deploy status outputs env open-access schema-load logs redrive drift delete help" -f -a "env" -d 'Print the outputs as the environment variables of the app'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and not __fish_seen_subcommand_from template plan deploy status outputs env open-access schema-load logs redrive drift delete help" -f -a "open-access" -d 'Let addresses connect to the users database, or close it again'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and not __fish_seen_subcommand_from template plan deploy status outputs env open-access schema-load logs redrive drift delete help" -f -a "schema-load" -d 'Create what is missing of the users schema'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and not __fish_seen_subcommand_from template plan deploy status outputs env open-access schema-load logs redrive drift delete help" -f -a "logs" -d 'Print the log lines of a function of the stack'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and not __fish_seen_subcommand_from template plan deploy status outputs env open-access schema-load logs redrive drift delete help" -f -a "redrive" -d 'Process again what messaging-stream failed to process'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and not __fish_seen_subcommand_from template plan deploy status outputs env open-access schema-load logs redrive drift delete help" -f -a "drift" -d 'Compare the resources with the template'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and not __fish_seen_subcommand_from template plan deploy status outputs env open-access schema-load logs redrive drift delete help" -f -a "delete" -d 'Delete the stack'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and not __fish_seen_subcommand_from template plan deploy status outputs env open-access schema-load logs redrive drift delete help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from template" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from template" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from template" -l endpoint-url -d 'The endpoint of DynamoDB, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from template" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from template" -l cognito-endpoint-url -d 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from template" -l database-url -d 'The URL of the users database, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from template" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from template" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from template" -l timeout -d 'The timeout of one call to a service or database, with its retries, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from template" -l output -d 'The format of the output' -r -f -a "table\t'Aligned columns'
json\t'One JSON document'
jsonl\t'One JSON object per line, printed as it arrives'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item per line: only for ddb export'"
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from template" -l query -d 'Apply this JMESPath expression to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from template" -l error-format -d 'The format of errors, warnings and status lines' -r -f -a "text\t'Lines of text'
json\t'One JSON object per line'"
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from template" -l confirm -d 'Confirm a write by the name of the table or database that it changes' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from template" -l prod -d 'Use AWS and RDS instead of the local stores'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from template" -l embedded -d 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from template" -l insecure-http -d 'Allow plain http for requests with credentials, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from template" -l csv-safe -d 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from template" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from template" -s v -l verbose -d 'Print each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from template" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from template" -s y -l yes -d 'Answer yes to every question; destroying data on prod needs --confirm'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from template" -l no-input -d 'Never ask a question: fail instead'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from template" -l table-only -d 'The template of the table and its gateway endpoint alone'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from template" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from template" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from plan" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from plan" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from plan" -l endpoint-url -d 'The endpoint of DynamoDB, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from plan" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from plan" -l cognito-endpoint-url -d 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from plan" -l database-url -d 'The URL of the users database, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from plan" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from plan" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from plan" -l timeout -d 'The timeout of one call to a service or database, with its retries, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from plan" -l output -d 'The format of the output' -r -f -a "table\t'Aligned columns'
json\t'One JSON document'
jsonl\t'One JSON object per line, printed as it arrives'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item per line: only for ddb export'"
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from plan" -l query -d 'Apply this JMESPath expression to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from plan" -l error-format -d 'The format of errors, warnings and status lines' -r -f -a "text\t'Lines of text'
json\t'One JSON object per line'"
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from plan" -l confirm -d 'Confirm a write by the name of the table or database that it changes' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from plan" -l stack-name -d 'The name of the stack [default: cruddur, or cruddur-table with --table-only]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from plan" -l template -d 'A template in place of the built-in one: a file of YAML or JSON' -r -F
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from plan" -l parameter -d 'The value of a parameter; those left out keep what the stack has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from plan" -l functions -d 'The zip files of the functions: DIR/NAME/bootstrap.zip, as cargo-lambda leaves them in target/lambda' -r -F
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from plan" -l prod -d 'Use AWS and RDS instead of the local stores'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from plan" -l embedded -d 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from plan" -l insecure-http -d 'Allow plain http for requests with credentials, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from plan" -l csv-safe -d 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from plan" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from plan" -s v -l verbose -d 'Print each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from plan" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from plan" -s y -l yes -d 'Answer yes to every question; destroying data on prod needs --confirm'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from plan" -l no-input -d 'Never ask a question: fail instead'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from plan" -l table-only -d 'The stack of the table and its gateway endpoint alone'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from plan" -l default-vpc -d 'Use the default VPC of the region in place of a new one'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from plan" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from plan" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from deploy" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from deploy" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from deploy" -l endpoint-url -d 'The endpoint of DynamoDB, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from deploy" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from deploy" -l cognito-endpoint-url -d 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from deploy" -l database-url -d 'The URL of the users database, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from deploy" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from deploy" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from deploy" -l timeout -d 'The timeout of one call to a service or database, with its retries, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from deploy" -l output -d 'The format of the output' -r -f -a "table\t'Aligned columns'
json\t'One JSON document'
jsonl\t'One JSON object per line, printed as it arrives'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item per line: only for ddb export'"
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from deploy" -l query -d 'Apply this JMESPath expression to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from deploy" -l error-format -d 'The format of errors, warnings and status lines' -r -f -a "text\t'Lines of text'
json\t'One JSON object per line'"
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from deploy" -l confirm -d 'Confirm a write by the name of the table or database that it changes' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from deploy" -l stack-name -d 'The name of the stack [default: cruddur, or cruddur-table with --table-only]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from deploy" -l template -d 'A template in place of the built-in one: a file of YAML or JSON' -r -F
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from deploy" -l parameter -d 'The value of a parameter; those left out keep what the stack has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from deploy" -l functions -d 'The zip files of the functions: DIR/NAME/bootstrap.zip, as cargo-lambda leaves them in target/lambda' -r -F
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from deploy" -l prod -d 'Use AWS and RDS instead of the local stores'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from deploy" -l embedded -d 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from deploy" -l insecure-http -d 'Allow plain http for requests with credentials, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from deploy" -l csv-safe -d 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from deploy" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from deploy" -s v -l verbose -d 'Print each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from deploy" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from deploy" -s y -l yes -d 'Answer yes to every question; destroying data on prod needs --confirm'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from deploy" -l no-input -d 'Never ask a question: fail instead'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from deploy" -l table-only -d 'The stack of the table and its gateway endpoint alone'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from deploy" -l default-vpc -d 'Use the default VPC of the region in place of a new one'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from deploy" -l no-schema-load -d 'Do not invoke the function that creates the users schema'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from deploy" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from deploy" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from status" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from status" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from status" -l endpoint-url -d 'The endpoint of DynamoDB, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from status" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from status" -l cognito-endpoint-url -d 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from status" -l database-url -d 'The URL of the users database, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from status" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from status" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from status" -l timeout -d 'The timeout of one call to a service or database, with its retries, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from status" -l output -d 'The format of the output' -r -f -a "table\t'Aligned columns'
json\t'One JSON document'
jsonl\t'One JSON object per line, printed as it arrives'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item per line: only for ddb export'"
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from status" -l query -d 'Apply this JMESPath expression to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from status" -l error-format -d 'The format of errors, warnings and status lines' -r -f -a "text\t'Lines of text'
json\t'One JSON object per line'"
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from status" -l confirm -d 'Confirm a write by the name of the table or database that it changes' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from status" -l stack-name -d 'The name of the stack [default: cruddur, or cruddur-table with --table-only]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from status" -l prod -d 'Use AWS and RDS instead of the local stores'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from status" -l embedded -d 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from status" -l insecure-http -d 'Allow plain http for requests with credentials, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from status" -l csv-safe -d 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from status" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from status" -s v -l verbose -d 'Print each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from status" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from status" -s y -l yes -d 'Answer yes to every question; destroying data on prod needs --confirm'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from status" -l no-input -d 'Never ask a question: fail instead'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from status" -l table-only -d 'The stack of the table and its gateway endpoint alone'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from status" -l follow -d 'Show the events of the last operation until it ends'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from status" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from outputs" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from outputs" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from outputs" -l endpoint-url -d 'The endpoint of DynamoDB, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from outputs" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from outputs" -l cognito-endpoint-url -d 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from outputs" -l database-url -d 'The URL of the users database, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from outputs" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from outputs" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from outputs" -l timeout -d 'The timeout of one call to a service or database, with its retries, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from outputs" -l output -d 'The format of the output' -r -f -a "table\t'Aligned columns'
json\t'One JSON document'
jsonl\t'One JSON object per line, printed as it arrives'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item per line: only for ddb export'"
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from outputs" -l query -d 'Apply this JMESPath expression to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from outputs" -l error-format -d 'The format of errors, warnings and status lines' -r -f -a "text\t'Lines of text'
json\t'One JSON object per line'"
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from outputs" -l confirm -d 'Confirm a write by the name of the table or database that it changes' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from outputs" -l stack-name -d 'The name of the stack [default: cruddur, or cruddur-table with --table-only]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from outputs" -l prod -d 'Use AWS and RDS instead of the local stores'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from outputs" -l embedded -d 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from outputs" -l insecure-http -d 'Allow plain http for requests with credentials, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from outputs" -l csv-safe -d 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from outputs" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from outputs" -s v -l verbose -d 'Print each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from outputs" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from outputs" -s y -l yes -d 'Answer yes to every question; destroying data on prod needs --confirm'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from outputs" -l no-input -d 'Never ask a question: fail instead'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from outputs" -l table-only -d 'The stack of the table and its gateway endpoint alone'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from outputs" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from outputs" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from env" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from env" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from env" -l endpoint-url -d 'The endpoint of DynamoDB, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from env" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from env" -l cognito-endpoint-url -d 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from env" -l database-url -d 'The URL of the users database, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from env" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from env" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from env" -l timeout -d 'The timeout of one call to a service or database, with its retries, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from env" -l output -d 'The format of the output' -r -f -a "table\t'Aligned columns'
json\t'One JSON document'
jsonl\t'One JSON object per line, printed as it arrives'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item per line: only for ddb export'"
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from env" -l query -d 'Apply this JMESPath expression to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from env" -l error-format -d 'The format of errors, warnings and status lines' -r -f -a "text\t'Lines of text'
json\t'One JSON object per line'"
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from env" -l confirm -d 'Confirm a write by the name of the table or database that it changes' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from env" -l stack-name -d 'The name of the stack [default: cruddur, or cruddur-table with --table-only]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from env" -l format -d 'What reads the variables' -r -f -a "sh\t'A POSIX shell'
dotenv\t'A .env file'
github\t'GITHUB_ENV of GitHub Actions'"
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from env" -l to -d 'Write into a new file that only this user can read' -r -F
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from env" -l prod -d 'Use AWS and RDS instead of the local stores'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from env" -l embedded -d 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from env" -l insecure-http -d 'Allow plain http for requests with credentials, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from env" -l csv-safe -d 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from env" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from env" -s v -l verbose -d 'Print each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from env" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from env" -s y -l yes -d 'Answer yes to every question; destroying data on prod needs --confirm'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from env" -l no-input -d 'Never ask a question: fail instead'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from env" -l table-only -d 'The stack of the table and its gateway endpoint alone'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from env" -l with-password -d 'Put the password of the users database into its URL'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from env" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from env" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from open-access" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from open-access" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from open-access" -l endpoint-url -d 'The endpoint of DynamoDB, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from open-access" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from open-access" -l cognito-endpoint-url -d 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from open-access" -l database-url -d 'The URL of the users database, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from open-access" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from open-access" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from open-access" -l timeout -d 'The timeout of one call to a service or database, with its retries, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from open-access" -l output -d 'The format of the output' -r -f -a "table\t'Aligned columns'
json\t'One JSON document'
jsonl\t'One JSON object per line, printed as it arrives'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item per line: only for ddb export'"
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from open-access" -l query -d 'Apply this JMESPath expression to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from open-access" -l error-format -d 'The format of errors, warnings and status lines' -r -f -a "text\t'Lines of text'
json\t'One JSON object per line'"
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from open-access" -l confirm -d 'Confirm a write by the name of the table or database that it changes' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from open-access" -l stack-name -d 'The name of the stack [default: cruddur, or cruddur-table with --table-only]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from open-access" -l cidr -d 'The addresses: IPv4, /24 or smaller; a single address is /32 [default: the address of this machine]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from open-access" -l prod -d 'Use AWS and RDS instead of the local stores'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from open-access" -l embedded -d 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from open-access" -l insecure-http -d 'Allow plain http for requests with credentials, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from open-access" -l csv-safe -d 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from open-access" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from open-access" -s v -l verbose -d 'Print each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from open-access" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from open-access" -s y -l yes -d 'Answer yes to every question; destroying data on prod needs --confirm'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from open-access" -l no-input -d 'Never ask a question: fail instead'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from open-access" -l table-only -d 'The stack of the table and its gateway endpoint alone'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from open-access" -l close -d 'Let nobody connect but the functions'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from open-access" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from open-access" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from schema-load" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from schema-load" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from schema-load" -l endpoint-url -d 'The endpoint of DynamoDB, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from schema-load" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from schema-load" -l cognito-endpoint-url -d 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from schema-load" -l database-url -d 'The URL of the users database, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from schema-load" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from schema-load" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from schema-load" -l timeout -d 'The timeout of one call to a service or database, with its retries, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from schema-load" -l output -d 'The format of the output' -r -f -a "table\t'Aligned columns'
json\t'One JSON document'
jsonl\t'One JSON object per line, printed as it arrives'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item per line: only for ddb export'"
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from schema-load" -l query -d 'Apply this JMESPath expression to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from schema-load" -l error-format -d 'The format of errors, warnings and status lines' -r -f -a "text\t'Lines of text'
json\t'One JSON object per line'"
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from schema-load" -l confirm -d 'Confirm a write by the name of the table or database that it changes' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from schema-load" -l stack-name -d 'The name of the stack [default: cruddur, or cruddur-table with --table-only]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from schema-load" -l prod -d 'Use AWS and RDS instead of the local stores'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from schema-load" -l embedded -d 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from schema-load" -l insecure-http -d 'Allow plain http for requests with credentials, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from schema-load" -l csv-safe -d 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from schema-load" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from schema-load" -s v -l verbose -d 'Print each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from schema-load" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from schema-load" -s y -l yes -d 'Answer yes to every question; destroying data on prod needs --confirm'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from schema-load" -l no-input -d 'Never ask a question: fail instead'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from schema-load" -l table-only -d 'The stack of the table and its gateway endpoint alone'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from schema-load" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from schema-load" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from logs" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from logs" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from logs" -l endpoint-url -d 'The endpoint of DynamoDB, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from logs" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from logs" -l cognito-endpoint-url -d 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from logs" -l database-url -d 'The URL of the users database, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from logs" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from logs" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from logs" -l timeout -d 'The timeout of one call to a service or database, with its retries, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from logs" -l output -d 'The format of the output' -r -f -a "table\t'Aligned columns'
json\t'One JSON document'
jsonl\t'One JSON object per line, printed as it arrives'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item per line: only for ddb export'"
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from logs" -l query -d 'Apply this JMESPath expression to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from logs" -l error-format -d 'The format of errors, warnings and status lines' -r -f -a "text\t'Lines of text'
json\t'One JSON object per line'"
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from logs" -l confirm -d 'Confirm a write by the name of the table or database that it changes' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from logs" -l stack-name -d 'The name of the stack [default: cruddur, or cruddur-table with --table-only]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from logs" -l since -d 'How far back: 30s, 15m, 1h, 2d, or a time or date' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from logs" -l prod -d 'Use AWS and RDS instead of the local stores'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from logs" -l embedded -d 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from logs" -l insecure-http -d 'Allow plain http for requests with credentials, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from logs" -l csv-safe -d 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from logs" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from logs" -s v -l verbose -d 'Print each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from logs" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from logs" -s y -l yes -d 'Answer yes to every question; destroying data on prod needs --confirm'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from logs" -l no-input -d 'Never ask a question: fail instead'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from logs" -l table-only -d 'The stack of the table and its gateway endpoint alone'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from logs" -l follow -d 'Print new lines as they arrive, until Ctrl-C'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from logs" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from logs" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from redrive" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from redrive" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from redrive" -l endpoint-url -d 'The endpoint of DynamoDB, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from redrive" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from redrive" -l cognito-endpoint-url -d 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from redrive" -l database-url -d 'The URL of the users database, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from redrive" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from redrive" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from redrive" -l timeout -d 'The timeout of one call to a service or database, with its retries, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from redrive" -l output -d 'The format of the output' -r -f -a "table\t'Aligned columns'
json\t'One JSON document'
jsonl\t'One JSON object per line, printed as it arrives'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item per line: only for ddb export'"
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from redrive" -l query -d 'Apply this JMESPath expression to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from redrive" -l error-format -d 'The format of errors, warnings and status lines' -r -f -a "text\t'Lines of text'
json\t'One JSON object per line'"
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from redrive" -l confirm -d 'Confirm a write by the name of the table or database that it changes' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from redrive" -l stack-name -d 'The name of the stack [default: cruddur, or cruddur-table with --table-only]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from redrive" -l prod -d 'Use AWS and RDS instead of the local stores'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from redrive" -l embedded -d 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from redrive" -l insecure-http -d 'Allow plain http for requests with credentials, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from redrive" -l csv-safe -d 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from redrive" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from redrive" -s v -l verbose -d 'Print each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from redrive" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from redrive" -s y -l yes -d 'Answer yes to every question; destroying data on prod needs --confirm'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from redrive" -l no-input -d 'Never ask a question: fail instead'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from redrive" -l table-only -d 'The stack of the table and its gateway endpoint alone'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from redrive" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from redrive" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from drift" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from drift" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from drift" -l endpoint-url -d 'The endpoint of DynamoDB, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from drift" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from drift" -l cognito-endpoint-url -d 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from drift" -l database-url -d 'The URL of the users database, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from drift" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from drift" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from drift" -l timeout -d 'The timeout of one call to a service or database, with its retries, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from drift" -l output -d 'The format of the output' -r -f -a "table\t'Aligned columns'
json\t'One JSON document'
jsonl\t'One JSON object per line, printed as it arrives'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item per line: only for ddb export'"
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from drift" -l query -d 'Apply this JMESPath expression to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from drift" -l error-format -d 'The format of errors, warnings and status lines' -r -f -a "text\t'Lines of text'
json\t'One JSON object per line'"
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from drift" -l confirm -d 'Confirm a write by the name of the table or database that it changes' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from drift" -l stack-name -d 'The name of the stack [default: cruddur, or cruddur-table with --table-only]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from drift" -l prod -d 'Use AWS and RDS instead of the local stores'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from drift" -l embedded -d 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from drift" -l insecure-http -d 'Allow plain http for requests with credentials, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from drift" -l csv-safe -d 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from drift" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from drift" -s v -l verbose -d 'Print each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from drift" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from drift" -s y -l yes -d 'Answer yes to every question; destroying data on prod needs --confirm'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from drift" -l no-input -d 'Never ask a question: fail instead'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from drift" -l table-only -d 'The stack of the table and its gateway endpoint alone'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from drift" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from drift" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from delete" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from delete" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from delete" -l endpoint-url -d 'The endpoint of DynamoDB, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from delete" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from delete" -l cognito-endpoint-url -d 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from delete" -l database-url -d 'The URL of the users database, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from delete" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from delete" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from delete" -l timeout -d 'The timeout of one call to a service or database, with its retries, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from delete" -l output -d 'The format of the output' -r -f -a "table\t'Aligned columns'
json\t'One JSON document'
jsonl\t'One JSON object per line, printed as it arrives'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item per line: only for ddb export'"
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from delete" -l query -d 'Apply this JMESPath expression to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from delete" -l error-format -d 'The format of errors, warnings and status lines' -r -f -a "text\t'Lines of text'
json\t'One JSON object per line'"
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from delete" -l confirm -d 'Confirm a write by the name of the table or database that it changes' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from delete" -l stack-name -d 'The name of the stack [default: cruddur, or cruddur-table with --table-only]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from delete" -l prod -d 'Use AWS and RDS instead of the local stores'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from delete" -l embedded -d 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from delete" -l insecure-http -d 'Allow plain http for requests with credentials, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from delete" -l csv-safe -d 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from delete" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'Print each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from delete" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from delete" -s y -l yes -d 'Answer yes to every question; destroying data on prod needs --confirm'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from delete" -l no-input -d 'Never ask a question: fail instead'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from delete" -l table-only -d 'The stack of the table and its gateway endpoint alone'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from delete" -l with-data -d 'Remove the table and the user pool too, with all that is in them'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from delete" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from help" -f -a "template" -d 'Print the template of the stack'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from help" -f -a "plan" -d 'Show what a deployment would change'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from help" -f -a "deploy" -d 'Create the stack, or update it'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from help" -f -a "status" -d 'Show the status of the stack and of each resource'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from help" -f -a "outputs" -d 'Show the outputs of the stack'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from help" -f -a "env" -d 'Print the outputs as the environment variables of the app'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from help" -f -a "open-access" -d 'Let addresses connect to the users database, or close it again'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from help" -f -a "schema-load" -d 'Create what is missing of the users schema'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from help" -f -a "logs" -d 'Print the log lines of a function of the stack'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from help" -f -a "redrive" -d 'Process again what messaging-stream failed to process'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from help" -f -a "drift" -d 'Compare the resources with the template'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from help" -f -a "delete" -d 'Delete the stack'
complete -c cruddur -n "__fish_cruddur_using_subcommand stack; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -l endpoint-url -d 'The endpoint of DynamoDB, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -l cognito-endpoint-url -d 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -l database-url -d 'The URL of the users database, instead of the target\'s own' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -l timeout -d 'The timeout of one call to a service or database, with its retries, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -l output -d 'The format of the output' -r -f -a "table\t'Aligned columns'
json\t'One JSON document'
jsonl\t'One JSON object per line, printed as it arrives'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item per line: only for ddb export'"
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -l query -d 'Apply this JMESPath expression to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -l error-format -d 'The format of errors, warnings and status lines' -r -f -a "text\t'Lines of text'
json\t'One JSON object per line'"
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -l confirm -d 'Confirm a write by the name of the table or database that it changes' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -l prod -d 'Use AWS and RDS instead of the local stores'
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -l embedded -d 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -l insecure-http -d 'Allow plain http for requests with credentials, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -l csv-safe -d 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)'
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -s q -l quiet -d 'Print only warnings and errors on stderr'
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -s v -l verbose -d 'Print each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -s y -l yes -d 'Answer yes to every question; destroying data on prod needs --confirm'
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -l no-input -d 'Never ask a question: fail instead'
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and not __fish_seen_subcommand_from setup doctor ddb db cognito serve local stack completions help" -f -a "setup" -d 'Create everything for development: users, table and conversations'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and not __fish_seen_subcommand_from setup doctor ddb db cognito serve local stack completions help" -f -a "doctor" -d 'Check every store and the environment, and say how to fix problems'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and not __fish_seen_subcommand_from setup doctor ddb db cognito serve local stack completions help" -f -a "ddb" -d 'The messages, in DynamoDB'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and not __fish_seen_subcommand_from setup doctor ddb db cognito serve local stack completions help" -f -a "db" -d 'The users, in PostgreSQL'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and not __fish_seen_subcommand_from setup doctor ddb db cognito serve local stack completions help" -f -a "cognito" -d 'The user pool, in Cognito'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and not __fish_seen_subcommand_from setup doctor ddb db cognito serve local stack completions help" -f -a "serve" -d 'Serve the message API of the app and a page to read and write in'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and not __fish_seen_subcommand_from setup doctor ddb db cognito serve local stack completions help" -f -a "local" -d 'The servers of the app on this machine'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and not __fish_seen_subcommand_from setup doctor ddb db cognito serve local stack completions help" -f -a "stack" -d 'The AWS resources of the app, by CloudFormation'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and not __fish_seen_subcommand_from setup doctor ddb db cognito serve local stack completions help" -f -a "completions" -d 'Print the completion script of a shell'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and not __fish_seen_subcommand_from setup doctor ddb db cognito serve local stack completions help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from ddb" -f -a "schema-load" -d 'Create the table of messages, or update it to its schema'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from ddb" -f -a "seed" -d 'Write the seeded conversations'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from ddb" -f -a "list-tables" -d 'List every table of the target'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from ddb" -f -a "drop-table" -d 'Drop a table, and wait until it is deleted'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from ddb" -f -a "scan" -d 'Print every item of the table'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from ddb" -f -a "export" -d 'Write every item of the table to a file'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from ddb" -f -a "import" -d 'Write the items of a file to the table'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from ddb" -f -a "diff" -d 'Compare a file with the table, item by item, in both directions'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from ddb" -f -a "patterns" -d 'The access patterns of the app'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from ddb" -f -a "repair" -d 'Find inbox rows that are missing or wrong, and fix them'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from ddb" -f -a "stream" -d 'The table\'s stream'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from db" -f -a "schema-load" -d 'Create the tables users and activities if they do not exist'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from db" -f -a "seed" -d 'Insert the seeded users whose handle does not exist'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from db" -f -a "update-cognito-user-ids" -d 'Copy the ids of the pool\'s users into the users database'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from cognito" -f -a "list-users" -d 'List the users of the pool'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from cognito" -f -a "token" -d 'Print an access token of a user of the embedded pool'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from local" -f -a "serve" -d 'Serve the embedded DynamoDB engine to programs that speak DynamoDB'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from local" -f -a "compose" -d 'Print a compose file for DynamoDB Local, PostgreSQL and the app'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from stack" -f -a "template" -d 'Print the template of the stack'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from stack" -f -a "plan" -d 'Show what a deployment would change'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from stack" -f -a "deploy" -d 'Create the stack, or update it'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from stack" -f -a "status" -d 'Show the status of the stack and of each resource'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from stack" -f -a "outputs" -d 'Show the outputs of the stack'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from stack" -f -a "env" -d 'Print the outputs as the environment variables of the app'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from stack" -f -a "open-access" -d 'Let addresses connect to the users database, or close it again'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from stack" -f -a "schema-load" -d 'Create what is missing of the users schema'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from stack" -f -a "logs" -d 'Print the log lines of a function of the stack'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from stack" -f -a "redrive" -d 'Process again what messaging-stream failed to process'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from stack" -f -a "drift" -d 'Compare the resources with the template'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from stack" -f -a "delete" -d 'Delete the stack'
