//! The records of a file of JSON that has no value a line: each is found by its brackets, and held alone.

use super::LONGEST_RECORD;
use std::collections::HashSet;
use std::io::{BufRead, Result};

/// What the values of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Top {
    /// Items, or arrays of them.
    Items,
    /// Objects with items within, as `aws dynamodb scan` prints them, or with requests, as BatchWriteItem takes and returns them.
    Page,
    /// Objects of tables, each with an array of requests.
    Tables,
}

/// The limits of what stands around records: how many members an object has, and how long a name is, in bytes.
const MAX_MEMBERS: usize = 1_000;
const MAX_NAME: usize = 1 << 10;

/// Where in the file the next value stands.
enum Frame {
    /// In an array of records; with why none of them is imported.
    Array { is_first: bool, refused: Option<String> },
    /// In an object that stands around records.
    Object { is_first: bool, top: Top, seen: HashSet<String> },
}

/// What is next within brackets.
enum Next {
    Value,
    End,
    Bad,
}

/// Where a record begins, and what is wrong with it; its text is in [`Values::text`].
pub(super) struct Found {
    pub(super) line: u64,
    pub(super) text: std::result::Result<(), String>,
}

/// Reads records.
pub(super) struct Values<R> {
    from: R,
    top: Top,
    line: u64,
    frames: Vec<Frame>,
    text: Vec<u8>,
    /// The table whose requests are read: the one that the items are for, otherwise the first one of the file.
    table: Option<String>,
    is_over: bool,
}

/// What stands around items beside them and says nothing of them.
const BESIDE: [&str; 6] = [
    "Count",
    "ScannedCount",
    "ConsumedCapacity",
    "ItemCollectionMetrics",
    "ResponseMetadata",
    "ReturnConsumedCapacity",
];

impl<R: BufRead> Values<R> {
    /// Begins to read at line `line`.
    pub(super) fn new(from: R, line: u64, top: Top) -> Self {
        Self { from, top, line, frames: Vec::new(), text: Vec::new(), table: None, is_over: false }
    }

    /// The requests for this table alone are read; those for another one are refused.
    pub(super) fn of_table(self, table: &str) -> Self {
        Self { table: Some(table.to_owned()), ..self }
    }

    /// The text of the last record.
    pub(super) fn text(&self) -> &[u8] {
        &self.text
    }

