//! The streams: data goes to stdout; status lines, warnings, traces and questions go to stderr.

use super::Global;
use super::error::{Failure, is_closed_pipe};
use super::output::{self, Cells, Format, Row, Terminal, Writer};
use super::pager::{self, Paged, Pager};
use super::stderr::Stderr;
#[cfg(feature = "stack")]
use super::text::cut;
use super::text::on_one_line;
use super::times::Times;
use super::waiting::Waiting;
use cruddur::event::{Event, Observer};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::fmt::Display;
use std::io::{BufRead, BufWriter, IsTerminal, Read, Write};
#[cfg(feature = "stack")]
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

/// The consequence if no record of a message is kept.
pub const UNRECORDED: &str =
    "if the answer is lost, the same command again writes the message twice, unless --message-uuid names it";

/// The limit of a typed answer, in bytes.
const MAX_ANSWER: u64 = 4 << 10;

/// The streams of a command.
pub struct Ui {
    format: Format,
    query: Option<output::Query>,
    stderr: Stderr,
    verbose: bool,
    can_ask: bool,
    shows_progress: bool,
    /// What output on a terminal goes through.
    pager: Option<Arc<Pager>>,
    /// Whether the cursor is at the end of a progress line.
    in_progress: AtomicBool,
    /// The number of lines of the block above the cursor.
    #[cfg(feature = "stack")]
    block: AtomicUsize,
    csv_safe: bool,
    times: Times,
    dry_run: bool,
    /// How many items were written, counted from the library's events.
    written: Arc<AtomicU64>,
    waiting: Arc<Mutex<Waiting>>,
}

impl Ui {
    /// `pages` says whether the output may go through a pager.
    ///
    /// # Errors
    /// A usage failure for an invalid `--query`, before anything is done.
    pub fn new(global: &Global, pages: bool) -> anyhow::Result<Self> {
        let is_json = global.error_format == super::error::Format::Json;
        // With --verbose, any number of lines would wait for the pager.
        let pages = pages && !global.no_pager && !global.no_input && !global.verbose;
        Ok(Self {
            format: output::format(global.output)?,
            query: global.query.as_deref().map(output::Query::compile).transpose()?,
            stderr: Stderr { is_json, is_quiet: global.quiet },
            verbose: global.verbose,
            shows_progress: !global.quiet && !is_json && std::io::stderr().is_terminal() && is_capable(),
            pager: if pages && std::io::stdout().is_terminal() { Pager::of_environment() } else { None },
            in_progress: AtomicBool::new(false),
            #[cfg(feature = "stack")]
            block: AtomicUsize::new(0),
            csv_safe: global.csv_safe,
            times: Times::of(global.time)?,
            dry_run: global.dry_run,
            written: Arc::default(),
            waiting: Arc::default(),
            can_ask: !global.no_input && std::io::stdin().is_terminal() && std::io::stderr().is_terminal(),
        })
    }

    /// Prints a status line: the target, or what was done.
    pub fn status(&self, text: &str) {
        self.stderr.status(text);
    }

    /// Prints a warning, although the command may succeed.
    pub fn warn(&self, text: &str) {
        self.stderr.warn(text);
    }

    /// Prints a status line that the user must see, such as one before a question, even with `--quiet`.
    pub fn important(&self, text: &str) {
        Stderr { is_quiet: false, ..self.stderr }.status(text);
    }

    /// Returns whether stdout is a terminal.
    pub fn prints_to_terminal(&self) -> bool {
        std::io::stdout().is_terminal()
    }

    /// Returns whether a table is printed to a terminal, where a person reads it. Whatever else reads it gets whole ids.
    pub fn is_for_screen(&self) -> bool {
        self.format == Format::Table && self.query.is_none() && self.prints_to_terminal()
    }

    /// Returns whether each row is printed when it comes, and the output needs no end.
    pub fn prints_as_it_comes(&self) -> bool {
        self.format != Format::Json && self.query.is_none()
    }

    /// Returns whether the output is for people, who want only one line about a write.
    pub fn is_brief(&self) -> bool {
        self.format == Format::Table && self.query.is_none() && !self.verbose
    }

    /// Returns whether people read the output, and no program or query does.
    pub fn is_for_people(&self) -> bool {
        matches!(self.format, Format::Table | Format::Markdown) && self.query.is_none()
    }

    /// Returns a value as the output has it: in words for people, and as a structure for programs and for a query.
    pub fn value(&self, value: &(impl Display + Serialize)) -> Value {
        if self.is_for_people() { value.to_string().into() } else { json!(value) }
    }

