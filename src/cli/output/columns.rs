//! The columns of a list.

use std::collections::HashSet;

/// The number of first rows that decide the widths of a table, and the columns if the data decides them.
pub(super) const FIRST_PAGE: usize = 100;

/// The limit of columns that the data decides. A table and a CSV hold every cell of their first rows in memory.
pub(super) const MAX_COLUMNS: usize = 1_000;

/// The columns of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Columns {
    /// These, in this order.
    Fixed(&'static [&'static str]),
    /// The columns of `table` in a table, and all columns in every other format.
    ForPrograms {
        /// The columns of a table.
        table: &'static [&'static str],
        /// The further columns of the other formats, such as ids.
        more: &'static [&'static str],
    },
    /// These names from the data, in this order.
    Named(Vec<String>),
    /// The fields of the first rows. Further fields of later rows go as JSON into a last column `other` of a CSV, and are left
    /// out of a table.
    FromData,
}

impl Columns {
    /// Returns the names, if they are known.
    pub(super) fn names(self) -> Option<Vec<String>> {
        match self {
            Self::Fixed(names) => Some(owned(names)),
            Self::ForPrograms { table, more } => Some(owned(&[table, more].concat())),
            Self::Named(names) => Some(names),
            Self::FromData => None,
        }
    }

    /// Returns the names of a table's columns, if they are known, and of the fields that a table leaves out on purpose.
    pub(super) fn of_table(self) -> (Option<Vec<String>>, &'static [&'static str]) {
        match self {
            Self::ForPrograms { table, more } => (Some(owned(table)), more),
            other => (other.names(), &[]),
        }
    }
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// Returns the names of the rows' fields, in the order of their first appearance, up to the limit.
pub(super) fn columns_of<'a>(rows: impl IntoIterator<Item = impl Iterator<Item = &'a str>>) -> Vec<String> {
    let mut seen = HashSet::new();
    let names = rows.into_iter().flatten().filter(|name| seen.insert(*name));
    names.take(MAX_COLUMNS).map(str::to_owned).collect()
}
