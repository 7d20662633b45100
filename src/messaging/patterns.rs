//! The access patterns of the app: a conversation's messages, and a user's conversations.

mod period;
mod rows;

pub use period::Period;
pub use rows::{Order, Rows};

use super::model::{Conversation, Message};
use super::row::{Keyed, Row, Stored};
use crate::ddb::Table;
use crate::error::Result;
use rows::Partition;
pub(super) use rows::Range;

impl Table {
    /// Returns the messages of a conversation in a period. `expected` is how many will be asked for: the size of a page.
    pub fn conversation(
        &self,
        conversation_id: &str,
        period: Period,
        order: Order,
        expected: Option<usize>,
    ) -> Rows<Message> {
        Rows::of(self, &Partition::messages(conversation_id), period, order, expected)
    }

    /// Returns all messages of a conversation, with their keys or whole items.
    pub(super) fn message_rows<R: Row>(&self, conversation_id: &str, order: Order, expected: Option<usize>) -> Rows<R> {
        Rows::of(self, &Partition::messages(conversation_id), Period::default(), order, expected)
    }

    /// Returns the conversations of a user, of `user_uuid`. `expected` is how many will be asked for: the size of a page.
    pub fn conversations(&self, user_uuid: &str, order: Order, expected: Option<usize>) -> Rows<Conversation> {
        self.conversations_in(user_uuid, Period::default(), order, expected)
    }

    /// Returns the conversations of a user, of `user_uuid`, whose last message is of a period. `expected` is as for
    /// [`Table::conversations`].
    pub fn conversations_in(
        &self,
        user_uuid: &str,
        period: Period,
        order: Order,
        expected: Option<usize>,
    ) -> Rows<Conversation> {
        Rows::of(self, &Partition::inbox(user_uuid), period, order, expected)
    }

    /// Returns the group rows of one inbox as they stand in the table now, newest first.
    pub(super) fn inbox(&self, owner: &str) -> Rows<Stored> {
        Rows::of(self, &Partition::inbox(owner), Period::default(), Order::NewestFirst, None).consistent()
    }

    /// Returns the group rows of a conversation that the index has, newest first. Reads of an index are never consistent.
    pub(super) fn rows_in_index(&self, conversation_id: &str) -> Rows<Keyed<Conversation>> {
        Rows::of(self, &Partition::indexed_rows(conversation_id), Period::default(), Order::NewestFirst, None)
    }

    /// Returns the rows of `owner`'s inbox that are conversations with `partner`, by layout.
    pub(super) fn rows_with_partner(&self, owner: &str, partner: &str) -> [Range<Conversation>; 2] {
        self.conversations(owner, Order::NewestFirst, None).with_user(partner)
    }

    /// Whether a conversation has any message.
    ///
    /// # Errors
    /// The service errors of [`Error`](crate::Error).
    pub async fn conversation_exists(&self, conversation_id: &str) -> Result<bool> {
        let mut messages = self.conversation(conversation_id, Period::default(), Order::NewestFirst, Some(1));
        Ok(messages.next().await?.is_some())
    }
}
