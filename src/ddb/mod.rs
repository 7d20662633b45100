//! Any DynamoDB table, on AWS, in an emulator, or in the embedded store.

pub(crate) mod batch_get;
pub(crate) mod batch_write;
pub(crate) mod concurrency;
pub(crate) mod item;
pub(crate) mod json;
pub(crate) mod key_schema;
pub(crate) mod protection;
pub(crate) mod query;
pub(crate) mod rate_limit;
pub(crate) mod retry;
pub(crate) mod scan;
pub(crate) mod schema;
pub(crate) mod stream;
pub(crate) mod table;
pub(crate) mod table_identity;
pub(crate) mod transaction;

pub use item::{Item, KeyNames};
pub use json::{expression_value, plain_json, raw_json};
pub use protection::Protection;
pub use rate_limit::RateLimit;
pub use scan::{Filter, ScanPage, ScanRequest, Segment};
pub use schema::{Billing, Change, IndexSchema, Plan, SchemaFix, TableSchema, TableSpec};
pub use stream::{Batch, Change as RecordChange, Checkpoint, ShardPosition, Stream, StreamRecord};
pub use table::SETTLE_TIMEOUT;

use crate::aws::Service;
use crate::error::{Error, Result};
use crate::event::Observer;
use aws_sdk_dynamodb::Client;
use aws_types::SdkConfig;
use futures_util::future::BoxFuture;
use std::time::Duration;

/// How many calls' time writes may make no progress.
const PROGRESS_CALLS: u32 = 2;

/// How a client of a store of tables is configured, and what the store is called.
pub(crate) struct Connection {
    pub(crate) config: SdkConfig,
    /// The size of a page, in items, if the store needs one: it is embedded then.
    pub(crate) page: Option<i32>,
    /// Where the store is, in words.
    pub(crate) at: String,
    /// The region, on prod.
    pub(crate) region: Option<String>,
    /// How long a call may take.
    pub(crate) timeout: Duration,
}

/// Makes a connection, again each time.
pub(crate) type Connect = Box<dyn Fn() -> BoxFuture<'static, Result<Connection>> + Send + Sync>;

impl Connection {
    /// Whether anybody looks at a signature: everybody but the embedded engine does.
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
    /// The size of a page, where the store needs one.
    pub(crate) page: Option<i32>,
    /// How long writes may make no progress.
    pub(crate) progress_timeout: Duration,
    /// How long a table, an index or a task of the service is waited for; `None` for the default of each.
    pub(crate) wait_timeout: Option<Duration>,
    /// What scans may read, and batches write.
    pub(crate) read_limit: RateLimit,
    pub(crate) write_limit: RateLimit,
}

impl Table {
    /// A table of a store. No call is made yet.
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

    /// The same table, read through another index than that of its schema.
    #[must_use]
    pub fn with_index(self, index: String) -> Self {
        Self { index, ..self }
    }

    /// The same table, whose scans read and whose batches write within these budgets.
    #[must_use]
    pub fn with_rate_limits(self, read_limit: RateLimit, write_limit: RateLimit) -> Self {
        Self { read_limit, write_limit, ..self }
    }

    /// The same table, which is waited for no longer than `limit` where it has to settle ([`SETTLE_TIMEOUT`] by default), and
    /// so is an export or import by the service ([`TASK_TIMEOUT`](crate::transfer::TASK_TIMEOUT) by default).
    #[must_use]
    pub fn waiting(self, limit: Duration) -> Self {
        Self { wait_timeout: Some(limit), ..self }
    }

    /// The table's name.
    pub fn table(&self) -> &str {
        &self.table
    }

    /// That there is no such table.
    pub fn not_found(&self) -> Error {
        self.service.no_table(&self.table)
    }

    /// The table and where it is, in words.
    pub(crate) fn display(&self) -> String {
        format!("{} ({})", self.table, self.service.at)
    }

    /// The SDK's client, for operations that this module has no name for.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// That writes made no progress for as long as they may.
    pub(crate) fn no_progress(&self) -> Error {
        Error::NoProgress { table: self.table.clone(), operation: "write", seconds: self.progress_timeout.as_secs() }
    }

    /// Whether nobody else can write meanwhile: the embedded store is locked.
    pub(crate) fn is_exclusive(&self) -> bool {
        self.page.is_some()
    }

    /// The size of a page for at most `wanted` items, `None` for as many as fit.
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
