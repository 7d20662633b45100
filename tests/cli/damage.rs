//! Damaged embedded stores are named with a hint, and never overwritten.

use crate::support::{Output, World};
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

fn file(world: &World, name: &str) -> PathBuf {
    world.dir().join(".cruddur").join(name)
}

#[track_caller]
fn assert_named(output: Output, name: &str) {
    let output = output.fails_with(1);
    assert!(output.stderr.contains(&format!("error: the embedded store .cruddur/{name} is damaged: ")), "{output}");
    assert!(output.stderr.contains("hint: copy .cruddur"), "{output}");
    assert!(!output.stderr.contains("in a while") && !output.stderr.contains("malformed"), "{output}");
}

/// Overwrites page `at` of `messages.db`, and returns the new content of the file.
fn tear(world: &World, at: usize, with: u8) -> Vec<u8> {
    let path = file(world, "messages.db");
    let mut bytes = fs::read(&path).unwrap();
    bytes[at * 4_096..(at + 1) * 4_096].fill(with);
    fs::write(&path, &bytes).unwrap();
    bytes
}

/// Damages every page of the file in turn. A scan must not succeed with fewer items.
#[test]
fn a_torn_page_is_never_read_as_fewer_items() {
    let world = World::seeded();
    let whole = world.items();
    let path = file(&world, "messages.db");
    let bytes = fs::read(&path).unwrap();
    let (mut named, mut torn) = (0, 0);
    for at in 1..bytes.len() / 4_096 {
        for with in [0, 0xff] {
            torn += 1;
            let left = tear(&world, at, with);
            let scan = world.run(["ddb", "scan", "--raw", "--output", "json"]);
            if scan.status == 0 {
                // A scan does not read this page.
                let mut items = scan.rows();
                items.sort_by_key(|item| format!("{} {}", item["pk"], item["sk"]));
                assert_eq!(items, whole, "page {at}");
            } else {
                assert_named(scan, "messages.db");
                named += 1;
                assert_eq!(fs::read(&path).unwrap(), left, "page {at} was written to");
            }
            fs::write(&path, &bytes).unwrap();
        }
    }
    assert!(named > 0 && torn > named, "{named} of {torn}");
}

#[test]
fn doctor_runs_the_check_of_sqlite() {
    let world = World::seeded();
    let rows = world.run(["doctor", "--output", "json"]).ok().rows();
    let check = rows.iter().find(|row| row["check"] == "embedded store").expect("a check");
    assert_eq!(check["state"], "ok");
    let path = file(&world, "messages.db");
    let bytes = fs::read(&path).unwrap();
    let mut found = 0;
    for at in 1..bytes.len() / 4_096 {
        let left = tear(&world, at, 0xff);
        let output = world.run(["doctor", "--output", "json"]);
        let rows = output.rows();
        let problem = rows.iter().find(|row| row["check"] == "embedded store" && row["state"] == "problem");
        if let Some(problem) = problem {
            found += 1;
            assert_eq!(output.status, 1);
            assert!(problem["found"].as_str().unwrap().contains(".cruddur/messages.db"), "{output}");
            assert!(problem["fix"].as_str().unwrap().contains("copy .cruddur"), "{output}");
            assert_eq!(fs::read(&path).unwrap(), left, "page {at} was written to");
        }
        fs::write(&path, &bytes).unwrap();
    }
    // Only pages on the free list contain nothing to check.
    assert!(found * 10 >= (bytes.len() / 4_096 - 1) * 9, "{found} of {}", bytes.len() / 4_096 - 1);
}

#[test]
fn a_file_that_was_cut_is_named_and_kept() {
    for name in ["messages.db", "users.db"] {
        let command = if name == "users.db" { "cognito list-users" } else { "ddb list-tables" };
        let world = World::seeded();
        let bytes = fs::read(file(&world, name)).unwrap();
        for length in [0, 15, 16, 100, 4_095, 4_096, bytes.len() - 4_096, bytes.len() - 1] {
            fs::write(file(&world, name), &bytes[..length]).unwrap();
            assert_named(world.run_line(command), name);
            assert_eq!(fs::read(file(&world, name)).unwrap(), &bytes[..length], "{name} of {length} bytes");
            assert_eq!(world.run(["doctor"]).status, 1);
            assert_eq!(fs::read(file(&world, name)).unwrap(), &bytes[..length], "{name} of {length} bytes");
        }
        fs::remove_file(file(&world, name)).unwrap();
        assert_named(world.run_line(command), name);
        assert!(!file(&world, name).exists());
        fs::write(file(&world, name), &bytes).unwrap();
        world.run_line(command).ok();
    }
}

/// The write-ahead log belongs to another version of the file. If SQLite applies it, the file is unreadable, and is not written to.
#[test]
fn a_damaged_file_with_a_log_is_left_as_it_is() {
    let world = World::seeded();
    let (path, log) = (file(&world, "messages.db"), file(&world, "messages.db-wal"));
    let older = fs::read(&path).unwrap();
    let args = ["ddb", "seed", "--conversations", "4", "--messages", "4000"];
    let mut child = world.spawn(args);
    while fs::metadata(&log).map_or(0, |log| log.len()) < 1 << 20 && child.try_wait().expect("a status").is_none() {
        std::thread::sleep(Duration::from_millis(2));
    }
    child.kill().expect("a kill");
    child.wait().expect("an end");
    fs::write(&path, &older).unwrap();
    let output = world.run(["ddb", "scan", "--output", "jsonl"]);
    if output.status == 1 {
        assert_named(output, "messages.db");
        assert_eq!(fs::read(&path).unwrap(), older);
    }
}

/// As the hint says: if the marker is removed too, the store begins empty.
#[test]
fn a_store_that_was_removed_on_purpose_begins_again() {
    let world = World::seeded();
    for name in fs::read_dir(world.dir().join(".cruddur")).unwrap().flatten() {
        if name.file_name().to_string_lossy().starts_with("messages.db") {
            fs::remove_file(name.path()).unwrap();
        }
    }
    world.run(["setup"]).ok();
    assert_eq!(world.items().len(), 156);
}

/// A process that was killed while it created the file leaves an empty file.
#[test]
fn an_empty_file_without_a_history_is_a_new_store() {
    for name in ["messages.db", "users.db"] {
        let world = World::embedded();
        fs::create_dir(world.dir().join(".cruddur")).unwrap();
        fs::write(file(&world, name), "").unwrap();
        world.run(["setup"]).ok();
        assert_eq!(world.items().len(), 156);
    }
}

#[test]
fn a_store_that_is_not_a_file_is_named() {
    let world = World::embedded();
    fs::create_dir_all(file(&world, "messages.db")).unwrap();
    let output = world.run(["ddb", "list-tables"]).fails_with(5);
    assert!(output.stderr.contains("refused: .cruddur/messages.db is not a regular file"), "{output}");
}
