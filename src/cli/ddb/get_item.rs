//! `cruddur ddb get-item`

use super::raw::Raw;
use crate::cli::context::Context;
use cruddur::target::Stores;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur ddb get-item 'MSG#5ae2' 'MSG#2026-11-22T11:03:00.000000+00:00'
  cruddur ddb get-item --key '{\"pk\":{\"S\":\"a\"},\"sk\":{\"S\":\"b\"}}' --raw
  cruddur ddb get-item 7 --table products --query name --output json")]
pub struct Args {
    /// The value of the partition key
    #[arg(value_name = "PK", required_unless_present = "key")]
    pk: Option<String>,
    /// The value of the sort key, if the table has one
    #[arg(value_name = "SK")]
    sk: Option<String>,
    /// The key as DynamoDB JSON, in place of PK and SK
    #[arg(long, value_name = "JSON", conflicts_with_all = ["pk", "sk"])]
    key: Option<String>,
    #[command(flatten)]
    raw: Raw,
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let at = context.resolve(Stores { messages: true, ..Stores::default() }).await?;
    let messages = at.messages().await?;
    let attributes = messages.key_attributes(None).await?;
    let key = match &args.key {
        Some(json) => attributes.key_of_json(json)?,
        None => attributes.key(args.pk.as_deref().unwrap_or_default(), args.sk.as_deref())?,
    };
    let item = messages.get_item(key).await?;
    context.ui.object(args.raw.attributes(item).into_iter().collect())
}
