//! Errors for the reader: what failed, why, and the command to type next; and the exit code. All in this one place.

use super::Repeat;
use super::interrupt::Signal;
use super::masked::masked;
use super::shell::quoted;
use super::stderr::{say, say_json};
use super::suggest;
use super::text::{on_one_line, printable};
use anstyle::{AnsiColor, Style};
use clap::ValueEnum;
use clap::error::ContextValue;
use cruddur::Error;
use cruddur::db::identifier;
use cruddur::error::Shape;
use cruddur::error::{LoginRefusal, TlsFileFault, Unsafe};
use serde_json::json;
use std::io::{ErrorKind, Write};
use std::path::Path;

/// The variables of the endpoints of AWS's sign-in, for which --insecure-http is no leave on prod.
const SIGN_IN: [&str; 3] = ["AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL_SSO", "AWS_ENDPOINT_URL_SSO_OIDC"];

/// Exit codes.
pub const FAILED: u8 = 1;
pub const USAGE: u8 = 2;
pub const NOT_FOUND: u8 = 3;
pub const CONFIGURATION: u8 = 4;
pub const REFUSED: u8 = 5;
pub const PARTIAL: u8 = 6;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const HINT: Style = AnsiColor::Cyan.on_default().bold();

/// How an error is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    /// Lines for people
    #[default]
    Text,
    /// One JSON object on stderr
    Json,
}

/// What fails in the command line itself rather than in the library.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Arguments that do not go together.
    #[error("{what}")]
    Usage {
        /// What is wrong with them.
        what: String,
        /// What would be right.
        hint: String,
    },
    /// A guard, or a missing confirmation.
    #[error("{what}")]
    Refused {
        /// What was refused, and why.
        what: String,
        /// What would be accepted.
        hint: String,
    },
    /// The answer to a question was no. There is nothing to advise.
    #[error("{0}")]
    Declined(String),
    /// An error of the library, with what the command knows to do about it. The exit code is the library's.
    #[error("{what}")]
    Advised {
        /// The error, in its own words.
        what: String,
        /// What to type next.
        hint: String,
    },
    /// Something was left undone.
    #[error("{what}")]
    Partial {
        /// What was left undone.
        what: String,
        /// How to go on.
        hint: String,
    },
    /// A look that found something wrong.
    #[error("{0}")]
    Problems(String),
    /// A signal that asks the command to end.
    #[error("interrupted{}", by(*.0))]
    Interrupted(Signal),
}

/// Which signal it was, where it was not Ctrl-C.
fn by(signal: Signal) -> &'static str {
    match signal {
        Signal::Interrupt => "",
        Signal::Terminate => " by SIGTERM",
        Signal::HangUp => " by SIGHUP",
    }
}

impl Failure {
    pub fn usage(what: String, hint: String) -> anyhow::Error {
        Self::Usage { what, hint }.into()
    }

    pub fn refused(what: String, hint: String) -> anyhow::Error {
        Self::Refused { what, hint }.into()
    }

    /// Gives an error of the library another hint than it has for every command.
    pub fn advised(error: Error, hint: String) -> anyhow::Error {
        let what = error.to_string();
        anyhow::Error::new(error).context(Self::Advised { what, hint })
    }

    pub fn problems(what: String) -> anyhow::Error {
        Self::Problems(what).into()
    }

    pub fn partial(what: String, hint: String) -> anyhow::Error {
        Self::Partial { what, hint }.into()
    }
}

/// Prints an error and returns the exit code. `repeat` are the flags that lead another command to the same place.
pub fn render(error: &anyhow::Error, format: Format, repeat: &Repeat) -> u8 {
    // Only a pipe of our own: a broken one to a service or a database is a failure of theirs.
    if library(error).is_none() && is_closed_pipe(error) {
        return 0;
    }
    let code = exit_code(error);
    let hint = hint(error, repeat);
    match format {
        Format::Text => text(error, hint.as_deref()),
        Format::Json => say_json(&object(error, code, hint.as_deref())),
    }
    code
}

/// Whether the arguments, which could not be parsed as a whole, ask for errors as JSON.
pub fn json_is_wanted() -> bool {
    let arguments: Vec<_> = std::env::args_os().collect();
    let apart = arguments.windows(2).any(|pair| pair[0] == "--error-format" && pair[1] == "json");
    apart || arguments.iter().any(|argument| argument == "--error-format=json")
}

