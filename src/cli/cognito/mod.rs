//! `cruddur cognito`: the user pool, in Cognito.

mod list_users;
#[cfg(feature = "serve")]
mod token;

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
    /// Print an access token of a user of the embedded pool
    ///
    /// The token has the form of Cognito's and is valid for an hour; cruddur serve accepts it. The key that signs it is kept in the
    /// embedded store, and made when the first token is.
    #[cfg(feature = "serve")]
    Token(token::Args),
}

impl Cognito {
    /// Returns whether it never writes to a store.
    pub fn only_reads(&self) -> bool {
        match self {
            Self::ListUsers(_) => true,
            #[cfg(feature = "serve")]
            Self::Token(_) => false,
        }
    }

    pub async fn run(&self, context: &Context) -> anyhow::Result<()> {
        match self {
            Self::ListUsers(args) => list_users::run(context, args).await,
            #[cfg(feature = "serve")]
            Self::Token(args) => token::run(context, args).await,
        }
    }
}
