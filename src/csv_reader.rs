//! The records of a CSV by RFC 4180, read strictly.
//!
//! Where a record ends is read as leniently as most programs do, so that a bad one takes no other with it. What is in it is read
//! strictly: a quote that RFC 4180 does not allow makes it a record with a fault.

use std::io::{BufRead, Result};

/// The limit of the cells of a record.
const MAX_CELLS: usize = 16_384;

/// Where in a record the next byte stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// At the beginning of a cell.
    Start,
    /// In a cell without quotes.
    Plain,
    /// Between quotes.
    Quoted,
    /// Behind a quote that ends the cell, or is the first half of an escaped one.
    Closed,
}

/// What is wrong with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    QuoteInside,
    TextBehind,
    /// With the line of the quote.
    Unclosed(u64),
    TooLong,
    TooWide,
}

/// Where a record begins, and what is wrong with it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Record {
    pub(crate) line: u64,
    pub(crate) fault: Option<String>,
}

/// Reads records; the cells of the last one are in [`Reader::cells`].
pub(crate) struct Reader<R> {
    from: R,
    /// The most bytes that a record may have.
    longest: usize,
    /// The line of the next byte, from 1. A line ends with LF, CRLF or CR.
    line: u64,
    /// Whether the last byte was a CR, so that an LF belongs to the same line end.
    is_after_cr: bool,
    text: Vec<u8>,
    ends: Vec<usize>,
}

impl<R: BufRead> Reader<R> {
    /// Begins to read at line `line`. A record of more than `longest` bytes has a fault, and is not held.
    pub(crate) fn new(from: R, line: u64, longest: usize) -> Self {
        Self { from, longest, line, is_after_cr: false, text: Vec::new(), ends: Vec::new() }
    }

    /// The cells of the last record; none of one with a fault.
    pub(crate) fn cells(&self) -> impl Iterator<Item = &[u8]> {
        let begins = std::iter::once(0).chain(self.ends.iter().copied());
        begins.zip(&self.ends).map(|(begin, end)| &self.text[begin..*end])
    }

    /// How many cells the last record has.
    pub(crate) fn width(&self) -> usize {
        self.ends.len()
    }

    /// How many bytes the cells of the last record have.
    pub(crate) fn bytes(&self) -> usize {
        self.text.len()
    }

    /// Reads the next record that is not an empty line; `None` after the last.
    ///
    /// # Errors
    /// Those of the source.
    pub(crate) fn next(&mut self) -> Result<Option<Record>> {
        self.text.clear();
        self.ends.clear();
        let mut record = Reading::at(self.line, self.longest);
        loop {
            let chunk = self.from.fill_buf()?;
            if chunk.is_empty() {
                return Ok(self.end_of_file(record));
            }
            let mut at = 0;
            let mut is_whole = false;
            while at < chunk.len() && !is_whole {
                let run = record.run(&chunk[at..]);
                if run > 0 {
                    record.text(&chunk[at..at + run], &mut self.text);
                    record.last = self.line;
                    self.is_after_cr = false;
                    at += run;
                    continue;
                }
                let byte = chunk[at];
                at += 1;
                let is_line_end = matches!(byte, b'\r' | b'\n');
                if is_line_end && !(byte == b'\n' && self.is_after_cr) {
                    self.line += 1;
                    is_whole = record.state != State::Quoted && !record.is_empty();
                }
                self.is_after_cr = byte == b'\r';
                if !is_line_end {
                    record.last = self.line;
                }
                match (record.state, byte) {
                    (State::Quoted, b'\r' | b'\n') => record.keep(&[byte], &mut self.text),
                    (_, b'\r' | b'\n') if is_whole => {}
                    (_, b'\r' | b'\n') => record.begin = self.line,
                    (_, b',') => record.end_cell(&self.text, &mut self.ends),
                    (State::Start, _) => (record.state, record.quote) = (State::Quoted, self.line),
                    (State::Quoted, _) => record.state = State::Closed,
                    (State::Closed, _) => {
                        record.state = State::Quoted;
                        record.keep(&[byte], &mut self.text);
                    }
                    (State::Plain, _) => record.fail(Fault::QuoteInside),
                }
            }
            self.from.consume(at);
            if is_whole {
                return Ok(Some(self.whole(record)));
            }
        }
    }

