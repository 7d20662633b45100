//! `cruddur cognito token`

use crate::cli::context::Context;
use crate::cli::error::Failure;
use clap::builder::NonEmptyStringValueParser;
use cruddur::stores;
use cruddur::target::Stores;
use std::time::SystemTime;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur cognito token londo
  curl -H \"Authorization: Bearer $(cruddur cognito token londo)\" \\
    http://127.0.0.1:4567/api/message_groups")]
pub struct Args {
    /// The handle of the user in the embedded pool
    #[arg(value_name = "HANDLE", value_parser = NonEmptyStringValueParser::new())]
    handle: String,
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let at = context.resolve(Stores { pool: true, ..Stores::default() }).await?;
    let token = stores::sign_in(&at.target, &args.handle, SystemTime::now(), context.ui.observer()).await?;
    let token = token.ok_or_else(|| {
        Failure::usage(
            "the user pool is in Cognito, which signs its tokens when a user signs in".to_owned(),
            "--embedded selects the embedded pool; aws cognito-idp initiate-auth help shows a sign-in to Cognito"
                .to_owned(),
        )
    })?;
    context.ui.raw(format!("{token}\n").as_bytes())
}
