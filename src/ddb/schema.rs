//! The schema of a table.

mod apply;

pub use apply::{Billing, Change, IndexSchema, Plan, SchemaFix, TableSchema, TableSpec};
pub(crate) use apply::{check_keys_of, incomplete};
