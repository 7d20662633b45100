//! What can go wrong with the users database and the login to it.

use super::{Cause, Kind};
use postgres::error::SqlState;
use std::fmt;
use std::path::PathBuf;

/// A failure of the users database.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// The users database has no `users` or `activities` table.
    #[error("the users database ({at}) has no schema yet{}", other_schemas(.elsewhere))]
    NoSchema {
        /// The database, without its password.
        at: String,
        /// Schemas other than `public` that have a table `users`.
        elsewhere: Vec<String>,
    },

    /// The table `users` lacks columns that an operation needs.
    #[error("{doing} needs columns that the table users ({at}) lacks: {}", .columns.join(", "))]
    MissingColumns {
        /// What was being done.
        doing: &'static str,
        /// The database, without its password.
        at: String,
        /// The columns.
        columns: Vec<String>,
    },

    /// The role of the connection may not do what an operation needs.
    #[error("{doing}: the role lacks a privilege in the users database ({at}){}", listed(.privileges))]
    NoPrivilege {
        /// What was being done.
        doing: &'static str,
        /// The database, without its password.
        at: String,
        /// The privileges, such as `UPDATE on public.users (cognito_user_id)`; none where the catalogues do not show them.
        privileges: Vec<String>,
    },

    /// Transactions of the connection only read: a standby, or `default_transaction_read_only`.
    #[error("{doing}: the users database ({at}) is read-only")]
    ReadOnly {
        /// What was being done.
        doing: &'static str,
        /// The database, without its password.
        at: String,
    },

    /// `users` is a view or another relation that takes no such write.
    #[error("{doing}: users in the database ({at}) is a view, or another relation, that cannot be written")]
    NotWritable {
        /// What was being done.
        doing: &'static str,
        /// The database, without its password.
        at: String,
    },

    /// Row-level security refuses a row, or hides those that would have to be seen first.
    #[error("{doing}: row-level security of users ({at}) applies to this role, and refuses or hides rows")]
    RowSecurity {
        /// What was being done.
        doing: &'static str,
        /// The database, without its password.
        at: String,
    },

    /// The database took fewer rows than it was given, without an error; nothing was written.
    #[error("{doing}: the users database ({at}) took {done} of {wanted} rows, so nothing was written")]
    RowsSkipped {
        /// What was being done.
        doing: &'static str,
        /// The database, without its password.
        at: String,
        /// How many rows there were to write.
        wanted: usize,
        /// How many the database took.
        done: u64,
    },

    /// A rule of the users database refused the data; nothing was written.
    #[error("{doing} in the users database ({at}): {rule}; nothing was written")]
    Rule {
        /// What was being done.
        doing: &'static str,
        /// The database, without its password.
        at: String,
        /// The rule.
        rule: Rule,
    },

    /// The users database could not be reached.
    #[error("cannot connect to the users database ({at})")]
    Unreachable {
        /// The database, without its password.
        at: String,
        /// What the driver said.
        source: Cause,
    },

    /// The server has no such database.
    #[error("the server has no database {name} ({at})")]
    NoDatabase {
        /// The database, without its password.
        at: String,
        /// Its name.
        name: String,
        /// The server's own database `postgres`, from which another one is created: a URL without a password.
        server: String,
    },

    /// The server's `pg_hba.conf` has no line that lets this connection in.
    #[error(
        "the users database ({at}) does not let this user in from here{}",
        if *.is_encrypted { "" } else { " without TLS" }
    )]
    NotAdmitted {
        /// The database, without its password.
        at: String,
        /// Whether the connection was encrypted.
        is_encrypted: bool,
    },

    /// The server of the users database has used up something.
    #[error("the users database ({at}) has no {what} left")]
    Exhausted {
        /// The database, without its password.
        at: String,
        /// What it has used up, such as `connections for this role` or `disk space`.
        what: &'static str,
    },

    /// The users database asks who the user is in a way that is not answered.
    #[error("no login to the users database ({at}): {why}")]
    LoginNotAnswered {
        /// The database, without its password.
        at: String,
        /// Why it is not answered.
        why: LoginRefusal,
    },

    /// The users database refused the login.
    #[error("the users database ({at}) refused the login")]
    LoginRefused {
        /// The database, without its password.
        at: String,
        /// What the driver said.
        source: Cause,
    },

    /// The users database refused the token of a sign-in by IAM.
    #[error("the users database ({at}) refused the sign-in of {user} by IAM")]
    TokenRefused {
        /// The database.
        at: String,
        /// The database user.
        user: String,
        /// What the driver said.
        source: Cause,
    },

    /// The connection to the users database ended in the middle of a statement; whether its last transaction was committed is
    /// not known.
    #[error("the connection to the users database ({at}) was lost while {doing}")]
    ConnectionLost {
        /// What was being done.
        doing: &'static str,
        /// The database, without its password.
        at: String,
        /// What the driver said.
        source: Cause,
    },

    /// A statement failed in the users database; its transaction was rolled back.
    #[error("{doing} in the users database ({at})")]
    Statement {
        /// What was being done.
        doing: &'static str,
        /// The database, without its password.
        at: String,
        /// What the driver said.
        source: Cause,
    },

    /// The users database did not answer in time; whether its last transaction was committed is not known.
    #[error("{doing}: the users database did not answer within {seconds} s")]
    Timeout {
        /// What was being done.
        doing: &'static str,
        /// How long it was waited for, in seconds.
        seconds: u64,
    },
}

