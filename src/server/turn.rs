//! Turns at the embedded stores. One process has them at a time, so a request opens them and releases them at once. Requests that
//! follow each other without a gap would keep other commands waiting for ever: they try to take the lock only now and then.

use std::time::{Duration, Instant};
use tokio::sync::{Mutex, MutexGuard};

/// How long requests use the stores one after the other before other processes get their turn.
const BUSY: Duration = Duration::from_millis(50);

/// The gap in which another process takes the lock: more than two of its attempts.
const GAP: Duration = Duration::from_millis(12);

/// Which part of the time the stores are in use by this process.
#[derive(Debug)]
pub(super) struct Turns(Mutex<Use>);

#[derive(Debug)]
struct Use {
    /// When the first request since the last gap began.
    since: Instant,
    /// When the last request ended.
    until: Instant,
}

impl Use {
    /// Returns whether a gap is due before a request that begins now.
    fn is_long(&self, now: Instant) -> bool {
        now.duration_since(self.until) < GAP && now.duration_since(self.since) >= BUSY
    }
}

/// The turn of one request. The stores have to be dropped before it.
pub(super) struct Turn<'a>(MutexGuard<'a, Use>);

impl Default for Turns {
    fn default() -> Self {
        let now = Instant::now();
        Self(Mutex::new(Use { since: now, until: now }))
    }
}

impl Turns {
    /// Waits for the turn, in the order of the calls.
    pub(super) async fn take(&self) -> Turn<'_> {
        let mut last = self.0.lock().await;
        if last.is_long(Instant::now()) {
            tokio::time::sleep(GAP).await;
        }
        let now = Instant::now();
        if now.duration_since(last.until) >= GAP {
            last.since = now;
        }
        Turn(last)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.until = Instant::now();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_is_due_after_a_while_without_one() {
        let now = Instant::now();
        let state = |since: u64, until: u64| Use {
            since: now - Duration::from_millis(since),
            until: now - Duration::from_millis(until),
        };
        assert!(!state(0, 0).is_long(now));
        assert!(!state(49, 0).is_long(now));
        assert!(state(50, 0).is_long(now));
        assert!(state(50, 11).is_long(now));
        // The others had their chance.
        assert!(!state(500, 12).is_long(now));
    }
}