    /// Returns how many items were written so far.
    pub fn written(&self) -> u64 {
        self.written.load(Ordering::Relaxed)
    }

    /// Returns whether progress is shown.
    pub fn shows_progress(&self) -> bool {
        self.shows_progress
    }

    /// Shows the progress on a terminal, in one line that replaces the previous one.
    pub fn progress(&self, text: &str) {
        if self.shows_progress && !pager::has_terminal() {
            self.in_progress.store(true, Ordering::Relaxed);
            write!(anstream::stderr(), "\r\x1b[2K{}", on_one_line(text)).ok();
        }
    }

    /// Returns whether blocks are shown. Traces of `--verbose` would come between their lines.
    #[cfg(feature = "stack")]
    pub fn shows_blocks(&self) -> bool {
        self.shows_progress && !self.verbose
    }

    /// Shows lines on a terminal in place of the block before. Lines that do not fit the terminal are cut or left out at the top.
    #[cfg(feature = "stack")]
    pub fn block(&self, lines: &[String]) {
        if !self.shows_blocks() {
            return;
        }
        let size = terminal_size::terminal_size_of(std::io::stderr());
        let (columns, rows) = size.map_or((80, 24), |(width, height)| (usize::from(width.0), usize::from(height.0)));
        // The cursor is on a line of its own below the block.
        let shown = &lines[lines.len().saturating_sub(rows.saturating_sub(1).max(1))..];
        let before = match self.block.swap(shown.len(), Ordering::Relaxed) {
            0 => String::new(),
            before => format!("\x1b[{before}A"),
        };
        let shown: String = shown.iter().map(|line| format!("{}\n", cut(&on_one_line(line), columns))).collect();
        write!(anstream::stderr(), "{before}\r\x1b[J{shown}").ok();
    }

    /// Prints what the command waits for, at intervals.
    pub fn waiting(&self, what: &str, state: &str) {
        wait(self.stderr, &self.waiting, what, state, self.says_at_once());
    }

    /// Returns whether a wait is reported at once, rather than after a delay.
    fn says_at_once(&self) -> bool {
        self.verbose || std::io::stderr().is_terminal()
    }

    /// Ends the progress line, if there is one.
    pub fn end_progress(&self) {
        if self.in_progress.swap(false, Ordering::Relaxed) {
            writeln!(anstream::stderr()).ok();
        }
    }

    /// Returns whether a question can be asked: stdin and stderr are terminals, and `--no-input` is not set.
    pub fn can_ask(&self) -> bool {
        self.can_ask
    }

    /// Asks a question, and returns the trimmed answer. The end of input is an empty answer. A separate thread reads the
    /// terminal, so that Ctrl-C works meanwhile.
    pub async fn ask(&self, question: &str) -> anyhow::Result<String> {
        let mut stderr = anstream::stderr();
        write!(stderr, "{}", on_one_line(question))?;
        stderr.flush()?;
        let read = tokio::task::spawn_blocking(|| {
            let mut answer = String::new();
            std::io::stdin().lock().take(MAX_ANSWER).read_line(&mut answer).map(|_| answer)
        });
        let answer = read.await??;
        if !answer.ends_with('\n') {
            // The end of input has left the cursor behind the question.
            writeln!(stderr)?;
        }
        Ok(answer.trim().to_owned())
    }

