//! What can go wrong, as types: one variant a reader would act on differently.
//!
//! The text of a variant says what failed, on what and why. What to type next (the hint) and the exit code are the
//! command line's business, decided there by matching these variants and never by reading their text.

mod access;
mod database;
mod file;
mod shape;
mod target;
mod tls;

pub use access::AccessError;
pub(crate) use database::{Answer, is_scarcity};
pub use database::{DatabaseError, LoginRefusal, OpenFile, Rule};
pub use file::{FileError, SeedFault, Unsafe};
pub use shape::Shape;
pub use target::{IamConflict, TargetError};
pub use tls::{TlsError, TlsFileFault};

use std::path::PathBuf;

/// The result of every function of this library.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// The cause of a failure, kept whole for the chain that the command line prints.
pub type Cause = Box<dyn std::error::Error + Send + Sync + 'static>;

/// Every failure of the library.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A value that was typed cannot be what it should be (a date, an expression, a table name).
    #[error("{what}: {why}")]
    Invalid {
        /// The value and what it was for.
        what: String,
        /// What is wrong with it.
        why: String,
    },

    /// A file cannot be used.
    #[error(transparent)]
    File(#[from] FileError),

    /// The target cannot be used.
    #[error(transparent)]
    Target(#[from] TargetError),

    /// The credentials or the configuration of AWS cannot be used.
    #[error(transparent)]
    Access(#[from] AccessError),

    /// The users database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),

    /// TLS to the users database failed.
    #[error(transparent)]
    Tls(#[from] TlsError),

    /// An export or import by the service ended without being complete.
    #[error("{arn} is {status}: {why}")]
    TaskFailed {
        /// What it is found by.
        arn: String,
        /// How it ended, such as `FAILED`.
        status: String,
        /// What the service said.
        why: String,
    },

    /// The table does not exist at the target.
    #[error("there is no table {table} ({at})")]
    NoTable {
        /// The table's name.
        table: String,
        /// Where it was looked for.
        at: String,
        /// The region on production, where it may be in another one.
        region: Option<String>,
    },

    /// The table has no index by conversation, or one that cannot be read yet.
    #[error("{}", no_index(.table, .index, .state.as_deref()))]
    NoIndex {
        /// The table.
        table: String,
        /// The index.
        index: String,
        /// The status of an index that exists and cannot be read, such as `CREATING`.
        state: Option<String>,
    },

    /// The table has other keys than the data model.
    #[error("table {table} has the keys {found}, and a table of messages has {wanted}")]
    OtherKeys {
        /// The table.
        table: String,
        /// Its keys with their types.
        found: String,
        /// Those of the data model.
        wanted: String,
    },

    /// Conversations of the seeds that belong to other users than the seeds name; nothing was written.
    #[error("{}; nothing was written", other_owners(.conversations))]
    OtherOwners {
        /// The conversations.
        conversations: Vec<OtherOwners>,
    },

    /// A user who is named does not exist.
    #[error(transparent)]
    NoUser(NoUser),

    /// There is no such conversation.
    #[error("there is no conversation {what}")]
    NoConversation {
        /// How it was asked for: a conversation id, or two handles.
        what: String,
    },

    /// The table has no stream.
    #[error("table {table} has no stream")]
    NoStream {
        /// The table.
        table: String,
    },

    /// The table has a stream that does not say what was written.
    #[error("the stream of table {table} holds {view}, and new images are wanted")]
    StreamWithoutImages {
        /// The table.
        table: String,
        /// What it holds, by the API's name.
        view: String,
    },

    /// Somebody who writes to a conversation that others have.
    #[error("{handle} is not in the conversation {conversation_id}")]
    NotInConversation {
        /// Who would write.
        handle: String,
        /// The conversation.
        conversation_id: String,
    },

    /// The newest message of a conversation is too far ahead of the clock to write after it.
    #[error(
        "the newest message of conversation {conversation_id} is from {at}, more than {hours} h ahead of the clock"
    )]
    MessageAhead {
        /// The conversation.
        conversation_id: String,
        /// The time of its newest message.
        at: String,
        /// How far ahead it may be, in hours.
        hours: i64,
    },

    /// The id of a message that is to be written belongs to another message.
    #[error("conversation {conversation_id} has another message with the id {uuid}")]
    MessageIdTaken {
        /// The id.
        uuid: String,
        /// The conversation.
        conversation_id: String,
    },

    /// A message whose write got no answer that says whether it was carried out.
    #[error("the message may have been written: the answer is not known")]
    MaybeWritten {
        /// Whether the same command completes it and writes nothing twice.
        can_repeat: bool,
        /// What came in place of an answer.
        source: Cause,
    },

    /// An export or import by the service whose start got no answer that says whether it was carried out.
    #[error("the {what} may have started: the answer is not known")]
    MaybeStarted {
        /// `export` or `import`.
        what: &'static str,
        /// The client token of the request.
        token: String,
        /// What came in place of an answer.
        source: Cause,
    },

    /// A conversation with oneself.
    #[error("{handle} cannot begin a conversation with {handle}")]
    ToOneself {
        /// Who would write.
        handle: String,
    },

    /// Several users share one handle, so it does not say who is meant.
    #[error("{} users have the handle {handle}: {}", .uuids.len(), .uuids.join(", "))]
    AmbiguousUser {
        /// The shared handle.
        handle: String,
        /// The `uuid` of each of them.
        uuids: Vec<String>,
    },

    /// A user whom the pool has confirmed would share somebody else's handle.
    #[error("the handle {handle} belongs to somebody else")]
    HandleTaken {
        /// The handle.
        handle: String,
    },

    /// The user pool does not exist.
    #[error("there is no user pool {id} ({at})")]
    NoSuchPool {
        /// Its id.
        id: String,
        /// Where it was looked for.
        at: String,
    },

    /// A service refused the AWS credentials, or they could not be renewed.
    #[error("no usable AWS credentials for {operation}")]
    Credentials {
        /// The operation that needed them.
        operation: &'static str,
        /// What the credential chain or the service said.
        source: Cause,
    },

    /// An AWS service (or its local stand-in) did not answer.
    #[error("{operation}: no answer ({at})")]
    Unreachable {
        /// The operation.
        operation: &'static str,
        /// The service.
        service: &'static str,
        /// Where it was sent.
        at: String,
        /// What the network said.
        source: Cause,
    },

    /// The answer of an AWS service (or its local stand-in) is longer than one may be. Whether a write was done is not known.
    #[error("{operation}: the answer is longer than {} MiB, the limit of an answer ({at})", .limit >> 20)]
    AnswerTooLong {
        /// The operation.
        operation: &'static str,
        /// Where it was sent.
        at: String,
        /// The limit, in bytes.
        limit: usize,
    },

    /// Something answers where a service should be, and not as that service would.
    #[error("{operation}: what answers is not {service}, or is out of order ({at}, HTTP status {status})")]
    NotTheService {
        /// The operation.
        operation: &'static str,
        /// The service.
        service: &'static str,
        /// Where it was sent.
        at: String,
        /// The HTTP status of the answer.
        status: u16,
    },

    /// An AWS service refused an operation.
    #[error("{operation} on {on}: {code}: {message}")]
    Service {
        /// The operation, by its API name.
        operation: &'static str,
        /// The table, pool or endpoint.
        on: String,
        /// The service's error code.
        code: String,
        /// The service's own words.
        message: String,
        /// The service's request id, where it gave one.
        request_id: Option<String>,
    },

    /// A transaction was cancelled; nothing of it was done.
    #[error("TransactWriteItems on {table}: cancelled: {}", .reasons.join(", "))]
    Cancelled {
        /// The table.
        table: String,
        /// The service's code for each action, `None` for one that was not why.
        reasons: Vec<String>,
    },

    /// An expression that the service cannot parse.
    #[error("{what}: {message}")]
    BadExpression {
        /// Which expression it is.
        what: &'static str,
        /// The service's own words.
        message: String,
    },

    /// Deletion protection keeps the table.
    #[error("table {table} has deletion protection on, so it was not dropped")]
    DeletionProtected {
        /// The table.
        table: String,
    },

    /// A table or index did not settle in time.
    #[error("{what} was still {state} after {seconds} s")]
    NotSettled {
        /// The table or index.
        what: String,
        /// Its last status.
        state: String,
        /// How long it was waited for, in seconds.
        seconds: u64,
    },

    /// A table or index has a status that does not change by itself.
    #[error("{what} is {state}, which does not end by itself")]
    WillNotSettle {
        /// The table or index.
        what: String,
        /// The table's name.
        table: String,
        /// The status.
        state: String,
        /// The ARN of the backup that an archived table went into.
        backup: Option<String>,
    },

    /// An export or import by the service was still under way when it was no longer waited for. It goes on.
    #[error("{arn} was still {status} after {seconds} s")]
    TaskUnfinished {
        /// What it is found by.
        arn: String,
        /// Whether it is an import; else it is an export.
        is_import: bool,
        /// Its last status.
        status: String,
        /// How long it was waited for, in seconds.
        seconds: u64,
    },

    /// A service returns pages of a list that would never end.
    #[error("{operation} on {on}: the service sent {sent}, so its pages would not end")]
    EndlessPages {
        /// The operation.
        operation: &'static str,
        /// The table, stream, pool or endpoint.
        on: String,
        /// What shows it.
        sent: String,
    },

    /// There is more of something than a command holds in memory at once.
    #[error("{operation} on {on}: there are more {what} than the limit of {limit}")]
    TooMany {
        /// The operation.
        operation: &'static str,
        /// The pool or endpoint.
        on: String,
        /// What there is more of.
        what: &'static str,
        /// The limit.
        limit: String,
    },

    /// A table kept returning reads or writes without doing one.
    #[error("table {table} took no {operation} for {seconds} s")]
    NoProgress {
        /// The table.
        table: String,
        /// `read` or `write`.
        operation: &'static str,
        /// How long, in seconds.
        seconds: u64,
    },

    /// A seed ended before its end. What was written stays.
    #[error(
        "{done} of {total} writes to table {table} are known to be done; {} of {conversations} conversations are not known to be whole",
        .unfinished.len()
    )]
    Unwritten {
        /// The table.
        table: String,
        /// How many writes are done for certain; of others nothing may be known.
        done: usize,
        /// How many there were to do.
        total: usize,
        /// How many conversations there were to write.
        conversations: usize,
        /// Those that are not known to be whole, as they were asked for: a seeds file.
        unfinished: String,
        /// What stopped it.
        source: Cause,
    },

    /// A write to an empty production table needs its layout named.
    #[error("table {table} holds no rows that would show its layout")]
    LayoutUnknown {
        /// The table.
        table: String,
    },

    /// Another process has the embedded store, and kept it for too long.
    #[error("the embedded store {} is in use by {holder}, and was not free after {seconds} s", .home.display())]
    EmbeddedBusy {
        /// The store's directory.
        home: PathBuf,
        /// The process that has it, as it named itself.
        holder: String,
        /// How long it was waited for, in seconds.
        seconds: u64,
    },

    /// The embedded store cannot be opened or used.
    #[error("the embedded store: {doing} {}", .path.display())]
    Embedded {
        /// What was being done.
        doing: &'static str,
        /// The file or directory.
        path: PathBuf,
        /// What the engine or the operating system said.
        source: Cause,
    },

    /// A file of the embedded store is damaged. Nothing was written to it.
    #[error("the embedded store {} is damaged: {why}", .path.display())]
    EmbeddedDamaged {
        /// The file.
        path: PathBuf,
        /// What shows it.
        why: String,
    },

    /// A background task of the library ended without a result.
    #[error("a task of cruddur ended early")]
    Task(#[from] tokio::task::JoinError),
}

