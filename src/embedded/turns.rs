//! The turns of a server that shares the embedded stores with other processes.
//!
//! A server opens the stores for a request and closes them after it. Requests that overlap, or that follow each other at once,
//! would still keep the lock from other processes for ever. So after a while requests wait until the lock was free for long
//! enough that a waiting process takes it.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::Notify;

/// How long requests may begin before the stores are closed.
const TURN: Duration = Duration::from_millis(50);

/// How long the stores stay closed: longer than a process that waits takes to try again.
const PAUSE: Duration = Duration::from_millis(12);

/// Decides when a request may open the stores.
#[derive(Debug)]
pub struct Turns {
    state: Mutex<State>,
    closed: Notify,
}

#[derive(Debug)]
struct State {
    /// The number of requests that have the stores open.
    open: usize,
    /// When the turn began.
    began: Instant,
    /// When the last request ended.
    ended: Instant,
}

/// What a request does next.
#[derive(Debug, PartialEq, Eq)]
enum Next {
    Open,
    WaitUntilClosed,
    WaitFor(Duration),
}

/// The turn of a request, until it is dropped. Drop it after the stores.
#[derive(Debug)]
pub struct Turn<'a>(&'a Turns);

impl Default for Turns {
    fn default() -> Self {
        let now = Instant::now();
        Self { state: Mutex::new(State { open: 0, began: now, ended: now }), closed: Notify::new() }
    }
}

impl Turns {
    /// Waits until the stores may be opened.
    pub async fn begin(&self) -> Turn<'_> {
        loop {
            // Created first: it hears of the end of a turn from now on.
            let closed = self.closed.notified();
            let next = self.state.lock().unwrap_or_else(PoisonError::into_inner).next(Instant::now());
            match next {
                Next::Open => return Turn(self),
                Next::WaitUntilClosed => closed.await,
                Next::WaitFor(pause) => tokio::time::sleep(pause).await,
            }
        }
    }
}

impl State {
    fn next(&mut self, now: Instant) -> Next {
        let closed_for = now.saturating_duration_since(self.ended);
        if self.open == 0 && closed_for >= PAUSE {
            self.began = now;
        }
        if now.saturating_duration_since(self.began) < TURN {
            self.open += 1;
            return Next::Open;
        }
        if self.open > 0 { Next::WaitUntilClosed } else { Next::WaitFor(PAUSE.saturating_sub(closed_for)) }
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut state = self.0.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.open -= 1;
        state.ended = Instant::now();
        if state.open == 0 {
            self.0.closed.notify_waiters();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(now: Instant) -> State {
        State { open: 0, began: now, ended: now }
    }

    #[test]
    fn requests_that_overlap_for_ever_let_others_in() {
        let start = Instant::now();
        let at = |millis| start + Duration::from_millis(millis);
        let mut state = state(start);
        assert_eq!(state.next(at(20)), Next::Open);
        // It began when the first request of the turn did.
        assert_eq!(state.next(at(60)), Next::Open);
        assert_eq!(state.next(at(70)), Next::WaitUntilClosed);
        (state.open, state.ended) = (0, at(75));
        assert_eq!(state.next(at(80)), Next::WaitFor(Duration::from_millis(7)));
        assert_eq!(state.next(at(87)), Next::Open);
        assert_eq!(state.next(at(136)), Next::Open);
        assert_eq!(state.next(at(137)), Next::WaitUntilClosed);
    }

    #[test]
    fn requests_one_after_the_other_let_others_in() {
        let start = Instant::now();
        let at = |millis| start + Duration::from_millis(millis);
        let mut state = state(start);
        for millis in (20..70).step_by(2) {
            assert_eq!(state.next(at(millis)), Next::Open, "{millis}");
            (state.open, state.ended) = (0, at(millis + 1));
        }
        assert_eq!(state.next(at(70)), Next::WaitFor(Duration::from_millis(11)));
        // With a pause of their own, they never wait.
        assert_eq!(state.next(at(90)), Next::Open);
    }

    #[tokio::test]
    async fn a_turn_ends_when_it_is_dropped() {
        let turns = Turns::default();
        let first = turns.begin().await;
        tokio::time::sleep(TURN + PAUSE).await;
        let late = tokio::time::timeout(Duration::from_millis(20), turns.begin()).await;
        assert!(late.is_err(), "it began while a request of a turn that is over was open");
        drop(first);
        let _next = tokio::time::timeout(Duration::from_secs(1), turns.begin()).await.expect("the next turn");
    }
}
