//! The embedded twin of the users database: SQLite, the same contract as PostgreSQL.

use super::damage::{is_damage, mark, prepare_file, sqlite_failed, unreadable};
use super::{Home, failed};
use crate::db::{
    Column, Confirmation, ConfirmedUser, IdRow, MOCK_COGNITO_ID, MessageUsers, NewUser, Sender, Step, User, UserStore,
};
use crate::error::{Error, Result};
use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

/// The version of the file that this program writes; a file of a newer one is refused.
const VERSION: i64 = 1;

/// The users in SQLite.
pub(crate) struct Sqlite {
    connection: Connection,
    path: PathBuf,
    /// Keeps the directory's lock for as long as the file is open.
    _home: Arc<Home>,
}

impl Sqlite {
    pub(super) fn open(home: Arc<Home>, path: &Path) -> Result<Self> {
        Ok(Self { connection: connect(path)?, path: path.to_owned(), _home: home })
    }

    /// Runs `work` in a transaction that is committed where it succeeds.
    fn transaction<T>(
        &mut self,
        doing: &'static str,
        work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T> {
        let outcome =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate).and_then(|transaction| {
                let result = work(&transaction)?;
                transaction.commit()?;
                Ok(result)
            });
        outcome.map_err(|error| self.fault(doing, error))
    }

    fn fault(&self, doing: &'static str, error: rusqlite::Error) -> Error {
        let at = format!("embedded in {}", self.path.parent().unwrap_or(&self.path).display());
        // SQLite gives a missing table no code of its own.
        match &error {
            damage if is_damage(damage) => unreadable(&self.path),
            rusqlite::Error::SqliteFailure(_, Some(message)) | rusqlite::Error::SqlInputError { msg: message, .. }
                if message.starts_with("no such table: ") =>
            {
                Error::NoUsersSchema { at }
            }
            _ => Error::Database { doing, at, source: Box::new(error) },
        }
    }
}

/// Opens the file of users and pool, making what is missing of it but the app's tables, which are `db schema-load`'s.
pub(super) fn connect(path: &Path) -> Result<Connection> {
    let is_made = prepare_file(path)?;
    let open = || -> rusqlite::Result<(Connection, i64)> {
        let connection = Connection::open(path)?;
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        connection.pragma_update(None, "cell_size_check", true)?;
        let version = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        Ok((connection, version))
    };
    let (connection, version) = open().map_err(|error| sqlite_failed("opening", path, error))?;
    if version > VERSION {
        let why =
            format!("it was written by a newer cruddur (version {version} of the file; this one reads {VERSION})");
        return Err(failed("opening", path, why));
    }
    if version < VERSION {
        connection
            .execute_batch(include_str!("pool.sql"))
            .and_then(|()| connection.pragma_update(None, "user_version", VERSION))
            .map_err(|error| sqlite_failed("preparing", path, error))?;
    }
    if !is_made {
        mark(path)?;
    }
    Ok(connection)
}

impl UserStore for Sqlite {
    fn columns(&mut self) -> Result<Vec<Column>> {
        self.transaction("reading the schema", |sql| {
            let mut query = sql.prepare(
                "SELECT tables.name, columns.name FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
                 WHERE tables.type = 'table' AND tables.name IN ('users', 'activities')",
            )?;
            query.query_map([], |row| Ok(Column { table: row.get(0)?, name: row.get(1)? }))?.collect()
        })
    }

    fn duplicate_handles(&mut self) -> Result<Vec<String>> {
        self.transaction("looking for duplicate handles", duplicates)
    }

    fn is_encrypted(&mut self) -> Result<Option<bool>> {
        Ok(None)
    }

    fn create_tables(&mut self, reset: bool) -> Result<()> {
        self.transaction("creating the schema", |sql| {
            if reset {
                sql.execute_batch("DROP TABLE IF EXISTS activities; DROP TABLE IF EXISTS users;")?;
            }
            sql.execute_batch(include_str!("schema.sql"))
        })
    }

    fn insert_missing(&mut self, users: &[NewUser]) -> Result<Vec<String>> {
        self.transaction("inserting users", |sql| {
            let mut insert = sql.prepare(
                "INSERT INTO users (uuid, display_name, handle, email, cognito_user_id)
                 SELECT ?1, ?2, ?3, ?4, ?5 WHERE NOT EXISTS (SELECT 1 FROM users WHERE handle = ?3)",
            )?;
            let mut inserted = Vec::new();
            for user in users {
                let uuid = uuid::Uuid::new_v4().to_string();
                if insert.execute(params![uuid, user.display_name, user.handle, user.email, MOCK_COGNITO_ID])? == 1 {
                    inserted.push(user.handle.clone());
                }
            }
            Ok(inserted)
        })
    }

    fn by_handles(&mut self, handles: &[String]) -> Result<Vec<User>> {
        self.transaction("looking up handles", |sql| {
            let mut query = sql.prepare(
                "SELECT uuid, display_name, handle, email, cognito_user_id FROM users WHERE handle = ?1 ORDER BY uuid",
            )?;
            let mut found = Vec::new();
            for handle in handles {
                let users = query.query_map([handle], |row| user(row, 0))?;
                for user in users {
                    found.push(user?);
                }
            }
            Ok(found)
        })
    }

