//! The chunks of an import whose writes were started. Their writes end in any order, and they are counted in the order of the file.

use super::put::WriteOutcome;
use crate::ddb::item::Key;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::hash::{BuildHasher, RandomState};

/// The chunks that are not counted yet.
#[derive(Default)]
pub(super) struct InFlight {
    /// The chunks, by the ordinal of their first record.
    chunks: BTreeMap<u64, StartedChunk>,
    /// The hashes of the keys of the items that are being written. Two keys with one hash only make a chunk wait.
    keys: HashSet<u64>,
    hasher: RandomState,
}

/// A chunk whose writes were started.
pub(super) struct StartedChunk {
    /// The ordinal of its last record.
    pub(super) last: u64,
    /// The digest of all records up to the last one.
    pub(super) digest: String,
    /// What became of the chunk; `None` while it is being written.
    pub(super) outcome: Option<WriteOutcome>,
}

/// A chunk whose writes ended.
pub(super) struct EndedChunk {
    /// The ordinal of its first record.
    pub(super) first: u64,
    /// The hashes of the keys of its items.
    pub(super) keys: Vec<u64>,
    pub(super) outcome: WriteOutcome,
}

impl InFlight {
    /// Returns the hashes of keys.
    pub(super) fn hashes<'a>(&self, keys: impl Iterator<Item = Cow<'a, Key>>) -> Vec<u64> {
        keys.map(|key| self.hasher.hash_one(key)).collect()
    }

    /// Adds a chunk, whose first record is `first`. `keys` are the hashes of the keys of its items.
    pub(super) fn start(&mut self, first: u64, last: u64, digest: String, keys: &[u64]) {
        self.chunks.insert(first, StartedChunk { last, digest, outcome: None });
        self.keys.extend(keys);
    }

    /// Returns whether an item with one of these hashes of keys is being written.
    pub(super) fn has_any(&self, keys: &[u64]) -> bool {
        keys.iter().any(|key| self.keys.contains(key))
    }

    /// Records what became of a chunk.
    pub(super) fn end(&mut self, chunk: EndedChunk) {
        for key in &chunk.keys {
            self.keys.remove(key);
        }
        if let Some(started) = self.chunks.get_mut(&chunk.first) {
            started.outcome = Some(chunk.outcome);
        }
    }

    /// Removes and returns the first chunk in the file, if all of its records are done. A chunk after one that is not done cannot
    /// be counted yet, because a resumed import begins after the records that are counted.
    pub(super) fn take_first_done(&mut self) -> Option<StartedChunk> {
        let first = self.chunks.first_entry()?;
        let is_done = first.get().outcome.as_ref().is_some_and(|outcome| outcome.is_complete);
        is_done.then(|| first.remove())
    }

    /// Returns what became of the chunks that are left.
    pub(super) fn into_outcomes(self) -> impl Iterator<Item = WriteOutcome> {
        self.chunks.into_values().filter_map(|chunk| chunk.outcome)
    }
}
