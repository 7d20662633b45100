//! What keeps a message from being written twice, and a conversation from being begun twice.

use super::pending_message::{Beginning, Claim, Draft, NewMessage, Recipient};
use crate::ddb::Messages;
use crate::ddb::item::{Item, text};
use crate::ddb::transaction::FREE;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::messaging::layout::Layout;
use crate::messaging::model::{Message, Stamp};
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

impl Messages {
    /// What tells the record of a message from those of others: a digest of target, sender, recipient, text and id.
    pub(super) fn record_name(&self, new: &NewMessage<'_>) -> String {
        let (kind, to) = match new.to {
            Recipient::Conversation(group) => ("conversation", group),
            Recipient::User(person, _) => ("user", person.user_uuid.as_str()),
            Recipient::NewConversation(person, _) => ("new conversation", person.user_uuid.as_str()),
        };
        let id = new.uuid.map(|uuid| uuid.to_string());
        let key = serde_json::json!([self.place(), new.sender.user_uuid, kind, to, new.text, id]).to_string();
        Uuid::new_v5(&RECORDS, key.as_bytes()).simple().to_string()
    }

    /// The record of a draft; `None`, and somebody is told, where none can be kept. A message is not refused for that.
    pub(super) fn open_record(&self, draft: &Draft, records: Option<&Path>) -> Option<Record> {
        let opened = Record::open(records?, &draft.record, draft.now);
        opened.inspect_err(|error| self.tell_unrecorded(draft, error)).ok()
    }

    /// Writes down what is tried next.
    pub(super) fn keep(&self, draft: &Draft, record: &mut Option<Record>) {
        let Some(open) = record else { return };
        let (Some(created), Some(uuid)) = (draft.message.created.at, draft.message.uuid.clone()) else { return };
        let since = open.earlier().map_or(draft.now, |earlier| earlier.since);
        let kept = Kept { message_group_uuid: draft.message.group.clone(), message_uuid: uuid, created, since };
        if let Err(error) = open.keep(kept) {
            self.tell_unrecorded(draft, &error);
            *record = None;
        }
    }

    fn tell_unrecorded(&self, draft: &Draft, error: &Error) {
        if draft.has_own_id {
            return;
        }
        let source = std::error::Error::source(error).map(|source| format!(": {source}")).unwrap_or_default();
        self.service.observer.tell(Event::Unrecorded { why: format!("{error}{source}") });
    }

    /// Goes on with the message of an earlier run; whether that run had written it.
    pub(super) async fn take_up(&self, draft: &mut Draft, earlier: &Kept) -> Result<bool> {
        let fresh = draft.message.clone();
        draft.message.uuid = Some(earlier.message_uuid.clone());
        draft.message.group.clone_from(&earlier.message_group_uuid);
        draft.message.created = Stamp::at(earlier.created);
        for layout in Layout::IN_KEY_ORDER {
            if self.holds(&draft.message, layout).await? {
                draft.layout = layout;
                return Ok(true);
            }
        }
        if !draft.begins() {
            draft.message.group = fresh.group;
        }
        // A try that may still be carried out has to meet this one at the same key. After that the message is as new as any.
        let is_in_flight = earlier.since.micros_since(draft.now).unsigned_abs() <= IN_FLIGHT;
        if !is_in_flight || draft.message.group != earlier.message_group_uuid {
            draft.message.created = fresh.created;
        }
        self.catch_up(draft).await?;
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
    pub(super) async fn has_written(&self, message: &Message, now: Timestamp) -> Result<Option<Stamp>> {
        let seconds = i64::try_from(LIFETIME.as_secs()).unwrap_or(i64::MAX);
        let period = Period { since: Some(now.plus_seconds(-seconds)), until: None };
        let mut rows = self.conversation(&message.group, period, Order::NewestFirst, None).consistent();
        while let Some(found) = rows.next().await? {
            if found.uuid != message.uuid {
                continue;
            }
            if found.text == message.text && found.sender.user_uuid == message.sender.user_uuid {
                return Ok(Some(found.created));
            }
            return Err(Error::MessageIdTaken { uuid: found.uuid.unwrap_or_default(), group: found.group });
        }
        Ok(None)
    }

    /// Agrees with others that begin a conversation between the same two at this moment: the first of them says its id in an
    /// item, and whoever writes first takes that item away. The others then find a conversation, and write to it.
    ///
    /// A claim holds nobody up, however long it is there: who finds one that was left begins the conversation that it names.
    pub(super) async fn claim_beginning(&self, draft: &mut Draft) -> Result<()> {
        // Nobody else can write meanwhile where the store is embedded.
        let wants = matches!(&draft.beginning, Some(Beginning { claim, .. }) if !matches!(claim, Claim::None));
        let Some(Beginning { people: [sender, receiver], .. }) = draft.beginning.clone().filter(|_| wants) else {
            return Ok(());
        };
        if self.is_exclusive() {
            return Ok(());
        }
        let mut pair = [sender.user_uuid, receiver.user_uuid];
        pair.sort_unstable();
        let claim = self.claim_pair(&pair, &draft.message.group).await?;
        // Whoever had claimed it before may have written since it was looked for.
        let [first, second] = &pair;
        if let Some(found) = self.conversation_between(first, second).await? {
            self.release(claim).await?;
            let message = Message { group: found.group, ..draft.message.clone() };
            *draft = self.draft_in(message, draft.now, draft.has_own_id, draft.record.clone()).await?;
            return Ok(());
        }
        if let Some(group) = text(&claim, BEGINS) {
            group.clone_into(&mut draft.message.group);
        }
        if let Some(beginning) = &mut draft.beginning {
            beginning.claim = Claim::Held(claim);
        }
        draft.begin_rows();
        Ok(())
    }

    /// Claims the beginning of a conversation between two users, or reads who did.
    async fn claim_pair(&self, pair: &[String; 2], group: &str) -> Result<Item> {
        let value = |text: &str| AttributeValue::S(text.to_owned());
        let [first, second] = pair;
        let key = Item::from([
            ("pk".to_owned(), value(&format!("{CLAIM}{first}#{second}"))),
            ("sk".to_owned(), value(CLAIM)),
        ]);
        for _ in 0..CLAIM_TRIES {
            let mut item = key.clone();
            item.insert(BEGINS.to_owned(), value(group));
            let put = self.client.put_item().table_name(&self.table).set_item(Some(item.clone()));
            match self.service.call("PutItem", &self.table, put.condition_expression(FREE).send()).await {
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
