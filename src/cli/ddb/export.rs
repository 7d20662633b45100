//! `cruddur ddb export`

use super::diff;
use super::filter::FilterArgs;
use super::input::Input;
use super::reading::Reading;
use super::s3;
use super::wait::TaskWait;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::guard::Harm;
use crate::cli::output::{Format, row};
use crate::cli::progress::Progress;
use cruddur::ddb::{RateLimit, ScanRequest, Table};
use cruddur::messaging::TABLE_SCHEMA;
use cruddur::target::Stores;
use cruddur::transfer::{Encoder, Export, ExportTarget, FileFormat, S3Location, check_ending, format_of};
use serde_json::json;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur ddb export --to messages.jsonl
  cruddur ddb export --to messages.csv.zst --segments 4
  cruddur ddb export --to messages.json.gz --output dynamodb-json
  cruddur ddb export --to messages.jsonl --output json   a summary in JSON
  cruddur ddb export --to messages.jsonl --checkpoint messages.checkpoint
  cruddur ddb export --to londo.jsonl --filter 'handle = :h' --value ':h=londo'
  cruddur ddb export --to part-0.jsonl --segment 0 --of 8   on one of 8 machines
  cruddur ddb export --verify messages.jsonl      compare it with the table
  cruddur ddb export --prod --s3 my-bucket/backups")]
pub struct Args {
    /// The file to write, or - for standard output [default: -]; a pipe is written to directly
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
    /// Compare this file with the table, as cruddur ddb diff does, and write nothing
    #[arg(long, value_name = "FILE", conflicts_with_all = ["to", "checkpoint", "s3", "arn", "segment", "filter"])]
    verify: Option<PathBuf>,
    /// Save the progress in this file, and resume from it
    #[arg(long, value_name = "FILE", requires = "to", conflicts_with = "filter")]
    checkpoint: Option<PathBuf>,
    /// Let DynamoDB itself export the table to this bucket
    #[arg(long, value_name = "BUCKET/PREFIX", conflicts_with_all = ["to", "segments", "segment", "max_rcu", "arn", "filter"])]
    s3: Option<S3Location>,
    /// Wait for the export with this ARN, which --s3 started
    #[arg(long, value_name = "ARN", conflicts_with_all = ["to", "segments", "segment", "max_rcu", "filter"])]
    arn: Option<String>,
    /// The client token of the export to S3: the same command with the same token within 8 hours starts no second export
    #[arg(long, value_name = "TOKEN", requires = "s3", hide_short_help = true)]
    client_token: Option<String>,
    #[command(flatten)]
    wait: TaskWait,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    filter: FilterArgs,
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    if let Some(file) = &args.verify {
        let (segments, rate_limit) = (args.reading.segments(), args.reading.rate_limit()?);
        return diff::compare(context, Input::of(file), segments, rate_limit, diff::LIMIT).await;
    }
    if args.s3.is_some() || args.arn.is_some() {
        return by_the_service(context, args).await;
    }
    let to = args.to.as_deref().filter(|path| !is_stdout(path));
    if to.is_none() && args.checkpoint.is_some() {
        return Err(Failure::usage(
            "standard output cannot be resumed, so it takes no --checkpoint".to_owned(),
            "give a file by --to".to_owned(),
        ));
    }
    let format = format(context, to)?;
    let selected = args.reading.selected()?;
    let filter = args.filter.get()?;
    // The file is claimed before the table is opened. A dry run claims nothing.
    let claim = |path| ExportTarget::claim(path, context.global.yes);
    let target = to.filter(|_| !context.global.dry_run).map(claim).transpose()?;
    let at = context.resolve(Stores { messages: true, ..Stores::default() }).await?;
    let messages = at.messages().await?.with_rate_limits(args.reading.rate_limit()?, RateLimit::NONE);
    let (segments, lines) = (args.reading.segments(), format.lines());
    let request = ScanRequest { segments, selected, lines, filter, ..ScanRequest::default() };
    let items = match (target, to) {
        (Some(target), _) => to_file(context, args, &messages, request, target, format).await?,
        (None, Some(path)) => {
            context.ui.status(&format!("would write {}", path.display()));
            return Ok(());
        }
        (None, None) => to_stdout(context, &messages, &request, format).await?,
    };
    context.ui.status(&format!("{items} items"));
    match to {
        Some(path) if context.global.output == Some(Format::Json) => {
            let file = path.display().to_string();
            context.ui.report(&["file", "items"], [row([("file", json!(file)), ("items", json!(items))])])
        }
        _ => Ok(()),
    }
}

