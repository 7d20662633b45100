//! A limit of the capacity units that a command consumes each second.

use crate::error::{Error, Result};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The most items of a page. A page of 1 MB has more only if they are very small.
const MAX_ITEMS: f64 = 10_000.0;

/// The shortest and the longest wait for capacity units, in seconds.
const WAIT: (f64, f64) = (0.001, 60.0);

/// A capacity limit in capacity units a second. The requests of one command share it.
///
/// A request first reserves the estimated cost of its items, which is that of the items before it, and waits if no unit is left.
/// Afterwards the estimate is replaced by the capacity that the service says it consumed.
#[derive(Debug, Clone)]
pub struct RateLimit(Option<Arc<Mutex<TokenBucket>>>);

#[derive(Debug)]
struct TokenBucket {
    /// Units a second. The bucket holds the units of one second.
    rate: f64,
    /// The units that are left. Fewer than zero if requests consumed more than they reserved.
    units: f64,
    /// When the bucket was last refilled.
    refilled: Instant,
    /// The units that an item of the last request consumed.
    units_per_item: f64,
}

/// The units that a request has reserved. They are returned when it is dropped.
#[derive(Debug)]
pub(crate) struct Reserved {
    rate_limit: RateLimit,
    units: f64,
    /// How long the request waited for the units.
    pub(crate) waited: Duration,
}

impl RateLimit {
    /// No limit.
    pub const NONE: Self = Self(None);

    /// A limit of `rate` units a second.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a rate that is not more than 0.
    pub fn per_second(rate: f64) -> Result<Self> {
        if rate.is_finite() && rate > 0.0 {
            let bucket = TokenBucket { rate, units: rate, refilled: Instant::now(), units_per_item: 1.0 };
            return Ok(Self(Some(Arc::new(Mutex::new(bucket)))));
        }
        Err(Error::Invalid { what: format!("{rate} capacity units a second"), why: "it takes more than 0".to_owned() })
    }

    /// Whether there is a limit. Only then does a request have to return the capacity that it consumed.
    pub(crate) fn is_limited(&self) -> bool {
        self.0.is_some()
    }

    /// The most items of a request, if `at_once` requests share the units of a second; `None` without a limit.
    pub(crate) fn items(&self, at_once: usize) -> Option<i32> {
        self.with(|bucket| bucket.rate / bucket.units_per_item / at_once as f64)
            .map(|items| items.clamp(1.0, MAX_ITEMS) as i32)
    }

    /// Waits until a unit is left, and reserves the estimated cost of `items`.
    pub(crate) async fn reserve(&self, items: usize) -> Reserved {
        let asked = Instant::now();
        let units = loop {
            match self.with(|bucket| bucket.reserve(items as f64, Instant::now())) {
                Some(Err(wait)) => tokio::time::sleep(wait).await,
                Some(Ok(units)) => break units,
                None => break 0.0,
            }
        };
        Reserved { rate_limit: self.clone(), units, waited: asked.elapsed() }
    }

    fn with<T>(&self, work: impl FnOnce(&mut TokenBucket) -> T) -> Option<T> {
        Some(work(&mut self.0.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner)))
    }
}

impl Reserved {
    /// Replaces the reserved units by those that the request, of `items`, consumed.
    pub(crate) fn settle(mut self, items: usize, consumed: f64) {
        self.rate_limit.with(|bucket| {
            bucket.units -= consumed;
            if items > 0 && consumed > 0.0 {
                bucket.units_per_item = consumed / items as f64;
            }
        });
        self.give_back();
    }

    /// Counts the reserved units as consumed. For a request whose answer does not say what it consumed.
    pub(crate) fn spend(mut self) {
        self.units = 0.0;
    }

    fn give_back(&mut self) {
        let units = std::mem::take(&mut self.units);
        self.rate_limit.with(|bucket| bucket.units += units);
    }
}

impl Drop for Reserved {
    fn drop(&mut self) {
        self.give_back();
    }
}

impl TokenBucket {
    /// Refills for the elapsed time, then takes the estimated cost of `items`, or returns how long to wait.
    fn reserve(&mut self, items: f64, now: Instant) -> std::result::Result<f64, Duration> {
        let elapsed = now.saturating_duration_since(self.refilled).as_secs_f64();
        self.units = (self.units + self.rate * elapsed).min(self.rate);
        self.refilled = now;
        if self.units <= 0.0 {
            return Err(Duration::from_secs_f64((-self.units / self.rate).clamp(WAIT.0, WAIT.1)));
        }
        let reserved = items * self.units_per_item;
        self.units -= reserved;
        Ok(reserved)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_limit_waits_for_what_was_consumed() {
        let start = Instant::now();
        let mut bucket = TokenBucket { rate: 10.0, units: 10.0, refilled: start, units_per_item: 1.0 };
        assert!(bucket.reserve(10.0, start).is_ok());
        assert_eq!(bucket.reserve(1.0, start).err(), Some(Duration::from_millis(1)));
        assert!(bucket.reserve(1.0, start + Duration::from_millis(100)).is_ok());
        // The bucket holds the units of one second and no more.
        let later = start + Duration::from_secs(60);
        assert!(bucket.reserve(15.0, later).is_ok());
        assert_eq!(bucket.reserve(1.0, later).err(), Some(Duration::from_millis(500)));
    }

    #[tokio::test]
    async fn what_was_consumed_is_set_right() {
        let rate_limit = RateLimit::per_second(1_000.0).unwrap();
        let reserved = rate_limit.reserve(10).await;
        reserved.settle(10, 30.0);
        assert_eq!(rate_limit.items(1), Some(333));
        assert_eq!(rate_limit.items(2), Some(166));
        assert!(RateLimit::per_second(0.0).is_err());
        // 970 are left. Units that were reserved and not consumed are returned.
        drop(rate_limit.reserve(300).await);
        drop(rate_limit.reserve(300).await);
        let left = rate_limit.with(|bucket| bucket.units).unwrap();
        assert!(left >= 970.0, "{left}");
        RateLimit::NONE.reserve(1_000_000).await;
        assert_eq!(RateLimit::NONE.items(1), None);
    }
}
