//! The file of the users and the user pool.

use super::damage::{mark, open, sqlite_failed};
use super::directory::Database;
use super::harden::harden;
use super::{Home, USERS, failed};
use crate::error::Result;
use rusqlite::{Connection, OpenFlags};

/// The version of the file that this program writes; a file of a newer one is refused.
const VERSION: i64 = 1;

/// What the file has beside the app's tables, which are `db schema-load`'s.
const POOL: &str = include_str!("pool.sql");

/// Opens the file of users and pool, making what is missing of it; or an empty store in memory, where none is to be made.
pub(super) fn connect(home: &Home) -> Result<Connection> {
    match home.prepared(USERS)? {
        Some((file, is_made)) => connect_to(&file, is_made),
        None => Connection::open_in_memory()
            .and_then(|connection| connection.execute_batch(POOL).map(|()| connection))
            .map_err(|error| sqlite_failed("opening", &home.users_file(), error)),
    }
}

fn connect_to(file: &Database, is_made: bool) -> Result<Connection> {
    let path = file.path();
    let failed_to_open = |error| sqlite_failed("opening", &path, error);
    let connection = open(file, OpenFlags::SQLITE_OPEN_READ_WRITE).map_err(failed_to_open)?;
    file.check_path()?;
    harden(&connection, &path)?;
    let look = || -> rusqlite::Result<i64> {
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        connection.pragma_update(None, "cell_size_check", true)?;
        connection.pragma_query_value(None, "user_version", |row| row.get(0))
    };
    let version = look().map_err(failed_to_open)?;
    if version > VERSION {
        let why =
            format!("it was written by a newer cruddur (version {version} of the file; this one reads {VERSION})");
        return Err(failed("opening", &path, why));
    }
    if version < VERSION {
        connection
            .execute_batch(POOL)
            .and_then(|()| connection.pragma_update(None, "user_version", VERSION))
            .map_err(|error| sqlite_failed("preparing", &path, error))?;
    }
    if !is_made {
        mark(file)?;
    }
    Ok(connection)
}
