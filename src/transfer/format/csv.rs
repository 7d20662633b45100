//! Items as records of a CSV. An attribute that is a string or a number in the first items has a column. The other attributes are
//! JSON in the last column.

use super::{Line, MAX_RECORD, json, unreadable};
use crate::csv_reader::Reader;
use crate::ddb::item::Item;
use crate::ddb::json::{AttributeOrder, in_order};
use crate::error::{Error, FileError, Result, Shape};
use aws_sdk_dynamodb::types::AttributeValue;
use std::collections::HashSet;
use std::collections::hash_map::Entry;
use std::io::BufRead;

/// The column of the attributes that have no column.
const OTHER: &str = "other";

/// The limit of columns that are written, without the last.
const MAX_COLUMNS: usize = 1_000;

/// Why a cell is refused.
const NOT_UTF8: &str = "it is not UTF-8";

/// The types that have columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    S,
    N,
}

/// The columns of a file, without the last.
#[derive(Debug)]
pub(super) struct Columns(Vec<(String, Kind)>);

impl Columns {
    /// Returns the columns of the first items.
    pub(super) fn of<'a>(items: impl Iterator<Item = &'a Item>, order: AttributeOrder<'_>) -> Self {
        let mut columns: Vec<(String, Kind)> = Vec::new();
        let mut seen = HashSet::new();
        for item in items {
            for (name, value) in in_order(item, order) {
                if columns.len() < MAX_COLUMNS
                    && let Some((kind, _)) = scalar(value)
                    && seen.insert(name)
                {
                    columns.push((name.to_owned(), kind));
                }
            }
        }
        Self(columns)
    }

    /// Reads a header that [`Columns::header`] returned.
    ///
    /// # Errors
    /// [`Error::Invalid`] for any other header.
    pub(super) fn parse(header: &[String]) -> Result<Self> {
        let invalid = |why| Error::Invalid { what: "the header in the checkpoint".to_owned(), why };
        let mut columns = Vec::new();
        for cell in header {
            if let Column::Attribute(name, kind) = column(cell).map_err(invalid)? {
                columns.push((name, kind));
            }
        }
        Ok(Self(columns))
    }

    /// Returns the names of all columns, with their types.
    pub(super) fn header(&self) -> Vec<String> {
        let names = self.0.iter().map(|(name, kind)| format!("{name}:{kind:?}"));
        names.chain([OTHER.to_owned()]).collect()
    }

    /// Returns the cells of an item. An empty string is in the last column, because an empty cell means that the item lacks the
    /// attribute.
    pub(super) fn cells(&self, item: &Item, order: AttributeOrder<'_>) -> Vec<String> {
        let mut rest = item.clone();
        let mut cell = |(name, kind): &(String, Kind)| match item.get(name).and_then(scalar) {
            Some((has, text)) if has == *kind && !text.is_empty() => {
                rest.remove(name);
                text.to_owned()
            }
            _ => String::new(),
        };
        let mut cells: Vec<String> = self.0.iter().map(&mut cell).collect();
        cells.push(if rest.is_empty() { String::new() } else { json::text(&rest, order) });
        cells
    }
}

/// Returns the type and the text of a value that has a column.
fn scalar(value: &AttributeValue) -> Option<(Kind, &str)> {
    match value {
        AttributeValue::S(text) => Some((Kind::S, text)),
        AttributeValue::N(number) => Some((Kind::N, number)),
        _ => None,
    }
}

/// The records of a file.
pub(super) struct Records<R> {
    reader: Reader<R>,
    columns: Vec<Column>,
}

/// What the cells of a column hold.
enum Column {
    Attribute(String, Kind),
    /// The other attributes, as JSON.
    Other,
}

