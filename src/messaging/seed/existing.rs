//! What exists of conversations: messages and group rows.

use crate::ddb::Table;
use crate::ddb::item::Item;
use crate::error::Result;
use crate::messaging::inbox_update::InboxUpdate;
use crate::messaging::model::{Conversation, Message};
use crate::messaging::row::{Keyed, Stored};
use crate::timestamp::Timestamp;
use std::collections::{HashMap, HashSet};

/// What exists of a conversation: its messages, and its rows in the inbox of each participant.
#[derive(Default)]
pub(super) struct Existing {
    pub(super) messages: Vec<Keyed<Message>>,
    pub(super) rows: [Vec<Stored>; 2],
}

impl Existing {
    /// Returns the keys of everything.
    pub(super) fn into_keys(self) -> Vec<Item> {
        let rows = self.rows.into_iter().flatten().map(|stored| stored.key());
        rows.chain(self.messages.into_iter().map(|message| message.key)).collect()
    }
}

/// The inboxes of users. Each is read once.
#[derive(Default)]
pub(super) struct Inboxes(HashMap<String, Inbox>);

/// A user's group rows.
#[derive(Default)]
struct Inbox {
    by_conversation_id: HashMap<String, Vec<Stored>>,
    /// The times in the sort keys of the rows, with those of planned rows.
    taken: HashSet<Timestamp>,
}

impl Inboxes {
    /// Returns the rows of a conversation in the inbox of `user`.
    pub(super) async fn rows(&mut self, table: &Table, user: &str, conversation_id: &str) -> Result<Vec<Stored>> {
        if !self.0.contains_key(user) {
            self.0.insert(user.to_owned(), Inbox::read(table, user).await?);
        }
        Ok(self.0[user].by_conversation_id.get(conversation_id).cloned().unwrap_or_default())
    }

    /// Makes the keys of rows free that are to be removed.
    pub(super) fn free_keys(&mut self, existing: &Existing) {
        for Conversation { owner, last_reply, .. } in existing.rows.iter().flatten().map(|stored| &stored.row) {
            if let (Some(inbox), Some(at)) = (self.0.get_mut(owner), last_reply.at) {
                inbox.taken.remove(&at);
            }
        }
    }

    /// Gives each planned row that needs a new key the next free one.
    pub(super) fn take_keys(&mut self, updates: &mut [InboxUpdate]) {
        for InboxUpdate { row, .. } in updates.iter_mut().filter(|update| !update.keeps_its_key()) {
            let taken = &mut self.0.entry(row.owner.clone()).or_default().taken;
            while row.last_reply.at.is_some_and(|at| !taken.insert(at)) {
                row.advance();
            }
        }
    }
}

impl Inbox {
    async fn read(table: &Table, user: &str) -> Result<Self> {
        let mut inbox = Self::default();
        let mut rows = table.inbox(user);
        while let Some(stored) = rows.next().await? {
            let Conversation { conversation_id, last_reply, .. } = &stored.row;
            inbox.taken.extend(last_reply.at);
            inbox.by_conversation_id.entry(conversation_id.clone()).or_default().push(stored);
        }
        Ok(inbox)
    }
}
