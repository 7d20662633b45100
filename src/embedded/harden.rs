//! Protection from a file that another user made: nothing in its schema is executed.

use super::damage::sqlite_failed;
use crate::error::{Result, Unsafe};
use crate::private::refused;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OptionalExtension};
use std::path::Path;

/// Keeps a connection from executing anything in the schema of its file, and refuses a schema with anything else than tables and
/// indexes, because this program creates nothing else.
pub(super) fn harden(connection: &Connection, path: &Path) -> Result<()> {
    restrict(connection)
        .and_then(|()| foreign_entry(connection))
        .map_err(|error| sqlite_failed("opening", path, error))?
        .map_or(Ok(()), |why| Err(refused(path, why)))
}

/// Turns off triggers, views, and functions in the schema.
fn restrict(connection: &Connection) -> rusqlite::Result<()> {
    for (option, is_on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
    ] {
        connection.set_db_config(option, is_on)?;
    }
    Ok(())
}

/// Returns the first entry of a schema that is neither a table nor an index. SQLite writes the beginning of each statement itself,
/// so the pattern is reliable.
fn foreign_entry(connection: &Connection) -> rusqlite::Result<Option<Unsafe>> {
    let query = "SELECT type, name FROM sqlite_schema WHERE sql NOT GLOB 'CREATE TABLE *'
                 AND sql NOT GLOB 'CREATE INDEX *' AND sql NOT GLOB 'CREATE UNIQUE INDEX *' LIMIT 1";
    let found = |row: &rusqlite::Row<'_>| Ok(Unsafe::Schema { kind: row.get(0)?, name: row.get(1)? });
    connection.query_row(query, [], found).optional()
}
