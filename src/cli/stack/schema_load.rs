//! `cruddur stack schema-load`

use super::args::{At, Which};
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::output::{Row, row};
use crate::cli::shell::quoted;
use cruddur::stack::{schema_load, schema_load_function};
use serde_json::json;

const COLUMNS: [&str; 2] = ["what", "status"];

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur stack schema-load
  cruddur stack schema-load --yes --output json")]
pub struct Args {
    #[command(flatten)]
    which: Which,
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let at = args.which.open(context).await?;
    let (name, found) = (at.stack.name(), at.stack.described().await?);
    let Some(function) = schema_load_function(&found) else {
        return Err(Failure::usage(
            format!("stack {name} has no output SchemaLoadFunction, so it has no users database"),
            "--stack-name names the stack with the users database".to_owned(),
        ));
    };
    if context.global.dry_run {
        return context.ui.report(&COLUMNS, [of(function, "would be invoked")]);
    }
    context.show_facts(&format!("{} ({})", at.facts(&found.id), found.status));
    context.agree(false, &format!("invoke {function}"), name, &at.location.to_string()).await?;
    let loaded = schema_load(&at.location, &found, context.ui.observer()).await?;
    let created = loaded.created.iter().map(|what| of(what, "created"));
    let unchanged = loaded.unchanged.iter().map(|what| of(what, "unchanged"));
    context.ui.report(&COLUMNS, created.chain(unchanged))
}

fn of(what: &str, status: &str) -> Row {
    row([("what", json!(what)), ("status", json!(status))])
}

/// Invokes the function after a deployment, if the stack has it, and names what to type next.
pub async fn after_deployment(context: &Context, at: &At) -> anyhow::Result<()> {
    let (name, repeat) = (quoted(at.stack.name()), context.global.repeat());
    let Some(found) = at.stack.describe().await? else { return Ok(()) };
    if schema_load_function(&found).is_some() {
        match schema_load(&at.location, &found, context.ui.observer()).await {
            Ok(loaded) if loaded.created.is_empty() => context.ui.status("users schema: nothing was missing"),
            Ok(loaded) => context.ui.status(&format!("users schema: created {}", loaded.created.join(", "))),
            Err(error) => {
                context.ui.warn(&format!(
                    "stack {name} is deployed, but its users schema is not loaded; cruddur stack schema-load --stack-name {name}{repeat} does only that"
                ));
                return Err(error.into());
            }
        }
    }
    context.ui.status(&format!(
        "next: eval \"$(cruddur stack env --stack-name {name}{repeat})\", then cruddur doctor --prod and cruddur ddb list-tables --prod"
    ));
    Ok(())
}
