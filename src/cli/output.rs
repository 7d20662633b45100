//! One renderer for everything that is data: table, json, jsonl, csv. The same fields in every format.
//!
//! Lists are streamed: a table takes its widths from the first rows, and nothing holds more than those. Only `--query`
//! needs the whole list at once.

mod table;
mod text;

pub use text::printable;

use super::error::Failure;
use clap::ValueEnum;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::Write;
use table::{Shape, shape_of, write_columns, write_records};
use text::{cell, escaped, text};

/// How many rows decide the widths of a table, and the columns where the data does.
const FIRST_PAGE: usize = 100;

/// What to read when a query cannot be.
const QUERY_HINT: &str = "a query is JMESPath, such as '[].handle' or 'length(@)'; jmespath.org explains it";

/// How data is printed.
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
#[derive(Debug, Clone, Copy)]
pub enum Columns {
    /// These, in this order.
    Fixed(&'static [&'static str]),
    /// Those of the first rows. What later rows have beyond goes into a last column `other` of a CSV as JSON, and is left
    /// out of a table.
    FromData,
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

/// A row from its fields, in their order.
pub fn row<const N: usize>(fields: [(&str, Value); N]) -> Map<String, Value> {
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// Prints the rows of a list.
pub struct Writer<'a> {
    out: Box<dyn Write + 'a>,
    format: Format,
    query: Option<&'a Query>,
    width: Option<usize>,
    columns: Option<Vec<String>>,
    from_data: bool,
    /// The first rows of what needs a first page, or all of them where a query does.
    held: Vec<Map<String, Value>>,
    /// The shape of a table, once it is known.
    shape: Option<Shape>,
    written: usize,
    left_out: BTreeSet<String>,
    csv: Csv,
}

/// What is done to the cells of a CSV; by default nothing, so that nothing is lost.
#[derive(Debug, Clone, Copy, Default)]
pub struct Csv {
    /// Whether it goes to a terminal, which must not obey it.
    pub for_eyes: bool,
    /// Whether a spreadsheet opens it, which must not run it.
    pub for_spreadsheets: bool,
}

impl Csv {
    fn cell<'a>(self, text: Cow<'a, str>) -> Cow<'a, str> {
        let text = if self.for_eyes { Cow::from(printable(&text).into_owned()) } else { text };
        if self.for_spreadsheets && text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
            return Cow::from(format!("'{text}"));
        }
        text
    }
}

impl<'a> Writer<'a> {
    /// A list that goes to `out`; `width` is the terminal's, where there is one.
    pub fn new(
        out: impl Write + 'a,
        format: Format,
        columns: Columns,
        query: Option<&'a Query>,
        width: Option<usize>,
    ) -> Self {
        let (columns, from_data) = match columns {
            Columns::Fixed(names) => (Some(names.iter().map(|name| (*name).to_owned()).collect()), false),
            Columns::FromData => (None, true),
        };
        Self {
            out: Box::new(out),
            format,
            query,
            width,
            columns,
            from_data,
            held: Vec::new(),
            shape: None,
            written: 0,
            left_out: BTreeSet::new(),
            csv: Csv::default(),
        }
    }

    /// Says what is done to the cells of a CSV.
    #[must_use]
    pub fn with_csv(mut self, csv: Csv) -> Self {
        self.csv = csv;
        self
    }

    /// Prints a row, or holds it until there is enough to print it.
    pub fn push(&mut self, row: Map<String, Value>) -> anyhow::Result<()> {
        if self.query.is_some() {
            self.held.push(row);
            return Ok(());
        }
        match self.format {
            Format::Json | Format::Jsonl | Format::DynamoDbJson => self.write_json(&row),
            Format::Csv if self.columns.is_some() && !self.from_data => self.write_csv(&row),
            Format::Table | Format::Csv => {
                self.held.push(row);
                if self.held.len() == FIRST_PAGE { self.write_held() } else { Ok(()) }
            }
        }
    }

