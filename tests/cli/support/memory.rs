//! The memory that a command takes.

use super::World;
use std::io::Read;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// The outcome of a command, and the memory that it took.
pub struct Measured {
    pub status: i32,
    /// The end of its stderr.
    pub stderr: String,
    /// The peak of its resident memory, in MiB.
    pub peak: usize,
}

impl World {
    /// Runs the binary, and measures its memory. It must end within `limit`. Its stdout is discarded. `input` is written to its stdin
    /// again and again, until it stops reading.
    #[track_caller]
    pub fn measure(&self, args: &[&str], input: &[u8], limit: Duration) -> Measured {
        let mut command = self.command(args);
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        if !input.is_empty() {
            command.stdin(Stdio::piped());
        }
        let mut child = command.spawn().expect("the binary runs");
        if let Some(mut stdin) = child.stdin.take() {
            let input = input.to_vec();
            std::thread::spawn(move || while std::io::Write::write_all(&mut stdin, &input).is_ok() {});
        }
        let mut from = child.stderr.take().expect("a pipe");
        let stderr = std::thread::spawn(move || {
            let mut bytes = Vec::new();
            from.read_to_end(&mut bytes).ok();
            bytes
        });
        let (started, mut peak) = (Instant::now(), 0);
        let status = loop {
            peak = resident(&child).unwrap_or_default().max(peak);
            if let Some(status) = child.try_wait().expect("a status") {
                break status;
            }
            if started.elapsed() > limit {
                child.kill().expect("a kill");
            }
            std::thread::sleep(Duration::from_micros(200));
        };
        let stderr = stderr.join().expect("stderr");
        let stderr = String::from_utf8_lossy(&stderr[stderr.len().saturating_sub(2_000)..]).into_owned();
        Measured { status: status.code().unwrap_or(-1), stderr, peak: peak / 1_024 }
    }
}

/// Returns the peak of a process so far, in KiB. Source: proc_pid_status(5), `VmHWM`.
fn resident(child: &Child) -> Option<usize> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().strip_suffix(" kB")?.parse().ok()
}
