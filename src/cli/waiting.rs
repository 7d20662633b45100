//! Reports what a command waits for.

use std::time::{Duration, Instant};

/// A shorter wait is not reported, unless it is reported at once.
const REPORT_DELAY: Duration = Duration::from_secs(2);

/// The interval after which an unchanged state is reported again.
const REPORT_INTERVAL: Duration = Duration::from_secs(60);

/// What the command waits for.
#[derive(Debug, Default)]
pub struct Waiting(Option<Wait>);

#[derive(Debug)]
struct Wait {
    what: String,
    since: Instant,
    /// The last reported state, and when it was reported.
    said: Option<(String, Instant)>,
}

impl Waiting {
    /// Returns the line to print about a poll at `now`: for each change of the state, and once a minute for the same state.
    /// `at_once` reports a short wait too, for a terminal.
    pub fn poll(&mut self, what: &str, state: &str, now: Instant, at_once: bool) -> Option<String> {
        if self.0.as_ref().is_none_or(|wait| wait.what != what) {
            self.0 = Some(Wait { what: what.to_owned(), since: now, said: None });
        }
        let wait = self.0.as_mut()?;
        let waited = now.saturating_duration_since(wait.since);
        let is_due = match &wait.said {
            None => at_once || waited >= REPORT_DELAY,
            Some((said, at)) => said != state || now.saturating_duration_since(*at) >= REPORT_INTERVAL,
        };
        if !is_due {
            return None;
        }
        wait.said = Some((state.to_owned(), now));
        let seconds = waited.as_secs();
        Some(match seconds {
            0 => format!("waiting for {what}: {state}"),
            _ => format!("waiting for {what}: {state}, {seconds} s"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_change_is_said_and_the_same_once_a_minute() {
        let start = Instant::now();
        let mut waiting = Waiting::default();
        let mut poll =
            |what, state, seconds, at_once| waiting.poll(what, state, start + Duration::from_secs(seconds), at_once);
        assert_eq!(poll("table t", "CREATING", 0, false), None);
        assert_eq!(poll("table t", "CREATING", 2, false).as_deref(), Some("waiting for table t: CREATING, 2 s"));
        assert_eq!(poll("table t", "CREATING", 61, false), None);
        assert_eq!(poll("table t", "CREATING", 62, false).as_deref(), Some("waiting for table t: CREATING, 62 s"));
        assert_eq!(poll("table t", "UPDATING", 63, false).as_deref(), Some("waiting for table t: UPDATING, 63 s"));
        assert_eq!(poll("index i", "CREATING", 64, true).as_deref(), Some("waiting for index i: CREATING"));
    }
}
