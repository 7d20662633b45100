//! `cruddur db schema-load`

use crate::cli::check::Check;
use crate::cli::context::Context;
use crate::cli::guard::Harm;
use crate::cli::output::{Row, row};
use cruddur::db::SchemaLoad;
use cruddur::target::Stores;
use serde_json::json;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur db schema-load
  cruddur db schema-load --reset --yes")]
pub struct Args {
    /// Drop both tables first, with everything in them
    #[arg(long)]
    reset: bool,
    #[command(flatten)]
    pub check: Check,
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let at = context.resolve(Stores { users: true, ..Stores::default() }).await?;
    let users = at.users().await?;
    let before = users.load_schema(args.reset, true).await?;
    for schema in before.iter().flat_map(|load| &load.elsewhere) {
        context.ui.warn(&format!("{schema}.users is another table of this database; this tool uses public.users"));
    }
    let unchanged = !args.reset && before.iter().all(|load| load.existed);
    if !context.global.dry_run && !unchanged {
        let database = at.target.users_name();
        if args.reset && before.iter().any(|load| load.existed) {
            context.guard(&at, Harm::Destroys, &format!("drop users and activities of {database}"), &database).await?;
        } else {
            context.guard(&at, Harm::Writes, &format!("create tables in {database}"), &database).await?;
        }
        users.load_schema(args.reset, false).await?;
    }
    if unchanged {
        context.ui.status("users schema: unchanged");
    }
    let rows = before.iter().map(|load| record(load, args.reset, context.global.dry_run));
    context.ui.report(&["table", "status"], rows)?;
    let missing: Vec<&str> = before.iter().filter(|load| !load.existed).map(|load| load.table.as_str()).collect();
    let differs = (!missing.is_empty()).then(|| format!("the users database lacks {}", missing.join(" and ")));
    args.check.end(differs, "db schema-load", &context.global)
}

/// Returns the row of one table.
fn record(load: &SchemaLoad, reset: bool, dry_run: bool) -> Row {
    let status = match (load.existed, reset, dry_run) {
        (true, false, _) => "unchanged",
        (true, true, true) => "would be recreated",
        (true, true, false) => "recreated",
        (false, _, true) => "would be created",
        (false, _, false) => "created",
    };
    row([("table", json!(load.table)), ("status", json!(status))])
}
