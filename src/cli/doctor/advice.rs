//! What fixes each finding of `cruddur doctor`. A new finding does not compile until it has its advice.

use crate::cli::Repeat;
use crate::cli::shell::quoted;
use cruddur::db::identifier;
use cruddur::doctor::{Finding, StackFault};

/// Returns a command to type, or something to do, in words.
pub fn advice(finding: &Finding, repeat: &Repeat) -> String {
    match finding {
        Finding::TableMissing | Finding::SchemaDiffers | Finding::ProtectionOff => repeat.run("ddb schema-load"),
        Finding::TableSettling => "wait until it is ACTIVE".to_owned(),
        Finding::SchemaNotUpdatable => {
            format!("create the table again: {}, then {}", repeat.run("ddb drop-table"), repeat.run("ddb schema-load"))
        }
        Finding::InboxesBehind | Finding::ReferencesBroken => repeat.run("ddb repair --all"),
        Finding::EmbeddedCheckUnfinished => "give the check more time with --timeout".to_owned(),
        Finding::ClockSkewed => "set the clock of this machine, for example with NTP".to_owned(),
        Finding::ConnectionUnencrypted => "remove sslmode=disable or sslmode=prefer from the URL".to_owned(),
        Finding::ServerUnverified => "use sslmode=verify-full".to_owned(),
        Finding::HandlesMissing => "give each of these users a handle".to_owned(),
        Finding::HandlesShared => "give each of these users a handle of their own".to_owned(),
        Finding::CognitoIdsShared | Finding::CognitoIdsDiffer => repeat.run("db update-cognito-user-ids --dry-run"),
        Finding::RowSecurity => "connect as the owner of the table, or as a role with BYPASSRLS".to_owned(),
        Finding::PrivilegesMissing => "let the owner of the table GRANT them".to_owned(),
        Finding::UsersInOtherSchema { schema } => {
            format!("CREATE VIEW public.users AS SELECT * FROM {}.users", identifier(schema))
        }
        Finding::UsersTablesMissing => repeat.run("db schema-load"),
        Finding::UsersColumnsMissing => "run the migrations of the app, or ALTER TABLE users ADD COLUMN".to_owned(),
        Finding::PoolHandlesMissing => {
            format!("set their preferred_username; {} lists the users", repeat.run("cognito list-users"))
        }
        Finding::VariablesDiffer { unused } => format!("unset {unused}"),
        Finding::PoolIdAndClientIdSwapped => "swap them".to_owned(),
        Finding::ProdDatabaseIsLocal => "set PROD_CONNECTION_URL to the RDS instance".to_owned(),
        Finding::ProfilesDiffer => "unset AWS_DEFAULT_PROFILE".to_owned(),
        Finding::KeysAndProfile => "unset the one that you do not need, or give --profile".to_owned(),
        Finding::Stack { name, fault } => of_stack(name, fault, repeat),
    }
}

/// What fixes a fault of a stack.
fn of_stack(name: &str, fault: &StackFault, repeat: &Repeat) -> String {
    let on = |command: &str| format!("cruddur stack {command} --stack-name {}{repeat}", quoted(name));
    let aws = |service: &str, command: &str| format!("aws {service} {command}{}", repeat.of_aws(service));
    match fault {
        StackFault::NotDeployed => format!("{} names the cause", on("status")),
        StackFault::Gone => {
            format!(
                "{} shows what else changed by hand; delete the stack, which keeps its data, and deploy it again",
                on("drift")
            )
        }
        StackFault::Unprotected => on("deploy --parameter Protect=true"),
        StackFault::TableUnprotected { table } => format!("cruddur ddb schema-load{}", repeat.on_table(table)),
        StackFault::PoolUnprotected => {
            "switch deletion protection on in the settings of the user pool, in the console of Cognito".to_owned()
        }
        StackFault::RouteTablesMissing { endpoint, route_tables } => aws(
            "ec2",
            &format!(
                "modify-vpc-endpoint --vpc-endpoint-id {} --add-route-table-ids {}",
                quoted(endpoint),
                route_tables.iter().map(|id| quoted(id)).collect::<Vec<_>>().join(" ")
            ),
        ),
        StackFault::SourceDisabled { id } => {
            aws("lambda", &format!("update-event-source-mapping --uuid {} --enabled", quoted(id)))
        }
        StackFault::FailuresIgnored { id } => aws(
            "lambda",
            &format!(
                "update-event-source-mapping --uuid {} --function-response-types ReportBatchItemFailures",
                quoted(id)
            ),
        ),
        StackFault::Behind => format!("{} shows why", on("logs messaging-stream")),
        StackFault::Failures => on("redrive"),
        StackFault::NoTrigger { function } => {
            format!("choose {function} as the post confirmation trigger of the user pool, in the console of Cognito")
        }
    }
}
