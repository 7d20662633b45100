//! Errors for the reader: what failed, why, and the exit code. The command to type next is in `hint`.

mod hint;

pub use hint::{hint, no_user};

use super::Repeat;
use super::interrupt::Signal;
use super::masked::masked;
use super::stderr::{say, say_json};
use super::suggest;
use super::text::{on_one_line, printable};
use anstyle::{AnsiColor, Style};
use clap::ValueEnum;
use clap::error::ContextValue;
use cruddur::Error;
use cruddur::error::{FileError, Kind};
use serde_json::json;
use std::io::Write;

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
    /// Lines of text
    #[default]
    Text,
    /// One JSON object per line
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
        Some(Error::File(FileError::Seeds { faults, total })) if *total > 1 => {
            faults.iter().map(ToString::to_string).collect()
        }
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
    match library(error).map(Error::kind) {
        Some(Kind::Usage) => USAGE,
        Some(Kind::NotFound) => NOT_FOUND,
        Some(Kind::Configuration) => CONFIGURATION,
        Some(Kind::Refused) => REFUSED,
        Some(Kind::Partial) => PARTIAL,
        Some(Kind::Failed) | None => FAILED,
    }
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
