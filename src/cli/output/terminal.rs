//! A stream to a terminal, without the characters that a terminal would execute.

use crate::cli::text::printable;
use std::io::{Result, Write};

/// Passes text on without control characters, except line breaks. Commands need not clean their output.
pub struct Terminal<W> {
    out: W,
    /// The beginning of a character whose other bytes come with the next write.
    rest: Vec<u8>,
}

impl<W: Write> Terminal<W> {
    pub fn new(out: W) -> Self {
        Self { out, rest: Vec::new() }
    }
}

impl<W: Write> Write for Terminal<W> {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.rest.extend_from_slice(bytes);
        let whole = whole_characters(&self.rest);
        let text = String::from_utf8_lossy(&self.rest[..whole]);
        self.out.write_all(printable(&text).as_bytes())?;
        self.rest.drain(..whole);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> Result<()> {
        self.out.flush()
    }
}

/// Returns how many of these bytes are before a character that is cut at the end.
fn whole_characters(bytes: &[u8]) -> usize {
    let last = bytes.iter().rev().take(4).position(|byte| !matches!(byte, 0x80..=0xbf));
    let Some(back) = last.map(|back| back + 1) else { return bytes.len() };
    let start = bytes.len() - back;
    let needs = match bytes[start] {
        0xf0..=0xff => 4,
        0xe0..=0xef => 3,
        0xc0..=0xdf => 2,
        _ => 1,
    };
    if needs > back { start } else { bytes.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passed_on(chunks: &[&[u8]]) -> String {
        let mut out = Vec::new();
        let mut terminal = Terminal::new(&mut out);
        for chunk in chunks {
            terminal.write_all(chunk).unwrap();
        }
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_terminal_gets_nothing_that_it_obeys() {
        assert_eq!(passed_on(&["a\u{1b}[31mb\u{9b}2J\u{202e}c\r\n\td\n".as_bytes()]), "a[31mb2Jc\n d\n");
        // Bytes that are not UTF-8 may be C1 controls to a terminal of eight bits.
        assert!(!passed_on(&[b"a\x9b2J\n"]).contains('\u{9b}'));
    }

    #[test]
    fn a_character_may_come_in_parts() {
        let text = "é\u{9b}日本🦀\n";
        for at in 0..text.len() {
            let (one, other) = text.as_bytes().split_at(at);
            assert_eq!(passed_on(&[one, other]), "é日本🦀\n", "{at}");
        }
        let bytes: Vec<&[u8]> = text.as_bytes().chunks(1).collect();
        assert_eq!(passed_on(&bytes), "é日本🦀\n");
    }
}
