//! The DynamoDB engine: dynoxide's storage and actions, as `embedded.md` of the design measured them.
//!
//! Reaches into one private table of dynoxide (`_stream_records`), hence the exact pin in `Cargo.toml` and the tests below.

use super::damage::{has_fault, is_damage, keep, mark, sqlite_failed, unreadable};
use super::directory::Database;
use super::failed;
use super::harden::harden;
use crate::error::{Error, Result};
use dynoxide::actions::batch_write_item::{BatchWriteItemRequest, BatchWriteItemResponse, WriteRequest};
use dynoxide::actions::vector_lifecycle::VectorIndexLifecycle;
use dynoxide::actions::{self, delete_table::DeleteTableRequest};
use dynoxide::storage::Storage;
use dynoxide::{DynoxideError, ImportOptions};
use futures_util::FutureExt;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// As shipped, the next stream number is a maximum over an unindexed table for every item written, which makes writing
/// quadratic; this index makes it a look-up.
const STREAM_INDEX: &str = r#"CREATE INDEX IF NOT EXISTS "cruddur:stream_seq"
    ON _stream_records (table_name, CAST(sequence_number AS INTEGER))"#;

/// What a store in memory is called in an error, as SQLite calls it.
const IN_MEMORY: &str = ":memory:";

/// The operations that take less time than a thread to do them on; DescribeTable is none, as it counts every item.
const LOOK_UPS: [&str; 3] = ["GetItem", "ListTables", "Query"];

/// What the engine answers: an HTTP status and a JSON body, as DynamoDB would.
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) body: String,
}

/// The engine. One request at a time: SQLite gains nothing from more.
pub(crate) struct Engine {
    storage: Mutex<Storage>,
    /// `None` for one in memory.
    file: Option<Database>,
    vectors: VectorIndexLifecycle,
}

impl Engine {
    /// Opens a file that was prepared, with or without its marker.
    ///
    /// # Errors
    /// [`Error::EmbeddedDamaged`], [`FileError::Unsafe`] and [`Error::Embedded`], naming the file.
    pub(super) fn open(file: Database, is_made: bool) -> Result<Self> {
        let (path, real) = (file.path(), file.real());
        // The engine takes text, and another text would be another file.
        let real = real.to_str().ok_or_else(|| failed("opening", &path, "its path is not UTF-8"))?;
        let storage = Storage::new(real).map_err(|error| open_failed(&file, error))?;
        file.check_path()?;
        harden(storage.conn(), &path)?;
        let prepare = || {
            // Enough for local data: a kill loses nothing, a power cut may lose the last moment.
            storage.conn().pragma_update(None, "synchronous", "NORMAL")?;
            // A page whose cells do not fit it is damaged: looked at as it is read.
            storage.conn().pragma_update(None, "cell_size_check", true)?;
            storage.conn().execute_batch(STREAM_INDEX)
        };
        prepare().map_err(|error| sqlite_failed("preparing", &path, error))?;
        if !is_made {
            mark(&file)?;
        }
        Ok(Self { storage: Mutex::new(storage), file: Some(file), vectors: VectorIndexLifecycle::new() })
    }

    /// An empty engine that keeps nothing.
    ///
    /// # Errors
    /// [`Error::Embedded`].
    pub(super) fn in_memory() -> Result<Self> {
        let storage = Storage::memory().map_err(|error| failed("opening", Path::new(IN_MEMORY), error))?;
        Ok(Self { storage: Mutex::new(storage), file: None, vectors: VectorIndexLifecycle::new() })
    }

    /// Answers one request; blocks the thread.
    ///
    /// # Errors
    /// [`Error::EmbeddedDamaged`] and [`Error::Embedded`] where the engine itself fails, which no DynamoDB would do.
    pub(super) fn answer(&self, operation: &str, body: &[u8]) -> Result<Reply> {
        // A panic leaves SQLite as its last transaction left it, which is whole.
        self.answer_from(&self.storage.lock().unwrap_or_else(PoisonError::into_inner), operation, body)
    }

    /// Answers a look-up while nothing else is under way; `None` for what may take longer.
    pub(super) fn answer_at_once(&self, operation: &str, body: &[u8]) -> Option<Result<Reply>> {
        let storage = self.storage.try_lock().ok().filter(|_| LOOK_UPS.contains(&operation))?;
        Some(self.answer_from(&storage, operation, body))
    }

    fn answer_from(&self, storage: &Storage, operation: &str, body: &[u8]) -> Result<Reply> {
        match self.dispatch(storage, operation, body) {
            Ok(body) => Ok(Reply { status: 200, body }),
            Err(error) if error.status_code() < 500 => Ok(Reply { status: error.status_code(), body: error.to_json() }),
            // What SQLite said may be text by now, or be about what it read: the file itself is asked.
            Err(error) => Err(self.fault(storage, error)),
        }
    }

