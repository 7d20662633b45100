//! `cruddur stack delete`

use super::args::{At, Which};
use super::execution::execute;
use super::{changes, progress};
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::output::{Row, row};
use cruddur::stack::{Fate, Remains, Resource, Wanted};
use serde_json::json;

const COLUMNS: [&str; 4] = ["resource", "type", "id", "status"];

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur stack delete --dry-run
  cruddur stack delete --confirm cruddur
  cruddur stack delete --with-data --confirm cruddur")]
pub struct Args {
    #[command(flatten)]
    which: Which,
    /// Remove the table and the user pool too, with all that is in them
    #[arg(long)]
    with_data: bool,
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let at = args.which.open(context).await?;
    let name = at.stack.name();
    let Remains { found, resources, before } = at.stack.remains(args.with_data).await?;
    if context.global.dry_run {
        let rows = resources.iter().map(|(resource, fate)| of_resource(resource, &format!("would be {}", fate.name())));
        return context.ui.report(&COLUMNS, rows);
    }
    context.show_facts(&format!("{} ({})", at.facts(&found.id), found.status));
    let of = |wanted: Fate| -> Vec<String> {
        let of_fate = resources.iter().filter(|(_, fate)| *fate == wanted);
        of_fate.map(|(resource, _)| format!("{} ({})", resource.name, resource.id)).collect()
    };
    for (what, resources) in [
        ("kept", of(Fate::Kept)),
        ("removed, with a last snapshot", of(Fate::Snapshot)),
        ("removed", of(Fate::Removed)),
    ] {
        if !resources.is_empty() {
            context.ui.status(&format!("{what}: {}", resources.join(", ")));
        }
    }
    let with_data = if args.with_data { " with its data" } else { "" };
    context.agree(true, &format!("delete stack {name}{with_data}"), name, &at.location.to_string()).await?;
    if let Some(wanted) = &before {
        unlock(context, &at, wanted).await?;
    }
    let kept = progress::follow(context, name, at.stack.delete(&found).await?).await?;
    if let Some(table) = resources.iter().find(|(one, _)| kept.contains(&one.name) && is_table(one)) {
        let repeat = context.global.repeat();
        context.ui.status(&format!(
            "table {} is kept without deletion protection; cruddur ddb schema-load --table {}{repeat} switches it on",
            table.0.id, table.0.id
        ));
    }
    let rows = resources.iter().map(|(resource, fate)| {
        let status = if kept.contains(&resource.name) { Fate::Kept.name() } else { fate.name() };
        of_resource(resource, status)
    });
    context.ui.report(&COLUMNS, rows)?;
    let left: Vec<&str> =
        resources.iter().filter(|(one, _)| kept.contains(&one.name)).map(|(one, _)| &*one.id).collect();
    if args.with_data && !left.is_empty() {
        return Err(Failure::partial(
            format!("stack {name} is deleted, and its template kept {}", left.join(", ")),
            "remove them by the AWS CLI or in the console, if that is meant".to_owned(),
        ));
    }
    Ok(())
}

/// Updates the stack so that it can be deleted: deletion protection is switched off.
async fn unlock(context: &Context, at: &At, wanted: &Wanted) -> anyhow::Result<()> {
    context.ui.status("deletion protection is switched off first");
    let change_set = at.stack.plan(wanted).await?;
    if !change_set.has_effect {
        return changes::discard(context, at, change_set).await;
    }
    let follow = execute(context, at, change_set).await?;
    progress::follow(context, at.stack.name(), follow).await.map(drop)
}

fn is_table(resource: &Resource) -> bool {
    resource.kind == "AWS::DynamoDB::Table"
}

fn of_resource(resource: &Resource, status: &str) -> Row {
    row([
        ("resource", json!(resource.name)),
        ("type", json!(resource.kind)),
        ("id", json!(resource.id)),
        ("status", json!(status)),
    ])
}
