//! `cruddur ddb import`

use super::input::{Input, InputFormat};
use super::reading::rate_limit;
use super::s3;
use super::wait::TaskWait;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::guard::Harm;
use crate::cli::output::row;
use crate::cli::progress::Progress;
use crate::cli::shell::quoted;
use clap::ValueEnum;
use cruddur::ddb::{Billing, TableSpec};
use cruddur::target::Stores;
use cruddur::transfer::{Ended, Import, Imported, OnConflict, Refusal, S3Location};
use serde_json::json;
use std::path::{Path, PathBuf};

const COLUMNS: [&str; 4] = ["written", "kept", "refused", "conflicts"];

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur ddb import messages.jsonl.zst --dry-run
  cruddur ddb import messages.jsonl.zst --checkpoint messages.checkpoint
  cruddur ddb import messages.csv --on-conflict skip
  gunzip < export.json.gz | cruddur ddb import - --on-conflict overwrite
  cruddur ddb import --prod --s3 bucket/AWSDynamoDB/ID/data/ --into messages-2")]
pub struct Args {
    /// The file to read, or - for standard input
    #[arg(value_name = "FILE", required_unless_present_any = ["s3", "arn"])]
    file: Option<PathBuf>,
    /// What to do if the table has another item with the same key; an equal item is no conflict
    #[arg(long, value_enum, default_value_t, value_name = "WHAT")]
    on_conflict: Conflict,
    /// The format of the file [default: by the ending of its name]
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<InputFormat>,
    /// Read all JSON as plain JSON
    ///
    /// Without --plain a line is DynamoDB JSON if each of its attributes is an object with the name of a type ({"S": "..."}), and
    /// plain JSON if not. A plain line that contains such an object ({"B": "true"}) is refused, because it is ambiguous; with
    /// --plain the object is a map.
    #[arg(long)]
    plain: bool,
    /// Save the progress in this file, and resume from it
    #[arg(long, value_name = "FILE")]
    checkpoint: Option<PathBuf>,
    /// Consume at most this many read capacity units a second in --dry-run, as DynamoDB counts them
    #[arg(long, value_name = "UNITS", value_parser = clap::value_parser!(u32).range(1..))]
    max_rcu: Option<u32>,
    /// Consume at most this many write capacity units a second, as DynamoDB counts them
    #[arg(long, value_name = "UNITS", value_parser = clap::value_parser!(u32).range(1..))]
    max_wcu: Option<u32>,
    /// Let DynamoDB itself import the export in this bucket
    #[arg(long, value_name = "BUCKET/PREFIX", requires = "into", conflicts_with_all = FILE_OPTIONS)]
    s3: Option<S3Location>,
    /// The table that DynamoDB creates
    #[arg(long, value_name = "NEW_TABLE", requires = "s3")]
    into: Option<String>,
    /// Wait for the import with this ARN, which --s3 started
    #[arg(long, value_name = "ARN", conflicts_with_all = FILE_OPTIONS, conflicts_with = "s3")]
    arn: Option<String>,
    /// The client token of the import from S3: the same command with the same token within 8 hours starts no second import
    #[arg(long, value_name = "TOKEN", requires = "s3", hide_short_help = true)]
    client_token: Option<String>,
    #[command(flatten)]
    wait: TaskWait,
}

/// The options that are only for a file.
const FILE_OPTIONS: [&str; 7] = ["file", "on_conflict", "format", "plain", "checkpoint", "max_rcu", "max_wcu"];

/// What is done if the table has another item with the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Conflict {
    /// Replace the item
    Overwrite,
    /// Keep the item
    Skip,
    /// Keep the item, and start no write after the first conflict that is known; writes that were sent are finished and counted
    #[default]
    Fail,
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
    let input = Input::of(file).in_format(args.format).plain(args.plain);
    if input.is_stdin() && args.checkpoint.is_some() {
        return Err(Failure::usage(
            "standard input cannot be resumed, so it takes no --checkpoint".to_owned(),
            "give a file".to_owned(),
        ));
    }
    // An unreadable file is reported before any question.
    let lines = input.open().await?;
    let at = context.resolve(Stores { messages: true, ..Stores::default() }).await?;
    let messages = at.messages().await?.with_rate_limits(rate_limit(args.max_rcu)?, rate_limit(args.max_wcu)?);
    let lines = lines.of_table(messages.table());
    if !context.global.dry_run {
        let overwrites = args.on_conflict == Conflict::Overwrite && at.target.is_prod();
        let harm = if overwrites { Harm::Destroys } else { Harm::Writes };
        let doing = format!("write the items of {} to table {}", file.display(), messages.table());
        context.guard_table(&at, &messages, harm, &doing).await?;
    }
    let import = Import::begin(messages, file, args.on_conflict.into(), args.checkpoint.as_deref()).await?;
    let mut progress = Progress::new(&context.ui, None);
    let mut show = |done: &Imported| progress.show(done.written + done.kept);
    let ended = if context.global.dry_run {
        let done = import.predict(lines, &mut show).await?;
        context.ui.status(&format!("would write {} items", done.written));
        Ended { done, failure: None, is_idle: false }
    } else {
        import.run(lines, &mut show).await
    };
    drop(progress);
    report(context, file, ended)
}

/// Starts an import from S3, or waits for one that was started.
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
            let task = messages.start_import(from, &spec, args.client_token.as_deref()).await?;
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
        let repeat = context.global.repeat().on_table(table);
        context.ui.status(&format!("cruddur ddb schema-load{repeat} switches its stream on"));
    }
    Ok(())
}

/// Prints the counts, and the records that were not written.
fn report(context: &Context, file: &Path, Ended { done, failure, is_idle }: Ended) -> anyhow::Result<()> {
    let failure = match failure {
        // Nothing was done, so there is no count to print.
        Some(error) if is_idle => return Err(error.into()),
        other => other,
    };
    context.ui.report(
        &COLUMNS,
        [row([
            ("written", json!(done.written)),
            ("kept", json!(done.kept)),
            ("refused", json!(done.refused)),
            ("conflicts", json!(done.conflicts.len())),
        ])],
    )?;
    for Refusal { record, line, why } in done.reasons.iter().chain(&done.conflicts) {
        context.ui.warn(&format!("record {record}, line {line}: {why}"));
    }
    let file = file.display();
    if let Some(error) = failure {
        let what = format!("the import of {file} ended before the end of the file");
        let hint = "what was written stays; fix the cause, and the same command again completes the import".to_owned();
        return Err(anyhow::Error::from(error).context(Failure::Partial { what, hint }));
    }
    if let Some(first) = done.conflicts.first() {
        let what =
            format!("the import of {file} ended at the conflict of record {}, line {}", first.record, first.line);
        let hint = format!(
            "cruddur ddb diff {}{} names every difference; --on-conflict skip leaves these items, --on-conflict overwrite replaces them",
            quoted(&file.to_string()),
            context.global.repeat()
        );
        return Err(Failure::partial(what, hint));
    }
    if done.refused == 0 {
        return Ok(());
    }
    let what = format!("{} records of {file} were refused", done.refused);
    let hint = if done.reasons.iter().any(Refusal::is_ambiguous) {
        "--plain reads such an object as a map; or write the whole line as DynamoDB JSON".to_owned()
    } else {
        "fix these records, and import the file again".to_owned()
    };
    // If every record was refused, it was the wrong file.
    if done.written + done.kept == 0 { Err(Failure::usage(what, hint)) } else { Err(Failure::partial(what, hint)) }
}
