//! The directory of the embedded stores, by a handle: its files are opened relative to it and through no link.
//!
//! SQLite opens a file by its path alone. So each file is looked at by the handle first, when nobody but this user can replace
//! it, and afterwards the path has to lead to the file that was looked at.

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

/// A directory that belongs to this user alone.
pub(super) struct Directory {
    handle: OwnedFd,
    /// As it was named.
    path: PathBuf,
    /// Without links, since SQLite is told to follow none.
    real: PathBuf,
}

impl Directory {
    /// Opens a directory; `None` where there is none. A link to one is followed only where `follows_link`.
    ///
    /// # Errors
    /// [`FileError::Unsafe`](crate::Error::UnsafeFile) and [`Error::Embedded`](crate::Error::Embedded).
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

    /// Makes the directory for its owner alone, from the first moment on.
    pub(super) fn create(path: &Path, follows_link: bool) -> Result<Self> {
        let unmade = |error: io::Error| failed("making", path, error);
        DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(unmade)?;
        let directory = Self::open(path, follows_link)?.ok_or_else(|| unmade(io::ErrorKind::NotFound.into()))?;
        directory.file(".gitignore")?.write_all(b"*\n").map_err(unmade)?;
        Ok(directory)
    }

    /// Opens a file, making it where it is missing.
    pub(super) fn file(&self, name: &str) -> Result<File> {
        let path = self.path.join(name);
        private::open(&self.handle, Path::new(name), &path, |error| failed("opening", &path, error))
    }

    fn look(&self, name: &str) -> Result<Option<Stat>> {
        let path = self.path.join(name);
        private::look(&self.handle, Path::new(name), &path, |error| failed("looking at", &path, error))
    }
}

/// A database in the directory, with the files that SQLite and this program keep beside it.
#[derive(Clone)]
pub(super) struct Database {
    directory: Arc<Directory>,
    name: &'static str,
}

impl Database {
    pub(super) fn new(directory: Arc<Directory>, name: &'static str) -> Self {
        Self { directory, name }
    }

    /// What the file is called in an error.
    pub(super) fn path(&self) -> PathBuf {
        self.directory.path.join(self.name)
    }

    /// The path by which SQLite opens it.
    pub(super) fn real(&self) -> PathBuf {
        self.directory.real.join(self.name)
    }

    /// Looks at the file, or at one beside it, whose name goes on with `suffix`.
    pub(super) fn look(&self, suffix: &str) -> Result<Option<Stat>> {
        self.directory.look(&format!("{}{suffix}", self.name))
    }

    /// Opens the file, or one beside it, making it where it is missing.
    pub(super) fn open(&self, suffix: &str) -> Result<File> {
        self.directory.file(&format!("{}{suffix}", self.name))
    }

    /// Makes sure that the path, by which SQLite has opened the file, leads to the one that was looked at.
    pub(super) fn check_path(&self) -> Result<()> {
        let (looked_at, opened) = (self.look("")?, fs::symlink_metadata(self.real()));
        match (looked_at, opened) {
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
