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
