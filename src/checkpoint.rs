//! Checkpoint files. A checkpoint records the progress of a run, so that it can be resumed after it was killed.

use crate::error::{Error, FileError, Result};
use crate::private;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fs::File;
use std::io::ErrorKind;
use std::path::Path;
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

/// Writes a checkpoint in place of the one before. A run that is killed leaves the old one or the new one. Only the owner can read
/// the file.
///
/// # Errors
/// [`FileError::Unwritable`].
pub(crate) fn save(path: &Path, checkpoint: &impl Serialize) -> Result<()> {
    let text = serde_json::to_vec_pretty(checkpoint).map_err(std::io::Error::from);
    let written = text.and_then(|text| private::replace(path, &text));
    written.map_err(|source| Error::File(FileError::Unwritable { path: path.to_owned(), source }))
}

/// Removes a checkpoint that is no longer needed. A missing file is not an error.
///
/// # Errors
/// [`FileError::Unwritable`].
pub(crate) fn finish(path: &Path) -> Result<()> {
    private::remove(path).map_err(|source| Error::File(FileError::Unwritable { path: path.to_owned(), source }))
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
}
