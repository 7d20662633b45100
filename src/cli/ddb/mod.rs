//! `cruddur ddb`: the messages, in DynamoDB.

mod count;
mod describe;
mod diff;
mod drop_table;
mod export;
mod filter;
mod get_item;
mod import;
mod input;
pub mod layout;
mod list_tables;
mod patterns;
mod query;
mod raw;
mod reading;
mod repair;
mod s3;
mod scan;
pub mod schema_load;
pub mod seed;
mod stream;
mod ttl;
pub mod wait;

pub use patterns::{create_message, get_conversation, list_conversations, user_args};

use super::context::Context;
use crate::cli::output::Row;
use clap::Subcommand;
use serde_json::Value;

pub const EXAMPLES: &str = "\
Examples:
  cruddur ddb schema-load
  cruddur ddb seed
  cruddur ddb patterns list-conversations";

/// Returns an attribute of an item by its name in the data model. The deployed backend's layout has the prefix `user_` before
/// some names.
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
    /// Create the table of messages, or update it to its schema
    ///
    /// The table has the keys pk and sk, the index message-group-sk-index, and a stream of new images. If the table already
    /// exists, each difference is shown. The differences that an update can fix are fixed, one at a time. A second run changes
    /// nothing.
    SchemaLoad(schema_load::Args),
    /// Write the seeded conversations
    ///
    /// The users are looked up by handle in the users database; cruddur db seed inserts them. A conversation that already exists
    /// keeps its times: missing items are added, and a complete conversation is not changed. A second run changes nothing.
    Seed(seed::Args),
    /// List every table of the target
    ListTables(list_tables::Args),
    /// Drop a table, and wait until it is deleted
    ///
    /// Asks first. On prod the name of the table must be typed, or given with --confirm. A table with deletion protection is not
    /// dropped.
    DropTable(drop_table::Args),
    /// Print every item of the table
    ///
    /// Items are printed page by page, as they arrive. Memory does not grow with the table, except with --query, which is applied
    /// to all items at once.
    ///
    /// The output is not a backup: plain JSON and tables lose types (sets, binary values, numbers of more than 17 digits).
    /// cruddur ddb export writes a file that loses nothing, and cruddur ddb diff compares it with the table.
    Scan(scan::Args),
    /// Print the item with a key
    ///
    /// The key is that of the table, whatever its names and types are. The read is strongly consistent. Exits with 3 if there is no
    /// such item.
    GetItem(get_item::Args),
    /// Print the items of one partition, in the order of their sort keys
    ///
    /// Reads the table or an index, whatever the names and types of its keys are, page by page. Memory does not grow with the
    /// partition, except with the option --query.
    Query(query::Args),
    /// Count the items of the table
    ///
    /// Reads the whole table and consumes the read capacity of a scan, but no item leaves DynamoDB. A filter does not make it
    /// cheaper. A count is not a snapshot: a write meanwhile may be in it or not.
    Count(count::Args),
    /// Describe the table: keys, size, billing, indexes, stream, expiry and recovery
    ///
    /// Prints what DescribeTable, DescribeTimeToLive and DescribeContinuousBackups say. An emulator that does not support an operation,
    /// and credentials that may not call it, are named in its field; without a permission the exit status is 6.
    Describe(describe::Args),
    /// Show, enable or disable the time to live of items
    ///
    /// DynamoDB deletes an item some days after the time in the attribute has passed, a number of seconds since 1970. Enabling it
    /// therefore asks as a command that destroys data. A change takes up to an hour, and the service allows no other one meanwhile.
    Ttl(ttl::Args),
    /// Write every item of the table to a file
    ///
    /// No type is lost: a value that plain JSON or a CSV cell cannot hold is written as DynamoDB JSON. --output is jsonl (the
    /// default), csv or dynamodb-json, the format of DynamoDB's own exports; without --output the ending of the file name decides.
    /// A file whose name ends in .gz or .zst is compressed. The file gets its name when it is complete. An export is not a
    /// snapshot: a write during the export may be in it or not.
    ///
    /// With --s3 DynamoDB itself exports the current state of the table, of any size, and consumes none of its read capacity: as
    /// DynamoDB JSON, for about 0.10 USD per GB. Point-in-time recovery must be on.
    Export(export::Args),
    /// Write the items of a file to the table
    ///
    /// Reads the files that cruddur ddb export writes, the data files of DynamoDB's own exports, and any JSON lines or CSV whose
    /// items have pk and sk. A file whose name ends in .gz or .zst is decompressed. A line that the table cannot hold is refused
    /// and named by its number; the other lines are written.
    ///
    /// With --s3 DynamoDB itself imports its own export into a new table, for about 0.15 USD per GB, and consumes no write
    /// capacity. cruddur ddb schema-load switches the stream of the new table on.
    Import(import::Args),
    /// Compare a file with the table, item by item, in both directions
    ///
    /// Prints the items that only the file has, the items that only the table has, and the names of the attributes that differ if
    /// both have an item. Exits with 6 if anything differs, and with 0 if the file is a complete backup of the table. It only
    /// reads: the table once, with consistent reads, and the file once or twice. It takes about 70 bytes of memory for each item
    /// of the file. A comparison is not a snapshot: an item that is written meanwhile is compared as it was before or after.
    Diff(diff::Args),
    /// The access patterns of the app
    #[command(subcommand, after_help = patterns::EXAMPLES)]
    Patterns(patterns::Patterns),
    /// Find inbox rows that are missing or wrong, and fix them
    ///
    /// Compares the inbox rows of every conversation with its newest message and with the users database. It finds rows that are
    /// missing, rows that are behind the newest message, duplicate rows, rows that show an old name, and rows whose user is not in
    /// the users database. Each row is fixed in one transaction. Start with --dry-run.
    ///
    /// --as checks the inbox of one user and the conversations in it. --with finds a conversation that this inbox has lost in the
    /// inbox of the other participant. A conversation that both inboxes have lost, and the rows of a user who no longer exists,
    /// are found only by --all, which reads the whole table.
    ///
    /// Rows of a user who no longer exists move to another user only if the seeds prove that both are the same person: the rows
    /// belong to a conversation of the built-in seeds, and one user has both the handle and the e-mail address of the seeds. A
    /// handle alone is not enough, because another person may have taken it.
    Repair(repair::Args),
    /// The table's stream
    #[command(subcommand, after_help = stream::EXAMPLES)]
    Stream(stream::Stream),
}

