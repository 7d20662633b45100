//! `cruddur ddb describe`

use crate::cli::context::Context;
use crate::cli::error::Failure;
use cruddur::ddb::{Capacity, Index, Key, Part, Recovery, TableDetails, TimeToLive};
use cruddur::target::{MessagesAt, Stores};
use serde_json::{Map, Value, json};

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur ddb describe
  cruddur ddb describe products --output json
  cruddur ddb describe --prod --query 'indexes[].{name: name, status: status}'")]
pub struct Args {
    /// The table [default: the table of --table]
    #[arg(value_name = "TABLE", value_parser = crate::cli::value_parser::table_name)]
    name: Option<String>,
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let at = context.resolve(Stores { messages: true, ..Stores::default() }).await?;
    let table = match &args.name {
        Some(name) => at.table(name).await?,
        None => at.messages().await?,
    };
    let found = table.details().await?;
    context.ui.fields(object(&found))?;
    if at.target.messages == Some(MessagesAt::Aws) {
        context.ui.status("DynamoDB counts items and bytes about every six hours; cruddur ddb count counts now");
    }
    match found.not_permitted().as_slice() {
        [] => Ok(()),
        operations => Err(Failure::partial(
            format!("table {} is described without what these credentials may not read", table.table()),
            format!("let the IAM policy of these credentials allow {} on the table", operations.join(" and ")),
        )),
    }
}

/// Returns the details with the names of their fields.
fn object(found: &TableDetails) -> Map<String, Value> {
    let fields = [
        ("table", json!(found.name)),
        ("status", json!(found.status)),
        ("keys", keys(&found.keys)),
        ("items", json!(found.items)),
        ("bytes", json!(found.bytes)),
        ("billing", billing(found.capacity)),
        ("indexes", found.indexes.iter().map(index).collect()),
        ("stream", json!({ "view": found.stream_view, "arn": found.stream_arn })),
        ("time_to_live", part(&found.time_to_live, time_to_live)),
        ("point_in_time_recovery", part(&found.recovery, recovery)),
        ("deletion_protection", json!(found.deletion_protection)),
        ("created", json!(found.created)),
        ("arn", json!(found.arn)),
    ];
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn keys(keys: &[Key]) -> Value {
    let key = |Key { name, is_partition, kind }: &Key| json!({ "name": name, "key": if *is_partition { "HASH" } else { "RANGE" }, "type": kind });
    keys.iter().map(key).collect()
}

fn billing(capacity: Option<Capacity>) -> Value {
    match capacity {
        Some(Capacity { read, write }) => json!({ "mode": "PROVISIONED", "read": read, "write": write }),
        None => json!({ "mode": "PAY_PER_REQUEST" }),
    }
}

fn index(index: &Index) -> Value {
    json!({
        "name": index.name,
        "kind": if index.is_global { "global" } else { "local" },
        "status": index.status,
        "keys": keys(&index.keys),
        "projection": index.projection,
        "attributes": index.attributes,
        "capacity": index.capacity.map(|Capacity { read, write }| json!({ "read": read, "write": write })),
        "items": index.items,
        "bytes": index.bytes,
    })
}

/// Returns a part with its fields, or why it is not known as its status.
fn part<T>(part: &Part<T>, fields: fn(&T) -> Value) -> Value {
    match part {
        Part::Known(known) => fields(known),
        Part::NotPermitted(operation) => json!({ "status": format!("unknown: {operation} is not permitted") }),
        Part::NotSupported => json!({ "status": "unknown: the endpoint does not support it" }),
    }
}

fn time_to_live(TimeToLive { status, attribute }: &TimeToLive) -> Value {
    json!({ "status": status, "attribute": attribute })
}

fn recovery(Recovery { status, earliest, latest }: &Recovery) -> Value {
    json!({ "status": status, "earliest": earliest, "latest": latest })
}
