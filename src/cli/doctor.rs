//! `cruddur doctor`

mod advice;
#[cfg(feature = "stack")]
mod stack;

use super::Repeat;
use super::context::{At, Context};
use super::error::{Failure, hint};
use super::output::{Row, row};
use anyhow::Error;
use cruddur::db::Proof;
use cruddur::doctor::{self, Check, IgnoreReason, IgnoredSetting, State};
use cruddur::target::{MessagesAt, Stores, Target};
use serde_json::json;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur doctor
  cruddur doctor --prod --output json")]
pub struct Args {
    /// The stack that is checked on prod [default: cruddur]
    #[cfg(feature = "stack")]
    #[arg(long, value_name = "NAME")]
    stack_name: Option<String>,
}

/// A row of the output.
struct Line {
    check: &'static str,
    state: &'static str,
    found: String,
    /// What fixes the problem, if there is one.
    fix: Option<String>,
}

impl Line {
    /// A check without a problem.
    fn ok(check: &'static str, found: impl Into<String>) -> Self {
        Self { check, state: "ok", found: found.into(), fix: None }
    }

    /// A check that ended with an error: the text has the whole chain of causes.
    fn failed(check: &'static str, context: &Context, error: &Error) -> Self {
        let known = error.downcast_ref::<cruddur::Error>();
        let found = known.map_or_else(|| error.to_string(), with_causes);
        let fix = known.and_then(|_| hint(error, &context.global.repeat()));
        let fix = fix.unwrap_or_else(|| "run the failing command with --verbose".to_owned());
        Self { check, state: "problem", found, fix: Some(fix) }
    }

    /// A check of the library, with what fixes its finding.
    fn of(check: Check, repeat: &Repeat) -> Self {
        let (state, fix) = match &check.state {
            State::Ok => ("ok", None),
            State::Unknown => ("unknown", None),
            State::Problem(finding) => ("problem", Some(advice::advice(finding, repeat))),
        };
        Self { check: check.name, state, found: check.found, fix }
    }

    fn is_problem(&self) -> bool {
        self.fix.is_some()
    }

    fn row(&self) -> Row {
        row([
            ("check", json!(self.check)),
            ("state", json!(self.state)),
            ("found", json!(self.found)),
            ("fix", json!(self.fix)),
        ])
    }
}

/// Returns an error and its causes on one line.
fn with_causes(error: &cruddur::Error) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    check(context, args)?;
    let mut lines = environment(context).await;
    lines.extend(embedded(context).await);
    lines.extend(messages(context).await);
    lines.extend(users(context).await);
    lines.extend(pool(context, &lines).await);
    lines.extend(conversations(context, &lines).await);
    lines.extend(stack(context, args, &lines).await);
    context.ui.list(&["check", "state", "found", "fix"], lines.iter().map(Line::row))?;
    match lines.iter().filter(|line| line.is_problem()).count() {
        0 => Ok(()),
        problems => Err(Failure::problems(format!("{problems} of {} checks found a problem", lines.len()))),
    }
}

/// Adds to each check of the library what fixes its finding.
fn lines(context: &Context, checks: impl IntoIterator<Item = Check>) -> Vec<Line> {
    let repeat = context.global.repeat();
    checks.into_iter().map(|check| Line::of(check, &repeat)).collect()
}

/// The environment, and the settings that have no effect.
async fn environment(context: &Context) -> Vec<Line> {
    let request = context.request();
    let mut found = lines(context, doctor::environment(&request));
    found.extend(doctor::ignored_settings(&request).await.iter().map(ignored));
    found
}

fn ignored(IgnoredSetting { name, reason }: &IgnoredSetting) -> Line {
    let why = match reason {
        IgnoreReason::OnProd => " with --prod",
        IgnoreReason::NothingToSwitchOff => ": endpoints come only from options and variables, never from a profile",
        IgnoreReason::InProfile => ": only an option or a variable names an endpoint",
        IgnoreReason::OtherName => ": CONNECTION_URL, or --database-url, names the users database",
    };
    Line::ok("environment", format!("{name} is ignored{why}"))
}

/// The files of the embedded stores, if any store is embedded. They are checked before the engines open them.
async fn embedded(context: &Context) -> Vec<Line> {
    let one = Stores::default();
    for stores in [Stores { messages: true, ..one }, Stores { users: true, ..one }, Stores { pool: true, ..one }] {
        let Ok(at) = context.resolve_quietly(stores).await else { continue };
        if at.target.is_embedded() {
            return embedded_files(context, &at).await;
        }
    }
    Vec::new()
}

async fn embedded_files(context: &Context, at: &At) -> Vec<Line> {
    let failed = |error: Error| Line::failed(doctor::EMBEDDED, context, &error);
    let repeat = context.global.repeat();
    let line = |file: cruddur::Result<Check>| match file {
        Ok(check) => Line::of(check, &repeat),
        Err(error) => failed(error.into()),
    };
    match at.embedded_files().await {
        Ok(files) => files.into_iter().map(line).collect(),
        Err(error) => vec![failed(error)],
    }
}

