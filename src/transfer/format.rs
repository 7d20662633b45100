//! Items in files. Every format keeps every type of DynamoDB.
//!
//! An [`Encoder`] writes a line for each item. A [`Decoder`] also reads what other tools write around items. What it does not
//! understand it refuses: a file by its [`Shape`](crate::error::Shape), before anything is written, and a record by its ordinal.
//! Source: DynamoDB API reference, AttributeValue; developer guide, "DynamoDB table export output format".

mod check;
mod copied;
mod csv;
mod decoder;
mod encoder;
mod file;
mod head;
mod json;
mod json_lines;
mod json_reader;
mod shape;
mod usual;
mod values;

pub use decoder::{Decoder, Line};
pub use encoder::Encoder;
pub(super) use file::compressed;
pub use file::{check_ending, format_of, open};
pub(super) use json::AMBIGUOUS;

use crate::ddb::LineFormat;
use crate::error::{Error, FileError};
use serde::{Deserialize, Serialize};

/// The limit of a record in bytes. An item of 400 KB, of which every character is escaped, has fewer.
const MAX_RECORD: usize = 16 << 20;

/// The format of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileFormat {
    /// A line for each item: plain JSON, or DynamoDB JSON if plain JSON would lose a type.
    Jsonl,
    /// A line for each item: DynamoDB JSON within `{"Item": ...}`, as the service exports it. Read as [`FileFormat::Jsonl`] is.
    DynamoDbJson,
    /// A column for each attribute that is a string or a number, named with its type (`pk:S`), and a last column `other` with the
    /// other attributes as JSON.
    Csv,
}

impl FileFormat {
    /// Returns the form of the lines of a file, which a scan can return; `None` for a CSV.
    pub fn lines(self) -> Option<LineFormat> {
        match self {
            Self::Jsonl => Some(LineFormat::Lossless),
            Self::DynamoDbJson => Some(LineFormat::Item),
            Self::Csv => None,
        }
    }
}

/// Returns why a record is refused that is longer than [`MAX_RECORD`].
fn too_long() -> String {
    format!("it is longer than {} MiB", MAX_RECORD >> 20)
}

/// Returns [`FileError::Unreadable`] of the file `name`.
fn unreadable(name: &str, source: impl Into<std::io::Error>) -> Error {
    Error::File(FileError::Unreadable { path: name.into(), source: source.into() })
}

#[cfg(test)]
mod line_tests;
#[cfg(test)]
mod tests;
