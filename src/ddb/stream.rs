//! A table's stream: its records, its reader, and how far it was read.

mod checkpoint;
mod reader;

pub use checkpoint::{Checkpoint, ShardPosition};
pub use reader::{Batch, Stream};

use super::item::Item;
use crate::timestamp::Timestamp;

/// What happened to an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It was put where there was none.
    Insert,
    /// It was put over another, or updated.
    Modify,
    /// It was deleted.
    Remove,
}

/// A record of the table's stream.
#[derive(Debug, Clone, PartialEq)]
pub struct StreamRecord {
    /// What happened.
    pub change: Change,
    /// The item's key.
    pub keys: Item,
    /// The item as it is since; `None` for one that was deleted.
    pub image: Option<Item>,
    /// The record's place in its shard.
    pub sequence_number: String,
    /// When it happened, to the second.
    pub created: Option<Timestamp>,
}
