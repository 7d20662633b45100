//! `cruddur db connect`: psql makes the connection that the other commands make.

use crate::support::{Server, World};
use std::fs;
use std::os::unix::fs::PermissionsExt;

/// Puts a psql into the directory of the world that prints what it is given, and returns the `PATH` with it alone.
fn stand_in(world: &World) -> String {
    let bin = world.dir().join("bin");
    fs::create_dir(&bin).expect("a directory");
    fs::write(bin.join("psql"), "#!/bin/sh\nprintf '%s\\n' \"$@\" \"PGPASSWORD=$PGPASSWORD\"\n").expect("a program");
    fs::set_permissions(bin.join("psql"), fs::Permissions::from_mode(0o755)).expect("its mode");
    bin.display().to_string()
}

#[test]
fn the_password_is_not_on_the_command_line() {
    let world = World::bare();
    let path = stand_in(&world);
    let url = "postgresql://ada:s3cret@localhost:5433/cruddur?application_name=it%27s%20%5C";
    let world = world.with("PATH", &path).with("LOCAL_CONNECTION_URL", url);
    let output = world.run(["db", "connect", "--", "-c", "SELECT 1", "--no-psqlrc"]).ok();
    assert_eq!(
        output.stdout.lines().collect::<Vec<_>>(),
        [
            "--dbname",
            r"application_name='it\'s \\' dbname='cruddur' host='localhost' port='5433' user='ada'",
            "-c",
            "SELECT 1",
            "--no-psqlrc",
            "PGPASSWORD=s3cret",
        ]
    );
    // A dry run only says where it would connect to.
    let output = world.run(["db", "connect", "--dry-run"]).ok();
    assert_eq!(output.stdout, "");
}

/// What this tool demands on prod, psql demands too, and a session of prod only reads unless it was told otherwise.
#[test]
fn prod_is_verified_and_only_read() {
    let world = World::bare();
    let path = stand_in(&world);
    let state = world.dir().join("state/cruddur/prod-roots.pem");
    let world = world.with("PATH", &path).with("AWS_REGION", "ca-central-1");
    let run = |url: &str, more: &[&str]| {
        let mut arguments = vec!["--prod", "db", "connect", "--database-url", url];
        arguments.extend(more);
        world.run(arguments).ok().stdout.lines().nth(1).expect("the connection").to_owned()
    };
    let rds = "postgresql://ada:s3cret@db.abc.ca-central-1.rds.amazonaws.com/cruddur?options=-c%20geqo%3Doff";
    let conninfo = run(rds, &[]);
    assert!(conninfo.contains("sslmode='verify-full'"), "{conninfo}");
    assert!(conninfo.contains("sslrootcert='[DIR]/state/cruddur/prod-roots.pem'"), "{conninfo}");
    assert!(conninfo.contains("options='-c geqo=off -c default_transaction_read_only=on'"), "{conninfo}");
    let roots = fs::read_to_string(&state).expect("the roots");
    assert!(roots.contains("BEGIN CERTIFICATE"));
    assert_eq!(fs::metadata(&state).expect("the roots").permissions().mode() & 0o777, 0o600);
    // A file that was cut is written again, and psql is not given half of the roots.
    fs::write(&state, &roots[..roots.len() / 2]).expect("a damaged file");
    let conninfo = run(rds, &["--write"]);
    assert_eq!(fs::read_to_string(&state).expect("the roots"), roots);
    assert!(conninfo.contains("options='-c geqo=off'") && !conninfo.contains("read_only"), "{conninfo}");
    // What the connection says itself is kept.
    let conninfo = run("postgresql://ada:s3cret@example.com/cruddur?sslmode=require", &[]);
    assert!(conninfo.contains("sslmode='require'") && !conninfo.contains("sslrootcert"), "{conninfo}");
    // psql knows sslrootcert=system from version 16 on.
    for url in ["postgresql://ada:s3cret@example.com/x", "postgresql://ada:s3cret@example.com/x?sslrootcert=system"] {
        let conninfo = run(url, &[]);
        assert!(conninfo.contains("sslrootcert='[DIR]/state/cruddur/prod-roots.pem'"), "{conninfo}");
        assert!(!conninfo.contains("'system'"), "{conninfo}");
    }
    // A dry run writes no file.
    fs::remove_file(&state).expect("a file of roots");
    world.run(["--prod", "db", "connect", "--dry-run", "--database-url", rds]).ok();
    assert!(!state.exists());
}

#[test]
fn what_cannot_be_opened_is_named() {
    let world = World::embedded();
    let output = world.run(["db", "connect"]).fails_with(5);
    assert!(output.stderr.contains("the users are in the embedded store"), "{output}");
    assert!(!world.dir().join(".cruddur").exists());
    let world = World::bare().with("PATH", "/nowhere").with("LOCAL_CONNECTION_URL", "postgresql://localhost/x");
    let output = world.run(["db", "connect"]).fails_with(4);
    assert!(output.stderr.contains("psql was not found") && output.stderr.contains("postgresql-client"), "{output}");
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn psql_opens_the_database_of_the_other_commands() {
    let world = World::with_servers(&[Server::Postgres]).with("PATH", "/usr/local/bin:/usr/bin:/bin");
    world.seed_users();
    let output = world.run(["db", "connect", "--", "-XAtc", "SELECT handle FROM users ORDER BY 1"]).ok();
    assert_eq!(output.stdout, "andrewbrown\nbayko\nlondo\n");
    // The exit code is that of psql.
    world.run(["db", "connect", "--", "-Xc", "nonsense"]).fails_with(1);
}
