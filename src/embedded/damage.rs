//! Damaged files. The size and the header of a file are checked when it is opened; `doctor` runs SQLite's integrity check.
//!
//! A store that was created has a marker beside it, the empty file `NAME-made`. So a store that is missing or was truncated is not
//! mistaken for a new one. The marker is written after the store; `rm messages.db*` removes both.

use super::directory::Database;
use super::failed;
use super::harden::harden;
use crate::error::{Error, Result};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::time::Duration;

/// The first bytes of a SQLite database. Source: SQLite, "Database File Format", 1.3.
const MAGIC: &[u8] = b"SQLite format 3\0";

/// The length of the header of a SQLite database, in bytes.
const HEADER: u64 = 100;

/// Why a missing file with a marker is damaged.
const MISSING: &str = "it existed before, and is missing now";

/// Why a file that SQLite cannot read is damaged.
const UNREADABLE: &str = "SQLite cannot read all of it";

/// A file in which SQLite's integrity check found no fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The file.
    pub path: PathBuf,
    /// Whether the check read the whole file within its limit.
    pub is_complete: bool,
}

/// The suffix of a marker's name.
const MARKER: &str = "-made";

/// Prepares a file for opening. Creates a missing file if `creates` is set. Refuses a file that other users could have changed, and
/// a file that its size or header shows to be damaged. Returns whether it has its marker, or `None` if it does not exist and is not
/// created.
pub(super) fn prepare_file(file: &Database, creates: bool) -> Result<Option<bool>> {
    let has_marker = file.metadata(MARKER)?.is_some();
    // SQLite opens these files by itself.
    file.metadata("-shm")?;
    file.metadata("-journal")?;
    // The data of a process that was killed may be only in the write-ahead log, which SQLite recovers.
    let has_log = file.metadata("-wal")?.is_some_and(|log| log.st_size > 0);
    match file.metadata("")? {
        None if has_marker => return Err(damaged(&file.path(), MISSING)),
        None if !creates => return Ok(None),
        _ => {}
    }
    examine(file.open("")?, &file.path(), has_marker, has_log)?;
    Ok(Some(has_marker))
}

/// Writes the marker of a store that was created.
pub(super) fn write_marker(file: &Database) -> Result<()> {
    file.open(MARKER).map(drop)
}

/// Checks the size and the header of a file.
fn examine(file: File, path: &Path, has_marker: bool, has_log: bool) -> Result<()> {
    let mut header = Vec::new();
    let read = file.metadata().and_then(|found| file.take(HEADER).read_to_end(&mut header).map(|_| found.len()));
    let length = read.map_err(|error| failed("opening", path, error))?;
    match length {
        0 if has_marker || has_log => Err(damaged(path, "it had data before, and is empty now")),
        0 => Ok(()),
        _ if !header.starts_with(MAGIC) => Err(damaged(path, "it is not a SQLite database")),
        _ => match whole_length(&header) {
            Some(whole) if length < whole && !has_log => {
                Err(damaged(path, format!("it has {length} of its {whole} bytes")))
            }
            _ => Ok(()),
        },
    }
}

/// Returns the minimum length of a file by its header, or `None` if the header does not say.
fn whole_length(header: &[u8]) -> Option<u64> {
    let Ok(header) = <&[u8; HEADER as usize]>::try_from(header) else { return Some(HEADER) };
    let number = |at: usize| u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
    let page = match u16::from_be_bytes([header[16], header[17]]) {
        1 => 65_536,
        size => u64::from(size),
    };
    // The number of pages is valid if the version that maintains it wrote the file last. Then the two counters are equal.
    let is_valid = number(24) == number(92);
    is_valid.then(|| page * u64::from(number(28)))
}

/// Returns the error of a failure of SQLite. Damage has an error of its own.
pub(super) fn sqlite_failed(doing: &'static str, path: &Path, error: rusqlite::Error) -> Error {
    if is_damage(&error) { damaged(path, UNREADABLE) } else { failed(doing, path, error) }
}

/// Returns whether SQLite says that the file is damaged.
pub(super) fn is_damage(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
}

/// Returns the error that SQLite cannot read a file.
pub(super) fn unreadable(path: &Path) -> Error {
    damaged(path, UNREADABLE)
}

fn damaged(path: &Path, why: impl Into<String>) -> Error {
    Error::EmbeddedDamaged { path: path.to_owned(), why: why.into() }
}

/// Returns whether SQLite finds a fault in a file. For an error that does not say whether the file is damaged.
pub(super) fn has_fault(file: &Database) -> bool {
    match open_to_read(file).and_then(|connection| is_whole(&connection, "quick_check(1)")) {
        Ok(is_whole) => !is_whole,
        Err(error) => is_damage(&error),
    }
}

/// Keeps a damaged file unchanged: without this, closing it would write the log into it.
pub(super) fn skip_checkpoint_on_close(connection: &Connection) {
    // If that fails, closing the file writes the log, as by default.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).ok();
}

fn open_to_read(file: &Database) -> rusqlite::Result<Connection> {
    open(file, OpenFlags::SQLITE_OPEN_READ_ONLY)
}

/// Opens a prepared file.
pub(super) fn open(file: &Database, access: OpenFlags) -> rusqlite::Result<Connection> {
    let flags = access | OpenFlags::SQLITE_OPEN_NOFOLLOW | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(file.real(), flags)
}

/// Runs a check, and returns whether it found no fault. The text of a fault is for the developers of SQLite.
fn is_whole(connection: &Connection, check: &str) -> rusqlite::Result<bool> {
    connection.query_row(&format!("PRAGMA {check}"), [], |row| Ok(row.get::<_, String>(0)? == "ok"))
}

/// Checks every page and every index of a file, for at most `limit`. Returns `None` if the file was never created. Blocks the
/// thread. Only reads.
///
/// # Errors
/// [`Error::EmbeddedDamaged`] and [`FileError::Unsafe`](crate::error::FileError::Unsafe), and [`Error::Embedded`] if the file cannot be
/// opened.
pub(super) fn check_file(file: &Database, limit: Duration) -> Result<Option<Checked>> {
    if prepare_file(file, false)?.is_none() {
        return Ok(None);
    }
    let path = file.path();
    let connection = open_to_read(file).map_err(|error| sqlite_failed("checking", &path, error))?;
    harden(&connection, &path)?;
    let alarm = alarm(&connection, limit);
    let is_whole = is_whole(&connection, "integrity_check(1)");
    drop(alarm);
    let is_complete = match is_whole {
        Ok(true) => true,
        Ok(false) => return Err(unreadable(&path)),
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::OperationInterrupted) => false,
        Err(error) => return Err(sqlite_failed("checking", &path, error)),
    };
    Ok(Some(Checked { path, is_complete }))
}

/// Interrupts a connection after `limit`, unless the returned sender is dropped before.
fn alarm(connection: &Connection, limit: Duration) -> Sender<()> {
    let handle = connection.get_interrupt_handle();
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        if receiver.recv_timeout(limit) == Err(RecvTimeoutError::Timeout) {
            handle.interrupt();
        }
    });
    sender
}
