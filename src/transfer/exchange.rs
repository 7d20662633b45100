//! Items in files, without losing anything of any type.
//!
//! What is written has a line an item. What is read may have other shapes ([`Shape`]), and other things around an item; what is
//! not understood is refused: a file as a whole before anything of it is read, a record by its ordinal.
//! Source: DynamoDB API reference, AttributeValue; developer guide, "DynamoDB table export output format".

mod check;
mod csv;
mod file;
mod json;
mod shape;
mod values;

pub(super) use check::{canonical_number, is_same};
pub(super) use file::compressed;
pub use file::{check_ending, format_of, open};
pub(super) use json::AMBIGUOUS;

use crate::ddb::TableSchema;
use crate::ddb::item::{Item, KeyNames};
use crate::error::{Error, FileError, Result, Shape};
use csv::Columns;
use serde::{Deserialize, Serialize};
use shape::{FirstLine, Layout};
use std::io::{BufRead, Chain, Cursor, Read, Write};
use values::{Top, Values};

/// How many items at the beginning decide the columns of a CSV.
const FIRST_ITEMS: usize = 100;

/// The most bytes of a record: an item of 400 KB, of which every character is escaped, has fewer.
const LONGEST_RECORD: usize = 16 << 20;

/// How much of a file tells what it is.
const HEAD: usize = 1 << 16;

/// The most bytes of the text that says why a record is refused: it may quote the record.
const LONGEST_REASON: usize = 300;

/// What a text in UTF-8 may begin with.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// How items stand in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileFormat {
    /// A line an item: plain JSON, or DynamoDB JSON where that would lose a type.
    Jsonl,
    /// A line an item: DynamoDB JSON within `{"Item": ...}`, as the service exports it. Read as the other is.
    DynamoDbJson,
    /// A column an attribute of text or number, named with its type (`pk:S`), and a last one, `other`, with the rest as JSON.
    Csv,
}

/// Writes items as lines.
#[derive(Debug)]
pub struct Encoder {
    format: FileFormat,
    schema: &'static TableSchema,
    columns: Option<Columns>,
}

impl Encoder {
    /// Begins a file of items of a table.
    pub fn new(format: FileFormat, schema: &'static TableSchema) -> Self {
        Self { format, schema, columns: None }
    }

    /// Goes on with a file that begins with `header`, as [`Encoder::header`] has it.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a header that it does not have.
    pub fn resumed(format: FileFormat, schema: &'static TableSchema, header: Option<&[String]>) -> Result<Self> {
        Ok(Self { format, schema, columns: header.map(Columns::parse).transpose()? })
    }

    /// The names of a CSV's columns, once they are known.
    pub fn header(&self) -> Option<Vec<String>> {
        self.columns.as_ref().map(Columns::header)
    }

    /// Writes items; the first of a CSV decide its columns.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn encode<'a>(
        &mut self,
        items: impl IntoIterator<Item = &'a Item>,
        out: &mut impl Write,
    ) -> std::io::Result<()> {
        let order = self.schema.attribute_order;
        match self.format {
            FileFormat::Jsonl => items.into_iter().try_for_each(|item| json::write_plain(item, order, out)),
            FileFormat::DynamoDbJson => items.into_iter().try_for_each(|item| json::write_raw(item, order, out)),
            FileFormat::Csv => {
                let items: Vec<&Item> = items.into_iter().collect();
                let mut out = ::csv::Writer::from_writer(out);
                if self.columns.is_none() && !items.is_empty() {
                    let columns = Columns::of(items.iter().take(FIRST_ITEMS).copied(), order);
                    out.write_record(columns.header())?;
                    self.columns = Some(columns);
                }
                for item in items {
                    out.write_record(self.columns.iter().flat_map(|columns| columns.cells(item, order)))?;
                }
                out.flush()
            }
        }
    }
}

