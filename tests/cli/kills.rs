//! Killed runs and simultaneous runs: the result is the same as of a single complete run.

use crate::support::{World, assert_same, contract};
use rustix::process::{Pid, Signal, kill_process};
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

contract!(
    a_killed_seed_is_completed,
    a_killed_reset_is_completed,
    a_killed_update_is_all_or_nothing,
    a_killed_schema_load_is_completed,
    schemas_at_once_are_one,
    two_at_once_end_as_one,
);

/// The number of times at which a run is killed, spread over its duration.
const KILLS: u32 = 20;

/// Kills a command at [`KILLS`] times of its run, and calls `check` after each. `prepare` is called before each run.
fn kill_throughout(world: &World, args: &[&str], prepare: impl Fn(), check: impl Fn()) {
    prepare();
    let started = Instant::now();
    world.run(args).ok();
    let whole = started.elapsed();
    let mut in_the_middle = 0;
    for kill in 0..KILLS {
        prepare();
        let mut child = world.spawn(args);
        std::thread::sleep(whole * kill / KILLS);
        in_the_middle += usize::from(child.try_wait().expect("a status").is_none());
        child.kill().expect("a kill");
        child.wait().expect("an end");
        check();
    }
    assert!(in_the_middle > 5, "only {in_the_middle} runs had not ended");
}

fn a_killed_seed_is_completed(world: &World) {
    world.prepare();
    world.run(["ddb", "seed"]).ok();
    let clean = world.items();
    let prepare = || {
        world.run(["ddb", "drop-table", "--yes"]).ok();
        world.run(["ddb", "schema-load"]).ok();
    };
    kill_throughout(world, &["ddb", "seed"], prepare, || {
        world.run(["ddb", "seed"]).ok();
        assert_same(&world.items(), &clean);
    });
}

fn a_killed_reset_is_completed(world: &World) {
    world.run(["setup"]).ok();
    let clean = world.items();
    let prepare = || {
        // An item that a reset removes and does not write again.
        let mut extra = clean.iter().find(|item| item["message_uuid"].is_object()).expect("a message").clone();
        extra["sk"]["S"] = "MSG#2026-11-22T11:56:00.000000+00:00".into();
        extra["message_uuid"]["S"] = "00000000-0000-4000-8000-000000000000".into();
        world.put(&[extra]);
    };
    kill_throughout(world, &["ddb", "seed", "--reset", "--yes"], prepare, || {
        world.run(["ddb", "seed", "--reset", "--yes"]).ok();
        assert_same(&world.items(), &clean);
    });
}

fn a_killed_update_is_all_or_nothing(world: &World) {
    world.run(["db", "schema-load"]).ok();
    let handles: Vec<String> = (0..200).map(|at| format!("user{at:04}")).collect();
    let values: Vec<String> = handles
        .iter()
        .enumerate()
        .map(|(at, handle)| format!("('00000000-0000-4000-8000-{at:012}', 'Somebody', '{handle}', 'e', 'MOCK')"))
        .collect();
    world.sql(&format!(
        "INSERT INTO users (uuid, display_name, handle, email, cognito_user_id) VALUES {}",
        values.join(",")
    ));
    world.add_pool_users(&handles);
    let prepare = || world.sql("UPDATE users SET cognito_user_id = 'MOCK'");
    let mock = || world.count("SELECT count(*) FROM users WHERE cognito_user_id = 'MOCK'");
    kill_throughout(world, &["db", "update-cognito-user-ids"], prepare, || {
        let left = mock();
        assert!(left == 0 || left == 200, "{left} of 200 are left");
        world.run(["db", "update-cognito-user-ids"]).ok();
        assert_eq!(mock(), 0);
    });
}

fn a_killed_schema_load_is_completed(world: &World) {
    world.run(["ddb", "schema-load"]).ok();
    let prepare = || drop(world.run(["ddb", "drop-table", "--yes"]).ok());
    kill_throughout(world, &["ddb", "schema-load"], prepare, || {
        world.run(["ddb", "schema-load"]).ok();
        assert!(world.run(["ddb", "schema-load"]).ok().stderr.contains("unchanged"));
    });
}

