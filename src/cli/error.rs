//! How errors are printed: what failed, why, and the exit code. The module `hint` has what to type next.

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

/// The exit codes.
pub const FAILED: u8 = 1;
pub const USAGE: u8 = 2;
pub const NOT_FOUND: u8 = 3;
pub const CONFIGURATION: u8 = 4;
pub const REFUSED: u8 = 5;
pub const PARTIAL: u8 = 6;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const HINT: Style = AnsiColor::Cyan.on_default().bold();

/// The form in which errors are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    /// Lines of text
    #[default]
    Text,
    /// One JSON object per line
    Json,
}

/// An error of the command line itself, not of the library.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Arguments that do not fit together.
    #[error("{what}")]
    Usage {
        /// What is wrong.
        what: String,
        /// What to type instead.
        hint: String,
    },
    /// No command was given. The overview, which has been printed, says more than an error would.
    #[error("no command was given")]
    NoCommand,
    /// A guard refused, or a confirmation is missing.
    #[error("{what}")]
    Refused {
        /// What was refused, and why.
        what: String,
        /// What to type to have it accepted.
        hint: String,
    },
    /// The user answered no. There is no hint.
    #[error("{0}")]
    Declined(String),
    /// An error of the library with a more specific hint. The exit code is the library's.
    #[error("{what}")]
    Advised {
        /// The text of the error.
        what: String,
        /// What to type next.
        hint: String,
    },
    /// Something was not done.
    #[error("{what}")]
    Partial {
        /// What was not done.
        what: String,
        /// How to continue.
        hint: String,
    },
    /// A check found a problem.
    #[error("{0}")]
    Problems(String),
    /// Settings that cannot be used.
    #[error("{what}")]
    Settings {
        /// How many.
        what: String,
        /// What corrects the first one.
        hint: Option<String>,
    },
    /// A signal ended the command.
    #[error("interrupted{}", by(*.0))]
    Interrupted(Signal),
    /// A signal ended a server, which has answered its requests.
    #[error("interrupted{}", by(*.0))]
    Stopped(Signal),
}

/// Returns the name of the signal, except for Ctrl-C.
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

    /// Gives an error of the library a more specific hint.
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

/// Prints an error and returns the exit code. `repeat` are the options that a command in a hint needs to use the same target.
pub fn render(error: &anyhow::Error, format: Format, repeat: &Repeat) -> u8 {
    // A closed pipe of a service or a database is a failure; only a closed stdout is not.
    if library(error).is_none() && is_closed_pipe(error) {
        return 0;
    }
    let code = exit_code(error);
    let hint = hint(error, repeat);
    match format {
        Format::Text if matches!(error.downcast_ref(), Some(Failure::NoCommand)) => {}
        Format::Text => text(error, hint.as_deref()),
        Format::Json => say_json(&object(error, code, hint.as_deref())),
    }
    code
}

/// Returns whether the arguments ask for errors as JSON, although they cannot be parsed as a whole.
pub fn json_is_wanted() -> bool {
    let arguments: Vec<_> = std::env::args_os().collect();
    let apart = arguments.windows(2).any(|pair| pair[0] == "--error-format" && pair[1] == "json");
    apart || arguments.iter().any(|argument| argument == "--error-format=json")
}

/// Shows the line breaks of arguments as `\n` in an error of clap, so that no argument can forge a line of the error.
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

/// Prints an error of clap as JSON, and returns the exit code.
pub fn render_usage(error: &clap::Error) -> u8 {
    let text = error.to_string();
    let what = text.lines().next().unwrap_or_default();
    let hint = suggest::meaning(error).unwrap_or_else(|| "see --help".to_owned());
    let failure = Failure::usage(what.trim_start_matches("error: ").to_owned(), hint);
    render(&failure, Format::Json, &Repeat::default())
}

/// Prints the help, the version or an error of clap. An error quotes arguments, so control characters and passwords are
/// removed.
pub fn print_usage(error: &clap::Error) {
    let text = error.render().to_string();
    let clean = masked(&text);
    let clean = printable(&clean);
    if clean == text {
        error.print().ok();
    } else {
        // Colours are control characters too, so they are lost here.
        writeln!(std::io::stderr(), "{}", clean.trim_end()).ok();
    }
}

fn text(error: &anyhow::Error, hint: Option<&str>) {
    say(ERROR, "error: ", &error.to_string());
    for detail in details(error) {
        say(Style::new(), "", &format!("  {detail}"));
    }
    let causes = causes(error);
    // What a client of HTTP puts around the cause of a connection says nothing to a person.
    let from = if library(error).is_some_and(is_unreachable) { causes.len().saturating_sub(1) } else { 0 };
    for cause in &causes[from..] {
        say(Style::new(), "", &format!("  caused by: {cause}"));
    }
    if let Some(hint) = hint {
        say(HINT, "hint: ", hint);
    }
}

/// Returns the causes of an error, without those that the text before already contains: drivers often repeat the text of their
/// cause.
fn causes(error: &anyhow::Error) -> Vec<String> {
    let texts: Vec<String> = error.chain().map(ToString::to_string).collect();
    texts.windows(2).filter(|pair| !pair[0].contains(&pair[1])).map(|pair| pair[1].clone()).collect()
}

/// Returns the faults that an error sums up, if there are several.
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

/// Returns the library's error that decides the hint and the exit code. An `Unwritten` that wrote nothing and a `Credentials`
/// leave that to the error that they wrap.
fn library(error: &anyhow::Error) -> Option<&Error> {
    let errors = || error.chain().filter_map(|cause| cause.downcast_ref::<Error>());
    let is_wrapper = |error: &&Error| matches!(error, Error::Unwritten { done: 0, .. } | Error::Credentials { .. });
    errors().find(|error| !is_wrapper(error)).or_else(|| errors().next())
}

/// Returns whether a server was not reached.
fn is_unreachable(error: &Error) -> bool {
    matches!(error, Error::Unreachable { .. })
}

fn exit_code(error: &anyhow::Error) -> u8 {
    match error.downcast_ref::<Failure>() {
        Some(Failure::Usage { .. } | Failure::NoCommand) => return USAGE,
        Some(Failure::Refused { .. } | Failure::Declined(_)) => return REFUSED,
        Some(Failure::Partial { .. }) => return PARTIAL,
        Some(Failure::Problems(_)) => return FAILED,
        Some(Failure::Settings { .. }) => return CONFIGURATION,
        Some(Failure::Interrupted(signal) | Failure::Stopped(signal)) => return signal.exit_code(),
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

/// Returns whether the reader of stdout closed the pipe, as `head` does. This is not a failure.
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
