//! `cruddur ddb query`

use super::raw::Raw;
use super::reading::MaxRcu;
use crate::cli::context::Context;
use crate::cli::output::Columns;
use cruddur::ddb::{QueryRequest, RateLimit, SortCondition};
use cruddur::target::Stores;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur ddb query 'MSG#5ae290ed-55d1-47a0-bc6d-fe2bc2700399' --limit 10
  cruddur ddb query 'GRP#andrewbrown' --begins-with GRP#2026 --reverse
  cruddur ddb query 5ae290ed-55d1-47a0-bc6d-fe2bc2700399 \\
    --index message-group-sk-index --raw --output jsonl")]
pub struct Args {
    /// The value of the partition key
    #[arg(value_name = "PK")]
    pk: String,
    /// Only sort keys that begin with this text
    #[arg(long, value_name = "TEXT", conflicts_with = "between")]
    begins_with: Option<String>,
    /// Only sort keys between these two, both included
    #[arg(long, value_names = ["FROM", "TO"], num_args = 2)]
    between: Option<Vec<String>>,
    /// Read this index instead of the table; its keys are those that PK and the conditions mean
    #[arg(long, value_name = "NAME")]
    index: Option<String>,
    /// Print at most this many items
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Print the last sort key first
    #[arg(long)]
    reverse: bool,
    #[command(flatten)]
    raw: Raw,
    #[command(flatten)]
    max_rcu: MaxRcu,
}

impl Args {
    fn request(&self) -> QueryRequest {
        let sort = match (&self.begins_with, self.between.as_deref()) {
            (Some(prefix), _) => SortCondition::BeginsWith(prefix.clone()),
            (None, Some([from, to])) => SortCondition::Between(from.clone(), to.clone()),
            (None, _) => SortCondition::Any,
        };
        QueryRequest {
            partition: self.pk.clone(),
            sort,
            index: self.index.clone(),
            limit: self.limit,
            is_reversed: self.reverse,
        }
    }
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let at = context.resolve(Stores { messages: true, ..Stores::default() }).await?;
    let messages = at.messages().await?.with_rate_limits(args.max_rcu.rate_limit()?, RateLimit::NONE);
    let mut pages = messages.query_partition(&args.request()).await?;
    let mut writer = context.ui.rows(Columns::FromData);
    let (mut items, mut consumed) = (0, 0.0);
    while let Some(page) = pages.next().await? {
        items += page.items.len();
        consumed += page.consumed;
        for item in page.items {
            writer.push(args.raw.attributes(item).into())?;
        }
    }
    writer.finish()?;
    context.ui.status(&format!("{items} items, {consumed} read capacity units"));
    Ok(())
}
