//! The files of `completions/` in Bash, zsh and fish on a terminal, which `script` provides.

use super::file;
use crate::support::{CONVERSATION, World};
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// How long a shell has to show something. Other tests use the processors at the same time.
const PATIENCE: Duration = Duration::from_secs(60);

/// A shell on a terminal.
struct Terminal {
    shell: Child,
    keyboard: ChildStdin,
    screen: Arc<Mutex<String>>,
}

impl Terminal {
    /// Starts a shell, and types the commands that prepare it.
    fn start(world: &World, shell: &str, prepare: &str) -> Self {
        let program = Path::new(env!("CARGO_BIN_EXE_cruddur")).parent().expect("a directory").display().to_string();
        let mut command = Command::new("script");
        command.args(["-qfc", shell, "/dev/null"]).current_dir(world.dir()).env_clear().envs(world.env());
        command.env("PATH", format!("{program}:/usr/bin:/bin")).env("TERM", "xterm").env("HOME", world.dir());
        command
            .env("PAGER", "cat")
            .env("CRUDDUR_COMPLETE_TIMEOUT", "20000")
            .env("LANG", "C.UTF-8")
            .env("COLUMNS", "200");
        let mut shell = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("script");
        let (mut output, keyboard) = (shell.stdout.take().expect("a screen"), shell.stdin.take().expect("a keyboard"));
        let screen = Arc::new(Mutex::new(String::new()));
        let shown = Arc::clone(&screen);
        std::thread::spawn(move || {
            let mut bytes = [0; 4_096];
            while let Ok(read @ 1..) = output.read(&mut bytes) {
                shown.lock().unwrap().push_str(&String::from_utf8_lossy(&bytes[..read]));
            }
        });
        let mut terminal = Self { shell, keyboard, screen };
        // The command is shown when it is typed, and its output has no quotes.
        terminal.types(&format!("stty cols 200 rows 100; {prepare}; echo 're''ady'\r"));
        terminal.shows("ready");
        terminal
    }

    fn types(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).expect("the keyboard");
        self.keyboard.flush().expect("the keyboard");
    }

    /// Waits until the screen shows a text.
    fn shows(&self, text: &str) {
        let started = Instant::now();
        while !self.screen.lock().unwrap().contains(text) {
            let screen = self.screen.lock().unwrap().clone();
            assert!(started.elapsed() < PATIENCE, "{text:?} is not on the screen:\n{screen}\n{screen:?}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Completes lines by TAB and runs them: a command, a user, a conversation, and a value behind `=`. Then lists the conversations,
    /// which takes a TAB or two.
    fn completes(mut self, listing: &str) {
        self.types("cruddur ddb patterns list-con\t--as lon\t--output jsonl\r");
        self.shows(&format!("\"message_group_uuid\":\"{CONVERSATION}\""));
        self.types(
            "cruddur ddb patterns get-conversation --as londo 92254384\t--newest-first --limit 1 --output=cs\t\r",
        );
        self.shows("time,handle,message,");
        self.types(&format!("cruddur ddb patterns get-conversation {listing}"));
        self.shows("bayko: ");
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.shell.kill().ok();
        self.shell.wait().ok();
    }
}

fn completed(shell: &str, name: &str, prepare: &str, listing: &str) {
    let world = World::seeded();
    let prepare = prepare.replace("FILE", &file(name).display().to_string());
    Terminal::start(&world, shell, &prepare).completes(listing);
}

#[test]
fn bash() {
    completed("bash --norc --noprofile -i", "cruddur.bash", "source FILE", "\t\t");
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn zsh() {
    completed("zsh -f -i", "_cruddur", "autoload -Uz compinit && compinit -D -u; source FILE", "\t");
}

/// The file is also found by its name.
#[test]
#[ignore = "needs the servers that tests/run starts"]
fn zsh_by_fpath() {
    completed("zsh -f -i", "_cruddur", "fpath=($(dirname FILE) $fpath); autoload -Uz compinit && compinit -D -u", "\t");
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn fish() {
    completed("fish --no-config -i", "cruddur.fish", "source FILE", "\t");
}
