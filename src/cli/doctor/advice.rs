//! What fixes each finding of `cruddur doctor`. A new finding does not compile until it has its advice.

use crate::cli::Repeat;
use cruddur::db::identifier;
use cruddur::doctor::Finding;

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
    }
}
