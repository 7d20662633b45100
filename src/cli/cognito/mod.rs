//! `cruddur cognito`: the user pool, in Cognito.

mod change;
mod confirm_user;
mod disable_user;
mod enable_user;
mod list_users;
mod set_preferred_username;
#[cfg(feature = "serve")]
mod token;

use super::context::Context;
use clap::Subcommand;

pub const EXAMPLES: &str = "\
Examples:
  cruddur cognito list-users
  cruddur cognito list-users --map
  cruddur cognito disable-user londo";

#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum Cognito {
    /// List the users of the pool
    ListUsers(list_users::Args),
    /// Allow a user to sign in
    ///
    /// On prod, and for every pool in AWS, asks first. A user who is enabled already is not changed.
    EnableUser(enable_user::Args),
    /// Forbid a user to sign in
    ///
    /// On prod, and for every pool in AWS, asks first. A user who is disabled already is not changed. Cognito revokes the tokens of
    /// the user, but a backend that verifies an access token by its signature accepts it until it expires: an hour after the
    /// sign-in, by default.
    DisableUser(disable_user::Args),
    /// Confirm the sign-up of a user
    ///
    /// On prod, and for every pool in AWS, asks first. Only a user who is UNCONFIRMED can be confirmed; one who is CONFIRMED is not
    /// changed. In AWS this calls the function behind the pool's post-confirmation trigger, as if the user had typed the code. It
    /// does not verify the e-mail address.
    ConfirmUser(confirm_user::Args),
    /// Set the handle (preferred_username) of a user
    ///
    /// On prod, and for every pool in AWS, asks first. A name that another user of the pool has, in whatever case, is refused; the
    /// whole pool is read for that. The row of the users database keeps its handle.
    SetPreferredUsername(set_preferred_username::Args),
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
            Self::EnableUser(_) | Self::DisableUser(_) | Self::ConfirmUser(_) | Self::SetPreferredUsername(_) => false,
            #[cfg(feature = "serve")]
            Self::Token(_) => false,
        }
    }

    pub async fn run(&self, context: &Context) -> anyhow::Result<()> {
        match self {
            Self::ListUsers(args) => list_users::run(context, args).await,
            Self::EnableUser(args) => enable_user::run(context, args).await,
            Self::DisableUser(args) => disable_user::run(context, args).await,
            Self::ConfirmUser(args) => confirm_user::run(context, args).await,
            Self::SetPreferredUsername(args) => set_preferred_username::run(context, args).await,
            #[cfg(feature = "serve")]
            Self::Token(args) => token::run(context, args).await,
        }
    }
}
