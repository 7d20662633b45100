//! One request to a service that has no client here, with a signature or without.
//! Source: IAM user guide, "Create a signed AWS API request".

use super::access::Access;
use super::endpoint::Endpoint;
use super::{Service, configure_endpoint, provided};
use crate::aws::http::{Route, connector_for};
use crate::error::{Cause, Error, Result};
use crate::event::Event;
use aws_sigv4::http_request::{
    PayloadChecksumKind, PercentEncodingMode, SignableBody, SignableRequest, SigningSettings, UriPathNormalizationMode,
    sign,
};
use aws_sigv4::sign::v4;
use aws_smithy_runtime_api::client::http::HttpConnector;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use http::{HeaderMap, Method};
use std::time::{Duration, Instant, SystemTime};

/// The limit of an answer, in bytes. The largest, of FilterLogEvents and Invoke, have 1 MiB and 6 MB.
const MAX_ANSWER: usize = 8 << 20;

/// A request.
pub(crate) struct Request<'a> {
    /// The name of the operation, for errors and traces.
    pub(crate) operation: &'static str,
    pub(crate) method: Method,
    /// The path and the query, percent-encoded. It begins with `/`.
    pub(crate) path: &'a str,
    /// Its headers, in lower case.
    pub(crate) headers: &'a [(&'a str, &'a str)],
    pub(crate) body: &'a [u8],
}

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// Sends a request once. `signing_name` is the name of the service in the signature, such as `secretsmanager`.
///
/// # Errors
/// [`Error::Credentials`], [`Error::Unreachable`], [`Error::AnswerTooLong`].
pub(crate) async fn send(
    service: &Service,
    access: &Access,
    region: &str,
    endpoint: &Endpoint,
    signing_name: &str,
    request: &Request<'_>,
    timeout: Duration,
) -> Result<Answer> {
    timed(service, request.operation, timeout, async {
        let signed = signed(access, region, endpoint, signing_name, request).await?;
        answered(service, access, endpoint, Route::Environment, request.operation, signed).await
    })
    .await
}

/// Reads `/` of a host, without a signature and without a proxy.
///
/// # Errors
/// [`Error::Unreachable`], [`Error::AnswerTooLong`].
pub(crate) async fn get(
    service: &Service,
    access: &Access,
    endpoint: &Endpoint,
    operation: &'static str,
) -> Result<Answer> {
    timed(service, operation, access.timeout, async {
        let bad = |source: Cause| unreachable(service, operation, source);
        let request = http::Request::get(format!("{}/", endpoint.url)).body(SdkBody::empty());
        let request = HttpRequest::try_from(request.map_err(|error| bad(error.into()))?);
        let request = request.map_err(|error| bad(error.into()))?;
        answered(service, access, endpoint, Route::Direct, operation, request).await
    })
    .await
}

/// Sends a request within a time, and reports its duration to the observer.
async fn timed(
    service: &Service,
    operation: &'static str,
    timeout: Duration,
    sent: impl Future<Output = Result<Answer>>,
) -> Result<Answer> {
    let started = Instant::now();
    let answer = tokio::time::timeout(timeout, sent).await;
    service.observer.tell(Event::Call {
        service: service.name,
        operation: operation.to_owned(),
        took: started.elapsed(),
    });
    answer.unwrap_or_else(|late| Err(unreachable(service, operation, late.into())))
}

async fn answered(
    service: &Service,
    access: &Access,
    endpoint: &Endpoint,
    route: Route,
    operation: &'static str,
    request: HttpRequest,
) -> Result<Answer> {
    let connector = connector_for(endpoint, access.ca_bundle.as_ref(), route)?;
    let answer = connector.call(request).await.map_err(|error| unreachable(service, operation, error.into()))?;
    let answer = answer.try_into_http1x().map_err(|error| unreachable(service, operation, error.into()))?;
    let (parts, stream) = answer.into_parts();
    let mut stream = ByteStream::new(stream);
    let mut body = Vec::new();
    while let Some(bytes) = stream.next().await {
        body.extend_from_slice(&bytes.map_err(|error| unreachable(service, operation, error.into()))?);
        if body.len() > MAX_ANSWER {
            return Err(Error::AnswerTooLong { operation, at: service.at.clone(), limit: MAX_ANSWER });
        }
    }
    Ok(Answer { status: parts.status.as_u16(), headers: parts.headers, body })
}

/// The request with its signature.
async fn signed(
    access: &Access,
    region: &str,
    endpoint: &Endpoint,
    signing_name: &str,
    request: &Request<'_>,
) -> Result<HttpRequest> {
    let bad = |source: Cause| Error::Credentials { operation: request.operation, source };
    let identity = provided(&configure_endpoint(access, region, endpoint).await?).await?.into();
    let parameters = v4::SigningParams::builder()
        .identity(&identity)
        .region(region)
        .name(signing_name)
        .time(SystemTime::now())
        .settings(settings(signing_name))
        .build()
        .map_err(|error| bad(error.into()))?
        .into();
    let url = format!("{}{}", endpoint.url.trim_end_matches('/'), request.path);
    let body = SignableBody::Bytes(request.body);
    let signable = SignableRequest::new(request.method.as_str(), &url, request.headers.iter().copied(), body)
        .map_err(|error| bad(error.into()))?;
    let (instructions, _) = sign(signable, &parameters).map_err(|error| bad(error.into()))?.into_parts();
    let mut signed = http::Request::builder().method(request.method.clone()).uri(&url);
    for (name, value) in request.headers {
        signed = signed.header(*name, *value);
    }
    let mut signed = signed.body(SdkBody::from(request.body)).map_err(|error| bad(error.into()))?;
    instructions.apply_to_request_http1x(&mut signed);
    HttpRequest::try_from(signed).map_err(|error| bad(error.into()))
}

/// S3 signs the path as it is sent, and wants the digest of the body in a header.
/// Source: S3 API reference, "Signature calculations for the authorization header".
fn settings(signing_name: &str) -> SigningSettings {
    let mut settings = SigningSettings::default();
    if signing_name == "s3" {
        settings.percent_encoding_mode = PercentEncodingMode::Single;
        settings.uri_path_normalization_mode = UriPathNormalizationMode::Disabled;
        settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
    }
    settings
}

fn unreachable(service: &Service, operation: &'static str, source: Cause) -> Error {
    Error::Unreachable { operation, service: service.name, at: service.at.clone(), source }
}
