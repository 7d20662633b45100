//! Tries that the SDK's own retries do not make: how long to wait between two, and when to give up.
//! Source: DynamoDB API reference, BatchWriteItem ("use an exponential backoff algorithm").

use crate::error::{Error, Result};
use std::time::Duration;
use tokio::time::Instant;

/// The first and the longest interval between two tries, before jitter.
const INTERVAL: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(5));

/// The intervals between tries. Each is twice as long as the one before, up to the longest.
pub(crate) struct Backoff {
    first: Duration,
    next: Duration,
    longest: Duration,
    has_jitter: bool,
}

impl Backoff {
    /// Intervals for a request that the service refused. They have full jitter, so that requests that were refused together are
    /// not sent again together.
    pub(crate) fn new() -> Self {
        Self { has_jitter: true, ..Self::polling(INTERVAL) }
    }

    /// Intervals for a status that is polled, from the first to the longest. They have no jitter.
    fn polling((first, longest): (Duration, Duration)) -> Self {
        Self { first, next: first, longest, has_jitter: false }
    }

    /// Waits for the next interval.
    pub(crate) async fn wait(&mut self) {
        tokio::time::sleep(self.interval()).await;
    }

    /// Returns the next interval, and doubles the one after it.
    fn interval(&mut self) -> Duration {
        let jitter = if self.has_jitter { fastrand::f64() } else { 1.0 };
        let interval = self.next.mul_f64(jitter);
        self.next = (self.next * 2).min(self.longest);
        interval
    }

    fn reset(&mut self) {
        self.next = self.first;
    }
}

/// Tries with a time limit. The caller checks [`Retry::is_over`] before it waits for the next try.
pub(crate) struct Retry {
    timeout: Duration,
    /// When the first try began, or when the last one made progress.
    since: Instant,
    backoff: Backoff,
}

impl Retry {
    /// Tries of a request that the service refuses. They end if none makes progress for `timeout`.
    pub(crate) fn new(timeout: Duration) -> Self {
        Self { timeout, since: Instant::now(), backoff: Backoff::new() }
    }

    /// Polls of a status for `timeout`, at intervals from the first to the longest.
    pub(crate) fn polling(timeout: Duration, interval: (Duration, Duration)) -> Self {
        Self { timeout, since: Instant::now(), backoff: Backoff::polling(interval) }
    }

    /// Starts the time limit and the intervals again, after a try that made progress.
    pub(crate) fn progress(&mut self) {
        self.since = Instant::now();
        self.backoff.reset();
    }

    /// Extends the time limit by the time for which a try waited for a capacity limit.
    pub(crate) fn extend(&mut self, waited: Duration) {
        self.since += waited;
    }

    /// Whether the time limit is over.
    pub(crate) fn is_over(&self) -> bool {
        self.since.elapsed() >= self.timeout
    }

    /// Waits for the next try.
    pub(crate) async fn wait(&mut self) {
        self.backoff.wait().await;
    }
}

/// Sends a write of one item, and sends it again after a transient refusal, for `timeout` at most.
///
/// # Errors
/// The error of the last try.
pub(crate) async fn write_one<T, F: Future<Output = Result<T>>>(timeout: Duration, send: impl Fn() -> F) -> Result<T> {
    let mut retry = Retry::new(timeout);
    loop {
        match send().await {
            Err(error) if is_transient(&error) && !retry.is_over() => retry.wait().await,
            known => return known,
        }
    }
}

/// Whether a write of items is refused for a transient reason: there are too many requests, or another request, such as a transaction,
/// was writing the item. The SDK does not send a request again that conflicts with a transaction.
/// Source: DynamoDB developer guide, "Transaction conflict handling"; API reference, PutItem, "Errors".
pub(crate) fn is_transient(error: &Error) -> bool {
    const CONFLICTS: [&str; 2] = ["TransactionConflictException", "ReplicatedWriteConflictException"];
    is_throttling(error) || matches!(error, Error::Service { code, .. } if CONFLICTS.contains(&code.as_str()))
}

/// Whether an error only asks to send the request again later. Source: DynamoDB developer guide, "Error handling".
pub(crate) fn is_throttling(error: &Error) -> bool {
    const CODES: [&str; 3] = ["ProvisionedThroughputExceededException", "ThrottlingException", "RequestLimitExceeded"];
    matches!(error, Error::Service { code, .. } if CODES.contains(&code.as_str()))
}

/// Whether it is unknown after this failure if the service carried out the request.
pub(crate) fn is_unclear(error: &Error) -> bool {
    match error {
        Error::Unreachable { .. } | Error::AnswerTooLong { .. } | Error::NotTheService { .. } | Error::Task(_) => true,
        Error::Service { code, .. } => {
            let server = ["Internal", "ServiceUnavailable", "RequestTimeout", "TransactionInProgress"];
            server.iter().any(|start| code.starts_with(start)) || is_throttling(error)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_double_up_to_the_longest() {
        let mut backoff = Backoff::polling((Duration::from_secs(1), Duration::from_secs(3)));
        assert_eq!([(); 4].map(|()| backoff.interval().as_secs()), [1, 2, 3, 3]);
        backoff.reset();
        assert_eq!(backoff.interval().as_secs(), 1);
        let mut backoff = Backoff::new();
        assert!(backoff.interval() <= INTERVAL.0 && backoff.next == INTERVAL.0 * 2);
    }

    #[test]
    fn progress_and_waiting_for_a_capacity_limit_extend_the_time() {
        let second = Duration::from_secs(1);
        let mut retry = Retry::new(second);
        assert!(!retry.is_over());
        retry.since -= second;
        assert!(retry.is_over());
        retry.extend(second);
        assert!(!retry.is_over());
        retry.since -= second;
        retry.progress();
        assert!(!retry.is_over());
    }
}
