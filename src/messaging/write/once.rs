//! What keeps a message from being written twice, and a conversation from being begun twice.

use super::pending_message::{Beginning, Claim, NewMessage, PendingMessage, Recipient};
use crate::ddb::Table;
use crate::ddb::item::{Item, text};
use crate::error::{Error, Result};
use crate::event::Event;
use crate::messaging::layout::Layout;
use crate::messaging::model::{Message, SortKeyTime};
use crate::messaging::patterns::{Order, Period};
use crate::pending::{Kept, LIFETIME, Record};
use crate::timestamp::Timestamp;
use aws_sdk_dynamodb::types::AttributeValue;
use std::path::Path;
use uuid::Uuid;

/// How long a request that nobody waits for may still be carried out, in microseconds: the window in which DynamoDB takes two
/// requests of one token for one. Source: DynamoDB API reference, TransactWriteItems, "Idempotency".
const IN_FLIGHT: u64 = 10 * 60 * 1_000_000;

/// What the key of a claim begins with, and the attribute that says which conversation begins. Another name than the index's key:
/// a claim is not in the index, where the app's function would take it for a group row.
const CLAIM: &str = "BEGIN#";
const BEGINS: &str = "begins";

/// How often a claim is tried that others take away.
const CLAIM_TRIES: usize = 20;

/// The namespace of the names of records (UUID v5).
const RECORDS: Uuid = Uuid::from_u128(0x5d0c_7f5e_9a3b_4c1d_8e2f_6a7b_8c9d_0e1f);

impl Table {
    /// What tells the record of a message from those of others: a digest of target, sender, recipient, text and id.
    pub(super) fn record_name(&self, new: &NewMessage<'_>) -> String {
        let (kind, to) = match new.to {
            Recipient::Conversation(conversation_id) => ("conversation", conversation_id),
            Recipient::User(participant, _) => ("user", participant.user_uuid.as_str()),
            Recipient::NewConversation(participant, _) => ("new conversation", participant.user_uuid.as_str()),
        };
        let id = new.uuid.map(|uuid| uuid.to_string());
        let key = serde_json::json!([self.display(), new.sender.user_uuid, kind, to, new.text, id]).to_string();
        Uuid::new_v5(&RECORDS, key.as_bytes()).simple().to_string()
    }

    /// The record of a draft; `None`, and somebody is told, where none can be kept. A message is not refused for that.
    pub(super) fn open_record(&self, pending: &PendingMessage, records: Option<&Path>) -> Option<Record> {
        let opened = Record::open(records?, &pending.record, pending.now);
        opened.inspect_err(|error| self.tell_unrecorded(pending, error)).ok()
    }

    /// Writes down what is tried next.
    pub(super) fn keep(&self, pending: &PendingMessage, record: &mut Option<Record>) {
        let Some(open) = record else { return };
        let (Some(created), Some(uuid)) = (pending.message.created.at, pending.message.uuid.clone()) else { return };
        let since = open.earlier().map_or(pending.now, |earlier| earlier.since);
        let kept =
            Kept { message_group_uuid: pending.message.conversation_id.clone(), message_uuid: uuid, created, since };
        if let Err(error) = open.keep(kept) {
            self.tell_unrecorded(pending, &error);
            *record = None;
        }
    }

    fn tell_unrecorded(&self, pending: &PendingMessage, error: &Error) {
        if pending.has_own_id {
            return;
        }
        let source = std::error::Error::source(error).map(|source| format!(": {source}")).unwrap_or_default();
        self.service.observer.tell(Event::Unrecorded { why: format!("{error}{source}") });
    }

    /// Goes on with the message of an earlier run; whether that run had written it.
    pub(super) async fn take_up(&self, pending: &mut PendingMessage, earlier: &Kept) -> Result<bool> {
        let fresh = pending.message.clone();
        pending.message.uuid = Some(earlier.message_uuid.clone());
        pending.message.conversation_id.clone_from(&earlier.message_group_uuid);
        pending.message.created = SortKeyTime::at(earlier.created);
        for layout in Layout::IN_KEY_ORDER {
            if self.holds(&pending.message, layout).await? {
                pending.layout = layout;
                return Ok(true);
            }
        }
        if !pending.begins() {
            pending.message.conversation_id = fresh.conversation_id;
        }
        // A try that may still be carried out has to meet this one at the same key. After that the message is as new as any.
        let is_in_flight = earlier.since.micros_since(pending.now).unsigned_abs() <= IN_FLIGHT;
        if !is_in_flight || pending.message.conversation_id != earlier.message_group_uuid {
            pending.message.created = fresh.created;
        }
        self.catch_up(pending).await?;
        Ok(false)
    }