/// The target, the credentials and the table of messages.
async fn messages(context: &Context) -> Vec<Line> {
    let at = match context.resolve_quietly(Stores { messages: true, ..Stores::default() }).await {
        Ok(at) => at,
        Err(error) => return vec![Line::failed("target", context, &error)],
    };
    let mut found = vec![Line::ok("target", at.target.to_string())];
    if at.target.messages == Some(MessagesAt::Aws) {
        found.push(match at.identity().await {
            Ok(identity) => Line::ok("credentials", format!("account {}, {}", identity.account, identity.arn)),
            Err(error) => Line::failed("credentials", context, &error),
        });
    }
    match table(&at).await {
        Ok(checks) => found.extend(lines(context, checks)),
        Err(error) => found.push(Line::failed("table", context, &error)),
    }
    found
}

async fn table(at: &At) -> anyhow::Result<Vec<Check>> {
    let messages = at.messages().await?;
    let mut checks = doctor::table(&messages).await?;
    checks.extend(doctor::protection(&messages, at.target.is_prod()).await?);
    checks.extend(doctor::clock(&messages).await);
    Ok(checks)
}

/// The users database.
async fn users(context: &Context) -> Vec<Line> {
    let name = "users database";
    let at = match context.resolve_quietly(Stores { users: true, ..Stores::default() }).await {
        Ok(at) => at,
        Err(error) => return vec![Line::failed(name, context, &error)],
    };
    let mut found = lines(context, doctor::verification(&at.target));
    let checks = async { anyhow::Ok(doctor::users(&at.users().await?, at.target.is_prod()).await?) };
    match checks.await {
        Ok(checks) => {
            found.push(Line::ok(name, users_of(&at.target)));
            found.extend(lines(context, checks));
        }
        Err(error) => found.push(Line::failed(name, context, &error)),
    }
    found
}

/// Returns the users database of a target in words: the part after the environment.
fn users_of(target: &Target) -> String {
    let text = target.to_string();
    text.split_once(", ").map_or(text.clone(), |(_, store)| store.to_owned())
}

/// The user pool, and whether the users database has its ids.
async fn pool(context: &Context, before: &[Line]) -> Vec<Line> {
    let users = async {
        let at = context.resolve_quietly(Stores { pool: true, ..Stores::default() }).await?;
        anyhow::Ok(at.pool().await?.all(None).await?)
    };
    let pool = match users.await {
        Ok(pool) => pool,
        Err(error) => return vec![Line::failed("user pool", context, &error)],
    };
    let mut found = lines(context, [doctor::pool(&pool)]);
    if is_in_order(before, "users schema") {
        let check = async {
            let at = context.resolve_quietly(Stores { users: true, ..Stores::default() }).await?;
            let proof = Proof::required(&at.target, false);
            anyhow::Ok(doctor::pool_ids(&at.users().await?, pool, proof).await?)
        };
        match check.await {
            Ok(check) => found.extend(lines(context, [check])),
            Err(error) => found.push(Line::failed("pool ids", context, &error)),
        }
    }
    found
}

/// The inboxes, and whether their participants are in the users database. A store with a problem is left out. The table is scanned
/// once for both checks.
async fn conversations(context: &Context, before: &[Line]) -> Vec<Line> {
    if !is_in_order(before, "table") {
        return Vec::new();
    }
    let has_users = is_in_order(before, "users schema");
    let checks = async {
        let at = context.resolve_quietly(Stores { messages: true, users: has_users, ..Stores::default() }).await?;
        let messages = at.messages().await?;
        let inbox_scan = messages.sample_inboxes().await?;
        let mut found = lines(context, [doctor::inboxes(&messages, &inbox_scan, context.now()?).await?]);
        if has_users {
            match doctor::references(&inbox_scan, &at.users().await?).await {
                Ok(check) => found.extend(lines(context, [check])),
                Err(error) => found.push(Line::failed("references", context, &error.into())),
            }
        }
        anyhow::Ok(found)
    };
    checks.await.unwrap_or_else(|error| vec![Line::failed("inboxes", context, &error)])
}

/// # Errors
/// A usage failure for a stack of a development target, which has none.
#[cfg(feature = "stack")]
fn check(context: &Context, args: &Args) -> anyhow::Result<()> {
    match args.stack_name.is_some() && !context.global.prod {
        true => {
            Err(Failure::usage("--stack-name needs --prod: a stack is on AWS".to_owned(), "give --prod too".to_owned()))
        }
        false => Ok(()),
    }
}

#[cfg(not(feature = "stack"))]
fn check(_: &Context, _: &Args) -> anyhow::Result<()> {
    Ok(())
}

/// The stack, on prod.
#[cfg(feature = "stack")]
async fn stack(context: &Context, args: &Args, before: &[Line]) -> Vec<Line> {
    match context.global.prod && is_in_order(before, "target") {
        true => stack::lines(context, args.stack_name.as_deref()).await,
        false => Vec::new(),
    }
}

#[cfg(not(feature = "stack"))]
async fn stack(_: &Context, _: &Args, _: &[Line]) -> Vec<Line> {
    Vec::new()
}

/// Returns whether a check was made and found no problem.
fn is_in_order(lines: &[Line], check: &str) -> bool {
    lines.iter().any(|line| line.check == check && !line.is_problem())
}
