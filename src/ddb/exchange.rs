//! Items in files, a line an item, without losing anything of any type.
//!
//! Two forms of JSON are read alike: plain JSON, in which what JSON lacks is written as DynamoDB JSON (`{"SS": ["a"]}`), and
//! DynamoDB JSON itself, with or without the `{"Item": ...}` that the service's own exports put around it.
//! Source: DynamoDB API reference, AttributeValue; developer guide, "DynamoDB table export output format".

mod check;
mod csv;
mod file;
mod json;

pub(super) use check::{canonical_number, is_same};
pub(super) use file::compressed;
pub use file::{format_of, open};

use super::item::Item;
use crate::error::{Error, Result};
use csv::Columns;
use serde::{Deserialize, Serialize};
use std::io::{BufRead, Read, Write};

/// How many items at the beginning decide the columns of a CSV.
const FIRST_ITEMS: usize = 100;

/// The most bytes of a line of JSON: an item of 400 KB, of which every character is escaped, has fewer.
const LONGEST_LINE: u64 = 4 << 20;

/// How items stand in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileFormat {
    /// Plain JSON, and DynamoDB JSON where that would lose a type.
    Jsonl,
    /// DynamoDB JSON within `{"Item": ...}`, as the service exports it.
    DynamoDbJson,
    /// A column an attribute of text or number, named with its type (`pk:S`), and a last one, `other`, with the rest as JSON.
    Csv,
}

/// Writes items as lines.
#[derive(Debug)]
pub struct Encoder {
    format: FileFormat,
    columns: Option<Columns>,
}

impl Encoder {
    /// Begins a file.
    pub fn new(format: FileFormat) -> Self {
        Self { format, columns: None }
    }

    /// Goes on with a file that begins with `header`, as [`Encoder::header`] has it.
    pub fn resumed(format: FileFormat, header: Option<&[String]>) -> Self {
        Self { format, columns: header.map(Columns::parse) }
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
        match self.format {
            FileFormat::Jsonl => items.into_iter().try_for_each(|item| json::write_plain(item, out)),
            FileFormat::DynamoDbJson => items.into_iter().try_for_each(|item| json::write_raw(item, out)),
            FileFormat::Csv => {
                let items: Vec<&Item> = items.into_iter().collect();
                let mut out = ::csv::Writer::from_writer(out);
                if self.columns.is_none() && !items.is_empty() {
                    let columns = Columns::of(items.iter().take(FIRST_ITEMS).copied());
                    out.write_record(columns.header())?;
                    self.columns = Some(columns);
                }
                for item in items {
                    out.write_record(self.columns.iter().flat_map(|columns| columns.cells(item)))?;
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
    /// How long it is.
    pub bytes: usize,
    /// The item, or why there is none that the table could hold.
    pub item: std::result::Result<Item, String>,
}

/// Reads the lines of a file one after the other.
pub struct Decoder<R> {
    name: String,
    /// How many records were read.
    records: u64,
    lines: Lines<R>,
}

enum Lines<R> {
    Json { from: R, number: u64, text: Vec<u8> },
    Csv(Box<csv::Records<R>>),
}

impl<R: BufRead> Decoder<R> {
    /// Begins to read; `name` is the file's, for errors.
    ///
    /// # Errors
    /// [`Error::Unreadable`] for a CSV without a header.
    pub fn new(name: &str, format: FileFormat, from: R) -> Result<Self> {
        let lines = match format {
            FileFormat::Jsonl | FileFormat::DynamoDbJson => Lines::Json { from, number: 0, text: Vec::new() },
            FileFormat::Csv => Lines::Csv(Box::new(csv::Records::new(from).map_err(|error| unreadable(name, error))?)),
        };
        Ok(Self { name: name.to_owned(), records: 0, lines })
    }

    /// The next line that is not empty; `None` after the last.
    ///
    /// # Errors
    /// [`Error::Unreadable`], as for a compressed file that is cut short.
    pub fn next_line(&mut self) -> Result<Option<Line>> {
        let name = &self.name;
        let line = match &mut self.lines {
            Lines::Csv(records) => records.next_record().map_err(|error| unreadable(name, error))?,
            Lines::Json { from, number, text } => loop {
                text.clear();
                let mut line = from.by_ref().take(LONGEST_LINE);
                if line.read_until(b'\n', text).map_err(|error| unreadable(name, error))? == 0 {
                    break None;
                }
                *number += 1;
                if text.len() as u64 == LONGEST_LINE && !text.ends_with(b"\n") {
                    from.skip_until(b'\n').map_err(|error| unreadable(name, error))?;
                    let why = format!("it is longer than {} MiB", LONGEST_LINE >> 20);
                    break Some(Line { ordinal: 0, number: *number, bytes: 0, item: Err(why) });
                }
                if !text.trim_ascii().is_empty() {
                    break Some(Line { ordinal: 0, number: *number, bytes: text.len(), item: json::read(text) });
                }
            },
        };
        self.records += u64::from(line.is_some());
        Ok(line.map(|line| Line { ordinal: self.records, item: line.item.and_then(check::checked), ..line }))
    }
}

fn unreadable(name: &str, source: impl Into<std::io::Error>) -> Error {
    Error::Unreadable { path: name.into(), source: source.into() }
}

#[cfg(test)]
mod tests;