/// Shows the line breaks of arguments as `\n` in an error of clap, so that no argument can forge a line of it.
pub fn keep_arguments_on_one_line(error: &mut clap::Error) {
    let context: Vec<_> = error.context().map(|(kind, value)| (kind, value.clone())).collect();
    let is_broken = |text: &String| text.contains(['\n', '\r']);
    let clean = |text: &String| on_one_line(text).into_owned();
    for (kind, value) in context {
        let value = match value {
            ContextValue::String(text) if is_broken(&text) => ContextValue::String(clean(&text)),
            ContextValue::Strings(texts) if texts.iter().any(is_broken) => {
                ContextValue::Strings(texts.iter().map(clean).collect())
            }
            ContextValue::StyledStrs(texts) if texts.iter().any(|text| is_broken(&text.to_string())) => {
                ContextValue::StyledStrs(texts.iter().map(|text| clean(&text.to_string()).into()).collect())
            }
            _ => continue,
        };
        error.insert(kind, value);
    }
}

/// Prints an error of the arguments as JSON, and returns the exit code.
pub fn render_usage(error: &clap::Error) -> u8 {
    let text = error.to_string();
    let what = text.lines().next().unwrap_or_default();
    let hint = suggest::meaning(error).unwrap_or_else(|| "see --help".to_owned());
    let failure = Failure::usage(what.trim_start_matches("error: ").to_owned(), hint);
    render(&failure, Format::Json, &Repeat::default())
}

/// Prints what clap says: help, the version, or what is wrong with the arguments, which may hold what a terminal would obey, and a
/// password.
pub fn print_usage(error: &clap::Error) {
    let text = error.render().to_string();
    let clean = masked(&text);
    let clean = printable(&clean);
    if clean == text {
        error.print().ok();
    } else {
        // Without the colours, which are of the same kind.
        writeln!(std::io::stderr(), "{}", clean.trim_end()).ok();
    }
}

fn text(error: &anyhow::Error, hint: Option<&str>) {
    say(ERROR, "error: ", &error.to_string());
    for detail in details(error) {
        say(Style::new(), "", &format!("  {detail}"));
    }
    for cause in causes(error) {
        say(Style::new(), "", &format!("  caused by: {cause}"));
    }
    if let Some(hint) = hint {
        say(HINT, "hint: ", hint);
    }
}

/// What led to an error, without what the text before says already: drivers like to repeat their cause's in their own.
fn causes(error: &anyhow::Error) -> Vec<String> {
    let texts: Vec<String> = error.chain().map(ToString::to_string).collect();
    texts.windows(2).filter(|pair| !pair[0].contains(&pair[1])).map(|pair| pair[1].clone()).collect()
}

/// What an error is made of, where it sums up several faults.
fn details(error: &anyhow::Error) -> Vec<String> {
    match library(error) {
        Some(Error::Seeds { faults, total }) if *total > 1 => faults.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    }
}

fn object(error: &anyhow::Error, code: u8, hint: Option<&str>) -> serde_json::Value {
    let mut object = json!({
        "kind": "error",
        "reason": reason(code),
        "exit_code": code,
        "message": error.to_string(),
        "causes": causes(error),
        "hint": hint,
    });
    let details = details(error);
    if !details.is_empty() {
        object["details"] = json!(details);
    }
    let errors = || error.chain().filter_map(|cause| cause.downcast_ref::<Error>());
    let service = errors().find_map(|error| match error {
        Error::Service { code, request_id, .. } => Some((code, request_id)),
        _ => None,
    });
    object["operation"] = json!(errors().find_map(Error::operation));
    object["code"] = json!(service.map(|(code, _)| code));
    object["request_id"] = json!(service.and_then(|(_, id)| id.as_ref()));
    object["retryable"] = json!(library(error).is_some_and(Error::is_retryable));
    object
}

fn reason(code: u8) -> &'static str {
    match code {
        USAGE => "usage",
        NOT_FOUND => "not found",
        CONFIGURATION => "configuration",
        REFUSED => "refused",
        PARTIAL => "partial",
        129 | 130 | 143 => "interrupted",
        _ => "failed",
    }
}

/// The library's error that says what to do. One that wraps another without anything having been done leaves that to it, and so do
/// credentials that could not be renewed.
fn library(error: &anyhow::Error) -> Option<&Error> {
    let errors = || error.chain().filter_map(|cause| cause.downcast_ref::<Error>());
    let is_wrapper = |error: &&Error| matches!(error, Error::Unwritten { done: 0, .. } | Error::Credentials { .. });
    errors().find(|error| !is_wrapper(error)).or_else(|| errors().next())
}

