//! Waiting between tries that the SDK's own retries do not make.
//! Source: DynamoDB API reference, BatchWriteItem ("use an exponential backoff algorithm").

use crate::error::Error;
use std::time::Duration;

/// The first and the longest pause, before jitter.
const INTERVAL: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(5));

/// The pauses between tries: each twice as long as the one before, up to the longest.
pub(crate) struct Backoff(Duration);

impl Backoff {
    pub(crate) fn new() -> Self {
        Self(INTERVAL.0)
    }

    /// Waits with full jitter: what was refused together does not come back together.
    pub(crate) async fn wait(&mut self) {
        tokio::time::sleep(self.0.mul_f64(fastrand::f64())).await;
        self.0 = (self.0 * 2).min(INTERVAL.1);
    }
}

/// Whether an error only asks for patience. Source: DynamoDB developer guide, "Error handling".
pub(crate) fn is_throttling(error: &Error) -> bool {
    const CODES: [&str; 3] = ["ProvisionedThroughputExceededException", "ThrottlingException", "RequestLimitExceeded"];
    matches!(error, Error::Service { code, .. } if CODES.contains(&code.as_str()))
}

/// Whether a failure leaves open whether the request was carried out.
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
