//! What can go wrong with the users database, its TLS and its login.

use postgres::error::SqlState;
use std::fmt;
use std::path::PathBuf;

/// A rule of the database that data broke; its transaction was rolled back.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
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

/// What is wrong with a file that TLS needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TlsFileFault {
    /// A file of roots, or of the client, without any certificate.
    #[error("it has no certificate in PEM form")]
    NoCertificate,
    /// A certificate is damaged, or of an unknown form.
    #[error("it has a certificate that cannot be read")]
    Unreadable,
    /// There is no list of revoked certificates in it.
    #[error("it has no list of revoked certificates in PEM form")]
    NoRevocationList,
    /// A part of it begins as PEM does, and goes on differently.
    #[error("it is not in PEM form")]
    NotPem,
    /// There is no private key in it, or one with a password.
    #[error("it has no private key in PEM form without a password")]
    NoKey,
    /// It is no regular file, or not UTF-8.
    #[error("it is not a text file")]
    NoText,
    /// It is larger than such a file is.
    #[error("it is larger than 1 MiB")]
    TooLarge,
    /// A private key that others may read or write.
    #[error("others may read or write the private key: its mode has to be 0600, or 0640 where root owns it")]
    OpenKey,
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
pub(super) fn is_transient(error: &(dyn std::error::Error + 'static)) -> bool {
    const OTHERS: [SqlState; 3] =
        [SqlState::T_R_SERIALIZATION_FAILURE, SqlState::T_R_DEADLOCK_DETECTED, SqlState::LOCK_NOT_AVAILABLE];
    error.downcast_ref::<Answer>().is_some_and(|Answer(code)| is_scarcity(code) || OTHERS.contains(code))
}
