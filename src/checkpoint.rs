//! Files that say how far something came, so that a run that is killed is gone on with.

use crate::error::{Error, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How often one is written.
pub(crate) const EVERY: Duration = Duration::from_secs(1);

/// Reads a checkpoint of `what`; `None` where there is none yet.
///
/// # Errors
/// [`Error::Unreadable`], and [`Error::Invalid`] for a file that is none.
pub(crate) fn load<T: DeserializeOwned>(path: &Path, what: &str) -> Result<Option<T>> {
    let text = match std::fs::read(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(Error::Unreadable { path: path.to_owned(), source }),
    };
    let checkpoint = serde_json::from_slice(crate::text::without_mark(&text)).map_err(|error| Error::Invalid {
        what: format!("{} is no checkpoint of {what}", path.display()),
        why: error.to_string(),
    })?;
    Ok(Some(checkpoint))
}

/// Writes the file beside its place and then renames it: a run that is killed leaves the old one or the new one.
///
/// # Errors
/// [`Error::Unwritable`].
pub(crate) fn save(path: &Path, checkpoint: &impl Serialize) -> Result<()> {
    let unwritable = |source| Error::Unwritable { path: path.to_owned(), source };
    let text = serde_json::to_vec_pretty(checkpoint).map_err(|error| unwritable(error.into()))?;
    let part = part_of(path);
    std::fs::write(&part, text).and_then(|()| std::fs::rename(&part, path)).map_err(unwritable)
}

/// The file beside `path` that becomes it once it is whole.
pub(crate) fn part_of(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    path.with_file_name(name)
}