    /// Prints what is held, so that whoever waits for it sees it; a list that goes through a query waits for its end.
    pub fn flush(&mut self) -> anyhow::Result<()> {
        if self.query.is_none() && matches!(self.format, Format::Table | Format::Csv) && !self.held.is_empty() {
            self.write_held()?;
        }
        Ok(self.out.flush()?)
    }

    /// Prints what is left, and returns nothing that was left out: a table of rows with other attributes than the first
    /// ones says so on stderr.
    pub fn finish(mut self) -> anyhow::Result<()> {
        if let Some(query) = self.query {
            let rows = std::mem::take(&mut self.held).into_iter().map(Value::Object).collect();
            let found = query.apply(&Value::Array(rows))?;
            value(self.out.as_mut(), self.format, found, self.width, self.csv)?;
            return Ok(self.out.flush()?);
        }
        match self.format {
            Format::Json => self.out.write_all(if self.written == 0 { b"[]\n" } else { b"\n]\n" })?,
            Format::Jsonl | Format::DynamoDbJson => {}
            Format::Table | Format::Csv => self.write_held()?,
        }
        if self.format == Format::Csv && self.written == 0 && !self.from_data {
            let header = self.columns.take().unwrap_or_default();
            csv_record(self.out.as_mut(), header.iter().map(|name| Cow::from(name.as_str())))?;
        }
        self.out.flush()?;
        if !self.left_out.is_empty() {
            let names: Vec<String> = self.left_out.into_iter().collect();
            super::ui::warn(&format!(
                "some items have attributes that the table has no column for ({}); --output jsonl shows them",
                names.join(", ")
            ));
        }
        Ok(())
    }

    fn write_json(&mut self, row: &Map<String, Value>) -> anyhow::Result<()> {
        if self.format == Format::Json {
            self.out.write_all(if self.written == 0 { b"[\n  " } else { b",\n  " })?;
        }
        self.out.write_all(escaped(&serde_json::to_string(row)?).as_bytes())?;
        if self.format != Format::Json {
            self.out.write_all(b"\n")?;
        }
        self.written += 1;
        Ok(())
    }

    fn write_held(&mut self) -> anyhow::Result<()> {
        let held = std::mem::take(&mut self.held);
        if self.columns.is_none() {
            self.columns = Some(columns_of(&held));
        }
        if self.format == Format::Table {
            return self.write_table(&held);
        }
        held.iter().try_for_each(|row| self.write_csv(row))
    }

    fn write_csv(&mut self, row: &Map<String, Value>) -> anyhow::Result<()> {
        let columns = self.columns.as_deref().unwrap_or_default();
        let other = self.from_data.then_some("other");
        if self.written == 0 {
            let header = columns.iter().map(String::as_str).chain(other);
            csv_record(self.out.as_mut(), header.map(Cow::from))?;
        }
        let csv = self.csv;
        let cells = columns.iter().map(|name| csv.cell(text(row.get(name).unwrap_or(&Value::Null))));
        let beyond: Map<String, Value> = row
            .iter()
            .filter(|(name, _)| !columns.contains(name))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        let beyond = if beyond.is_empty() { String::new() } else { Value::Object(beyond).to_string() };
        csv_record(self.out.as_mut(), cells.chain(other.map(|_| Cow::from(beyond))))?;
        self.written += 1;
        Ok(())
    }

