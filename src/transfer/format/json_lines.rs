//! The records of a file of JSON lines.

use super::{Line, MAX_RECORD, too_long};
use std::io::{BufRead, Read, Result};

/// Reads a record from each line.
pub(super) struct JsonLines<R> {
    from: R,
    /// The number of the last line that was read.
    number: u64,
    /// The text of that line.
    text: Vec<u8>,
}

impl<R: BufRead> JsonLines<R> {
    /// Begins to read at line `line`.
    pub(super) fn new(from: R, line: u64) -> Self {
        Self { from, number: line - 1, text: Vec::new() }
    }

    /// Returns the next line that is not empty; `None` after the last. `read` returns its memory, and what is read of it.
    ///
    /// # Errors
    /// Those of the source.
    pub(super) fn next<T>(
        &mut self,
        read: impl Fn(&[u8]) -> (usize, std::result::Result<T, String>),
    ) -> Result<Option<Line<T>>> {
        loop {
            self.text.clear();
            if read_line(&mut self.from, &mut self.text)? == 0 {
                return Ok(None);
            }
            self.number += 1;
            let (bytes, item) = if self.text.len() == MAX_RECORD && !self.text.ends_with(b"\n") {
                self.from.skip_until(b'\n')?;
                (0, Err(too_long()))
            } else if self.text.trim_ascii().is_empty() {
                continue;
            } else {
                read(&self.text)
            };
            return Ok(Some(Line { ordinal: 0, number: self.number, bytes, item }));
        }
    }
}

/// Reads the rest of a line into `text`, until `text` has [`MAX_RECORD`] bytes. Returns the number of bytes that were read.
///
/// # Errors
/// Those of the source.
pub(super) fn read_line(from: &mut impl BufRead, text: &mut Vec<u8>) -> Result<usize> {
    let room = MAX_RECORD.saturating_sub(text.len());
    from.by_ref().take(room as u64).read_until(b'\n', text)
}
