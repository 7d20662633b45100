//! Reads many items by their keys, with BatchGetItem. Unprocessed keys are sent again until none is left.
//! Source: DynamoDB API reference, BatchGetItem ("use an exponential backoff algorithm").

use super::item::Item;
use super::rate_limit::Reserved;
use super::retry::{Retry, is_throttling};
use super::{Table, incomplete};
use crate::error::{Error, Result};
use aws_sdk_dynamodb::types::{ConsumedCapacity, KeysAndAttributes, ReturnConsumedCapacity};

/// The most keys that one BatchGetItem takes.
pub(crate) const BATCH: usize = 100;

impl Table {
    /// Reads the items with these keys, by consistent reads. No two keys may be equal. The items come in no order. A key without
    /// an item has no result.
    ///
    /// # Errors
    /// [`Error::NoProgress`] and the service errors.
    pub(crate) async fn get_all(&self, mut keys: Vec<Item>) -> Result<Vec<Item>> {
        let mut items = Vec::with_capacity(keys.len());
        let mut retry = Retry::new(self.progress_timeout);
        while !keys.is_empty() {
            let most = self.read_limit.items(1).and_then(|most| most.try_into().ok()).unwrap_or(BATCH).min(BATCH);
            let batch = keys.split_off(keys.len().saturating_sub(most));
            let reserved = self.read_limit.reserve(batch.len()).await;
            retry.extend(reserved.waited);
            let asked = batch.len();
            let (unprocessed, refusal) = match self.send_get(&batch, reserved).await {
                Ok((found, unprocessed)) => {
                    items.extend(found);
                    (unprocessed, None)
                }
                Err(error) if is_throttling(&error) => (batch, Some(error)),
                Err(error) => return Err(error),
            };
            if unprocessed.len() < asked {
                retry.progress();
            }
            if retry.is_over() {
                return Err(refusal.unwrap_or_else(|| Error::NoProgress {
                    table: self.table.clone(),
                    operation: "read",
                    seconds: self.progress_timeout.as_secs(),
                }));
            }
            if !unprocessed.is_empty() {
                retry.wait().await;
            }
            keys.extend(unprocessed);
        }
        Ok(items)
    }

    /// Sends one batch. Returns the items, and the unprocessed keys.
    async fn send_get(&self, batch: &[Item], reserved: Reserved) -> Result<(Vec<Item>, Vec<Item>)> {
        let keys = KeysAndAttributes::builder().set_keys(Some(batch.to_vec())).consistent_read(true).build();
        let mut request = self.client.batch_get_item().request_items(&self.table, keys.map_err(incomplete)?);
        if self.read_limit.is_limited() {
            request = request.return_consumed_capacity(ReturnConsumedCapacity::Total);
        }
        let reply = self.service.call("BatchGetItem", &self.table, request.send()).await?;
        let consumed = reply.consumed_capacity().iter().filter_map(ConsumedCapacity::capacity_units).sum();
        let items = reply.responses.and_then(|mut of| of.remove(&self.table)).unwrap_or_default();
        let unprocessed = reply.unprocessed_keys.and_then(|mut of| of.remove(&self.table));
        let unprocessed = unprocessed.map(|keys| keys.keys).unwrap_or_default();
        reserved.settle(batch.len().saturating_sub(unprocessed.len()), consumed);
        Ok((items, unprocessed))
    }
}