/// A record of a file, and the item in it.
#[derive(Debug)]
pub struct Line {
    /// Which record of the file, from 1: what tells one from another.
    pub ordinal: u64,
    /// The line that it begins on, from 1: for people alone, since two records may stand on one line.
    pub number: u64,
    /// How much memory it takes, roughly.
    pub bytes: usize,
    /// The item, or why there is none that the table could hold.
    pub item: std::result::Result<Item, String>,
}

/// Reads the records of a file one after the other.
pub struct Decoder<R> {
    name: String,
    /// The key that every item must have.
    key: KeyNames,
    is_plain: bool,
    /// How many records were read.
    records: u64,
    lines: Lines<Chain<Cursor<Vec<u8>>, R>>,
}

enum Lines<R> {
    Json { from: R, number: u64, text: Vec<u8> },
    Values(Values<R>),
    Csv(csv::Records<R>),
}

impl<R: BufRead> Decoder<R> {
    /// Looks at how a file of items of a table begins; `name` is the file's, for errors.
    ///
    /// # Errors
    /// [`FileError::Shape`] for a file that is not imported, [`FileError::Header`] for a CSV, and [`FileError::Unreadable`].
    pub fn new(name: &str, format: FileFormat, schema: &TableSchema, mut from: R) -> Result<Self> {
        let unknown = |shape| Error::File(FileError::Shape { file: name.to_owned(), shape });
        let (head, line) = head_of(&mut from, format, schema.key).map_err(|error| unreadable(name, error))?;
        shape::encoding(&head.text).map_err(unknown)?;
        let layout = head.layout.map_err(unknown)?;
        let from = Cursor::new(head.text).chain(from);
        let lines = match layout {
            None => Lines::Csv(csv::Records::new(name, from, line)?),
            Some(Layout::Lines) => Lines::Json { from, number: line - 1, text: Vec::new() },
            Some(Layout::Values(top)) => Lines::Values(Values::new(from, line, top)),
        };
        Ok(Self { name: name.to_owned(), key: schema.key, is_plain: false, records: 0, lines })
    }

    /// Whether all JSON is plain, so that an object of one member is a map, however the member is named.
    #[must_use]
    pub fn plain(self, is_plain: bool) -> Self {
        Self { is_plain, ..self }
    }

    /// The table that the items are for: a batch-write file names the table of each of its requests, and those for another one
    /// are refused.
    #[must_use]
    pub fn of_table(self, table: &str) -> Self {
        let lines = match self.lines {
            Lines::Values(values) => Lines::Values(values.of_table(table)),
            other => other,
        };
        Self { lines, ..self }
    }

    /// The next record; `None` after the last.
    ///
    /// # Errors
    /// [`FileError::Unreadable`], as for a compressed file that is cut short.
    pub fn next_line(&mut self) -> Result<Option<Line>> {
        let is_plain = self.is_plain;
        let line = match &mut self.lines {
            Lines::Csv(records) => records.next_record(is_plain),
            Lines::Values(values) => next_value(values, is_plain),
            Lines::Json { from, number, text } => next_line(from, number, text, is_plain),
        };
        let Some(line) = line.map_err(|error| unreadable(&self.name, error))? else { return Ok(None) };
        self.records += 1;
        let item = line.item.and_then(|item| check::checked(item, self.key)).map_err(shortened);
        Ok(Some(Line { ordinal: self.records, item, ..line }))
    }
}

/// The next value of JSON that is laid out as it likes.
fn next_value(values: &mut Values<impl BufRead>, is_plain: bool) -> std::io::Result<Option<Line>> {
    let Some(found) = values.next()? else { return Ok(None) };
    let text = values.text();
    let item = found.text.and_then(|()| json::read(text, is_plain));
    Ok(Some(Line { ordinal: 0, number: found.line, bytes: json::memory(text), item }))
}

