//! Records of messages whose write has begun and whose answer is not known.
//!
//! The process chooses the id and the time of a message. If the answer is lost, the caller needs both to repeat the write. So
//! they are saved in a file before each attempt, and the file is removed when the answer is known. The same command again reads
//! the file, and its conditional write finds the message that was written instead of writing another one.
//!
//! A process locks its record until it ends. So equal commands at the same time have a record each, and each writes a message. A
//! record without a lock belongs to a process that ended, or whose answer was lost. A record has ids and times, and never the
//! text. It is not synced to the disk: it outlives the process, but maybe not a power failure.

use crate::error::{Error, FileError, Result};
use crate::private::create_directory;
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// How long a record is used. Older records are removed.
pub(crate) const LIFETIME: Duration = Duration::from_secs(24 * 60 * 60);

/// The maximum number of equal commands that can have a record at the same time.
const MAX_RECORDS: u32 = 64;

/// The maximum length of a record, in bytes.
const MAX_LENGTH: u64 = 4_096;

/// The contents of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Kept {
    /// The conversation's id.
    pub(crate) message_group_uuid: String,
    /// The message's id.
    pub(crate) message_uuid: String,
    /// The sort key time of the last attempt.
    #[serde(with = "as_text")]
    pub(crate) created: Timestamp,
    /// The time when the command was first run.
    #[serde(with = "as_text")]
    pub(crate) since: Timestamp,
}

/// A record, locked by this process.
#[derive(Debug)]
pub(crate) struct Record {
    path: PathBuf,
    file: File,
    kept: Option<Kept>,
}

impl Record {
    /// Opens the record with this name that an earlier process left, or creates a record.
    ///
    /// # Errors
    /// [`FileError::Unwritable`] if the directory cannot be used, or if other users can write to it.
    pub(crate) fn open(directory: &Path, name: &str, now: Timestamp) -> Result<Self> {
        let open = || {
            create_directory(directory)?;
            let owner = fs::symlink_metadata(directory)?;
            match left_over(directory, name, &owner, now)? {
                Some(record) => Ok(record),
                None => create(directory, name, &owner),
            }
        };
        open().map_err(|source| Error::File(FileError::Unwritable { path: directory.to_owned(), source }))
    }

    /// Returns what an earlier process saved in it.
    pub(crate) fn earlier(&self) -> Option<&Kept> {
        self.kept.as_ref()
    }

    /// Saves the contents. The file is overwritten in place, because it has the lock. It is short enough for one system call.
    ///
    /// # Errors
    /// [`FileError::Unwritable`].
    pub(crate) fn keep(&mut self, kept: Kept) -> Result<()> {
        if self.kept.as_ref() != Some(&kept) {
            let mut write = || {
                let text = serde_json::to_vec(&kept)?;
                self.file.rewind()?;
                self.file.write_all(&text)?;
                self.file.set_len(text.len() as u64)
            };
            write().map_err(|source| Error::File(FileError::Unwritable { path: self.path.clone(), source }))?;
            self.kept = Some(kept);
        }
        Ok(())
    }

    /// Removes the record when the answer is known. The file is emptied first, so that it has no contents if it cannot be
    /// removed.
    pub(crate) fn remove(self) {
        self.file.set_len(0).ok();
        fs::remove_file(&self.path).ok();
    }
}

/// Locks a record that has no lock, and removes the records that are too old.
fn left_over(directory: &Path, name: &str, owner: &Metadata, now: Timestamp) -> io::Result<Option<Record>> {
    let mut found = None;
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        let is_ours = path.file_stem().is_some_and(|stem| stem == name);
        if !is_ours && !is_old(&path) {
            continue;
        }
        let Some(mut file) = take(&path, owner)? else { continue };
        let kept = read(&mut file)?.filter(|kept| kept.since.micros_since(now).unsigned_abs() <= micros(LIFETIME));
        let record = Record { path, file, kept };
        if record.kept.is_some() && is_ours && found.is_none() {
            found = Some(record);
        } else if record.kept.is_none() {
            record.remove();
        }
    }
    Ok(found)
}

