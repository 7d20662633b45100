//! Where the directory of the embedded stores is.

use super::Request;
use std::fs::{self, Metadata};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// The name of the directory, unless a variable names another directory.
pub(super) const NAME: &str = ".cruddur";

/// The variable that names another directory.
pub(super) const VARIABLE: &str = "CRUDDUR_HOME";

/// Returns the directory that a command uses if no variable names one.
pub(super) fn found(request: &Request<'_>) -> PathBuf {
    find(&request.directory, request.var("HOME").as_deref().map(Path::new))
}

/// Returns the directory that a command in the directory `working` uses. It is searched as git searches `.git`: in `working`,
/// then in each parent directory. The search ends at `user`, the user's home directory, and at the end of the file system. If
/// nothing is found, the result is the directory in `working`, as a relative path.
fn find(working: &Path, user: Option<&Path>) -> PathBuf {
    let exists = |directory: &Path| fs::symlink_metadata(directory.join(NAME)).is_ok();
    if exists(working) {
        return PathBuf::from(NAME);
    }
    let found = parents(working, user).into_iter().find(|parent| exists(parent));
    found.map_or_else(|| PathBuf::from(NAME), |parent| parent.join(NAME))
}

/// Returns the directories above `working`, the nearest first, up to the user's home directory or the root of the file system.
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

/// Returns the device and the inode, which identify a file.
fn id(found: &Metadata) -> (u64, u64) {
    (found.dev(), found.ino())
}
