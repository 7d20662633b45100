//! The user pool: in Cognito, or in the embedded store. `file.rs` reads the users of a pool from a file,
//! `token.rs` the keys that verify its tokens, and `change.rs` changes one user.

mod change;
mod file;
mod pool;
#[cfg(feature = "serve")]
mod token;

pub use change::UserChange;
pub use file::read_users;
pub(crate) use pool::Cognito;
#[cfg(feature = "serve")]
pub(crate) use token::{Claims, EMBEDDED_CLIENT, PoolKey, issuers, keys_of_cognito};
#[cfg(all(feature = "embedded", feature = "serve"))]
pub(crate) use token::{EMBEDDED_ISSUER, NewClaims};

use crate::error::{Error, Result};
use crate::pages::Pages;
use crate::timestamp::Timestamp;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;

/// The maximum number of users in one page of ListUsers.
/// Source: Cognito API reference, ListUsers, `Limit`.
pub const PAGE: usize = 60;

/// The limit of the memory for the users of a pool, in bytes.
pub const MAX_USERS_MEMORY: usize = 32 << 20;

/// A user of the pool. A field that is `None` is unknown or missing; a file may leave out every optional field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PoolUser {
    /// `preferred_username`. A user who signed up elsewhere may not have it.
    pub handle: Option<String>,
    /// The id of the user, which never changes.
    pub sub: String,
    /// The e-mail address, if the pool has one.
    pub email: Option<String>,
    /// Whether the pool has verified the address.
    pub email_verified: Option<bool>,
    /// `CONFIRMED`, `UNCONFIRMED`, `FORCE_CHANGE_PASSWORD`, ...
    pub status: Option<String>,
    /// Whether the user may sign in.
    pub enabled: Option<bool>,
    /// The user name of the account in Cognito, which its operations take. `None` if it is the sub.
    pub username: Option<String>,
    /// The time when the user was created, as `2026-11-22T11:03:00.000000+00:00`.
    pub created: Option<String>,
}

impl PoolUser {
    /// Returns about how much memory the user takes, in bytes.
    pub fn memory(&self) -> usize {
        let optional = [&self.status, &self.handle, &self.email, &self.username, &self.created];
        let texts = [Some(&self.sub)].into_iter().chain(optional.map(Option::as_ref));
        texts.flatten().map(|text| text.len() + size_of::<usize>()).sum::<usize>() + size_of::<Self>()
    }
}

/// Settings of a pool in Cognito.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PoolSettings {
    /// The ARN of the function that Cognito calls after a sign-up is confirmed.
    pub post_confirmation: Option<String>,
    /// Whether the pool has deletion protection.
    pub is_protected: bool,
}

/// One page of users.
#[derive(Debug, Clone, Default)]
pub struct PoolPage {
    /// The users. A page that is short or empty need not be the last one.
    pub users: Vec<PoolUser>,
    /// The token of the next page; `None` on the last page.
    pub next: Option<String>,
}

/// What Cognito and the embedded pool each implement.
pub(crate) trait Pool: Send + Sync {
    /// Returns the name of the pool in errors.
    fn name(&self) -> &str;
    /// Reads a page. See [`UserPool::page`].
    fn page<'a>(
        &'a self,
        filter: Option<&'a str>,
        limit: usize,
        token: Option<String>,
    ) -> BoxFuture<'a, Result<PoolPage>>;
    /// Reads the settings. See [`UserPool::settings`].
    fn settings(&self) -> BoxFuture<'_, Result<Option<PoolSettings>>> {
        async { Ok(None) }.boxed()
    }
    /// Changes a user. See [`UserPool::change`].
    fn change<'a>(&'a self, user: &'a PoolUser, change: &'a UserChange) -> BoxFuture<'a, Result<()>>;
    /// Adds users. See [`UserPool::fill`].
    fn fill(&self, _users: Vec<(String, String)>, _created: Timestamp) -> BoxFuture<'_, Result<Option<usize>>> {
        async { Ok(None) }.boxed()
    }
}

