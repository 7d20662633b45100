//! Users of a pool from a file, as `cruddur cognito list-users` prints them: JSON lines, or a CSV with a header.

use crate::error::{Error, Result};
use serde::Deserialize;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// A user's handle, where there is one, and `sub`. What else a line has is not looked at.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct UserId {
    /// The handle (`preferred_username`).
    #[serde(default)]
    pub handle: Option<String>,
    /// The `sub`.
    pub sub: String,
}

/// Reads a file; one whose name ends in `.csv` as a CSV.
///
/// # Errors
/// [`Error::Unreadable`], and [`Error::Invalid`] with the line that is no user.
pub fn read_user_ids(path: &Path) -> Result<Vec<UserId>> {
    let unreadable = |source| Error::Unreadable { path: path.to_owned(), source };
    let file = BufReader::new(File::open(path).map_err(unreadable)?);
    let invalid = |line: u64, why: String| Error::Invalid { what: format!("{} line {line}", path.display()), why };
    let mut users = Vec::new();
    if path.extension().is_some_and(|ending| ending == "csv") {
        for (at, record) in csv::Reader::from_reader(file).into_deserialize().enumerate() {
            let line = |error: &csv::Error| error.position().map_or(at as u64 + 2, csv::Position::line);
            let user = record.map_err(|error| invalid(line(&error), error.to_string()))?;
            users.push(checked(user).map_err(|why| invalid(at as u64 + 2, why))?);
        }
        return Ok(users);
    }
    for (at, line) in file.lines().enumerate() {
        let line = line.map_err(unreadable)?;
        if !line.trim().is_empty() {
            let user = serde_json::from_str(&line).map_err(|error| invalid(at as u64 + 1, error.to_string()))?;
            users.push(checked(user).map_err(|why| invalid(at as u64 + 1, why))?);
        }
    }
    Ok(users)
}

/// An empty handle, as a CSV has it, is none; an empty id is no id.
fn checked(user: UserId) -> std::result::Result<UserId, String> {
    if user.sub.trim().is_empty() {
        return Err("the sub is empty".to_owned());
    }
    Ok(UserId { handle: user.handle.filter(|handle| !handle.is_empty()), ..user })
}
