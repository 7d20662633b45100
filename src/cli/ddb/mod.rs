//! `cruddur ddb`: the messages, in DynamoDB.

mod drop_table;
mod export;
mod import;
pub mod layout;
mod list_tables;
mod patterns;
mod reading;
mod repair;
mod s3;
mod scan;
pub mod schema_load;
pub mod seed;
mod stream;

pub use patterns::list_conversations;

use super::context::Context;
use crate::cli::output::Row;
use clap::Subcommand;
use serde_json::Value;

pub const EXAMPLES: &str = "\
Examples:
  cruddur ddb schema-load
  cruddur ddb seed
  cruddur ddb patterns list-conversations";

/// An attribute of an item, by its name in the data model: the deployed backend's has `user_` before some of them.
fn attribute(item: &Row, name: &str) -> Value {
    match item.get(name) {
        Value::Null => item.get(&format!("user_{name}")),
        value => value,
    }
    .clone()
}

#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum Ddb {
    SchemaLoad(schema_load::Args),
    Seed(seed::Args),
    ListTables(list_tables::Args),
    DropTable(drop_table::Args),
    Scan(scan::Args),
    Export(export::Args),
    Import(import::Args),
    /// The access patterns of the app
    #[command(subcommand, after_help = patterns::EXAMPLES)]
    Patterns(patterns::Patterns),
    Repair(repair::Args),
    /// The table's stream
    #[command(subcommand, after_help = stream::EXAMPLES)]
    Stream(stream::Stream),
}

impl Ddb {
    pub async fn run(&self, context: &Context) -> anyhow::Result<()> {
        match self {
            Self::SchemaLoad(args) => schema_load::run(context, args).await,
            Self::Seed(args) => seed::run(context, args).await,
            Self::ListTables(args) => list_tables::run(context, args).await,
            Self::DropTable(args) => drop_table::run(context, args).await,
            Self::Scan(args) => scan::run(context, args).await,
            Self::Export(args) => export::run(context, args).await,
            Self::Import(args) => import::run(context, args).await,
            Self::Patterns(command) => command.run(context).await,
            Self::Repair(args) => repair::run(context, args).await,
            Self::Stream(command) => command.run(context).await,
        }
    }
}
