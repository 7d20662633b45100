//! Reading the group rows of a conversation.
//!
//! The index by conversation finds them, but it may hold only some of their attributes, and it is updated a moment after
//! the table. A row is therefore read from the table before it is written.

use super::inbox_update::{InboxState, MAX_REPLACED};
use super::model::{Conversation, Message};
use super::row::{Keyed, Row, Stored};
use crate::ddb::Table;
use crate::ddb::item::Item;
use crate::ddb::retry::Backoff;
use crate::error::{Error, Result};
use aws_sdk_dynamodb::types::AttributeValue;
use futures_util::future::try_join_all;

/// How often an inbox is read for a row that existed a moment ago. A read during a transaction of another writer may see
/// neither the old row nor the new one. Source: DynamoDB developer guide, "Isolation levels for DynamoDB transactions".
const MAX_READS: usize = 3;

impl Table {
    /// Reads the group rows of a conversation from the index: the state of the table a moment ago. The index may hold
    /// nothing but their keys.
    ///
    /// # Errors
    /// [`Error::OtherKeys`], [`Error::NoIndex`] and the service errors.
    pub(super) async fn indexed_rows(&self, conversation_id: &str) -> Result<Vec<Keyed<Conversation>>> {
        let rows = self.rows_in_index(conversation_id).take(None).await;
        if let Err(Error::Service { code, .. }) = &rows
            && code == "ValidationException"
        {
            // This error says what the table lacks; the error of the service only that the query is not valid.
            self.check_index().await?;
        }
        rows
    }

    /// Returns whether a user, of `user_uuid`, takes part in a conversation. The index is read first; a conversation that began a moment
    /// ago is found in the user's inbox.
    ///
    /// # Errors
    /// [`Error::OtherKeys`], [`Error::NoIndex`] and the service errors.
    pub async fn is_participant(&self, conversation_id: &str, user_uuid: &str) -> Result<bool> {
        let rows = self.indexed_rows(conversation_id).await?;
        if rows.iter().any(|keyed| keyed.row.owner == user_uuid || keyed.row.other.user_uuid == user_uuid) {
            return Ok(true);
        }
        Ok(!self.inbox_rows(user_uuid, conversation_id, 1).await?.is_empty())
    }

    /// Compares `owner`'s inbox with a message. Reads the rows of these keys from the table, or, if none of them exists any
    /// more, the newest row of the conversation in the inbox.
    ///
    /// # Errors
    /// The service errors of [`Error`].
    pub(super) async fn inbox_state(&self, owner: &str, keys: &[Item], message: &Message) -> Result<InboxState> {
        let conversation_id = &message.conversation_id;
        let reads = keys.iter().take(MAX_REPLACED).map(|key| self.group_row(key, conversation_id));
        let mut rows: Vec<Stored> = try_join_all(reads).await?.into_iter().flatten().collect();
        if rows.is_empty() {
            rows = self.inbox_rows_with_retries(owner, conversation_id, 1).await?;
        }
        Ok(InboxState::of(rows, message))
    }

    /// Reads an inbox until it has found `limit` rows of a conversation, newest first.
    ///
    /// # Errors
    /// The service errors of [`Error`].
    pub(super) async fn inbox_rows(&self, owner: &str, conversation_id: &str, limit: usize) -> Result<Vec<Stored>> {
        let mut inbox = self.inbox(owner);
        let mut rows = Vec::new();
        while rows.len() < limit
            && let Some(stored) = inbox.next().await?
        {
            if stored.row.conversation_id == conversation_id {
                rows.push(stored);
            }
        }
        Ok(rows)
    }

    /// As [`Table::inbox_rows`], for an inbox that had a row a moment ago: it is read again if no row is found.
    ///
    /// # Errors
    /// The service errors of [`Error`].
    pub(super) async fn inbox_rows_with_retries(
        &self,
        owner: &str,
        conversation_id: &str,
        limit: usize,
    ) -> Result<Vec<Stored>> {
        let mut backoff = Backoff::new();
        for _ in 1..MAX_READS {
            let rows = self.inbox_rows(owner, conversation_id, limit).await?;
            if !rows.is_empty() {
                return Ok(rows);
            }
            backoff.wait().await;
        }
        self.inbox_rows(owner, conversation_id, limit).await
    }

    /// Reads the group row of this key; `None` if it does not exist, or is of another conversation.
    ///
    /// # Errors
    /// The service errors of [`Error`].
    pub(super) async fn group_row(&self, key: &Item, conversation_id: &str) -> Result<Option<Stored>> {
        let item = self.read_item(key).await?;
        Ok(item.as_ref().and_then(<Stored>::read).filter(|stored| stored.row.conversation_id == conversation_id))
    }

    /// Whether the table has an item of this key.
    ///
    /// # Errors
    /// The service errors of [`Error`].
    pub(super) async fn has_item(&self, key: &Item) -> Result<bool> {
        Ok(self.read_item(key).await?.is_some())
    }

    /// Reads the item of this key, consistently.
    ///
    /// # Errors
    /// The service errors of [`Error`].
    pub(super) async fn read_item(&self, key: &Item) -> Result<Option<Item>> {
        let value = |name: &str| key.get(name).cloned().unwrap_or(AttributeValue::Null(true));
        // Query instead of GetItem, because the policy of the app's function allows only Query.
        let request = self
            .client
            .query()
            .key_condition_expression("pk = :pk AND sk = :sk")
            .expression_attribute_values(":pk", value("pk"))
            .expression_attribute_values(":sk", value("sk"))
            .consistent_read(true)
            .limit(1);
        Ok(self.query(request).await?.items.unwrap_or_default().pop())
    }
}