impl<R: BufRead> Records<R> {
    /// Reads the header of the file `name`, which begins on line `line`. An empty file has no records.
    ///
    /// # Errors
    /// [`FileError::Shape`] for a file whose separator is not a comma, [`FileError::Header`], and [`FileError::Unreadable`].
    pub(super) fn new(name: &str, from: R, line: u64) -> Result<Self> {
        let bad = |why: String| Error::File(FileError::Header { file: name.to_owned(), why });
        let mut reader = Reader::new(from, line, MAX_RECORD);
        let header = reader.next().map_err(|error| unreadable(name, error))?;
        if let Some(why) = header.and_then(|header| header.fault) {
            return Err(bad(why));
        }
        let cells: Vec<String> = reader
            .cells()
            .map(|cell| std::str::from_utf8(cell).map(str::to_owned))
            .collect::<std::result::Result<_, _>>()
            .map_err(|_| bad(NOT_UTF8.to_owned()))?;
        if let [cell] = cells.as_slice()
            && let Some(separator) = [';', '\t', '|'].into_iter().find(|separator| cell.contains(*separator))
        {
            return Err(Error::File(FileError::Shape { file: name.to_owned(), shape: Shape::Separator(separator) }));
        }
        let columns: Vec<Column> =
            cells.iter().map(|cell| column(cell)).collect::<std::result::Result<_, _>>().map_err(bad)?;
        are_distinct(&columns).map_err(bad)?;
        Ok(Self { reader, columns })
    }

    /// Returns the next record; `None` after the last.
    ///
    /// # Errors
    /// Those of the source.
    pub(super) fn next_record(&mut self, is_plain: bool) -> std::io::Result<Option<Line>> {
        let Some(record) = self.reader.next()? else { return Ok(None) };
        let item = match record.fault {
            Some(why) => Err(why),
            None => self.item(is_plain),
        };
        Ok(Some(Line { ordinal: 0, number: record.line, bytes: self.reader.bytes(), item }))
    }

    /// Returns the item of the last record, or why it has none.
    fn item(&self, is_plain: bool) -> std::result::Result<Item, String> {
        let (has, wanted) = (self.reader.width(), self.columns.len());
        if has != wanted {
            return Err(format!("it has {has} cells, and the header has {wanted}"));
        }
        let mut item = Item::with_capacity(wanted);
        for (column, cell) in self.columns.iter().zip(self.reader.cells()).filter(|(_, cell)| !cell.is_empty()) {
            let text = std::str::from_utf8(cell).map_err(|_| NOT_UTF8.to_owned())?;
            match column {
                Column::Attribute(name, Kind::S) => {
                    insert(&mut item, name.clone(), AttributeValue::S(text.to_owned()))?;
                }
                Column::Attribute(name, Kind::N) => {
                    insert(&mut item, name.clone(), AttributeValue::N(text.to_owned()))?;
                }
                Column::Other => {
                    let other = json::attributes(text.as_bytes(), is_plain)?;
                    other.into_iter().try_for_each(|(name, value)| insert(&mut item, name, value))?;
                }
            }
        }
        Ok(item)
    }
}

/// Adds an attribute, which the item must not have yet.
fn insert(item: &mut Item, name: String, value: AttributeValue) -> std::result::Result<(), String> {
    match item.entry(name) {
        Entry::Occupied(entry) => Err(format!("{:?} has a column, and is in the column {OTHER} too", entry.key())),
        Entry::Vacant(entry) => {
            entry.insert(value);
            Ok(())
        }
    }
}

/// Reads a cell of the header. A column without a type holds strings.
///
/// # Errors
/// What is wrong with the cell.
fn column(cell: &str) -> std::result::Result<Column, String> {
    if cell == OTHER {
        return Ok(Column::Other);
    }
    let (name, kind) = match cell.rsplit_once(':') {
        None => (cell, Kind::S),
        Some((name, "S")) => (name, Kind::S),
        Some((name, "N")) => (name, Kind::N),
        Some((_, kind)) => {
            let why = format!("the column {cell:?} has the type {kind:?}, and columns have the types S and N");
            return Err(format!("{why}; an attribute of this name has the column \"{cell}:S\""));
        }
    };
    if name.is_empty() {
        return Err(format!("the column {cell:?} has no name"));
    }
    Ok(Column::Attribute(name.to_owned(), kind))
}

/// Checks that no two columns are for the same attribute.
fn are_distinct(columns: &[Column]) -> std::result::Result<(), String> {
    let mut seen = HashSet::new();
    let names = columns.iter().map(|column| match column {
        Column::Attribute(name, _) => (name.as_str(), true),
        Column::Other => (OTHER, false),
    });
    match names.into_iter().find(|name| !seen.insert(*name)) {
        Some((name, _)) => Err(format!("it has two columns for {name:?}")),
        None => Ok(()),
    }
}
