//! What DynamoDB would refuse of an item, found before it is sent: one bad item makes it refuse a whole batch.
//! Source: DynamoDB developer guide, "Service, account, and table quotas" and "Supported data types".

use crate::ddb::item::{Item, KeyNames};
use aws_sdk_dynamodb::types::AttributeValue;
use std::collections::HashSet;

/// The most bytes of an item, of its keys and of a name, and how deep it may be nested.
const LARGEST: usize = 400 * 1_024;
const KEYS: [usize; 2] = [2_048, 1_024];
const NAME: usize = u16::MAX as usize;

/// How the names begin by which serde_json marks values of its own in a map: a map with such a name is not read back as it was
/// written, here and in the embedded engine.
const RESERVED: &str = "$serde_json::private::";

pub(super) const DEEPEST: usize = 32;

/// The digits of a number, and the exponents of its first one.
const DIGITS: usize = 38;
const EXPONENTS: std::ops::RangeInclusive<i64> = -130..=125;

/// The item, where the table takes it.
///
/// # Errors
/// Why it does not.
pub(super) fn checked(item: Item, key: KeyNames) -> Result<Item, String> {
    for (name, longest) in key.both().into_iter().zip(KEYS) {
        match item.get(name) {
            Some(value) => check_key(name, value, longest)?,
            None => return Err(format!("the key {name} is missing")),
        }
    }
    let size: usize = item.iter().map(|(name, value)| member_size(name, value, 1)).sum::<Result<_, String>>()?;
    if size > LARGEST {
        return Err(format!("the item has {size} bytes, and {LARGEST} are the most"));
    }
    Ok(item)
}

/// Checks a key of the table.
fn check_key(name: &str, value: &AttributeValue, longest: usize) -> Result<(), String> {
    match value {
        AttributeValue::S(key) if key.is_empty() => Err(format!("the key {name} is empty")),
        AttributeValue::S(key) if key.len() > longest => {
            Err(format!("the key {name} has {} bytes, and {longest} are the most", key.len()))
        }
        AttributeValue::S(_) => Ok(()),
        _ => Err(format!("the key {name} is not a string")),
    }
}

/// How many bytes an attribute or a member of a map has.
fn member_size(name: &str, value: &AttributeValue, depth: usize) -> Result<usize, String> {
    match name.len() {
        0 => Err("a name is empty".to_owned()),
        bytes if bytes > NAME => Err(format!("a name has {bytes} bytes, and {NAME} are the most")),
        _ if name.starts_with(RESERVED) => {
            Err(format!("the name {name:?} is reserved by the JSON library of this tool"))
        }
        bytes => Ok(bytes + size(value, depth)?),
    }
}

