//! The input file of import and diff.

use clap::ValueEnum;
use cruddur::messaging::TABLE_SCHEMA;
use cruddur::transfer::{Decoder, FileFormat, format_of, open_export};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// The format of an input file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum InputFormat {
    /// JSON, plain or DynamoDB JSON: lines, an array, or an object with the items, as other tools print it
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
    /// Returns a file whose format is that of its ending.
    pub fn of(file: &Path) -> Self {
        Self { file: file.to_owned(), format: None, is_plain: false }
    }

    /// Returns the same file with the format of an option, if it was given.
    pub fn in_format(self, format: Option<InputFormat>) -> Self {
        Self { format, ..self }
    }

    /// Returns the same file, with all JSON read as plain JSON if `is_plain` is set.
    pub fn plain(self, is_plain: bool) -> Self {
        Self { is_plain, ..self }
    }

    /// Returns the path.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Returns whether it is standard input, which can be read only once.
    pub fn is_stdin(&self) -> bool {
        self.file.as_os_str() == "-"
    }

    /// Returns whether it can be read more than once, as far as its type shows. Opening a pipe again waits for another writer.
    pub fn is_read_again(&self) -> bool {
        let is_other = |kind: std::fs::FileType| !kind.is_file() && !kind.is_dir();
        !self.is_stdin() && !std::fs::metadata(&self.file).is_ok_and(|file| is_other(file.file_type()))
    }

    /// Opens it on a separate thread: a pipe without a writer blocks it, and an interrupt must still work.
    pub async fn open(&self) -> cruddur::Result<Decoder<Box<dyn BufRead + Send>>> {
        let input = self.clone();
        tokio::task::spawn_blocking(move || input.open_here()).await?
    }

    /// Opens it on this thread.
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
