//! The columns of a list, which the data may decide.

use super::Row;
use std::collections::HashSet;

/// The number of rows that decide the widths of a table, and the columns of a list whose data decides them.
pub(super) const FIRST_PAGE: usize = 100;

/// The limit of columns that the data decides. A table and a CSV hold every cell of their first rows.
pub(super) const MAX_COLUMNS: usize = 1_000;

/// The columns of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Columns {
    /// These columns, in this order.
    Fixed(&'static [&'static str]),
    /// A table has fewer columns than the other formats.
    ForPrograms {
        /// The columns of a table.
        table: &'static [&'static str],
        /// The further columns of the other formats, such as ids.
        more: &'static [&'static str],
    },
    /// These columns, in this order. The caller took them from the data.
    Named(Vec<String>),
    /// The fields of the first rows. A CSV has the other fields of later rows as JSON in a last column `other`. A table leaves them
    /// out.
    FromData,
}

impl Columns {
    /// Returns the names of the columns, if they are known before the first row.
    pub(super) fn names(self) -> Option<Vec<String>> {
        match self {
            Self::Fixed(names) => Some(owned(names)),
            Self::ForPrograms { table, more } => Some(owned(&[table, more].concat())),
            Self::Named(names) => Some(names),
            Self::FromData => None,
        }
    }

    /// Returns the names of the columns of a table, if they are known before the first row, and the fields that a table leaves out on
    /// purpose.
    pub(super) fn of_table(self) -> (Option<Vec<String>>, &'static [&'static str]) {
        match self {
            Self::ForPrograms { table, more } => (Some(owned(table)), more),
            other => (other.names(), &[]),
        }
    }
}

impl From<&'static [&'static str]> for Columns {
    fn from(names: &'static [&'static str]) -> Self {
        Self::Fixed(names)
    }
}

impl<const N: usize> From<&'static [&'static str; N]> for Columns {
    fn from(names: &'static [&'static str; N]) -> Self {
        Self::Fixed(names)
    }
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// Returns the names of the fields of rows, in the order of their first occurrence, and at most [`MAX_COLUMNS`].
pub(super) fn columns_of<'a>(rows: impl IntoIterator<Item = impl Iterator<Item = &'a str>>) -> Vec<String> {
    let mut seen = HashSet::new();
    let names = rows.into_iter().flatten().filter(|name| seen.insert(*name));
    names.take(MAX_COLUMNS).map(str::to_owned).collect()
}

/// The columns of a list, and the rows that are held back until the list can print them.
pub(super) struct HeldRows {
    columns: Option<Vec<String>>,
    rows: Vec<Row>,
}

impl HeldRows {
    /// Begins a list. `columns` are its columns, if they are known before the first row.
    pub(super) fn new(columns: Option<Vec<String>>) -> Self {
        Self { columns, rows: Vec::new() }
    }

    /// Returns whether the columns are known.
    pub(super) fn has_columns(&self) -> bool {
        self.columns.is_some()
    }

    /// Returns the columns; none if they are not known yet.
    pub(super) fn columns(&self) -> &[String] {
        self.columns.as_deref().unwrap_or_default()
    }

    /// Holds a row back. Returns whether as many rows are held as a page has.
    pub(super) fn hold(&mut self, row: Row) -> bool {
        self.rows.push(row);
        self.rows.len() == FIRST_PAGE
    }

    /// Returns the rows that are held. If the columns are not known yet, these rows decide them.
    pub(super) fn take(&mut self) -> Vec<Row> {
        let rows = std::mem::take(&mut self.rows);
        if self.columns.is_none() && !rows.is_empty() {
            self.columns = Some(columns_of(rows.iter().map(Row::names)));
        }
        rows
    }
}
