//! Files that are damaged: what their size and header show at each opening, and what SQLite's own check finds.
//!
//! A store that was filled has an empty file `NAME-made` beside it, so that one that is cut to nothing, or gone, is not taken
//! for a new one. It is written after the store is, and `rm messages.db*` removes both.

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

/// What each database of SQLite begins with. Source: SQLite, "Database File Format", 1.3.
const MAGIC: &[u8] = b"SQLite format 3\0";

/// How long that header is.
const HEADER: u64 = 100;

/// What is said of a file that is gone, and of one that SQLite cannot read.
const MISSING: &str = "it is missing, and was there before";
const UNREADABLE: &str = "SQLite cannot read all of it";

/// A file that SQLite's own check has found no fault in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The file.
    pub path: PathBuf,
    /// Whether all of it was read; else that takes longer than it may.
    pub is_complete: bool,
}

/// What the name of a file's marker goes on with.
const MARKER: &str = "-made";

/// Makes a file that is missing, if `makes`, and refuses one that is not this user's alone, or that is damaged as far as its size
/// and its header show. Returns whether it has its marker; `None` where it is missing and is not made.
pub(super) fn prepare_file(file: &Database, makes: bool) -> Result<Option<bool>> {
    let is_made = file.look(MARKER)?.is_some();
    // SQLite opens these by itself.
    file.look("-shm")?;
    file.look("-journal")?;
    // What a killed process had written may be in the log alone, which SQLite takes in.
    let has_log = file.look("-wal")?.is_some_and(|log| log.st_size > 0);
    match file.look("")? {
        None if is_made => return Err(damaged(&file.path(), MISSING)),
        None if !makes => return Ok(None),
        _ => {}
    }
    examine(file.open("")?, &file.path(), is_made, has_log)?;
    Ok(Some(is_made))
}

/// Takes down that a store was made.
pub(super) fn mark(file: &Database) -> Result<()> {
    file.open(MARKER).map(drop)
}

fn examine(file: File, path: &Path, is_made: bool, has_log: bool) -> Result<()> {
    let mut header = Vec::new();
    let read = file.metadata().and_then(|found| file.take(HEADER).read_to_end(&mut header).map(|_| found.len()));
    let length = read.map_err(|error| failed("opening", path, error))?;
    match length {
        0 if is_made || has_log => Err(damaged(path, "it is empty, and was not before")),
        0 => Ok(()),
        _ if !header.starts_with(MAGIC) => Err(damaged(path, "it is no SQLite database")),
        _ => match whole_length(&header) {
            Some(whole) if length < whole && !has_log => {
                Err(damaged(path, format!("it has {length} of its {whole} bytes")))
            }
            _ => Ok(()),
        },
    }
}

/// How long a file is by its header, at least; `None` where the header does not say.
fn whole_length(header: &[u8]) -> Option<u64> {
    let Ok(header) = <&[u8; HEADER as usize]>::try_from(header) else { return Some(HEADER) };
    let number = |at: usize| u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
    let page = match u16::from_be_bytes([header[16], header[17]]) {
        1 => 65_536,
        size => u64::from(size),
    };
    // The number of pages holds if the file was last written by what keeps it: the two counters are the same then.
    let is_valid = number(24) == number(92);
    is_valid.then(|| page * u64::from(number(28)))
}

/// What an error of SQLite means: damage is an error of its own.
pub(super) fn sqlite_failed(doing: &'static str, path: &Path, error: rusqlite::Error) -> Error {
    if is_damage(&error) { damaged(path, UNREADABLE) } else { failed(doing, path, error) }
}

pub(super) fn is_damage(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
}

/// That SQLite cannot read a file.
pub(super) fn unreadable(path: &Path) -> Error {
    damaged(path, UNREADABLE)
}

fn damaged(path: &Path, why: impl Into<String>) -> Error {
    Error::EmbeddedDamaged { path: path.to_owned(), why: why.into() }
}

/// Whether SQLite finds a fault in a file: where an error does not say what it is about.
pub(super) fn has_fault(file: &Database) -> bool {
    match open_to_read(file).and_then(|connection| is_whole(&connection, "quick_check(1)")) {
        Ok(is_whole) => !is_whole,
        Err(error) => is_damage(&error),
    }
}

/// Leaves a damaged file as it is: closing it would write the log into it.
pub(super) fn keep(connection: &Connection) {
    // Where that fails, SQLite does as it always does.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).ok();
}

fn open_to_read(file: &Database) -> rusqlite::Result<Connection> {
    open(file, OpenFlags::SQLITE_OPEN_READ_ONLY)
}

/// Opens a file that was prepared.
pub(super) fn open(file: &Database, access: OpenFlags) -> rusqlite::Result<Connection> {
    let flags = access | OpenFlags::SQLITE_OPEN_NOFOLLOW | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(file.real(), flags)
}

/// Runs a check. What it says of a fault is for the developers of SQLite.
fn is_whole(connection: &Connection, check: &str) -> rusqlite::Result<bool> {
    connection.query_row(&format!("PRAGMA {check}"), [], |row| Ok(row.get::<_, String>(0)? == "ok"))
}

/// Checks a file by reading every page and every index of it, for no longer than `limit`; `None` where there is none and never
/// was. Blocks the thread. Nothing is written to it.
///
/// # Errors
/// [`Error::EmbeddedDamaged`] and [`FileError::Unsafe`], and [`Error::Embedded`] where it cannot be opened.
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

/// Interrupts what a connection does after `limit`, unless what is returned is dropped before.
fn alarm(connection: &Connection, limit: Duration) -> Sender<()> {
    let handle = connection.get_interrupt_handle();
    let (unless, over) = mpsc::channel();
    std::thread::spawn(move || {
        if over.recv_timeout(limit) == Err(RecvTimeoutError::Timeout) {
            handle.interrupt();
        }
    });
    unless
}