/// Creates a record with a number that is free.
fn create(directory: &Path, name: &str, owner: &Metadata) -> io::Result<Record> {
    for slot in 0..MAX_RECORDS {
        let path = directory.join(format!("{name}.{slot}"));
        let mut options = OpenOptions::new();
        options.read(true).write(true).create_new(true);
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        match options.open(&path) {
            Ok(file) if !has_owner(&file.metadata()?, owner) => {
                fs::remove_file(&path)?;
                return Err(io::Error::new(ErrorKind::PermissionDenied, "it belongs to another user"));
            }
            // Another process may have locked the new file before this one.
            Ok(file) if file.try_lock().is_ok() && is_at(&file, &path)? => {
                return Ok(Record { path, file, kept: None });
            }
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::new(ErrorKind::ResourceBusy, "too many equal commands are running"))
}

/// Locks the file of a record. Returns `None` if another process has locked it, or if it is not a record of this user.
fn take(path: &Path, owner: &Metadata) -> io::Result<Option<File>> {
    let is_record = |found: &Metadata| found.is_file() && has_owner(found, owner);
    if !fs::symlink_metadata(path).is_ok_and(|found| is_record(&found)) {
        return Ok(None);
    }
    let file = match OpenOptions::new().read(true).write(true).open(path) {
        Ok(file) => file,
        // Another process has removed it meanwhile.
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    Ok((file.try_lock().is_ok() && is_at(&file, path)?).then_some(file))
}

/// Reads a record. Returns `None` if it is empty or damaged.
fn read(file: &mut File) -> io::Result<Option<Kept>> {
    let mut text = Vec::new();
    file.rewind()?;
    file.take(MAX_LENGTH).read_to_end(&mut text)?;
    Ok(serde_json::from_slice(&text).ok())
}

/// Returns whether a file was last written before the lifetime of a record.
fn is_old(path: &Path) -> bool {
    let modified = fs::symlink_metadata(path).and_then(|found| found.modified());
    modified.is_ok_and(|at| SystemTime::now().duration_since(at).is_ok_and(|age| age > LIFETIME))
}

fn micros(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX)
}

/// Returns whether a path still leads to an open file, and not through a link.
fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let id = |found: Metadata| (found.dev(), found.ino());
    match fs::symlink_metadata(path) {
        Ok(found) => Ok(id(found) == id(file.metadata()?)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Returns whether a file has the owner of the directory.
fn has_owner(found: &Metadata, directory: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    found.uid() == directory.uid()
}

/// Serializes times as text.
mod as_text {
    use super::Timestamp;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(at: &Timestamp, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(at)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Timestamp, D::Error> {
        Timestamp::parse(&String::deserialize(from)?).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        Timestamp::parse("2026-11-22T12:00:00Z").unwrap()
    }

    fn kept(uuid: &str) -> Kept {
        Kept { message_group_uuid: "g".to_owned(), message_uuid: uuid.to_owned(), created: now().next(), since: now() }
    }

    fn left(directory: &Path, uuid: &str) {
        Record::open(directory, "name", now()).unwrap().keep(kept(uuid)).unwrap();
    }

    #[test]
    fn what_was_left_behind_is_taken_up_once() {
        let directory = tempfile::tempdir().unwrap();
        let directory = directory.path().join("state/pending");
        left(&directory, "first");
        let record = Record::open(&directory, "name", now()).unwrap();
        assert_eq!(record.earlier(), Some(&kept("first")));
        // An equal command at the same moment has a record of its own, and so has another command.
        assert_eq!(Record::open(&directory, "name", now()).unwrap().earlier(), None);
        assert_eq!(Record::open(&directory, "other", now()).unwrap().earlier(), None);
        record.remove();
        assert_eq!(Record::open(&directory, "name", now()).unwrap().earlier(), None);
    }

    #[test]
    fn a_record_ends_after_a_day() {
        let directory = tempfile::tempdir().unwrap();
        let directory = directory.path().join("pending");
        left(&directory, "first");
        let day = |days: i64| now().plus_seconds(days * 24 * 60 * 60);
        assert!(Record::open(&directory, "name", day(1)).unwrap().earlier().is_some());
        // A record from the future, after the clock was set back, is used too.
        assert!(Record::open(&directory, "name", day(-1)).unwrap().earlier().is_some());
        assert!(Record::open(&directory, "name", day(1).next()).unwrap().earlier().is_none());
    }

    #[test]
    fn a_damaged_record_says_nothing() {
        let directory = tempfile::tempdir().unwrap();
        let directory = directory.path().join("pending");
        for text in ["", "{", "[]", r#"{"message_uuid":"m"}"#, "\0\0\0"] {
            left(&directory, "first");
            fs::write(directory.join("name.0"), text).unwrap();
            assert_eq!(Record::open(&directory, "name", now()).unwrap().earlier(), None, "{text:?}");
        }
    }

    #[test]
    fn it_is_its_owners_alone_and_follows_no_link() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let top = tempfile::tempdir().unwrap();
        let directory = top.path().join("state/pending");
        left(&directory, "first");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&directory), mode(&directory.join("name.0"))), (0o700, 0o600));
        // A link or a directory with the name of a record is left unchanged.
        fs::remove_file(directory.join("name.0")).unwrap();
        let target = top.path().join("target");
        fs::write(&target, serde_json::to_vec(&kept("theirs")).unwrap()).unwrap();
        symlink(&target, directory.join("name.0")).unwrap();
        fs::create_dir(directory.join("name.1")).unwrap();
        let mut record = Record::open(&directory, "name", now()).unwrap();
        assert_eq!((record.earlier(), record.path.as_path()), (None, directory.join("name.2").as_path()));
        record.keep(kept("ours")).unwrap();
        assert!(fs::read_to_string(&target).unwrap().contains("theirs"));
        // A directory that is a link, or that others can write to, is refused.
        symlink(&directory, top.path().join("link")).unwrap();
        assert!(Record::open(&top.path().join("link"), "name", now()).is_err());
        fs::set_permissions(&directory, fs::Permissions::from_mode(0o777)).unwrap();
        assert!(Record::open(&directory, "name", now()).is_err());
    }
}