    /// Whether the table holds this message at its key.
    pub(super) async fn holds(&self, message: &Message, layout: Layout) -> Result<bool> {
        let found = self.item(&message.to_item(layout)?).await?;
        Ok(found.as_ref().and_then(|item| text(item, "message_uuid")) == message.uuid.as_deref())
    }

    /// The time of the message of this id in its conversation, where an earlier run within a day wrote it.
    ///
    /// # Errors
    /// [`Error::MessageIdTaken`] where the message of the id is another one, and the service errors.
    pub(super) async fn has_written(&self, message: &Message, now: Timestamp) -> Result<Option<SortKeyTime>> {
        let seconds = i64::try_from(LIFETIME.as_secs()).unwrap_or(i64::MAX);
        let period = Period { since: Some(now.plus_seconds(-seconds)), until: None };
        let mut rows = self.conversation(&message.conversation_id, period, Order::NewestFirst, None).consistent();
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

    /// Agrees with others that begin a conversation between the same two at this moment: the first of them says its id in an
    /// item, and whoever writes first takes that item away. The others then find a conversation, and write to it.
    ///
    /// A claim holds nobody up, however long it is there: who finds one that was left begins the conversation that it names.
    pub(super) async fn claim_beginning(&self, pending: &mut PendingMessage) -> Result<()> {
        // Nobody else can write meanwhile where the store is embedded.
        let wants = matches!(&pending.beginning, Some(Beginning { claim, .. }) if !matches!(claim, Claim::None));
        let Some(Beginning { participants: [sender, receiver], .. }) = pending.beginning.clone().filter(|_| wants)
        else {
            return Ok(());
        };
        if self.is_exclusive() {
            return Ok(());
        }
        let mut pair = [sender.user_uuid, receiver.user_uuid];
        pair.sort_unstable();
        let claim = self.claim_pair(&pair, &pending.message.conversation_id).await?;
        // Whoever had claimed it before may have written since it was looked for.
        let [first, second] = &pair;
        if let Some(found) = self.conversation_between(first, second).await? {
            self.release(claim).await?;
            let message = Message { conversation_id: found.conversation_id, ..pending.message.clone() };
            *pending =
                self.prepare_message_in(message, pending.now, pending.has_own_id, pending.record.clone()).await?;
            return Ok(());
        }
        if let Some(conversation_id) = text(&claim, BEGINS) {
            conversation_id.clone_into(&mut pending.message.conversation_id);
        }
        if let Some(beginning) = &mut pending.beginning {
            beginning.claim = Claim::Held(claim);
        }
        pending.begin_rows();
        Ok(())
    }

    /// Claims the beginning of a conversation between two users, or reads who did.
    async fn claim_pair(&self, pair: &[String; 2], conversation_id: &str) -> Result<Item> {
        let value = |text: &str| AttributeValue::S(text.to_owned());
        let [first, second] = pair;
        let key = Item::from([
            ("pk".to_owned(), value(&format!("{CLAIM}{first}#{second}"))),
            ("sk".to_owned(), value(CLAIM)),
        ]);
        for _ in 0..CLAIM_TRIES {
            let mut item = key.clone();
            item.insert(BEGINS.to_owned(), value(conversation_id));
            let put = self.client.put_item().table_name(&self.table).set_item(Some(item.clone()));
            let put = put.condition_expression(self.schema.key.not_exists());
            match self.service.call("PutItem", &self.table, put.send()).await {
                Ok(_) => return Ok(item),
                Err(Error::Service { code, .. }) if code == "ConditionalCheckFailedException" => {}
                Err(error) => return Err(error),
            }
            let get = self.client.get_item().table_name(&self.table).set_key(Some(key.clone())).consistent_read(true);
            let reply = self.service.call("GetItem", &self.table, get.send()).await?;
            if let Some(theirs) = reply.item {
                return Ok(theirs);
            }
        }
        Err(self.no_progress())
    }

    /// Takes a claim away that is needed no more, unless it is another by now.
    async fn release(&self, mut claim: Item) -> Result<()> {
        let begins = claim.remove(BEGINS).unwrap_or(AttributeValue::Null(true));
        let delete = self.client.delete_item().table_name(&self.table).set_key(Some(claim));
        let delete = delete.condition_expression(format!("{BEGINS} = :begins"));
        let sent = delete.expression_attribute_values(":begins", begins).send();
        match self.service.call("DeleteItem", &self.table, sent).await {
            Err(Error::Service { code, .. }) if code == "ConditionalCheckFailedException" => Ok(()),
            known => known.map(drop),
        }
    }
}
