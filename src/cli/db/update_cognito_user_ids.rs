//! `cruddur db update-cognito-user-ids`

use crate::cli::check::Check;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::guard::Harm;
use crate::cli::output::{Row, row};
use cruddur::cognito::{UserId, read_user_ids};
use cruddur::db::{IdRow, IdState};
use cruddur::target::Stores;
use serde_json::{Value, json};
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur db update-cognito-user-ids --dry-run
  cruddur db update-cognito-user-ids
  cruddur db update-cognito-user-ids --prod --yes --strict
  cruddur db update-cognito-user-ids --from pool.jsonl      after: cruddur cognito list-users --output jsonl > pool.jsonl")]
pub struct Args {
    /// Exit with 6 when a user is missing on either side or has no handle
    #[arg(long)]
    strict: bool,
    /// Take the pool's users from this file, JSON lines or .csv with handle and sub, in place of the pool
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    #[command(flatten)]
    pub check: Check,
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let at = context.resolve(Stores { users: true, pool: args.from.is_none(), ..Stores::default() }).await?;
    let users = at.users().await?;
    let ids = match &args.from {
        Some(path) => read_user_ids(path)?,
        None => {
            let pool = at.pool().await?.all(None).await?;
            pool.into_iter().map(|user| UserId { handle: user.handle, sub: user.sub }).collect()
        }
    };
    let (with_handle, without): (Vec<UserId>, Vec<UserId>) = ids.into_iter().partition(|user| user.handle.is_some());
    let pairs: Vec<(String, String)> =
        with_handle.into_iter().filter_map(|user| Some((user.handle?, user.sub))).collect();
    let mut report = users.update_cognito_ids(pairs.clone(), true).await?;
    let changes = count(&report, IdState::Changed);
    if changes > 0 && !context.global.dry_run {
        let database = at.target.users_name();
        context.guard(&at, Harm::Writes, &format!("update {changes} users of {database}"), &database).await?;
        report = users.update_cognito_ids(pairs, false).await?;
    }
    let rows = report.iter().map(|id| record(id, context.global.dry_run)).chain(without.iter().map(without_handle));
    context.ui.report(&["handle", "status", "old", "new"], rows)?;
    summarize(context, args, &report, without.len())
}

fn summarize(context: &Context, args: &Args, report: &[IdRow], without_handle: usize) -> anyhow::Result<()> {
    let of = |state| count(report, state);
    let (pool_only, database_only) = (of(IdState::PoolOnly), of(IdState::DatabaseOnly));
    let (changed, unchanged) = (of(IdState::Changed), of(IdState::Unchanged));
    let did = if context.global.dry_run { "would change" } else { "changed" };
    context.ui.status(&format!(
        "{did} {changed}, unchanged {unchanged}, in the pool only {pool_only}, in the database only \
         {database_only}, without a handle {without_handle}"
    ));
    let missing = pool_only + database_only + without_handle;
    let differs = missing + if context.global.dry_run { changed } else { 0 };
    if args.check.is_wanted() && differs > 0 {
        return args.check.end(
            Some(format!("{differs} users differ from the pool")),
            "db update-cognito-user-ids",
            &context.global,
        );
    }
    if args.strict && missing > 0 {
        return Err(Failure::partial(
            format!("{missing} users are missing on one side or have no handle"),
            "without --strict this is not a failure".to_owned(),
        ));
    }
    Ok(())
}

fn count(report: &[IdRow], state: IdState) -> usize {
    report.iter().filter(|row| row.state() == state).count()
}

fn record(id: &IdRow, dry_run: bool) -> Row {
    let status = match id.state() {
        IdState::Changed if dry_run => "would be changed",
        IdState::Changed => "changed",
        IdState::Unchanged => "unchanged",
        IdState::PoolOnly => "in the pool only",
        IdState::DatabaseOnly => "in the database only",
    };
    row([("handle", json!(id.handle)), ("status", json!(status)), ("old", json!(id.old)), ("new", json!(id.new))])
}

fn without_handle(user: &UserId) -> Row {
    row([("handle", json!("")), ("status", json!("without a handle")), ("old", Value::Null), ("new", json!(user.sub))])
}
