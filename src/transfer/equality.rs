//! Equality of items, as DynamoDB defines it.

use super::number::Number;
use crate::ddb::item::Item;
use aws_sdk_dynamodb::types::AttributeValue;
use std::collections::HashSet;

/// Returns whether two items are equal to DynamoDB: sets have no order, and numbers have several notations.
pub(super) fn is_same(a: &Item, b: &Item) -> bool {
    a.len() == b.len() && a.iter().all(|(name, value)| b.get(name).is_some_and(|other| is_same_value(value, other)))
}

fn is_same_value(a: &AttributeValue, b: &AttributeValue) -> bool {
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
        (AttributeValue::L(a), AttributeValue::L(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same_value(a, b))
        }
        (AttributeValue::M(a), AttributeValue::M(b)) => is_same(a, b),
        (a, b) => a == b,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