    /// What a failure of the engine itself means.
    fn fault(&self, storage: &Storage, error: DynoxideError) -> Error {
        let path = self.file.as_ref().map_or_else(|| IN_MEMORY.into(), Database::path);
        match &self.file {
            // What SQLite said may be text by now, or be about what it read: the file itself is asked.
            Some(file) if is_about_damage(&error) || has_fault(file) => {
                keep(storage.conn());
                unreadable(&path)
            }
            _ => failed("using", &path, error.to_string().trim_start_matches("backend: ")),
        }
    }

    fn dispatch(&self, s: &Storage, operation: &str, body: &[u8]) -> dynoxide::Result<String> {
        macro_rules! act {
            ($action:ident $(, $more:expr)?) => {
                write(&now(actions::$action::execute(s, read(body)? $(, $more)?))?)
            };
        }
        match operation {
            "BatchGetItem" => act!(batch_get_item),
            "BatchWriteItem" => batch_write(s, read(body)?),
            "CreateTable" => act!(create_table),
            "DeleteItem" => act!(delete_item),
            "DeleteTable" => self.delete_table(s, read(body)?),
            "DescribeStream" => act!(describe_stream),
            "DescribeTable" => act!(describe_table, &self.vectors),
            "DescribeTimeToLive" => act!(describe_time_to_live),
            "GetItem" => act!(get_item),
            "GetRecords" => act!(get_records),
            "GetShardIterator" => act!(get_shard_iterator),
            "ListStreams" => act!(list_streams),
            "ListTables" => act!(list_tables),
            "PutItem" => act!(put_item),
            "Query" => act!(query),
            "Scan" => act!(scan),
            "TransactGetItems" => act!(transact_get_items),
            "TransactWriteItems" => act!(transact_write_items),
            "UpdateItem" => act!(update_item),
            "UpdateTable" => act!(update_table, &self.vectors),
            other => {
                Err(DynoxideError::ValidationException(format!("{other} is not supported by the embedded engine")))
            }
        }
    }

    /// Deletes a table and, in the same transaction, its stream records: dynoxide leaves them, and a new table of that
    /// name would replay them.
    fn delete_table(&self, s: &Storage, request: DeleteTableRequest) -> dynoxide::Result<String> {
        let table = request.table_name.clone();
        s.begin_transaction()?;
        let deleted = now(actions::delete_table::execute(s, request, &self.vectors)).and_then(|deleted| {
            s.conn().execute("DELETE FROM _stream_records WHERE table_name = ?1", [&table])?;
            Ok(deleted)
        });
        match deleted {
            Ok(deleted) => {
                s.commit()?;
                write(&deleted)
            }
            Err(error) => {
                s.rollback()?;
                Err(error)
            }
        }
    }
}

/// What it means that a file cannot be opened. The engine makes a text of some errors, so SQLite is asked again.
fn open_failed(file: &Database, error: DynoxideError) -> Error {
    match error {
        error if is_about_damage(&error) || has_fault(file) => unreadable(&file.path()),
        error => failed("opening", &file.path(), error),
    }
}

fn is_about_damage(error: &DynoxideError) -> bool {
    matches!(error, DynoxideError::SqliteError(error) if is_damage(error))
}

/// What a future of the native storage comes to: none of them ever suspends.
fn now<T>(future: impl Future<Output = dynoxide::Result<T>>) -> dynoxide::Result<T> {
    let suspended = || Err(DynoxideError::InternalServerError("the engine waits for something".to_owned()));
    future.now_or_never().unwrap_or_else(suspended)
}

/// Writes a batch. One of nothing but puts goes in by the engine's import: one transaction of any number of items, which is four
/// times as fast.
fn batch_write(s: &Storage, request: BatchWriteItemRequest) -> dynoxide::Result<String> {
    let is_put = |write: &WriteRequest| write.put_request.is_some() && write.delete_request.is_none();
    // The import does not say what it consumed.
    if request.return_consumed_capacity.is_some() || !request.request_items.values().flatten().all(is_put) {
        return write(&now(actions::batch_write_item::execute(s, request))?);
    }
    let options = ImportOptions { record_streams: true, ..ImportOptions::default() };
    for (table, writes) in request.request_items {
        let items = writes.into_iter().filter_map(|write| write.put_request).map(|put| put.item).collect();
        now(actions::import_items::execute(s, &table, items, &options))?;
    }
    write(&BatchWriteItemResponse::default())
}

/// Reads a request. dynoxide's decoder marks the kind of an error before its text (`VALIDATION:`), which is not for readers.
fn read<T: DeserializeOwned>(body: &[u8]) -> dynoxide::Result<T> {
    serde_json::from_slice(body).map_err(|error| {
        let text = error.to_string();
        let unmarked = match text.split_once(':') {
            Some((mark, rest)) if mark.bytes().all(|b| b.is_ascii_uppercase() || b == b'_') => rest,
            _ => &text,
        };
        let message = unmarked.split(" at line ").next().unwrap_or(unmarked);
        DynoxideError::ValidationException(message.to_owned())
    })
}

fn write<T: Serialize>(reply: &T) -> dynoxide::Result<String> {
    serde_json::to_string(reply).map_err(|error| DynoxideError::InternalServerError(error.to_string()))
}

#[cfg(test)]
mod tests;