impl DatabaseError {
    /// What kind of failure it is.
    pub fn kind(&self) -> Kind {
        match self {
            Self::NoSchema { .. } | Self::NoDatabase { .. } => Kind::NotFound,
            Self::MissingColumns { .. }
            | Self::NoPrivilege { .. }
            | Self::ReadOnly { .. }
            | Self::NotWritable { .. }
            | Self::RowSecurity { .. }
            | Self::NotAdmitted { .. }
            | Self::LoginNotAnswered { .. }
            | Self::LoginRefused { .. }
            | Self::TokenRefused { .. } => Kind::Configuration,
            Self::RowsSkipped { .. } | Self::Rule { .. } => Kind::Refused,
            Self::Unreachable { .. }
            | Self::Exhausted { .. }
            | Self::ConnectionLost { .. }
            | Self::Statement { .. }
            | Self::Timeout { .. } => Kind::Failed,
        }
    }

    /// Whether the same command may succeed later, as it is.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Unreachable { .. } | Self::Exhausted { .. } | Self::ConnectionLost { .. } | Self::Timeout { .. } => {
                true
            }
            Self::Statement { source, .. } => is_transient(source.as_ref()),
            Self::NoSchema { .. }
            | Self::MissingColumns { .. }
            | Self::NoPrivilege { .. }
            | Self::ReadOnly { .. }
            | Self::NotWritable { .. }
            | Self::RowSecurity { .. }
            | Self::RowsSkipped { .. }
            | Self::Rule { .. }
            | Self::NoDatabase { .. }
            | Self::NotAdmitted { .. }
            | Self::LoginNotAnswered { .. }
            | Self::LoginRefused { .. }
            | Self::TokenRefused { .. } => false,
        }
    }
}

/// `: a and b`, or nothing.
fn listed(names: &[String]) -> String {
    if names.is_empty() { String::new() } else { format!(": {}", names.join(" and ")) }
}

/// Where else a table `users` is, or nothing.
fn other_schemas(schemas: &[String]) -> String {
    if schemas.is_empty() {
        return String::new();
    }
    let tables: Vec<String> = schemas.iter().map(|schema| format!("{schema}.users")).collect();
    format!(": there is no public.users, but {}", tables.join(", "))
}

/// A rule of the database that data broke; its transaction was rolled back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// A constraint, by what it is and its name.
    Constraint(&'static str, String),
    /// A column must not be null and has no default.
    NotNull(String),
    /// A value is longer than its column takes; the columns with a limit, such as `handle is character varying(20)`.
    TooLong(Vec<String>),
    /// A value does not have the type of its column.
    Type,
    /// A trigger raised an error.
    Trigger,
    /// A view accepts no row that it would not show.
    CheckOption,
    /// Other objects depend on what would be dropped.
    Dependents,
    /// There is no schema `public` to create tables in.
    NoSchemaPublic,
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Constraint(kind, name) => write!(f, "the {kind} constraint {name} does not allow it"),
            Self::NotNull(column) => write!(f, "the column {column} must not be null and has no default"),
            Self::TooLong(limits) if limits.is_empty() => f.write_str("a value is longer than its column takes"),
            Self::TooLong(limits) => write!(f, "a value is longer than its column takes: {}", limits.join(", ")),
            Self::Type => f.write_str("a column cannot hold a value of this form"),
            Self::Trigger => f.write_str("a trigger raised an error"),
            Self::CheckOption => f.write_str("the view public.users would not show the row (WITH CHECK OPTION)"),
            Self::Dependents => f.write_str("other objects depend on these tables"),
            Self::NoSchemaPublic => f.write_str("there is no schema public"),
        }
    }
}