    fn end_of_file(&mut self, mut record: Reading) -> Option<Record> {
        if record.state == State::Quoted {
            record.fault = Some(Fault::Unclosed(record.quote));
        }
        (!record.is_empty()).then(|| self.whole(record))
    }

    /// Ends a record.
    fn whole(&mut self, mut record: Reading) -> Record {
        record.end_cell(&self.text, &mut self.ends);
        if record.fault.is_some() {
            // It may have been as long as a record may be.
            self.text = Vec::new();
            self.ends = Vec::new();
        }
        let Reading { begin, last, .. } = record;
        let lines = if last > begin { format!(" (lines {begin} to {last})") } else { String::new() };
        let fault = record.fault.map(|fault| match fault {
            Fault::QuoteInside => format!("a quote stands inside a cell that does not begin with one{lines}"),
            Fault::TextBehind => format!("text follows a closing quote{lines}"),
            Fault::Unclosed(line) => {
                format!("the quote on line {line} is never closed, so the record ends with the file{lines}")
            }
            Fault::TooWide => format!("it has more than {MAX_CELLS} cells{lines}"),
            Fault::TooLong => format!("it is longer than {} MiB{lines}", self.longest >> 20),
        });
        Record { line: begin, fault }
    }
}

/// A record that is being read.
struct Reading {
    state: State,
    /// The lines of its first byte, of its last byte so far, and of its last opening quote.
    begin: u64,
    last: u64,
    quote: u64,
    /// How many bytes of it were read, and may be at most.
    length: usize,
    longest: usize,
    fault: Option<Fault>,
}

impl Reading {
    fn at(line: u64, longest: usize) -> Self {
        Self { state: State::Start, begin: line, last: line, quote: line, length: 0, longest, fault: None }
    }

    /// Whether nothing of it was read yet.
    fn is_empty(&self) -> bool {
        self.state == State::Start && self.length == 0
    }

    /// How many bytes of `rest` are text and nothing else.
    fn run(&self, rest: &[u8]) -> usize {
        let end = match self.state {
            State::Quoted => rest.iter().position(|byte| matches!(byte, b'"' | b'\r' | b'\n')),
            _ => rest.iter().position(|byte| matches!(byte, b'"' | b'\r' | b'\n' | b',')),
        };
        end.unwrap_or(rest.len())
    }

    /// Takes text.
    fn text(&mut self, run: &[u8], text: &mut Vec<u8>) {
        match self.state {
            State::Start => self.state = State::Plain,
            State::Closed => {
                self.fail(Fault::TextBehind);
                self.state = State::Plain;
            }
            State::Plain | State::Quoted => {}
        }
        self.keep(run, text);
    }

    /// Keeps bytes of a cell, unless the record has a fault.
    fn keep(&mut self, bytes: &[u8], text: &mut Vec<u8>) {
        self.grow(bytes.len());
        if self.fault.is_none() {
            text.extend_from_slice(bytes);
        }
    }

    fn end_cell(&mut self, text: &[u8], ends: &mut Vec<usize>) {
        self.state = State::Start;
        // The comma counts: a record of nothing else is bounded too.
        self.grow(1);
        if ends.len() == MAX_CELLS {
            self.fail(Fault::TooWide);
        }
        if self.fault.is_none() {
            ends.push(text.len());
        }
    }

    fn grow(&mut self, bytes: usize) {
        self.length += bytes;
        if self.length > self.longest {
            self.fail(Fault::TooLong);
        }
    }

