
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
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'DynamoDB''s endpoint, in place of the one that the target has')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'Cognito''s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The users database, in place of the one that the target has')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call to a service or database may take, its retries included, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How data is printed')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'A JMESPath expression that is applied to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How an error is printed')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm what destroys data by the name of what it destroys')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Work on AWS and RDS in place of this machine')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http where credentials are sent, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: fail where a question would be asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('setup', 'setup', [CompletionResultType]::ParameterValue, 'Set up everything that a newcomer needs, on this machine')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Check that everything a command needs is there, and say how to fix what is not')
            [CompletionResult]::new('ddb', 'ddb', [CompletionResultType]::ParameterValue, 'The messages, in DynamoDB')
            [CompletionResult]::new('db', 'db', [CompletionResultType]::ParameterValue, 'The users, in PostgreSQL')
            [CompletionResult]::new('cognito', 'cognito', [CompletionResultType]::ParameterValue, 'The user pool, in Cognito')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completions of a shell')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cruddur;setup' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'DynamoDB''s endpoint, in place of the one that the target has')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'Cognito''s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The users database, in place of the one that the target has')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call to a service or database may take, its retries included, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How data is printed')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'A JMESPath expression that is applied to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How an error is printed')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm what destroys data by the name of what it destroys')
            [CompletionResult]::new('--layout', '--layout', [CompletionResultType]::ParameterName, 'The layout of an empty table: model, or flask, which is the deployed backend''s')
            [CompletionResult]::new('--wait-timeout', '--wait-timeout', [CompletionResultType]::ParameterName, 'How long to wait until a table or an index is ACTIVE, or gone, in seconds')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Work on AWS and RDS in place of this machine')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http where credentials are sent, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: fail where a question would be asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;doctor' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'DynamoDB''s endpoint, in place of the one that the target has')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'Cognito''s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The users database, in place of the one that the target has')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call to a service or database may take, its retries included, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How data is printed')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'A JMESPath expression that is applied to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How an error is printed')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm what destroys data by the name of what it destroys')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Work on AWS and RDS in place of this machine')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http where credentials are sent, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: fail where a question would be asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;ddb' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'DynamoDB''s endpoint, in place of the one that the target has')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'Cognito''s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The users database, in place of the one that the target has')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call to a service or database may take, its retries included, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How data is printed')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'A JMESPath expression that is applied to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How an error is printed')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm what destroys data by the name of what it destroys')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Work on AWS and RDS in place of this machine')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http where credentials are sent, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: fail where a question would be asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('schema-load', 'schema-load', [CompletionResultType]::ParameterValue, 'Create the table of messages, or bring it to what it should be')
            [CompletionResult]::new('seed', 'seed', [CompletionResultType]::ParameterValue, 'Write the seeded conversations')
            [CompletionResult]::new('list-tables', 'list-tables', [CompletionResultType]::ParameterValue, 'List every table at the target')
            [CompletionResult]::new('drop-table', 'drop-table', [CompletionResultType]::ParameterValue, 'Drop a table and wait until it is gone')
            [CompletionResult]::new('scan', 'scan', [CompletionResultType]::ParameterValue, 'Read every item of the table')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write every item of the table to a file')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Write the items of a file to the table')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Compare a file with the table, item by item, in both directions')
            [CompletionResult]::new('patterns', 'patterns', [CompletionResultType]::ParameterValue, 'The access patterns of the app')
            [CompletionResult]::new('repair', 'repair', [CompletionResultType]::ParameterValue, 'Find inboxes that are out of step, and fix them')
            [CompletionResult]::new('stream', 'stream', [CompletionResultType]::ParameterValue, 'The table''s stream')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cruddur;ddb;schema-load' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'DynamoDB''s endpoint, in place of the one that the target has')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'Cognito''s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The users database, in place of the one that the target has')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call to a service or database may take, its retries included, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How data is printed')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'A JMESPath expression that is applied to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How an error is printed')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm what destroys data by the name of what it destroys')
            [CompletionResult]::new('--billing', '--billing', [CompletionResultType]::ParameterName, 'How capacity is paid for [default: provisioned; on prod a table that is there keeps what it has]')
            [CompletionResult]::new('--read-capacity', '--read-capacity', [CompletionResultType]::ParameterName, 'Read capacity units of a provisioned table and of its index [default: 5]')
            [CompletionResult]::new('--write-capacity', '--write-capacity', [CompletionResultType]::ParameterName, 'Write capacity units of a provisioned table and of its index [default: 5]')
            [CompletionResult]::new('--deletion-protection', '--deletion-protection', [CompletionResultType]::ParameterName, 'Switch deletion protection on, or off by =false [default: on on prod, else as it is]')
            [CompletionResult]::new('--point-in-time-recovery', '--point-in-time-recovery', [CompletionResultType]::ParameterName, 'Switch point-in-time recovery on where the endpoint has it [default: on on prod, else as it is]')
            [CompletionResult]::new('--wait-timeout', '--wait-timeout', [CompletionResultType]::ParameterName, 'How long to wait until a table or an index is ACTIVE, or gone, in seconds')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Work on AWS and RDS in place of this machine')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http where credentials are sent, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: fail where a question would be asked')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'Write nothing, and exit with 6 where anything differs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;ddb;seed' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'DynamoDB''s endpoint, in place of the one that the target has')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'Cognito''s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The users database, in place of the one that the target has')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call to a service or database may take, its retries included, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How data is printed')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'A JMESPath expression that is applied to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How an error is printed')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm what destroys data by the name of what it destroys')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'Seeds to read in place of the built-in ones; may be repeated')
            [CompletionResult]::new('--max-wcu', '--max-wcu', [CompletionResultType]::ParameterName, 'The most write capacity units a second that its batches consume, by what the service says')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'When the last message of a new conversation was written [default: five minutes ago]')
            [CompletionResult]::new('--layout', '--layout', [CompletionResultType]::ParameterName, 'The layout of an empty table: model, or flask, which is the deployed backend''s')
            [CompletionResult]::new('--conversations', '--conversations', [CompletionResultType]::ParameterName, 'Generate this many synthetic conversations in place of the seeds')
            [CompletionResult]::new('--messages', '--messages', [CompletionResultType]::ParameterName, 'How many messages each synthetic conversation has')
            [CompletionResult]::new('--rng-seed', '--rng-seed', [CompletionResultType]::ParameterName, 'What the synthetic conversations are generated from')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Work on AWS and RDS in place of this machine')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http where credentials are sent, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: fail where a question would be asked')
            [CompletionResult]::new('--reset', '--reset', [CompletionResultType]::ParameterName, 'Remove these conversations first, with everything that was written in them')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'Write nothing, and exit with 6 where anything differs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;ddb;list-tables' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'DynamoDB''s endpoint, in place of the one that the target has')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'Cognito''s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The users database, in place of the one that the target has')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call to a service or database may take, its retries included, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How data is printed')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'A JMESPath expression that is applied to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How an error is printed')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm what destroys data by the name of what it destroys')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Work on AWS and RDS in place of this machine')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http where credentials are sent, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: fail where a question would be asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;ddb;drop-table' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'DynamoDB''s endpoint, in place of the one that the target has')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'Cognito''s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The users database, in place of the one that the target has')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call to a service or database may take, its retries included, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How data is printed')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'A JMESPath expression that is applied to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How an error is printed')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm what destroys data by the name of what it destroys')
            [CompletionResult]::new('--wait-timeout', '--wait-timeout', [CompletionResultType]::ParameterName, 'How long to wait until a table or an index is ACTIVE, or gone, in seconds')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Work on AWS and RDS in place of this machine')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http where credentials are sent, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: fail where a question would be asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;ddb;scan' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'DynamoDB''s endpoint, in place of the one that the target has')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'Cognito''s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The users database, in place of the one that the target has')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call to a service or database may take, its retries included, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How data is printed')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'A JMESPath expression that is applied to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How an error is printed')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm what destroys data by the name of what it destroys')
            [CompletionResult]::new('--segments', '--segments', [CompletionResultType]::ParameterName, 'How many segments to read in parallel')
            [CompletionResult]::new('--segment', '--segment', [CompletionResultType]::ParameterName, 'Read only this segment, from 0, of those that --of names: so several machines share a table')
            [CompletionResult]::new('--of', '--of', [CompletionResultType]::ParameterName, 'Into how many segments the machines have divided the table')
            [CompletionResult]::new('--max-rcu', '--max-rcu', [CompletionResultType]::ParameterName, 'The most read capacity units a second, by what the service says that pages consumed')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'The most items to print in all')
            [CompletionResult]::new('--filter', '--filter', [CompletionResultType]::ParameterName, 'A DynamoDB expression that items must match')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'What a #placeholder of the filter stands for; may be repeated')
            [CompletionResult]::new('--value', '--value', [CompletionResultType]::ParameterName, 'What a :placeholder of the filter stands for, as text, JSON or DynamoDB JSON; may be repeated')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Work on AWS and RDS in place of this machine')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http where credentials are sent, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: fail where a question would be asked')
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
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'DynamoDB''s endpoint, in place of the one that the target has')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'Cognito''s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The users database, in place of the one that the target has')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call to a service or database may take, its retries included, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How data is printed')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'A JMESPath expression that is applied to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How an error is printed')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm what destroys data by the name of what it destroys')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'The file, which gets its name once it is whole; standard output without it, or with -. A pipe is written to as it is')
            [CompletionResult]::new('--verify', '--verify', [CompletionResultType]::ParameterName, 'Write nothing: compare this file with the table, as cruddur ddb diff does')
            [CompletionResult]::new('--checkpoint', '--checkpoint', [CompletionResultType]::ParameterName, 'Remember in this file how far it came, and resume from there')
            [CompletionResult]::new('--s3', '--s3', [CompletionResultType]::ParameterName, 'Let DynamoDB itself export the table into this bucket')
            [CompletionResult]::new('--arn', '--arn', [CompletionResultType]::ParameterName, 'Follow the export with this ARN, which --s3 has started')
            [CompletionResult]::new('--client-token', '--client-token', [CompletionResultType]::ParameterName, 'The client token of the export by DynamoDB: with the same token, within 8 hours, the same command starts no second one')
            [CompletionResult]::new('--wait-timeout', '--wait-timeout', [CompletionResultType]::ParameterName, 'How long to wait for DynamoDB''s own export or import, in seconds')
            [CompletionResult]::new('--segments', '--segments', [CompletionResultType]::ParameterName, 'How many segments to read in parallel')
            [CompletionResult]::new('--segment', '--segment', [CompletionResultType]::ParameterName, 'Read only this segment, from 0, of those that --of names: so several machines share a table')
            [CompletionResult]::new('--of', '--of', [CompletionResultType]::ParameterName, 'Into how many segments the machines have divided the table')
            [CompletionResult]::new('--max-rcu', '--max-rcu', [CompletionResultType]::ParameterName, 'The most read capacity units a second, by what the service says that pages consumed')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Work on AWS and RDS in place of this machine')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http where credentials are sent, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: fail where a question would be asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;ddb;import' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'DynamoDB''s endpoint, in place of the one that the target has')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'Cognito''s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The users database, in place of the one that the target has')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call to a service or database may take, its retries included, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How data is printed')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'A JMESPath expression that is applied to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How an error is printed')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm what destroys data by the name of what it destroys')
            [CompletionResult]::new('--on-conflict', '--on-conflict', [CompletionResultType]::ParameterName, 'What to do where the table has another item with the same key; an item that is the same is no conflict')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the file is written, where its ending does not say')
            [CompletionResult]::new('--checkpoint', '--checkpoint', [CompletionResultType]::ParameterName, 'Remember in this file how far it came, and resume from there')
            [CompletionResult]::new('--max-rcu', '--max-rcu', [CompletionResultType]::ParameterName, 'The most read capacity units a second, by what the service says that the reads of --dry-run consumed')
            [CompletionResult]::new('--max-wcu', '--max-wcu', [CompletionResultType]::ParameterName, 'The most write capacity units a second, by what the service says that writes consumed')
            [CompletionResult]::new('--s3', '--s3', [CompletionResultType]::ParameterName, 'Let DynamoDB itself import what is in this bucket')
            [CompletionResult]::new('--into', '--into', [CompletionResultType]::ParameterName, 'The table that is made')
            [CompletionResult]::new('--arn', '--arn', [CompletionResultType]::ParameterName, 'Follow the import with this ARN, which --s3 has started')
            [CompletionResult]::new('--client-token', '--client-token', [CompletionResultType]::ParameterName, 'The client token of the import by DynamoDB: with the same token, within 8 hours, the same command starts no second one')
            [CompletionResult]::new('--wait-timeout', '--wait-timeout', [CompletionResultType]::ParameterName, 'How long to wait for DynamoDB''s own export or import, in seconds')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Work on AWS and RDS in place of this machine')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http where credentials are sent, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: fail where a question would be asked')
            [CompletionResult]::new('--plain', '--plain', [CompletionResultType]::ParameterName, 'Read all JSON as plain JSON. Without this, a line is DynamoDB JSON if each of its attributes is an object named as a type ({"S": "..."}), and plain JSON if not. A plain line with such an object in it ({"B": "true"}) is refused, since it could be either; with --plain it is a map')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;ddb;diff' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'DynamoDB''s endpoint, in place of the one that the target has')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'Cognito''s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The users database, in place of the one that the target has')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call to a service or database may take, its retries included, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How data is printed')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'A JMESPath expression that is applied to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How an error is printed')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm what destroys data by the name of what it destroys')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the file is written, where its ending does not say')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'The most differences of each kind to print; all are counted')
            [CompletionResult]::new('--segments', '--segments', [CompletionResultType]::ParameterName, 'How many segments of the table to read in parallel')
            [CompletionResult]::new('--max-rcu', '--max-rcu', [CompletionResultType]::ParameterName, 'The most read capacity units a second, by what the service says that pages consumed')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Work on AWS and RDS in place of this machine')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http where credentials are sent, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: fail where a question would be asked')
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
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'DynamoDB''s endpoint, in place of the one that the target has')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'Cognito''s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The users database, in place of the one that the target has')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call to a service or database may take, its retries included, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How data is printed')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'A JMESPath expression that is applied to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How an error is printed')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm what destroys data by the name of what it destroys')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Work on AWS and RDS in place of this machine')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http where credentials are sent, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: fail where a question would be asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('get-conversation', 'get-conversation', [CompletionResultType]::ParameterValue, 'Show a conversation, oldest message first')
            [CompletionResult]::new('list-conversations', 'list-conversations', [CompletionResultType]::ParameterValue, 'List a user''s conversations, newest first')
            [CompletionResult]::new('create-conversation', 'create-conversation', [CompletionResultType]::ParameterValue, 'Begin a conversation: its first message, and a row in either inbox')
            [CompletionResult]::new('create-message', 'create-message', [CompletionResultType]::ParameterValue, 'Write a message to a conversation, and bring both inboxes in step')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cruddur;ddb;patterns;get-conversation' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'DynamoDB''s endpoint, in place of the one that the target has')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'Cognito''s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The users database, in place of the one that the target has')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call to a service or database may take, its retries included, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How data is printed')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'A JMESPath expression that is applied to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How an error is printed')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm what destroys data by the name of what it destroys')
            [CompletionResult]::new('--with', '--with', [CompletionResultType]::ParameterName, 'The conversation with this user')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'The handle of the user [default: andrewbrown]')
            [CompletionResult]::new('--user-uuid', '--user-uuid', [CompletionResultType]::ParameterName, 'The uuid of the user, in place of a handle: the users database is not asked')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'The most messages to print, the newest ones')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Not before this date or time (UTC unless it says otherwise)')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Not after this date or time')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Work on AWS and RDS in place of this machine')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http where credentials are sent, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: fail where a question would be asked')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Print every message')
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
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'DynamoDB''s endpoint, in place of the one that the target has')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'Cognito''s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The users database, in place of the one that the target has')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call to a service or database may take, its retries included, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How data is printed')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'A JMESPath expression that is applied to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How an error is printed')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm what destroys data by the name of what it destroys')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'The handle of the user [default: andrewbrown]')
            [CompletionResult]::new('--user-uuid', '--user-uuid', [CompletionResultType]::ParameterName, 'The uuid of the user, in place of a handle: the users database is not asked')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'The most conversations to print')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Work on AWS and RDS in place of this machine')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http where credentials are sent, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: fail where a question would be asked')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Print every conversation')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;ddb;patterns;create-conversation' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'DynamoDB''s endpoint, in place of the one that the target has')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'Cognito''s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The users database, in place of the one that the target has')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call to a service or database may take, its retries included, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How data is printed')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'A JMESPath expression that is applied to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How an error is printed')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm what destroys data by the name of what it destroys')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'The handle of the sender, or a uuid where several share it')
            [CompletionResult]::new('--from-sub', '--from-sub', [CompletionResultType]::ParameterName, 'The sender''s id in the user pool (its sub), in place of a handle')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'The handle of the receiver, or a uuid where several share it')
            [CompletionResult]::new('--message-uuid', '--message-uuid', [CompletionResultType]::ParameterName, 'The message''s id, for scripts that keep ids: the same id again within a day writes nothing')
            [CompletionResult]::new('--layout', '--layout', [CompletionResultType]::ParameterName, 'The layout of an empty table: model, or flask, which is the deployed backend''s')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Work on AWS and RDS in place of this machine')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http where credentials are sent, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: fail where a question would be asked')
            [CompletionResult]::new('--new', '--new', [CompletionResultType]::ParameterName, 'Begin another conversation where the two have one')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;ddb;patterns;create-message' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'DynamoDB''s endpoint, in place of the one that the target has')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'Cognito''s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The users database, in place of the one that the target has')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call to a service or database may take, its retries included, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How data is printed')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'A JMESPath expression that is applied to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How an error is printed')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm what destroys data by the name of what it destroys')
            [CompletionResult]::new('--with', '--with', [CompletionResultType]::ParameterName, 'The most recent conversation with this user; a uuid where several share the handle')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'The handle of the sender, or a uuid where several share it')
            [CompletionResult]::new('--message-uuid', '--message-uuid', [CompletionResultType]::ParameterName, 'The message''s id, for scripts that keep ids: the same id again within a day writes nothing')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Work on AWS and RDS in place of this machine')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http where credentials are sent, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: fail where a question would be asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;ddb;patterns;help' {
            [CompletionResult]::new('get-conversation', 'get-conversation', [CompletionResultType]::ParameterValue, 'Show a conversation, oldest message first')
            [CompletionResult]::new('list-conversations', 'list-conversations', [CompletionResultType]::ParameterValue, 'List a user''s conversations, newest first')
            [CompletionResult]::new('create-conversation', 'create-conversation', [CompletionResultType]::ParameterValue, 'Begin a conversation: its first message, and a row in either inbox')
            [CompletionResult]::new('create-message', 'create-message', [CompletionResultType]::ParameterValue, 'Write a message to a conversation, and bring both inboxes in step')
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
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'DynamoDB''s endpoint, in place of the one that the target has')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'Cognito''s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The users database, in place of the one that the target has')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call to a service or database may take, its retries included, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How data is printed')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'A JMESPath expression that is applied to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How an error is printed')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm what destroys data by the name of what it destroys')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Look at the inbox of this user, without reading the whole table')
            [CompletionResult]::new('--with', '--with', [CompletionResultType]::ParameterName, 'Look too for conversations with this user that the inbox has lost; may be repeated')
            [CompletionResult]::new('--max-rcu', '--max-rcu', [CompletionResultType]::ParameterName, 'The most read capacity units a second, by what the service says that reads consumed')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Work on AWS and RDS in place of this machine')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http where credentials are sent, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: fail where a question would be asked')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Look at every inbox')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'Write nothing, and exit with 6 where anything differs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;ddb;stream' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'DynamoDB''s endpoint, in place of the one that the target has')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'Cognito''s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The users database, in place of the one that the target has')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call to a service or database may take, its retries included, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How data is printed')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'A JMESPath expression that is applied to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How an error is printed')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm what destroys data by the name of what it destroys')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Work on AWS and RDS in place of this machine')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http where credentials are sent, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: fail where a question would be asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('tail', 'tail', [CompletionResultType]::ParameterValue, 'Print the records of the table''s stream as they come')
            [CompletionResult]::new('apply', 'apply', [CompletionResultType]::ParameterValue, 'Bring inboxes in step with the table''s stream')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cruddur;ddb;stream;tail' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'DynamoDB''s endpoint, in place of the one that the target has')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'Cognito''s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The users database, in place of the one that the target has')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call to a service or database may take, its retries included, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How data is printed')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'A JMESPath expression that is applied to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How an error is printed')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm what destroys data by the name of what it destroys')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Where to begin')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'End after so many records')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Work on AWS and RDS in place of this machine')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http where credentials are sent, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: fail where a question would be asked')
            [CompletionResult]::new('--once', '--once', [CompletionResultType]::ParameterName, 'End when there is nothing new')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;ddb;stream;apply' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'DynamoDB''s endpoint, in place of the one that the target has')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'Cognito''s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The users database, in place of the one that the target has')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call to a service or database may take, its retries included, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How data is printed')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'A JMESPath expression that is applied to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How an error is printed')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm what destroys data by the name of what it destroys')
            [CompletionResult]::new('--checkpoint', '--checkpoint', [CompletionResultType]::ParameterName, 'Remember in this file how far it came, and go on from there')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Work on AWS and RDS in place of this machine')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http where credentials are sent, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: fail where a question would be asked')
            [CompletionResult]::new('--once', '--once', [CompletionResultType]::ParameterName, 'End when there is nothing new')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;ddb;stream;help' {
            [CompletionResult]::new('tail', 'tail', [CompletionResultType]::ParameterValue, 'Print the records of the table''s stream as they come')
            [CompletionResult]::new('apply', 'apply', [CompletionResultType]::ParameterValue, 'Bring inboxes in step with the table''s stream')
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
            [CompletionResult]::new('schema-load', 'schema-load', [CompletionResultType]::ParameterValue, 'Create the table of messages, or bring it to what it should be')
            [CompletionResult]::new('seed', 'seed', [CompletionResultType]::ParameterValue, 'Write the seeded conversations')
            [CompletionResult]::new('list-tables', 'list-tables', [CompletionResultType]::ParameterValue, 'List every table at the target')
            [CompletionResult]::new('drop-table', 'drop-table', [CompletionResultType]::ParameterValue, 'Drop a table and wait until it is gone')
            [CompletionResult]::new('scan', 'scan', [CompletionResultType]::ParameterValue, 'Read every item of the table')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write every item of the table to a file')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Write the items of a file to the table')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Compare a file with the table, item by item, in both directions')
            [CompletionResult]::new('patterns', 'patterns', [CompletionResultType]::ParameterValue, 'The access patterns of the app')
            [CompletionResult]::new('repair', 'repair', [CompletionResultType]::ParameterValue, 'Find inboxes that are out of step, and fix them')
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
            [CompletionResult]::new('create-conversation', 'create-conversation', [CompletionResultType]::ParameterValue, 'Begin a conversation: its first message, and a row in either inbox')
            [CompletionResult]::new('create-message', 'create-message', [CompletionResultType]::ParameterValue, 'Write a message to a conversation, and bring both inboxes in step')
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
            [CompletionResult]::new('tail', 'tail', [CompletionResultType]::ParameterValue, 'Print the records of the table''s stream as they come')
            [CompletionResult]::new('apply', 'apply', [CompletionResultType]::ParameterValue, 'Bring inboxes in step with the table''s stream')
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
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'DynamoDB''s endpoint, in place of the one that the target has')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'Cognito''s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The users database, in place of the one that the target has')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call to a service or database may take, its retries included, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How data is printed')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'A JMESPath expression that is applied to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How an error is printed')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm what destroys data by the name of what it destroys')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Work on AWS and RDS in place of this machine')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http where credentials are sent, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: fail where a question would be asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('schema-load', 'schema-load', [CompletionResultType]::ParameterValue, 'Create the tables users and activities where they are missing')
            [CompletionResult]::new('seed', 'seed', [CompletionResultType]::ParameterValue, 'Insert the seeded users whose handle is missing')
            [CompletionResult]::new('update-cognito-user-ids', 'update-cognito-user-ids', [CompletionResultType]::ParameterValue, 'Copy the ids of the pool''s users into the users database')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cruddur;db;schema-load' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'DynamoDB''s endpoint, in place of the one that the target has')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'Cognito''s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The users database, in place of the one that the target has')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call to a service or database may take, its retries included, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How data is printed')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'A JMESPath expression that is applied to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How an error is printed')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm what destroys data by the name of what it destroys')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Work on AWS and RDS in place of this machine')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http where credentials are sent, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: fail where a question would be asked')
            [CompletionResult]::new('--reset', '--reset', [CompletionResultType]::ParameterName, 'Drop both tables first, with everything in them')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'Write nothing, and exit with 6 where anything differs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;db;seed' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'DynamoDB''s endpoint, in place of the one that the target has')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'Cognito''s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The users database, in place of the one that the target has')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call to a service or database may take, its retries included, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How data is printed')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'A JMESPath expression that is applied to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How an error is printed')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm what destroys data by the name of what it destroys')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'Seeds to read in place of the built-in ones; may be repeated')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Work on AWS and RDS in place of this machine')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http where credentials are sent, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: fail where a question would be asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;db;update-cognito-user-ids' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'DynamoDB''s endpoint, in place of the one that the target has')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'Cognito''s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The users database, in place of the one that the target has')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call to a service or database may take, its retries included, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How data is printed')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'A JMESPath expression that is applied to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How an error is printed')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm what destroys data by the name of what it destroys')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Read the pool''s users from this file, or from stdin (-), instead of the pool: what list-users or the AWS CLI printed')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Work on AWS and RDS in place of this machine')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http where credentials are sent, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: fail where a question would be asked')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Exit with 6 when a user is missing on either side or has no handle; with --dry-run, as --check')
            [CompletionResult]::new('--by-handle', '--by-handle', [CompletionResultType]::ParameterName, 'On prod, bind rows by the handle alone too, as the app''s script did; asks for the database''s name')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'Write nothing, and exit with 6 where anything differs')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;db;help' {
            [CompletionResult]::new('schema-load', 'schema-load', [CompletionResultType]::ParameterValue, 'Create the tables users and activities where they are missing')
            [CompletionResult]::new('seed', 'seed', [CompletionResultType]::ParameterValue, 'Insert the seeded users whose handle is missing')
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
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'DynamoDB''s endpoint, in place of the one that the target has')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'Cognito''s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The users database, in place of the one that the target has')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call to a service or database may take, its retries included, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How data is printed')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'A JMESPath expression that is applied to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How an error is printed')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm what destroys data by the name of what it destroys')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Work on AWS and RDS in place of this machine')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http where credentials are sent, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: fail where a question would be asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('list-users', 'list-users', [CompletionResultType]::ParameterValue, 'List the users of the pool')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cruddur;cognito;list-users' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'DynamoDB''s endpoint, in place of the one that the target has')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'Cognito''s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The users database, in place of the one that the target has')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call to a service or database may take, its retries included, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How data is printed')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'A JMESPath expression that is applied to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How an error is printed')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm what destroys data by the name of what it destroys')
            [CompletionResult]::new('--filter', '--filter', [CompletionResultType]::ParameterName, 'What users must match, as ListUsers takes it: preferred_username = "bayko", email ^= "a"')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'The most users to print')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Work on AWS and RDS in place of this machine')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http where credentials are sent, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: fail where a question would be asked')
            [CompletionResult]::new('--map', '--map', [CompletionResultType]::ParameterName, 'Print handle to sub as one object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;cognito;help' {
            [CompletionResult]::new('list-users', 'list-users', [CompletionResultType]::ParameterValue, 'List the users of the pool')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'cruddur;cognito;help;list-users' {
            break
        }
        'cruddur;cognito;help;help' {
            break
        }
        'cruddur;completions' {
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The AWS region')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The AWS profile')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'DynamoDB''s endpoint, in place of the one that the target has')
            [CompletionResult]::new('--user-pool-id', '--user-pool-id', [CompletionResultType]::ParameterName, 'The id of the user pool [env: COGNITO_USER_POOLS_ID]')
            [CompletionResult]::new('--cognito-endpoint-url', '--cognito-endpoint-url', [CompletionResultType]::ParameterName, 'Cognito''s endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]')
            [CompletionResult]::new('--database-url', '--database-url', [CompletionResultType]::ParameterName, 'The users database, in place of the one that the target has')
            [CompletionResult]::new('--database-auth', '--database-auth', [CompletionResultType]::ParameterName, 'How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'The table of messages [default: cruddur-messages]')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long one call to a service or database may take, its retries included, in seconds')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How data is printed')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'A JMESPath expression that is applied to the data before it is printed')
            [CompletionResult]::new('--error-format', '--error-format', [CompletionResultType]::ParameterName, 'How an error is printed')
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'Confirm what destroys data by the name of what it destroys')
            [CompletionResult]::new('--prod', '--prod', [CompletionResultType]::ParameterName, 'Work on AWS and RDS in place of this machine')
            [CompletionResult]::new('--embedded', '--embedded', [CompletionResultType]::ParameterName, 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow plain http where credentials are sent, if the network is trusted')
            [CompletionResult]::new('--csv-safe', '--csv-safe', [CompletionResultType]::ParameterName, 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but warnings and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say each call to a service or database, and how long it took')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question; what destroys data on prod wants --confirm as well')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask: fail where a question would be asked')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'cruddur;help' {
            [CompletionResult]::new('setup', 'setup', [CompletionResultType]::ParameterValue, 'Set up everything that a newcomer needs, on this machine')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Check that everything a command needs is there, and say how to fix what is not')
            [CompletionResult]::new('ddb', 'ddb', [CompletionResultType]::ParameterValue, 'The messages, in DynamoDB')
            [CompletionResult]::new('db', 'db', [CompletionResultType]::ParameterValue, 'The users, in PostgreSQL')
            [CompletionResult]::new('cognito', 'cognito', [CompletionResultType]::ParameterValue, 'The user pool, in Cognito')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completions of a shell')
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
            [CompletionResult]::new('schema-load', 'schema-load', [CompletionResultType]::ParameterValue, 'Create the table of messages, or bring it to what it should be')
            [CompletionResult]::new('seed', 'seed', [CompletionResultType]::ParameterValue, 'Write the seeded conversations')
            [CompletionResult]::new('list-tables', 'list-tables', [CompletionResultType]::ParameterValue, 'List every table at the target')
            [CompletionResult]::new('drop-table', 'drop-table', [CompletionResultType]::ParameterValue, 'Drop a table and wait until it is gone')
            [CompletionResult]::new('scan', 'scan', [CompletionResultType]::ParameterValue, 'Read every item of the table')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write every item of the table to a file')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Write the items of a file to the table')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Compare a file with the table, item by item, in both directions')
            [CompletionResult]::new('patterns', 'patterns', [CompletionResultType]::ParameterValue, 'The access patterns of the app')
            [CompletionResult]::new('repair', 'repair', [CompletionResultType]::ParameterValue, 'Find inboxes that are out of step, and fix them')
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
            [CompletionResult]::new('create-conversation', 'create-conversation', [CompletionResultType]::ParameterValue, 'Begin a conversation: its first message, and a row in either inbox')
            [CompletionResult]::new('create-message', 'create-message', [CompletionResultType]::ParameterValue, 'Write a message to a conversation, and bring both inboxes in step')
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
            [CompletionResult]::new('tail', 'tail', [CompletionResultType]::ParameterValue, 'Print the records of the table''s stream as they come')
            [CompletionResult]::new('apply', 'apply', [CompletionResultType]::ParameterValue, 'Bring inboxes in step with the table''s stream')
            break
        }
        'cruddur;help;ddb;stream;tail' {
            break
        }
        'cruddur;help;ddb;stream;apply' {
            break
        }
        'cruddur;help;db' {
            [CompletionResult]::new('schema-load', 'schema-load', [CompletionResultType]::ParameterValue, 'Create the tables users and activities where they are missing')
            [CompletionResult]::new('seed', 'seed', [CompletionResultType]::ParameterValue, 'Insert the seeded users whose handle is missing')
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
            break
        }
        'cruddur;help;cognito;list-users' {
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
