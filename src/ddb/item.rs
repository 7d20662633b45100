//! Items and their keys.

use aws_sdk_dynamodb::types::AttributeValue;
use std::collections::HashMap;

/// An item, by the names of its attributes.
pub type Item = HashMap<String, AttributeValue>;

/// The names of the attributes that are the key of a table or of an index. Both are strings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyNames {
    /// The partition key.
    pub partition: &'static str,
    /// The sort key.
    pub sort: &'static str,
}

/// Partition key and sort key as text, to compare keys.
pub(crate) type Key = (String, String);

impl KeyNames {
    /// The names, the partition key's first.
    pub(crate) fn both(self) -> [&'static str; 2] {
        [self.partition, self.sort]
    }

    /// Whether an attribute is part of the key.
    pub(crate) fn contains(self, name: &str) -> bool {
        self.both().contains(&name)
    }

    /// Returns the key of an item, as a request takes it.
    pub(crate) fn of(self, item: &Item) -> Item {
        self.both().iter().filter_map(|name| Some(((*name).to_owned(), item.get(*name)?.clone()))).collect()
    }

    /// Returns the key of an item as text. A name that the item lacks has an empty text.
    pub(crate) fn text_of(self, item: &Item) -> Key {
        (owned(item, self.partition), owned(item, self.sort))
    }

    /// The condition that no item has the key.
    pub(crate) fn not_exists(self) -> String {
        format!("attribute_not_exists({})", self.partition)
    }

    /// The condition that an item has the key.
    pub(crate) fn exists(self) -> String {
        format!("attribute_exists({})", self.partition)
    }
}

/// Returns a string attribute; `None` if the item has none.
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
