//! The DynamoDB engine: the storage and the actions of dynoxide.
//!
//! It uses a private table of dynoxide (`_stream_records`). So `Cargo.toml` pins the exact version, and tests check the table.

use super::damage::{has_fault, is_damage, skip_checkpoint_on_close, sqlite_failed, unreadable, write_marker};
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

/// For every item that is written, dynoxide computes the next sequence number as a maximum over this table. Without an index, the
/// time to write n items grows with the square of n.
const STREAM_INDEX: &str = r#"CREATE INDEX IF NOT EXISTS "cruddur:stream_seq"
    ON _stream_records (table_name, CAST(sequence_number AS INTEGER))"#;

/// The path of a store in memory in errors, as SQLite names it.
const IN_MEMORY: &str = ":memory:";

/// The operations that take less time than starting a thread. DescribeTable takes longer, because it counts every item.
const FAST_OPERATIONS: [&str; 3] = ["GetItem", "ListTables", "Query"];

/// The answer of the engine: an HTTP status and a JSON body, as those of DynamoDB.
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The JSON body.
    pub body: String,
}

/// The engine. It answers one request at a time, because SQLite is not faster with more.
pub struct Engine {
    storage: Mutex<Storage>,
    /// `None` for a store in memory.
    file: Option<Database>,
    vectors: VectorIndexLifecycle,
}

impl Engine {
    /// Opens a prepared file. Writes the marker if `has_marker` is not set.
    ///
    /// # Errors
    /// [`Error::EmbeddedDamaged`], [`FileError::Unsafe`](crate::error::FileError::Unsafe) and [`Error::Embedded`], naming the
    /// file.
    pub(super) fn open(file: Database, has_marker: bool) -> Result<Self> {
        let (path, real) = (file.path(), file.real());
        // The engine takes a path as text, and a path that is converted lossily would be another file.
        let real = real.to_str().ok_or_else(|| failed("opening", &path, "its path is not UTF-8"))?;
        let storage = Storage::new(real).map_err(|error| open_failed(&file, error))?;
        file.check_path()?;
        harden(storage.conn(), &path)?;
        let prepare = || {
            // A killed process loses no data. A power failure may lose the last transactions, which is acceptable for local data.
            storage.conn().pragma_update(None, "synchronous", "NORMAL")?;
            // SQLite checks each page when it reads it, and reports a page whose cells do not fit as damage.
            storage.conn().pragma_update(None, "cell_size_check", true)?;
            storage.conn().execute_batch(STREAM_INDEX)
        };
        prepare().map_err(|error| sqlite_failed("preparing", &path, error))?;
        if !has_marker {
            write_marker(&file)?;
        }
        Ok(Self { storage: Mutex::new(storage), file: Some(file), vectors: VectorIndexLifecycle::new() })
    }

    /// Opens an empty store in memory.
    ///
    /// # Errors
    /// [`Error::Embedded`].
    pub fn in_memory() -> Result<Self> {
        let storage = Storage::memory().map_err(|error| failed("opening", Path::new(IN_MEMORY), error))?;
        Ok(Self { storage: Mutex::new(storage), file: None, vectors: VectorIndexLifecycle::new() })
    }

    /// Answers one request, such as `ListTables` with `{}`. Blocks the thread.
    ///
    /// # Errors
    /// [`Error::EmbeddedDamaged`] and [`Error::Embedded`] if the engine fails. An error of DynamoDB is a [`Reply`].
    pub fn answer(&self, operation: &str, body: &[u8]) -> Result<Reply> {
        // A panic in another request rolled its transaction back, so the storage can still be used.
        self.answer_from(&self.storage.lock().unwrap_or_else(PoisonError::into_inner), operation, body)
    }

    /// Answers a fast operation if the engine is idle. Returns `None` for an operation that may take longer.
    pub(super) fn answer_at_once(&self, operation: &str, body: &[u8]) -> Option<Result<Reply>> {
        let storage = self.storage.try_lock().ok().filter(|_| FAST_OPERATIONS.contains(&operation))?;
        Some(self.answer_from(&storage, operation, body))
    }

    fn answer_from(&self, storage: &Storage, operation: &str, body: &[u8]) -> Result<Reply> {
        match self.dispatch(storage, operation, body) {
            Ok(body) => Ok(Reply { status: 200, body }),
            Err(error) if error.status_code() < 500 => Ok(Reply { status: error.status_code(), body: error.to_json() }),
            Err(error) => Err(self.engine_error(storage, error)),
        }
    }

