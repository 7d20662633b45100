//! `cruddur stack outputs`

use super::args::Which;
use crate::cli::context::Context;
use crate::cli::output::row;
use serde_json::json;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur stack outputs
  cruddur stack outputs --output json --query '[?output==`DatabaseHost`].value'")]
pub struct Args {
    #[command(flatten)]
    which: Which,
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let at = args.which.open(context).await?;
    let found = at.stack.described().await?;
    let rows = found.outputs.iter().map(|output| {
        row([
            ("output", json!(output.name)),
            ("value", json!(output.value)),
            ("description", json!(output.description)),
        ])
    });
    context.ui.list(&["output", "value", "description"], rows)
}
