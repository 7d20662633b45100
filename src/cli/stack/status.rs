//! `cruddur stack status`

use super::args::Which;
use super::progress;
use crate::cli::context::Context;
use crate::cli::output::{Row, row};
use cruddur::stack::{Description, Resource, Since};
use serde_json::json;

const COLUMNS: [&str; 5] = ["resource", "type", "status", "id", "reason"];

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur stack status
  cruddur stack status --follow
  cruddur stack status --table-only --output json")]
pub struct Args {
    #[command(flatten)]
    which: Which,
    /// Show the events of the last operation until it ends
    #[arg(long)]
    follow: bool,
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let at = args.which.open(context).await?;
    let found = at.stack.described().await?;
    let name = at.stack.name();
    if args.follow && !found.status.is_review() {
        progress::follow(context, name, at.stack.follow(found.id.clone(), Since::Operation)).await?;
    }
    // After the operation it has another status, or is gone.
    let Some(found) = at.stack.describe().await? else { return context.ui.list(&COLUMNS, []) };
    let changed = found.changed.map(|at| format!(", changed {at}")).unwrap_or_default();
    let protection = if found.is_protected { ", termination protection on" } else { "" };
    context.ui.status(&format!("stack {name}: {}{changed}{protection}", found.status));
    let resources = at.stack.resources().await?;
    context.ui.list(&COLUMNS, std::iter::once(of_stack(name, &found)).chain(resources.iter().map(of_resource)))
}

/// The stack itself is the first row.
fn of_stack(name: &str, found: &Description) -> Row {
    row([
        ("resource", json!(name)),
        ("type", json!("AWS::CloudFormation::Stack")),
        ("status", json!(found.status.name())),
        ("id", json!(found.id)),
        ("reason", json!(found.reason)),
    ])
}

fn of_resource(resource: &Resource) -> Row {
    row([
        ("resource", json!(resource.name)),
        ("type", json!(resource.kind)),
        ("status", json!(resource.status.name())),
        ("id", json!(resource.id)),
        ("reason", json!(resource.reason)),
    ])
}
