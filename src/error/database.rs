//! Errors of the users database and of the login to it.

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
        /// The privileges, such as `UPDATE on public.users (cognito_user_id)`. Empty if the catalogues do not show them.
        privileges: Vec<String>,
    },

    /// Transactions of the connection are read-only: the server is a standby, or `default_transaction_read_only` is set.
    #[error("{doing}: the users database ({at}) is read-only")]
    ReadOnly {
        /// What was being done.
        doing: &'static str,
        /// The database, without its password.
        at: String,
    },

    /// `users` is a view or another relation that cannot be written.
    #[error("{doing}: users in the database ({at}) is a view, or another relation, that cannot be written")]
    NotWritable {
        /// What was being done.
        doing: &'static str,
        /// The database, without its password.
        at: String,
    },

    /// Row-level security refuses a row, or may hide rows that have to be read first.
    #[error("{doing}: row-level security of users ({at}) applies to this role, and refuses or hides rows")]
    RowSecurity {
        /// What was being done.
        doing: &'static str,
        /// The database, without its password.
        at: String,
    },

    /// The database wrote fewer rows than the statement has, without an error. The transaction was rolled back.
    #[error("{doing}: the users database ({at}) took {done} of {wanted} rows, so nothing was written")]
    RowsSkipped {
        /// What was being done.
        doing: &'static str,
        /// The database, without its password.
        at: String,
        /// The number of rows to write.
        wanted: usize,
        /// The number of rows that the database wrote.
        done: u64,
    },

    /// A rule of the users database refused the data. Nothing was written.
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
        /// The cause.
        source: Cause,
    },

    /// The server has no such database.
    #[error("the server has no database {name} ({at})")]
    NoDatabase {
        /// The database, without its password.
        at: String,
        /// Its name.
        name: String,
    },

    /// The server's `pg_hba.conf` has no entry for this connection.
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

    /// The server of the users database has used up a resource.
    #[error("the users database ({at}) has no {what} left")]
    Exhausted {
        /// The database, without its password.
        at: String,
        /// The resource, such as `connections for this role` or `disk space`.
        what: &'static str,
    },

    /// The users database requests an authentication that is not answered.
    #[error("cannot log in to the users database ({at}): {why}")]
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
        /// The cause.
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

    /// The connection to the users database was lost within a statement. It is not known whether the last transaction was
    /// committed.
    #[error("the connection to the users database ({at}) was lost while {doing}")]
    ConnectionLost {
        /// What was being done.
        doing: &'static str,
        /// The database, without its password.
        at: String,
        /// The cause.
        source: Cause,
    },

    /// A statement failed in the users database. Its transaction was rolled back.
    #[error("{doing} in the users database ({at})")]
    Statement {
        /// What was being done.
        doing: &'static str,
        /// The database, without its password.
        at: String,
        /// The cause.
        source: Cause,
    },

    /// The users database did not answer in time. It is not known whether the last transaction was committed.
    #[error("{doing}: the users database did not answer within {seconds} s")]
    Timeout {
        /// What was being done.
        doing: &'static str,
        /// The time waited, in seconds.
        seconds: u64,
    },
}

impl DatabaseError {
    /// Returns the kind of the error.
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

