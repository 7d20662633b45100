//! How fast a table is written and read: as many requests at once as it takes, and within a budget where there is one.

use crate::error::{Error, Result};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How many requests are under way at first, and at most.
const FIRST: f64 = 8.0;
const MOST: f64 = 32.0;

/// Of the embedded engine, which does one at a time: while it does, the next is made ready.
const EMBEDDED: f64 = 2.0;

/// The most items of a page: one of 1 MB has no more that are worth it.
const MOST_ITEMS: f64 = 10_000.0;

/// What was sent before a request was refused does not count as another refusal.
const ROUND: Duration = Duration::from_millis(100);

/// How many requests may be under way: one more for each round that goes well, half as many when the service asks for patience
/// (additive increase, multiplicative decrease). Shared by the requests of one operation.
#[derive(Debug, Clone)]
pub(crate) struct ConcurrencyLimit(Arc<Mutex<Allowed>>);

#[derive(Debug)]
struct Allowed {
    requests: f64,
    most: f64,
    halved: Option<Instant>,
}

impl ConcurrencyLimit {
    /// `is_exclusive` is of the embedded engine.
    pub(crate) fn new(is_exclusive: bool) -> Self {
        let (requests, most) = if is_exclusive { (EMBEDDED, EMBEDDED) } else { (FIRST, MOST) };
        Self(Arc::new(Mutex::new(Allowed { requests, most, halved: None })))
    }

    /// How many requests may be under way now; at least one.
    pub(crate) fn allowed(&self) -> usize {
        self.with(|allowed| allowed.requests as usize)
    }

    /// A request was taken in full.
    pub(crate) fn taken(&self) {
        self.with(|allowed| allowed.requests = (allowed.requests + 1.0 / allowed.requests).min(allowed.most));
    }

    /// The service asked for patience.
    pub(crate) fn throttled(&self) {
        self.with(|allowed| {
            if allowed.halved.is_none_or(|at| at.elapsed() > ROUND) {
                allowed.requests = (allowed.requests / 2.0).max(1.0);
                allowed.halved = Some(Instant::now());
            }
        });
    }

    fn with<T>(&self, work: impl FnOnce(&mut Allowed) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A budget of capacity units a second, kept by what the service says that requests consumed. Shared by the requests of one
/// command.
///
/// A request reserves what its items will cost, going by those before it, and waits while nothing is left; what it did consume
/// is set right afterwards.
#[derive(Debug, Clone)]
pub struct RateLimit(Option<Arc<Mutex<Account>>>);

#[derive(Debug)]
struct Account {
    /// Units a second.
    rate: f64,
    /// Units that are there to be spent; less than zero where more was consumed than was earned.
    units: f64,
    /// When units were last earned.
    at: Instant,
    /// Units an item, as the last request had them.
    an_item: f64,
}

/// What a request has reserved: given back where it comes to nothing.
#[derive(Debug)]
pub(crate) struct Reserved {
    rate_limit: RateLimit,
    units: f64,
    /// How long the budget was waited for.
    pub(crate) waited: Duration,
}

impl RateLimit {
    /// No budget.
    pub const NONE: Self = Self(None);

    /// So many units a second.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a rate that nothing could be done with.
    pub fn per_second(rate: f64) -> Result<Self> {
        if rate.is_finite() && rate > 0.0 {
            let account = Account { rate, units: rate, at: Instant::now(), an_item: 1.0 };
            return Ok(Self(Some(Arc::new(Mutex::new(account)))));
        }
        Err(Error::Invalid { what: format!("{rate} capacity units a second"), why: "it takes more than 0".to_owned() })
    }

    /// Whether there is one.
    pub(crate) fn is_kept(&self) -> bool {
        self.0.is_some()
    }

    /// How many items a request may have, where so many at once share a second's units; `None` for as many as fit.
    pub(crate) fn items(&self, at_once: usize) -> Option<i32> {
        self.with(|account| account.rate / account.an_item / at_once as f64)
            .map(|items| items.clamp(1.0, MOST_ITEMS) as i32)
    }

    /// Waits until something may be spent, and reserves what so many items will cost.
    pub(crate) async fn reserve(&self, items: usize) -> Reserved {
        let asked = Instant::now();
        let units = loop {
            match self.with(|account| account.reserve(items as f64, Instant::now())) {
                Some(Err(pause)) => tokio::time::sleep(pause).await,
                Some(Ok(units)) => break units,
                None => break 0.0,
            }
        };
        Reserved { rate_limit: self.clone(), units, waited: asked.elapsed() }
    }

    fn with<T>(&self, work: impl FnOnce(&mut Account) -> T) -> Option<T> {
        Some(work(&mut self.0.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner)))
    }
}

impl Reserved {
    /// Sets right what the request, of so many items, has consumed.
    pub(crate) fn settle(mut self, items: usize, consumed: f64) {
        self.rate_limit.with(|account| {
            account.units -= consumed;
            if items > 0 && consumed > 0.0 {
                account.an_item = consumed / items as f64;
            }
        });
        self.give_back();
    }

