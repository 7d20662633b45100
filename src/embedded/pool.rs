//! A small user pool in SQLite. It has the pages, tokens and filters of ListUsers.

use super::Home;
use super::damage::sqlite_failed;
use super::filter::{Filter, Stored};
use super::users_file::connect;
use crate::cognito::{PoolPage, PoolUser, UserChange};
use crate::error::{Error, PoolError, Result};
use crate::timestamp::Timestamp;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use rusqlite::{Connection, params};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// The embedded user pool.
#[derive(Clone)]
pub(crate) struct Pool {
    connection: Arc<Mutex<Connection>>,
    pub(super) path: PathBuf,
    /// Holds the lock of the directory as long as the file is open.
    _home: Arc<Home>,
}

impl crate::cognito::Pool for Pool {
    fn name(&self) -> &'static str {
        "the embedded pool"
    }

    fn page<'a>(
        &'a self,
        filter: Option<&'a str>,
        limit: usize,
        token: Option<String>,
    ) -> BoxFuture<'a, Result<PoolPage>> {
        self.read_page(filter, limit, token).boxed()
    }

    fn change<'a>(&'a self, user: &'a PoolUser, change: &'a UserChange) -> BoxFuture<'a, Result<()>> {
        self.update(user, change.clone()).boxed()
    }

    fn fill(&self, users: Vec<(String, String)>, created: Timestamp) -> BoxFuture<'_, Result<Option<usize>>> {
        self.add_missing(users, created).map(|added| added.map(Some)).boxed()
    }
}

impl Pool {
    pub(super) fn open(home: Arc<Home>) -> Result<Self> {
        let connection = Arc::new(Mutex::new(connect(&home)?));
        Ok(Self { connection, path: home.users_file(), _home: home })
    }

    /// Reads one page; the arguments are those of [`UserPool::page`](crate::cognito::UserPool::page).
    ///
    /// # Errors
    /// [`Error::BadExpression`] and [`Error::Embedded`].
    async fn read_page(&self, filter: Option<&str>, limit: usize, token: Option<String>) -> Result<PoolPage> {
        let filter = filter.map(Filter::parse).transpose()?;
        let after = match token {
            Some(token) => token.parse().map_err(|_| Error::Invalid {
                what: format!("{token:?} is not a page of this pool"),
                why: "a token comes from the page before".to_owned(),
            })?,
            None => 0,
        };
        self.run("reading", move |sql| {
            let mut rows = sql.prepare(
                "SELECT id, sub, handle, email, status, enabled, created FROM pool_users WHERE id > ?1 ORDER BY id",
            )?;
            let mut page = PoolPage::default();
            for user in rows.query_map([after], stored)? {
                let user = user?;
                if filter.as_ref().is_some_and(|filter| !filter.matches(&user)) {
                    continue;
                }
                if page.users.len() == limit {
                    // Another user matches, so the next page begins with it.
                    page.next = Some((user.id - 1).to_string());
                    break;
                }
                page.users.push(user.into());
            }
            Ok(page)
        })
        .await
    }

    /// Adds a confirmed user for each `(handle, email)` whose handle is missing, and returns how many were added.
    ///
    /// # Errors
    /// [`Error::Embedded`]; nothing is added then.
    async fn add_missing(&self, users: Vec<(String, String)>, created: Timestamp) -> Result<usize> {
        self.run("writing", move |sql| {
            let transaction = sql.transaction()?;
            let mut added = 0;
            for (handle, email) in users {
                added += transaction.execute(
                    "INSERT INTO pool_users (sub, handle, email, created)
                     SELECT ?1, ?2, ?3, ?4 WHERE NOT EXISTS (SELECT 1 FROM pool_users WHERE handle = ?2)",
                    params![uuid::Uuid::new_v4().to_string(), handle, email, created.to_string()],
                )?;
            }
            transaction.commit()?;
            Ok(added)
        })
        .await
    }

    /// Makes a change of one user. No other process writes between the check of a name and this: the lock of the directory is held.
    ///
    /// # Errors
    /// [`PoolError::NoUser`] and [`Error::Embedded`].
    async fn update(&self, user: &PoolUser, change: UserChange) -> Result<()> {
        let sub = user.sub.clone();
        let updated = self.run("writing", move |sql| match change {
            UserChange::Enable => sql.execute("UPDATE pool_users SET enabled = 1 WHERE sub = ?1", [sub]),
            UserChange::Disable => sql.execute("UPDATE pool_users SET enabled = 0 WHERE sub = ?1", [sub]),
            UserChange::Confirm => sql.execute("UPDATE pool_users SET status = 'CONFIRMED' WHERE sub = ?1", [sub]),
            UserChange::SetPreferredUsername(name) => {
                sql.execute("UPDATE pool_users SET handle = ?2 WHERE sub = ?1", [sub, name])
            }
        });
        match updated.await? {
            0 => Err(PoolError::NoUser { user: user.name().to_owned() }.into()),
            _ => Ok(()),
        }
    }

    pub(super) async fn run<T: Send + 'static>(
        &self,
        doing: &'static str,
        work: impl FnOnce(&mut Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T> {
        let connection = Arc::clone(&self.connection);
        let done = tokio::task::spawn_blocking(move || {
            let mut connection = connection.lock().unwrap_or_else(PoisonError::into_inner);
            work(&mut connection)
        });
        done.await?.map_err(|error| sqlite_failed(doing, &self.path, error))
    }
}

impl From<Stored> for PoolUser {
    fn from(user: Stored) -> Self {
        Self {
            handle: user.handle,
            sub: user.sub,
            // Users do not sign up in this pool, so the addresses are those that the owner of the file has set.
            email_verified: Some(user.email.is_some()),
            email: user.email,
            status: Some(user.status),
            enabled: Some(user.enabled),
            created: Some(user.created),
            username: None,
        }
    }
}

fn stored(row: &rusqlite::Row<'_>) -> rusqlite::Result<Stored> {
    Ok(Stored {
        id: row.get(0)?,
        sub: row.get(1)?,
        handle: row.get(2)?,
        email: row.get(3)?,
        status: row.get(4)?,
        enabled: row.get(5)?,
        created: row.get(6)?,
    })
}
