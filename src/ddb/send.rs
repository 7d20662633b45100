//! Writing messages: a message and the group rows that follow it change in one transaction, so that inboxes are right at
//! once, whether or not a function follows the table's stream.
//! Source: the backend's `create_message` and `create_message_group`.

use super::Messages;
use super::backoff::Backoff;
use super::group_rows::{InboxUpdate, Move, behind, layout_of};
use super::item::{Conversation, Item, Message, Person, Stamp, check_message, key_of};
use super::layout::Layout;
use super::patterns::{Keyed, Order};
use super::transaction::{Action, Outcome, is_taken};
use crate::error::{Error, Result};
use crate::timestamp::Timestamp;
use futures_util::future::try_join_all;
use std::time::Instant;
use uuid::Uuid;

/// A message that is to be written, with what follows from it.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The message.
    pub message: Message,
    layout: Layout,
    moves: Vec<Move>,
    /// Whether the conversation begins with it.
    is_new: bool,
    /// The `uuid` of everybody whose inbox shows the conversation.
    owners: Vec<String>,
}

/// A write of a draft.
#[derive(Debug, Clone)]
pub enum DraftWrite {
    /// An item that is put.
    Put(Item),
    /// The key of an item that is deleted.
    Delete(Item),
}

impl Draft {
    /// Whether the inbox of every participant has a row of the conversation, or gets one.
    pub fn is_whole(&self) -> bool {
        self.owners.len() >= 2
    }

    /// Everything that is to be written.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a row whose time is none, which only one that was read can have.
    pub fn writes(&self) -> Result<Vec<DraftWrite>> {
        let write = |action| match action {
            Action::PutNew(item) | Action::PutRow(item) | Action::PutOver { item, .. } => DraftWrite::Put(item),
            Action::Delete(item) | Action::DeleteRead(item) => DraftWrite::Delete(key_of(&item)),
        };
        Ok(self.actions()?.into_iter().map(write).collect())
    }

    fn actions(&self) -> Result<Vec<Action>> {
        let mut actions = vec![Action::PutNew(self.message.to_item(self.layout)?)];
        for step in &self.moves {
            actions.extend(step.actions()?);
        }
        Ok(actions)
    }

    /// Moves the message on to the next moment, and its rows with it.
    fn move_on(&mut self) {
        if let Some(at) = self.message.created.at {
            self.message.created = Stamp::at(at.next());
        }
        for step in &mut self.moves {
            step.row.last_reply = self.message.created.clone();
        }
    }
}

impl Messages {
    /// The most recent conversation between two users, of `uuid`s; read from either inbox, since one of them may have lost it.
    ///
    /// # Errors
    /// The service errors of [`Error`].
    pub async fn conversation_between(&self, user: &str, other: &str) -> Result<Option<Conversation>> {
        for (owner, partner) in [(user, other), (other, user)] {
            let mut inbox = self.conversations(owner, Order::NewestFirst, None).consistent();
            while let Some(conversation) = inbox.next().await? {
                if conversation.other.user_uuid == partner {
                    return Ok(Some(conversation));
                }
            }
        }
        Ok(None)
    }

    /// A new conversation that begins with `text`, written in `layout`; only prepares it.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a text that no message can have, [`Error::ToOneself`].
    pub fn draft_conversation(
        &self,
        [sender, receiver]: [&Person; 2],
        text: &str,
        at: Timestamp,
        layout: Layout,
    ) -> Result<Draft> {
        if sender.user_uuid == receiver.user_uuid {
            return Err(Error::ToOneself { handle: sender.handle.clone() });
        }
        let message = new_message(Uuid::new_v4().to_string(), sender, text, at)?;
        let row = |owner: &Person, other: &Person| Conversation {
            owner: owner.user_uuid.clone(),
            group: message.group.clone(),
            last_reply: message.created.clone(),
            other: other.clone(),
            last_message: message.text.clone(),
        };
        let rows = [row(sender, receiver), row(receiver, sender)];
        let owners = rows.iter().map(|row| row.owner.clone()).collect();
        Ok(Draft { moves: rows.map(|row| Move::to_nothing(row, layout)).into(), owners, layout, message, is_new: true })
    }

