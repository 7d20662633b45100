//! What Bash does otherwise than the other shells: it splits words at `=` and `:`, and shows no descriptions.

use super::line::DATA;
use super::text;
use clap_complete::CompletionCandidate;
use std::ffi::OsString;

/// The variables of the script: what separates the candidates, and why Bash asks.
const SEPARATOR: &str = "_CLAP_IFS";
const TYPE: &str = "_CLAP_COMPLETE_COMP_TYPE";

/// The type for which Bash lists the candidates and inserts nothing. Source: Bash manual, `COMP_TYPE`.
const LISTS: &str = "63";

/// Joins the words that Bash has split, such as `--layout`, `=` and `m`. Returns the words, the number of the word to complete, and
/// what is before the part of it that Bash replaces.
pub fn joined(words: Vec<OsString>, index: usize) -> (Vec<OsString>, usize, String) {
    let is_break = |word: &OsString| {
        word.to_str().is_some_and(|word| !word.is_empty() && word.trim_matches(['=', ':']).is_empty())
    };
    let mut joined: Vec<OsString> = Vec::new();
    let (mut at, mut before) = (words.len(), String::new());
    let mut is_continued = false;
    for (number, word) in words.into_iter().enumerate() {
        let continues = (is_continued || is_break(&word)) && joined.len() > 1;
        is_continued = is_break(&word);
        if number == index {
            at = if continues { joined.len() - 1 } else { joined.len() };
            before =
                joined.last().filter(|_| continues).map(|word| word.to_string_lossy().into_owned()).unwrap_or_default();
        }
        match joined.last_mut().filter(|_| continues) {
            Some(last) => last.push(word),
            None => joined.push(word),
        }
    }
    (joined, at, before)
}

/// Returns the candidates as the script reads them. If Bash only lists them, data has its descriptions beside it.
pub fn printed(found: &[CompletionCandidate], before: &str) -> Vec<u8> {
    let variable = |name| std::env::var(name).unwrap_or_default();
    let describes = found.len() > 1 && variable(TYPE) == LISTS;
    let shown = found.iter().filter_map(|candidate| {
        let value = text(candidate)?;
        let value = value.strip_prefix(before).unwrap_or(value);
        let is_data = candidate.get_id().is_some_and(|id| id.starts_with(DATA));
        match candidate.get_help().filter(|_| describes && is_data) {
            Some(help) => Some(format!("{value}  ({help})")),
            None => Some(value.to_owned()),
        }
    });
    let separator = variable(SEPARATOR);
    let separator = if separator.is_empty() { "\n" } else { &separator };
    shown.collect::<Vec<_>>().join(separator).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn split_words_are_joined() {
        for (words, index, expected, at, before) in [
            ("cruddur ddb seed --layout = m", 5, "cruddur ddb seed --layout=m", 3, "--layout="),
            (
                "cruddur --endpoint-url http : //localhost : 8000 ddb sc",
                8,
                "cruddur --endpoint-url http://localhost:8000 ddb sc",
                4,
                "",
            ),
            ("cruddur --table a b", 3, "cruddur --table a b", 3, ""),
            ("cruddur --table = a b", 4, "cruddur --table=a b", 2, ""),
        ] {
            let split = |line: &str| line.split(' ').map(OsString::from).collect::<Vec<_>>();
            assert_eq!(joined(split(words), index), (split(expected), at, before.to_owned()), "{words}");
        }
        // Behind `=`, the word to complete is empty.
        let words = ["cruddur", "ddb", "seed", "--layout", ""].map(OsString::from).to_vec();
        assert_eq!(joined(words.clone(), 4), (words, 4, String::new()));
    }
}
