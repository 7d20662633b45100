//! Claims: how seeds that run at the same time agree on the times of messages.
//!
//! The first run to claim a conversation puts an item with the time of the conversation's last message. The others read
//! that time, and so all of them write the same items. The transaction that writes the group rows deletes the item. After a
//! reset has removed everything, the claims also show which layout the table had.

use super::{CONCURRENCY, Seed};
use crate::ddb::Table;
use crate::ddb::item::{Item, insert, text};
use crate::ddb::retry::write_one;
use crate::error::{Error, Result};
use crate::messaging::layout::Layout;
use crate::timestamp::Timestamp;
use futures_util::stream::{self, StreamExt, TryStreamExt};
use std::collections::HashMap;

/// The beginning of the partition key of a claim, which is also its sort key.
const CLAIM: &str = "SEED#";

/// The attribute with the time of the conversation's last message.
const UNTIL: &str = "until";

/// The attribute with the layout in which the conversation is written.
const LAYOUT: &str = "layout";

/// The time of the last message of each claimed conversation, by its id.
pub(super) type Claims = HashMap<String, Timestamp>;

impl Seed {
    /// Claims each conversation that lacks messages.
    ///
    /// # Errors
    /// The service errors of [`Error`].
    pub(super) async fn claim_all(&self) -> Result<Claims> {
        let claims = self.conversations.iter().filter_map(|plan| {
            let last = plan.missing.iter().map(|(_, at)| *at).max()?;
            let conversation_id = &plan.conversation().conversation_id;
            Some(async move {
                let until = self.table.claim_conversation(conversation_id, last, self.layout).await?;
                Ok((conversation_id.clone(), until))
            })
        });
        stream::iter(claims).buffer_unordered(CONCURRENCY).try_collect().await
    }
}

impl Table {
    /// Claims a conversation that ends at `until`. If another run has claimed it, returns the time of that claim.
    async fn claim_conversation(&self, conversation_id: &str, until: Timestamp, layout: Layout) -> Result<Timestamp> {
        let mut item = claim_key(conversation_id);
        insert(&mut item, UNTIL, &until.to_string());
        insert(&mut item, LAYOUT, &layout.to_string());
        let put = self
            .client
            .put_item()
            .table_name(&self.table)
            .set_item(Some(item))
            .condition_expression(self.schema.key.not_exists());
        let send = || self.service.call("PutItem", &self.table, put.clone().send());
        match write_one(self.progress_timeout, send).await {
            Ok(_) => return Ok(until),
            Err(Error::Service { code, .. }) if code == "ConditionalCheckFailedException" => {}
            Err(error) => return Err(error),
        }
        let key = Some(claim_key(conversation_id));
        let get = self.client.get_item().table_name(&self.table).set_key(key).consistent_read(true);
        let reply = self.service.call("GetItem", &self.table, get.send()).await?;
        let claimed = reply.item.as_ref().and_then(|item| text(item, UNTIL));
        // If the claim is gone by now, the conversation exists, and its messages tell their times.
        Ok(claimed.and_then(|until| Timestamp::parse(until).ok()).unwrap_or(until))
    }
}

/// Returns the key of the claim of a conversation.
pub(super) fn claim_key(conversation_id: &str) -> Item {
    let mut key = Item::new();
    insert(&mut key, "pk", &format!("{CLAIM}{conversation_id}"));
    insert(&mut key, "sk", CLAIM);
    key
}

/// Returns the layout that the first claim among items names.
pub(super) fn claimed_layout(items: &[Item]) -> Option<Layout> {
    let claim = items.iter().find(|item| text(item, "pk").is_some_and(|pk| pk.starts_with(CLAIM)))?;
    text(claim, LAYOUT)?.parse().ok()
}
