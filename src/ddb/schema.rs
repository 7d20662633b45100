//! The schema of a table: what it should be (`spec`), how it differs (`diff`), and the updates that fix a difference (`apply`).
//! Source: DynamoDB API reference, CreateTable, UpdateTable, UpdateContinuousBackups.

mod apply;
mod diff;
mod spec;
mod value;

pub(crate) use diff::check_keys_of;
pub use diff::{Change, Plan, SchemaFix};
pub use spec::{Billing, IndexSchema, TableSchema, TableSpec};
pub use value::{KeyValue, KeyValues, SchemaValue};
