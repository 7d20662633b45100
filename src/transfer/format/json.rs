//! An item as a line of JSON.
//!
//! A line is DynamoDB JSON if each of its values is an object with one member that is named as a type. Otherwise it is plain JSON.
//! A plain line that contains such an object is refused, because the object could be a value or a map, unless the caller says that
//! all JSON is plain. An item is written as DynamoDB JSON if it would contain such an object as plain JSON, or if plain JSON has no
//! form for one of its values.

use super::check::MAX_DEPTH;
use super::usual;
use crate::ddb::item::Item;
use crate::ddb::json::{AttributeOrder, Raw, RawMembers, TYPES, in_order, json_number, written_as};
use aws_sdk_dynamodb::types::AttributeValue;
use aws_smithy_types::{Blob, base64};
use serde::de::{Error as _, MapAccess, Visitor};
use serde::ser::SerializeSeq;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;
use std::collections::HashMap;
use std::fmt::Formatter;
use std::io::Write;

/// The names of the members that contain an item: in the service's own exports, in the requests of BatchWriteItem, and in
/// incremental exports.
const ITEM: &str = "Item";
const PUT: &str = "PutRequest";
const DELETE: &str = "DeleteRequest";
const NEW_IMAGE: &str = "NewImage";
const INCREMENTAL: [&str; 4] = ["Metadata", "Keys", NEW_IMAGE, "OldImage"];

/// The limit of the values in an item: an item has at most 400 KB, and a value has at least one byte.
const MAX_VALUES: usize = 400 << 10;

/// The limit of the members of an object. Their names differ, so a member takes more than three bytes on average.
const MAX_MEMBERS: usize = MAX_VALUES / 3;

/// How the reason ends for an object that is a value in DynamoDB JSON and a map in plain JSON.
pub(in crate::transfer) const AMBIGUOUS: &str = "the other attributes do not tell which";

/// Writes a line: plain JSON, or DynamoDB JSON if plain JSON would lose a type.
pub(super) fn write_plain(item: &Item, order: AttributeOrder<'_>, out: &mut impl Write) -> std::io::Result<()> {
    serde_json::to_writer(&mut *out, &Text(item, order))?;
    out.write_all(b"\n")
}

/// Writes a line of DynamoDB JSON, as the service exports it.
pub(super) fn write_raw(item: &Item, order: AttributeOrder<'_>, out: &mut impl Write) -> std::io::Result<()> {
    serde_json::to_writer(&mut *out, &HashMap::from([(ITEM, RawMembers(item, order))]))?;
    out.write_all(b"\n")
}

/// Returns attributes as JSON, which [`attributes`] reads.
pub(super) fn text(attributes: &Item, order: AttributeOrder<'_>) -> String {
    // Serializing an object whose names are strings cannot fail.
    serde_json::to_string(&Text(attributes, order)).unwrap_or_default()
}

/// The attributes of an item as plain JSON, or as DynamoDB JSON if plain JSON would lose a type.
struct Text<'a>(&'a Item, AttributeOrder<'a>);

impl Serialize for Text<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if self.0.values().all(is_plain) {
            Members(self.0, self.1).serialize(to)
        } else {
            RawMembers(self.0, self.1).serialize(to)
        }
    }
}

/// Returns whether plain JSON has a form for a value, and only this value has that form.
fn is_plain(value: &AttributeValue) -> bool {
    match value {
        AttributeValue::S(_) | AttributeValue::Bool(_) | AttributeValue::Null(_) => true,
        AttributeValue::N(number) => json_number(number).is_some(),
        AttributeValue::L(values) => values.iter().all(is_plain),
        AttributeValue::M(values) => !is_of_a_type(values.len(), values.keys()) && values.values().all(is_plain),
        _ => false,
    }
}

