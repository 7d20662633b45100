//! Checkpoint files. A checkpoint records the progress of a run, so that it can be resumed after it was killed.

use crate::error::{Error, FileError, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How often a checkpoint is written.
pub(crate) const SAVE_INTERVAL: Duration = Duration::from_secs(1);

/// The version of the checkpoints of imports and exports. Version 1 had no version field. Version 2 did not name the partial file
/// of an export.
pub(crate) const VERSION: u32 = 3;

/// The limit of a checkpoint that is read, in bytes.
const MAX_SIZE: usize = 1 << 20;

/// Reads a checkpoint of `what`; `None` if the file does not exist.
///
/// # Errors
/// [`FileError::Unreadable`], [`FileError::NotRegular`] for a pipe, a device or a directory, and [`Error::Invalid`] for a file that
/// is not a checkpoint.
pub(crate) fn load<T: DeserializeOwned>(path: &Path, what: &str) -> Result<Option<T>> {
    read(path)?.map(|text| parse(&text, path, what)).transpose()
}

/// As [`load`], for a checkpoint that has a `version`, which must be [`VERSION`].
///
/// # Errors
/// As [`load`], and [`Error::Invalid`] for another version.
pub(crate) fn load_versioned<T: DeserializeOwned>(path: &Path, what: &str) -> Result<Option<T>> {
    let Some(text) = read(path)? else { return Ok(None) };
    let fields: serde_json::Map<String, serde_json::Value> = parse(&text, path, what)?;
    let version = fields.get("version").map_or(Some(1), serde_json::Value::as_u64).unwrap_or_default();
    if version == u64::from(VERSION) {
        return parse(&text, path, what).map(Some);
    }
    Err(Error::Invalid {
        what: format!("{} is a checkpoint of version {version}", path.display()),
        why: format!("this cruddur resumes from version {VERSION}; remove the file to begin again"),
    })
}

fn read(path: &Path) -> Result<Option<Vec<u8>>> {
    match std::fs::metadata(path) {
        Ok(found) if !found.is_file() => return Err(Error::File(FileError::NotRegular { path: path.to_owned() })),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        _ => {}
    }
    let read = File::open(path).and_then(|file| crate::text::read_all(file, MAX_SIZE));
    read.map(Some).map_err(|source| Error::File(FileError::Unreadable { path: path.to_owned(), source }))
}

fn parse<T: DeserializeOwned>(text: &[u8], path: &Path, what: &str) -> Result<T> {
    serde_json::from_slice(crate::text::without_mark(text)).map_err(|error| Error::Invalid {
        what: format!("{} is no checkpoint of {what}", path.display()),
        why: error.to_string(),
    })
}

/// Writes a temporary file next to `path`, then renames it to `path`. A run that is killed leaves the old checkpoint or the new
/// one. So do two runs at the same time, since each has a temporary file of its own. Only the owner can read the file.
///
/// # Errors
/// [`FileError::Unwritable`].
pub(crate) fn save(path: &Path, checkpoint: &impl Serialize) -> Result<()> {
    let write = || {
        let text = serde_json::to_vec_pretty(checkpoint)?;
        let part = beside(path, &format!(".{}.part", std::process::id()));
        // The name may belong to a file that an earlier process with the same id left, or to a link that another user made. It is
        // removed, so that nothing is written through it.
        remove(&part)?;
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&part)?;
        let written = file.write_all(&text).and_then(|()| file.sync_all()).and_then(|()| std::fs::rename(&part, path));
        written.inspect_err(|_| drop(std::fs::remove_file(&part)))
    };
    write().map_err(|source| Error::File(FileError::Unwritable { path: path.to_owned(), source }))
}

/// Removes a checkpoint that is no longer needed. A missing file is not an error.
///
/// # Errors
/// [`FileError::Unwritable`].
pub(crate) fn finish(path: &Path) -> Result<()> {
    remove(path).map_err(|source| Error::File(FileError::Unwritable { path: path.to_owned(), source }))
}

fn remove(path: &Path) -> std::io::Result<()> {
    std::fs::remove_file(path).or_else(|error| match error.kind() {
        ErrorKind::NotFound => Ok(()),
        _ => Err(error),
    })
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(ending);
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Serialize, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct State {
        version: u32,
        items: u64,
    }

    #[test]
    fn another_version_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("mark");
        assert_eq!(load_versioned::<State>(&path, "a test").unwrap(), None);
        let state = State { version: VERSION, items: 7 };
        save(&path, &state).unwrap();
        assert_eq!(load_versioned::<State>(&path, "a test").unwrap(), Some(state));
        for (text, says) in [
            ("{\"items\": 7}", "of version 1"),
            ("{\"version\": 4, \"items\": 7}", "of version 4"),
            ("{\"version\": 2}", "of version 2"),
            ("{\"version\": 3}", "no checkpoint of a test"),
            ("", "no checkpoint of a test"),
        ] {
            std::fs::write(&path, text).unwrap();
            let error = load_versioned::<State>(&path, "a test").unwrap_err().to_string();
            assert!(error.contains(says), "{error}");
        }
        finish(&path).unwrap();
        finish(&path).unwrap();
    }

    #[test]
    fn a_link_in_its_place_is_not_followed() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let dir = tempfile::tempdir().unwrap();
        let (path, victim) = (dir.path().join("mark"), dir.path().join("victim"));
        std::fs::write(&victim, "precious").unwrap();
        symlink(&victim, beside(&path, &format!(".{}.part", std::process::id()))).unwrap();
        // Renaming replaces a link, too.
        symlink(&victim, &path).unwrap();
        save(&path, &State { version: VERSION, items: 1 }).unwrap();
        assert_eq!(std::fs::read_to_string(&victim).unwrap(), "precious");
        let file = std::fs::symlink_metadata(&path).unwrap();
        assert!(file.is_file());
        assert_eq!(file.permissions().mode() & 0o777, 0o600);
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 2);
    }
}
