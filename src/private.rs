//! Files that only this user can write to. They are opened without following a link. A file that another user could have created
//! or changed is refused.

use crate::error::{Error, FileError, Result, Unsafe};
use rustix::fd::{AsFd, OwnedFd};
use rustix::fs::{AtFlags, FileType, Mode, OFlags, Stat, fstat, openat, statat};
use rustix::io::Errno;
use rustix::process::geteuid;
use std::fs::{DirBuilder, File, symlink_metadata};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::Path;

/// The permissions of a file that is created.
const OWNER_ONLY: Mode = Mode::RUSR.union(Mode::WUSR);

/// The permission bits that let the group or others write.
const WRITABLE_BY_OTHERS: u32 = 0o022;

/// Creates a directory with access for its owner only, if it does not exist.
///
/// # Errors
/// The errors of the operating system; [`ErrorKind::NotADirectory`] and [`ErrorKind::PermissionDenied`] for a path that is not a
/// directory, and for a directory that others can write to.
pub(crate) fn create_directory(directory: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(directory)?;
    let found = symlink_metadata(directory)?;
    if !found.is_dir() {
        return Err(io::Error::new(ErrorKind::NotADirectory, "it is not a directory"));
    }
    if found.mode() & WRITABLE_BY_OTHERS != 0 {
        return Err(io::Error::new(ErrorKind::PermissionDenied, "others can write to it"));
    }
    Ok(())
}

/// Opens the file `name` in `directory` for reading and writing, and creates it with access for its owner only if it does not
/// exist. `path` is its path in errors.
///
/// # Errors
/// [`FileError::Unsafe`], and the errors of the operating system, converted by `failed`.
pub(crate) fn open(
    directory: impl AsFd,
    name: &Path,
    path: &Path,
    failed: impl Fn(io::Error) -> Error,
) -> Result<File> {
    // Without NONBLOCK, opening a FIFO waits for the other end. It has no effect on a regular file.
    let flags = OFlags::RDWR | OFlags::CREATE | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let file: OwnedFd = match openat(directory, name, flags, OWNER_ONLY) {
        Err(Errno::LOOP) => return Err(refused(path, Unsafe::Link)),
        Err(Errno::ISDIR | Errno::NXIO) => return Err(refused(path, Unsafe::NotAFile)),
        opened => opened.map_err(|error| failed(error.into()))?,
    };
    check(&fstat(&file).map_err(|error| failed(error.into()))?, path)?;
    Ok(File::from(file))
}

/// Returns the metadata of the file `name` in `directory`, with the checks of [`open`]. Returns `None` if it does not exist.
///
/// # Errors
/// As [`open`].
pub(crate) fn metadata(
    directory: impl AsFd,
    name: &Path,
    path: &Path,
    failed: impl Fn(io::Error) -> Error,
) -> Result<Option<Stat>> {
    match statat(directory, name, AtFlags::SYMLINK_NOFOLLOW) {
        Ok(found) => check(&found, path).map(|()| Some(found)),
        Err(Errno::NOENT) => Ok(None),
        Err(error) => Err(failed(error.into())),
    }
}

/// Refuses anything but a regular file that only this user can write to.
fn check(found: &Stat, path: &Path) -> Result<()> {
    match FileType::from_raw_mode(found.st_mode) {
        FileType::RegularFile if found.st_nlink > 1 => return Err(refused(path, Unsafe::HardLinks(links(found)))),
        FileType::RegularFile => {}
        FileType::Symlink => return Err(refused(path, Unsafe::Link)),
        _ => return Err(refused(path, Unsafe::NotAFile)),
    }
    check_access(found, path)
}

/// Refuses a file or directory that belongs to another user, or that others may write to.
///
/// # Errors
/// [`FileError::Unsafe`].
pub(crate) fn check_access(found: &Stat, path: &Path) -> Result<()> {
    if found.st_uid != geteuid().as_raw() {
        return Err(refused(path, Unsafe::OtherOwner(found.st_uid)));
    }
    match permissions(found) {
        mode if mode & WRITABLE_BY_OTHERS != 0 => Err(refused(path, Unsafe::WritableByOthers(mode))),
        _ => Ok(()),
    }
}

// The types of the fields of `Stat` depend on the platform: `st_nlink` has 32 bits on 64-bit Arm, and `st_mode` has 16 on macOS.
// The casts change nothing on x86-64 Linux.

/// Returns the number of hard links.
#[allow(clippy::unnecessary_cast, clippy::cast_lossless)]
fn links(found: &Stat) -> u64 {
    found.st_nlink as u64
}

/// Returns the permission bits.
#[allow(clippy::unnecessary_cast, clippy::cast_lossless)]
fn permissions(found: &Stat) -> u32 {
    found.st_mode as u32 & 0o7777
}

/// Returns the error that a file or directory is refused.
pub(crate) fn refused(path: &Path, why: Unsafe) -> Error {
    Error::File(FileError::Unsafe { path: path.to_owned(), why })
}
