//! Reads the usual lines of JSON in one pass. Any other line is left to [`json`](super::json), which also says what is wrong with it.

use super::check::MAX_DEPTH;
use crate::ddb::item::Item;
use crate::ddb::lines::reader::{Reader, Unknown, is_short};
use aws_sdk_dynamodb::types::AttributeValue;
use std::collections::HashMap;

/// The longest line that is read. It has fewer values than an item may have.
const MAX_LINE: usize = 64 << 10;

/// The members of an object before it is known how many there are.
const MEMBERS: usize = 16;

/// Reads an item; `None` for a line that is not usual.
pub(super) fn item(line: &[u8]) -> Option<Item> {
    read(&mut Reader::new(usual_text(line)?)).ok()
}

/// Returns the text of a line; `None` for a line that is too long to be usual.
pub(super) fn usual_text(line: &[u8]) -> Option<&str> {
    std::str::from_utf8(line).ok().filter(|text| text.len() <= MAX_LINE)
}

fn read(reader: &mut Reader<'_>) -> Result<Item, Unknown> {
    let is_contained = enter_item(reader)?;
    let item = attributes(reader)?;
    leave_item(reader, is_contained)?;
    Ok(item)
}

/// Goes to the bracket of the item. Returns whether an object contains it: `{"Item": {...}}` and nothing else.
pub(super) fn enter_item(reader: &mut Reader<'_>) -> Result<bool, Unknown> {
    let begin = *reader;
    reader.expect(b'{')?;
    let is_contained = reader.string()?.quoted == "\"Item\"" && reader.takes(b':') && reader.is_at(b'{');
    if !is_contained {
        *reader = begin;
    }
    Ok(is_contained)
}

/// Reads what follows the item, up to the end.
pub(super) fn leave_item(reader: &mut Reader<'_>, is_contained: bool) -> Result<(), Unknown> {
    if is_contained {
        reader.expect(b'}')?;
    }
    reader.expect_end()
}

/// Reads attributes that are all DynamoDB JSON, or all plain JSON without objects and arrays.
fn attributes(reader: &mut Reader<'_>) -> Result<Item, Unknown> {
    let mut typed = 0;
    let item = members(reader, |reader| {
        if reader.is_at(b'{') {
            typed += 1;
            typed_value(reader, 0)
        } else {
            plain_value(reader)
        }
    })?;
    if item.is_empty() || (typed > 0 && typed < item.len()) { Err(Unknown) } else { Ok(item) }
}

/// Reads the members of an object, whose names must differ.
fn members<'a>(
    reader: &mut Reader<'a>,
    mut value: impl FnMut(&mut Reader<'a>) -> Result<AttributeValue, Unknown>,
) -> Result<Item, Unknown> {
    let mut read = HashMap::with_capacity(MEMBERS);
    reader.expect(b'{')?;
    let mut has_members = !reader.takes(b'}');
    while has_members {
        let name = reader.string()?.unescaped()?.into_owned();
        reader.expect(b':')?;
        if read.insert(name, value(reader)?).is_some() {
            return Err(Unknown);
        }
        has_members = reader.has_next(b'}')?;
    }
    Ok(read)
}

fn list<'a, T>(
    reader: &mut Reader<'a>,
    mut element: impl FnMut(&mut Reader<'a>) -> Result<T, Unknown>,
) -> Result<Vec<T>, Unknown> {
    let mut read = Vec::new();
    reader.expect(b'[')?;
    let mut has_elements = !reader.takes(b']');
    while has_elements {
        read.push(element(reader)?);
        has_elements = reader.has_next(b']')?;
    }
    Ok(read)
}

fn text(reader: &mut Reader<'_>) -> Result<String, Unknown> {
    Ok(reader.string()?.unescaped()?.into_owned())
}

