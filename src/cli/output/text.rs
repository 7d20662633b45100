//! Bare values, for scripts: a line for each row, a tab between two values, no header.
//!
//! Values are written as COPY writes them, so that no value makes a second line or a second cell.
//! Source: PostgreSQL, COPY, "Text Format".

use super::{Columns, Row};
use crate::cli::error::Failure;
use crate::cli::text::text;
use jmespath::Variable;
use serde_json::Value;
use std::borrow::Cow;
use std::io::Write;

/// What COPY writes for null.
const NULL: &str = "\\N";

/// A list as bare values.
pub(super) struct TextList<W: Write> {
    out: W,
    /// The columns; `None` if each row has its own, whose order nobody knows.
    columns: Option<Vec<String>>,
}

impl<W: Write> TextList<W> {
    pub(super) fn new(out: W, columns: Columns) -> Self {
        Self { out, columns: columns.names() }
    }

    /// # Errors
    /// A usage failure if the data decides the columns, and the errors of the stream.
    pub(super) fn push(&mut self, row: &Row) -> anyhow::Result<()> {
        let Some(columns) = &self.columns else {
            return Err(Failure::usage(
                "--output text prints values without their names, and each of these rows may have other attributes"
                    .to_owned(),
                "name the attributes, such as --query '[].[pk, sk]', or give --output jsonl".to_owned(),
            ));
        };
        line(&mut self.out, columns.iter().map(|name| escaped(row.get(name))))
    }

    pub(super) fn flush(&mut self) -> anyhow::Result<()> {
        Ok(self.out.flush()?)
    }
}

/// Prints a value of a query's result that is no object: an array is a line of its elements.
pub(super) fn value(out: &mut dyn Write, value: &Variable) -> anyhow::Result<()> {
    match serde_json::to_value(value)? {
        Value::Array(cells) => line(out, cells.iter().map(escaped)),
        value => line(out, [escaped(&value)].into_iter()),
    }
}

fn line<'a>(out: &mut (impl Write + ?Sized), cells: impl Iterator<Item = Cow<'a, str>>) -> anyhow::Result<()> {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.write_all(b"\t")?;
        }
        out.write_all(cell.as_bytes())?;
    }
    Ok(out.write_all(b"\n")?)
}

fn escaped(value: &Value) -> Cow<'_, str> {
    if value.is_null() {
        return NULL.into();
    }
    let bare = text(value);
    if !bare.contains(['\\', '\x08', '\x0b', '\x0c', '\n', '\r', '\t']) {
        return bare;
    }
    let mut escaped = String::with_capacity(bare.len() + 8);
    for character in bare.chars() {
        let after = match character {
            '\\' => '\\',
            '\x08' => 'b',
            '\x0b' => 'v',
            '\x0c' => 'f',
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            other => {
                escaped.push(other);
                continue;
            }
        };
        escaped.extend(['\\', after]);
    }
    escaped.into()
}
