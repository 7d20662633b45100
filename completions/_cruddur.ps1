
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'cruddur' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'cruddur'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'cruddur' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('setup', 'setup', [CompletionResultType]::ParameterValue, 'Create everything for development: users, table and conversations')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Check every store and the environment, and say how to fix problems')
            [CompletionResult]::new('ddb', 'ddb', [CompletionResultType]::ParameterValue, 'The messages, in DynamoDB')
            [CompletionResult]::new('db', 'db', [CompletionResultType]::ParameterValue, 'The users, in PostgreSQL')
            [CompletionResult]::new('cognito', 'cognito', [CompletionResultType]::ParameterValue, 'The user pool, in Cognito')
            [CompletionResult]::new('serve', 'serve', [CompletionResultType]::ParameterValue, 'Serve the message API of the app and a page to read and write in')
            [CompletionResult]::new('local', 'local', [CompletionResultType]::ParameterValue, 'The servers of the app on this machine')
            [CompletionResult]::new('stack', 'stack', [CompletionResultType]::ParameterValue, 'The AWS resources of the app, by CloudFormation')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completion script of a shell')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cruddur;setup' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--layout', '--layout', [CompletionResultType]::ParameterName, 'The layout to write to an empty table: model, or flask (the deployed backend''s)')
            [CompletionResult]::new('--wait-timeout', '--wait-timeout', [CompletionResultType]::ParameterName, 'How long to wait until a table or an index is ACTIVE, or deleted, in seconds')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;doctor' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--stack-name', '--stack-name', [CompletionResultType]::ParameterName, 'The stack that is checked on prod [default: cruddur]')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;ddb' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('schema-load', 'schema-load', [CompletionResultType]::ParameterValue, 'Create the table of messages, or update it to its schema')
            [CompletionResult]::new('seed', 'seed', [CompletionResultType]::ParameterValue, 'Write the seeded conversations')
            [CompletionResult]::new('list-tables', 'list-tables', [CompletionResultType]::ParameterValue, 'List every table of the target')
            [CompletionResult]::new('drop-table', 'drop-table', [CompletionResultType]::ParameterValue, 'Drop a table, and wait until it is deleted')
            [CompletionResult]::new('scan', 'scan', [CompletionResultType]::ParameterValue, 'Print every item of the table')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write every item of the table to a file')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Write the items of a file to the table')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Compare a file with the table, item by item, in both directions')
            [CompletionResult]::new('patterns', 'patterns', [CompletionResultType]::ParameterValue, 'The access patterns of the app')
            [CompletionResult]::new('repair', 'repair', [CompletionResultType]::ParameterValue, 'Find inbox rows that are missing or wrong, and fix them')
            [CompletionResult]::new('stream', 'stream', [CompletionResultType]::ParameterValue, 'The table''s stream')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cruddur;ddb;schema-load' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--billing', '--billing', [CompletionResultType]::ParameterName, 'The billing mode [default: provisioned; on prod an existing table keeps its mode]')
            [CompletionResult]::new('--read-capacity', '--read-capacity', [CompletionResultType]::ParameterName, 'Read capacity units of a provisioned table and of its index [default: 5]')
            [CompletionResult]::new('--write-capacity', '--write-capacity', [CompletionResultType]::ParameterName, 'Write capacity units of a provisioned table and of its index [default: 5]')
            [CompletionResult]::new('--deletion-protection', '--deletion-protection', [CompletionResultType]::ParameterName, 'Switch deletion protection on, or off with =false [default: on for prod, else unchanged]')
            [CompletionResult]::new('--point-in-time-recovery', '--point-in-time-recovery', [CompletionResultType]::ParameterName, 'Switch point-in-time recovery on, if the endpoint has it [default: on for prod, else unchanged]')
            [CompletionResult]::new('--wait-timeout', '--wait-timeout', [CompletionResultType]::ParameterName, 'How long to wait until a table or an index is ACTIVE, or deleted, in seconds')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'Write nothing, and exit with 6 if anything differs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;ddb;seed' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'Read this seeds file instead of the built-in seeds; may be repeated')
            [CompletionResult]::new('--max-wcu', '--max-wcu', [CompletionResultType]::ParameterName, 'Consume at most this many write capacity units a second in batches, as DynamoDB counts them')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'The time of the last message of a new conversation [default: five minutes ago]')
            [CompletionResult]::new('--layout', '--layout', [CompletionResultType]::ParameterName, 'The layout to write to an empty table: model, or flask (the deployed backend''s)')
            [CompletionResult]::new('--conversations', '--conversations', [CompletionResultType]::ParameterName, 'Generate this many synthetic conversations instead of the seeds')
            [CompletionResult]::new('--messages', '--messages', [CompletionResultType]::ParameterName, 'How many messages each synthetic conversation has')
            [CompletionResult]::new('--rng-seed', '--rng-seed', [CompletionResultType]::ParameterName, 'The seed of the random generator of synthetic conversations')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('--reset', '--reset', [CompletionResultType]::ParameterName, 'Remove these conversations first, with every message in them')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'Write nothing, and exit with 6 if anything differs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;ddb;list-tables' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;ddb;drop-table' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--wait-timeout', '--wait-timeout', [CompletionResultType]::ParameterName, 'How long to wait until a table or an index is ACTIVE, or deleted, in seconds')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;ddb;scan' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--segments', '--segments', [CompletionResultType]::ParameterName, 'Read this many segments of the table in parallel')
            [CompletionResult]::new('--segment', '--segment', [CompletionResultType]::ParameterName, 'Read only this segment, counted from 0, of the segments in --of: several machines can share a table')
            [CompletionResult]::new('--of', '--of', [CompletionResultType]::ParameterName, 'The number of segments that the machines divide the table into')
            [CompletionResult]::new('--max-rcu', '--max-rcu', [CompletionResultType]::ParameterName, 'Consume at most this many read capacity units a second, as DynamoDB counts them')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Print at most this many items in total')
            [CompletionResult]::new('--filter', '--filter', [CompletionResultType]::ParameterName, 'Print only the items that match this DynamoDB filter expression')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'The attribute that a #placeholder of the filter stands for; may be repeated')
            [CompletionResult]::new('--value', '--value', [CompletionResultType]::ParameterName, 'The value that a :placeholder of the filter stands for, as text, JSON or DynamoDB JSON; may be repeated')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('--raw', '--raw', [CompletionResultType]::ParameterName, 'Print DynamoDB JSON, which keeps every type')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;ddb;export' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'The file to write, or - for standard output [default: -]; a pipe is written to directly')
            [CompletionResult]::new('--verify', '--verify', [CompletionResultType]::ParameterName, 'Compare this file with the table, as cruddur ddb diff does, and write nothing')
            [CompletionResult]::new('--checkpoint', '--checkpoint', [CompletionResultType]::ParameterName, 'Save the progress in this file, and resume from it')
            [CompletionResult]::new('--s3', '--s3', [CompletionResultType]::ParameterName, 'Let DynamoDB itself export the table to this bucket')
            [CompletionResult]::new('--arn', '--arn', [CompletionResultType]::ParameterName, 'Wait for the export with this ARN, which --s3 started')
            [CompletionResult]::new('--client-token', '--client-token', [CompletionResultType]::ParameterName, 'The client token of the export to S3: the same command with the same token within 8 hours starts no second export')
            [CompletionResult]::new('--wait-timeout', '--wait-timeout', [CompletionResultType]::ParameterName, 'How long to wait for an export to S3 or an import from S3, in seconds')
            [CompletionResult]::new('--segments', '--segments', [CompletionResultType]::ParameterName, 'Read this many segments of the table in parallel')
            [CompletionResult]::new('--segment', '--segment', [CompletionResultType]::ParameterName, 'Read only this segment, counted from 0, of the segments in --of: several machines can share a table')
            [CompletionResult]::new('--of', '--of', [CompletionResultType]::ParameterName, 'The number of segments that the machines divide the table into')
            [CompletionResult]::new('--max-rcu', '--max-rcu', [CompletionResultType]::ParameterName, 'Consume at most this many read capacity units a second, as DynamoDB counts them')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;ddb;import' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--on-conflict', '--on-conflict', [CompletionResultType]::ParameterName, 'What to do if the table has another item with the same key; an equal item is no conflict')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format of the file [default: by the ending of its name]')
            [CompletionResult]::new('--checkpoint', '--checkpoint', [CompletionResultType]::ParameterName, 'Save the progress in this file, and resume from it')
            [CompletionResult]::new('--max-rcu', '--max-rcu', [CompletionResultType]::ParameterName, 'Consume at most this many read capacity units a second in --dry-run, as DynamoDB counts them')
            [CompletionResult]::new('--max-wcu', '--max-wcu', [CompletionResultType]::ParameterName, 'Consume at most this many write capacity units a second, as DynamoDB counts them')
            [CompletionResult]::new('--s3', '--s3', [CompletionResultType]::ParameterName, 'Let DynamoDB itself import the export in this bucket')
            [CompletionResult]::new('--into', '--into', [CompletionResultType]::ParameterName, 'The table that DynamoDB creates')
            [CompletionResult]::new('--arn', '--arn', [CompletionResultType]::ParameterName, 'Wait for the import with this ARN, which --s3 started')
            [CompletionResult]::new('--client-token', '--client-token', [CompletionResultType]::ParameterName, 'The client token of the import from S3: the same command with the same token within 8 hours starts no second import')
            [CompletionResult]::new('--wait-timeout', '--wait-timeout', [CompletionResultType]::ParameterName, 'How long to wait for an export to S3 or an import from S3, in seconds')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('--plain', '--plain', [CompletionResultType]::ParameterName, 'Read all JSON as plain JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;ddb;diff' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format of the file [default: by the ending of its name]')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Print at most this many differences of each kind; all are counted')
            [CompletionResult]::new('--segments', '--segments', [CompletionResultType]::ParameterName, 'Read this many segments of the table in parallel')
            [CompletionResult]::new('--max-rcu', '--max-rcu', [CompletionResultType]::ParameterName, 'Consume at most this many read capacity units a second, as DynamoDB counts them')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('--plain', '--plain', [CompletionResultType]::ParameterName, 'Read all JSON as plain JSON, as ddb import --plain does')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;ddb;patterns' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('get-conversation', 'get-conversation', [CompletionResultType]::ParameterValue, 'Show a conversation, oldest message first')
            [CompletionResult]::new('list-conversations', 'list-conversations', [CompletionResultType]::ParameterValue, 'List a user''s conversations, newest first')
            [CompletionResult]::new('create-conversation', 'create-conversation', [CompletionResultType]::ParameterValue, 'Begin a conversation: write its first message, and a row to both inboxes')
            [CompletionResult]::new('create-message', 'create-message', [CompletionResultType]::ParameterValue, 'Write a message to a conversation, and update both inboxes')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cruddur;ddb;patterns;get-conversation' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--with', '--with', [CompletionResultType]::ParameterName, 'The most recent conversation with this user')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'The handle of the user [default: andrewbrown]')
            [CompletionResult]::new('--user-uuid', '--user-uuid', [CompletionResultType]::ParameterName, 'The uuid of the user, instead of a handle; the users database is not read')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Print at most this many rows, the newest ones')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only messages from this date or time on (UTC if it has no offset)')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Only messages up to this date or time')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Print every row')
            [CompletionResult]::new('--newest-first', '--newest-first', [CompletionResultType]::ParameterName, 'Print the newest message first')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;ddb;patterns;list-conversations' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'The handle of the user [default: andrewbrown]')
            [CompletionResult]::new('--user-uuid', '--user-uuid', [CompletionResultType]::ParameterName, 'The uuid of the user, instead of a handle; the users database is not read')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Print at most this many rows, the newest ones')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Print every row')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;ddb;patterns;create-conversation' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'The handle of the sender, or a uuid if several users share the handle')
            [CompletionResult]::new('--from-sub', '--from-sub', [CompletionResultType]::ParameterName, 'The sender''s sub in the user pool, instead of a handle')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'The handle of the receiver, or a uuid if several users share the handle')
            [CompletionResult]::new('--message-uuid', '--message-uuid', [CompletionResultType]::ParameterName, 'The message''s id, for scripts that keep ids: a second run with the same id within a day writes nothing')
            [CompletionResult]::new('--layout', '--layout', [CompletionResultType]::ParameterName, 'The layout to write to an empty table: model, or flask (the deployed backend''s)')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('--new', '--new', [CompletionResultType]::ParameterName, 'Begin another conversation if the two users already have one')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;ddb;patterns;create-message' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--with', '--with', [CompletionResultType]::ParameterName, 'The most recent conversation with this user: a handle, or a uuid if several users share it')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'The handle of the sender, or a uuid if several users share the handle')
            [CompletionResult]::new('--message-uuid', '--message-uuid', [CompletionResultType]::ParameterName, 'The message''s id, for scripts that keep ids: a second run with the same id within a day writes nothing')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;ddb;patterns;help' {
            [CompletionResult]::new('get-conversation', 'get-conversation', [CompletionResultType]::ParameterValue, 'Show a conversation, oldest message first')
            [CompletionResult]::new('list-conversations', 'list-conversations', [CompletionResultType]::ParameterValue, 'List a user''s conversations, newest first')
            [CompletionResult]::new('create-conversation', 'create-conversation', [CompletionResultType]::ParameterValue, 'Begin a conversation: write its first message, and a row to both inboxes')
            [CompletionResult]::new('create-message', 'create-message', [CompletionResultType]::ParameterValue, 'Write a message to a conversation, and update both inboxes')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cruddur;ddb;patterns;help;get-conversation' {
            break
        }
        'cruddur;ddb;patterns;help;list-conversations' {
            break
        }
        'cruddur;ddb;patterns;help;create-conversation' {
            break
        }
        'cruddur;ddb;patterns;help;create-message' {
            break
        }
        'cruddur;ddb;patterns;help;help' {
            break
        }
        'cruddur;ddb;repair' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Check the inbox of this user, without reading the whole table')
            [CompletionResult]::new('--with', '--with', [CompletionResultType]::ParameterName, 'Also find conversations with this user that the inbox has lost; may be repeated')
            [CompletionResult]::new('--max-rcu', '--max-rcu', [CompletionResultType]::ParameterName, 'Consume at most this many read capacity units a second, as DynamoDB counts them')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Check every inbox')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'Write nothing, and exit with 6 if anything differs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;ddb;stream' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('tail', 'tail', [CompletionResultType]::ParameterValue, 'Print the records of the table''s stream as they arrive')
            [CompletionResult]::new('apply', 'apply', [CompletionResultType]::ParameterValue, 'Update the inboxes from the table''s stream')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cruddur;ddb;stream;tail' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Where to start')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'End after this many records')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('--once', '--once', [CompletionResultType]::ParameterName, 'End when there is no new record')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;ddb;stream;apply' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--checkpoint', '--checkpoint', [CompletionResultType]::ParameterName, 'Save the progress in this file, and resume from it')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('--once', '--once', [CompletionResultType]::ParameterName, 'End when there is no new record')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;ddb;stream;help' {
            [CompletionResult]::new('tail', 'tail', [CompletionResultType]::ParameterValue, 'Print the records of the table''s stream as they arrive')
            [CompletionResult]::new('apply', 'apply', [CompletionResultType]::ParameterValue, 'Update the inboxes from the table''s stream')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cruddur;ddb;stream;help;tail' {
            break
        }
        'cruddur;ddb;stream;help;apply' {
            break
        }
        'cruddur;ddb;stream;help;help' {
            break
        }
        'cruddur;ddb;help' {
            [CompletionResult]::new('schema-load', 'schema-load', [CompletionResultType]::ParameterValue, 'Create the table of messages, or update it to its schema')
            [CompletionResult]::new('seed', 'seed', [CompletionResultType]::ParameterValue, 'Write the seeded conversations')
            [CompletionResult]::new('list-tables', 'list-tables', [CompletionResultType]::ParameterValue, 'List every table of the target')
            [CompletionResult]::new('drop-table', 'drop-table', [CompletionResultType]::ParameterValue, 'Drop a table, and wait until it is deleted')
            [CompletionResult]::new('scan', 'scan', [CompletionResultType]::ParameterValue, 'Print every item of the table')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write every item of the table to a file')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Write the items of a file to the table')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Compare a file with the table, item by item, in both directions')
            [CompletionResult]::new('patterns', 'patterns', [CompletionResultType]::ParameterValue, 'The access patterns of the app')
            [CompletionResult]::new('repair', 'repair', [CompletionResultType]::ParameterValue, 'Find inbox rows that are missing or wrong, and fix them')
            [CompletionResult]::new('stream', 'stream', [CompletionResultType]::ParameterValue, 'The table''s stream')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cruddur;ddb;help;schema-load' {
            break
        }
        'cruddur;ddb;help;seed' {
            break
        }
        'cruddur;ddb;help;list-tables' {
            break
        }
        'cruddur;ddb;help;drop-table' {
            break
        }
        'cruddur;ddb;help;scan' {
            break
        }
        'cruddur;ddb;help;export' {
            break
        }
        'cruddur;ddb;help;import' {
            break
        }
        'cruddur;ddb;help;diff' {
            break
        }
        'cruddur;ddb;help;patterns' {
            [CompletionResult]::new('get-conversation', 'get-conversation', [CompletionResultType]::ParameterValue, 'Show a conversation, oldest message first')
            [CompletionResult]::new('list-conversations', 'list-conversations', [CompletionResultType]::ParameterValue, 'List a user''s conversations, newest first')
            [CompletionResult]::new('create-conversation', 'create-conversation', [CompletionResultType]::ParameterValue, 'Begin a conversation: write its first message, and a row to both inboxes')
            [CompletionResult]::new('create-message', 'create-message', [CompletionResultType]::ParameterValue, 'Write a message to a conversation, and update both inboxes')
            break
        }
        'cruddur;ddb;help;patterns;get-conversation' {
            break
        }
        'cruddur;ddb;help;patterns;list-conversations' {
            break
        }
        'cruddur;ddb;help;patterns;create-conversation' {
            break
        }
        'cruddur;ddb;help;patterns;create-message' {
            break
        }
        'cruddur;ddb;help;repair' {
            break
        }
        'cruddur;ddb;help;stream' {
            [CompletionResult]::new('tail', 'tail', [CompletionResultType]::ParameterValue, 'Print the records of the table''s stream as they arrive')
            [CompletionResult]::new('apply', 'apply', [CompletionResultType]::ParameterValue, 'Update the inboxes from the table''s stream')
            break
        }
        'cruddur;ddb;help;stream;tail' {
            break
        }
        'cruddur;ddb;help;stream;apply' {
            break
        }
        'cruddur;ddb;help;help' {
            break
        }
        'cruddur;db' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('schema-load', 'schema-load', [CompletionResultType]::ParameterValue, 'Create the tables users and activities if they do not exist')
            [CompletionResult]::new('seed', 'seed', [CompletionResultType]::ParameterValue, 'Insert the seeded users whose handle does not exist')
            [CompletionResult]::new('update-cognito-user-ids', 'update-cognito-user-ids', [CompletionResultType]::ParameterValue, 'Copy the ids of the pool''s users into the users database')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cruddur;db;schema-load' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('--reset', '--reset', [CompletionResultType]::ParameterName, 'Drop both tables first, with everything in them')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'Write nothing, and exit with 6 if anything differs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;db;seed' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'Read this seeds file instead of the built-in seeds; may be repeated')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;db;update-cognito-user-ids' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Read the pool''s users from this file, or from stdin (-), instead of the pool')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 6 if a user is missing on either side or has no handle; with --dry-run the same as --check')
            [CompletionResult]::new('--by-handle', '--by-handle', [CompletionResultType]::ParameterName, 'On prod, bind rows by the handle alone too, as the app''s script did; asks for the database''s name')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'Write nothing, and exit with 6 if anything differs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;db;help' {
            [CompletionResult]::new('schema-load', 'schema-load', [CompletionResultType]::ParameterValue, 'Create the tables users and activities if they do not exist')
            [CompletionResult]::new('seed', 'seed', [CompletionResultType]::ParameterValue, 'Insert the seeded users whose handle does not exist')
            [CompletionResult]::new('update-cognito-user-ids', 'update-cognito-user-ids', [CompletionResultType]::ParameterValue, 'Copy the ids of the pool''s users into the users database')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cruddur;db;help;schema-load' {
            break
        }
        'cruddur;db;help;seed' {
            break
        }
        'cruddur;db;help;update-cognito-user-ids' {
            break
        }
        'cruddur;db;help;help' {
            break
        }
        'cruddur;cognito' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('list-users', 'list-users', [CompletionResultType]::ParameterValue, 'List the users of the pool')
            [CompletionResult]::new('token', 'token', [CompletionResultType]::ParameterValue, 'Print an access token of a user of the embedded pool')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cruddur;cognito;list-users' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--filter', '--filter', [CompletionResultType]::ParameterName, 'List only the users that match this filter of ListUsers: preferred_username = "bayko", email ^= "a"')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Print at most this many users')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('--map', '--map', [CompletionResultType]::ParameterName, 'Print one object of handle to sub')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;cognito;token' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;cognito;help' {
            [CompletionResult]::new('list-users', 'list-users', [CompletionResultType]::ParameterValue, 'List the users of the pool')
            [CompletionResult]::new('token', 'token', [CompletionResultType]::ParameterValue, 'Print an access token of a user of the embedded pool')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cruddur;cognito;help;list-users' {
            break
        }
        'cruddur;cognito;help;token' {
            break
        }
        'cruddur;cognito;help;help' {
            break
        }
        'cruddur;serve' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'The port of 127.0.0.1; 0 for any free one')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'The handle of the user that the printed URL signs in, or a uuid if several users share the handle [default: andrewbrown]')
            [CompletionResult]::new('--allow-origin', '--allow-origin', [CompletionResultType]::ParameterName, 'The origin of another page that may use the server, such as the app''s frontend')
            [CompletionResult]::new('--layout', '--layout', [CompletionResultType]::ParameterName, 'The layout to write to an empty table: model, or flask (the deployed backend''s)')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('--write', '--write', [CompletionResultType]::ParameterName, 'Allow writes to prod; the name of the table has to be confirmed')
            [CompletionResult]::new('--open', '--open', [CompletionResultType]::ParameterName, 'Open the page in a browser')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;local' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('serve', 'serve', [CompletionResultType]::ParameterValue, 'Serve the embedded DynamoDB engine to programs that speak DynamoDB')
            [CompletionResult]::new('compose', 'compose', [CompletionResultType]::ParameterValue, 'Print a compose file for DynamoDB Local, PostgreSQL and the app')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cruddur;local;serve' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'The port of 127.0.0.1; 0 for any free one')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;local;compose' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;local;help' {
            [CompletionResult]::new('serve', 'serve', [CompletionResultType]::ParameterValue, 'Serve the embedded DynamoDB engine to programs that speak DynamoDB')
            [CompletionResult]::new('compose', 'compose', [CompletionResultType]::ParameterValue, 'Print a compose file for DynamoDB Local, PostgreSQL and the app')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cruddur;local;help;serve' {
            break
        }
        'cruddur;local;help;compose' {
            break
        }
        'cruddur;local;help;help' {
            break
        }
        'cruddur;stack' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('template', 'template', [CompletionResultType]::ParameterValue, 'Print the template of the stack')
            [CompletionResult]::new('plan', 'plan', [CompletionResultType]::ParameterValue, 'Show what a deployment would change')
            [CompletionResult]::new('deploy', 'deploy', [CompletionResultType]::ParameterValue, 'Create the stack, or update it')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show the status of the stack and of each resource')
            [CompletionResult]::new('outputs', 'outputs', [CompletionResultType]::ParameterValue, 'Show the outputs of the stack')
            [CompletionResult]::new('env', 'env', [CompletionResultType]::ParameterValue, 'Print the outputs as the environment variables of the app')
            [CompletionResult]::new('open-access', 'open-access', [CompletionResultType]::ParameterValue, 'Let addresses connect to the users database, or close it again')
            [CompletionResult]::new('schema-load', 'schema-load', [CompletionResultType]::ParameterValue, 'Create what is missing of the users schema')
            [CompletionResult]::new('logs', 'logs', [CompletionResultType]::ParameterValue, 'Print the log lines of a function of the stack')
            [CompletionResult]::new('redrive', 'redrive', [CompletionResultType]::ParameterValue, 'Process again what messaging-stream failed to process')
            [CompletionResult]::new('drift', 'drift', [CompletionResultType]::ParameterValue, 'Compare the resources with the template')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete the stack')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cruddur;stack;template' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('--table-only', '--table-only', [CompletionResultType]::ParameterName, 'The template of the table and its gateway endpoint alone')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;stack;plan' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--stack-name', '--stack-name', [CompletionResultType]::ParameterName, 'The name of the stack [default: cruddur, or cruddur-table with --table-only]')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'A template in place of the built-in one: a file of YAML or JSON')
            [CompletionResult]::new('--parameter', '--parameter', [CompletionResultType]::ParameterName, 'The value of a parameter; those left out keep what the stack has')
            [CompletionResult]::new('--functions', '--functions', [CompletionResultType]::ParameterName, 'The zip files of the functions: DIR/NAME/bootstrap.zip, as cargo-lambda leaves them in target/lambda')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('--table-only', '--table-only', [CompletionResultType]::ParameterName, 'The stack of the table and its gateway endpoint alone')
            [CompletionResult]::new('--default-vpc', '--default-vpc', [CompletionResultType]::ParameterName, 'Use the default VPC of the region in place of a new one')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;stack;deploy' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--stack-name', '--stack-name', [CompletionResultType]::ParameterName, 'The name of the stack [default: cruddur, or cruddur-table with --table-only]')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'A template in place of the built-in one: a file of YAML or JSON')
            [CompletionResult]::new('--parameter', '--parameter', [CompletionResultType]::ParameterName, 'The value of a parameter; those left out keep what the stack has')
            [CompletionResult]::new('--functions', '--functions', [CompletionResultType]::ParameterName, 'The zip files of the functions: DIR/NAME/bootstrap.zip, as cargo-lambda leaves them in target/lambda')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('--table-only', '--table-only', [CompletionResultType]::ParameterName, 'The stack of the table and its gateway endpoint alone')
            [CompletionResult]::new('--default-vpc', '--default-vpc', [CompletionResultType]::ParameterName, 'Use the default VPC of the region in place of a new one')
            [CompletionResult]::new('--no-schema-load', '--no-schema-load', [CompletionResultType]::ParameterName, 'Do not invoke the function that creates the users schema')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;stack;status' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--stack-name', '--stack-name', [CompletionResultType]::ParameterName, 'The name of the stack [default: cruddur, or cruddur-table with --table-only]')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('--table-only', '--table-only', [CompletionResultType]::ParameterName, 'The stack of the table and its gateway endpoint alone')
            [CompletionResult]::new('--follow', '--follow', [CompletionResultType]::ParameterName, 'Show the events of the last operation until it ends')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;stack;outputs' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--stack-name', '--stack-name', [CompletionResultType]::ParameterName, 'The name of the stack [default: cruddur, or cruddur-table with --table-only]')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('--table-only', '--table-only', [CompletionResultType]::ParameterName, 'The stack of the table and its gateway endpoint alone')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;stack;env' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--stack-name', '--stack-name', [CompletionResultType]::ParameterName, 'The name of the stack [default: cruddur, or cruddur-table with --table-only]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'What reads the variables')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Write into a new file that only this user can read')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('--table-only', '--table-only', [CompletionResultType]::ParameterName, 'The stack of the table and its gateway endpoint alone')
            [CompletionResult]::new('--with-password', '--with-password', [CompletionResultType]::ParameterName, 'Put the password of the users database into its URL')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;stack;open-access' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--stack-name', '--stack-name', [CompletionResultType]::ParameterName, 'The name of the stack [default: cruddur, or cruddur-table with --table-only]')
            [CompletionResult]::new('--cidr', '--cidr', [CompletionResultType]::ParameterName, 'The addresses: IPv4, /24 or smaller; a single address is /32 [default: the address of this machine]')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('--table-only', '--table-only', [CompletionResultType]::ParameterName, 'The stack of the table and its gateway endpoint alone')
            [CompletionResult]::new('--close', '--close', [CompletionResultType]::ParameterName, 'Let nobody connect but the functions')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;stack;schema-load' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--stack-name', '--stack-name', [CompletionResultType]::ParameterName, 'The name of the stack [default: cruddur, or cruddur-table with --table-only]')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('--table-only', '--table-only', [CompletionResultType]::ParameterName, 'The stack of the table and its gateway endpoint alone')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;stack;logs' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--stack-name', '--stack-name', [CompletionResultType]::ParameterName, 'The name of the stack [default: cruddur, or cruddur-table with --table-only]')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'How far back: 30s, 15m, 1h, 2d, or a time or date')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('--table-only', '--table-only', [CompletionResultType]::ParameterName, 'The stack of the table and its gateway endpoint alone')
            [CompletionResult]::new('--follow', '--follow', [CompletionResultType]::ParameterName, 'Print new lines as they arrive, until Ctrl-C')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;stack;redrive' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--stack-name', '--stack-name', [CompletionResultType]::ParameterName, 'The name of the stack [default: cruddur, or cruddur-table with --table-only]')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('--table-only', '--table-only', [CompletionResultType]::ParameterName, 'The stack of the table and its gateway endpoint alone')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;stack;drift' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--stack-name', '--stack-name', [CompletionResultType]::ParameterName, 'The name of the stack [default: cruddur, or cruddur-table with --table-only]')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('--table-only', '--table-only', [CompletionResultType]::ParameterName, 'The stack of the table and its gateway endpoint alone')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;stack;delete' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--stack-name', '--stack-name', [CompletionResultType]::ParameterName, 'The name of the stack [default: cruddur, or cruddur-table with --table-only]')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('--table-only', '--table-only', [CompletionResultType]::ParameterName, 'The stack of the table and its gateway endpoint alone')
            [CompletionResult]::new('--with-data', '--with-data', [CompletionResultType]::ParameterName, 'Remove the table and the user pool too, with all that is in them')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;stack;help' {
            [CompletionResult]::new('template', 'template', [CompletionResultType]::ParameterValue, 'Print the template of the stack')
            [CompletionResult]::new('plan', 'plan', [CompletionResultType]::ParameterValue, 'Show what a deployment would change')
            [CompletionResult]::new('deploy', 'deploy', [CompletionResultType]::ParameterValue, 'Create the stack, or update it')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show the status of the stack and of each resource')
            [CompletionResult]::new('outputs', 'outputs', [CompletionResultType]::ParameterValue, 'Show the outputs of the stack')
            [CompletionResult]::new('env', 'env', [CompletionResultType]::ParameterValue, 'Print the outputs as the environment variables of the app')
            [CompletionResult]::new('open-access', 'open-access', [CompletionResultType]::ParameterValue, 'Let addresses connect to the users database, or close it again')
            [CompletionResult]::new('schema-load', 'schema-load', [CompletionResultType]::ParameterValue, 'Create what is missing of the users schema')
            [CompletionResult]::new('logs', 'logs', [CompletionResultType]::ParameterValue, 'Print the log lines of a function of the stack')
            [CompletionResult]::new('redrive', 'redrive', [CompletionResultType]::ParameterValue, 'Process again what messaging-stream failed to process')
            [CompletionResult]::new('drift', 'drift', [CompletionResultType]::ParameterValue, 'Compare the resources with the template')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete the stack')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cruddur;stack;help;template' {
            break
        }
        'cruddur;stack;help;plan' {
            break
        }
        'cruddur;stack;help;deploy' {
            break
        }
        'cruddur;stack;help;status' {
            break
        }
        'cruddur;stack;help;outputs' {
            break
        }
        'cruddur;stack;help;env' {
            break
        }
        'cruddur;stack;help;open-access' {
            break
        }
        'cruddur;stack;help;schema-load' {
            break
        }
        'cruddur;stack;help;logs' {
            break
        }
        'cruddur;stack;help;redrive' {
            break
        }
        'cruddur;stack;help;drift' {
            break
        }
        'cruddur;stack;help;delete' {
            break
        }
        'cruddur;stack;help;help' {
            break
        }
        'cruddur;completions' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of DynamoDB, instead of the target''s own')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The URL of the users database, instead of the target''s own')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The timeout of one call to a service or database, with its retries, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of the output')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'Apply this JMESPath expression to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'The format of errors, warnings and status lines')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm a write by the name of the table or database that it changes')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Use AWS and RDS instead of the local stores')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Use the embedded stores (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http for requests with credentials, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only warnings and errors on stderr')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; destroying data on prod needs --confirm')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask a question: fail instead')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;help' {
            [CompletionResult]::new('setup', 'setup', [CompletionResultType]::ParameterValue, 'Create everything for development: users, table and conversations')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Check every store and the environment, and say how to fix problems')
            [CompletionResult]::new('ddb', 'ddb', [CompletionResultType]::ParameterValue, 'The messages, in DynamoDB')
            [CompletionResult]::new('db', 'db', [CompletionResultType]::ParameterValue, 'The users, in PostgreSQL')
            [CompletionResult]::new('cognito', 'cognito', [CompletionResultType]::ParameterValue, 'The user pool, in Cognito')
            [CompletionResult]::new('serve', 'serve', [CompletionResultType]::ParameterValue, 'Serve the message API of the app and a page to read and write in')
            [CompletionResult]::new('local', 'local', [CompletionResultType]::ParameterValue, 'The servers of the app on this machine')
            [CompletionResult]::new('stack', 'stack', [CompletionResultType]::ParameterValue, 'The AWS resources of the app, by CloudFormation')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completion script of a shell')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cruddur;help;setup' {
            break
        }
        'cruddur;help;doctor' {
            break
        }
        'cruddur;help;ddb' {
            [CompletionResult]::new('schema-load', 'schema-load', [CompletionResultType]::ParameterValue, 'Create the table of messages, or update it to its schema')
            [CompletionResult]::new('seed', 'seed', [CompletionResultType]::ParameterValue, 'Write the seeded conversations')
            [CompletionResult]::new('list-tables', 'list-tables', [CompletionResultType]::ParameterValue, 'List every table of the target')
            [CompletionResult]::new('drop-table', 'drop-table', [CompletionResultType]::ParameterValue, 'Drop a table, and wait until it is deleted')
            [CompletionResult]::new('scan', 'scan', [CompletionResultType]::ParameterValue, 'Print every item of the table')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write every item of the table to a file')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Write the items of a file to the table')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Compare a file with the table, item by item, in both directions')
            [CompletionResult]::new('patterns', 'patterns', [CompletionResultType]::ParameterValue, 'The access patterns of the app')
            [CompletionResult]::new('repair', 'repair', [CompletionResultType]::ParameterValue, 'Find inbox rows that are missing or wrong, and fix them')
            [CompletionResult]::new('stream', 'stream', [CompletionResultType]::ParameterValue, 'The table''s stream')
            break
        }
        'cruddur;help;ddb;schema-load' {
            break
        }
        'cruddur;help;ddb;seed' {
            break
        }
        'cruddur;help;ddb;list-tables' {
            break
        }
        'cruddur;help;ddb;drop-table' {
            break
        }
        'cruddur;help;ddb;scan' {
            break
        }
        'cruddur;help;ddb;export' {
            break
        }
        'cruddur;help;ddb;import' {
            break
        }
        'cruddur;help;ddb;diff' {
            break
        }
        'cruddur;help;ddb;patterns' {
            [CompletionResult]::new('get-conversation', 'get-conversation', [CompletionResultType]::ParameterValue, 'Show a conversation, oldest message first')
            [CompletionResult]::new('list-conversations', 'list-conversations', [CompletionResultType]::ParameterValue, 'List a user''s conversations, newest first')
            [CompletionResult]::new('create-conversation', 'create-conversation', [CompletionResultType]::ParameterValue, 'Begin a conversation: write its first message, and a row to both inboxes')
            [CompletionResult]::new('create-message', 'create-message', [CompletionResultType]::ParameterValue, 'Write a message to a conversation, and update both inboxes')
            break
        }
        'cruddur;help;ddb;patterns;get-conversation' {
            break
        }
        'cruddur;help;ddb;patterns;list-conversations' {
            break
        }
        'cruddur;help;ddb;patterns;create-conversation' {
            break
        }
        'cruddur;help;ddb;patterns;create-message' {
            break
        }
        'cruddur;help;ddb;repair' {
            break
        }
        'cruddur;help;ddb;stream' {
            [CompletionResult]::new('tail', 'tail', [CompletionResultType]::ParameterValue, 'Print the records of the table''s stream as they arrive')
            [CompletionResult]::new('apply', 'apply', [CompletionResultType]::ParameterValue, 'Update the inboxes from the table''s stream')
            break
        }
        'cruddur;help;ddb;stream;tail' {
            break
        }
        'cruddur;help;ddb;stream;apply' {
            break
        }
        'cruddur;help;db' {
            [CompletionResult]::new('schema-load', 'schema-load', [CompletionResultType]::ParameterValue, 'Create the tables users and activities if they do not exist')
            [CompletionResult]::new('seed', 'seed', [CompletionResultType]::ParameterValue, 'Insert the seeded users whose handle does not exist')
            [CompletionResult]::new('update-cognito-user-ids', 'update-cognito-user-ids', [CompletionResultType]::ParameterValue, 'Copy the ids of the pool''s users into the users database')
            break
        }
        'cruddur;help;db;schema-load' {
            break
        }
        'cruddur;help;db;seed' {
            break
        }
        'cruddur;help;db;update-cognito-user-ids' {
            break
        }
        'cruddur;help;cognito' {
            [CompletionResult]::new('list-users', 'list-users', [CompletionResultType]::ParameterValue, 'List the users of the pool')
            [CompletionResult]::new('token', 'token', [CompletionResultType]::ParameterValue, 'Print an access token of a user of the embedded pool')
            break
        }
        'cruddur;help;cognito;list-users' {
            break
        }
        'cruddur;help;cognito;token' {
            break
        }
        'cruddur;help;serve' {
            break
        }
        'cruddur;help;local' {
            [CompletionResult]::new('serve', 'serve', [CompletionResultType]::ParameterValue, 'Serve the embedded DynamoDB engine to programs that speak DynamoDB')
            [CompletionResult]::new('compose', 'compose', [CompletionResultType]::ParameterValue, 'Print a compose file for DynamoDB Local, PostgreSQL and the app')
            break
        }
        'cruddur;help;local;serve' {
            break
        }
        'cruddur;help;local;compose' {
            break
        }
        'cruddur;help;stack' {
            [CompletionResult]::new('template', 'template', [CompletionResultType]::ParameterValue, 'Print the template of the stack')
            [CompletionResult]::new('plan', 'plan', [CompletionResultType]::ParameterValue, 'Show what a deployment would change')
            [CompletionResult]::new('deploy', 'deploy', [CompletionResultType]::ParameterValue, 'Create the stack, or update it')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show the status of the stack and of each resource')
            [CompletionResult]::new('outputs', 'outputs', [CompletionResultType]::ParameterValue, 'Show the outputs of the stack')
            [CompletionResult]::new('env', 'env', [CompletionResultType]::ParameterValue, 'Print the outputs as the environment variables of the app')
            [CompletionResult]::new('open-access', 'open-access', [CompletionResultType]::ParameterValue, 'Let addresses connect to the users database, or close it again')
            [CompletionResult]::new('schema-load', 'schema-load', [CompletionResultType]::ParameterValue, 'Create what is missing of the users schema')
            [CompletionResult]::new('logs', 'logs', [CompletionResultType]::ParameterValue, 'Print the log lines of a function of the stack')
            [CompletionResult]::new('redrive', 'redrive', [CompletionResultType]::ParameterValue, 'Process again what messaging-stream failed to process')
            [CompletionResult]::new('drift', 'drift', [CompletionResultType]::ParameterValue, 'Compare the resources with the template')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete the stack')
            break
        }
        'cruddur;help;stack;template' {
            break
        }
        'cruddur;help;stack;plan' {
            break
        }
        'cruddur;help;stack;deploy' {
            break
        }
        'cruddur;help;stack;status' {
            break
        }
        'cruddur;help;stack;outputs' {
            break
        }
        'cruddur;help;stack;env' {
            break
        }
        'cruddur;help;stack;open-access' {
            break
        }
        'cruddur;help;stack;schema-load' {
            break
        }
        'cruddur;help;stack;logs' {
            break
        }
        'cruddur;help;stack;redrive' {
            break
        }
        'cruddur;help;stack;drift' {
            break
        }
        'cruddur;help;stack;delete' {
            break
        }
        'cruddur;help;completions' {
            break
        }
        'cruddur;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
