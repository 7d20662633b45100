//! `cruddur cognito set-preferred-username`

use super::change::{self, User, Words};
use crate::cli::context::Context;
use clap::builder::NonEmptyStringValueParser;
use cruddur::cognito::UserChange;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur cognito set-preferred-username londo londomollari --dry-run
  cruddur cognito set-preferred-username SUB londo")]
pub struct Args {
    #[command(flatten)]
    user: User,
    /// The new handle, without white space
    #[arg(value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    name: String,
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let change = UserChange::SetPreferredUsername(args.name.clone());
    let words = Words { doing: "set the preferred_username of", done: "changed" };
    if change::run(context, &args.user, &change, &words).await? {
        context.ui.status(&format!(
            "the row of the users database keeps its handle; {} shows which rows match the pool",
            context.global.repeat().run("db update-cognito-user-ids --dry-run")
        ));
    }
    Ok(())
}
