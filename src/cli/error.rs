//! Errors for the reader: what failed, why, and the command to type next; and the exit code. All in this one place.

use super::ui::say;
use anstyle::{AnsiColor, Style};
use clap::ValueEnum;
use cruddur::Error;
use cruddur::db::LoginRefusal;
use serde_json::json;

/// Exit codes.
pub const FAILED: u8 = 1;
pub const USAGE: u8 = 2;
pub const NOT_FOUND: u8 = 3;
pub const CONFIGURATION: u8 = 4;
pub const REFUSED: u8 = 5;
pub const PARTIAL: u8 = 6;
pub const INTERRUPTED: u8 = 130;

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
    /// Ctrl-C.
    #[error("interrupted")]
    Interrupted,
}

impl Failure {
    pub fn usage(what: String, hint: String) -> anyhow::Error {
        Self::Usage { what, hint }.into()
    }

    pub fn refused(what: String, hint: String) -> anyhow::Error {
        Self::Refused { what, hint }.into()
    }

    pub fn problems(what: String) -> anyhow::Error {
        Self::Problems(what).into()
    }

    pub fn partial(what: String, hint: String) -> anyhow::Error {
        Self::Partial { what, hint }.into()
    }
}

/// Prints an error and returns the exit code. `repeat` are the flags that lead another command to the same place.
pub fn render(error: &anyhow::Error, format: Format, repeat: &str) -> u8 {
    // Only a pipe of our own: a broken one to a service or a database is a failure of theirs.
    if library(error).is_none() && is_closed_pipe(error) {
        return 0;
    }
    let code = exit_code(error);
    let hint = hint(error, repeat);
    match format {
        Format::Text => text(error, hint.as_deref()),
        Format::Json => say(&object(error, code, hint.as_deref()).to_string()),
    }
    code
}

/// Whether the arguments, which could not be parsed as a whole, ask for errors as JSON.
pub fn json_is_wanted() -> bool {
    let arguments: Vec<_> = std::env::args_os().collect();
    let apart = arguments.windows(2).any(|pair| pair[0] == "--error-format" && pair[1] == "json");
    apart || arguments.iter().any(|argument| argument == "--error-format=json")
}

/// Prints an error of the arguments as JSON, and returns the exit code.
pub fn render_usage(error: &clap::Error) -> u8 {
    let text = error.to_string();
    let what = text.lines().next().unwrap_or_default();
    let failure = Failure::usage(what.trim_start_matches("error: ").to_owned(), "see --help".to_owned());
    render(&failure, Format::Json, "")
}

fn text(error: &anyhow::Error, hint: Option<&str>) {
    let clean = |text: &str| super::output::printable(text).into_owned();
    say(&format!("{ERROR}error:{ERROR:#} {}", clean(&error.to_string())));
    for cause in causes(error) {
        say(&format!("  caused by: {}", clean(&cause)));
    }
    if let Some(hint) = hint {
        say(&format!("{HINT}hint:{HINT:#} {}", clean(hint)));
    }
}

/// What led to an error, without what the text before says already: drivers like to repeat their cause's in their own.
fn causes(error: &anyhow::Error) -> Vec<String> {
    let texts: Vec<String> = error.chain().map(ToString::to_string).collect();
    texts.windows(2).filter(|pair| !pair[0].contains(&pair[1])).map(|pair| pair[1].clone()).collect()
}

fn object(error: &anyhow::Error, code: u8, hint: Option<&str>) -> serde_json::Value {
    let mut object = json!({
        "kind": kind(code),
        "exit_code": code,
        "message": error.to_string(),
        "causes": causes(error),
        "hint": hint,
    });
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

fn kind(code: u8) -> &'static str {
    match code {
        USAGE => "usage",
        NOT_FOUND => "not found",
        CONFIGURATION => "configuration",
        REFUSED => "refused",
        PARTIAL => "partial",
        INTERRUPTED => "interrupted",
        _ => "failed",
    }
}

/// The library's error that says what to do. One that wraps another without anything having been done leaves that to it.
fn library(error: &anyhow::Error) -> Option<&Error> {
    let mut errors = error.chain().filter_map(|cause| cause.downcast_ref::<Error>());
    errors.find(|error| !matches!(error, Error::Unwritten { done: 0, .. }))
}

