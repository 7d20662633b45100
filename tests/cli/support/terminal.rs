//! A terminal, which `script` provides. Every Debian has it.

use super::World;
use std::io::Read;
use std::process::{Command, Stdio};

/// The size of the terminal.
const ROWS: usize = 24;

/// Runs a command line of the program on a terminal with this many columns and no keyboard. Returns what is on the screen, without
/// colours, and the exit code.
pub fn on_a_terminal(world: &World, columns: usize, line: &str) -> (String, i32) {
    let (screen, status) = in_colour(world, columns, line);
    (without_escapes(&screen), status)
}

/// Runs a command line like [`on_a_terminal`], and returns what the terminal gets, with its colours.
pub fn in_colour(world: &World, columns: usize, line: &str) -> (String, i32) {
    let program = env!("CARGO_BIN_EXE_cruddur");
    let mut child = start(world, &format!("stty rows {ROWS} cols {columns}; {program} {line}"))
        .stdin(Stdio::null())
        .spawn()
        .expect("script");
    let mut screen = Vec::new();
    child.stdout.take().expect("a screen").read_to_end(&mut screen).expect("the screen");
    let status = child.wait().expect("an end").code().unwrap_or(-1);
    (String::from_utf8_lossy(&screen).replace("\r\n", "\n"), status)
}

/// Returns `script` for a line of the shell in this world.
pub fn start(world: &World, line: &str) -> Command {
    let mut command = Command::new("script");
    command.args(["-qec", line, "/dev/null"]).current_dir(world.dir()).env_clear();
    // A pager would wait for a key.
    command.env("PAGER", "cat");
    command.env("PATH", "/usr/bin:/bin").env("TERM", "xterm").env("HOME", world.dir()).envs(world.env());
    command.stdout(Stdio::piped());
    command
}

/// Returns a text without the sequences that a terminal obeys: colours, and the like.
pub fn without_escapes(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |clean, part| {
        let end = part.find(|c: char| c.is_ascii_alphabetic()).map_or(part.len(), |at| at + 1);
        clean + &part[end..]
    })
}
