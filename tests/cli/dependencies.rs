//! What is built in: every dependency is what `deny.toml` allows, by its licence, its name and its source.

use std::process::Command;

#[test]
#[ignore = "needs cargo-deny, which tests/run installs"]
fn every_dependency_is_allowed() {
    let deny = std::env::var("CRUDDUR_TEST_DENY").expect("CRUDDUR_TEST_DENY is not set: run tests/run");
    let mut check = Command::new(deny);
    check.args(["--offline", "check", "licenses", "bans", "sources"]).current_dir(env!("CARGO_MANIFEST_DIR"));
    let output = check.output().expect("cargo-deny runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// The engine's rusqlite would bundle 3.49.2, which has CVE-2025-6965 (fixed in 3.50.2) and loses commits when a write-ahead
/// log is reset (fixed in 3.51.3). Source: sqlite.org, "Release History Of SQLite".
#[test]
fn the_sqlite_that_is_built_in_has_these_faults_fixed() {
    let version = rusqlite::version_number();
    assert!(version >= 3_051_003, "{version}");
    // One SQLite alone: another would be linked under the same names.
    let lock = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.lock")).expect("Cargo.lock");
    let from_registry = lock
        .split("[[package]]")
        .filter(|package| package.contains("name = \"libsqlite3-sys\"") && package.contains("checksum"));
    assert_eq!(from_registry.count(), 1);
}
