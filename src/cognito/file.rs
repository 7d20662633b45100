//! Users of a pool from a file. These forms are read, and recognized by the content:
//!
//! - JSON lines, a JSON array or a CSV of users, as the command `cognito list-users` prints them
//! - one JSON object with the `sub` of each handle
//! - a page that `aws cognito-idp list-users` prints

mod csv;
mod json;
mod members;
mod user;

#[cfg(test)]
mod tests;

use super::PoolUser;
use crate::error::{Error, FileError, Result};
use crate::text::read_all;
use std::io::{ErrorKind, Read};

/// The limit of a file, in bytes.
const MAX_FILE: usize = 16 << 20;

/// The limit of the users in a file, all of which are compared at once.
const MAX_USERS: usize = 100_000;

/// The number of faults that an error names at most.
const MAX_NAMED_FAULTS: usize = 20;

/// Reads the users of a file of at most 16 MiB and 100,000 users. `name` is the name of the file in errors.
///
/// # Errors
/// [`FileError::Unreadable`]; [`Error::Invalid`] for a file of another form, an empty file, and one page of several; and
/// [`FileError::Lines`] with the lines that are not users.
pub fn read_users(name: &str, from: impl Read) -> Result<Vec<PoolUser>> {
    let bytes = match read_all(from, MAX_FILE) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::FileTooLarge => {
            return Err(Error::Invalid { what: name.to_owned(), why: error.to_string() });
        }
        Err(source) => return Err(Error::File(FileError::Unreadable { path: name.into(), source })),
    };
    let text = text(&bytes).map_err(|why| Error::Invalid { what: name.to_owned(), why })?;
    let mut file = File { text, users: Vec::new(), faults: Vec::new(), more: 0 };
    match text.trim_start().chars().next() {
        None => Err("it is empty; an empty pool is []".to_owned()),
        Some('[') => file.array(text),
        Some('{') if is_lines(text) => file.lines(),
        Some('{') => file.object(),
        Some(_) => file.csv(),
    }
    .map_err(|why| Error::Invalid { what: name.to_owned(), why })?;
    if file.users.len() > MAX_USERS {
        let why = format!("it has more than {MAX_USERS} users");
        return Err(Error::Invalid { what: name.to_owned(), why });
    }
    if file.faults.is_empty() {
        return Ok(file.users);
    }
    Err(Error::File(FileError::Lines { file: name.to_owned(), faults: file.faults, more: file.more }))
}

/// Returns the text of a file, without a byte order mark.
fn text(bytes: &[u8]) -> Result<&str, String> {
    match bytes {
        [0x1f, 0x8b, ..] | [0x28, 0xb5, 0x2f, 0xfd, ..] => Err("it is compressed".to_owned()),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, ..] | [_, 0, ..] => Err("it is UTF-16, not UTF-8".to_owned()),
        _ => {
            let text = std::str::from_utf8(bytes)
                .map_err(|error| format!("line {} is not UTF-8", line_of(&bytes[..error.valid_up_to()])))?;
            Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
        }
    }
}

/// Returns the number of the line after these bytes.
fn line_of(before: &[u8]) -> u64 {
    before.iter().filter(|byte| **byte == b'\n').count() as u64 + 1
}

/// Returns whether a text that begins with an object is JSON lines: it has several lines, and the first is a whole object.
fn is_lines(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    first.ends_with('}') && lines.next().is_some()
}

/// A file that is being read.
struct File<'a> {
    text: &'a str,
    users: Vec<PoolUser>,
    faults: Vec<(u64, String)>,
    /// The number of faults that are not in `faults`.
    more: usize,
}

impl File<'_> {
    /// Adds the user, or the fault, of a line.
    fn add(&mut self, line: u64, user: Result<PoolUser, String>) {
        match user {
            // One user more than the limit is kept, so that the file is refused.
            Ok(_) if self.users.len() > MAX_USERS => {}
            Ok(user) => self.users.push(user),
            Err(why) if self.faults.len() < MAX_NAMED_FAULTS => self.faults.push((line, why)),
            Err(_) => self.more += 1,
        }
    }

    /// Returns the number of the line on which a part of the text begins. The part has to be a slice of the text.
    fn line(&self, part: &str) -> u64 {
        let offset = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        line_of(&self.text.as_bytes()[..offset.min(self.text.len())])
    }
}
