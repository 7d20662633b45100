//! `cruddur ddb stream tail`

use super::Polling;
use crate::cli::context::Context;
use crate::cli::ddb::attribute;
use crate::cli::error::Failure;
use crate::cli::output::{Columns, Row, row};
use crate::cli::value_parser::at_least_one;
use clap::ValueEnum;
use cruddur::ddb::{RecordChange, ShardPosition, StreamRecord, plain_json};
use cruddur::messaging::TABLE_SCHEMA;
use cruddur::target::Stores;
use serde_json::json;

const COLUMNS: [&str; 7] = ["time", "change", "pk", "sk", "handle", "message", "message_group_uuid"];

/// The fields for programs.
const MORE: [&str; 3] = ["display_name", "user_uuid", "message_uuid"];

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur ddb stream tail
  cruddur ddb stream tail --from trim-horizon --once --output jsonl")]
pub struct Args {
    /// Where to start
    #[arg(long, value_enum, default_value_t, value_name = "WHERE")]
    from: From,
    /// End when there is no new record
    #[arg(long)]
    once: bool,
    /// End after this many records
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    limit: Option<usize>,
}

/// Where to start in a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum From {
    /// At the records that are written from now on
    #[default]
    Latest,
    /// At the oldest record of the stream, which keeps records for a day
    TrimHorizon,
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    if context.global.query.is_some() && !args.once && args.limit.is_none() {
        return Err(Failure::usage(
            "--query is applied to the whole, and a stream has no end".to_owned(),
            "give --once or --limit too".to_owned(),
        ));
    }
    let at = context.resolve(Stores { messages: true, ..Stores::default() }).await?;
    let from = if args.from == From::Latest { ShardPosition::Latest } else { ShardPosition::TrimHorizon };
    let mut stream = at.stream(from, None).await?;
    let mut writer = context.ui.rows(Columns::ForPrograms { table: &COLUMNS, more: &MORE });
    let mut polling = Polling::new(args.once, &at);
    let mut left = args.limit.unwrap_or(usize::MAX);
    while left > 0 {
        let Some(batch) = stream.next().await? else {
            stream.release();
            if polling.wait().await {
                continue;
            }
            break;
        };
        polling.reset();
        // The reader of stdout may be slow, so the embedded store is closed first.
        stream.release();
        for record in batch.records.iter().take(left) {
            writer.push(shown(record))?;
        }
        left -= batch.records.len().min(left);
        writer.flush()?;
        stream.done(batch).await?;
    }
    writer.finish()
}

fn shown(record: &StreamRecord) -> Row {
    let item = plain_json(record.image.as_ref().unwrap_or(&record.keys).clone(), TABLE_SCHEMA.attribute_order).into();
    let change = match record.change {
        RecordChange::Insert => "insert",
        RecordChange::Modify => "modify",
        RecordChange::Remove => "remove",
    };
    let mut shown = row([("time", json!(record.created.map(|at| at.to_string()))), ("change", json!(change))]);
    shown.extend(COLUMNS[2..].iter().chain(&MORE).map(|name| ((*name).to_owned(), attribute(&item, name))));
    shown
}
