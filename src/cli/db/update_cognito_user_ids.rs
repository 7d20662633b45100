//! `cruddur db update-cognito-user-ids`

use crate::cli::check::Check;
use crate::cli::context::{At, Context};
use crate::cli::error::Failure;
use crate::cli::guard::Harm;
use crate::cli::output::{Row, row};
use crate::cli::shell::quoted;
use cruddur::Error;
use cruddur::cognito::{PoolUser, read_users};
use cruddur::db::{Doubt, IdReport, IdRow, IdState, IdUpdate, Proof};
use cruddur::error::{self, FileError};
use cruddur::target::Stores;
use serde_json::json;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const COLUMNS: [&str; 6] = ["handle", "status", "old", "new", "email", "pool_email"];

/// The limit of warnings about rows that are not proved, one per row.
const MAX_WARNINGS: usize = 20;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur db update-cognito-user-ids --dry-run
  cruddur db update-cognito-user-ids
  cruddur db update-cognito-user-ids --check
  cruddur db update-cognito-user-ids --prod --yes --strict
  cruddur db update-cognito-user-ids --prod --by-handle --dry-run
  cruddur cognito list-users --output csv > pool.csv
  cruddur db update-cognito-user-ids --from pool.csv
  aws cognito-idp list-users --user-pool-id ID > pool.json
  cruddur db update-cognito-user-ids --from pool.json")]
pub struct Args {
    /// Exit with 6 if a user is missing on either side or has no handle; with --dry-run the same as --check
    #[arg(long)]
    strict: bool,
    /// Read the pool's users from this file, or from stdin (-), instead of the pool
    ///
    /// The file is the output of cognito list-users or of aws cognito-idp list-users. Its format is recognized by the content:
    /// JSON lines, a JSON array or a CSV with the columns handle and sub, one object of handle to sub (cognito list-users --map),
    /// or the JSON of the AWS CLI. The limit is 16 MiB and 100,000 users. On prod the file must also have email, email_verified,
    /// status and enabled, as list-users prints them without --map.
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    /// On prod, bind rows by the handle alone too, as the app's script did; asks for the database's name
    #[arg(long)]
    by_handle: bool,
    #[command(flatten)]
    pub check: Check,
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let at = context.resolve(Stores { users: true, pool: args.from.is_none(), ..Stores::default() }).await?;
    let pool = match &args.from {
        Some(path) => read(path).await?,
        None => at.pool().await?.all(None).await?,
    };
    let report = update(context, args, &at, pool.into()).await?;
    context.ui.report(&COLUMNS, report.rows.iter().map(|id| record(id, context.global.dry_run)))?;
    if report.row_security {
        context.ui.warn("row-level security applies to this role: users that it hides are listed as in the pool only");
    }
    if report.email_is_unreadable {
        context.ui.warn("users has no column email that this role may read, so no e-mail address was compared");
    }
    warn_of_doubtful(context, &report);
    summarize(context, args, &at, &report)
}

/// Reads a file on a separate thread: a pipe without a writer blocks it, and an interrupt must still work.
async fn read(path: &Path) -> error::Result<Vec<PoolUser>> {
    let path = path.to_owned();
    tokio::task::spawn_blocking(move || read_here(&path)).await?
}

fn read_here(path: &Path) -> error::Result<Vec<PoolUser>> {
    if path == Path::new("-") {
        return read_users("stdin", std::io::stdin().lock());
    }
    let file =
        File::open(path).map_err(|source| Error::File(FileError::Unreadable { path: path.to_owned(), source }))?;
    read_users(&path.display().to_string(), file)
}

/// Compares the ids, and writes the differences after a confirmation.
async fn update(context: &Context, args: &Args, at: &At, pool: Arc<[PoolUser]>) -> anyhow::Result<IdReport> {
    let users = at.users().await?;
    let proof = Proof::required(&at.target, args.by_handle);
    let report = users.update_cognito_ids(Arc::clone(&pool), proof, IdUpdate::DryRun).await?;
    let changes = report.count(|state| *state == IdState::Changed);
    if changes == 0 || context.global.dry_run {
        return Ok(report);
    }
    let database = at.target.users_name();
    let doing = format!("update {changes} users of {database}");
    let (harm, doing, proof) = match report.changed_by_handle() {
        by_handle @ 1.. if at.target.is_prod() => {
            (Harm::Destroys, format!("{doing}, {by_handle} of them by the handle alone"), proof)
        }
        // A row that changes meanwhile was not confirmed, and needs proof.
        _ => (Harm::Writes, doing, Proof::required(&at.target, false)),
    };
    context.guard(at, harm, &doing, &database).await?;
    Ok(users.update_cognito_ids(pool, proof, IdUpdate::All).await?)
}

/// Warns about each row that is bound without proof, up to a limit.
fn warn_of_doubtful(context: &Context, report: &IdReport) {
    let doubtful = || report.rows.iter().filter(|row| row.is_doubtful());
    for row in doubtful().take(MAX_WARNINGS) {
        let handle = row.handle.as_deref().unwrap_or_default();
        context.ui.warn(&format!("{handle} is bound by the handle alone: {}", doubt(row)));
    }
    let more = doubtful().count().saturating_sub(MAX_WARNINGS);
    if more > 0 {
        context.ui.warn(&format!("{more} more are bound by the handle alone; the column status says why"));
    }
}