/// Returns whether an object has one member, which is named as a type.
fn is_of_a_type(members: usize, names: impl IntoIterator<Item = impl AsRef<str>>) -> bool {
    members == 1 && names.into_iter().all(|name| TYPES.contains(&name.as_ref()))
}

/// The attributes of an item as plain JSON, in order.
struct Members<'a>(&'a Item, AttributeOrder<'a>);

impl Serialize for Members<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(in_order(self.0, self.1).into_iter().map(|(name, value)| (name, Plain(value, self.1))))
    }
}

/// A value as plain JSON.
struct Plain<'a>(&'a AttributeValue, AttributeOrder<'a>);

impl Serialize for Plain<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            AttributeValue::S(text) => to.serialize_str(text),
            AttributeValue::N(number) => match serde_json::from_str::<&RawValue>(number) {
                Ok(number) => number.serialize(to),
                Err(_) => written_as(to, "N", number),
            },
            AttributeValue::Bool(truth) => to.serialize_bool(*truth),
            AttributeValue::L(values) => {
                let mut list = to.serialize_seq(Some(values.len()))?;
                values.iter().try_for_each(|value| list.serialize_element(&Plain(value, self.1)))?;
                list.end()
            }
            AttributeValue::M(values) => Members(values, self.1).serialize(to),
            AttributeValue::Null(_) => to.serialize_unit(),
            value => Raw(value, self.1).serialize(to),
        }
    }
}

/// An object whose values are unparsed text, so that a number keeps its digits. [`object`] refuses a name that occurs twice.
struct Object<'a>(Vec<(String, &'a RawValue)>);

impl<'a> Object<'a> {
    /// Returns the text of a member.
    fn get(&self, name: &str) -> Option<&'a str> {
        self.0.iter().find(|(have, _)| have == name).map(|(_, text)| text.get())
    }

    /// Returns the type and the text of the value, if the object is a value of DynamoDB JSON.
    fn of_a_type(&self) -> Option<(&str, &'a str)> {
        match self.0.as_slice() {
            [(kind, text)] if TYPES.contains(&kind.as_str()) => Some((kind, text.get())),
            _ => None,
        }
    }
}

impl<'de> Deserialize<'de> for Object<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Members;
        impl<'de> Visitor<'de> for Members {
            type Value = Object<'de>;

            fn expecting(&self, to: &mut Formatter<'_>) -> std::fmt::Result {
                to.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members: Vec<(String, &'de RawValue)> = Vec::new();
                while let Some(member) = map.next_entry()? {
                    if members.len() == MAX_MEMBERS {
                        return Err(A::Error::custom(format_args!("an object has more than {MAX_MEMBERS} members")));
                    }
                    members.push(member);
                }
                Ok(Object(members))
            }
        }
        from.deserialize_map(Members)
    }
}

/// Reads attributes from an object.
///
/// # Errors
/// What is wrong with the object.
pub(super) fn attributes(text: &[u8], is_plain: bool) -> Result<Item, String> {
    check_values(text)?;
    item(object(text)?, is_plain)
}

/// The memory that a value takes beside its text, in bytes: the value itself, and the allocation of a short text.
const VALUE_MEMORY: usize = size_of::<AttributeValue>() + 32;

/// Returns the memory that the item of a record takes in bytes, roughly.
pub(super) fn memory(text: &[u8]) -> usize {
    text.len() + commas(text) * VALUE_MEMORY
}

/// Counts commas. There are as many values as commas, roughly.
fn commas(text: &[u8]) -> usize {
    text.iter().filter(|byte| **byte == b',').count()
}

/// Refuses text with more values than an item can have, because parsing it would take many times its memory. A comma within a string
/// is a byte of the item, so it counts too.
fn check_values(text: &[u8]) -> Result<(), String> {
    if commas(text) > MAX_VALUES { Err(format!("it has more than {MAX_VALUES} values")) } else { Ok(()) }
}

