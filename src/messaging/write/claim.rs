//! Claims: how writers who start a conversation between the same two users at the same time agree on its id.
//!
//! The first writer puts an item with the id of the conversation, and the transaction that writes the first message deletes
//! it. The other writers then find a conversation, and write to it. A claim that was left behind blocks no writer: the next
//! writer that finds it starts the conversation that it names.
//!
//! A message that is to have a conversation of its own, and whose caller keeps its id, takes the claim too. It is not written
//! twice then.

use super::pending_message::{Claim, NewConversation, PendingMessage};
use crate::ddb::Table;
use crate::ddb::item::{Item, insert, text};
use crate::ddb::retry::write_one;
use crate::error::{Error, Result};
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

/// How often a claim is tried while other writers delete theirs.
const MAX_TRIES: usize = 20;

impl Table {
    /// Claims the conversation that a pending message starts. If another writer started one since, the message goes there.
    pub(super) async fn claim_new_conversation(&self, pending: &mut PendingMessage) -> Result<()> {
        let Some(NewConversation { participants: [sender, receiver], claim, is_of_message }) =
            &pending.new_conversation
        else {
            return Ok(());
        };
        let is_of_message = *is_of_message;
        // The embedded store has no other writer.
        if matches!(claim, Claim::NotNeeded) || self.is_exclusive() {
            return Ok(());
        }
        let mut pair = [sender.user_uuid.clone(), receiver.user_uuid.clone()];
        pair.sort_unstable();
        // The id in a claim is for everyone. A conversation that is of one message keeps its id for itself.
        let others = is_of_message.then(|| random::uuid().to_string());
        let claim = self.claim_pair(&pair, others.as_ref().unwrap_or(&pending.message.conversation_id)).await?;
        // The writer of an earlier claim may have written since the conversation was looked for.
        let [first, second] = &pair;
        let found = if is_of_message {
            let written = self.find_written(&pending.message, pending.now).await?;
            written.map(|_| pending.message.conversation_id.clone())
        } else {
            self.conversation_between(first, second).await?.map(|found| found.conversation_id)
        };
        if let Some(conversation_id) = found {
            self.release(claim).await?;
            pending.message.conversation_id = conversation_id;
            return self.prepare_again(pending).await;
        }
        if !is_of_message && let Some(conversation_id) = text(&claim, BEGINS) {
            conversation_id.clone_into(&mut pending.message.conversation_id);
        }
        if let Some(new_conversation) = &mut pending.new_conversation {
            new_conversation.claim = Claim::Held(claim);
        }
        pending.insert_rows();
        Ok(())
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
