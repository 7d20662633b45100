//! The users in PostgreSQL. Every statement is a file in `sql/` with parameters. No text is inserted into a statement.
//!
//! Deployed databases differ from the app's schema: columns are null, of another type, or missing, and a role may have privileges
//! on some columns alone. So a statement names the columns that it needs, reads them as text, and writes them in their own type.

mod app_role;
mod client;
mod connect;
mod database;
mod fault;
mod negotiate;
mod operation;
mod statement_error;
mod tls;
mod watch;

pub use database::identifier;
pub(super) use tls::default_roots_pem;

use super::confirm::Candidate;
use super::{
    Activity, Bound, Column, Confirmation, ConfirmedUser, FoundUsers, IdReport, IdUpdate, Lacking, MOCK_COGNITO_ID,
    MessageUsers, NewUser, Proof, RoleLoad, Session, Step, User, UserRow, UserStore, UsersState, compare, steps,
};
use crate::cognito::PoolUser;
use crate::error::{DatabaseError, Error, Result};
use crate::target::ConnectionUrl;
use client::{Client, Transaction};
use connect::connect;
use database::{count_sessions, create_database, drop_database};
use operation::{ALL, CONFIRM, CREATE_TABLES, INSERT, LIST, Operation, UPDATE_IDS};
use postgres::{Row, SimpleQueryMessage};
use std::time::{Duration, Instant, SystemTime};

/// How long a connection may be idle before it is checked. A server closes connections when it restarts, and the driver learns of
/// it only by the next statement.
const UNCHECKED: Duration = Duration::from_secs(1);

/// How long the check of a connection may take.
const CHECK_WITHIN: Duration = Duration::from_secs(5);

/// The users in a PostgreSQL database. It connects when the first operation runs.
pub(crate) struct Postgres {
    url: ConnectionUrl,
    prod: bool,
    client: Option<Client>,
    /// When the connection was last in use.
    used: Instant,
}

impl Postgres {
    pub(crate) fn new(url: ConnectionUrl, prod: bool) -> Self {
        Self { url, prod, client: None, used: Instant::now() }
    }

    /// Returns the connection. The first call connects, and so does one that finds the connection closed.
    fn client(&mut self) -> Result<&mut Client> {
        let is_idle = self.used.elapsed() >= UNCHECKED;
        let mut kept = self.client.take().filter(|client| !client.0.is_closed());
        if is_idle && kept.as_mut().is_some_and(|client| client.0.is_valid(CHECK_WITHIN).is_err()) {
            kept = None;
        }
        let client = match kept {
            Some(client) => client,
            None => Client(connect(&self.url, self.prod)?),
        };
        Ok(self.client.insert(client))
    }

    /// Runs `work` with the connection.
    fn with<T>(
        &mut self,
        operation: &Operation,
        work: impl FnOnce(&mut Client) -> Result<T, postgres::Error>,
    ) -> Result<T> {
        let done = work(self.client()?);
        self.used = Instant::now();
        done.map_err(|error| self.statement_error(operation, error))
    }

    /// Runs `work` as [`Postgres::with`]. The work may return an error of this library too.
    fn with_refusal<T>(
        &mut self,
        operation: &Operation,
        work: impl FnOnce(&mut Client) -> Result<Result<T>, postgres::Error>,
    ) -> Result<T> {
        self.with(operation, work)?
    }
}

impl Drop for Postgres {
    /// The driver's client owns a runtime, which may not be dropped on a thread of another runtime.
    fn drop(&mut self) {
        if let Some(client) = self.client.take() {
            std::thread::spawn(move || drop(client)).join().ok();
        }
    }
}

impl UserStore for Postgres {
    fn columns(&mut self) -> Result<Vec<Column>> {
        self.with(&Operation::new("reading the schema", &[]), |client| {
            let rows = client.query(include_str!("sql/columns.sql"), &[])?;
            rows.iter().map(|row| Ok(Column { table: row.try_get(0)?, name: row.try_get(1)? })).collect()
        })
    }

    fn elsewhere(&mut self) -> Result<Vec<String>> {
        self.with(&Operation::new("reading the schema", &[]), |client| {
            first_of(&client.query(include_str!("sql/schemas_with_users.sql"), &[])?)
        })
    }

    fn create_database(&mut self, dry_run: bool) -> Result<Option<String>> {
        let name = match self.client() {
            Err(Error::Database(DatabaseError::NoDatabase { name, .. })) => name,
            connected => return connected.map(|_| None),
        };
        if !dry_run {
            create_database(&self.url, self.prod)?;
        }
        Ok(Some(name))
    }

    fn count_sessions(&mut self) -> Result<u64> {
        count_sessions(&self.url, self.prod)
    }