/// What kind of failure an error is, as far as a caller may want to tell them apart without knowing each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// What was typed, or a file that was named, is not of the form that it should be.
    Usage,
    /// Something that was named does not exist.
    NotFound,
    /// Configuration, credentials or permissions have to change first.
    Configuration,
    /// A rule or a guard does not allow it. Nothing was written.
    Refused,
    /// Something was written, and something was left undone.
    Partial,
    /// A service, a database or the embedded store failed.
    Failed,
}

impl Error {
    /// What kind of failure it is.
    pub fn kind(&self) -> Kind {
        match self {
            Self::File(error) => error.kind(),
            Self::Target(error) => error.kind(),
            Self::Access(error) => error.kind(),
            Self::Database(error) => error.kind(),
            Self::Tls(error) => error.kind(),
            Self::Invalid { .. } | Self::BadExpression { .. } | Self::ToOneself { .. } => Kind::Usage,
            Self::NoTable { .. }
            | Self::NoIndex { state: None, .. }
            | Self::NoStream { .. }
            | Self::StreamWithoutImages { .. }
            | Self::NoUser(_)
            | Self::NoConversation { .. }
            | Self::NoSuchPool { .. } => Kind::NotFound,
            Self::Credentials { .. } | Self::LayoutUnknown { .. } => Kind::Configuration,
            Self::WillNotSettle { state, .. } if is_about_permissions(state) => Kind::Configuration,
            Self::AmbiguousUser { .. }
            | Self::HandleTaken { .. }
            | Self::OtherKeys { .. }
            | Self::OtherOwners { .. }
            | Self::NotInConversation { .. }
            | Self::MessageAhead { .. }
            | Self::MessageIdTaken { .. }
            | Self::DeletionProtected { .. } => Kind::Refused,
            Self::Unwritten { .. } => Kind::Partial,
            Self::NoIndex { state: Some(_), .. }
            | Self::WillNotSettle { .. }
            | Self::NotSettled { .. }
            | Self::TaskUnfinished { .. }
            | Self::TaskFailed { .. }
            | Self::EndlessPages { .. }
            | Self::AnswerTooLong { .. }
            | Self::TooMany { .. }
            | Self::NoProgress { .. }
            | Self::Unreachable { .. }
            | Self::NotTheService { .. }
            | Self::Service { .. }
            | Self::Cancelled { .. }
            | Self::MaybeWritten { .. }
            | Self::MaybeStarted { .. }
            | Self::EmbeddedBusy { .. }
            | Self::EmbeddedDamaged { .. }
            | Self::Embedded { .. }
            | Self::Task(_) => Kind::Failed,
        }
    }