/// `CREATE TABLE IF NOT EXISTS` alone can fail if another one runs at the same time.
fn schemas_at_once_are_one(world: &World) {
    for _ in 0..10 {
        let children: Vec<Child> = (0..3).map(|_| world.spawn(["db", "schema-load"])).collect();
        for mut child in children {
            assert!(child.wait().expect("an end").success());
        }
        world.run(["db", "schema-load", "--reset", "--yes"]).ok();
        world.sql("DROP TABLE users; DROP TABLE activities");
    }
}

fn two_at_once_end_as_one(world: &World) {
    world.add_pool_users(&["andrewbrown", "bayko", "londo"].map(str::to_owned));
    let at_once = |commands: [&str; 2]| {
        for (mut child, command) in commands.map(|command| (world.spawn(command.split_whitespace()), command)) {
            assert!(child.wait().expect("an end").success(), "{command}");
        }
    };
    for command in ["db schema-load", "db seed", "ddb schema-load", "ddb seed", "db update-cognito-user-ids"] {
        at_once([command, command]);
    }
    at_once(["ddb seed --conversations 3 --messages 30", "ddb seed --conversations 3 --messages 30 --rng-seed 2"]);
    assert_eq!(world.items().len(), 156 + 2 * 3 * 32);
    assert_eq!(world.count("SELECT count(*) FROM users"), 3);
    assert_eq!(world.count("SELECT count(*) FROM users WHERE cognito_user_id = 'MOCK'"), 0);
}

/// Each seed has another clock and would write other times, so they have to agree on one.
#[test]
#[ignore = "needs the servers that tests/run starts"]
fn seeds_at_once_agree_on_the_times() {
    for round in 0..5 {
        let world = World::real();
        world.prepare();
        let children: Vec<Child> = (0..3)
            .map(|minute| {
                let mut command = world.command(["ddb", "seed"]);
                command.env("CRUDDUR_NOW", format!("2026-11-22T12:{round}{minute}:00Z"));
                command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the binary runs")
            })
            .collect();
        for mut child in children {
            assert!(child.wait().expect("an end").success());
        }
        // No message exists twice, and no claim is left.
        assert_eq!(world.items().len(), 156);
        assert!(world.run(["ddb", "seed"]).ok().stderr.contains("conversations: unchanged"));
    }
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_table_that_is_dropped_during_a_scan_is_named() {
    let world = World::real();
    world.prepare();
    world.run(["ddb", "seed", "--conversations", "40", "--messages", "500"]).ok();
    let args = ["ddb", "scan", "--output", "jsonl"];
    let child = world.command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary runs");
    world.run(["ddb", "drop-table", "--yes"]).ok();
    let output = child.wait_with_output().expect("an end");
    let stderr = String::from_utf8_lossy(&output.stderr);
    // The pipe holds less than the table, and nothing has read from it yet, so the scan cannot have ended.
    assert_eq!(output.status.code(), Some(3), "{stderr}");
    assert!(stderr.contains("error: there is no table cruddur-messages"), "{stderr}");
}

#[test]
fn an_interrupt_ends_a_command_within_a_second() {
    let world = World::ready();
    let seed = ["ddb", "seed", "--conversations", "2", "--messages", "12000"];
    let (status, text) = interrupted(&world, &seed);
    assert_eq!(status, Some(130), "{text}");
    assert!(text.contains("the same command again completes it"), "{text}");
    world.run(seed).ok();
    let items = world.items();
    assert_eq!(items.len(), 2 * 12_002);
    // A command that reads page after page is interrupted too.
    let group = items[0]["message_group_uuid"]["S"].as_str().expect("an id");
    let (status, text) = interrupted(&world, &["ddb", "patterns", "get-conversation", group, "--all"]);
    assert_eq!(status, Some(130), "{text}");
}

/// Interrupts a running command, and returns its exit code and its stderr. It must end within a second.
fn interrupted(world: &World, args: &[&str]) -> (Option<i32>, String) {
    let mut child = world.command(args).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the binary runs");
    let mut stderr = BufReader::new(child.stderr.take().expect("a pipe"));
    let mut text = String::new();
    // The first line is the target. The work begins soon after.
    stderr.read_line(&mut text).expect("a line");
    std::thread::sleep(Duration::from_millis(300));
    kill_process(Pid::from_child(&child), Signal::INT).expect("a signal");
    let started = Instant::now();
    let status = child.wait().expect("an end");
    assert!(started.elapsed() < Duration::from_secs(1), "{:?}", started.elapsed());
    stderr.read_to_string(&mut text).expect("the rest");
    (status.code(), text)
}
