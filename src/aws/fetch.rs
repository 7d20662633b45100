//! A document that anyone may read, by one request without a signature.

use super::Service;
use super::access::Access;
use super::endpoint::Endpoint;
use super::exchange::exchange;
use super::http::{Route, connector_for};
use crate::error::{Error, Result};
use aws_smithy_types::body::SdkBody;

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
    let request = async {
        let request = http::Request::get(format!("{}{path}", endpoint.url)).body(SdkBody::empty());
        request.map_err(|error| Error::Unreachable {
            operation,
            service: service.name,
            at: service.at.clone(),
            source: error.into(),
        })
    };
    let connector = connector_for(endpoint, access.ca_bundle.as_ref(), route)?;
    let answer = exchange(service, operation, &connector, request, limit, access.timeout).await?;
    match answer.status().as_u16() {
        200 => Ok(answer.into_body()),
        status => Err(Error::NotTheService { operation, service: service.name, at: service.at.clone(), status }),
    }
}
