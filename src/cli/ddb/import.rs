//! `cruddur ddb import`

use super::reading::budget;
use super::s3;
use super::wait::TaskWait;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::guard::Harm;
use crate::cli::output::row;
use crate::cli::progress::Progress;
use clap::ValueEnum;
use cruddur::ddb::{
    Billing, Budget, Decoder, FileFormat, Import, Imported, OnConflict, Refusal, S3Place, TableSpec, format_of,
    open_export,
};
use cruddur::target::Stores;
use serde_json::json;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

const COLUMNS: [&str; 3] = ["written", "kept", "refused"];

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur ddb import messages.jsonl.zst --dry-run
  cruddur ddb import messages.jsonl.zst --checkpoint messages.checkpoint
  cruddur ddb import messages.csv --on-conflict skip
  gunzip < export.json.gz | cruddur ddb import - --on-conflict overwrite
  cruddur ddb import --prod --s3 my-bucket/backups/AWSDynamoDB/ID/data/ --into cruddur-messages-2")]
pub struct Args {
    /// The file, or - for standard input
    #[arg(value_name = "FILE", required_unless_present_any = ["s3", "arn"])]
    file: Option<PathBuf>,
    /// What to do where the table has another item with the same key
    #[arg(long, value_enum, default_value_t, value_name = "WHAT")]
    on_conflict: Conflict,
    /// How the file is written, where its ending does not say
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<InputFormat>,
    /// Read all JSON as plain JSON. Without this, a line is DynamoDB JSON if each of its attributes is an object named as a
    /// type ({"S": "..."}), and plain JSON if not. A plain line with such an object in it ({"B": "true"}) is refused, since it
    /// could be either; with --plain it is a map
    #[arg(long)]
    plain: bool,
    /// Remember in this file how far it came, and go on from there
    #[arg(long, value_name = "FILE")]
    checkpoint: Option<PathBuf>,
    /// The most write capacity units a second, by what the service says that writes consumed
    #[arg(long, value_name = "UNITS", value_parser = clap::value_parser!(u32).range(1..))]
    max_wcu: Option<u32>,
    /// Let DynamoDB itself import what is in this bucket
    #[arg(long, value_name = "BUCKET/PREFIX", requires = "into", conflicts_with_all = FILE_OPTIONS)]
    s3: Option<S3Place>,
    /// The table that is made
    #[arg(long, value_name = "NEW_TABLE", requires = "s3")]
    into: Option<String>,
    /// Follow the import with this ARN, which --s3 has started
    #[arg(long, value_name = "ARN", conflicts_with_all = FILE_OPTIONS, conflicts_with = "s3")]
    arn: Option<String>,
    #[command(flatten)]
    wait: TaskWait,
}

/// What belongs to a file alone.
const FILE_OPTIONS: [&str; 6] = ["file", "on_conflict", "format", "plain", "checkpoint", "max_wcu"];

/// What is done where a key is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Conflict {
    /// Put the line in its place
    Overwrite,
    /// Leave it
    Skip,
    /// Leave it, and end
    #[default]
    Fail,
}

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum InputFormat {
    /// JSON, plain or DynamoDB JSON: lines, an array, or what other tools put around items
    Jsonl,
    /// Comma-separated values with a header
    Csv,
}

impl From<Conflict> for OnConflict {
    fn from(conflict: Conflict) -> Self {
        match conflict {
            Conflict::Overwrite => Self::Overwrite,
            Conflict::Skip => Self::Skip,
            Conflict::Fail => Self::Fail,
        }
    }
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let Some(file) = &args.file else { return by_the_service(context, args).await };
    let is_stdin = file == Path::new("-");
    if is_stdin && args.checkpoint.is_some() {
        return Err(Failure::usage(
            "standard input cannot be gone on with, so it takes no --checkpoint".to_owned(),
            "give a file".to_owned(),
        ));
    }
    let lines = decoder(args, file, is_stdin)?;
    if context.global.dry_run {
        // On a thread of its own, so that Ctrl-C is heard meanwhile.
        let found = tokio::task::spawn_blocking(|| look(lines)).await??;
        context.ui.status(&format!("would write {} items", found.written));
        return ended(context, file, &found);
    }
    let at = context.resolve(Stores { messages: true, ..Stores::default() }).await?;
    let messages = at.messages().await?;
    let overwrites = args.on_conflict == Conflict::Overwrite && at.target.is_prod();
    let harm = if overwrites { Harm::Destroys } else { Harm::Writes };
    let doing = format!("write the items of {} to table {}", file.display(), messages.table());
    context.guard_table(&at, &messages, harm, &doing).await?;
    let messages = messages.within(Budget::NONE, budget(args.max_wcu)?);
    let import = Import::begin(messages, file, args.on_conflict.into(), args.checkpoint.as_deref())?;
    let mut progress = Progress::new(&context.ui, None);
    let done = import.run(lines, |done| progress.show(done.written + done.kept)).await?;
    drop(progress);
    ended(context, file, &done)
}

