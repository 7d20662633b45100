//! Pending messages: what a write of a message consists of.

use crate::ddb::item::Item;
use crate::ddb::transaction::Action;
use crate::error::Result;
use crate::messaging::inbox_update::InboxUpdate;
use crate::messaging::layout::Layout;
use crate::messaging::model::{Conversation, Message, Participant, SortKeyTime, TABLE_SCHEMA};
use crate::timestamp::Timestamp;
use uuid::Uuid;

/// A message to write.
#[derive(Debug, Clone)]
pub struct NewMessage<'a> {
    /// The sender.
    pub sender: &'a Participant,
    /// The recipient.
    pub to: Recipient<'a>,
    /// The text, of 1 to 1,024 characters.
    pub text: &'a str,
    /// The time of the clock.
    pub now: Timestamp,
    /// The message's id, if the caller keeps ids of its own. Such a message is written at most once a day.
    pub uuid: Option<Uuid>,
}

/// The recipient of a message.
#[derive(Debug, Clone, Copy)]
pub enum Recipient<'a> {
    /// A conversation, by its id.
    Conversation(&'a str),
    /// The most recent conversation with a user. The first conversation of two users is written in this layout.
    User(&'a Participant, Layout),
    /// A new conversation with a user, in this layout.
    NewConversation(&'a Participant, Layout),
}

/// A message that is not written yet, with the inbox updates that belong to it.
#[derive(Debug, Clone)]
pub struct PendingMessage {
    /// The message.
    pub message: Message,
    /// The newest time in the conversation, if it is ahead of the clock.
    pub ahead: Option<Timestamp>,
    pub(super) layout: Layout,
    pub(super) updates: Vec<InboxUpdate>,
    /// The conversation that the message starts.
    pub(super) new_conversation: Option<NewConversation>,
    /// The claim of the two users, if other writers of theirs matter.
    pub(super) claim: Option<Claim>,
    /// The `uuid`s of the users whose inboxes show the conversation.
    pub(super) owners: Vec<String>,
    /// The time of the clock.
    pub(super) now: Timestamp,
    /// Whether the caller keeps the id.
    pub(super) has_own_id: bool,
    /// Whether the conversation already has the message.
    pub(super) is_written: bool,
    /// The name of the message's record.
    pub(super) record_name: String,
}

/// A conversation that a message starts.
#[derive(Debug, Clone)]
pub(super) struct NewConversation {
    /// The sender and the receiver.
    pub(super) participants: [Participant; 2],
    /// Whether the message is the only one that may begin it. Its id is then made from that of the message, so that the same message
    /// begins no second one.
    pub(super) is_of_message: bool,
}

/// The claim of two users.
#[derive(Debug, Clone)]
pub(super) struct Claim {
    /// The `uuid` of the receiver.
    pub(super) receiver: String,
    /// The item, which the transaction that writes the message deletes. `None` if it is not claimed yet.
    pub(super) held: Option<Item>,
}

impl Claim {
    /// Returns the claim of the sender and this receiver, which is not held.
    pub(super) fn with(receiver: &Participant) -> Self {
        Self { receiver: receiver.user_uuid.clone(), held: None }
    }
}

/// One write of a pending message.
#[derive(Debug, Clone)]
pub enum PendingWrite {
    /// An item that is put.
    Put(Item),
    /// The key of an item that is deleted.
    Delete(Item),
}

impl PendingMessage {
    /// Whether the message starts a conversation.
    pub fn starts_conversation(&self) -> bool {
        self.new_conversation.is_some()
    }

    /// Whether the inboxes of both participants have a row of the conversation, or get one.
    pub fn has_both_inboxes(&self) -> bool {
        self.owners.len() >= 2
    }

    /// Returns the item of the message.
    ///
    /// # Errors
    /// [`Error::Invalid`](crate::Error::Invalid) if its sort key has no valid time, which only a message that was read can
    /// have.
    pub fn item(&self) -> Result<Item> {
        self.message.to_item(self.layout)
    }

    /// Returns everything that is to be written: nothing if the message is already written.
    ///
    /// # Errors
    /// [`Error::Invalid`](crate::Error::Invalid) if a sort key has no valid time, which only a row that was read can have.
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

    /// Returns the actions of the transaction. The message is the first.
    pub(super) fn actions(&self) -> Result<Vec<Action>> {
        let mut actions = self.message_and_rows()?;
        actions.extend(self.held_claim().cloned().map(Action::DeleteIfUnchanged));
        Ok(actions)
    }

    fn held_claim(&self) -> Option<&Item> {
        self.claim.as_ref()?.held.as_ref()
    }

    fn message_and_rows(&self) -> Result<Vec<Action>> {
        let mut actions = vec![Action::PutIfAbsent(self.item()?)];
        for update in &self.updates {
            actions.extend(update.actions()?);
        }
        Ok(actions)
    }

    /// Whether the transaction of these writes is refused if another process has written the message of this id meanwhile: it changes
    /// a group row then, or deletes a claim.
    pub(super) fn is_guarded(&self) -> bool {
        !self.has_own_id || self.starts_conversation() || self.held_claim().is_some() || !self.updates.is_empty()
    }

    /// Makes the message later by so many microseconds. The group rows are updated when they are read again.
    pub(super) fn advance(&mut self, micros: i64) {
        if let Some(at) = self.message.created.at {
            self.message.created = SortKeyTime::at(at.plus_micros(micros));
        }
    }

    /// Sets the group rows of a conversation that the message starts.
    pub(super) fn insert_rows(&mut self) {
        let Some(NewConversation { participants: [sender, receiver], .. }) = &self.new_conversation else { return };
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
