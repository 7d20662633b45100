//! `cruddur stack deploy`

use super::args::{At, What, Which};
use super::{changes, progress};
use crate::cli::context::Context;
use crate::cli::error::Failure;
use cruddur::Error;
use cruddur::error::StackError;
use cruddur::stack::{ChangeKind, ChangeSet, Follow, Wanted};

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur stack deploy --table-only
  cruddur stack deploy --yes --parameter CodeBucket=my-code \\
    --parameter MessagingStreamKey=messaging-stream.zip \\
    --parameter PostConfirmationKey=post-confirmation.zip \\
    --parameter SchemaLoadKey=schema-load.zip
  cruddur stack deploy --dry-run --parameter Billing=on-demand")]
pub struct Args {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    what: What,
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let at = args.which.open(context).await?;
    let mut wanted = args.what.wanted(context, &args.which)?;
    args.what.add_network(context, &args.which, &at, &mut wanted).await?;
    let change_set = match at.stack.plan(&wanted).await {
        Err(Error::Stack(StackError::Leftover { status, .. })) if !context.global.dry_run => {
            delete_leftover(context, &at, &status).await?;
            at.stack.plan(&wanted).await?
        }
        planned => planned?,
    };
    finish(context, &at, change_set, context.global.dry_run).await
}

/// Plans an update of a stack that exists, and makes it.
pub async fn update(context: &Context, at: &At, wanted: &Wanted) -> anyhow::Result<()> {
    let change_set = at.stack.plan(wanted).await?;
    finish(context, at, change_set, context.global.dry_run).await
}

/// Shows a change set, asks, executes it and follows it. With `dry_run` the change set is shown and removed.
pub async fn finish(context: &Context, at: &At, change_set: ChangeSet, dry_run: bool) -> anyhow::Result<()> {
    let name = at.stack.name();
    let rows = changes::rows(&change_set.changes);
    if !change_set.has_effect || dry_run {
        let said = if change_set.has_effect { changes::summary(&change_set.changes) } else { "no changes".to_owned() };
        changes::discard(context, at, change_set).await?;
        context.ui.status(&format!("stack {name}: {said}"));
        return changes::list(context, rows);
    }
    for change in &change_set.changes {
        context.ui.status(&format!("to do: {}", changes::in_words(change)));
    }
    if let Err(refused) = changes::guard(context, at, &change_set).await {
        // The refusal says more than what may follow from it.
        changes::discard(context, at, change_set).await.ok();
        return Err(refused);
    }
    let imports = change_set.changes.iter().any(|change| change.kind == ChangeKind::Imported);
    let follow = execute(context, at, change_set).await?;
    progress::follow(context, name, follow).await?;
    if imports {
        let repeat = context.global.repeat();
        context.ui.status(&format!(
            "what was imported keeps its own properties; cruddur stack drift --stack-name {name}{repeat} shows where they differ from the template"
        ));
    }
    changes::list(context, rows)
}

/// Executes a change set. One that was not executed is removed; one that may be executing stays.
pub async fn execute<'a>(context: &Context, at: &'a At, change_set: ChangeSet) -> anyhow::Result<Follow<'a>> {
    match at.stack.execute(&change_set).await {
        Ok(follow) => Ok(follow),
        Err(error) => {
            if !matches!(error, Error::Stack(StackError::MaybeStarted { .. })) {
                // The error says more than what may follow from it.
                changes::discard(context, at, change_set).await.ok();
            }
            Err(error.into())
        }
    }
}

/// Deletes what a failed creation left, after a question. It has no resources with data: a table that was just created is removed when its
/// creation is rolled back.
async fn delete_leftover(context: &Context, at: &At, status: &str) -> anyhow::Result<()> {
    let name = at.stack.name();
    context.ui.warn(&format!("stack {name} is {status}: what is left of it is deleted first"));
    let doing = format!("delete stack {name}, which is {status}");
    let is_without_resources = status == "ROLLBACK_COMPLETE";
    context.agree(!is_without_resources, &doing, name, &at.location.to_string()).await?;
    // While the question was open, somebody else may have deployed or deleted the stack.
    let found = at.stack.described().await?;
    if found.status.name() != status {
        return Err(Failure::refused(
            format!("stack {name} is {} now, so it was not deleted", found.status),
            "the same command again plans with the stack as it is".to_owned(),
        ));
    }
    progress::follow(context, name, at.stack.delete(&found).await?).await?;
    Ok(())
}
