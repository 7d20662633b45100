//! Reads JSON text from left to right, and builds no values.

use std::borrow::Cow;

/// The most digits of a number that every reader of JSON keeps.
const MAX_DIGITS: usize = 18;

/// The text is not JSON, or not JSON as DynamoDB writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unknown;

/// A position in JSON text.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a> {
    text: &'a str,
    at: usize,
}

/// A string of JSON.
#[derive(Clone, Copy)]
pub(crate) struct Quoted<'a> {
    /// The string as it is written, with its quotes.
    pub(crate) quoted: &'a str,
    /// Whether it has a backslash.
    pub(crate) has_escapes: bool,
    /// Whether `serde_json` writes the string otherwise: it escapes only what must be escaped.
    is_written_otherwise: bool,
}

impl<'a> Quoted<'a> {
    /// Returns the string without quotes and escapes.
    pub(crate) fn unescaped(self) -> Result<Cow<'a, str>, Unknown> {
        if self.has_escapes {
            return serde_json::from_str(self.quoted).map(Cow::Owned).map_err(|_| Unknown);
        }
        Ok(Cow::Borrowed(self.quoted.trim_matches('"')))
    }

    /// Writes the string as `serde_json` does.
    pub(crate) fn write(self, out: &mut Vec<u8>) -> Result<(), Unknown> {
        if self.is_written_otherwise {
            return serde_json::to_writer(out, &self.unescaped()?).map_err(|_| Unknown);
        }
        out.extend_from_slice(self.quoted.as_bytes());
        Ok(())
    }
}

impl<'a> Reader<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// Returns how many bytes were read.
    pub(crate) fn position(&self) -> usize {
        self.at
    }

    /// Returns how many bytes are left.
    pub(crate) fn remaining(&self) -> usize {
        self.text.len() - self.at
    }

    /// Returns the bytes from `start` to this position.
    pub(crate) fn since(&self, start: usize) -> &'a [u8] {
        &self.text.as_bytes()[start..self.at]
    }

    /// Returns the next byte that is not white space, and stays before it.
    fn peek(&mut self) -> Option<u8> {
        loop {
            match self.text.as_bytes().get(self.at) {
                Some(b' ' | b'\t' | b'\r' | b'\n') => self.at += 1,
                next => return next.copied(),
            }
        }
    }

    /// Reads this byte if it comes next.
    pub(crate) fn takes(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    /// Whether this byte comes next.
    pub(crate) fn is_at(&mut self, byte: u8) -> bool {
        self.peek() == Some(byte)
    }

    pub(crate) fn expect(&mut self, byte: u8) -> Result<(), Unknown> {
        if self.takes(byte) { Ok(()) } else { Err(Unknown) }
    }

    pub(crate) fn expect_end(&mut self) -> Result<(), Unknown> {
        if self.peek().is_none() { Ok(()) } else { Err(Unknown) }
    }

    /// Reads what follows a value: a comma, or the bracket that closes the array or object. Returns whether it is a comma.
    pub(crate) fn has_next(&mut self, closing: u8) -> Result<bool, Unknown> {
        let is_comma = self.takes(b',');
        if !is_comma {
            self.expect(closing)?;
        }
        Ok(is_comma)
    }

    /// Reads a string. Its escapes are checked when it is unescaped.
    pub(crate) fn string(&mut self) -> Result<Quoted<'a>, Unknown> {
        self.expect(b'"')?;
        let (start, bytes) = (self.at - 1, self.text.as_bytes());
        let (mut has_escapes, mut is_written_otherwise) = (false, false);
        loop {
            self.at += ordinary(&bytes[self.at..]);
            match (bytes.get(self.at), bytes.get(self.at + 1)) {
                (Some(b'"'), _) => break,
                (Some(b'\\'), Some(b'"' | b'\\' | b'b' | b'f' | b'n' | b'r' | b't')) => has_escapes = true,
                (Some(b'\\'), Some(b'/' | b'u')) => (has_escapes, is_written_otherwise) = (true, true),
                _ => return Err(Unknown),
            }
            self.at += 2;
        }
        self.at += 1;
        Ok(Quoted { quoted: &self.text[start..self.at], has_escapes, is_written_otherwise })
    }

    /// Reads `true` or `false`.
    pub(crate) fn boolean(&mut self) -> Result<bool, Unknown> {
        self.peek();
        let rest = &self.text.as_bytes()[self.at..];
        let (value, length) = match rest {
            [b't', b'r', b'u', b'e', ..] => (true, 4),
            [b'f', b'a', b'l', b's', b'e', ..] => (false, 5),
            _ => return Err(Unknown),
        };
        self.at += length;
        Ok(value)
    }

    /// Finds the end of a value of well-formed JSON. Whether it is well-formed is not checked.
    pub(crate) fn skip_value(&mut self) -> Result<(), Unknown> {
        let mut depth = 0_usize;
        loop {
            match self.peek().ok_or(Unknown)? {
                b'"' => drop(self.string()?),
                b'{' | b'[' => {
                    self.at += 1;
                    depth += 1;
                    continue;
                }
                b'}' | b']' => {
                    self.at += 1;
                    depth = depth.checked_sub(1).ok_or(Unknown)?;
                }
                b',' | b':' if depth > 0 => {
                    self.at += 1;
                    continue;
                }
                b',' | b':' => return Err(Unknown),
                _ => drop(self.literal()),
            }
            if depth == 0 {
                return Ok(());
            }
        }
    }

    /// Reads the text of a number, `true`, `false` or `null`, up to white space, a bracket, a comma, a colon or a quote. The text is not
    /// checked.
    pub(crate) fn literal(&mut self) -> &'a str {
        self.peek();
        let rest = &self.text[self.at..];
        let is_end = |c: char| matches!(c, ',' | ':' | '}' | ']' | '{' | '[' | '"' | ' ' | '\t' | '\r' | '\n');
        let literal = &rest[..rest.find(is_end).unwrap_or(rest.len())];
        self.at += literal.len();
        literal
    }
}

