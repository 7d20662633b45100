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

pub use columns::Columns;
pub use csv::Cells;
pub use query::Query;
pub use row::{Row, row};
pub use terminal::Terminal;

use super::stderr::Stderr;
use super::text::{Escaped, cell};
use clap::ValueEnum;
use columns::{MAX_COLUMNS, columns_of};
use csv::CsvList;
use jmespath::Variable;
use json::JsonList;
use query::Rows;
use serde::Serialize;
use serde_json::{Map, Value};
use std::io::Write;
use table::TableList;

/// In which form data is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    /// Columns for people
    #[default]
    Table,
    /// One JSON document
    Json,
    /// One JSON object a line, as it comes
    Jsonl,
    /// Comma-separated values with a header
    Csv,
    /// DynamoDB JSON, one item a line: of ddb export alone
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
                found(&mut out, &*query.apply_to_rows(rows)?, Style { query: None, ..style })?;
                Ok(out.flush()?)
            }
        }
    }
}

/// Prints one object: as a CSV a row for each of its fields.
pub fn object(out: &mut dyn Write, object: Map<String, Value>, style: Style<'_>) -> anyhow::Result<()> {
    if let Some(query) = style.query {
        let data = query.apply_to(Value::Object(object))?;
        return found(out, &data, Style { query: None, ..style });
    }
    match style.format {
        Format::Json => document(out, &object),
        Format::Jsonl | Format::DynamoDbJson => line(out, &object),
        Format::Table | Format::Csv => fields(out, object, style),
    }
}

/// Prints any JSON: what a query may come to.
fn found(out: &mut dyn Write, data: &Variable, style: Style<'_>) -> anyhow::Result<()> {
    match (style.format, data) {
        (Format::Json, data) => document(out, data),
        (Format::Jsonl | Format::DynamoDbJson, Variable::Array(rows)) => rows.iter().try_for_each(|row| line(out, row)),
        (Format::Jsonl | Format::DynamoDbJson, data) => line(out, data),
        (Format::Table | Format::Csv, Variable::Array(rows)) => {
            let columns = if rows.iter().all(|row| row.is_object()) {
                let names = rows.iter().filter_map(|row| row.as_object()).map(|row| row.keys().map(String::as_str));
                columns_of(names)
            } else {
                vec!["value".to_owned()]
            };
            let rows = rows.iter().map(|row| {
                Ok(match serde_json::to_value(row)? {
                    Value::Object(row) => Row::from_iter(row),
                    other => self::row([("value", other)]),
                })
            });
            // A CSV has a place for what has no column.
            let is_cut = columns.len() == MAX_COLUMNS;
            list(out, if is_cut { Columns::FromData } else { Columns::Named(columns) }, rows, style)
        }
        (Format::Table | Format::Csv, data) => match serde_json::to_value(data)? {
            Value::Object(object) => fields(out, object, style),
            data if style.format == Format::Table => Ok(writeln!(out, "{}", cell(&data))?),
            data => {
                let mut csv = ::csv::Writer::from_writer(out);
                csv.write_record([style.cells.cell(&data).as_bytes()])?;
                Ok(csv.flush()?)
            }
        },
    }
}

/// Prints a document of JSON.
fn document(out: &mut dyn Write, data: &impl Serialize) -> anyhow::Result<()> {
    serde_json::to_writer_pretty(Escaped(&mut *out), data)?;
    Ok(writeln!(out)?)
}

/// Prints a line of JSON.
fn line(out: &mut dyn Write, data: &impl Serialize) -> anyhow::Result<()> {
    serde_json::to_writer(Escaped(&mut *out), data)?;
    Ok(writeln!(out)?)
}

/// Prints an object as a list of its fields.
fn fields(out: &mut dyn Write, object: Map<String, Value>, style: Style<'_>) -> anyhow::Result<()> {
    let rows = object.into_iter().map(|(field, value)| Ok(row([("field", Value::String(field)), ("value", value)])));
    list(out, Columns::Fixed(&["field", "value"]), rows, style)
}

fn list(
    out: &mut dyn Write,
    columns: Columns,
    rows: impl Iterator<Item = anyhow::Result<Row>>,
    style: Style<'_>,
) -> anyhow::Result<()> {
    let mut writer = Writer::new(out, columns, style);
    for row in rows {
        writer.push(row?)?;
    }
    writer.finish()
}

#[cfg(test)]
mod tests;
