//! Status lines, warnings and traces on stderr, as text or as JSON.
//!
//! Every line is cleaned here: it may contain text of users, files and servers, or a password that was typed in the wrong
//! place.

use super::masked::masked;
use super::text::{escaped, on_one_line};
use anstyle::{AnsiColor, Style};
use serde_json::{Value, json};
use std::io::Write;
use std::sync::{Mutex, PoisonError};

const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const FAINT: Style = Style::new().dimmed();

/// The lines that wait while a pager has the terminal; `None` while no pager has it.
static HELD: Mutex<Option<Vec<String>>> = Mutex::new(None);

/// Makes lines wait.
pub fn hold() {
    held().get_or_insert_default();
}

/// Prints the lines that waited. Later lines are printed at once.
pub fn release() {
    for line in held().take().unwrap_or_default() {
        print(&line);
    }
}

fn held() -> std::sync::MutexGuard<'static, Option<Vec<String>>> {
    HELD.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Prints a line, or lets it wait. One that cannot be written is dropped.
fn write_line(line: String) {
    match &mut *held() {
        Some(lines) => lines.push(line),
        None => print(&line),
    }
}

fn print(line: &str) {
    writeln!(anstream::stderr(), "{line}").ok();
}

/// How lines are written to stderr.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stderr {
    /// One JSON object per line (`--error-format json`).
    pub is_json: bool,
    /// No status lines (`--quiet`).
    pub is_quiet: bool,
}

impl Stderr {
    /// Prints a status line: the target, or what was done.
    pub fn status(self, text: &str) {
        if !self.is_quiet {
            self.line("status", Style::new(), "", text);
        }
    }

    /// Prints a warning, although the command may succeed.
    pub fn warn(self, text: &str) {
        self.line("warning", WARNING, "warning: ", text);
    }

    /// Prints a call to a service or database, for `--verbose`.
    pub fn trace(self, text: &str) {
        self.line("status", FAINT, "", text);
    }

    /// Prints a line of this kind. The style is that of the prefix, or of the whole line if the prefix is empty.
    fn line(self, kind: &str, style: Style, prefix: &str, text: &str) {
        if self.is_json {
            say_json(&json!({ "kind": kind, "message": text }));
        } else {
            say(style, prefix, text);
        }
    }
}

/// Prints a line of text, without colours if they are not wanted. The style is that of the prefix, or of the whole line if the
/// prefix is empty.
pub fn say(style: Style, prefix: &str, text: &str) {
    let text = masked(text);
    let text = on_one_line(&text);
    write_line(match prefix.split_at_checked(prefix.trim_end().len()) {
        Some((word, blank)) if !word.is_empty() => format!("{style}{word}{style:#}{blank}{text}"),
        _ => format!("{prefix}{style}{text}{style:#}"),
    });
}

/// Prints a line of JSON.
pub fn say_json(object: &Value) {
    write_line(escaped(&without_passwords(object).to_string()).into_owned());
}

/// Returns the value with every text in it masked.
fn without_passwords(value: &Value) -> Value {
    match value {
        Value::String(text) => masked(text).into(),
        Value::Array(values) => values.iter().map(without_passwords).collect(),
        Value::Object(members) => {
            members.iter().map(|(name, value)| (name.clone(), without_passwords(value))).collect()
        }
        other => other.clone(),
    }
}
