//! `cruddur local serve`: the embedded DynamoDB engine over HTTP, for programs that speak DynamoDB.
//!
//! Signatures are not verified. A web page cannot use it: requests under another host and requests with an `Origin` are refused.
//! Source: DynamoDB developer guide, "DynamoDB low-level API" and "Error handling with DynamoDB".

use super::origin::Origins;
use super::shard_id;
use super::turn::Turns;
use crate::error::{Error, Result};
use crate::event::{Event, Observer};
use crate::stores;
use crate::target::Target;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{ALLOW, CONTENT_LENGTH, CONTENT_TYPE, ORIGIN};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::response::Response;
use bytes::Bytes;
use flate2::Crc;
use serde::de::IgnoredAny;
use serde_json::json;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::{Semaphore, SemaphorePermit};
use uuid::Uuid;

/// The limit of a request's body, in bytes. Source: DynamoDB developer guide, "Quotas": a request of BatchWriteItem is the largest.
const MAX_BODY: usize = 16 << 20;

/// The limit of all bodies that are being received or answered, in KiB.
const MAX_BODIES: usize = 64 << 10;

/// How long a body may take.
const BODY_TIMEOUT: Duration = Duration::from_secs(30);

/// The limit of an operation's name, in bytes.
const MAX_OPERATION: usize = 64;

/// What comes before the operation in the header `x-amz-target`.
const TARGETS: [&str; 2] = ["DynamoDB_20120810.", "DynamoDBStreams_20120810."];

/// The type of requests and answers.
const JSON: HeaderValue = HeaderValue::from_static("application/x-amz-json-1.0");

/// The embedded DynamoDB engine as a server.
#[derive(Debug)]
pub struct LocalDynamoDb {
    target: Target,
    observer: Observer,
    turns: Turns,
    bodies: Semaphore,
}

/// An answer that is an error of DynamoDB.
#[derive(Debug)]
struct Refusal {
    status: StatusCode,
    kind: &'static str,
    message: String,
}

impl LocalDynamoDb {
    /// Serves the engine of `target`, whose messages are embedded. The store is opened for a request and closed after it.
    ///
    /// # Errors
    /// As [`stores::answer`], if the store cannot be used.
    pub async fn new(target: Target, observer: Observer) -> Result<Self> {
        let server = Self { target, observer, turns: Turns::default(), bodies: Semaphore::new(MAX_BODIES) };
        server.ask("ListTables".to_owned(), Bytes::from_static(b"{}")).await?;
        Ok(server)
    }

    /// Returns the router of a server on this port.
    pub(super) fn router(self, port: u16) -> Router {
        let state = Arc::new((self, Origins::new(port, Vec::new())));
        Router::new().fallback(answer).with_state(state)
    }

    /// Answers an operation.
    async fn operate(&self, request: Request) -> std::result::Result<(StatusCode, String), Refusal> {
        let operation = operation(request.headers())?;
        let (_permit, body) = self.body(request).await?;
        let is_object = body.trim_ascii_start().starts_with(b"{");
        if !is_object || serde_json::from_slice::<IgnoredAny>(&body).is_err() {
            return Err(Refusal::new(
                "com.amazon.coral.service#SerializationException",
                "the body is not a JSON object",
            ));
        }
        let body = shard_id::of_engine(&operation, body);
        let (status, body) = self.ask(operation.clone(), body).await?;
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Ok((status, shard_id::of_sdk(&operation, body)))
    }

    /// Asks the engine, after the requests before.
    async fn ask(&self, operation: String, body: Bytes) -> Result<(u16, String)> {
        let _turn = self.turns.take().await;
        let began = Instant::now();
        let reply = stores::answer(&self.target, &self.observer, operation.clone(), body).await;
        self.observer.tell(Event::Call { service: "DynamoDB", operation, took: began.elapsed() });
        reply
    }

    /// Receives the body of a request. The permit is its share of all bodies.
    async fn body(&self, request: Request) -> std::result::Result<(SemaphorePermit<'_>, Bytes), Refusal> {
        let length =
            request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
        let Some(length) = length else { return Err(Refusal::of_body(StatusCode::LENGTH_REQUIRED, "has no length")) };
        if length > MAX_BODY {
            return Err(Refusal::of_body(StatusCode::PAYLOAD_TOO_LARGE, "is longer than 16 MiB"));
        }
        let share = u32::try_from(length / 1_024 + 1).unwrap_or(u32::MAX);
        let receive = async {
            let permit = self.bodies.acquire_many(share).await.ok()?;
            Some((permit, to_bytes(request.into_body(), MAX_BODY).await.ok()?))
        };
        let received = tokio::time::timeout(BODY_TIMEOUT, receive).await.ok().flatten();
        received.ok_or_else(|| Refusal::of_body(StatusCode::REQUEST_TIMEOUT, "did not arrive in time"))
    }
}

