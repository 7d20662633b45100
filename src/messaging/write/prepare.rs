//! Preparing a message: finding its conversation, its time and the inboxes to update. Nothing is written here.

use super::pending_message::{Claim, NewConversation, NewMessage, PendingMessage, Recipient};
use super::record::last_day;
use crate::ddb::Table;
use crate::error::{Error, Result};
use crate::messaging::inbox_update::{InboxState, InboxUpdate, outdated_keys};
use crate::messaging::layout::Layout;
use crate::messaging::model::{Conversation, Message, Participant, SortKeyTime, check_message};
use crate::messaging::patterns::{Order, Period};
use crate::messaging::row::Keyed;
use crate::random;
use crate::timestamp::Timestamp;
use futures_util::future::try_join_all;
use uuid::Uuid;

/// How many hours the newest message of a conversation may be ahead of the clock. A new message gets a later time than that
/// one. Beyond this limit it is refused, because either the clock or the newest message is wrong.
const MAX_HOURS_AHEAD: i64 = 24;

/// The namespace of the ids of conversations that are of one message (UUID v5).
const CONVERSATIONS: Uuid = Uuid::from_u128(0x1f0a_86d3_52b7_4e19_a4c8_0d9e_73f5_6b21);

/// By how many microseconds clocks may differ before the caller is told.
const CLOCK_SKEW_MICROS: i64 = 1_000_000;

