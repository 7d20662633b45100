//! Items as plain JSON, and as DynamoDB JSON, which keeps every type.
//! Source: DynamoDB API reference, AttributeValue.

use super::item::Item;
use super::object::Unique;
use crate::error::{Error, Result};
use aws_sdk_dynamodb::types::AttributeValue;
use aws_smithy_types::{Blob, base64};
use serde::ser::{Error as _, SerializeMap};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use serde_json::{Map, Number, Value, json};

/// The names of DynamoDB's types. An object with one member that has such a name is a value of that type.
pub(crate) const TYPES: [&str; 10] = ["S", "N", "BOOL", "NULL", "B", "SS", "NS", "BS", "L", "M"];

/// The attributes that come first, in this order. The others follow by name.
pub(crate) type AttributeOrder<'a> = &'a [&'a str];

/// Returns the attributes of an item as plain JSON, those of `order` first. A number is a number if JSON holds it exactly, or else
/// text. Binary is base64, and a set is an array.
pub fn plain_json(item: Item, order: &[&str]) -> Vec<(String, Value)> {
    in_order(item, order).into_iter().map(|(name, value)| (name, plain(value, order))).collect()
}

/// Returns the attributes of an item as DynamoDB JSON (`"handle": {"S": "..."}`), which loses nothing, those of `order` first.
pub fn raw_json(item: &Item, order: &[&str]) -> Vec<(String, Value)> {
    // A map with text as its keys can always be serialized.
    let raw = |value| serde_json::to_value(Raw(value, order)).unwrap_or_default();
    in_order(item, order).into_iter().map(|(name, value)| (name.to_owned(), raw(value))).collect()
}

/// Reads an item from DynamoDB JSON, as [`raw_json`] returns it.
///
/// # Errors
/// [`Error::Invalid`] for a value without a type, or that is not a value of its type.
pub(crate) fn item_of(object: &Map<String, Value>) -> Result<Item> {
    let read = |(name, value): (&String, &Value)| {
        let value = typed(value).unwrap_or_else(|| {
            Err(Error::Invalid { what: format!("{value} of {name}"), why: "it has no DynamoDB type".to_owned() })
        })?;
        Ok((name.clone(), value))
    };
    object.iter().map(read).collect()
}

/// Parses a value of an expression: DynamoDB JSON, any other JSON, or else text.
///
/// # Errors
/// [`Error::Invalid`] for DynamoDB JSON whose value is not one of its type, and for an object that has a name twice.
pub fn expression_value(text: &str) -> Result<AttributeValue> {
    match serde_json::from_str::<Unique>(text) {
        // The text of the number is kept: a number of JSON would keep 17 of up to 38 digits.
        Ok(Unique(Value::Number(_))) => Ok(AttributeValue::N(text.trim().to_owned())),
        Ok(Unique(value)) => typed(&value).unwrap_or_else(|| Ok(untyped(value))),
        Err(error) if error.is_data() => {
            Err(Error::Invalid { what: format!("the value {text}"), why: error.to_string() })
        }
        Err(_) => Ok(AttributeValue::S(text.to_owned())),
    }
}

/// Returns the attributes of an item, owned or borrowed, those of `order` first.
pub(crate) fn in_order<N: AsRef<str>, V>(
    item: impl IntoIterator<Item = (N, V)>,
    order: AttributeOrder<'_>,
) -> Vec<(N, V)> {
    let rank = |name: &str| order.iter().position(|first| *first == name).unwrap_or(order.len());
    let mut attributes: Vec<(N, V)> = item.into_iter().collect();
    attributes.sort_unstable_by(|(a, _), (b, _)| {
        let (a, b) = (a.as_ref(), b.as_ref());
        (rank(a), a).cmp(&(rank(b), b))
    });
    attributes
}

fn plain(value: AttributeValue, order: AttributeOrder<'_>) -> Value {
    match value {
        AttributeValue::S(text) => Value::String(text),
        AttributeValue::N(number) => plain_number(number),
        AttributeValue::Bool(truth) => Value::Bool(truth),
        AttributeValue::B(blob) => Value::String(base64::encode(blob)),
        AttributeValue::Ss(texts) => texts.into(),
        AttributeValue::Ns(numbers) => numbers.into_iter().map(plain_number).collect(),
        AttributeValue::Bs(blobs) => blobs.iter().map(base64::encode).collect(),
        AttributeValue::L(values) => values.into_iter().map(|value| plain(value, order)).collect(),
        AttributeValue::M(values) => Value::from_iter(plain_json(values, order)),
        _ => Value::Null,
    }
}

/// Returns a number as JSON with the same digits; `None` if it is not a number of JSON.
pub(crate) fn json_number(number: &str) -> Option<&str> {
    let number = serde_json::from_str::<&RawValue>(number).ok()?.get();
    number.starts_with(|first: char| first == '-' || first.is_ascii_digit()).then_some(number)
}

/// Returns a number if the readers of JSON keep it exactly, or else text.
pub(crate) fn plain_number(number: String) -> Value {
    if let Ok(whole) = number.parse::<i64>() {
        return json!(whole);
    }
    match number.parse::<f64>().ok().and_then(Number::from_f64) {
        Some(float) if float.to_string() == number => Value::Number(float),
        _ => Value::String(number),
    }
}

/// The attributes of an item as DynamoDB JSON, in this order.
pub(crate) struct RawMembers<'a>(pub(crate) &'a Item, pub(crate) AttributeOrder<'a>);

impl Serialize for RawMembers<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(in_order(self.0, self.1).into_iter().map(|(name, value)| (name, Raw(value, self.1))))
    }
}

