//! The errors of the library. Each variant is a failure that a reader would handle differently.
//!
//! The text of an error says what failed, on what, and why. The hint and the exit code belong to the command line, which matches
//! on these variants and never on their text.

mod access;
mod database;
mod file;
mod pool;
mod shape;
mod stack;
mod target;
mod tls;

pub use access::AccessError;
pub(crate) use database::{Answer, is_scarcity};
pub use database::{DatabaseError, LoginRefusal, OpenFile, Rule};
pub use file::{FileError, SeedFault, Unsafe};
pub use pool::PoolError;
pub use shape::Shape;
pub use stack::StackError;
pub use target::{IamConflict, TargetError};
pub use tls::{TlsError, TlsFileFault};

use std::path::PathBuf;

/// The result of every function of this library.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// The cause of a failure. The command line prints the chain of causes.
pub type Cause = Box<dyn std::error::Error + Send + Sync + 'static>;

/// Every failure of the library.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A value that was typed is not valid (a date, an expression, a table name).
    #[error("{what}: {why}")]
    Invalid {
        /// The value and its meaning.
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

    /// A user of the user pool cannot be found or changed.
    #[error(transparent)]
    Pool(#[from] PoolError),

    /// TLS to the users database failed.
    #[error(transparent)]
    Tls(#[from] TlsError),

    /// A stack of CloudFormation cannot be planned, deployed or deleted.
    #[error(transparent)]
    Stack(#[from] StackError),

    /// An export or import by DynamoDB failed.
    #[error("{arn} is {status}: {why}")]
    TaskFailed {
        /// Its ARN.
        arn: String,
        /// Its status, such as `FAILED`.
        status: String,
        /// The service's message.
        why: String,
    },

    /// The table does not exist at the target.
    #[error("there is no table {table} ({at})")]
    NoTable {
        /// The table's name.
        table: String,
        /// The target.
        at: String,
        /// The region on production, because the table may be in another region.
        region: Option<String>,
    },

    /// The table has no index of this name, or the index cannot be read yet.
    #[error("{}", no_index(.table, .index, .state.as_deref()))]
    NoIndex {
        /// The table.
        table: String,
        /// The index.
        index: String,
        /// The status of an index that cannot be read yet, such as `CREATING`.
        state: Option<String>,
    },

    /// The table does not have the keys of the data model.
    #[error("table {table} has the keys {found}, and a table of messages has {wanted}")]
    OtherKeys {
        /// The table.
        table: String,
        /// The keys of the table with their types.
        found: String,
        /// The keys of the data model.
        wanted: String,
    },

    /// Conversations of the seeds belong to other users than those that the seeds name. Nothing was written.
    #[error("{}; nothing was written", other_owners(.conversations))]
    OtherOwners {
        /// The conversations.
        conversations: Vec<OtherOwners>,
    },

    /// A user does not exist.
    #[error(transparent)]
    NoUser(NoUser),

    /// The conversation does not exist.
    #[error("there is no conversation {what}")]
    NoConversation {
        /// The conversation id, or the two handles.
        what: String,
    },

    /// The item does not exist.
    #[error("table {table} has no item with the key {key}")]
    NoItem {
        /// The table.
        table: String,
        /// The key, as text.
        key: String,
    },

    /// The table has no stream.
    #[error("table {table} has no stream")]
    NoStream {
        /// The table.
        table: String,
    },

    /// The stream of the table does not have the new images.
    #[error("the stream of table {table} has {view}, and new images are required")]
    StreamWithoutImages {
        /// The table.
        table: String,
        /// The stream view type.
        view: String,
    },

    /// The beginning of an id does not name one conversation.
    #[error(
        "{prefix} is the beginning of {} in the inbox: {}",
        .searched.map_or("several conversation ids".to_owned(), |rows| format!("at least these ids among the newest {rows}")),
        .ids.join(", ")
    )]
    AmbiguousConversation {
        /// The beginning.
        prefix: String,
        /// Ids that begin with it: the first ones.
        ids: Vec<String>,
        /// How many rows were read, if the inbox is longer than that.
        searched: Option<usize>,
    },

    /// The sender is not a participant of the conversation.
    #[error("{handle} is not in the conversation {conversation_id}")]
    NotInConversation {
        /// The sender's handle.
        handle: String,
        /// The conversation.
        conversation_id: String,
    },

    /// The newest message of a conversation is too far ahead of the clock, so that no message can be written after it.
    #[error(
        "the newest message of conversation {conversation_id} is from {at}, more than {hours} h ahead of the clock"
    )]
    MessageAhead {
        /// The conversation.
        conversation_id: String,
        /// The time of its newest message.
        at: String,
        /// The limit, in hours.
        hours: i64,
    },

    /// The id of a new message belongs to another message.
    #[error("conversation {conversation_id} has another message with the id {uuid}")]
    MessageIdTaken {
        /// The id.
        uuid: String,
        /// The conversation.
        conversation_id: String,
    },

    /// The write of a message got no answer, so it may have been carried out.
    #[error("the message may have been written: the answer is not known")]
    MaybeWritten {
        /// Whether the same command again completes it and writes nothing twice.
        can_repeat: bool,
        /// The error instead of an answer.
        source: Cause,
    },

    /// The start of an export or import by DynamoDB got no answer, so it may have been carried out.
    #[error("the {what} may have started: the answer is not known")]
    MaybeStarted {
        /// `export` or `import`.
        what: &'static str,
        /// The client token of the request.
        token: String,
        /// The error instead of an answer.
        source: Cause,
    },

    /// A conversation of a user with the same user.
    #[error("{handle} cannot begin a conversation with {handle}")]
    ToOneself {
        /// The user's handle.
        handle: String,
    },

    /// Several users have the same handle, so it does not identify a user.
    #[error("{} users have the handle {handle}: {}", .uuids.len(), .uuids.join(", "))]
    AmbiguousUser {
        /// The shared handle.
        handle: String,
        /// The `uuid` of each of them.
        uuids: Vec<String>,
    },

    /// The handle of a user whose sign-up is confirmed belongs to another user.
    #[error("the handle {handle} belongs to another user")]
    HandleTaken {
        /// The handle.
        handle: String,
    },

    /// The user pool does not exist.
    #[error("there is no user pool {id} ({at})")]
    NoSuchPool {
        /// Its id.
        id: String,
        /// The target.
        at: String,
    },

    /// A service refused the AWS credentials, or they could not be refreshed.
    #[error("no usable AWS credentials for {operation}")]
    Credentials {
        /// The operation that needed them.
        operation: &'static str,
        /// The error of the credential chain or of the service.
        source: Cause,
    },

    /// An AWS service or its emulator did not answer.
    #[error("{operation}: no answer ({at})")]
    Unreachable {
        /// The operation.
        operation: &'static str,
        /// The service.
        service: &'static str,
        /// The endpoint or region.
        at: String,
        /// The error of the network.
        source: Cause,
    },

    /// The answer of an AWS service or its emulator is longer than the limit. It is not known whether a write was carried out.
    #[error("{operation}: the answer is longer than {} MiB, the limit of an answer ({at})", .limit >> 20)]
    AnswerTooLong {
        /// The operation.
        operation: &'static str,
        /// The endpoint or region.
        at: String,
        /// The limit, in bytes.
        limit: usize,
    },

    /// A server answers, but not as the service does.
    #[error("{operation}: the server is not {service}, or does not work ({at}, HTTP status {status})")]
    NotTheService {
        /// The operation.
        operation: &'static str,
        /// The service.
        service: &'static str,
        /// The endpoint or region.
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
        /// The service's message.
        message: String,
        /// The service's request id, if it sent one.
        request_id: Option<String>,
    },

    /// A transaction was cancelled. None of its actions was carried out.
    #[error("TransactWriteItems on {table}: cancelled: {}", .reasons.join(", "))]
    Cancelled {
        /// The table.
        table: String,
        /// The service's code for each action. `None` is an action that did not cause the cancellation.
        reasons: Vec<String>,
    },

    /// An expression or a key that the service refuses.
    #[error("{what}: {message}")]
    BadExpression {
        /// What is refused.
        what: &'static str,
        /// The service's message.
        message: String,
    },

    /// The time to live of a table cannot be changed as asked: items expire by another attribute, or a change is not done yet.
    #[error(
        "the time to live of table {table} is {status} by the attribute {attribute}, and the service allows no such change of it"
    )]
    TimeToLiveDiffers {
        /// The table.
        table: String,
        /// Its status, such as `ENABLED`.
        status: String,
        /// The attribute with the time when an item expires.
        attribute: String,
    },

    /// The table has deletion protection.
    #[error("table {table} has deletion protection on, so it was not dropped")]
    DeletionProtected {
        /// The table.
        table: String,
    },

    /// A table or index did not reach its final status in time.
    #[error("{what} was still {state} after {seconds} s")]
    NotSettled {
        /// The table or index.
        what: String,
        /// Its last status.
        state: String,
        /// The time waited, in seconds.
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

    /// An export or import by DynamoDB did not end in time. It continues.
    #[error("{arn} was still {status} after {seconds} s")]
    TaskUnfinished {
        /// Its ARN.
        arn: String,
        /// Whether it is an import. If not, it is an export.
        is_import: bool,
        /// Its last status.
        status: String,
        /// The time waited, in seconds.
        seconds: u64,
    },

    /// A service returns pages that would never end.
    #[error("{operation} on {on}: the service sent {sent}, so its pages would not end")]
    EndlessPages {
        /// The operation.
        operation: &'static str,
        /// The table, stream, pool or endpoint.
        on: String,
        /// What the service sent.
        sent: String,
    },

    /// A list is longer than a command can keep in memory.
    #[error("{operation} on {on}: there are more {what} than the limit of {limit}")]
    TooMany {
        /// The operation.
        operation: &'static str,
        /// The pool or endpoint.
        on: String,
        /// The elements of the list.
        what: &'static str,
        /// The limit.
        limit: String,
    },

    /// A table returned every read or write as unprocessed or throttled.
    #[error("table {table} took no {operation} for {seconds} s")]
    NoProgress {
        /// The table.
        table: String,
        /// `read` or `write`.
        operation: &'static str,
        /// How long, in seconds.
        seconds: u64,
    },

    /// A seed ended before it was complete. The writes that were done stay.
    #[error(
        "{done} of {total} writes to table {table} are known to be done; {incomplete} of {conversations} conversations may be incomplete"
    )]
    Unwritten {
        /// The table.
        table: String,
        /// The number of writes that are known to be done.
        done: usize,
        /// The number of all writes.
        total: usize,
        /// The number of conversations to write.
        conversations: usize,
        /// The number of conversations that may be incomplete.
        incomplete: usize,
        /// These conversations, as a seeds file.
        unfinished: String,
        /// What stopped it.
        source: Cause,
    },

    /// The layout of an empty production table is not known, and a write needs it.
    #[error("table {table} holds no rows that would show its layout")]
    LayoutUnknown {
        /// The table.
        table: String,
    },

    /// Another process has the lock of the embedded store, and did not release it in time.
    #[error("the embedded store {} is in use by {holder}, and was not free after {seconds} s", .home.display())]
    EmbeddedBusy {
        /// The store's directory.
        home: PathBuf,
        /// The name of the process that has the lock.
        holder: String,
        /// The time waited, in seconds.
        seconds: u64,
    },

    /// The embedded store cannot be opened or used.
    #[error("the embedded store: {doing} {}", .path.display())]
    Embedded {
        /// What was being done.
        doing: &'static str,
        /// The file or directory.
        path: PathBuf,
        /// The error of the engine or of the operating system.
        source: Cause,
    },

    /// A file of the embedded store is damaged. Nothing was written to it.
    #[error("the embedded store {} is damaged: {why}", .path.display())]
    EmbeddedDamaged {
        /// The file.
        path: PathBuf,
        /// What shows the damage.
        why: String,
    },

    /// A server cannot take its port.
    #[error("cannot listen on 127.0.0.1:{port}")]
    Listen {
        /// The port.
        port: u16,
        /// The error of the operating system.
        source: Cause,
    },

    /// A background task of the library ended without a result.
    #[error("a task of cruddur ended early")]
    Task(#[from] tokio::task::JoinError),
}