    /// The next record; `None` after the last.
    ///
    /// # Errors
    /// Those of the source.
    pub(super) fn next(&mut self) -> Result<Option<Found>> {
        while !self.is_over {
            let found = match self.frames.last_mut() {
                None => self.at_the_top()?,
                Some(Frame::Array { is_first, refused }) => {
                    let (is_first, refused) = (std::mem::take(is_first), refused.clone());
                    self.in_an_array(is_first, refused)?
                }
                Some(Frame::Object { is_first, top, .. }) => {
                    let (is_first, top) = (std::mem::take(is_first), *top);
                    self.in_an_object(is_first, top)?
                }
            };
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }

    fn at_the_top(&mut self) -> Result<Option<Found>> {
        match (self.peek()?, self.top) {
            (None, _) => {
                self.is_over = true;
                Ok(None)
            }
            (Some(b'['), _) => {
                self.enter(Frame::Array { is_first: true, refused: None });
                Ok(None)
            }
            (Some(b'{'), top @ (Top::Page | Top::Tables)) => {
                self.enter(Frame::Object { is_first: true, top, seen: HashSet::new() });
                Ok(None)
            }
            _ => self.record(None).map(Some),
        }
    }

    fn in_an_array(&mut self, is_first: bool, refused: Option<String>) -> Result<Option<Found>> {
        match self.next_within(is_first, b']')? {
            Next::Value => self.record(refused).map(Some),
            Next::End => Ok(None),
            Next::Bad => Ok(Some(self.malformed())),
        }
    }

    fn in_an_object(&mut self, is_first: bool, top: Top) -> Result<Option<Found>> {
        match self.next_within(is_first, b'}')? {
            Next::Value => self.member(top),
            Next::End => Ok(None),
            Next::Bad => Ok(Some(self.malformed())),
        }
    }

    /// A member of an object that stands around records.
    fn member(&mut self, top: Top) -> Result<Option<Found>> {
        let line = self.line;
        let Some(name) = self.name()? else { return Ok(Some(self.malformed())) };
        let first = self.peek()?;
        let (is_again, is_over) = match self.frames.last_mut() {
            Some(Frame::Object { seen, .. }) => (!seen.insert(name.clone()), seen.len() > MAX_MEMBERS),
            _ => (false, false),
        };
        if is_over {
            self.is_over = true;
            let why = format!("there are more than {MAX_MEMBERS} names beside the items, so nothing behind is read");
            return Ok(Some(Found { line, text: Err(why) }));
        }
        match (top, name.as_str(), first) {
            _ if is_again => self.refused(line, format!("the name {name:?} is there twice")),
            (Top::Page, "Items", Some(b'[')) => {
                self.enter(Frame::Array { is_first: true, refused: None });
                Ok(None)
            }
            (Top::Page, "RequestItems" | "UnprocessedItems", Some(b'{')) => {
                self.enter(Frame::Object { is_first: true, top: Top::Tables, seen: HashSet::new() });
                Ok(None)
            }
            (Top::Tables, _, Some(b'[')) => {
                let first = self.table.get_or_insert(name.clone());
                let refused =
                    (*first != name).then(|| format!("it is a request for the table {name:?}, and not for {first:?}"));
                self.enter(Frame::Array { is_first: true, refused });
                Ok(None)
            }
            (Top::Page, "LastEvaluatedKey" | "NextToken", Some(value)) if value != b'n' => {
                let why = format!("{name} says that the table has more items than this file");
                self.refused(line, why)
            }
            (Top::Page, "LastEvaluatedKey" | "NextToken", _) => self.skipped(),
            (Top::Page, name, _) if BESIDE.contains(&name) => self.skipped(),
            _ => self.refused(line, format!("{name:?} beside the items is not known")),
        }
    }

    /// Leaves out a value that says nothing of the items.
    fn skipped(&mut self) -> Result<Option<Found>> {
        let found = self.record(None)?;
        Ok(found.text.is_err().then_some(found))
    }

    /// Leaves out a value for a reason.
    fn refused(&mut self, line: u64, why: String) -> Result<Option<Found>> {
        let found = self.record(Some(why))?;
        Ok(Some(Found { line, ..found }))
    }

    /// Finds what is next within brackets, and leaves them at their end.
    fn next_within(&mut self, is_first: bool, end: u8) -> Result<Next> {
        let mut next = self.peek()?;
        if next == Some(b',') && !is_first {
            self.step();
            next = self.peek()?;
            return Ok(if next.is_none_or(|byte| byte == end) { Next::Bad } else { Next::Value });
        }
        match next {
            Some(byte) if byte == end => {
                self.step();
                self.frames.pop();
                Ok(Next::End)
            }
            Some(_) if is_first => Ok(Next::Value),
            _ => Ok(Next::Bad),
        }
    }

    /// That the text is no JSON from here on, so that nothing behind can be told apart.
    fn malformed(&mut self) -> Found {
        self.is_over = true;
        Found { line: self.line, text: Err("the JSON is malformed or cut here, so nothing behind is read".to_owned()) }
    }

    fn enter(&mut self, frame: Frame) {
        self.step();
        self.frames.push(frame);
    }

    /// Reads a value as a record. With `refused` the record is refused for that reason.
    fn record(&mut self, refused: Option<String>) -> Result<Found> {
        let line = self.line;
        let why = match self.value()? {
            Ok(0) => return Ok(self.malformed()),
            Ok(_) => refused,
            Err(why) => Some(why),
        };
        Ok(Found { line, text: why.map_or(Ok(()), Err) })
    }

    /// The name of a member, up to its value; `None` where there is none.
    fn name(&mut self) -> Result<Option<String>> {
        if self.peek()? != Some(b'"') || self.value()?.is_err() {
            return Ok(None);
        }
        let name = serde_json::from_slice(&self.text).ok().filter(|_| self.text.len() <= MAX_NAME);
        if self.peek()? != Some(b':') {
            return Ok(None);
        }
        self.step();
        Ok(name)
    }

    /// The next byte that is no white space.
    fn peek(&mut self) -> Result<Option<u8>> {
        loop {
            let chunk = self.from.fill_buf()?;
            let Some(at) = chunk.iter().position(|byte| !byte.is_ascii_whitespace()) else {
                if chunk.is_empty() {
                    return Ok(None);
                }
                let all = chunk.len();
                self.pass(all)?;
                continue;
            };
            let byte = chunk[at];
            self.pass(at)?;
            return Ok(Some(byte));
        }
    }

    /// Goes on by bytes that are in the buffer, counting lines.
    fn pass(&mut self, bytes: usize) -> Result<()> {
        let chunk = self.from.fill_buf()?;
        self.line += chunk.iter().take(bytes).filter(|byte| **byte == b'\n').count() as u64;
        self.from.consume(bytes);
        Ok(())
    }

    /// Goes on behind the byte that [`Values::peek`] returned.
    fn step(&mut self) {
        self.from.consume(1);
    }

    /// Reads a value into the text, and returns how many bytes it has, none where no value begins.
    ///
    /// # Errors
    /// Those of the source; and, within, why there is no value.
    fn value(&mut self) -> Result<std::result::Result<usize, String>> {
        self.text.clear();
        let mut end = End::default();
        let mut length = 0;
        loop {
            let chunk = self.from.fill_buf()?;
            if chunk.is_empty() {
                if end.is_scalar() {
                    return Ok(self.whole(length));
                }
                self.is_over = true;
                return Ok(Err("the file ends within it".to_owned()));
            }
            let found = end.find(chunk);
            let bytes = found.unwrap_or(chunk.len());
            length += bytes;
            if length <= LONGEST_RECORD {
                self.text.extend_from_slice(&chunk[..bytes]);
            } else {
                self.text = Vec::new();
            }
            self.pass(bytes)?;
            if found.is_some() {
                return Ok(self.whole(length));
            }
        }
    }

    fn whole(&self, length: usize) -> std::result::Result<usize, String> {
        if length > LONGEST_RECORD {
            return Err(format!("it is longer than {} MiB", LONGEST_RECORD >> 20));
        }
        Ok(length)
    }
}

/// Over bytes that are at hand, as far as they go.
impl<'a> Values<&'a [u8]> {
    /// Steps into the object that is first.
    pub(super) fn begin_object(&mut self) {
        if let Ok(Some(b'{')) = self.peek() {
            self.step();
        }
    }

