//! The route of a user.

use super::failure::Failure;
use super::segment::Segment;
use super::state::State;
use crate::db::User;
use axum::Json;
use axum::extract;
use serde_json::{Value, json};
use std::sync::Arc;

/// Returns what anyone may know of a user.
pub(super) async fn short(
    extract::State(state): extract::State<Arc<State>>,
    Segment(handle): Segment,
) -> Result<Json<Value>, Failure> {
    // Without the search for near matches, which nobody reads here.
    let users = state.stores().await.users().await?.by_handles(&[handle]).await?;
    let user = users.first().ok_or_else(Failure::not_found)?;
    Ok(Json(shown(user)))
}

/// Returns what anyone may know of a user, as JSON.
pub(super) fn shown(user: &User) -> Value {
    json!({ "uuid": user.uuid, "handle": user.handle, "display_name": user.display_name })
}
