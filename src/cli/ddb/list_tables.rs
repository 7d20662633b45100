//! `cruddur ddb list-tables`

use crate::cli::context::Context;
use crate::cli::output::row;
use cruddur::names::{Kind, Name};
use cruddur::target::Stores;
use serde_json::json;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur ddb list-tables
  cruddur ddb list-tables --prod --query '[].table' --output json")]
pub struct Args {}

pub async fn run(context: &Context, _: &Args) -> anyhow::Result<()> {
    let at = context.resolve(Stores { messages: true, ..Stores::default() }).await?;
    let tables = at.messages().await?.list_tables().await?;
    if tables.is_empty() {
        context.ui.status("no tables");
    }
    tables.iter().for_each(|table| context.printed(Kind::Tables, || Name::new(table, "")));
    context.ui.list(&["table"], tables.into_iter().map(|table| row([("table", json!(table))])))
}
