//! Formats of files that are not imported.

use std::fmt::{Display, Formatter};

/// The format of a file that is not imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// gzip data in a file whose name does not end in `.gz`.
    Gzip,
    /// zstd data in a file whose name does not end in `.zst`.
    Zstd,
    /// Other data in a file whose name ends in `.gz`.
    NotGzip,
    /// Other data in a file whose name ends in `.zst`.
    NotZstd,
    /// Text in UTF-16 or UTF-32.
    Utf16,
    /// Amazon Ion, as text or binary.
    Ion,
    /// Binary data.
    Binary,
    /// A CSV with another separator than a comma.
    Separator(char),
    /// JSON in a file whose name ends in `.csv`.
    Json,
    /// Text that does not begin like JSON.
    NotJson,
    /// Objects separated by commas, without the brackets of an array.
    Commas,
    /// The manifest of an export by DynamoDB.
    Manifest,
    /// The description of a table.
    Description,
    /// A data model of NoSQL Workbench.
    DataModel,
}

impl Shape {
    /// The formats that are imported.
    pub const IMPORTED: &str = "JSON lines, a JSON array of items, the JSON that `aws dynamodb scan` prints or that \
        `aws dynamodb batch-write-item` takes, a data file of a DynamoDB export, or a CSV with commas and a header";
}

impl Display for Shape {
    fn fmt(&self, to: &mut Formatter<'_>) -> std::fmt::Result {
        to.write_str(match self {
            Self::Gzip => "gzip data, although its name does not end in .gz",
            Self::Zstd => "zstd data, although its name does not end in .zst",
            Self::NotGzip => "not gzip data, although its name ends in .gz",
            Self::NotZstd => "not zstd data, although its name ends in .zst",
            Self::Utf16 => "text in UTF-16 or UTF-32, not UTF-8",
            Self::Ion => "Amazon Ion",
            Self::Binary => "binary data",
            Self::Separator('\t') => "a CSV separated by tabs",
            Self::Separator(separator) => return write!(to, "a CSV separated by {separator:?}"),
            Self::Json => "JSON, read as a CSV",
            Self::NotJson => "text that is not JSON",
            Self::Commas => "JSON objects separated by commas, without the brackets of an array",
            Self::Manifest => "the manifest of a DynamoDB export, not one of its data files",
            Self::Description => "the description of a table, not its items",
            Self::DataModel => "a data model of NoSQL Workbench",
        })
    }
}