    /// The request has consumed what was reserved, as far as anybody knows.
    pub(crate) fn spend(mut self) {
        self.units = 0.0;
    }

    fn give_back(&mut self) {
        let units = std::mem::take(&mut self.units);
        self.rate_limit.with(|account| account.units += units);
    }
}

impl Drop for Reserved {
    fn drop(&mut self) {
        self.give_back();
    }
}

impl Account {
    /// Earns what the time since brought, at most one second's worth, and takes units for so many items, or says how long to
    /// wait.
    fn reserve(&mut self, items: f64, now: Instant) -> std::result::Result<f64, Duration> {
        self.units = (self.units + self.rate * now.saturating_duration_since(self.at).as_secs_f64()).min(self.rate);
        self.at = now;
        if self.units <= 0.0 {
            return Err(Duration::from_secs_f64((-self.units / self.rate).clamp(0.001, 60.0)));
        }
        let reserved = items * self.an_item;
        self.units -= reserved;
        Ok(reserved)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_grows_by_one_a_round_and_halves_once() {
        let concurrency = ConcurrencyLimit::new(false);
        assert_eq!(concurrency.allowed(), 8);
        (0..9).for_each(|_| concurrency.taken());
        assert_eq!(concurrency.allowed(), 9);
        concurrency.throttled();
        concurrency.throttled();
        assert_eq!(concurrency.allowed(), 4);
        (0..10_000).for_each(|_| concurrency.taken());
        assert_eq!(concurrency.allowed(), 32);
    }

    #[test]
    fn a_budget_waits_for_what_was_consumed() {
        let start = Instant::now();
        let mut account = Account { rate: 10.0, units: 10.0, at: start, an_item: 1.0 };
        assert!(account.reserve(10.0, start).is_ok());
        assert_eq!(account.reserve(1.0, start).err(), Some(Duration::from_millis(1)));
        assert!(account.reserve(1.0, start + Duration::from_millis(100)).is_ok());
        // What was not used is earned for one second and no longer.
        let later = start + Duration::from_secs(60);
        assert!(account.reserve(15.0, later).is_ok());
        assert_eq!(account.reserve(1.0, later).err(), Some(Duration::from_millis(500)));
    }

    #[tokio::test]
    async fn what_was_consumed_is_set_right() {
        let rate_limit = RateLimit::per_second(1_000.0).unwrap();
        let reserved = rate_limit.reserve(10).await;
        reserved.settle(10, 30.0);
        assert_eq!(rate_limit.items(1), Some(333));
        assert_eq!(rate_limit.items(2), Some(166));
        assert!(RateLimit::per_second(0.0).is_err());
        // 970 are left; what comes to nothing is given back.
        drop(rate_limit.reserve(300).await);
        drop(rate_limit.reserve(300).await);
        let left = rate_limit.with(|account| account.units).unwrap();
        assert!(left >= 970.0, "{left}");
        RateLimit::NONE.reserve(1_000_000).await;
        assert_eq!(RateLimit::NONE.items(1), None);
    }
}
