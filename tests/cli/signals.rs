//! SIGTERM and SIGHUP end a command in the same way as Ctrl-C.

use crate::support::stub::table;
use crate::support::{Stub, World};
use rustix::process::{Pid, Signal, kill_process};
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

fn send(child: &Child, signal: Signal) {
    kill_process(Pid::from_child(child), signal).expect("a signal");
}

/// Sends `signals` to a running command, which ends within a second, or a few on a busy machine. Alone it would run for much longer.
/// Returns its exit code and its stderr.
fn ended_by(world: &World, command: &[&str], signals: &[Signal]) -> (Option<i32>, String) {
    let mut child =
        world.command(command).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the binary runs");
    let mut stderr = BufReader::new(child.stderr.take().expect("a pipe"));
    let mut text = String::new();
    stderr.read_line(&mut text).expect("a line");
    std::thread::sleep(Duration::from_millis(300));
    for signal in signals {
        send(&child, *signal);
    }
    let started = Instant::now();
    let status = child.wait().expect("an end");
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
    stderr.read_to_string(&mut text).expect("the rest");
    (status.code(), text)
}

const SEED: [&str; 6] = ["ddb", "seed", "--conversations", "2", "--messages", "12000"];

#[test]
fn each_signal_says_how_to_continue() {
    for (signal, code, text) in [
        (Signal::INT, 130, "error: interrupted\n"),
        (Signal::TERM, 143, "error: interrupted by SIGTERM\n"),
        (Signal::HUP, 129, "error: interrupted by SIGHUP\n"),
    ] {
        let world = World::ready();
        let (status, said) = ended_by(&world, &SEED, &[signal]);
        assert_eq!(status, Some(code), "{said}");
        assert!(said.contains(text) && said.contains("the same command again completes it"), "{said}");
        world.run(SEED).ok();
        assert_eq!(world.items().len(), 2 * 12_002);
    }
}

#[test]
fn an_interruption_can_be_json() {
    let command = [&SEED[..], &["--error-format", "json"]].concat();
    let world = World::ready();
    let mut child =
        world.command(&command).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the binary runs");
    std::thread::sleep(Duration::from_millis(300));
    send(&child, Signal::TERM);
    let mut text = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut text).expect("the rest");
    assert_eq!(child.wait().expect("an end").code(), Some(143), "{text}");
    let error: serde_json::Value = serde_json::from_str(text.lines().last().expect("a line")).expect("JSON");
    assert_eq!((&error["reason"], &error["exit_code"]), (&"interrupted".into(), &143.into()));
}

/// Nothing reads its output, so it blocks in a write. A signal must still end it.
#[test]
fn a_command_that_blocks_in_a_full_pipe_ends() {
    let world = World::ready();
    world.run(["ddb", "seed", "--conversations", "2", "--messages", "3000"]).ok();
    for (signals, code) in [(&[Signal::TERM][..], 143), (&[Signal::INT, Signal::INT], 130)] {
        let mut command = world.command(["ddb", "scan", "--output", "jsonl"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the binary runs");
        std::thread::sleep(Duration::from_millis(700));
        signals.iter().for_each(|signal| send(&child, *signal));
        let started = Instant::now();
        while child.try_wait().expect("a status").is_none() && started.elapsed() < Duration::from_secs(5) {
            std::thread::sleep(Duration::from_millis(10));
        }
        let is_over = child.try_wait().expect("a status").is_some();
        child.kill().ok();
        assert!(is_over, "{signals:?}");
        assert_eq!(child.wait().expect("an end").code(), Some(code));
    }
}

#[test]
fn a_command_that_waits_ends() {
    let creating = Stub::new(|_, _| (200, table("CREATING")));
    let (status, text) = ended_by(&creating.world(), &["ddb", "schema-load"], &[Signal::TERM]);
    assert_eq!(status, Some(143), "{text}");
    let creating = Stub::new(|_, _| (200, table("CREATING")));
    assert_eq!(ended_by(&creating.world(), &["ddb", "schema-load"], &[Signal::TERM, Signal::TERM]).0, Some(143));
}

/// `nohup` starts a command with SIGHUP ignored. The command must keep ignoring it.
#[test]
#[cfg(target_os = "linux")]
fn nohup_is_respected() {
    let world = World::ready();
    let binary = env!("CARGO_BIN_EXE_cruddur");
    let script = format!("trap '' HUP; exec {binary} {}", SEED.join(" "));
    let mut command = std::process::Command::new("sh");
    let child =
        command.args(["-c", &script]).env_clear().envs(world.env()).current_dir(world.dir()).stdin(Stdio::null());
    let mut child = child.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("sh runs");
    let mut stderr = BufReader::new(child.stderr.take().expect("a pipe"));
    stderr.read_line(&mut String::new()).expect("a line");
    std::thread::sleep(Duration::from_millis(100));
    send(&child, Signal::HUP);
    assert!(child.wait().expect("an end").success());
}
