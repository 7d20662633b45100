//! The services that the commands of a stack call beside CloudFormation. They have no client of the SDK, which would add megabytes for
//! a call or two.

use super::xml::first;
use super::{Location, missing_action};
use crate::aws::signed::{Answer, Request, send};
use crate::aws::{Endpoint, Service};
use crate::ddb::retry::Retry;
use crate::error::{Error, Result, StackError};
use crate::event::Observer;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::time::Duration;

/// A service of AWS. Source of the names: AWS General Reference, "Service endpoints and quotas", and botocore's `signingName`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Api {
    /// Its name, for errors and traces.
    pub(super) name: &'static str,
    /// The first label of its hosts.
    host: &'static str,
    /// The name in the signature, and the prefix of its IAM actions.
    signing_name: &'static str,
    /// The variable that names the endpoint of a stand-in on this machine.
    pub(super) variable: &'static str,
}

impl Api {
    pub(super) const S3: Self = Self { name: "S3", host: "s3", signing_name: "s3", variable: "AWS_ENDPOINT_URL_S3" };
    pub(super) const LAMBDA: Self =
        Self { name: "Lambda", host: "lambda", signing_name: "lambda", variable: "AWS_ENDPOINT_URL_LAMBDA" };
    pub(super) const SECRETS_MANAGER: Self = Self {
        name: "Secrets Manager",
        host: "secretsmanager",
        signing_name: "secretsmanager",
        variable: "AWS_ENDPOINT_URL_SECRETS_MANAGER",
    };
    pub(super) const EC2: Self =
        Self { name: "EC2", host: "ec2", signing_name: "ec2", variable: "AWS_ENDPOINT_URL_EC2" };
    pub(super) const LOGS: Self = Self {
        name: "CloudWatch Logs",
        host: "logs",
        signing_name: "logs",
        variable: "AWS_ENDPOINT_URL_CLOUDWATCH_LOGS",
    };
    pub(super) const SQS: Self =
        Self { name: "SQS", host: "sqs", signing_name: "sqs", variable: "AWS_ENDPOINT_URL_SQS" };
    pub(super) const CLOUDWATCH: Self = Self {
        name: "CloudWatch",
        host: "monitoring",
        signing_name: "monitoring",
        variable: "AWS_ENDPOINT_URL_CLOUDWATCH",
    };

    /// All of them.
    pub(super) const ALL: [Self; 7] =
        [Self::S3, Self::LAMBDA, Self::SECRETS_MANAGER, Self::EC2, Self::LOGS, Self::SQS, Self::CLOUDWATCH];

    /// Its endpoint in a region of AWS.
    pub(super) fn endpoint(self, region: &str) -> Result<Endpoint> {
        let suffix = if region.starts_with("cn-") { "amazonaws.com.cn" } else { "amazonaws.com" };
        Endpoint::parse(self.variable, &format!("https://{}.{region}.{suffix}", self.host))
    }
}

/// A client of a service.
pub(super) struct Client<'a> {
    location: &'a Location,
    api: Api,
    endpoint: Endpoint,
    service: Service,
    timeout: Duration,
}

/// A refusal, in the spellings of AWS JSON.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Refusal {
    #[serde(rename = "__type")]
    code: String,
    #[serde(alias = "Message")]
    message: String,
}

impl<'a> Client<'a> {
    /// A client of a service at a location.
    pub(super) fn new(location: &'a Location, api: Api, observer: Observer) -> Result<Self> {
        let endpoint = location.endpoint(api)?;
        let service =
            Service { name: api.name, at: endpoint.to_string(), region: Some(location.region().to_owned()), observer };
        Ok(Self { location, api, endpoint, service, timeout: location.access.timeout })
    }

    /// Where the service is, for errors.
    pub(super) fn at(&self) -> &str {
        &self.service.at
    }

