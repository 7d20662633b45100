//! The engines inside the process. With them, every command works without a server.
//!
//! One directory has their files: `messages.db` (DynamoDB, by dynoxide), `users.db` (users and user pool), a marker for each of
//! the two, and `lock`. One process has the directory at a time, until it ends. Others wait for it.

mod connector;
mod damage;
mod directory;
mod engine;
mod filter;
mod harden;
mod lock;
mod pool;
#[cfg(feature = "serve")]
mod pool_token;
#[cfg(feature = "serve")]
mod signing_key;
mod users;
mod users_file;

pub(crate) use connector::Connector;
pub use damage::Checked;
pub(crate) use pool::Pool;

use crate::error::{Error, Result};
use crate::event::{Event, Observer};
use crate::target::Target;
use directory::{Database, Directory};
use engine::Engine;
use lock::{LOCK_TIMEOUT, lock, program};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, Weak};
use std::time::Duration;

/// The file of the messages.
const MESSAGES: &str = "messages.db";

/// The file of the users and the user pool.
const USERS: &str = "users.db";

/// The directory of the embedded stores, locked by this process.
pub struct Home {
    path: PathBuf,
    /// Whether a missing store is created. If not, an empty store in memory is used in its place.
    creates: bool,
    engine: OnceLock<Engine>,
    /// `None` if the directory does not exist.
    directory: Option<Arc<Directory>>,
    /// The lock is held as long as this file is open. Fields are dropped in order, so the engine is closed before the lock is
    /// free.
    _lock: Option<File>,
}

impl Home {
    /// Opens the directory of `target`, and waits for its lock. A missing directory is created, unless the command only reads.
    /// The stores of a process share the directory. When the last store is dropped, the files are closed and the lock is free.
    ///
    /// # Errors
    /// [`Error::EmbeddedBusy`] after a minute, [`FileError::Unsafe`](crate::error::FileError::Unsafe) if another user could have
    /// created or changed the directory, and [`Error::Embedded`] if it cannot be created or locked.
    pub async fn open(target: &Target, observer: &Observer) -> Result<Arc<Self>> {
        match Self::open_within(target, observer, Duration::ZERO) {
            // A thread of its own waits, so that the other tasks run meanwhile.
            Err(Error::EmbeddedBusy { .. }) => {
                let (target, observer) = (target.clone(), observer.clone());
                tokio::task::spawn_blocking(move || Self::open_within(&target, &observer, LOCK_TIMEOUT)).await?
            }
            opened => opened,
        }
    }

    /// Opens the directory as [`Home::open`], and waits for `timeout` at most. Blocks the thread.
    fn open_within(target: &Target, observer: &Observer, timeout: Duration) -> Result<Arc<Self>> {
        static OPEN: Mutex<Weak<Home>> = Mutex::new(Weak::new());
        let path = &target.home;
        let mut open = match OPEN.try_lock() {
            Ok(open) => open,
            // Another thread of this process waits for the lock.
            Err(std::sync::TryLockError::WouldBlock) if timeout.is_zero() => {
                return Err(Error::EmbeddedBusy { home: path.clone(), holder: program(), seconds: 0 });
            }
            Err(_) => OPEN.lock().unwrap_or_else(PoisonError::into_inner),
        };
        if let Some(home) = open.upgrade().filter(|home| home.path == *path) {
            return Ok(home);
        }
        let home = Arc::new(Self::take(target, observer, timeout)?);
        *open = Arc::downgrade(&home);
        Ok(home)
    }

    /// Opens and locks the directory, which no store of this process has open.
    fn take(target: &Target, observer: &Observer, timeout: Duration) -> Result<Self> {
        let (path, creates) = (target.home.clone(), !target.only_reads);
        let directory = match Directory::open(&path, target.home_is_named)? {
            None if creates => {
                let directory = Directory::create(&path, target.home_is_named)?;
                observer.tell(Event::EmbeddedCreated { home: path.clone() });
                Some(directory)
            }
            found => found,
        };
        let lock = directory.as_ref().map(|directory| lock(directory, &path, observer, timeout)).transpose()?;
        Ok(Self { path, creates, engine: OnceLock::new(), directory: directory.map(Arc::new), _lock: lock })
    }

    /// Returns a connector to the engine of the messages, which is opened once.
    pub(crate) fn connector(self: &Arc<Self>) -> Result<Connector> {
        if self.engine.get().is_none() {
            let engine = match self.prepared(MESSAGES)? {
                Some((file, has_marker)) => Engine::open(file, has_marker)?,
                None => Engine::in_memory()?,
            };
            // If another thread has set the engine first, it has opened the same file under the same lock.
            self.engine.set(engine).ok();
        }
        Ok(Connector(Arc::clone(self)))
    }

    /// Opens the users.
    pub(crate) fn users(self: &Arc<Self>) -> Result<users::Sqlite> {
        users::Sqlite::open(Arc::clone(self))
    }

    /// Opens the user pool, which is in the file of the users.
    pub(crate) fn pool(self: &Arc<Self>) -> Result<Pool> {
        Pool::open(Arc::clone(self))
    }

    /// Runs SQLite's integrity check on each file that exists, for at most `limit` each. Only reads. The result of a file is
    /// [`Error::EmbeddedDamaged`], [`FileError::Unsafe`](crate::error::FileError::Unsafe), or [`Error::Embedded`] if it cannot be
    /// opened.
    ///
    /// # Errors
    /// [`Error::Task`].
    pub async fn check(self: &Arc<Self>, limit: Duration) -> Result<Vec<Result<Checked>>> {
        let files: Vec<Database> = [MESSAGES, USERS].into_iter().filter_map(|name| self.database(name)).collect();
        let check = move || files.iter().filter_map(|file| damage::check_file(file, limit).transpose()).collect();
        Ok(tokio::task::spawn_blocking(check).await?)
    }

    /// Returns the database with this name, or `None` if the directory does not exist.
    fn database(&self, name: &'static str) -> Option<Database> {
        self.directory.as_ref().map(|directory| Database::new(Arc::clone(directory), name))
    }

    /// Prepares a database for opening, and returns it and whether it has its marker. Returns `None` if it does not exist and is
    /// not created.
    fn prepared(&self, name: &'static str) -> Result<Option<(Database, bool)>> {
        let Some(file) = self.database(name) else { return Ok(None) };
        Ok(damage::prepare_file(&file, self.creates)?.map(|has_marker| (file, has_marker)))
    }

    /// Returns the path of the users' file in errors.
    fn users_file(&self) -> PathBuf {
        self.path.join(USERS)
    }
}

fn failed(doing: &'static str, path: &Path, source: impl Into<crate::error::Cause>) -> Error {
    Error::Embedded { doing, path: path.to_owned(), source: source.into() }
}
