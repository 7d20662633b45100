//! How inboxes follow the table's stream: what the app's update function does, rightly.
//!
//! A record of a message brings the conversation's group rows up to it, each in one transaction, and only forward in time: a
//! record that comes twice, late or out of order changes nothing.
//! Source: the app's stream function; DynamoDB developer guide, "Change data capture for DynamoDB Streams".

use super::group_rows::{InboxState, behind};
use super::model::{Conversation, Message};
use super::row::Keyed;
use crate::ddb::item::Item;
use crate::ddb::retry::{Backoff, Retry};
use crate::ddb::transaction::{Outcome, has_changed};
use crate::ddb::{Batch, RecordChange, Stream, StreamRecord, Table};
use crate::error::Result;
use crate::timestamp::Timestamp;
use std::collections::{BTreeSet, HashMap};
use std::ops::AddAssign;

/// How many have a conversation.
const PARTICIPANTS: usize = 2;

/// How often the index is asked for the rows of a new conversation, which it shows a moment after the table has them.
const INDEX_TRIES: usize = 4;

/// What records came to, in group rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct InboxCounts {
    /// Brought up to the message.
    pub updated: usize,
    /// As new as the message, or newer.
    pub current: usize,
    /// Lost: an inbox has no row of the conversation.
    pub missing: usize,
}

impl AddAssign for InboxCounts {
    fn add_assign(&mut self, other: Self) {
        self.updated += other.updated;
        self.current += other.current;
        self.missing += other.missing;
    }
}

/// What following a batch came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Applied {
    /// How many records there were.
    pub records: usize,
    /// What became of group rows.
    pub inboxes: InboxCounts,
    /// When the last of them was written.
    pub last: Option<Timestamp>,
    /// The keys of messages without a text, which no inbox follows.
    pub without_text: Vec<String>,
}

impl StreamRecord {
    /// The message that was written; `None` for group rows, for what is gone, and for anything else.
    pub fn message(&self) -> Option<Message> {
        self.any_message().filter(|message| !message.text.is_empty())
    }

    /// The key of a message without a text, or with one that is not a string: no inbox can show it.
    pub fn without_text(&self) -> Option<String> {
        let message = self.any_message().filter(|message| message.text.is_empty())?;
        Some(format!("{} {}", Message::partition(&message.conversation_id), message.created.text))
    }

    fn any_message(&self) -> Option<Message> {
        let image = self.image.as_ref().filter(|_| self.change != RecordChange::Remove)?;
        // Without an id it is nobody's, and no index has it.
        Message::from_item(image).filter(|message| !message.conversation_id.is_empty())
    }
}

/// The records of messages by conversation, each conversation's newest first; the conversations in the order of their first
/// record.
pub fn by_conversation(records: &[StreamRecord]) -> Vec<Vec<&StreamRecord>> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut conversations: Vec<Vec<(Message, &StreamRecord)>> = Vec::new();
    for record in records {
        let Some(message) = record.message() else { continue };
        let place = *places.entry(message.conversation_id.clone()).or_insert(conversations.len());
        if place == conversations.len() {
            conversations.push(Vec::new());
        }
        conversations[place].push((message, record));
    }
    let newest_first = |mut conversation: Vec<(Message, _)>| {
        conversation.sort_by(|(a, _), (b, _)| b.created.order().cmp(&a.created.order()));
        conversation.into_iter().map(|(_, record)| record).collect()
    };
    conversations.into_iter().map(newest_first).collect()
}

impl Stream {
    /// Brings the group rows up to the messages of a batch, of each conversation to the newest one that is still there: those
    /// before it could only be overtaken. In a dry run nothing is written, and what would be is counted.
    ///
    /// # Errors
    /// As [`Table::update_inboxes`].
    pub async fn apply(&mut self, batch: &Batch, dry_run: bool) -> Result<Applied> {
        let last = batch.records.last().and_then(|record| record.created);
        let without_text = batch.records.iter().filter_map(StreamRecord::without_text).collect();
        let mut applied = Applied { records: batch.records.len(), last, without_text, ..Applied::default() };
        let messages = self.table().await?;
        for conversation in by_conversation(&batch.records) {
            applied.inboxes += messages.update_inboxes_for_newest(&conversation, dry_run).await?;
        }
        Ok(applied)
    }
}

impl Table {
    /// Brings a conversation's group rows up to the newest of its messages that is still there: those before it could only be
    /// overtaken. `records` are one conversation's, newest first, as [`by_conversation`] has them.
    ///
    /// # Errors
    /// As [`Table::update_inboxes`].
    pub async fn update_inboxes_for_newest(&self, records: &[&StreamRecord], dry_run: bool) -> Result<InboxCounts> {
        for record in records {
            // Of many that were deleted since, each costs one look and no more.
            if records.len() > 1 && !self.is_there(&record.keys).await? {
                continue;
            }
            let inboxes = self.update_inboxes(record, dry_run).await?;
            if inboxes != InboxCounts::default() {
                return Ok(inboxes);
            }
        }
        Ok(InboxCounts::default())
    }