    fn drop_database(&mut self, force: bool) -> Result<()> {
        drop_database(&self.url, self.prod, force)
    }

    fn sessions(&mut self) -> Result<Vec<Session>> {
        self.with(&Operation::new("looking at the sessions", &[]), |client| {
            client.query(include_str!("sql/sessions.sql"), &[])?.iter().map(session).collect()
        })
    }

    fn list(&mut self, take: &mut dyn FnMut(Vec<UserRow>) -> bool) -> Result<bool> {
        self.with(&LIST, |client| {
            let mut transaction = client.transaction()?;
            let row_security = transaction.query_one(include_str!("sql/row_security.sql"), &[])?.try_get(0)?;
            let reads_email = transaction.query_one(include_str!("sql/email_is_readable.sql"), &[])?.try_get(0)?;
            transaction.batch_execute(if reads_email {
                include_str!("sql/list_users_and_emails.sql")
            } else {
                include_str!("sql/list_users.sql")
            })?;
            loop {
                let rows = transaction.query(include_str!("sql/next_listed_users.sql"), &[])?;
                let page = rows.iter().map(listed).collect::<Result<Vec<_>, _>>()?;
                if page.is_empty() || !take(page) {
                    return Ok(row_security);
                }
            }
        })
    }

    fn duplicate_handles(&mut self) -> Result<Vec<String>> {
        self.with(&Operation::new("looking for duplicate handles", &["handle"]), |client| {
            first_of(&client.query(include_str!("sql/duplicate_handles.sql"), &[])?)
        })
    }

    fn state(&mut self) -> Result<UsersState> {
        self.with(&Operation::new("looking at the users", UPDATE_IDS.selects), |client| {
            let row = client.query_one(include_str!("sql/users_state.sql"), &[&MOCK_COGNITO_ID])?;
            let without_handle: i64 = row.try_get(0)?;
            Ok(UsersState {
                without_handle: without_handle.unsigned_abs(),
                shared_ids: row.try_get(1)?,
                row_security: row.try_get(2)?,
                read_only: row.try_get(3)?,
            })
        })
    }

    fn lacking(&mut self) -> Result<Vec<Lacking>> {
        self.lacks(&ALL)
    }

    fn is_encrypted(&mut self) -> Result<Option<bool>> {
        self.with(&Operation::new("looking at the connection", &[]), |client| {
            let row = client.query_opt(include_str!("sql/is_encrypted.sql"), &[])?;
            row.map(|row| row.try_get(0)).transpose()
        })
    }

    fn create_tables(&mut self, reset: bool) -> Result<()> {
        self.with(&CREATE_TABLES, |client| {
            let mut transaction = client.transaction()?;
            transaction.batch_execute(include_str!("sql/lock_schema.sql"))?;
            if reset {
                transaction.batch_execute(include_str!("sql/reset.sql"))?;
            }
            transaction.batch_execute(include_str!("sql/schema.sql"))?;
            transaction.commit()
        })
    }

    fn load_app_role(&mut self) -> Result<Vec<RoleLoad>> {
        self.create_app_role()
    }

    fn insert_missing(&mut self, users: &[NewUser], dry_run: bool) -> Result<Vec<String>> {
        let at = self.url.to_string();
        let handles: Vec<&str> = users.iter().map(|user| user.handle.as_str()).collect();
        self.with_refusal(&INSERT, |client| {
            let mut transaction = client.transaction()?;
            let row_security = if dry_run {
                transaction.query_one(include_str!("sql/row_security.sql"), &[])?.try_get(0)?
            } else {
                lock(&mut transaction, include_str!("sql/lock_users.sql"))?
            };
            let present = first_of(&transaction.query(include_str!("sql/handles_present.sql"), &[&handles])?)?;
            let missing: Vec<&NewUser> = users.iter().filter(|user| !present.contains(&user.handle)).collect();
            let inserted: Vec<String> = missing.iter().map(|user| user.handle.clone()).collect();
            if missing.is_empty() {
                return Ok(Ok(inserted));
            }
            if row_security {
                return Ok(Err(Error::Database(DatabaseError::RowSecurity { doing: INSERT.doing, at })));
            }
            if dry_run {
                transaction.check(include_str!("sql/written_columns.sql"))?;
                return Ok(Ok(inserted));
            }
            let column = |of: fn(&NewUser) -> &str| missing.iter().map(|user| of(user)).collect::<Vec<&str>>();
            let names = column(|user| &user.display_name);
            let emails = column(|user| &user.email);
            let done = transaction
                .execute(include_str!("sql/insert_users.sql"), &[&names, &inserted, &emails, &MOCK_COGNITO_ID])?;
            if let Err(skipped) = check_count(&INSERT, &at, missing.len(), done) {
                return Ok(Err(skipped));
            }
            transaction.commit()?;
            Ok(Ok(inserted))
        })
    }

