//! `cruddur db create`

use super::state;
use crate::cli::context::Context;
use crate::cli::guard::Harm;
use cruddur::target::Stores;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur db create
  cruddur db create --database-url postgresql://localhost/cruddur_test")]
pub struct Args {}

pub async fn run(context: &Context, _args: &Args) -> anyhow::Result<()> {
    let at = context.resolve(Stores { users: true, ..Stores::default() }).await?;
    state::refuse_embedded(&at, "which is created when it is first used")?;
    let (users, name) = (at.users().await?, at.target.users_name());
    let is_missing = users.create_database(true).await?.is_some();
    if is_missing && !context.global.dry_run {
        context.guard(&at, Harm::Writes, &format!("create database {name}"), &name).await?;
        users.create_database(false).await?;
    }
    state::report(
        context,
        &name,
        match (is_missing, context.global.dry_run) {
            (false, _) => "unchanged",
            (true, true) => "would be created",
            (true, false) => "created",
        },
    )
}
