//! Reads how a file begins, to find out what it holds.

use super::json_lines::read_line;
use super::shape::{self, FirstLine, Layout};
use super::values::Top;
use super::{FileFormat, MAX_RECORD};
use crate::ddb::item::KeyNames;
use crate::error::Shape;
use std::io::{BufRead, Read, Result};

/// The number of bytes that show what a file holds.
const HEAD: usize = 1 << 16;

/// The byte order mark that a text in UTF-8 may begin with.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// How a file begins.
pub(super) struct Head {
    /// The bytes that were read, without a byte order mark and without empty lines.
    pub(super) text: Vec<u8>,
    /// The line that they begin on, from 1.
    pub(super) line: u64,
    /// The layout of JSON; `None` for a CSV.
    pub(super) layout: std::result::Result<Option<Layout>, Shape>,
}

/// Reads the beginning of a file, and no more of it than needed: the writer of a pipe may send more only later.
///
/// # Errors
/// Those of the source.
pub(super) fn read(from: &mut impl BufRead, format: FileFormat, key: KeyNames) -> Result<Head> {
    let (mut text, line) = first_text(from)?;
    let layout = match format {
        // The encoding is an error of its own.
        _ if shape::check_encoding(&text).is_err() => Ok(None),
        FileFormat::Csv if shape::begins_as_json(&text) => Err(Shape::Json),
        FileFormat::Csv => Ok(None),
        FileFormat::Jsonl | FileFormat::DynamoDbJson if text.trim_ascii().is_empty() => Ok(Some(Layout::Lines)),
        FileFormat::Jsonl | FileFormat::DynamoDbJson => json_layout(from, &mut text, key)?.map(Some),
    };
    Ok(Head { text, line, layout })
}

/// Reads up to the end of the first line that is not empty, or [`HEAD`] bytes of it. Returns the line and its number.
fn first_text(from: &mut impl BufRead) -> Result<(Vec<u8>, u64)> {
    let (mut text, mut line) = (Vec::new(), 1);
    loop {
        from.by_ref().take(HEAD as u64).read_until(b'\n', &mut text)?;
        if text.starts_with(BYTE_ORDER_MARK) && line == 1 {
            text.drain(..BYTE_ORDER_MARK.len());
        }
        let is_empty_line = text.trim_ascii().is_empty() && text.ends_with(b"\n");
        if !is_empty_line {
            return Ok((text, line));
        }
        line += 1;
        text.clear();
    }
}

/// Returns the layout of JSON that begins with `head`. Reads more of the file into `head` if that is needed.
fn json_layout(
    from: &mut impl BufRead,
    head: &mut Vec<u8>,
    key: KeyNames,
) -> Result<std::result::Result<Layout, Shape>> {
    if !head.ends_with(b"\n") {
        read_line(from, head)?;
    }
    match shape::first_line(head, key) {
        Ok(FirstLine::Known(layout)) => return Ok(Ok(layout)),
        Ok(FirstLine::Cut) => {}
        Err(shape) => return Ok(Err(shape)),
    }
    // A first line that is too long, or that is cut and followed by another object, is a bad line of JSON lines. It is not an
    // item with line breaks.
    let is_bad_line = head.len() == MAX_RECORD || (head.ends_with(b"\n") && from.fill_buf()?.starts_with(b"{"));
    let room = HEAD.saturating_sub(head.len());
    from.by_ref().take(room as u64).read_to_end(head)?;
    Ok(shape::top(head, key)
        .map(|top| if is_bad_line && top == Top::Items { Layout::Lines } else { Layout::Values(top) }))
}
