//! The users in PostgreSQL. Every statement is a file under `sql/`, with parameters and never with spliced text.

use super::client::Client;
use super::connect::{connect, create_database};
use super::{
    Column, Confirmation, ConfirmedUser, ConnectionUrl, IdRow, MOCK_COGNITO_ID, MessageUsers, NewUser, Sender, Step,
    User, UserStore,
};
use crate::error::{Error, Result};
use postgres::Row;
use postgres::error::SqlState;
use std::time::SystemTime;

/// A connection that is made on first use.
pub(super) struct Postgres {
    url: ConnectionUrl,
    prod: bool,
    client: Option<Client>,
}

impl Postgres {
    pub(super) fn new(url: ConnectionUrl, prod: bool) -> Self {
        Self { url, prod, client: None }
    }

    fn client(&mut self) -> Result<&mut Client> {
        let client = match self.client.take() {
            Some(client) => client,
            None => Client(connect(&self.url, self.prod)?),
        };
        Ok(self.client.insert(client))
    }

    /// Runs `work` with the connection, and says what went wrong with `doing` in words.
    fn with<T>(
        &mut self,
        doing: &'static str,
        work: impl FnOnce(&mut Client) -> Result<T, postgres::Error>,
    ) -> Result<T> {
        let at = self.url.to_string();
        work(self.client()?).map_err(|error| fault(doing, at, error))
    }
}

impl Drop for Postgres {
    /// The driver's client owns a runtime, and a runtime may not be dropped on a thread that drives another one.
    fn drop(&mut self) {
        if let Some(client) = self.client.take() {
            std::thread::spawn(move || drop(client)).join().ok();
        }
    }
}

impl UserStore for Postgres {
    fn columns(&mut self) -> Result<Vec<Column>> {
        self.with("reading the schema", |client| {
            let rows = client.query(include_str!("sql/columns.sql"), &[])?;
            rows.iter().map(|row| Ok(Column { table: row.try_get(0)?, name: row.try_get(1)? })).collect()
        })
    }

    fn create_database(&mut self, dry_run: bool) -> Result<Option<String>> {
        let name = match self.client() {
            Err(Error::NoDatabase { name, .. }) => name,
            connected => return connected.map(|_| None),
        };
        if !dry_run {
            create_database(&self.url, self.prod)?;
        }
        Ok(Some(name))
    }

    fn duplicate_handles(&mut self) -> Result<Vec<String>> {
        self.with("looking for duplicate handles", |client| {
            let rows = client.query(include_str!("sql/duplicate_handles.sql"), &[])?;
            first_of(&rows)
        })
    }

    fn is_encrypted(&mut self) -> Result<Option<bool>> {
        self.with("looking at the connection", |client| {
            let row = client.query_opt(include_str!("sql/is_encrypted.sql"), &[])?;
            row.map(|row| row.try_get(0)).transpose()
        })
    }

    fn create_tables(&mut self, reset: bool) -> Result<()> {
        self.with("creating the schema", |client| {
            let mut transaction = client.transaction()?;
            transaction.batch_execute(include_str!("sql/lock_schema.sql"))?;
            if reset {
                transaction.batch_execute(include_str!("sql/reset.sql"))?;
            }
            transaction.batch_execute(include_str!("sql/schema.sql"))?;
            transaction.commit()
        })
    }

    fn insert_missing(&mut self, users: &[NewUser]) -> Result<Vec<String>> {
        let column = |of: fn(&NewUser) -> &str| users.iter().map(of).collect::<Vec<&str>>();
        let names = column(|user| &user.display_name);
        let handles = column(|user| &user.handle);
        let emails = column(|user| &user.email);
        let ids = column(|_| MOCK_COGNITO_ID);
        self.with("inserting users", |client| {
            let mut transaction = client.transaction()?;
            transaction.batch_execute(include_str!("sql/lock_users.sql"))?;
            let rows =
                transaction.query(include_str!("sql/insert_missing_users.sql"), &[&names, &handles, &emails, &ids])?;
            transaction.commit()?;
            first_of(&rows)
        })
    }

    fn by_handles(&mut self, handles: &[String]) -> Result<Vec<User>> {
        self.with("looking up handles", |client| {
            let rows = client.query(include_str!("sql/users_by_handle.sql"), &[&handles])?;
            rows.iter().map(|row| user(row, 0)).collect()
        })
    }

    fn by_uuids(&mut self, uuids: &[String]) -> Result<Vec<User>> {
        self.with("looking up users", |client| {
            let rows = client.query(include_str!("sql/users_by_uuid.sql"), &[&uuids])?;
            rows.iter().map(|row| user(row, 0)).collect()
        })
    }

    fn message_users(&mut self, sender: &Sender, receiver: &str) -> Result<MessageUsers> {
        let (handle, sub) = sender.parameters();
        self.with("looking up sender and receiver", |client| {
            let rows = client.query(include_str!("sql/create_message_users.sql"), &[&handle, &sub, &receiver])?;
            let mut found = MessageUsers::default();
            for row in &rows {
                found.add(row.try_get(0)?, user(row, 1)?);
            }
            Ok(found)
        })
    }

