//! The hint of each error: what to type or set next. A new variant does not compile until it has its hint.

mod access;
mod database;
mod file;
mod pool;
mod stack;
mod target;
mod tls;

use super::{Failure, library};
use crate::cli::Repeat;
use crate::cli::shell::quoted;
use cruddur::Error;
use cruddur::error::NoUser;
use cruddur::messaging::DEFAULT_INDEX;

/// The hint if production cannot be reached.
const NETWORK: &str =
    "check that the network allows the connection (VPN, security group), then run the same command again";

/// The hint for a transient fault.
const TRANSIENT: &str = "run the same command again in a while: the fault may be transient";

/// Returns what to type or set next.
pub fn hint(error: &anyhow::Error, repeat: &Repeat) -> Option<String> {
    match error.downcast_ref::<Failure>() {
        Some(
            Failure::Usage { hint, .. }
            | Failure::Refused { hint, .. }
            | Failure::Partial { hint, .. }
            | Failure::Advised { hint, .. },
        ) => return Some(hint.clone()),
        Some(Failure::Settings { hint, .. }) => return hint.clone(),
        Some(Failure::Declined(_) | Failure::Stopped(_)) => return None,
        Some(Failure::NoCommand) => return Some("cruddur help lists the commands".to_owned()),
        Some(Failure::Problems(_)) => return Some("the column fix says what to do about each".to_owned()),
        Some(Failure::Interrupted(_)) => {
            return Some(
                "if the command was writing: what was written stays, and the same command again completes it"
                    .to_owned(),
            );
        }
        None => {}
    }
    of_library(library(error)?, repeat)
}