/// The kind of an error, which decides the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An argument or a file is not valid.
    Usage,
    /// A named resource does not exist.
    NotFound,
    /// Configuration, credentials or permissions have to be changed first.
    Configuration,
    /// A rule or a guard does not allow it. Nothing was written.
    Refused,
    /// A part was written, and a part was not.
    Partial,
    /// A service, a database or the embedded store failed.
    Failed,
}

impl Error {
    /// Returns [`Error::BadExpression`] in place of an answer of the service with this `code`. `what` is the part of the request that
    /// comes from the user. It is called where nothing else in the request can be wrong.
    pub(crate) fn about(self, code: &str, what: &'static str) -> Self {
        match self {
            Self::Service { code: found, message, .. } if found == code => Self::BadExpression { what, message },
            other => other,
        }
    }

    /// Returns whether an emulator answers that it does not know an operation.
    pub fn is_unknown_operation(&self) -> bool {
        match self {
            Self::Service { code, message, .. } => {
                code == "UnknownOperationException"
                    || (code == "ValidationException" && message.contains("not supported"))
            }
            _ => false,
        }
    }

    /// Returns the kind of the error.
    pub fn kind(&self) -> Kind {
        match self {
            Self::File(error) => error.kind(),
            Self::Target(error) => error.kind(),
            Self::Access(error) => error.kind(),
            Self::Database(error) => error.kind(),
            Self::Pool(error) => error.kind(),
            Self::Tls(error) => error.kind(),
            Self::Stack(error) => error.kind(),
            Self::Invalid { .. } | Self::BadExpression { .. } | Self::ToOneself { .. } => Kind::Usage,
            Self::NoTable { .. }
            | Self::NoIndex { state: None, .. }
            | Self::NoStream { .. }
            | Self::StreamWithoutImages { .. }
            | Self::NoUser(_)
            | Self::NoConversation { .. }
            | Self::NoItem { .. }
            | Self::NoSuchPool { .. } => Kind::NotFound,
            Self::Credentials { .. } | Self::LayoutUnknown { .. } => Kind::Configuration,
            Self::WillNotSettle { state, .. } if is_about_permissions(state) => Kind::Configuration,
            Self::AmbiguousUser { .. }
            | Self::AmbiguousConversation { .. }
            | Self::HandleTaken { .. }
            | Self::OtherKeys { .. }
            | Self::OtherOwners { .. }
            | Self::NotInConversation { .. }
            | Self::MessageAhead { .. }
            | Self::MessageIdTaken { .. }
            | Self::TimeToLiveDiffers { .. }
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
            | Self::Listen { .. }
            | Self::Task(_) => Kind::Failed,
        }
    }

