//! Users in a CSV with a header.

use super::File;
use super::user::{boolean, checked, first_of};
use crate::cognito::PoolUser;
use crate::csv_reader::Reader;
use std::collections::HashSet;

impl File<'_> {
    /// Reads a CSV.
    pub(super) fn csv(&mut self) -> Result<(), String> {
        // The whole text is in memory, so a record needs no limit of its own.
        let mut records = Reader::new(self.text.as_bytes(), 1, self.text.len() + 1);
        let next = |records: &mut Reader<_>| records.next().map_err(|error| error.to_string());
        let Some(header) = next(&mut records)? else { return Ok(()) };
        if let Some(why) = header.fault {
            return Err(format!("line {}: {why}", header.line));
        }
        let names = cells(&records);
        let columns = Columns::of(&names)?;
        while let Some(record) = next(&mut records)? {
            let user = match record.fault {
                Some(why) => Err(why),
                None if records.width() != names.len() => {
                    Err(format!("it has {} cells, and the header {}", records.width(), names.len()))
                }
                None => columns.user(cells(&records)),
            };
            self.add(record.line, user);
        }
        Ok(())
    }
}

/// Returns the cells of the record that was read last.
fn cells(records: &Reader<&[u8]>) -> Vec<String> {
    records.cells().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect()
}

/// The positions of the columns in a CSV.
struct Columns {
    handle: usize,
    sub: usize,
    email: Option<usize>,
    email_verified: Option<usize>,
    status: Option<usize>,
    enabled: Option<usize>,
}

impl Columns {
    /// Finds the columns in a header.
    fn of(names: &[String]) -> Result<Self, String> {
        let mut seen = HashSet::new();
        if let Some(twice) = names.iter().find(|name| !seen.insert(*name)) {
            return Err(format!("the header has the column {twice} more than once"));
        }
        let position = |wanted: &str| names.iter().position(|name| name == wanted);
        let (handle, sub) = match (position("handle"), position("sub")) {
            (Some(handle), Some(sub)) => (handle, sub),
            (None, None) if names.len() == 1 => {
                return Err(
                    "it is neither JSON nor a CSV with the columns handle and sub, separated by commas".to_owned()
                );
            }
            (handle, sub) => {
                let missing = [("handle", handle), ("sub", sub)];
                let missing: Vec<&str> = missing.iter().filter(|(_, at)| at.is_none()).map(|(name, _)| *name).collect();
                return Err(format!(
                    "the header has no column {}; it has {}",
                    missing.join(" and no column "),
                    first_of(names)
                ));
            }
        };
        Ok(Self {
            handle,
            sub,
            email: position("email"),
            email_verified: position("email_verified"),
            status: position("status"),
            enabled: position("enabled"),
        })
    }

    /// Returns the user of a record, which has a cell for each column.
    fn user(&self, mut cells: Vec<String>) -> Result<PoolUser, String> {
        let mut take = |at: usize| std::mem::take(&mut cells[at]);
        let (handle, sub) = (Some(take(self.handle)), take(self.sub));
        // An empty cell means that the value is missing.
        let mut optional = |at: Option<usize>| at.map(&mut take).filter(|cell| !cell.is_empty());
        let (email, status) = (optional(self.email), optional(self.status));
        let mut optional_boolean = |name, at| optional(at).map(|cell| boolean(name, &cell)).transpose();
        let email_verified = optional_boolean("email_verified", self.email_verified)?;
        let enabled = optional_boolean("enabled", self.enabled)?;
        checked(PoolUser { handle, sub, email, email_verified, status, enabled, ..PoolUser::default() })
    }
}
