//! One renderer for everything that is data: table, json, jsonl, csv. The same fields in every format, but for those that a list
//! declares as fields for programs: a table has no column for them.
//!
//! Lists are streamed: a table takes its widths from the first rows, and nothing holds more than those. Only `--query`
//! needs the whole list at once.

mod columns;
mod csv;
mod json;
mod query;
mod row;
mod table;
mod terminal;
mod value;

pub use columns::Columns;
pub use csv::Cells;
pub use query::Query;
pub use row::{Row, row};
pub use terminal::Terminal;
pub use value::object;

use super::stderr::Stderr;
use clap::ValueEnum;
use columns::{FIRST_PAGE, columns_of};
use csv::CsvList;
use json::JsonList;
use query::Rows;
use std::io::Write;
use table::TableList;

/// In which form data is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    /// Aligned columns
    #[default]
    Table,
    /// One JSON document
    Json,
    /// One JSON object per line, printed as it arrives
    Jsonl,
    /// Comma-separated values with a header
    Csv,
    /// DynamoDB JSON, one item per line: only for ddb export
    #[value(name = "dynamodb-json")]
    DynamoDbJson,
}

/// How data is printed.
#[derive(Clone, Copy, Default)]
pub struct Style<'a> {
    /// The format.
    pub format: Format,
    /// What is applied to the data first.
    pub query: Option<&'a Query>,
    /// The terminal's width, where there is one.
    pub width: Option<usize>,
    /// What is done to the cells of a CSV.
    pub cells: Cells,
    /// Where warnings go.
    pub stderr: Stderr,
}

/// Prints the rows of a list.
pub struct Writer<'a>(List<'a>);

enum List<'a> {
    Json(JsonList<Box<dyn Write + 'a>>),
    Csv(Box<CsvList<Box<dyn Write + 'a>>>),
    Table(TableList<Box<dyn Write + 'a>>),
    /// All rows, for what a query makes of them.
    Held {
        rows: Rows,
        query: &'a Query,
        out: Box<dyn Write + 'a>,
        style: Style<'a>,
    },
}

impl<'a> Writer<'a> {
    /// A list that goes to `out`.
    pub fn new(out: impl Write + 'a, columns: Columns, style: Style<'a>) -> Self {
        let out: Box<dyn Write + 'a> = Box::new(out);
        Self(match (style.query, style.format) {
            (Some(query), _) => List::Held { rows: Rows::new(), query, out, style },
            (None, Format::Json) => List::Json(JsonList::new(out, true)),
            (None, Format::Jsonl | Format::DynamoDbJson) => List::Json(JsonList::new(out, false)),
            (None, Format::Csv) => List::Csv(Box::new(CsvList::new(out, columns, style.cells))),
            (None, Format::Table) => List::Table(TableList::new(out, columns, style.width, style.stderr)),
        })
    }

    /// Prints a row, or holds it until there is enough to print it.
    pub fn push(&mut self, row: Row) -> anyhow::Result<()> {
        match &mut self.0 {
            List::Json(list) => list.push(&row),
            List::Csv(list) => list.push(row),
            List::Table(list) => list.push(row),
            List::Held { rows, .. } => rows.push(row.into()),
        }
    }

    /// Prints what is held, so that whoever waits for it sees it; a list that goes through a query waits for its end.
    pub fn flush(&mut self) -> anyhow::Result<()> {
        match &mut self.0 {
            List::Json(list) => list.flush(),
            List::Csv(list) => list.flush(),
            List::Table(list) => list.flush(),
            List::Held { .. } => Ok(()),
        }
    }

    /// Prints what is left.
    pub fn finish(self) -> anyhow::Result<()> {
        match self.0 {
            List::Json(list) => list.finish(),
            List::Csv(list) => list.finish(),
            List::Table(list) => list.finish(),
            List::Held { rows, query, mut out, style } => {
                value::query_result(&mut out, &*query.apply_to_rows(rows)?, Style { query: None, ..style })?;
                Ok(out.flush()?)
            }
        }
    }
}

#[cfg(test)]
mod tests;
