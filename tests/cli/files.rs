//! Files: no link is followed, no file of another user is used, and no file is created without need. A file that cannot be written is
//! reported before anything else is written.

use crate::importing::numbered;
use crate::support::World;
use rustix::process::{Pid, Signal, kill_process};
use std::fs::{self, File};
use std::io::Read;
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt, chown, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Every file that the store or SQLite creates, and a command that opens it.
const FILES: [(&str, &str); 12] = [
    ("messages.lock", "ddb list-tables"),
    ("messages.db", "ddb list-tables"),
    ("messages.db-wal", "ddb list-tables"),
    ("messages.db-shm", "ddb list-tables"),
    ("messages.db-journal", "ddb list-tables"),
    ("messages.db-made", "ddb list-tables"),
    ("users.lock", "cognito list-users"),
    ("users.db", "cognito list-users"),
    ("users.db-wal", "cognito list-users"),
    ("users.db-shm", "cognito list-users"),
    ("users.db-journal", "db update-cognito-user-ids"),
    ("users.db-made", "db seed"),
];

fn stored(world: &World, name: &str) -> PathBuf {
    world.dir().join(".cruddur").join(name)
}

fn tool(world: &World, program: &str, args: &[&str]) -> bool {
    let command = Command::new(program).args(args).current_dir(world.dir()).stderr(Stdio::null()).status();
    command.is_ok_and(|status| status.success())
}

/// Runs the command at the beginning of a hint.
#[track_caller]
fn follow_hint(world: &World, stderr: &str, from: &str) {
    let hint = stderr.lines().find_map(|line| line.strip_prefix("hint: ")).expect("a hint");
    assert!(hint.starts_with(from), "{hint}");
    let command = hint.split(" removes ").next().unwrap().split(" takes ").next().unwrap();
    assert!(tool(world, "sh", &["-c", command]), "{command}");
}

#[test]
fn links_in_the_store_are_not_followed() {
    for (name, command) in FILES {
        for exists in [true, false] {
            let world = World::seeded();
            let (file, victim) = (stored(&world, name), world.dir().join("victim"));
            fs::remove_file(&file).ok();
            if exists {
                fs::write(&victim, "precious").unwrap();
            }
            symlink("../victim", &file).unwrap();
            for command in [command, "doctor", "setup"] {
                let output = world.run_line(command);
                assert!([1, 5].contains(&output.status), "{name}: {output}");
                let says = format!(".cruddur/{name} is a symbolic link");
                assert!(format!("{output}").contains(&says), "{name}: {output}");
            }
            assert_eq!(fs::read_to_string(&victim).ok(), exists.then(|| "precious".to_owned()), "{name}");
            let refused = world.run_line(command).fails_with(5);
            follow_hint(&world, &refused.stderr, &format!("rm .cruddur/{name} "));
            assert!(!world.run_line(command).stderr.contains("symbolic link"));
        }
    }
}

/// The directory exists already and contains only a link, as a cloned repository can contain it.
#[test]
fn a_cloned_store_overwrites_no_file() {
    for name in ["messages.lock", "messages.db", "messages.db-made", "users.db"] {
        let world = World::embedded();
        world.write("victim", "precious");
        fs::create_dir(world.dir().join(".cruddur")).unwrap();
        symlink(world.dir().join("victim"), stored(&world, name)).unwrap();
        world.run(["setup"]).fails_with(5);
        assert_eq!(fs::read_to_string(world.dir().join("victim")).unwrap(), "precious", "{name}");
    }
}

