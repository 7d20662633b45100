//! Prints data in every format: table, json, jsonl, csv, text, markdown. All formats have the same fields, except that a table leaves out the
//! fields that a list declares to be for programs.
//!
//! Lists are streamed: a table takes its widths from the first rows, and only these are held in memory. Only `--query` needs
//! the whole list at once.

mod columns;
mod csv;
mod json;
mod markdown;
mod query;
mod row;
mod table;
mod terminal;
mod text;
mod value;

pub use columns::Columns;
pub use csv::Cells;
pub use query::Query;
pub use row::{Row, row};
pub use terminal::Terminal;
pub use value::object;

use super::environment::{DEFAULT, variable};
use super::error::Failure;
use super::stderr::Stderr;
use super::times::Times;
use clap::ValueEnum;
use cruddur::target::Named;
use csv::CsvList;
use json::JsonList;
use markdown::MarkdownList;
use query::Rows;
use std::io::Write;
use table::TableList;
use text::TextList;

/// The format of the output.
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
    /// Values without names, one row per line, with tabs between them and escapes as in PostgreSQL's COPY
    Text,
    /// A table of Markdown, such as the summary of a job in CI shows
    Markdown,
    /// DynamoDB JSON, one item per line: only for ddb export
    #[value(name = "dynamodb-json")]
    DynamoDbJson,
}

/// The variable of the format. An option takes precedence.
pub const VARIABLE: &str = "CRUDDUR_OUTPUT";

/// Returns the format of the option, or else of [`VARIABLE`]. The format of an export is not a format of the output of commands.
///
/// # Errors
/// A usage failure for another value of the variable.
pub fn format(option: Option<Format>) -> anyhow::Result<Format> {
    Ok(named_format(option)?.value)
}

/// Returns the format as [`format()`] does, with its source.
///
/// # Errors
/// As [`format()`].
pub fn named_format(option: Option<Format>) -> anyhow::Result<Named<Format>> {
    let Some(value) = option.is_none().then(|| variable(VARIABLE)).flatten() else {
        let name = if option.is_some() { "--output" } else { DEFAULT };
        return Ok(Named { name, value: option.unwrap_or_default() });
    };
    let format = Format::from_str(&value, false).ok().filter(|format| *format != Format::DynamoDbJson);
    format.map(|value| Named { name: VARIABLE, value }).ok_or_else(|| {
        Failure::usage(
            format!("{VARIABLE}={value} is not one of table, json, jsonl, csv, text, markdown"),
            format!("unset {VARIABLE}, or give --output"),
        )
    })
}

/// How data is printed.
#[derive(Clone, Copy, Default)]
pub struct Style<'a> {
    /// The format.
    pub format: Format,
    /// The expression that is applied to the data first.
    pub query: Option<&'a Query>,
    /// The terminal's width, if stdout is a terminal.
    pub width: Option<usize>,
    /// How a table shows times.
    pub times: Times,
    /// How the cells of a CSV are changed.
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
    Text(TextList<Box<dyn Write + 'a>>),
    Markdown(MarkdownList<Box<dyn Write + 'a>>),
    /// All rows, held for a query.
    Held {
        rows: Rows,
        query: &'a Query,
        out: Box<dyn Write + 'a>,
        style: Style<'a>,
    },
}

impl<'a> Writer<'a> {
    /// Starts a list that is written to `out`.
    pub fn new(out: impl Write + 'a, columns: Columns, style: Style<'a>) -> Self {
        let out: Box<dyn Write + 'a> = Box::new(out);
        Self(match (style.query, style.format) {
            (Some(query), _) => List::Held { rows: Rows::new(), query, out, style },
            (None, Format::Json) => List::Json(JsonList::new(out, true)),
            (None, Format::Jsonl | Format::DynamoDbJson) => List::Json(JsonList::new(out, false)),
            (None, Format::Csv) => List::Csv(Box::new(CsvList::new(out, columns, style.cells))),
            (None, Format::Table) => List::Table(TableList::new(out, columns, style)),
            (None, Format::Text) => List::Text(TextList::new(out, columns)),
            (None, Format::Markdown) => List::Markdown(MarkdownList::new(out, columns)),
        })
    }

    /// Prints a row, or holds it until the columns are known.
    pub fn push(&mut self, row: Row) -> anyhow::Result<()> {
        match &mut self.0 {
            List::Json(list) => list.push(&row),
            List::Csv(list) => list.push(row),
            List::Table(list) => list.push(row),
            List::Text(list) => list.push(&row),
            List::Markdown(list) => list.push(row),
            List::Held { rows, .. } => rows.push(row.into()),
        }
    }

    /// Whether each row is one line of JSON, so that [`Writer::push_lines`] can print rows.
    pub fn takes_lines(&self) -> bool {
        matches!(&self.0, List::Json(list) if list.takes_lines())
    }

    /// Prints rows that are lines of JSON already. Other formats have no such lines.
    pub fn push_lines(&mut self, lines: &[u8]) -> anyhow::Result<()> {
        match &mut self.0 {
            List::Json(list) => list.push_lines(lines),
            List::Csv(_) | List::Table(_) | List::Text(_) | List::Markdown(_) | List::Held { .. } => {
                debug_assert!(lines.is_empty(), "lines are only for jsonl");
                Ok(())
            }
        }
    }

    /// Prints the rows that are held, so that a waiting reader sees them. A list with a query is printed only at its end.
    pub fn flush(&mut self) -> anyhow::Result<()> {
        match &mut self.0 {
            List::Json(list) => list.flush(),
            List::Csv(list) => list.flush(),
            List::Table(list) => list.flush(),
            List::Text(list) => list.flush(),
            List::Markdown(list) => list.flush(),
            List::Held { .. } => Ok(()),
        }
    }

    /// Prints the rest of the list.
    pub fn finish(self) -> anyhow::Result<()> {
        match self.0 {
            List::Json(list) => list.finish(),
            List::Csv(list) => list.finish(),
            List::Table(list) => list.finish(),
            List::Text(mut list) => list.flush(),
            List::Markdown(list) => list.finish(),
            List::Held { rows, query, mut out, style } => {
                value::query_result(&mut out, &*query.apply_to_rows(rows)?, Style { query: None, ..style })?;
                Ok(out.flush()?)
            }
        }
    }
}

#[cfg(test)]
mod tests;
