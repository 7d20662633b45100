//! Reads the records of a CSV by RFC 4180.
//!
//! The end of a record is found as leniently as by most programs, so that a bad record does not affect others. The contents of a record
//! are read strictly: a quote that RFC 4180 does not allow is a fault of the record.

use std::io::{BufRead, Result};

/// The limit of the cells of a record.
const MAX_CELLS: usize = 16_384;

/// The position of the next byte in a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// The beginning of a cell.
    Start,
    /// Within a cell without quotes.
    Plain,
    /// Between quotes, where commas and line ends are text.
    Quoted,
    /// After a quote that ends the cell, or that is the first of two quotes that stand for one.
    Closed,
}

/// The fault of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    QuoteInside,
    TextBehind,
    /// The line is that of the quote.
    Unclosed(u64),
    TooLong,
    TooWide,
}

/// The line that a record begins on, and its fault.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Record {
    pub(crate) line: u64,
    pub(crate) fault: Option<String>,
}

/// Reads records. The cells of the last record are in [`Reader::cells`].
pub(crate) struct Reader<R> {
    from: R,
    /// The limit of a record in bytes.
    max_record: usize,
    lines: Lines,
    last: Cells,
}

/// Counts lines. A line ends with LF, CRLF or CR.
struct Lines {
    /// The line of the next byte, from 1.
    number: u64,
    /// Whether the last byte was a CR. An LF that follows belongs to the same line end.
    is_after_cr: bool,
}

/// The cells of a record.
#[derive(Default)]
struct Cells {
    /// The text of all cells.
    text: Vec<u8>,
    /// The end of each cell in the text.
    ends: Vec<usize>,
}

impl<R: BufRead> Reader<R> {
    /// Begins to read at line `line`. A record of more than `max_record` bytes has a fault, and is not held in memory.
    pub(crate) fn new(from: R, line: u64, max_record: usize) -> Self {
        let lines = Lines { number: line, is_after_cr: false };
        Self { from, max_record, lines, last: Cells::default() }
    }

    /// Returns the cells of the last record; none if it has a fault.
    pub(crate) fn cells(&self) -> impl Iterator<Item = &[u8]> {
        let Cells { text, ends } = &self.last;
        let begins = std::iter::once(0).chain(ends.iter().copied());
        begins.zip(ends).map(|(begin, end)| &text[begin..*end])
    }

    /// Returns the number of cells of the last record.
    pub(crate) fn width(&self) -> usize {
        self.last.ends.len()
    }

    /// Returns the size of the cells of the last record in bytes.
    pub(crate) fn bytes(&self) -> usize {
        self.last.text.len()
    }

    /// Reads the next record that is not an empty line; `None` after the last.
    ///
    /// # Errors
    /// Those of the source.
    pub(crate) fn next(&mut self) -> Result<Option<Record>> {
        self.last.text.clear();
        self.last.ends.clear();
        let mut record = Reading::at(self.lines.number, self.max_record);
        loop {
            let chunk = self.from.fill_buf()?;
            if chunk.is_empty() {
                return Ok(self.end_of_file(record));
            }
            let (bytes, is_complete) = record.read(chunk, &mut self.lines, &mut self.last);
            self.from.consume(bytes);
            if is_complete {
                return Ok(Some(self.end_record(record)));
            }
        }
    }

    /// Ends the last record of a file, if there is one.
    fn end_of_file(&mut self, mut record: Reading) -> Option<Record> {
        if record.state == State::Quoted {
            record.fault = Some(Fault::Unclosed(record.quote));
        }
        (!record.is_empty()).then(|| self.end_record(record))
    }