fn of_library(error: &Error, repeat: &Repeat) -> Option<String> {
    let run = |command: &str| Some(repeat.run(command));
    match error {
        Error::File(error) => file::hint(error, repeat),
        Error::Target(error) => target::hint(error, repeat),
        Error::Access(error) => access::hint(error),
        Error::Database(error) => database::hint(error, repeat),
        Error::Pool(error) => Some(pool::hint(error, repeat)),
        Error::Tls(error) => tls::hint(error, repeat),
        Error::Stack(error) => stack::hint(error, repeat),
        Error::Credentials { .. } => say(access::NO_CREDENTIALS),
        Error::NoTable { table, region, .. } => Some(no_table(table, region.as_deref(), repeat)),
        Error::NoItem { table, .. } => {
            Some(format!("cruddur ddb query PK{} prints the items of a partition", repeat.on_table(table)))
        }
        Error::NoIndex { table, index, state: None } if index != DEFAULT_INDEX => Some(format!(
            "aws dynamodb describe-table --table-name {}{} names the indexes",
            quoted(table),
            repeat.of_aws("dynamodb")
        )),
        Error::NoIndex { table, state, .. } => {
            let does = if state.is_none() { "creates it" } else { "waits until it is ACTIVE" };
            Some(format!("cruddur ddb schema-load{} {does}", repeat.on_table(table)))
        }
        Error::OtherKeys { .. } => {
            Some(format!("name another table with --table; cruddur ddb list-tables{repeat} lists the existing tables"))
        }
        Error::OtherOwners { .. } => Some(format!(
            "the same command with --reset writes these conversations again, and removes the messages that were added since; \
             cruddur ddb repair --all{repeat} keeps them, if handle and e-mail address show that the users are the same"
        )),
        Error::NoUser(NoUser::Seeds { .. }) => {
            Some(format!("cruddur db seed{repeat}, with the same --file if one was given"))
        }
        Error::NoUser(NoUser::Handle { near, .. }) => {
            Some(no_user(near.first().map(String::as_str), "give the handle", repeat))
        }
        Error::NoConversation { .. } | Error::NotInConversation { .. } => run("ddb patterns list-conversations"),
        Error::AmbiguousConversation { .. } => Some(format!(
            "give more of the id; {} lists whole ids",
            repeat.run("ddb patterns list-conversations --wide")
        )),
        Error::NoStream { table } => Some(format!("cruddur ddb schema-load{} switches it on", repeat.on_table(table))),
        Error::StreamWithoutImages { table, .. } => Some(format!(
            "aws dynamodb update-table --table-name {}{} --stream-specification StreamEnabled=false switches it off, and \
             cruddur ddb schema-load{} switches it on again",
            quoted(table),
            repeat.of_aws("dynamodb"),
            repeat.on_table(table)
        )),
        Error::NoUser(NoUser::InPool { .. }) => {
            Some(format!("{} lists the handles of the user pool", repeat.run("cognito list-users")))
        }
        Error::NoUser(NoUser::CognitoId { .. }) => run("db update-cognito-user-ids"),
        Error::ToOneself { .. } => say("give another handle with --to"),
        Error::MessageAhead { conversation_id, .. } => Some(format!(
            "check the clock of this machine; cruddur ddb patterns get-conversation {} --limit 1{repeat} shows the message",
            quoted(conversation_id)
        )),
        Error::MessageIdTaken { .. } => say("give each message an id of its own"),
        Error::MaybeWritten { can_repeat: true, .. } => {
            say("the same command again, within a day, completes it and writes nothing twice")
        }
        Error::MaybeWritten { .. } => Some(format!(
            "check whether it was written before you run the same command again: cruddur ddb patterns list-conversations{repeat}"
        )),
        Error::MaybeStarted { what, token, .. } => Some(format!(
            "the same command again with --client-token {} within 8 hours starts no second {what}",
            quoted(token)
        )),
        Error::AmbiguousUser { .. } | Error::HandleTaken { .. } => {
            say("give each of these users a handle of their own, then run the same command again")
        }
        Error::NoSuchPool { id, .. } => {
            // The id of a pool begins with its region.
            let (region, _) = id.split_once('_').unwrap_or_default();
            let of_region = if region.is_empty() { repeat.clone() } else { repeat.in_region(region) };
            Some(format!("set COGNITO_USER_POOLS_ID to another id; {} lists the pools", list_pools(&of_region)))
        }
        Error::Unreachable { .. } if repeat.is_prod => say(NETWORK),
        Error::Unreachable { service: "Cognito", .. } => say(
            "check that the network allows the connection; AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER names an emulator, and \
             --embedded selects the embedded pool",
        ),
        Error::Unreachable { .. } => Some(elsewhere(
            repeat,
            "--endpoint-url",
            &["AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL"],
            "name another endpoint with --endpoint-url",
        )),
        Error::LayoutUnknown { .. } => {
            say("--layout flask is the layout of the deployed backend, --layout model that of the data model")
        }
        Error::TimeToLiveDiffers { table, status, .. } if status == "ENABLED" => Some(format!(
            "cruddur ddb ttl --disable{} disables it, within an hour; then enable it again",
            repeat.on_table(table)
        )),
        Error::TimeToLiveDiffers { table, .. } => {
            Some(format!("a change takes up to an hour; cruddur ddb ttl{} shows it", repeat.on_table(table)))
        }
        Error::DeletionProtected { table } => Some(format!(
            "cruddur ddb schema-load --deletion-protection=false{} switches it off",
            repeat.on_table(table)
        )),
        Error::TooMany { operation: "ListUsers", .. } => Some(format!(
            "{} prints any number of users, as they arrive",
            repeat.run("cognito list-users --output jsonl")
        )),
        Error::TooMany { .. } => Some(format!("cruddur doctor{repeat} checks what answers there")),
        Error::AnswerTooLong { at, .. } => {
            Some(format!("check which server listens at {at}: the answers of DynamoDB and Cognito are shorter"))
        }
        Error::NotTheService { at, .. } => {
            Some(format!("check which server listens at {at}; if the fault was transient, run the same command again"))
        }
        Error::BadExpression { .. } => say("see --help for an example"),
        Error::Invalid { .. } => say("see --help"),
        Error::Unwritten { .. } => say("the same command again writes what is left"),
        Error::WillNotSettle { table, state, backup, .. } => Some(settles_by(table, state, backup.as_deref(), repeat)),
        Error::NotSettled { .. } => {
            say("the change continues: the same command again waits for it, with --wait-timeout SECONDS for longer")
        }
        Error::TaskUnfinished { arn, is_import, .. } => {
            run(&format!("ddb {} --arn {}", if *is_import { "import" } else { "export" }, quoted(arn)))
        }
        Error::TaskFailed { .. } => say("fix the cause, then the same command again starts another one"),
        Error::EndlessPages { .. } => Some(format!("cruddur doctor{repeat} checks what answers there")),
        Error::EmbeddedDamaged { path, .. } => {
            let home = path.parent().unwrap_or(path).to_string_lossy();
            let (home, aside) = (quoted(&home), format!("{home}.damaged"));
            Some(format!(
                "copy {home} to another place first; cruddur doctor checks every file in it; to start again, mv {home} {}, then \
                 cruddur setup, then cruddur ddb import FILE if there is an export",
                quoted(&aside)
            ))
        }
        Error::EmbeddedBusy { .. } => say("end that process, or set CRUDDUR_HOME to another directory"),
        Error::Service { code, operation, on, .. } if code.starts_with("AccessDenied") => Some(format!(
            "let the IAM policy of these credentials allow {operation} on {on}; cruddur doctor{repeat} shows whose they are"
        )),
        Error::Service { code, on, .. } if code == "PointInTimeRecoveryUnavailableException" => Some(format!(
            "cruddur ddb schema-load --point-in-time-recovery{} switches it on",
            if cruddur::ddb::check_table_name(on).is_ok() { repeat.on_table(on) } else { repeat.clone() }
        )),
        Error::Service { code, .. } if code == "LimitExceededException" => say(
            "a quota of the account is reached (tables, or tables and indexes that change at the same time): see Service \
             Quotas, or wait until the running changes end",
        ),
        Error::Embedded { .. } => say("set CRUDDUR_HOME to another directory for the embedded stores"),
        Error::Listen { .. } => say("end the program that uses the port, or let the system choose one with --port 0"),
        Error::NoProgress { .. } => say(TRANSIENT),
        Error::Service { .. } | Error::Cancelled { .. } if error.is_retryable() => say(TRANSIENT),
        // Nothing more is known than what the service says.
        Error::Service { .. } | Error::Cancelled { .. } | Error::Task(_) => None,
    }
}