fn exit_code(error: &anyhow::Error) -> u8 {
    if let Some(failure) = error.downcast_ref::<Failure>() {
        return match failure {
            Failure::Usage { .. } => USAGE,
            Failure::Refused { .. } => REFUSED,
            Failure::Partial { .. } => PARTIAL,
            Failure::Problems(_) => FAILED,
            Failure::Interrupted => INTERRUPTED,
        };
    }
    match library(error) {
        Some(
            Error::Invalid { .. }
            | Error::Seeds { .. }
            | Error::Unreadable { .. }
            | Error::Unwritable { .. }
            | Error::BadExpression { .. }
            | Error::UnknownGroup { .. }
            | Error::ToOneself { .. },
        ) => USAGE,
        Some(
            Error::NoTable { .. }
            | Error::NoUsersSchema { .. }
            | Error::NoDatabase { .. }
            | Error::NoStream { .. }
            | Error::StreamWithoutImages { .. }
            | Error::NoUser { .. }
            | Error::NoSub { .. }
            | Error::NoSeedUsers { .. }
            | Error::NoConversation { .. }
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
            | Error::Credentials { .. }
            | Error::LayoutUnknown { .. }
            | Error::DatabaseLogin { .. }
            | Error::LoginRefused { .. }
            | Error::NotLetIn { .. }
            | Error::TlsFile { .. }
            | Error::TlsUntrusted { .. }
            | Error::TlsInvalid { .. }
            | Error::TlsWrongHost { .. }
            | Error::TlsNotOffered { .. },
        ) => CONFIGURATION,
        Some(
            Error::TargetMix { .. }
            | Error::AmbiguousUser { .. }
            | Error::DuplicateHandles { .. }
            | Error::HandleTaken { .. }
            | Error::FileExists { .. }
            | Error::Conflict { .. }
            | Error::NotInConversation { .. }
            | Error::DeletionProtected { .. },
        ) => REFUSED,
        Some(Error::Unwritten { .. }) => PARTIAL,
        _ => FAILED,
    }
}

