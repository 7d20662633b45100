//! The directory of the embedded stores, as an open handle. Its files are opened relative to the handle, and never through a link.
//!
//! SQLite opens a file by its path alone. So each file is checked through the handle first, and afterwards the path has to lead to
//! the checked file. Only this user can replace a file in the directory.

use super::failed;
use crate::error::{Result, Unsafe};
use crate::private::{self, check_access, refused};
use rustix::fd::OwnedFd;
use rustix::fs::{CWD, Mode, OFlags, Stat, fstat, openat};
use rustix::io::Errno;
use std::fs::{self, DirBuilder, File};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A directory that only this user can write to.
pub(super) struct Directory {
    handle: OwnedFd,
    /// The path as it was given.
    path: PathBuf,
    /// The path without links, because SQLite is told not to follow links.
    real: PathBuf,
}

impl Directory {
    /// Opens a directory, or returns `None` if it does not exist. A link to a directory is followed only if `follows_link` is set.
    ///
    /// # Errors
    /// [`FileError::Unsafe`](crate::error::FileError::Unsafe) and [`Error::Embedded`](crate::Error::Embedded).
    pub(super) fn open(path: &Path, follows_link: bool) -> Result<Option<Self>> {
        let unusable = |error: io::Error| failed("using", path, error);
        let link = if follows_link { OFlags::empty() } else { OFlags::NOFOLLOW };
        let handle = match openat(CWD, path, OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC | link, Mode::empty())
        {
            Ok(handle) => handle,
            Err(Errno::NOENT) => return Ok(None),
            Err(Errno::LOOP | Errno::NOTDIR) if !follows_link && path.is_symlink() => {
                return Err(refused(path, Unsafe::Link));
            }
            Err(Errno::NOTDIR) => return Err(refused(path, Unsafe::NotADirectory)),
            Err(error) => return Err(unusable(error.into())),
        };
        check_access(&fstat(&handle).map_err(|error| unusable(error.into()))?, path)?;
        let real = fs::canonicalize(path).map_err(unusable)?;
        Ok(Some(Self { handle, path: path.to_owned(), real }))
    }

    /// Creates the directory with access for its owner only.
    pub(super) fn create(path: &Path, follows_link: bool) -> Result<Self> {
        let not_created = |error: io::Error| failed("creating", path, error);
        DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(not_created)?;
        let directory = Self::open(path, follows_link)?.ok_or_else(|| not_created(io::ErrorKind::NotFound.into()))?;
        directory.file(".gitignore")?.write_all(b"*\n").map_err(not_created)?;
        Ok(directory)
    }

    /// Opens a file, and creates it if it does not exist.
    pub(super) fn file(&self, name: &str) -> Result<File> {
        let path = self.path.join(name);
        private::open(&self.handle, Path::new(name), &path, |error| failed("opening", &path, error))
    }

    /// Returns the metadata of a file, or `None` if it does not exist.
    fn metadata(&self, name: &str) -> Result<Option<Stat>> {
        let path = self.path.join(name);
        private::metadata(&self.handle, Path::new(name), &path, |error| failed("opening", &path, error))
    }
}

/// A database in the directory, and the files that SQLite and this program keep beside it.
#[derive(Clone)]
pub(super) struct Database {
    directory: Arc<Directory>,
    name: &'static str,
}

impl Database {
    pub(super) fn new(directory: Arc<Directory>, name: &'static str) -> Self {
        Self { directory, name }
    }

    /// Returns the path of the file in errors.
    pub(super) fn path(&self) -> PathBuf {
        self.directory.path.join(self.name)
    }

    /// Returns the path by which SQLite opens the file.
    pub(super) fn real(&self) -> PathBuf {
        self.directory.real.join(self.name)
    }

    /// Returns the metadata of the file, or of the file beside it with this suffix.
    pub(super) fn metadata(&self, suffix: &str) -> Result<Option<Stat>> {
        self.directory.metadata(&format!("{}{suffix}", self.name))
    }

    /// Opens the file, or the file beside it with this suffix, and creates it if it does not exist.
    pub(super) fn open(&self, suffix: &str) -> Result<File> {
        self.directory.file(&format!("{}{suffix}", self.name))
    }

    /// Checks that the path by which SQLite opened the file leads to the file in the directory.
    pub(super) fn check_path(&self) -> Result<()> {
        let (checked, opened) = (self.metadata("")?, fs::symlink_metadata(self.real()));
        match (checked, opened) {
            (Some(found), Ok(opened)) if identity(&found) == (opened.dev(), opened.ino()) => Ok(()),
            _ => Err(failed("opening", &self.path(), "the directory was replaced meanwhile")),
        }
    }
}

/// Returns the device and the inode, which identify a file, as [`MetadataExt`] does. On macOS `st_dev` is signed.
#[allow(clippy::unnecessary_cast)]
fn identity(found: &Stat) -> (u64, u64) {
    (found.st_dev as u64, found.st_ino as u64)
}
