//! Records of messages: how the same command again finds the message of an earlier run instead of writing another one.

use super::pending_message::{NewMessage, PendingMessage, Recipient};
use crate::ddb::Table;
use crate::ddb::item::text;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::messaging::layout::Layout;
use crate::messaging::model::{Message, SortKeyTime};
use crate::messaging::patterns::{Order, Period};
use crate::pending::{Kept, LIFETIME, Record};
use crate::timestamp::Timestamp;
use std::path::Path;
use uuid::Uuid;

/// How long a request without an answer may still be carried out, in microseconds: as long as DynamoDB treats two requests
/// with one token as the same. Source: DynamoDB API reference, TransactWriteItems, "Idempotency".
const IN_FLIGHT_MICROS: u64 = 10 * 60 * 1_000_000;

/// The namespace of the names of records (UUID v5).
const NAMESPACE: Uuid = Uuid::from_u128(0x5d0c_7f5e_9a3b_4c1d_8e2f_6a7b_8c9d_0e1f);

/// Returns the period in which a message of the same id is looked for.
pub(super) fn last_day(now: Timestamp) -> Period {
    let seconds = i64::try_from(LIFETIME.as_secs()).unwrap_or(i64::MAX);
    Period { since: Some(now.plus_seconds(-seconds)), until: None }
}

impl Table {
    /// Returns the name of a message's record: a digest of target, sender, recipient, text and id.
    pub(super) fn record_name(&self, new: &NewMessage<'_>) -> String {
        let (kind, to) = match new.to {
            Recipient::Conversation(conversation_id) => ("conversation", conversation_id),
            Recipient::User(participant, _) => ("user", participant.user_uuid.as_str()),
            Recipient::NewConversation(participant, _) => ("new conversation", participant.user_uuid.as_str()),
        };
        let id = new.uuid.map(|uuid| uuid.to_string());
        let key = serde_json::json!([self.display(), new.sender.user_uuid, kind, to, new.text, id]).to_string();
        Uuid::new_v5(&NAMESPACE, key.as_bytes()).simple().to_string()
    }

    /// Opens the record of a pending message. If no record can be written, reports it and returns `None`: the message is
    /// written all the same.
    pub(super) fn open_record(&self, pending: &PendingMessage, records: Option<&Path>) -> Option<Record> {
        let opened = Record::open(records?, &pending.record_name, pending.now);
        opened.inspect_err(|error| self.report_unrecorded(pending, error)).ok()
    }

    /// Records the key and the id of the next try.
    pub(super) fn record_try(&self, pending: &PendingMessage, record: &mut Option<Record>) {
        let Some(open) = record else { return };
        let (Some(created), Some(uuid)) = (pending.message.created.at, pending.message.uuid.clone()) else { return };
        let since = open.earlier().map_or(pending.now, |earlier| earlier.since);
        let kept =
            Kept { message_group_uuid: pending.message.conversation_id.clone(), message_uuid: uuid, created, since };
        if let Err(error) = open.keep(kept) {
            self.report_unrecorded(pending, &error);
            *record = None;
        }
    }

    /// Reports that a message has no record. A message whose id the caller keeps needs none.
    fn report_unrecorded(&self, pending: &PendingMessage, error: &Error) {
        if pending.has_own_id {
            return;
        }
        let source = std::error::Error::source(error).map(|source| format!(": {source}")).unwrap_or_default();
        self.service.observer.tell(Event::Unrecorded { why: format!("{error}{source}") });
    }

    /// Gives a pending message the id and the key of an earlier run. Returns whether that run had written the message.
    pub(super) async fn resume_message(&self, pending: &mut PendingMessage, earlier: &Kept) -> Result<bool> {
        let fresh = pending.message.clone();
        pending.message.uuid = Some(earlier.message_uuid.clone());
        pending.message.conversation_id.clone_from(&earlier.message_group_uuid);
        pending.message.created = SortKeyTime::at(earlier.created);
        for layout in Layout::IN_KEY_ORDER {
            if self.has_message(&pending.message, layout).await? {
                pending.layout = layout;
                return Ok(true);
            }
        }
        if !pending.starts_conversation() {
            pending.message.conversation_id = fresh.conversation_id;
        }
        // A try that may still be carried out must meet this one at the same key. Later, the message gets a new time.
        let is_in_flight = earlier.since.micros_since(pending.now).unsigned_abs() <= IN_FLIGHT_MICROS;
        if !is_in_flight || pending.message.conversation_id != earlier.message_group_uuid {
            pending.message.created = fresh.created;
        }
        self.update_rows(pending).await?;
        Ok(pending.is_written)
    }

    /// Whether the table has this message at its key.
    pub(super) async fn has_message(&self, message: &Message, layout: Layout) -> Result<bool> {
        let item = self.read_item(&message.to_item(layout)?).await?;
        Ok(item.as_ref().and_then(|item| text(item, "message_uuid")) == message.uuid.as_deref())
    }

    /// Looks in a conversation for a message of the same id that was written within a day, and returns its time.
    ///
    /// # Errors
    /// [`Error::MessageIdTaken`] if another message has the id, and the service errors.
    pub(super) async fn find_written(&self, message: &Message, now: Timestamp) -> Result<Option<SortKeyTime>> {
        let mut rows =
            self.conversation(&message.conversation_id, last_day(now), Order::NewestFirst, None).consistent();
        while let Some(found) = rows.next().await? {
            if found.uuid != message.uuid {
                continue;
            }
            if found.text == message.text && found.sender.user_uuid == message.sender.user_uuid {
                return Ok(Some(found.created));
            }
            return Err(Error::MessageIdTaken {
                uuid: found.uuid.unwrap_or_default(),
                conversation_id: found.conversation_id,
            });
        }
        Ok(None)
    }
}
