//! What a scan knows of one conversation.

use crate::messaging::model::{Message, Participant};
use crate::messaging::row::{Keyed, Stored};
use std::collections::{BTreeMap, BTreeSet};

/// One conversation: its newest message, its group rows and its participants.
#[derive(Debug, Default)]
pub(super) struct ConversationState {
    /// The newest message that has a text.
    pub(super) newest: Option<Keyed<Message>>,
    /// The group rows, of all inboxes.
    pub(super) rows: Vec<Stored>,
    /// The participants by `uuid`: all senders, and all users who have a group row or are named by one.
    pub(super) participants: BTreeMap<String, Participant>,
    /// The `uuid`s of the participants who wrote a message.
    pub(super) senders: BTreeSet<String>,
    /// How many messages have no text, or one that is not a string.
    pub(super) without_text: usize,
}

impl ConversationState {
    /// Adds a message and its sender.
    pub(super) fn add_message(&mut self, message: Keyed<Message>) {
        self.add_participant(&message.row.sender);
        self.senders.insert(message.row.sender.user_uuid.clone());
        // No inbox can show a message without a text.
        if message.row.text.is_empty() {
            self.without_text += 1;
        } else if self.newest.as_ref().is_none_or(|newest| message.row.created.order() > newest.row.created.order()) {
            self.newest = Some(message);
        }
    }

    /// Adds a group row, its owner and the other participant.
    pub(super) fn add_row(&mut self, stored: Stored) {
        self.add_participant(&stored.row.other);
        self.add_participant(&Participant { user_uuid: stored.row.owner.clone(), ..Participant::default() });
        self.rows.push(stored);
    }

    /// Adds a participant, unless a row without an id names them. The first name that is not empty stays.
    fn add_participant(&mut self, participant: &Participant) {
        if participant.user_uuid.is_empty() {
            return;
        }
        let known = self.participants.entry(participant.user_uuid.clone()).or_default();
        if known.handle.is_empty() {
            known.clone_from(participant);
        }
    }
}
