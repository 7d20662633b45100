//! Suggestions for a command line that does not parse: a command of another group, the command that a word means, an option that
//! another command has, or `--prod` for the word `prod` of the old scripts.

use clap::Command;
use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, Error};

/// The minimum similarity of a suggested name of another group, and of the same group (Jaro-Winkler, 0 to 1).
const NEAR: f64 = 0.9;
const NEAR_IN_GROUP: f64 = 0.85;

/// The maximum number of suggestions.
const MAX_SUGGESTIONS: usize = 3;

/// The argument of the old scripts.
const PROD: &str = "prod";

/// The option that replaces it.
pub const PROD_TIP: &str = "--prod, before or after the command, selects production";

/// What a newcomer may call a command, and the commands that are meant. A word that is the name of a command needs no line: that
/// command is found by its name.
const WORDS: [(&[&str], &[&str]); 10] = [
    (&["message", "read", "chat"], &["messages", "send"]),
    (&["conversation", "inbox"], &["conversations"]),
    (&["write", "reply", "post"], &["send"]),
    (&["list", "ls"], &["conversations", "ddb list-tables", "db list-users"]),
    (&["table", "tables"], &["ddb list-tables"]),
    (&["user", "users"], &["db list-users", "cognito list-users"]),
    (&["init", "install", "start", "create", "bootstrap", "migrate", "up"], &["setup"]),
    (&["status", "check", "health", "info", "login", "whoami"], &["doctor"]),
    (&["backup", "dump"], &["ddb export"]),
    (&["restore", "load"], &["ddb import"]),
];

/// Options of other commands and tools, and those that are meant if the command has them.
const OPTIONS: [(&str, &str); 8] = [
    ("--to", "--with"),
    ("--from", "--as"),
    ("--user", "--as"),
    ("--handle", "--as"),
    ("--format", "--output"),
    ("--json", "--output"),
    ("--force", "--yes"),
    ("--table-name", "--table"),
];

/// Adds suggestions to `error`, which these arguments caused. `root` is the whole command, built.
pub fn complete(error: &mut Error, root: &Command, arguments: &[String]) {
    let Some(wrong) = wrong_word(error).map(str::to_owned) else { return };
    if wrong == PROD {
        let mut tips = match error.remove(ContextKind::Suggested) {
            Some(ContextValue::StyledStrs(tips)) => tips,
            _ => Vec::new(),
        };
        tips.push(StyledStr::from(PROD_TIP));
        // A similar value or command is not what was meant.
        error.remove(ContextKind::SuggestedSubcommand);
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(tips));
    } else if error.get(ContextKind::InvalidSubcommand).is_some() {
        suggest_commands(error, &wrong, root, arguments);
    } else if let Some(meant) = option_meant(&wrong, command_of(root, arguments)) {
        error.remove(ContextKind::Suggested);
        error.insert(ContextKind::SuggestedArg, ContextValue::String(meant.to_owned()));
    }
}

/// Suggests the commands that may be meant by a word that is not one.
fn suggest_commands(error: &mut Error, wrong: &str, root: &Command, arguments: &[String]) {
    // clap also suggests names that have little in common with the word.
    let is_near = |name: &String| strsim::jaro_winkler(wrong, name) >= NEAR_IN_GROUP;
    let near = match error.remove(ContextKind::SuggestedSubcommand) {
        Some(ContextValue::Strings(names)) => names.into_iter().filter(is_near).collect(),
        _ => Vec::new(),
    };
    let mut found = commands_like(wrong, root, 1.0);
    if found.is_empty() {
        found = near;
    }
    if found.is_empty() {
        found = commands_meant(wrong, root);
    }
    if found.is_empty() {
        found = commands_like(wrong, root, NEAR);
    }
    let rest: Vec<&String> = arguments.iter().skip_while(|argument| *argument != wrong).skip(1).collect();
    let is_help = arguments.first().is_some_and(|first| first == "help");
    let mut abouts = Vec::new();
    for path in &mut found {
        let about = extend(path, root, &rest);
        if is_help {
            *path = path.replacen("cruddur ", "cruddur help ", 1);
        }
        abouts.push(about);
    }
    match found.len() {
        0 => {}
        1 => drop(error.insert(ContextKind::SuggestedSubcommand, ContextValue::Strings(found))),
        _ => {
            let tips = found.iter().zip(abouts).map(|(path, about)| StyledStr::from(format!("'{path}': {about}")));
            error.insert(ContextKind::Suggested, ContextValue::StyledStrs(tips.collect()));
        }
    }
}