/// Returns whether a path is a name of standard output.
fn is_stdout(path: &Path) -> bool {
    ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"].iter().any(|name| path == Path::new(name))
}

/// Returns the format of `--output`, or else that of the file's ending.
fn format(context: &Context, path: Option<&Path>) -> anyhow::Result<FileFormat> {
    if context.global.query.is_some() {
        return Err(Failure::usage("an export writes whole items, so it takes no --query".to_owned(), scan(context)));
    }
    path.map_or(Ok(()), check_ending)?;
    match context.global.output {
        Some(Format::Jsonl) => Ok(FileFormat::Jsonl),
        Some(Format::Csv) => Ok(FileFormat::Csv),
        Some(Format::DynamoDbJson) => Ok(FileFormat::DynamoDbJson),
        // CRUDDUR_OUTPUT is the format of what commands print, and not of files.
        None | Some(Format::Table) => Ok(path.and_then(format_of).unwrap_or(FileFormat::Jsonl)),
        // The format of the summary. The ending of the file is the format of the items.
        Some(Format::Json) if path.is_some() => Ok(path.and_then(format_of).unwrap_or(FileFormat::Jsonl)),
        Some(Format::Json | Format::Text | Format::Markdown) => Err(Failure::usage(
            "an export has one line per item: --output must be jsonl, csv or dynamodb-json".to_owned(),
            scan(context),
        )),
    }
}

/// Returns the command that prints a table in the other formats.
fn scan(context: &Context) -> String {
    format!("cruddur ddb scan{} prints the table in every format", context.global.repeat())
}

async fn to_file(
    context: &Context,
    args: &Args,
    messages: &Table,
    request: ScanRequest,
    target: ExportTarget,
    format: FileFormat,
) -> anyhow::Result<u64> {
    let mut export = Export::begin(messages, target, format, &request, args.checkpoint.as_deref()).await?;
    if export.items() > 0 {
        context.ui.status(&format!("resumed after {} items", export.items()));
    }
    let mut progress = match (&request.selected, &request.filter) {
        (None, None) => Progress::of_table(&context.ui, messages).await,
        _ => Progress::new(&context.ui, None),
    };
    let mut pages = messages.scan(&ScanRequest { selected: Some(export.segments()), ..request });
    while let Some(page) = pages.recv().await {
        export.write(&page?)?;
        progress.show(export.items());
    }
    drop(progress);
    Ok(export.finish()?)
}

async fn to_stdout(
    context: &Context,
    messages: &Table,
    request: &ScanRequest,
    format: FileFormat,
) -> anyhow::Result<u64> {
    let mut stdout = context.ui.stdout();
    let (mut encoder, mut items) = (Encoder::new(format, &TABLE_SCHEMA), 0);
    let mut pages = messages.scan(request);
    while let Some(page) = pages.recv().await {
        let page = page?;
        stdout.write_all(&page.lines.text)?;
        encoder.encode(&page.items, &mut stdout)?;
        items += page.count() as u64;
    }
    stdout.flush()?;
    Ok(items)
}

/// Starts an export to S3, or waits for one that was started.
async fn by_the_service(context: &Context, args: &Args) -> anyhow::Result<()> {
    let at = context.resolve(Stores { messages: true, ..Stores::default() }).await?;
    let messages = at.messages().await?.waiting(args.wait.limit());
    let arn = match (&args.s3, &args.arn) {
        (Some(to), _) => {
            let doing = format!("export table {} to {to}", messages.table());
            if context.global.dry_run {
                context.ui.status(&format!("would {doing}"));
                return Ok(());
            }
            context.guard_table(&at, &messages, Harm::Writes, &doing).await?;
            let task = messages.start_export(to, args.client_token.as_deref()).await?;
            s3::started(context, &task, "export");
            task.arn
        }
        (None, arn) => arn.clone().unwrap_or_default(),
    };
    let task = messages.wait_for_export(&arn, |task| s3::progress(context, task)).await?;
    s3::report(context, &task)?;
    if let Some(to) = &args.s3 {
        let (data, repeat) = (to.data_of(&arn), context.global.repeat());
        context.ui.status(&format!("cruddur ddb import --s3 {data} --into NEW_TABLE{repeat} imports it"));
    }
    Ok(())
}
