//! Items as the SDK has them, and their keys.

use aws_sdk_dynamodb::types::AttributeValue;
use std::collections::HashMap;

/// An item as the SDK has it.
pub type Item = HashMap<String, AttributeValue>;

/// The key of an item: what a delete takes.
pub(crate) fn key_of(item: &Item) -> Item {
    ["pk", "sk"].iter().filter_map(|name| Some(((*name).to_owned(), item.get(*name)?.clone()))).collect()
}

/// Partition key and sort key, as what keys are told apart by.
pub(crate) type Key = (String, String);

/// The key of an item as text; empty where it has none.
pub(crate) fn key(item: &Item) -> Key {
    (owned(item, "pk"), owned(item, "sk"))
}

/// A string attribute.
pub(crate) fn text<'a>(item: &'a Item, name: &str) -> Option<&'a str> {
    item.get(name)?.as_s().ok().map(String::as_str)
}

/// Returns a string attribute, or an empty string if the item has none.
pub(crate) fn owned(item: &Item, name: &str) -> String {
    text(item, name).unwrap_or_default().to_owned()
}

/// Sets a string attribute.
pub(crate) fn insert(item: &mut Item, name: &str, value: &str) {
    item.insert(name.to_owned(), AttributeValue::S(value.to_owned()));
}
