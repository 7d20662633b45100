//! Claims: how writers who start a conversation between the same two users at the same time agree on its id.
//!
//! The first writer puts an item with the id of the conversation, and the transaction that writes the first message deletes
//! it. The other writers then find a conversation, and write to it. A claim that was left behind blocks no writer: the next
//! writer that finds it starts the conversation that it names.
//!
//! A message to a user whose caller keeps its id takes the claim too, also if it has a conversation. Two processes with such a message
//! may find two conversations, because a third has begun one in between; no row is common to their transactions but the claim. The one
//! that comes second finds it gone, and looks for the message in every conversation of the two. The id in such a claim is a new one, so
//! that a claim is never the same as an earlier one.

use super::pending_message::{Claim, NewConversation, PendingMessage};
use crate::ddb::Table;
use crate::ddb::item::{Item, insert, text};
use crate::ddb::retry::write_one;
use crate::error::{Error, Kind, Result};
use crate::random;
use aws_sdk_dynamodb::types::AttributeValue;

/// The beginning of the partition key of a claim, which is also its sort key.
const CLAIM: &str = "BEGIN#";

/// The attribute with the id of the conversation. It is not the index's key: the app's function would take a claim in the
/// index for a group row.
const BEGINS: &str = "begins";

/// An item that claims a conversation between two users.
#[derive(Debug, Clone)]
pub(in crate::messaging) struct LeftClaim {
    /// The `uuid`s of the users.
    pub(in crate::messaging) pair: [String; 2],
    item: Item,
}

impl LeftClaim {
    /// Reads an item; `None` if it is not a claim.
    pub(in crate::messaging) fn read(item: &Item) -> Option<Self> {
        let (first, second) = text(item, "pk")?.strip_prefix(CLAIM)?.split_once('#')?;
        // Whatever else an item of others has is not kept.
        let kept = ["pk", "sk", BEGINS].map(|name| Some((name.to_owned(), item.get(name)?.clone())));
        Some(Self { pair: [first.to_owned(), second.to_owned()], item: kept.into_iter().flatten().collect() })
    }

    /// Returns the partition key.
    pub(in crate::messaging) fn partition(&self) -> &str {
        text(&self.item, "pk").unwrap_or_default()
    }

    /// Returns the id of the conversation that it claims.
    pub(in crate::messaging) fn begins(&self) -> &str {
        text(&self.item, BEGINS).unwrap_or_default()
    }
}

impl PendingMessage {
    /// Whether the message starts the conversation that other writers of the two users write to as well.
    fn begins_for_others(&self) -> bool {
        matches!(self.new_conversation, Some(NewConversation { is_of_message: false, .. }))
    }

    /// Returns the id of the conversation that a claim of this message names: the one that it starts, or else a new one.
    fn id_for_others(&self) -> String {
        if self.begins_for_others() { self.message.conversation_id.clone() } else { random::uuid().to_string() }
    }
}

/// How often a claim is tried while other writers delete theirs.
const MAX_TRIES: usize = 20;

impl Table {
    /// Claims what a pending message needs a claim for. If another writer of the two users has written meanwhile, the message goes to
    /// the conversation of that one, or is found to be written.
    pub(super) async fn hold_claim(&self, pending: &mut PendingMessage) -> Result<()> {
        // The embedded store has no other writer.
        let Some(Claim { receiver, .. }) = pending.claim.clone().filter(|_| !self.is_exclusive()) else {
            return Ok(());
        };
        let mut pair = [pending.message.sender.user_uuid.clone(), receiver.clone()];
        pair.sort_unstable();
        let claim = self.claim_pair(&pair, &pending.id_for_others()).await?;
        pending.claim = Some(Claim { receiver, held: Some(claim.clone()) });
        let agreed = self.agree(pending, &claim).await;
        if let Err(error) = &agreed
            && error.kind() != Kind::Failed
        {
            // The message is refused, and nothing of it stays. If the service failed, it would fail again.
            self.release(claim).await.ok();
        }
        agreed
    }

