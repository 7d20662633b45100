//! The error of a failed statement. The server's message cannot be used, because it is in the language of the server: the
//! catalogues say which columns and privileges are missing.
//! Source: PostgreSQL, "Error Codes".

use super::client::Parameter;
use super::fault::{cause, is_disconnect, is_network};
use super::operation::{ALL, Operation};
use super::{Postgres, first_of};
use crate::db::{Lacking, UserStore};
use crate::error::{DatabaseError, Error, Result, Rule};
use postgres::error::{DbError, SqlState};

impl Postgres {
    /// Returns the error of a failed statement of an operation.
    pub(super) fn statement_error(&mut self, operation: &Operation, error: postgres::Error) -> Error {
        let (doing, at) = (operation.doing, self.url.to_string());
        let Some(answer) = error.as_db_error().cloned() else {
            let is_lost = error.is_closed() || is_network(&error);
            let source = cause(error);
            return if is_lost {
                Error::Database(DatabaseError::ConnectionLost { doing, at, source })
            } else {
                Error::Database(DatabaseError::Statement { doing, at, source })
            };
        };
        match *answer.code() {
            SqlState::UNDEFINED_TABLE => {
                Error::Database(DatabaseError::NoSchema { at, elsewhere: self.elsewhere().unwrap_or_default() })
            }
            SqlState::UNDEFINED_COLUMN => {
                Error::Database(DatabaseError::MissingColumns { doing, at, columns: self.missing_columns(operation) })
            }
            SqlState::INSUFFICIENT_PRIVILEGE => self.forbidden(operation, at),
            SqlState::DISK_FULL => Error::Database(DatabaseError::Exhausted { at, what: "disk space" }),
            SqlState::READ_ONLY_SQL_TRANSACTION => Error::Database(DatabaseError::ReadOnly { doing, at }),
            // A view that cannot be updated, a column of a view that is an expression, or a materialized view.
            SqlState::OBJECT_NOT_IN_PREREQUISITE_STATE
            | SqlState::FEATURE_NOT_SUPPORTED
            | SqlState::WRONG_OBJECT_TYPE => Error::Database(DatabaseError::NotWritable { doing, at }),
            _ if is_disconnect(answer.code()) => {
                Error::Database(DatabaseError::ConnectionLost { doing, at, source: cause(error) })
            }
            _ => match self.rule(operation, &answer) {
                Some(rule) => Error::Database(DatabaseError::Rule { doing, at, rule }),
                None => Error::Database(DatabaseError::Statement { doing, at, source: cause(error) }),
            },
        }
    }

    /// Returns the rule that the data of an operation broke.
    fn rule(&mut self, operation: &Operation, answer: &DbError) -> Option<Rule> {
        let written: Vec<&str> = operation.inserts.iter().chain(operation.updates).copied().collect();
        Rule::of(answer, || self.names(include_str!("../sql/limits.sql"), &[&written]))
    }

    /// Returns the columns that an operation needs and `users` lacks.
    fn missing_columns(&mut self, operation: &Operation) -> Vec<String> {
        let have = self.columns().unwrap_or_default();
        let has = |name: &str| have.iter().any(|column| column.table == "users" && column.name == name);
        let mut missing: Vec<String> = Vec::new();
        for (_, name) in operation.needs().filter(|(_, name)| !has(name)) {
            if !missing.iter().any(|column| column == name) {
                missing.push(name.to_owned());
            }
        }
        missing
    }

    /// Returns the error of an operation that was refused for lack of a privilege. PostgreSQL uses the same code when a policy of
    /// row-level security refuses a row.
    fn forbidden(&mut self, operation: &Operation, at: String) -> Error {
        let mut privileges = self.names(include_str!("../sql/lacking_schema.sql"), &[&operation.creates]);
        privileges.extend(self.lacks(operation).unwrap_or_default().iter().map(ToString::to_string));
        if privileges.is_empty() && self.row_security().unwrap_or(false) {
            return Error::Database(DatabaseError::RowSecurity { doing: operation.doing, at });
        }
        Error::Database(DatabaseError::NoPrivilege { doing: operation.doing, at, privileges })
    }

    /// Reads the privileges that the role lacks for an operation.
    pub(super) fn lacks(&mut self, operation: &Operation) -> Result<Vec<Lacking>> {
        let (privileges, names): (Vec<&str>, Vec<&str>) = operation.needs().unzip();
        self.with(&ALL, |client| {
            let rows = client.query(include_str!("../sql/lacking_columns.sql"), &[&privileges, &names])?;
            rows.iter().map(|row| Ok(Lacking { privilege: row.try_get(0)?, columns: row.try_get(1)? })).collect()
        })
    }

    /// Returns whether row-level security applies to the role.
    fn row_security(&mut self) -> Result<bool, postgres::Error> {
        match self.client.as_mut() {
            Some(client) => client.query_one(include_str!("../sql/row_security.sql"), &[])?.try_get(0),
            None => Ok(false),
        }
    }

    /// Reads names from the catalogues for an error. Returns none if that fails too.
    fn names(&mut self, sql: &str, parameters: &[&dyn Parameter]) -> Vec<String> {
        let rows = self.client.as_mut().and_then(|client| client.query(sql, parameters).ok());
        rows.and_then(|rows| first_of(&rows).ok()).unwrap_or_default()
    }
}