#[test]
fn a_link_in_place_of_the_directory_is_refused_unless_it_was_named() {
    let world = World::embedded();
    fs::create_dir(world.dir().join("elsewhere")).unwrap();
    symlink("elsewhere", world.dir().join(".cruddur")).unwrap();
    insta::assert_snapshot!(world.run(["setup"]), @"
    --- stderr
    target: local, DynamoDB embedded in .cruddur, users embedded in .cruddur, user pool embedded in .cruddur
    error: refused: .cruddur is a symbolic link
    hint: rm .cruddur removes only the link; to use the directory behind it: export CRUDDUR_HOME=\"$(realpath .cruddur)\"
    --- exit 5
    ");
    assert_eq!(fs::read_dir(world.dir().join("elsewhere")).unwrap().count(), 0);
    let named = world.with("CRUDDUR_HOME", ".cruddur");
    named.run(["setup"]).ok();
    assert!(named.dir().join("elsewhere/messages.db").exists());
}

#[test]
fn what_others_may_write_is_refused() {
    for (name, command) in FILES.into_iter().chain([("", "ddb list-tables")]) {
        for mode in [0o620, 0o602, 0o777] {
            let world = World::seeded();
            let file = stored(&world, name);
            if !file.exists() {
                fs::write(&file, "").unwrap();
            }
            let mode = if name.is_empty() { mode | 0o500 } else { mode };
            fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
            let refused = world.run_line(command).fails_with(5);
            assert!(refused.stderr.contains(&format!("is writable by others (mode {mode:04o})")), "{refused}");
            follow_hint(&world, &refused.stderr, "chmod go-w .cruddur");
            world.run_line(command).ok();
        }
    }
}

/// Only root can change the owner of a file, so another user skips this test.
#[test]
fn what_belongs_to_another_user_is_refused() {
    for (name, command) in FILES {
        let world = World::seeded();
        let file = stored(&world, name);
        if !file.exists() {
            fs::write(&file, "").unwrap();
        }
        if chown(&file, Some(65_534), None).is_err() {
            eprintln!("not root: a file cannot be given away");
            return;
        }
        let refused = world.run_line(command).fails_with(5);
        assert!(refused.stderr.contains(&format!(".cruddur/{name} belongs to another user (uid 65534)")), "{refused}");
        assert!(refused.stderr.contains("hint: sudo chown "), "{refused}");
        assert_eq!(file.metadata().unwrap().uid(), 65_534);
    }
}

/// A write to a hard link would change the other file.
#[test]
fn a_file_with_a_second_name_is_refused() {
    for (name, command) in FILES {
        let world = World::seeded();
        world.write("victim", "precious");
        fs::remove_file(stored(&world, name)).ok();
        fs::hard_link(world.dir().join("victim"), stored(&world, name)).unwrap();
        let refused = world.run_line(command).fails_with(5);
        assert!(refused.stderr.contains("has 2 names (hard links)"), "{refused}");
        assert_eq!(fs::read_to_string(world.dir().join("victim")).unwrap(), "precious");
    }
}

#[test]
fn a_fifo_in_the_store_is_not_waited_for() {
    for (name, command) in FILES {
        let world = World::seeded();
        fs::remove_file(stored(&world, name)).ok();
        assert!(tool(&world, "mkfifo", &["-m", "600", &format!(".cruddur/{name}")]));
        let started = Instant::now();
        let refused = world.run_line(command).fails_with(5);
        assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
        assert!(refused.stderr.contains("is not a regular file"), "{refused}");
    }
}

#[test]
fn what_was_planted_in_a_schema_does_not_run() {
    let messages =
        "CREATE TRIGGER planted AFTER INSERT ON \"cruddur-messages\" BEGIN DELETE FROM \"cruddur-messages\"; END";
    let users = "CREATE TRIGGER planted AFTER UPDATE ON users BEGIN UPDATE users SET email = 'x'; END";
    for (file, sql, kind, command) in [
        ("messages.db", messages, "trigger", "ddb patterns create-message --as londo --with bayko Hello"),
        ("messages.db", "CREATE VIEW planted AS SELECT * FROM _config", "view", "ddb list-tables"),
        ("messages.db", "CREATE VIRTUAL TABLE planted USING fts5(text)", "table", "ddb scan"),
        ("users.db", users, "trigger", "db update-cognito-user-ids"),
        ("users.db", "CREATE VIEW planted AS SELECT * FROM users", "view", "cognito list-users"),
        ("users.db", "CREATE VIRTUAL TABLE planted USING rtree(id, a, b)", "table", "db seed"),
    ] {
        let world = World::seeded();
        let items = world.items();
        let sqlite = rusqlite::Connection::open(stored(&world, file)).unwrap();
        sqlite.execute_batch(sql).unwrap();
        drop(sqlite);
        let refused = world.run_line(command).fails_with(5);
        assert!(
            refused.stderr.contains(&format!(".cruddur/{file} has a {kind} \"planted\" that cruddur did not make"))
        );
        assert!(refused.stderr.contains("hint: sqlite3 .cruddur/"), "{refused}");
        let doctor = world.run(["doctor", "--output", "json"]).fails_with(1);
        assert!(doctor.stdout.contains("that cruddur did not make"), "{doctor}");
        // Runs the SQL of the hint.
        let sqlite = rusqlite::Connection::open(stored(&world, file)).unwrap();
        let text = refused.stderr.split("hint: ").nth(1).unwrap();
        let drop_it = text.split('\'').nth(1).unwrap();
        sqlite.execute_batch(drop_it).unwrap();
        drop(sqlite);
        assert_eq!(world.items().len(), items.len(), "{drop_it}");
        world.run_line(command).ok();
    }
}

/// Returns a world whose table takes some seconds to read within a rate limit.
fn with_items(count: usize) -> World {
    let world = World::embedded();
    world.run(["ddb", "schema-load", "--billing", "on-demand"]).ok();
    let text = "x".repeat(2_000);
    let items = (0..count).map(|at| format!("{{\"pk\":\"P\",\"sk\":\"{at:05}\",\"text\":\"{text}\"}}\n"));
    world.write("items.jsonl", &items.collect::<String>());
    world.run(["ddb", "import", "items.jsonl"]).ok();
    world
}

fn names(world: &World) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(world.dir()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| name.contains("out."));
    names.sort();
    names
}

