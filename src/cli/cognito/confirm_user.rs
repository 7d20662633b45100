//! `cruddur cognito confirm-user`

use super::change::{self, User, Words};
use crate::cli::context::Context;
use cruddur::cognito::UserChange;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur cognito confirm-user londo
  cruddur cognito list-users --filter 'cognito:user_status = \"UNCONFIRMED\"'")]
pub struct Args {
    #[command(flatten)]
    user: User,
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let words = Words { doing: "confirm", done: "confirmed" };
    change::run(context, &args.user, &UserChange::Confirm, &words).await.map(drop)
}
