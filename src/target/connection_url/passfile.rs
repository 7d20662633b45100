//! The password file of libpq. Each line is `HOST:PORT:DATABASE:USER:PASSWORD`.
//! Source: PostgreSQL, "The Password File"; libpq, `passwordFromFile`.

use crate::error::OpenFile;
use crate::text::small_file;
use std::io::ErrorKind;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// The login that a password is for.
pub(crate) struct Login<'a> {
    pub(crate) host: &'a str,
    pub(crate) port: u16,
    pub(crate) database: &'a str,
    pub(crate) user: &'a str,
}

/// Reads the password for a login from the file at `path`. Returns `None` if the file does not exist or has no password for it.
///
/// # Errors
/// [`OpenFile`] for a file that libpq does not read either.
pub(crate) fn password(path: &Path, login: &Login<'_>) -> Result<Option<String>, OpenFile> {
    let Ok(metadata) = std::fs::metadata(path) else { return Ok(None) };
    let mode = metadata.permissions().mode() & 0o777;
    if metadata.is_file() && mode & 0o077 != 0 {
        let why = format!("its mode {mode:04o} lets others in, and 0600 does not");
        return Err(OpenFile { path: path.to_owned(), why });
    }
    let contents = match small_file(path) {
        Err(error) if error.kind() == ErrorKind::FileTooLarge => {
            return Err(OpenFile { path: path.to_owned(), why: error.to_string() });
        }
        contents => contents.ok().flatten(),
    };
    Ok(contents.and_then(|contents| contents.lines().find_map(|line| matching(line, login))))
}

/// Returns the password of a line if it is for this login.
fn matching(line: &str, login: &Login<'_>) -> Option<String> {
    if line.starts_with('#') {
        return None;
    }
    let port = login.port.to_string();
    let mut rest = line;
    for wanted in [login.host, &port, login.database, login.user] {
        let (field, after) = field(rest);
        let is_any = rest.starts_with("*:");
        rest = after.filter(|_| is_any || field == wanted)?;
    }
    let (password, _) = field(rest);
    Some(password)
}

/// Returns the first field without its escapes, and the text after its colon.
fn field(text: &str) -> (String, Option<&str>) {
    let mut field = String::new();
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            ':' => return (field, Some(&text[at + 1..])),
            '\\' => field.push(characters.next().map_or('\\', |(_, escaped)| escaped)),
            other => field.push(other),
        }
    }
    (field, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_that_fits_has_the_password() {
        let login = Login { host: "::1", port: 5432, database: "d:b", user: "back\\slash" };
        for (line, password) in [
            ("*:*:*:*:any", Some("any")),
            (r"\:\:1:5432:d\:b:back\\slash:p\:w\\d", Some(r"p:w\d")),
            (r"\:\:1:5432:d\:b:back\\slash:p:w", Some("p")),
            (r"\:\:1:5433:*:*:other port", None),
            (r"::1:5432:*:*:not escaped", None),
            (r"\:\:1:5432:d\:b:*", None),
            ("**:*:*:*:no wildcard", None),
            ("#*:*:*:*:comment", None),
            ("*:*:*:*:", Some("")),
            ("", None),
        ] {
            assert_eq!(matching(line, &login).as_deref(), password, "{line}");
        }
    }
}
