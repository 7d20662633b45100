
use builtin;
use str;

set edit:completion:arg-completer[cruddur] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'cruddur'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'cruddur'= {
            cand --region 'The AWS region'
            cand --profile 'The AWS profile'
            cand --endpoint-url 'DynamoDB''s endpoint, in place of the one that the target has'
            cand --database-url 'The users database, in place of the one that the target has'
            cand --table 'The table of messages [env: CRUDDUR_TABLE] [default: cruddur-messages]'
            cand --timeout 'How long one call to a service or database may take, its retries included, in seconds'
            cand --output 'How data is printed'
            cand --query 'A JMESPath expression that is applied to the data before it is printed'
            cand --error-format 'How an error is printed'
            cand --confirm 'Confirm what destroys data by the name of what it destroys'
            cand --prod 'Work on AWS and RDS in place of this machine'
            cand --embedded 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
            cand --csv-safe 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
            cand -q 'Say nothing on stderr but warnings and errors'
            cand --quiet 'Say nothing on stderr but warnings and errors'
            cand -v 'Say each call to a service or database, and how long it took'
            cand --verbose 'Say each call to a service or database, and how long it took'
            cand --dry-run 'Print what would be written, and write nothing'
            cand -y 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --yes 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --no-input 'Never ask: fail where a question would be asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand setup 'Set up everything that a newcomer needs, on this machine'
            cand doctor 'Check that everything a command needs is there, and say how to mend what is not'
            cand ddb 'The messages, in DynamoDB'
            cand db 'The users, in PostgreSQL'
            cand cognito 'The user pool, in Cognito'
            cand completions 'Print the completions of a shell'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'cruddur;setup'= {
            cand --layout 'The layout of an empty table: model, or flask, which is the deployed backend''s [env: CRUDDUR_LAYOUT]'
            cand --region 'The AWS region'
            cand --profile 'The AWS profile'
            cand --endpoint-url 'DynamoDB''s endpoint, in place of the one that the target has'
            cand --database-url 'The users database, in place of the one that the target has'
            cand --table 'The table of messages [env: CRUDDUR_TABLE] [default: cruddur-messages]'
            cand --timeout 'How long one call to a service or database may take, its retries included, in seconds'
            cand --output 'How data is printed'
            cand --query 'A JMESPath expression that is applied to the data before it is printed'
            cand --error-format 'How an error is printed'
            cand --confirm 'Confirm what destroys data by the name of what it destroys'
            cand --prod 'Work on AWS and RDS in place of this machine'
            cand --embedded 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
            cand --csv-safe 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
            cand -q 'Say nothing on stderr but warnings and errors'
            cand --quiet 'Say nothing on stderr but warnings and errors'
            cand -v 'Say each call to a service or database, and how long it took'
            cand --verbose 'Say each call to a service or database, and how long it took'
            cand --dry-run 'Print what would be written, and write nothing'
            cand -y 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --yes 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --no-input 'Never ask: fail where a question would be asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'cruddur;doctor'= {
            cand --region 'The AWS region'
            cand --profile 'The AWS profile'
            cand --endpoint-url 'DynamoDB''s endpoint, in place of the one that the target has'
            cand --database-url 'The users database, in place of the one that the target has'
            cand --table 'The table of messages [env: CRUDDUR_TABLE] [default: cruddur-messages]'
            cand --timeout 'How long one call to a service or database may take, its retries included, in seconds'
            cand --output 'How data is printed'
            cand --query 'A JMESPath expression that is applied to the data before it is printed'
            cand --error-format 'How an error is printed'
            cand --confirm 'Confirm what destroys data by the name of what it destroys'
            cand --prod 'Work on AWS and RDS in place of this machine'
            cand --embedded 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
            cand --csv-safe 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
            cand -q 'Say nothing on stderr but warnings and errors'
            cand --quiet 'Say nothing on stderr but warnings and errors'
            cand -v 'Say each call to a service or database, and how long it took'
            cand --verbose 'Say each call to a service or database, and how long it took'
            cand --dry-run 'Print what would be written, and write nothing'
            cand -y 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --yes 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --no-input 'Never ask: fail where a question would be asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'cruddur;ddb'= {
            cand --region 'The AWS region'
            cand --profile 'The AWS profile'
            cand --endpoint-url 'DynamoDB''s endpoint, in place of the one that the target has'
            cand --database-url 'The users database, in place of the one that the target has'
            cand --table 'The table of messages [env: CRUDDUR_TABLE] [default: cruddur-messages]'
            cand --timeout 'How long one call to a service or database may take, its retries included, in seconds'
            cand --output 'How data is printed'
            cand --query 'A JMESPath expression that is applied to the data before it is printed'
            cand --error-format 'How an error is printed'
            cand --confirm 'Confirm what destroys data by the name of what it destroys'
            cand --prod 'Work on AWS and RDS in place of this machine'
            cand --embedded 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
            cand --csv-safe 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
            cand -q 'Say nothing on stderr but warnings and errors'
            cand --quiet 'Say nothing on stderr but warnings and errors'
            cand -v 'Say each call to a service or database, and how long it took'
            cand --verbose 'Say each call to a service or database, and how long it took'
            cand --dry-run 'Print what would be written, and write nothing'
            cand -y 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --yes 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --no-input 'Never ask: fail where a question would be asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand schema-load 'Create the table of messages, or bring it to what it should be'
            cand seed 'Write the seeded conversations'
            cand list-tables 'List every table at the target'
            cand drop-table 'Drop a table and wait until it is gone'
            cand scan 'Read every item of the table'
            cand patterns 'The access patterns of the app'
            cand repair 'Find inboxes that are out of step, and mend them'
            cand stream 'The table''s stream'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'cruddur;ddb;schema-load'= {
            cand --billing 'How capacity is paid for [default: provisioned; on prod a table that is there keeps what it has]'
            cand --read-capacity 'Read capacity units of a provisioned table and of its index [default: 5]'
            cand --write-capacity 'Write capacity units of a provisioned table and of its index [default: 5]'
            cand --deletion-protection 'Switch deletion protection on, or off by =false [default: on on prod, else as it is]'
            cand --point-in-time-recovery 'Switch point-in-time recovery on where the endpoint has it [default: on on prod, else as it is]'
            cand --region 'The AWS region'
            cand --profile 'The AWS profile'
            cand --endpoint-url 'DynamoDB''s endpoint, in place of the one that the target has'
            cand --database-url 'The users database, in place of the one that the target has'
            cand --table 'The table of messages [env: CRUDDUR_TABLE] [default: cruddur-messages]'
            cand --timeout 'How long one call to a service or database may take, its retries included, in seconds'
            cand --output 'How data is printed'
            cand --query 'A JMESPath expression that is applied to the data before it is printed'
            cand --error-format 'How an error is printed'
            cand --confirm 'Confirm what destroys data by the name of what it destroys'
            cand --prod 'Work on AWS and RDS in place of this machine'
            cand --embedded 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
            cand --csv-safe 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
            cand -q 'Say nothing on stderr but warnings and errors'
            cand --quiet 'Say nothing on stderr but warnings and errors'
            cand -v 'Say each call to a service or database, and how long it took'
            cand --verbose 'Say each call to a service or database, and how long it took'
            cand --dry-run 'Print what would be written, and write nothing'
            cand -y 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --yes 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --no-input 'Never ask: fail where a question would be asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'cruddur;ddb;seed'= {
            cand --file 'Seeds to read in place of the built-in ones; may be repeated'
            cand --until 'When the last message of a new conversation was written [default: five minutes ago]'
            cand --layout 'The layout of an empty table: model, or flask, which is the deployed backend''s [env: CRUDDUR_LAYOUT]'
            cand --conversations 'Generate this many synthetic conversations in place of the seeds'
            cand --messages 'How many messages each synthetic conversation has'
            cand --rng-seed 'What the synthetic conversations are generated from'
            cand --region 'The AWS region'
            cand --profile 'The AWS profile'
            cand --endpoint-url 'DynamoDB''s endpoint, in place of the one that the target has'
            cand --database-url 'The users database, in place of the one that the target has'
            cand --table 'The table of messages [env: CRUDDUR_TABLE] [default: cruddur-messages]'
            cand --timeout 'How long one call to a service or database may take, its retries included, in seconds'
            cand --output 'How data is printed'
            cand --query 'A JMESPath expression that is applied to the data before it is printed'
            cand --error-format 'How an error is printed'
            cand --confirm 'Confirm what destroys data by the name of what it destroys'
            cand --reset 'Remove these conversations first, with everything that was written in them'
            cand --prod 'Work on AWS and RDS in place of this machine'
            cand --embedded 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
            cand --csv-safe 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
            cand -q 'Say nothing on stderr but warnings and errors'
            cand --quiet 'Say nothing on stderr but warnings and errors'
            cand -v 'Say each call to a service or database, and how long it took'
            cand --verbose 'Say each call to a service or database, and how long it took'
            cand --dry-run 'Print what would be written, and write nothing'
            cand -y 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --yes 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --no-input 'Never ask: fail where a question would be asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'cruddur;ddb;list-tables'= {
            cand --region 'The AWS region'
            cand --profile 'The AWS profile'
            cand --endpoint-url 'DynamoDB''s endpoint, in place of the one that the target has'
            cand --database-url 'The users database, in place of the one that the target has'
            cand --table 'The table of messages [env: CRUDDUR_TABLE] [default: cruddur-messages]'
            cand --timeout 'How long one call to a service or database may take, its retries included, in seconds'
            cand --output 'How data is printed'
            cand --query 'A JMESPath expression that is applied to the data before it is printed'
            cand --error-format 'How an error is printed'
            cand --confirm 'Confirm what destroys data by the name of what it destroys'
            cand --prod 'Work on AWS and RDS in place of this machine'
            cand --embedded 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
            cand --csv-safe 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
            cand -q 'Say nothing on stderr but warnings and errors'
            cand --quiet 'Say nothing on stderr but warnings and errors'
            cand -v 'Say each call to a service or database, and how long it took'
            cand --verbose 'Say each call to a service or database, and how long it took'
            cand --dry-run 'Print what would be written, and write nothing'
            cand -y 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --yes 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --no-input 'Never ask: fail where a question would be asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'cruddur;ddb;drop-table'= {
            cand --region 'The AWS region'
            cand --profile 'The AWS profile'
            cand --endpoint-url 'DynamoDB''s endpoint, in place of the one that the target has'
            cand --database-url 'The users database, in place of the one that the target has'
            cand --table 'The table of messages [env: CRUDDUR_TABLE] [default: cruddur-messages]'
            cand --timeout 'How long one call to a service or database may take, its retries included, in seconds'
            cand --output 'How data is printed'
            cand --query 'A JMESPath expression that is applied to the data before it is printed'
            cand --error-format 'How an error is printed'
            cand --confirm 'Confirm what destroys data by the name of what it destroys'
            cand --prod 'Work on AWS and RDS in place of this machine'
            cand --embedded 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
            cand --csv-safe 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
            cand -q 'Say nothing on stderr but warnings and errors'
            cand --quiet 'Say nothing on stderr but warnings and errors'
            cand -v 'Say each call to a service or database, and how long it took'
            cand --verbose 'Say each call to a service or database, and how long it took'
            cand --dry-run 'Print what would be written, and write nothing'
            cand -y 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --yes 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --no-input 'Never ask: fail where a question would be asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'cruddur;ddb;scan'= {
            cand --segments 'How many segments to read in parallel'
            cand --limit 'The most items to print in all'
            cand --filter 'A DynamoDB expression that items must match'
            cand --name 'What a #placeholder of the filter stands for; may be repeated'
            cand --value 'What a :placeholder of the filter stands for, as text, JSON or DynamoDB JSON; may be repeated'
            cand --region 'The AWS region'
            cand --profile 'The AWS profile'
            cand --endpoint-url 'DynamoDB''s endpoint, in place of the one that the target has'
            cand --database-url 'The users database, in place of the one that the target has'
            cand --table 'The table of messages [env: CRUDDUR_TABLE] [default: cruddur-messages]'
            cand --timeout 'How long one call to a service or database may take, its retries included, in seconds'
            cand --output 'How data is printed'
            cand --query 'A JMESPath expression that is applied to the data before it is printed'
            cand --error-format 'How an error is printed'
            cand --confirm 'Confirm what destroys data by the name of what it destroys'
            cand --raw 'Print DynamoDB JSON, which keeps every type'
            cand --prod 'Work on AWS and RDS in place of this machine'
            cand --embedded 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
            cand --csv-safe 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
            cand -q 'Say nothing on stderr but warnings and errors'
            cand --quiet 'Say nothing on stderr but warnings and errors'
            cand -v 'Say each call to a service or database, and how long it took'
            cand --verbose 'Say each call to a service or database, and how long it took'
            cand --dry-run 'Print what would be written, and write nothing'
            cand -y 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --yes 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --no-input 'Never ask: fail where a question would be asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'cruddur;ddb;patterns'= {
            cand --region 'The AWS region'
            cand --profile 'The AWS profile'
            cand --endpoint-url 'DynamoDB''s endpoint, in place of the one that the target has'
            cand --database-url 'The users database, in place of the one that the target has'
            cand --table 'The table of messages [env: CRUDDUR_TABLE] [default: cruddur-messages]'
            cand --timeout 'How long one call to a service or database may take, its retries included, in seconds'
            cand --output 'How data is printed'
            cand --query 'A JMESPath expression that is applied to the data before it is printed'
            cand --error-format 'How an error is printed'
            cand --confirm 'Confirm what destroys data by the name of what it destroys'
            cand --prod 'Work on AWS and RDS in place of this machine'
            cand --embedded 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
            cand --csv-safe 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
            cand -q 'Say nothing on stderr but warnings and errors'
            cand --quiet 'Say nothing on stderr but warnings and errors'
            cand -v 'Say each call to a service or database, and how long it took'
            cand --verbose 'Say each call to a service or database, and how long it took'
            cand --dry-run 'Print what would be written, and write nothing'
            cand -y 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --yes 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --no-input 'Never ask: fail where a question would be asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand get-conversation 'Show a conversation, oldest message first'
            cand list-conversations 'List a user''s conversations, newest first'
            cand create-conversation 'Begin a conversation: its first message, and a row in either inbox'
            cand create-message 'Write a message to a conversation, and bring both inboxes in step'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'cruddur;ddb;patterns;get-conversation'= {
            cand --with 'The conversation with this user'
            cand --as 'The handle of the user [env: CRUDDUR_HANDLE] [default: andrewbrown]'
            cand --user-uuid 'The uuid of the user, in place of a handle: the users database is not asked'
            cand --limit 'The most messages to print, the newest ones'
            cand --since 'Not before this date or time (UTC unless it says otherwise)'
            cand --until 'Not after this date or time'
            cand --region 'The AWS region'
            cand --profile 'The AWS profile'
            cand --endpoint-url 'DynamoDB''s endpoint, in place of the one that the target has'
            cand --database-url 'The users database, in place of the one that the target has'
            cand --table 'The table of messages [env: CRUDDUR_TABLE] [default: cruddur-messages]'
            cand --timeout 'How long one call to a service or database may take, its retries included, in seconds'
            cand --output 'How data is printed'
            cand --query 'A JMESPath expression that is applied to the data before it is printed'
            cand --error-format 'How an error is printed'
            cand --confirm 'Confirm what destroys data by the name of what it destroys'
            cand --all 'Print every message'
            cand --newest-first 'Print the newest message first'
            cand --prod 'Work on AWS and RDS in place of this machine'
            cand --embedded 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
            cand --csv-safe 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
            cand -q 'Say nothing on stderr but warnings and errors'
            cand --quiet 'Say nothing on stderr but warnings and errors'
            cand -v 'Say each call to a service or database, and how long it took'
            cand --verbose 'Say each call to a service or database, and how long it took'
            cand --dry-run 'Print what would be written, and write nothing'
            cand -y 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --yes 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --no-input 'Never ask: fail where a question would be asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'cruddur;ddb;patterns;list-conversations'= {
            cand --as 'The handle of the user [env: CRUDDUR_HANDLE] [default: andrewbrown]'
            cand --user-uuid 'The uuid of the user, in place of a handle: the users database is not asked'
            cand --limit 'The most conversations to print'
            cand --region 'The AWS region'
            cand --profile 'The AWS profile'
            cand --endpoint-url 'DynamoDB''s endpoint, in place of the one that the target has'
            cand --database-url 'The users database, in place of the one that the target has'
            cand --table 'The table of messages [env: CRUDDUR_TABLE] [default: cruddur-messages]'
            cand --timeout 'How long one call to a service or database may take, its retries included, in seconds'
            cand --output 'How data is printed'
            cand --query 'A JMESPath expression that is applied to the data before it is printed'
            cand --error-format 'How an error is printed'
            cand --confirm 'Confirm what destroys data by the name of what it destroys'
            cand --all 'Print every conversation'
            cand --prod 'Work on AWS and RDS in place of this machine'
            cand --embedded 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
            cand --csv-safe 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
            cand -q 'Say nothing on stderr but warnings and errors'
            cand --quiet 'Say nothing on stderr but warnings and errors'
            cand -v 'Say each call to a service or database, and how long it took'
            cand --verbose 'Say each call to a service or database, and how long it took'
            cand --dry-run 'Print what would be written, and write nothing'
            cand -y 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --yes 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --no-input 'Never ask: fail where a question would be asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'cruddur;ddb;patterns;create-conversation'= {
            cand --from 'The handle of the sender'
            cand --from-sub 'The sender''s id in the user pool (its sub), in place of a handle'
            cand --to 'The handle of the receiver'
            cand --layout 'The layout of an empty table: model, or flask, which is the deployed backend''s [env: CRUDDUR_LAYOUT]'
            cand --region 'The AWS region'
            cand --profile 'The AWS profile'
            cand --endpoint-url 'DynamoDB''s endpoint, in place of the one that the target has'
            cand --database-url 'The users database, in place of the one that the target has'
            cand --table 'The table of messages [env: CRUDDUR_TABLE] [default: cruddur-messages]'
            cand --timeout 'How long one call to a service or database may take, its retries included, in seconds'
            cand --output 'How data is printed'
            cand --query 'A JMESPath expression that is applied to the data before it is printed'
            cand --error-format 'How an error is printed'
            cand --confirm 'Confirm what destroys data by the name of what it destroys'
            cand --new 'Begin another conversation where the two have one'
            cand --prod 'Work on AWS and RDS in place of this machine'
            cand --embedded 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
            cand --csv-safe 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
            cand -q 'Say nothing on stderr but warnings and errors'
            cand --quiet 'Say nothing on stderr but warnings and errors'
            cand -v 'Say each call to a service or database, and how long it took'
            cand --verbose 'Say each call to a service or database, and how long it took'
            cand --dry-run 'Print what would be written, and write nothing'
            cand -y 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --yes 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --no-input 'Never ask: fail where a question would be asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'cruddur;ddb;patterns;create-message'= {
            cand --with 'The most recent conversation with this user'
            cand --as 'The handle of the sender'
            cand --region 'The AWS region'
            cand --profile 'The AWS profile'
            cand --endpoint-url 'DynamoDB''s endpoint, in place of the one that the target has'
            cand --database-url 'The users database, in place of the one that the target has'
            cand --table 'The table of messages [env: CRUDDUR_TABLE] [default: cruddur-messages]'
            cand --timeout 'How long one call to a service or database may take, its retries included, in seconds'
            cand --output 'How data is printed'
            cand --query 'A JMESPath expression that is applied to the data before it is printed'
            cand --error-format 'How an error is printed'
            cand --confirm 'Confirm what destroys data by the name of what it destroys'
            cand --prod 'Work on AWS and RDS in place of this machine'
            cand --embedded 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
            cand --csv-safe 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
            cand -q 'Say nothing on stderr but warnings and errors'
            cand --quiet 'Say nothing on stderr but warnings and errors'
            cand -v 'Say each call to a service or database, and how long it took'
            cand --verbose 'Say each call to a service or database, and how long it took'
            cand --dry-run 'Print what would be written, and write nothing'
            cand -y 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --yes 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --no-input 'Never ask: fail where a question would be asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'cruddur;ddb;patterns;help'= {
            cand get-conversation 'Show a conversation, oldest message first'
            cand list-conversations 'List a user''s conversations, newest first'
            cand create-conversation 'Begin a conversation: its first message, and a row in either inbox'
            cand create-message 'Write a message to a conversation, and bring both inboxes in step'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'cruddur;ddb;patterns;help;get-conversation'= {
        }
        &'cruddur;ddb;patterns;help;list-conversations'= {
        }
        &'cruddur;ddb;patterns;help;create-conversation'= {
        }
        &'cruddur;ddb;patterns;help;create-message'= {
        }
        &'cruddur;ddb;patterns;help;help'= {
        }
        &'cruddur;ddb;repair'= {
            cand --as 'Look at the inbox of this user'
            cand --region 'The AWS region'
            cand --profile 'The AWS profile'
            cand --endpoint-url 'DynamoDB''s endpoint, in place of the one that the target has'
            cand --database-url 'The users database, in place of the one that the target has'
            cand --table 'The table of messages [env: CRUDDUR_TABLE] [default: cruddur-messages]'
            cand --timeout 'How long one call to a service or database may take, its retries included, in seconds'
            cand --output 'How data is printed'
            cand --query 'A JMESPath expression that is applied to the data before it is printed'
            cand --error-format 'How an error is printed'
            cand --confirm 'Confirm what destroys data by the name of what it destroys'
            cand --all 'Look at every inbox'
            cand --prod 'Work on AWS and RDS in place of this machine'
            cand --embedded 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
            cand --csv-safe 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
            cand -q 'Say nothing on stderr but warnings and errors'
            cand --quiet 'Say nothing on stderr but warnings and errors'
            cand -v 'Say each call to a service or database, and how long it took'
            cand --verbose 'Say each call to a service or database, and how long it took'
            cand --dry-run 'Print what would be written, and write nothing'
            cand -y 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --yes 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --no-input 'Never ask: fail where a question would be asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'cruddur;ddb;stream'= {
            cand --region 'The AWS region'
            cand --profile 'The AWS profile'
            cand --endpoint-url 'DynamoDB''s endpoint, in place of the one that the target has'
            cand --database-url 'The users database, in place of the one that the target has'
            cand --table 'The table of messages [env: CRUDDUR_TABLE] [default: cruddur-messages]'
            cand --timeout 'How long one call to a service or database may take, its retries included, in seconds'
            cand --output 'How data is printed'
            cand --query 'A JMESPath expression that is applied to the data before it is printed'
            cand --error-format 'How an error is printed'
            cand --confirm 'Confirm what destroys data by the name of what it destroys'
            cand --prod 'Work on AWS and RDS in place of this machine'
            cand --embedded 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
            cand --csv-safe 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
            cand -q 'Say nothing on stderr but warnings and errors'
            cand --quiet 'Say nothing on stderr but warnings and errors'
            cand -v 'Say each call to a service or database, and how long it took'
            cand --verbose 'Say each call to a service or database, and how long it took'
            cand --dry-run 'Print what would be written, and write nothing'
            cand -y 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --yes 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --no-input 'Never ask: fail where a question would be asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand tail 'Print the records of the table''s stream as they come'
            cand apply 'Bring inboxes in step with the table''s stream'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'cruddur;ddb;stream;tail'= {
            cand --from 'Where to begin'
            cand --limit 'End after so many records'
            cand --region 'The AWS region'
            cand --profile 'The AWS profile'
            cand --endpoint-url 'DynamoDB''s endpoint, in place of the one that the target has'
            cand --database-url 'The users database, in place of the one that the target has'
            cand --table 'The table of messages [env: CRUDDUR_TABLE] [default: cruddur-messages]'
            cand --timeout 'How long one call to a service or database may take, its retries included, in seconds'
            cand --output 'How data is printed'
            cand --query 'A JMESPath expression that is applied to the data before it is printed'
            cand --error-format 'How an error is printed'
            cand --confirm 'Confirm what destroys data by the name of what it destroys'
            cand --once 'End when there is nothing new'
            cand --prod 'Work on AWS and RDS in place of this machine'
            cand --embedded 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
            cand --csv-safe 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
            cand -q 'Say nothing on stderr but warnings and errors'
            cand --quiet 'Say nothing on stderr but warnings and errors'
            cand -v 'Say each call to a service or database, and how long it took'
            cand --verbose 'Say each call to a service or database, and how long it took'
            cand --dry-run 'Print what would be written, and write nothing'
            cand -y 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --yes 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --no-input 'Never ask: fail where a question would be asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'cruddur;ddb;stream;apply'= {
            cand --checkpoint 'Remember in this file how far it came, and go on from there'
            cand --region 'The AWS region'
            cand --profile 'The AWS profile'
            cand --endpoint-url 'DynamoDB''s endpoint, in place of the one that the target has'
            cand --database-url 'The users database, in place of the one that the target has'
            cand --table 'The table of messages [env: CRUDDUR_TABLE] [default: cruddur-messages]'
            cand --timeout 'How long one call to a service or database may take, its retries included, in seconds'
            cand --output 'How data is printed'
            cand --query 'A JMESPath expression that is applied to the data before it is printed'
            cand --error-format 'How an error is printed'
            cand --confirm 'Confirm what destroys data by the name of what it destroys'
            cand --once 'End when there is nothing new'
            cand --prod 'Work on AWS and RDS in place of this machine'
            cand --embedded 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
            cand --csv-safe 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
            cand -q 'Say nothing on stderr but warnings and errors'
            cand --quiet 'Say nothing on stderr but warnings and errors'
            cand -v 'Say each call to a service or database, and how long it took'
            cand --verbose 'Say each call to a service or database, and how long it took'
            cand --dry-run 'Print what would be written, and write nothing'
            cand -y 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --yes 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --no-input 'Never ask: fail where a question would be asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'cruddur;ddb;stream;help'= {
            cand tail 'Print the records of the table''s stream as they come'
            cand apply 'Bring inboxes in step with the table''s stream'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'cruddur;ddb;stream;help;tail'= {
        }
        &'cruddur;ddb;stream;help;apply'= {
        }
        &'cruddur;ddb;stream;help;help'= {
        }
        &'cruddur;ddb;help'= {
            cand schema-load 'Create the table of messages, or bring it to what it should be'
            cand seed 'Write the seeded conversations'
            cand list-tables 'List every table at the target'
            cand drop-table 'Drop a table and wait until it is gone'
            cand scan 'Read every item of the table'
            cand patterns 'The access patterns of the app'
            cand repair 'Find inboxes that are out of step, and mend them'
            cand stream 'The table''s stream'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'cruddur;ddb;help;schema-load'= {
        }
        &'cruddur;ddb;help;seed'= {
        }
        &'cruddur;ddb;help;list-tables'= {
        }
        &'cruddur;ddb;help;drop-table'= {
        }
        &'cruddur;ddb;help;scan'= {
        }
        &'cruddur;ddb;help;patterns'= {
            cand get-conversation 'Show a conversation, oldest message first'
            cand list-conversations 'List a user''s conversations, newest first'
            cand create-conversation 'Begin a conversation: its first message, and a row in either inbox'
            cand create-message 'Write a message to a conversation, and bring both inboxes in step'
        }
        &'cruddur;ddb;help;patterns;get-conversation'= {
        }
        &'cruddur;ddb;help;patterns;list-conversations'= {
        }
        &'cruddur;ddb;help;patterns;create-conversation'= {
        }
        &'cruddur;ddb;help;patterns;create-message'= {
        }
        &'cruddur;ddb;help;repair'= {
        }
        &'cruddur;ddb;help;stream'= {
            cand tail 'Print the records of the table''s stream as they come'
            cand apply 'Bring inboxes in step with the table''s stream'
        }
        &'cruddur;ddb;help;stream;tail'= {
        }
        &'cruddur;ddb;help;stream;apply'= {
        }
        &'cruddur;ddb;help;help'= {
        }
        &'cruddur;db'= {
            cand --region 'The AWS region'
            cand --profile 'The AWS profile'
            cand --endpoint-url 'DynamoDB''s endpoint, in place of the one that the target has'
            cand --database-url 'The users database, in place of the one that the target has'
            cand --table 'The table of messages [env: CRUDDUR_TABLE] [default: cruddur-messages]'
            cand --timeout 'How long one call to a service or database may take, its retries included, in seconds'
            cand --output 'How data is printed'
            cand --query 'A JMESPath expression that is applied to the data before it is printed'
            cand --error-format 'How an error is printed'
            cand --confirm 'Confirm what destroys data by the name of what it destroys'
            cand --prod 'Work on AWS and RDS in place of this machine'
            cand --embedded 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
            cand --csv-safe 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
            cand -q 'Say nothing on stderr but warnings and errors'
            cand --quiet 'Say nothing on stderr but warnings and errors'
            cand -v 'Say each call to a service or database, and how long it took'
            cand --verbose 'Say each call to a service or database, and how long it took'
            cand --dry-run 'Print what would be written, and write nothing'
            cand -y 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --yes 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --no-input 'Never ask: fail where a question would be asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand schema-load 'Create the tables users and activities where they are missing'
            cand seed 'Insert the seeded users whose handle is missing'
            cand update-cognito-user-ids 'Copy the ids of the pool''s users into the users database'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'cruddur;db;schema-load'= {
            cand --region 'The AWS region'
            cand --profile 'The AWS profile'
            cand --endpoint-url 'DynamoDB''s endpoint, in place of the one that the target has'
            cand --database-url 'The users database, in place of the one that the target has'
            cand --table 'The table of messages [env: CRUDDUR_TABLE] [default: cruddur-messages]'
            cand --timeout 'How long one call to a service or database may take, its retries included, in seconds'
            cand --output 'How data is printed'
            cand --query 'A JMESPath expression that is applied to the data before it is printed'
            cand --error-format 'How an error is printed'
            cand --confirm 'Confirm what destroys data by the name of what it destroys'
            cand --reset 'Drop both tables first, with everything in them'
            cand --prod 'Work on AWS and RDS in place of this machine'
            cand --embedded 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
            cand --csv-safe 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
            cand -q 'Say nothing on stderr but warnings and errors'
            cand --quiet 'Say nothing on stderr but warnings and errors'
            cand -v 'Say each call to a service or database, and how long it took'
            cand --verbose 'Say each call to a service or database, and how long it took'
            cand --dry-run 'Print what would be written, and write nothing'
            cand -y 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --yes 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --no-input 'Never ask: fail where a question would be asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'cruddur;db;seed'= {
            cand --file 'Seeds to read in place of the built-in ones; may be repeated'
            cand --region 'The AWS region'
            cand --profile 'The AWS profile'
            cand --endpoint-url 'DynamoDB''s endpoint, in place of the one that the target has'
            cand --database-url 'The users database, in place of the one that the target has'
            cand --table 'The table of messages [env: CRUDDUR_TABLE] [default: cruddur-messages]'
            cand --timeout 'How long one call to a service or database may take, its retries included, in seconds'
            cand --output 'How data is printed'
            cand --query 'A JMESPath expression that is applied to the data before it is printed'
            cand --error-format 'How an error is printed'
            cand --confirm 'Confirm what destroys data by the name of what it destroys'
            cand --prod 'Work on AWS and RDS in place of this machine'
            cand --embedded 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
            cand --csv-safe 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
            cand -q 'Say nothing on stderr but warnings and errors'
            cand --quiet 'Say nothing on stderr but warnings and errors'
            cand -v 'Say each call to a service or database, and how long it took'
            cand --verbose 'Say each call to a service or database, and how long it took'
            cand --dry-run 'Print what would be written, and write nothing'
            cand -y 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --yes 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --no-input 'Never ask: fail where a question would be asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'cruddur;db;update-cognito-user-ids'= {
            cand --region 'The AWS region'
            cand --profile 'The AWS profile'
            cand --endpoint-url 'DynamoDB''s endpoint, in place of the one that the target has'
            cand --database-url 'The users database, in place of the one that the target has'
            cand --table 'The table of messages [env: CRUDDUR_TABLE] [default: cruddur-messages]'
            cand --timeout 'How long one call to a service or database may take, its retries included, in seconds'
            cand --output 'How data is printed'
            cand --query 'A JMESPath expression that is applied to the data before it is printed'
            cand --error-format 'How an error is printed'
            cand --confirm 'Confirm what destroys data by the name of what it destroys'
            cand --strict 'Exit with 6 when a user is missing on either side or has no handle'
            cand --prod 'Work on AWS and RDS in place of this machine'
            cand --embedded 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
            cand --csv-safe 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
            cand -q 'Say nothing on stderr but warnings and errors'
            cand --quiet 'Say nothing on stderr but warnings and errors'
            cand -v 'Say each call to a service or database, and how long it took'
            cand --verbose 'Say each call to a service or database, and how long it took'
            cand --dry-run 'Print what would be written, and write nothing'
            cand -y 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --yes 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --no-input 'Never ask: fail where a question would be asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'cruddur;db;help'= {
            cand schema-load 'Create the tables users and activities where they are missing'
            cand seed 'Insert the seeded users whose handle is missing'
            cand update-cognito-user-ids 'Copy the ids of the pool''s users into the users database'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'cruddur;db;help;schema-load'= {
        }
        &'cruddur;db;help;seed'= {
        }
        &'cruddur;db;help;update-cognito-user-ids'= {
        }
        &'cruddur;db;help;help'= {
        }
        &'cruddur;cognito'= {
            cand --region 'The AWS region'
            cand --profile 'The AWS profile'
            cand --endpoint-url 'DynamoDB''s endpoint, in place of the one that the target has'
            cand --database-url 'The users database, in place of the one that the target has'
            cand --table 'The table of messages [env: CRUDDUR_TABLE] [default: cruddur-messages]'
            cand --timeout 'How long one call to a service or database may take, its retries included, in seconds'
            cand --output 'How data is printed'
            cand --query 'A JMESPath expression that is applied to the data before it is printed'
            cand --error-format 'How an error is printed'
            cand --confirm 'Confirm what destroys data by the name of what it destroys'
            cand --prod 'Work on AWS and RDS in place of this machine'
            cand --embedded 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
            cand --csv-safe 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
            cand -q 'Say nothing on stderr but warnings and errors'
            cand --quiet 'Say nothing on stderr but warnings and errors'
            cand -v 'Say each call to a service or database, and how long it took'
            cand --verbose 'Say each call to a service or database, and how long it took'
            cand --dry-run 'Print what would be written, and write nothing'
            cand -y 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --yes 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --no-input 'Never ask: fail where a question would be asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand list-users 'List the users of the pool'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'cruddur;cognito;list-users'= {
            cand --filter 'What users must match, as ListUsers takes it: preferred_username = "bayko", email ^= "a"'
            cand --limit 'The most users to print'
            cand --region 'The AWS region'
            cand --profile 'The AWS profile'
            cand --endpoint-url 'DynamoDB''s endpoint, in place of the one that the target has'
            cand --database-url 'The users database, in place of the one that the target has'
            cand --table 'The table of messages [env: CRUDDUR_TABLE] [default: cruddur-messages]'
            cand --timeout 'How long one call to a service or database may take, its retries included, in seconds'
            cand --output 'How data is printed'
            cand --query 'A JMESPath expression that is applied to the data before it is printed'
            cand --error-format 'How an error is printed'
            cand --confirm 'Confirm what destroys data by the name of what it destroys'
            cand --map 'Print handle to sub as one object'
            cand --prod 'Work on AWS and RDS in place of this machine'
            cand --embedded 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
            cand --csv-safe 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
            cand -q 'Say nothing on stderr but warnings and errors'
            cand --quiet 'Say nothing on stderr but warnings and errors'
            cand -v 'Say each call to a service or database, and how long it took'
            cand --verbose 'Say each call to a service or database, and how long it took'
            cand --dry-run 'Print what would be written, and write nothing'
            cand -y 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --yes 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --no-input 'Never ask: fail where a question would be asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'cruddur;cognito;help'= {
            cand list-users 'List the users of the pool'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'cruddur;cognito;help;list-users'= {
        }
        &'cruddur;cognito;help;help'= {
        }
        &'cruddur;completions'= {
            cand --region 'The AWS region'
            cand --profile 'The AWS profile'
            cand --endpoint-url 'DynamoDB''s endpoint, in place of the one that the target has'
            cand --database-url 'The users database, in place of the one that the target has'
            cand --table 'The table of messages [env: CRUDDUR_TABLE] [default: cruddur-messages]'
            cand --timeout 'How long one call to a service or database may take, its retries included, in seconds'
            cand --output 'How data is printed'
            cand --query 'A JMESPath expression that is applied to the data before it is printed'
            cand --error-format 'How an error is printed'
            cand --confirm 'Confirm what destroys data by the name of what it destroys'
            cand --prod 'Work on AWS and RDS in place of this machine'
            cand --embedded 'Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)'
            cand --csv-safe 'Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them'
            cand -q 'Say nothing on stderr but warnings and errors'
            cand --quiet 'Say nothing on stderr but warnings and errors'
            cand -v 'Say each call to a service or database, and how long it took'
            cand --verbose 'Say each call to a service or database, and how long it took'
            cand --dry-run 'Print what would be written, and write nothing'
            cand -y 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --yes 'Answer yes to every question; what destroys data on prod wants --confirm as well'
            cand --no-input 'Never ask: fail where a question would be asked'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'cruddur;help'= {
            cand setup 'Set up everything that a newcomer needs, on this machine'
            cand doctor 'Check that everything a command needs is there, and say how to mend what is not'
            cand ddb 'The messages, in DynamoDB'
            cand db 'The users, in PostgreSQL'
            cand cognito 'The user pool, in Cognito'
            cand completions 'Print the completions of a shell'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'cruddur;help;setup'= {
        }
        &'cruddur;help;doctor'= {
        }
        &'cruddur;help;ddb'= {
            cand schema-load 'Create the table of messages, or bring it to what it should be'
            cand seed 'Write the seeded conversations'
            cand list-tables 'List every table at the target'
            cand drop-table 'Drop a table and wait until it is gone'
            cand scan 'Read every item of the table'
            cand patterns 'The access patterns of the app'
            cand repair 'Find inboxes that are out of step, and mend them'
            cand stream 'The table''s stream'
        }
        &'cruddur;help;ddb;schema-load'= {
        }
        &'cruddur;help;ddb;seed'= {
        }
        &'cruddur;help;ddb;list-tables'= {
        }
        &'cruddur;help;ddb;drop-table'= {
        }
        &'cruddur;help;ddb;scan'= {
        }
        &'cruddur;help;ddb;patterns'= {
            cand get-conversation 'Show a conversation, oldest message first'
            cand list-conversations 'List a user''s conversations, newest first'
            cand create-conversation 'Begin a conversation: its first message, and a row in either inbox'
            cand create-message 'Write a message to a conversation, and bring both inboxes in step'
        }
        &'cruddur;help;ddb;patterns;get-conversation'= {
        }
        &'cruddur;help;ddb;patterns;list-conversations'= {
        }
        &'cruddur;help;ddb;patterns;create-conversation'= {
        }
        &'cruddur;help;ddb;patterns;create-message'= {
        }
        &'cruddur;help;ddb;repair'= {
        }
        &'cruddur;help;ddb;stream'= {
            cand tail 'Print the records of the table''s stream as they come'
            cand apply 'Bring inboxes in step with the table''s stream'
        }
        &'cruddur;help;ddb;stream;tail'= {
        }
        &'cruddur;help;ddb;stream;apply'= {
        }
        &'cruddur;help;db'= {
            cand schema-load 'Create the tables users and activities where they are missing'
            cand seed 'Insert the seeded users whose handle is missing'
            cand update-cognito-user-ids 'Copy the ids of the pool''s users into the users database'
        }
        &'cruddur;help;db;schema-load'= {
        }
        &'cruddur;help;db;seed'= {
        }
        &'cruddur;help;db;update-cognito-user-ids'= {
        }
        &'cruddur;help;cognito'= {
            cand list-users 'List the users of the pool'
        }
        &'cruddur;help;cognito;list-users'= {
        }
        &'cruddur;help;completions'= {
        }
        &'cruddur;help;help'= {
        }
    ]
    $completions[$command]
}
