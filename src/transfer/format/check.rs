//! Checks the limits of items before they are sent, because DynamoDB refuses a whole batch for one bad item.
//! Source: DynamoDB developer guide, "Service, account, and table quotas" and "Supported data types".

use crate::ddb::item::{Item, KeyNames};
use crate::transfer::number::{Number, number_size};
use aws_sdk_dynamodb::types::AttributeValue;
use std::collections::HashSet;

/// The limit of an item in bytes.
const MAX_ITEM: usize = 400 * 1_024;

/// The limits of the partition key and the sort key of the table in bytes.
pub(super) const KEYS: [usize; 2] = [2_048, 1_024];

/// The limit of a name in bytes.
const MAX_NAME: usize = u16::MAX as usize;

/// The limit of the nesting of a value, in levels.
pub(super) const MAX_DEPTH: usize = 32;

/// The prefix of the names with which serde_json marks values of its own in a map. A map with such a name is not read back as it was
/// written, neither here nor in the embedded engine.
const RESERVED: &str = "$serde_json::private::";

/// Returns the item if the table could hold it.
///
/// # Errors
/// Why the table could not hold it.
pub(super) fn checked(item: Item, key: KeyNames) -> Result<Item, String> {
    for (name, longest) in key.both().into_iter().zip(KEYS) {
        match item.get(name) {
            Some(value) => check_key(name, value, longest)?,
            None => return Err(format!("the key {name} is missing")),
        }
    }
    let size: usize = item.iter().map(|(name, value)| member_size(name, value, 1)).sum::<Result<_, String>>()?;
    if size > MAX_ITEM {
        return Err(format!("the item has {size} bytes, and the limit is {MAX_ITEM}"));
    }
    Ok(item)
}

/// Checks the value of a key of the table.
fn check_key(name: &str, value: &AttributeValue, longest: usize) -> Result<(), String> {
    match value {
        AttributeValue::S(key) if key.is_empty() => Err(format!("the key {name} is empty")),
        AttributeValue::S(key) if key.len() > longest => {
            Err(format!("the key {name} has {} bytes, and the limit is {longest}", key.len()))
        }
        AttributeValue::S(_) => Ok(()),
        _ => Err(format!("the key {name} is not a string")),
    }
}

/// Returns the size of an attribute, or of a member of a map, in bytes.
fn member_size(name: &str, value: &AttributeValue, depth: usize) -> Result<usize, String> {
    match name.len() {
        0 => Err("a name is empty".to_owned()),
        bytes if bytes > MAX_NAME => Err(format!("a name has {bytes} bytes, and the limit is {MAX_NAME}")),
        _ if is_reserved(name) => Err(format!("the name {name:?} is reserved by the JSON library of this tool")),
        bytes => Ok(bytes + size(value, depth)?),
    }
}

/// Returns whether a name is one that `serde_json` uses itself.
pub(super) fn is_reserved(name: &str) -> bool {
    name.starts_with(RESERVED)
}

/// Returns the size of a value in bytes.
fn size(value: &AttributeValue, depth: usize) -> Result<usize, String> {
    if depth > MAX_DEPTH {
        return Err(format!("it is nested deeper than {MAX_DEPTH} levels"));
    }
    match value {
        AttributeValue::S(text) => Ok(text.len()),
        AttributeValue::N(number) => number_size(number),
        AttributeValue::B(blob) => Ok(blob.as_ref().len()),
        AttributeValue::Ss(texts) => {
            check_set(texts.iter())?;
            Ok(texts.iter().map(String::len).sum())
        }
        AttributeValue::Ns(numbers) => {
            check_set(numbers.iter().map(|number| Number::parse(number)))?;
            numbers.iter().map(|number| number_size(number)).sum()
        }
        AttributeValue::Bs(blobs) => {
            check_set(blobs.iter().map(AsRef::as_ref))?;
            Ok(blobs.iter().map(|blob| blob.as_ref().len()).sum())
        }
        AttributeValue::L(values) => {
            values.iter().map(|value| Ok(1 + size(value, depth + 1)?)).sum::<Result<usize, _>>().map(|size| size + 3)
        }
        AttributeValue::M(values) => {
            let sizes = values.iter().map(|(name, value)| Ok(1 + member_size(name, value, depth + 1)?));
            sizes.sum::<Result<usize, _>>().map(|size| size + 3)
        }
        AttributeValue::Null(false) => Err("NULL is false, and can only be true".to_owned()),
        _ => Ok(1),
    }
}

/// Checks that a set has values, and each value once.
pub(super) fn check_set<T: std::hash::Hash + Eq>(values: impl Iterator<Item = T>) -> Result<(), String> {
    let (mut seen, mut count) = (HashSet::new(), 0);
    for value in values {
        count += 1;
        seen.insert(value);
    }
    match seen.len() {
        0 => Err("a set is empty".to_owned()),
        distinct if distinct < count => Err("a set has a value twice".to_owned()),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messaging::TABLE_SCHEMA;

    #[test]
    fn a_limit_is_what_dynamodb_says() {
        let item = |name: &str, value: AttributeValue| {
            let key = || AttributeValue::S("k".to_owned());
            Item::from([("pk".to_owned(), key()), ("sk".to_owned(), key()), (name.to_owned(), value)])
        };
        let s = |bytes: usize| AttributeValue::S("x".repeat(bytes));
        let nested = |levels: usize| (0..levels).fold(s(1), |inner, _| AttributeValue::L(vec![inner]));
        let map = |name: &str| AttributeValue::M(Item::from([(name.to_owned(), s(1))]));
        let taken = [
            item("a", s(MAX_ITEM - 7)),
            item("a", nested(31)),
            item(&"n".repeat(MAX_NAME), s(1)),
            item("a", map(&"n".repeat(MAX_NAME))),
            item("pk", s(2_048)),
            item("sk", s(1_024)),
            item("a", AttributeValue::Ss(vec![String::new()])),
        ];
        for item in taken {
            assert_eq!(checked(item.clone(), TABLE_SCHEMA.key), Ok(item));
        }
        let refused = [
            item("a", s(MAX_ITEM - 6)),
            item("a", nested(32)),
            item(&"n".repeat(MAX_NAME + 1), s(1)),
            item("", s(1)),
            item("a", map(&"n".repeat(MAX_NAME + 1))),
            item("a", map("")),
            item("pk", s(2_049)),
            item("sk", s(1_025)),
            item("sk", s(0)),
            item("sk", AttributeValue::B(aws_smithy_types::Blob::new("k"))),
            item("a", AttributeValue::Null(false)),
            item("a", AttributeValue::Ss(Vec::new())),
            item("a", AttributeValue::Ns(vec!["1".to_owned(), "1.0".to_owned()])),
            item("a", AttributeValue::N("five".to_owned())),
        ];
        for item in refused {
            let shown = format!("{item:?}").chars().take(100).collect::<String>();
            assert!(checked(item, TABLE_SCHEMA.key).is_err(), "{shown}");
        }
    }
}
