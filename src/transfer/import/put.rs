//! Writes the items of an import: overwriting, or if their key is absent from the table.

use super::OnConflict;
use super::outcome::{RecordPosition, Refusal};
use super::records::Record;
use crate::ddb::Table;
use crate::ddb::concurrency::ConcurrencyLimit;
use crate::ddb::item::{Item, Key, KeyNames};
use crate::ddb::prepared_write::PreparedWrite;
use crate::ddb::retry::{Retry, is_transient};
use crate::error::{Error, Result};
use crate::transfer::equality::is_same;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::types::{ReturnConsumedCapacity, ReturnValuesOnConditionCheckFailure};
use std::borrow::Cow;
use std::collections::HashSet;
use std::slice;
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

/// A record that can be written.
pub(super) trait Put: Record {
    /// Returns the key of the record's item.
    fn key(&self, names: KeyNames) -> Cow<'_, Key>;

    /// Writes the records of a chunk.
    fn write(writer: &Writer, puts: Vec<(RecordPosition, Self)>) -> impl Future<Output = WriteOutcome> + Send;
}

/// Replaces the item of the table.
impl Put for PreparedWrite {
    fn key(&self, _: KeyNames) -> Cow<'_, Key> {
        Cow::Borrowed(&self.key)
    }

    async fn write(writer: &Writer, puts: Vec<(RecordPosition, Self)>) -> WriteOutcome {
        writer.put_overwriting(puts).await
    }
}

/// Does not replace an item of the table.
impl Put for Item {
    fn key(&self, names: KeyNames) -> Cow<'_, Key> {
        Cow::Owned(names.text_of(self))
    }

    async fn write(writer: &Writer, puts: Vec<(RecordPosition, Self)>) -> WriteOutcome {
        writer.put_if_absent(puts).await
    }
}

/// The result of a conditional put.
enum ConditionalPut {
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

    /// Returns the names of the table's key.
    pub(super) fn key_names(&self) -> KeyNames {
        self.table.schema.key
    }

    /// Puts items, replacing those of the table. Of two items with the same key only the last is put.
    async fn put_overwriting(&self, puts: Vec<(RecordPosition, PreparedWrite)>) -> WriteOutcome {
        if puts.is_empty() {
            return WriteOutcome { is_complete: true, ..WriteOutcome::default() };
        }
        if self.is_stopped() {
            return WriteOutcome::default();
        }
        let count = puts.len() as u64;
        let (last, replaced) = last_of_each_key(puts);
        let (positions, batch): (Vec<RecordPosition>, Vec<PreparedWrite>) = last.into_iter().unzip();
        let batched = self.table.write_batch(&batch, &self.concurrency).await;
        match batched.cause {
            // Every record counts as written, also one that a later record of the same key replaces.
            None => WriteOutcome { written: count, is_complete: true, ..WriteOutcome::default() },
            // One invalid item makes the service refuse the whole batch. Single puts find out which item it is.
            Some(error) if validation_error(&error).is_some() => {
                let mut puts: Vec<_> = positions.into_iter().zip(batch).chain(replaced).collect();
                puts.sort_unstable_by_key(|(position, _)| position.record);
                self.put_each(puts).await
            }
            Some(error) => {
                WriteOutcome { written: batched.done as u64, failure: Some(error), ..WriteOutcome::default() }
            }
        }
    }

    async fn put_each(&self, puts: Vec<(RecordPosition, PreparedWrite)>) -> WriteOutcome {
        let mut outcome = WriteOutcome::default();
        for (position, put) in puts {
            let batched = self.table.write_batch(slice::from_ref(&put), &self.concurrency).await;
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
                Ok(ConditionalPut::Written) => outcome.written += 1,
                Ok(ConditionalPut::Exists(existing))
                    if self.on_conflict == OnConflict::Skip || is_same(&existing, &item) =>
                {
                    outcome.kept += 1;
                }
                Ok(ConditionalPut::Exists(_)) => {
                    self.stop();
                    outcome.conflicts.push(position.conflict(&item, self.table.schema.key));
                    return outcome;
                }
                Ok(ConditionalPut::NotSent) => return outcome,
                Err(error) => match validation_error(&error) {
                    Some(why) => outcome.refused.push(position.refused(why)),
                    None => return WriteOutcome { failure: Some(error), ..outcome },
                },
            }
        }
        WriteOutcome { is_complete: true, ..outcome }
    }

    /// Puts an item if the table has none with its key. A request that is refused for a transient reason is sent again.
    async fn put_one_if_absent(&self, item: &Item) -> Result<ConditionalPut> {
        let table = &self.table;
        let mut retry = Retry::new(table.progress_timeout);
        loop {
            let reserved = table.write_limit.reserve(1).await;
            // The time that was spent waiting for the capacity limit does not count towards the timeout.
            retry.extend(reserved.waited);
            if self.is_stopped() {
                return Ok(ConditionalPut::NotSent);
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
                    return Ok(ConditionalPut::Written);
                }
                Err(Error::Service { code, .. }) if code == "ConditionalCheckFailedException" => {
                    reserved.spend();
                    return Ok(ConditionalPut::Exists(existing.unwrap_or_default()));
                }
                Err(error) if is_transient(&error) && !retry.is_over() => {
                    drop(reserved);
                    self.concurrency.throttled();
                    retry.wait().await;
                }
                Err(error) => return Err(error),
            }
        }
    }
}

/// Puts, each with its record.
type Puts<P> = Vec<(P, PreparedWrite)>;

/// Separates the last put of each key from those that it replaces.
fn last_of_each_key<P>(puts: Puts<P>) -> (Puts<P>, Puts<P>) {
    let mut seen = HashSet::with_capacity(puts.len());
    let mut is_last: Vec<bool> = puts.iter().rev().map(|(_, put)| seen.insert(&put.key)).collect();
    puts.into_iter().partition(|_| is_last.pop().unwrap_or(true))
}

/// Returns why the service finds an item invalid; `None` for an error that is not about the item.
fn validation_error(error: &Error) -> Option<String> {
    match error {
        Error::Service { code, message, .. } if code == "ValidationException" => Some(message.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_put_of_a_key_is_sent() {
        let put = |at: usize, sk: &str| (at, PreparedWrite::put_of_text(("a".to_owned(), sk.to_owned()), b"{}"));
        let puts = ["b", "c", "b", "d", "b"].into_iter().enumerate().map(|(at, sk)| put(at, sk)).collect();
        let (last, replaced) = last_of_each_key(puts);
        let places = |puts: Vec<(usize, PreparedWrite)>| puts.into_iter().map(|(at, _)| at).collect::<Vec<_>>();
        assert_eq!((places(last), places(replaced)), (vec![1, 3, 4], vec![0, 2]));
    }
}
