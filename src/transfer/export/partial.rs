//! The partial file, which an export writes until it is complete.
//!
//! For `items.jsonl` it is `items.jsonl.ID.tmp`, or `items.jsonl.ID.part` if a checkpoint can resume it. The ID is random. Only
//! one export at a time has the name `items.jsonl`, so a `.tmp` file that an export finds is from one that was killed, and is
//! removed.

use super::target::{TargetLock, beside, directory_of, exists, unwritable};
use crate::error::{Error, FileError, Result};
use crate::private;
use crate::transfer::digest::hex;
use rustix::fs::CWD;
use sha2::{Digest as _, Sha256};
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// The size of the buffer that reads a file to be resumed.
const BUFFER: usize = 1 << 16;

/// The number of hexadecimal digits of an ID.
const ID_DIGITS: usize = 12;

/// How often another ID is tried, if a file has the name already.
const MAX_TRIES: usize = 10;

/// A file that is renamed to `target` when it is complete.
pub(super) struct Partial {
    pub(super) file: File,
    pub(super) id: String,
    path: PathBuf,
    target: PathBuf,
    replaces: bool,
    _lock: TargetLock,
}

impl Partial {
    /// Creates a file for `target`, and removes the files of exports that were killed. `is_resumable` is whether a checkpoint can
    /// resume it.
    ///
    /// # Errors
    /// [`FileError::Unwritable`].
    pub(super) fn create(target: &Path, lock: TargetLock, replaces: bool, is_resumable: bool) -> Result<Self> {
        remove_leftovers(target);
        let mut tries = 0..MAX_TRIES;
        loop {
            let id = format!("{:012x}", fastrand::u64(..1 << 48));
            let path = partial_path(target, &id, if is_resumable { "part" } else { "tmp" });
            match OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(&path) {
                Ok(file) => return Ok(Self { file, id, path, target: target.to_owned(), replaces, _lock: lock }),
                Err(error) if error.kind() == ErrorKind::AlreadyExists && tries.next().is_some() => {}
                Err(error) => return Err(unwritable(target, error)),
            }
        }
    }

    /// Opens the file with this ID. Its first `bytes` bytes must have this digest, and the bytes after them are removed. Returns the file,
    /// positioned at its end, and the digest. Blocks the thread.
    ///
    /// # Errors
    /// [`FileError::Changed`] if the file does not exist or has another digest, [`FileError::Unsafe`] and [`FileError::Unwritable`].
    pub(super) fn resume(
        target: &Path,
        lock: TargetLock,
        replaces: bool,
        id: &str,
        bytes: u64,
        digest: &str,
    ) -> Result<(Self, Sha256)> {
        let path = partial_path(target, id, "part");
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

    /// Renames the file to its target. A file that another process created meanwhile is replaced only if that is allowed.
    ///
    /// # Errors
    /// [`FileError::Exists`] and [`FileError::Unwritable`].
    pub(super) fn finish(&self) -> Result<()> {
        let failed = |source| unwritable(&self.target, source);
        self.file.sync_all().map_err(failed)?;
        if !self.replaces {
            // Unlike a rename, a link fails if the target exists.
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

/// Returns the digest of the first `bytes` bytes of a file; `None` if it has fewer.
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

/// Removes the `.tmp` files of exports to `target` that were killed. The caller has the lock of `target`.
fn remove_leftovers(target: &Path) {
    let name = target.file_name().unwrap_or_default().as_encoded_bytes();
    let is_leftover = |found: &[u8]| {
        let id = found.strip_prefix(name).and_then(|rest| rest.strip_prefix(b".")?.strip_suffix(b".tmp"));
        id.is_some_and(|id| std::str::from_utf8(id).is_ok_and(is_id))
    };
    for entry in fs::read_dir(directory_of(target)).into_iter().flatten().flatten() {
        if is_leftover(entry.file_name().as_encoded_bytes()) {
            // A file that cannot be removed does no harm.
            fs::remove_file(entry.path()).ok();
        }
    }
}

fn is_id(text: &str) -> bool {
    text.len() == ID_DIGITS && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn partial_path(target: &Path, id: &str, ending: &str) -> PathBuf {
    beside(target, "", &format!(".{id}.{ending}"))
}
