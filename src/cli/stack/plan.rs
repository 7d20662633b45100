//! `cruddur stack plan`

use super::args::{What, Which};
use super::deploy;
use crate::cli::context::Context;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur stack plan --table-only
  cruddur stack plan --functions target/lambda
  cruddur stack plan --parameter Billing=on-demand
  cruddur stack plan --output json --query '[?!certain]'")]
pub struct Args {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    what: What,
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let planned = deploy::planned(context, &args.which, &args.what, true).await?;
    deploy::finish(context, planned, true, false).await
}
