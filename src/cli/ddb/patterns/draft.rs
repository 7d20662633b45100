//! What the commands that write messages share: where a text comes from, and how a draft is shown and written.

use crate::cli::context::{At, Context};
use crate::cli::ddb::attribute;
use crate::cli::error::Failure;
use crate::cli::guard::Harm;
use crate::cli::output::{Row, row};
use cruddur::ddb::{Draft, DraftWrite, Item, LONGEST_MESSAGE, Messages, plain_json};
use cruddur::text::without_mark;
use serde_json::json;
use std::io::Read;

/// What is said of what was written: keys and ids.
pub const COLUMNS: [&str; 5] = ["write", "pk", "sk", "message_group_uuid", "message_uuid"];

/// What a dry run shows: the items.
const ITEM_COLUMNS: [&str; 9] =
    ["write", "pk", "sk", "message_group_uuid", "message_uuid", "user_uuid", "handle", "display_name", "message"];

/// The text of a message: the argument, or stdin for `-`, which is read on a thread of its own, so that Ctrl-C is heard.
pub async fn text(argument: Option<&str>) -> anyhow::Result<String> {
    match argument {
        Some("-") => tokio::task::spawn_blocking(from_stdin).await?,
        Some(text) => Ok(text.to_owned()),
        None => Err(Failure::usage(
            "there is no text to write".to_owned(),
            "give it as the last argument, or - to read it from stdin".to_owned(),
        )),
    }
}

/// Reads no more than shows that a text is too long, without the line break at its end.
fn from_stdin() -> anyhow::Result<String> {
    let most = LONGEST_MESSAGE as u64 * 4 + 8;
    let mut bytes = Vec::new();
    std::io::stdin().lock().take(most).read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(without_mark(&bytes));
    let text = text.strip_suffix('\n').unwrap_or(&text);
    Ok(text.strip_suffix('\r').unwrap_or(text).to_owned())
}

/// Writes a draft, or shows it in a dry run.
pub async fn write(context: &Context, at: &At, messages: &Messages, draft: Draft) -> anyhow::Result<()> {
    if context.global.dry_run {
        return context.ui.report(&ITEM_COLUMNS, records(&draft, "would ", &ITEM_COLUMNS)?);
    }
    context.guard_table(at, messages, Harm::Writes, &format!("write a message to table {}", messages.table())).await?;
    let sent = messages.send(draft).await?;
    context.ui.status(&format!("conversation {}: wrote a message", sent.message.group));
    if !sent.is_whole() {
        let repeat = context.global.repeat();
        context
            .ui
            .warn(&format!("an inbox has lost the conversation: cruddur ddb repair --all{repeat} finds out which"));
    }
    context.ui.report(&COLUMNS, records(&sent, "", &COLUMNS)?)
}

fn records(draft: &Draft, prefix: &str, columns: &[&str]) -> anyhow::Result<Vec<Row>> {
    let record = |write: &DraftWrite| match write {
        DraftWrite::Put(item) => record(&format!("{prefix}put"), item, columns),
        DraftWrite::Delete(key) => record(&format!("{prefix}delete"), key, columns),
    };
    Ok(draft.writes()?.iter().map(record).collect())
}

/// An item in one set of columns, whichever layout it is in.
fn record(write: &str, item: &Item, columns: &[&str]) -> Row {
    let item = plain_json(item.clone()).into();
    let mut record = row([("write", json!(write))]);
    record.extend(columns[1..].iter().map(|name| ((*name).to_owned(), attribute(&item, name))));
    record
}
