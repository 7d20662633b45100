//! `cruddur db seed`

use crate::cli::context::Context;
use crate::cli::ddb::seed::read;
use crate::cli::guard::Harm;
use crate::cli::output::row;
use cruddur::db::NewUser;
use cruddur::messaging::seeds::SeedUser;
use cruddur::target::Stores;
use serde_json::json;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur db seed
  cruddur db seed --file my-seeds.json --dry-run")]
pub struct Args {
    /// Read this seeds file instead of the built-in seeds; may be repeated
    #[arg(long, value_name = "PATH")]
    file: Vec<PathBuf>,
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let seeds = read(&args.file).await?;
    let at = context.resolve(Stores { users: true, ..Stores::default() }).await?;
    let users = at.users().await?;
    let mut missing = users.seed(new_users(&seeds.users), true).await?;
    if !context.global.dry_run && !missing.is_empty() {
        let database = at.target.users_name();
        context.guard(&at, Harm::Writes, &format!("insert {} users into {database}", missing.len()), &database).await?;
        missing = users.seed(new_users(&seeds.users), false).await?;
    }
    if missing.is_empty() {
        context.ui.status("users: unchanged");
    }
    let rows = seeds.users.iter().map(|user| {
        let status = match (missing.contains(&user.handle), context.global.dry_run) {
            (false, _) => "unchanged",
            (true, true) => "would be inserted",
            (true, false) => "inserted",
        };
        row([("handle", json!(user.handle)), ("display_name", json!(user.display_name)), ("status", json!(status))])
    });
    context.ui.report(&["handle", "display_name", "status"], rows)
}

/// Converts seeded users into those of the users store. `setup` uses it too.
pub fn new_users(users: &[SeedUser]) -> Vec<NewUser> {
    let new = |user: &SeedUser| NewUser {
        display_name: user.display_name.clone(),
        handle: user.handle.clone(),
        email: user.email.clone(),
    };
    users.iter().map(new).collect()
}