    /// Returns the name of the operation of an AWS service that failed.
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

    /// Returns whether the same command may succeed later.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::File(error) => error.is_retryable(),
            Self::Database(error) => error.is_retryable(),
            Self::Stack(error) => error.is_retryable(),
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
            | Self::Pool(_)
            | Self::Tls(_)
            | Self::Invalid { .. }
            | Self::BadExpression { .. }
            | Self::ToOneself { .. }
            | Self::NoTable { .. }
            | Self::NoStream { .. }
            | Self::StreamWithoutImages { .. }
            | Self::NoUser(_)
            | Self::NoConversation { .. }
            | Self::NoItem { .. }
            | Self::NoSuchPool { .. }
            | Self::Credentials { .. }
            | Self::LayoutUnknown { .. }
            | Self::AmbiguousUser { .. }
            | Self::AmbiguousConversation { .. }
            | Self::HandleTaken { .. }
            | Self::OtherKeys { .. }
            | Self::OtherOwners { .. }
            | Self::NotInConversation { .. }
            | Self::MessageAhead { .. }
            | Self::MessageIdTaken { .. }
            | Self::TimeToLiveDiffers { .. }
            | Self::DeletionProtected { .. }
            | Self::WillNotSettle { .. }
            | Self::TaskFailed { .. }
            | Self::EndlessPages { .. }
            | Self::AnswerTooLong { .. }
            | Self::TooMany { .. }
            | Self::MaybeStarted { .. }
            | Self::EmbeddedDamaged { .. }
            | Self::Embedded { .. }
            | Self::Listen { .. }
            | Self::Task(_) => false,
        }
    }
}