    /// The next member of the object, by name and the bytes from its value on; what is cut has none.
    pub(super) fn next_member(&mut self) -> Option<(String, &'a [u8])> {
        if let Ok(Some(b',')) = self.peek() {
            self.step();
        }
        let name = self.name().ok()??;
        self.peek().ok()??;
        let from_value = self.from;
        self.value().ok()?.ok();
        Some((name, from_value))
    }
}

/// Where a value ends.
#[derive(Default)]
struct End {
    depth: usize,
    is_text: bool,
    is_escaped: bool,
    /// Whether anything of it was read.
    is_begun: bool,
}

impl End {
    /// Whether the value is a number or a word, which ends with the file too.
    fn is_scalar(&self) -> bool {
        self.depth == 0 && !self.is_text
    }

    /// How many bytes of the chunk the value has; `None` where it goes on.
    fn find(&mut self, chunk: &[u8]) -> Option<usize> {
        for (at, byte) in chunk.iter().enumerate() {
            if self.is_text {
                match byte {
                    _ if self.is_escaped => self.is_escaped = false,
                    b'\\' => self.is_escaped = true,
                    b'"' => {
                        self.is_text = false;
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
                b'"' => self.is_text = true,
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::BufReader;

    fn records(text: &[u8], top: Top, buffer: usize) -> Vec<String> {
        let mut values = Values::new(BufReader::with_capacity(buffer, text), 1, top);
        let mut records = Vec::new();
        while let Some(found) = values.next().expect("no error of a slice") {
            let text = String::from_utf8_lossy(values.text()).into_owned();
            records.push(format!("{}: {}", found.line, found.text.map_or_else(|why| why, |()| text)));
        }
        records
    }

    fn shown(text: &str, top: Top) -> Vec<String> {
        let records = records(text.as_bytes(), top, 64);
        assert_eq!(records, self::records(text.as_bytes(), top, 1));
        records
    }

    #[test]
    fn values_end_with_their_brackets() {
        assert_eq!(
            shown("[\n{\"a\": [1, {}]},\n\"x, ]\\\"\", 5 ]", Top::Items),
            ["2: {\"a\": [1, {}]}", "3: \"x, ]\\\"\"", "3: 5"]
        );
        assert_eq!(shown("{\"a\":\n1}\n{}{}\n[]", Top::Items), ["1: {\"a\":\n1}", "3: {}", "3: {}"]);
        assert_eq!(shown("", Top::Items), [""; 0]);
    }

    #[test]
    fn what_stands_around_items_is_known() {
        let page = "{\n \"Count\": 2,\n \"Items\": [{\"a\": 1},\n {\"a\": 2}],\n \"LastEvaluatedKey\": null}";
        assert_eq!(shown(page, Top::Page), ["3: {\"a\": 1}", "4: {\"a\": 2}"]);
        assert_eq!(
            shown("{\"Items\": [1], \"NextToken\": \"e\"}", Top::Page),
            ["1: 1", "1: NextToken says that the table has more items than this file"]
        );
        assert_eq!(
            shown("{\"Items\": [1], \"Items\": [2], \"Else\": {}}", Top::Page),
            ["1: 1", "1: the name \"Items\" is there twice", "1: \"Else\" beside the items is not known"]
        );
        assert_eq!(shown("{\"RequestItems\": {\"t\": [1, 2]}}", Top::Page), ["1: 1", "1: 2"]);
        assert_eq!(
            shown("{\"t\": [1], \"u\": [2]}", Top::Tables),
            ["1: 1", "1: it is a request for the table \"u\", and not for \"t\""]
        );
    }

    #[test]
    fn a_file_that_is_cut_does_not_look_whole() {
        let malformed = "the JSON is malformed or cut here, so nothing behind is read";
        assert_eq!(shown("[{\"a\": 1}, {\"a", Top::Items), ["1: {\"a\": 1}", "1: the file ends within it"]);
        for cut in ["[{}", "[{},", "[{},]", "[{} {}]", "[{}:{}]"] {
            assert_eq!(shown(cut, Top::Items), ["1: {}".to_owned(), format!("1: {malformed}")], "{cut}");
        }
        for cut in ["{\"Items\": [{}]", "{\"Items\": [{}],", "{\"Items\": [{}] 5}"] {
            assert_eq!(shown(cut, Top::Page), ["1: {}".to_owned(), format!("1: {malformed}")], "{cut}");
        }
        assert_eq!(shown("{}, {}", Top::Items), ["1: {}".to_owned(), format!("1: {malformed}")]);
    }

    #[test]
    fn a_record_without_end_is_not_held() {
        let long = [b"[{\"a\": \"".as_slice(), &vec![b'x'; LONGEST_RECORD], b"\"}, 1]"].concat();
        assert_eq!(records(&long, Top::Items, 1 << 16), ["1: it is longer than 16 MiB", "1: 1"]);
    }

    proptest! {
        /// No text makes it go on for ever, and reading by the byte changes nothing.
        #[test]
        fn any_text_ends(text in "[{}\\[\\],:\"\\\\a1 \n]{0,60}", top in prop::sample::select(&[Top::Items, Top::Page, Top::Tables])) {
            prop_assert_eq!(records(text.as_bytes(), top, 64), records(text.as_bytes(), top, 1));
        }
    }
}
