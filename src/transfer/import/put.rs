//! Writes the items of an import: overwriting, or if their key is absent from the table.

use super::OnConflict;
use super::outcome::{RecordPosition, Refusal};
use crate::ddb::Table;
use crate::ddb::batch_write::{items_of, puts};
use crate::ddb::concurrency::ConcurrencyLimit;
use crate::ddb::item::{Item, Key};
use crate::ddb::retry::{Retry, is_throttling};
use crate::error::{Error, Result};
use crate::transfer::equality::is_same;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::types::{ReturnConsumedCapacity, ReturnValuesOnConditionCheckFailure};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What became of the records of a chunk.
#[derive(Debug, Default)]
pub(super) struct WriteOutcome {
    pub(super) written: u64,
    pub(super) kept: u64,
    pub(super) refused: Vec<Refusal>,
    pub(super) conflicts: Vec<Refusal>,
    /// The error that ended the writes early.
    pub(super) failure: Option<Error>,
    /// Whether every record was written, kept or refused.
    pub(super) is_complete: bool,
}

impl WriteOutcome {
    /// Returns whether no record was written, kept, refused or in conflict.
    pub(super) fn is_idle(&self) -> bool {
        self.written + self.kept == 0 && self.refused.is_empty() && self.conflicts.is_empty()
    }
}

/// The result of a conditional put.
enum Put {
    Written,
    /// The table already has this item.
    Exists(Item),
    /// The request was not sent, because the import has to stop.
    NotSent,
}

/// Writes items until it is stopped. The clones of a writer share its concurrency limit, and stop together.
#[derive(Clone)]
pub(super) struct Writer {
    table: Table,
    on_conflict: OnConflict,
    concurrency: ConcurrencyLimit,
    is_stopped: Arc<AtomicBool>,
}

impl Writer {
    pub(super) fn new(table: Table, on_conflict: OnConflict) -> Self {
        let concurrency = ConcurrencyLimit::new(table.is_exclusive());
        Self { table, on_conflict, concurrency, is_stopped: Arc::default() }
    }

    /// Makes no further request start.
    pub(super) fn stop(&self) {
        self.is_stopped.store(true, Ordering::Relaxed);
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.is_stopped.load(Ordering::Relaxed)
    }

    /// Returns how many chunks may be written at the same time.
    pub(super) fn concurrency(&self) -> usize {
        self.concurrency.allowed()
    }

    /// Returns how many records a chunk has. A conditional put is of one item.
    pub(super) fn chunk_size(&self) -> usize {
        match self.on_conflict {
            OnConflict::Overwrite => self.table.batch_size(),
            OnConflict::Skip | OnConflict::Fail => 1,
        }
    }

    /// Returns the keys of items.
    pub(super) fn keys(&self, items: &[(RecordPosition, Item)]) -> Vec<Key> {
        items.iter().map(|(_, item)| self.table.schema.key.text_of(item)).collect()
    }

    /// Writes the items of a chunk.
    pub(super) async fn write(&self, items: Vec<(RecordPosition, Item)>) -> WriteOutcome {
        match self.on_conflict {
            OnConflict::Overwrite => self.put_overwriting(items).await,
            OnConflict::Skip | OnConflict::Fail => self.put_if_absent(items).await,
        }
    }

    /// Puts items, replacing those of the table. Of two items with the same key only the last is put.
    async fn put_overwriting(&self, items: Vec<(RecordPosition, Item)>) -> WriteOutcome {
        if items.is_empty() {
            return WriteOutcome { is_complete: true, ..WriteOutcome::default() };
        }
        if self.is_stopped() {
            return WriteOutcome::default();
        }
        let count = items.len() as u64;
        let (mut last_of_key, mut replaced) = (BTreeMap::new(), Vec::new());
        for (position, item) in items {
            replaced.extend(last_of_key.insert(self.table.schema.key.text_of(&item), (position, item)));
        }
        let (positions, last): (Vec<RecordPosition>, Vec<Item>) = last_of_key.into_values().unzip();
        let batch = match puts(last) {
            Ok(batch) => batch,
            Err(error) => return WriteOutcome { failure: Some(error), ..WriteOutcome::default() },
        };
        let batched = self.table.write_batch(&batch, &self.concurrency).await;
        match batched.cause {
            // Every record counts as written, also one that a later record of the same key replaces.
            None => WriteOutcome { written: count, is_complete: true, ..WriteOutcome::default() },
            // One invalid item makes the service refuse the whole batch. Single puts find out which item it is.
            Some(error) if validation_error(&error).is_some() => {
                let mut items: Vec<_> = positions.into_iter().zip(items_of(batch)).chain(replaced).collect();
                items.sort_unstable_by_key(|(position, _)| position.record);
                self.put_each(items).await
            }
            Some(error) => {
                WriteOutcome { written: batched.done as u64, failure: Some(error), ..WriteOutcome::default() }
            }
        }
    }