    /// A message in the conversation `group`; only reads.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a text that no message can have, [`Error::UnknownGroup`], [`Error::NotInConversation`], and the
    /// service errors.
    pub async fn draft_message(&self, group: &str, sender: &Person, text: &str, at: Timestamp) -> Result<Draft> {
        let message = new_message(group.to_owned(), sender, text, at)?;
        let rows = self.rows_with(group, sender).await?;
        let mut owners: Vec<String> = rows.iter().map(|found| found.row.owner.clone()).collect();
        // The sender's own inbox first.
        owners.sort_by_key(|owner| (*owner != sender.user_uuid, owner.clone()));
        owners.dedup();
        let layout = rows.first().map(|found| layout_of(&found.key)).unwrap_or_default();
        let behind = owners.iter().filter_map(|owner| Some((owner, behind(&rows, owner, &message)?)));
        let updates = behind.map(async |(owner, keys)| self.inbox_update(owner, &keys, &message).await);
        let moves = moves(try_join_all(updates).await?);
        Ok(Draft { message, layout, moves, owners, is_new: false })
    }

    /// Writes a draft, and returns it as it was written: where a key is taken meanwhile, everything moves on by a
    /// microsecond, and where somebody else's message came first, the group rows follow the newer of the two.
    ///
    /// # Errors
    /// [`Error::NoProgress`] and the service errors; nothing of it is written then, unless it is a reply that was lost.
    pub async fn send(&self, mut draft: Draft) -> Result<Draft> {
        let started = Instant::now();
        let mut backoff = Backoff::new();
        while started.elapsed() < self.patience {
            let actions = draft.actions()?;
            let Outcome::Refused(refused) = self.write_together(&actions).await? else { return Ok(draft) };
            if is_taken(&actions, &refused) {
                draft.move_on();
            }
            if !draft.is_new {
                draft.moves = self.moves_now(&draft).await?;
            }
            backoff.wait().await;
        }
        Err(self.no_progress())
    }

    /// How the group rows that stand in the table now follow a draft's message.
    async fn moves_now(&self, draft: &Draft) -> Result<Vec<Move>> {
        let updates = draft.owners.iter().map(async |owner| {
            let keys = draft.moves.iter().find(|step| step.row.owner == *owner).map(Move::keys).unwrap_or_default();
            self.inbox_update(owner, &keys, &draft.message).await
        });
        Ok(moves(try_join_all(updates).await?))
    }

    /// The group rows of a conversation that `sender` takes part in: those of the index, and what it does not show yet.
    async fn rows_with(&self, group: &str, sender: &Person) -> Result<Vec<Keyed<Conversation>>> {
        let mut rows = self.indexed_rows(group).await?;
        let user = &sender.user_uuid;
        self.complete(&mut rows, group, user).await?;
        if rows.iter().any(|found| found.row.owner == *user || found.row.other.user_uuid == *user) {
            return Ok(rows);
        }
        Err(if !rows.is_empty() || self.conversation_exists(group).await? {
            Error::NotInConversation { handle: sender.handle.clone(), group: group.to_owned() }
        } else {
            Error::UnknownGroup { group: group.to_owned() }
        })
    }
}

/// Of updates those that move a row.
fn moves(updates: Vec<InboxUpdate>) -> Vec<Move> {
    let step = |update| match update {
        InboxUpdate::Move(step) => Some(*step),
        InboxUpdate::Current | InboxUpdate::Missing => None,
    };
    updates.into_iter().filter_map(step).collect()
}

fn new_message(group: String, sender: &Person, text: &str, at: Timestamp) -> Result<Message> {
    check_message(text)?;
    let uuid = Some(Uuid::new_v4().to_string());
    Ok(Message { group, created: Stamp::at(at), uuid, sender: sender.clone(), text: text.to_owned() })
}
