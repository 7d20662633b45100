//! The user pool: Cognito, or a small pool in the embedded store.

mod file;
mod pool;

pub use file::read_users;

use crate::aws::{self, Service};
use crate::error::{Error, Result};
use crate::event::Observer;
use crate::pages::Pages;
use crate::target::{PoolAt, Target};
use crate::timestamp::Timestamp;
use pool::Cognito;

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

/// The user pool of a target.
pub enum UserPool {
    /// In Cognito.
    Cognito(Box<Cognito>),
    /// In the embedded store.
    #[cfg(feature = "embedded")]
    Embedded(crate::embedded::Pool),
}

impl UserPool {
    /// Opens the pool of `target`. No call is made yet.
    ///
    /// # Errors
    /// [`Error::NoPool`] where the target was resolved without one, and the errors of the embedded store.
    pub async fn open(target: &Target, observer: Observer) -> Result<Self> {
        match &target.pool {
            Some(PoolAt::Cognito { id, endpoint }) => {
                // A pool lives in the region that its id begins with, whatever region the command runs in.
                let region = id.split_once('_').map_or("", |(region, _)| region);
                let (config, at) = match endpoint {
                    Some(endpoint) => {
                        (aws::configure_endpoint(&target.access, region, endpoint).await?, endpoint.to_string())
                    }
                    None => (aws::configure(&target.access, region).await?, format!("AWS {region}")),
                };
                let service = Service { name: "Cognito", at, region: target.prod_region(), observer };
                Ok(Self::Cognito(Box::new(Cognito::new(&config, id.clone(), service))))
            }
            #[cfg(feature = "embedded")]
            Some(PoolAt::Embedded) => Ok(Self::Embedded(crate::embedded::Home::open(target, &observer).await?.pool()?)),
            #[cfg(not(feature = "embedded"))]
            Some(PoolAt::Embedded) => Err(Error::NoEmbedded { what: "user pool" }),
            None => Err(Error::NoPool),
        }
    }

    /// Reads one page of at most `limit` users (1 to 60) that match `filter`, from where `token` says.
    ///
    /// A filter is what ListUsers takes: `preferred_username = "bayko"`, `email ^= "a"`.
    ///
    /// # Errors
    /// [`Error::BadExpression`] for a filter that cannot be read, and the service errors.
    pub async fn page(&self, filter: Option<&str>, limit: usize, token: Option<String>) -> Result<PoolPage> {
        match self {
            Self::Cognito(pool) => pool.page(filter, limit, token).await,
            #[cfg(feature = "embedded")]
            Self::Embedded(pool) => pool.page(filter, limit, token).await,
        }
    }

    /// Adds a confirmed user for each `(handle, email)` whose handle is missing, and returns how many; `None` for a pool in
    /// Cognito, whose users sign up themselves.
    ///
    /// # Errors
    /// [`Error::Embedded`]; nothing is added then.
    #[cfg_attr(not(feature = "embedded"), expect(unused_variables, reason = "Cognito's users are not ours to add"))]
    pub async fn fill(&self, users: Vec<(String, String)>, created: Timestamp) -> Result<Option<usize>> {
        match self {
            Self::Cognito(_) => Ok(None),
            #[cfg(feature = "embedded")]
            Self::Embedded(pool) => pool.add_missing(users, created).await.map(Some),
        }
    }

    /// The users that match `filter`, page after page.
    pub fn pages<'a>(&'a self, filter: Option<&'a str>) -> PoolPages<'a> {
        let on = match self {
            Self::Cognito(pool) => pool.id(),
            #[cfg(feature = "embedded")]
            Self::Embedded(_) => "the embedded pool",
        };
        PoolPages { pool: self, filter, next: Some(None), tokens: Pages::of("ListUsers", on) }
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
