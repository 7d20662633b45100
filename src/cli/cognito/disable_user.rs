//! `cruddur cognito disable-user`

use super::change::{self, User, Words};
use crate::cli::context::Context;
use cruddur::cognito::UserChange;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur cognito disable-user londo --dry-run
  cruddur cognito disable-user londo
  cruddur cognito disable-user 5ae290ed-55d1-47a0-bc6d-fe2bc2700399 --prod")]
pub struct Args {
    #[command(flatten)]
    user: User,
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let words = Words { doing: "disable", done: "disabled" };
    change::run(context, &args.user, &UserChange::Disable, &words).await.map(drop)
}
