//! The engines inside the process. With them, every command works without a server.
//!
//! One directory has their files: `messages.db` (DynamoDB, by dynoxide), `users.db` (users and user pool), and a marker and a lock
//! for each of the two. One process has a file at a time. Others wait for it.

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
pub use engine::{Engine, Reply};
pub(crate) use pool::Pool;

use crate::error::{Error, Result};
use crate::event::{Event, Observer};
use crate::target::{MessagesAt, PoolAt, Target, UsersAt};
use directory::{Database, Directory};
use lock::{LOCK_TIMEOUT, lock, program};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, Weak};
use std::time::Duration;

/// The file of the messages.
const MESSAGES: &str = "messages.db";

/// The file of the users and the user pool.
const USERS: &str = "users.db";

/// The embedded stores of a target: their directory, and the lock of each file that the target uses.
pub struct Home {
    path: PathBuf,
    /// Whether a missing store is created. If not, an empty store in memory is used in its place.
    creates: bool,
    /// `None` if the directory does not exist.
    directory: Option<Arc<Directory>>,
    files: Vec<Arc<Held>>,
}

/// A file that this process has locked. The stores of a process share it.
struct Held {
    home: PathBuf,
    name: &'static str,
    /// The engine of the messages, once it is open.
    engine: OnceLock<Engine>,
    /// The lock is held as long as this file is open. Fields are dropped in order, so the engine is closed before the lock is
    /// free. `None` if the directory does not exist.
    _lock: Option<File>,
}

impl Home {
    /// Opens the directory of `target`, and waits for the locks of the files that the target uses, unless the target does not wait. A missing directory is
    /// created, unless the command only reads. The stores of a process share the locks. When the last store is dropped, the
    /// files are closed and the locks are free.
    ///
    /// # Errors
    /// [`Error::EmbeddedBusy`] after a minute or at once, [`FileError::Unsafe`](crate::error::FileError::Unsafe) if another user could have
    /// created or changed the directory, and [`Error::Embedded`] if it cannot be created or locked.
    pub async fn open(target: &Target, observer: &Observer) -> Result<Arc<Self>> {
        let has_users = matches!(target.users, Some(UsersAt::Embedded)) || target.pool == Some(PoolAt::Embedded);
        let has_messages = target.messages == Some(MessagesAt::Embedded);
        let names = [(MESSAGES, has_messages), (USERS, has_users)];
        Self::open_files(target, observer, names.into_iter().filter(|(_, used)| *used).map(|(name, _)| name).collect())
            .await
    }

    /// Runs SQLite's integrity check on each file in the directory of `target`, for at most the target's timeout each. Only
    /// reads. The result of a file is [`Error::EmbeddedDamaged`], [`FileError::Unsafe`](crate::error::FileError::Unsafe), or
    /// [`Error::Embedded`] if it cannot be opened. A file that does not exist has no result.
    ///
    /// # Errors
    /// As [`Home::open`], and [`Error::Task`].
    pub async fn check(target: &Target, observer: &Observer) -> Result<Vec<Result<Checked>>> {
        let home = Self::open_files(target, observer, vec![MESSAGES, USERS]).await?;
        let files: Vec<Database> = [MESSAGES, USERS].into_iter().filter_map(|name| home.database(name)).collect();
        let limit = target.timeout;
        let check = move || files.iter().filter_map(|file| damage::check_file(file, limit).transpose()).collect();
        Ok(tokio::task::spawn_blocking(check).await?)
    }

    /// Opens the directory, and locks the files with these names.
    async fn open_files(target: &Target, observer: &Observer, names: Vec<&'static str>) -> Result<Arc<Self>> {
        match Self::open_within(target, observer, &names, Duration::ZERO) {
            // A thread of its own waits, so that the other tasks run meanwhile.
            Err(Error::EmbeddedBusy { .. }) if target.waits => {
                let (target, observer) = (target.clone(), observer.clone());
                let wait = move || Self::open_within(&target, &observer, &names, LOCK_TIMEOUT);
                tokio::task::spawn_blocking(wait).await?
            }
            opened => opened,
        }
    }

