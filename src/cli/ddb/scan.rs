//! `cruddur ddb scan`

use super::filter::FilterArgs;
use super::raw::Raw;
use super::reading::Reading;
use crate::cli::context::Context;
use crate::cli::output::Columns;
use crate::cli::progress::Progress;
use cruddur::ddb::{LineFormat, RateLimit, ScanRequest};
use cruddur::target::Stores;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur ddb scan --limit 10
  cruddur ddb scan --segments 4 --output jsonl > messages.jsonl
  cruddur ddb scan --filter '#h = :h' --name '#h=handle' --value ':h=bayko'
  cruddur ddb scan --raw --output jsonl    DynamoDB JSON, which keeps types")]
pub struct Args {
    #[command(flatten)]
    reading: Reading,
    /// Print at most this many items in total
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    raw: Raw,
}

impl Args {
    fn request(&self) -> anyhow::Result<ScanRequest> {
        let filter = self.filter.get()?;
        let (segments, selected) = (self.reading.segments(), self.reading.selected()?);
        Ok(ScanRequest { segments, selected, limit: self.limit, filter, ..ScanRequest::default() })
    }
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let mut request = args.request()?;
    let at = context.resolve(Stores { messages: true, ..Stores::default() }).await?;
    let mut writer = context.ui.rows(Columns::FromData);
    let format = if args.raw.is_raw() { LineFormat::Raw } else { LineFormat::Plain };
    request.lines = writer.takes_lines().then_some(format);
    let limit = args.limit.unwrap_or(usize::MAX);
    let (mut items, mut consumed) = (0, 0.0);
    if limit > 0 {
        let messages = at.messages().await?.with_rate_limits(args.reading.rate_limit()?, RateLimit::NONE);
        // Items that are printed to the terminal already show the progress.
        let seen = context.ui.prints_to_terminal();
        let is_whole = request.selected.is_none() && request.filter.is_none() && request.limit.is_none();
        let mut progress = match (seen, is_whole) {
            (true, _) => None,
            (false, true) => Some(Progress::of_table(&context.ui, &messages).await),
            (false, false) => Some(Progress::new(&context.ui, None)),
        };
        let mut pages = messages.scan(&request);
        while let Some(page) = pages.recv().await {
            let page = page?;
            if let Some(progress) = &mut progress {
                progress.show(items as u64);
            }
            consumed += page.consumed;
            let (of_page, left) = (page.count(), limit - items);
            writer.push_lines(page.lines.first(left))?;
            for item in page.items.into_iter().take(left) {
                writer.push(args.raw.attributes(item).into())?;
            }
            items += of_page.min(left);
            if items == limit {
                break;
            }
        }
    }
    writer.finish()?;
    context.ui.status(&format!("{items} items, {consumed} read capacity units"));
    Ok(())
}