/// Why this tool does not answer a server that asks who the user is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LoginRefusal {
    /// It asks for the password in clear text, over a connection without TLS.
    #[error("it asks for the password in clear text, and the connection is not encrypted; it was not sent")]
    ClearText,
    /// It asks for a password, and there is none.
    #[error("it asks for a password, and there is none{}", .0.as_ref().map(|file| format!(" ({file})")).unwrap_or_default())]
    NoPassword(Option<OpenFile>),
    /// It asks in a way that `require_auth` does not allow.
    #[error("it asks by the method {0}, which require_auth does not allow")]
    Method(&'static str),
    /// It asks in a way that is not supported.
    #[error("it asks by the method {0}, which is not supported")]
    Unsupported(&'static str),
    /// `channel_binding=require`, and it does not bind the login to the TLS connection.
    #[error("it does not offer the channel binding that channel_binding=require wants")]
    ChannelBinding,
}

/// A password file that is not read, since others than its owner may read or write it, or since it is too large.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenFile {
    /// The file.
    pub path: PathBuf,
    /// Why not.
    pub why: String,
}

impl fmt::Display for OpenFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, why } = self;
        write!(f, "{} is not read: {why}", path.display())
    }
}

/// An answer of the server that has no error variant of its own.
#[derive(Debug, thiserror::Error)]
#[error("{} (SQLSTATE {})", words(.0), .0.code())]
pub(crate) struct Answer(pub(crate) SqlState);

/// What a code means. Source: PostgreSQL, "Error Codes"; the first two characters are the class.
fn words(code: &SqlState) -> &'static str {
    match *code {
        SqlState::INVALID_PASSWORD => return "the password is wrong",
        SqlState::INVALID_AUTHORIZATION_SPECIFICATION => {
            return "the server has no such user, or does not let it in from here";
        }
        SqlState::INSUFFICIENT_PRIVILEGE => return "the role has no privilege for it",
        SqlState::TOO_MANY_CONNECTIONS => return "the server has too many connections",
        SqlState::DISK_FULL => return "the server's disk is full",
        SqlState::LOCK_NOT_AVAILABLE => return "a lock was not free in time",
        SqlState::QUERY_CANCELED => return "the statement was cancelled, by its time limit or by a person",
        SqlState::CANNOT_CONNECT_NOW => return "the server is starting up",
        _ => {}
    }
    match code.code().get(..2).unwrap_or_default() {
        "08" => "the server lost the connection",
        "0A" => "the server does not support it",
        "22" | "23" => "the server does not accept a value",
        "25" => "the transaction does not allow it",
        "40" => "it met with another transaction",
        "42" => "the statement does not fit the tables of this database",
        "53" => "the server lacks resources",
        "54" => "a limit of the server was exceeded",
        "55" => "an object is not in the state that it needs",
        "57" => "the server shuts down, or somebody ended the connection",
        "58" | "XX" | "F0" => "the server has a fault of its own",
        _ => "the server refused it",
    }
}

/// Whether a server has too little of something: connections, memory, disk (class 53).
pub(crate) fn is_scarcity(code: &SqlState) -> bool {
    code.code().starts_with("53")
}

/// Whether the same statement may succeed a little later: it met with another transaction, or the server had too little of
/// something.
fn is_transient(error: &(dyn std::error::Error + 'static)) -> bool {
    const OTHERS: [SqlState; 3] =
        [SqlState::T_R_SERIALIZATION_FAILURE, SqlState::T_R_DEADLOCK_DETECTED, SqlState::LOCK_NOT_AVAILABLE];
    error.downcast_ref::<Answer>().is_some_and(|Answer(code)| is_scarcity(code) || OTHERS.contains(code))
}