/// Returns whether a service's error code says that the same request may succeed later.
/// Source: DynamoDB developer guide, "Error messages and codes", the column "OK to retry?"; S3 API reference, "Error responses"; Lambda
/// API reference, Invoke, "Errors".
fn is_transient(code: &str) -> bool {
    matches!(
        code,
        "ProvisionedThroughputExceededException"
            | "ThrottlingException"
            | "Throttling"
            | "RequestThrottled"
            | "TooManyRequestsException"
            | "RequestLimitExceeded"
            | "LimitExceededException"
            | "InternalServerError"
            | "InternalErrorException"
            | "ServiceUnavailable"
            | "ResourceInUseException"
            | "InternalError"
            | "SlowDown"
            | "ServiceException"
    )
}

/// Returns whether a table has this status because a permission is missing.
fn is_about_permissions(state: &str) -> bool {
    matches!(state, "INACCESSIBLE_ENCRYPTION_CREDENTIALS" | "REPLICATION_NOT_AUTHORIZED")
}

/// A user who does not exist in the users database.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoUser {
    /// No user has this handle.
    #[error("there is no user with the handle {handle} in the users database{}", near_matches(.near))]
    Handle {
        /// The handle that was looked up.
        handle: String,
        /// Near matches, the best first.
        near: Vec<String>,
    },
    /// No user of the user pool has this handle.
    #[error("there is no user with the handle {handle} in the user pool")]
    InPool {
        /// The handle.
        handle: String,
    },
    /// No user has this id of the user pool.
    #[error("no user in the users database has the Cognito id {sub}")]
    CognitoId {
        /// The `sub`.
        sub: String,
    },
    /// No user has these handles, which the seeds name.
    #[error("the users database lacks {}, which the seeds name", .handles.join(", "))]
    Seeds {
        /// The missing handles.
        handles: Vec<String>,
    },
}

