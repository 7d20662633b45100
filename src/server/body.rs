//! The body of a request, with a limit of its size and of the time that it takes.

use super::failure::Failure;
use axum::body::Body;
use axum::http::StatusCode;
use futures_util::StreamExt;
use std::time::Duration;

/// The limit of a body, in bytes.
const MAX_BODY: usize = 64 << 10;

/// How long a body may take.
const BODY_TIMEOUT: Duration = Duration::from_secs(10);

/// Reads a body as a whole.
///
/// # Errors
/// 413 if it is longer than the limit, 408 if it takes longer than the limit of time, 400 if it is cut off.
pub(super) async fn read(body: Body) -> Result<Vec<u8>, Failure> {
    tokio::time::timeout(BODY_TIMEOUT, read_within(body))
        .await
        .unwrap_or_else(|_| Err(Failure::new(StatusCode::REQUEST_TIMEOUT, "timeout")))
}

async fn read_within(body: Body) -> Result<Vec<u8>, Failure> {
    let (mut read, mut frames) = (Vec::new(), body.into_data_stream());
    while let Some(frame) = frames.next().await {
        let frame = frame.map_err(|_| Failure::bad_request())?;
        if read.len() + frame.len() > MAX_BODY {
            return Err(Failure::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large"));
        }
        read.extend_from_slice(&frame);
    }
    Ok(read)
}
