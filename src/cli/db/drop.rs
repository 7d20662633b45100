//! `cruddur db drop`

use super::state;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::guard::Harm;
use cruddur::Error;
use cruddur::error::DatabaseError;
use cruddur::target::Stores;

/// The status of a database that the server does not have.
const MISSING: &str = "does not exist";

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

impl Args {
    /// Returns the result of a call, or `None` if the server has no such database and `--if-exists` is given.
    fn if_there<T>(&self, result: cruddur::Result<T>) -> anyhow::Result<Option<T>> {
        match result {
            Err(Error::Database(DatabaseError::NoDatabase { .. })) if self.if_exists => Ok(None),
            Err(error @ Error::Database(DatabaseError::NoDatabase { .. })) => {
                Err(Failure::advised(error, "with --if-exists this is no error".to_owned()))
            }
            known => Ok(Some(known?)),
        }
    }
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let at = context.resolve(Stores { users: true, ..Stores::default() }).await?;
    state::refuse_embedded(&at, "which is no database of a server; cruddur db schema-load --reset empties it")?;
    let (users, name) = (at.users().await?, at.target.users_name());
    let Some(sessions) = args.if_there(users.count_sessions().await)? else {
        return state::report(context, &name, MISSING);
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
    // Another process may have dropped it meanwhile.
    let dropped = args.if_there(users.drop_database(args.force).await)?;
    state::report(context, &name, if dropped.is_some() { "dropped" } else { MISSING })
}
