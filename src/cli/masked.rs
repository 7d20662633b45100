//! Passwords in what is said on stderr: an argument or a setting that is quoted there may hold a URL with one.

use std::borrow::Cow;
use std::ops::Range;

/// What stands in place of a password.
const MASK: &str = "***";

/// The passwords of the hints that show how a URL is written.
const SHOWN: [&str; 2] = ["PASSWORD", "password"];

/// A text without the passwords of the URLs and of the connection strings in it, as far as they can be told.
pub fn masked(text: &str) -> Cow<'_, str> {
    let lower = text.to_ascii_lowercase();
    let (mut clean, mut at) = (String::new(), 0);
    while let Some(secret) = next(&lower, at) {
        let is_shown = SHOWN.contains(&&text[secret.clone()]);
        clean.push_str(&text[at..secret.start]);
        clean.push_str(if is_shown { &text[secret.clone()] } else { MASK });
        at = secret.end;
    }
    if at == 0 {
        return Cow::Borrowed(text);
    }
    clean.push_str(&text[at..]);
    Cow::Owned(clean)
}

/// The first password at or behind `from`, in a text of lower case.
fn next(text: &str, from: usize) -> Option<Range<usize>> {
    let of_url = text[from..].match_indices("://").find_map(|(found, _)| of_url(text, from + found));
    let of_setting = text[from..].match_indices("password").find_map(|(found, name)| {
        let behind = from + found + name.len();
        of_setting(text, behind)
    });
    match (of_url, of_setting) {
        (Some(url), Some(setting)) => Some(if url.start <= setting.start { url } else { setting }),
        (url, setting) => url.or(setting),
    }
}

/// The password of a URL whose `://` stands at `mark`: between the first colon and the last `@` of what may still be the URL. In the
/// URL of a database it may hold blanks, although no program takes them.
fn of_url(text: &str, mark: usize) -> Option<Range<usize>> {
    let scheme = text[..mark].rsplit(|c: char| !c.is_ascii_alphanumeric() && !"+-.:".contains(c)).next()?;
    let is_database = scheme.contains("postgres");
    let begin = mark + 3;
    let is_end = |c: char| matches!(c, '"' | '\'' | '`') || (c.is_whitespace() && !is_database);
    let url = text[begin..].split(is_end).next()?;
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
