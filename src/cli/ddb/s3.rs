//! `--s3` of export and import: what DynamoDB's own engine does, started and followed.

use crate::cli::context::Context;
use crate::cli::output::row;
use cruddur::transfer::S3Task;
use serde_json::json;

const COLUMNS: [&str; 5] = ["arn", "status", "items", "bytes", "errors"];

/// Says that a task is under way, and how it is found again: it goes on whatever becomes of this process.
pub fn started(context: &Context, task: &S3Task, command: &str) {
    let repeat = context.global.repeat();
    context
        .ui
        .status(&format!("started; cruddur ddb {command} --arn {}{repeat} waits for it, on any machine", task.arn));
}

/// Shows how a task stands.
pub fn progress(context: &Context, task: &S3Task) {
    let count = |count: Option<i64>, what: &str| count.map(|count| format!(", {count} {what}")).unwrap_or_default();
    let (items, bytes) = (count(task.items, "items"), count(task.bytes, "bytes"));
    if context.ui.shows_progress() {
        context.ui.progress(&format!("{}{items}{bytes}", task.status));
    } else if !task.is_over() {
        context.ui.waiting(&task.arn, &task.status);
    }
}

/// Prints a task that is over.
pub fn report(context: &Context, task: &S3Task) -> anyhow::Result<()> {
    context.ui.end_progress();
    let fields = [
        ("arn", json!(task.arn)),
        ("status", json!(task.status)),
        ("items", json!(task.items)),
        ("bytes", json!(task.bytes)),
        ("errors", json!(task.errors)),
    ];
    context.ui.report(&COLUMNS, [row(fields)])
}
