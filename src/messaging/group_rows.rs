//! The group rows of a conversation: where they are, and how they follow a message.
//!
//! A row is read itself before it is written again: an index may hold only some of its attributes and be behind. What the row
//! says besides the last message stays as it is, and a row that somebody else changed since it was read is not written over.

use super::layout::Layout;
use super::model::{Conversation, GROUP, GROUP_ID, Message, TABLE_SCHEMA, is_of_group_row};
use super::row::{Keyed, Row, Stored, newest};
use crate::ddb::Table;
use crate::ddb::item::{Item, text};
use crate::ddb::retry::Backoff;
use crate::ddb::transaction::Action;
use crate::error::{Error, Result};
use aws_sdk_dynamodb::types::AttributeValue;
use futures_util::future::try_join_all;

/// How many rows of one owner a move takes the place of: two owners' have to fit into one transaction.
const MOST_ROWS: usize = 45;

/// How often an inbox is read again for a row that was there a moment ago: a read in the middle of somebody else's transaction
/// may see neither the old row nor the new one. Source: DynamoDB developer guide, "Isolation levels for DynamoDB transactions".
const READS: usize = 3;

/// A group row that takes the place of its owner's older ones.
#[derive(Debug, Clone)]
pub(super) struct InboxUpdate {
    /// The row as it is to be.
    pub(super) row: Conversation,
    /// The layout of a row that takes the place of none.
    layout: Layout,
    /// Those that it takes the place of, newest first.
    old: Vec<Stored>,
}

impl InboxUpdate {
    /// A row that replaces no other.
    pub(super) fn insert_row(row: Conversation, layout: Layout) -> Self {
        Self { row, layout, old: Vec::new() }
    }

    /// A row in the place of these, or of as many of them as one transaction takes.
    pub(super) fn replacing(mut old: Vec<Stored>, row: Conversation) -> Self {
        old.sort_by(|a, b| b.sort_key_time().order().cmp(&a.sort_key_time().order()));
        old.truncate(MOST_ROWS);
        Self { row, layout: Layout::default(), old }
    }

    /// Whether the row stays where one of the old ones is.
    pub(super) fn keeps_its_key(&self) -> bool {
        self.old.iter().any(|old| old.row.last_reply == self.row.last_reply)
    }

    /// The keys of the rows that it takes the place of.
    pub(super) fn keys(&self) -> Vec<Item> {
        self.old.iter().map(Stored::key).collect()
    }

    /// The key of the row as it is to be.
    ///
    /// # Errors
    /// As [`Conversation::to_item`].
    pub(super) fn key(&self) -> Result<Item> {
        Ok(TABLE_SCHEMA.key.of(&self.item()?))
    }

    /// The writes, which belong into one transaction. They are refused where somebody else changes a row meanwhile.
    ///
    /// # Errors
    /// As [`Conversation::to_item`].
    pub(super) fn actions(&self) -> Result<Vec<Action>> {
        let item = self.item()?;
        let key = TABLE_SCHEMA.key;
        let (same, others): (Vec<_>, Vec<_>) =
            self.old.iter().partition(|old| key.text_of(&old.item) == key.text_of(&item));
        let mut actions: Vec<Action> =
            others.into_iter().map(|old| Action::DeleteIfUnchanged(old.item.clone())).collect();
        actions.push(match same.first() {
            // One transaction takes one write of a key.
            Some(old) => Action::PutIfUnchanged { item, read: old.item.clone() },
            None if self.old.is_empty() => Action::PutSame { item, attribute: GROUP_ID },
            None => Action::PutIfAbsent(item),
        });
        Ok(actions)
    }

    /// The new item: the newest of the old ones, changed, with the attributes that only older ones have.
    fn item(&self) -> Result<Item> {
        let Some((newest, older)) = self.old.split_first() else { return self.row.to_item(self.layout) };
        let mut item = self.row.replacing(&newest.item)?;
        let other_owners = older.iter().flat_map(|old| &old.item).filter(|(name, _)| !is_of_group_row(name));
        for (name, value) in other_owners {
            item.entry(name.clone()).or_insert_with(|| value.clone());
        }
        Ok(item)
    }
}

/// How an inbox follows a message.
#[derive(Debug, Clone)]
pub(super) enum InboxState {
    /// It is as new already.
    Current,
    /// Its row moves.
    Behind(Box<InboxUpdate>),
    /// It has no row of the conversation.
    Missing,
}

impl InboxState {
    /// How rows of one owner and one conversation follow a message.
    fn of(rows: Vec<Stored>, message: &Message) -> Self {
        let Some(newest) = newest(&rows) else { return Self::Missing };
        if newest.row.last_reply.at >= message.created.at {
            return Self::Current;
        }
        let (last_reply, last_message) = (message.created.clone(), message.text.clone());
        let row = Conversation { last_reply, last_message, ..newest.row.clone() };
        Self::Behind(Box::new(InboxUpdate::replacing(rows, row)))
    }
}

/// The layout that a row was written in.
pub(super) fn layout_of(key: &Item) -> Layout {
    Layout::of_sort_key(text(key, "sk").unwrap_or_default())
}