fn exit_code(error: &anyhow::Error) -> u8 {
    match error.downcast_ref::<Failure>() {
        Some(Failure::Usage { .. }) => return USAGE,
        Some(Failure::Refused { .. } | Failure::Declined(_)) => return REFUSED,
        Some(Failure::Partial { .. }) => return PARTIAL,
        Some(Failure::Problems(_)) => return FAILED,
        Some(Failure::Interrupted(signal)) => return signal.exit_code(),
        Some(Failure::Advised { .. }) | None => {}
    }
    match library(error) {
        Some(
            Error::Invalid { .. }
            | Error::Seeds { .. }
            | Error::BadFile { .. }
            | Error::Unreadable { .. }
            | Error::UnknownShape { .. }
            | Error::BadHeader { .. }
            | Error::Unwritable { .. }
            | Error::FileChanged { .. }
            | Error::BadExpression { .. }
            | Error::ToOneself { .. },
        ) => USAGE,
        Some(
            Error::NoTable { .. }
            | Error::NoIndex { state: None, .. }
            | Error::NoUsersSchema { .. }
            | Error::NoDatabase { .. }
            | Error::NoStream { .. }
            | Error::StreamWithoutImages { .. }
            | Error::NoUser { .. }
            | Error::NoSub { .. }
            | Error::NoSeedUsers { .. }
            | Error::NoConversation { .. }
            | Error::UnknownGroup { .. }
            | Error::NoSuchPool { .. },
        ) => NOT_FOUND,
        Some(
            Error::NoProdDatabase
            | Error::ProdDatabaseElsewhere { .. }
            | Error::NoPool
            | Error::PoolIdIsClientId { .. }
            | Error::PoolIdMalformed { .. }
            | Error::BadUrl { .. }
            | Error::BadSetting { .. }
            | Error::NotUtf8 { .. }
            | Error::NoEmbedded { .. }
            | Error::NoRegion
            | Error::BadValue { .. }
            | Error::ProfileFiles { .. }
            | Error::ProfilesDiffer
            | Error::NoProfile { .. }
            | Error::BadProfile { .. }
            | Error::InteractiveProfile { .. }
            | Error::SsoLogin { .. }
            | Error::CredentialProcess { .. }
            | Error::CaBundle { .. }
            | Error::NoCredentials { .. }
            | Error::Credentials { .. }
            | Error::LayoutUnknown { .. }
            | Error::DatabaseLogin { .. }
            | Error::LoginRefused { .. }
            | Error::NotLetIn { .. }
            | Error::TlsFile { .. }
            | Error::NoUsersColumn { .. }
            | Error::NoPrivilege { .. }
            | Error::UsersReadOnly { .. }
            | Error::UsersNotWritable { .. }
            | Error::RowSecurity { .. }
            | Error::TlsUntrusted { .. }
            | Error::TlsInvalid { .. }
            | Error::TlsWrongHost { .. }
            | Error::TlsNotOffered { .. },
        ) => CONFIGURATION,
        Some(
            Error::TargetMix { .. }
            | Error::PoolOutsideAws { .. }
            | Error::InsecureEndpoint { .. }
            | Error::AmbiguousUser { .. }
            | Error::HandleTaken { .. }
            | Error::UsersRule { .. }
            | Error::RowsSkipped { .. }
            | Error::FileExists { .. }
            | Error::UnsafeFile { .. }
            | Error::NotAFile { .. }
            | Error::ExportBusy { .. }
            | Error::OtherKeys { .. }
            | Error::OtherOwners { .. }
            | Error::NotInConversation { .. }
            | Error::MessageAhead { .. }
            | Error::MessageIdTaken { .. }
            | Error::DeletionProtected { .. },
        ) => REFUSED,
        Some(Error::WillNotSettle { state, .. }) if is_about_permissions(state) => CONFIGURATION,
        Some(Error::Unwritten { .. }) => PARTIAL,
        Some(
            Error::WillNotSettle { .. }
            | Error::NotSettled { .. }
            | Error::TaskUnfinished { .. }
            | Error::TaskFailed { .. }
            | Error::EndlessPages { .. }
            | Error::AnswerTooLong { .. }
            | Error::TooMany { .. }
            | Error::NoProgress { .. }
            | Error::NoIndex { .. }
            | Error::Unreachable { .. }
            | Error::NotTheService { .. }
            | Error::Service { .. }
            | Error::Cancelled { .. }
            | Error::MaybeWritten { .. }
            | Error::MaybeStarted { .. }
            | Error::DatabaseUnreachable { .. }
            | Error::DatabaseExhausted { .. }
            | Error::DatabaseLost { .. }
            | Error::DatabaseHangs { .. }
            | Error::Database { .. }
            | Error::EmbeddedBusy { .. }
            | Error::EmbeddedDamaged { .. }
            | Error::Embedded { .. }
            | Error::Task(_),
        ) => FAILED,
        _ => FAILED,
    }
}

/// Whether a table has this status for want of a permission.
fn is_about_permissions(state: &str) -> bool {
    matches!(state, "INACCESSIBLE_ENCRYPTION_CREDENTIALS" | "REPLICATION_NOT_AUTHORIZED")
}

/// What ends a status of a table that does not end by itself.
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
        _ => format!("{describe} says more of it"),
    }
}