    fn write_table(&mut self, rows: &[Map<String, Value>]) -> anyhow::Result<()> {
        let columns = self.columns.as_deref().unwrap_or_default();
        if self.shape.is_none() && rows.is_empty() {
            return Ok(());
        }
        let in_pipe = self.width.is_none();
        let cell = |row: &Map<String, Value>, name: &String| {
            let cell = cell(row.get(name).unwrap_or(&Value::Null));
            // In a pipe a row is a line.
            if in_pipe { cell.replace('\n', " ") } else { cell }
        };
        let cells: Vec<Vec<String>> =
            rows.iter().map(|row| columns.iter().map(|name| cell(row, name)).collect()).collect();
        for row in rows {
            self.left_out.extend(row.keys().filter(|name| !columns.contains(name)).cloned());
        }
        let names: Vec<String> = columns.iter().map(|name| printable(name).replace('\n', " ")).collect();
        let is_first = self.shape.is_none();
        let width = self.width;
        let shape = self.shape.get_or_insert_with(|| shape_of(&names, &cells, width));
        match shape {
            Shape::Columns(widths) => {
                let header = if is_first { Some(&names) } else { None };
                write_columns(self.out.as_mut(), header, &cells, widths, width.is_some())?;
            }
            Shape::Records => write_records(self.out.as_mut(), &names, &cells)?,
        }
        self.written += rows.len();
        Ok(())
    }
}

/// Prints one object: in a table and a CSV a row of one.
pub fn object(
    out: &mut dyn Write,
    format: Format,
    query: Option<&Query>,
    object: Map<String, Value>,
) -> anyhow::Result<()> {
    let data = Value::Object(object);
    let data = match query {
        Some(query) => query.apply(&data)?,
        None => data,
    };
    value(out, format, data, None, Csv::default())
}

/// Prints any JSON: what a query may come to.
fn value(out: &mut dyn Write, format: Format, data: Value, width: Option<usize>, csv: Csv) -> anyhow::Result<()> {
    match (format, data) {
        (Format::Json, data) => writeln!(out, "{}", escaped(&format!("{data:#}")))?,
        (Format::Jsonl | Format::DynamoDbJson, Value::Array(rows)) => {
            for row in rows {
                writeln!(out, "{}", escaped(&row.to_string()))?;
            }
        }
        (Format::Jsonl | Format::DynamoDbJson, data) => writeln!(out, "{}", escaped(&data.to_string()))?,
        (Format::Table | Format::Csv, Value::Array(rows)) => {
            let mut writer = Writer::new(out, format, Columns::FromData, None, width).with_csv(csv);
            writer.columns = Some(columns_of(rows.iter().filter_map(Value::as_object)));
            writer.from_data = false;
            if rows.iter().any(|row| !row.is_object()) {
                writer.columns = Some(vec!["value".to_owned()]);
            }
            for row in rows {
                writer.push(match row {
                    Value::Object(row) => row,
                    other => Map::from_iter([("value".to_owned(), other)]),
                })?;
            }
            writer.finish()?;
        }
        (Format::Table | Format::Csv, Value::Object(row)) => {
            let rows = row.into_iter().map(|(field, value)| {
                Map::from_iter([("field".to_owned(), Value::String(field)), ("value".to_owned(), value)])
            });
            let mut writer = Writer::new(out, format, Columns::Fixed(&["field", "value"]), None, width).with_csv(csv);
            for row in rows {
                writer.push(row)?;
            }
            writer.finish()?;
        }
        (Format::Table, data) => writeln!(out, "{}", cell(&data))?,
        (Format::Csv, data) => csv_record(out, std::iter::once(csv.cell(text(&data))))?,
    }
    Ok(())
}

/// The fields of rows, in the order in which they first come.
fn columns_of<'a>(rows: impl IntoIterator<Item = &'a Map<String, Value>>) -> Vec<String> {
    let mut columns: Vec<String> = Vec::new();
    for row in rows {
        for name in row.keys() {
            if !columns.contains(name) {
                columns.push(name.clone());
            }
        }
    }
    columns
}

fn csv_record<'a>(out: &mut dyn Write, cells: impl Iterator<Item = Cow<'a, str>>) -> anyhow::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(cells.map(|cell| cell.into_owned()))?;
    writer.flush()?;
    Ok(())
}

#[cfg(test)]
mod tests;
