//! `cruddur stack plan`

use super::args::{What, Which};
use super::deploy;
use crate::cli::context::Context;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur stack plan --table-only
  cruddur stack plan --parameter Billing=on-demand
  cruddur stack plan --output json --query '[?!certain]'")]
pub struct Args {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    what: What,
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let at = args.which.open(context).await?;
    let mut wanted = args.what.wanted(context, &args.which)?;
    args.what.add_network(context, &args.which, &at, &mut wanted).await?;
    let change_set = at.stack.plan(&wanted).await?;
    deploy::finish(context, &at, change_set, true).await
}
