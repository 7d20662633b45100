//! What stands between an operator and a command that works, store by store. Everything here only reads.

use crate::cognito::UserPool;
use crate::db::{Users, UsersHealth};
use crate::ddb::{Mend, Messages, TableSpec};
use crate::error::{Error, Result};
use crate::target::{Request, Target, looks_like_client_id, looks_like_pool_id};

/// How far the clock may be off before AWS refuses signatures, in seconds.
/// Source: AWS General Reference, "Troubleshoot signed requests" (five minutes); half of it is worth a word.
const SKEW: u64 = 150;

/// What one look showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What was looked at.
    pub name: &'static str,
    /// How it is, in words.
    pub found: String,
    /// What mends it, where it is a problem.
    pub mend: Option<Remedy>,
}

/// What mends a problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remedy {
    /// A command of this tool, without its name.
    Command(&'static str),
    /// Something to do, in words.
    Advice(String),
}

impl<T: Into<String>> From<T> for Remedy {
    fn from(advice: T) -> Self {
        Self::Advice(advice.into())
    }
}

impl Check {
    /// All is well.
    pub fn ok(name: &'static str, found: impl Into<String>) -> Self {
        Self { name, found: found.into(), mend: None }
    }

    /// Something is wrong, and this mends it.
    pub fn problem(name: &'static str, found: impl Into<String>, mend: impl Into<Remedy>) -> Self {
        Self { name, found: found.into(), mend: Some(mend.into()) }
    }

    /// Whether something is wrong.
    pub fn is_problem(&self) -> bool {
        self.mend.is_some()
    }
}

/// The table: that it is there and active, and each difference from what it should be. Billing is a choice, and left out.
///
/// # Errors
/// The service errors of [`Error`].
pub async fn table(messages: &Messages) -> Result<Vec<Check>> {
    let plan = messages.plan_schema(&TableSpec::default()).await?;
    if plan.creates() {
        return Ok(vec![Check::problem(
            "table",
            format!("{} is missing", messages.table()),
            Remedy::Command("ddb schema-load"),
        )]);
    }
    let mut checks = vec![match &plan.settling {
        None => Check::ok("table", format!("{} is there and active", messages.table())),
        Some((what, state)) => Check::problem("table", format!("{what} is {state}"), "wait until it is ACTIVE"),
    }];
    checks.extend(plan.changes.iter().map(|change| {
        let found = format!("{}, wanted {}", change.found, change.wanted);
        match change.mend {
            Mend::Impossible => {
                Check::problem(change.what, found, "make the table anew: ddb drop-table, then ddb schema-load")
            }
            _ => Check::problem(change.what, found, Remedy::Command("ddb schema-load")),
        }
    }));
    for (what, fine) in [("index", "message-group-sk-index"), ("stream", "new images")] {
        if !plan.changes.iter().any(|change| change.what == what) {
            checks.push(Check::ok(what, fine));
        }
    }
    Ok(checks)
}

/// The clock of this machine against DynamoDB's.
///
/// # Errors
/// The service errors of [`Error`].
pub async fn clock(messages: &Messages) -> Result<Option<Check>> {
    let Some(skew) = messages.clock_skew().await? else { return Ok(None) };
    let found = format!("{} s off", skew.as_secs());
    Ok(Some(match skew.as_secs() {
        seconds if seconds > SKEW => Check::problem("clock", found, "set the clock of this machine, by NTP"),
        _ => Check::ok("clock", found),
    }))
}

/// The users database: its schema, its handles, its connection, which has to be encrypted on prod.
///
/// # Errors
/// The database errors of [`Error`].
pub async fn users(users: &Users, is_prod: bool) -> Result<Vec<Check>> {
    let health = users.examine().await?;
    let mut checks = Vec::new();
    if let Some(encrypted) = health.encrypted {
        let name = "users connection";
        checks.push(match encrypted {
            true => Check::ok(name, "over TLS"),
            false if is_prod => Check::problem(name, "not encrypted", "take sslmode=disable or prefer out of the URL"),
            false => Check::ok(name, "not encrypted"),
        });
    }
    checks.push(schema(&health));
    if health.missing_tables.is_empty() && health.missing_columns.is_empty() {
        checks.push(handles(&health));
    }
    Ok(checks)
}

