//! One renderer for everything that is data: table, json, jsonl, csv. The same fields in every format.
//!
//! Lists are streamed: a table takes its widths from the first rows, and nothing holds more than those. Only `--query`
//! needs the whole list at once.

use super::error::Failure;
use clap::ValueEnum;
use comfy_table::{ColumnConstraint, ContentArrangement, Row, Table, Width};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::Write;

/// How many rows decide the widths of a table, and the columns where the data does.
const FIRST_PAGE: usize = 100;

/// The spaces between the columns of a table, and the least that a column is narrowed to.
const GAP: usize = 2;
const NARROWEST: usize = 10;

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
    /// The widths of a table, once they are known.
    widths: Option<Vec<usize>>,
    written: usize,
    left_out: BTreeSet<String>,
    /// Whether a CSV goes to a terminal, which must not obey it; in a file or a pipe it loses nothing.
    for_eyes: bool,
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
            widths: None,
            written: 0,
            left_out: BTreeSet::new(),
            for_eyes: false,
        }
    }

    /// Says whether the list goes to a terminal.
    pub fn is_for_eyes(&mut self, for_eyes: bool) {
        self.for_eyes = for_eyes;
    }

    /// Prints a row, or holds it until there is enough to print it.
    pub fn push(&mut self, row: Map<String, Value>) -> anyhow::Result<()> {
        if self.query.is_some() {
            self.held.push(row);
            return Ok(());
        }
        match self.format {
            Format::Json | Format::Jsonl => self.write_json(&row),
            Format::Csv if self.columns.is_some() && !self.from_data => self.write_csv(&row),
            Format::Table | Format::Csv => {
                self.held.push(row);
                if self.held.len() == FIRST_PAGE { self.write_held() } else { Ok(()) }
            }
        }
    }

    /// Prints what is left, and returns nothing that was left out: a table of rows with other attributes than the first
    /// ones says so on stderr.
    pub fn finish(mut self) -> anyhow::Result<()> {
        if let Some(query) = self.query {
            let rows = std::mem::take(&mut self.held).into_iter().map(Value::Object).collect();
            let found = query.apply(&Value::Array(rows))?;
            value(self.out.as_mut(), self.format, found, self.width)?;
            return Ok(self.out.flush()?);
        }
        match self.format {
            Format::Json => self.out.write_all(if self.written == 0 { b"[]\n" } else { b"\n]\n" })?,
            Format::Jsonl => {}
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
        if self.format == Format::Jsonl {
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
        let for_eyes = self.for_eyes;
        let cells = columns.iter().map(|name| match text(row.get(name).unwrap_or(&Value::Null)) {
            text if for_eyes => Cow::from(printable(&text).into_owned()),
            text => text,
        });
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
        let is_first = self.widths.is_none();
        if is_first && rows.is_empty() {
            return Ok(());
        }
        let mut table = Table::new();
        table.load_style(comfy_table::presets::NOTHING);
        if is_first {
            table.set_header(columns.iter().map(|name| printable(name).replace('\n', " ")));
        }
        for row in rows {
            self.left_out.extend(row.keys().filter(|name| !columns.contains(name)).cloned());
            let cell = |name: &String| {
                let cell = cell(row.get(name).unwrap_or(&Value::Null));
                // In a pipe a row is a line.
                if self.width.is_some() { cell } else { cell.replace('\n', " ") }
            };
            table.add_row(Row::from(columns.iter().map(cell)));
        }
        let natural = table.column_max_content_widths();
        let widths = self
            .widths
            .get_or_insert_with(|| arrange(natural.iter().map(|width| usize::from(*width)).collect(), self.width));
        set_widths(&mut table, widths, self.width.is_some());
        for line in table.lines() {
            writeln!(self.out, "{}", line.trim_end())?;
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
    value(out, format, data, None)
}

/// Prints any JSON: what a query may come to.
fn value(out: &mut dyn Write, format: Format, data: Value, width: Option<usize>) -> anyhow::Result<()> {
    match (format, data) {
        (Format::Json, data) => writeln!(out, "{}", escaped(&format!("{data:#}")))?,
        (Format::Jsonl, Value::Array(rows)) => {
            for row in rows {
                writeln!(out, "{}", escaped(&row.to_string()))?;
            }
        }
        (Format::Jsonl, data) => writeln!(out, "{}", escaped(&data.to_string()))?,
        (Format::Table | Format::Csv, Value::Array(rows)) => {
            let mut writer = Writer::new(out, format, Columns::FromData, None, width);
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
            let mut writer = Writer::new(out, format, Columns::Fixed(&["field", "value"]), None, width);
            for row in rows {
                writer.push(row)?;
            }
            writer.finish()?;
        }
        (Format::Table, data) => writeln!(out, "{}", cell(&data))?,
        (Format::Csv, data) => csv_record(out, std::iter::once(text(&data)))?,
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

/// A value as text: nothing for null, JSON for what has parts.
fn text(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Null => Cow::from(""),
        Value::String(text) => Cow::from(text),
        other => Cow::from(other.to_string()),
    }
}

/// A value as a cell of a table: text that can do nothing to a terminal.
fn cell(value: &Value) -> String {
    printable(&shorten_time(&text(value))).into_owned()
}

/// `2026-11-22 11:03:00Z` for a stamp of the one form that this tool prints: to the second, and still with its offset.
fn shorten_time(text: &str) -> Cow<'_, str> {
    let is_stamp = text.len() == "2026-11-22T11:03:00.000000+00:00".len()
        && text.ends_with("+00:00")
        && text.as_bytes().get(10) == Some(&b'T')
        && text.as_bytes().get(19) == Some(&b'.');
    match (is_stamp, text.get(..10), text.get(11..19)) {
        (true, Some(date), Some(time)) => Cow::from(format!("{date} {time}Z")),
        _ => Cow::from(text),
    }
}

/// Text without what a terminal would obey: control characters, and the marks that turn the direction of text. A line
/// break stays one; a tab becomes a space.
pub fn printable(text: &str) -> Cow<'_, str> {
    let harmless = |c: char| !c.is_control() && !is_direction(c) && !matches!(c, '\u{2028}' | '\u{2029}');
    if text.chars().all(harmless) {
        return Cow::from(text);
    }
    let clean = |c: char| match c {
        '\n' => Some('\n'),
        '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
        c => harmless(c).then_some(c),
    };
    Cow::from(text.chars().filter_map(clean).collect::<String>())
}

/// JSON with the controls escaped that JSON itself lets stand and a terminal obeys: DEL and C1, which come in strings only.
fn escaped(json: &str) -> Cow<'_, str> {
    let obeyed = |c: char| matches!(c, '\u{7f}'..='\u{9f}');
    if !json.contains(obeyed) {
        return Cow::from(json);
    }
    let escape = |c: char| if obeyed(c) { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() };
    Cow::from(json.chars().map(escape).collect::<String>())
}

/// The bidirectional controls. Source: Unicode Standard Annex #9, "Directional Formatting Characters".
fn is_direction(c: char) -> bool {
    matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The widths of columns: their natural ones, the widest narrowed until all fit into `width`.
fn arrange(mut widths: Vec<usize>, width: Option<usize>) -> Vec<usize> {
    let Some(width) = width else { return widths };
    let gaps = GAP * widths.len().saturating_sub(1);
    while widths.iter().sum::<usize>() + gaps > width {
        match widths.iter_mut().max() {
            Some(widest) if *widest > NARROWEST => *widest -= 1,
            _ => break,
        }
    }
    widths
}

/// On a terminal a column keeps its width and wraps; in a pipe a longer text makes its line longer, so that a line is a row.
fn set_widths(table: &mut Table, widths: &[usize], wrap: bool) {
    table.set_content_arrangement(if wrap { ContentArrangement::Dynamic } else { ContentArrangement::Disabled });
    // Without a terminal comfy-table wraps only what a constraint says; the sum of the constraints is the width.
    let last = widths.len().saturating_sub(1);
    for (index, (column, width)) in table.column_iter_mut().zip(widths).enumerate() {
        let gap = if index == last { 0 } else { GAP };
        column.set_padding((0, u16::try_from(gap).unwrap_or(0)));
        let width = Width::Fixed(u16::try_from(width + gap).unwrap_or(u16::MAX));
        column.set_constraint(if wrap {
            ColumnConstraint::Absolute(width)
        } else {
            ColumnConstraint::LowerBoundary(width)
        });
    }
}

#[cfg(test)]
mod tests;