/// How many bytes a value has.
fn size(value: &AttributeValue, depth: usize) -> Result<usize, String> {
    if depth > DEEPEST {
        return Err(format!("it is nested deeper than {DEEPEST} levels"));
    }
    match value {
        AttributeValue::S(text) => Ok(text.len()),
        AttributeValue::N(number) => number_size(number),
        AttributeValue::B(blob) => Ok(blob.as_ref().len()),
        AttributeValue::Ss(texts) => {
            distinct(texts.iter())?;
            Ok(texts.iter().map(String::len).sum())
        }
        AttributeValue::Ns(numbers) => {
            distinct(numbers.iter().map(|number| Number::parse(number)))?;
            numbers.iter().map(|number| number_size(number)).sum()
        }
        AttributeValue::Bs(blobs) => {
            distinct(blobs.iter().map(AsRef::as_ref))?;
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

fn distinct<T: std::hash::Hash + Eq>(values: impl Iterator<Item = T>) -> Result<(), String> {
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

/// How many bytes a number has: one for each two digits, which begin at even powers of ten, one for the sign and one more.
fn number_size(number: &str) -> Result<usize, String> {
    let bad = |why: &str| Err(format!("the number {number} {why}"));
    match Number::parse(number) {
        None => bad("is not a number"),
        // The embedded engine refuses a zero with an exponent that is out of range; DynamoDB stores it as 0.
        Some(Number { digits, .. }) if digits.is_empty() && !EXPONENTS.contains(&power(number)) => {
            bad("is out of range")
        }
        Some(Number { digits, .. }) if digits.is_empty() => Ok(1),
        Some(Number { digits, .. }) if digits.len() > DIGITS => bad("has more than 38 digits"),
        Some(Number { exponent, .. }) if !EXPONENTS.contains(&exponent) => bad("is out of range"),
        Some(Number { digits, exponent, is_negative }) => {
            let alone = usize::from(exponent.rem_euclid(2) == 0);
            Ok(alone + (digits.len() - alone).div_ceil(2) + usize::from(is_negative) + 1)
        }
    }
}

/// The power of ten that a number is written with.
fn power(number: &str) -> i64 {
    number.split_once(['e', 'E']).and_then(|(_, power)| power.parse().ok()).unwrap_or(0)
}

/// A number in its one form: numbers that are equal are written in several.
#[derive(Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Number {
    is_negative: bool,
    /// From the first digit that is not 0 to the last; none for 0.
    digits: String,
    /// The power of ten of the first digit.
    exponent: i64,
}

impl Number {
    fn parse(text: &str) -> Option<Self> {
        let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
        let (mantissa, power) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, power)) => (mantissa, power.parse::<i64>().ok().filter(|power| power.abs() < 1_000)?),
            None => (unsigned, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = format!("{whole}{fraction}");
        if all.is_empty() || !all.bytes().all(|digit| digit.is_ascii_digit()) {
            return None;
        }
        let significant = all.trim_start_matches('0');
        let digits = significant.trim_end_matches('0').to_owned();
        if digits.is_empty() {
            return Some(Self { is_negative: false, digits, exponent: 0 });
        }
        let exponent = power + whole.len() as i64 - 1 - (all.len() - significant.len()) as i64;
        Some(Self { is_negative: text.starts_with('-'), digits, exponent })
    }
}

/// A number in one of its notations: equal numbers have the same. A text that is no number stays as it is.
pub(in crate::transfer) fn canonical_number(text: &str) -> String {
    Number::parse(text).map_or_else(
        || text.to_owned(),
        |Number { is_negative, digits, exponent }| format!("{}{digits}e{exponent}", if is_negative { "-" } else { "" }),
    )
}

/// Whether two items are the same to DynamoDB: sets have no order, and numbers several forms.
pub(in crate::transfer) fn is_same(a: &Item, b: &Item) -> bool {
    a.len() == b.len() && a.iter().all(|(name, value)| b.get(name).is_some_and(|other| same(value, other)))
}

fn same(a: &AttributeValue, b: &AttributeValue) -> bool {
    let number = |text: &String| Number::parse(text);
    match (a, b) {
        (AttributeValue::N(a), AttributeValue::N(b)) => number(a) == number(b),
        (AttributeValue::Ns(a), AttributeValue::Ns(b)) => {
            a.iter().map(number).collect::<HashSet<_>>() == b.iter().map(number).collect()
        }
        (AttributeValue::Ss(a), AttributeValue::Ss(b)) => a.iter().collect::<HashSet<_>>() == b.iter().collect(),
        (AttributeValue::Bs(a), AttributeValue::Bs(b)) => {
            a.iter().map(AsRef::as_ref).collect::<HashSet<&[u8]>>() == b.iter().map(AsRef::as_ref).collect()
        }
        (AttributeValue::L(a), AttributeValue::L(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (AttributeValue::M(a), AttributeValue::M(b)) => is_same(a, b),
        (a, b) => a == b,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messaging::TABLE_SCHEMA;

    #[test]
    fn a_number_is_what_dynamodb_takes() {
        for number in ["0", "-0.5", "1E+125", "1e-130", "12345678901234567890123456789012345678", "0.00", "1000e-3"] {
            assert!(number_size(number).is_ok(), "{number}");
        }
        for number in
            ["", "-", "one", "1e", "NaN", "1E+126", "1e-131", "123456789012345678901234567890123456789", "1.2.3"]
        {
            assert!(number_size(number).is_err(), "{number}");
        }
    }

    #[test]
    fn a_number_has_as_many_bytes_as_dynamodb_counts() {
        let sizes = ["0", "1", "12", "123", "100", "1e10", "0.001", "1.5", "-1", "-12"].map(number_size);
        assert_eq!(sizes.map(Result::unwrap), [1, 2, 2, 3, 2, 2, 2, 3, 3, 3]);
    }

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
            item("a", s(LARGEST - 7)),
            item("a", nested(31)),
            item(&"n".repeat(NAME), s(1)),
            item("a", map(&"n".repeat(NAME))),
            item("pk", s(2_048)),
            item("sk", s(1_024)),
            item("a", AttributeValue::Ss(vec![String::new()])),
        ];
        for item in taken {
            assert_eq!(checked(item.clone(), TABLE_SCHEMA.key), Ok(item));
        }
        let refused = [
            item("a", s(LARGEST - 6)),
            item("a", nested(32)),
            item(&"n".repeat(NAME + 1), s(1)),
            item("", s(1)),
            item("a", map(&"n".repeat(NAME + 1))),
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

    #[test]
    fn items_are_the_same_where_dynamodb_says_so() {
        let item = |value: AttributeValue| Item::from([("a".to_owned(), value)]);
        let n = |text: &str| AttributeValue::N(text.to_owned());
        let ns = |texts: [&str; 2]| AttributeValue::Ns(texts.map(str::to_owned).to_vec());
        assert!(is_same(&item(n("1.50")), &item(n("15e-1"))));
        assert!(is_same(&item(n("0.00")), &item(n("-0"))));
        assert!(!is_same(&item(n("1.5")), &item(n("-1.5"))));
        assert!(is_same(&item(ns(["1", "2.0"])), &item(ns(["2", "1"]))));
        assert!(!is_same(&item(n("1")), &item(AttributeValue::S("1".to_owned()))));
        assert!(!is_same(&item(n("1")), &Item::new()));
    }
}