    /// The operation that failed, by its API name, where it was one of an AWS service.
    pub fn operation(&self) -> Option<&'static str> {
        match self {
            Self::Credentials { operation, .. }
            | Self::Unreachable { operation, .. }
            | Self::AnswerTooLong { operation, .. }
            | Self::NotTheService { operation, .. }
            | Self::EndlessPages { operation, .. }
            | Self::TooMany { operation, .. }
            | Self::Service { operation, .. } => Some(operation),
            Self::Cancelled { .. } => Some("TransactWriteItems"),
            _ => None,
        }
    }

    /// Whether the same command may succeed a little later, as it is.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::File(error) => error.is_retryable(),
            Self::Database(error) => error.is_retryable(),
            Self::Service { code, .. } => is_transient(code),
            Self::NotTheService { status, .. } => *status >= 500,
            Self::NoIndex { state, .. } => state.is_some(),
            Self::MaybeWritten { can_repeat, .. } => *can_repeat,
            Self::Cancelled { reasons, .. } => !reasons.iter().any(|reason| reason == "ValidationError"),
            Self::Unwritten { source, .. } => source.downcast_ref::<Self>().is_some_and(Self::is_retryable),
            Self::Unreachable { .. }
            | Self::NotSettled { .. }
            | Self::TaskUnfinished { .. }
            | Self::NoProgress { .. }
            | Self::EmbeddedBusy { .. } => true,
            Self::Target(_)
            | Self::Access(_)
            | Self::Tls(_)
            | Self::Invalid { .. }
            | Self::BadExpression { .. }
            | Self::ToOneself { .. }
            | Self::NoTable { .. }
            | Self::NoStream { .. }
            | Self::StreamWithoutImages { .. }
            | Self::NoUser(_)
            | Self::NoConversation { .. }
            | Self::NoSuchPool { .. }
            | Self::Credentials { .. }
            | Self::LayoutUnknown { .. }
            | Self::AmbiguousUser { .. }
            | Self::HandleTaken { .. }
            | Self::OtherKeys { .. }
            | Self::OtherOwners { .. }
            | Self::NotInConversation { .. }
            | Self::MessageAhead { .. }
            | Self::MessageIdTaken { .. }
            | Self::DeletionProtected { .. }
            | Self::WillNotSettle { .. }
            | Self::TaskFailed { .. }
            | Self::EndlessPages { .. }
            | Self::AnswerTooLong { .. }
            | Self::TooMany { .. }
            | Self::MaybeStarted { .. }
            | Self::EmbeddedDamaged { .. }
            | Self::Embedded { .. }
            | Self::Task(_) => false,
        }
    }
}

