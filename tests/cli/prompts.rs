//! Questions on a terminal, and interrupts. `script` provides the terminal. Every Debian has it.

use crate::support::World;
use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::time::Duration;

/// Runs a command on a terminal, waits for its question, and types the answer. Returns the text of the screen and the exit code.
pub fn on_a_terminal(world: &World, arguments: &str, typed: &[u8]) -> (String, i32) {
    let mut command = Command::new("script");
    command.args(["-qec", &format!("{} {arguments}", env!("CARGO_BIN_EXE_cruddur")), "/dev/null"]);
    command.current_dir(world.dir()).env_clear().env("PATH", "/usr/bin:/bin").env("TERM", "xterm").env("PAGER", "cat");
    command.envs(world.env());
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("script");
    let (mut screen, mut stdout) = (String::new(), child.stdout.take().expect("a screen"));
    let mut stdin = child.stdin.take().expect("a keyboard");
    let mut bytes = [0; 1_024];
    while !screen.contains("[y/N] ") && !screen.contains("to continue: ") {
        let read = stdout.read(&mut bytes).expect("the screen");
        assert!(read > 0, "it did not ask: {screen}");
        screen.push_str(&String::from_utf8_lossy(&bytes[..read]));
    }
    stdin.write_all(typed).expect("the keyboard");
    let (sent, ended) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let mut rest = String::new();
        stdout.read_to_string(&mut rest).ok();
        sent.send(rest).ok();
    });
    // Keeps stdin open, so that only the typed answer ends the command.
    screen.push_str(&ended.recv_timeout(Duration::from_secs(20)).expect("an end"));
    drop(stdin);
    (screen, child.wait().expect("an end").code().unwrap_or(-1))
}

fn with_a_table() -> World {
    let world = World::embedded();
    world.run(["ddb", "schema-load"]).ok();
    world
}

fn tables(world: &World) -> usize {
    world.run(["ddb", "list-tables", "--output", "json"]).ok().rows().len()
}

#[test]
fn no_is_no() {
    let world = with_a_table();
    for typed in ["n\n", "\n", "yess\n"] {
        let (screen, status) = on_a_terminal(&world, "ddb drop-table", typed.as_bytes());
        assert_eq!(status, 5, "{screen}");
        assert!(screen.contains("not confirmed, so this did not drop table cruddur-messages"), "{screen}");
        // An answer of no gets no hint about how to confirm.
        assert!(!screen.contains("hint:"), "{screen}");
    }
    assert_eq!(tables(&world), 1);
}

#[test]
fn yes_is_yes() {
    let world = with_a_table();
    let (screen, status) = on_a_terminal(&world, "ddb drop-table", b"y\n");
    assert_eq!(status, 0, "{screen}");
    assert_eq!(tables(&world), 0);
}

#[test]
fn an_interrupt_ends_a_question() {
    let world = with_a_table();
    let (screen, status) = on_a_terminal(&world, "ddb drop-table", b"\x03");
    assert_eq!(status, 130, "{screen}");
    assert!(screen.contains("interrupted"), "{screen}");
    assert_eq!(tables(&world), 1);
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn on_prod_the_name_is_typed() {
    let world = World::real().with("AWS_REGION", "us-east-1");
    world.run(["ddb", "schema-load"]).ok();
    let command = format!(
        "ddb drop-table --prod --insecure-http --endpoint-url {}",
        world.var("AWS_ENDPOINT_URL_DYNAMODB").unwrap()
    );
    for typed in ["y\n", "cruddur\n"] {
        let (screen, status) = on_a_terminal(&world, &command, typed.as_bytes());
        assert_eq!(status, 5, "{screen}");
        // The account and the table are shown before the question.
        assert!(screen.contains("prod: account 000000000000, region "), "{screen}");
        assert!(screen.contains("table cruddur-messages, about 0 items, deletion protection off"), "{screen}");
    }
    assert_eq!(tables(&world), 1);
    let (screen, status) = on_a_terminal(&world, &command, b"cruddur-messages\n");
    assert_eq!(status, 0, "{screen}");
    assert_eq!(tables(&world), 0);
}
