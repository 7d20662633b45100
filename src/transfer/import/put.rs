//! The writes of an import: over what the table has, or where it has nothing.

use super::{RecordPosition, Refusal, Stop};
use crate::ddb::Table;
use crate::ddb::concurrency::ConcurrencyLimit;
use crate::ddb::item::{Item, Key};
use crate::ddb::retry::{Retry, is_throttling};
use crate::error::{Error, Result};
use crate::transfer::exchange::is_same;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::types::{ReturnConsumedCapacity, ReturnValuesOnConditionCheckFailure};
use std::collections::BTreeMap;

/// What became of records that were written together.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub(super) written: u64,
    pub(super) kept: u64,
    pub(super) refused: Vec<Refusal>,
    pub(super) conflicts: Vec<Refusal>,
    /// What ended the writes before their end.
    pub(super) failure: Option<Error>,
    /// Whether every record was written, kept or refused.
    pub(super) is_whole: bool,
}

impl Outcome {
    /// Whether nothing became of any record.
    pub(super) fn is_idle(&self) -> bool {
        self.written + self.kept == 0 && self.refused.is_empty() && self.conflicts.is_empty()
    }
}

/// How a conditional write ended.
enum Put {
    Written,
    /// The table has this item.
    Taken(Item),
    /// It was not sent: the import is to stop.
    NotSent,
}

impl Table {
    /// Puts items over whatever is there; of two with one key the last.
    pub(super) async fn put_overwriting(
        &self,
        all: Vec<(RecordPosition, Item)>,
        concurrency: &ConcurrencyLimit,
        stop: &Stop,
    ) -> Outcome {
        if all.is_empty() {
            return Outcome { is_whole: true, ..Outcome::default() };
        }
        if stop.is_set() {
            return Outcome::default();
        }
        let newest: BTreeMap<Key, &Item> = all.iter().map(|(_, item)| (self.schema.key.text_of(item), item)).collect();
        let (written, failure) = self.put(newest.into_values().cloned().collect(), concurrency).await;
        match failure {
            // Records whose key a later one has are done with it: each record counts once.
            None => Outcome { written: all.len() as u64, is_whole: true, ..Outcome::default() },
            // The service refuses all for one: which one shows when each goes alone.
            Some(error) if refusal(&error).is_some() => self.put_each(all, concurrency).await,
            Some(error) => Outcome { written, failure: Some(error), ..Outcome::default() },
        }
    }

    async fn put_each(&self, all: Vec<(RecordPosition, Item)>, concurrency: &ConcurrencyLimit) -> Outcome {
        let mut outcome = Outcome::default();
        for (position, item) in all {
            let (written, failure) = self.put(vec![item], concurrency).await;
            outcome.written += written;
            match failure {
                None => {}
                Some(error) => match refusal(&error) {
                    Some(why) => outcome.refused.push(position.refused(why)),
                    None => return Outcome { failure: Some(error), ..outcome },
                },
            }
        }
        Outcome { is_whole: true, ..outcome }
    }

    /// Puts items of different keys; returns how many are written, and what ended it.
    async fn put(&self, items: Vec<Item>, concurrency: &ConcurrencyLimit) -> (u64, Option<Error>) {
        match self.put_batch(items, concurrency).await {
            Ok(batched) => (batched.done as u64, batched.cause),
            Err(error) => (0, Some(error)),
        }
    }

    /// Puts items where there is none of their key. With `fail` an item that differs is a conflict, which stops the import.
    pub(super) async fn put_if_absent(
        &self,
        items: Vec<(RecordPosition, Item)>,
        fail: bool,
        concurrency: &ConcurrencyLimit,
        stop: &Stop,
    ) -> Outcome {
        let mut outcome = Outcome::default();
        for (position, item) in items {
            match self.put_one_if_absent(&item, concurrency, stop).await {
                Ok(Put::Written) => outcome.written += 1,
                Ok(Put::Taken(there)) if !fail || is_same(&there, &item) => outcome.kept += 1,
                Ok(Put::Taken(_)) => {
                    stop.set();
                    outcome.conflicts.push(position.conflict(&item, self.schema.key));
                    return outcome;
                }
                Ok(Put::NotSent) => return outcome,
                Err(error) => match refusal(&error) {
                    Some(why) => outcome.refused.push(position.refused(why)),
                    None => return Outcome { failure: Some(error), ..outcome },
                },
            }
        }
        Outcome { is_whole: true, ..outcome }
    }

    /// Puts an item where there is none of its key.
    async fn put_one_if_absent(&self, item: &Item, concurrency: &ConcurrencyLimit, stop: &Stop) -> Result<Put> {
        let mut retry = Retry::new(self.progress_timeout);
        loop {
            let reserved = self.write_limit.reserve(1).await;
            retry.extend(reserved.waited);
            if stop.is_set() {
                return Ok(Put::NotSent);
            }
            let request = self
                .client
                .put_item()
                .table_name(&self.table)
                .set_item(Some(item.clone()))
                .condition_expression(self.schema.key.not_exists())
                .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
                .set_return_consumed_capacity(self.write_limit.is_limited().then_some(ReturnConsumedCapacity::Total));
            let mut there = None;
            let look = |error: &PutItemError| {
                if let PutItemError::ConditionalCheckFailedException(failed) = error {
                    there = failed.item().cloned();
                }
                None
            };
            match self.service.call_or("PutItem", &self.table, request.send(), look).await {
                Ok(reply) => {
                    let consumed = reply.consumed_capacity.and_then(|capacity| capacity.capacity_units);
                    reserved.settle(1, consumed.unwrap_or_default());
                    concurrency.succeeded();
                    return Ok(Put::Written);
                }
                Err(Error::Service { code, .. }) if code == "ConditionalCheckFailedException" => {
                    reserved.spend();
                    return Ok(Put::Taken(there.unwrap_or_default()));
                }
                Err(error) if is_throttling(&error) && !retry.is_over() => {
                    drop(reserved);
                    concurrency.throttled();
                    retry.wait().await;
                }
                Err(error) => return Err(error),
            }
        }
    }
}

/// Why the service refused an item for what it is; `None` for an error that is not about the item.
fn refusal(error: &Error) -> Option<String> {
    match error {
        Error::Service { code, message, .. } if code == "ValidationException" => Some(message.clone()),
        _ => None,
    }
}
