//! The users in SQLite, with the same contract as PostgreSQL.

use super::Home;
use super::damage::{is_damage, unreadable};
use super::users_file::connect;
use crate::cognito::PoolUser;
use crate::db::{
    Activity, Bound, Candidate, Column, Confirmation, ConfirmedUser, FoundUsers, IdReport, IdUpdate, Lacking,
    MAX_ACTIVITIES, MOCK_COGNITO_ID, MessageUsers, NewUser, Proof, Step, User, UserRow, UserStore, UsersState, compare,
    steps,
};
use crate::error::{DatabaseError, Error, Result, Rule};
use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

/// The number of users of a page of the list.
const PAGE: usize = 500;

/// The users in SQLite.
pub(crate) struct Sqlite {
    connection: Connection,
    path: PathBuf,
    /// Holds the lock of the directory as long as the file is open.
    _home: Arc<Home>,
}

impl Sqlite {
    pub(super) fn open(home: Arc<Home>) -> Result<Self> {
        Ok(Self { connection: connect(&home)?, path: home.users_file(), _home: home })
    }

    /// Runs `work` in a transaction, which is committed if `work` succeeds.
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
        outcome.map_err(|error| self.statement_error(doing, error))
    }

    /// Returns the error of a failed statement. SQLite has no result codes for a missing table and a missing column, so its
    /// message is parsed.
    fn statement_error(&self, doing: &'static str, error: rusqlite::Error) -> Error {
        let at = format!("embedded in {}", self.path.parent().unwrap_or(&self.path).display());
        if is_damage(&error) {
            return unreadable(&self.path);
        }
        let message = match &error {
            rusqlite::Error::SqliteFailure(_, Some(message)) | rusqlite::Error::SqlInputError { msg: message, .. } => {
                message.as_str()
            }
            _ => "",
        };
        let column = message.strip_prefix("no such column: ").or_else(|| message.split(" has no column named ").nth(1));
        if message.starts_with("no such table: ") {
            return Error::Database(DatabaseError::NoSchema { at, elsewhere: Vec::new() });
        }
        if let Some(column) = column {
            return Error::Database(DatabaseError::MissingColumns { doing, at, columns: vec![column.to_owned()] });
        }
        match rule(&error, message) {
            Some(rule) => Error::Database(DatabaseError::Rule { doing, at, rule }),
            None => Error::Database(DatabaseError::Statement { doing, at, source: meaning(&error).into() }),
        }
    }
}

fn listed(row: &rusqlite::Row<'_>) -> rusqlite::Result<UserRow> {
    Ok(UserRow {
        handle: row.get(0)?,
        uuid: row.get(1)?,
        display_name: row.get(2)?,
        cognito_user_id: row.get(3)?,
        email: row.get(4)?,
    })
}

/// Returns the meaning of SQLite's result code. SQLite's own message quotes statements. Source: SQLite, "Result and Error Codes".
fn meaning(error: &rusqlite::Error) -> String {
    use rusqlite::ErrorCode;
    let Some(failure) = error.sqlite_error() else { return "a column holds a value of another type".to_owned() };
    let meaning = match failure.code {
        ErrorCode::DiskFull => "the disk is full",
        ErrorCode::ReadOnly => "the file is read-only",
        ErrorCode::SystemIoFailure => "the operating system could not read or write the file",
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => "another process holds the file",
        ErrorCode::PermissionDenied | ErrorCode::CannotOpen => "the file cannot be opened",
        _ => "SQLite refused it",
    };
    format!("{meaning} (SQLite result code {})", failure.extended_code)
}

