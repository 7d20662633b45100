//! Converts values to text for tables, CSV and terminals. A terminal must not execute the text.

use super::times::Times;
use cruddur::timestamp::Timestamp;
use serde_json::Value;
use std::borrow::Cow;
use std::io::Write;
use unicode_width::UnicodeWidthChar;

/// Returns a value as text: nothing for null, and JSON for arrays and objects.
pub(super) fn text(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Null => Cow::from(""),
        Value::String(text) => Cow::from(text),
        other => Cow::from(other.to_string()),
    }
}

/// Returns a value as a cell of a table, without characters that a terminal would execute.
pub(super) fn cell(value: &Value, times: Times) -> Cow<'_, str> {
    match text(value) {
        Cow::Borrowed(text) => match shorten_time(text, times) {
            Cow::Borrowed(text) => printable(text),
            Cow::Owned(shortened) => Cow::from(printable(&shortened).into_owned()),
        },
        Cow::Owned(text) => Cow::from(printable(&text).into_owned()),
    }
}

/// Returns `2026-11-22 11:03:00Z`, or another form that was chosen, for a time in the form that this tool prints.
fn shorten_time(text: &str, times: Times) -> Cow<'_, str> {
    let is_time = text.len() == "2026-11-22T11:03:00.000000+00:00".len()
        && text.ends_with("+00:00")
        && text.as_bytes().get(10) == Some(&b'T')
        && text.as_bytes().get(19) == Some(&b'.');
    match (is_time, text.get(..10), text.get(11..19)) {
        (true, Some(date), Some(time)) => {
            let chosen = Timestamp::parse(text).ok().and_then(|at| times.shown(at));
            Cow::from(chosen.unwrap_or_else(|| format!("{date} {time}Z")))
        }
        _ => Cow::from(text),
    }
}

/// Returns text without the characters that a terminal would execute: control characters, and marks that change the direction
/// of text. A line break stays; a tab becomes a space.
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

/// Returns text like [`printable`], with each line break shown as `\n`. Foreign text cannot pass for a line of this program.
pub fn on_one_line(text: &str) -> Cow<'_, str> {
    let text = printable(text);
    if text.contains('\n') { Cow::from(text.replace('\n', "\\n")) } else { text }
}

/// Returns the beginning of a line that fits into this many columns of a terminal.
pub fn cut(line: &str, columns: usize) -> &str {
    let mut width = 0;
    let too_long = line.char_indices().find(|(_, c)| {
        width += c.width().unwrap_or(0);
        width > columns
    });
    too_long.map_or(line, |(at, _)| &line[..at])
}

/// Writes JSON, and escapes the characters that JSON allows and a terminal executes: DEL, C1, line separators and marks that
/// change the direction of text. They occur only in strings.
pub(super) fn write_escaped(out: &mut impl Write, json: &[u8]) -> std::io::Result<()> {
    // The escaped characters begin with one of these bytes. A block is searched as a whole, which takes a fraction of the time.
    let may_be_obeyed =
        |block: &[u8]| block.iter().fold(false, |any, byte| any | matches!(byte, 0x7f | 0xc2 | 0xd8 | 0xe2));
    if !json.chunks(64).any(may_be_obeyed) {
        return out.write_all(json);
    }
    out.write_all(escaped(&String::from_utf8_lossy(json)).as_bytes())
}

/// Writes JSON like [`write_escaped`]. `serde_json` writes whole characters.
pub(super) struct Escaped<W>(pub(super) W);

impl<W: Write> Write for Escaped<W> {
    fn write(&mut self, json: &[u8]) -> std::io::Result<usize> {
        write_escaped(&mut self.0, json)?;
        Ok(json.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.0.flush()
    }
}

/// Returns JSON as [`write_escaped`] writes it.
pub fn escaped(json: &str) -> Cow<'_, str> {
    let obeyed = |c: char| matches!(c, '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}') || is_direction(c);
    if !json.contains(obeyed) {
        return Cow::from(json);
    }
    let mut escaped = String::with_capacity(json.len());
    for part in json.split_inclusive(obeyed) {
        let (text, last) = match part.char_indices().next_back() {
            Some((at, c)) if obeyed(c) => (&part[..at], Some(c)),
            _ => (part, None),
        };
        escaped.push_str(text);
        escaped.extend(last.map(|c| format!("\\u{:04x}", u32::from(c))));
    }
    Cow::from(escaped)
}

/// The bidirectional controls. Source: Unicode Standard Annex #9, "Directional Formatting Characters".
pub(super) fn is_direction(c: char) -> bool {
    matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