    fn uuids_by_handle(&mut self, handle: &str) -> Result<Vec<String>> {
        self.with(&Operation::new("looking up a handle", &["uuid", "handle"]), |client| {
            first_of(&client.query(include_str!("sql/uuids_by_handle.sql"), &[&handle])?)
        })
    }

    fn by_handles(&mut self, handles: &[String]) -> Result<Vec<User>> {
        self.with(&Operation::new("looking up handles", &["uuid", "display_name", "handle"]), |client| {
            let rows = client.query(include_str!("sql/users_by_handle.sql"), &[&handles])?;
            rows.iter().map(|row| user(row, 0)).collect()
        })
    }

    fn by_uuids(&mut self, uuids: &[String]) -> Result<FoundUsers> {
        self.with(&Operation::new("looking up users", &["uuid", "display_name", "handle"]), |client| {
            let mut found = FoundUsers::default();
            for row in client.query(include_str!("sql/users_by_uuid.sql"), &[&uuids])? {
                found.add(row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
            }
            Ok(found)
        })
    }

    fn email_of(&mut self, uuid: &str) -> Result<Option<String>> {
        self.with(&Operation::new("looking up an e-mail address", &["uuid", "email"]), |client| {
            let row = client.query_opt(include_str!("sql/email_of_user.sql"), &[&uuid])?;
            row.map_or(Ok(None), |row| row.try_get(0))
        })
    }

    fn activities(&mut self, handle: Option<&str>) -> Result<Vec<Activity>> {
        self.with(&Operation::new("reading activities", &["uuid", "display_name", "handle"]), |client| {
            let rows = client.query(include_str!("sql/activities.sql"), &[&handle])?;
            rows.iter().map(activity).collect()
        })
    }

    fn message_users(&mut self, sub: &str, receiver: &str) -> Result<MessageUsers> {
        let operation =
            Operation::new("looking up sender and receiver", &["uuid", "display_name", "handle", "cognito_user_id"]);
        self.with(&operation, |client| {
            let rows = client.query(include_str!("sql/sub_and_handle.sql"), &[&sub, &receiver])?;
            let mut found = MessageUsers::default();
            for row in &rows {
                found.add(row.try_get(0)?, user(row, 1)?);
            }
            Ok(found)
        })
    }

    fn handles_of_name(&mut self, display_name: &str) -> Result<Vec<String>> {
        self.with(&Operation::new("looking for a display name", &["handle", "display_name"]), |client| {
            first_of(&client.query(include_str!("sql/handles_of_name.sql"), &[&display_name])?)
        })
    }

    fn handles_like(&mut self, handle: &str) -> Result<Vec<String>> {
        self.with(&Operation::new("looking for near matches", &["handle"]), |client| {
            first_of(&client.query(include_str!("sql/handles_like.sql"), &[&handle])?)
        })
    }

    fn confirm(&mut self, user: &ConfirmedUser, until: SystemTime) -> Result<Confirmation> {
        let at = self.url.to_string();
        let ConfirmedUser { sub, handle, display_name, email, .. } = user;
        self.with_refusal(&CONFIRM, |client| {
            let mut transaction = client.transaction()?;
            let row_security = lock(&mut transaction, include_str!("sql/lock_users_briefly.sql"))?;
            let rows = transaction.query(include_str!("sql/users_by_sub_or_handle.sql"), &[sub, handle])?;
            let found = rows.iter().map(candidate).collect::<Result<Vec<_>, _>>()?;
            let step = match user.step(&found) {
                Ok(step) => step,
                Err(refusal) => return Ok(Err(refusal)),
            };
            let done = match &step {
                // A hidden row may have the handle.
                Step::Insert if row_security => {
                    return Ok(Err(Error::Database(DatabaseError::RowSecurity { doing: CONFIRM.doing, at })));
                }
                Step::Insert => transaction
                    .execute(include_str!("sql/insert_confirmed_user.sql"), &[sub, handle, display_name, email])?,
                Step::Update(uuid) => transaction.execute(
                    include_str!("sql/update_confirmed_user.sql"),
                    &[sub, handle, display_name, email, uuid],
                )?,
                Step::Keep => 1,
            };
            if let Err(skipped) = check_count(&CONFIRM, &at, 1, done) {
                return Ok(Err(skipped));
            }
            if SystemTime::now() > until {
                return Ok(Err(Error::Database(DatabaseError::Timeout { doing: "confirm a user", seconds: 0 })));
            }
            transaction.commit()?;
            Ok(Ok(step.outcome()))
        })
    }

    fn update_cognito_ids(&mut self, pool: &[PoolUser], proof: Proof, update: IdUpdate) -> Result<IdReport> {
        let at = self.url.to_string();
        self.with_refusal(&UPDATE_IDS, |client| {
            let mut transaction = client.transaction()?;
            let row_security = if update == IdUpdate::DryRun {
                transaction.query_one(include_str!("sql/row_security.sql"), &[])?.try_get(0)?
            } else {
                lock(&mut transaction, include_str!("sql/lock_users.sql"))?
            };
            let reads_email = transaction.query_one(include_str!("sql/email_is_readable.sql"), &[])?.try_get(0)?;
            let sql = if reads_email {
                include_str!("sql/cognito_ids_and_emails.sql")
            } else {
                include_str!("sql/cognito_ids.sql")
            };
            let rows = transaction.query(sql, &[])?;
            let users = rows.iter().map(bound).collect::<Result<_, _>>()?;
            drop(rows);
            let report = IdReport { row_security, ..compare(pool, users, reads_email, proof) };
            for changes in steps(&report, update) {
                let handles: Vec<&str> = changes.iter().map(|change| change.handle.as_str()).collect();
                let olds: Vec<Option<&str>> = changes.iter().map(|change| change.old.as_deref()).collect();
                let news: Vec<&str> = changes.iter().map(|change| change.new.as_str()).collect();
                let done =
                    transaction.execute(include_str!("sql/update_cognito_ids.sql"), &[&handles, &olds, &news])?;
                if let Err(skipped) = check_count(&UPDATE_IDS, &at, changes.len(), done) {
                    return Ok(Err(skipped));
                }
            }
            // The transaction of a dry run is rolled back.
            if update != IdUpdate::DryRun {
                transaction.commit()?;
            }
            Ok(Ok(report))
        })
    }
}

/// Takes the lock for writing users in a transaction. Returns whether row-level security may hide rows from the role.
fn lock(transaction: &mut Transaction<'_>, sql: &str) -> Result<bool, postgres::Error> {
    let answers = transaction.simple_query(sql)?;
    let is_active = |answer: &SimpleQueryMessage| match answer {
        SimpleQueryMessage::Row(row) => row.get("row_security") == Some("t"),
        _ => false,
    };
    Ok(answers.iter().any(is_active))
}

/// Checks that a statement wrote every row. A policy, a trigger or a view may skip rows without an error.
fn check_count(operation: &Operation, at: &str, wanted: usize, done: u64) -> Result<()> {
    if usize::try_from(done) == Ok(wanted) {
        return Ok(());
    }
    Err(Error::Database(DatabaseError::RowsSkipped { doing: operation.doing, at: at.to_owned(), wanted, done }))
}

/// Reads the first column of rows.
fn first_of(rows: &[Row]) -> Result<Vec<String>, postgres::Error> {
    rows.iter().map(|row| row.try_get(0)).collect()
}

fn activity(row: &Row) -> Result<Activity, postgres::Error> {
    Ok(Activity {
        uuid: row.try_get(0)?,
        display_name: row.try_get(1)?,
        handle: row.try_get(2)?,
        message: row.try_get(3)?,
        replies_count: row.try_get(4)?,
        reposts_count: row.try_get(5)?,
        likes_count: row.try_get(6)?,
        reply_to_activity_uuid: row.try_get(7)?,
        expires_at: row.try_get(8)?,
        created_at: row.try_get(9)?,
    })
}

/// Reads a user from three columns of a row, beginning with `first`.
fn user(row: &Row, first: usize) -> Result<User, postgres::Error> {
    Ok(User { uuid: row.try_get(first)?, display_name: row.try_get(first + 1)?, handle: row.try_get(first + 2)? })
}

fn listed(row: &Row) -> Result<UserRow, postgres::Error> {
    Ok(UserRow {
        handle: row.try_get(0)?,
        uuid: row.try_get(1)?,
        display_name: row.try_get(2)?,
        cognito_user_id: row.try_get(3)?,
        email: row.try_get(4)?,
    })
}

fn session(row: &Row) -> Result<Session, postgres::Error> {
    Ok(Session {
        pid: row.try_get(0)?,
        role: row.try_get(1)?,
        application_name: row.try_get(2)?,
        address: row.try_get(3)?,
        state: row.try_get(4)?,
        wait: row.try_get(5)?,
        began: row.try_get(6)?,
        state_since: row.try_get(7)?,
    })
}

fn bound(row: &Row) -> Result<Bound, postgres::Error> {
    Ok(Bound { handle: row.try_get(0)?, id: row.try_get(1)?, email: row.try_get(2)? })
}

fn candidate(row: &Row) -> Result<Candidate, postgres::Error> {
    Ok(Candidate {
        uuid: row.try_get(0)?,
        display_name: row.try_get(1)?,
        handle: row.try_get(2)?,
        email: row.try_get(3)?,
        cognito_user_id: row.try_get(4)?,
    })
}
