//! The lock of each file of the embedded stores: one process has a file at a time.

use super::directory::Directory;
use super::failed;
use crate::error::{Error, Result};
use crate::event::{Event, Observer};
use std::fs::{File, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::time::{Duration, Instant};

/// How long to wait for another process.
pub(super) const LOCK_TIMEOUT: Duration = Duration::from_secs(60);

/// The time between two attempts to take the lock.
const POLL_INTERVAL: Duration = Duration::from_millis(5);

/// The time after which the observer is told about the wait.
const TELL_AFTER: Duration = Duration::from_secs(1);

/// The limit of the name of the process that has the lock, in bytes.
const MAX_HOLDER: u64 = 1 << 10;

/// Takes the lock of the file `name`, waits for the process that has it, and writes the name of this process into it.
///
/// # Errors
/// [`Error::EmbeddedBusy`] after `timeout`, and [`Error::Embedded`].
pub(super) fn lock(
    directory: &Directory,
    home: &Path,
    name: &str,
    observer: &Observer,
    timeout: Duration,
) -> Result<File> {
    let lock = lock_name(name);
    let path = home.join(&lock);
    let failed = |source| failed("locking", &path, source);
    let mut file = directory.file(&lock)?;
    let started = Instant::now();
    let mut told = false;
    loop {
        match file.try_lock() {
            Ok(()) => break,
            Err(TryLockError::Error(source)) => return Err(failed(source)),
            Err(TryLockError::WouldBlock) if started.elapsed() >= timeout => {
                let (home, holder) = (home.to_owned(), holder(&mut file));
                return Err(Error::EmbeddedBusy { home, holder, seconds: timeout.as_secs() });
            }
            Err(TryLockError::WouldBlock) => {
                if !told && started.elapsed() > TELL_AFTER {
                    told = true;
                    observer.tell(Event::EmbeddedWaiting { holder: holder(&mut file) });
                }
                std::thread::sleep(POLL_INTERVAL);
            }
        }
    }
    let name = format!("process {} ({})", std::process::id(), program());
    // The file is truncated after writing. If it were truncated to nothing first, ext4 would write it out when it is closed,
    // which takes time.
    let write = |file: &mut File| file.write_all(name.as_bytes()).and_then(|()| file.set_len(name.len() as u64));
    file.rewind().and_then(|()| write(&mut file)).map_err(failed)?;
    Ok(file)
}

/// Returns the name of the lock of a file. `rm messages.db*` must not remove a lock that a process has.
fn lock_name(file: &str) -> String {
    format!("{}.lock", file.trim_end_matches(".db"))
}

/// Returns the name of the process that has the lock.
fn holder(lock: &mut File) -> String {
    let mut name = String::new();
    match lock.seek(SeekFrom::Start(0)).and_then(|_| lock.take(MAX_HOLDER).read_to_string(&mut name)) {
        Ok(_) if !name.is_empty() => name,
        _ => "another process".to_owned(),
    }
}

/// Returns the name of this program, without its arguments: they may contain a password.
pub(super) fn program() -> String {
    let path = std::env::current_exe().unwrap_or_default();
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