    /// Brings the group rows of a record's conversation up to its message. In a dry run nothing is written, and what would be
    /// is counted. Nothing is counted of a record without a message, and of a message that is gone.
    ///
    /// # Errors
    /// [`Error::NoProgress`](crate::Error::NoProgress) and the service errors; what was brought forward stays so, and the
    /// same record again does the rest.
    pub async fn update_inboxes(&self, record: &StreamRecord, dry_run: bool) -> Result<InboxCounts> {
        let mut inboxes = InboxCounts::default();
        let Some(message) = record.message() else { return Ok(inboxes) };
        let rows = self.rows_behind(&message).await?;
        let owners = owners(&rows);
        inboxes.missing = PARTICIPANTS.saturating_sub(owners.len());
        let is_behind = owners.iter().any(|owner| behind(&rows, owner, &message).is_some());
        if (is_behind || inboxes.missing > 0) && !self.is_there(&record.keys).await? {
            // It was deleted since: an inbox must not show it again, nor miss it.
            return Ok(InboxCounts::default());
        }
        for owner in owners {
            inboxes += match behind(&rows, owner, &message) {
                None => InboxCounts { current: 1, ..InboxCounts::default() },
                Some(_) if dry_run => InboxCounts { updated: 1, ..InboxCounts::default() },
                Some(keys) => self.bring_forward(owner, &keys, &message).await?,
            };
        }
        Ok(inboxes)
    }

    /// The group rows of a message's conversation: by the index, and where that lacks some of them for longer than it
    /// usually does, by the inboxes themselves.
    async fn rows_behind(&self, message: &Message) -> Result<Vec<Keyed<Conversation>>> {
        let mut backoff = Backoff::new();
        let mut rows = Vec::new();
        // Nobody else writes where the store is embedded, and so its index is never behind.
        let tries = if self.is_exclusive() { 1 } else { INDEX_TRIES };
        for left in (0..tries).rev() {
            rows = self.indexed_rows(&message.conversation_id).await?;
            if owners(&rows).len() >= PARTICIPANTS {
                return Ok(rows);
            }
            if left > 0 {
                backoff.wait().await;
            }
        }
        self.complete(&mut rows, &message.conversation_id, &message.sender.user_uuid).await?;
        Ok(rows)
    }

    /// Adds the rows of a conversation that its index lacks, from the inbox of `user` and from that of the other.
    pub(super) async fn complete(
        &self,
        rows: &mut Vec<Keyed<Conversation>>,
        conversation_id: &str,
        user: &str,
    ) -> Result<()> {
        if !owners(rows).contains(user) {
            rows.extend(self.row_of(user, conversation_id).await?.map(Keyed::from));
        }
        if owners(rows).len() < PARTICIPANTS || !owners(rows).contains(user) {
            self.name_others(rows).await?;
        }
        let other = rows.iter().find_map(|found| match &found.row {
            row if row.owner == user => Some(row.other.user_uuid.clone()),
            row if row.other.user_uuid == user => Some(row.owner.clone()),
            _ => None,
        });
        if let Some(other) = other.filter(|other| !other.is_empty() && !owners(rows).contains(other.as_str())) {
            rows.extend(self.row_of(&other, conversation_id).await?.map(Keyed::from));
        }
        Ok(())
    }

    /// Reads those rows themselves whose index does not hold who the other is.
    async fn name_others(&self, rows: &mut [Keyed<Conversation>]) -> Result<()> {
        for found in rows.iter_mut().filter(|found| found.row.other.user_uuid.is_empty()) {
            if let Some(stored) = self.stored(&found.key, &found.row.conversation_id).await? {
                *found = stored.into();
            }
        }
        Ok(())
    }

    /// Moves the rows of one inbox, of these keys, forward to a message.
    async fn bring_forward(&self, owner: &str, keys: &[Item], message: &Message) -> Result<InboxCounts> {
        let mut retry = Retry::new(self.progress_timeout);
        let mut update = self.inbox_update(owner, keys, message).await?;
        while !retry.is_over() {
            let mut step = match update {
                InboxState::Current => return Ok(InboxCounts { current: 1, ..InboxCounts::default() }),
                InboxState::Missing => return Ok(InboxCounts { missing: 1, ..InboxCounts::default() }),
                InboxState::Behind(step) => step,
            };
            let actions = step.actions()?;
            let Outcome::Refused(refused) = self.transact_write(&actions).await? else {
                return Ok(InboxCounts { updated: 1, ..InboxCounts::default() });
            };
            update = if has_changed(&actions, &refused) {
                retry.wait().await;
                self.inbox_update(owner, &step.keys(), message).await?
            } else {
                // Another conversation of this inbox has the moment.
                step.row.advance();
                InboxState::Behind(step)
            };
        }
        Err(self.no_progress())
    }
}

/// Whose inboxes rows stand in.
fn owners(rows: &[Keyed<Conversation>]) -> BTreeSet<&str> {
    rows.iter().map(|found| found.row.owner.as_str()).collect()
}
