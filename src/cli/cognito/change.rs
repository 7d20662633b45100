//! What the commands that change one user of the pool share.

use crate::cli::context::{At, Context};
use crate::cli::output::row;
use clap::builder::NonEmptyStringValueParser;
use cruddur::cognito::{PoolUser, UserChange, UserPool};
use cruddur::names::{Kind, Name};
use cruddur::target::Stores;
use serde_json::json;

const COLUMNS: [&str; 3] = ["handle", "sub", "status"];

#[derive(Debug, clap::Args)]
pub struct User {
    /// The user: the handle (preferred_username) or the sub
    #[arg(value_name = "USER", value_parser = NonEmptyStringValueParser::new())]
    user: String,
}

/// The words for a change: what the command does, and what it has done.
pub struct Words {
    /// `disable`.
    pub doing: &'static str,
    /// `disabled`.
    pub done: &'static str,
}

/// Finds the user, makes the change after a confirmation, and prints the user. Returns whether there was anything to change.
pub async fn run(context: &Context, user: &User, change: &UserChange, words: &Words) -> anyhow::Result<bool> {
    let at = context.resolve(Stores { pool: true, ..Stores::default() }).await?;
    let pool = at.pool().await?;
    let user = pool.user(&user.user).await?;
    let changes = pool.check_change(&user, change).await?;
    if changes && !context.global.dry_run {
        guard(context, &at, &pool, &user, words).await?;
        pool.change(&user, change).await?;
    }
    let status = match (changes, context.global.dry_run) {
        (false, _) => "unchanged".to_owned(),
        (true, true) => format!("would be {}", words.done),
        (true, false) => words.done.to_owned(),
    };
    let handle = match change {
        UserChange::SetPreferredUsername(name) if !context.global.dry_run => Some(name),
        _ => user.handle.as_ref(),
    };
    if let Some(handle) = handle {
        context.printed(Kind::Handles, || Name::new(handle, ""));
    }
    let handle = handle.map(String::as_str).unwrap_or_default();
    context
        .ui
        .report(&COLUMNS, [row([("handle", json!(handle)), ("sub", json!(user.sub)), ("status", json!(status))])])?;
    Ok(changes)
}

/// Asks before a change of a pool in AWS, which is the pool of real users on a local target too.
async fn guard(context: &Context, at: &At, pool: &UserPool, user: &PoolUser, words: &Words) -> anyhow::Result<()> {
    if !at.target.is_prod() && !at.target.has_pool_in_aws() {
        return Ok(());
    }
    context.show_facts(&format!("user pool {}: {}", pool.name(), facts(user)));
    let doing = format!("{} the user {} of the pool {}", words.doing, user.name(), pool.name());
    context.agree(false, &doing, pool.name(), &at.target.to_string()).await
}

/// Returns what tells a person who the user is.
fn facts(user: &PoolUser) -> String {
    let enabled = if user.enabled == Some(true) { "enabled" } else { "disabled" };
    let email = user.email.as_deref().unwrap_or("no e-mail address");
    let status = user.status.as_deref().unwrap_or("no status");
    format!("{} ({}, {email}, {status}, {enabled})", user.name(), user.sub)
}
