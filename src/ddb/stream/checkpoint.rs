//! The checkpoint of a stream.

use crate::checkpoint;
use crate::error::Result;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// How far each shard of a stream was read. Every record before these positions is done.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checkpoint {
    /// The ARN of the stream. The stream of a table that was created again has another ARN.
    pub stream: String,
    /// The positions, by the ids of the shards.
    pub shards: BTreeMap<String, ShardPosition>,
}

/// A position in a shard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShardPosition {
    /// After the newest record at the start: only later records are read.
    Latest,
    /// Before the oldest record that still exists.
    TrimHorizon,
    /// After the record with this sequence number.
    After(String),
    /// After the last record of a closed shard.
    End,
}

impl Checkpoint {
    /// Reads a checkpoint; `None` if the file does not exist.
    ///
    /// # Errors
    /// [`FileError::Unreadable`](crate::error::FileError::Unreadable),
    /// [`FileError::NotRegular`](crate::error::FileError::NotRegular) for a pipe, a device or a directory, and
    /// [`Error::Invalid`](crate::Error::Invalid) for a file that is not a checkpoint.
    pub fn load(path: &Path) -> Result<Option<Self>> {
        checkpoint::load(path, "a stream")
    }

    /// Writes the checkpoint. A run that is killed leaves the old checkpoint or the new one.
    ///
    /// # Errors
    /// [`FileError::Unwritable`](crate::error::FileError::Unwritable).
    pub fn save(&self, path: &Path) -> Result<()> {
        checkpoint::save(path, self)
    }
}
