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
complete -c cruddur -n "__fish_cruddur_needs_command" -l endpoint-url -d 'DynamoDB\'s endpoint, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_needs_command" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_needs_command" -l cognito-endpoint-url -d 'Cognito\'s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_needs_command" -l database-url -d 'The users database, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_needs_command" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_needs_command" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_needs_command" -l timeout -d 'How long one call to a service or database may take, its retries included, in seconds' -r
complete -c cruddur -n "__fish_cruddur_needs_command" -l output -d 'How data is printed' -r -f -a "table\t'Columns for people'
json\t'One JSON document'
jsonl\t'One JSON object a line, as it comes'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item a line: of ddb export alone'"
complete -c cruddur -n "__fish_cruddur_needs_command" -l query -d 'A JMESPath expression that is applied to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_needs_command" -l error-format -d 'How an error is printed' -r -f -a "text\t'Lines for people'
json\t'One JSON object on stderr'"
complete -c cruddur -n "__fish_cruddur_needs_command" -l confirm -d 'Confirm what destroys data by the name of what it destroys' -r
complete -c cruddur -n "__fish_cruddur_needs_command" -l prod -d 'Work on AWS and RDS in place of this machine'
complete -c cruddur -n "__fish_cruddur_needs_command" -l embedded -d 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_needs_command" -l insecure-http -d 'Allow plain http where credentials are sent, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_needs_command" -l csv-safe -d 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
complete -c cruddur -n "__fish_cruddur_needs_command" -s q -l quiet -d 'Say nothing on stderr but warnings and errors'
complete -c cruddur -n "__fish_cruddur_needs_command" -s v -l verbose -d 'Say each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_needs_command" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_needs_command" -s y -l yes -d 'Answer yes to every question; what destroys data on prod wants --confirm as well'
complete -c cruddur -n "__fish_cruddur_needs_command" -l no-input -d 'Never ask: fail where a question would be asked'
complete -c cruddur -n "__fish_cruddur_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_needs_command" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_needs_command" -f -a "setup" -d 'Set up everything that a newcomer needs, on this machine'
complete -c cruddur -n "__fish_cruddur_needs_command" -f -a "doctor" -d 'Check that everything a command needs is there, and say how to fix what is not'
complete -c cruddur -n "__fish_cruddur_needs_command" -f -a "ddb" -d 'The messages, in DynamoDB'
complete -c cruddur -n "__fish_cruddur_needs_command" -f -a "db" -d 'The users, in PostgreSQL'
complete -c cruddur -n "__fish_cruddur_needs_command" -f -a "cognito" -d 'The user pool, in Cognito'
complete -c cruddur -n "__fish_cruddur_needs_command" -f -a "completions" -d 'Print the completions of a shell'
complete -c cruddur -n "__fish_cruddur_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l endpoint-url -d 'DynamoDB\'s endpoint, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l cognito-endpoint-url -d 'Cognito\'s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l database-url -d 'The users database, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l timeout -d 'How long one call to a service or database may take, its retries included, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l output -d 'How data is printed' -r -f -a "table\t'Columns for people'
json\t'One JSON document'
jsonl\t'One JSON object a line, as it comes'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item a line: of ddb export alone'"
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l query -d 'A JMESPath expression that is applied to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l error-format -d 'How an error is printed' -r -f -a "text\t'Lines for people'
json\t'One JSON object on stderr'"
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l confirm -d 'Confirm what destroys data by the name of what it destroys' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l layout -d 'The layout of an empty table: model, or flask, which is the deployed backend\'s' -r -f -a "flask\t''
model\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l wait-timeout -d 'How long to wait until a table or an index is ACTIVE, or gone, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l prod -d 'Work on AWS and RDS in place of this machine'
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l embedded -d 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l insecure-http -d 'Allow plain http where credentials are sent, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l csv-safe -d 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -s q -l quiet -d 'Say nothing on stderr but warnings and errors'
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -s v -l verbose -d 'Say each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -s y -l yes -d 'Answer yes to every question; what destroys data on prod wants --confirm as well'
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -l no-input -d 'Never ask: fail where a question would be asked'
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand setup" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -l endpoint-url -d 'DynamoDB\'s endpoint, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -l cognito-endpoint-url -d 'Cognito\'s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -l database-url -d 'The users database, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -l timeout -d 'How long one call to a service or database may take, its retries included, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -l output -d 'How data is printed' -r -f -a "table\t'Columns for people'
json\t'One JSON document'
jsonl\t'One JSON object a line, as it comes'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item a line: of ddb export alone'"
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -l query -d 'A JMESPath expression that is applied to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -l error-format -d 'How an error is printed' -r -f -a "text\t'Lines for people'
json\t'One JSON object on stderr'"
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -l confirm -d 'Confirm what destroys data by the name of what it destroys' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -l prod -d 'Work on AWS and RDS in place of this machine'
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -l embedded -d 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -l insecure-http -d 'Allow plain http where credentials are sent, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -l csv-safe -d 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -s q -l quiet -d 'Say nothing on stderr but warnings and errors'
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -s v -l verbose -d 'Say each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -s y -l yes -d 'Answer yes to every question; what destroys data on prod wants --confirm as well'
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -l no-input -d 'Never ask: fail where a question would be asked'
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand doctor" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -l endpoint-url -d 'DynamoDB\'s endpoint, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -l cognito-endpoint-url -d 'Cognito\'s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -l database-url -d 'The users database, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -l timeout -d 'How long one call to a service or database may take, its retries included, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -l output -d 'How data is printed' -r -f -a "table\t'Columns for people'
json\t'One JSON document'
jsonl\t'One JSON object a line, as it comes'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item a line: of ddb export alone'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -l query -d 'A JMESPath expression that is applied to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -l error-format -d 'How an error is printed' -r -f -a "text\t'Lines for people'
json\t'One JSON object on stderr'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -l confirm -d 'Confirm what destroys data by the name of what it destroys' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -l prod -d 'Work on AWS and RDS in place of this machine'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -l embedded -d 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -l insecure-http -d 'Allow plain http where credentials are sent, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -l csv-safe -d 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -s q -l quiet -d 'Say nothing on stderr but warnings and errors'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -s v -l verbose -d 'Say each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -s y -l yes -d 'Answer yes to every question; what destroys data on prod wants --confirm as well'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -l no-input -d 'Never ask: fail where a question would be asked'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -f -a "schema-load" -d 'Create the table of messages, or bring it to what it should be'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -f -a "seed" -d 'Write the seeded conversations'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -f -a "list-tables" -d 'List every table at the target'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -f -a "drop-table" -d 'Drop a table and wait until it is gone'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -f -a "scan" -d 'Read every item of the table'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -f -a "export" -d 'Write every item of the table to a file'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -f -a "import" -d 'Write the items of a file to the table'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -f -a "diff" -d 'Compare a file with the table, item by item, in both directions'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -f -a "patterns" -d 'The access patterns of the app'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -f -a "repair" -d 'Find inboxes that are out of step, and fix them'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -f -a "stream" -d 'The table\'s stream'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and not __fish_seen_subcommand_from schema-load seed list-tables drop-table scan export import diff patterns repair stream help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l endpoint-url -d 'DynamoDB\'s endpoint, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l cognito-endpoint-url -d 'Cognito\'s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l database-url -d 'The users database, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l timeout -d 'How long one call to a service or database may take, its retries included, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l output -d 'How data is printed' -r -f -a "table\t'Columns for people'
json\t'One JSON document'
jsonl\t'One JSON object a line, as it comes'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item a line: of ddb export alone'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l query -d 'A JMESPath expression that is applied to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l error-format -d 'How an error is printed' -r -f -a "text\t'Lines for people'
json\t'One JSON object on stderr'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l confirm -d 'Confirm what destroys data by the name of what it destroys' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l billing -d 'How capacity is paid for [default: provisioned; on prod a table that is there keeps what it has]' -r -f -a "provisioned\t'A fixed number of capacity units, 5 and 5 unless told otherwise: the free tier'
on-demand\t'By request'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l read-capacity -d 'Read capacity units of a provisioned table and of its index [default: 5]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l write-capacity -d 'Write capacity units of a provisioned table and of its index [default: 5]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l deletion-protection -d 'Switch deletion protection on, or off by =false [default: on on prod, else as it is]' -r -f -a "true\t''
false\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l point-in-time-recovery -d 'Switch point-in-time recovery on where the endpoint has it [default: on on prod, else as it is]' -r -f -a "true\t''
false\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l wait-timeout -d 'How long to wait until a table or an index is ACTIVE, or gone, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l prod -d 'Work on AWS and RDS in place of this machine'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l embedded -d 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l insecure-http -d 'Allow plain http where credentials are sent, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l csv-safe -d 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -s q -l quiet -d 'Say nothing on stderr but warnings and errors'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -s v -l verbose -d 'Say each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -s y -l yes -d 'Answer yes to every question; what destroys data on prod wants --confirm as well'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l no-input -d 'Never ask: fail where a question would be asked'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -l check -d 'Write nothing, and exit with 6 where anything differs'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from schema-load" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l endpoint-url -d 'DynamoDB\'s endpoint, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l cognito-endpoint-url -d 'Cognito\'s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l database-url -d 'The users database, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l timeout -d 'How long one call to a service or database may take, its retries included, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l output -d 'How data is printed' -r -f -a "table\t'Columns for people'
json\t'One JSON document'
jsonl\t'One JSON object a line, as it comes'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item a line: of ddb export alone'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l query -d 'A JMESPath expression that is applied to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l error-format -d 'How an error is printed' -r -f -a "text\t'Lines for people'
json\t'One JSON object on stderr'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l confirm -d 'Confirm what destroys data by the name of what it destroys' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l file -d 'Seeds to read in place of the built-in ones; may be repeated' -r -F
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l max-wcu -d 'The most write capacity units a second that its batches consume, by what the service says' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l until -d 'When the last message of a new conversation was written [default: five minutes ago]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l layout -d 'The layout of an empty table: model, or flask, which is the deployed backend\'s' -r -f -a "flask\t''
model\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l conversations -d 'Generate this many synthetic conversations in place of the seeds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l messages -d 'How many messages each synthetic conversation has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l rng-seed -d 'What the synthetic conversations are generated from' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l prod -d 'Work on AWS and RDS in place of this machine'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l embedded -d 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l insecure-http -d 'Allow plain http where credentials are sent, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l csv-safe -d 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -s q -l quiet -d 'Say nothing on stderr but warnings and errors'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -s v -l verbose -d 'Say each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -s y -l yes -d 'Answer yes to every question; what destroys data on prod wants --confirm as well'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l no-input -d 'Never ask: fail where a question would be asked'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l reset -d 'Remove these conversations first, with everything that was written in them'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -l check -d 'Write nothing, and exit with 6 where anything differs'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from seed" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -l endpoint-url -d 'DynamoDB\'s endpoint, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -l cognito-endpoint-url -d 'Cognito\'s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -l database-url -d 'The users database, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -l timeout -d 'How long one call to a service or database may take, its retries included, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -l output -d 'How data is printed' -r -f -a "table\t'Columns for people'
json\t'One JSON document'
jsonl\t'One JSON object a line, as it comes'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item a line: of ddb export alone'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -l query -d 'A JMESPath expression that is applied to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -l error-format -d 'How an error is printed' -r -f -a "text\t'Lines for people'
json\t'One JSON object on stderr'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -l confirm -d 'Confirm what destroys data by the name of what it destroys' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -l prod -d 'Work on AWS and RDS in place of this machine'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -l embedded -d 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -l insecure-http -d 'Allow plain http where credentials are sent, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -l csv-safe -d 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -s q -l quiet -d 'Say nothing on stderr but warnings and errors'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -s v -l verbose -d 'Say each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -s y -l yes -d 'Answer yes to every question; what destroys data on prod wants --confirm as well'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -l no-input -d 'Never ask: fail where a question would be asked'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from list-tables" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -l endpoint-url -d 'DynamoDB\'s endpoint, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -l cognito-endpoint-url -d 'Cognito\'s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -l database-url -d 'The users database, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -l timeout -d 'How long one call to a service or database may take, its retries included, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -l output -d 'How data is printed' -r -f -a "table\t'Columns for people'
json\t'One JSON document'
jsonl\t'One JSON object a line, as it comes'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item a line: of ddb export alone'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -l query -d 'A JMESPath expression that is applied to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -l error-format -d 'How an error is printed' -r -f -a "text\t'Lines for people'
json\t'One JSON object on stderr'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -l confirm -d 'Confirm what destroys data by the name of what it destroys' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -l wait-timeout -d 'How long to wait until a table or an index is ACTIVE, or gone, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -l prod -d 'Work on AWS and RDS in place of this machine'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -l embedded -d 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -l insecure-http -d 'Allow plain http where credentials are sent, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -l csv-safe -d 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -s q -l quiet -d 'Say nothing on stderr but warnings and errors'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -s v -l verbose -d 'Say each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -s y -l yes -d 'Answer yes to every question; what destroys data on prod wants --confirm as well'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -l no-input -d 'Never ask: fail where a question would be asked'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from drop-table" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l endpoint-url -d 'DynamoDB\'s endpoint, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l cognito-endpoint-url -d 'Cognito\'s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l database-url -d 'The users database, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l timeout -d 'How long one call to a service or database may take, its retries included, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l output -d 'How data is printed' -r -f -a "table\t'Columns for people'
json\t'One JSON document'
jsonl\t'One JSON object a line, as it comes'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item a line: of ddb export alone'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l query -d 'A JMESPath expression that is applied to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l error-format -d 'How an error is printed' -r -f -a "text\t'Lines for people'
json\t'One JSON object on stderr'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l confirm -d 'Confirm what destroys data by the name of what it destroys' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l segments -d 'How many segments to read in parallel' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l segment -d 'Read only this segment, from 0, of those that --of names: so several machines share a table' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l of -d 'Into how many segments the machines have divided the table' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l max-rcu -d 'The most read capacity units a second, by what the service says that pages consumed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l limit -d 'The most items to print in all' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l filter -d 'A DynamoDB expression that items must match' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l name -d 'What a #placeholder of the filter stands for; may be repeated' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l value -d 'What a :placeholder of the filter stands for, as text, JSON or DynamoDB JSON; may be repeated' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l prod -d 'Work on AWS and RDS in place of this machine'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l embedded -d 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l insecure-http -d 'Allow plain http where credentials are sent, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l csv-safe -d 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -s q -l quiet -d 'Say nothing on stderr but warnings and errors'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -s v -l verbose -d 'Say each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -s y -l yes -d 'Answer yes to every question; what destroys data on prod wants --confirm as well'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l no-input -d 'Never ask: fail where a question would be asked'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -l raw -d 'Print DynamoDB JSON, which keeps every type'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from scan" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l endpoint-url -d 'DynamoDB\'s endpoint, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l cognito-endpoint-url -d 'Cognito\'s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l database-url -d 'The users database, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l timeout -d 'How long one call to a service or database may take, its retries included, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l output -d 'How data is printed' -r -f -a "table\t'Columns for people'
json\t'One JSON document'
jsonl\t'One JSON object a line, as it comes'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item a line: of ddb export alone'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l query -d 'A JMESPath expression that is applied to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l error-format -d 'How an error is printed' -r -f -a "text\t'Lines for people'
json\t'One JSON object on stderr'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l confirm -d 'Confirm what destroys data by the name of what it destroys' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l to -d 'The file, which gets its name once it is whole; standard output without it, or with -. A pipe is written to as it is' -r -F
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l verify -d 'Write nothing: compare this file with the table, as cruddur ddb diff does' -r -F
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l checkpoint -d 'Remember in this file how far it came, and resume from there' -r -F
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l s3 -d 'Let DynamoDB itself export the table into this bucket' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l arn -d 'Follow the export with this ARN, which --s3 has started' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l client-token -d 'The client token of the export by DynamoDB: with the same token, within 8 hours, the same command starts no second one' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l wait-timeout -d 'How long to wait for DynamoDB\'s own export or import, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l segments -d 'How many segments to read in parallel' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l segment -d 'Read only this segment, from 0, of those that --of names: so several machines share a table' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l of -d 'Into how many segments the machines have divided the table' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l max-rcu -d 'The most read capacity units a second, by what the service says that pages consumed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l prod -d 'Work on AWS and RDS in place of this machine'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l embedded -d 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l insecure-http -d 'Allow plain http where credentials are sent, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l csv-safe -d 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Say nothing on stderr but warnings and errors'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -s v -l verbose -d 'Say each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -s y -l yes -d 'Answer yes to every question; what destroys data on prod wants --confirm as well'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -l no-input -d 'Never ask: fail where a question would be asked'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from export" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l endpoint-url -d 'DynamoDB\'s endpoint, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l cognito-endpoint-url -d 'Cognito\'s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l database-url -d 'The users database, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l timeout -d 'How long one call to a service or database may take, its retries included, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l output -d 'How data is printed' -r -f -a "table\t'Columns for people'
json\t'One JSON document'
jsonl\t'One JSON object a line, as it comes'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item a line: of ddb export alone'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l query -d 'A JMESPath expression that is applied to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l error-format -d 'How an error is printed' -r -f -a "text\t'Lines for people'
json\t'One JSON object on stderr'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l confirm -d 'Confirm what destroys data by the name of what it destroys' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l on-conflict -d 'What to do where the table has another item with the same key; an item that is the same is no conflict' -r -f -a "overwrite\t'Put the record in its place'
skip\t'Leave it'
fail\t'Leave it, and start no write after the first conflict that is known; writes that were sent are finished and counted'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l format -d 'How the file is written, where its ending does not say' -r -f -a "jsonl\t'JSON, plain or DynamoDB JSON: lines, an array, or what other tools put around items'
csv\t'Comma-separated values with a header'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l checkpoint -d 'Remember in this file how far it came, and resume from there' -r -F
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l max-rcu -d 'The most read capacity units a second, by what the service says that the reads of --dry-run consumed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l max-wcu -d 'The most write capacity units a second, by what the service says that writes consumed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l s3 -d 'Let DynamoDB itself import what is in this bucket' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l into -d 'The table that is made' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l arn -d 'Follow the import with this ARN, which --s3 has started' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l client-token -d 'The client token of the import by DynamoDB: with the same token, within 8 hours, the same command starts no second one' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l wait-timeout -d 'How long to wait for DynamoDB\'s own export or import, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l prod -d 'Work on AWS and RDS in place of this machine'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l embedded -d 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l insecure-http -d 'Allow plain http where credentials are sent, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l csv-safe -d 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Say nothing on stderr but warnings and errors'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -s v -l verbose -d 'Say each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -s y -l yes -d 'Answer yes to every question; what destroys data on prod wants --confirm as well'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l no-input -d 'Never ask: fail where a question would be asked'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -l plain -d 'Read all JSON as plain JSON. Without this, a line is DynamoDB JSON if each of its attributes is an object named as a type ({"S": "..."}), and plain JSON if not. A plain line with such an object in it ({"B": "true"}) is refused, since it could be either; with --plain it is a map'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from import" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l endpoint-url -d 'DynamoDB\'s endpoint, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l cognito-endpoint-url -d 'Cognito\'s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l database-url -d 'The users database, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l timeout -d 'How long one call to a service or database may take, its retries included, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l output -d 'How data is printed' -r -f -a "table\t'Columns for people'
json\t'One JSON document'
jsonl\t'One JSON object a line, as it comes'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item a line: of ddb export alone'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l query -d 'A JMESPath expression that is applied to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l error-format -d 'How an error is printed' -r -f -a "text\t'Lines for people'
json\t'One JSON object on stderr'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l confirm -d 'Confirm what destroys data by the name of what it destroys' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l format -d 'How the file is written, where its ending does not say' -r -f -a "jsonl\t'JSON, plain or DynamoDB JSON: lines, an array, or what other tools put around items'
csv\t'Comma-separated values with a header'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l limit -d 'The most differences of each kind to print; all are counted' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l segments -d 'How many segments of the table to read in parallel' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l max-rcu -d 'The most read capacity units a second, by what the service says that pages consumed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l prod -d 'Work on AWS and RDS in place of this machine'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l embedded -d 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l insecure-http -d 'Allow plain http where credentials are sent, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l csv-safe -d 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -s q -l quiet -d 'Say nothing on stderr but warnings and errors'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -s v -l verbose -d 'Say each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -s y -l yes -d 'Answer yes to every question; what destroys data on prod wants --confirm as well'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l no-input -d 'Never ask: fail where a question would be asked'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -l plain -d 'Read all JSON as plain JSON, as ddb import --plain does'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from diff" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -l endpoint-url -d 'DynamoDB\'s endpoint, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -l cognito-endpoint-url -d 'Cognito\'s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -l database-url -d 'The users database, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -l timeout -d 'How long one call to a service or database may take, its retries included, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -l output -d 'How data is printed' -r -f -a "table\t'Columns for people'
json\t'One JSON document'
jsonl\t'One JSON object a line, as it comes'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item a line: of ddb export alone'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -l query -d 'A JMESPath expression that is applied to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -l error-format -d 'How an error is printed' -r -f -a "text\t'Lines for people'
json\t'One JSON object on stderr'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -l confirm -d 'Confirm what destroys data by the name of what it destroys' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -l prod -d 'Work on AWS and RDS in place of this machine'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -l embedded -d 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -l insecure-http -d 'Allow plain http where credentials are sent, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -l csv-safe -d 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -s q -l quiet -d 'Say nothing on stderr but warnings and errors'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -s v -l verbose -d 'Say each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -s y -l yes -d 'Answer yes to every question; what destroys data on prod wants --confirm as well'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -l no-input -d 'Never ask: fail where a question would be asked'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -f -a "get-conversation" -d 'Show a conversation, oldest message first'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -f -a "list-conversations" -d 'List a user\'s conversations, newest first'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -f -a "create-conversation" -d 'Begin a conversation: its first message, and a row in either inbox'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -f -a "create-message" -d 'Write a message to a conversation, and bring both inboxes in step'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from patterns" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l endpoint-url -d 'DynamoDB\'s endpoint, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l cognito-endpoint-url -d 'Cognito\'s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l database-url -d 'The users database, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l timeout -d 'How long one call to a service or database may take, its retries included, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l output -d 'How data is printed' -r -f -a "table\t'Columns for people'
json\t'One JSON document'
jsonl\t'One JSON object a line, as it comes'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item a line: of ddb export alone'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l query -d 'A JMESPath expression that is applied to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l error-format -d 'How an error is printed' -r -f -a "text\t'Lines for people'
json\t'One JSON object on stderr'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l confirm -d 'Confirm what destroys data by the name of what it destroys' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l as -d 'Look at the inbox of this user, without reading the whole table' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l with -d 'Look too for conversations with this user that the inbox has lost; may be repeated' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l max-rcu -d 'The most read capacity units a second, by what the service says that reads consumed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l prod -d 'Work on AWS and RDS in place of this machine'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l embedded -d 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l insecure-http -d 'Allow plain http where credentials are sent, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l csv-safe -d 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -s q -l quiet -d 'Say nothing on stderr but warnings and errors'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -s v -l verbose -d 'Say each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -s y -l yes -d 'Answer yes to every question; what destroys data on prod wants --confirm as well'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l no-input -d 'Never ask: fail where a question would be asked'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l all -d 'Look at every inbox'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -l check -d 'Write nothing, and exit with 6 where anything differs'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from repair" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -l endpoint-url -d 'DynamoDB\'s endpoint, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -l cognito-endpoint-url -d 'Cognito\'s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -l database-url -d 'The users database, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -l timeout -d 'How long one call to a service or database may take, its retries included, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -l output -d 'How data is printed' -r -f -a "table\t'Columns for people'
json\t'One JSON document'
jsonl\t'One JSON object a line, as it comes'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item a line: of ddb export alone'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -l query -d 'A JMESPath expression that is applied to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -l error-format -d 'How an error is printed' -r -f -a "text\t'Lines for people'
json\t'One JSON object on stderr'"
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -l confirm -d 'Confirm what destroys data by the name of what it destroys' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -l prod -d 'Work on AWS and RDS in place of this machine'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -l embedded -d 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -l insecure-http -d 'Allow plain http where credentials are sent, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -l csv-safe -d 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -s q -l quiet -d 'Say nothing on stderr but warnings and errors'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -s v -l verbose -d 'Say each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -s y -l yes -d 'Answer yes to every question; what destroys data on prod wants --confirm as well'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -l no-input -d 'Never ask: fail where a question would be asked'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -f -a "tail" -d 'Print the records of the table\'s stream as they come'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -f -a "apply" -d 'Bring inboxes in step with the table\'s stream'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from stream" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from help" -f -a "schema-load" -d 'Create the table of messages, or bring it to what it should be'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from help" -f -a "seed" -d 'Write the seeded conversations'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from help" -f -a "list-tables" -d 'List every table at the target'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from help" -f -a "drop-table" -d 'Drop a table and wait until it is gone'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from help" -f -a "scan" -d 'Read every item of the table'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from help" -f -a "export" -d 'Write every item of the table to a file'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from help" -f -a "import" -d 'Write the items of a file to the table'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from help" -f -a "diff" -d 'Compare a file with the table, item by item, in both directions'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from help" -f -a "patterns" -d 'The access patterns of the app'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from help" -f -a "repair" -d 'Find inboxes that are out of step, and fix them'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from help" -f -a "stream" -d 'The table\'s stream'
complete -c cruddur -n "__fish_cruddur_using_subcommand ddb; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -l endpoint-url -d 'DynamoDB\'s endpoint, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -l cognito-endpoint-url -d 'Cognito\'s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -l database-url -d 'The users database, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -l timeout -d 'How long one call to a service or database may take, its retries included, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -l output -d 'How data is printed' -r -f -a "table\t'Columns for people'
json\t'One JSON document'
jsonl\t'One JSON object a line, as it comes'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item a line: of ddb export alone'"
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -l query -d 'A JMESPath expression that is applied to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -l error-format -d 'How an error is printed' -r -f -a "text\t'Lines for people'
json\t'One JSON object on stderr'"
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -l confirm -d 'Confirm what destroys data by the name of what it destroys' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -l prod -d 'Work on AWS and RDS in place of this machine'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -l embedded -d 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -l insecure-http -d 'Allow plain http where credentials are sent, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -l csv-safe -d 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -s q -l quiet -d 'Say nothing on stderr but warnings and errors'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -s v -l verbose -d 'Say each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -s y -l yes -d 'Answer yes to every question; what destroys data on prod wants --confirm as well'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -l no-input -d 'Never ask: fail where a question would be asked'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -f -a "schema-load" -d 'Create the tables users and activities where they are missing'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -f -a "seed" -d 'Insert the seeded users whose handle is missing'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -f -a "update-cognito-user-ids" -d 'Copy the ids of the pool\'s users into the users database'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and not __fish_seen_subcommand_from schema-load seed update-cognito-user-ids help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l endpoint-url -d 'DynamoDB\'s endpoint, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l cognito-endpoint-url -d 'Cognito\'s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l database-url -d 'The users database, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l timeout -d 'How long one call to a service or database may take, its retries included, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l output -d 'How data is printed' -r -f -a "table\t'Columns for people'
json\t'One JSON document'
jsonl\t'One JSON object a line, as it comes'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item a line: of ddb export alone'"
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l query -d 'A JMESPath expression that is applied to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l error-format -d 'How an error is printed' -r -f -a "text\t'Lines for people'
json\t'One JSON object on stderr'"
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l confirm -d 'Confirm what destroys data by the name of what it destroys' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l prod -d 'Work on AWS and RDS in place of this machine'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l embedded -d 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l insecure-http -d 'Allow plain http where credentials are sent, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l csv-safe -d 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -s q -l quiet -d 'Say nothing on stderr but warnings and errors'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -s v -l verbose -d 'Say each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -s y -l yes -d 'Answer yes to every question; what destroys data on prod wants --confirm as well'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l no-input -d 'Never ask: fail where a question would be asked'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l reset -d 'Drop both tables first, with everything in them'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -l check -d 'Write nothing, and exit with 6 where anything differs'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from schema-load" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -l endpoint-url -d 'DynamoDB\'s endpoint, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -l cognito-endpoint-url -d 'Cognito\'s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -l database-url -d 'The users database, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -l timeout -d 'How long one call to a service or database may take, its retries included, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -l output -d 'How data is printed' -r -f -a "table\t'Columns for people'
json\t'One JSON document'
jsonl\t'One JSON object a line, as it comes'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item a line: of ddb export alone'"
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -l query -d 'A JMESPath expression that is applied to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -l error-format -d 'How an error is printed' -r -f -a "text\t'Lines for people'
json\t'One JSON object on stderr'"
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -l confirm -d 'Confirm what destroys data by the name of what it destroys' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -l file -d 'Seeds to read in place of the built-in ones; may be repeated' -r -F
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -l prod -d 'Work on AWS and RDS in place of this machine'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -l embedded -d 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -l insecure-http -d 'Allow plain http where credentials are sent, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -l csv-safe -d 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -s q -l quiet -d 'Say nothing on stderr but warnings and errors'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -s v -l verbose -d 'Say each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -s y -l yes -d 'Answer yes to every question; what destroys data on prod wants --confirm as well'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -l no-input -d 'Never ask: fail where a question would be asked'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from seed" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l endpoint-url -d 'DynamoDB\'s endpoint, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l cognito-endpoint-url -d 'Cognito\'s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l database-url -d 'The users database, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l timeout -d 'How long one call to a service or database may take, its retries included, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l output -d 'How data is printed' -r -f -a "table\t'Columns for people'
json\t'One JSON document'
jsonl\t'One JSON object a line, as it comes'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item a line: of ddb export alone'"
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l query -d 'A JMESPath expression that is applied to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l error-format -d 'How an error is printed' -r -f -a "text\t'Lines for people'
json\t'One JSON object on stderr'"
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l confirm -d 'Confirm what destroys data by the name of what it destroys' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l from -d 'Read the pool\'s users from this file, or from stdin (-), instead of the pool: what list-users or the AWS CLI printed' -r -F
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l prod -d 'Work on AWS and RDS in place of this machine'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l embedded -d 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l insecure-http -d 'Allow plain http where credentials are sent, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l csv-safe -d 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -s q -l quiet -d 'Say nothing on stderr but warnings and errors'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -s v -l verbose -d 'Say each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -s y -l yes -d 'Answer yes to every question; what destroys data on prod wants --confirm as well'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l no-input -d 'Never ask: fail where a question would be asked'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l strict -d 'Exit with 6 when a user is missing on either side or has no handle; with --dry-run, as --check'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l by-handle -d 'On prod, bind rows by the handle alone too, as the app\'s script did; asks for the database\'s name'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -l check -d 'Write nothing, and exit with 6 where anything differs'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from update-cognito-user-ids" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from help" -f -a "schema-load" -d 'Create the tables users and activities where they are missing'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from help" -f -a "seed" -d 'Insert the seeded users whose handle is missing'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from help" -f -a "update-cognito-user-ids" -d 'Copy the ids of the pool\'s users into the users database'
complete -c cruddur -n "__fish_cruddur_using_subcommand db; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users help" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users help" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users help" -l endpoint-url -d 'DynamoDB\'s endpoint, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users help" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users help" -l cognito-endpoint-url -d 'Cognito\'s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users help" -l database-url -d 'The users database, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users help" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users help" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users help" -l timeout -d 'How long one call to a service or database may take, its retries included, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users help" -l output -d 'How data is printed' -r -f -a "table\t'Columns for people'
json\t'One JSON document'
jsonl\t'One JSON object a line, as it comes'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item a line: of ddb export alone'"
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users help" -l query -d 'A JMESPath expression that is applied to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users help" -l error-format -d 'How an error is printed' -r -f -a "text\t'Lines for people'
json\t'One JSON object on stderr'"
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users help" -l confirm -d 'Confirm what destroys data by the name of what it destroys' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users help" -l prod -d 'Work on AWS and RDS in place of this machine'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users help" -l embedded -d 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users help" -l insecure-http -d 'Allow plain http where credentials are sent, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users help" -l csv-safe -d 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users help" -s q -l quiet -d 'Say nothing on stderr but warnings and errors'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users help" -s v -l verbose -d 'Say each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users help" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users help" -s y -l yes -d 'Answer yes to every question; what destroys data on prod wants --confirm as well'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users help" -l no-input -d 'Never ask: fail where a question would be asked'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users help" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users help" -f -a "list-users" -d 'List the users of the pool'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and not __fish_seen_subcommand_from list-users help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l endpoint-url -d 'DynamoDB\'s endpoint, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l cognito-endpoint-url -d 'Cognito\'s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l database-url -d 'The users database, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l timeout -d 'How long one call to a service or database may take, its retries included, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l output -d 'How data is printed' -r -f -a "table\t'Columns for people'
json\t'One JSON document'
jsonl\t'One JSON object a line, as it comes'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item a line: of ddb export alone'"
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l query -d 'A JMESPath expression that is applied to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l error-format -d 'How an error is printed' -r -f -a "text\t'Lines for people'
json\t'One JSON object on stderr'"
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l confirm -d 'Confirm what destroys data by the name of what it destroys' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l filter -d 'What users must match, as ListUsers takes it: preferred_username = "bayko", email ^= "a"' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l limit -d 'The most users to print' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l prod -d 'Work on AWS and RDS in place of this machine'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l embedded -d 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l insecure-http -d 'Allow plain http where credentials are sent, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l csv-safe -d 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -s q -l quiet -d 'Say nothing on stderr but warnings and errors'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -s v -l verbose -d 'Say each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -s y -l yes -d 'Answer yes to every question; what destroys data on prod wants --confirm as well'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l no-input -d 'Never ask: fail where a question would be asked'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -l map -d 'Print handle to sub as one object'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from list-users" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from help" -f -a "list-users" -d 'List the users of the pool'
complete -c cruddur -n "__fish_cruddur_using_subcommand cognito; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -l region -d 'The AWS region' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -l profile -d 'The AWS profile' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -l endpoint-url -d 'DynamoDB\'s endpoint, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -l user-pool-id -d 'The id of the user pool [env: COGNITO_USER_POOLS_ID]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -l cognito-endpoint-url -d 'Cognito\'s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -l database-url -d 'The users database, in place of the one that the target has' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -l database-auth -d 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]' -r -f -a "password\t''
iam\t''"
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -l table -d 'The table of messages [default: cruddur-messages]' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -l timeout -d 'How long one call to a service or database may take, its retries included, in seconds' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -l output -d 'How data is printed' -r -f -a "table\t'Columns for people'
json\t'One JSON document'
jsonl\t'One JSON object a line, as it comes'
csv\t'Comma-separated values with a header'
dynamodb-json\t'DynamoDB JSON, one item a line: of ddb export alone'"
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -l query -d 'A JMESPath expression that is applied to the data before it is printed' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -l error-format -d 'How an error is printed' -r -f -a "text\t'Lines for people'
json\t'One JSON object on stderr'"
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -l confirm -d 'Confirm what destroys data by the name of what it destroys' -r
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -l prod -d 'Work on AWS and RDS in place of this machine'
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -l embedded -d 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -l insecure-http -d 'Allow plain http where credentials are sent, if the network is trusted'
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -l csv-safe -d 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -s q -l quiet -d 'Say nothing on stderr but warnings and errors'
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -s v -l verbose -d 'Say each call to a service or database, and how long it took'
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -l dry-run -d 'Print what would be written, and write nothing'
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -s y -l yes -d 'Answer yes to every question; what destroys data on prod wants --confirm as well'
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -l no-input -d 'Never ask: fail where a question would be asked'
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c cruddur -n "__fish_cruddur_using_subcommand completions" -s V -l version -d 'Print version'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and not __fish_seen_subcommand_from setup doctor ddb db cognito completions help" -f -a "setup" -d 'Set up everything that a newcomer needs, on this machine'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and not __fish_seen_subcommand_from setup doctor ddb db cognito completions help" -f -a "doctor" -d 'Check that everything a command needs is there, and say how to fix what is not'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and not __fish_seen_subcommand_from setup doctor ddb db cognito completions help" -f -a "ddb" -d 'The messages, in DynamoDB'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and not __fish_seen_subcommand_from setup doctor ddb db cognito completions help" -f -a "db" -d 'The users, in PostgreSQL'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and not __fish_seen_subcommand_from setup doctor ddb db cognito completions help" -f -a "cognito" -d 'The user pool, in Cognito'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and not __fish_seen_subcommand_from setup doctor ddb db cognito completions help" -f -a "completions" -d 'Print the completions of a shell'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and not __fish_seen_subcommand_from setup doctor ddb db cognito completions help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from ddb" -f -a "schema-load" -d 'Create the table of messages, or bring it to what it should be'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from ddb" -f -a "seed" -d 'Write the seeded conversations'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from ddb" -f -a "list-tables" -d 'List every table at the target'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from ddb" -f -a "drop-table" -d 'Drop a table and wait until it is gone'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from ddb" -f -a "scan" -d 'Read every item of the table'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from ddb" -f -a "export" -d 'Write every item of the table to a file'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from ddb" -f -a "import" -d 'Write the items of a file to the table'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from ddb" -f -a "diff" -d 'Compare a file with the table, item by item, in both directions'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from ddb" -f -a "patterns" -d 'The access patterns of the app'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from ddb" -f -a "repair" -d 'Find inboxes that are out of step, and fix them'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from ddb" -f -a "stream" -d 'The table\'s stream'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from db" -f -a "schema-load" -d 'Create the tables users and activities where they are missing'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from db" -f -a "seed" -d 'Insert the seeded users whose handle is missing'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from db" -f -a "update-cognito-user-ids" -d 'Copy the ids of the pool\'s users into the users database'
complete -c cruddur -n "__fish_cruddur_using_subcommand help; and __fish_seen_subcommand_from cognito" -f -a "list-users" -d 'List the users of the pool'