/// What to type or set next.
pub fn hint(error: &anyhow::Error, repeat: &str) -> Option<String> {
    match error.downcast_ref::<Failure>() {
        Some(Failure::Usage { hint, .. } | Failure::Refused { hint, .. } | Failure::Partial { hint, .. }) => {
            return Some(hint.clone());
        }
        Some(Failure::Problems(_)) => return Some("the column mend says what to do about each".to_owned()),
        Some(Failure::Interrupted) => {
            return Some(
                "if it was writing: what was written stays, and the same command again completes it".to_owned(),
            );
        }
        None => {}
    }
    let is_prod = repeat.contains("--prod");
    let run = |command: &str| Some(format!("cruddur {command}{repeat}"));
    let say = |text: &str| Some(text.to_owned());
    match library(error)? {
        Error::NoTable { .. } => Some(format!(
            "{}, cruddur ddb list-tables{repeat} names those there are",
            made_by("ddb schema-load", repeat)
        )),
        Error::NoUsersSchema { .. } => Some(made_by("db schema-load", repeat)),
        Error::NoSeedUsers { .. } => Some(format!("cruddur db seed{repeat}, with the same --file where there was one")),
        Error::NoUser { near, .. } => match near.first() {
            Some(near) => Some(format!("give the handle {near} if that is who you mean")),
            None => run("setup").filter(|_| !repeat.contains("--prod")).or_else(|| run("db seed")),
        },
        Error::NoConversation { .. } | Error::UnknownGroup { .. } | Error::NotInConversation { .. } => {
            run("ddb patterns list-conversations")
        }
        Error::NoStream { .. } => run("ddb schema-load"),
        Error::StreamWithoutImages { .. } => say("switch it off, and then on by cruddur ddb schema-load"),
        Error::Unwritable { .. } => say("give the path of a file that you may write"),
        Error::Conflict { .. } => {
            say("--on-conflict skip leaves it, --on-conflict overwrite puts the line in its place")
        }
        Error::FileExists { .. } => say("--yes replaces it, or give another path"),
        Error::NoSub { .. } => run("db update-cognito-user-ids"),
        Error::ToOneself { .. } => say("give another handle by --to"),
        Error::AmbiguousUser { uuids, .. } => Some(format!("--user-uuid {}", uuids.first()?)),
        Error::DuplicateHandles { .. } => say("give each of them a handle of its own, and run the same command again"),
        Error::NoProdDatabase => say("export PROD_CONNECTION_URL=postgresql://USER:PASSWORD@HOST:5432/cruddur"),
        Error::ProdDatabaseElsewhere { variable } => {
            Some(format!("export PROD_CONNECTION_URL=\"${variable}\", if that is the production database"))
        }
        Error::NoPool => say("export COGNITO_USER_POOLS_ID=REGION_NAME"),
        Error::PoolIdIsClientId { variable, .. } | Error::PoolIdMalformed { variable, .. } => Some(format!(
            "aws cognito-idp list-user-pools --max-results 60 names the pools; set {variable} to an Id of them"
        )),
        Error::BadUrl { origin, .. } => match *origin {
            "--endpoint-url" | "AWS_ENDPOINT_URL" | "AWS_ENDPOINT_URL_DYNAMODB" => {
                Some(format!("{origin} takes a URL such as http://localhost:8000"))
            }
            _ => Some(format!("{origin} takes a URL such as postgresql://postgres:password@localhost:5432/cruddur")),
        },
        Error::NotUtf8 { variable } => Some(format!("set {variable} again, or unset it")),
        Error::BadSetting { origin, .. } => Some(format!("unset {origin}")),
        Error::TargetMix { wants_prod: true, .. } => say("add --prod if production is meant, or unset the variable"),
        Error::TargetMix { .. } => say("leave one of the two out"),
        Error::NoEmbedded { .. } => say("name an endpoint, or build cruddur with its default features"),
        Error::NoRegion => say("--region ca-central-1, or export AWS_REGION"),
        Error::Credentials { .. } => {
            say("aws configure, or --profile NAME, or export AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
        }
        Error::Unreachable { .. } | Error::DatabaseUnreachable { .. } if repeat.contains("--prod") => {
            say("see whether the network lets you there (VPN, security group), then the same command again")
        }
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
            let sql = format!("CREATE DATABASE \"{}\"", name.replace('"', "\"\""));
            format!("psql '{server}' -c '{}'", sql.replace('\'', "'\\''"))
        } else {
            format!("cruddur setup{repeat} creates it, with everything in it")
        }),
        Error::NotLetIn { is_encrypted: false, .. } => {
            say("take sslmode=disable out of the URL and out of PGSSLMODE: the server wants TLS")
        }
        Error::NotLetIn { .. } => say(
            "add a line for this user, database and address to pg_hba.conf of the server, or see its pg_hba_file_rules",
        ),
        Error::DatabaseExhausted { what: "disk space", .. } => {
            say("free disk space on the server, then the same command again")
        }
        Error::DatabaseExhausted { .. } => {
            say("end sessions that are idle (pg_stat_activity) or raise the limit, then the same command again")
        }
        Error::LoginRefused { why, .. } => login_hint(why),
        Error::TlsFile { .. } => say("name another file by sslrootcert, sslcrl, sslcert or sslkey in the URL"),
        Error::DatabaseLogin { .. } => say("check the user and the password in the URL"),
        Error::LayoutUnknown { .. } => {
            say("--layout flask is what the deployed backend reads and writes, --layout model the data model")
        }
        Error::DeletionProtected { .. } => {
            Some(format!("cruddur ddb schema-load --deletion-protection=false{repeat} switches it off"))
        }
        Error::NotTheService { at, .. } => {
            Some(format!("see what listens at {at}; the same command again if it was a fault of the moment"))
        }
        Error::BadExpression { .. } => say("see --help for an example"),
        Error::Seeds { .. } => say("the README says what a seeds file looks like"),
        Error::Unreadable { .. } => say("give the path of a file that is there and that you may read"),
        Error::Invalid { .. } => say("see --help"),
        Error::Unwritten { .. } => say("the same command again writes what is left"),
        Error::EmbeddedBusy { .. } => say("end that process, or point CRUDDUR_HOME at another directory"),
        Error::Service { code, operation, on, .. } if code.starts_with("AccessDenied") => Some(format!(
            "let the policy of these credentials allow {operation} on {on}; cruddur doctor{repeat} says who they are"
        )),
        Error::Service { code, .. } if code == "PointInTimeRecoveryUnavailableException" => {
            Some(format!("cruddur ddb schema-load --point-in-time-recovery{repeat} switches it on"))
        }
        error if error.is_retryable() => say("the same command again in a while: the fault may be of the moment"),
        Error::Embedded { .. } => say("CRUDDUR_HOME names another directory for the embedded stores"),
        _ => None,
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

/// What makes something that is missing: on a development target `setup` makes everything else too.
fn made_by(command: &str, repeat: &str) -> String {
    let setup =
        if repeat.contains("--prod") { String::new() } else { format!(", or cruddur setup{repeat} for everything") };
    format!("cruddur {command}{repeat}{setup}")
}

/// Whether somebody closed the pipe that the data went into, as `head` does: no failure.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
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
