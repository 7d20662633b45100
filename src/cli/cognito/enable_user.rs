//! `cruddur cognito enable-user`

use super::change::{self, User, Words};
use crate::cli::context::Context;
use cruddur::cognito::UserChange;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur cognito enable-user londo
  cruddur cognito enable-user londo --prod --yes")]
pub struct Args {
    #[command(flatten)]
    user: User,
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let words = Words { doing: "enable", done: "enabled" };
    change::run(context, &args.user, &UserChange::Enable, &words).await.map(drop)
}
