//! The columns of a list.

use std::collections::HashSet;

/// How many rows decide the widths of a table, and the columns where the data does.
pub(super) const FIRST_PAGE: usize = 100;

/// The limit of columns that the data decides. A table and a CSV hold every cell of their first rows.
pub(super) const MAX_COLUMNS: usize = 1_000;

/// The columns of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Columns {
    /// These, in this order.
    Fixed(&'static [&'static str]),
    /// The first ones in a table, and all of them in every other format.
    ForPrograms {
        /// The columns of a table.
        table: &'static [&'static str],
        /// What the other formats have beyond them, such as ids.
        more: &'static [&'static str],
    },
    /// These, in this order, as the data has them.
    Named(Vec<String>),
    /// Those of the first rows. What later rows have beyond goes into a last column `other` of a CSV as JSON, and is left
    /// out of a table.
    FromData,
}

impl Columns {
    /// Their names, where they are known.
    pub(super) fn names(self) -> Option<Vec<String>> {
        match self {
            Self::Fixed(names) => Some(owned(names)),
            Self::ForPrograms { table, more } => Some(owned(&[table, more].concat())),
            Self::Named(names) => Some(names),
            Self::FromData => None,
        }
    }

    /// The names of those that a table has, where they are known, and of the fields that it leaves out on purpose.
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

/// The names of rows' fields, in the order in which they first come, and no more than there may be columns.
pub(super) fn columns_of<'a>(rows: impl IntoIterator<Item = impl Iterator<Item = &'a str>>) -> Vec<String> {
    let mut seen = HashSet::new();
    let names = rows.into_iter().flatten().filter(|name| seen.insert(*name));
    names.take(MAX_COLUMNS).map(str::to_owned).collect()
}