    /// Ends a record, and describes its fault.
    fn end_record(&mut self, mut record: Reading) -> Record {
        record.end_cell(&mut self.last);
        if record.fault.is_some() {
            // Frees the memory, because the record may have been as long as the limit.
            self.last = Cells::default();
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
            Fault::TooLong => format!("it is longer than {} MiB{lines}", self.max_record >> 20),
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
    /// The number of its bytes so far, and their limit.
    length: usize,
    max_length: usize,
    fault: Option<Fault>,
}

impl Reading {
    fn at(line: u64, max_length: usize) -> Self {
        Self { state: State::Start, begin: line, last: line, quote: line, length: 0, max_length, fault: None }
    }

    /// Returns whether no byte of the record was read yet.
    fn is_empty(&self) -> bool {
        self.state == State::Start && self.length == 0
    }

    /// Reads bytes until the record is complete. Returns how many bytes were read, and whether the record is complete.
    fn read(&mut self, chunk: &[u8], lines: &mut Lines, cells: &mut Cells) -> (usize, bool) {
        let mut at = 0;
        while at < chunk.len() {
            let length = self.text_length(&chunk[at..]);
            if length > 0 {
                self.add_text(&chunk[at..at + length], cells);
                self.last = lines.number;
                lines.is_after_cr = false;
                at += length;
                continue;
            }
            let byte = chunk[at];
            at += 1;
            if matches!(byte, b'\r' | b'\n') {
                if self.read_line_end(byte, lines, cells) {
                    return (at, true);
                }
            } else {
                self.read_mark(byte, lines, cells);
            }
        }
        (at, false)
    }

    /// Returns how many bytes at the beginning of `rest` are text of a cell, without quotes, commas and line ends.
    fn text_length(&self, rest: &[u8]) -> usize {
        let end = match self.state {
            State::Quoted => rest.iter().position(|byte| matches!(byte, b'"' | b'\r' | b'\n')),
            _ => rest.iter().position(|byte| matches!(byte, b'"' | b'\r' | b'\n' | b',')),
        };
        end.unwrap_or(rest.len())
    }

    /// Reads a byte of a line end. Returns whether it completes the record.
    fn read_line_end(&mut self, byte: u8, lines: &mut Lines, cells: &mut Cells) -> bool {
        let is_new_line = !(byte == b'\n' && lines.is_after_cr);
        lines.number += u64::from(is_new_line);
        lines.is_after_cr = byte == b'\r';
        if self.state == State::Quoted {
            self.keep(&[byte], cells);
            return false;
        }
        let is_complete = is_new_line && !self.is_empty();
        if !is_complete {
            self.begin = lines.number;
        }
        is_complete
    }

    /// Reads a comma or a quote.
    fn read_mark(&mut self, byte: u8, lines: &mut Lines, cells: &mut Cells) {
        lines.is_after_cr = false;
        self.last = lines.number;
        match (self.state, byte) {
            (_, b',') => self.end_cell(cells),
            (State::Start, _) => (self.state, self.quote) = (State::Quoted, lines.number),
            (State::Quoted, _) => self.state = State::Closed,
            (State::Closed, _) => {
                self.state = State::Quoted;
                self.keep(&[byte], cells);
            }
            (State::Plain, _) => self.fail(Fault::QuoteInside),
        }
    }

    /// Adds text to the cell.
    fn add_text(&mut self, text: &[u8], cells: &mut Cells) {
        match self.state {
            State::Start => self.state = State::Plain,
            State::Closed => {
                self.fail(Fault::TextBehind);
                self.state = State::Plain;
            }
            State::Plain | State::Quoted => {}
        }
        self.keep(text, cells);
    }

    /// Adds bytes to the cell, unless the record has a fault.
    fn keep(&mut self, bytes: &[u8], cells: &mut Cells) {
        self.grow(bytes.len());
        if self.fault.is_none() {
            cells.text.extend_from_slice(bytes);
        }
    }

    /// Ends a cell.
    fn end_cell(&mut self, cells: &mut Cells) {
        self.state = State::Start;
        // The comma counts, so that a record of commas alone has a limit too.
        self.grow(1);
        if cells.ends.len() == MAX_CELLS {
            self.fail(Fault::TooWide);
        }
        if self.fault.is_none() {
            cells.ends.push(cells.text.len());
        }
    }

    /// Counts bytes of the record.
    fn grow(&mut self, bytes: usize) {
        self.length += bytes;
        if self.length > self.max_length {
            self.fail(Fault::TooLong);
        }
    }

    /// Sets the fault of the record, unless it has one already.
    fn fail(&mut self, fault: Fault) {
        self.fault.get_or_insert(fault);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::BufReader;

    /// The limit that an import sets.
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
        // A quote in a later record closes this one.
        assert_eq!(shown("a,\"b\nc,d\ne,\"f\"\ng,h\n"), [format!("1: {behind} (lines 1 to 3)"), "4: g|h".to_owned()]);
    }

    #[test]
    fn a_record_without_end_is_not_held() {
        let long = [b"a,\"".as_slice(), &vec![b'x'; LONGEST + 1], b"\"\nb,c\n"].concat();
        let mut reader = Reader::new(long.as_slice(), 1, LONGEST);
        let why = reader.next().expect("a slice").and_then(|record| record.fault);
        assert_eq!(why.as_deref(), Some("it is longer than 16 MiB"));
        assert_eq!((reader.last.text.capacity(), reader.last.ends.capacity()), (0, 0));
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
        /// Every record that is accepted is read as the csv crate reads it, and the size of the buffer changes nothing.
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
