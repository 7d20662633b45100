//! The file that an export is written into until it is whole, beside the one that it becomes.
//!
//! For `items.jsonl` it is `items.jsonl.ID.tmp`, or `items.jsonl.ID.part` where a checkpoint resumes it; the ID is random.
//! One export has a name at a time, by a lock on `.items.jsonl.cruddur-lock`. So a `.tmp` that an export finds was left by one
//! that was killed, and is removed.

use crate::error::{Error, FileError, Result};
use crate::private;
use crate::transfer::digest::hex;
use rustix::fs::CWD;
use sha2::{Digest as _, Sha256};
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::os::unix::fs::{FileTypeExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// How much of a file that is resumed is read at once.
const BUFFER: usize = 1 << 16;

/// How many digits an ID has.
const DIGITS: usize = 12;

/// How often a name is tried that another process takes or removes at the same moment.
const TRIES: usize = 10;

/// A file that is free to be written, and that no other process exports into.
pub struct ExportTarget {
    pub(super) path: PathBuf,
    pub(super) replaces: bool,
    /// `None` for what is written through.
    pub(super) lock: Option<TargetLock>,
}

impl ExportTarget {
    /// Claims a file of this name; `replaces` is whether one that is there is replaced. A FIFO and `/dev/null` are written to as
    /// they are.
    ///
    /// # Errors
    /// [`FileError::Exists`], [`FileError::Busy`] where another process exports into it, [`FileError::NotRegular`] for a directory, a
    /// socket or another device, [`FileError::Unsafe`] for a lock that is not this user's, and [`FileError::Unwritable`].
    pub fn claim(path: &Path, replaces: bool) -> Result<Self> {
        let path = path.to_owned();
        if is_written_through(&path)? {
            return Ok(Self { path, replaces, lock: None });
        }
        let lock = TargetLock::take(&path)?;
        match exists(&path) && !replaces {
            true => Err(Error::File(FileError::Exists { path })),
            false => Ok(Self { path, replaces, lock: Some(lock) }),
        }
    }
}

/// Whether an export has to be written straight into what `path` leads to, since that is no file that can take its name once it
/// is whole: a FIFO, `/dev/null`, or a file that another process has opened, such as `/dev/stderr`.
///
/// # Errors
/// [`FileError::NotRegular`] for a directory, a socket or another device, and [`FileError::Unwritable`].
fn is_written_through(path: &Path) -> Result<bool> {
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

/// The directory of a path, without links as far as it is there.
fn directory_of(path: &Path) -> PathBuf {
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::canonicalize(directory).unwrap_or_else(|_| directory.to_owned())
}

/// Opens what is written through. Blocks the thread until a FIFO has a reader.
pub(super) fn open_through(path: &Path) -> Result<File> {
    OpenOptions::new().append(true).open(path).map_err(|source| unwritable(path, source))
}

/// Whether two paths name the same place, whether there is a file or not.
pub(super) fn is_same_place(one: &Path, other: &Path) -> bool {
    one.file_name() == other.file_name() && directory_of(one) == directory_of(other)
}

/// The right to write a file of this name: no other export has it meanwhile.
pub(super) struct TargetLock {
    path: PathBuf,
    _file: File,
}

impl TargetLock {
    /// Takes the lock of `target`.
    fn take(target: &Path) -> Result<Self> {
        let path = beside(target, ".", ".cruddur-lock");
        let failed = |source| unwritable(target, source);
        for _ in 0..TRIES {
            let file = private::open(CWD, &path, &path, failed)?;
            match file.try_lock() {
                Ok(()) if is_at(&file, &path).map_err(failed)? => return Ok(Self { path, _file: file }),
                // Whoever had it has removed it.
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => break,
                Err(TryLockError::Error(error)) => return Err(failed(error)),
            }
        }
        Err(Error::File(FileError::Busy { path: target.to_owned() }))
    }
}

impl Drop for TargetLock {
    /// Removes the file while it is locked, so that nobody else's is removed.
    fn drop(&mut self) {
        fs::remove_file(&self.path).ok();
    }
}

/// A file that becomes `target`.
pub(super) struct Partial {
    pub(super) file: File,
    pub(super) id: String,
    path: PathBuf,
    target: PathBuf,
    replaces: bool,
    _lock: TargetLock,
}

impl Partial {
    /// Makes a new file for `target`, and removes what exports that were killed have left. `is_kept` is whether a checkpoint
    /// resumes it.
    ///
    /// # Errors
    /// [`FileError::Unwritable`].
    pub(super) fn create(target: &Path, lock: TargetLock, replaces: bool, is_kept: bool) -> Result<Self> {
        remove_left_behind(target);
        let mut tries = 0..TRIES;
        loop {
            let id = format!("{:012x}", fastrand::u64(..1 << 48));
            let path = part_of(target, &id, if is_kept { "part" } else { "tmp" });
            match OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(&path) {
                Ok(file) => return Ok(Self { file, id, path, target: target.to_owned(), replaces, _lock: lock }),
                Err(error) if error.kind() == ErrorKind::AlreadyExists && tries.next().is_some() => {}
                Err(error) => return Err(unwritable(target, error)),
            }
        }
    }

    /// Opens the file of this ID at the end of what is whole of it, `bytes` of this digest; what is behind is written again.
    /// Returns the digest so far, too. Blocks the thread.
    ///
    /// # Errors
    /// [`FileError::Changed`] where it is not as it was left, [`FileError::Unsafe`] and [`FileError::Unwritable`].
    pub(super) fn resume(
        target: &Path,
        lock: TargetLock,
        replaces: bool,
        id: &str,
        bytes: u64,
        digest: &str,
    ) -> Result<(Self, Sha256)> {
        let path = part_of(target, id, "part");
        let failed = |source| unwritable(&path, source);
        let changed = || Error::File(FileError::Changed { path: path.clone() });
        if !is_id(id) || private::metadata(CWD, &path, &path, failed)?.is_none() {
            return Err(changed());
        }
        let mut file = private::open(CWD, &path, &path, failed)?;
        let found = digest_of(&file, bytes).map_err(failed)?.filter(|found| hex(&found.clone().finalize()) == digest);
        let found = found.ok_or_else(changed)?;
        file.set_len(bytes).and_then(|()| file.seek(SeekFrom::End(0))).map_err(failed)?;
        Ok((
            Self { file, id: id.to_owned(), path: path.clone(), target: target.to_owned(), replaces, _lock: lock },
            found,
        ))
    }

    /// Gives the file its name. One that appeared meanwhile is not replaced, unless that was allowed.
    ///
    /// # Errors
    /// [`FileError::Exists`] and [`FileError::Unwritable`].
    pub(super) fn finish(&self) -> Result<()> {
        let failed = |source| unwritable(&self.target, source);
        self.file.sync_all().map_err(failed)?;
        if !self.replaces {
            match fs::hard_link(&self.path, &self.target) {
                Ok(()) => return fs::remove_file(&self.path).map_err(failed),
                Err(_) if exists(&self.target) => {
                    return Err(Error::File(FileError::Exists { path: self.target.clone() }));
                }
                // This file system has no hard links.
                Err(_) => {}
            }
        }
        fs::rename(&self.path, &self.target).map_err(failed)
    }

    /// Removes the file.
    pub(super) fn remove(&self) {
        fs::remove_file(&self.path).ok();
    }
}

/// Whether something has this name, be it a link that leads nowhere.
fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// The digest of the first `bytes` of a file; `None` where it has fewer.
fn digest_of(file: &File, bytes: u64) -> io::Result<Option<Sha256>> {
    let mut whole = file.take(bytes);
    let (mut digest, mut buffer, mut read) = (Sha256::new(), vec![0; BUFFER], 0);
    loop {
        match whole.read(&mut buffer)? {
            0 => return Ok((read == bytes).then_some(digest)),
            count => {
                digest.update(&buffer[..count]);
                read += count as u64;
            }
        }
    }
}

/// Removes what exports of this name that were killed have left, but for what a checkpoint resumes. The name is locked.
fn remove_left_behind(target: &Path) {
    let name = target.file_name().unwrap_or_default().as_encoded_bytes();
    let is_left = |found: &[u8]| {
        let id = found.strip_prefix(name).and_then(|rest| rest.strip_prefix(b".")?.strip_suffix(b".tmp"));
        id.is_some_and(|id| std::str::from_utf8(id).is_ok_and(is_id))
    };
    for entry in fs::read_dir(directory_of(target)).into_iter().flatten().flatten() {
        if is_left(entry.file_name().as_encoded_bytes()) {
            // One that cannot be removed stands in nobody's way.
            fs::remove_file(entry.path()).ok();
        }
    }
}

fn is_id(text: &str) -> bool {
    text.len() == DIGITS && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn part_of(target: &Path, id: &str, ending: &str) -> PathBuf {
    beside(target, "", &format!(".{id}.{ending}"))
}

/// The file beside `path` whose name is that of `path` between these two.
fn beside(path: &Path, before: &str, after: &str) -> PathBuf {
    let mut name = OsString::from(before);
    name.push(path.file_name().unwrap_or_default());
    name.push(after);
    path.with_file_name(name)
}

fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    let open = file.metadata()?;
    match fs::symlink_metadata(path) {
        Ok(named) => Ok((open.dev(), open.ino()) == (named.dev(), named.ino())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

pub(super) fn unwritable(path: &Path, source: io::Error) -> Error {
    Error::File(FileError::Unwritable { path: path.to_owned(), source })
}