/// The next line of JSON that is not empty.
fn next_line(
    from: &mut impl BufRead,
    number: &mut u64,
    text: &mut Vec<u8>,
    is_plain: bool,
) -> std::io::Result<Option<Line>> {
    loop {
        text.clear();
        if read_line(from, text)? == 0 {
            return Ok(None);
        }
        *number += 1;
        let (bytes, item) = if text.len() == LONGEST_RECORD && !text.ends_with(b"\n") {
            from.skip_until(b'\n')?;
            (0, Err(format!("it is longer than {} MiB", LONGEST_RECORD >> 20)))
        } else if text.trim_ascii().is_empty() {
            continue;
        } else {
            (json::memory(text), json::read(text, is_plain))
        };
        return Ok(Some(Line { ordinal: 0, number: *number, bytes, item }));
    }
}

/// Reads what is left of a line, as far as a record goes; returns how many bytes.
fn read_line(from: &mut impl BufRead, text: &mut Vec<u8>) -> std::io::Result<usize> {
    let room = LONGEST_RECORD.saturating_sub(text.len());
    from.by_ref().take(room as u64).read_until(b'\n', text)
}

/// How a file begins.
struct Head {
    text: Vec<u8>,
    /// How JSON is laid out; `None` for a CSV.
    layout: std::result::Result<Option<Layout>, Shape>,
}

/// Reads no more of a file than tells what it is: the writer of a pipe may wait for the answer. Returns the line,
/// too, on which that begins.
fn head_of(from: &mut impl BufRead, format: FileFormat, key: KeyNames) -> std::io::Result<(Head, u64)> {
    let (mut text, mut line) = (Vec::new(), 1);
    loop {
        from.by_ref().take(HEAD as u64).read_until(b'\n', &mut text)?;
        if text.starts_with(BYTE_ORDER_MARK) && line == 1 {
            text.drain(..BYTE_ORDER_MARK.len());
        }
        let is_blank = text.trim_ascii().is_empty();
        if !is_blank || !text.ends_with(b"\n") {
            break;
        }
        line += 1;
        text.clear();
    }
    let layout = match format {
        _ if shape::encoding(&text).is_err() => Ok(None),
        FileFormat::Csv if shape::begins_as_json(&text) => Err(Shape::Json),
        FileFormat::Csv => Ok(None),
        FileFormat::Jsonl | FileFormat::DynamoDbJson if text.trim_ascii().is_empty() => Ok(Some(Layout::Lines)),
        FileFormat::Jsonl | FileFormat::DynamoDbJson => json_layout(from, &mut text, key)?.map(Some),
    };
    Ok((Head { text, layout }, line))
}

/// How JSON is laid out that begins with `head`.
fn json_layout(
    from: &mut impl BufRead,
    head: &mut Vec<u8>,
    key: KeyNames,
) -> std::io::Result<std::result::Result<Layout, Shape>> {
    if !head.ends_with(b"\n") {
        read_line(from, head)?;
    }
    match shape::first_line(head, key) {
        Ok(FirstLine::Known(layout)) => return Ok(Ok(layout)),
        Ok(FirstLine::Cut) => {}
        Err(shape) => return Ok(Err(shape)),
    }
    // The beginning of one that is too long, or that is cut before others: nobody lays an item out like that.
    let is_torn = head.len() == LONGEST_RECORD || (head.ends_with(b"\n") && from.fill_buf()?.starts_with(b"{"));
    let room = HEAD.saturating_sub(head.len());
    from.by_ref().take(room as u64).read_to_end(head)?;
    Ok(shape::top(head, key).map(|top| if is_torn && top == Top::Items { Layout::Lines } else { Layout::Values(top) }))
}

/// A reason of bounded length.
fn shortened(mut why: String) -> String {
    if why.len() > LONGEST_REASON {
        why.truncate(why.floor_char_boundary(LONGEST_REASON));
        why.push('…');
    }
    why
}

fn unreadable(name: &str, source: impl Into<std::io::Error>) -> Error {
    Error::File(FileError::Unreadable { path: name.into(), source: source.into() })
}

#[cfg(test)]
mod tests;
