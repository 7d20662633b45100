//! Files that only this user can write to. They are opened without following a link. A file that another user could have created
//! or changed is refused.

use crate::error::{Error, FileError, Result, Unsafe};
use rustix::fd::{AsFd, OwnedFd};
use rustix::fs::{AtFlags, FileType, Mode, OFlags, Stat, fstat, openat, statat};
use rustix::io::Errno;
use rustix::process::geteuid;
use std::fs::{DirBuilder, File, OpenOptions, remove_file, rename, symlink_metadata};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
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

/// Writes a temporary file beside `path`, then renames it to `path`. Who reads `path` finds the old text or the new one, also when
/// two processes write at once, since each has a temporary file of its own. Only the owner can read the file.
///
/// # Errors
/// The errors of the operating system.
pub(crate) fn replace(path: &Path, text: &[u8]) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    let part = path.with_file_name(name);
    // The name may belong to a file that an earlier process with the same id left, or to a link that another user made. It is removed,
    // so that nothing is written through it.
    remove(&part)?;
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&part)?;
    let written = file.write_all(text).and_then(|()| file.sync_all()).and_then(|()| rename(&part, path));
    written.inspect_err(|_| drop(remove_file(&part)))
}

/// Removes a file. A missing file is not an error.
///
/// # Errors
/// The errors of the operating system.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    remove_file(path).or_else(|error| match error.kind() {
        ErrorKind::NotFound => Ok(()),
        _ => Err(error),
    })
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn a_link_in_the_place_of_a_file_is_not_followed() {
        let dir = tempfile::tempdir().unwrap();
        let (path, victim) = (dir.path().join("mark"), dir.path().join("victim"));
        std::fs::write(&victim, "precious").unwrap();
        symlink(&victim, dir.path().join(format!("mark.{}.part", std::process::id()))).unwrap();
        // Renaming replaces a link, too.
        symlink(&victim, &path).unwrap();
        replace(&path, b"new").unwrap();
        assert_eq!(std::fs::read_to_string(&victim).unwrap(), "precious");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "new");
        let file = symlink_metadata(&path).unwrap();
        assert!(file.is_file());
        assert_eq!(file.permissions().mode() & 0o777, 0o600);
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 2);
    }
}