    /// Returns the error of a failure of the engine.
    fn engine_error(&self, storage: &Storage, error: DynoxideError) -> Error {
        let path = self.file.as_ref().map_or_else(|| IN_MEMORY.into(), Database::path);
        match &self.file {
            // dynoxide may have turned SQLite's error into text. So the file is checked for damage.
            Some(file) if is_about_damage(&error) || has_fault(file) => {
                skip_checkpoint_on_close(storage.conn());
                unreadable(&path)
            }
            _ => failed("using", &path, error.to_string().trim_start_matches("backend: ")),
        }
    }

    fn dispatch(&self, s: &Storage, operation: &str, body: &[u8]) -> dynoxide::Result<String> {
        macro_rules! act {
            ($action:ident $(, $more:expr)?) => {
                write(&ready(actions::$action::execute(s, read(body)? $(, $more)?))?)
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
            "ListTagsOfResource" => act!(list_tags_of_resource),
            "PutItem" => act!(put_item),
            "Query" => act!(query),
            "Scan" => act!(scan),
            "TagResource" => act!(tag_resource),
            "TransactGetItems" => act!(transact_get_items),
            "TransactWriteItems" => act!(transact_write_items),
            "UntagResource" => act!(untag_resource),
            "UpdateItem" => act!(update_item),
            "UpdateTable" => act!(update_table, &self.vectors),
            "UpdateTimeToLive" => act!(update_time_to_live),
            other => {
                Err(DynoxideError::ValidationException(format!("{other} is not supported by the embedded engine")))
            }
        }
    }

    /// Deletes a table and its stream records in one transaction. dynoxide does not delete the records, and a new table with the
    /// same name would have them in its stream.
    fn delete_table(&self, s: &Storage, request: DeleteTableRequest) -> dynoxide::Result<String> {
        let table = request.table_name.clone();
        s.begin_transaction()?;
        let deleted = ready(actions::delete_table::execute(s, request, &self.vectors)).and_then(|deleted| {
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

/// Returns the error of a file that cannot be opened. dynoxide turns some of SQLite's errors into text, so the file is checked
/// for damage.
fn open_failed(file: &Database, error: DynoxideError) -> Error {
    match error {
        error if is_about_damage(&error) || has_fault(file) => unreadable(&file.path()),
        error => failed("opening", &file.path(), error),
    }
}

/// Returns whether the engine says that the file is damaged.
fn is_about_damage(error: &DynoxideError) -> bool {
    matches!(error, DynoxideError::SqliteError(error) if is_damage(error))
}

/// Returns the output of a future of dynoxide's native storage, which never suspends.
fn ready<T>(future: impl Future<Output = dynoxide::Result<T>>) -> dynoxide::Result<T> {
    let suspended = || Err(DynoxideError::InternalServerError("the engine did not answer at once".to_owned()));
    future.now_or_never().unwrap_or_else(suspended)
}

/// Writes a batch. A batch of puts alone is written by the engine's import, which uses one transaction and is four times as fast.
fn batch_write(s: &Storage, request: BatchWriteItemRequest) -> dynoxide::Result<String> {
    let is_put = |write: &WriteRequest| write.put_request.is_some() && write.delete_request.is_none();
    // The import does not return the consumed capacity.
    if request.return_consumed_capacity.is_some() || !request.request_items.values().flatten().all(is_put) {
        return write(&ready(actions::batch_write_item::execute(s, request))?);
    }
    let options = ImportOptions { record_streams: true, ..ImportOptions::default() };
    for (table, writes) in request.request_items {
        let items = writes.into_iter().filter_map(|write| write.put_request).map(|put| put.item).collect();
        ready(actions::import_items::execute(s, &table, items, &options))?;
    }
    write(&BatchWriteItemResponse::default())
}

/// Parses a request. dynoxide's decoder puts the kind of an error before its text (`VALIDATION:`); the kind is removed. A value of
/// another JSON type is a SerializationException, as in DynamoDB.
fn read<T: DeserializeOwned>(body: &[u8]) -> dynoxide::Result<T> {
    serde_json::from_slice(body).map_err(|error| {
        let text = error.to_string();
        let (mark, unmarked) = match text.split_once(':') {
            Some((mark, rest)) if mark.bytes().all(|b| b.is_ascii_uppercase() || b == b'_') => (mark, rest),
            _ => ("", &*text),
        };
        let message = unmarked.split(" at line ").next().unwrap_or(unmarked).to_owned();
        let is_other_type = mark.is_empty() && message.starts_with("invalid type:") && !message.contains(": null");
        if is_other_type || mark.starts_with("SERIALIZATION") {
            DynoxideError::SerializationException(message)
        } else {
            DynoxideError::ValidationException(message)
        }
    })
}

/// Serializes a reply.
fn write<T: Serialize>(reply: &T) -> dynoxide::Result<String> {
    serde_json::to_string(reply).map_err(|error| DynoxideError::InternalServerError(error.to_string()))
}

#[cfg(test)]
mod tests;
