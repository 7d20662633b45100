//! Imports a file into a table. A record that the table could not hold is refused, and the other records are written.
//!
//! A thread of its own reads the records, in chunks, and holds a bounded number of bytes of them.

mod checkpoint;
mod in_flight;
mod outcome;
mod predict;
mod put;
mod records;
mod run;

use super::format::Decoder;
use crate::ddb::Table;
use crate::ddb::key_schema::KeySchema;
use crate::error::Result;
use checkpoint::{Checkpoint, State};
pub use outcome::{Ended, Imported, Refusal};
use records::Reading;
use std::path::{Path, PathBuf};

/// What an import does if the table has an item with the key of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnConflict {
    /// The record replaces the item.
    Overwrite,
    /// The item stays.
    Skip,
    /// The item stays. If it differs from the record, no further write starts; requests that were sent are finished.
    Fail,
}

/// An import of a file, before anything is written.
pub struct Import {
    table: Table,
    keys: KeySchema,
    on_conflict: OnConflict,
    file: PathBuf,
    checkpoint: Option<Checkpoint>,
    /// The counts of the records that are done according to the checkpoint, and the digest of these records.
    done: Imported,
    digest: String,
}

impl Import {
    /// Begins an import of `file` into `table`, or resumes it from the checkpoint. Writes nothing yet.
    ///
    /// # Errors
    /// [`Error::NoTable`](crate::Error::NoTable), [`Error::OtherKeys`](crate::Error::OtherKeys),
    /// [`FileError::Unreadable`](crate::error::FileError::Unreadable) and [`Error::Invalid`](crate::Error::Invalid) for a file that is
    /// not a checkpoint, or that is of another import, and the service errors.
    pub async fn begin(table: Table, file: &Path, on_conflict: OnConflict, checkpoint: Option<&Path>) -> Result<Self> {
        let saved = checkpoint.map(State::load).transpose()?.flatten();
        let description = table.described().await?;
        let keys = KeySchema::of(&description, table.schema.key)?;
        let identity = table.identity(&description);
        if let Some(state) = &saved {
            state.check(file, &identity)?;
        }
        let (done, digest) = saved.map(State::into_done).unwrap_or_default();
        let checkpoint = checkpoint.map(|path| Checkpoint::new(path, file, identity));
        Ok(Self { table, keys, on_conflict, file: file.to_owned(), checkpoint, done, digest })
    }

    /// Returns a reader of the records that are not done.
    fn reading<R>(&self, lines: Decoder<R>) -> Reading<R> {
        // The digest of the records is needed only for a checkpoint.
        let needs_digest = self.checkpoint.is_some();
        Reading::new(lines, self.table.schema.key, self.keys.clone(), &self.file, needs_digest)
            .after(self.done.records, &self.digest)
    }
}