/// A value as DynamoDB JSON. The members of a map are in this order. A value of a type that the SDK does not know is an error: as any
/// other type it would be lost.
pub(crate) struct Raw<'a>(pub(crate) &'a AttributeValue, pub(crate) AttributeOrder<'a>);

impl Serialize for Raw<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            AttributeValue::S(text) => written_as(to, "S", text),
            AttributeValue::N(number) => written_as(to, "N", number),
            AttributeValue::Bool(truth) => written_as(to, "BOOL", truth),
            AttributeValue::L(values) => {
                written_as(to, "L", &values.iter().map(|value| Raw(value, self.1)).collect::<Vec<_>>())
            }
            AttributeValue::M(values) => written_as(to, "M", &RawMembers(values, self.1)),
            AttributeValue::B(blob) => written_as(to, "B", &base64::encode(blob)),
            AttributeValue::Ss(texts) => written_as(to, "SS", texts),
            AttributeValue::Ns(numbers) => written_as(to, "NS", numbers),
            AttributeValue::Bs(blobs) => written_as(to, "BS", &blobs.iter().map(base64::encode).collect::<Vec<_>>()),
            AttributeValue::Null(truth) => written_as(to, "NULL", truth),
            _ => Err(S::Error::custom("a value has a type that the SDK does not know")),
        }
    }
}

/// Writes a value with the name of its DynamoDB type.
pub(crate) fn written_as<S: Serializer>(
    to: S,
    kind: &str,
    value: &(impl Serialize + ?Sized),
) -> Result<S::Ok, S::Error> {
    let mut object = to.serialize_map(Some(1))?;
    object.serialize_entry(kind, value)?;
    object.end()
}

/// Returns the value of an object whose only member is named as a DynamoDB type; `None` for any other JSON.
fn typed(value: &Value) -> Option<Result<AttributeValue>> {
    let object = value.as_object().filter(|object| object.len() == 1)?;
    let (kind, value) = object.iter().next()?;
    let read: Option<AttributeValue> = match kind.as_str() {
        "S" => value.as_str().map(|text| AttributeValue::S(text.to_owned())),
        "N" => value.as_str().map(|number| AttributeValue::N(number.to_owned())),
        "BOOL" => value.as_bool().map(AttributeValue::Bool),
        "NULL" => value.as_bool().map(AttributeValue::Null),
        "B" => value.as_str().and_then(blob).map(AttributeValue::B),
        "SS" => texts(value).map(AttributeValue::Ss),
        "NS" => texts(value).map(AttributeValue::Ns),
        "BS" => texts(value).and_then(|texts| texts.iter().map(|text| blob(text)).collect()).map(AttributeValue::Bs),
        "L" => value.as_array().and_then(|values| values.iter().map(typed_within).collect()).map(AttributeValue::L),
        "M" => value
            .as_object()
            .and_then(|values| values.iter().map(|(name, value)| Some((name.clone(), typed_within(value)?))).collect())
            .map(AttributeValue::M),
        _ => return None,
    };
    Some(read.ok_or_else(|| Error::Invalid {
        what: format!("{value} is not a value of the DynamoDB type {kind}"),
        why: "see AttributeValue in the DynamoDB API reference".to_owned(),
    }))
}

fn typed_within(value: &Value) -> Option<AttributeValue> {
    typed(value)?.ok()
}

fn texts(value: &Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|text| text.as_str().map(str::to_owned)).collect()
}

fn blob(text: &str) -> Option<Blob> {
    base64::decode(text).ok().map(Blob::new)
}

fn untyped(value: Value) -> AttributeValue {
    match value {
        Value::Null => AttributeValue::Null(true),
        Value::Bool(truth) => AttributeValue::Bool(truth),
        Value::Number(number) => AttributeValue::N(number.to_string()),
        Value::String(text) => AttributeValue::S(text),
        Value::Array(values) => AttributeValue::L(values.into_iter().map(untyped).collect()),
        Value::Object(values) => {
            AttributeValue::M(values.into_iter().map(|(name, value)| (name, untyped(value))).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every_type() -> Value {
        json!({ "M": {
            "b": { "B": "AP8=" },
            "bool": { "BOOL": false },
            "bs": { "BS": ["AA==", "AQ=="] },
            "l": { "L": [{ "S": "" }, { "NULL": true }] },
            "n": { "N": "12345678901234567890123456789012345678" },
            "ns": { "NS": ["1", "2.50"] },
            "ss": { "SS": ["a", "b"] },
        }})
    }

    #[test]
    fn dynamodb_json_keeps_every_type() {
        let value = expression_value(&every_type().to_string()).unwrap();
        assert_eq!(serde_json::to_value(Raw(&value, &[])).unwrap(), every_type());
    }

    #[test]
    fn plain_json_never_rounds_a_number() {
        let plain_of = |number: &str| plain(AttributeValue::N(number.to_owned()), &[]).to_string();
        assert_eq!(plain_of("42"), "42");
        assert_eq!(plain_of("-0.5"), "-0.5");
        assert_eq!(plain_of("2.50"), "\"2.50\"");
        assert_eq!(plain_of("12345678901234567890"), "\"12345678901234567890\"");
    }

    #[test]
    fn a_value_is_what_it_looks_like() {
        assert_eq!(expression_value("bayko").unwrap(), AttributeValue::S("bayko".to_owned()));
        assert_eq!(expression_value("7").unwrap(), AttributeValue::N("7".to_owned()));
        let long = "12345678901234567890123456789012345678";
        assert_eq!(expression_value(long).unwrap(), AttributeValue::N(long.to_owned()));
        assert_eq!(expression_value("\"7\"").unwrap(), AttributeValue::S("7".to_owned()));
        assert_eq!(expression_value("true").unwrap(), AttributeValue::Bool(true));
        assert!(expression_value(r#"{"N": 7}"#).is_err());
    }
}
