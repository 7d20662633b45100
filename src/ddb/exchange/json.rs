//! An item as a line of JSON.

use super::check::DEEPEST;
use crate::ddb::item::Item;
use crate::ddb::json::{Raw, RawMembers, in_order, written_as};
use aws_sdk_dynamodb::types::AttributeValue;
use aws_smithy_types::{Blob, base64};
use serde::ser::SerializeSeq;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::value::RawValue;
use std::collections::HashMap;
use std::io::Write;

/// The names of DynamoDB's types: an object of one member with such a name is a value of that type.
const TYPES: [&str; 10] = ["S", "N", "BOOL", "NULL", "B", "SS", "NS", "BS", "L", "M"];

/// What the service's own exports put around an item.
const ENVELOPE: &str = "Item";

/// Writes a line of plain JSON.
pub(super) fn write_plain(item: &Item, out: &mut impl Write) -> std::io::Result<()> {
    serde_json::to_writer(&mut *out, &Members(item))?;
    out.write_all(b"\n")
}

/// Writes a line of DynamoDB JSON.
pub(super) fn write_raw(item: &Item, out: &mut impl Write) -> std::io::Result<()> {
    serde_json::to_writer(&mut *out, &HashMap::from([(ENVELOPE, RawMembers(item))]))?;
    out.write_all(b"\n")
}

/// The attributes of an item, in their order.
pub(super) struct Members<'a>(pub(super) &'a Item);

impl Serialize for Members<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(in_order(self.0).into_iter().map(|(name, value)| (name, Plain(value))))
    }
}

/// A value as JSON has it, and as DynamoDB JSON where JSON has none like it.
struct Plain<'a>(&'a AttributeValue);

impl Serialize for Plain<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            AttributeValue::S(text) => to.serialize_str(text),
            AttributeValue::N(number) => match RawValue::from_string(number.clone()) {
                Ok(number) => number.serialize(to),
                Err(_) => Raw(self.0).serialize(to),
            },
            AttributeValue::Bool(truth) => to.serialize_bool(*truth),
            value @ (AttributeValue::B(_) | AttributeValue::Ss(_) | AttributeValue::Ns(_) | AttributeValue::Bs(_)) => {
                Raw(value).serialize(to)
            }
            AttributeValue::L(values) => {
                let mut list = to.serialize_seq(Some(values.len()))?;
                values.iter().try_for_each(|value| list.serialize_element(&Plain(value)))?;
                list.end()
            }
            // What would be read as a value of a type has to say that it is none.
            AttributeValue::M(values) if values.len() == 1 && values.keys().all(|name| TYPES.contains(&&**name)) => {
                written_as(to, "M", &Members(values))
            }
            AttributeValue::M(values) => Members(values).serialize(to),
            _ => to.serialize_unit(),
        }
    }
}

/// An object whose values are still text: a number keeps its digits.
type Object<'a> = HashMap<String, &'a RawValue>;

/// Reads attributes from an object.
///
/// # Errors
/// What is wrong with it.
pub(super) fn attributes(text: &[u8]) -> Result<Item, String> {
    members(&parse(text)?, 0)
}

/// Reads an item from a line.
///
/// # Errors
/// What is wrong with the line.
pub(super) fn read(line: &[u8]) -> Result<Item, String> {
    let object: Object<'_> = parse(line)?;
    match object.get(ENVELOPE).filter(|_| object.len() == 1) {
        Some(item) => attributes(item.get().as_bytes()),
        None => members(&object, 0),
    }
}

fn parse<'a, T: Deserialize<'a>>(text: &'a [u8]) -> Result<T, String> {
    serde_json::from_slice(text).map_err(|error| {
        // The line is known, and it is always the first one here.
        error.to_string().replace("line 1 column", "column")
    })
}

fn members(object: &Object<'_>, depth: usize) -> Result<Item, String> {
    object.iter().map(|(name, text)| Ok((name.clone(), value(text.get(), depth)?))).collect()
}

/// A value of either form.
fn value(text: &str, depth: usize) -> Result<AttributeValue, String> {
    // Before anything is read of it: what is nested without end would take the stack.
    if depth > DEEPEST {
        return Err(format!("it is nested deeper than {DEEPEST} levels"));
    }
    match text.as_bytes().first() {
        Some(b'"') => Ok(AttributeValue::S(parse(text.as_bytes())?)),
        Some(b'{') => {
            let object: Object<'_> = parse(text.as_bytes())?;
            match object.iter().next() {
                Some((kind, text)) if object.len() == 1 && TYPES.contains(&kind.as_str()) => {
                    of_type(kind, text.get(), depth)
                }
                _ => members(&object, depth + 1).map(AttributeValue::M),
            }
        }
        Some(b'[') => list(text, depth + 1).map(AttributeValue::L),
        Some(b't' | b'f') => Ok(AttributeValue::Bool(parse(text.as_bytes())?)),
        Some(b'n') => Ok(AttributeValue::Null(true)),
        _ => Ok(AttributeValue::N(text.to_owned())),
    }
}

fn list(text: &str, depth: usize) -> Result<Vec<AttributeValue>, String> {
    let values: Vec<&RawValue> = parse(text.as_bytes())?;
    values.into_iter().map(|text| value(text.get(), depth)).collect()
}

fn of_type(kind: &str, text: &str, depth: usize) -> Result<AttributeValue, String> {
    let bytes = text.as_bytes();
    let blob =
        |text: String| base64::decode(text).map(Blob::new).map_err(|_| "a binary value is not base64".to_owned());
    let read = match kind {
        "S" => parse(bytes).map(AttributeValue::S),
        "N" => parse(bytes).map(AttributeValue::N),
        "BOOL" => parse(bytes).map(AttributeValue::Bool),
        "NULL" => parse::<bool>(bytes).map(|_| AttributeValue::Null(true)),
        "B" => parse(bytes).and_then(blob).map(AttributeValue::B),
        "SS" => parse(bytes).map(AttributeValue::Ss),
        "NS" => parse(bytes).map(AttributeValue::Ns),
        "BS" => {
            let blobs = parse::<Vec<String>>(bytes).and_then(|texts| texts.into_iter().map(blob).collect());
            blobs.map(AttributeValue::Bs)
        }
        "L" => list(text, depth + 1).map(AttributeValue::L),
        _ => parse::<Object<'_>>(bytes).and_then(|object| members(&object, depth + 1)).map(AttributeValue::M),
    };
    read.map_err(|why| format!("no value of the type {kind}: {why}"))
}
