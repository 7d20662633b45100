//! The file name that an export claims. A lock on `.items.jsonl.cruddur-lock` keeps other exports from the name `items.jsonl`.

use crate::error::{Error, FileError, Result};
use crate::private;
use rustix::fs::CWD;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::path::{Path, PathBuf};

/// How often taking a lock is tried again, if another process removes the lock at the same moment.
const MAX_TRIES: usize = 10;

/// A file name that an export may write, and that no other process exports to.
pub struct ExportTarget {
    pub(super) path: PathBuf,
    pub(super) replaces: bool,
    /// `None` for a pipe or a device, which is written to directly.
    pub(super) lock: Option<TargetLock>,
}

impl ExportTarget {
    /// Claims a file name. `replaces` is whether an existing file is replaced. A FIFO and `/dev/null` are written to directly.
    ///
    /// # Errors
    /// [`FileError::Exists`], [`FileError::Busy`] if another process exports to the name, [`FileError::NotRegular`] for a directory, a
    /// socket or another device, [`FileError::Unsafe`] for a lock that is not this user's, and [`FileError::Unwritable`].
    pub fn claim(path: &Path, replaces: bool) -> Result<Self> {
        let path = path.to_owned();
        if is_written_directly(&path)? {
            return Ok(Self { path, replaces, lock: None });
        }
        let lock = TargetLock::take(&path)?;
        match exists(&path) && !replaces {
            true => Err(Error::File(FileError::Exists { path })),
            false => Ok(Self { path, replaces, lock: Some(lock) }),
        }
    }
}

/// Returns whether an export has to write directly to `path`, because no file can be renamed to it: a FIFO, `/dev/null`, or a
/// file that another process has opened, such as `/dev/stderr`.
///
/// # Errors
/// [`FileError::NotRegular`] for a directory, a socket or another device, and [`FileError::Unwritable`].
fn is_written_directly(path: &Path) -> Result<bool> {
    let found = match fs::metadata(path) {
        Ok(found) => found,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(unwritable(path, error)),
    };
    if found.file_type().is_fifo() || fs::canonicalize(path).is_ok_and(|real| real == Path::new("/dev/null")) {
        return Ok(true);
    }
    if !found.is_file() {
        return Err(Error::File(FileError::NotRegular { path: path.to_owned() }));
    }
    let directory = directory_of(path);
    Ok(path.is_symlink() && (directory == Path::new("/dev") || directory.starts_with("/proc")))
}

/// Opens a pipe or a device. Blocks the thread until a FIFO has a reader.
pub(super) fn open_directly(path: &Path) -> Result<File> {
    OpenOptions::new().append(true).open(path).map_err(|source| unwritable(path, source))
}

/// The exclusive right to export to a file name.
pub(super) struct TargetLock {
    path: PathBuf,
    _file: File,
}

impl TargetLock {
    /// Takes the lock of `target`.
    fn take(target: &Path) -> Result<Self> {
        let path = beside(target, ".", ".cruddur-lock");
        let failed = |source| unwritable(target, source);
        for _ in 0..MAX_TRIES {
            let file = private::open(CWD, &path, &path, failed)?;
            match file.try_lock() {
                Ok(()) if is_at(&file, &path).map_err(failed)? => return Ok(Self { path, _file: file }),
                // The process that had the lock has removed the file since it was opened.
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => break,
                Err(TryLockError::Error(error)) => return Err(failed(error)),
            }
        }
        Err(Error::File(FileError::Busy { path: target.to_owned() }))
    }
}

impl Drop for TargetLock {
    /// Removes the file while it is locked, so that the lock of another process is never removed.
    fn drop(&mut self) {
        fs::remove_file(&self.path).ok();
    }
}

/// Returns whether an open file is the file at `path`.
fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    let open = file.metadata()?;
    match fs::symlink_metadata(path) {
        Ok(named) => Ok((open.dev(), open.ino()) == (named.dev(), named.ino())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Returns whether something has this name, also a broken link.
pub(super) fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Returns whether two paths have the same name and the same directory. The file does not have to exist.
pub(super) fn is_same_path(one: &Path, other: &Path) -> bool {
    one.file_name() == other.file_name() && directory_of(one) == directory_of(other)
}

/// Returns the directory of a path, with links resolved if it exists.
pub(super) fn directory_of(path: &Path) -> PathBuf {
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::canonicalize(directory).unwrap_or_else(|_| directory.to_owned())
}

/// Returns the path of a file in the same directory, with `before` and `after` added to the name of `path`.
pub(super) fn beside(path: &Path, before: &str, after: &str) -> PathBuf {
    let mut name = OsString::from(before);
    name.push(path.file_name().unwrap_or_default());
    name.push(after);
    path.with_file_name(name)
}

/// Returns [`FileError::Unwritable`] of a path.
pub(super) fn unwritable(path: &Path, source: io::Error) -> Error {
    Error::File(FileError::Unwritable { path: path.to_owned(), source })
}
