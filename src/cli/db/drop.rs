//! `cruddur db drop`

use super::state;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::guard::Harm;
use cruddur::Error;
use cruddur::error::DatabaseError;
use cruddur::target::Stores;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur db drop
  cruddur db drop --if-exists --yes
  cruddur db drop --prod --confirm cruddur")]
pub struct Args {
    /// End the sessions of the database first
    #[arg(long)]
    force: bool,
    /// Succeed if the server has no such database
    #[arg(long)]
    if_exists: bool,
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let at = context.resolve(Stores { users: true, ..Stores::default() }).await?;
    state::refuse_embedded(&at, "which is no database of a server; cruddur db schema-load --reset empties it")?;
    let (users, name) = (at.users().await?, at.target.users_name());
    let sessions = match users.count_sessions().await {
        Err(Error::Database(DatabaseError::NoDatabase { .. })) if args.if_exists => {
            return state::report(context, &name, "does not exist");
        }
        Err(error @ Error::Database(DatabaseError::NoDatabase { .. })) => {
            return Err(Failure::advised(error, "with --if-exists this is no error".to_owned()));
        }
        counted => counted?,
    };
    if sessions > 0 && !args.force {
        let repeat = context.global.repeat();
        return Err(Failure::refused(
            format!("database {name} was not dropped: {sessions} sessions use it"),
            format!("cruddur db sessions{repeat} lists them; --force ends them"),
        ));
    }
    if context.global.dry_run {
        return state::report(context, &name, "would be dropped");
    }
    context.guard(&at, Harm::Destroys, &format!("drop database {name}, with everything in it"), &name).await?;
    users.drop_database(args.force).await?;
    state::report(context, &name, "dropped")
}