impl Ddb {
    /// Returns whether it only checks.
    pub fn checks(&self) -> bool {
        match self {
            Self::SchemaLoad(args) => args.check.is_wanted(),
            Self::Seed(args) => args.check.is_wanted(),
            Self::Repair(args) => args.check.is_wanted(),
            _ => false,
        }
    }

    /// Returns whether it never writes to a store.
    pub fn only_reads(&self) -> bool {
        match self {
            Self::ListTables(_)
            | Self::Scan(_)
            | Self::GetItem(_)
            | Self::Query(_)
            | Self::Count(_)
            | Self::Describe(_)
            | Self::Export(_)
            | Self::Diff(_) => true,
            Self::SchemaLoad(_) | Self::Seed(_) | Self::DropTable(_) | Self::Import(_) | Self::Repair(_) => false,
            Self::Ttl(args) => args.only_reads(),
            Self::Patterns(command) => command.only_reads(),
            Self::Stream(command) => command.only_reads(),
        }
    }

    /// Returns whether its output has no end.
    pub fn follows(&self) -> bool {
        match self {
            Self::Patterns(patterns::Patterns::GetConversation(args)) => args.follows(),
            Self::Stream(_) => true,
            _ => false,
        }
    }

    pub async fn run(&self, context: &Context) -> anyhow::Result<()> {
        match self {
            Self::SchemaLoad(args) => schema_load::run(context, args).await,
            Self::Seed(args) => seed::run(context, args).await,
            Self::ListTables(args) => list_tables::run(context, args).await,
            Self::DropTable(args) => drop_table::run(context, args).await,
            Self::Scan(args) => scan::run(context, args).await,
            Self::GetItem(args) => get_item::run(context, args).await,
            Self::Query(args) => query::run(context, args).await,
            Self::Count(args) => count::run(context, args).await,
            Self::Describe(args) => describe::run(context, args).await,
            Self::Ttl(args) => ttl::run(context, args).await,
            Self::Export(args) => export::run(context, args).await,
            Self::Import(args) => import::run(context, args).await,
            Self::Diff(args) => diff::run(context, args).await,
            Self::Patterns(command) => command.run(context).await,
            Self::Repair(args) => repair::run(context, args).await,
            Self::Stream(command) => command.run(context).await,
        }
    }
}
