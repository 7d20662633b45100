//! The JSON of every error. No error says more than the caller needs: the texts of services and files stay in the process.

use crate::error::{Error, Kind};
use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// Why a request was not carried out.
#[derive(Debug)]
pub(super) struct Failure {
    status: StatusCode,
    body: Value,
}

impl Failure {
    /// A failure with a code that programs can tell apart, such as `not_found`.
    pub(super) fn new(status: StatusCode, code: &str) -> Self {
        Self { status, body: json!({ "error": code }) }
    }

    /// The request cannot be read.
    pub(super) fn bad_request() -> Self {
        Self::new(StatusCode::BAD_REQUEST, "bad_request")
    }

    /// The caller is not known. The body is that of the app's backend.
    pub(super) fn unauthorized() -> Self {
        Self { status: StatusCode::UNAUTHORIZED, body: json!({}) }
    }

    /// What was asked for does not exist, or is not the caller's to see.
    pub(super) fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found")
    }

    /// The message cannot be written. The body is a list of codes, as that of the app's backend.
    pub(super) fn unprocessable(code: &str) -> Self {
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, body: json!([code]) }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        (self.status, Json(self.body)).into_response()
    }
}

/// The failure of a store. 503 says that the same request may succeed later, 502 that it will not.
impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::NoConversation { .. } | Error::NotInConversation { .. } | Error::NoUser(_) => Self::not_found(),
            Error::ToOneself { .. } => Self::unprocessable("message_to_oneself"),
            Error::MessageIdTaken { .. } => Self::unprocessable("idempotency_key_reused"),
            error if error.is_retryable() => Self::new(StatusCode::SERVICE_UNAVAILABLE, "try_again"),
            error if error.kind() == Kind::Refused => Self::new(StatusCode::CONFLICT, "refused"),
            _ => Self::new(StatusCode::BAD_GATEWAY, "store_failed"),
        }
    }
}
