//! The pager, through which output goes to a terminal, as that of git does.
//!
//! It starts with the first output, so that a command without output, or one that fails before, shows nothing of it. While it has the
//! terminal, the lines for stderr wait, and Ctrl-C is its own.

use super::environment::variable;
use super::error::Failure;
use super::shell::quoted;
use super::stderr;
use rustix::process::{Pid, Signal, kill_process};
use std::io::{ErrorKind, Result, Stdout, Write, stdout};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The pager that is used if no variable names one, and its options: it ends at once if everything fits the screen, and leaves the text
/// there.
const DEFAULT: &str = "less";
const OPTIONS: (&str, &str) = ("LESS", "FRX");

/// The statuses of a shell that could not run a command.
const NOT_RUN: [i32; 2] = [126, 127];

/// The process id of the pager that has the terminal; 0 if none has it.
static RUNNING: AtomicI32 = AtomicI32::new(0);

/// Returns whether a pager has the terminal.
pub fn has_terminal() -> bool {
    RUNNING.load(Ordering::Relaxed) != 0
}

/// Ends the pager, because the command was told to end. With this signal less restores the terminal. Returns whether there was one.
pub fn terminate() -> bool {
    let Some(id) = Pid::from_raw(RUNNING.load(Ordering::Relaxed)) else { return false };
    kill_process(id, Signal::TERM).is_ok()
}

/// A pager that has not started yet, or has.
pub struct Pager {
    /// The command of the variable.
    named: Option<String>,
    state: Mutex<State>,
}

enum State {
    Waiting,
    Running(Child),
    /// There is none, or it has ended. Output goes to stdout.
    Without,
}

impl Pager {
    /// Returns the pager that the environment asks for, or `None` if it asks for none: in CI, on a terminal that cannot move its cursor,
    /// and if the variable is `cat`.
    pub fn of_environment() -> Option<Arc<Self>> {
        // An empty variable switches the pager off, unlike other variables.
        let named = std::env::var("PAGER").ok().map(|named| named.trim().to_owned());
        let is_off = named.as_deref().is_some_and(|named| ["", "cat"].contains(&named));
        if is_off || variable("CI").is_some() || variable("TERM").is_none_or(|term| term == "dumb") {
            return None;
        }
        Some(Arc::new(Self { named, state: Mutex::new(State::Waiting) }))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn command(&self) -> Command {
        match &self.named {
            Some(named) => {
                let mut command = Command::new("sh");
                command.args(["-c", named]);
                command
            }
            None => Command::new(DEFAULT),
        }
    }

    fn start(&self) -> State {
        let mut command = self.command();
        if variable(OPTIONS.0).is_none() {
            command.env(OPTIONS.0, OPTIONS.1);
        }
        match command.stdin(Stdio::piped()).spawn() {
            Ok(child) => {
                RUNNING.store(child.id().cast_signed(), Ordering::Relaxed);
                stderr::hold();
                State::Running(child)
            }
            Err(_) => State::Without,
        }
    }

    /// Ends the output, waits until the pager has ended, and prints the lines that waited for it.
    ///
    /// # Errors
    /// A configuration failure if the shell could not run the command of the variable: the output is lost.
    pub fn wait(&self) -> anyhow::Result<()> {
        let State::Running(mut child) = std::mem::replace(&mut *self.state(), State::Without) else { return Ok(()) };
        drop(child.stdin.take());
        let ended = child.wait();
        RUNNING.store(0, Ordering::Relaxed);
        stderr::release();
        let could_not_run = |status: ExitStatus| status.code().is_some_and(|code| NOT_RUN.contains(&code));
        match (&self.named, ended) {
            (Some(named), Ok(status)) if could_not_run(status) => Err(Failure::Settings {
                what: format!("the pager {} cannot be run", quoted(named)),
                hint: Some("set PAGER to a program, such as less, or give --no-pager".to_owned()),
            }
            .into()),
            _ => Ok(()),
        }
    }
}

/// The stream into the pager, or to stdout if there is none.
pub struct Paged {
    pager: Arc<Pager>,
    stdout: Stdout,
}

impl Paged {
    pub fn new(pager: Arc<Pager>) -> Self {
        Self { pager, stdout: stdout() }
    }

    /// Does `write` with the stream.
    fn with<T>(&mut self, write: impl FnOnce(&mut dyn Write) -> Result<T>) -> Result<T> {
        match &mut *self.pager.state() {
            State::Running(Child { stdin: Some(input), .. }) => write(input),
            State::Running(_) => Err(ErrorKind::BrokenPipe.into()),
            State::Waiting | State::Without => write(&mut self.stdout),
        }
    }
}

impl Write for Paged {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        let mut state = self.pager.state();
        if matches!(*state, State::Waiting) && !bytes.is_empty() {
            *state = self.pager.start();
        }
        drop(state);
        self.with(|out| out.write(bytes))
    }

    fn flush(&mut self) -> Result<()> {
        self.with(|out| out.flush())
    }
}
