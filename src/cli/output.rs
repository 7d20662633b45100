//! One renderer for everything that is data: table, json, jsonl, csv. The same fields in every format, but for those that a list
//! declares as fields for programs: a table has no column for them.
//!
//! Lists are streamed: a table takes its widths from the first rows, and nothing holds more than those. Only `--query`
//! needs the whole list at once.

mod csv;
mod json;
mod row;
mod table;
mod terminal;
mod text;

pub use csv::Cells;
pub use row::{Row, row};
pub use terminal::Terminal;
pub use text::{escaped, on_one_line, printable};

use super::error::Failure;
use super::stderr::Stderr;
use clap::ValueEnum;
use csv::CsvList;
use json::JsonList;
use serde_json::{Map, Value};
use std::io::Write;
use table::TableList;
use text::{cell, write_escaped};

/// How many rows decide the widths of a table, and the columns where the data does.
const FIRST_PAGE: usize = 100;

/// What to read when a query cannot be.
const QUERY_HINT: &str = "a query is JMESPath, such as '[].handle' or 'length(@)'; jmespath.org explains it";

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

/// The columns of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Columns {
    /// These, in this order.
    Fixed(&'static [&'static str]),
    /// The first ones in a table, and all of them in every other format.
    ForPrograms {
        /// The columns of a table.
        table: &'static [&'static str],
        /// What the other formats have beyond them, such as ids.
        more: &'static [&'static str],
    },
    /// These, in this order, as the data has them.
    Named(Vec<String>),
    /// Those of the first rows. What later rows have beyond goes into a last column `other` of a CSV as JSON, and is left
    /// out of a table.
    FromData,
}

impl Columns {
    /// Their names, where they are known.
    fn names(self) -> Option<Vec<String>> {
        match self {
            Self::Fixed(names) => Some(owned(names)),
            Self::ForPrograms { table, more } => Some(owned(&[table, more].concat())),
            Self::Named(names) => Some(names),
            Self::FromData => None,
        }
    }

    /// The names of those that a table has, where they are known, and of the fields that it leaves out on purpose.
    fn of_table(self) -> (Option<Vec<String>>, &'static [&'static str]) {
        match self {
            Self::ForPrograms { table, more } => (Some(owned(table)), more),
            other => (other.names(), &[]),
        }
    }
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// The names of rows' fields, in the order in which they first come.
fn columns_of<'a>(rows: impl IntoIterator<Item = impl Iterator<Item = &'a str>>) -> Vec<String> {
    let mut columns: Vec<String> = Vec::new();
    for name in rows.into_iter().flatten() {
        if !columns.iter().any(|column| column == name) {
            columns.push(name.to_owned());
        }
    }
    columns
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

/// A compiled `--query`.
pub struct Query(jmespath::Expression<'static>);

impl Query {
    pub fn compile(text: &str) -> anyhow::Result<Self> {
        let bad = |error: jmespath::JmespathError| {
            let reason = error.to_string();
            Failure::usage(format!("--query: {}", reason.lines().next().unwrap_or_default()), QUERY_HINT.to_owned())
        };
        Ok(Self(jmespath::compile(text).map_err(bad)?))
    }

    fn apply(&self, data: &Value) -> anyhow::Result<Value> {
        let found =
            self.0.search(data).map_err(|error| Failure::usage(format!("--query: {error}"), QUERY_HINT.to_owned()))?;
        Ok(serde_json::to_value(&*found)?)
    }
}

/// Prints the rows of a list.
pub struct Writer<'a>(List<'a>);

enum List<'a> {
    Json(JsonList<Box<dyn Write + 'a>>),
    Csv(Box<CsvList<Box<dyn Write + 'a>>>),
    Table(TableList<Box<dyn Write + 'a>>),
    /// All rows, for what a query makes of them.
    Held {
        rows: Vec<Value>,
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
            (Some(query), _) => List::Held { rows: Vec::new(), query, out, style },
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
            List::Held { rows, .. } => {
                rows.push(row.into());
                Ok(())
            }
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
                value(&mut out, query.apply(&Value::Array(rows))?, Style { query: None, ..style })?;
                Ok(out.flush()?)
            }
        }
    }
}

/// Prints one object: as a CSV a row for each of its fields.
pub fn object(out: &mut dyn Write, object: Map<String, Value>, style: Style<'_>) -> anyhow::Result<()> {
    let data = Value::Object(object);
    let data = match style.query {
        Some(query) => query.apply(&data)?,
        None => data,
    };
    value(out, data, Style { query: None, ..style })
}

/// Prints any JSON: what a query may come to.
fn value(mut out: &mut dyn Write, data: Value, style: Style<'_>) -> anyhow::Result<()> {
    match (style.format, data) {
        (Format::Json, data) => write_escaped(&mut out, format!("{data:#}\n").as_bytes())?,
        (Format::Jsonl | Format::DynamoDbJson, Value::Array(rows)) => {
            for row in rows {
                write_escaped(&mut out, format!("{row}\n").as_bytes())?;
            }
        }
        (Format::Jsonl | Format::DynamoDbJson, data) => write_escaped(&mut out, format!("{data}\n").as_bytes())?,
        (Format::Table | Format::Csv, Value::Array(rows)) => {
            let names = if rows.iter().all(Value::is_object) {
                columns_of(rows.iter().filter_map(Value::as_object).map(|row| row.keys().map(String::as_str)))
            } else {
                vec!["value".to_owned()]
            };
            let rows = rows.into_iter().map(|row| match row {
                Value::Object(row) => Row::from_iter(row),
                other => self::row([("value", other)]),
            });
            list(out, Columns::Named(names), rows, style)?;
        }
        (Format::Table | Format::Csv, Value::Object(fields)) => {
            let rows =
                fields.into_iter().map(|(field, value)| row([("field", Value::String(field)), ("value", value)]));
            list(out, Columns::Fixed(&["field", "value"]), rows, style)?;
        }
        (Format::Table, data) => writeln!(out, "{}", cell(&data))?,
        (Format::Csv, data) => {
            let mut csv = ::csv::Writer::from_writer(out);
            csv.write_record([style.cells.cell(&data).as_bytes()])?;
            csv.flush()?;
        }
    }
    Ok(())
}

fn list(
    out: &mut dyn Write,
    columns: Columns,
    rows: impl Iterator<Item = Row>,
    style: Style<'_>,
) -> anyhow::Result<()> {
    let mut writer = Writer::new(out, columns, style);
    for row in rows {
        writer.push(row)?;
    }
    writer.finish()
}

#[cfg(test)]
mod tests;