    fn handles_like(&mut self, handle: &str) -> Result<Vec<String>> {
        self.with("looking for near matches", |client| {
            let rows = client.query(include_str!("sql/handles_like.sql"), &[&handle])?;
            first_of(&rows)
        })
    }

    fn confirm(&mut self, user: &ConfirmedUser, until: SystemTime) -> Result<Confirmation> {
        let ConfirmedUser { sub, handle, display_name, email, .. } = user;
        self.with("confirming a user", |client| {
            let mut transaction = client.transaction()?;
            transaction.batch_execute(include_str!("sql/lock_users_briefly.sql"))?;
            let rows = transaction.query(include_str!("sql/users_by_sub_or_handle.sql"), &[sub, handle])?;
            let found = rows.iter().map(|row| self::user(row, 0)).collect::<Result<Vec<_>, _>>()?;
            let step = match user.step(&found) {
                Ok(step) => step,
                Err(refusal) => return Ok(Err(refusal)),
            };
            match &step {
                Step::Insert => transaction
                    .execute(include_str!("sql/insert_confirmed_user.sql"), &[sub, handle, display_name, email])?,
                Step::Update(uuid) => transaction.execute(
                    include_str!("sql/update_confirmed_user.sql"),
                    &[sub, handle, display_name, email, uuid],
                )?,
                Step::Keep => 0,
            };
            if SystemTime::now() > until {
                return Ok(Err(Error::DatabaseHangs { doing: "confirm a user", seconds: 0 }));
            }
            transaction.commit()?;
            Ok(Ok(step.outcome()))
        })?
    }

    fn update_cognito_ids(&mut self, pairs: &[(String, String)], dry_run: bool) -> Result<Vec<IdRow>> {
        let (handles, subs): (Vec<&str>, Vec<&str>) =
            pairs.iter().map(|(handle, sub)| (handle.as_str(), sub.as_str())).unzip();
        let outcome = self.with("updating the Cognito ids", |client| {
            let mut transaction = client.transaction()?;
            if !dry_run {
                transaction.batch_execute(include_str!("sql/lock_users.sql"))?;
            }
            let twice = transaction.query(include_str!("sql/duplicate_handles.sql"), &[])?;
            if !twice.is_empty() {
                return Ok(Err(first_of(&twice)?));
            }
            let report = transaction.query(include_str!("sql/compare_cognito_ids.sql"), &[&handles, &subs])?;
            if !dry_run {
                transaction.execute(include_str!("sql/update_cognito_ids.sql"), &[&handles, &subs])?;
                transaction.commit()?;
            }
            let row = |row: &Row| Ok(IdRow { handle: row.try_get(0)?, old: row.try_get(1)?, new: row.try_get(2)? });
            Ok(Ok(report.iter().map(row).collect::<Result<_, _>>()?))
        })?;
        outcome.map_err(|handles| Error::DuplicateHandles { side: "the users database", handles })
    }
}

/// The first column of rows. A deployed database may have columns that are null where ours are not.
fn first_of(rows: &[Row]) -> Result<Vec<String>, postgres::Error> {
    rows.iter().map(|row| row.try_get(0)).collect()
}

/// The user in five columns of a row, from the first.
fn user(row: &Row, first: usize) -> Result<User, postgres::Error> {
    Ok(User {
        uuid: row.try_get(first)?,
        display_name: row.try_get(first + 1)?,
        handle: row.try_get(first + 2)?,
        email: row.try_get(first + 3)?,
        cognito_user_id: row.try_get(first + 4)?,
    })
}

/// What a failed statement means. Source: PostgreSQL, "Error Codes".
fn fault(doing: &'static str, at: String, error: postgres::Error) -> Error {
    match error.code() {
        Some(&SqlState::UNDEFINED_TABLE) => Error::NoUsersSchema { at },
        Some(code) if is_the_end(code) => Error::DatabaseLost { doing, at, source: Box::new(error) },
        None if error.is_closed() || is_network(&error) => Error::DatabaseLost { doing, at, source: Box::new(error) },
        _ => Error::Database { doing, at, source: Box::new(error) },
    }
}

/// What a server means that answers and lets nobody in. Source: PostgreSQL, "Error Codes".
pub(super) fn rejection(at: String, code: &SqlState, error: postgres::Error) -> Error {
    match *code {
        SqlState::INVALID_PASSWORD | SqlState::INVALID_AUTHORIZATION_SPECIFICATION => {
            Error::DatabaseLogin { at, source: Box::new(error) }
        }
        _ if is_the_end(code) || is_scarcity(code) => Error::DatabaseUnreachable { at, source: Box::new(error) },
        _ => Error::Database { doing: "connecting", at, source: Box::new(error) },
    }
}

/// Whether a server shuts down or starts up (class 57P), or lost the connection (08).
fn is_the_end(code: &SqlState) -> bool {
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
    let code = error.downcast_ref::<postgres::Error>().and_then(postgres::Error::code);
    code.is_some_and(|code| is_scarcity(code) || OTHERS.contains(code))
}