#[track_caller]
fn wait_for(is_time: impl Fn() -> bool) {
    let started = Instant::now();
    while !is_time() {
        assert!(started.elapsed() < Duration::from_secs(30), "it never came that far");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_second_export_into_one_file_is_refused() {
    let world = with_items(400);
    for file in ["out.jsonl", "out.jsonl.gz"] {
        let mut first = world.spawn(["ddb", "export", "--to", file, "--max-rcu", "15"]);
        wait_for(|| names(&world).len() > 1);
        for again in [file, &format!("./{file}"), &format!("{}/{file}", world.dir().display())] {
            let refused = world.run(["ddb", "export", "--to", again, "--yes"]).fails_with(5);
            assert!(refused.stderr.contains("error: another process exports into "), "{refused}");
        }
        // An export into another file is not refused.
        world.run(["ddb", "export", "--to", "out.other"]).ok();
        assert!(first.wait().unwrap().success());
        world.run(["ddb", "diff", file]).ok();
        assert_eq!(names(&world), [file, "out.other"]);
        for name in names(&world) {
            fs::remove_file(world.dir().join(name)).unwrap();
        }
    }
}

#[test]
fn planted_files_are_not_used() {
    let world = World::seeded();
    world.write("victim", "precious");
    for (file, planted) in [("out.jsonl", "out.jsonl.part"), ("out.gz", "out.gz.part"), ("out.csv", "out.csv.tmp")] {
        symlink("victim", world.dir().join(planted)).unwrap();
        world.run(["ddb", "export", "--to", file]).ok();
        assert_eq!(world.dir().join(file).metadata().unwrap().permissions().mode() & 0o777, 0o600);
        assert!(world.dir().join(planted).is_symlink());
    }
    world.write("out.json.part", "somebody's");
    fs::set_permissions(world.dir().join("out.json.part"), fs::Permissions::from_mode(0o666)).unwrap();
    world.run(["ddb", "export", "--to", "out.json"]).ok();
    assert_eq!(world.dir().join("out.json").metadata().unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::read_to_string(world.dir().join("out.json.part")).unwrap(), "somebody's");
    assert_eq!(fs::read_to_string(world.dir().join("victim")).unwrap(), "precious");
    // The lock file does not lead to another file either.
    symlink("victim", world.dir().join(".out.new.cruddur-lock")).unwrap();
    let refused = world.run(["ddb", "export", "--to", "out.new"]).fails_with(5);
    assert!(refused.stderr.contains("refused: .out.new.cruddur-lock is a symbolic link"), "{refused}");
    assert_eq!(fs::read_to_string(world.dir().join("victim")).unwrap(), "precious");
}

/// The ending of a file must say its format.
#[test]
fn an_ending_is_kept_or_refused() {
    let world = World::seeded();
    for name in ["out.bz2", "out.xlsx", "out.csv.xz", "out.parquet", "out.tsv.gz", "out.ZIP"] {
        for flags in [&[][..], &["--output", "csv"], &["--dry-run"]] {
            let refused = world.run([&["ddb", "export", "--to", name], flags].concat()).fails_with(2);
            assert!(
                refused.stderr.contains("an export is .jsonl, .csv or .json, each also with .gz or .zst"),
                "{refused}"
            );
        }
    }
    assert!(names(&world).is_empty());
    // An ending in capitals is the same.
    world.run(["ddb", "export", "--to", "out.CSV.GZ"]).ok();
    let bytes = fs::read(world.dir().join("out.CSV.GZ")).unwrap();
    assert!(bytes.starts_with(b"\x1f\x8b"));
    world.run(["ddb", "diff", "out.CSV.GZ"]).ok();
    world.run(["ddb", "export", "--to", "out.other"]).ok();
}

#[test]
fn a_target_that_is_not_a_file_is_kept() {
    let world = World::seeded();
    fs::create_dir(world.dir().join("out.dir")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(world.dir().join("out.socket")).unwrap();
    let mut targets = vec!["out.dir", "out.socket"];
    // Only root can create a device.
    if tool(&world, "mknod", &["out.device", "c", "1", "5"]) {
        targets.push("out.device");
    }
    for target in targets {
        for flags in [&[][..], &["--yes"], &["--checkpoint", "mark"]] {
            let refused = world.run([&["ddb", "export", "--to", target], flags].concat()).fails_with(5);
            assert!(refused.stderr.contains(&format!("{target} is not a regular file")), "{refused}");
        }
        assert!(!fs::symlink_metadata(world.dir().join(target)).unwrap().is_file());
        let refused = world.run(["ddb", "export", "--to", "out.jsonl", "--checkpoint", target]).fails_with(5);
        assert!(refused.stderr.contains(&format!("{target} is not a regular file")), "{refused}");
    }
    assert!(names(&world).iter().all(|name| !name.starts_with("out.jsonl")), "{:?}", names(&world));
}

/// Pipes, devices and descriptors that are given instead of a file.
#[test]
fn pipes_and_devices_are_written_directly() {
    let world = World::seeded();
    let whole = world.run(["ddb", "export"]).ok().stdout;
    for target in ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"] {
        assert_eq!(world.run(["ddb", "export", "--to", target]).ok().stdout, whole, "{target}");
        world.run(["ddb", "export", "--to", target, "--checkpoint", "mark"]).fails_with(2);
    }
    world.run(["ddb", "export", "--to", "/dev/null"]).ok();
    world.run(["ddb", "export", "--to", "/dev/null", "--yes"]).ok();
    assert!(fs::metadata("/dev/null").unwrap().file_type().is_char_device());
    assert!(!world.dir().join("-").exists());
    // A process substitution of the shell, and stderr that is redirected to a file.
    let shell = |command: &str| {
        let script = format!("\"$0\" {command}");
        let mut bash = Command::new("bash");
        bash.args(["-c", &script, env!("CARGO_BIN_EXE_cruddur")]).current_dir(world.dir()).env_clear();
        bash.envs(world.env()).env("PATH", "/usr/bin:/bin").stdin(Stdio::null()).status().unwrap()
    };
    assert!(shell("ddb export --to >(cat > substituted) && wait $!").success());
    wait_for(|| fs::read_to_string(world.dir().join("substituted")).is_ok_and(|text| text == whole));
    assert!(shell("ddb export --quiet --to /dev/stderr 2> stderr").success());
    assert_eq!(fs::read_to_string(world.dir().join("stderr")).unwrap(), whole);
    for name in ["out.jsonl", "out.jsonl.gz"] {
        assert!(tool(&world, "mkfifo", &[name]));
        let pipe = world.dir().join(name);
        let reader = std::thread::spawn({
            let pipe = pipe.clone();
            move || fs::read(pipe).unwrap()
        });
        world.run(["ddb", "export", "--to", name]).ok();
        let read = reader.join().unwrap();
        let text = match name.ends_with("gz") {
            true => {
                let mut text = String::new();
                flate2::read::MultiGzDecoder::new(&read[..]).read_to_string(&mut text).unwrap();
                text
            }
            false => String::from_utf8(read).unwrap(),
        };
        assert_eq!(text, whole);
        assert!(fs::symlink_metadata(&pipe).unwrap().file_type().is_fifo());
        let refused = world.run(["ddb", "export", "--to", name, "--checkpoint", "mark"]).fails_with(2);
        assert!(refused.stderr.contains("cannot be resumed"), "{refused}");
    }
    assert!(!world.dir().join("mark").exists());
}

#[test]
fn a_file_that_appears_meanwhile_is_not_replaced() {
    let world = with_items(200);
    let mut export = world.spawn(["ddb", "export", "--to", "out.jsonl", "--max-rcu", "20"]);
    wait_for(|| names(&world).len() > 1);
    world.write("out.jsonl", "somebody's");
    assert_eq!(export.wait().unwrap().code(), Some(5));
    assert_eq!(fs::read_to_string(world.dir().join("out.jsonl")).unwrap(), "somebody's");
    assert_eq!(names(&world), ["out.jsonl"]);
    // A link to a file that does not exist is not replaced either.
    fs::remove_file(world.dir().join("out.jsonl")).unwrap();
    symlink("nowhere", world.dir().join("out.jsonl")).unwrap();
    world.run(["ddb", "export", "--to", "out.jsonl"]).fails_with(5);
    world.run(["ddb", "export", "--to", "out.jsonl", "--yes"]).ok();
    assert!(fs::symlink_metadata(world.dir().join("out.jsonl")).unwrap().is_file());
    assert!(!world.dir().join("nowhere").exists());
}

#[test]
fn what_a_killed_export_leaves_is_removed_or_resumed() {
    let world = with_items(400);
    let mut export = world.spawn(["ddb", "export", "--to", "out.jsonl", "--max-rcu", "20"]);
    wait_for(|| names(&world).len() > 1);
    export.kill().unwrap();
    export.wait().unwrap();
    let left = names(&world);
    assert!(left.iter().any(|name| name.starts_with("out.jsonl.") && name.ends_with(".tmp")), "{left:?}");
    world.write("out.jsonl.notes.tmp", "somebody's");
    world.run(["ddb", "export", "--to", "out.jsonl"]).ok();
    assert_eq!(names(&world), ["out.jsonl", "out.jsonl.notes.tmp"]);
    fs::remove_file(world.dir().join("out.jsonl")).unwrap();
    // Another export does not remove the partial file that a checkpoint resumes.
    let mut export = world.spawn(["ddb", "export", "--to", "out.jsonl", "--max-rcu", "20", "--checkpoint", "mark"]);
    wait_for(|| fs::read_to_string(world.dir().join("mark")).is_ok_and(|text| !text.contains("\"bytes\": 0,")));
    export.kill().unwrap();
    export.wait().unwrap();
    world.run(["ddb", "export", "--to", "out.jsonl"]).ok();
    fs::remove_file(world.dir().join("out.jsonl")).unwrap();
    let resumed = world.run(["ddb", "export", "--to", "out.jsonl", "--checkpoint", "mark"]).ok();
    assert!(resumed.stderr.contains("resumed after"), "{resumed}");
    world.run(["ddb", "diff", "out.jsonl"]).ok();
    assert_eq!(names(&world), ["out.jsonl", "out.jsonl.notes.tmp"]);
    assert!(!world.dir().join("mark").exists());
}

/// Sends a signal to a command that reads a pipe without a writer, and returns its exit code and the time it took to end.
fn interrupted(world: &World, command: &str, signal: Signal) -> (Option<i32>, Duration) {
    let mut child = world.command(command.split_whitespace());
    let mut child = child.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    // `wait` would close stdin, so it is kept here.
    let _stdin = child.stdin.take();
    std::thread::sleep(Duration::from_millis(500));
    assert!(child.try_wait().unwrap().is_none(), "{command} did not wait");
    let started = Instant::now();
    kill_process(Pid::from_child(&child), signal).unwrap();
    let status = child.wait().unwrap();
    (status.code(), started.elapsed())
}

#[test]
fn a_read_that_waits_is_interrupted() {
    let world = World::seeded();
    assert!(tool(&world, "mkfifo", &["pipe"]));
    for command in [
        "ddb import pipe",
        "ddb import pipe --dry-run",
        "ddb import -",
        "ddb import - --dry-run",
        "ddb seed --file pipe",
        "db seed --file pipe",
        "db update-cognito-user-ids --from pipe",
        "db update-cognito-user-ids --from -",
        "ddb patterns create-message --as londo --with bayko -",
        "ddb patterns create-conversation --from londo --to bayko -",
        "ddb export --to pipe",
    ] {
        for (signal, code) in [(Signal::INT, 130), (Signal::TERM, 143)] {
            let (status, took) = interrupted(&world, command, signal);
            assert_eq!(status, Some(code), "{command}");
            // The command must end by itself: it is ended by force only after half a second.
            assert!(took < Duration::from_millis(450), "{command}: {took:?}");
        }
    }
    // A pipe cannot be read twice or resumed.
    for command in ["ddb diff pipe", "ddb export --verify pipe"] {
        world.run_line(command).fails_with(2);
    }
    world.write("items.jsonl", &numbered(3));
    for command in ["ddb import items.jsonl", "ddb export --to out.jsonl", "ddb stream apply --once"] {
        let refused = world.run_line(&format!("{command} --checkpoint pipe")).fails_with(5);
        assert!(refused.stderr.contains("pipe is not a regular file"), "{refused}");
    }
}

#[test]
fn a_command_that_only_reads_creates_no_store() {
    let world = World::embedded();
    world.write("items.jsonl", &numbered(3));
    world.write("pool.csv", "handle,sub\nlondo,11111111-2222-4333-8444-555555555555\n");
    for (command, code) in [
        ("ddb list-tables", 0),
        ("cognito list-users", 0),
        ("cognito list-users --map", 0),
        ("doctor", 1),
        ("ddb scan", 3),
        ("ddb export", 3),
        ("ddb diff items.jsonl", 3),
        ("ddb export --verify items.jsonl", 3),
        ("ddb patterns get-conversation", 3),
        ("ddb patterns get-conversation 92254384-12d5-46a3-aff3-790ffcda83b0", 3),
        ("ddb patterns list-conversations", 3),
        ("ddb patterns create-conversation --from londo --to bayko", 3),
        ("ddb stream tail --once", 3),
        ("ddb repair --all --dry-run", 3),
        ("ddb repair --all --check", 3),
        ("ddb schema-load --dry-run", 0),
        ("ddb schema-load --check", 6),
        ("ddb seed --dry-run", 3),
        ("ddb seed --check", 3),
        ("ddb drop-table --yes --dry-run", 3),
        ("ddb import items.jsonl --dry-run", 3),
        ("ddb stream apply --once --dry-run", 3),
        ("db schema-load --dry-run", 0),
        ("db schema-load --check", 6),
        ("db seed --dry-run", 3),
        ("db update-cognito-user-ids --dry-run", 3),
        ("db update-cognito-user-ids --check --from pool.csv", 3),
        ("setup --dry-run", 0),
        ("completions bash", 0),
    ] {
        let output = world.run_line(command);
        assert_eq!(output.status, code, "{command}: {output}");
        assert!(!world.dir().join(".cruddur").exists(), "{command}");
        assert!(!output.stderr.contains("created .cruddur"), "{command}");
    }
    assert_eq!(world.run(["ddb", "list-tables", "--output", "json"]).rows().len(), 0);
    insta::assert_snapshot!(world.run(["ddb", "list-tables"]).stderr, @"
    target: local, DynamoDB embedded in .cruddur
    .cruddur does not exist, so the embedded stores are empty: cruddur setup fills them
    no tables
    ");
    // They do not create a missing file in an existing directory either.
    world.run(["db", "schema-load"]).ok();
    world.run(["ddb", "list-tables"]).ok();
    world.run(["doctor"]).fails_with(1);
    assert!(!stored(&world, "messages.db").exists());
    world.run(["ddb", "schema-load"]).ok();
    assert!(stored(&world, "messages.db").exists());
}

fn run_in(world: &World, directory: &Path, args: &[&str]) -> crate::support::Output {
    world.output(&world.command(args).current_dir(directory).output().unwrap())
}

#[test]
fn a_store_of_a_parent_directory_is_found() {
    let world = World::embedded();
    let deep = world.dir().join("app/bin/ddb");
    fs::create_dir_all(&deep).unwrap();
    world.run(["setup"]).ok();
    insta::assert_snapshot!(run_in(&world, &deep, &["ddb", "list-tables"]), @"
    table
    cruddur-messages
    --- stderr
    target: local, DynamoDB embedded in [DIR]/.cruddur
    --- exit 0
    ");
    let setup = run_in(&world, &deep, &["setup"]).ok();
    assert!(setup.stderr.contains("using [DIR]/.cruddur of a parent directory"), "{setup}");
    assert!(setup.stderr.contains("conversations: unchanged"), "{setup}");
    assert!(!deep.join(".cruddur").exists());
    // A nearer directory comes first. CRUDDUR_HOME comes before both.
    let nearer = World::embedded();
    fs::create_dir_all(nearer.dir().join("app/.cruddur")).unwrap();
    fs::create_dir_all(nearer.dir().join("app/bin")).unwrap();
    nearer.run(["setup"]).ok();
    let tables = run_in(&nearer, &nearer.dir().join("app/bin"), &["ddb", "list-tables", "--output", "json"]);
    assert_eq!(tables.rows().len(), 0);
    let named = world.with("CRUDDUR_HOME", ".cruddur");
    run_in(&named, &deep, &["setup"]).ok();
    assert!(deep.join(".cruddur/messages.db").exists());
}

#[test]
fn a_store_above_the_home_directory_is_not_looked_for() {
    let world = World::seeded();
    let app = world.dir().join("home/me/app");
    fs::create_dir_all(&app).unwrap();
    // HOME names the same directory by another path.
    symlink("home", world.dir().join("link")).unwrap();
    let home = world.dir().join("link/me").display().to_string();
    let world = world.with("HOME", &home);
    assert_eq!(run_in(&world, &app, &["ddb", "list-tables", "--output", "json"]).rows().len(), 0);
    fs::rename(world.dir().join(".cruddur"), world.dir().join("home/me/.cruddur")).unwrap();
    assert_eq!(run_in(&world, &app, &["ddb", "list-tables", "--output", "json"]).rows().len(), 1);
}

#[test]
fn a_store_of_another_user_in_a_parent_directory_is_refused() {
    let world = World::seeded();
    let app = world.dir().join("app");
    fs::create_dir(&app).unwrap();
    if chown(world.dir().join(".cruddur"), Some(65_534), None).is_err() {
        eprintln!("not root: a directory cannot be given away");
        return;
    }
    for command in [&["ddb", "list-tables"][..], &["setup"], &["doctor"]] {
        let refused = run_in(&world, &app, command);
        assert!(format!("{refused}").contains("[DIR]/.cruddur belongs to another user (uid 65534)"), "{refused}");
        assert!(format!("{refused}").contains("CRUDDUR_HOME=.cruddur"), "{refused}");
    }
    let named = world.with("CRUDDUR_HOME", ".cruddur");
    run_in(&named, &app, &["setup"]).ok();
}

#[test]
fn a_checkpoint_that_cannot_be_written_is_noticed_first() {
    let world = World::embedded();
    world.run(["ddb", "schema-load", "--billing", "on-demand"]).ok();
    world.write("items.jsonl", &numbered(300));
    fs::create_dir(world.dir().join("directory")).unwrap();
    for (mark, code) in [("missing/mark", 2), ("items.jsonl/mark", 2), ("directory", 5)] {
        let refused = world.run(["ddb", "import", "items.jsonl", "--checkpoint", mark]).fails_with(code);
        assert!(refused.stdout.is_empty(), "{refused}");
        assert_eq!(world.items().len(), 0, "{refused}");
        world.run(["ddb", "export", "--to", "out.jsonl", "--checkpoint", mark]).fails_with(code);
        assert!(names(&world).is_empty());
        world.run(["ddb", "stream", "apply", "--once", "--checkpoint", mark]).fails_with(code);
    }
    // The exported file cannot be the checkpoint too, by whatever path it is named.
    for mark in ["out.jsonl", "./out.jsonl", "directory/../out.jsonl"] {
        let refused = world.run(["ddb", "export", "--to", "out.jsonl", "--checkpoint", mark]).fails_with(2);
        assert!(refused.stderr.contains("it is the file itself"), "{refused}");
    }
    File::open(world.dir().join("items.jsonl")).unwrap();
}
