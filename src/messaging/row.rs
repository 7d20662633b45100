//! Rows as they are read: with their key, or whole.

use super::model::{Conversation, Message, SortKeyTime, TABLE_SCHEMA};
use crate::ddb::item::Item;
use crate::ddb::transaction::Action;
use aws_sdk_dynamodb::types::AttributeValue;

/// A row with a time.
pub trait Row: Sized {
    /// Reads it; `None` where the item is none.
    fn read(item: &Item) -> Option<Self>;
    /// Its time.
    fn sort_key_time(&self) -> &SortKeyTime;
}

/// The newest of rows; one whose time is none comes before all others.
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

/// A row with the key that it was read from, which its layout decides.
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

/// A row as it is in the table, whole: only a read of the table itself makes one.
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
    /// Its key.
    pub(super) fn key(&self) -> Item {
        TABLE_SCHEMA.key.of(&self.item)
    }

    /// The write that sets one string attribute of it, and leaves the others as they are.
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
