//! Finds JSON values in a stream by their brackets, and holds one value at a time. What is within a value is not checked.

use super::{MAX_RECORD, too_long};
use std::io::{BufRead, Result};

/// The limit of the name of a member, in bytes.
const MAX_NAME: usize = 1 << 10;

/// Reads values.
pub(super) struct JsonReader<R> {
    from: R,
    line: u64,
    text: Vec<u8>,
    is_cut: bool,
}

impl<R: BufRead> JsonReader<R> {
    /// Begins to read at line `line`.
    pub(super) fn new(from: R, line: u64) -> Self {
        Self { from, line, text: Vec::new(), is_cut: false }
    }

    /// Returns the line of the next byte, from 1.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// Returns the text of the last value.
    pub(super) fn text(&self) -> &[u8] {
        &self.text
    }

    /// Returns whether the source ended within a value.
    pub(super) fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// Skips white space. Returns the next byte without reading it; `None` at the end.
    pub(super) fn peek(&mut self) -> Result<Option<u8>> {
        loop {
            let chunk = self.from.fill_buf()?;
            let Some(at) = chunk.iter().position(|byte| !byte.is_ascii_whitespace()) else {
                if chunk.is_empty() {
                    return Ok(None);
                }
                let all = chunk.len();
                self.consume(all)?;
                continue;
            };
            let byte = chunk[at];
            self.consume(at)?;
            return Ok(Some(byte));
        }
    }

    /// Skips the byte that [`JsonReader::peek`] returned.
    pub(super) fn skip(&mut self) {
        self.from.consume(1);
    }

    /// Consumes bytes of the buffer, and counts their lines.
    fn consume(&mut self, bytes: usize) -> Result<()> {
        let chunk = self.from.fill_buf()?;
        self.line += chunk.iter().take(bytes).filter(|byte| **byte == b'\n').count() as u64;
        self.from.consume(bytes);
        Ok(())
    }

    /// Reads the name of a member, and the colon; `None` if the text is malformed.
    pub(super) fn read_name(&mut self) -> Result<Option<String>> {
        if self.peek()? != Some(b'"') || self.read_value()?.is_err() {
            return Ok(None);
        }
        let name = serde_json::from_slice(&self.text).ok().filter(|_| self.text.len() <= MAX_NAME);
        if self.peek()? != Some(b':') {
            return Ok(None);
        }
        self.skip();
        Ok(name)
    }

    /// Reads a value. Returns its length in bytes, which is 0 if no value begins here.
    ///
    /// # Errors
    /// The outer errors are those of the source. The inner error says why a value is refused.
    pub(super) fn read_value(&mut self) -> Result<std::result::Result<usize, String>> {
        self.text.clear();
        let mut end = ValueEnd::default();
        let mut length = 0;
        loop {
            let chunk = self.from.fill_buf()?;
            if chunk.is_empty() {
                if end.is_scalar() {
                    return Ok(checked(length));
                }
                self.is_cut = true;
                return Ok(Err("the file ends within it".to_owned()));
            }
            let found = end.find(chunk);
            let bytes = found.unwrap_or(chunk.len());
            length += bytes;
            if length <= MAX_RECORD {
                self.text.extend_from_slice(&chunk[..bytes]);
            } else {
                self.text = Vec::new();
            }
            self.consume(bytes)?;
            if found.is_some() {
                return Ok(checked(length));
            }
        }
    }
}

/// Checks the length of a value.
fn checked(length: usize) -> std::result::Result<usize, String> {
    if length > MAX_RECORD { Err(too_long()) } else { Ok(length) }
}

/// Reads an object whose bytes are in memory, also if they are cut.
impl<'a> JsonReader<&'a [u8]> {
    /// Skips the opening bracket of an object, if one comes next.
    pub(super) fn begin_object(&mut self) {
        if let Ok(Some(b'{')) = self.peek() {
            self.skip();
        }
    }

    /// Returns the name of the next member, and the bytes from its value on. Returns `None` at the end, and if the member is cut
    /// before its value.
    pub(super) fn next_member(&mut self) -> Option<(String, &'a [u8])> {
        if let Ok(Some(b',')) = self.peek() {
            self.skip();
        }
        let name = self.read_name().ok()??;
        self.peek().ok()??;
        let from_value = self.from;
        self.read_value().ok()?.ok();
        Some((name, from_value))
    }
}

/// Finds where a value ends.
#[derive(Default)]
struct ValueEnd {
    /// How many brackets are open.
    depth: usize,
    is_in_string: bool,
    is_escaped: bool,
    /// Whether a byte of the value was read.
    is_begun: bool,
}

impl ValueEnd {
    /// Returns whether the value can end with the file: a number or a word has no closing mark.
    fn is_scalar(&self) -> bool {
        self.depth == 0 && !self.is_in_string
    }

    /// Returns how many bytes of the chunk belong to the value; `None` if the value does not end in the chunk.
    fn find(&mut self, chunk: &[u8]) -> Option<usize> {
        for (at, byte) in chunk.iter().enumerate() {
            if self.is_in_string {
                match byte {
                    _ if self.is_escaped => self.is_escaped = false,
                    b'\\' => self.is_escaped = true,
                    b'"' => {
                        self.is_in_string = false;
                        if self.depth == 0 {
                            return Some(at + 1);
                        }
                    }
                    _ => {}
                }
                continue;
            }
            let is_outside = self.depth == 0;
            match byte {
                b'{' | b'[' | b'"' if is_outside && self.is_begun => return Some(at),
                b'}' | b']' | b',' | b':' if is_outside => return Some(at),
                byte if is_outside && byte.is_ascii_whitespace() => return Some(at),
                b'"' => self.is_in_string = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        return Some(at + 1);
                    }
                }
                _ => {}
            }
            self.is_begun = true;
        }
        None
    }
}
