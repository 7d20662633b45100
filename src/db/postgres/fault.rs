//! The causes of a failed statement or connection, in the words of this tool.
//!
//! A server's message is in the server's language, and its details quote rows. The driver's text names functions that the reader
//! does not know. So neither is used: an error has the SQLSTATE code, and the names of constraints, columns and privileges.

use super::watch::Refusal;
use crate::error::{Answer, Cause, DatabaseError, Error, Rule, is_scarcity};
use postgres::error::{DbError, SqlState};
use std::io::{self, ErrorKind};

impl Rule {
    /// Returns the rule that an error is about. `limits` reads the columns with a limited length.
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

/// The cause of a connection that ended.
const CLOSED: &str = "the connection is closed";

/// The cause of a message that the driver cannot parse.
const GARBLED: &str = "the server does not use the PostgreSQL protocol as expected";

/// Returns the cause of an error: the text of the operating system, of the TLS library or of this tool, but never of the driver.
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

/// Returns the cause of an error of the stream. An error of the driver itself has only a kind, or a text of the driver.
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

/// Returns the error of a server that refuses a connection. Source: PostgreSQL, "Error Codes".
pub(super) fn rejection(at: String, code: &SqlState, error: postgres::Error) -> Error {
    match *code {
        SqlState::INVALID_PASSWORD
        | SqlState::INVALID_AUTHORIZATION_SPECIFICATION
        | SqlState::INSUFFICIENT_PRIVILEGE => Error::Database(DatabaseError::LoginRefused { at, source: cause(error) }),
        _ if is_disconnect(code) || is_scarcity(code) => {
            Error::Database(DatabaseError::Unreachable { at, source: cause(error) })
        }
        _ => Error::Database(DatabaseError::Statement { doing: "connecting", at, source: cause(error) }),
    }
}

/// Returns whether a server shuts down or starts up (class 57P), or lost the connection (class 08).
pub(super) fn is_disconnect(code: &SqlState) -> bool {
    code.code().starts_with("57P") || code.code().starts_with("08")
}

/// Returns whether the network failed.
pub(super) fn is_network(error: &postgres::Error) -> bool {
    causes(error).any(|cause| cause.is::<std::io::Error>())
}

/// Returns the chain of causes of an error.
pub(super) fn causes(error: &postgres::Error) -> impl Iterator<Item = &(dyn std::error::Error + 'static)> {
    std::iter::successors(std::error::Error::source(error), |cause| cause.source())
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
