//! What is to be written: drafts, which only read.

use crate::ddb::Table;
use crate::ddb::item::Item;
use crate::ddb::transaction::Action;
use crate::error::{Error, Result};
use crate::messaging::group_rows::{InboxState, InboxUpdate, behind, layout_of};
use crate::messaging::layout::Layout;
use crate::messaging::model::{Conversation, Message, Participant, SortKeyTime, TABLE_SCHEMA, check_message};
use crate::messaging::patterns::{Order, Period};
use crate::messaging::row::Keyed;
use crate::timestamp::Timestamp;
use futures_util::future::try_join_all;
use uuid::Uuid;

/// How far the newest message of a conversation may be ahead of the clock, in hours. A new one is written after it; beyond this
/// it is refused, since either the clock or that message is wrong.
const MOST_HOURS_AHEAD: i64 = 24;

/// How far another writer's clock is ahead without anybody being told, in microseconds.
const CLOCK_SKEW: i64 = 1_000_000;

/// A message to be written.
#[derive(Debug, Clone)]
pub struct NewMessage<'a> {
    /// Who writes it.
    pub sender: &'a Participant,
    /// Where it goes.
    pub to: Recipient<'a>,
    /// The text, of 1 to 1,024 characters.
    pub text: &'a str,
    /// The time of the clock.
    pub now: Timestamp,
    /// The message's id, where the caller keeps ids of its own: then the message is written once a day at most.
    pub uuid: Option<Uuid>,
}

