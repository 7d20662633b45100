//! The pager: output on a terminal goes through it, and nothing else does.

use crate::support::World;
use crate::support::terminal::{start, without_escapes};
use std::process::Stdio;

/// Marks each line that goes through it.
const MARK: &str = "sed s/^/PAGED:/";

/// Runs a command line on a terminal with this pager and these variables. Returns what is on the screen, and the exit code.
fn on_a_terminal(world: &World, variables: &[(&str, &str)], line: &str) -> (String, i32) {
    let program = env!("CARGO_BIN_EXE_cruddur");
    let mut command = start(world, &format!("stty rows 24 cols 200; {program} {line}"));
    let output = command.envs(variables.iter().copied()).stdin(Stdio::null()).output().expect("script");
    let screen = String::from_utf8(output.stdout).expect("UTF-8").replace("\r\n", "\n");
    (without_escapes(&screen), output.status.code().unwrap_or(-1))
}

/// The lines for stderr come before the pager and after it.
#[test]
fn output_on_a_terminal_goes_through_the_pager() {
    let world = World::seeded();
    let (screen, status) = on_a_terminal(&world, &[("PAGER", MARK)], "ddb scan --limit 3 --output jsonl");
    let lines: Vec<&str> = screen.lines().collect();
    assert_eq!((lines.len(), status), (5, 0), "{screen}");
    assert!(lines[0].starts_with("target: "), "{screen}");
    assert!(lines[1..4].iter().all(|line| line.starts_with("PAGED:{")), "{screen}");
    assert!(lines[4].starts_with("3 items, "), "{screen}");
    // A command that fails before its output starts none.
    let (screen, status) = on_a_terminal(&world, &[("PAGER", "echo PAGED:")], "ddb scan --table missing");
    assert!(status == 3 && !screen.contains("PAGED:"), "{screen}");
}

#[test]
fn what_is_not_for_reading_goes_around_it() {
    let world = World::seeded();
    let paged = ("PAGER", MARK);
    for (variables, line) in [
        (&[paged][..], "conversations --no-pager"),
        (&[paged], "conversations --no-input"),
        (&[paged], "conversations --verbose"),
        (&[paged], "conversations > out; cat out"),
        (&[paged, ("CI", "true")], "conversations"),
        (&[paged, ("TERM", "dumb")], "conversations"),
        (&[("PAGER", "")], "conversations"),
        (&[("PAGER", "cat")], "conversations"),
        (&[paged], "ddb stream tail --once --from trim-horizon --limit 1"),
        (&[paged], "ddb seed --dry-run"),
        (&[paged], "send --as londo --with bayko hello"),
    ] {
        let (screen, status) = on_a_terminal(&world, variables, line);
        assert!(status == 0 && !screen.contains("PAGED:") && screen.lines().count() > 1, "{line}: {screen}");
    }
}

#[test]
fn a_pager_that_cannot_be_run_is_an_error() {
    let world = World::seeded();
    let (screen, status) = on_a_terminal(&world, &[("PAGER", "no-such-pager --fast")], "conversations");
    assert_eq!(status, 4, "{screen}");
    assert!(screen.contains("error: the pager 'no-such-pager --fast' cannot be run\nhint: set PAGER"), "{screen}");
}

/// Whoever has seen enough ends the pager. That is no failure.
#[test]
fn a_pager_may_end_early() {
    let world = World::seeded();
    let line = "ddb scan --output jsonl --segments 2";
    let (screen, status) = on_a_terminal(&world, &[("PAGER", "head -n 1")], line);
    assert_eq!((screen.lines().filter(|line| line.starts_with('{')).count(), status), (1, 0), "{screen}");
}

/// While somebody reads, other commands can use the embedded stores.
#[test]
fn the_stores_are_free_while_the_pager_is_open() {
    let world = World::seeded();
    let send = format!("cat; {} send --as londo --with bayko 'written meanwhile'", env!("CARGO_BIN_EXE_cruddur"));
    let (screen, status) = on_a_terminal(&world, &[("PAGER", &send)], "conversations --as andrewbrown");
    assert!(status == 0 && screen.contains("wrote a message"), "{screen}");
    assert!(!screen.contains("waiting for"), "{screen}");
}

/// Ctrl-C belongs to the pager, which uses it to stop a search. The other signals end both.
#[test]
fn signals_reach_the_pager() {
    let world = World::seeded();
    let ignores = "trap '' INT; cat > all; kill -INT $PPID; sleep 0.1; kill -INT $PPID; sleep 0.1; echo read on";
    let (screen, status) = on_a_terminal(&world, &[("PAGER", ignores)], "conversations");
    assert!(status == 0 && screen.ends_with("read on\n"), "{screen}");
    let waits = "cat > all; kill -TERM $PPID; trap 'echo told; exit' TERM; while true; do sleep 0.05; done";
    let (screen, status) = on_a_terminal(&world, &[("PAGER", waits)], "conversations");
    assert!(screen.contains("told\nerror: interrupted by SIGTERM\n"), "{screen}");
    assert_eq!(status, 143, "{screen}");
}