fn summarize(context: &Context, args: &Args, at: &At, report: &IdReport) -> anyhow::Result<()> {
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
    let unproven = of(|state| *state == IdState::Unproven);
    let faulty = [
        ("sub not a UUID", of(|state| *state == IdState::NotUuid)),
        ("sub of several users", of(|state| *state == IdState::Shared)),
        ("handle of several users", of(|state| matches!(state, IdState::SharedHandle { .. }))),
        ("not proved", unproven),
    ];
    let by_handle = ("by the handle alone", report.rows.iter().filter(|row| row.is_doubtful()).count());
    for (what, count) in faulty.iter().chain([&by_handle]).filter(|(_, count)| *count > 0) {
        summary.push_str(&format!(", {what} {count}"));
    }
    context.ui.status(&summary);
    let left = report.rows.len() - changed - unchanged;
    let left = Left { changed, all: left, faulty: faulty.iter().map(|(_, count)| count).sum(), unproven };
    left.end(context, args, at)
}

/// The numbers of users that decide the exit code.
struct Left {
    changed: usize,
    all: usize,
    /// Those of `all` whose id was not written.
    faulty: usize,
    /// Those of `faulty` without proof.
    unproven: usize,
}

impl Left {
    /// Ends the command with its exit code.
    fn end(&self, context: &Context, args: &Args, at: &At) -> anyhow::Result<()> {
        let Self { changed, all, faulty, unproven } = *self;
        let checks = context.global.dry_run && (args.check.is_wanted() || args.strict);
        let what = match (checks, args.strict) {
            (true, _) if changed + all > 0 => format!("{} users differ from the pool", changed + all),
            (false, true) if all > 0 && !context.global.dry_run => {
                format!("{all} users are missing on one side, have no handle, or share an id with another user")
            }
            (false, false) if faulty > 0 && !context.global.dry_run => {
                format!("the ids of {faulty} users were not written")
            }
            _ => return Ok(()),
        };
        let from = args.from.as_ref().map(|path| format!(" --from {}", quoted(&path.to_string_lossy())));
        let by_handle = if args.by_handle { " --by-handle" } else { "" };
        let flags = format!("{}{by_handle}{}", from.unwrap_or_default(), context.global.repeat());
        let command = format!("cruddur db update-cognito-user-ids{flags}");
        let hint = match (changed, unproven) {
            (1.., _) if checks => format!("{command} updates {changed}"),
            (_, 1..) => format!(
                "compare the columns email and pool_email; {command} --by-handle --confirm {} binds these {unproven} by \
                 the handle alone",
                quoted(&at.target.users_name())
            ),
            _ => "the column status says what each of them lacks".to_owned(),
        };
        Err(Failure::partial(what, hint))
    }
}

/// Returns why a row is not proved, with both e-mail addresses if they differ.
fn doubt(id: &IdRow) -> String {
    let why = id.doubt.as_ref().map(ToString::to_string).unwrap_or_default();
    match (&id.pool_email, &id.email) {
        (Some(pool), Some(row)) if id.doubt == Some(Doubt::EmailDiffers) => {
            format!("{why} ({pool} in the pool, {row} in the database)")
        }
        _ => why,
    }
}

fn record(id: &IdRow, dry_run: bool) -> Row {
    let why = id.doubt.as_ref().filter(|_| id.is_doubtful()).map(|doubt| format!("; {doubt}")).unwrap_or_default();
    let status = match &id.state {
        IdState::Changed if dry_run => format!("would be changed{why}"),
        IdState::Changed => format!("changed{why}"),
        IdState::Unchanged => format!("unchanged{why}"),
        IdState::Unproven => match &id.doubt {
            Some(doubt) => format!("not written: {doubt}"),
            None => "not written".to_owned(),
        },
        IdState::PoolOnly(None) => "in the pool only".to_owned(),
        IdState::PoolOnly(Some(like)) => format!("in the pool only; the database has {like:?}"),
        IdState::DatabaseOnly(None) => "in the database only".to_owned(),
        IdState::DatabaseOnly(Some(like)) => format!("in the database only; the pool has {like:?}"),
        IdState::NoHandleInPool => "without a handle".to_owned(),
        IdState::NoHandleInDatabase => "without a handle in the database".to_owned(),
        IdState::NotUuid => "not written: the sub is not a UUID".to_owned(),
        IdState::Shared => "not written: several users have this sub".to_owned(),
        IdState::SharedHandle { pool, database } => {
            let of = [(*pool, "users of the pool"), (*database, "rows")];
            let several = of.iter().filter(|(count, _)| *count > 1).map(|(count, what)| format!("{count} {what}"));
            format!("not written: {} have this handle", several.collect::<Vec<_>>().join(" and "))
        }
    };
    row([
        ("handle", json!(id.handle.as_deref().unwrap_or_default())),
        ("status", json!(status)),
        ("old", json!(id.old)),
        ("new", json!(id.new)),
        ("email", json!(id.email)),
        ("pool_email", json!(id.pool_email)),
    ])
}
