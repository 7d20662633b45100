//! `cruddur ddb stream apply`

use super::Polling;
use crate::cli::context::Context;
use crate::cli::guard::Harm;
use crate::cli::output::{Row, row};
use cruddur::ddb::{Checkpoint, ShardPosition};
use cruddur::messaging::{Applied, InboxCounts};
use cruddur::target::Stores;
use serde_json::json;
use std::path::PathBuf;

const COLUMNS: [&str; 4] = ["records", "updated", "current", "missing"];

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur ddb stream apply --once
  cruddur ddb stream apply --checkpoint inboxes.json")]
pub struct Args {
    /// End when there is no new record
    #[arg(long)]
    once: bool,
    /// Save the progress in this file, and resume from it
    #[arg(long, value_name = "FILE")]
    checkpoint: Option<PathBuf>,
}

/// The counts so far.
#[derive(Default)]
struct Total {
    records: usize,
    inboxes: InboxCounts,
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let checkpoint = args.checkpoint.as_deref().map(Checkpoint::load).transpose()?.flatten();
    let at = context.resolve(Stores { messages: true, ..Stores::default() }).await?;
    let dry_run = context.global.dry_run;
    let messages = at.messages().await?;
    messages.check_keys().await?;
    if !dry_run {
        let doing = format!("update the inboxes of table {} from its stream", messages.table());
        context.guard_table(&at, &messages, Harm::Writes, &doing).await?;
    }
    // The embedded store is locked while it is open, so it is closed between reads.
    drop(messages);
    let mut stream = at.stream(ShardPosition::TrimHorizon, checkpoint).await?;
    let save_to = args.checkpoint.as_deref().filter(|_| !dry_run);
    // A checkpoint that cannot be written is reported before anything is done.
    save_to.map(|path| stream.checkpoint().save(path)).transpose()?;
    let (mut total, mut polling) = (Total::default(), Polling::new(args.once, &at));
    loop {
        let Some(batch) = stream.next().await? else {
            stream.release();
            context.ui.progress(&total.shown(0));
            if polling.wait().await {
                continue;
            }
            break;
        };
        polling.reset();
        let applied = stream.apply(&batch, dry_run).await?;
        stream.done(batch).await?;
        // The checkpoint is saved after the update. A run that is killed in between repeats the update, which changes nothing.
        if let Some(path) = save_to {
            stream.checkpoint().save(path)?;
        }
        for key in &applied.without_text {
            context.ui.warn(&format!("message {key} has no text that an inbox could show, and is skipped"));
        }
        let now = context.now()?;
        total.add(&applied);
        context.ui.progress(&total.shown(applied.last.map_or(0, |last| now.micros_since(last) / 1_000_000)));
    }
    context.ui.end_progress();
    if total.inboxes.missing > 0 {
        let repeat = context.global.repeat();
        context.ui.warn(&format!("inboxes have lost a conversation: cruddur ddb repair --all{repeat} finds out which"));
    }
    context.ui.report(&COLUMNS, [total.record()])
}

impl Total {
    /// Adds the counts of a batch.
    fn add(&mut self, applied: &Applied) {
        self.records += applied.records;
        self.inboxes += applied.inboxes;
    }

    /// Returns the progress in words, `lag` seconds behind the newest record.
    fn shown(&self, lag: i64) -> String {
        let InboxCounts { updated, current, missing } = self.inboxes;
        let lag = lag.max(0);
        format!(
            "{} records: {updated} rows updated, {current} current, {missing} missing; {lag} s behind",
            self.records
        )
    }

    fn record(&self) -> Row {
        row([
            ("records", json!(self.records)),
            ("updated", json!(self.inboxes.updated)),
            ("current", json!(self.inboxes.current)),
            ("missing", json!(self.inboxes.missing)),
        ])
    }
}
