//! One signed request to a service that has no client here.
//! Source: IAM user guide, "Create a signed AWS API request".

use super::access::Access;
use super::endpoint::Endpoint;
use super::exchange::exchange;
use super::{Service, configure_endpoint, provided};
use crate::aws::http::{Route, connector_for};
use crate::error::{Cause, Error, Result};
use aws_sigv4::http_request::{
    PayloadChecksumKind, PercentEncodingMode, SignableBody, SignableRequest, SigningSettings, UriPathNormalizationMode,
    sign,
};
use aws_sigv4::sign::v4;
use aws_smithy_types::body::SdkBody;
use http::{HeaderMap, Method};
use std::time::{Duration, SystemTime};

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
    let connector = connector_for(endpoint, access.ca_bundle.as_ref(), Route::Environment)?;
    let signed = signed(access, region, endpoint, signing_name, request);
    let answer = exchange(service, request.operation, &connector, signed, MAX_ANSWER, timeout).await?;
    let (parts, body) = answer.into_parts();
    Ok(Answer { status: parts.status.as_u16(), headers: parts.headers, body })
}

/// The request with its signature.
async fn signed(
    access: &Access,
    region: &str,
    endpoint: &Endpoint,
    signing_name: &str,
    request: &Request<'_>,
) -> Result<http::Request<SdkBody>> {
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
    Ok(signed)
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