    /// Returns whether the same command may succeed later.
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

/// Returns `: a and b`, or an empty string.
fn listed(names: &[String]) -> String {
    if names.is_empty() { String::new() } else { format!(": {}", names.join(" and ")) }
}

/// Returns a clause with the tables `users` of other schemas, or an empty string.
fn other_schemas(schemas: &[String]) -> String {
    if schemas.is_empty() {
        return String::new();
    }
    let tables: Vec<String> = schemas.iter().map(|schema| format!("{schema}.users")).collect();
    format!(": there is no public.users, but {}", tables.join(", "))
}

/// A rule of the database that refused the data. The transaction was rolled back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// A constraint, by its kind and its name.
    Constraint(&'static str, String),
    /// A column must not be null and has no default.
    NotNull(String),
    /// A value is longer than its column allows. The columns with a limit, such as `handle is character varying(20)`.
    TooLong(Vec<String>),
    /// A value does not have the type of its column.
    Type,
    /// A trigger raised an error.
    Trigger,
    /// A view refuses a row that it would not show.
    CheckOption,
    /// Other objects depend on the tables to drop.
    Dependents,
    /// The schema `public` does not exist.
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

/// Why a server's request for authentication is not answered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LoginRefusal {
    /// The server requests the password in clear text, over a connection without TLS.
    #[error("the server requests the password in clear text, and the connection is not encrypted; it was not sent")]
    ClearText,
    /// The server requests a password, and none is configured.
    #[error("the server requests a password, and none is configured{}", .0.as_ref().map(|file| format!(" ({file})")).unwrap_or_default())]
    NoPassword(Option<OpenFile>),
    /// The server requests a method that `require_auth` does not allow.
    #[error("the server requests the method {0}, which require_auth does not allow")]
    Method(&'static str),
    /// The server requests a method that is not supported.
    #[error("the server requests the method {0}, which is not supported")]
    Unsupported(&'static str),
    /// `channel_binding=require` is set, and the server does not offer channel binding.
    #[error("the server does not offer channel binding, and channel_binding=require is set")]
    ChannelBinding,
}

/// A password file that is not read, because other users may read or write it, or because it is too large.
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

/// An error code of the server without an error variant.
#[derive(Debug, thiserror::Error)]
#[error("{} (SQLSTATE {})", meaning(.0), .0.code())]
pub(crate) struct Answer(pub(crate) SqlState);

/// Returns the meaning of an error code. Source: PostgreSQL, "Error Codes"; the first two characters are the class.
fn meaning(code: &SqlState) -> &'static str {
    match *code {
        SqlState::INVALID_PASSWORD => return "the password is wrong",
        SqlState::INVALID_AUTHORIZATION_SPECIFICATION => {
            return "the server has no such user, or does not let it in from here";
        }
        SqlState::INSUFFICIENT_PRIVILEGE => return "the role has no privilege for it",
        SqlState::TOO_MANY_CONNECTIONS => return "the server has too many connections",
        SqlState::DISK_FULL => return "the server's disk is full",
        SqlState::LOCK_NOT_AVAILABLE => return "a lock was not free in time",
        SqlState::QUERY_CANCELED => return "the statement was cancelled, by its timeout or by a user",
        SqlState::CANNOT_CONNECT_NOW => return "the server is starting up",
        _ => {}
    }
    match code.code().get(..2).unwrap_or_default() {
        "08" => "the server lost the connection",
        "0A" => "the server does not support it",
        "22" | "23" => "the server does not accept a value",
        "25" => "the transaction does not allow it",
        "40" => "it conflicted with another transaction",
        "42" => "the statement does not fit the tables of this database",
        "53" => "the server lacks resources",
        "54" => "a limit of the server was exceeded",
        "55" => "an object is not in the state that it needs",
        "57" => "the server shuts down, or an administrator ended the connection",
        "58" | "XX" | "F0" => "the server has an internal error",
        _ => "the server refused it",
    }
}

/// Returns whether a server lacks a resource: connections, memory, disk (class 53).
pub(crate) fn is_scarcity(code: &SqlState) -> bool {
    code.code().starts_with("53")
}

/// Returns whether the same statement may succeed later: it conflicted with another transaction, or the server lacked a resource.
fn is_transient(error: &(dyn std::error::Error + 'static)) -> bool {
    const OTHERS: [SqlState; 3] =
        [SqlState::T_R_SERIALIZATION_FAILURE, SqlState::T_R_DEADLOCK_DETECTED, SqlState::LOCK_NOT_AVAILABLE];
    error.downcast_ref::<Answer>().is_some_and(|Answer(code)| is_scarcity(code) || OTHERS.contains(code))
}
