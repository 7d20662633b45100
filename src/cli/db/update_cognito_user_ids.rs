//! `cruddur db update-cognito-user-ids`

use crate::cli::check::Check;
use crate::cli::context::{At, Context};
use crate::cli::error::Failure;
use crate::cli::guard::Harm;
use crate::cli::output::{Row, row};
use crate::cli::shell::quoted;
use cruddur::cognito::{PoolUser, UserId, read_user_ids};
use cruddur::db::{IdReport, IdRow, IdState, IdUpdate};
use cruddur::target::Stores;
use cruddur::{Error, error};
use serde_json::json;
use std::fs::File;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur db update-cognito-user-ids --dry-run
  cruddur db update-cognito-user-ids
  cruddur db update-cognito-user-ids --check
  cruddur db update-cognito-user-ids --prod --yes --strict
  cruddur db update-cognito-user-ids --from pool.csv      after: cruddur cognito list-users --output csv > pool.csv
  cruddur db update-cognito-user-ids --from -             after: aws cognito-idp list-users --user-pool-id ID |")]
pub struct Args {
    /// Exit with 6 when a user is missing on either side or has no handle; with --dry-run, as --check
    #[arg(long)]
    strict: bool,
    /// Read the pool's users from this file, or from stdin (-), instead of the pool: what list-users or the AWS CLI printed
    ///
    /// The form is recognized by the content: JSON lines, a JSON array or a CSV with the columns handle and sub, one object of
    /// handle to sub (cognito list-users --map), or what aws cognito-idp list-users prints. At most 16 MiB and 200,000 users.
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    #[command(flatten)]
    pub check: Check,
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let at = context.resolve(Stores { users: true, pool: args.from.is_none(), ..Stores::default() }).await?;
    let pool = match &args.from {
        Some(path) => read(path)?,
        None => user_ids(at.pool().await?.all(None).await?),
    };
    let report = update(context, &at, pool).await?;
    context
        .ui
        .report(&["handle", "status", "old", "new"], report.rows.iter().map(|id| record(id, context.global.dry_run)))?;
    if report.row_security {
        context.ui.warn("row-level security applies to this role: users that it hides are listed as in the pool only");
    }
    summarize(context, args, &report)
}

/// The users of a pool as the comparison takes them; used by `setup` too.
pub fn user_ids(users: Vec<PoolUser>) -> Vec<UserId> {
    users.into_iter().map(|user| UserId { handle: user.handle, sub: user.sub }).collect()
}

fn read(path: &Path) -> error::Result<Vec<UserId>> {
    if path == Path::new("-") {
        return read_user_ids("stdin", std::io::stdin().lock());
    }
    let file = File::open(path).map_err(|source| Error::Unreadable { path: path.to_owned(), source })?;
    read_user_ids(&path.display().to_string(), file)
}

/// Compares, and writes what differs once that is allowed.
async fn update(context: &Context, at: &At, pool: Vec<UserId>) -> anyhow::Result<IdReport> {
    let users = at.users().await?;
    let report = users.update_cognito_ids(pool.clone(), IdUpdate::DryRun).await?;
    let changes = report.count(|state| *state == IdState::Changed);
    if changes == 0 || context.global.dry_run {
        return Ok(report);
    }
    let database = at.target.users_name();
    context.guard(at, Harm::Writes, &format!("update {changes} users of {database}"), &database).await?;
    Ok(users.update_cognito_ids(pool, IdUpdate::All).await?)
}

fn summarize(context: &Context, args: &Args, report: &IdReport) -> anyhow::Result<()> {
    let of = |is: fn(&IdState) -> bool| report.count(is);
    let changed = of(|state| *state == IdState::Changed);
    let unchanged = of(|state| *state == IdState::Unchanged);
    let did = if context.global.dry_run { "would change" } else { "changed" };
    let mut summary = format!(
        "{did} {changed}, unchanged {unchanged}, in the pool only {}, in the database only {}, without a handle {}",
        of(|state| matches!(state, IdState::PoolOnly(_))),
        of(|state| matches!(state, IdState::DatabaseOnly(_))),
        of(|state| matches!(state, IdState::NoHandleInPool | IdState::NoHandleInDatabase)),
    );
    let faulty = [
        ("sub not a UUID", of(|state| *state == IdState::NotUuid)),
        ("sub of several users", of(|state| *state == IdState::Shared)),
    ];
    for (what, count) in faulty.iter().filter(|(_, count)| *count > 0) {
        summary.push_str(&format!(", {what} {count}"));
    }
    context.ui.status(&summary);
    let left = report.rows.len() - changed - unchanged;
    end(context, args, changed, left, faulty.iter().map(|(_, count)| count).sum())
}

/// The exit code. `left` users are in step on no account, of whom `faulty` have an id that cannot be right.
fn end(context: &Context, args: &Args, changed: usize, left: usize, faulty: usize) -> anyhow::Result<()> {
    let checks = context.global.dry_run && (args.check.is_wanted() || args.strict);
    let from =
        args.from.as_ref().map(|path| format!(" --from {}", quoted(&path.to_string_lossy()))).unwrap_or_default();
    let what = match (checks, args.strict) {
        (true, _) if changed + left > 0 => format!("{} users differ from the pool", changed + left),
        (false, true) if left > 0 && !context.global.dry_run => {
            format!("{left} users are missing on one side, have no handle, or have an id that is not theirs alone")
        }
        (false, false) if faulty > 0 && !context.global.dry_run => {
            format!("the ids of {faulty} users were not written")
        }
        _ => return Ok(()),
    };
    let hint = match changed {
        1.. if checks => {
            format!("cruddur db update-cognito-user-ids{from}{} updates {changed}", context.global.repeat())
        }
        _ => "the column status says what each of them lacks".to_owned(),
    };
    Err(Failure::partial(what, hint))
}

fn record(id: &IdRow, dry_run: bool) -> Row {
    let status = match &id.state {
        IdState::Changed if dry_run => "would be changed".to_owned(),
        IdState::Changed => "changed".to_owned(),
        IdState::Unchanged => "unchanged".to_owned(),
        IdState::PoolOnly(None) => "in the pool only".to_owned(),
        IdState::PoolOnly(Some(like)) => format!("in the pool only; the database has {like:?}"),
        IdState::DatabaseOnly(None) => "in the database only".to_owned(),
        IdState::DatabaseOnly(Some(like)) => format!("in the database only; the pool has {like:?}"),
        IdState::NoHandleInPool => "without a handle".to_owned(),
        IdState::NoHandleInDatabase => "without a handle in the database".to_owned(),
        IdState::NotUuid => "not written: the sub is not a UUID".to_owned(),
        IdState::Shared => "not written: several users have this sub".to_owned(),
    };
    let handle = id.handle.as_deref().unwrap_or_default();
    row([("handle", json!(handle)), ("status", json!(status)), ("old", json!(id.old)), ("new", json!(id.new))])
}
