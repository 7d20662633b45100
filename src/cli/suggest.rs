//! Suggestions for a command line that does not parse: a command of another group, or `--prod` for the word `prod` of the old
//! scripts.

use clap::Command;
use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, Error};

/// The minimum similarity of a suggested name (Jaro-Winkler, 0 to 1), and the maximum number of suggestions.
const NEAR: (f64, usize) = (0.9, 3);

/// The argument of the old scripts.
const PROD: &str = "prod";

/// The option that replaces it.
pub const PROD_TIP: &str = "--prod, before or after the command, selects production";

/// Adds suggestions to `error`. `root` is the whole command, built.
pub fn complete(error: &mut Error, root: &Command) {
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
        let is_near = matches!(error.get(ContextKind::SuggestedSubcommand), Some(ContextValue::Strings(names)) if !names.is_empty());
        let found = commands_like(&wrong, root, !is_near);
        if !found.is_empty() {
            error.insert(ContextKind::SuggestedSubcommand, ContextValue::Strings(found));
        }
    }
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
        Some(ContextValue::StyledStrs(tips)) => tips.last().map(ToString::to_string),
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

/// Returns the commands of every group whose name is `word`, as they are typed. If there are none and `or_near` is set, returns
/// those with the most similar names.
fn commands_like(word: &str, root: &Command, or_near: bool) -> Vec<String> {
    let word = word.to_lowercase().replace('_', "-");
    let mut found: Vec<(f64, String)> = Vec::new();
    collect(root, root.get_name(), &mut |name, path| found.push((strsim::jaro_winkler(&word, name), path)));
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let least = if found.first().is_some_and(|(likeness, _)| *likeness >= 1.0) || !or_near { 1.0 } else { NEAR.0 };
    found.into_iter().filter(|(likeness, _)| *likeness >= least).take(NEAR.1).map(|(_, path)| path).collect()
}

/// Calls `take` with the name and the path of each command below `command`.
fn collect(command: &Command, path: &str, take: &mut impl FnMut(&str, String)) {
    for below in command.get_subcommands().filter(|below| below.get_name() != "help") {
        let path = format!("{path} {}", below.get_name());
        collect(below, &path, take);
        take(below.get_name(), path);
    }
}
