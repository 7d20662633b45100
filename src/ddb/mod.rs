//! Any DynamoDB table, on AWS, in an emulator, or in the embedded store.

mod batch_body;
pub(crate) mod batch_get;
pub(crate) mod batch_write;
pub(crate) mod by_key;
pub(crate) mod concurrency;
mod details;
pub(crate) mod item;
pub(crate) mod json;
pub(crate) mod key_schema;
pub(crate) mod lines;
mod object;
pub(crate) mod prepared_write;
pub(crate) mod protection;
pub(crate) mod query;
pub(crate) mod rate_limit;
pub(crate) mod retry;
pub(crate) mod scan;
pub(crate) mod schema;
pub(crate) mod stream;
pub(crate) mod table;
pub(crate) mod table_identity;
mod time_to_live;
pub(crate) mod transaction;

pub use by_key::{KeyAttributes, QueryPage, QueryPages, QueryRequest, SortCondition};
pub use details::{Capacity, Index, Key, Part, Recovery, TableDetails};
pub use item::{Item, KeyNames};
pub use json::{expression_value, plain_json, raw_json};
pub use lines::{LineFormat, Lines};
pub use protection::Protection;
pub use rate_limit::RateLimit;
pub use scan::{Filter, ScanPage, ScanRequest, Segment};
pub use schema::{
    Billing, Change, IndexSchema, KeyValue, KeyValues, Plan, SchemaFix, SchemaValue, TableSchema, TableSpec,
};
pub use stream::{
    Batch, Change as RecordChange, Checkpoint, ShardPosition, ShardRange, Stream, StreamRanges, StreamRecord,
};
pub use table::SETTLE_TIMEOUT;
pub use time_to_live::{TimeToLive, TimeToLiveChange};

use crate::aws::Service;
use crate::error::{Error, Result};
use crate::event::Observer;
use aws_sdk_dynamodb::Client;
use aws_types::SdkConfig;
use futures_util::future::BoxFuture;
use std::time::Duration;

/// For how long writes may make no progress, in time limits of a call.
const PROGRESS_CALLS: u32 = 2;

/// The configuration of a client, and the name of its store.
pub(crate) struct Connection {
    pub(crate) config: SdkConfig,
    /// The limit of a page, in items, if the store needs one. Only the embedded store does.
    pub(crate) page: Option<i32>,
    /// The location of the store, as text.
    pub(crate) at: String,
    /// The region, on prod.
    pub(crate) region: Option<String>,
    /// The time limit of a call.
    pub(crate) timeout: Duration,
}

/// Makes a new connection.
pub(crate) type Connect = Box<dyn Fn() -> BoxFuture<'static, Result<Connection>> + Send + Sync>;

impl Connection {
    /// Whether requests are signed. Requests to the embedded engine are not.
    fn is_signed(&self) -> bool {
        self.config.credentials_provider().is_some()
    }

    fn client(&self) -> Client {
        let config = aws_sdk_dynamodb::config::Builder::from(&self.config);
        let config = if self.is_signed() { config } else { config.allow_no_auth() };
        Client::from_conf(config.build())
    }

    fn streams(&self) -> aws_sdk_dynamodbstreams::Client {
        let config = aws_sdk_dynamodbstreams::config::Builder::from(&self.config);
        let config = if self.is_signed() { config } else { config.allow_no_auth() };
        aws_sdk_dynamodbstreams::Client::from_conf(config.build())
    }
}

/// A table at a target.
#[derive(Debug, Clone)]
pub struct Table {
    pub(crate) client: Client,
    pub(crate) table: String,
    /// The names in the table.
    pub(crate) schema: &'static TableSchema,
    /// The index that the table is read through.
    pub(crate) index: String,
    pub(crate) service: Service,
    /// The limit of a page, in items, if the store needs one.
    pub(crate) page: Option<i32>,
    /// For how long writes may make no progress.
    pub(crate) progress_timeout: Duration,
    /// How long to wait for a table, an index or a task of the service; `None` for the default of each.
    pub(crate) wait_timeout: Option<Duration>,
    /// The capacity limits of reads and of batch writes.
    pub(crate) read_limit: RateLimit,
    pub(crate) write_limit: RateLimit,
}

impl Table {
    /// Returns a table of a store. Sends no request.
    pub(crate) fn new(connection: &Connection, table: &str, schema: &'static TableSchema, observer: Observer) -> Self {
        let (at, region) = (connection.at.clone(), connection.region.clone());
        Self {
            client: connection.client(),
            table: table.to_owned(),
            schema,
            index: schema.index.name.to_owned(),
            service: Service { name: "DynamoDB", at, region, observer },
            page: connection.page,
            progress_timeout: connection.timeout * PROGRESS_CALLS,
            wait_timeout: None,
            read_limit: RateLimit::NONE,
            write_limit: RateLimit::NONE,
        }
    }

    /// Returns the same table, read through another index than that of its schema.
    #[must_use]
    pub fn with_index(self, index: String) -> Self {
        Self { index, ..self }
    }

    /// Returns the same table, with these capacity limits of reads and of batch writes.
    #[must_use]
    pub fn with_rate_limits(self, read_limit: RateLimit, write_limit: RateLimit) -> Self {
        Self { read_limit, write_limit, ..self }
    }

    /// Returns the same table, with a time limit for waiting: until the table is ACTIVE ([`SETTLE_TIMEOUT`] by default), and
    /// until an export or import by the service ends ([`TASK_TIMEOUT`](crate::transfer::TASK_TIMEOUT) by default).
    #[must_use]
    pub fn waiting(self, limit: Duration) -> Self {
        Self { wait_timeout: Some(limit), ..self }
    }

    /// The table's name.
    pub fn table(&self) -> &str {
        &self.table
    }

    /// The error of a table that does not exist.
    pub fn not_found(&self) -> Error {
        self.service.no_table(&self.table)
    }

    /// The name and the location of the table, as text.
    pub(crate) fn display(&self) -> String {
        format!("{} ({})", self.table, self.service.at)
    }

    /// The SDK's client, for operations that have no method here.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// The error of writes that made no progress for too long.
    pub(crate) fn no_progress(&self) -> Error {
        Error::NoProgress { table: self.table.clone(), operation: "write", seconds: self.progress_timeout.as_secs() }
    }

    /// Whether no other process can write at the same time. The embedded store is locked.
    pub(crate) fn is_exclusive(&self) -> bool {
        self.page.is_some()
    }

    /// Returns the limit of a page for at most `wanted` items; `None` for no limit.
    pub(crate) fn page_of(&self, wanted: Option<usize>) -> Option<i32> {
        let wanted = wanted.map(|count| i32::try_from(count).unwrap_or(i32::MAX).max(1));
        match (wanted, self.page) {
            (Some(wanted), Some(page)) => Some(wanted.min(page)),
            (wanted, page) => wanted.or(page),
        }
    }
}

/// The error of a request that lacks a required member, which the SDK refuses to build.
pub(crate) fn incomplete(error: aws_smithy_types::error::operation::BuildError) -> Error {
    Error::Invalid { what: "a request that this program built".to_owned(), why: error.to_string() }
}

/// Checks the name of a table. Source: DynamoDB developer guide, "Naming rules".
///
/// # Errors
/// [`Error::Invalid`] for one that no table can have.
pub fn check_table_name(name: &str) -> Result<()> {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.');
    if (3..=255).contains(&name.len()) && name.bytes().all(allowed) {
        return Ok(());
    }
    Err(Error::Invalid {
        what: format!("{name:?} is not the name of a table"),
        why: "it takes 3 to 255 letters, digits, underscores, hyphens and dots".to_owned(),
    })
}
