//! The user pool: Cognito, or a small pool in the embedded store.

mod file;
mod pool;

pub use file::read_users;
pub(crate) use pool::Cognito;

use crate::error::{Error, Result};
use crate::pages::Pages;
use crate::timestamp::Timestamp;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;

/// The most users that one page of ListUsers holds.
/// Source: Cognito API reference, ListUsers, `Limit`.
pub const PAGE: usize = 60;

/// The limit of the memory for the users of a pool that are held at once, in bytes.
pub const MAX_USERS_MEMORY: usize = 32 << 20;

/// A user of the pool. A pool says all of it; a file may leave out what is optional here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PoolUser {
    /// `preferred_username`; users who signed up elsewhere may lack it.
    pub handle: Option<String>,
    /// The id that never changes.
    pub sub: String,
    /// The e-mail address, where the pool has one.
    pub email: Option<String>,
    /// Whether the pool has verified the address.
    pub email_verified: Option<bool>,
    /// `CONFIRMED`, `UNCONFIRMED`, `FORCE_CHANGE_PASSWORD`, ...
    pub status: Option<String>,
    /// Whether the user may sign in.
    pub enabled: Option<bool>,
    /// When the user was made, as `2026-11-22T11:03:00.000000+00:00`, where the pool says.
    pub created: Option<String>,
}

impl PoolUser {
    /// How much memory the user takes, roughly, in bytes.
    pub fn memory(&self) -> usize {
        let texts =
            [Some(&self.sub), self.status.as_ref(), self.handle.as_ref(), self.email.as_ref(), self.created.as_ref()];
        texts.into_iter().flatten().map(|text| text.len() + size_of::<usize>()).sum::<usize>() + size_of::<Self>()
    }
}

/// One page of users.
#[derive(Debug, Clone, Default)]
pub struct PoolPage {
    /// The users; a page may be short, or empty, and not be the last.
    pub users: Vec<PoolUser>,
    /// What to ask for the next page with; absent on the last.
    pub next: Option<String>,
}

/// What every pool can do: the contract that Cognito and its embedded twin keep.
pub(crate) trait Pool: Send + Sync {
    /// What the pool is called.
    fn name(&self) -> &str;
    /// As [`UserPool::page`].
    fn page<'a>(
        &'a self,
        filter: Option<&'a str>,
        limit: usize,
        token: Option<String>,
    ) -> BoxFuture<'a, Result<PoolPage>>;
    /// As [`UserPool::fill`].
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

    /// Reads one page of at most `limit` users (1 to 60) that match `filter`, from where `token` says.
    ///
    /// A filter is what ListUsers takes: `preferred_username = "bayko"`, `email ^= "a"`.
    ///
    /// # Errors
    /// [`Error::BadExpression`] for a filter that cannot be read, and the service errors.
    pub async fn page(&self, filter: Option<&str>, limit: usize, token: Option<String>) -> Result<PoolPage> {
        self.0.page(filter, limit, token).await
    }

    /// Adds a confirmed user for each `(handle, email)` whose handle is missing, and returns how many; `None` for a pool in
    /// Cognito, whose users sign up themselves.
    ///
    /// # Errors
    /// [`Error::Embedded`]; nothing is added then.
    pub async fn fill(&self, users: Vec<(String, String)>, created: Timestamp) -> Result<Option<usize>> {
        self.0.fill(users, created).await
    }

    /// The users that match `filter`, page after page.
    pub fn pages<'a>(&'a self, filter: Option<&'a str>) -> PoolPages<'a> {
        PoolPages { pool: self, filter, next: Some(None), tokens: Pages::of("ListUsers", self.0.name()) }
    }

    /// Reads every user that matches `filter`, every page, as long as they take no more than [`MAX_USERS_MEMORY`].
    ///
    /// # Errors
    /// As [`PoolPages::next`], and [`Error::TooMany`].
    pub async fn all(&self, filter: Option<&str>) -> Result<Vec<PoolUser>> {
        let mut users = Vec::new();
        let mut pages = self.pages(filter);
        let mut room = MAX_USERS_MEMORY;
        while let Some(page) = pages.next(PAGE).await? {
            let memory = page.iter().map(PoolUser::memory).sum();
            room = room.checked_sub(memory).ok_or_else(|| pages.too_many())?;
            users.extend(page);
        }
        Ok(users)
    }
}

/// The pages of a pool, one after the other.
pub struct PoolPages<'a> {
    pool: &'a UserPool,
    filter: Option<&'a str>,
    /// The token of the next page; the outer `None` after the last one.
    next: Option<Option<String>>,
    tokens: Pages,
}

impl PoolPages<'_> {
    /// The error of users that take more than [`MAX_USERS_MEMORY`].
    pub fn too_many(&self) -> Error {
        self.tokens.too_many("users", format!("{} MiB of memory", MAX_USERS_MEMORY >> 20))
    }

    /// The next page, of at most `limit` users (1 to 60); `None` after the last. One may be empty, and not be the last.
    ///
    /// # Errors
    /// As [`UserPool::page`], and [`Error::EndlessPages`].
    pub async fn next(&mut self, limit: usize) -> Result<Option<Vec<PoolUser>>> {
        let Some(token) = self.next.take() else { return Ok(None) };
        let page = self.pool.page(self.filter, limit, token).await?;
        // A filter may leave many pages with nothing.
        let is_empty = page.users.is_empty() && self.filter.is_none();
        self.next = self.tokens.next(page.next, is_empty)?.map(Some);
        Ok(Some(page.users))
    }
}
