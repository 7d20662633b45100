//! The file of the users and the user pool.

use super::damage::{open, sqlite_failed, write_marker};
use super::directory::Database;
use super::harden::harden;
use super::{Home, USERS, failed};
use crate::error::Result;
use rusqlite::{Connection, OpenFlags};

/// The version of the file that this program writes. A newer version is refused.
const VERSION: i64 = 1;

/// The tables of the user pool. The tables of the app are created by `UserStore::create_tables`.
const POOL: &str = include_str!("pool.sql");

/// Opens the file and creates it if it is missing. If it may not be created, opens an empty store in memory.
pub(super) fn connect(home: &Home) -> Result<Connection> {
    match home.prepared(USERS)? {
        Some((file, has_marker)) => connect_to(&file, has_marker),
        None => Connection::open_in_memory()
            .and_then(|connection| connection.execute_batch(POOL).map(|()| connection))
            .map_err(|error| sqlite_failed("opening", &home.users_file(), error)),
    }
}

fn connect_to(file: &Database, has_marker: bool) -> Result<Connection> {
    let path = file.path();
    let failed_to_open = |error| sqlite_failed("opening", &path, error);
    let connection = open(file, OpenFlags::SQLITE_OPEN_READ_WRITE).map_err(failed_to_open)?;
    file.check_path()?;
    harden(&connection, &path)?;
    let prepare = || -> rusqlite::Result<i64> {
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        connection.pragma_update(None, "cell_size_check", true)?;
        connection.pragma_query_value(None, "user_version", |row| row.get(0))
    };
    let version = prepare().map_err(failed_to_open)?;
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
    if !has_marker {
        write_marker(file)?;
    }
    Ok(connection)
}
