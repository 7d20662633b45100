//! Files that are this user's alone: opened without following a link, and refused where somebody else could have made or
//! changed them.

use crate::error::{Error, FileError, Result, Unsafe};
use rustix::fd::{AsFd, OwnedFd};
use rustix::fs::{AtFlags, FileType, Mode, OFlags, Stat, fstat, openat, statat};
use rustix::io::Errno;
use rustix::process::geteuid;
use std::fs::File;
use std::io;
use std::path::Path;

/// The permissions of a file that is made.
const OWNER_ALONE: Mode = Mode::RUSR.union(Mode::WUSR);

/// The permissions to write that only its owner may have.
const WRITABLE_BY_OTHERS: u32 = 0o022;

/// Opens the file `name` in `directory` to read and to write, making it for its owner alone where it is missing. `path` is what
/// it is called in an error.
///
/// # Errors
/// [`FileError::Unsafe`], and what the operating system says, told by `failed`.
pub(crate) fn open(
    directory: impl AsFd,
    name: &Path,
    path: &Path,
    failed: impl Fn(io::Error) -> Error,
) -> Result<File> {
    // A FIFO would be waited for without NONBLOCK, which means nothing to a regular file.
    let flags = OFlags::RDWR | OFlags::CREATE | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let file: OwnedFd = match openat(directory, name, flags, OWNER_ALONE) {
        Err(Errno::LOOP) => return Err(refused(path, Unsafe::Link)),
        Err(Errno::ISDIR | Errno::NXIO) => return Err(refused(path, Unsafe::NotAFile)),
        opened => opened.map_err(|error| failed(error.into()))?,
    };
    check(&fstat(&file).map_err(|error| failed(error.into()))?, path)?;
    Ok(File::from(file))
}

/// Looks at the file `name` in `directory` as [`open`] would; `None` where there is none.
///
/// # Errors
/// As [`open`].
pub(crate) fn look(
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

/// Refuses what is no file of this user's alone.
fn check(found: &Stat, path: &Path) -> Result<()> {
    match FileType::from_raw_mode(found.st_mode) {
        FileType::RegularFile if found.st_nlink > 1 => return Err(refused(path, Unsafe::HardLinks(links(found)))),
        FileType::RegularFile => {}
        FileType::Symlink => return Err(refused(path, Unsafe::Link)),
        _ => return Err(refused(path, Unsafe::NotAFile)),
    }
    check_access(found, path)
}

/// Refuses what belongs to another user, or what others may write to.
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

// The fields of `Stat` have other types on each platform: `st_nlink` has 32 bits on 64-bit Arm, and `st_mode` has 16 on macOS. The
// casts change nothing on x86-64 Linux.

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

/// That a file is not used.
pub(crate) fn refused(path: &Path, why: Unsafe) -> Error {
    Error::File(FileError::Unsafe { path: path.to_owned(), why })
}