/// Where a message goes.
#[derive(Debug, Clone, Copy)]
pub enum Recipient<'a> {
    /// To a conversation, by its id.
    Conversation(&'a str),
    /// To the most recent conversation with a user, or to a new one, in this layout, where there is none.
    User(&'a Participant, Layout),
    /// To a new conversation with a user, in this layout.
    NewConversation(&'a Participant, Layout),
}

/// A message that is to be written, with what follows from it.
#[derive(Debug, Clone)]
pub struct PendingMessage {
    /// The message.
    pub message: Message,
    /// The newest time in the conversation, where that is ahead of the clock.
    pub ahead: Option<Timestamp>,
    pub(super) layout: Layout,
    pub(super) updates: Vec<InboxUpdate>,
    /// Where the conversation begins with the message: between whom.
    pub(super) beginning: Option<Beginning>,
    /// The `uuid` of everybody whose inbox shows the conversation.
    owners: Vec<String>,
    /// The time of the clock.
    pub(super) now: Timestamp,
    /// Whether the caller keeps the id.
    pub(super) has_own_id: bool,
    /// Whether the conversation has the message already.
    pub(super) is_written: bool,
    /// What tells its record from those of others.
    pub(super) record: String,
}

/// The beginning of a conversation.
#[derive(Debug, Clone)]
pub(super) struct Beginning {
    pub(super) participants: [Participant; 2],
    pub(super) claim: Claim,
}

/// Whether others that begin a conversation between the same two agree with this one.
#[derive(Debug, Clone)]
pub(super) enum Claim {
    /// They need not: another conversation is meant.
    None,
    /// They are to, before it is written.
    Wanted,
    /// They do: this item goes away when the conversation is written.
    Held(Item),
}

/// A write of a draft.
#[derive(Debug, Clone)]
pub enum PendingWrite {
    /// An item that is put.
    Put(Item),
    /// The key of an item that is deleted.
    Delete(Item),
}

impl PendingMessage {
    /// Whether the conversation begins with the message.
    pub fn begins(&self) -> bool {
        self.beginning.is_some()
    }

    /// Whether the inbox of every participant has a row of the conversation, or gets one.
    pub fn is_whole(&self) -> bool {
        self.owners.len() >= 2
    }

    /// The item of the message.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a message whose time is none, which only one that was read can have.
    pub fn item(&self) -> Result<Item> {
        self.message.to_item(self.layout)
    }

    /// Everything that is to be written: nothing where the message is written already.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a row whose time is none, which only one that was read can have.
    pub fn writes(&self) -> Result<Vec<PendingWrite>> {
        if self.is_written {
            return Ok(Vec::new());
        }
        let write = |action| match action {
            Action::PutIfAbsent(item) | Action::PutSame { item, .. } | Action::PutIfUnchanged { item, .. } => {
                PendingWrite::Put(item)
            }
            Action::Delete(item) | Action::DeleteIfUnchanged(item) => PendingWrite::Delete(TABLE_SCHEMA.key.of(&item)),
        };
        Ok(self.message_and_rows()?.into_iter().map(write).collect())
    }

    /// The transaction: the message first.
    pub(super) fn actions(&self) -> Result<Vec<Action>> {
        let mut actions = self.message_and_rows()?;
        if let Some(Beginning { claim: Claim::Held(claim), .. }) = &self.beginning {
            actions.push(Action::DeleteIfUnchanged(claim.clone()));
        }
        Ok(actions)
    }

    fn message_and_rows(&self) -> Result<Vec<Action>> {
        let mut actions = vec![Action::PutIfAbsent(self.item()?)];
        for step in &self.updates {
            actions.extend(step.actions()?);
        }
        Ok(actions)
    }

    /// Moves the message on by so many microseconds. Its rows follow when they are read again.
    pub(super) fn step_on(&mut self, micros: i64) {
        if let Some(at) = self.message.created.at {
            self.message.created = SortKeyTime::at(at.plus_micros(micros));
        }
    }

    /// The rows of a conversation that begins with the message.
    pub(super) fn begin_rows(&mut self) {
        let Some(Beginning { participants: [sender, receiver], .. }) = &self.beginning else { return };
        let row = |owner: &Participant, other: &Participant| Conversation {
            owner: owner.user_uuid.clone(),
            conversation_id: self.message.conversation_id.clone(),
            last_reply: self.message.created.clone(),
            other: other.clone(),
            last_message: self.message.text.clone(),
        };
        let rows = [row(sender, receiver), row(receiver, sender)];
        self.updates = rows.map(|row| InboxUpdate::insert_row(row, self.layout)).into();
    }
}

impl Table {
    /// A draft of a message; only reads.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a text that no message can have, [`Error::ToOneself`], [`Error::NoConversation`],
    /// [`Error::NotInConversation`], [`Error::MessageAhead`], [`Error::MessageIdTaken`], and the service errors.
    pub async fn prepare_message(&self, new: &NewMessage<'_>) -> Result<PendingMessage> {
        check_message(new.text)?;
        let sender = new.sender;
        let message = |conversation_id: String| Message {
            conversation_id,
            created: SortKeyTime::at(new.now),
            uuid: Some(new.uuid.unwrap_or_else(Uuid::new_v4).to_string()),
            sender: sender.clone(),
            text: new.text.to_owned(),
        };
        let record = self.record_name(new);
        let own_id = new.uuid.is_some();
        let (receiver, layout, claim) = match new.to {
            Recipient::Conversation(conversation_id) => {
                return self.prepare_message_in(message(conversation_id.to_owned()), new.now, own_id, record).await;
            }
            Recipient::User(receiver, layout) => (receiver, layout, Claim::Wanted),
            Recipient::NewConversation(receiver, layout) => (receiver, layout, Claim::None),
        };
        if sender.user_uuid == receiver.user_uuid {
            return Err(Error::ToOneself { handle: sender.handle.clone() });
        }
        let begins_another = matches!(claim, Claim::None);
        // Of a new conversation it is asked only whether an earlier run began it by a message of this id.
        if (!begins_another || own_id)
            && let Some(found) = self.conversation_between(&sender.user_uuid, &receiver.user_uuid).await?
        {
            let message = message(found.conversation_id);
            if !begins_another || self.has_written(&message, new.now).await?.is_some() {
                return self.prepare_message_in(message, new.now, own_id, record).await;
            }
        }
        let mut pending = PendingMessage {
            message: message(Uuid::new_v4().to_string()),
            ahead: None,
            layout,
            updates: Vec::new(),
            beginning: Some(Beginning { participants: [sender.clone(), receiver.clone()], claim }),
            owners: vec![sender.user_uuid.clone(), receiver.user_uuid.clone()],
            now: new.now,
            has_own_id: own_id,
            is_written: false,
            record,
        };
        pending.begin_rows();
        Ok(pending)
    }

    /// A draft of a message in its conversation, which exists.
    pub(super) async fn prepare_message_in(
        &self,
        mut message: Message,
        now: Timestamp,
        has_own_id: bool,
        record: String,
    ) -> Result<PendingMessage> {
        let conversation_id = message.conversation_id.clone();
        let mut messages =
            self.conversation(&conversation_id, Period::default(), Order::NewestFirst, Some(1)).consistent();
        let written = async { if has_own_id { self.has_written(&message, now).await } else { Ok(None) } };
        let (rows, newest, written) =
            tokio::try_join!(self.rows_with(&conversation_id, &message.sender), messages.next(), written)?;
        let shown = rows.iter().filter_map(|found| found.row.last_reply.at);
        let newest = shown.chain(newest.and_then(|newest| newest.created.at)).max();
        let is_written = written.is_some();
        let ahead = match written {
            Some(created) => {
                message.created = created;
                None
            }
            None => {
                let (at, ahead) = after(newest, now, &conversation_id)?;
                message.created = SortKeyTime::at(at);
                ahead
            }
        };
        let mut owners: Vec<String> = rows.iter().map(|found| found.row.owner.clone()).collect();
        // The sender's own inbox first.
        owners.sort_by_key(|owner| (*owner != message.sender.user_uuid, owner.clone()));
        owners.dedup();
        let layout = rows.first().map(|found| layout_of(&found.key)).unwrap_or_default();
        let behind = owners.iter().filter_map(|owner| Some((owner, behind(&rows, owner, &message)?)));
        let updates = behind.map(async |(owner, keys)| self.inbox_update(owner, &keys, &message).await);
        let updates = needed(try_join_all(updates).await?);
        let beginning = None;
        Ok(PendingMessage { message, ahead, layout, updates, beginning, owners, now, has_own_id, is_written, record })
    }

    /// Brings a draft's rows up to its message as it is now: the group rows that are in the table, or those that it begins with.
    pub(super) async fn catch_up(&self, pending: &mut PendingMessage) -> Result<()> {
        if pending.beginning.is_some() {
            pending.begin_rows();
            return Ok(());
        }
        let updates = pending.owners.iter().map(async |owner| {
            let keys =
                pending.updates.iter().find(|step| step.row.owner == *owner).map(InboxUpdate::keys).unwrap_or_default();
            self.inbox_update(owner, &keys, &pending.message).await
        });
        pending.updates = needed(try_join_all(updates).await?);
        Ok(())
    }

    /// The group rows of a conversation that `sender` takes part in: those of the index, and what it does not show yet.
    async fn rows_with(&self, conversation_id: &str, sender: &Participant) -> Result<Vec<Keyed<Conversation>>> {
        let mut rows = self.indexed_rows(conversation_id).await?;
        let user = &sender.user_uuid;
        self.complete(&mut rows, conversation_id, user).await?;
        if rows.iter().any(|found| found.row.owner == *user || found.row.other.user_uuid == *user) {
            return Ok(rows);
        }
        Err(if !rows.is_empty() || self.conversation_exists(conversation_id).await? {
            Error::NotInConversation { handle: sender.handle.clone(), conversation_id: conversation_id.to_owned() }
        } else {
            Error::NoConversation { what: conversation_id.to_owned() }
        })
    }
}

/// The time of a message that is written at `now` to a conversation whose newest time is this: later than both. Also the newest
/// time, where that is ahead of the clock by more than clocks differ.
fn after(newest: Option<Timestamp>, now: Timestamp, conversation_id: &str) -> Result<(Timestamp, Option<Timestamp>)> {
    let Some(newest) = newest.filter(|newest| *newest >= now) else { return Ok((now, None)) };
    let lead = newest.micros_since(now);
    if lead > MOST_HOURS_AHEAD * 60 * 60 * 1_000_000 {
        return Err(Error::MessageAhead {
            conversation_id: conversation_id.to_owned(),
            at: newest.to_string(),
            hours: MOST_HOURS_AHEAD,
        });
    }
    Ok((newest.next(), (lead > CLOCK_SKEW).then_some(newest)))
}

/// Of updates those that move a row.
fn needed(states: Vec<InboxState>) -> Vec<InboxUpdate> {
    let update = |state| match state {
        InboxState::Behind(update) => Some(*update),
        InboxState::Current | InboxState::Missing => None,
    };
    states.into_iter().filter_map(update).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_later_than_the_newest_one_within_a_bound() {
        let now = Timestamp::parse("2026-11-22T12:00:00Z").unwrap();
        let at = |micros: i64| now.plus_micros(micros);
        let time = |newest| after(newest, now, "g").ok();
        assert_eq!(time(None), Some((now, None)));
        assert_eq!(time(Some(at(-1))), Some((now, None)));
        // Writers at the same moment are no news.
        assert_eq!(time(Some(now)), Some((at(1), None)));
        assert_eq!(time(Some(at(CLOCK_SKEW))), Some((at(CLOCK_SKEW + 1), None)));
        assert_eq!(time(Some(at(CLOCK_SKEW + 1))), Some((at(CLOCK_SKEW + 2), Some(at(CLOCK_SKEW + 1)))));
        let day = 24 * 60 * 60 * 1_000_000;
        assert!(time(Some(at(day))).is_some() && time(Some(at(day + 1))).is_none());
    }
}
