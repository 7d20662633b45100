//! The route of a user.

use super::failure::Failure;
use super::state::State;
use axum::Json;
use axum::extract;
use serde_json::{Value, json};
use std::sync::Arc;

/// Returns what anyone may know of a user.
pub(super) async fn short(
    extract::State(state): extract::State<Arc<State>>,
    extract::Path(handle): extract::Path<String>,
) -> Result<Json<Value>, Failure> {
    let user = state.stores().await.users().await?.by_handle(&handle).await?;
    Ok(Json(json!({ "uuid": user.uuid, "handle": user.handle, "display_name": user.display_name })))
}
