//! `cruddur setup`

use super::context::{At, Context};
use super::db::new_users;
use super::ddb::layout::LayoutArg;
use super::ddb::wait::Wait;
use super::ddb::{list_conversations, schema_load, seed};
use super::error::Failure;
use super::overview::NOT_READ;
use cruddur::db::{IdReport, IdUpdate, Proof, Users};
use cruddur::ddb::{Table, TableSpec};
use cruddur::doctor::ignores_database_url;
use cruddur::messaging::seeds::{SeedUser, Seeds};
use cruddur::target::{PoolAt, Stores, UsersAt};
use std::sync::Arc;

/// The user whose conversations are shown at the end, and how many.
const SHOWN: (&str, usize) = ("andrewbrown", 20);

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur setup
  cruddur setup --endpoint-url http://localhost:8000 --layout flask")]
pub struct Args {
    #[command(flatten)]
    layout: LayoutArg,
    #[command(flatten)]
    wait: Wait,
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    if context.global.prod {
        return Err(Failure::refused(
            "setup fills a development target, and --prod is not one".to_owned(),
            format!("cruddur ddb schema-load{} creates the table alone", context.global.repeat()),
        ));
    }
    let at = context.resolve(Stores { messages: true, users: true, pool: pool_is_embedded(context).await }).await?;
    if let Some(home) = at.target.home_of_parent() {
        let home = home.display();
        context.ui.status(&format!("using {home} of a parent directory; CRUDDUR_HOME=.cruddur creates one here"));
    }
    if ignores_database_url(&context.request()) {
        context.ui.status(NOT_READ);
    }
    let seeds = Seeds::built_in()?;
    let (messages, users) = (at.messages().await?.waiting(args.wait.limit()), at.users().await?);
    if let Some(name) = users.create_database(context.global.dry_run).await? {
        let did = if context.global.dry_run { "would create" } else { "created" };
        say(context, "database", did, &[name]);
        if context.global.dry_run {
            // The database does not exist yet, so there is nothing to compare.
            return Ok(());
        }
    }
    if context.global.dry_run {
        return plan(context, args, &at, &messages, &users, seeds).await;
    }
    users_schema(context, &users).await?;
    users_and_pool(context, &at, &users, &seeds.users).await?;
    table(context, &at, &messages).await?;
    let until = seed::last_message_at(context)?;
    let plan = seed::plan(context, &at, &messages, &users, seeds.conversations, until, &args.layout, false).await?;
    seed::write(context, &at, &messages, &plan, "").await?;
    let shown = users.uuid_of(SHOWN.0).await?;
    let list = list_conversations::List { limit: Some(SHOWN.1), is_short: context.ui.is_for_screen() };
    list_conversations::print(context, &messages, (SHOWN.0, &shown), &list).await?;
    let repeat = context.global.repeat();
    context.ui.status("next:");
    context.ui.status(&format!("  cruddur ddb patterns get-conversation{repeat}"));
    context.ui.status(&format!("  {}", repeat.run("db update-cognito-user-ids")));
    context.ui.status("  cruddur help");
    Ok(())
}

/// Prints what each step would do. If a step is still to be done, the next one has everything to do.
async fn plan(
    context: &Context,
    args: &Args,
    at: &At,
    messages: &Table,
    users: &Users,
    seeds: Seeds,
) -> anyhow::Result<()> {
    let schema = users.load_schema(false, true).await?;
    let missing_tables: Vec<&str> =
        schema.iter().filter(|load| !load.existed).map(|load| load.table.as_str()).collect();
    say(context, "users schema", "would create", &missing_tables);
    let missing_users = if missing_tables.is_empty() {
        users.seed(new_users(&seeds.users), true).await?
    } else {
        seeds.users.iter().map(|user| user.handle.clone()).collect()
    };
    say(context, "users", "would insert", &missing_users);
    if at.target.pool.is_some() {
        plan_pool(context, at, users, &seeds.users, &missing_users).await?;
    }
    let is_there = messages.describe().await?.is_some();
    let table = format!("table {}", messages.table());
    say(context, &table, "would create", if is_there { &[] } else { &["it, with its index and its stream"] });
    let writes = if is_there && missing_users.is_empty() {
        let until = seed::last_message_at(context)?;
        seed::plan(context, at, messages, users, seeds.conversations, until, &args.layout, false).await?.puts()
    } else {
        seeds.conversations.iter().map(|conversation| conversation.messages.len() + 2).sum()
    };
    let items = if writes == 0 { Vec::new() } else { vec![format!("{writes} items")] };
    say(context, "conversations", "would write", &items);
    Ok(())
}

