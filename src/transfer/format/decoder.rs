//! Reads the records of a file.

use super::json_lines::JsonLines;
use super::shape::Layout;
use super::values::Values;
use super::{FileFormat, check, copied, csv, head, json, shape, unreadable};
use crate::ddb::TableSchema;
use crate::ddb::item::{Item, KeyNames};
use crate::ddb::key_schema::KeySchema;
use crate::ddb::prepared_write::PreparedWrite;
use crate::error::{Error, FileError, Result};
use std::io::{BufRead, Chain, Cursor, Read};

/// The limit, in bytes, of the text that says why a record is refused. The text may quote the record.
const MAX_REASON: usize = 300;

/// A record of a file, and its item, or what is made of the item.
#[derive(Debug)]
pub struct Line<T = Item> {
    /// The ordinal of the record in the file, from 1. It identifies the record.
    pub ordinal: u64,
    /// The line that the record begins on, from 1. It is for messages only, since two records may begin on one line.
    pub number: u64,
    /// The memory that the record takes in bytes, roughly.
    pub bytes: usize,
    /// The item, or why the record has no item that the table could hold.
    pub item: std::result::Result<T, String>,
}

/// Reads the records of a file one after the other.
pub struct Decoder<R> {
    name: String,
    /// The key that every item must have.
    key: KeyNames,
    is_plain: bool,
    /// The number of records that were read.
    records: u64,
    source: Source<Chain<Cursor<Vec<u8>>, R>>,
}

/// A reader for each layout.
enum Source<R> {
    Lines(JsonLines<R>),
    Values(Values<R>),
    Csv(csv::Records<R>),
}

impl<R: BufRead> Decoder<R> {
    /// Reads how a file of items of a table begins. `name` is the name of the file in errors.
    ///
    /// # Errors
    /// [`FileError::Shape`] for a file that is not imported, [`FileError::Header`] for a CSV, and [`FileError::Unreadable`].
    pub fn new(name: &str, format: FileFormat, schema: &TableSchema, mut from: R) -> Result<Self> {
        let not_imported = |shape| Error::File(FileError::Shape { file: name.to_owned(), shape });
        let head = head::read(&mut from, format, schema.key).map_err(|error| unreadable(name, error))?;
        shape::check_encoding(&head.text).map_err(not_imported)?;
        let layout = head.layout.map_err(not_imported)?;
        let from = Cursor::new(head.text).chain(from);
        let source = match layout {
            None => Source::Csv(csv::Records::new(name, from, head.line)?),
            Some(Layout::Lines) => Source::Lines(JsonLines::new(from, head.line)),
            Some(Layout::Values(top)) => Source::Values(Values::new(from, head.line, top)),
        };
        Ok(Self { name: name.to_owned(), key: schema.key, is_plain: false, records: 0, source })
    }

    /// Sets whether all JSON is plain JSON, so that an object with one member is a map, whatever the name of the member.
    #[must_use]
    pub fn plain(self, is_plain: bool) -> Self {
        Self { is_plain, ..self }
    }

    /// Sets the table that the items are for. A batch-write file names the table of each of its requests; requests for other tables
    /// are refused.
    #[must_use]
    pub fn of_table(self, table: &str) -> Self {
        let source = match self.source {
            Source::Values(values) => Source::Values(values.of_table(table)),
            other => other,
        };
        Self { source, ..self }
    }

    /// Returns the next record; `None` after the last.
    ///
    /// # Errors
    /// [`FileError::Unreadable`], for example for a compressed file that is cut short.
    pub fn next_line(&mut self) -> Result<Option<Line>> {
        let is_plain = self.is_plain;
        let line = match &mut self.source {
            Source::Csv(records) => records.next_record(is_plain),
            Source::Values(values) => next_value(values, is_plain),
            Source::Lines(lines) => lines.next(|text| (json::memory(text), json::read(text, is_plain))),
        };
        let key = self.key;
        self.counted(line, |item| check::checked(item, key))
    }

    /// Returns the put of the next record, which the indexes accept too; `None` after the last.
    ///
    /// # Errors
    /// As [`Decoder::next_line`].
    pub(in crate::transfer) fn next_put(&mut self, indexes: &KeySchema) -> Result<Option<Line<PreparedWrite>>> {
        let (key, is_plain) = (self.key, self.is_plain);
        let put = |item: Item| {
            indexes.check(&item)?;
            PreparedWrite::put(&item, key).map_err(|error| error.to_string())
        };
        let Source::Lines(lines) = &mut self.source else {
            return Ok(self.next_line()?.map(|line| line.and_then(put)));
        };
        let line = lines.next(|text| {
            let usual = if is_plain { None } else { copied::put(text, key, indexes) };
            match usual {
                Some(put) => (put.memory(), Ok(put)),
                None => {
                    (json::memory(text), json::read(text, is_plain).and_then(|item| put(check::checked(item, key)?)))
                }
            }
        });
        self.counted(line, Ok)
    }

    /// Counts a record, and converts what was read of it.
    fn counted<T, U>(
        &mut self,
        line: std::io::Result<Option<Line<T>>>,
        convert: impl FnOnce(T) -> std::result::Result<U, String>,
    ) -> Result<Option<Line<U>>> {
        let Some(line) = line.map_err(|error| unreadable(&self.name, error))? else { return Ok(None) };
        self.records += 1;
        let line = line.and_then(convert);
        Ok(Some(Line { ordinal: self.records, item: line.item.map_err(shortened), ..line }))
    }
}

impl<T> Line<T> {
    /// Converts the item, or refuses the record.
    pub(in crate::transfer) fn and_then<U>(self, convert: impl FnOnce(T) -> std::result::Result<U, String>) -> Line<U> {
        let Self { ordinal, number, bytes, item } = self;
        Line { ordinal, number, bytes, item: item.and_then(convert) }
    }
}

/// Returns the next record of a JSON file that is not JSON lines.
fn next_value(values: &mut Values<impl BufRead>, is_plain: bool) -> std::io::Result<Option<Line>> {
    let Some(record) = values.next()? else { return Ok(None) };
    let text = values.text();
    let item = record.refused.map_or_else(|| json::read(text, is_plain), Err);
    Ok(Some(Line { ordinal: 0, number: record.line, bytes: json::memory(text), item }))
}

/// Cuts a reason to [`MAX_REASON`].
fn shortened(mut why: String) -> String {
    if why.len() > MAX_REASON {
        why.truncate(why.floor_char_boundary(MAX_REASON));
        why.push('…');
    }
    why
}
