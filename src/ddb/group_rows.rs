//! The group rows of a conversation: where they stand, and how they follow a message.

use super::Messages;
use super::backoff::Backoff;
use super::item::{Conversation, GROUP, Item, Message, text};
use super::layout::Layout;
use super::patterns::{Keyed, newest};
use super::transaction::Action;
use crate::error::Result;
use aws_sdk_dynamodb::types::AttributeValue;

/// How many rows of one owner a move takes the place of: two owners' have to fit into one transaction.
pub(super) const MOST_ROWS: usize = 45;

/// How often an inbox is read again for a row that was there a moment ago: a read in the middle of somebody else's transaction
/// may see neither the old row nor the new one. Source: DynamoDB developer guide, "Isolation levels for DynamoDB transactions".
const READS: usize = 3;

/// A group row that takes the place of its owner's older ones.
#[derive(Debug, Clone)]
pub(super) struct Move {
    /// The row as it is to be.
    pub(super) row: Conversation,
    layout: Layout,
    /// The keys of those that it takes the place of.
    old: Vec<Item>,
}

impl Move {
    /// A row that takes the place of those with these keys, or of none.
    pub(super) fn new(row: Conversation, layout: Layout, old: Vec<Item>) -> Self {
        Self { row, layout, old }
    }

    /// The writes, which belong into one transaction: who else moves the row meanwhile is noticed.
    ///
    /// # Errors
    /// As [`Conversation::to_item`].
    pub(super) fn actions(&self) -> Result<Vec<Action>> {
        let new = self.row.to_item(self.layout)?;
        // A row that keeps its key is put over: one transaction takes one write of a key.
        let is_new = |old: &&Item| ["pk", "sk"].iter().all(|name| text(old, name) == text(&new, name));
        let keeps_its_key = self.old.iter().any(|old| is_new(&old));
        let mut actions: Vec<Action> =
            self.old.iter().filter(|old| !is_new(old)).cloned().map(Action::DeleteIfThere).collect();
        actions.push(if keeps_its_key { Action::PutOver(new) } else { Action::PutRow(new) });
        Ok(actions)
    }
}

/// The layout that a row was written in.
pub(super) fn layout_of(key: &Item) -> Layout {
    Layout::of_sort_key(text(key, "sk").unwrap_or_default())
}

/// Of rows of one conversation those of one owner, and how they follow a message; `None` where they need not, since one of
/// them is as new, or where there are none.
pub(super) fn follow(rows: &[Keyed<Conversation>], owner: &str, message: &Message) -> Option<Move> {
    let of_owner: Vec<_> = rows.iter().filter(|found| found.row.owner == owner).collect();
    let newest = newest(of_owner.iter().copied())?;
    if newest.row.last_reply.at >= message.created.at {
        return None;
    }
    let row =
        Conversation { last_reply: message.created.clone(), last_message: message.text.clone(), ..newest.row.clone() };
    let old = of_owner.iter().map(|found| found.key.clone()).take(MOST_ROWS).collect();
    Some(Move::new(row, layout_of(&newest.key), old))
}

impl Messages {
    /// The group rows of a conversation that the index shows, which is what stood in the table a moment ago.
    ///
    /// # Errors
    /// The service errors of [`Error`](crate::Error).
    pub(super) async fn indexed_rows(&self, group: &str) -> Result<Vec<Keyed<Conversation>>> {
        self.index(GROUP, group).take(None).await
    }

    /// A conversation's group rows in somebody's inbox as they stand in the table now, newest first, at most `most`.
    ///
    /// # Errors
    /// The service errors of [`Error`](crate::Error).
    async fn rows_in(&self, owner: &str, group: &str, most: usize) -> Result<Vec<Keyed<Conversation>>> {
        let mut inbox = self.inbox(owner);
        let mut rows = Vec::new();
        while rows.len() < most
            && let Some(found) = inbox.next().await?
        {
            if found.row.group == group {
                rows.push(found);
            }
        }
        Ok(rows)
    }

    /// As [`Messages::rows_in`], for an inbox that had one a moment ago.
    ///
    /// # Errors
    /// The service errors of [`Error`](crate::Error).
    pub(super) async fn rows_in_again(
        &self,
        owner: &str,
        group: &str,
        most: usize,
    ) -> Result<Vec<Keyed<Conversation>>> {
        let mut backoff = Backoff::new();
        for _ in 1..READS {
            let rows = self.rows_in(owner, group, most).await?;
            if !rows.is_empty() {
                return Ok(rows);
            }
            backoff.wait().await;
        }
        self.rows_in(owner, group, most).await
    }

    /// The newest group row of a conversation in somebody's inbox, as it stands in the table now.
    ///
    /// # Errors
    /// The service errors of [`Error`](crate::Error).
    pub(super) async fn row_of(&self, owner: &str, group: &str) -> Result<Option<Keyed<Conversation>>> {
        Ok(self.rows_in(owner, group, 1).await?.pop())
    }

    /// As [`Messages::row_of`], for a row that was there a moment ago.
    ///
    /// # Errors
    /// The service errors of [`Error`](crate::Error).
    pub(super) async fn row_of_again(&self, owner: &str, group: &str) -> Result<Option<Keyed<Conversation>>> {
        Ok(self.rows_in_again(owner, group, 1).await?.pop())
    }

    /// Whether a message still stands in the table.
    ///
    /// # Errors
    /// The service errors of [`Error`](crate::Error).
    pub(super) async fn is_there(&self, key: &Item) -> Result<bool> {
        let part = |name: &str| key.get(name).cloned().unwrap_or(AttributeValue::Null(true));
        // A query, since that is what the policy of the app's function allows.
        let request = self
            .client
            .query()
            .table_name(&self.table)
            .key_condition_expression("pk = :pk AND sk = :sk")
            .expression_attribute_values(":pk", part("pk"))
            .expression_attribute_values(":sk", part("sk"))
            .consistent_read(true)
            .limit(1);
        let reply = self.service.call("Query", &self.table, request.send()).await?;
        Ok(reply.count > 0)
    }
}
