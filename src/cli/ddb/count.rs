//! `cruddur ddb count`

use super::filter::FilterArgs;
use super::reading::Reading;
use crate::cli::context::Context;
use crate::cli::output::row;
use crate::cli::progress::Progress;
use cruddur::ddb::{RateLimit, ScanRequest};
use cruddur::target::Stores;
use serde_json::json;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur ddb count
  cruddur ddb count --segments 4 --query '[0].items' --output json
  cruddur ddb count --filter 'begins_with(pk, :m)' --value ':m=MSG#'")]
pub struct Args {
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    filter: FilterArgs,
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let (segments, selected) = (args.reading.segments(), args.reading.selected()?);
    let request =
        ScanRequest { segments, selected, filter: args.filter.get()?, is_count: true, ..ScanRequest::default() };
    let at = context.resolve(Stores { messages: true, ..Stores::default() }).await?;
    let messages = at.messages().await?.with_rate_limits(args.reading.rate_limit()?, RateLimit::NONE);
    let mut progress = Progress::new(&context.ui, None);
    let mut pages = messages.scan(&request);
    let (mut items, mut consumed) = (0, 0.0);
    while let Some(page) = pages.recv().await {
        let page = page?;
        items += page.count();
        consumed += page.consumed;
        progress.show(items as u64);
    }
    drop(progress);
    context.ui.list(&["table", "items"], [row([("table", json!(messages.table())), ("items", json!(items))])])?;
    context.ui.status(&format!("{consumed} read capacity units"));
    Ok(())
}
