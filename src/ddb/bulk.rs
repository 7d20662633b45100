//! Many writes, by BatchWriteItem: what comes back unprocessed is sent again until nothing is left.
//! Source: DynamoDB API reference, BatchWriteItem ("use an exponential backoff algorithm").

use super::Messages;
use super::item::{Item, key_of};
use super::schema::incomplete;
use crate::error::{Error, Result};
use crate::event::Event;
use aws_sdk_dynamodb::types::{Delete, DeleteRequest, Put, PutRequest, TransactWriteItem, WriteRequest};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;
use uuid::Uuid;

/// The most writes that one BatchWriteItem takes.
const BATCH: usize = 25;

/// How many batches are under way at once.
const IN_FLIGHT: usize = 8;

/// The first and the longest pause before unprocessed writes are sent again, before jitter.
const PAUSE: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(5));

/// How long a batch may make no progress.
const PATIENCE: Duration = Duration::from_secs(60);

/// The pauses between tries: each twice as long as the one before, up to the longest.
struct Backoff(Duration);

impl Backoff {
    fn new() -> Self {
        Self(PAUSE.0)
    }

    /// Waits with full jitter: what was refused together does not come back together.
    async fn wait(&mut self) {
        tokio::time::sleep(self.0.mul_f64(fastrand::f64())).await;
        self.0 = (self.0 * 2).min(PAUSE.1);
    }
}

/// A write of the table.
#[derive(Debug, Clone)]
pub(super) enum Write {
    /// Puts a whole item.
    Put(Item),
    /// Deletes the item with the key of this one.
    Delete(Item),
}

impl Messages {
    /// Does every write, in no order, taking them as they are sent. No two may concern the same key.
    ///
    /// # Errors
    /// [`Error::Unwritten`] with what is left undone, the service errors, and the first error among `writes`.
    pub(super) async fn write_all(&self, writes: impl IntoIterator<Item = Result<Write>>) -> Result<()> {
        let mut batches = JoinSet::new();
        let mut writes = writes.into_iter();
        let (mut total, mut left) = (0, 0);
        loop {
            let next = writes.by_ref().take(BATCH).map(|write| request(write?));
            let batch: Vec<WriteRequest> = next.collect::<Result<_>>()?;
            total += batch.len();
            let done = batch.is_empty();
            if left > 0 && !done {
                // A batch made no progress for its whole time: the next ones would not either.
                left += batch.len();
                continue;
            }
            if !done {
                let messages = self.clone();
                batches.spawn(async move { messages.write_batch(batch).await });
            }
            while batches.len() >= IN_FLIGHT || done {
                match batches.join_next().await {
                    Some(written) => left += written??,
                    None => break,
                }
            }
            if done {
                break;
            }
        }
        if left > 0 {
            return Err(Error::Unwritten { table: self.table.clone(), left, total });
        }
        Ok(())
    }

    /// Does a few writes in one transaction, at most 100; none has a condition.
    ///
    /// # Errors
    /// The service errors of [`Error`]; none of the writes is done then.
    pub(super) async fn write_together(&self, writes: Vec<Write>) -> Result<()> {
        let items: Vec<TransactWriteItem> =
            writes.into_iter().map(|write| self.action(write)).collect::<Result<_>>()?;
        if items.is_empty() {
            return Ok(());
        }
        // The same token for every try: a reply that was lost does not make it happen twice.
        let token = Uuid::new_v4().to_string();
        let started = Instant::now();
        let mut backoff = Backoff::new();
        loop {
            let request = self.client.transact_write_items().set_transact_items(Some(items.clone()));
            let request = request.client_request_token(&token);
            match self.service.call("TransactWriteItems", &self.table, request.send()).await {
                Ok(_) => {
                    self.service.observer.tell(Event::Written { items: items.len() });
                    return Ok(());
                }
                // Without conditions it is cancelled only because somebody else writes to the same items, or too much.
                Err(error) if (is_cancelled(&error) || is_throttling(&error)) && started.elapsed() < PATIENCE => {}
                Err(error) => return Err(error),
            }
            backoff.wait().await;
        }
    }

    fn action(&self, write: Write) -> Result<TransactWriteItem> {
        let action = TransactWriteItem::builder();
        Ok(match write {
            Write::Put(item) => {
                let put = Put::builder().table_name(&self.table).set_item(Some(item)).build().map_err(incomplete)?;
                action.put(put).build()
            }
            Write::Delete(item) => {
                let delete = Delete::builder().table_name(&self.table).set_key(Some(key_of(&item)));
                action.delete(delete.build().map_err(incomplete)?).build()
            }
        })
    }

    /// Writes one batch until nothing is left, or nothing moves any more; returns how many are undone.
    async fn write_batch(&self, mut batch: Vec<WriteRequest>) -> Result<usize> {
        let mut progress = Instant::now();
        let mut backoff = Backoff::new();
        loop {
            let sent = batch.len();
            let request = self.client.batch_write_item().request_items(&self.table, batch.clone());
            match self.service.call("BatchWriteItem", &self.table, request.send()).await {
                Ok(reply) => {
                    let unprocessed = reply.unprocessed_items.and_then(|mut of| of.remove(&self.table));
                    batch = unprocessed.unwrap_or_default();
                }
                Err(error) if is_throttling(&error) => {}
                Err(error) => return Err(error),
            }
            let written = sent - batch.len();
            if written > 0 {
                self.service.observer.tell(Event::Written { items: written });
                progress = Instant::now();
                backoff = Backoff::new();
            }
            if batch.is_empty() || progress.elapsed() > PATIENCE {
                return Ok(batch.len());
            }
            backoff.wait().await;
        }
    }
}

/// Whether an error only asks for patience. Source: DynamoDB developer guide, "Error handling".
fn is_throttling(error: &Error) -> bool {
    const CODES: [&str; 3] = ["ProvisionedThroughputExceededException", "ThrottlingException", "RequestLimitExceeded"];
    matches!(error, Error::Service { code, .. } if CODES.contains(&code.as_str()))
}

fn is_cancelled(error: &Error) -> bool {
    const CODES: [&str; 2] = ["TransactionCanceledException", "TransactionInProgressException"];
    matches!(error, Error::Service { code, .. } if CODES.contains(&code.as_str()))
}

fn request(write: Write) -> Result<WriteRequest> {
    let request = WriteRequest::builder();
    Ok(match write {
        Write::Put(item) => {
            request.put_request(PutRequest::builder().set_item(Some(item)).build().map_err(incomplete)?).build()
        }
        Write::Delete(item) => {
            let delete = DeleteRequest::builder().set_key(Some(key_of(&item))).build().map_err(incomplete)?;
            request.delete_request(delete).build()
        }
    })
}
