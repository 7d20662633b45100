//! How many requests of one operation are in flight at the same time.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// The concurrency limit at first, and at most, in requests.
const INITIAL_CONCURRENCY: f64 = 8.0;
const MAX_CONCURRENCY: f64 = 32.0;

/// The concurrency limit of the embedded engine, in requests. It handles one request at a time; the other is prepared meanwhile.
const EMBEDDED_CONCURRENCY: f64 = 2.0;

/// The limit is halved once in this time: requests that were sent before the first refusal do not count as further refusals.
const HALVING_INTERVAL: Duration = Duration::from_millis(100);

/// A limit of the requests in flight. It grows by one for each round of successful requests, and is halved when the service
/// throttles one (additive increase, multiplicative decrease). The requests of one operation share it.
#[derive(Debug, Clone)]
pub(crate) struct ConcurrencyLimit(Arc<Mutex<State>>);

#[derive(Debug)]
struct State {
    /// The limit now. It grows by fractions.
    limit: f64,
    max: f64,
    halved: Option<Instant>,
}

impl ConcurrencyLimit {
    /// A limit for the embedded engine, if `is_exclusive`, or for the service.
    pub(crate) fn new(is_exclusive: bool) -> Self {
        let (limit, max) = match is_exclusive {
            true => (EMBEDDED_CONCURRENCY, EMBEDDED_CONCURRENCY),
            false => (INITIAL_CONCURRENCY, MAX_CONCURRENCY),
        };
        Self(Arc::new(Mutex::new(State { limit, max, halved: None })))
    }

    /// How many requests may be in flight now; at least one.
    pub(crate) fn allowed(&self) -> usize {
        self.with(|state| state.limit as usize)
    }

    /// Raises the limit, after a request that was carried out in full.
    pub(crate) fn succeeded(&self) {
        self.with(|state| state.limit = (state.limit + 1.0 / state.limit).min(state.max));
    }

    /// Halves the limit, after a request that the service throttled.
    pub(crate) fn throttled(&self) {
        self.with(|state| {
            if state.halved.is_none_or(|at| at.elapsed() > HALVING_INTERVAL) {
                state.limit = (state.limit / 2.0).max(1.0);
                state.halved = Some(Instant::now());
            }
        });
    }

    fn with<T>(&self, work: impl FnOnce(&mut State) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_concurrency_limit_grows_by_one_a_round_and_halves_once() {
        let concurrency = ConcurrencyLimit::new(false);
        assert_eq!(concurrency.allowed(), 8);
        (0..9).for_each(|_| concurrency.succeeded());
        assert_eq!(concurrency.allowed(), 9);
        concurrency.throttled();
        concurrency.throttled();
        assert_eq!(concurrency.allowed(), 4);
        (0..10_000).for_each(|_| concurrency.succeeded());
        assert_eq!(concurrency.allowed(), 32);
    }
}
