//! Passwords in what is said on stderr: an argument or a setting that is quoted there may hold a URL with one.

use std::borrow::Cow;
use std::ops::Range;

/// What stands in place of a password.
const MASK: &str = "***";

/// The name of the setting of a password.
const SETTING: &str = "password";

/// The longest scheme that is looked at, in bytes, such as `jdbc:postgresql`.
const LONGEST_SCHEME: usize = 64;

/// The passwords of the hints that show how a URL is written.
const SHOWN: [&str; 2] = ["PASSWORD", "password"];

/// The longest URL that is looked at, in bytes: a text of a server may be as long as it likes.
const LONGEST_URL: usize = 4_096;

/// A text without the passwords of the URLs and of the connection strings in it, as far as they can be told.
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
        // One that begins within another is masked with it.
        if secret.start >= at && !SHOWN.contains(&&text[secret.clone()]) {
            clean.push_str(&text[at..secret.start]);
            clean.push_str(MASK);
            at = secret.end;
        }
    }
    clean.push_str(&text[at..]);
    Cow::Owned(clean)
}

/// The password of a URL whose `://` stands at `mark`: between the first colon and the last `@` of what may still be the URL. In the
/// URL of a database it may hold blanks, although no program takes them.
fn of_url(text: &str, mark: usize) -> Option<Range<usize>> {
    let before = &text[text.floor_char_boundary(mark.saturating_sub(LONGEST_SCHEME))..mark];
    let scheme = before.rsplit(|c: char| !c.is_ascii_alphanumeric() && !"+-.:".contains(c)).next()?;
    let is_database = scheme.contains("postgres");
    let begin = mark + 3;
    let is_end = |c: char| matches!(c, '"' | '\'' | '`') || (c.is_whitespace() && !is_database);
    let behind = &text[begin..text.floor_char_boundary(begin + LONGEST_URL)];
    let url = behind.split(is_end).next()?;
    let user = &url[..url.rfind('@')?];
    let password = begin + user.find(':')? + 1;
    (password < begin + user.len()).then_some(password..begin + user.len())
}

/// The value of a setting `password`, whose name ends at `at`: `password=x`, `password = 'a b'`, `password%3dx`.
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
        // Each of them is a URL without an end, and would be looked at from there to the end of the text.
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