/// Returns the constraint that a statement broke. SQLite names its columns in the message: `UNIQUE constraint failed:
/// users.handle`.
fn rule(error: &rusqlite::Error, message: &str) -> Option<Rule> {
    use rusqlite::ffi::{
        SQLITE_CONSTRAINT_CHECK, SQLITE_CONSTRAINT_NOTNULL, SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE,
    };
    let on = message.split_once("failed: ").map_or("", |(_, on)| on).to_owned();
    match error.sqlite_error()?.extended_code {
        SQLITE_CONSTRAINT_UNIQUE | SQLITE_CONSTRAINT_PRIMARYKEY => Some(Rule::Constraint("unique", on)),
        SQLITE_CONSTRAINT_CHECK => Some(Rule::Constraint("check", on)),
        SQLITE_CONSTRAINT_NOTNULL => Some(Rule::NotNull(on.trim_start_matches("users.").to_owned())),
        _ => None,
    }
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

    fn list(&mut self, take: &mut dyn FnMut(Vec<UserRow>) -> bool) -> Result<bool> {
        self.transaction("listing the users", |sql| {
            let mut query = sql.prepare(
                "SELECT handle, uuid, display_name, cognito_user_id, email FROM users ORDER BY handle, uuid",
            )?;
            let mut rows = query.query_map([], listed)?;
            loop {
                let page = rows.by_ref().take(PAGE).collect::<rusqlite::Result<Vec<_>>>()?;
                if page.is_empty() || !take(page) {
                    return Ok(false);
                }
            }
        })
    }

    fn elsewhere(&mut self) -> Result<Vec<String>> {
        Ok(Vec::new())
    }

    fn state(&mut self) -> Result<UsersState> {
        self.transaction("looking at the users", |sql| {
            let count = "SELECT count(*) FROM users WHERE handle IS NULL OR trim(handle) = ''";
            let without_handle: i64 = sql.query_row(count, [], |row| row.get(0))?;
            let mut shared = sql.prepare(
                "SELECT cognito_user_id FROM users WHERE cognito_user_id NOT IN ('', ?1)
                 GROUP BY 1 HAVING count(*) > 1 ORDER BY 1 LIMIT 20",
            )?;
            let shared_ids = shared.query_map([MOCK_COGNITO_ID], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
            Ok(UsersState { without_handle: without_handle.unsigned_abs(), shared_ids, ..UsersState::default() })
        })
    }

    /// A file has no privileges on columns.
    fn lacking(&mut self) -> Result<Vec<Lacking>> {
        Ok(Vec::new())
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

    fn insert_missing(&mut self, users: &[NewUser], dry_run: bool) -> Result<Vec<String>> {
        self.transaction("inserting users", |sql| {
            let mut present = sql.prepare("SELECT EXISTS (SELECT 1 FROM users WHERE handle = ?1)")?;
            let mut insert = sql.prepare(
                "INSERT INTO users (uuid, display_name, handle, email, cognito_user_id) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?;
            let mut inserted = Vec::new();
            for user in users {
                if present.query_row([&user.handle], |row| row.get(0))? {
                    continue;
                }
                if !dry_run {
                    let uuid = uuid::Uuid::new_v4().to_string();
                    insert.execute(params![uuid, user.display_name, user.handle, user.email, MOCK_COGNITO_ID])?;
                }
                inserted.push(user.handle.clone());
            }
            Ok(inserted)
        })
    }

    fn uuids_by_handle(&mut self, handle: &str) -> Result<Vec<String>> {
        self.transaction("looking up a handle", |sql| {
            let mut query =
                sql.prepare("SELECT uuid FROM users WHERE handle = ?1 AND uuid IS NOT NULL ORDER BY uuid")?;
            query.query_map([handle], |row| row.get(0))?.collect()
        })
    }

    fn by_handles(&mut self, handles: &[String]) -> Result<Vec<User>> {
        self.transaction("looking up handles", |sql| {
            let mut query = sql.prepare(
                "SELECT uuid, coalesce(display_name, handle), handle FROM users
                 WHERE handle IN (SELECT value FROM json_each(?1)) AND uuid IS NOT NULL ORDER BY handle, uuid",
            )?;
            query.query_map([serde_json::Value::from(handles).to_string()], |row| user(row, 0))?.collect()
        })
    }

    fn by_uuids(&mut self, uuids: &[String]) -> Result<FoundUsers> {
        self.transaction("looking up users", |sql| {
            let mut query = sql.prepare(
                "SELECT uuid, display_name, handle FROM users
                 WHERE uuid IN (SELECT value FROM json_each(?1)) ORDER BY uuid",
            )?;
            let mut rows = query.query([serde_json::Value::from(uuids).to_string()])?;
            let mut found = FoundUsers::default();
            while let Some(row) = rows.next()? {
                found.add(row.get(0)?, row.get(1)?, row.get(2)?);
            }
            Ok(found)
        })
    }

    fn email_of(&mut self, uuid: &str) -> Result<Option<String>> {
        self.transaction("looking up an e-mail address", |sql| {
            let mut query = sql.prepare("SELECT email FROM users WHERE uuid = ?1")?;
            let mut rows = query.query([uuid])?;
            rows.next()?.map_or(Ok(None), |row| row.get(0))
        })
    }

    fn message_users(&mut self, sub: &str, receiver: &str) -> Result<MessageUsers> {
        self.transaction("looking up sender and receiver", |sql| {
            let mut query = sql.prepare(
                "SELECT 'sender', uuid, coalesce(display_name, handle), handle FROM users
                 WHERE cognito_user_id = ?1 AND uuid IS NOT NULL AND handle IS NOT NULL
                 UNION ALL
                 SELECT 'receiver', uuid, coalesce(display_name, handle), handle FROM users
                 WHERE handle = ?2 AND uuid IS NOT NULL
                 ORDER BY 1, 2",
            )?;
            let mut found = MessageUsers::default();
            let rows = query.query_map([sub, receiver], |row| Ok((row.get(0)?, user(row, 1)?)))?;
            for row in rows {
                let (end, user): (String, User) = row?;
                found.add(&end, user);
            }
            Ok(found)
        })
    }

    fn activities(&mut self, handle: Option<&str>) -> Result<Vec<Activity>> {
        self.transaction("reading activities", |sql| {
            let mut query = sql.prepare(
                "SELECT activities.uuid, users.display_name, users.handle, activities.message,
                   coalesce(replies_count, 0), coalesce(reposts_count, 0), coalesce(likes_count, 0),
                   CAST(reply_to_activity_uuid AS TEXT),
                   strftime('%Y-%m-%dT%H:%M:%f000+00:00', expires_at),
                   strftime('%Y-%m-%dT%H:%M:%f000+00:00', activities.created_at)
                 FROM activities LEFT JOIN users ON users.uuid = activities.user_uuid
                 WHERE ?1 IS NULL OR users.handle = ?1
                 ORDER BY activities.created_at DESC, activities.uuid LIMIT ?2",
            )?;
            query.query_map(params![handle, MAX_ACTIVITIES], activity)?.collect()
        })
    }

    fn handles_of_name(&mut self, display_name: &str) -> Result<Vec<String>> {
        self.transaction("looking for a display name", |sql| {
            let mut query = sql.prepare(
                "SELECT DISTINCT handle FROM users
                 WHERE lower(trim(display_name)) = lower(trim(?1)) AND handle IS NOT NULL ORDER BY handle LIMIT 3",
            )?;
            query.query_map([display_name], |row| row.get(0))?.collect()
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
                 WHERE cognito_user_id = ?1 OR lower(handle) = lower(?2) ORDER BY created_at, uuid",
            )?;
            let found: Vec<Candidate> =
                query.query_map([sub, handle], candidate)?.collect::<rusqlite::Result<_>>()?;
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

    fn update_cognito_ids(&mut self, pool: &[PoolUser], proof: Proof, update: IdUpdate) -> Result<IdReport> {
        self.transaction("updating the Cognito ids", |sql| {
            let mut query = sql.prepare("SELECT handle, cognito_user_id, email FROM users")?;
            let bound =
                |row: &rusqlite::Row<'_>| Ok(Bound { handle: row.get(0)?, id: row.get(1)?, email: row.get(2)? });
            let users = query.query_map([], bound)?.collect::<rusqlite::Result<_>>()?;
            let report = compare(pool, users, true, proof);
            let mut write =
                sql.prepare("UPDATE users SET cognito_user_id = ?1 WHERE handle = ?2 AND cognito_user_id IS ?3")?;
            for change in steps(&report, update).into_iter().flatten() {
                write.execute(params![change.new, change.handle, change.old])?;
            }
            Ok(report)
        })
    }
}

/// Reads a user from three columns of a row, beginning with `first`.
fn user(row: &rusqlite::Row<'_>, first: usize) -> rusqlite::Result<User> {
    Ok(User { uuid: row.get(first)?, display_name: row.get(first + 1)?, handle: row.get(first + 2)? })
}

fn activity(row: &rusqlite::Row<'_>) -> rusqlite::Result<Activity> {
    Ok(Activity {
        uuid: row.get(0)?,
        display_name: row.get(1)?,
        handle: row.get(2)?,
        message: row.get(3)?,
        replies_count: row.get(4)?,
        reposts_count: row.get(5)?,
        likes_count: row.get(6)?,
        reply_to_activity_uuid: row.get(7)?,
        expires_at: row.get(8)?,
        created_at: row.get(9)?,
    })
}

fn candidate(row: &rusqlite::Row<'_>) -> rusqlite::Result<Candidate> {
    Ok(Candidate {
        uuid: row.get(0)?,
        display_name: row.get(1)?,
        handle: row.get(2)?,
        email: row.get(3)?,
        cognito_user_id: row.get(4)?,
    })
}

fn duplicates(sql: &Transaction<'_>) -> rusqlite::Result<Vec<String>> {
    let mut query = sql.prepare(
        "SELECT handle FROM users WHERE handle IS NOT NULL GROUP BY handle HAVING count(*) > 1 ORDER BY handle",
    )?;
    query.query_map([], |row| row.get(0))?.collect()
}