    fn fail(&mut self, fault: Fault) {
        self.fault.get_or_insert(fault);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::BufReader;

    /// As an import has it.
    const LONGEST: usize = 16 << 20;

    type Read = (u64, std::result::Result<Vec<String>, String>);

    fn read(text: &[u8], buffer: usize) -> Vec<Read> {
        let mut reader = Reader::new(BufReader::with_capacity(buffer, text), 1, LONGEST);
        let mut records = Vec::new();
        while let Some(record) = reader.next().expect("no error of a slice") {
            let cells = reader.cells().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
            records.push((record.line, record.fault.map_or(Ok(cells), Err)));
        }
        records
    }

    fn shown(text: &str) -> Vec<String> {
        let one = |(line, cells): Read| format!("{line}: {}", cells.map_or_else(|why| why, |cells| cells.join("|")));
        read(text.as_bytes(), 64).into_iter().map(one).collect()
    }

    #[test]
    fn lines_end_as_they_like() {
        assert_eq!(shown("a,b\rc,d\re,f"), ["1: a|b", "2: c|d", "3: e|f"]);
        assert_eq!(shown("a,b\nc,d\r\n\r\ne,f\r\r\n"), ["1: a|b", "2: c|d", "4: e|f"]);
        assert_eq!(shown("\n\r\n\na\n"), ["4: a"]);
        assert_eq!(shown("\"a\r\nb\",c\n,\n\"\"\n"), ["1: a\r\nb|c", "3: |", "4: "]);
        assert_eq!(shown("\"a \"\"b\"\" c\",\"\"\"\"\n"), ["1: a \"b\" c|\""]);
        assert_eq!(shown(""), [""; 0]);
    }

    #[test]
    fn every_line_end_ends_a_record_and_a_quoted_one_does_not() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "", "\"c\"\"d\",\"e", "f\"", "g,"].join(end);
            let expected = ["1: a|b".to_owned(), format!("3: c\"d|e{end}f"), "5: g|".to_owned()];
            assert_eq!(shown(&text), expected, "{end:?}");
        }
    }

    #[test]
    fn a_quote_that_is_not_allowed_is_a_fault_of_its_record_alone() {
        let behind = "text follows a closing quote";
        let inside = "a quote stands inside a cell that does not begin with one";
        assert_eq!(shown("a,\"b\" c \"d\"\ne,f\n"), [format!("1: {behind}"), "2: e|f".to_owned()]);
        assert_eq!(shown("a,5\" pipe\ne,f\n"), [format!("1: {inside}"), "2: e|f".to_owned()]);
        assert_eq!(shown("a, \"b\"\ne,f\n"), [format!("1: {inside}"), "2: e|f".to_owned()]);
        assert_eq!(
            shown("a,b\nc,\"d\ne,f\n"),
            ["1: a|b", "2: the quote on line 2 is never closed, so the record ends with the file (lines 2 to 3)"]
        );
        // What comes after has quotes of its own.
        assert_eq!(shown("a,\"b\nc,d\ne,\"f\"\ng,h\n"), [format!("1: {behind} (lines 1 to 3)"), "4: g|h".to_owned()]);
    }

    #[test]
    fn a_record_without_end_is_not_held() {
        let long = [b"a,\"".as_slice(), &vec![b'x'; LONGEST + 1], b"\"\nb,c\n"].concat();
        let mut reader = Reader::new(long.as_slice(), 1, LONGEST);
        let why = reader.next().expect("a slice").and_then(|record| record.fault);
        assert_eq!(why.as_deref(), Some("it is longer than 16 MiB"));
        assert_eq!((reader.text.capacity(), reader.ends.capacity()), (0, 0));
        assert_eq!(reader.next().expect("a slice"), Some(Record { line: 2, fault: None }));
        for (commas, why) in [
            (MAX_CELLS - 1, None),
            (MAX_CELLS, Some("it has more than 16384 cells")),
            (LONGEST, Some("it has more than 16384 cells")),
        ] {
            let (_, cells) = read(&vec![b','; commas], 1 << 16).remove(0);
            assert_eq!(cells.err().as_deref(), why, "{commas}");
        }
    }

    proptest! {
        /// Whatever is accepted is what the csv crate reads, and reading by the byte changes nothing.
        #[test]
        fn what_is_accepted_is_what_others_read(text in "[a\"\r\n,é ]{0,60}") {
            let records = read(text.as_bytes(), 64);
            prop_assert_eq!(&records, &read(text.as_bytes(), 1));
            let mut theirs = ::csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            let theirs: Vec<Vec<String>> =
                theirs.records().map(|record| record.expect("UTF-8").iter().map(str::to_owned).collect()).collect();
            prop_assert_eq!(records.len(), theirs.len());
            for ((_, ours), theirs) in records.iter().zip(&theirs) {
                if let Ok(ours) = ours {
                    prop_assert_eq!(ours, theirs);
                }
            }
        }
    }
}