    /// Opens the directory and locks the files, and waits for `timeout` at most. Blocks the thread. Every process takes the locks
    /// in the same order, so that no two wait for each other.
    fn open_within(
        target: &Target,
        observer: &Observer,
        names: &[&'static str],
        timeout: Duration,
    ) -> Result<Arc<Self>> {
        static OPEN: Mutex<Vec<Weak<Held>>> = Mutex::new(Vec::new());
        let path = &target.home;
        let mut open = match OPEN.try_lock() {
            Ok(open) => open,
            // Another thread of this process waits for a lock.
            Err(std::sync::TryLockError::WouldBlock) if timeout.is_zero() => {
                return Err(Error::EmbeddedBusy { home: path.clone(), holder: program(), seconds: 0 });
            }
            Err(_) => OPEN.lock().unwrap_or_else(PoisonError::into_inner),
        };
        open.retain(|held| held.strong_count() > 0);
        let creates = !target.only_reads;
        let directory = Self::directory(target, observer, creates)?;
        let mut files = Vec::new();
        for &name in names {
            let is_it = |held: &Arc<Held>| held.home == *path && held.name == name;
            if let Some(held) = open.iter().filter_map(Weak::upgrade).find(is_it) {
                files.push(held);
                continue;
            }
            let lock =
                directory.as_ref().map(|directory| lock(directory, path, name, observer, timeout)).transpose()?;
            let held = Arc::new(Held { home: path.clone(), name, engine: OnceLock::new(), _lock: lock });
            open.push(Arc::downgrade(&held));
            files.push(held);
        }
        Ok(Arc::new(Self { path: path.clone(), creates, directory: directory.map(Arc::new), files }))
    }

    /// Opens the directory of `target`. A missing one is created if `creates` is set; if not, it is `None`.
    fn directory(target: &Target, observer: &Observer, creates: bool) -> Result<Option<Directory>> {
        let path = &target.home;
        match Directory::open(path, target.home_is_named)? {
            None if creates => {
                let directory = Directory::create(path, target.home_is_named)?;
                observer.tell(Event::EmbeddedCreated { home: path.clone() });
                Ok(Some(directory))
            }
            found => Ok(found),
        }
    }

    /// Returns a connector to the engine of the messages, which is opened once.
    pub(crate) fn connector(self: &Arc<Self>) -> Result<Connector> {
        self.engine()?;
        Ok(Connector(Arc::clone(self)))
    }

    /// Answers a request to DynamoDB, such as `ListTables` with `{}`. An error of DynamoDB is a [`Reply`].
    ///
    /// # Errors
    /// [`Error::EmbeddedDamaged`] and [`Error::Embedded`] if the engine fails, and [`Error::Task`].
    #[cfg(feature = "serve")]
    pub(crate) async fn answer(self: Arc<Self>, operation: String, body: bytes::Bytes) -> Result<Reply> {
        // The store is closed on that thread too, if it is the last one: closing writes to the file.
        tokio::task::spawn_blocking(move || self.engine()?.answer(&operation, &body)).await?
    }

    /// Returns the engine of the messages, which is opened once.
    fn engine(&self) -> Result<&Engine> {
        let held = self.files.iter().find(|held| held.name == MESSAGES);
        let held = held.ok_or_else(|| failed("using", &self.path, "its messages are not locked"))?;
        if held.engine.get().is_none() {
            let engine = match self.prepared(MESSAGES)? {
                Some((file, has_marker)) => Engine::open(file, has_marker)?,
                None => Engine::in_memory()?,
            };
            // If another thread has set the engine first, it has opened the same file under the same lock.
            held.engine.set(engine).ok();
        }
        held.engine.get().ok_or_else(|| failed("using", &self.path, "the engine is not open"))
    }

    /// Opens the users.
    pub(crate) fn users(self: &Arc<Self>) -> Result<users::Sqlite> {
        users::Sqlite::open(Arc::clone(self))
    }

    /// Opens the user pool, which is in the file of the users.
    pub(crate) fn pool(self: &Arc<Self>) -> Result<Pool> {
        Pool::open(Arc::clone(self))
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