    /// Starts a list, whose rows are printed as they come.
    pub fn rows(&self, columns: output::Columns) -> Writer<'_> {
        Writer::new(self.stdout(), columns, self.style())
    }

    /// Returns the stream for data. On a terminal it removes the characters that a terminal would execute.
    pub fn stdout(&self) -> Box<dyn Write> {
        let stdout = std::io::stdout();
        match &self.pager {
            Some(pager) => Box::new(BufWriter::new(Terminal::new(Paged::new(Arc::clone(pager))))),
            None if self.prints_to_terminal() => Box::new(BufWriter::new(Terminal::new(stdout))),
            None => Box::new(BufWriter::new(stdout)),
        }
    }

    /// Waits until the pager has ended, if one has started. `was_told` says that a signal ended the command; the pager is then ended too.
    ///
    /// # Errors
    /// As [`Pager::wait`].
    pub fn end_pager(&self, was_told: bool) -> anyhow::Result<()> {
        match &self.pager {
            Some(pager) => {
                if was_told {
                    pager::terminate();
                }
                pager.wait()
            }
            None => Ok(()),
        }
    }

    fn style(&self) -> output::Style<'_> {
        let size = self.prints_to_terminal().then(terminal_size::terminal_size).flatten();
        let width = size.map(|(width, _)| usize::from(width.0));
        let cells = Cells { for_spreadsheets: self.csv_safe };
        output::Style {
            format: self.format,
            query: self.query.as_ref(),
            width,
            times: self.times,
            cells,
            stderr: self.stderr,
        }
    }

    /// Prints a whole list.
    pub fn list(&self, columns: impl Into<output::Columns>, rows: impl IntoIterator<Item = Row>) -> anyhow::Result<()> {
        let mut writer = self.rows(columns.into());
        for row in rows {
            writer.push(row)?;
        }
        writer.finish()
    }

    /// Prints what a command did. If this fails, because of the query or a full disk, the command was carried out all the same,
    /// and the error says so. A dry run carries nothing out.
    pub fn report(
        &self,
        columns: impl Into<output::Columns>,
        rows: impl IntoIterator<Item = Row>,
    ) -> anyhow::Result<()> {
        self.list(columns, rows).map_err(|error| match error.downcast::<Failure>() {
            Ok(Failure::Usage { what, hint }) if !self.dry_run => {
                Failure::partial(format!("the command was carried out, but {what}"), hint)
            }
            Ok(other) => other.into(),
            Err(other) if self.dry_run || is_closed_pipe(&other) => other,
            Err(other) => Failure::partial(
                format!("the command was carried out, but its result cannot be printed: {other}"),
                "make room for standard output; the command need not run again".to_owned(),
            ),
        })
    }

    /// Prints one object. The table format prints it as JSON, because it is not a list.
    pub fn object(&self, object: Map<String, Value>) -> anyhow::Result<()> {
        let mut stdout = self.stdout();
        let format = if self.format == Format::Table { Format::Json } else { self.format };
        output::object(&mut stdout, object, output::Style { format, ..self.style() })?;
        stdout.flush()?;
        Ok(())
    }

    /// Prints one object. A table has a row for each of its fields.
    pub fn fields(&self, object: Map<String, Value>) -> anyhow::Result<()> {
        let mut stdout = self.stdout();
        output::object(&mut stdout, object, self.style())?;
        Ok(stdout.flush()?)
    }

    /// Prints text unchanged.
    pub fn raw(&self, text: &[u8]) -> anyhow::Result<()> {
        let mut stdout = self.stdout();
        stdout.write_all(text)?;
        Ok(stdout.flush()?)
    }

    /// Flushes stdout, so that a full disk or a closed pipe is noticed.
    pub fn finish(&self) -> anyhow::Result<()> {
        Ok(std::io::stdout().flush()?)
    }

    /// Returns the observer that prints the library's events.
    pub fn observer(&self) -> Observer {
        let (stderr, verbose, at_once) = (self.stderr, self.verbose, self.says_at_once());
        let waiting = Arc::clone(&self.waiting);
        let written = Arc::clone(&self.written);
        Observer::new(move |event| match event {
            Event::Written { items } => drop(written.fetch_add(items as u64, Ordering::Relaxed)),
            Event::EmbeddedCreated { home } => {
                stderr.status(&format!("created {} for the embedded stores", home.display()));
            }
            Event::EmbeddedWaiting { holder } => {
                stderr.status(&format!("waiting for {holder}, which uses the embedded stores"));
            }
            Event::Call { service, operation, took } if verbose => {
                stderr.trace(&format!("{service} {operation} {:.1} ms", took.as_secs_f64() * 1_000.0));
            }
            Event::Settling { what, state } => wait(stderr, &waiting, &what, &state, at_once),
            Event::Unrecorded { why } => stderr.warn(&format!("{why}; {UNRECORDED}")),
            Event::StreamTrimmed { shard } => {
                stderr.warn(&format!(
                    "records of shard {shard} were gone before they were read: a stream keeps them for a day"
                ));
            }
            Event::StreamReplaced { table } => {
                stderr.warn(&format!(
                    "table {table} has a new stream, which is read from its beginning; cruddur ddb repair --all finds \
                     inboxes that missed records in between"
                ));
            }
            _ => {}
        })
    }
}

/// Returns whether the terminal can move the cursor back to the beginning of a line.
fn is_capable() -> bool {
    super::environment::variable("TERM").is_none_or(|term| term != "dumb")
}

fn wait(stderr: Stderr, waiting: &Mutex<Waiting>, what: &str, state: &str, at_once: bool) {
    let mut waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(line) = waiting.poll(what, state, Instant::now(), at_once) {
        stderr.status(&line);
    }
}
