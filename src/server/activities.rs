//! The routes of the app's feeds. The messages of the app are not in them: they are rows of the users database.

use super::failure::Failure;
use super::segment::Segment;
use super::state::State;
use crate::db::Activity;
use axum::Json;
use axum::extract;
use std::sync::Arc;

/// Returns the newest activities of everyone.
pub(super) async fn home(extract::State(state): extract::State<Arc<State>>) -> Result<Json<Vec<Activity>>, Failure> {
    Ok(Json(state.stores().await.users().await?.activities(None).await?))
}

/// Returns the newest activities of one user.
pub(super) async fn of_user(
    extract::State(state): extract::State<Arc<State>>,
    Segment(handle): Segment,
) -> Result<Json<Vec<Activity>>, Failure> {
    Ok(Json(state.stores().await.users().await?.activities(Some(handle)).await?))
}

/// Returns no activity: the app has no notifications yet.
pub(super) async fn notifications() -> Json<Vec<Activity>> {
    Json(Vec::new())
}
