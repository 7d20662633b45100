//! `cruddur doctor`

use super::Repeat;
use super::context::{At, Context};
use super::error::{Failure, hint};
use super::output::row;
use anyhow::Error;
use cruddur::db::Proof;
use cruddur::doctor::{self, Check, Fix};
use cruddur::target::{MessagesAt, Stores, Target};
use serde_json::json;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur doctor
  cruddur doctor --prod --output json")]
pub struct Args {}

pub async fn run(context: &Context, _: &Args) -> anyhow::Result<()> {
    let mut checks = doctor::environment(&context.request()).await;
    checks.extend(embedded(context).await);
    checks.extend(messages(context).await);
    checks.extend(users(context).await);
    checks.extend(pool(context, &checks).await);
    checks.extend(conversations(context, &checks).await);
    let repeat = context.global.repeat();
    let rows = checks.iter().map(|check| {
        row([
            ("check", json!(check.name)),
            ("state", json!(state(check))),
            ("found", json!(check.found)),
            ("fix", json!(check.fix.as_ref().map(|fix| shown(fix, &repeat)))),
        ])
    });
    context.ui.list(&["check", "state", "found", "fix"], rows)?;
    match checks.iter().filter(|check| check.is_problem()).count() {
        0 => Ok(()),
        problems => Err(Failure::problems(format!("{problems} of {} checks found a problem", checks.len()))),
    }
}

fn state(check: &Check) -> &'static str {
    match (check.is_problem(), check.is_known) {
        (true, _) => "problem",
        (false, true) => "ok",
        (false, false) => "unknown",
    }
}

fn shown(fix: &Fix, repeat: &Repeat) -> String {
    match fix {
        Fix::Command(command) => repeat.run(command),
        Fix::Advice(advice) => advice.clone(),
    }
}

/// The files of the embedded stores, where any store is embedded: before the engines open them.
async fn embedded(context: &Context) -> Vec<Check> {
    let one = Stores::default();
    for stores in [Stores { messages: true, ..one }, Stores { users: true, ..one }, Stores { pool: true, ..one }] {
        let Ok(at) = context.resolve_quietly(stores).await else { continue };
        if !at.target.is_embedded() {
            continue;
        }
        let failed = |error: Error| failed(doctor::EMBEDDED, context, &error);
        return match at.embedded_files().await {
            Ok(files) => files.into_iter().map(|file| file.unwrap_or_else(|error| failed(error.into()))).collect(),
            Err(error) => vec![failed(error)],
        };
    }
    Vec::new()
}

async fn messages(context: &Context) -> Vec<Check> {
    let at = match context.resolve_quietly(Stores { messages: true, ..Stores::default() }).await {
        Ok(at) => at,
        Err(error) => return vec![failed("target", context, &error)],
    };
    let mut checks = vec![Check::ok("target", at.target.to_string())];
    if at.target.messages == Some(MessagesAt::Aws) {
        checks.push(match at.identity().await {
            Ok(identity) => Check::ok("credentials", format!("account {}, {}", identity.account, identity.arn)),
            Err(error) => failed("credentials", context, &error),
        });
    }
    match table(&at).await {
        Ok(more) => checks.extend(more),
        Err(error) => checks.push(failed("table", context, &error)),
    }
    checks
}

async fn table(at: &At) -> anyhow::Result<Vec<Check>> {
    let messages = at.messages().await?;
    let mut checks = doctor::table(&messages).await?;
    checks.extend(doctor::protection(&messages, at.target.is_prod()).await?);
    checks.extend(doctor::clock(&messages).await);
    Ok(checks)
}

async fn users(context: &Context) -> Vec<Check> {
    let name = "users database";
    let at = match context.resolve_quietly(Stores { users: true, ..Stores::default() }).await {
        Ok(at) => at,
        Err(error) => return vec![failed(name, context, &error)],
    };
    let mut checks: Vec<Check> = doctor::verification(&at.target).into_iter().collect();
    let look = async { anyhow::Ok(doctor::users(&at.users().await?, at.target.is_prod()).await?) };
    match look.await {
        Ok(found) => {
            checks.push(Check::ok(name, where_of(&at.target)));
            checks.extend(found);
        }
        Err(error) => checks.push(failed(name, context, &error)),
    }
    checks
}

/// Whether a check was made and found nothing.
fn is_in_order(checks: &[Check], name: &str) -> bool {
    checks.iter().any(|check| check.name == name && !check.is_problem())
}

/// Whether inboxes follow the messages, and both stores fit together, as far as they are in order. The table is read once.
async fn conversations(context: &Context, checks: &[Check]) -> Vec<Check> {
    if !is_in_order(checks, "table") {
        return Vec::new();
    }
    let has_users = is_in_order(checks, "users schema");
    let look = async {
        let at = context.resolve_quietly(Stores { messages: true, users: has_users, ..Stores::default() }).await?;
        let messages = at.messages().await?;
        let inbox_scan = messages.sample_inboxes().await?;
        let mut checks = vec![doctor::inboxes(&messages, &inbox_scan, context.now()?).await?];
        if has_users {
            let references = doctor::references(&inbox_scan, &at.users().await?).await;
            checks.push(references.unwrap_or_else(|error| failed("references", context, &error.into())));
        }
        anyhow::Ok(checks)
    };
    look.await.unwrap_or_else(|error| vec![failed("inboxes", context, &error)])
}

/// The user pool, and whether the users database has its ids.
async fn pool(context: &Context, checks: &[Check]) -> Vec<Check> {
    let look = async {
        let at = context.resolve_quietly(Stores { pool: true, ..Stores::default() }).await?;
        anyhow::Ok(at.pool().await?.all(None).await?)
    };
    let pool = match look.await {
        Ok(pool) => pool,
        Err(error) => return vec![failed("user pool", context, &error)],
    };
    let mut found = vec![doctor::pool(&pool)];
    if is_in_order(checks, "users schema") {
        let look = async {
            let at = context.resolve_quietly(Stores { users: true, ..Stores::default() }).await?;
            let proof = Proof::required(&at.target, false);
            anyhow::Ok(doctor::pool_ids(&at.users().await?, pool, proof).await?)
        };
        found.push(look.await.unwrap_or_else(|error| failed("pool ids", context, &error)));
    }
    found
}

/// The one store of a target in words.
fn where_of(target: &Target) -> String {
    let text = target.to_string();
    text.split_once(", ").map_or(text.clone(), |(_, store)| store.to_owned())
}

fn failed(name: &'static str, context: &Context, error: &Error) -> Check {
    match error.downcast_ref() {
        Some(known) => doctor::failed(name, known, hint(error, &context.global.repeat())),
        None => Check::problem(name, error.to_string(), "see the command that fails with --verbose"),
    }
}