/// Starts an import from S3, or follows one that was started.
async fn by_the_service(context: &Context, args: &Args) -> anyhow::Result<()> {
    let at = context.resolve(Stores { messages: true, ..Stores::default() }).await?;
    let arn = match (&args.s3, &args.into) {
        (Some(from), Some(table)) => {
            let messages = at.table(table).await?;
            let doing = format!("import {from} into a new table {table}");
            if context.global.dry_run {
                context.ui.status(&format!("would {doing}"));
                return Ok(());
            }
            context.guard_table(&at, &messages, Harm::Writes, &doing).await?;
            let spec = TableSpec { billing: Some(Billing::OnDemand), ..TableSpec::default() };
            let task = messages.start_import(from, &spec).await?;
            s3::started(context, &task, "import");
            task.arn
        }
        _ => args.arn.clone().unwrap_or_default(),
    };
    let messages = at.messages().await?.waiting(args.wait.limit());
    let task = messages.wait_for_import(&arn, |task| s3::progress(context, task)).await?;
    s3::report(context, &task)?;
    if task.errors > 0 {
        let what = format!("{} lines of the import made no item", task.errors);
        return Err(Failure::partial(what, "the import's CloudWatch log group names them".to_owned()));
    }
    if let Some(table) = &args.into {
        let repeat = context.global.repeat();
        context.ui.status(&format!("cruddur ddb schema-load --table {table}{repeat} switches its stream on"));
    }
    Ok(())
}

fn decoder(args: &Args, file: &Path, is_stdin: bool) -> anyhow::Result<Decoder<Box<dyn BufRead + Send>>> {
    let format = match args.format {
        Some(InputFormat::Jsonl) => FileFormat::Jsonl,
        Some(InputFormat::Csv) => FileFormat::Csv,
        None => format_of(file).unwrap_or(FileFormat::Jsonl),
    };
    let from = if is_stdin { Box::new(BufReader::new(std::io::stdin())) } else { open_export(file)? };
    let name = if is_stdin { "standard input".to_owned() } else { file.display().to_string() };
    Ok(Decoder::new(&name, format, from)?.plain(args.plain))
}

/// What an import would come to, but for what is in the table.
fn look(mut lines: Decoder<Box<dyn BufRead + Send>>) -> anyhow::Result<Imported> {
    let mut found = Imported::default();
    while let Some(line) = lines.next_line()? {
        match line.item {
            Ok(_) => found.written += 1,
            Err(why) => found.refuse(Refusal { record: line.ordinal, line: line.number, why }),
        }
    }
    Ok(found)
}

/// Says what was done, and which lines were not.
fn ended(context: &Context, file: &Path, done: &Imported) -> anyhow::Result<()> {
    let counts = [("written", json!(done.written)), ("kept", json!(done.kept)), ("refused", json!(done.refused))];
    context.ui.report(&COLUMNS, [row(counts)])?;
    if done.refused == 0 {
        return Ok(());
    }
    for Refusal { record, line, why } in &done.reasons {
        context.ui.warn(&format!("record {record}, line {line}: {why}"));
    }
    let what = format!("{} records of {} were refused", done.refused, file.display());
    let hint = if done.reasons.iter().any(Refusal::is_ambiguous) {
        "--plain reads such an object as a map; or write the whole line as DynamoDB JSON".to_owned()
    } else {
        "fix these records, and import the file again".to_owned()
    };
    // Where nothing else was there, it was the wrong file.
    if done.written + done.kept == 0 { Err(Failure::usage(what, hint)) } else { Err(Failure::partial(what, hint)) }
}