impl Table {
    /// Prepares a message; only reads.
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
            uuid: Some(new.uuid.unwrap_or_else(random::uuid).to_string()),
            sender: sender.clone(),
            text: new.text.to_owned(),
        };
        let record_name = self.record_name(new);
        let has_own_id = new.uuid.is_some();
        let (receiver, layout, is_always_new) = match new.to {
            Recipient::Conversation(conversation_id) => {
                let message = message(conversation_id.to_owned());
                return self.prepare_message_in(message, new.now, has_own_id, record_name).await;
            }
            Recipient::User(receiver, layout) => (receiver, layout, false),
            Recipient::NewConversation(receiver, layout) => (receiver, layout, true),
        };
        if sender.user_uuid == receiver.user_uuid {
            return Err(Error::ToOneself { handle: sender.handle.clone() });
        }
        let of_message = new.uuid.filter(|_| is_always_new).map(|uuid| conversation_of_message(uuid, sender, receiver));
        let message = message(of_message.unwrap_or_else(random::uuid).to_string());
        let found = match of_message {
            Some(_) => self.find_written(&message, new.now).await?.map(|_| message.conversation_id.clone()),
            None if is_always_new => None,
            None => self.conversation_for(&message, &receiver.user_uuid, new.now, has_own_id).await?,
        };
        if let Some(conversation_id) = found {
            let message = Message { conversation_id, ..message };
            let pending = self.prepare_message_in(message, new.now, has_own_id, record_name).await?;
            let claim = has_own_id.then(|| Claim::with(receiver));
            return Ok(PendingMessage { claim, ..pending });
        }
        let new_conversation =
            NewConversation { participants: [sender.clone(), receiver.clone()], is_of_message: of_message.is_some() };
        let mut pending = PendingMessage {
            message,
            ahead: None,
            layout,
            updates: Vec::new(),
            new_conversation: Some(new_conversation),
            // A conversation that the caller asks for, for a message that nobody else writes, needs no agreement.
            claim: (!is_always_new || of_message.is_some()).then(|| Claim::with(receiver)),
            owners: vec![sender.user_uuid.clone(), receiver.user_uuid.clone()],
            now: new.now,
            has_own_id,
            is_written: false,
            record_name,
        };
        pending.insert_rows();
        Ok(pending)
    }

    /// Returns the conversation that a message to a user goes to: the most recent one of the two. If the caller keeps the id, it is
    /// the one that has the message, although another one began since.
    pub(super) async fn conversation_for(
        &self,
        message: &Message,
        receiver: &str,
        now: Timestamp,
        has_own_id: bool,
    ) -> Result<Option<String>> {
        let sender = &message.sender.user_uuid;
        let found = self.conversation_between(sender, receiver).await?.map(|found| found.conversation_id);
        if !has_own_id || found.is_none() {
            return Ok(found);
        }
        let mut inbox = self.conversations_in(sender, last_day(now), Order::NewestFirst, None).consistent();
        while let Some(row) = inbox.next().await? {
            if row.other.user_uuid != receiver || Some(&row.conversation_id) == found.as_ref() {
                continue;
            }
            let there = Message { conversation_id: row.conversation_id, ..message.clone() };
            if self.find_written(&there, now).await?.is_some() {
                return Ok(Some(there.conversation_id));
            }
        }
        Ok(found)
    }

    /// Prepares a message in its conversation, which must exist.
    pub(super) async fn prepare_message_in(
        &self,
        message: Message,
        now: Timestamp,
        has_own_id: bool,
        record_name: String,
    ) -> Result<PendingMessage> {
        let conversation_id = message.conversation_id.clone();
        let mut messages =
            self.conversation(&conversation_id, Period::default(), Order::NewestFirst, Some(1)).consistent();
        let (rows, newest) =
            tokio::try_join!(self.rows_for_sender(&conversation_id, &message.sender), messages.next())?;
        let shown = rows.iter().filter_map(|keyed| keyed.row.last_reply.at);
        let newest = shown.chain(newest.and_then(|newest| newest.created.at)).max();
        let mut pending = PendingMessage {
            ahead: None,
            layout: rows.first().map(|keyed| Layout::of_key(&keyed.key)).unwrap_or_default(),
            updates: Vec::new(),
            new_conversation: None,
            claim: None,
            owners: owners(&rows, &message.sender),
            message,
            now,
            has_own_id,
            is_written: false,
            record_name,
        };
        // If the message is far ahead of the clock only because an earlier run wrote it, it is found before that is an error.
        let later = time_after(newest, now, &conversation_id);
        if later.is_err() && self.find_id(&mut pending).await? {
            return Ok(pending);
        }
        let (at, ahead) = later?;
        (pending.message.created, pending.ahead) = (SortKeyTime::at(at), ahead);
        let message = &pending.message;
        let outdated = pending.owners.iter().filter_map(|owner| Some((owner, outdated_keys(&rows, owner, message)?)));
        let states = outdated.map(async |(owner, keys)| self.inbox_state(owner, &keys, message).await);
        pending.updates = updates_of(try_join_all(states).await?);
        self.find_id(&mut pending).await?;
        Ok(pending)
    }

    /// If the caller keeps the id of a pending message, looks for it in the conversation, and returns whether it is there. It is
    /// looked for after the group rows were read: if another process writes it later, it changes one of them, and the transaction is
    /// refused.
    pub(super) async fn find_id(&self, pending: &mut PendingMessage) -> Result<bool> {
        if pending.has_own_id
            && let Some(created) = self.find_written(&pending.message, pending.now).await?
        {
            (pending.message.created, pending.ahead, pending.is_written) = (created, None, true);
        }
        Ok(pending.is_written)
    }

    /// Updates the group rows of a pending message for its present time: from the rows in the table, or, for a new
    /// conversation, from the participants. The message may be found to be written.
    pub(super) async fn update_rows(&self, pending: &mut PendingMessage) -> Result<()> {
        if pending.starts_conversation() {
            pending.insert_rows();
            return Ok(());
        }
        let states = pending.owners.iter().map(async |owner| {
            let update = pending.updates.iter().find(|update| update.row.owner == *owner);
            let keys = update.map(InboxUpdate::replaced_keys).unwrap_or_default();
            self.inbox_state(owner, &keys, &pending.message).await
        });
        pending.updates = updates_of(try_join_all(states).await?);
        self.find_id(pending).await.map(drop)
    }

    /// Prepares a message again, for the present state of its conversation, with the same claim.
    pub(super) async fn prepare_again(&self, pending: &mut PendingMessage) -> Result<()> {
        let PendingMessage { message, now, has_own_id, record_name, claim, .. } = pending.clone();
        let again = self.prepare_message_in(message, now, has_own_id, record_name).await?;
        *pending = PendingMessage { claim, ..again };
        Ok(())
    }

    /// Returns the group rows of a conversation in which `sender` takes part: those of the index, and those that it does
    /// not have yet.
    async fn rows_for_sender(&self, conversation_id: &str, sender: &Participant) -> Result<Vec<Keyed<Conversation>>> {
        let mut rows = self.indexed_rows(conversation_id).await?;
        let user = &sender.user_uuid;
        self.add_rows_of_inboxes(&mut rows, conversation_id, user).await?;
        if rows.iter().any(|keyed| keyed.row.owner == *user || keyed.row.other.user_uuid == *user) {
            return Ok(rows);
        }
        Err(if !rows.is_empty() || self.conversation_exists(conversation_id).await? {
            Error::NotInConversation { handle: sender.handle.clone(), conversation_id: conversation_id.to_owned() }
        } else {
            Error::NoConversation { what: conversation_id.to_owned() }
        })
    }
}

