//! `cruddur stack redrive`

use super::args::{At, Which};
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::output::{Columns, Row, row};
use crate::cli::shell::quoted;
use cruddur::messaging::InboxCounts;
use cruddur::stack::{Description, HIDDEN_SECONDS, MAX_MESSAGES, Outcome, Queue, QueueCount, Redrive, Redriven};
use cruddur::target::Stores;
use serde_json::json;

const COLUMNS: Columns = Columns::ForPrograms {
    table: &["message", "state", "records", "updated", "current", "missing", "reason"],
    more: &["sent", "condition", "shard", "first", "last"],
};

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur stack redrive --dry-run
  cruddur stack redrive --yes")]
pub struct Args {
    #[command(flatten)]
    which: Which,
}

/// How many messages had which end.
#[derive(Default)]
struct Counts {
    applied: usize,
    gone: usize,
    foreign: usize,
    failed: usize,
    missing: usize,
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let at = args.which.open_with_messages(context).await?;
    let found = at.stack.described().await?;
    let table = found.output("TableName")?;
    let queue = Queue::open(&at.stack, &at.location, context.ui.observer()).await?;
    let messages = context.resolve(Stores { messages: true, ..Stores::default() }).await?;
    let count = queue.count().await?;
    let dry_run = context.global.dry_run;
    if !dry_run {
        guard(context, &at, &found, table, count).await?;
    }
    let ranges = messages.stream_ranges(table).await?;
    let mut redrive = Redrive::new(queue, ranges, &found.id, table, dry_run);
    let (mut rows, mut counts) = (Vec::new(), Counts::default());
    let end = loop {
        match redrive.next().await {
            Ok(Some(redriven)) => {
                counts.add(&redriven);
                rows.push(of_message(context, &redriven));
            }
            Ok(None) => break Ok(()),
            Err(error) => break Err(error),
        }
        context.ui.progress(&format!("{} messages, {} done", rows.len(), counts.applied));
    };
    context.ui.end_progress();
    let is_empty = rows.is_empty();
    context.ui.report(COLUMNS, rows)?;
    end?;
    if counts.missing > 0 {
        let repeat = context.global.repeat();
        context.ui.warn(&format!("inboxes have lost a conversation: cruddur ddb repair --all{repeat} finds out which"));
    }
    if is_empty {
        return nothing(context, count);
    }
    finish(context, &redrive, &counts)
}

/// Shows the account, the stack and the queue, and asks before anything is written.
async fn guard(context: &Context, at: &At, found: &Description, table: &str, count: QueueCount) -> anyhow::Result<()> {
    let facts = at.facts(&found.id);
    context.show_facts(&format!("{facts}, table {table}, {} in the queue of failures", in_words(count)));
    let doing = format!("update inboxes of table {table}, and remove from the queue of failures what succeeds");
    context.agree(false, &doing, at.stack.name(), &at.location.to_string()).await
}

/// Nothing was received: the queue is empty, or all of its messages are hidden.
fn nothing(context: &Context, count: QueueCount) -> anyhow::Result<()> {
    if count.hidden == 0 {
        context.ui.status("the queue of failures is empty");
        return Ok(());
    }
    Err(Failure::partial(
        format!("about {} messages are hidden in the queue of failures, since another run received them", count.hidden),
        format!("run the same command again in {} minutes", HIDDEN_SECONDS / 60),
    ))
}

/// The error that says what stays in the queue; none if nothing should.
fn finish(context: &Context, redrive: &Redrive<'_>, counts: &Counts) -> anyhow::Result<()> {
    let repeat = context.global.repeat();
    let (mut what, mut hints) = (Vec::new(), Vec::new());
    if counts.gone > 0 {
        what.push(format!("{} whose records are no longer in the stream", counts.gone));
        hints.push(format!(
            "cruddur ddb repair --all{repeat} updates the inboxes without these records; after that, aws sqs purge-queue \
             --queue-url {}{} empties the queue",
            quoted(redrive.queue().url()),
            repeat.of_aws("sqs")
        ));
    }
    if counts.foreign > 0 {
        what.push(format!("{} that are not about this table", counts.foreign));
    }
    if counts.failed > 0 {
        what.push(format!("{} that failed", counts.failed));
        hints.push("the same command again tries those that failed".to_owned());
    }
    if redrive.is_cut() {
        what.push(format!("what follows the first {MAX_MESSAGES}"));
        hints.push("the same command again goes on".to_owned());
    }
    if what.is_empty() {
        return Ok(());
    }
    if hints.is_empty() {
        hints.push(format!(
            "aws sqs receive-message --queue-url {}{} shows them",
            quoted(redrive.queue().url()),
            repeat.of_aws("sqs")
        ));
    }
    Err(Failure::partial(
        format!("these messages stay in the queue of failures: {}", what.join(", ")),
        hints.join("; "),
    ))
}

/// The number of messages, such as `about 3 messages (1 hidden)`.
fn in_words(QueueCount { visible, hidden }: QueueCount) -> String {
    let of_hidden = if hidden > 0 { format!(" ({hidden} hidden)") } else { String::new() };
    format!("about {} messages{of_hidden}", visible.saturating_add(hidden))
}

impl Counts {
    fn add(&mut self, redriven: &Redriven) {
        match &redriven.outcome {
            Outcome::Applied(applied) => {
                self.applied += 1;
                self.missing += applied.inboxes.missing;
            }
            Outcome::Gone => self.gone += 1,
            Outcome::NotUnderstood | Outcome::OtherTable => self.foreign += 1,
            Outcome::Failed(_) => self.failed += 1,
        }
    }
}

fn of_message(context: &Context, redriven: &Redriven) -> Row {
    let reason = match &redriven.outcome {
        Outcome::Applied(applied) if !applied.without_text.is_empty() => {
            Some(format!("without a text that an inbox could show: {}", applied.without_text.join(", ")))
        }
        Outcome::Applied(_) => None,
        Outcome::Gone => Some("the stream no longer has the records, which it keeps for 24 hours".to_owned()),
        Outcome::NotUnderstood => Some("it is not a message of Lambda about records of a stream".to_owned()),
        Outcome::OtherTable => Some("its records are of another table".to_owned()),
        Outcome::Failed(error) => Some(error.to_string()),
    };
    let state = match &redriven.outcome {
        Outcome::Applied(_) if context.global.dry_run => "would be done",
        Outcome::Applied(_) => "done",
        Outcome::Gone => "gone",
        Outcome::NotUnderstood | Outcome::OtherTable => "left",
        Outcome::Failed(_) => "failed",
    };
    let (records, inboxes) = match &redriven.outcome {
        Outcome::Applied(applied) => (Some(applied.records), Some(applied.inboxes)),
        _ => (None, None),
    };
    let count = |of: fn(InboxCounts) -> usize| json!(inboxes.map(of));
    let range = redriven.range.as_ref();
    row([
        ("message", json!(redriven.message)),
        ("state", json!(state)),
        ("records", json!(records)),
        ("updated", count(|inboxes| inboxes.updated)),
        ("current", count(|inboxes| inboxes.current)),
        ("missing", count(|inboxes| inboxes.missing)),
        ("reason", json!(reason)),
        ("sent", json!(redriven.sent.map(|at| at.to_string()))),
        ("condition", json!(redriven.condition)),
        ("shard", json!(range.map(|range| &range.shard))),
        ("first", json!(range.map(|range| &range.first))),
        ("last", json!(range.map(|range| &range.last))),
    ])
}
