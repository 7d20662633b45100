//! How far a stream was read, kept in a file.

use crate::checkpoint;
use crate::error::Result;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// How far each shard of a stream was read: what was read is done, so that nothing has to be done again.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checkpoint {
    /// The ARN of the stream: a table that was made anew has another one.
    pub stream: String,
    /// The places, by the ids of shards.
    pub shards: BTreeMap<String, ShardPosition>,
}

/// A place in a shard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShardPosition {
    /// The newest record when the reading began: only what comes later is read.
    Latest,
    /// The oldest record that is still there.
    TrimHorizon,
    /// Behind the record of this sequence number.
    After(String),
    /// Behind the last record of a shard that gets no more.
    End,
}

impl Checkpoint {
    /// Reads a file; `None` where there is none yet.
    ///
    /// # Errors
    /// [`FileError::Unreadable`](crate::Error::Unreadable), and [`Error::Invalid`](crate::Error::Invalid) for a file that is no checkpoint.
    pub fn load(path: &Path) -> Result<Option<Self>> {
        checkpoint::load(path, "a stream")
    }

    /// Writes the file beside its place and then renames it: a run that is killed leaves the old one or the new one.
    ///
    /// # Errors
    /// [`FileError::Unwritable`](crate::Error::Unwritable).
    pub fn save(&self, path: &Path) -> Result<()> {
        checkpoint::save(path, self)
    }
}
