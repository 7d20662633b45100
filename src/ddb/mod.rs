//! The messages: one DynamoDB table, on AWS, in an emulator, or in the embedded store.

pub(crate) mod backoff;
pub(crate) mod batch_get;
pub(crate) mod bulk;
pub(crate) mod item;
pub(crate) mod json;
pub(crate) mod key_schema;
pub(crate) mod pace;
pub(crate) mod protection;
pub(crate) mod query;
pub(crate) mod scan;
pub(crate) mod schema;
pub(crate) mod stream;
pub(crate) mod table;
pub(crate) mod table_identity;
pub(crate) mod transaction;

pub use item::{Conversation, Item, LONGEST_MESSAGE, Message, Person, Stamp, check_message};
pub use json::{expression_value, plain_json, raw_json};
pub use pace::Budget;
pub use protection::Protection;
pub use scan::{Filter, Part, ScanPage, ScanRequest};
pub use schema::{Billing, Change, Mend, Plan, TableSpec};
pub use stream::{
    Applied, Batch, Change as RecordChange, Checkpoint, Followed, Place, Stream, StreamRecord, by_conversation,
};
pub use table::SETTLE_TIMEOUT;

use crate::aws::{self, Service};
use crate::error::{Error, Result};
use crate::event::Observer;
use crate::target::{MessagesAt, Target};
use aws_sdk_dynamodb::Client;
use aws_types::SdkConfig;
use std::time::Duration;

/// The table's name unless told otherwise.
pub const DEFAULT_TABLE: &str = "cruddur-messages";

/// The index that finds a conversation's group rows, unless told otherwise.
pub const DEFAULT_INDEX: &str = "message-group-sk-index";

/// The embedded engine reads all that remains for each page unless it is told how much a page is.
#[cfg(feature = "embedded")]
const EMBEDDED_PAGE: i32 = 1_000;

/// How many calls' time writes may make no progress.
const PATIENCE: u32 = 2;

/// How a client of the messages' store is configured.
struct Connection {
    config: SdkConfig,
    /// The size of a page, where the store needs one.
    page: Option<i32>,
}

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

async fn connect(target: &Target, observer: &Observer) -> Result<Connection> {
    let region = target.region_or_default();
    Ok(match &target.messages {
        Some(MessagesAt::Aws) => Connection { config: aws::configure(&target.access, region).await?, page: None },
        Some(MessagesAt::Endpoint(endpoint)) => {
            Connection { config: aws::configure_endpoint(&target.access, region, endpoint).await?, page: None }
        }
        #[cfg(feature = "embedded")]
        Some(MessagesAt::Embedded) | None => {
            use aws_smithy_runtime_api::client::http::SharedHttpClient;
            let home = crate::embedded::Home::open(target, observer).await?;
            let http = SharedHttpClient::new(home.connector()?);
            Connection { config: aws::configure_embedded(region, http), page: Some(EMBEDDED_PAGE) }
        }
        #[cfg(not(feature = "embedded"))]
        Some(MessagesAt::Embedded) | None => {
            let _ = observer;
            return Err(Error::NoEmbedded { what: "DynamoDB endpoint" });
        }
    })
}

/// The table of messages at a target.
#[derive(Debug, Clone)]
pub struct Messages {
    pub(crate) client: Client,
    pub(crate) table: String,
    /// The index that finds a conversation's group rows.
    pub(crate) index: String,
    pub(crate) service: Service,
    /// The size of a page, where the store needs one.
    pub(crate) page: Option<i32>,
    /// How long writes may make no progress.
    pub(crate) patience: Duration,
    /// How long a table, an index or a task of the service is waited for; `None` for the default of each.
    pub(crate) wait_timeout: Option<Duration>,
    /// What scans may read, and batches write.
    pub(crate) read_budget: Budget,
    pub(crate) write_budget: Budget,
}

impl Messages {
    /// Opens `table` at `target`. No call is made yet.
    ///
    /// # Errors
    /// [`Error::NoRegion`] on AWS, and the errors of the embedded store.
    pub async fn open(target: &Target, table: &str, observer: Observer) -> Result<Self> {
        Ok(Self::new(connect(target, &observer).await?, target, table, observer))
    }

    fn new(connection: Connection, target: &Target, table: &str, observer: Observer) -> Self {
        Self {
            client: connection.client(),
            table: table.to_owned(),
            index: DEFAULT_INDEX.to_owned(),
            service: Service { name: "DynamoDB", at: target.messages_at(), region: target.prod_region(), observer },
            page: connection.page,
            patience: target.timeout * PATIENCE,
            wait_timeout: None,
            read_budget: Budget::NONE,
            write_budget: Budget::NONE,
        }
    }

    /// The same table, whose group rows are found through another index than [`DEFAULT_INDEX`].
    #[must_use]
    pub fn with_index(self, index: String) -> Self {
        Self { index, ..self }
    }

    /// The same table, whose scans read and whose batches write within these budgets.
    #[must_use]
    pub fn within(self, read_budget: Budget, write_budget: Budget) -> Self {
        Self { read_budget, write_budget, ..self }
    }

    /// The same table, which is waited for no longer than `limit` where it has to settle ([`SETTLE_TIMEOUT`] by default), and
    /// so is an export or import by the service ([`TASK_TIMEOUT`] by default).
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
    pub(crate) fn place(&self) -> String {
        format!("{} ({})", self.table, self.service.at)
    }

    /// The SDK's client, for operations that this module has no name for.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// That writes made no progress for as long as they may.
    pub(crate) fn no_progress(&self) -> Error {
        Error::NoProgress { table: self.table.clone(), operation: "write", seconds: self.patience.as_secs() }
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