/// Adds to the path of a group the commands that follow it on the command line, and returns the description of the command. A name
/// that clap suggests has no path, and is not changed.
fn extend(path: &mut String, root: &Command, rest: &[&String]) -> String {
    let mut command = path.split(' ').skip(1).try_fold(root, |command, name| command.find_subcommand(name));
    for word in rest {
        let Some(below) = command.and_then(|command| command.find_subcommand(word)) else { break };
        if !path.contains(' ') {
            break;
        }
        *path = format!("{path} {word}");
        command = Some(below);
    }
    command.and_then(Command::get_about).map(ToString::to_string).unwrap_or_default()
}

/// Returns the suggestion of an error in words; `None` for an error without a suggestion.
pub fn meaning(error: &Error) -> Option<String> {
    let near = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let named = near.iter().find_map(|kind| match error.get(*kind) {
        Some(ContextValue::String(name)) => Some(name.clone()),
        Some(ContextValue::Strings(names)) if !names.is_empty() => Some(names.join(", or ")),
        _ => None,
    });
    named.or_else(|| match error.get(ContextKind::Suggested) {
        Some(ContextValue::StyledStrs(tips)) => {
            let tips: Vec<String> = tips.iter().map(ToString::to_string).collect();
            let prod = tips.iter().find(|tip| *tip == PROD_TIP).cloned();
            prod.or_else(|| (!tips.is_empty()).then(|| tips.join("; ")))
        }
        _ => None,
    })
}

/// Returns the word that is not a command, an argument or a value. The wrong value of an option does not count: the error names
/// the option.
fn wrong_word(error: &Error) -> Option<&str> {
    let word = |kind| match error.get(kind) {
        Some(ContextValue::String(word)) => Some(word.as_str()),
        _ => None,
    };
    let argument = word(ContextKind::InvalidArg);
    let is_option = argument.is_some_and(|argument| argument.starts_with('-'));
    let value = word(ContextKind::InvalidValue);
    word(ContextKind::InvalidSubcommand).or(value.filter(|_| !is_option)).or(argument)
}

/// Returns the option that is meant by one that the command does not have.
fn option_meant(wrong: &str, command: &Command) -> Option<&'static str> {
    let (_, meant) = OPTIONS.into_iter().find(|(option, _)| *option == wrong)?;
    let has = |name: &str| command.get_arguments().any(|argument| argument.get_long() == Some(name));
    has(meant.trim_start_matches('-')).then_some(meant)
}

/// Returns the command that the arguments name.
fn command_of<'a>(root: &'a Command, arguments: &[String]) -> &'a Command {
    arguments.iter().fold(root, |command, word| command.find_subcommand(word).unwrap_or(command))
}

/// Returns the commands that a newcomer may call by this word.
fn commands_meant(word: &str, root: &Command) -> Vec<String> {
    let word = word.to_lowercase();
    let meant = WORDS.iter().filter(|(words, _)| words.contains(&word.as_str())).flat_map(|(_, paths)| *paths);
    let exists = |path: &str| path.split(' ').try_fold(root, |command, name| command.find_subcommand(name)).is_some();
    meant.filter(|path| exists(path)).map(|path| format!("{} {path}", root.get_name())).collect()
}

/// Returns the commands of every group whose name is at least this similar to `word`, as they are typed, the most similar first. A
/// name that is the word leaves the others out.
fn commands_like(word: &str, root: &Command, least: f64) -> Vec<String> {
    let word = word.to_lowercase().replace('_', "-");
    let mut found: Vec<(f64, String)> = Vec::new();
    collect(root, root.get_name(), &mut |name, path| found.push((strsim::jaro_winkler(&word, name), path)));
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.into_iter().filter(|(likeness, _)| *likeness >= least).take(MAX_SUGGESTIONS).map(|(_, path)| path).collect()
}

/// Calls `take` with the name and the path of each command below `command`.
fn collect(command: &Command, path: &str, take: &mut impl FnMut(&str, String)) {
    for below in command.get_subcommands().filter(|below| below.get_name() != "help") {
        let path = format!("{path} {}", below.get_name());
        collect(below, &path, take);
        take(below.get_name(), path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::parse::whole;

    #[test]
    fn every_word_means_a_command_that_exists() {
        let root = whole();
        for (words, paths) in WORDS {
            for word in words {
                assert_eq!(commands_meant(word, &root).len(), paths.len(), "{word}");
            }
        }
    }
}