/// Reads an item from JSON, also from an object that contains the item.
///
/// # Errors
/// What is wrong with the text.
pub(super) fn read(text: &[u8], is_plain: bool) -> Result<Item, String> {
    let usual = if is_plain { None } else { usual::item(text) };
    usual.map_or_else(|| read_any(text, is_plain), Ok)
}

/// As [`read`], for a line of any form.
pub(super) fn read_any(text: &[u8], is_plain: bool) -> Result<Item, String> {
    let object = object(text)?;
    match contained_item(&object)? {
        Some(text) => attributes(text.as_bytes(), is_plain),
        None => {
            check_values(text)?;
            item(object, is_plain)
        }
    }
}

/// Returns the text of the item that an object contains; `None` if the object is the item.
///
/// # Errors
/// Why the object has no item to write.
fn contained_item<'a>(outer: &Object<'a>) -> Result<Option<&'a str>, String> {
    match outer.0.as_slice() {
        [(name, text)] if name == ITEM => Ok(Some(text.get())),
        [(name, text)] if name == PUT => match object(text.get().as_bytes())?.0.as_slice() {
            [(name, text)] if name == ITEM => Ok(Some(text.get())),
            _ => Err(format!("a {PUT} has an {ITEM} and nothing else")),
        },
        [(name, _)] if name == DELETE => Err(format!("it is a {DELETE}, and an import deletes nothing")),
        members
            if members.iter().all(|(name, _)| INCREMENTAL.contains(&name.as_str())) && outer.get("Keys").is_some() =>
        {
            let why = format!("it is the deletion of an item ({NEW_IMAGE} is missing), and an import deletes nothing");
            outer.get(NEW_IMAGE).map(Some).ok_or(why)
        }
        _ => Ok(None),
    }
}

/// Parses JSON. An error on the first line of the text does not name the line, because the caller names the line of the record.
fn parse<'a, T: Deserialize<'a>>(text: &'a [u8]) -> Result<T, String> {
    serde_json::from_slice(text).map_err(|error| error.to_string().replace("line 1 column", "column"))
}

/// Reads an object, whose names must differ.
fn object(text: &[u8]) -> Result<Object<'_>, String> {
    let object: Object<'_> = parse(text)?;
    let mut names: Vec<&str> = object.0.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    match names.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(format!("the name {:?} occurs twice", pair[0])),
        None => Ok(object),
    }
}

