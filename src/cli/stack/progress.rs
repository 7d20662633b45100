//! The events of an operation: a line each, and on a terminal a tree whose last lines are what is in progress.

use super::tree::Tree;
use crate::cli::context::Context;
use cruddur::stack::{Event, Follow, Status};
use cruddur::timestamp::Timestamp;
use std::collections::HashMap;
use std::time::{Duration, Instant};

/// The interval between two updates of the times in the tree.
const REDRAW_INTERVAL: Duration = Duration::from_millis(500);

/// Shows the events of an operation until it ends. What only follows from a failure is left out, and so is the cause of the failure: the
/// error at the end has it. Returns the resources that stayed although their stack was deleted, by their names in the template.
///
/// # Errors
/// [`StackError::Failed`](cruddur::error::StackError::Failed) if the operation failed.
pub async fn follow(context: &Context, name: &str, mut follow: Follow<'_>) -> anyhow::Result<Vec<String>> {
    let repeat = context.global.repeat();
    context.ui.status(&format!(
        "in progress; if this command is interrupted it goes on, and cruddur stack status --follow --stack-name {name}{repeat} shows it"
    ));
    let began = Instant::now();
    // The last status of each resource, and when its operation began.
    let mut seen: HashMap<String, (Status, Option<Timestamp>)> = HashMap::new();
    let mut kept = Vec::new();
    let mut tree = Tree::new(&context.ui, name);
    while let Some(event) = next(&mut follow, &tree).await? {
        if event.status.is_kept() {
            kept.push(event.resource.clone());
        }
        let before = seen.get(&event.resource);
        // CloudFormation says twice that it creates a resource.
        let is_repeated = before.is_some_and(|(status, _)| *status == event.status);
        if event.is_consequence || is_repeated {
            tree.forget(&event);
            continue;
        }
        let since = before.filter(|_| !event.status.is_in_progress()).and_then(|(_, since)| *since);
        match context.ui.shows_blocks() {
            true => tree.push(&event, &line(&event, since)),
            false => context.ui.status(&line(&event, since)),
        }
        let since = since.or(event.at);
        seen.insert(event.resource, (event.status, since));
    }
    drop(tree);
    let status = follow.finish()?;
    context.ui.status(&format!("stack {name}: {status} in {:.0} s", began.elapsed().as_secs_f64()));
    Ok(kept)
}

/// Waits for the next event. Meanwhile the times in the tree go on.
async fn next(follow: &mut Follow<'_>, tree: &Tree<'_>) -> cruddur::Result<Option<Event>> {
    let mut next = std::pin::pin!(follow.next());
    loop {
        tokio::select! {
            event = &mut next => return event,
            () = tokio::time::sleep(REDRAW_INTERVAL) => tree.draw(),
        }
    }
}

/// An event as a line: `CREATE_COMPLETE Messages (AWS::DynamoDB::Table), 12.3 s`.
fn line(event: &Event, since: Option<Timestamp>) -> String {
    let of = if event.is_stack { "stack" } else { &event.resource_type };
    let took = event.at.zip(since).map(|(at, since)| at.micros_since(since) as f64 / 1e6);
    let took = took.map(|seconds| format!(", {seconds:.1} s")).unwrap_or_default();
    format!("{} {} ({of}){took}", event.status, event.resource)
}
