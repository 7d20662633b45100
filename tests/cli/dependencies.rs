//! Dependencies: `deny.toml` allows the licence, the name and the source of each, and none is yanked.

use std::process::Command;

/// The script reports which checks it did. Its output is shown, since the test harness captures only what this process prints.
#[test]
#[ignore = "needs cargo-deny, which tests/run installs"]
fn every_dependency_is_allowed() {
    let check = Command::new("tests/dependencies").current_dir(env!("CARGO_MANIFEST_DIR")).status();
    assert!(check.expect("the script runs").success());
}

/// The engine's rusqlite would bundle 3.49.2, which has CVE-2025-6965 (fixed in 3.50.2) and loses commits when a write-ahead
/// log is reset (fixed in 3.51.3). Source: sqlite.org, "Release History Of SQLite".
#[test]
fn the_sqlite_that_is_built_in_has_these_faults_fixed() {
    let version = rusqlite::version_number();
    assert!(version >= 3_051_003, "{version}");
    // There must be one SQLite only, since a second one would be linked under the same names.
    let lock = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.lock")).expect("Cargo.lock");
    let from_registry = lock
        .split("[[package]]")
        .filter(|package| package.contains("name = \"libsqlite3-sys\"") && package.contains("checksum"));
    assert_eq!(from_registry.count(), 1);
}
