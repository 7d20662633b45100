//! The examination of the users database: connection, schema, privileges and rows.

use super::UserStore;
use super::schema::{COLUMNS, TABLES};
use crate::error::Result;
use std::fmt;

/// What [`Users::examine`](super::Users::examine) found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsersHealth {
    /// Whether the connection is encrypted; `None` for the embedded store, which has no connection.
    pub encrypted: Option<bool>,
    /// The tables `users` and `activities` if they are missing.
    pub missing_tables: Vec<String>,
    /// The columns that this tool needs and `users` lacks.
    pub missing_columns: Vec<String>,
    /// If `public` has no table `users`: the other schemas that have one.
    pub elsewhere: Vec<String>,
    /// Handles that several users have.
    pub duplicate_handles: Vec<String>,
    /// The state of the rows.
    pub state: UsersState,
    /// The privileges on columns that the role lacks.
    pub lacking: Vec<Lacking>,
}

/// A privilege that the connection's role lacks on columns of `users`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lacking {
    /// `SELECT`, `INSERT` or `UPDATE`.
    pub privilege: String,
    /// The columns.
    pub columns: Vec<String>,
}

impl Lacking {
    /// Whether it is the privilege to read this column.
    pub fn is_to_read(&self, column: &str) -> bool {
        self.privilege == "SELECT" && self.columns.iter().any(|name| name == column)
    }
}

impl fmt::Display for Lacking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} on public.users ({})", self.privilege, self.columns.join(", "))
    }
}

/// The state of the rows of `users` that the connection's role can read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UsersState {
    /// The number of rows without a handle.
    pub without_handle: u64,
    /// Ids of the user pool that several rows have, at most 20.
    pub shared_ids: Vec<String>,
    /// Whether row-level security may hide other rows.
    pub row_security: bool,
    /// Whether transactions are read-only.
    pub read_only: bool,
}

/// Examines the users database. Only reads, and reads no column that is missing or that the role may not read.
pub(super) fn examine(store: &mut dyn UserStore) -> Result<UsersHealth> {
    let columns = store.columns()?;
    let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect::<Vec<_>>();
    let exists = |table: &str| columns.iter().any(|column| column.table == table);
    let has = |name: &str| columns.iter().any(|column| column.table == "users" && column.name == name);
    let missing_tables = owned(TABLES.into_iter().filter(|table| !exists(table)).collect());
    let missing_columns = owned(COLUMNS.into_iter().filter(|name| exists("users") && !has(name)).collect());
    let lacking = if exists("users") { store.lacking()? } else { Vec::new() };
    let reads = |name: &str| has(name) && !lacking.iter().any(|lacks| lacks.is_to_read(name));
    Ok(UsersHealth {
        encrypted: store.is_encrypted()?,
        elsewhere: if exists("users") { Vec::new() } else { store.elsewhere()? },
        duplicate_handles: if reads("handle") { store.duplicate_handles()? } else { Vec::new() },
        state: if reads("handle") && reads("cognito_user_id") { store.state()? } else { UsersState::default() },
        missing_tables,
        missing_columns,
        lacking,
    })
}
