//! Writes items to a file.

use super::csv::Columns;
use super::{FileFormat, json};
use crate::ddb::TableSchema;
use crate::ddb::item::Item;
use crate::error::Result;
use std::io::Write;

/// The number of items, at the beginning, that decide the columns of a CSV.
const FIRST_ITEMS: usize = 100;

/// Writes items as lines.
#[derive(Debug)]
pub struct Encoder {
    format: FileFormat,
    schema: &'static TableSchema,
    columns: Option<Columns>,
}

impl Encoder {
    /// Begins a file of items of a table.
    pub fn new(format: FileFormat, schema: &'static TableSchema) -> Self {
        Self { format, schema, columns: None }
    }

    /// Resumes a file that begins with `header`, as [`Encoder::header`] returned it.
    ///
    /// # Errors
    /// [`Error::Invalid`](crate::Error::Invalid) for a header that [`Encoder::header`] cannot return.
    pub fn resumed(format: FileFormat, schema: &'static TableSchema, header: Option<&[String]>) -> Result<Self> {
        Ok(Self { format, schema, columns: header.map(Columns::parse).transpose()? })
    }

    /// Returns the names of a CSV's columns, once they are known.
    pub fn header(&self) -> Option<Vec<String>> {
        self.columns.as_ref().map(Columns::header)
    }

    /// Writes items. The first items of a CSV decide its columns.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn encode<'a>(
        &mut self,
        items: impl IntoIterator<Item = &'a Item>,
        out: &mut impl Write,
    ) -> std::io::Result<()> {
        let order = self.schema.attribute_order;
        match self.format {
            FileFormat::Jsonl => items.into_iter().try_for_each(|item| json::write_plain(item, order, out)),
            FileFormat::DynamoDbJson => items.into_iter().try_for_each(|item| json::write_raw(item, order, out)),
            FileFormat::Csv => self.encode_csv(items.into_iter().collect(), out),
        }
    }

    fn encode_csv(&mut self, items: Vec<&Item>, out: &mut impl Write) -> std::io::Result<()> {
        let order = self.schema.attribute_order;
        let mut out = ::csv::Writer::from_writer(out);
        if self.columns.is_none() && !items.is_empty() {
            let columns = Columns::of(items.iter().take(FIRST_ITEMS).copied(), order);
            out.write_record(columns.header())?;
            self.columns = Some(columns);
        }
        for item in items {
            out.write_record(self.columns.iter().flat_map(|columns| columns.cells(item, order)))?;
        }
        out.flush()
    }
}
