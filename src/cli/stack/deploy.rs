//! `cruddur stack deploy`

use super::args::{At, What, Which};
use super::execution::{execute, plan};
use super::release::Release;
use super::{changes, progress, schema_load};
use crate::cli::context::Context;
use cruddur::stack::{ChangeKind, ChangeSet, Wanted, schema_load_function};

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur stack deploy --table-only
  cruddur stack deploy --functions target/lambda
  cruddur stack deploy --dry-run --parameter Billing=on-demand")]
pub struct Args {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    what: What,
    /// Do not invoke the function that creates the users schema
    #[arg(long)]
    no_schema_load: bool,
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let planned = planned(context, &args.which, &args.what, context.global.dry_run).await?;
    finish(context, planned, context.global.dry_run, !args.no_schema_load).await
}

/// A deployment that was planned.
pub struct Planned {
    at: At,
    change_set: ChangeSet,
    release: Option<Release>,
}

/// Plans a deployment. Zip files are read before any call. Unless it is a dry run, what a failed creation left is deleted after a
/// question.
pub async fn planned(context: &Context, which: &Which, what: &What, dry_run: bool) -> anyhow::Result<Planned> {
    let functions = what.functions()?;
    let at = which.open(context).await?;
    let mut wanted = what.wanted(context, which)?;
    what.add_network(context, which, &at, &mut wanted).await?;
    let release = match functions {
        Some(functions) => Some(Release::find(context, &at, functions).await?),
        None => None,
    };
    if let Some(release) = &release {
        wanted.parameters.extend(release.parameters());
    }
    let change_set = if dry_run { at.stack.plan(&wanted).await? } else { plan(context, &at, &wanted).await? };
    Ok(Planned { at, change_set, release })
}

/// Plans an update of a stack that exists, and makes it.
pub async fn update(context: &Context, at: At, wanted: &Wanted) -> anyhow::Result<()> {
    let change_set = at.stack.plan(wanted).await?;
    finish(context, Planned { at, change_set, release: None }, context.global.dry_run, false).await
}

/// Shows a change set, asks, executes it and follows it. With `dry_run` the change set is shown and removed. `loads_schema` is whether
/// the users schema is loaded then.
pub async fn finish(context: &Context, planned: Planned, dry_run: bool, loads_schema: bool) -> anyhow::Result<()> {
    let Planned { at, change_set, mut release } = planned;
    let name = at.stack.name();
    let rows = changes::rows(&change_set.changes);
    if !change_set.has_effect {
        changes::discard(context, &at, change_set).await?;
        context.ui.status(&format!("stack {name}: no changes"));
        return changes::list(context, rows);
    }
    if dry_run {
        let said = changes::summary(&change_set.changes);
        changes::discard(context, &at, change_set).await?;
        announce(context, release.as_ref()).await?;
        context.ui.status(&format!("stack {name}: {said}"));
        return changes::list(context, rows);
    }
    if let Err(stopped) = prepare(context, &at, &change_set, release.as_mut(), loads_schema).await {
        // The error says more than what may follow from it.
        changes::discard(context, &at, change_set).await.ok();
        return Err(stopped);
    }
    let imports = change_set.changes.iter().any(|change| change.kind == ChangeKind::Imported);
    let before = change_set.before.clone();
    let follow = execute(context, &at, change_set).await?;
    progress::follow(context, name, follow).await?;
    let repeat = context.global.repeat();
    if imports {
        context.ui.status(&format!(
            "what was imported keeps its own properties; cruddur stack drift --stack-name {name}{repeat} shows where they differ from the template"
        ));
    }
    if let Some(release) = &release {
        release.remove_unused(context, before.as_ref()).await;
    }
    let loaded = match loads_schema {
        true => schema_load::after_deployment(context, &at).await,
        false => Ok(()),
    };
    changes::list(context, rows)?;
    loaded
}

/// Says what is to do, asks, and does what comes before the change set is executed.
async fn prepare(
    context: &Context,
    at: &At,
    change_set: &ChangeSet,
    release: Option<&mut Release>,
    loads_schema: bool,
) -> anyhow::Result<()> {
    announce(context, release.as_deref()).await?;
    for change in &change_set.changes {
        context.ui.status(&format!("to do: {}", changes::in_words(change)));
    }
    let has_function = change_set.before.as_ref().is_some_and(|before| schema_load_function(before).is_some());
    if loads_schema && (has_function || change_set.changes.iter().any(|change| change.resource == "SchemaLoad")) {
        context.ui.status("to do: invoke SchemaLoad, which creates what is missing of the users schema");
    }
    changes::guard(context, at, change_set).await?;
    match release {
        Some(release) => release.prepare(context, at).await,
        None => Ok(()),
    }
}

async fn announce(context: &Context, release: Option<&Release>) -> anyhow::Result<()> {
    match release {
        Some(release) => release.announce(context).await,
        None => Ok(()),
    }
}