/// What keeps the connection to production's users database from being verified in full.
pub fn verification(target: &Target) -> Option<Check> {
    let weak = target.weak_tls()?;
    Some(Check::problem(
        "users verification",
        format!("the server is not verified in full: {weak}"),
        "sslmode=verify-full",
    ))
}

fn handles(health: &UsersHealth) -> Check {
    let name = "users handles";
    if health.duplicate_handles.is_empty() {
        return Check::ok(name, "each is unique");
    }
    let found = format!("not unique: {}", health.duplicate_handles.join(", "));
    Check::problem(name, found, "give each of these users a handle of their own")
}

fn schema(health: &UsersHealth) -> Check {
    let name = "users schema";
    if !health.missing_tables.is_empty() {
        let found = format!("{} missing", health.missing_tables.join(" and "));
        Check::problem(name, found, Remedy::Command("db schema-load"))
    } else if !health.missing_columns.is_empty() {
        let found = format!("users lacks {}", health.missing_columns.join(", "));
        Check::problem(name, found, "add what is missing by the app's migrations: ALTER TABLE users ADD COLUMN")
    } else {
        Check::ok(name, "users and activities are there")
    }
}

/// The user pool: that it answers, and who in it has no handle.
///
/// # Errors
/// The service errors of [`Error`].
pub async fn pool(pool: &UserPool) -> Result<Check> {
    let users = pool.all(None).await?;
    let without = users.iter().filter(|user| user.handle.is_none()).count();
    let found = format!("{} users, {without} without a handle", users.len());
    Ok(match without {
        0 => Check::ok("user pool", found),
        _ => Check::problem("user pool", found, "set their preferred_username; cognito list-users names them"),
    })
}

/// Environment variables that contradict each other, or look swapped.
pub fn environment(request: &Request<'_>) -> Vec<Check> {
    let mut checks: Vec<Check> = [
        ("AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL"),
        ("LOCAL_CONNECTION_URL", "CONNECTION_URL"),
        ("AWS_REGION", "AWS_DEFAULT_REGION"),
        ("COGNITO_USER_POOLS_ID", "AWS_COGNITO_USER_POOL_ID"),
    ]
    .into_iter()
    .filter_map(|(first, second)| contradiction(request, first, second))
    .collect();
    let swapped = request.var("COGNITO_USER_POOLS_ID").is_some_and(|id| looks_like_client_id(&id))
        && request.var("COGNITO_CLIENT_ID").is_some_and(|id| looks_like_pool_id(&id));
    if swapped {
        let found = "COGNITO_USER_POOLS_ID and COGNITO_CLIENT_ID hold each other's id";
        checks.push(Check::problem("environment", found, "swap them"));
    }
    if let (Some(prod), Some(local)) = (request.var("PROD_CONNECTION_URL"), request.var("LOCAL_CONNECTION_URL"))
        && prod == local
    {
        let found = "PROD_CONNECTION_URL and LOCAL_CONNECTION_URL are the same database";
        checks.push(Check::problem("environment", found, "set PROD_CONNECTION_URL to the RDS instance"));
    }
    if checks.is_empty() {
        checks.push(Check::ok("environment", "nothing contradicts"));
    }
    checks
}

/// Two variables of which the first wins, and which say different things. Their values stay unsaid: they may hold a password.
fn contradiction(request: &Request<'_>, first: &'static str, second: &'static str) -> Option<Check> {
    let (one, other) = (request.var(first)?, request.var(second)?);
    (one != other).then(|| {
        Check::problem(
            "environment",
            format!("{first} and {second} differ; {first} is used"),
            format!("unset {second}"),
        )
    })
}

/// What an error means for a check: the whole chain in one line.
pub fn failed(name: &'static str, error: &Error, mend: Option<String>) -> Check {
    let mut found = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        found = format!("{found}: {error}");
        cause = error.source();
    }
    Check::problem(name, found, mend.unwrap_or_else(|| "see the command that fails with --verbose".to_owned()))
}
