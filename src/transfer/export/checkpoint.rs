//! The checkpoint of an export: how far it came, and of which table, segments and file it is.

use crate::checkpoint;
use crate::ddb::json::{AttributeOrder, item_of, raw_json};
use crate::ddb::scan::Segment;
use crate::ddb::table_identity::TableIdentity;
use crate::error::{Error, Result};
use crate::transfer::format::FileFormat;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::path::{Path, PathBuf};

/// What is exported, and to where.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Identity {
    /// The table. An export without a checkpoint does not look it up.
    pub(super) table: Option<TableIdentity>,
    pub(super) file: PathBuf,
    pub(super) format: FileFormat,
    pub(super) segments: usize,
    /// The indexes of the segments that are exported.
    pub(super) of: Vec<usize>,
}

/// How far an export came: the contents of a checkpoint file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct State {
    version: u32,
    pub(super) export: Identity,
    /// The ID in the name of the partial file.
    #[serde(rename = "part")]
    pub(super) partial_id: String,
    pub(super) items: u64,
    /// The number of bytes in the partial file that are complete, and their SHA-256.
    pub(super) bytes: u64,
    pub(super) digest: String,
    /// The columns of a CSV.
    pub(super) header: Option<Vec<String>>,
    /// The segments that have more items, each with the key to start from, as DynamoDB JSON.
    #[serde(rename = "parts")]
    open: Vec<(usize, Option<Map<String, Value>>)>,
}

impl State {
    /// Returns the state of an export that begins.
    pub(super) fn new(export: Identity, partial_id: String) -> Self {
        let version = checkpoint::VERSION;
        Self { version, export, partial_id, items: 0, bytes: 0, digest: String::new(), header: None, open: Vec::new() }
    }

    /// Reads a checkpoint; `None` if the file does not exist.
    ///
    /// # Errors
    /// As [`checkpoint::load_versioned`].
    pub(super) fn load(path: &Path) -> Result<Option<Self>> {
        checkpoint::load_versioned(path, "an export")
    }

    /// Checks that the checkpoint belongs to this export.
    ///
    /// # Errors
    /// [`Error::Invalid`] if it belongs to another export.
    pub(super) fn check(&self, export: &Identity) -> Result<()> {
        if self.export == *export {
            return Ok(());
        }
        let tables = self.export.table.as_ref().zip(export.table.as_ref());
        let why = tables.and_then(|(saved, table)| saved.difference(table)).unwrap_or_else(|| {
            let Identity { of, segments, file, .. } = &self.export;
            format!("it is of segments {of:?} of {segments}, into {}", file.display())
        });
        Err(Error::Invalid { what: "the checkpoint is of another export".to_owned(), why })
    }

    /// Returns the segments that have more items.
    ///
    /// # Errors
    /// As [`item_of`] for a key that is not DynamoDB JSON.
    pub(super) fn open_segments(&self) -> Result<Vec<Segment>> {
        let segment = |(index, start): &(usize, Option<Map<_, _>>)| {
            Ok(Segment { index: *index, start: start.as_ref().map(item_of).transpose()? })
        };
        self.open.iter().map(segment).collect()
    }

    /// Sets the segments that have more items.
    pub(super) fn set_open_segments(&mut self, open: &[Segment], order: AttributeOrder<'_>) {
        let key = |segment: &Segment| segment.start.as_ref().map(|key| raw_json(key, order).into_iter().collect());
        self.open = open.iter().map(|segment| (segment.index, key(segment))).collect();
    }
}