/// Returns the id of the conversation that a message begins if it is to have one of its own.
fn conversation_of_message(message: Uuid, sender: &Participant, receiver: &Participant) -> Uuid {
    let name = serde_json::json!([message, sender.user_uuid, receiver.user_uuid]).to_string();
    Uuid::new_v5(&CONVERSATIONS, name.as_bytes())
}

/// Returns the owners of rows, each once, the sender first.
fn owners(rows: &[Keyed<Conversation>], sender: &Participant) -> Vec<String> {
    let mut owners: Vec<String> = rows.iter().map(|keyed| keyed.row.owner.clone()).collect();
    owners.sort_by_key(|owner| (*owner != sender.user_uuid, owner.clone()));
    owners.dedup();
    owners
}

/// Returns the time of a message that is written at `now` to a conversation with this newest time: later than both. Also
/// returns the newest time, if it is ahead of the clock by more than clocks may differ.
fn time_after(
    newest: Option<Timestamp>,
    now: Timestamp,
    conversation_id: &str,
) -> Result<(Timestamp, Option<Timestamp>)> {
    let Some(newest) = newest.filter(|newest| *newest >= now) else { return Ok((now, None)) };
    let lead = newest.micros_since(now);
    if lead > MAX_HOURS_AHEAD * 60 * 60 * 1_000_000 {
        return Err(Error::MessageAhead {
            conversation_id: conversation_id.to_owned(),
            at: newest.to_string(),
            hours: MAX_HOURS_AHEAD,
        });
    }
    Ok((newest.next(), (lead > CLOCK_SKEW_MICROS).then_some(newest)))
}

/// Returns the updates of the inboxes that are outdated.
fn updates_of(states: Vec<InboxState>) -> Vec<InboxUpdate> {
    let update = |state| match state {
        InboxState::Outdated(update) => Some(*update),
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
        let time = |newest| time_after(newest, now, "g").ok();
        assert_eq!(time(None), Some((now, None)));
        assert_eq!(time(Some(at(-1))), Some((now, None)));
        // Writers at the same moment are not reported.
        assert_eq!(time(Some(now)), Some((at(1), None)));
        let skew = CLOCK_SKEW_MICROS;
        assert_eq!(time(Some(at(skew))), Some((at(skew + 1), None)));
        assert_eq!(time(Some(at(skew + 1))), Some((at(skew + 2), Some(at(skew + 1)))));
        let day = 24 * 60 * 60 * 1_000_000;
        assert!(time(Some(at(day))).is_some() && time(Some(at(day + 1))).is_none());
    }
}
