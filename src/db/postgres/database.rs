//! Creates and drops the database of a connection string, over a connection to the maintenance database of its server.

use super::client::Client;
use super::connect::connect;
use super::fault::cause;
use crate::error::{DatabaseError, Error, Result};
use crate::target::connection_url::{ConnectionUrl, MAINTENANCE};
use postgres::error::SqlState;

/// The databases that a server has from the beginning, and needs. Source: PostgreSQL, "Template Databases"; Amazon RDS user guide,
/// "Understanding the rds_superuser role".
const OF_THE_SERVER: [&str; 4] = [MAINTENANCE, "template0", "template1", "rdsadmin"];

/// Creates the database.
///
/// # Errors
/// As [`connect`], and the database errors of [`Error`].
pub(super) fn create_database(url: &ConnectionUrl, prod: bool) -> Result<()> {
    let mut client = connect(&url.with_database(MAINTENANCE), prod)?;
    match client.batch_execute(&format!("CREATE DATABASE {}", identifier(url.database()))) {
        // Another run has created it meanwhile.
        Err(error) if matches!(error.code(), Some(&SqlState::DUPLICATE_DATABASE | &SqlState::UNIQUE_VIOLATION)) => {
            Ok(())
        }
        created => created.map_err(|error| failed("creating the database", url, error)),
    }
}

/// Returns how many sessions use the database.
///
/// # Errors
/// [`Error::Invalid`] for a database that the server needs; [`DatabaseError::NoDatabase`]; as [`connect`], and the other database
/// errors of [`Error`].
pub(super) fn count_sessions(url: &ConnectionUrl, prod: bool) -> Result<u64> {
    let name = url.database();
    if OF_THE_SERVER.contains(&name) {
        return Err(Error::Invalid { what: format!("database {name}"), why: "the server needs it".to_owned() });
    }
    let mut client = Client(connect(&url.with_database(MAINTENANCE), prod)?);
    let mut count = || {
        client.query_opt(include_str!("../sql/database_sessions.sql"), &[&name])?.map(|row| row.try_get(0)).transpose()
    };
    let counted: Option<i64> = count().map_err(|error| failed("looking at the database", url, error))?;
    counted.map(i64::unsigned_abs).ok_or_else(|| no_database(url))
}

/// Drops the database. With `force`, its sessions are ended first.
///
/// # Errors
/// As [`count_sessions`].
pub(super) fn drop_database(url: &ConnectionUrl, prod: bool, force: bool) -> Result<()> {
    let mut client = connect(&url.with_database(MAINTENANCE), prod)?;
    let force = if force { " WITH (FORCE)" } else { "" };
    let sql = format!("DROP DATABASE {}{force}", identifier(url.database()));
    client.batch_execute(&sql).map_err(|error| match error.code() {
        Some(&SqlState::INVALID_CATALOG_NAME) => no_database(url),
        _ => failed("dropping the database", url, error),
    })
}

/// Returns the error of a database that the server does not have.
pub(super) fn no_database(url: &ConnectionUrl) -> Error {
    Error::Database(DatabaseError::NoDatabase { at: url.to_string(), name: url.database().to_owned() })
}

fn failed(doing: &'static str, url: &ConnectionUrl, error: postgres::Error) -> Error {
    Error::Database(DatabaseError::Statement { doing, at: url.to_string(), source: cause(error) })
}

/// Quotes a name for SQL. A statement cannot have a name as a parameter.
pub fn identifier(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_quoted() {
        assert_eq!(identifier("my db"), "\"my db\"");
        assert_eq!(identifier("a\"; DROP TABLE users; --"), "\"a\"\"; DROP TABLE users; --\"");
    }
}