fn plain_value(reader: &mut Reader<'_>) -> Result<AttributeValue, Unknown> {
    if reader.is_at(b'"') {
        return text(reader).map(AttributeValue::S);
    }
    match reader.literal() {
        "true" => Ok(AttributeValue::Bool(true)),
        "false" => Ok(AttributeValue::Bool(false)),
        "null" => Ok(AttributeValue::Null(true)),
        number if is_short(number) => Ok(AttributeValue::N(number.to_owned())),
        _ => Err(Unknown),
    }
}

fn typed_value(reader: &mut Reader<'_>, depth: usize) -> Result<AttributeValue, Unknown> {
    if depth > MAX_DEPTH {
        return Err(Unknown);
    }
    reader.expect(b'{')?;
    let kind = reader.string()?.quoted;
    reader.expect(b':')?;
    let value = match kind {
        "\"S\"" => AttributeValue::S(text(reader)?),
        "\"N\"" => AttributeValue::N(text(reader)?),
        "\"BOOL\"" => AttributeValue::Bool(reader.boolean()?),
        "\"NULL\"" if reader.boolean()? => AttributeValue::Null(true),
        "\"SS\"" => AttributeValue::Ss(list(reader, text)?),
        "\"NS\"" => AttributeValue::Ns(list(reader, text)?),
        "\"L\"" => AttributeValue::L(list(reader, |reader| typed_value(reader, depth + 1))?),
        "\"M\"" => AttributeValue::M(members(reader, |reader| typed_value(reader, depth + 1))?),
        _ => return Err(Unknown),
    };
    reader.expect(b'}')?;
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transfer::format::json::read_any;
    use proptest::prelude::*;

    #[test]
    fn a_usual_line_is_read() {
        for line in [
            r#"{"pk":"a","sk":"\u00e9\n","n":-12,"t":true,"f":false,"z":null}"#,
            r#"{"pk":{"S":"a"},"sk":{"S":"b"},"n":{"N":"1e5"},"l":{"L":[{"NULL":true},{"M":{"a":{"BOOL":false}}}]},"ss":{"SS":["x"]}}"#,
            "{\"Item\":{\"pk\":{\"S\":\"a\"},\"sk\":{\"NS\":[\"1\"]}}}\n",
            r#" { "Item" : { "pk" : "a" } } "#,
            r#"{"Item":{"S":"a"}}"#,
        ] {
            let item = item(line.as_bytes());
            assert!(item.is_some(), "{line}");
            assert_eq!(item, read_any(line.as_bytes(), false).ok(), "{line}");
        }
    }

    #[test]
    fn any_other_line_is_not() {
        for line in [
            "{}",
            "[]",
            "{\"pk\":1} 2",
            r#"{"Item":{}}"#,
            r#"{"Item":{"S":"a"},"pk":{"S":"a"}}"#,
            r#"{"pk":{"S":"a"},"sk":"b"}"#,
            r#"{"pk":{"S":"a","S":"b"}}"#,
            r#"{"pk":"a","pk":"b"}"#,
            r#"{"pk":{"NULL":false}}"#,
            r#"{"pk":[1]}"#,
            r#"{"pk":01}"#,
            r#"{"pk":1.5}"#,
            r#"{"pk":truey}"#,
            r#"{"PutRequest":{"Item":{"pk":"a"}}}"#,
        ] {
            assert_eq!(item(line.as_bytes()), None, "{line}");
        }
    }

    proptest! {
        #[test]
        fn what_is_read_is_what_the_line_says(
            line in prop::sample::select(&[
                r#"{"pk":"a","sk":"\n","n":12,"t":true,"z":null}"#,
                r#"{"Item":{"pk":{"S":"a"},"sk":{"S":"b"},"n":{"N":"1"},"l":{"L":[{"M":{"a":{"BOOL":true}}}]}}}"#,
            ]),
            changes in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(b"{}[]\",:\\unS1t \x01".as_slice())), 0..4),
        ) {
            let mut line = line.as_bytes().to_vec();
            for (at, byte) in changes {
                let at = at.index(line.len());
                line[at] = byte;
            }
            if let Some(item) = item(&line) {
                prop_assert_eq!(Ok(item), read_any(&line, false), "{}", String::from_utf8_lossy(&line));
            }
        }
    }
}
