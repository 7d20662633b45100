//! `cruddur ddb diff`

use super::input::{Input, InputFormat};
use super::reading::{MaxRcu, Segments};
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::output::{Row, row};
use crate::cli::progress::Progress;
use crate::cli::shell::quoted;
use cruddur::ddb::RateLimit;
use cruddur::target::Stores;
use cruddur::transfer::{Compared, Difference, Refusal, Side};
use serde_json::json;
use std::path::PathBuf;

const COLUMNS: [&str; 4] = ["pk", "sk", "what", "attributes"];

/// The default limit of the differences of each kind that are printed.
pub const LIMIT: usize = 100;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur ddb diff messages.jsonl.zst
  cruddur ddb diff messages.csv --limit 1000 --output json
  cruddur ddb diff --prod messages.jsonl --max-rcu 100 --segments 4")]
pub struct Args {
    /// The file, as ddb export writes it or ddb import reads it
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The format of the file [default: by the ending of its name]
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<InputFormat>,
    /// Read all JSON as plain JSON, as ddb import --plain does
    #[arg(long)]
    plain: bool,
    /// Print at most this many differences of each kind; all are counted
    #[arg(long, value_name = "N", default_value_t = LIMIT)]
    limit: usize,
    #[command(flatten)]
    segments: Segments,
    #[command(flatten)]
    max_rcu: MaxRcu,
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let input = Input::of(&args.file).in_format(args.format).plain(args.plain);
    compare(context, input, args.segments.count(), args.max_rcu.rate_limit()?, args.limit).await
}

/// Compares a file with the table, prints the differences, and ends with a partial failure if there are any.
pub async fn compare(
    context: &Context,
    input: Input,
    segments: usize,
    rate_limit: RateLimit,
    limit: usize,
) -> anyhow::Result<()> {
    if !input.is_read_again() {
        let what = "a comparison may read its file twice, so it takes no standard input and no pipe".to_owned();
        return Err(Failure::usage(what, "give a file".to_owned()));
    }
    // An unreadable file is reported before the table is opened.
    input.open().await?;
    let at = context.resolve(Stores { messages: true, ..Stores::default() }).await?;
    let messages = at.messages().await?.with_rate_limits(rate_limit, RateLimit::NONE);
    let mut progress = Progress::of_table(&context.ui, &messages).await;
    let open = {
        let (input, table) = (input.clone(), messages.table().to_owned());
        move || Ok(input.open_here()?.of_table(&table))
    };
    let compared = messages.compare(open, segments, limit, |items| progress.show(items)).await?;
    drop(progress);
    context.ui.list(&COLUMNS, compared.differences.iter().map(shown))?;
    for Refusal { record, line, why } in &compared.reasons {
        context.ui.warn(&format!("record {record}, line {line}: {why}"));
    }
    let (file, table) = (input.file().display(), messages.table());
    if compared.is_same() {
        context.ui.status(&format!("{file} and table {table} hold the same {} items", compared.same));
        return Ok(());
    }
    let what = format!("{file} and table {table} differ: {}", counts(&compared));
    let (quoted, repeat) = (quoted(&input.file().to_string_lossy()).into_owned(), context.global.repeat());
    let hint = format!("cruddur ddb import {quoted} --dry-run{repeat} says what an import would write");
    Err(Failure::partial(what, hint))
}

fn shown(difference: &Difference) -> Row {
    let side = match difference.side {
        Side::FileOnly => "file only",
        Side::TableOnly => "table only",
        Side::Both => "different",
    };
    row([
        ("pk", json!(difference.pk)),
        ("sk", json!(difference.sk)),
        ("what", json!(side)),
        ("attributes", json!(Some(&difference.attributes).filter(|names| !names.is_empty()))),
    ])
}

/// Returns the counts in words, such as `2 in the file only, 1 different, 153 the same`, without counts of zero.
fn counts(compared: &Compared) -> String {
    let counts = [
        (compared.file_only, "in the file only"),
        (compared.table_only, "in the table only"),
        (compared.different, "different"),
        (compared.refused, "records refused"),
        (compared.repeated, "records with the key of an earlier one"),
        (compared.same, "the same"),
    ];
    let named = counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}"));
    named.collect::<Vec<_>>().join(", ")
}
