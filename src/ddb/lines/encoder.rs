//! Writes lines from the text of items.

use super::reader::{Quoted, Reader, Unknown, is_short};
use super::{LineFormat, Lines};
use crate::ddb::json::{AttributeOrder, TYPES, json_number, plain_number};
use aws_smithy_types::base64;
use std::borrow::Cow;

/// The limit of lists and maps within each other. Items with more are left to the SDK.
/// Source: DynamoDB developer guide, "Quotas: nested attributes".
const MAX_DEPTH: usize = 32;

/// Why a line is not written.
enum Stop {
    /// The SDK must read the text.
    Unknown,
    /// Plain JSON would lose a type.
    NotPlain,
}

impl From<Unknown> for Stop {
    fn from(_: Unknown) -> Self {
        Self::Unknown
    }
}

/// How the values of a line are written.
#[derive(Clone, Copy, PartialEq)]
enum Style {
    /// As plain JSON, which has a form for every value.
    Plain,
    /// As plain JSON, for values that it does not change.
    Lossless,
    /// As DynamoDB JSON.
    Raw,
}

/// A member of a map that was written.
struct Member<'a> {
    /// Its place in the order of attributes.
    rank: usize,
    name: Cow<'a, str>,
    /// Where its text begins and ends in the output.
    text: std::ops::Range<usize>,
}

/// Reads items, and writes lines.
pub(super) struct Encoder<'a> {
    reader: Reader<'a>,
    format: LineFormat,
    order: AttributeOrder<'a>,
    style: Style,
    out: Vec<u8>,
    /// The members of the maps around the next value, those of the item first.
    members: Vec<Member<'a>>,
    /// The members of a map before they are sorted. Kept to reuse its memory.
    unsorted: Vec<u8>,
}

impl<'a> Encoder<'a> {
    pub(super) fn new(reader: Reader<'a>, format: LineFormat, order: AttributeOrder<'a>) -> Self {
        let style = match format {
            LineFormat::Plain => Style::Plain,
            LineFormat::Lossless => Style::Lossless,
            LineFormat::Raw | LineFormat::Item => Style::Raw,
        };
        Self { reader, format, order, style, out: Vec::new(), members: Vec::new(), unsorted: Vec::new() }
    }

    /// Reads an array of items. Returns its lines, and the reader after the array.
    pub(super) fn items(mut self) -> Result<(Lines, Reader<'a>), Unknown> {
        self.reader.expect(b'[')?;
        self.out.reserve(self.reader.remaining());
        let mut items = 0;
        let mut has_items = !self.reader.takes(b']');
        while has_items {
            self.item()?;
            items += 1;
            has_items = self.reader.has_next(b']')?;
        }
        Ok((Lines { text: self.out, items }, self.reader))
    }

    fn item(&mut self) -> Result<(), Unknown> {
        let (reader, written, style) = (self.reader, self.out.len(), self.style);
        if self.format == LineFormat::Item {
            self.out.extend_from_slice(b"{\"Item\":");
        }
        let line = match self.map(0) {
            Err(Stop::NotPlain) => {
                self.reader = reader;
                self.out.truncate(written);
                self.members.clear();
                self.style = Style::Raw;
                self.map(0)
            }
            line => line,
        };
        self.style = style;
        line.map_err(|_| Unknown)?;
        self.out.extend_from_slice(if self.format == LineFormat::Item { b"}\n" } else { b"\n" });
        Ok(())
    }

    /// Writes the members of a map in order. `depth` is 0 for the item.
    fn map(&mut self, depth: usize) -> Result<(), Stop> {
        self.reader.expect(b'{')?;
        self.out.push(b'{');
        let (first, begin) = (self.members.len(), self.out.len());
        let mut has_members = !self.reader.takes(b'}');
        while has_members {
            if self.out.len() > begin {
                self.out.push(b',');
            }
            self.member(depth)?;
            has_members = self.reader.has_next(b'}')?;
        }
        if self.style == Style::Lossless && depth > 0 && self.is_of_a_type(first) {
            return Err(Stop::NotPlain);
        }
        self.sort(first, begin)?;
        self.out.push(b'}');
        Ok(())
    }

    fn member(&mut self, depth: usize) -> Result<(), Stop> {
        let name = self.reader.string()?;
        self.reader.expect(b':')?;
        let start = self.out.len();
        name.write(&mut self.out)?;
        self.out.push(b':');
        self.value(depth)?;
        let name = name.unescaped()?;
        let rank = self.order.iter().position(|first| *first == name).unwrap_or(self.order.len());
        self.members.push(Member { rank, name, text: start..self.out.len() });
        Ok(())
    }

    /// Returns whether the last map has one member, which is named as a type.
    fn is_of_a_type(&self, first: usize) -> bool {
        matches!(&self.members[first..], [member] if TYPES.contains(&&*member.name))
    }

