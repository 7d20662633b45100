//! Lists as tables of Markdown, such as the summary of a job in CI shows.
//! Source: GitHub Flavored Markdown Spec, "Tables (extension)" and "Backslash escapes".

use super::columns::HeldRows;
use super::{Columns, Row};
use crate::cli::text::{printable, text};
use serde_json::Value;
use std::io::Write;

/// A list as a table of Markdown.
pub(super) struct MarkdownList<W: Write> {
    out: W,
    /// The columns, and the rows that decide them.
    held: HeldRows,
    has_header: bool,
}

impl<W: Write> MarkdownList<W> {
    pub(super) fn new(out: W, columns: Columns) -> Self {
        Self { out, held: HeldRows::new(columns.names()), has_header: false }
    }

    pub(super) fn push(&mut self, row: Row) -> anyhow::Result<()> {
        if self.held.has_columns() {
            return self.write(&row);
        }
        if self.held.hold(row) { self.flush() } else { Ok(()) }
    }

    pub(super) fn flush(&mut self) -> anyhow::Result<()> {
        self.held.take().iter().try_for_each(|row| self.write(row))?;
        Ok(self.out.flush()?)
    }

    pub(super) fn finish(mut self) -> anyhow::Result<()> {
        self.flush()?;
        if self.held.has_columns() {
            self.write_header()?;
        }
        Ok(self.out.flush()?)
    }

    fn write_header(&mut self) -> anyhow::Result<()> {
        if !std::mem::replace(&mut self.has_header, true) {
            let columns = self.held.columns();
            line(&mut self.out, columns.iter().map(|name| escaped(name)))?;
            line(&mut self.out, columns.iter().map(|_| "---".to_owned()))?;
        }
        Ok(())
    }

    fn write(&mut self, row: &Row) -> anyhow::Result<()> {
        self.write_header()?;
        line(&mut self.out, self.held.columns().iter().map(|name| value(row.get(name))))
    }
}

/// Returns a value as a cell.
pub(super) fn value(value: &Value) -> String {
    escaped(&text(value))
}

fn line(out: &mut impl Write, cells: impl Iterator<Item = String>) -> anyhow::Result<()> {
    for cell in cells {
        write!(out, "| {cell} ")?;
    }
    Ok(writeln!(out, "|")?)
}

/// Returns a text that Markdown shows as it is: no line break ends the cell, and nothing in it is markup.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        match character {
            '\n' => escaped.push_str("<br>"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '!' | '@' | ':' => escaped.extend(['\\', character]),
            other => escaped.push(other),
        }
    }
    printable(&escaped).into_owned()
}