/// Whether a service's error code says that the same request may succeed later.
/// Source: DynamoDB developer guide, "Error messages and codes", the column "OK to retry?".
fn is_transient(code: &str) -> bool {
    matches!(
        code,
        "ProvisionedThroughputExceededException"
            | "ThrottlingException"
            | "TooManyRequestsException"
            | "RequestLimitExceeded"
            | "LimitExceededException"
            | "InternalServerError"
            | "InternalErrorException"
            | "ServiceUnavailable"
            | "ResourceInUseException"
    )
}

/// Whether a table has this status for want of a permission.
fn is_about_permissions(state: &str) -> bool {
    matches!(state, "INACCESSIBLE_ENCRYPTION_CREDENTIALS" | "REPLICATION_NOT_AUTHORIZED")
}

/// A user who is named and does not exist in the users database.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoUser {
    /// Nobody has this handle.
    #[error("there is no user with the handle {handle} in the users database{}", near_matches(.near))]
    Handle {
        /// The handle that was looked up.
        handle: String,
        /// Handles that look like it, best first.
        near: Vec<String>,
    },
    /// Nobody has this id of the user pool.
    #[error("no user in the users database has the Cognito id {sub}")]
    CognitoId {
        /// The `sub`.
        sub: String,
    },
    /// Seeds name these handles.
    #[error("the users database lacks {}, which the seeds name", .handles.join(", "))]
    Seeds {
        /// The missing handles.
        handles: Vec<String>,
    },
}