/// A value of an object, whose members or text are not parsed yet.
enum Value<'a> {
    Object(Object<'a>),
    Other(&'a str),
}

impl<'a> Value<'a> {
    fn of(text: &'a str) -> Result<Self, String> {
        Ok(if text.starts_with('{') { Self::Object(object(text.as_bytes())?) } else { Self::Other(text) })
    }

    fn of_a_type(&self) -> Option<(&str, &'a str)> {
        match self {
            Self::Object(object) => object.of_a_type(),
            Self::Other(_) => None,
        }
    }
}

/// Reads an item from its members.
fn item(object: Object<'_>, is_all_plain: bool) -> Result<Item, String> {
    let about = |name: &str, why: String| format!("{name:?}: {why}");
    let mut members: Vec<(String, Value<'_>)> = Vec::with_capacity(object.0.len());
    for (name, text) in object.0 {
        let value = Value::of(text.get()).map_err(|why| about(&name, why))?;
        members.push((name, value));
    }
    let is_typed = !is_all_plain && members.iter().all(|(_, value)| value.of_a_type().is_some());
    let value = |(name, value): (String, Value<'_>)| {
        let read = match value.of_a_type() {
            Some((kind, text)) if is_typed => of_type(kind, text, 0),
            _ => plain(&value, is_all_plain, 0),
        };
        read.map_err(|why| about(&name, why)).map(|value| (name, value))
    };
    members.into_iter().map(value).collect()
}

/// Refuses a value that is nested too deep, before it is read, because reading it could overflow the stack.
fn check_depth(depth: usize) -> Result<(), String> {
    if depth > MAX_DEPTH { Err(format!("it is nested deeper than {MAX_DEPTH} levels")) } else { Ok(()) }
}

/// Reads a value of plain JSON.
fn plain(value: &Value<'_>, is_all_plain: bool, depth: usize) -> Result<AttributeValue, String> {
    check_depth(depth)?;
    let within = |text: &RawValue| plain(&Value::of(text.get())?, is_all_plain, depth + 1);
    match value {
        Value::Object(object) => match object.of_a_type() {
            Some((kind, _)) if !is_all_plain => {
                let either = format!("a value of the type {kind} in DynamoDB JSON and a map in plain JSON");
                Err(format!("{{{kind:?}: ...}} is {either}, and {AMBIGUOUS}"))
            }
            _ => {
                let members = object.0.iter().map(|(name, text)| Ok((name.clone(), within(text)?)));
                members.collect::<Result<_, String>>().map(AttributeValue::M)
            }
        },
        Value::Other(text) => match text.as_bytes().first() {
            Some(b'"') => Ok(AttributeValue::S(parse(text.as_bytes())?)),
            Some(b'[') => {
                let values: Vec<&RawValue> = parse(text.as_bytes())?;
                values.into_iter().map(within).collect::<Result<_, _>>().map(AttributeValue::L)
            }
            Some(b't' | b'f') => Ok(AttributeValue::Bool(parse(text.as_bytes())?)),
            Some(b'n') => Ok(AttributeValue::Null(true)),
            _ => Ok(AttributeValue::N((*text).to_owned())),
        },
    }
}

/// Reads a value of DynamoDB JSON.
fn typed(text: &str, depth: usize) -> Result<AttributeValue, String> {
    check_depth(depth)?;
    let value = Value::of(text)?;
    let (kind, text) = value.of_a_type().ok_or_else(|| "it has no DynamoDB type".to_owned())?;
    of_type(kind, text, depth)
}

/// Reads a value of the type `kind`.
fn of_type(kind: &str, text: &str, depth: usize) -> Result<AttributeValue, String> {
    let bytes = text.as_bytes();
    let read = match kind {
        "S" => parse(bytes).map(AttributeValue::S),
        "N" => parse(bytes).map(AttributeValue::N),
        "BOOL" => parse(bytes).map(AttributeValue::Bool),
        "NULL" => match parse(bytes)? {
            true => Ok(AttributeValue::Null(true)),
            false => Err("it can only be true".to_owned()),
        },
        "B" => parse(bytes).and_then(blob).map(AttributeValue::B),
        "SS" => parse(bytes).map(AttributeValue::Ss),
        "NS" => parse(bytes).map(AttributeValue::Ns),
        "BS" => {
            let blobs = parse::<Vec<String>>(bytes).and_then(|texts| texts.into_iter().map(blob).collect());
            blobs.map(AttributeValue::Bs)
        }
        // An error within a list or a map names the type itself.
        "L" => {
            let values = parse::<Vec<&RawValue>>(bytes)?;
            return values
                .into_iter()
                .map(|text| typed(text.get(), depth + 1))
                .collect::<Result<_, _>>()
                .map(AttributeValue::L);
        }
        _ => {
            let members = object(bytes)?.0.into_iter();
            let members = members.map(|(name, text)| Ok((name, typed(text.get(), depth + 1)?)));
            return members.collect::<Result<_, String>>().map(AttributeValue::M);
        }
    };
    read.map_err(|why| format!("not a value of the type {kind}: {why}"))
}

/// Reads a binary value. Base64 that is not in canonical form is refused, because an export would write it differently.
fn blob(text: String) -> Result<Blob, String> {
    let bytes = base64::decode(&text).ok().filter(|bytes| base64::encode(bytes) == text);
    bytes.map(Blob::new).ok_or_else(|| "a binary value is not base64".to_owned())
}
