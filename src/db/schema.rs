//! The tables of the app in the users database, and their creation.

use super::UserStore;
use crate::error::Result;

/// The app's tables.
pub(super) const TABLES: [&str; 2] = ["users", "activities"];

/// The columns of `users` that this tool reads and writes.
pub(super) const COLUMNS: [&str; 5] = ["uuid", "display_name", "handle", "email", "cognito_user_id"];

/// A column, by its table and its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) table: String,
    pub(crate) name: String,
}

/// What [`Users::load_schema`](super::Users::load_schema) did, or would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaLoad {
    /// A table of the app.
    pub table: String,
    /// Whether it existed before.
    pub existed: bool,
    /// If it did not exist: the schemas other than `public` that have a table `users`.
    pub elsewhere: Vec<String>,
}

/// Creates the missing tables. Drops all of them first if `reset` is set; only reads if `dry_run` is set.
pub(super) fn load(store: &mut dyn UserStore, reset: bool, dry_run: bool) -> Result<Vec<SchemaLoad>> {
    let before = store.columns()?;
    let exists = |table: &str| before.iter().any(|column| column.table == table);
    let mut elsewhere = if exists("users") { Vec::new() } else { store.elsewhere()? };
    let loads = TABLES.map(|table| SchemaLoad {
        table: table.to_owned(),
        existed: exists(table),
        elsewhere: if table == "users" { std::mem::take(&mut elsewhere) } else { Vec::new() },
    });
    if !dry_run && (reset || loads.iter().any(|load| !load.existed)) {
        store.create_tables(reset)?;
    }
    Ok(loads.to_vec())
}
