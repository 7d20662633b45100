//! Rows as they are read: alone, with their key, or with the whole item.

use super::model::{Conversation, Message, SortKeyTime, TABLE_SCHEMA};
use crate::ddb::item::Item;
use crate::ddb::transaction::Action;
use aws_sdk_dynamodb::types::AttributeValue;

/// A row with a time.
pub trait Row: Sized {
    /// Reads the row; `None` if the item is another kind of row.
    fn read(item: &Item) -> Option<Self>;
    /// The time in its sort key.
    fn sort_key_time(&self) -> &SortKeyTime;
}

/// Returns the newest row. A row whose sort key has no valid time is older than all others.
pub(super) fn newest<'a, R: Row>(rows: impl IntoIterator<Item = &'a R>) -> Option<&'a R> {
    rows.into_iter().max_by(|a, b| a.sort_key_time().order().cmp(&b.sort_key_time().order()))
}

impl Row for Message {
    fn read(item: &Item) -> Option<Self> {
        Self::from_item(item)
    }

    fn sort_key_time(&self) -> &SortKeyTime {
        &self.created
    }
}

impl Row for Conversation {
    fn read(item: &Item) -> Option<Self> {
        Self::from_item(item)
    }

    fn sort_key_time(&self) -> &SortKeyTime {
        &self.last_reply
    }
}

/// A row with its key, whose form depends on the layout.
#[derive(Debug, Clone)]
pub(super) struct Keyed<R> {
    pub(super) row: R,
    pub(super) key: Item,
}

impl<R: Row> Row for Keyed<R> {
    fn read(item: &Item) -> Option<Self> {
        Some(Self { row: R::read(item)?, key: TABLE_SCHEMA.key.of(item) })
    }

    fn sort_key_time(&self) -> &SortKeyTime {
        self.row.sort_key_time()
    }
}

/// A row with its whole item. Only a read of the table returns one, because an index may hold only some attributes.
#[derive(Debug, Clone)]
pub(super) struct Stored<R = Conversation> {
    pub(super) row: R,
    pub(super) item: Item,
}

impl<R: Row> Row for Stored<R> {
    fn read(item: &Item) -> Option<Self> {
        Some(Self { row: R::read(item)?, item: item.clone() })
    }

    fn sort_key_time(&self) -> &SortKeyTime {
        self.row.sort_key_time()
    }
}

impl<R> Stored<R> {
    /// Returns its key.
    pub(super) fn key(&self) -> Item {
        TABLE_SCHEMA.key.of(&self.item)
    }

    /// Returns the write that sets one string attribute, and keeps the others.
    pub(super) fn put_with(&self, name: &str, value: &str) -> Action {
        let mut item = self.item.clone();
        item.insert(name.to_owned(), AttributeValue::S(value.to_owned()));
        Action::PutIfUnchanged { item, read: self.item.clone() }
    }
}

impl From<Stored> for Keyed<Conversation> {
    fn from(stored: Stored) -> Self {
        Self { key: stored.key(), row: stored.row }
    }
}