/// Returns whether a number is a whole one with few digits, which every form writes as it is.
pub(crate) fn is_short(number: &str) -> bool {
    let digits = number.strip_prefix('-').unwrap_or(number);
    match digits.as_bytes() {
        [b'0'] => digits.len() == number.len(),
        [b'1'..=b'9', rest @ ..] => rest.len() < MAX_DIGITS && rest.iter().all(u8::is_ascii_digit),
        _ => false,
    }
}

/// Returns the number of bytes before the first quote, backslash or control character. Eight bytes are compared at a time.
/// Source: Bit Twiddling Hacks, "Determine if a word has a zero byte" and "... a byte less than n".
fn ordinary(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGH: u64 = ONES << 7;
    let zero_in = |word: u64| word.wrapping_sub(ONES) & !word;
    let (words, rest) = bytes.as_chunks::<8>();
    for (at, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let control = word.wrapping_sub(ONES * 0x20) & !word;
        let quote = zero_in(word ^ (ONES * u64::from(b'"')));
        let backslash = zero_in(word ^ (ONES * u64::from(b'\\')));
        // A byte above the first that is found may be found by mistake.
        let found = (control | quote | backslash) & HIGH;
        if found != 0 {
            return at * 8 + found.trailing_zeros() as usize / 8;
        }
    }
    let is_found = |byte: &u8| *byte < 0x20 || matches!(byte, b'"' | b'\\');
    bytes.len() - rest.len() + rest.iter().position(is_found).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_string_is_found_at_every_place() {
        for length in 0..40 {
            for found in 0..=u8::MAX {
                for around in [b'a', 0x7f, 0xff, 0x20, b'!', b'#', b'[', b']'] {
                    let mut text = vec![around; length];
                    text.push(found);
                    text.extend([around; 9]);
                    let is_found = found < 0x20 || found == b'"' || found == b'\\';
                    assert_eq!(
                        ordinary(&text),
                        if is_found { length } else { text.len() },
                        "{length}, {found}, {around}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_value_is_skipped_to_its_end() {
        for value in ["1.5e3", "null", "\"a\\\"}\"", "[]", "{\"a\": [1, {\"b\": \"]\"}], \"c\": true}", "\t[ [ ] , 2 ]"]
        {
            let text = format!("{value},9");
            let mut reader = Reader::new(&text);
            assert_eq!(reader.skip_value(), Ok(()), "{value}");
            assert_eq!(reader.position(), value.len(), "{value}");
        }
        for cut in ["", "[", "{\"a\": 1", "\"a", ",", "]", ":"] {
            assert_eq!(Reader::new(cut).skip_value(), Err(Unknown), "{cut}");
        }
    }
}
