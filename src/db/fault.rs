//! What a failed statement or connection of PostgreSQL means, in words of this tool.
//!
//! A server's message is in its own language, and its details quote rows; the driver's text names calls that nobody typed. So
//! neither is passed on: what reaches the reader is the SQLSTATE code, and the names of constraints, columns and privileges.

use super::negotiate::Refusal;
use crate::error::{Cause, Error};
use postgres::error::{DbError, SqlState};
use std::fmt;
use std::io::{self, ErrorKind};

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

impl Rule {
    /// The rule that an error is about; what limits the length of values is asked for where that is wanted.
    pub(super) fn of(error: &DbError, limits: impl FnOnce() -> Vec<String>) -> Option<Self> {
        let constraint = |kind| Self::Constraint(kind, error.constraint().unwrap_or_default().to_owned());
        Some(match *error.code() {
            SqlState::UNIQUE_VIOLATION => constraint("unique"),
            SqlState::FOREIGN_KEY_VIOLATION => constraint("foreign key"),
            SqlState::CHECK_VIOLATION => constraint("check"),
            SqlState::EXCLUSION_VIOLATION => constraint("exclusion"),
            SqlState::NOT_NULL_VIOLATION => Self::NotNull(error.column().unwrap_or("(unnamed)").to_owned()),
            SqlState::STRING_DATA_RIGHT_TRUNCATION => Self::TooLong(limits()),
            SqlState::INVALID_TEXT_REPRESENTATION
            | SqlState::DATATYPE_MISMATCH
            | SqlState::NUMERIC_VALUE_OUT_OF_RANGE
            | SqlState::CHARACTER_NOT_IN_REPERTOIRE
            | SqlState::UNTRANSLATABLE_CHARACTER => Self::Type,
            SqlState::RAISE_EXCEPTION => Self::Trigger,
            SqlState::WITH_CHECK_OPTION_VIOLATION => Self::CheckOption,
            SqlState::DEPENDENT_OBJECTS_STILL_EXIST => Self::Dependents,
            SqlState::INVALID_SCHEMA_NAME => Self::NoSchemaPublic,
            _ => return None,
        })
    }
}

/// An answer of the server that has no error variant of its own.
#[derive(Debug, thiserror::Error)]
#[error("{} (SQLSTATE {})", words(.0), .0.code())]
pub(crate) struct Answer(SqlState);

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

/// What the end of a connection is called.
const CLOSED: &str = "the connection is closed";

/// What the driver cannot read.
const GARBLED: &str = "what answers does not speak PostgreSQL's protocol as expected";

/// What is left of an error as the cause of another: the operating system's words, the TLS library's or ours, never the driver's.
pub(super) fn cause(error: postgres::Error) -> Cause {
    if let Some(code) = error.code() {
        return Box::new(Answer(code.clone()));
    }
    if error.is_closed() {
        return CLOSED.into();
    }
    let Some(source) = error.into_source() else { return GARBLED.into() };
    match source.downcast::<io::Error>() {
        Ok(error) => cause_of_stream(*error),
        Err(source) if source.is::<rustls::Error>() => source,
        Err(_) => GARBLED.into(),
    }
}

/// As [`cause`], of an error of the stream. The driver's own ones are a kind without more, or have a text of its own in them.
fn cause_of_stream(error: io::Error) -> Cause {
    let is_end = error.kind() == ErrorKind::UnexpectedEof;
    match error.get_ref() {
        Some(inner) if inner.is::<rustls::Error>() || inner.is::<Refusal>() => Box::new(error),
        // A TLS connection that ends without its last message.
        Some(_) if is_end => CLOSED.into(),
        None if !is_end => Box::new(error),
        _ => GARBLED.into(),
    }
}

/// What a server means that answers and lets nobody in. Source: PostgreSQL, "Error Codes".
pub(super) fn rejection(at: String, code: &SqlState, error: postgres::Error) -> Error {
    match *code {
        SqlState::INVALID_PASSWORD
        | SqlState::INVALID_AUTHORIZATION_SPECIFICATION
        | SqlState::INSUFFICIENT_PRIVILEGE => Error::DatabaseLogin { at, source: cause(error) },
        _ if is_the_end(code) || is_scarcity(code) => Error::DatabaseUnreachable { at, source: cause(error) },
        _ => Error::Database { doing: "connecting", at, source: cause(error) },
    }
}

/// Whether a server shuts down or starts up (class 57P), or lost the connection (08).
pub(super) fn is_the_end(code: &SqlState) -> bool {
    code.code().starts_with("57P") || code.code().starts_with("08")
}

/// Whether a server has too little of something: connections, memory, disk (class 53).
fn is_scarcity(code: &SqlState) -> bool {
    code.code().starts_with("53")
}

/// Whether it was the network that failed.
pub(super) fn is_network(error: &postgres::Error) -> bool {
    causes(error).any(|cause| cause.is::<std::io::Error>())
}

/// What led to an error.
pub(super) fn causes(error: &postgres::Error) -> impl Iterator<Item = &(dyn std::error::Error + 'static)> {
    std::iter::successors(std::error::Error::source(error), |cause| cause.source())
}

/// Whether the same statement may succeed a little later: it met with another transaction, or the server had too little of
/// something.
pub(crate) fn is_retryable(error: &(dyn std::error::Error + 'static)) -> bool {
    const OTHERS: [SqlState; 3] =
        [SqlState::T_R_SERIALIZATION_FAILURE, SqlState::T_R_DEADLOCK_DETECTED, SqlState::LOCK_NOT_AVAILABLE];
    error.downcast_ref::<Answer>().is_some_and(|Answer(code)| is_scarcity(code) || OTHERS.contains(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_of_codes_has_words_of_its_own() {
        for (code, expected) in [
            ("42P10", "the statement does not fit the tables of this database (SQLSTATE 42P10)"),
            ("XX000", "the server has a fault of its own (SQLSTATE XX000)"),
            ("53300", "the server has too many connections (SQLSTATE 53300)"),
            ("ZZ999", "the server refused it (SQLSTATE ZZ999)"),
            ("", "the server refused it (SQLSTATE )"),
        ] {
            assert_eq!(Answer(SqlState::from_code(code)).to_string(), expected);
        }
    }

    #[test]
    fn a_rule_is_named() {
        let rule = Rule::TooLong(vec!["handle is character varying(5)".to_owned()]);
        assert_eq!(rule.to_string(), "a value is longer than its column takes: handle is character varying(5)");
        assert_eq!(
            Rule::Constraint("unique", "users_handle_key".to_owned()).to_string(),
            "the unique constraint users_handle_key does not allow it"
        );
    }
}
