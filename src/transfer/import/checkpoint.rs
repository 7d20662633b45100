//! The checkpoint of an import: how many records are done, and of which file and table.

use super::Imported;
use crate::checkpoint;
use crate::ddb::table_identity::TableIdentity;
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use tokio::time::Instant;

/// The contents of a checkpoint file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct State {
    version: u32,
    table: TableIdentity,
    file: PathBuf,
    /// The digest of the records that are done. It shows whether the file still begins with the same records.
    digest: String,
    done: Imported,
}

impl State {
    /// Reads a checkpoint; `None` if the file does not exist.
    ///
    /// # Errors
    /// As [`checkpoint::load_versioned`].
    pub(super) fn load(path: &Path) -> Result<Option<Self>> {
        checkpoint::load_versioned(path, "an import")
    }

    /// Checks that the checkpoint belongs to the import of `file` into `table`.
    ///
    /// # Errors
    /// [`Error::Invalid`] if it belongs to another import.
    pub(super) fn check(&self, file: &Path, table: &TableIdentity) -> Result<()> {
        let why = if self.file == file {
            self.table.difference(table)
        } else {
            Some(format!("it is of the file {}", self.file.display()))
        };
        match why {
            Some(why) => Err(Error::Invalid { what: "the checkpoint is of another import".to_owned(), why }),
            None => Ok(()),
        }
    }

    /// Returns the counts of the records that are done, and the digest of these records.
    pub(super) fn into_done(self) -> (Imported, String) {
        (self.done, self.digest)
    }
}

/// A checkpoint file, and the import that it belongs to.
pub(super) struct Checkpoint {
    path: PathBuf,
    file: PathBuf,
    table: TableIdentity,
    saved: Instant,
}

impl Checkpoint {
    pub(super) fn new(path: &Path, file: &Path, table: TableIdentity) -> Self {
        Self { path: path.to_owned(), file: file.to_owned(), table, saved: Instant::now() }
    }

    /// Returns whether the last save was long enough ago.
    pub(super) fn is_due(&self) -> bool {
        self.saved.elapsed() >= checkpoint::SAVE_INTERVAL
    }

    /// Writes the file. `digest` is the digest of the records that are `done`.
    ///
    /// # Errors
    /// As [`checkpoint::save`].
    pub(super) fn save(&mut self, done: &Imported, digest: &str) -> Result<()> {
        self.saved = Instant::now();
        let state = State {
            version: checkpoint::VERSION,
            table: self.table.clone(),
            file: self.file.clone(),
            digest: digest.to_owned(),
            done: done.clone(),
        };
        checkpoint::save(&self.path, &state)
    }

    /// Removes the file after a complete import.
    ///
    /// # Errors
    /// As [`checkpoint::finish`].
    pub(super) fn remove(&self) -> Result<()> {
        checkpoint::finish(&self.path)
    }
}
