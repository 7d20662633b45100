//! `cruddur ddb`: the messages, in DynamoDB.

mod diff;
mod drop_table;
mod export;
mod import;
mod input;
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
pub mod wait;

pub use patterns::{list_conversations, user_args};

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
    /// Create the table of messages, or bring it to what it should be
    ///
    /// The table has the keys pk and sk, the index message-group-sk-index, and a stream of new images. Where the table is
    /// there, each difference is shown, and what an update can fix is fixed, one at a time. Run again, it changes nothing.
    SchemaLoad(schema_load::Args),
    /// Write the seeded conversations
    ///
    /// The users are looked up by handle in the users database (cruddur db seed puts them there). A conversation that is
    /// there keeps its times: what is missing of it is completed, what is whole is left alone. Run again, it changes nothing.
    Seed(seed::Args),
    /// List every table at the target
    ListTables(list_tables::Args),
    /// Drop a table and wait until it is gone
    ///
    /// Asks first; on prod the table's name has to be typed, or given by --confirm. Deletion protection is respected.
    DropTable(drop_table::Args),
    /// Read every item of the table
    ///
    /// Items are printed as they come, page after page. Memory does not grow with the table, but for --query, which is applied
    /// to the whole.
    ///
    /// The output is not a backup: plain JSON and tables lose types (sets, binary values, numbers of more than 17 digits).
    /// cruddur ddb export writes a file that loses nothing, and cruddur ddb diff compares it with the table.
    Scan(scan::Args),
    /// Write every item of the table to a file
    ///
    /// Nothing of any type is lost: what plain JSON or a cell cannot hold is written as DynamoDB JSON. --output is jsonl (the
    /// default), csv or dynamodb-json, as the service exports it; without it the file's ending decides. The file has its name
    /// once it is whole, and a name that ends in .gz or .zst is compressed. It is no snapshot: what is written meanwhile may be
    /// in it or not.
    ///
    /// With --s3 DynamoDB's own engine exports the table as it is now, however large, without reading its capacity: in DynamoDB
    /// JSON, for about 0.10 USD a GB; point-in-time recovery must be on.
    Export(export::Args),
    /// Write the items of a file to the table
    ///
    /// It reads what export writes, what the service itself exports, and any JSON lines or CSV whose items have pk and sk;
    /// compressed ones by their ending. A line that the table could not hold is refused by its number, and the others are
    /// written.
    ///
    /// With --s3 DynamoDB's own engine imports what it has exported, into a table that it makes: for about 0.15 USD a GB, without
    /// write capacity. ddb schema-load switches the new table's stream on.
    Import(import::Args),
    /// Compare a file with the table, item by item, in both directions
    ///
    /// Names what only the file has, what only the table has, and the attributes that differ where both have an item; exits
    /// with 6 where anything differs, which is the proof that a backup is whole before a change that carries a risk. It only
    /// reads: the table once, consistently, and the file once or twice. It takes about 70 bytes of memory for each item of the
    /// file. It is no snapshot: what is written meanwhile may be compared as it was or as it is.
    Diff(diff::Args),
    /// The access patterns of the app
    #[command(subcommand, after_help = patterns::EXAMPLES)]
    Patterns(patterns::Patterns),
    /// Find inboxes that are out of step, and fix them
    ///
    /// Compares the group rows of every conversation with its newest message and with the users database: rows that were lost,
    /// that stayed behind, that stand twice, that show an old name, or whose user is in no users database. Each is fixed in one
    /// transaction. Begin with --dry-run.
    ///
    /// --as reads the inbox of one user and the conversations in it. A conversation that this inbox has lost is found by --with,
    /// in the inbox of the other participant. One that both inboxes have lost, and rows of a user who is gone, are only found
    /// by --all, which reads the whole table.
    ///
    /// Rows of a user who is gone move to another user only where the seeds say that it is the same person: the rows are those of
    /// a conversation of the built-in seeds, and one user has both the handle and the e-mail address that the seeds give. A
    /// handle alone is not enough: somebody else may have taken it.
    Repair(repair::Args),
    /// The table's stream
    #[command(subcommand, after_help = stream::EXAMPLES)]
    Stream(stream::Stream),
}

impl Ddb {
    /// Whether it only checks.
    pub fn checks(&self) -> bool {
        match self {
            Self::SchemaLoad(args) => args.check.is_wanted(),
            Self::Seed(args) => args.check.is_wanted(),
            Self::Repair(args) => args.check.is_wanted(),
            _ => false,
        }
    }

    /// Whether it never writes to a store.
    pub fn only_reads(&self) -> bool {
        match self {
            Self::ListTables(_) | Self::Scan(_) | Self::Export(_) | Self::Diff(_) => true,
            Self::SchemaLoad(_) | Self::Seed(_) | Self::DropTable(_) | Self::Import(_) | Self::Repair(_) => false,
            Self::Patterns(command) => command.only_reads(),
            Self::Stream(command) => command.only_reads(),
        }
    }

    pub async fn run(&self, context: &Context) -> anyhow::Result<()> {
        match self {
            Self::SchemaLoad(args) => schema_load::run(context, args).await,
            Self::Seed(args) => seed::run(context, args).await,
            Self::ListTables(args) => list_tables::run(context, args).await,
            Self::DropTable(args) => drop_table::run(context, args).await,
            Self::Scan(args) => scan::run(context, args).await,
            Self::Export(args) => export::run(context, args).await,
            Self::Import(args) => import::run(context, args).await,
            Self::Diff(args) => diff::run(context, args).await,
            Self::Patterns(command) => command.run(context).await,
            Self::Repair(args) => repair::run(context, args).await,
            Self::Stream(command) => command.run(context).await,
        }
    }
}
