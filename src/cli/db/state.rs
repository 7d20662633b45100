//! What `cruddur db create`, `drop` and `sessions` share.

use crate::cli::context::{At, Context};
use crate::cli::error::Failure;
use crate::cli::output::row;
use cruddur::target::UsersAt;
use serde_json::json;

/// Refuses the embedded store. `why` says what it lacks.
///
/// # Errors
/// A refusal.
pub fn refuse_embedded(at: &At, why: &str) -> anyhow::Result<()> {
    match at.target.users {
        Some(UsersAt::Embedded) => Err(Failure::refused(
            format!("the users are in the embedded store, {why}"),
            "name a PostgreSQL database with --database-url or LOCAL_CONNECTION_URL".to_owned(),
        )),
        _ => Ok(()),
    }
}

/// Prints what was done with the database.
pub fn report(context: &Context, name: &str, status: &str) -> anyhow::Result<()> {
    context.ui.report(&["database", "status"], [row([("database", json!(name)), ("status", json!(status))])])
}
