//! The signals that end a command: Ctrl-C, SIGTERM and SIGHUP.
//!
//! A separate thread receives them, because the main thread may be blocked in a write to a full pipe.

use super::{pager, stderr};
use std::time::Duration;
use tokio::sync::oneshot;

/// The time that the command has to end by itself.
const GRACE_PERIOD: Duration = Duration::from_millis(500);

/// The signal that ended the command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// Ctrl-C, SIGINT.
    Interrupt,
    /// SIGTERM: what `kill`, systemd and Kubernetes send.
    Terminate,
    /// SIGHUP: the terminal was closed.
    HangUp,
}

impl Signal {
    /// Returns 128 plus the signal's number, as a shell reports a command that a signal ended.
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Interrupt => 130,
            Self::Terminate => 143,
            Self::HangUp => 129,
        }
    }
}

/// Starts to listen. The returned receiver resolves with the first signal. If the command does not end soon after, or if a
/// second signal comes, `give_up` is called with the first signal, and the process ends.
pub fn listen(give_up: impl FnOnce(Signal) + Send + 'static) -> oneshot::Receiver<Signal> {
    let (heard, first) = oneshot::channel();
    let listen = move || {
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
        runtime.block_on(async {
            let Ok(mut signals) = Signals::new() else { return };
            let signal = signals.next().await;
            heard.send(signal).ok();
            if tokio::time::timeout(GRACE_PERIOD, signals.next()).await.is_err() {
                // On a separate thread: stderr may be blocked too, and then the second signal ends the process.
                std::thread::spawn(move || {
                    if pager::terminate() {
                        // The command ends with its pager.
                        std::thread::sleep(GRACE_PERIOD);
                        stderr::release();
                    }
                    give_up(signal);
                    std::process::exit(signal.exit_code().into());
                });
                signals.next().await;
            }
            std::process::exit(signal.exit_code().into());
        });
    };
    // If the thread cannot start, each signal has its default effect.
    std::thread::Builder::new().name("signals".to_owned()).spawn(listen).ok();
    first
}

struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
    /// `None` if it is ignored, as under `nohup`.
    hang_up: Option<tokio::signal::unix::Signal>,
}

impl Signals {
    fn new() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
            hang_up: if hang_up_is_ignored() { None } else { Some(signal(SignalKind::hangup())?) },
        })
    }

    async fn next(&mut self) -> Signal {
        let hang_up = async {
            match &mut self.hang_up {
                Some(hang_up) => hang_up.recv().await,
                None => std::future::pending().await,
            }
        };
        let interrupt = async {
            // A pager has its own Ctrl-C. It ends the command by closing its input.
            while self.interrupt.recv().await.is_some() && pager::has_terminal() {}
        };
        tokio::select! {
            () = interrupt => Signal::Interrupt,
            _ = self.terminate.recv() => Signal::Terminate,
            _ = hang_up => Signal::HangUp,
        }
    }
}

/// Returns whether the process was started with SIGHUP ignored. Only Linux shows this without `unsafe`; on other systems SIGHUP
/// keeps its default effect.
/// Source: proc_pid_status(5), `SigIgn`, a mask in which SIGHUP is the lowest bit.
fn hang_up_is_ignored() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).is_none_or(|mask| mask & 1 == 1)
}
