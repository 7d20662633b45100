//! One signed request to a service that has no client here.
//! Source: AWS JSON 1.1 protocol (smithy.io, "AWS JSON 1.1 protocol").

use super::access::Access;
use super::body::{Unread, read_within};
use super::endpoint::Endpoint;
use super::{Service, configure_endpoint, provided};
use crate::aws::http::connector_for;
use crate::error::{Cause, Error, Result};
use crate::event::Event;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4;
use aws_smithy_runtime_api::client::http::HttpConnector;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_types::body::SdkBody;
use std::time::{Instant, SystemTime};

const CONTENT_TYPE: &str = "application/x-amz-json-1.1";

/// The limit of an answer, in bytes. A secret has up to 64 KiB.
const MAX_ANSWER: usize = 1 << 20;

/// An operation of a service that speaks AWS JSON.
pub(crate) struct Operation<'a> {
    /// The name that the signature has, such as `secretsmanager`.
    pub(crate) signing_name: &'static str,
    /// The prefix of the header that names the operation, such as `secretsmanager`.
    pub(crate) target: &'static str,
    /// The name of the operation.
    pub(crate) name: &'static str,
    /// The body, as JSON.
    pub(crate) body: &'a str,
}

/// An answer: its HTTP status and its body.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

/// Sends an operation once.
///
/// # Errors
/// [`Error::Credentials`], [`Error::Unreachable`], [`Error::AnswerTooLong`].
pub(crate) async fn send(
    service: &Service,
    access: &Access,
    region: &str,
    endpoint: &Endpoint,
    operation: Operation<'_>,
) -> Result<Answer> {
    let started = Instant::now();
    let answer = tokio::time::timeout(access.timeout, sent(service, access, region, endpoint, &operation)).await;
    service.observer.tell(Event::Call {
        service: service.name,
        operation: operation.name.to_owned(),
        took: started.elapsed(),
    });
    match answer {
        Ok(answer) => answer,
        Err(late) => Err(unreachable(service, &operation, late.into())),
    }
}

async fn sent(
    service: &Service,
    access: &Access,
    region: &str,
    endpoint: &Endpoint,
    operation: &Operation<'_>,
) -> Result<Answer> {
    let request = signed(access, region, endpoint, operation).await?;
    let connector = connector_for(endpoint, access.ca_bundle.as_ref())?;
    let answer = connector.call(request).await.map_err(|error| unreachable(service, operation, error.into()))?;
    let status = answer.status().as_u16();
    let body = read_within(answer.into_body(), MAX_ANSWER).await.map_err(|error| match error {
        Unread::TooLong => {
            Error::AnswerTooLong { operation: operation.name, at: service.at.clone(), limit: MAX_ANSWER }
        }
        Unread::Failed(source) => unreachable(service, operation, source),
    })?;
    Ok(Answer { status, body })
}

/// The request with its signature.
async fn signed(access: &Access, region: &str, endpoint: &Endpoint, operation: &Operation<'_>) -> Result<HttpRequest> {
    let bad = |source: Cause| Error::Credentials { operation: operation.name, source };
    let identity = provided(&configure_endpoint(access, region, endpoint).await?).await?.into();
    let parameters = v4::SigningParams::builder()
        .identity(&identity)
        .region(region)
        .name(operation.signing_name)
        .time(SystemTime::now())
        .settings(SigningSettings::default())
        .build()
        .map_err(|error| bad(error.into()))?
        .into();
    let url = format!("{}/", endpoint.url);
    let target = format!("{}.{}", operation.target, operation.name);
    let headers = [("content-type", CONTENT_TYPE), ("x-amz-target", target.as_str())];
    let signable =
        SignableRequest::new("POST", &url, headers.into_iter(), SignableBody::Bytes(operation.body.as_bytes()))
            .map_err(|error| bad(error.into()))?;
    let (instructions, _) = sign(signable, &parameters).map_err(|error| bad(error.into()))?.into_parts();
    let mut request =
        http::Request::post(&url).body(SdkBody::from(operation.body)).map_err(|error| bad(error.into()))?;
    for (name, value) in headers {
        request.headers_mut().insert(name, value.parse().map_err(|_| bad("a header is malformed".into()))?);
    }
    instructions.apply_to_request_http1x(&mut request);
    HttpRequest::try_from(request).map_err(|error| bad(error.into()))
}

fn unreachable(service: &Service, operation: &Operation<'_>, source: Cause) -> Error {
    Error::Unreachable { operation: operation.name, service: service.name, at: service.at.clone(), source }
}
