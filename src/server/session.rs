//! What the page shows of the server: the caller, the target, and whether messages can be written.

use super::bearer::Authenticated;
use super::state::State;
use super::users::shown;
use axum::{Json, extract};
use serde_json::{Value, json};
use std::sync::Arc;

pub(super) async fn show(
    extract::State(state): extract::State<Arc<State>>,
    Authenticated(user): Authenticated,
) -> Json<Value> {
    let settings = &state.settings;
    Json(json!({
        "user": shown(&user),
        "environment": if settings.target.is_prod() { "prod" } else { "local" },
        "target": settings.target.to_string(),
        "table": settings.table,
        "writes": settings.writes,
    }))
}
