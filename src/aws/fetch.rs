//! A document that anyone may read, by one request without a signature.

use super::Service;
use super::access::Access;
use super::body::{Unread, read_within};
use super::endpoint::Endpoint;
use super::http::{Route, connector_for};
use crate::error::{Cause, Error, Result};
use crate::event::Event;
use aws_smithy_runtime_api::client::http::HttpConnector;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_types::body::SdkBody;
use std::time::Instant;

/// Reads a document of at most `limit` bytes at `path` of an endpoint. `operation` is its name in errors.
///
/// # Errors
/// [`Error::Unreachable`], [`Error::AnswerTooLong`], and [`Error::NotTheService`] for another status than 200.
pub(crate) async fn fetch(
    service: &Service,
    access: &Access,
    endpoint: &Endpoint,
    path: &str,
    operation: &'static str,
    limit: usize,
    route: Route,
) -> Result<Vec<u8>> {
    let unreachable =
        |source: Cause| Error::Unreachable { operation, service: service.name, at: service.at.clone(), source };
    let started = Instant::now();
    let sent = async {
        let request = http::Request::get(format!("{}{path}", endpoint.url)).body(SdkBody::empty());
        let request = request.map_err(|error| unreachable(error.into()))?;
        let request = HttpRequest::try_from(request).map_err(|error| unreachable(error.into()))?;
        let connector = connector_for(endpoint, access.ca_bundle.as_ref(), route)?;
        let answer = connector.call(request).await.map_err(|error| unreachable(error.into()))?;
        let status = answer.status().as_u16();
        if status != 200 {
            return Err(Error::NotTheService { operation, service: service.name, at: service.at.clone(), status });
        }
        read_within(answer.into_body(), limit).await.map_err(|error| match error {
            Unread::TooLong => Error::AnswerTooLong { operation, at: service.at.clone(), limit },
            Unread::Failed(source) => unreachable(source),
        })
    };
    let answer = tokio::time::timeout(access.timeout, sent).await;
    service.observer.tell(Event::Call {
        service: service.name,
        operation: operation.to_owned(),
        took: started.elapsed(),
    });
    answer.unwrap_or_else(|late| Err(unreachable(late.into())))
}