    fn by_uuids(&mut self, uuids: &[String]) -> Result<Vec<User>> {
        self.transaction("looking up users", |sql| {
            let mut query = sql.prepare(
                "SELECT uuid, display_name, handle, email, cognito_user_id FROM users
                 WHERE uuid IN (SELECT value FROM json_each(?1)) ORDER BY uuid",
            )?;
            query.query_map([serde_json::Value::from(uuids).to_string()], |row| user(row, 0))?.collect()
        })
    }

    fn message_users(&mut self, sender: &Sender, receiver: &str) -> Result<MessageUsers> {
        let (handle, sub) = sender.parameters();
        self.transaction("looking up sender and receiver", |sql| {
            let mut query = sql.prepare(
                "SELECT 'sender', uuid, display_name, handle, email, cognito_user_id FROM users
                 WHERE handle = ?1 OR cognito_user_id = ?2
                 UNION ALL
                 SELECT 'receiver', uuid, display_name, handle, email, cognito_user_id FROM users WHERE handle = ?3
                 ORDER BY 1, 2",
            )?;
            let mut found = MessageUsers::default();
            let rows = query.query_map(params![handle, sub, receiver], |row| Ok((row.get(0)?, user(row, 1)?)))?;
            for row in rows {
                let (end, user): (String, User) = row?;
                found.add(&end, user);
            }
            Ok(found)
        })
    }

    fn handles_like(&mut self, handle: &str) -> Result<Vec<String>> {
        self.transaction("looking for near matches", |sql| {
            let mut query = sql.prepare(
                "SELECT DISTINCT handle FROM users
                 WHERE lower(substr(handle, 1, 1)) = lower(substr(?1, 1, 1)) OR instr(lower(handle), lower(?1)) > 0
                 ORDER BY handle LIMIT 1000",
            )?;
            query.query_map([handle], |row| row.get(0))?.collect()
        })
    }

    fn confirm(&mut self, user: &ConfirmedUser, _: SystemTime) -> Result<Confirmation> {
        let ConfirmedUser { sub, handle, display_name, email, .. } = user;
        self.transaction("confirming a user", |sql| {
            let mut query = sql.prepare(
                "SELECT uuid, display_name, handle, email, cognito_user_id FROM users
                 WHERE cognito_user_id = ?1 OR handle = ?2 ORDER BY created_at, uuid",
            )?;
            let found: Vec<User> =
                query.query_map([sub, handle], |row| self::user(row, 0))?.collect::<rusqlite::Result<_>>()?;
            let step = match user.step(&found) {
                Ok(step) => step,
                Err(refusal) => return Ok(Err(refusal)),
            };
            match &step {
                Step::Insert => sql.execute(
                    "INSERT INTO users (uuid, cognito_user_id, handle, display_name, email) VALUES (?1, ?2, ?3, ?4, ?5)",
                    params![uuid::Uuid::new_v4().to_string(), sub, handle, display_name, email],
                )?,
                Step::Update(uuid) => sql.execute(
                    "UPDATE users SET cognito_user_id = ?1, handle = ?2, display_name = ?3, email = ?4 WHERE uuid = ?5",
                    [sub, handle, display_name, email, uuid],
                )?,
                Step::Keep => 0,
            };
            Ok(Ok(step.outcome()))
        })?
    }

    fn update_cognito_ids(&mut self, pairs: &[(String, String)], dry_run: bool) -> Result<Vec<IdRow>> {
        let outcome = self.transaction("updating the Cognito ids", |sql| {
            let twice = duplicates(sql)?;
            if !twice.is_empty() {
                return Ok(Err(twice));
            }
            // Parameters of SQLite are scalars, so the pairs come in as one JSON text.
            let pairs =
                serde_json::Value::from_iter(pairs.iter().map(|(handle, sub)| vec![handle.as_str(), sub.as_str()]));
            sql.execute_batch(
                "CREATE TEMP TABLE IF NOT EXISTS pairs (handle TEXT PRIMARY KEY, sub TEXT); DELETE FROM pairs;",
            )?;
            sql.execute("INSERT INTO pairs SELECT value ->> 0, value ->> 1 FROM json_each(?1)", [pairs.to_string()])?;
            let row = |row: &rusqlite::Row<'_>| Ok(IdRow { handle: row.get(0)?, old: row.get(1)?, new: row.get(2)? });
            let report = sql
                .prepare(
                    "SELECT coalesce(pairs.handle, users.handle) AS handle, cognito_user_id, sub
                     FROM pairs FULL JOIN users ON users.handle = pairs.handle ORDER BY 1",
                )?
                .query_map([], row)?
                .collect::<rusqlite::Result<_>>()?;
            if !dry_run {
                sql.execute_batch(
                    "UPDATE users SET cognito_user_id = pairs.sub FROM pairs
                     WHERE users.handle = pairs.handle AND users.cognito_user_id <> pairs.sub",
                )?;
            }
            Ok(Ok(report))
        })?;
        outcome.map_err(|handles| Error::DuplicateHandles { side: "the users database", handles })
    }
}

/// The user in five columns of a row, from the first.
fn user(row: &rusqlite::Row<'_>, first: usize) -> rusqlite::Result<User> {
    Ok(User {
        uuid: row.get(first)?,
        display_name: row.get(first + 1)?,
        handle: row.get(first + 2)?,
        email: row.get(first + 3)?,
        cognito_user_id: row.get(first + 4)?,
    })
}

fn duplicates(sql: &Transaction<'_>) -> rusqlite::Result<Vec<String>> {
    let mut query = sql.prepare("SELECT handle FROM users GROUP BY handle HAVING count(*) > 1 ORDER BY handle")?;
    query.query_map([], |row| row.get(0))?.collect()
}
