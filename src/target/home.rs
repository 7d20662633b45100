//! The directory of the embedded stores: where it is looked for.

use std::fs::{self, Metadata};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// The name of the directory, unless a variable names another one.
pub(super) const NAME: &str = ".cruddur";

/// The directory that a command which runs in `working` uses: the one in it, or else the one in the nearest parent directory, as
/// git finds its own. `user` is the user's home directory, above which none is looked for, nor beyond the file system of
/// `working`. Where there is none it is the one in `working`, by a relative path.
pub(super) fn find(working: &Path, user: Option<&Path>) -> PathBuf {
    let is_there = |directory: &Path| fs::symlink_metadata(directory.join(NAME)).is_ok();
    if is_there(working) {
        return PathBuf::from(NAME);
    }
    let found = parents(working, user).into_iter().find(|parent| is_there(parent));
    found.map_or_else(|| PathBuf::from(NAME), |parent| parent.join(NAME))
}

/// The directories above `working`, the nearest first, up to the user's home directory or the root of the file system.
fn parents<'a>(working: &'a Path, user: Option<&Path>) -> Vec<&'a Path> {
    let user = user.and_then(|user| fs::metadata(user).ok());
    let is_last = |below: &Metadata| user.as_ref().is_some_and(|user| id(user) == id(below));
    let mut parents = Vec::new();
    let mut below = fs::metadata(working).ok();
    for parent in working.ancestors().skip(1) {
        let found = fs::metadata(parent).ok();
        match (below, &found) {
            (Some(below), Some(found)) if !is_last(&below) && below.dev() == found.dev() => parents.push(parent),
            _ => break,
        }
        below = found;
    }
    parents
}

fn id(found: &Metadata) -> (u64, u64) {
    (found.dev(), found.ino())
}
