//! Reads, writes and prints a message, for the commands that write one.

use crate::cli::context::{At, Context};
use crate::cli::ddb::attribute;
use crate::cli::error::{Failure, is_closed_pipe};
use crate::cli::guard::Harm;
use crate::cli::output::{Row, row};
use crate::cli::ui::UNRECORDED;
use cruddur::ddb::{Item, Table, plain_json};
use cruddur::messaging::{LONGEST_MESSAGE, NewMessage, PendingMessage, PendingWrite, TABLE_SCHEMA, WrittenMessage};
use cruddur::text::without_mark;
use serde_json::json;
use std::io::Read;

/// The columns about a written message, for people.
const BRIEF_COLUMNS: [&str; 3] = ["time", "message_group_uuid", "message_uuid"];

/// The columns about written items: keys and ids.
const COLUMNS: [&str; 5] = ["write", "pk", "sk", "message_group_uuid", "message_uuid"];

/// The columns of a dry run: whole items.
const ITEM_COLUMNS: [&str; 9] =
    ["write", "pk", "sk", "message_group_uuid", "message_uuid", "user_uuid", "handle", "display_name", "message"];

/// Returns the text of a message: the argument, or stdin for `-`. A separate thread reads stdin, so that Ctrl-C works.
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

/// Reads the text without its last line break, and no more than is needed to see that it is too long.
fn from_stdin() -> anyhow::Result<String> {
    let most = LONGEST_MESSAGE as u64 * 4 + 8;
    let mut bytes = Vec::new();
    std::io::stdin().lock().take(most).read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(without_mark(&bytes));
    let text = text.strip_suffix('\n').unwrap_or(&text);
    Ok(text.strip_suffix('\r').unwrap_or(text).to_owned())
}

/// Writes a message. In a dry run it prints the items and returns `None`.
pub async fn write(
    context: &Context,
    at: &At,
    messages: &Table,
    new: &NewMessage<'_>,
) -> anyhow::Result<Option<WrittenMessage>> {
    let pending = messages.prepare_message(new).await?;
    if let Some(ahead) = pending.ahead {
        context.ui.warn(&format!(
            "the newest message of conversation {} is from {ahead}, which is ahead of the clock: the new message gets a later time",
            pending.message.conversation_id
        ));
    }
    if context.global.dry_run {
        context.ui.report(&ITEM_COLUMNS, records(&pending, "would ", &ITEM_COLUMNS)?)?;
        return Ok(None);
    }
    context.guard_table(at, messages, Harm::Writes, &format!("write a message to table {}", messages.table())).await?;
    let records = at.pending_directory();
    if records.is_none() && new.uuid.is_none() {
        context
            .ui
            .warn(&format!("neither XDG_STATE_HOME nor HOME is an absolute path, so no record is kept; {UNRECORDED}"));
    }
    let written = messages.write_message(pending, records.as_deref()).await?;
    if !written.pending.has_both_inboxes() {
        let repeat = context.global.repeat();
        context
            .ui
            .warn(&format!("an inbox has lost the conversation: cruddur ddb repair --all{repeat} finds out which"));
    }
    Ok(Some(written))
}

/// Prints what was written: one line for people, each item for programs.
pub fn report(context: &Context, written: WrittenMessage) -> anyhow::Result<()> {
    let printed = print(context, &written);
    // Acknowledged also if the reader closed the pipe, as `head` does: the message is written, and the same text again is
    // another message. If the result could not be printed for another reason, the same command again finds the message.
    if printed.as_ref().err().is_none_or(is_closed_pipe) {
        written.acknowledge();
    }
    printed
}

fn print(context: &Context, written: &WrittenMessage) -> anyhow::Result<()> {
    let message = &written.pending.message;
    let done = if written.was_written { "the message is already written" } else { "wrote a message" };
    context.ui.status(&format!("conversation {}: {done}", message.conversation_id));
    if context.ui.is_brief() {
        let line = row([
            ("time", json!(message.created.shown())),
            ("message_group_uuid", json!(message.conversation_id)),
            ("message_uuid", json!(message.uuid)),
        ]);
        return context.ui.report(&BRIEF_COLUMNS, [line]);
    }
    if written.was_written {
        return context.ui.report(&COLUMNS, [record("unchanged", &written.pending.item()?, &COLUMNS)]);
    }
    context.ui.report(&COLUMNS, self::records(&written.pending, "", &COLUMNS)?)
}

fn records(pending: &PendingMessage, prefix: &str, columns: &[&str]) -> anyhow::Result<Vec<Row>> {
    let record = |write: &PendingWrite| match write {
        PendingWrite::Put(item) => record(&format!("{prefix}put"), item, columns),
        PendingWrite::Delete(key) => record(&format!("{prefix}delete"), key, columns),
    };
    Ok(pending.writes()?.iter().map(record).collect())
}

/// Returns the columns of an item, in either layout.
fn record(write: &str, item: &Item, columns: &[&str]) -> Row {
    let item = plain_json(item.clone(), TABLE_SCHEMA.attribute_order).into();
    let mut record = row([("write", json!(write))]);
    record.extend(columns[1..].iter().map(|name| ((*name).to_owned(), attribute(&item, name))));
    record
}
