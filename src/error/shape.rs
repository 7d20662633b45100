//! What a file is that is not imported.

use std::fmt::{Display, Formatter};

/// What a file holds that is not imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// gzip data under a name that does not say so.
    Gzip,
    /// zstd data under a name that does not say so.
    Zstd,
    /// Something else under a name that ends in `.gz`.
    NotGzip,
    /// Something else under a name that ends in `.zst`.
    NotZstd,
    /// Text in UTF-16 or UTF-32.
    Utf16,
    /// Amazon Ion, as text or binary.
    Ion,
    /// No text.
    Binary,
    /// A CSV with another separator than a comma.
    Separator(char),
    /// JSON under a name that ends in `.csv`.
    Json,
    /// Text that does not begin as JSON does.
    NotJson,
    /// Objects with commas in between, and no brackets around.
    Commas,
    /// The manifest of an export by the service.
    Manifest,
    /// The description of a table.
    Description,
    /// A data model of NoSQL Workbench.
    DataModel,
}

impl Shape {
    /// The shapes that are imported.
    pub const IMPORTED: &str = "JSON lines, a JSON array of items, the JSON that `aws dynamodb scan` prints or that \
        `aws dynamodb batch-write-item` takes, a data file of a DynamoDB export, or a CSV with commas and a header";
}

impl Display for Shape {
    fn fmt(&self, to: &mut Formatter<'_>) -> std::fmt::Result {
        to.write_str(match self {
            Self::Gzip => "gzip data under a name that does not end in .gz",
            Self::Zstd => "zstd data under a name that does not end in .zst",
            Self::NotGzip => "no gzip data, and its name ends in .gz",
            Self::NotZstd => "no zstd data, and its name ends in .zst",
            Self::Utf16 => "text in UTF-16 or UTF-32, not UTF-8",
            Self::Ion => "Amazon Ion",
            Self::Binary => "binary data",
            Self::Separator('\t') => "a CSV separated by tabs",
            Self::Separator(separator) => return write!(to, "a CSV separated by {separator:?}"),
            Self::Json => "JSON, read as a CSV",
            Self::NotJson => "text that is not JSON",
            Self::Commas => "JSON objects with commas in between, without the brackets of an array",
            Self::Manifest => "the manifest of a DynamoDB export, not one of its data files",
            Self::Description => "the description of a table, not its items",
            Self::DataModel => "a data model of NoSQL Workbench",
        })
    }
}