/// Returns what to do if a local server does not answer. `flag` is the option that names another one, and `variables` may name it.
fn elsewhere(repeat: &Repeat, flag: &str, variables: &[&str], name_another: &str) -> String {
    match repeat.origin(flag, variables) {
        // The embedded stores are not those of the environment.
        _ if repeat.is_environment() => {
            format!("start the server, or {name_another}; cruddur config show{repeat} shows what the environment names")
        }
        Some(variable) => format!("start the server that {variable} names, or unset {variable}, or use --embedded"),
        None => format!("start the server, or {name_another}, or use --embedded"),
    }
}

/// Returns a hint that is the same for every target.
fn say(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// Returns what ends a status of a table that does not end by itself.
/// Source: DynamoDB API reference, TableDescription, `TableStatus` and `ArchivalSummary`.
fn settles_by(table: &str, state: &str, backup: Option<&str>, repeat: &Repeat) -> String {
    let (name, aws) = (quoted(table), repeat.of_aws("dynamodb"));
    let describe = format!("aws dynamodb describe-table --table-name {name}{aws}");
    match state {
        "ARCHIVED" | "ARCHIVING" => {
            let backup = match backup {
                Some(arn) => quoted(arn).into_owned(),
                None => format!("ARN, which {describe} names under ArchivalSummary"),
            };
            format!(
                "drop the archived table (cruddur ddb drop-table {name}{repeat}), then aws dynamodb \
                 restore-table-from-backup --target-table-name {name}{aws} --backup-arn {backup}"
            )
        }
        "INACCESSIBLE_ENCRYPTION_CREDENTIALS" => {
            format!("enable the table's KMS key and let DynamoDB use it; {describe} names it under SSEDescription")
        }
        "REPLICATION_NOT_AUTHORIZED" => {
            "let the resource policy of each replica of the global table allow the replication".to_owned()
        }
        _ => format!("{describe} shows the details"),
    }
}

/// Returns what to do about a missing table. On production it is more likely in another region than not created yet.
fn no_table(table: &str, region: Option<&str>, repeat: &Repeat) -> String {
    let on_table = repeat.on_table(table);
    let Some(region) = region else {
        return format!(
            "{}; cruddur ddb list-tables{repeat} lists the existing tables",
            made_by("ddb schema-load", "the table", &on_table)
        );
    };
    format!(
        "is the table in another region? cruddur ddb list-tables{} lists the tables of a region; cruddur ddb \
         schema-load{on_table} creates it in {region}",
        repeat.in_region("REGION")
    )
}

/// Returns what to do about an unknown handle. `flag` takes a handle.
pub fn no_user(near: Option<&str>, flag: &str, repeat: &Repeat) -> String {
    match near {
        Some(near) => format!("{flag} {}, if that is who you mean", quoted(near)),
        None if repeat.is_prod => format!("{} lists the handles of the user pool", repeat.run("cognito list-users")),
        None => format!(
            "cruddur setup{repeat} inserts the users of the seeds; {} lists the handles of the user pool",
            repeat.run("cognito list-users")
        ),
    }
}

/// Returns the command that lists the user pools.
fn list_pools(repeat: &Repeat) -> String {
    format!("aws cognito-idp list-user-pools --max-results 60{}", repeat.of_aws("cognito-idp"))
}

/// Returns the command that creates `what`. On a development target `setup`, which creates everything, is named first: it is
/// what a newcomer needs.
fn made_by(command: &str, what: &str, repeat: &Repeat) -> String {
    if repeat.is_prod {
        return format!("cruddur {command}{repeat} creates it");
    }
    format!("cruddur setup{repeat} creates everything; cruddur {command}{repeat} creates {what} alone")
}
