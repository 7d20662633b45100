//! Items as records of a CSV: what is text or a number in the first ones has a column, the rest is JSON in the last.

use super::Line;
use super::json::{self, Members};
use crate::ddb::item::Item;
use crate::ddb::json::in_order;
use aws_sdk_dynamodb::types::AttributeValue;
use std::collections::HashMap;
use std::io::Read;

/// The column of what has none.
const OTHER: &str = "other";

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
    /// The columns of the first items.
    pub(super) fn of<'a>(items: impl Iterator<Item = &'a Item>) -> Self {
        let mut columns: Vec<(String, Kind)> = Vec::new();
        for item in items {
            for (name, value) in in_order(item) {
                if let Some((kind, _)) = scalar(value)
                    && !columns.iter().any(|(have, _)| have == name)
                {
                    columns.push((name.to_owned(), kind));
                }
            }
        }
        Self(columns)
    }

    /// The columns that a header names; one without a type is text.
    pub(super) fn parse(header: &[String]) -> Self {
        let columns = header.iter().filter(|name| *name != OTHER).map(|name| match name.rsplit_once(':') {
            Some((name, "N")) => (name.to_owned(), Kind::N),
            Some((name, "S")) => (name.to_owned(), Kind::S),
            _ => (name.clone(), Kind::S),
        });
        Self(columns.collect())
    }

    /// The names of all columns, with their types.
    pub(super) fn header(&self) -> Vec<String> {
        let names = self.0.iter().map(|(name, kind)| format!("{name}:{kind:?}"));
        names.chain([OTHER.to_owned()]).collect()
    }

    /// The cells of an item. An empty text has no cell, since an empty cell is an attribute that is not there.
    pub(super) fn cells(&self, item: &Item) -> Vec<String> {
        let mut rest = item.clone();
        let mut cell = |(name, kind): &(String, Kind)| match item.get(name).and_then(scalar) {
            Some((has, text)) if has == *kind && !text.is_empty() => {
                rest.remove(name);
                text.to_owned()
            }
            _ => String::new(),
        };
        let mut cells: Vec<String> = self.0.iter().map(&mut cell).collect();
        cells.push(if rest.is_empty() {
            String::new()
        } else {
            serde_json::to_string(&Members(&rest)).unwrap_or_default()
        });
        cells
    }
}

fn scalar(value: &AttributeValue) -> Option<(Kind, &str)> {
    match value {
        AttributeValue::S(text) => Some((Kind::S, text)),
        AttributeValue::N(number) => Some((Kind::N, number)),
        _ => None,
    }
}

/// The records of a file.
pub(super) struct Records<R> {
    reader: ::csv::Reader<R>,
    columns: HashMap<usize, (String, Kind)>,
    /// Where the rest is.
    other: Option<usize>,
    /// What is to be added to the reader's lines: it counts the line end of CRLF with what follows.
    ahead: u64,
}

impl<R: Read> Records<R> {
    pub(super) fn new(from: R) -> Result<Self, ::csv::Error> {
        let mut reader = ::csv::ReaderBuilder::new().flexible(true).from_reader(from);
        let header: Vec<String> = reader.headers()?.iter().map(str::to_owned).collect();
        let other = header.iter().position(|name| name == OTHER);
        let places = (0..header.len()).filter(|place| Some(*place) != other);
        let columns = places.zip(Columns::parse(&header).0).collect();
        let ahead = u64::from(reader.position().line() < 2);
        Ok(Self { reader, columns, other, ahead })
    }

    pub(super) fn next_record(&mut self) -> Result<Option<Line>, ::csv::Error> {
        let mut record = ::csv::ByteRecord::new();
        if !self.reader.read_byte_record(&mut record)? {
            return Ok(None);
        }
        let number = record.position().map_or(0, ::csv::Position::line) + self.ahead;
        let bytes = record.as_slice().len();
        Ok(Some(Line { ordinal: 0, number, bytes, item: self.item(&record) }))
    }

    fn item(&self, record: &::csv::ByteRecord) -> Result<Item, String> {
        let width = self.columns.len() + usize::from(self.other.is_some());
        if record.len() != width {
            return Err(format!("it has {} cells, and the header has {width}", record.len()));
        }
        let mut item = Item::new();
        for (place, cell) in record.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let text = std::str::from_utf8(cell).map_err(|_| "it is not UTF-8".to_owned())?;
            match self.columns.get(&place) {
                Some((name, Kind::S)) => item.insert(name.clone(), AttributeValue::S(text.to_owned())),
                Some((name, Kind::N)) => item.insert(name.clone(), AttributeValue::N(text.to_owned())),
                None => {
                    item.extend(json::attributes(text.as_bytes())?);
                    None
                }
            };
        }
        Ok(item)
    }
}