/// A conversation that belongs to users who are not those of its handles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherOwners {
    /// The conversation's id.
    pub conversation_id: String,
    /// The handle of each such user, as rows have it, and the `uuid`.
    pub users: Vec<(String, String)>,
}

/// How many conversations an error names.
const NAMED: usize = 5;

fn other_owners(conversations: &[OtherOwners]) -> String {
    let named = conversations.iter().take(NAMED).map(|OtherOwners { conversation_id, users }| {
        let users: Vec<String> = users.iter().map(|(handle, uuid)| format!("{handle} ({uuid})")).collect();
        format!("conversation {conversation_id} belongs to other users than those of its handles: {}", users.join(", "))
    });
    let mut text = named.collect::<Vec<_>>().join("; ");
    if conversations.len() > NAMED {
        text.push_str(&format!("; and {} conversations more", conversations.len() - NAMED));
    }
    text
}

/// That an index is missing, or cannot be read.
fn no_index(table: &str, index: &str, state: Option<&str>) -> String {
    match state {
        None => format!("table {table} has no index {index}"),
        Some(state) => format!("index {index} of table {table} is {state}"),
    }
}

/// `; near matches: a, b`, or nothing.
fn near_matches(near: &[String]) -> String {
    if near.is_empty() { String::new() } else { format!("; near matches: {}", near.join(", ")) }
}
