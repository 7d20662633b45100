//! `cruddur stack drift`

use super::args::Which;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::output::row;
use serde_json::json;

const COLUMNS: [&str; 6] = ["resource", "type", "id", "property", "expected", "actual"];

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur stack drift
  cruddur stack drift --output json")]
pub struct Args {
    #[command(flatten)]
    which: Which,
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let at = args.which.open(context).await?;
    let name = at.stack.name();
    let drift = at.stack.drift().await?;
    let rows = drift.differences.iter().map(|found| {
        row([
            ("resource", json!(found.resource)),
            ("type", json!(found.resource_type)),
            ("id", json!(found.id)),
            ("property", json!(found.property.as_deref().unwrap_or("(deleted)"))),
            ("expected", json!(found.expected)),
            ("actual", json!(found.actual)),
        ])
    });
    context.ui.list(&COLUMNS, rows)?;
    context.ui.status(&format!("stack {name}: {} resources are as the template says", drift.in_sync));
    if !drift.unchecked.is_empty() {
        context.ui.status(&format!("CloudFormation cannot check {}", drift.unchecked.join(", ")));
    }
    if drift.differences.is_empty() {
        return Ok(());
    }
    let mut names: Vec<&str> = drift.differences.iter().map(|found| found.resource.as_str()).collect();
    names.dedup();
    Err(Failure::partial(
        format!("stack {name} has drifted: {}", names.join(", ")),
        "set each property back by hand, or change the template to what it is and deploy it".to_owned(),
    ))
}