/// Answers a request.
async fn answer(State(state): State<Arc<(LocalDynamoDb, Origins)>>, request: Request) -> Response {
    let (dynamodb, origins) = &*state;
    if !origins.has_own_host(&request) || request.headers().contains_key(ORIGIN) {
        let refusal = Refusal {
            status: StatusCode::FORBIDDEN,
            ..Refusal::new("com.amazon.coral.service#AccessDeniedException", "web pages may not use this server")
        };
        return refusal.into_response();
    }
    match (request.method(), request.uri().path()) {
        (&Method::POST, "/") => match dynamodb.operate(request).await {
            Ok((status, body)) => response(status, body),
            Err(refusal) => refusal.into_response(),
        },
        // Load balancers and `cruddur` itself ask so whether it is there.
        (&Method::GET | &Method::HEAD, "/") => response(StatusCode::OK, json!({ "healthy": true }).to_string()),
        (_, "/") => {
            let mut response = Refusal::unknown_operation("DynamoDB is called by POST").into_response();
            *response.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
            response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD, POST"));
            response
        }
        _ => {
            let refusal = Refusal::unknown_operation("the only path is /");
            Refusal { status: StatusCode::NOT_FOUND, ..refusal }.into_response()
        }
    }
}

/// Returns the operation that a request names, such as `ListTables`.
fn operation(headers: &HeaderMap) -> std::result::Result<String, Refusal> {
    let target = headers.get("x-amz-target").and_then(|target| target.to_str().ok()).unwrap_or_default();
    let name = TARGETS.iter().find_map(|prefix| target.strip_prefix(prefix));
    let is_name = |name: &&str| {
        (1..=MAX_OPERATION).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    name.filter(is_name)
        .map(str::to_owned)
        .ok_or_else(|| Refusal::unknown_operation("the header x-amz-target names no operation of DynamoDB"))
}

/// Returns an answer with the headers of DynamoDB. The SDKs compare the checksum.
fn response(status: StatusCode, body: String) -> Response {
    let mut crc = Crc::new();
    crc.update(body.as_bytes());
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, JSON);
    headers.insert(HeaderName::from_static("x-amz-crc32"), HeaderValue::from(crc.sum()));
    if let Ok(id) = HeaderValue::from_str(&Uuid::new_v4().to_string()) {
        headers.insert(HeaderName::from_static("x-amzn-requestid"), id);
    }
    response
}

impl Refusal {
    fn new(kind: &'static str, message: &str) -> Self {
        Self { status: StatusCode::BAD_REQUEST, kind, message: message.to_owned() }
    }

    fn unknown_operation(message: &str) -> Self {
        Self::new("com.amazon.coral.service#UnknownOperationException", message)
    }

    fn of_body(status: StatusCode, message: &str) -> Self {
        let refusal = Self::new("com.amazon.coral.service#SerializationException", &format!("the body {message}"));
        Self { status, ..refusal }
    }

    fn into_response(self) -> Response {
        response(self.status, json!({ "__type": self.kind, "message": self.message }).to_string())
    }
}

/// The engine failed. The SDKs repeat such a request.
impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            ..Self::new("com.amazonaws.dynamodb.v20120810#InternalServerError", &error.to_string())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operation_is_a_name_after_a_known_service() {
        let of = |target: &'static str| {
            let headers = [(HeaderName::from_static("x-amz-target"), HeaderValue::from_static(target))];
            operation(&headers.into_iter().collect()).ok()
        };
        assert_eq!(of("DynamoDB_20120810.ListTables").as_deref(), Some("ListTables"));
        assert_eq!(of("DynamoDBStreams_20120810.GetRecords").as_deref(), Some("GetRecords"));
        for other in ["", "ListTables", "Kinesis_20131202.GetRecords", "DynamoDB_20120810.", "DynamoDB_20120810.a b"] {
            assert_eq!(of(other), None, "{other}");
        }
        assert_eq!(operation(&HeaderMap::new()).ok(), None);
    }

    #[test]
    fn the_checksum_is_that_of_the_body() {
        // Source: the check value of CRC-32/ISO-HDLC.
        let response = response(StatusCode::OK, "123456789".to_owned());
        assert_eq!(response.headers()["x-amz-crc32"], 0xcbf4_3926_u32.to_string());
    }
}
