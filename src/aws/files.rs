//! A limit on the profile files of AWS, which the SDK reads as a whole.

use crate::error::{Error, Result};
use crate::text::too_large;
use std::fs::File;
use std::io::{Read, copy, sink};
use std::os::unix::fs::FileTypeExt;
use std::path::{Path, PathBuf};

/// The limit of a file, in bytes.
const MAX_SIZE: usize = 1 << 20;

/// The variables that name the files, and where they are below the home directory without.
const FILES: [(&str, &str); 2] =
    [("AWS_CONFIG_FILE", ".aws/config"), ("AWS_SHARED_CREDENTIALS_FILE", ".aws/credentials")];

/// Refuses profile files that are too large. `var` looks up an environment variable.
///
/// # Errors
/// [`Error::SettingsFile`]
pub(crate) fn check_profile_files(var: impl Fn(&str) -> Option<String>) -> Result<()> {
    for (variable, default) in FILES {
        let path = var(variable).map(PathBuf::from).or_else(|| Some(Path::new(&var("HOME")?).join(default)));
        if let Some(path) = path
            && is_too_large(&path)
        {
            return Err(Error::SettingsFile { path, why: too_large(MAX_SIZE).to_string() });
        }
    }
    Ok(())
}

/// Whether a file is too large, as far as that shows without taking anything out of a pipe. What cannot be read is the SDK's to tell.
fn is_too_large(path: &Path) -> bool {
    let Ok(metadata) = std::fs::metadata(path) else { return false };
    let length = if metadata.file_type().is_char_device() {
        let read = |file: File| copy(&mut file.take(MAX_SIZE as u64 + 1), &mut sink());
        File::open(path).and_then(read).unwrap_or_default()
    } else {
        metadata.len()
    };
    length > MAX_SIZE as u64
}
