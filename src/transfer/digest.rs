//! Digests of items. Items that are equal to DynamoDB have the same digest, whatever file or table they come from.

use super::number::canonical_number;
use crate::ddb::item::{Item, KeyNames};
use aws_sdk_dynamodb::types::AttributeValue;
use sha2::{Digest as _, Sha256};

/// The first 128 bits of a SHA-256. They distinguish more items than a table can have.
pub(super) type Digest = [u8; 16];

/// Returns the digest of an item's key.
pub(super) fn of_key(item: &Item, key: KeyNames) -> Digest {
    let mut digest = Canonical::default();
    for name in key.both() {
        if let Some(value) = item.get(name) {
            digest.value(value);
        }
    }
    digest.end()
}

/// Returns the digest of a whole item.
pub(super) fn of_item(item: &Item) -> Digest {
    let mut digest = Canonical::default();
    digest.members(item);
    digest.end()
}

/// Returns the digest of the value of an attribute.
pub(super) fn of_value(value: &AttributeValue) -> Digest {
    let mut digest = Canonical::default();
    digest.value(value);
    digest.end()
}

/// The digest of a sequence of records. A checkpoint has the digest of the records that are done.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Records([u8; 32]);

impl Records {
    /// Adds a record: its item, or why it was refused.
    pub(super) fn add(&mut self, record: Result<&Item, &str>) {
        let mut digest = Canonical::default();
        digest.0.update(self.0);
        match record {
            Ok(item) => digest.members(item),
            Err(why) => digest.bytes(b"refused", why.as_bytes()),
        }
        self.0 = digest.0.finalize().into();
    }

    /// Returns the digest as text.
    pub(super) fn text(&self) -> String {
        hex(&self.0)
    }
}

/// Returns bytes as hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A SHA-256 of values in canonical form: sets and attributes are sorted, and equal numbers have one notation. Each value is hashed
/// with its type and its length, so that different values never have the same bytes.
#[derive(Default)]
struct Canonical(Sha256);

impl Canonical {
    fn end(self) -> Digest {
        let whole: [u8; 32] = self.0.finalize().into();
        let mut digest = Digest::default();
        digest.copy_from_slice(&whole[..16]);
        digest
    }

    fn bytes(&mut self, kind: &[u8], bytes: &[u8]) {
        self.length(kind, bytes.len());
        self.0.update(bytes);
    }

    fn length(&mut self, kind: &[u8], length: usize) {
        self.0.update(kind);
        self.0.update((length as u64).to_le_bytes());
    }

    fn members(&mut self, members: &Item) {
        let mut members: Vec<_> = members.iter().collect();
        members.sort_unstable_by_key(|(name, _)| *name);
        self.length(b"M", members.len());
        for (name, value) in members {
            self.bytes(b"name", name.as_bytes());
            self.value(value);
        }
    }

    fn set<T: AsRef<[u8]> + Ord>(&mut self, kind: &[u8], mut values: Vec<T>) {
        values.sort_unstable();
        self.length(kind, values.len());
        values.iter().for_each(|value| self.bytes(b"value", value.as_ref()));
    }

    fn value(&mut self, value: &AttributeValue) {
        match value {
            AttributeValue::S(text) => self.bytes(b"S", text.as_bytes()),
            AttributeValue::N(number) => self.bytes(b"N", canonical_number(number).as_bytes()),
            AttributeValue::B(blob) => self.bytes(b"B", blob.as_ref()),
            AttributeValue::Bool(truth) => self.bytes(b"BOOL", &[u8::from(*truth)]),
            AttributeValue::Ss(texts) => self.set(b"SS", texts.iter().map(String::as_str).collect()),
            AttributeValue::Ns(numbers) => self.set(b"NS", numbers.iter().map(|text| canonical_number(text)).collect()),
            AttributeValue::Bs(blobs) => self.set(b"BS", blobs.iter().map(AsRef::<[u8]>::as_ref).collect()),
            AttributeValue::L(values) => {
                self.length(b"L", values.len());
                values.iter().for_each(|value| self.value(value));
            }
            AttributeValue::M(members) => self.members(members),
            _ => self.bytes(b"NULL", &[]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(value: AttributeValue) -> Item {
        Item::from([("a".to_owned(), value)])
    }

    fn number(text: &str) -> AttributeValue {
        AttributeValue::N(text.to_owned())
    }

    fn list(texts: &[&str]) -> AttributeValue {
        AttributeValue::L(texts.iter().map(|text| AttributeValue::S((*text).to_owned())).collect())
    }

    #[test]
    fn the_same_items_have_one_digest() {
        assert_eq!(of_item(&item(number("1.50"))), of_item(&item(number("15e-1"))));
        assert_eq!(of_item(&item(number("0.00"))), of_item(&item(number("-0"))));
        let set = |numbers: [&str; 2]| item(AttributeValue::Ns(numbers.map(str::to_owned).to_vec()));
        assert_eq!(of_item(&set(["1", "2.0"])), of_item(&set(["2", "1"])));
    }

    #[test]
    fn different_items_have_different_digests() {
        let all = [
            number("1"),
            number("-1"),
            number("10"),
            AttributeValue::S("1".to_owned()),
            AttributeValue::Bool(true),
            AttributeValue::Null(true),
            AttributeValue::Ss(vec!["1".to_owned()]),
            AttributeValue::Ns(vec!["1".to_owned()]),
            list(&["ab", "c"]),
            list(&["a", "bc"]),
            AttributeValue::M(Item::new()),
        ];
        let digests: std::collections::HashSet<_> = all.iter().map(of_value).collect();
        assert_eq!(digests.len(), all.len());
    }

    #[test]
    fn records_are_told_apart_by_their_order() {
        let digest = |texts: &[&str]| {
            let mut records = Records::default();
            texts.iter().for_each(|text| records.add(Ok(&item(AttributeValue::S((*text).to_owned())))));
            records.text()
        };
        assert_eq!(digest(&["a", "b"]), digest(&["a", "b"]));
        assert_ne!(digest(&["a", "b"]), digest(&["b", "a"]));
        assert_ne!(digest(&["a"]), digest(&["a", "a"]));
        assert_eq!(digest(&[]).len(), 64);
    }
}
