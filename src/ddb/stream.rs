//! A table's stream: its records, its reader, its checkpoint, and ranges of its records.

mod checkpoint;
mod range;
mod reader;

pub use checkpoint::{Checkpoint, ShardPosition};
pub(crate) use range::RangePage;
pub use range::{ShardRange, StreamRanges};
pub use reader::{Batch, Stream};

use super::item::Item;
use crate::timestamp::Timestamp;

/// What happened to an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// The item was created.
    Insert,
    /// The item was replaced or updated.
    Modify,
    /// The item was deleted.
    Remove,
}

/// A record of the table's stream.
#[derive(Debug, Clone, PartialEq)]
pub struct StreamRecord {
    /// What happened.
    pub change: Change,
    /// The item's key.
    pub keys: Item,
    /// The new image of the item; `None` if it was deleted.
    pub image: Option<Item>,
    /// The position of the record in its shard.
    pub sequence_number: String,
    /// When it happened, to the second.
    pub created: Option<Timestamp>,
}