    async fn put_each(&self, items: Vec<(RecordPosition, Item)>) -> WriteOutcome {
        let mut outcome = WriteOutcome::default();
        for (position, item) in items {
            let batched = match puts(vec![item]) {
                Ok(batch) => self.table.write_batch(&batch, &self.concurrency).await,
                Err(error) => return WriteOutcome { failure: Some(error), ..outcome },
            };
            outcome.written += batched.done as u64;
            match batched.cause {
                None => {}
                Some(error) => match validation_error(&error) {
                    Some(why) => outcome.refused.push(position.refused(why)),
                    None => return WriteOutcome { failure: Some(error), ..outcome },
                },
            }
        }
        WriteOutcome { is_complete: true, ..outcome }
    }

    /// Puts items whose keys the table does not have. With [`OnConflict::Fail`], an item of the table that differs is a conflict,
    /// which stops the import.
    async fn put_if_absent(&self, items: Vec<(RecordPosition, Item)>) -> WriteOutcome {
        let mut outcome = WriteOutcome::default();
        for (position, item) in items {
            match self.put_one_if_absent(&item).await {
                Ok(Put::Written) => outcome.written += 1,
                Ok(Put::Exists(existing)) if self.on_conflict == OnConflict::Skip || is_same(&existing, &item) => {
                    outcome.kept += 1;
                }
                Ok(Put::Exists(_)) => {
                    self.stop();
                    outcome.conflicts.push(position.conflict(&item, self.table.schema.key));
                    return outcome;
                }
                Ok(Put::NotSent) => return outcome,
                Err(error) => match validation_error(&error) {
                    Some(why) => outcome.refused.push(position.refused(why)),
                    None => return WriteOutcome { failure: Some(error), ..outcome },
                },
            }
        }
        WriteOutcome { is_complete: true, ..outcome }
    }

    /// Puts an item if the table has none with its key. A throttled request is sent again.
    async fn put_one_if_absent(&self, item: &Item) -> Result<Put> {
        let table = &self.table;
        let mut retry = Retry::new(table.progress_timeout);
        loop {
            let reserved = table.write_limit.reserve(1).await;
            // The time that was spent waiting for the capacity limit does not count towards the timeout.
            retry.extend(reserved.waited);
            if self.is_stopped() {
                return Ok(Put::NotSent);
            }
            let request = table
                .client
                .put_item()
                .table_name(table.table())
                .set_item(Some(item.clone()))
                .condition_expression(table.schema.key.not_exists())
                .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
                .set_return_consumed_capacity(table.write_limit.is_limited().then_some(ReturnConsumedCapacity::Total));
            let mut existing = None;
            let keep_existing = |error: &PutItemError| {
                if let PutItemError::ConditionalCheckFailedException(failed) = error {
                    existing = failed.item().cloned();
                }
                None
            };
            match table.service.call_or("PutItem", table.table(), request.send(), keep_existing).await {
                Ok(reply) => {
                    let consumed = reply.consumed_capacity.and_then(|capacity| capacity.capacity_units);
                    reserved.settle(1, consumed.unwrap_or_default());
                    self.concurrency.succeeded();
                    return Ok(Put::Written);
                }
                Err(Error::Service { code, .. }) if code == "ConditionalCheckFailedException" => {
                    reserved.spend();
                    return Ok(Put::Exists(existing.unwrap_or_default()));
                }
                Err(error) if is_throttling(&error) && !retry.is_over() => {
                    drop(reserved);
                    self.concurrency.throttled();
                    retry.wait().await;
                }
                Err(error) => return Err(error),
            }
        }
    }
}

/// Returns why the service finds an item invalid; `None` for an error that is not about the item.
fn validation_error(error: &Error) -> Option<String> {
    match error {
        Error::Service { code, message, .. } if code == "ValidationException" => Some(message.clone()),
        _ => None,
    }
}
