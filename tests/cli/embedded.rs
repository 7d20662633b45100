//! The files of the embedded stores, and their use by several processes.

use crate::support::World;
use std::process::Stdio;

#[test]
fn a_first_run_says_what_it_creates() {
    let world = World::embedded();
    let first = world.run(["ddb", "schema-load"]);
    assert!(first.stderr.contains("created .cruddur for the embedded stores"), "{}", first.stderr);
    let second = world.run(["ddb", "schema-load"]);
    assert!(!second.stderr.contains("created"), "{}", second.stderr);
    assert_eq!(std::fs::read_to_string(world.dir().join(".cruddur/.gitignore")).unwrap(), "*\n");
}

#[test]
fn nobody_else_may_read_them() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::embedded();
    world.run(["db", "schema-load"]).ok();
    let mode = std::fs::metadata(world.dir().join(".cruddur")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
}

#[test]
fn the_files_are_private_too() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::embedded().with("CRUDDUR_HOME", "theirs");
    // The directory exists already, and everybody can read it.
    std::fs::create_dir(world.dir().join("theirs")).unwrap();
    world.run(["setup"]).ok();
    for file in ["messages.db", "users.db", "messages.lock", "users.lock"] {
        let mode = std::fs::metadata(world.dir().join("theirs").join(file)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
}

/// Only root can change the owner of a directory, so another user skips this test.
#[test]
fn the_directory_of_another_user_is_refused() {
    let world = World::seeded();
    if std::os::unix::fs::chown(world.dir().join(".cruddur"), Some(65_534), None).is_err() {
        eprintln!("not root: a directory cannot be given away");
        return;
    }
    insta::assert_snapshot!(world.run(["ddb", "list-tables"]), @"
    --- stderr
    target: local, DynamoDB embedded in .cruddur
    error: refused: .cruddur belongs to another user (uid 65534)
    hint: sudo chown -R \"$(id -u)\" .cruddur takes it over, if it is yours; to use another directory: export CRUDDUR_HOME=\"$HOME/.cruddur\"
    --- exit 5
    ");
}

#[test]
fn cruddur_home_names_their_directory() {
    let world = World::embedded().with("CRUDDUR_HOME", "elsewhere");
    world.run(["ddb", "schema-load"]).ok();
    assert!(world.dir().join("elsewhere/messages.db").exists());
    assert!(!world.dir().join(".cruddur").exists());
}

#[test]
fn processes_take_turns() {
    let world = World::ready();
    let children: Vec<_> = (1..=6)
        .map(|seed| {
            let rng_seed = seed.to_string();
            let args = ["ddb", "seed", "--conversations", "2", "--messages", "50", "--rng-seed", &rng_seed];
            world.command(args).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the binary runs")
        })
        .collect();
    for child in children {
        let output = child.wait_with_output().expect("an end");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(world.items().len(), 6 * 2 * 52);
}

#[test]
fn a_newer_file_is_refused() {
    let world = World::embedded();
    world.run(["db", "schema-load"]).ok();
    let users = rusqlite::Connection::open(world.dir().join(".cruddur/users.db")).unwrap();
    users.pragma_update(None, "user_version", 99).unwrap();
    drop(users);
    insta::assert_snapshot!(world.run(["cognito", "list-users"]), @"
    --- stderr
    target: local, user pool embedded in .cruddur
    error: the embedded store: opening .cruddur/users.db
      caused by: it was written by a newer cruddur (version 99 of the file; this one reads 1)
    hint: set CRUDDUR_HOME to another directory for the embedded stores
    --- exit 1
    ");
}

#[test]
fn a_damaged_file_is_named_and_kept() {
    let world = World::seeded();
    let path = world.dir().join(".cruddur/messages.db");
    std::fs::write(&path, "this is no database, but it is somebody's").unwrap();
    insta::assert_snapshot!(world.run(["ddb", "list-tables"]), @"
    --- stderr
    target: local, DynamoDB embedded in .cruddur
    error: the embedded store .cruddur/messages.db is damaged: it is not a SQLite database
    hint: copy .cruddur to another place first; cruddur doctor checks every file in it; to start again, mv .cruddur .cruddur.damaged, then cruddur setup, then cruddur ddb import FILE if there is an export
    --- exit 1
    ");
    assert_eq!(std::fs::read_to_string(path).unwrap(), "this is no database, but it is somebody's");
}
