//! `cruddur stack plan`

use super::args::{What, Which};
use super::changes;
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
    let change_set = at.stack.plan(&args.what.wanted(context, &args.which)?).await?;
    let (rows, has_effect) = (changes::rows(&change_set.changes), change_set.has_effect);
    let summary = changes::summary(&change_set.changes);
    changes::discard(context, &at, change_set).await?;
    let said = if has_effect { summary } else { "no changes".to_owned() };
    context.ui.status(&format!("stack {}: {said}", at.stack.name()));
    changes::list(context, rows)
}