/// What to type or set next.
pub fn hint(error: &anyhow::Error, repeat: &Repeat) -> Option<String> {
    match error.downcast_ref::<Failure>() {
        Some(
            Failure::Usage { hint, .. }
            | Failure::Refused { hint, .. }
            | Failure::Partial { hint, .. }
            | Failure::Advised { hint, .. },
        ) => return Some(hint.clone()),
        Some(Failure::Declined(_)) => return None,
        Some(Failure::Problems(_)) => return Some("the column fix says what to do about each".to_owned()),
        Some(Failure::Interrupted(_)) => {
            return Some(
                "if it was writing: what was written stays, and the same command again completes it".to_owned(),
            );
        }
        None => {}
    }
    let is_prod = repeat.is_prod;
    let run = |command: &str| Some(repeat.run(command));
    let say = |text: &str| Some(text.to_owned());
    match library(error)? {
        Error::NoTable { table, region, .. } => Some(no_table(table, region.as_deref(), repeat)),
        Error::NoIndex { table, state, .. } => {
            let does = if state.is_none() { "creates it" } else { "waits until it is ACTIVE" };
            Some(format!("cruddur ddb schema-load{} {does}", repeat.on_table(table)))
        }
        Error::OtherKeys { .. } => {
            Some(format!("--table names another table; cruddur ddb list-tables{repeat} lists those there are"))
        }
        Error::OtherOwners { .. } => Some(format!(
            "the same command with --reset writes these conversations again, without what was written in them since; cruddur \
             ddb repair --all{repeat} keeps it, where the users are the same by handle and e-mail address"
        )),
        Error::NoUsersSchema { elsewhere, .. } => Some(match elsewhere.first() {
            Some(schema) => {
                format!("CREATE VIEW public.users AS SELECT * FROM {}.users shows it to this tool", identifier(schema))
            }
            None => made_by("db schema-load", repeat),
        }),
        Error::NoUsersColumn { columns, .. } => {
            Some(format!("ALTER TABLE public.users ADD COLUMN {} text", columns.join(" text, ADD COLUMN ")))
        }
        Error::NoPrivilege { privileges, .. } if privileges.is_empty() => run("doctor"),
        Error::NoPrivilege { .. } => say("let the owner GRANT them to this role, or connect as another one"),
        Error::UsersReadOnly { .. } => {
            say("connect to the primary, or as a role without default_transaction_read_only")
        }
        Error::UsersNotWritable { .. } => say("connect where users is a table; what only reads works as it is"),
        Error::RowSecurity { .. } => say("connect as the owner of the table, or as a role with BYPASSRLS"),
        Error::RowsSkipped { .. } => Some(format!(
            "row-level security, a trigger or another session is in between; cruddur doctor{repeat} looks at the first"
        )),
        Error::UsersRule { rule, .. } => rule_hint(rule),
        Error::NoSeedUsers { .. } => Some(format!("cruddur db seed{repeat}, with the same --file where there was one")),
        Error::NoUser { near, .. } => Some(no_user(near.first().map(String::as_str), "give the handle", repeat)),
        Error::NoConversation { .. } | Error::UnknownGroup { .. } | Error::NotInConversation { .. } => {
            run("ddb patterns list-conversations")
        }
        Error::NoStream { table } => Some(format!("cruddur ddb schema-load{} switches it on", repeat.on_table(table))),
        Error::StreamWithoutImages { table, .. } => Some(format!(
            "aws dynamodb update-table --table-name {}{} --stream-specification StreamEnabled=false switches it off, and \
             cruddur ddb schema-load{} on again",
            quoted(table),
            repeat.of_aws("dynamodb"),
            repeat.on_table(table)
        )),
        Error::UnknownShape { file, shape } => Some(converted(file, *shape)),
        Error::BadHeader { .. } => {
            Some(format!("name a column ATTRIBUTE:S or ATTRIBUTE:N; cruddur ddb export --output csv{repeat} shows how"))
        }
        Error::Unwritable { source, .. } if source.kind() == ErrorKind::ResourceBusy => {
            say("wait until the other process has ended, or give another path")
        }
        Error::Unwritable { .. } => say("give the path of a file that you may write"),
        Error::FileChanged { .. } => say("bring back the file as it was, or remove the checkpoint to begin again"),
        Error::FileExists { .. } => say("--yes replaces it, or give another path"),
        Error::UnsafeFile { path, why } => Some(made_safe(path, why)),
        Error::NotAFile { .. } => say("give the path of a file, which need not exist"),
        Error::ExportBusy { .. } => say("wait until it ends, or give another path"),
        Error::NoSub { .. } => run("db update-cognito-user-ids"),
        Error::ToOneself { .. } => say("give another handle by --to"),
        Error::MessageAhead { conversation_id, .. } => Some(format!(
            "check the clock of this machine; cruddur ddb patterns get-conversation {} --limit 1{repeat} shows the message",
            quoted(conversation_id)
        )),
        Error::MessageIdTaken { .. } => say("give each message an id of its own"),
        Error::MaybeWritten { can_repeat: true, .. } => {
            say("the same command again, within a day, completes it and writes nothing twice")
        }
        Error::MaybeWritten { .. } => Some(format!(
            "see whether it is there before the same command again: cruddur ddb patterns list-conversations{repeat}"
        )),
        Error::MaybeStarted { what, token, .. } => Some(format!(
            "the same command again with --client-token {} within 8 hours starts no second {what}",
            quoted(token)
        )),
        Error::AmbiguousUser { .. } | Error::HandleTaken { .. } => {
            say("give each of them a handle of its own, and run the same command again")
        }
        Error::NoProdDatabase => say("export PROD_CONNECTION_URL=postgresql://USER:PASSWORD@HOST:5432/cruddur"),
        Error::ProdDatabaseElsewhere { variable } => {
            Some(format!("export PROD_CONNECTION_URL=\"${variable}\", if that is the production database"))
        }
        Error::NoPool => Some(format!(
            "export COGNITO_USER_POOLS_ID=ID, or --user-pool-id ID; {} names the pools",
            list_pools(repeat)
        )),
        Error::NoSuchPool { id, .. } => {
            // A pool is in the region that its id begins with.
            let (region, _) = id.split_once('_').unwrap_or_default();
            let of_region = if region.is_empty() { repeat.clone() } else { repeat.in_region(region) };
            Some(format!("set COGNITO_USER_POOLS_ID to another Id; {} names the pools", list_pools(&of_region)))
        }
        Error::PoolIdIsClientId { variable, .. } | Error::PoolIdMalformed { variable, .. } => {
            Some(format!("{} names the pools; set {variable} to an Id of them", list_pools(repeat)))
        }
        Error::BadUrl { origin, .. } => Some(bad_url(origin)),
        Error::NotUtf8 { variable } => Some(format!("set {variable} again, or unset it")),
        Error::BadSetting { origin, .. } => Some(format!("unset {origin}")),
        Error::TargetMix { wants_prod: true, .. } => {
            say("add --prod if production is meant; if not, name a server on this machine there")
        }
        Error::TargetMix { .. } => say("leave one of the two out"),
        Error::NoEmbedded { .. } => say("name an endpoint, or build this tool with its default features"),
        Error::PoolOutsideAws { origin, .. } if origin.starts_with("--") => {
            Some(format!("leave out {origin}, or --prod"))
        }
        Error::PoolOutsideAws { origin, .. } => Some(format!("unset {origin}, or leave out --prod")),
        Error::InsecureEndpoint { origin, prod: true, .. } if SIGN_IN.contains(origin) => {
            Some(format!("unset {origin}, or give it a URL that begins with https://"))
        }
        Error::InsecureEndpoint { .. } => {
            say("give a URL that begins with https://, or add --insecure-http if the network is trusted")
        }
        Error::BadValue { origin, .. } if origin.starts_with("AWS_") => {
            Some(format!("set {origin} again, or unset it"))
        }
        Error::BadValue { .. } => say("aws configure list shows where keys and region come from"),
        Error::ProfilesDiffer => say("unset AWS_DEFAULT_PROFILE, or give --profile NAME"),
        Error::ProfileFiles { .. } => {
            say("correct the file, or name others by AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE")
        }
        Error::NoProfile { .. } => say("aws configure list-profiles lists those that exist"),
        Error::BadProfile { profile, .. } | Error::CredentialProcess { profile, .. } => {
            Some(format!("aws sts get-caller-identity --profile {} tests the profile", quoted(profile)))
        }
        Error::InteractiveProfile { selected, .. } => Some(format!(
            "eval \"$(aws configure export-credentials --profile {} --format env)\", then the same command without --profile",
            quoted(selected)
        )),
        Error::SsoLogin { profile, .. } => Some(format!("aws sso login --profile {}", quoted(profile))),
        Error::CaBundle { origin, .. } => {
            Some(format!("set {origin} to a file of certificates in PEM form, or remove it"))
        }
        Error::NoRegion => say("--region ca-central-1, or export AWS_REGION=ca-central-1"),
        Error::NoCredentials { .. } | Error::Credentials { .. } => {
            say("aws configure, or --profile NAME, or export AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
        }
        Error::Unreachable { .. } | Error::DatabaseUnreachable { .. } if is_prod => {
            say("see whether the network lets you there (VPN, security group), then the same command again")
        }
        Error::Unreachable { service: "Cognito", .. } => say(
            "see whether the network lets you there; AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER names an emulator, and \
             --embedded takes the pool in the process",
        ),
        Error::Unreachable { .. } => say("start it, or name another endpoint by --endpoint-url, or take --embedded"),
        Error::DatabaseUnreachable { .. } => {
            say("start it, or name another database by --database-url, or take --embedded")
        }
        Error::DatabaseLost { .. } => say("the same command with --dry-run says what is left to do"),
        Error::DatabaseHangs { .. } => {
            say("see what holds its locks, or give it longer by --timeout; --dry-run says what is left to do")
        }
        Error::TlsInvalid { .. } => say("renew it on the server; see whether the clock of this machine is right"),
        Error::TlsUntrusted { .. } => say("add sslrootcert=FILE with the root that signed it to the URL"),
        Error::TlsWrongHost { .. } if is_prod => say("connect by the host name in the certificate"),
        Error::TlsWrongHost { .. } => say("connect by the host name in the certificate, or take sslmode=verify-ca"),
        Error::TlsNotOffered { .. } if is_prod => {
            say("name the server itself, not a proxy or another one: RDS offers TLS on its own host name")
        }
        Error::TlsNotOffered { .. } => say("add sslmode=disable to the URL if the network in between is trusted"),
        Error::NoDatabase { name, server, .. } => Some(if is_prod {
            let sql = format!("CREATE DATABASE {}", identifier(name));
            format!("psql {} -c {} creates it", quoted(server), quoted(&sql))
        } else {
            format!("cruddur setup{repeat} creates it, with everything in it")
        }),
        Error::NotLetIn { is_encrypted: false, .. } if is_prod => {
            say("sslmode=verify-full in the URL: the server lets nobody in without TLS")
        }
        Error::NotLetIn { is_encrypted: false, .. } => {
            say("sslmode=require in the URL: the server lets nobody in without TLS")
        }
        Error::NotLetIn { .. } => say(
            "add a line for this user, database and address to pg_hba.conf of the server, or see its pg_hba_file_rules",
        ),
        Error::DatabaseExhausted { what: "disk space", .. } => {
            say("free disk space on the server, then the same command again")
        }
        Error::DatabaseExhausted { what: "memory", .. } => {
            say("free memory on the server, then the same command again")
        }
        Error::DatabaseExhausted { .. } => {
            say("end sessions that are idle (pg_stat_activity) or raise the limit, then the same command again")
        }
        Error::LoginRefused { why, .. } => login_hint(why),
        Error::TlsFile { path, why } => Some(tls_file(path, *why, is_prod)),
        Error::DatabaseLogin { .. } => say("check the user and the password, in the URL, PGPASSWORD or ~/.pgpass"),
        Error::LayoutUnknown { .. } => {
            say("--layout flask is what the deployed backend reads and writes, --layout model the data model")
        }
        Error::DeletionProtected { table } => Some(format!(
            "cruddur ddb schema-load --deletion-protection=false{} switches it off",
            repeat.on_table(table)
        )),
        Error::TooMany { operation: "ListUsers", .. } => {
            Some(format!("{} prints any number, as they come", repeat.run("cognito list-users --output jsonl")))
        }
        Error::TooMany { .. } => Some(format!("cruddur doctor{repeat} says what answers there")),
        Error::AnswerTooLong { at, .. } => {
            Some(format!("see what listens at {at}: DynamoDB and Cognito answer with less"))
        }
        Error::NotTheService { at, .. } => {
            Some(format!("see what listens at {at}; the same command again if the fault was transient"))
        }
        Error::BadExpression { .. } => say("see --help for an example"),
        Error::BadFile { .. } => {
            Some(format!("{} prints a file that is read", repeat.run("cognito list-users --output jsonl")))
        }
        Error::Seeds { .. } => say("docs/guide.md says what a seeds file looks like"),
        Error::Unreadable { source, .. } => match source.kind() {
            ErrorKind::InvalidData | ErrorKind::InvalidInput | ErrorKind::UnexpectedEof => {
                say("the file is damaged, or was cut: give a whole copy of it")
            }
            _ => say("give the path of a file that is there and that you may read"),
        },
        Error::Invalid { .. } => say("see --help"),
        Error::Unwritten { .. } => say("the same command again writes what is left"),
        Error::WillNotSettle { table, state, backup, .. } => Some(settles_by(table, state, backup.as_deref(), repeat)),
        Error::NotSettled { .. } => {
            say("it goes on: the same command again waits further, --wait-timeout SECONDS longer")
        }
        Error::TaskUnfinished { arn, is_import, .. } => {
            run(&format!("ddb {} --arn {}", if *is_import { "import" } else { "export" }, quoted(arn)))
        }
        Error::TaskFailed { .. } => say("remove the cause, then the same command again starts another one"),
        Error::EndlessPages { .. } => Some(format!("cruddur doctor{repeat} says what answers there")),
        Error::EmbeddedDamaged { path, .. } => {
            let home = path.parent().unwrap_or(path).to_string_lossy();
            let (home, aside) = (quoted(&home), format!("{home}.damaged"));
            Some(format!(
                "copy {home} aside before anything else; cruddur doctor checks every file in it; mv {home} {} and cruddur \
                 setup begin again, and cruddur ddb import FILE takes in an export",
                quoted(&aside)
            ))
        }
        Error::EmbeddedBusy { .. } => say("end that process, or point CRUDDUR_HOME at another directory"),
        Error::Service { code, operation, on, .. } if code.starts_with("AccessDenied") => Some(format!(
            "let the policy of these credentials allow {operation} on {on}; cruddur doctor{repeat} says who they are"
        )),
        Error::Service { code, on, .. } if code == "PointInTimeRecoveryUnavailableException" => Some(format!(
            "cruddur ddb schema-load --point-in-time-recovery{} switches it on",
            if cruddur::ddb::check_table_name(on).is_ok() { repeat.on_table(on) } else { repeat.clone() }
        )),
        Error::Service { code, .. } if code == "LimitExceededException" => say(
            "a quota of the account is used up (tables, or tables and indexes that change at once): see Service Quotas; \
             what changes meanwhile ends by itself",
        ),
        error if error.is_retryable() => say("the same command again in a while: the fault may be transient"),
        Error::Embedded { .. } => say("CRUDDUR_HOME names another directory for the embedded stores"),
        // What the service or the server says is all that is known.
        Error::Service { .. } | Error::Cancelled { .. } | Error::Database { .. } | Error::Task(_) => None,
        _ => None,
    }
}

/// What to do where a table is missing. On production it is more likely elsewhere than to be created.
fn no_table(table: &str, region: Option<&str>, repeat: &Repeat) -> String {
    let on_table = repeat.on_table(table);
    let Some(region) = region else {
        return format!(
            "{}, cruddur ddb list-tables{repeat} names those there are",
            made_by("ddb schema-load", &on_table)
        );
    };
    format!(
        "it is not in {region}: is it in another region? cruddur ddb list-tables{} lists the tables of one; cruddur ddb \
         schema-load{on_table} creates it in {region}",
        repeat.in_region("REGION")
    )
}

/// What to do where nobody has a handle; `flag` takes it.
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

/// What lists the user pools.
fn list_pools(repeat: &Repeat) -> String {
    format!("aws cognito-idp list-user-pools --max-results 60{}", repeat.of_aws("cognito-idp"))
}

/// The form of the URL that a flag or variable takes.
fn bad_url(origin: &str) -> String {
    let example = match origin {
        "--endpoint-url" | "AWS_ENDPOINT_URL" | "AWS_ENDPOINT_URL_DYNAMODB" => "http://localhost:8000",
        "--cognito-endpoint-url" | "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER" => "http://localhost:9229",
        "AWS_ENDPOINT_URL_STS" | "AWS_ENDPOINT_URL_SSO" | "AWS_ENDPOINT_URL_SSO_OIDC" => {
            return format!("{origin} takes a URL that begins with https://; unset, the endpoint of AWS is used");
        }
        // A variable of libpq holds a part of one.
        variable if variable.starts_with("PG") => return format!("set {variable} again, or unset it"),
        _ => "postgresql://postgres:password@localhost:5432/cruddur",
    };
    format!("{origin} takes a URL such as {example}")
}

/// What makes a file one that TLS can use.
fn tls_file(path: &Path, why: TlsFileFault, is_prod: bool) -> String {
    match why {
        TlsFileFault::OpenKey => format!("chmod 600 {}", quoted(&path.to_string_lossy())),
        TlsFileFault::NoCertificate if is_prod => {
            "name a file with the root that signed the server's certificate by sslrootcert; without sslrootcert the roots of \
             the system and of RDS are used"
                .to_owned()
        }
        _ => "name another file by sslrootcert, sslcrl, sslcert or sslkey in the URL".to_owned(),
    }
}

/// What makes a file or directory one that is used.
fn made_safe(path: &Path, why: &Unsafe) -> String {
    let text = path.to_string_lossy();
    let file = quoted(&text);
    match why {
        Unsafe::Link if path.ends_with(".cruddur") => {
            let leads_to = format!("export CRUDDUR_HOME=\"$(realpath {file})\"");
            format!("rm {file} removes the link alone; or, to use what it leads to: {leads_to}")
        }
        Unsafe::Link => format!("rm {file} removes the link alone, and not what it leads to"),
        Unsafe::NotAFile | Unsafe::NotADirectory => {
            format!("mv {file} {} takes it out of the way", quoted(&format!("{text}.old")))
        }
        Unsafe::OtherOwner(_) if path.ends_with(".cruddur") => {
            // A `.cruddur` of this directory hides the one that would be found further up, and not the other way round.
            let is_here = path.parent().is_none_or(|parent| parent.as_os_str().is_empty());
            let other = if is_here { "\"$HOME/.cruddur\"" } else { ".cruddur" };
            format!(
                "sudo chown -R \"$(id -u)\" {file} takes it over, if it is yours; or, for another one, export CRUDDUR_HOME={other}"
            )
        }
        Unsafe::OtherOwner(_) => format!("sudo chown \"$(id -u)\" {file} takes it over, if it is yours"),
        Unsafe::WritableByOthers(_) => format!("chmod go-w {file} takes that from them, if what is in it is yours"),
        Unsafe::HardLinks(_) => {
            let own = quoted(&format!("{text}.own")).into_owned();
            format!("cp -p {file} {own} && mv {own} {file} takes the other names from it")
        }
        Unsafe::Schema { kind, name } => {
            let sql = format!("DROP {} \"{}\"", kind.to_uppercase(), name.replace('"', "\"\""));
            format!("sqlite3 {file} {} removes it, if the rest of the file is yours", quoted(&sql))
        }
    }
}

/// What makes a server that asks who the user is one that is answered.
fn login_hint(why: &LoginRefusal) -> Option<String> {
    let text = match why {
        LoginRefusal::ClearText => "sslmode=verify-full in the URL encrypts the connection first",
        LoginRefusal::NoPassword(_) => "put it into the URL, PGPASSWORD or ~/.pgpass (mode 0600)",
        LoginRefusal::Method(_) => "let pg_hba.conf of the server ask by one of the methods of require_auth",
        LoginRefusal::Unsupported(_) => "let pg_hba.conf of the server ask by scram-sha-256",
        LoginRefusal::ChannelBinding => {
            "channel binding takes TLS, and a password that the server keeps for scram-sha-256; a proxy that ends TLS has none"
        }
    };
    Some(text.to_owned())
}

/// What makes a file one that can be read.
fn converted(file: &str, shape: Shape) -> String {
    let path = Path::new(file);
    let beside = |prefix: &str, ending: &str| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        quoted(&path.with_file_name(format!("{prefix}{name}{ending}")).to_string_lossy()).into_owned()
    };
    let file = quoted(file);
    match shape {
        Shape::Gzip | Shape::Zstd if file == "-" => "unpack it first, in the same pipe".to_owned(),
        Shape::Gzip => format!("mv {file} {}, or gunzip it", beside("", ".gz")),
        Shape::Zstd => format!("mv {file} {}, or unzstd it", beside("", ".zst")),
        Shape::NotGzip | Shape::NotZstd => "give it a name without that ending".to_owned(),
        Shape::Utf16 => format!("iconv -f UTF-16 -t UTF-8 {file} > {}", beside("utf-8-", "")),
        Shape::Separator(_) => "save it again with commas".to_owned(),
        Shape::Json => "--format jsonl reads it".to_owned(),
        Shape::NotJson => "--format csv, if it is one".to_owned(),
        Shape::Commas => format!("(echo '['; cat {file}; echo ']') > {}", beside("array-", "")),
        Shape::Manifest => "give the files of the folder data beside it".to_owned(),
        Shape::Ion => "export the table as DynamoDB JSON".to_owned(),
        _ => "cruddur ddb import --help says what is read".to_owned(),
    }
}