    /// Sorts the members of a map, whose text begins at `begin`. The SDK decides what a name means that occurs twice.
    fn sort(&mut self, first: usize, begin: usize) -> Result<(), Unknown> {
        let members = &mut self.members[first..];
        let is_before = |one: &Member<'a>, other: &Member<'a>| (one.rank, &one.name) < (other.rank, &other.name);
        if !members.is_sorted_by(is_before) {
            members.sort_unstable_by(|one, other| (one.rank, &one.name).cmp(&(other.rank, &other.name)));
            if !members.is_sorted_by(is_before) {
                return Err(Unknown);
            }
            self.unsorted.clear();
            self.unsorted.extend_from_slice(&self.out[begin..]);
            self.out.truncate(begin);
            for member in members {
                if self.out.len() > begin {
                    self.out.push(b',');
                }
                self.out.extend_from_slice(&self.unsorted[member.text.start - begin..member.text.end - begin]);
            }
        }
        self.members.truncate(first);
        Ok(())
    }

    fn value(&mut self, depth: usize) -> Result<(), Stop> {
        if depth > MAX_DEPTH {
            return Err(Stop::Unknown);
        }
        self.reader.expect(b'{')?;
        let kind = self.reader.string()?.quoted;
        self.reader.expect(b':')?;
        let is_raw = self.style == Style::Raw;
        if is_raw {
            self.out.push(b'{');
            self.out.extend_from_slice(kind.as_bytes());
            self.out.push(b':');
        }
        self.value_of(kind, depth)?;
        self.reader.expect(b'}')?;
        if is_raw {
            self.out.push(b'}');
        }
        Ok(())
    }

    /// Writes the value of a type, which is quoted.
    fn value_of(&mut self, kind: &str, depth: usize) -> Result<(), Stop> {
        match kind {
            "\"S\"" => self.text(),
            "\"N\"" => self.number(),
            "\"BOOL\"" => {
                let truth = self.reader.boolean()?;
                self.out.extend_from_slice(if truth { b"true" } else { b"false" });
                Ok(())
            }
            "\"NULL\"" => {
                let truth = self.reader.boolean()?;
                self.out.extend_from_slice(match (self.style, truth) {
                    (Style::Raw, true) => b"true",
                    (Style::Raw, false) => b"false",
                    _ => b"null",
                });
                Ok(())
            }
            "\"L\"" => self.list(|encoder| encoder.value(depth + 1)),
            "\"M\"" => self.map(depth + 1),
            "\"B\"" | "\"SS\"" | "\"NS\"" | "\"BS\"" if self.style == Style::Lossless => Err(Stop::NotPlain),
            "\"B\"" => self.blob(),
            "\"SS\"" => self.list(Self::text),
            "\"NS\"" => self.list(Self::number),
            "\"BS\"" => self.list(Self::blob),
            _ => Err(Stop::Unknown),
        }
    }

    fn list(&mut self, mut element: impl FnMut(&mut Self) -> Result<(), Stop>) -> Result<(), Stop> {
        self.reader.expect(b'[')?;
        self.out.push(b'[');
        let mut has_elements = !self.reader.takes(b']');
        while has_elements {
            element(self)?;
            has_elements = self.reader.has_next(b']')?;
            if has_elements {
                self.out.push(b',');
            }
        }
        self.out.push(b']');
        Ok(())
    }

    fn text(&mut self) -> Result<(), Stop> {
        Ok(self.reader.string()?.write(&mut self.out)?)
    }

    fn number(&mut self) -> Result<(), Stop> {
        let quoted = self.reader.string()?;
        if self.style == Style::Raw {
            return Ok(quoted.write(&mut self.out)?);
        }
        let number = quoted.unescaped()?;
        if is_short(&number) {
            self.out.extend_from_slice(number.as_bytes());
            return Ok(());
        }
        match self.style {
            Style::Lossless => {
                let number = json_number(&number).ok_or(Stop::NotPlain)?;
                self.out.extend_from_slice(number.as_bytes());
                Ok(())
            }
            _ => serde_json::to_writer(&mut self.out, &plain_number(number.into_owned())).map_err(|_| Stop::Unknown),
        }
    }

    /// Writes binary as it is read again: base64 that is not canonical becomes so.
    fn blob(&mut self) -> Result<(), Stop> {
        let Quoted { quoted, has_escapes, .. } = self.reader.string()?;
        let blob = base64::decode(quoted.trim_matches('"')).ok().filter(|_| !has_escapes).ok_or(Stop::Unknown)?;
        self.out.push(b'"');
        self.out.extend_from_slice(base64::encode(blob).as_bytes());
        self.out.push(b'"');
        Ok(())
    }
}
