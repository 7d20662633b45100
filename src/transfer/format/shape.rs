//! What a file holds, recognized by its beginning, before anything is imported.
//! Source: DynamoDB developer guide, "DynamoDB table export output format"; AWS CLI reference, `dynamodb scan` and
//! `dynamodb batch-write-item`; NoSQL Workbench, "Exporting a data model".

use super::json_reader::JsonReader;
use super::values::Top;
use crate::ddb::item::KeyNames;
use crate::error::Shape;
use serde::de::IgnoredAny;

/// Checks that a file begins as text in UTF-8.
///
/// # Errors
/// What the file holds instead.
pub(super) fn check_encoding(head: &[u8]) -> Result<(), Shape> {
    const MAGIC: [(&[u8], Shape); 9] = [
        (b"\x1f\x8b", Shape::Gzip),
        (b"\x28\xb5\x2f\xfd", Shape::Zstd),
        (b"\xff\xfe", Shape::Utf16),
        (b"\xfe\xff", Shape::Utf16),
        (b"\0\0\xfe\xff", Shape::Utf16),
        (b"\xe0\x01\x00\xea", Shape::Ion),
        (b"$ion_1_0", Shape::Ion),
        (b"PK\x03\x04", Shape::Binary),
        (b"PAR1", Shape::Binary),
    ];
    if let Some((_, shape)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Err(*shape);
    }
    match head.iter().position(|byte| *byte == 0) {
        None => Ok(()),
        Some(0 | 1) => Err(Shape::Utf16),
        Some(_) => Err(Shape::Binary),
    }
}

/// Returns whether text begins a JSON object or array. The header of a CSV does not.
pub(super) fn begins_as_json(head: &[u8]) -> bool {
    matches!(head.trim_ascii_start(), [b'{' | b'[', ..])
}

/// The layout of a JSON file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// JSON lines: a value on each line.
    Lines,
    /// Values one after the other, with line breaks anywhere.
    Values(Top),
}

/// What the first line of a JSON file says about its layout.
pub(super) enum FirstLine {
    Known(Layout),
    /// The line is the beginning of a value, so the layout depends on what follows.
    Cut,
}

/// Reads the first line that is not empty.
///
/// # Errors
/// What the file holds, if it is not imported.
pub(super) fn first_line(line: &[u8], key: KeyNames) -> Result<FirstLine, Shape> {
    match line.trim_ascii_start().first() {
        Some(b'[') => return Ok(FirstLine::Known(Layout::Values(Top::Items))),
        Some(b'{') => {}
        _ => return Err(Shape::NotJson),
    }
    let mut values = serde_json::Deserializer::from_slice(line).into_iter::<IgnoredAny>();
    match values.next() {
        Some(Ok(_)) => {}
        Some(Err(error)) if error.is_eof() => return Ok(FirstLine::Cut),
        // The line is refused as a record.
        _ => return Ok(FirstLine::Known(Layout::Lines)),
    }
    let rest = line.get(values.byte_offset()..).unwrap_or_default().trim_ascii_start();
    let layout = match (rest.first(), top(line, key)?) {
        (Some(b','), _) => return Err(Shape::Commas),
        (None, Top::Items) => Layout::Lines,
        (Some(b'{') | None, top) => Layout::Values(top),
        _ => Layout::Lines,
    };
    Ok(FirstLine::Known(layout))
}

/// Returns what the first object is, by the members in `head`. An object with a key of the table is an item.
///
/// # Errors
/// What the file holds, if it is not imported.
pub(super) fn top(head: &[u8], key: KeyNames) -> Result<Top, Shape> {
    let mut found = Ok(Top::Items);
    let mut members = JsonReader::new(head, 1);
    members.begin_object();
    while let Some((name, value)) = members.next_member() {
        let seen = match (name.as_str(), value.first()) {
            (name, _) if key.contains(name) => return Ok(Top::Items),
            ("Items", Some(b'[')) | ("RequestItems" | "UnprocessedItems", Some(b'{')) => Ok(Top::Page),
            ("dataFileS3Key" | "manifestFilesS3Key", _) => Err(Shape::Manifest),
            ("Table" | "TableDescription", Some(b'{')) | ("KeySchema" | "AttributeDefinitions", Some(b'[')) => {
                Err(Shape::Description)
            }
            ("DataModel", Some(b'[')) => Err(Shape::DataModel),
            (_, Some(b'[')) if is_request(value) => Ok(Top::Tables),
            _ => Ok(Top::Items),
        };
        if found == Ok(Top::Items) {
            found = seen;
        }
    }
    found
}

/// Returns whether an array begins with a request of BatchWriteItem.
fn is_request(array: &[u8]) -> bool {
    let mut members = JsonReader::new(array.get(1..).unwrap_or_default(), 1);
    members.begin_object();
    members.next_member().is_some_and(|(name, _)| ["PutRequest", "DeleteRequest"].contains(&name.as_str()))
}
