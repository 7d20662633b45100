//! One HTTP request without a client of the SDK, and its whole answer.

use super::Service;
use super::body::{Unread, read_within};
use crate::error::{Cause, Error, Result};
use crate::event::Event;
use aws_smithy_http_client::Connector;
use aws_smithy_runtime_api::client::http::HttpConnector;
use aws_smithy_types::body::SdkBody;
use std::time::{Duration, Instant};

/// Sends a request within a time, reports its duration to the observer, and reads at most `limit` bytes. Any status is an answer.
/// `operation` is its name in errors.
///
/// # Errors
/// [`Error::Unreachable`], [`Error::AnswerTooLong`], and those of `request`.
pub(super) async fn exchange(
    service: &Service,
    operation: &'static str,
    connector: &Connector,
    request: impl Future<Output = Result<http::Request<SdkBody>>>,
    limit: usize,
    timeout: Duration,
) -> Result<http::Response<Vec<u8>>> {
    let unreachable =
        |source: Cause| Error::Unreachable { operation, service: service.name, at: service.at.clone(), source };
    let started = Instant::now();
    let sent = async {
        let request = request.await?.try_into().map_err(|error| unreachable(Cause::from(error)))?;
        let answer = connector.call(request).await.map_err(|error| unreachable(error.into()))?;
        let (parts, body) = answer.try_into_http1x().map_err(|error| unreachable(error.into()))?.into_parts();
        let body = read_within(body, limit).await.map_err(|error| match error {
            Unread::TooLong => Error::AnswerTooLong { operation, at: service.at.clone(), limit },
            Unread::Failed(source) => unreachable(source),
        })?;
        Ok(http::Response::from_parts(parts, body))
    };
    let answer = tokio::time::timeout(timeout, sent).await;
    service.observer.tell(Event::Call {
        service: service.name,
        operation: operation.to_owned(),
        took: started.elapsed(),
    });
    answer.unwrap_or_else(|late| Err(unreachable(late.into())))
}