/// Of rows of one conversation the keys of one owner's, or `None` where one of them is as new as a message. An index that holds
/// nothing but keys is enough to tell.
pub(super) fn behind(rows: &[Keyed<Conversation>], owner: &str, message: &Message) -> Option<Vec<Item>> {
    let of_owner: Vec<_> = rows.iter().filter(|found| found.row.owner == owner).collect();
    let newest = newest(of_owner.iter().copied())?;
    let is_behind = newest.row.last_reply.at < message.created.at;
    is_behind.then(|| of_owner.into_iter().map(|found| found.key.clone()).collect())
}

impl Table {
    /// The group rows of a conversation that the index shows, which is what stood in the table a moment ago. The index may hold
    /// no more of them than keys.
    ///
    /// # Errors
    /// [`Error::OtherKeys`], [`Error::NoIndex`] and the service errors.
    pub(super) async fn indexed_rows(&self, conversation_id: &str) -> Result<Vec<Keyed<Conversation>>> {
        let found = self.index(GROUP, conversation_id).take(None).await;
        if let Err(Error::Service { code, .. }) = &found
            && code == "ValidationException"
        {
            // What the table lacks is said, rather than what the service says of the query.
            self.check_index().await?;
        }
        found
    }

    /// How an inbox follows a message, by its rows as they are in the table now: those of these keys, or, where none of them is
    /// there any more, the newest one in the inbox.
    ///
    /// # Errors
    /// The service errors of [`Error`].
    pub(super) async fn inbox_update(&self, owner: &str, keys: &[Item], message: &Message) -> Result<InboxState> {
        let conversation_id = &message.conversation_id;
        let found = try_join_all(keys.iter().take(MOST_ROWS).map(|key| self.stored(key, conversation_id))).await?;
        let mut rows: Vec<Stored> = found.into_iter().flatten().collect();
        if rows.is_empty() {
            rows.extend(self.row_of_again(owner, conversation_id).await?);
        }
        Ok(InboxState::of(rows, message))
    }

    /// A conversation's group rows in somebody's inbox as they are in the table now, newest first, at most `most`.
    ///
    /// # Errors
    /// The service errors of [`Error`].
    async fn rows_in(&self, owner: &str, conversation_id: &str, most: usize) -> Result<Vec<Stored>> {
        let mut inbox = self.inbox(owner);
        let mut rows = Vec::new();
        while rows.len() < most
            && let Some(found) = inbox.next().await?
        {
            if found.row.conversation_id == conversation_id {
                rows.push(found);
            }
        }
        Ok(rows)
    }

    /// As [`Table::rows_in`], for an inbox that had one a moment ago.
    ///
    /// # Errors
    /// The service errors of [`Error`].
    pub(super) async fn rows_in_again(&self, owner: &str, conversation_id: &str, most: usize) -> Result<Vec<Stored>> {
        let mut backoff = Backoff::new();
        for _ in 1..READS {
            let rows = self.rows_in(owner, conversation_id, most).await?;
            if !rows.is_empty() {
                return Ok(rows);
            }
            backoff.wait().await;
        }
        self.rows_in(owner, conversation_id, most).await
    }

    /// The newest group row of a conversation in somebody's inbox, as it is in the table now.
    ///
    /// # Errors
    /// The service errors of [`Error`].
    pub(super) async fn row_of(&self, owner: &str, conversation_id: &str) -> Result<Option<Stored>> {
        Ok(self.rows_in(owner, conversation_id, 1).await?.pop())
    }

    /// As [`Table::row_of`], for a row that was there a moment ago.
    ///
    /// # Errors
    /// The service errors of [`Error`].
    async fn row_of_again(&self, owner: &str, conversation_id: &str) -> Result<Option<Stored>> {
        Ok(self.rows_in_again(owner, conversation_id, 1).await?.pop())
    }

    /// The group row of this key as it is in the table now; `None` where it is gone, or another conversation's.
    ///
    /// # Errors
    /// The service errors of [`Error`].
    pub(super) async fn stored(&self, key: &Item, conversation_id: &str) -> Result<Option<Stored>> {
        let item = self.item(key).await?;
        Ok(item.as_ref().and_then(<Stored>::read).filter(|found| found.row.conversation_id == conversation_id))
    }

    /// Whether a message still is in the table.
    ///
    /// # Errors
    /// The service errors of [`Error`].
    pub(super) async fn is_there(&self, key: &Item) -> Result<bool> {
        Ok(self.item(key).await?.is_some())
    }

    /// The item of this key as it is in the table now.
    ///
    /// # Errors
    /// The service errors of [`Error`].
    pub(super) async fn item(&self, key: &Item) -> Result<Option<Item>> {
        let part = |name: &str| key.get(name).cloned().unwrap_or(AttributeValue::Null(true));
        // A query, since that is what the policy of the app's function allows.
        let request = self
            .client
            .query()
            .key_condition_expression("pk = :pk AND sk = :sk")
            .expression_attribute_values(":pk", part("pk"))
            .expression_attribute_values(":sk", part("sk"))
            .consistent_read(true)
            .limit(1);
        Ok(self.query(request).await?.items.unwrap_or_default().pop())
    }
}
