//! The engines inside the process, so that every command works with nothing installed.
//!
//! One directory holds them: `messages.db` (DynamoDB, by dynoxide), `users.db` (users and user pool), a marker beside each
//! that it was made, and `lock`. One process has the directory at a time, for as long as it lives; others wait for their turn.

mod connector;
mod damage;
mod directory;
mod engine;
mod filter;
mod harden;
mod lock;
mod pool;
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

/// The names of the databases.
const MESSAGES: &str = "messages.db";
const USERS: &str = "users.db";

/// The directory of the embedded stores, held by this process.
pub struct Home {
    path: PathBuf,
    /// Whether what is missing is made. Where it is not, an empty store in memory takes its place.
    makes: bool,
    engine: OnceLock<Engine>,
    /// `None` where there is no directory.
    directory: Option<Arc<Directory>>,
    /// The lock lasts as long as this file is open. Fields are dropped in their order: the engine before its lock.
    _lock: Option<File>,
}

impl Home {
    /// Opens the directory of `target`, and waits for its lock. One that is missing is made, unless the target is only read. The
    /// stores of a process share one, and when the last of them is dropped the files are closed and the lock is free.
    ///
    /// # Errors
    /// [`Error::EmbeddedBusy`] after a minute, [`FileError::Unsafe`] where somebody else could have made or changed it, and
    /// [`Error::Embedded`] where it cannot be made or locked.
    pub async fn open(target: &Target, observer: &Observer) -> Result<Arc<Self>> {
        match Self::open_within(target, observer, Duration::ZERO) {
            // Waiting is for a thread of its own, so that others go on meanwhile.
            Err(Error::EmbeddedBusy { .. }) => {
                let (target, observer) = (target.clone(), observer.clone());
                tokio::task::spawn_blocking(move || Self::open_within(&target, &observer, LOCK_TIMEOUT)).await?
            }
            opened => opened,
        }
    }

    fn open_within(target: &Target, observer: &Observer, timeout: Duration) -> Result<Arc<Self>> {
        static OPEN: Mutex<Weak<Home>> = Mutex::new(Weak::new());
        let path = &target.home;
        let mut open = match OPEN.try_lock() {
            Ok(open) => open,
            // Another thread of this process waits for its turn.
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

    fn take(target: &Target, observer: &Observer, timeout: Duration) -> Result<Self> {
        let (path, makes) = (target.home.clone(), !target.only_reads);
        let directory = match Directory::open(&path, target.home_is_named)? {
            None if makes => {
                let directory = Directory::create(&path, target.home_is_named)?;
                observer.tell(Event::EmbeddedCreated { home: path.clone() });
                Some(directory)
            }
            found => found,
        };
        let lock = directory.as_ref().map(|directory| lock(directory, &path, observer, timeout)).transpose()?;
        Ok(Self { path, makes, engine: OnceLock::new(), directory: directory.map(Arc::new), _lock: lock })
    }

    /// A client's way to the messages' engine, which is opened once.
    pub(crate) fn connector(self: &Arc<Self>) -> Result<Connector> {
        if self.engine.get().is_none() {
            let engine = match self.prepared(MESSAGES)? {
                Some((file, is_made)) => Engine::open(file, is_made)?,
                None => Engine::in_memory()?,
            };
            // Whoever was first has opened the same file under the same lock.
            self.engine.set(engine).ok();
        }
        Ok(Connector(Arc::clone(self)))
    }

    /// The users.
    pub(crate) fn users(self: &Arc<Self>) -> Result<users::Sqlite> {
        users::Sqlite::open(Arc::clone(self))
    }

    /// The user pool, in the file of the users.
    pub(crate) fn pool(self: &Arc<Self>) -> Result<Pool> {
        Pool::open(Arc::clone(self))
    }

    /// Checks each file that is there by SQLite's own check, for no longer than `limit` each. Only reads. A file fails with
    /// [`Error::EmbeddedDamaged`], with [`FileError::Unsafe`], or with [`Error::Embedded`] where it cannot be opened.
    ///
    /// # Errors
    /// [`Error::Task`].
    pub async fn check(self: &Arc<Self>, limit: Duration) -> Result<Vec<Result<Checked>>> {
        let files: Vec<Database> = [MESSAGES, USERS].into_iter().filter_map(|name| self.database(name)).collect();
        let check = move || files.iter().filter_map(|file| damage::check_file(file, limit).transpose()).collect();
        Ok(tokio::task::spawn_blocking(check).await?)
    }

    fn database(&self, name: &'static str) -> Option<Database> {
        self.directory.as_ref().map(|directory| Database::new(Arc::clone(directory), name))
    }

    /// A database that can be opened, and whether it has its marker; `None` for one that is missing and is not made.
    fn prepared(&self, name: &'static str) -> Result<Option<(Database, bool)>> {
        let Some(file) = self.database(name) else { return Ok(None) };
        Ok(damage::prepare_file(&file, self.makes)?.map(|is_made| (file, is_made)))
    }

    /// What the users' file is called in an error.
    fn users_file(&self) -> PathBuf {
        self.path.join(USERS)
    }
}

fn failed(doing: &'static str, path: &Path, source: impl Into<crate::error::Cause>) -> Error {
    Error::Embedded { doing, path: path.to_owned(), source: source.into() }
}
