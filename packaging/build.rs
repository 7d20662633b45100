//! The build script: what `cruddur --version --output json` says of the build.

use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo:rerun-if-changed=packaging/build.rs");
    let variable = |name| std::env::var(name).unwrap_or_default();
    println!("cargo:rustc-env=BUILD_TARGET={}", variable("TARGET"));
    // After each commit, a build would compile the package again. Only a release needs that.
    let commit = if variable("PROFILE") == "release" { commit() } else { None };
    println!("cargo:rustc-env=BUILD_COMMIT={}", commit.unwrap_or_default());
}

/// Returns the commit of the repository that the package is the root of, and has cargo watch it. Returns `None` without git or without
/// a repository. A repository around an unpacked archive has another commit.
fn commit() -> Option<String> {
    let found =
        Command::new("git").args(["rev-parse", "--show-prefix", "--git-path", "logs/HEAD", "HEAD"]).output().ok()?;
    let text = String::from_utf8(found.stdout).ok().filter(|_| found.status.success())?;
    let mut lines = text.lines();
    let (prefix, log, commit) = (lines.next()?, lines.next()?, lines.next()?);
    if !prefix.is_empty() {
        return None;
    }
    // The log of HEAD changes with every commit and checkout. For a path that does not exist, every build would run this again.
    if Path::new(log).exists() {
        println!("cargo:rerun-if-changed={log}");
    }
    Some(commit.to_owned())
}
