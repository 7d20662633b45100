//! Lists as CSV.

use super::columns::HeldRows;
use super::{Columns, Row};
use crate::cli::text::text;
use serde_json::Value;
use std::borrow::Cow;
use std::io::Write;

/// What is done to the cells of a CSV and to its header. By default nothing is done, so that nothing is lost.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cells {
    /// Whether the CSV is for a spreadsheet, which must not take a cell for a formula.
    pub for_spreadsheets: bool,
}

impl Cells {
    /// Returns a value as a cell.
    pub(super) fn cell(self, value: &Value) -> Cow<'_, str> {
        self.defused(text(value))
    }

    /// Returns a text as a cell.
    fn defused<'a>(self, text: impl Into<Cow<'a, str>>) -> Cow<'a, str> {
        let text = text.into();
        if self.for_spreadsheets && is_run(&text) { Cow::from(format!("'{text}")) } else { text }
    }
}

/// Returns whether a spreadsheet would take a cell for a formula. Some spreadsheets skip blanks and line ends at the beginning, and
/// also accept full-width signs. Source: OWASP, "CSV Injection".
fn is_run(cell: &str) -> bool {
    let first = cell.trim_start().chars().next();
    cell.starts_with(['\t', '\r', '\n'])
        || first.is_some_and(|first| "=+-@\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}".contains(first))
}

/// A list as a CSV.
pub(super) struct CsvList<W: Write> {
    out: ::csv::Writer<W>,
    cells: Cells,
    /// The columns, and the rows that decide them.
    held: HeldRows,
    /// Whether the first rows decide the columns. Then a last column has the other fields.
    has_other: bool,
    has_header: bool,
}

impl<W: Write> CsvList<W> {
    pub(super) fn new(out: W, columns: Columns, cells: Cells) -> Self {
        let has_other = columns == Columns::FromData;
        let out = ::csv::Writer::from_writer(out);
        Self { out, cells, held: HeldRows::new(columns.names()), has_other, has_header: false }
    }

    pub(super) fn push(&mut self, row: Row) -> anyhow::Result<()> {
        if self.held.has_columns() {
            return self.write(&row);
        }
        if self.held.hold(row) { self.write_held() } else { Ok(()) }
    }

    pub(super) fn flush(&mut self) -> anyhow::Result<()> {
        self.write_held()?;
        Ok(self.out.flush()?)
    }

    pub(super) fn finish(mut self) -> anyhow::Result<()> {
        self.write_held()?;
        if !self.has_other {
            self.write_header()?;
        }
        Ok(self.out.flush()?)
    }

    fn write_held(&mut self) -> anyhow::Result<()> {
        self.held.take().iter().try_for_each(|row| self.write(row))
    }

    fn write_header(&mut self) -> anyhow::Result<()> {
        if !std::mem::replace(&mut self.has_header, true) {
            let names = self.held.columns().iter().map(String::as_str).chain(self.has_other.then_some("other"));
            self.out.write_record(names.map(|name| self.cells.defused(name)).map(|name| name.into_owned()))?;
        }
        Ok(())
    }

    fn write(&mut self, row: &Row) -> anyhow::Result<()> {
        self.write_header()?;
        let columns = self.held.columns();
        for name in columns {
            self.out.write_field(self.cells.cell(row.get(name)).as_bytes())?;
        }
        if self.has_other {
            let beyond = row.without(columns);
            let beyond = if beyond.is_empty() { String::new() } else { serde_json::to_string(&beyond)? };
            self.out.write_field(beyond)?;
        }
        Ok(self.out.write_record(None::<&[u8]>)?)
    }
}
