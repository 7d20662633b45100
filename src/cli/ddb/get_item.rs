//! `cruddur ddb get-item`

use crate::cli::context::Context;
use cruddur::ddb::{plain_json, raw_json};
use cruddur::messaging::TABLE_SCHEMA;
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
    /// Print DynamoDB JSON, which keeps every type
    #[arg(long)]
    raw: bool,
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
    let order = TABLE_SCHEMA.attribute_order;
    let fields = if args.raw { raw_json(&item, order) } else { plain_json(item, order) };
    context.ui.object(fields.into_iter().collect())
}
