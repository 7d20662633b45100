//! Quotes words for a shell.

use std::borrow::Cow;

/// Quotes a word for a POSIX shell, if it needs quotes. Hints can then be pasted.
pub fn quoted(word: &str) -> Cow<'_, str> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_./:@%+,=-".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return Cow::from(word);
    }
    Cow::from(format!("'{}'", word.replace('\'', r"'\''")))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_shell_reads_the_word_back() {
        for word in ["cruddur-messages", "a b; rm -rf ~", "it's", "", "$(id)", "~", "*", "#x", "é", "--flag=value"] {
            let script = format!("printf %s {}", quoted(word));
            let output = std::process::Command::new("sh").args(["-c", &script]).output().unwrap();
            assert_eq!(String::from_utf8_lossy(&output.stdout), word, "{script}");
        }
        assert_eq!(quoted("cruddur-messages"), "cruddur-messages");
    }
}
