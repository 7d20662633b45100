//! Exports to S3 and imports from S3, which DynamoDB carries out itself: how they are started and waited for.

use crate::cli::context::Context;
use crate::cli::output::row;
use cruddur::transfer::S3Task;
use serde_json::json;

const COLUMNS: [&str; 5] = ["arn", "status", "items", "bytes", "errors"];

/// Prints that a task was started, and the command that waits for it. The task continues even if this process ends.
pub fn started(context: &Context, task: &S3Task, command: &str) {
    let repeat = context.global.repeat();
    context
        .ui
        .status(&format!("started; cruddur ddb {command} --arn {}{repeat} waits for it, on any machine", task.arn));
}

/// Shows the progress of a task.
pub fn progress(context: &Context, task: &S3Task) {
    let count = |count: Option<i64>, what: &str| count.map(|count| format!(", {count} {what}")).unwrap_or_default();
    let (items, bytes) = (count(task.items, "items"), count(task.bytes, "bytes"));
    if context.ui.shows_progress() {
        context.ui.progress(&format!("{}{items}{bytes}", task.status));
    } else if !task.is_over() {
        context.ui.waiting(&task.arn, &task.status);
    }
}

/// Prints the result of a task.
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
