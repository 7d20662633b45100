//! Removes passwords from texts for stderr: a text may quote an argument or a setting that contains a URL with a password.

use std::borrow::Cow;
use std::ops::Range;

/// The text that replaces a password.
const MASK: &str = "***";

/// The name of the password setting in a connection string.
const SETTING: &str = "password";

/// The maximum length of a scheme, in bytes, such as `jdbc:postgresql`.
const MAX_SCHEME: usize = 64;

/// The placeholders of passwords in hints, which are not masked.
const SHOWN: [&str; 2] = ["PASSWORD", "password"];

/// The maximum length of a URL, in bytes. It bounds the work for a long text from a server.
const MAX_URL: usize = 4_096;

/// Returns a text with the passwords of URLs and connection strings masked, as far as they can be recognized.
pub fn masked(text: &str) -> Cow<'_, str> {
    let lower = text.to_ascii_lowercase();
    let of_urls = lower.match_indices("://").filter_map(|(mark, _)| of_url(&lower, mark));
    let of_settings = lower.match_indices(SETTING).filter_map(|(at, name)| of_setting(&lower, at + name.len()));
    let mut secrets: Vec<Range<usize>> = of_urls.chain(of_settings).collect();
    if secrets.is_empty() {
        return Cow::Borrowed(text);
    }
    secrets.sort_by_key(|secret| secret.start);
    let (mut clean, mut at) = (String::new(), 0);
    for secret in secrets {
        // A password that begins within another one is already masked.
        if secret.start >= at && !SHOWN.contains(&&text[secret.clone()]) {
            clean.push_str(&text[at..secret.start]);
            clean.push_str(MASK);
            at = secret.end;
        }
    }
    clean.push_str(&text[at..]);
    Cow::Owned(clean)
}

/// Returns the password of a URL whose `://` is at `mark`: the text between the first colon and the last `@` of what may belong
/// to the URL. In the URL of a database it may contain blanks, although no program accepts them.
fn of_url(text: &str, mark: usize) -> Option<Range<usize>> {
    let before = &text[text.floor_char_boundary(mark.saturating_sub(MAX_SCHEME))..mark];
    let scheme = before.rsplit(|c: char| !c.is_ascii_alphanumeric() && !"+-.:".contains(c)).next()?;
    let is_database = scheme.contains("postgres");
    let begin = mark + 3;
    let is_end = |c: char| matches!(c, '"' | '\'' | '`') || (c.is_whitespace() && !is_database);
    let behind = &text[begin..text.floor_char_boundary(begin + MAX_URL)];
    let url = behind.split(is_end).next()?;
    let user = &url[..url.rfind('@')?];
    let password = begin + user.find(':')? + 1;
    (password < begin + user.len()).then_some(password..begin + user.len())
}

/// Returns the value of a `password` setting whose name ends at `at`: `password=x`, `password = 'a b'`, `password%3dx`.
fn of_setting(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text[at..].trim_start();
    let value = rest.strip_prefix("%3d").or_else(|| rest.strip_prefix('=').map(str::trim_start))?;
    let begin = text.len() - value.len();
    let length = match value.strip_prefix('\'') {
        Some(quoted) => quoted.find('\'').map_or(value.len(), |end| end + 2),
        None => value.find(|c: char| c.is_whitespace() || "&;\"'`)".contains(c)).unwrap_or(value.len()),
    };
    (length > 0).then_some(begin..begin + length)
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn a_password_is_masked_wherever_it_stands() {
        for (text, expected) in [
            (
                "unexpected argument 'postgresql://q:S4cret@h/b' found",
                "unexpected argument 'postgresql://q:***@h/b' found",
            ),
            ("users at Postgres://q:p@ss@h:5432/b, and", "users at Postgres://q:***@h:5432/b, and"),
            ("jdbc:postgresql://q:a b@h/b", "jdbc:postgresql://q:***@h/b"),
            ("http://u:S4cret@h:8000 and http://v:S4cret@i", "http://u:***@h:8000 and http://v:***@i"),
            ("h/enemy1%26password%3DS3cret (user q)", "h/enemy1%26password%3D*** (user q)"),
            ("host=h dbname=x;PASSWORD=S3cret user=q", "host=h dbname=x;PASSWORD=*** user=q"),
            ("password = 'a b' host=h", "password = *** host=h"),
            ("PGPASSWORD=x", "PGPASSWORD=***"),
        ] {
            assert_eq!(masked(text), expected, "{text}");
            assert_eq!(masked(expected), expected);
        }
    }

    #[test]
    fn a_long_text_takes_no_longer_than_it_is_long() {
        // Each is a URL without an end, which would be searched to the end of the text.
        let text = "postgres://a".repeat(5_000);
        assert_eq!(masked(&text), text);
    }

    #[test]
    fn what_is_no_password_stays() {
        for text in [
            "",
            "http://localhost:8000",
            "http://localhost:8000 is not user@example.com",
            "postgresql://USER:PASSWORD@HOST:5432/cruddur",
            "postgresql://postgres:password@localhost:5432/cruddur",
            "check user and password, or set PGPASSWORD",
            "arn:aws:dynamodb:eu-west-1:1:table/x",
            "s3://bucket/prefix",
        ] {
            assert_eq!(masked(text), text);
        }
    }
}
