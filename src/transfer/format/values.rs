//! The records of a JSON file that is not JSON lines: arrays of items, and objects that contain items.

use super::json_reader::JsonReader;
use std::collections::HashSet;
use std::io::{BufRead, Result};

/// What the values at the top level of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Top {
    /// Items, or arrays of items.
    Items,
    /// Objects that contain items, as `aws dynamodb scan` prints them, or requests, as BatchWriteItem takes and returns them.
    Page,
    /// Objects whose members are tables, each with an array of requests.
    Tables,
}

/// The limit of the members of an object that contains items.
const MAX_MEMBERS: usize = 1_000;

/// The names of members beside the items that are skipped.
const SKIPPED: [&str; 6] = [
    "Count",
    "ScannedCount",
    "ConsumedCapacity",
    "ItemCollectionMetrics",
    "ResponseMetadata",
    "ReturnConsumedCapacity",
];

/// An array or object that is open around the next value.
enum Frame {
    /// An array of records. `refused` is the reason if none of them is imported.
    Array { is_first: bool, refused: Option<String> },
    /// An object that contains records. `seen` has the names of its members so far.
    Object { is_first: bool, top: Top, seen: HashSet<String> },
}

/// What comes next in an array or object.
enum Next {
    Value,
    End,
    Malformed,
}

/// A record. Its text is in [`Values::text`].
pub(super) struct Record {
    /// The line that it begins on, from 1.
    pub(super) line: u64,
    /// Why the record is refused.
    pub(super) refused: Option<String>,
}

/// Reads records.
pub(super) struct Values<R> {
    json: JsonReader<R>,
    top: Top,
    frames: Vec<Frame>,
    /// The table whose requests are read: the table that the items are for, or else the first table of the file.
    table: Option<String>,
    is_over: bool,
}

impl<R: BufRead> Values<R> {
    /// Begins to read at line `line`.
    pub(super) fn new(from: R, line: u64, top: Top) -> Self {
        Self { json: JsonReader::new(from, line), top, frames: Vec::new(), table: None, is_over: false }
    }

    /// Reads only the requests for this table. Requests for other tables are refused.
    pub(super) fn of_table(self, table: &str) -> Self {
        Self { table: Some(table.to_owned()), ..self }
    }

    /// Returns the text of the last record.
    pub(super) fn text(&self) -> &[u8] {
        self.json.text()
    }

    /// Returns the next record; `None` after the last.
    ///
    /// # Errors
    /// Those of the source.
    pub(super) fn next(&mut self) -> Result<Option<Record>> {
        while !self.is_over && !self.json.is_cut() {
            let record = match self.frames.last_mut() {
                None => self.next_at_top()?,
                Some(Frame::Array { is_first, refused }) => {
                    let (is_first, refused) = (std::mem::take(is_first), refused.clone());
                    self.next_in_array(is_first, refused)?
                }
                Some(Frame::Object { is_first, top, .. }) => {
                    let (is_first, top) = (std::mem::take(is_first), *top);
                    self.next_in_object(is_first, top)?
                }
            };
            if record.is_some() {
                return Ok(record);
            }
        }
        Ok(None)
    }

    fn next_at_top(&mut self) -> Result<Option<Record>> {
        match (self.json.peek()?, self.top) {
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
            _ => self.read_record(None).map(Some),
        }
    }

    fn next_in_array(&mut self, is_first: bool, refused: Option<String>) -> Result<Option<Record>> {
        match self.next_in_brackets(is_first, b']')? {
            Next::Value => self.read_record(refused).map(Some),
            Next::End => Ok(None),
            Next::Malformed => Ok(Some(self.malformed())),
        }
    }

    fn next_in_object(&mut self, is_first: bool, top: Top) -> Result<Option<Record>> {
        match self.next_in_brackets(is_first, b'}')? {
            Next::Value => self.read_member(top),
            Next::End => Ok(None),
            Next::Malformed => Ok(Some(self.malformed())),
        }
    }

