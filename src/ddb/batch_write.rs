//! Writes many items, with BatchWriteItem. Unprocessed writes are sent again until none is left.
//! Source: DynamoDB API reference, BatchWriteItem ("use an exponential backoff algorithm").

use super::Table;
use super::batch_body::BatchBody;
use super::concurrency::ConcurrencyLimit;
use super::item::{Item, Key, KeyNames};
use super::prepared_write::PreparedWrite;
use super::rate_limit::Reserved;
use super::retry::{Retry, is_transient};
use crate::error::{Error, Result};
use crate::event::Event;
use aws_sdk_dynamodb::types::{ConsumedCapacity, ReturnConsumedCapacity};
use std::borrow::Cow;
use std::collections::HashSet;
use tokio::task::JoinSet;

/// The most writes of one BatchWriteItem, and the most puts of one that is sent to the embedded engine.
const BATCH: usize = 25;
const EMBEDDED_BATCH: usize = 500;

/// A write to the table.
#[derive(Debug, Clone)]
pub(crate) enum Write {
    /// Puts a whole item.
    Put(Item),
    /// Deletes the item with the key of this one.
    Delete(Item),
}

/// The result of many writes.
#[derive(Debug, Default)]
pub(crate) struct Batched {
    /// How many writes are known to be done.
    pub(crate) done: usize,
    /// The keys of the other writes. They were refused, or their result is unknown.
    pub(crate) left: HashSet<Key>,
    /// Why writes are left.
    pub(crate) cause: Option<Error>,
}

impl Batched {
    fn leave(&mut self, batch: &[PreparedWrite]) {
        self.left.extend(batch.iter().map(|write| write.key.clone()));
    }

    fn ended_by(mut self, error: Error, batch: &[PreparedWrite]) -> Self {
        self.leave(batch);
        self.cause = Some(error);
        self
    }

    fn add(&mut self, other: Self) {
        self.done += other.done;
        self.left.extend(other.left);
        self.cause = self.cause.take().or(other.cause);
    }
}

impl Table {
    /// Sends every write, in no order. Takes `writes` only as fast as they are sent. No two may have the same key.
    ///
    /// After a batch has failed no other batch is sent, since it would fail too.
    ///
    /// # Errors
    /// The first error among `writes`. A failure of the service is in the result.
    pub(crate) async fn write_all(&self, writes: impl IntoIterator<Item = Result<Write>>) -> Result<Batched> {
        let mut batches = JoinSet::new();
        let concurrency = ConcurrencyLimit::new(self.is_exclusive());
        let mut writes = writes.into_iter().peekable();
        let mut outcome = Batched::default();
        let key = self.schema.key;
        loop {
            // A batch has puts only or deletes only, since the embedded engine takes more puts in one batch.
            let puts = writes.peek().is_some_and(is_put);
            let most = if puts { self.batch_size() } else { self.batch_size().min(BATCH) };
            let alike = std::iter::from_fn(|| writes.next_if(|write| is_put(write) == puts));
            let next = alike.take(most).map(|write| prepared(&write?, key));
            let batch: Vec<PreparedWrite> = next.collect::<Result<_>>()?;
            let is_last = batch.is_empty();
            if outcome.cause.is_some() {
                outcome.leave(&batch);
            } else if !is_last {
                let (table, concurrency) = (self.clone(), concurrency.clone());
                batches.spawn(async move { table.write_batch(&batch, &concurrency).await });
            }
            while batches.len() >= concurrency.allowed() || is_last {
                match batches.join_next().await {
                    Some(batched) => outcome.add(batched?),
                    None => return Ok(outcome),
                }
            }
        }
    }

    /// Returns the most puts of one batch, within the capacity limit.
    pub(crate) fn batch_size(&self) -> usize {
        match self.write_limit.items(1).and_then(|items| usize::try_from(items).ok()) {
            Some(affordable) => affordable.min(BATCH),
            None if self.is_exclusive() => EMBEDDED_BATCH,
            None => BATCH,
        }
    }

    /// Sends one batch until no write is left, or until none makes progress. The writes must have different keys. A failure is in the
    /// result.
    pub(crate) async fn write_batch(&self, batch: &[PreparedWrite], concurrency: &ConcurrencyLimit) -> Batched {
        let mut batch = Cow::Borrowed(batch);
        let mut outcome = Batched::default();
        let mut retry = Retry::new(self.progress_timeout);
        loop {
            let reserved = self.write_limit.reserve(batch.len()).await;
            retry.extend(reserved.waited);
            let refusal = match self.send_batch(&batch, reserved).await {
                Ok(unprocessed) => {
                    let written = batch.len().saturating_sub(unprocessed.len());
                    if written > 0 {
                        self.service.observer.tell(Event::Written { items: written });
                        retry.progress();
                    }
                    outcome.done += written;
                    batch = Cow::Owned(unprocessed);
                    None
                }
                Err(error) if is_transient(&error) => Some(error),
                Err(error) => return outcome.ended_by(error, &batch),
            };
            if batch.is_empty() {
                concurrency.succeeded();
                return outcome;
            }
            concurrency.throttled();
            if retry.is_over() {
                return outcome.ended_by(refusal.unwrap_or_else(|| self.no_progress()), &batch);
            }
            retry.wait().await;
        }
    }

    /// Sends one batch, and returns the unprocessed writes.
    async fn send_batch(&self, batch: &[PreparedWrite], reserved: Reserved) -> Result<Vec<PreparedWrite>> {
        let capacity = self.write_limit.is_limited().then_some(ReturnConsumedCapacity::Total);
        let body = BatchBody::new(&self.table, batch, capacity.as_ref());
        // The SDK gets the name of the table alone.
        let request = self.client.batch_write_item().request_items(&self.table, Vec::new());
        let sent = request.customize().interceptor(body).send();
        let reply = self.service.call("BatchWriteItem", &self.table, sent).await?;
        let consumed = reply.consumed_capacity().iter().filter_map(ConsumedCapacity::capacity_units).sum();
        let unprocessed = reply.unprocessed_items.and_then(|mut of| of.remove(&self.table)).unwrap_or_default();
        reserved.settle(batch.len().saturating_sub(unprocessed.len()), consumed);
        unprocessed.iter().map(|request| PreparedWrite::of(request, self.schema.key)).collect()
    }
}

fn is_put(write: &Result<Write>) -> bool {
    matches!(write, Ok(Write::Put(_)))
}

fn prepared(write: &Write, key: KeyNames) -> Result<PreparedWrite> {
    match write {
        Write::Put(item) => PreparedWrite::put(item, key),
        Write::Delete(item) => PreparedWrite::delete(item, key),
    }
}
