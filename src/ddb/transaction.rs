//! A few writes that happen together or not at all, by TransactWriteItems.
//! Source: DynamoDB API reference, TransactWriteItems.

use super::Messages;
use super::backoff::{Backoff, is_throttling};
use super::item::{Item, key_of};
use super::schema::incomplete;
use crate::error::{Error, Result};
use crate::event::Event;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{Delete, Put, TransactWriteItem};
use std::time::Instant;
use uuid::Uuid;

/// The reasons for a cancellation that are about this moment, and not about what stands in the table.
const OF_THE_MOMENT: [&str; 5] =
    ["None", "TransactionConflict", "ProvisionedThroughputExceeded", "ThrottlingError", "RequestLimitExceeded"];

/// The reason of an action whose condition did not hold.
const CONDITION: &str = "ConditionalCheckFailed";

/// One write of a transaction.
#[derive(Debug, Clone)]
pub(super) enum Action {
    /// Puts a whole item where its key is free, or holds an item of the same conversation.
    PutIfFree(Item),
    /// Deletes the item with the key of this one.
    Delete(Item),
}

/// How a transaction ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// All of it was done.
    Done,
    /// Nothing was done, since the conditions of the actions at these indexes did not hold.
    Refused(Vec<usize>),
}

impl Messages {
    /// Does a few writes in one transaction, at most 100. What only this moment refuses is tried again.
    ///
    /// # Errors
    /// [`Error::Cancelled`] and the service errors of [`Error`]; none of the writes is done then.
    pub(super) async fn write_together(&self, actions: &[Action]) -> Result<Outcome> {
        let items: Vec<TransactWriteItem> = actions.iter().map(|action| self.action(action)).collect::<Result<_>>()?;
        if items.is_empty() {
            return Ok(Outcome::Done);
        }
        // The same token for every try: a reply that was lost does not make it happen twice.
        let token = Uuid::new_v4().to_string();
        let started = Instant::now();
        let mut backoff = Backoff::new();
        loop {
            match self.send_together(&items, &token).await {
                Ok(()) => {
                    self.service.observer.tell(Event::Written { items: items.len() });
                    return Ok(Outcome::Done);
                }
                Err(Error::Cancelled { reasons, .. }) if reasons.iter().any(|reason| reason == CONDITION) => {
                    let refused = reasons.iter().enumerate().filter(|(_, reason)| *reason == CONDITION);
                    return Ok(Outcome::Refused(refused.map(|(index, _)| index).collect()));
                }
                Err(error) if is_of_the_moment(&error) && started.elapsed() < self.patience => {}
                Err(error) => return Err(error),
            }
            backoff.wait().await;
        }
    }

    async fn send_together(&self, items: &[TransactWriteItem], token: &str) -> Result<()> {
        let request = self.client.transact_write_items().set_transact_items(Some(items.to_vec()));
        let sent = request.client_request_token(token).send();
        let cancelled = |error: &TransactWriteItemsError| match error {
            TransactWriteItemsError::TransactionCanceledException(why) => {
                let reasons = why.cancellation_reasons().iter();
                let reasons = reasons.map(|reason| reason.code().unwrap_or("None").to_owned()).collect();
                Some(Error::Cancelled { table: self.table.clone(), reasons })
            }
            _ => None,
        };
        self.service.call_or("TransactWriteItems", &self.table, sent, cancelled).await.map(drop)
    }

    fn action(&self, action: &Action) -> Result<TransactWriteItem> {
        let item = TransactWriteItem::builder();
        Ok(match action {
            Action::PutIfFree(put) => item.put(self.put_if_free(put)?).build(),
            Action::Delete(gone) => {
                let delete = Delete::builder().table_name(&self.table).set_key(Some(key_of(gone)));
                item.delete(delete.build().map_err(incomplete)?).build()
            }
        })
    }

    fn put_if_free(&self, item: &Item) -> Result<Put> {
        const FREE: &str = "attribute_not_exists(pk)";
        let put = Put::builder().table_name(&self.table).set_item(Some(item.clone()));
        let put = match item.get("message_group_uuid") {
            Some(group) => put
                .condition_expression(format!("{FREE} OR message_group_uuid = :group"))
                .expression_attribute_values(":group", group.clone()),
            None => put.condition_expression(FREE),
        };
        put.build().map_err(incomplete)
    }
}

/// Whether a transaction failed for what others did at the same moment.
fn is_of_the_moment(error: &Error) -> bool {
    match error {
        Error::Cancelled { reasons, .. } => reasons.iter().all(|reason| OF_THE_MOMENT.contains(&reason.as_str())),
        Error::Service { code, .. } if code == "TransactionInProgressException" => true,
        error => is_throttling(error),
    }
}