    /// The same client with at least this time for a request.
    pub(super) fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = self.timeout.max(timeout);
        self
    }

    /// Sends a request once. Any status is an answer.
    ///
    /// # Errors
    /// [`Error::Credentials`], [`Error::Unreachable`], [`Error::AnswerTooLong`].
    pub(super) async fn send(&self, request: &Request<'_>) -> Result<Answer> {
        let Self { location, api, endpoint, service, timeout } = self;
        send(service, &location.access, location.region(), endpoint, api.signing_name, request, *timeout).await
    }

    /// Sends an operation in AWS JSON that may be repeated, again as long as the service only asks for that. `target` is its prefix in
    /// the header `X-Amz-Target`, `version` that of the protocol (`1.0` or `1.1`), and `on` its resource, for errors.
    /// Source: smithy.io, "AWS JSON 1.0 protocol" and "AWS JSON 1.1 protocol".
    ///
    /// # Errors
    /// [`StackError::NotAllowed`], [`Error::NotTheService`], [`Error::Service`], and those of [`Client::send`].
    pub(super) async fn json<T: DeserializeOwned>(
        &self,
        (target, version): (&str, &str),
        operation: &'static str,
        on: &str,
        body: &Value,
    ) -> Result<T> {
        let content_type = format!("application/x-amz-json-{version}");
        let target = format!("{target}.{operation}");
        let headers = [("content-type", content_type.as_str()), ("x-amz-target", target.as_str())];
        let body = body.to_string();
        let request =
            Request { operation, method: http::Method::POST, path: "/", headers: &headers, body: body.as_bytes() };
        let answer = self.repeated(&request, on).await?;
        // An operation without output may answer with nothing.
        let body = if answer.body.is_empty() { b"{}" } else { answer.body.as_slice() };
        // An error of the parser would quote what it read, which may be a secret.
        serde_json::from_slice(body).map_err(|_| self.not_the_service(operation, answer.status))
    }

    /// Sends a request that may be repeated, again as long as the service only asks for that. An answer with a status of 2xx is returned,
    /// any other is an error.
    ///
    /// # Errors
    /// As [`Client::json`].
    pub(super) async fn repeated(&self, request: &Request<'_>, on: &str) -> Result<Answer> {
        let mut retry = Retry::new(self.timeout);
        loop {
            let answer = self.send(request).await;
            let answer = answer.and_then(|answer| self.accepted(request.operation, on, answer));
            match answer {
                Err(error) if error.is_retryable() && !retry.is_over() => retry.wait().await,
                answer => return answer,
            }
        }
    }

    /// Returns an answer with a status of 2xx, and the meaning of any other as an error.
    ///
    /// # Errors
    /// [`StackError::NotAllowed`], [`Error::Credentials`], [`Error::Service`], [`Error::NotTheService`].
    pub(super) fn accepted(&self, operation: &'static str, on: &str, answer: Answer) -> Result<Answer> {
        if (200..300).contains(&answer.status) {
            return Ok(answer);
        }
        let Some((code, message)) = refusal(&answer) else {
            return Err(self.not_the_service(operation, answer.status));
        };
        Err(match code.as_str() {
            "AccessDeniedException" | "AccessDenied" | "UnauthorizedOperation" => {
                let action = || format!("{}:{operation}", self.api.signing_name);
                let action = missing_action(&message).unwrap_or_else(action);
                StackError::NotAllowed { action, on: on.to_owned(), message }.into()
            }
            "UnrecognizedClientException"
            | "InvalidSignatureException"
            | "ExpiredTokenException"
            | "ExpiredToken"
            | "InvalidClientTokenId"
            | "SignatureDoesNotMatch"
            | "InvalidAccessKeyId"
            | "AuthFailure" => Error::Credentials { operation, source: format!("{code}: {message}").into() },
            _ => Error::Service { operation, on: on.to_owned(), code, message, request_id: None },
        })
    }

    /// The error for an answer that is not the service's.
    pub(super) fn not_the_service(&self, operation: &'static str, status: u16) -> Error {
        Error::NotTheService { operation, service: self.api.name, at: self.service.at.clone(), status }
    }
}

/// Encodes a segment of a path, or a value of a query. Source: RFC 3986, "Unreserved Characters", which signatures keep as they are.
pub(super) fn encoded(text: &str) -> String {
    const RESERVED: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    utf8_percent_encode(text, &RESERVED).to_string()
}

/// The code and the message of a refusal: AWS JSON has both in the body, REST JSON has the code in a header, and S3 and EC2 answer in XML.
/// Source: smithy.io, "Operation error serialization".
fn refusal(answer: &Answer) -> Option<(String, String)> {
    let plain = |code: &str| {
        let code = code.split(':').next().unwrap_or_default();
        code.rsplit('#').next().unwrap_or_default().to_owned()
    };
    if answer.body.trim_ascii_start().starts_with(b"<") {
        let text = std::str::from_utf8(&answer.body).ok()?;
        let code = first(text, "Code")?;
        return Some((code, first(text, "Message").unwrap_or_default()));
    }
    let Refusal { code, message } = serde_json::from_slice(&answer.body).unwrap_or_default();
    let code = if code.is_empty() { answer.header("x-amzn-errortype")?.to_owned() } else { code };
    Some((plain(&code), message))
}