/// What to do about a rule of the database.
fn rule_hint(rule: &cruddur::error::Rule) -> Option<String> {
    use cruddur::error::Rule;
    let say = |text: &str| Some(text.to_owned());
    match rule {
        Rule::NotNull(column) => Some(format!(
            "ALTER TABLE public.users ALTER COLUMN {} SET DEFAULT ..., or DROP NOT NULL",
            identifier(column)
        )),
        Rule::TooLong(_) => {
            say("shorten the value, or widen the column: ALTER TABLE public.users ALTER COLUMN ... TYPE text")
        }
        Rule::Dependents => say("drop what depends on them first"),
        Rule::NoSchemaPublic => say("CREATE SCHEMA public makes it"),
        _ => say("the same command with --dry-run shows the values; change them, or the rule"),
    }
}

/// What makes something that is missing: on a development target `setup` makes everything else too.
fn made_by(command: &str, repeat: &Repeat) -> String {
    let setup = if repeat.is_prod { String::new() } else { format!(", or cruddur setup{repeat} for everything") };
    format!("cruddur {command}{repeat}{setup}")
}

/// Whether somebody closed the pipe that the data went into, as `head` does: no failure.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
        let json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        let csv = cause.downcast_ref::<csv::Error>().and_then(|error| match error.kind() {
            csv::ErrorKind::Io(error) => Some(error.kind()),
            _ => None,
        });
        io.or(json).or(csv) == Some(std::io::ErrorKind::BrokenPipe)
    })
}

#[cfg(test)]
mod tests;
