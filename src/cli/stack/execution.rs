//! Change sets: planned although a failed creation left something, and executed.

use super::args::At;
use super::{changes, progress};
use crate::cli::context::Context;
use crate::cli::error::Failure;
use cruddur::Error;
use cruddur::error::StackError;
use cruddur::stack::{ChangeSet, Follow, Wanted};

/// Plans what a stack should become, after a question if a failed creation left something of it.
pub async fn plan(context: &Context, at: &At, wanted: &Wanted) -> anyhow::Result<ChangeSet> {
    match at.stack.plan(wanted).await {
        Err(Error::Stack(StackError::Leftover { status, .. })) => {
            delete_leftover(context, at, &status).await?;
            Ok(at.stack.plan(wanted).await?)
        }
        planned => Ok(planned?),
    }
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
