//! Answers a shell that asks how a command line continues. The scripts that `cruddur completions` prints ask, by `CRUDDUR_COMPLETE`.
//!
//! An answer is never an error: what is printed to stderr would stand in the line that is typed.

mod bash;
mod line;

use super::Cli;
use clap::{Arg, Command, CommandFactory};
use clap_complete::engine::{ArgValueCompleter, PathCompleter, ValueCompleter};
use clap_complete::env::{EnvCompleter, Shells};
use clap_complete::{CompletionCandidate, Shell};
use line::{Line, Source};
use std::ffi::{OsStr, OsString};
use std::io::Write;
use std::sync::Arc;
use std::time::Instant;

/// The variable that names the shell which asks.
const SHELL: &str = "CRUDDUR_COMPLETE";

/// The variable that has the number of the word to complete, which some of the scripts set.
const INDEX: &str = "_CLAP_COMPLETE_INDEX";

/// The shells that quote what they insert.
const QUOTING: [&str; 3] = ["elvish", "fish", "zsh"];

/// Returns the shell that asks for completions, or `None` if a command is to be run. The scripts put `--` before the line, and no
/// command begins with it: a variable that was exported by mistake must not turn commands into questions.
pub fn asked() -> Option<OsString> {
    std::env::var_os(SHELL).filter(|_| std::env::args_os().nth(1).is_some_and(|first| first == "--"))
}

/// Prints the completions of the words behind `--`.
pub fn answer(shell: &OsStr) {
    let started = Instant::now();
    let words: Vec<OsString> = std::env::args_os().skip(2).collect();
    if let Some(text) = shell.to_str().and_then(|shell| reply(shell, words, started)) {
        std::io::stdout().write_all(&text).ok();
    }
}

/// Returns the answer in the form that the script of the shell reads.
fn reply(shell: &str, words: Vec<OsString>, started: Instant) -> Option<Vec<u8>> {
    let completer = completer(shell)?;
    let last = words.len().checked_sub(1)?;
    let index = std::env::var(INDEX).ok().and_then(|index| index.parse().ok()).unwrap_or(last);
    let (words, index, before) = match completer.name() {
        "bash" => bash::joined(words, index),
        _ => (words, index, String::new()),
    };
    let line = Line::new(&words, index, started, QUOTING.contains(&completer.name()));
    let mut command = Cli::command();
    command.build();
    let mut command = with_names(command, &Arc::new(line));
    let directory = std::env::current_dir().ok();
    if completer.name() == "bash" {
        let found = clap_complete::engine::complete(&mut command, words, index, directory.as_deref()).ok()?;
        return Some(bash::printed(&found, &before));
    }
    let mut text = Vec::new();
    completer.write_complete(&mut command, words, directory.as_deref(), &mut text).ok()?;
    Some(text)
}

fn completer(shell: &str) -> Option<&'static dyn EnvCompleter> {
    const SHELLS: Shells<'static> = Shells::builtins();
    SHELLS.0.iter().copied().find(|completer| completer.is(shell))
}

/// Returns the script that makes a shell ask.
///
/// # Errors
/// The errors of writing to memory.
pub fn registration(shell: Shell) -> std::io::Result<String> {
    let mut script = Vec::new();
    if let Some(completer) = completer(&shell.to_string()) {
        completer.write_registration(SHELL, "cruddur", "cruddur", "cruddur", &mut script)?;
    }
    let script = String::from_utf8_lossy(&script);
    let script: Vec<&str> = script.trim().lines().map(str::trim_end).collect();
    let script = script.join("\n") + "\n";
    Ok(if shell == Shell::Zsh { autoloaded(&script) } else { script })
}

/// Makes the script of zsh work as a file `_cruddur` of `fpath` too. Such a file is called to complete, and not to register.
fn autoloaded(script: &str) -> String {
    const REGISTER: &str = "compdef _clap_dynamic_completer_cruddur cruddur";
    let either = format!(
        "if [ \"$funcstack[1]\" = \"_cruddur\" ]; then\n    _clap_dynamic_completer_cruddur \"$@\"\nelse\n    {REGISTER}\nfi"
    );
    script.replace(REGISTER, &either)
}

/// Adds the sources of values to the arguments of a command and of those below it. This is done here and not where the arguments
/// are, so that no other command pays for it. The command must be built. Before the first letter of a word, options are offered only
/// if nothing else is.
fn with_names(command: Command, line: &Arc<Line>) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|below| below.get_name().to_owned()).collect();
    let command = command.mut_args(|arg| {
        let is_hidden = arg.is_hide_set() || (line.is_at_a_new_word() && !arg.is_positional());
        let arg = arg.hide(is_hidden);
        match Value::of(&arg) {
            Some(value) => arg.add(value.completer(line)),
            None => arg,
        }
    });
    names.into_iter().fold(command, |command, name| command.mut_subcommand(name, |below| with_names(below, line)))
}

/// What the value of an argument is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Value {
    Name(Source),
    File,
    Directory,
}

impl Value {
    /// Returns what the value of an argument is by the name of the value in the help.
    fn of(arg: &Arg) -> Option<Self> {
        let name = arg.get_value_names().and_then(|names| names.first()).map(|name| name.as_str());
        match (arg.get_id().as_str(), name?) {
            ("table", _) | (_, "TABLE") => Some(Self::Name(Source::Tables)),
            ("region", _) => Some(Self::Name(Source::Regions)),
            ("env", _) => Some(Self::Name(Source::Environments)),
            ("profile", _) => Some(Self::Name(Source::Profiles)),
            ("user_pool_id", _) => Some(Self::Name(Source::Pools)),
            (_, "HANDLE" | "USER") => Some(Self::Name(Source::Handles)),
            (_, "CONVERSATION_ID") => Some(Self::Name(Source::Conversations)),
            (_, "FILE" | "PATH") => Some(Self::File),
            (_, "DIR") => Some(Self::Directory),
            _ => None,
        }
    }

    fn completer(self, line: &Arc<Line>) -> ArgValueCompleter {
        let line = Arc::clone(line);
        ArgValueCompleter::new(move |current: &OsStr| match self {
            Self::Name(source) => line.names(source, current),
            Self::File => line.inserted(PathCompleter::any().complete(current)),
            Self::Directory => line.inserted(PathCompleter::dir().complete(current)),
        })
    }
}

/// Returns the value of a candidate as text, if a shell can insert it.
fn text(candidate: &CompletionCandidate) -> Option<&str> {
    candidate.get_value().to_str()
}