/// A conversation that belongs to other users than those with the handles in the seeds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherOwners {
    /// The conversation's id.
    pub conversation_id: String,
    /// The handle in the rows and the `uuid` of each such user.
    pub users: Vec<(String, String)>,
}

/// The number of conversations that an error names at most.
const MAX_NAMED: usize = 5;

/// Returns a clause for each of the first conversations, and the number of the others.
fn other_owners(conversations: &[OtherOwners]) -> String {
    let named = conversations.iter().take(MAX_NAMED).map(|OtherOwners { conversation_id, users }| {
        let users: Vec<String> = users.iter().map(|(handle, uuid)| format!("{handle} ({uuid})")).collect();
        format!("conversation {conversation_id} belongs to other users than those of its handles: {}", users.join(", "))
    });
    let mut text = named.collect::<Vec<_>>().join("; ");
    if conversations.len() > MAX_NAMED {
        text.push_str(&format!("; and {} more conversations", conversations.len() - MAX_NAMED));
    }
    text
}

/// Returns the text of an index that is missing or cannot be read.
fn no_index(table: &str, index: &str, state: Option<&str>) -> String {
    match state {
        None => format!("table {table} has no index {index}"),
        Some(state) => format!("index {index} of table {table} is {state}"),
    }
}

/// Returns `; near matches: a, b`, or an empty string.
fn near_matches(near: &[String]) -> String {
    if near.is_empty() { String::new() } else { format!("; near matches: {}", near.join(", ")) }
}
