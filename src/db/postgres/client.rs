//! A connection without named prepared statements, so that PgBouncer can use another server connection for each transaction. A
//! statement and its parameters are one round trip.
//! Source: PgBouncer, "SQL feature map for pooling modes".

use postgres::types::{ToSql, Type};
use postgres::{Error, Row, SimpleQueryMessage};

/// A parameter that has its SQL type.
pub(super) trait Parameter: ToSql + Sync {
    /// Returns its SQL type.
    fn sql_type(&self) -> Type;
    /// Returns it in the form of the driver.
    fn as_sql(&self) -> &(dyn ToSql + Sync);
}

macro_rules! parameters {
    ($($sql_type:ident: $($rust_type:ty),+;)+) => {$($(
        impl Parameter for $rust_type {
            fn sql_type(&self) -> Type {
                Type::$sql_type
            }

            fn as_sql(&self) -> &(dyn ToSql + Sync) {
                self
            }
        }
    )+)+};
}

parameters! {
    TEXT: &str, String, Option<&str>;
    TEXT_ARRAY: Vec<&str>, Vec<Option<&str>>, Vec<String>, &[String];
    BOOL: bool;
}

fn typed<'a>(parameters: &'a [&'a dyn Parameter]) -> Vec<(&'a (dyn ToSql + Sync), Type)> {
    parameters.iter().map(|parameter| (parameter.as_sql(), parameter.sql_type())).collect()
}

/// A connection.
pub(super) struct Client(pub(super) postgres::Client);

impl Client {
    pub(super) fn query(&mut self, sql: &str, parameters: &[&dyn Parameter]) -> Result<Vec<Row>, Error> {
        self.0.query_typed(sql, &typed(parameters))
    }

    pub(super) fn query_one(&mut self, sql: &str, parameters: &[&dyn Parameter]) -> Result<Row, Error> {
        self.0.query_typed_one(sql, &typed(parameters))
    }

    pub(super) fn query_opt(&mut self, sql: &str, parameters: &[&dyn Parameter]) -> Result<Option<Row>, Error> {
        self.0.query_typed_opt(sql, &typed(parameters))
    }

    pub(super) fn transaction(&mut self) -> Result<Transaction<'_>, Error> {
        self.0.transaction().map(Transaction)
    }
}

/// A transaction. It is rolled back unless it is committed.
pub(super) struct Transaction<'a>(postgres::Transaction<'a>);

impl Transaction<'_> {
    pub(super) fn query(&mut self, sql: &str, parameters: &[&dyn Parameter]) -> Result<Vec<Row>, Error> {
        self.0.query_typed(sql, &typed(parameters))
    }

    pub(super) fn query_one(&mut self, sql: &str, parameters: &[&dyn Parameter]) -> Result<Row, Error> {
        self.0.query_typed_one(sql, &typed(parameters))
    }

    /// Fails if a statement names a table or column that does not exist. Neither checks privileges nor runs the statement. The name of
    /// the prepared statement is free again before the transaction ends.
    pub(super) fn check(&mut self, sql: &str) -> Result<(), Error> {
        self.0.prepare(sql).map(drop)
    }

    pub(super) fn execute(&mut self, sql: &str, parameters: &[&dyn Parameter]) -> Result<u64, Error> {
        self.0.execute_typed(sql, &typed(parameters))
    }

    pub(super) fn simple_query(&mut self, sql: &str) -> Result<Vec<SimpleQueryMessage>, Error> {
        self.0.simple_query(sql)
    }

    pub(super) fn batch_execute(&mut self, sql: &str) -> Result<(), Error> {
        self.0.batch_execute(sql)
    }

    pub(super) fn commit(self) -> Result<(), Error> {
        self.0.commit()
    }
}
