//! `cruddur cognito`: the user pool, in Cognito.

mod list_users;

use super::context::Context;
use clap::Subcommand;

pub const EXAMPLES: &str = "\
Examples:
  cruddur cognito list-users
  cruddur cognito list-users --map";

#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum Cognito {
    /// List the users of the pool
    ListUsers(list_users::Args),
}

impl Cognito {
    /// Returns whether it never writes to a store.
    pub fn only_reads(&self) -> bool {
        match self {
            Self::ListUsers(_) => true,
        }
    }

    pub async fn run(&self, context: &Context) -> anyhow::Result<()> {
        match self {
            Self::ListUsers(args) => list_users::run(context, args).await,
        }
    }
}