/// The user pool of a target.
pub struct UserPool(Box<dyn Pool>);

impl UserPool {
    pub(crate) fn new(pool: impl Pool + 'static) -> Self {
        Self(Box::new(pool))
    }

    /// Returns the id of a pool in Cognito, or what an embedded one is called.
    pub fn name(&self) -> &str {
        self.0.name()
    }

    /// Reads one page of at most `limit` users (1 to 60) that match `filter`. `token` is that of the page before.
    ///
    /// A filter has the form of ListUsers: `preferred_username = "bayko"`, `email ^= "a"`.
    ///
    /// # Errors
    /// [`Error::BadExpression`] for a filter that cannot be parsed, and the service errors.
    pub async fn page(&self, filter: Option<&str>, limit: usize, token: Option<String>) -> Result<PoolPage> {
        self.0.page(filter, limit, token).await
    }

    /// Adds a confirmed user for each `(handle, email)` whose handle is missing, and returns how many were added. Returns `None`
    /// for a pool in Cognito, where users sign up themselves.
    ///
    /// # Errors
    /// [`Error::Embedded`]; nothing is added then.
    pub async fn fill(&self, users: Vec<(String, String)>, created: Timestamp) -> Result<Option<usize>> {
        self.0.fill(users, created).await
    }

    /// Reads the settings of a pool in Cognito; `None` for an embedded one, which has none.
    ///
    /// # Errors
    /// [`Error::NoSuchPool`] and the service errors.
    pub async fn settings(&self) -> Result<Option<PoolSettings>> {
        self.0.settings().await
    }

    /// Returns the pages of the users that match `filter`.
    pub fn pages<'a>(&'a self, filter: Option<&'a str>) -> PoolPages<'a> {
        PoolPages { pool: self, filter, next: Some(None), tokens: Pages::of("ListUsers", self.0.name()) }
    }

    /// Reads every user that matches `filter`. The users may take at most [`MAX_USERS_MEMORY`].
    ///
    /// # Errors
    /// As [`PoolPages::next`], and [`Error::TooMany`].
    pub async fn all(&self, filter: Option<&str>) -> Result<Vec<PoolUser>> {
        let mut users = Vec::new();
        let mut pages = self.pages(filter);
        let mut memory_left = MAX_USERS_MEMORY;
        while let Some(page) = pages.next(PAGE).await? {
            let memory = page.iter().map(PoolUser::memory).sum();
            memory_left = memory_left.checked_sub(memory).ok_or_else(|| pages.too_many())?;
            users.extend(page);
        }
        Ok(users)
    }
}

/// The pages of a pool, one after the other.
pub struct PoolPages<'a> {
    pool: &'a UserPool,
    filter: Option<&'a str>,
    /// The token of the next page. The outer option is `None` after the last page.
    next: Option<Option<String>>,
    tokens: Pages,
}

impl PoolPages<'_> {
    /// Returns the error that the users take more than [`MAX_USERS_MEMORY`].
    pub fn too_many(&self) -> Error {
        self.tokens.too_many("users", format!("{} MiB of memory", MAX_USERS_MEMORY >> 20))
    }

    /// Reads the next page of at most `limit` users (1 to 60). Returns `None` after the last page. An empty page need not be the
    /// last.
    ///
    /// # Errors
    /// As [`UserPool::page`], and [`Error::EndlessPages`].
    pub async fn next(&mut self, limit: usize) -> Result<Option<Vec<PoolUser>>> {
        let Some(token) = self.next.take() else { return Ok(None) };
        let page = self.pool.page(self.filter, limit, token).await?;
        // With a filter, many pages may be empty.
        let is_empty = page.users.is_empty() && self.filter.is_none();
        self.next = self.tokens.next(page.next, is_empty)?.map(Some);
        Ok(Some(page.users))
    }
}
