//! The variable part of a path.

use super::failure::Failure;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;

/// The only variable part of a path, decoded.
pub(super) struct Segment(pub(super) String);

impl<S: Send + Sync> FromRequestParts<S> for Segment {
    type Rejection = Failure;

    /// The rejection of [`Path`] is a text, and every answer here is JSON.
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        match Path::from_request_parts(parts, state).await {
            Ok(Path(segment)) => Ok(Self(segment)),
            Err(_) => Err(Failure::bad_request()),
        }
    }
}