    /// Brings a pending message up to date with the claim that it holds.
    async fn agree(&self, pending: &mut PendingMessage, claim: &Item) -> Result<()> {
        // The writer of an earlier claim may have written since the conversation was looked for.
        match self.conversation_since(pending).await? {
            Some(conversation_id) => {
                if conversation_id == pending.message.conversation_id && !pending.starts_conversation() {
                    // Its time stays, which may be later because a key was taken.
                    self.find_id(pending).await?;
                } else {
                    pending.message.conversation_id = conversation_id;
                    self.prepare_again(pending).await?;
                }
                if pending.is_written || !pending.has_own_id {
                    pending.claim = None;
                    self.release(claim.clone()).await?;
                }
            }
            None => {
                if let Some(conversation_id) = pending.begins_for_others().then(|| text(claim, BEGINS)).flatten() {
                    conversation_id.clone_into(&mut pending.message.conversation_id);
                }
                pending.insert_rows();
            }
        }
        Ok(())
    }

    /// Returns the conversation that a message goes to, now that the claim is held, or `None` if it starts one.
    async fn conversation_since(&self, pending: &PendingMessage) -> Result<Option<String>> {
        let PendingMessage { message, claim, now, has_own_id, .. } = pending;
        if pending.starts_conversation() && !pending.begins_for_others() {
            let written = self.find_written(message, *now).await?;
            return Ok(written.map(|_| message.conversation_id.clone()));
        }
        let receiver = claim.as_ref().map(|claim| &*claim.receiver).unwrap_or_default();
        let found = self.conversation_for(message, receiver, *now, *has_own_id).await?;
        // One that is no longer there is an error, which its preparation returns.
        Ok(found.or_else(|| (!pending.starts_conversation()).then(|| message.conversation_id.clone())))
    }

    /// Claims a new conversation between two users, and returns the claim. If another writer has claimed it, returns that
    /// claim.
    async fn claim_pair(&self, pair: &[String; 2], conversation_id: &str) -> Result<Item> {
        let [first, second] = pair;
        let mut key = Item::new();
        insert(&mut key, "pk", &format!("{CLAIM}{first}#{second}"));
        insert(&mut key, "sk", CLAIM);
        for _ in 0..MAX_TRIES {
            let mut item = key.clone();
            insert(&mut item, BEGINS, conversation_id);
            let put = self.client.put_item().table_name(&self.table).set_item(Some(item.clone()));
            let put = put.condition_expression(self.schema.key.not_exists());
            let send = || self.service.call("PutItem", &self.table, put.clone().send());
            match write_one(self.progress_timeout, send).await {
                Ok(_) => return Ok(item),
                Err(Error::Service { code, .. }) if code == "ConditionalCheckFailedException" => {}
                Err(error) => return Err(error),
            }
            let get = self.client.get_item().table_name(&self.table).set_key(Some(key.clone())).consistent_read(true);
            let reply = self.service.call("GetItem", &self.table, get.send()).await?;
            if let Some(claim) = reply.item {
                return Ok(claim);
            }
        }
        Err(self.no_progress())
    }

    /// Deletes a claim of two users who have a conversation, or of whom one is gone. The writer of such a claim was ended before it
    /// deleted it. A writer that still holds it notices that it is gone, and looks for the conversation again.
    pub(in crate::messaging) async fn delete_claim(&self, claim: &LeftClaim) -> Result<()> {
        self.release(claim.item.clone()).await
    }

    /// Deletes a claim that is no longer needed, unless another writer has put a new one.
    async fn release(&self, mut claim: Item) -> Result<()> {
        let begins = claim.remove(BEGINS).unwrap_or(AttributeValue::Null(true));
        let delete = self.client.delete_item().table_name(&self.table).set_key(Some(claim));
        let delete = delete.condition_expression(format!("{BEGINS} = :begins"));
        let delete = delete.expression_attribute_values(":begins", begins);
        let send = || self.service.call("DeleteItem", &self.table, delete.clone().send());
        match write_one(self.progress_timeout, send).await {
            Err(Error::Service { code, .. }) if code == "ConditionalCheckFailedException" => Ok(()),
            known => known.map(drop),
        }
    }
}
