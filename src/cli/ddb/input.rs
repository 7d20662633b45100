//! The file that import and diff read: the options that they share.

use clap::ValueEnum;
use cruddur::messaging::TABLE_SCHEMA;
use cruddur::transfer::{Decoder, FileFormat, format_of, open_export};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum InputFormat {
    /// JSON, plain or DynamoDB JSON: lines, an array, or what other tools put around items
    Jsonl,
    /// Comma-separated values with a header
    Csv,
}

/// A file, or standard input.
#[derive(Debug, Clone)]
pub struct Input {
    file: PathBuf,
    format: Option<InputFormat>,
    is_plain: bool,
}

impl Input {
    /// A file of the format that its ending names.
    pub fn of(file: &Path) -> Self {
        Self { file: file.to_owned(), format: None, is_plain: false }
    }

    /// The same file in a format that was typed.
    pub fn in_format(self, format: Option<InputFormat>) -> Self {
        Self { format, ..self }
    }

    /// The same file, all JSON of which is plain JSON where that was typed.
    pub fn plain(self, is_plain: bool) -> Self {
        Self { is_plain, ..self }
    }

    /// The path.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Whether it is standard input, which can be read once.
    pub fn is_stdin(&self) -> bool {
        self.file.as_os_str() == "-"
    }

    /// Whether it can be read more than once, as far as anybody can tell: opening a pipe again waits for another writer.
    pub fn is_read_again(&self) -> bool {
        let is_other = |kind: std::fs::FileType| !kind.is_file() && !kind.is_dir();
        !self.is_stdin() && !std::fs::metadata(&self.file).is_ok_and(|file| is_other(file.file_type()))
    }

    /// Begins to read it, on a thread of its own: a pipe that nobody writes to is waited for, and an interrupt is heard meanwhile.
    pub async fn open(&self) -> cruddur::Result<Decoder<Box<dyn BufRead + Send>>> {
        let input = self.clone();
        tokio::task::spawn_blocking(move || input.open_here()).await?
    }

    /// As [`Input::open`], on this thread.
    pub fn open_here(&self) -> cruddur::Result<Decoder<Box<dyn BufRead + Send>>> {
        let format = match self.format {
            Some(InputFormat::Jsonl) => FileFormat::Jsonl,
            Some(InputFormat::Csv) => FileFormat::Csv,
            None => format_of(&self.file).unwrap_or(FileFormat::Jsonl),
        };
        let (name, from): (_, Box<dyn BufRead + Send>) = if self.is_stdin() {
            ("-".to_owned(), Box::new(BufReader::new(std::io::stdin())))
        } else {
            (self.file.display().to_string(), open_export(&self.file)?)
        };
        Ok(Decoder::new(&name, format, &TABLE_SCHEMA, from)?.plain(self.is_plain))
    }
}
