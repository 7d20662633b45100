//! Lists as JSON: one document, or one line per row.

use super::Row;
use crate::cli::text::write_escaped;
use std::io::Write;

/// A list as JSON.
pub(super) struct JsonList<W> {
    out: W,
    /// Whether it is one array, not lines.
    is_document: bool,
    has_rows: bool,
    /// The text of a row, kept to reuse its memory.
    text: Vec<u8>,
}

impl<W: Write> JsonList<W> {
    pub(super) fn new(out: W, is_document: bool) -> Self {
        Self { out, is_document, has_rows: false, text: Vec::new() }
    }

    pub(super) fn push(&mut self, row: &Row) -> anyhow::Result<()> {
        self.text.clear();
        if self.is_document {
            self.text.extend_from_slice(if self.has_rows { b",\n  " } else { b"[\n  " });
        }
        serde_json::to_writer(&mut self.text, row)?;
        if !self.is_document {
            self.text.push(b'\n');
        }
        self.has_rows = true;
        Ok(write_escaped(&mut self.out, &self.text)?)
    }

    /// Whether each row is a line.
    pub(super) fn takes_lines(&self) -> bool {
        !self.is_document
    }

    pub(super) fn push_lines(&mut self, lines: &[u8]) -> anyhow::Result<()> {
        Ok(write_escaped(&mut self.out, lines)?)
    }

    pub(super) fn flush(&mut self) -> anyhow::Result<()> {
        Ok(self.out.flush()?)
    }

    pub(super) fn finish(mut self) -> anyhow::Result<()> {
        if self.is_document {
            self.out.write_all(if self.has_rows { b"\n]\n" } else { b"[]\n" })?;
        }
        self.flush()
    }
}
