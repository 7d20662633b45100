//! `cruddur ddb drop-table`

use super::wait::Wait;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::guard::Harm;
use crate::cli::output::row;
use cruddur::Error;
use cruddur::target::Stores;
use serde_json::json;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur ddb drop-table
  cruddur ddb drop-table cruddur-messages --yes
  cruddur ddb drop-table --if-exists --yes
  cruddur ddb drop-table --prod --confirm cruddur-messages")]
pub struct Args {
    /// The table [default: the table of --table]
    #[arg(value_name = "TABLE", value_parser = not_prod)]
    name: Option<String>,
    /// Succeed if the table does not exist
    #[arg(long)]
    if_exists: bool,
    #[command(flatten)]
    wait: Wait,
}

/// Refuses the name `prod`: the scripts took this word after the name, so alone it hardly means a table.
fn not_prod(name: &str) -> Result<String, String> {
    match name {
        "prod" => Err("this does not look like the name of a table".to_owned()),
        name => crate::cli::value_parser::table_name(name),
    }
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let at = context.resolve(Stores { messages: true, ..Stores::default() }).await?;
    let messages = match &args.name {
        Some(name) => at.table(name).await?,
        None => at.messages().await?,
    };
    let messages = messages.waiting(args.wait.limit());
    let name = messages.table();
    let report = |status: &str| {
        context.ui.report(&["table", "status"], [row([("table", json!(name)), ("status", json!(status))])])
    };
    // A table that cannot be dropped is reported before the question.
    let Some(table) = messages.describe().await? else {
        if args.if_exists {
            return report("does not exist");
        }
        let hint = format!("cruddur ddb list-tables{} lists the existing tables", context.global.repeat());
        return Err(Failure::advised(messages.not_found(), hint));
    };
    if table.deletion_protection_enabled == Some(true) {
        return Err(Error::DeletionProtected { table: name.to_owned() }.into());
    }
    if context.global.dry_run {
        return report("would be dropped");
    }
    context.guard_table(&at, &messages, Harm::Destroys, &format!("drop table {name}")).await?;
    match messages.drop_table().await {
        // Another process has dropped it meanwhile.
        Err(Error::NoTable { .. }) if args.if_exists => report("does not exist"),
        dropped => dropped.map(|()| report("dropped"))?,
    }
}
