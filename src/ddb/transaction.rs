//! Writes in one transaction, with TransactWriteItems: all of them are done, or none.
//! Source: DynamoDB API reference, TransactWriteItems.

use super::item::{Item, KeyNames};
use super::retry::{Retry, is_throttling};
use super::{Table, incomplete};
use crate::error::{Error, Result};
use crate::event::Event;
use crate::random;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{AttributeValue, Delete, Put, TransactWriteItem};
use std::collections::HashMap;

/// The transient reasons for a cancellation. They do not depend on the items in the table.
const TRANSIENT: [&str; 5] =
    ["None", "TransactionConflict", "ProvisionedThroughputExceeded", "ThrottlingError", "RequestLimitExceeded"];

/// The most attributes of an item that a condition compares. An expression has at most 300 operators and 4 KB.
/// Source: DynamoDB developer guide, "Quotas", "Expression parameters".
const MAX_COMPARED: usize = 100;

/// The reason of an action whose condition did not hold.
const CONDITION: &str = "ConditionalCheckFailed";

/// One write of a transaction.
#[derive(Debug, Clone)]
pub(crate) enum Action {
    /// Puts an item if its key is free.
    PutIfAbsent(Item),
    /// Puts an item if its key is free, or if the item with this key has the same value of an attribute.
    PutSame {
        /// The new item.
        item: Item,
        /// The name of the attribute.
        attribute: &'static str,
    },
    /// Replaces the item with this key, if it is unchanged since it was read.
    PutIfUnchanged {
        /// The new item.
        item: Item,
        /// The item as it was read.
        read: Item,
    },
    /// Deletes the item with this key.
    Delete(Item),
    /// Deletes an item, if it is unchanged since it was read.
    DeleteIfUnchanged(Item),
}

impl Action {
    /// Whether it is refused if an item was deleted or changed, rather than if its key is taken.
    fn wants_an_item(&self) -> bool {
        matches!(self, Self::PutIfUnchanged { .. } | Self::DeleteIfUnchanged(_))
    }
}

/// Whether these actions were refused because an item was deleted or changed since it was read.
pub(crate) fn has_changed(actions: &[Action], refused: &[usize]) -> bool {
    refused.iter().any(|at| actions.get(*at).is_some_and(Action::wants_an_item))
}

/// Whether these actions were refused because a key is taken.
pub(crate) fn is_taken(actions: &[Action], refused: &[usize]) -> bool {
    refused.iter().any(|at| actions.get(*at).is_some_and(|action| !action.wants_an_item()))
}

/// How a transaction ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Every action was done.
    Done,
    /// No action was done, since the conditions of the actions at these indexes did not hold.
    Refused(Vec<usize>),
}

impl Table {
    /// Sends at most 100 writes in one transaction. A transient refusal is retried.
    ///
    /// # Errors
    /// [`Error::Cancelled`] and the service errors of [`Error`]. No write was done then, unless the answer was lost.
    pub(crate) async fn transact_write(&self, actions: &[Action]) -> Result<Outcome> {
        let items: Vec<TransactWriteItem> = actions.iter().map(|action| self.action(action)).collect::<Result<_>>()?;
        if items.is_empty() {
            return Ok(Outcome::Done);
        }
        // Every try has the same token, so that the writes are not done twice if an answer is lost.
        let token = random::uuid().to_string();
        let mut retry = Retry::new(self.progress_timeout);
        loop {
            match self.send_transaction(&items, &token).await {
                Ok(()) => {
                    self.service.observer.tell(Event::Written { items: items.len() });
                    return Ok(Outcome::Done);
                }
                Err(Error::Cancelled { reasons, .. }) if reasons.iter().any(|reason| reason == CONDITION) => {
                    let refused = reasons.iter().enumerate().filter(|(_, reason)| *reason == CONDITION);
                    return Ok(Outcome::Refused(refused.map(|(index, _)| index).collect()));
                }
                Err(error) if is_transient(&error) && !retry.is_over() => retry.wait().await,
                Err(error) => return Err(error),
            }
        }
    }

    async fn send_transaction(&self, items: &[TransactWriteItem], token: &str) -> Result<()> {
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
        let put = |item: &Item| Put::builder().table_name(&self.table).set_item(Some(item.clone()));
        let not_exists = self.schema.key.not_exists();
        let delete = |key: &Item| Delete::builder().table_name(&self.table).set_key(Some(self.schema.key.of(key)));
        let write = TransactWriteItem::builder();
        let built = match action {
            Action::PutIfAbsent(item) => put(item).condition_expression(not_exists).build().map(|put| write.put(put)),
            Action::PutSame { item, attribute } => {
                let value = item.get(*attribute).cloned().unwrap_or(AttributeValue::Null(true));
                let condition = format!("{not_exists} OR #same = :same");
                let put = put(item).condition_expression(condition);
                let put = put.expression_attribute_names("#same", *attribute);
                let put = put.expression_attribute_values(":same", value);
                put.build().map(|put| write.put(put))
            }
            Action::PutIfUnchanged { item, read } => {
                let Unchanged { expression, names, values } = Unchanged::since(read, self.schema.key);
                let put = put(item).condition_expression(expression);
                let put = put.set_expression_attribute_names(names).set_expression_attribute_values(values);
                put.build().map(|put| write.put(put))
            }
            Action::Delete(key) => delete(key).build().map(|delete| write.delete(delete)),
            Action::DeleteIfUnchanged(read) => {
                let Unchanged { expression, names, values } = Unchanged::since(read, self.schema.key);
                let delete = delete(read).condition_expression(expression);
                let delete = delete.set_expression_attribute_names(names).set_expression_attribute_values(values);
                delete.build().map(|delete| write.delete(delete))
            }
        };
        Ok(built.map_err(incomplete)?.build())
    }
}

/// The condition that an item is unchanged since it was read. It compares each attribute that was read. It does not notice a new
/// attribute, since a condition has to name the attributes.
struct Unchanged {
    expression: String,
    names: Option<HashMap<String, String>>,
    values: Option<HashMap<String, AttributeValue>>,
}

impl Unchanged {
    fn since(read: &Item, key: KeyNames) -> Self {
        let (mut expression, mut names, mut values) = (key.exists(), HashMap::new(), HashMap::new());
        let attributes = read.iter().filter(|(name, _)| !key.contains(name));
        for (at, (name, value)) in attributes.take(MAX_COMPARED).enumerate() {
            expression.push_str(&format!(" AND #{at} = :{at}"));
            names.insert(format!("#{at}"), name.clone());
            values.insert(format!(":{at}"), value.clone());
        }
        let some = !names.is_empty();
        Self { expression, names: some.then_some(names), values: some.then_some(values) }
    }
}

/// Whether a transaction failed for a transient reason.
fn is_transient(error: &Error) -> bool {
    match error {
        Error::Cancelled { reasons, .. } => reasons.iter().all(|reason| TRANSIENT.contains(&reason.as_str())),
        Error::Service { code, .. } if code == "TransactionInProgressException" => true,
        error => is_throttling(error),
    }
}