    /// Reads a member of an object that contains records. Returns a record only for a member that is refused.
    fn read_member(&mut self, top: Top) -> Result<Option<Record>> {
        let line = self.json.line();
        let Some(name) = self.json.read_name()? else { return Ok(Some(self.malformed())) };
        let first_byte = self.json.peek()?;
        let (is_repeated, is_too_many) = match self.frames.last_mut() {
            Some(Frame::Object { seen, .. }) => (!seen.insert(name.clone()), seen.len() > MAX_MEMBERS),
            _ => (false, false),
        };
        if is_too_many {
            self.is_over = true;
            let why = format!("there are more than {MAX_MEMBERS} names beside the items, so the rest is not read");
            return Ok(Some(Record { line, refused: Some(why) }));
        }
        match (top, name.as_str(), first_byte) {
            _ if is_repeated => self.refuse_value(line, format!("the name {name:?} occurs twice")),
            (Top::Page, "Items", Some(b'[')) => {
                self.enter(Frame::Array { is_first: true, refused: None });
                Ok(None)
            }
            (Top::Page, "RequestItems" | "UnprocessedItems", Some(b'{')) => {
                self.enter(Frame::Object { is_first: true, top: Top::Tables, seen: HashSet::new() });
                Ok(None)
            }
            (Top::Tables, _, Some(b'[')) => {
                let wanted = self.table.get_or_insert(name.clone());
                let refused = (*wanted != name)
                    .then(|| format!("it is a request for the table {name:?}, and not for {wanted:?}"));
                self.enter(Frame::Array { is_first: true, refused });
                Ok(None)
            }
            (Top::Page, "LastEvaluatedKey" | "NextToken", Some(value)) if value != b'n' => {
                let why = format!("{name} says that the table has more items than this file");
                self.refuse_value(line, why)
            }
            (Top::Page, "LastEvaluatedKey" | "NextToken", _) => self.skip_value(),
            (Top::Page, name, _) if SKIPPED.contains(&name) => self.skip_value(),
            _ => self.refuse_value(line, format!("the name {name:?} beside the items is unknown")),
        }
    }

    /// Skips a value. Returns a record only if the value is malformed or too long.
    fn skip_value(&mut self) -> Result<Option<Record>> {
        let record = self.read_record(None)?;
        Ok(record.refused.is_some().then_some(record))
    }

    /// Skips a value, and returns it as a refused record.
    fn refuse_value(&mut self, line: u64, why: String) -> Result<Option<Record>> {
        let record = self.read_record(Some(why))?;
        Ok(Some(Record { line, ..record }))
    }

    /// Returns what comes next in an array or object, and leaves it at its closing bracket `end`.
    fn next_in_brackets(&mut self, is_first: bool, end: u8) -> Result<Next> {
        let mut next = self.json.peek()?;
        if next == Some(b',') && !is_first {
            self.json.skip();
            next = self.json.peek()?;
            return Ok(if next.is_none_or(|byte| byte == end) { Next::Malformed } else { Next::Value });
        }
        match next {
            Some(byte) if byte == end => {
                self.json.skip();
                self.frames.pop();
                Ok(Next::End)
            }
            Some(_) if is_first => Ok(Next::Value),
            _ => Ok(Next::Malformed),
        }
    }

    /// Ends the file at malformed JSON, because no record after it can be found. Returns the refusal.
    fn malformed(&mut self) -> Record {
        self.is_over = true;
        let why = "the JSON is malformed or cut here, so the rest is not read".to_owned();
        Record { line: self.json.line(), refused: Some(why) }
    }

    /// Skips an opening bracket.
    fn enter(&mut self, frame: Frame) {
        self.json.skip();
        self.frames.push(frame);
    }

    /// Reads a value as a record, which is refused if `refused` has a reason.
    fn read_record(&mut self, refused: Option<String>) -> Result<Record> {
        let line = self.json.line();
        let refused = match self.json.read_value()? {
            Ok(0) => return Ok(self.malformed()),
            Ok(_) => refused,
            Err(why) => Some(why),
        };
        Ok(Record { line, refused })
    }
}

#[cfg(test)]
mod tests {
    use super::super::MAX_RECORD;
    use super::*;
    use proptest::prelude::*;
    use std::io::BufReader;

    fn records(text: &[u8], top: Top, buffer: usize) -> Vec<String> {
        let mut values = Values::new(BufReader::with_capacity(buffer, text), 1, top);
        let mut records = Vec::new();
        while let Some(record) = values.next().expect("no error of a slice") {
            let text = String::from_utf8_lossy(values.text()).into_owned();
            records.push(format!("{}: {}", record.line, record.refused.unwrap_or(text)));
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
            ["1: 1", "1: the name \"Items\" occurs twice", "1: the name \"Else\" beside the items is unknown"]
        );
        assert_eq!(shown("{\"RequestItems\": {\"t\": [1, 2]}}", Top::Page), ["1: 1", "1: 2"]);
        assert_eq!(
            shown("{\"t\": [1], \"u\": [2]}", Top::Tables),
            ["1: 1", "1: it is a request for the table \"u\", and not for \"t\""]
        );
    }

    #[test]
    fn a_file_that_is_cut_does_not_look_whole() {
        let malformed = "the JSON is malformed or cut here, so the rest is not read";
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
        let long = [b"[{\"a\": \"".as_slice(), &vec![b'x'; MAX_RECORD], b"\"}, 1]"].concat();
        assert_eq!(records(&long, Top::Items, 1 << 16), ["1: it is longer than 16 MiB", "1: 1"]);
    }

    proptest! {
        /// No text makes it run forever, and the size of the buffer changes nothing.
        #[test]
        fn any_text_ends(text in "[{}\\[\\],:\"\\\\a1 \n]{0,60}", top in prop::sample::select(&[Top::Items, Top::Page, Top::Tables])) {
            prop_assert_eq!(records(text.as_bytes(), top, 64), records(text.as_bytes(), top, 1));
        }
    }
}
