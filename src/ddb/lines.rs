//! A page of a scan as lines of JSON, made from the bytes of the answer in one pass. No item is built.
//!
//! Only answers that are written as DynamoDB writes them are read here. Any other answer, also one that is damaged, is left to the
//! SDK, whose items and errors are the same with lines and without. The lines are those that [`plain_json`](super::plain_json),
//! [`raw_json`](super::raw_json) and the files of [`transfer`](crate::transfer) make of the same items.

mod encoder;
pub(crate) mod reader;
mod response;

pub(super) use response::LineReader;

use super::json::AttributeOrder;
use encoder::Encoder;
use reader::{Reader, Unknown};

/// The form of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineFormat {
    /// Plain JSON, as [`plain_json`](super::plain_json).
    Plain,
    /// DynamoDB JSON, as [`raw_json`](super::raw_json).
    Raw,
    /// Plain JSON, or DynamoDB JSON if plain JSON would lose a type, as a file of JSON lines has it.
    Lossless,
    /// DynamoDB JSON within `{"Item": ...}`, as the service exports it.
    Item,
}

/// Items as lines of JSON.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lines {
    /// The lines. Each ends with a line break, and has no other.
    pub text: Vec<u8>,
    /// The number of lines.
    pub items: usize,
}

impl Lines {
    /// Returns the text of the first lines, at most `items`.
    pub fn first(&self, items: usize) -> &[u8] {
        if items >= self.items {
            return &self.text;
        }
        let end: usize = self.text.split_inclusive(|byte| *byte == b'\n').take(items).map(<[u8]>::len).sum();
        &self.text[..end]
    }
}

/// Splits the body of an answer to Scan into its items, as lines, and the same body without items. Returns `None` for a body that
/// the SDK must read.
pub(crate) fn split(body: &[u8], format: LineFormat, order: AttributeOrder<'_>) -> Option<(Lines, Vec<u8>)> {
    without_items(std::str::from_utf8(body).ok()?, format, order).ok()
}

fn without_items(body: &str, format: LineFormat, order: AttributeOrder<'_>) -> Result<(Lines, Vec<u8>), Unknown> {
    let mut reader = Reader::new(body);
    let (mut lines, mut rest, mut copied) = (None, Vec::new(), 0);
    reader.expect(b'{')?;
    let mut has_members = !reader.takes(b'}');
    while has_members {
        let name = reader.string()?;
        reader.expect(b':')?;
        if name.has_escapes {
            return Err(Unknown);
        }
        if name.quoted == "\"Items\"" {
            rest.extend_from_slice(reader.since(copied));
            let encoder = Encoder::new(reader, format, order);
            let read;
            (read, reader) = encoder.items()?;
            if lines.replace(read).is_some() {
                return Err(Unknown);
            }
            rest.extend_from_slice(b"[]");
            copied = reader.position();
        } else {
            reader.skip_value()?;
        }
        has_members = reader.has_next(b'}')?;
    }
    reader.expect_end()?;
    rest.extend_from_slice(reader.since(copied));
    Ok((lines.unwrap_or_default(), rest))
}

#[cfg(test)]
pub(crate) mod tests;
