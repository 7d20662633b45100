//! A CSV by RFC 4180, read strictly: a quote that is never closed would swallow the rest of a file.

/// A record: the line it begins on, and its cells, or what is wrong with it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) line: u64,
    pub(super) cells: Result<Vec<String>, &'static str>,
}

/// The records of a text, empty lines left out. A line ends with LF, CRLF or CR.
pub(super) struct Records<'a> {
    rest: std::iter::Peekable<std::str::Chars<'a>>,
    line: u64,
}

impl<'a> Records<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { rest: text.chars().peekable(), line: 1 }
    }

    /// Takes the end of a line, where one is next.
    fn line_end(&mut self) -> bool {
        match self.rest.next_if(|next| matches!(next, '\r' | '\n')) {
            None => return false,
            Some('\r') => drop(self.rest.next_if_eq(&'\n')),
            Some(_) => {}
        }
        self.line += 1;
        true
    }

    /// Takes a cell, up to the comma or the end of the line behind it.
    fn cell(&mut self) -> Result<String, &'static str> {
        let mut cell = String::new();
        let is_quoted = self.rest.next_if_eq(&'"').is_some();
        if is_quoted {
            self.quoted(&mut cell)?;
        }
        let mut fault = None;
        while let Some(character) = self.rest.next_if(|next| !matches!(next, ',' | '\r' | '\n')) {
            match character {
                _ if is_quoted => fault = Some("text follows a closing quote"),
                '"' => fault = Some("a quote stands inside a cell that does not begin with one"),
                _ => cell.push(character),
            }
        }
        fault.map_or(Ok(cell), Err)
    }

    /// Takes what stands in quotes, and the quote that ends it.
    fn quoted(&mut self, cell: &mut String) -> Result<(), &'static str> {
        loop {
            match self.rest.next() {
                None => return Err("a quote is never closed"),
                Some('"') if self.rest.next_if_eq(&'"').is_none() => return Ok(()),
                Some(character) => {
                    // Of CRLF the second counts.
                    let ends_line = character == '\n' || (character == '\r' && self.rest.peek() != Some(&'\n'));
                    self.line += u64::from(ends_line);
                    cell.push(character);
                }
            }
        }
    }
}

impl Iterator for Records<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        while self.line_end() {}
        self.rest.peek()?;
        let line = self.line;
        let mut cells = Ok(Vec::new());
        loop {
            match self.cell() {
                Ok(cell) => {
                    cells = cells.map(|mut cells: Vec<String>| {
                        cells.push(cell);
                        cells
                    })
                }
                Err(fault) => cells = cells.and(Err(fault)),
            }
            if self.rest.next_if_eq(&',').is_none() {
                self.line_end();
                return Some(Record { line, cells });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(text: &str) -> Vec<(u64, Result<Vec<String>, &'static str>)> {
        Records::of(text).map(|record| (record.line, record.cells)).collect()
    }

    fn cells(cells: &[&str]) -> Result<Vec<String>, &'static str> {
        Ok(cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn every_line_end_ends_a_record_and_a_quoted_one_does_not() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "", "\"c\"\"d\",\"e", "f\"", "g,"].join(end);
            let expected =
                [(1, cells(&["a", "b"])), (3, cells(&["c\"d", &format!("e{end}f")])), (5, cells(&["g", ""]))];
            assert_eq!(records(&text), expected, "{end:?}");
        }
    }

    #[test]
    fn a_quote_in_the_wrong_place_is_a_fault_of_its_record_alone() {
        let text = "\"a\"b,c\nd\"e,f\ng,h\ni,\"j\nk";
        assert_eq!(
            records(text),
            [
                (1, Err("text follows a closing quote")),
                (2, Err("a quote stands inside a cell that does not begin with one")),
                (3, cells(&["g", "h"])),
                (4, Err("a quote is never closed")),
            ]
        );
    }
}