/// Prints the users that would be added to the embedded pool, and the users whose id would be set.
async fn plan_pool(
    context: &Context,
    at: &At,
    users: &Users,
    seeds: &[SeedUser],
    missing_users: &[String],
) -> anyhow::Result<()> {
    let pool: Arc<[_]> = at.pool().await?.all(None).await?.into();
    let is_new = |handle: &str| !pool.iter().any(|user| user.handle.as_deref() == Some(handle));
    let handles = || seeds.iter().map(|user| user.handle.as_str());
    say(context, "user pool", "would add", &handles().filter(|handle| is_new(handle)).collect::<Vec<_>>());
    if matches!(at.target.users, Some(UsersAt::Embedded)) {
        let is_missing = |handle: &str| missing_users.iter().any(|missing| missing == handle);
        let report = match handles().all(is_missing) {
            true => IdReport::default(),
            false => users.update_cognito_ids(Arc::clone(&pool), Proof::Handle, IdUpdate::DryRun).await?,
        };
        let bound = report.newly_bound();
        let would = handles().filter(|handle| is_missing(handle) || is_new(handle) || bound.contains(handle));
        say(context, "Cognito ids", "would set for", &would.collect::<Vec<_>>());
    }
    Ok(())
}

/// Returns whether the pool is embedded. `setup` never fills a pool in Cognito, whether it is well configured or not.
async fn pool_is_embedded(context: &Context) -> bool {
    let at = context.resolve_quietly(Stores { pool: true, ..Stores::default() }).await;
    at.is_ok_and(|at| at.target.pool == Some(PoolAt::Embedded))
}

async fn users_schema(context: &Context, users: &Users) -> anyhow::Result<()> {
    let tables = users.load_schema(false, false).await?;
    let created: Vec<&str> = tables.iter().filter(|load| !load.existed).map(|load| load.table.as_str()).collect();
    say(context, "users schema", "created", &created);
    Ok(())
}

/// Inserts the users, and adds them to an embedded pool. A pool in Cognito is not changed.
async fn users_and_pool(context: &Context, at: &At, users: &Users, seeds: &[SeedUser]) -> anyhow::Result<()> {
    let inserted = users.seed(new_users(seeds), false).await?;
    say(context, "users", "inserted", &inserted);
    if at.target.pool.is_none() {
        return Ok(());
    }
    let pool = at.pool().await?;
    let seeded = seeds.iter().map(|user| (user.handle.clone(), user.email.clone())).collect();
    if let Some(added) = pool.fill(seeded, context.now()?).await? {
        let did = if added == 0 { "unchanged".to_owned() } else { format!("added {added} users") };
        context.ui.status(&format!("user pool: {did}"));
    }
    // Another database may hold the ids of another pool.
    if matches!(at.target.users, Some(UsersAt::Embedded)) {
        let pool = pool.all(None).await?.into();
        let report = users.update_cognito_ids(pool, Proof::Handle, IdUpdate::Unbound).await?;
        say(context, "Cognito ids", "set for", &report.newly_bound());
    }
    Ok(())
}

async fn table(context: &Context, at: &At, messages: &Table) -> anyhow::Result<()> {
    let spec = TableSpec::default();
    // An existing table is used whatever its billing: `setup` creates only a missing one.
    let plan = match messages.describe().await? {
        None => messages.plan_schema(&spec).await?,
        Some(_) => {
            context.ui.status(&format!("table {}: unchanged", messages.table()));
            return Ok(());
        }
    };
    schema_load::fix(context, at, messages, &spec, &plan, &mut Vec::new()).await
}

fn say<T: AsRef<str>>(context: &Context, what: &str, done: &str, names: &[T]) {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    context.ui.status(&if names.is_empty() {
        format!("{what}: unchanged")
    } else {
        format!("{what}: {done} {}", names.join(", "))
    });
}
