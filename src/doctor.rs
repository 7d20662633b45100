//! What stands between an operator and a command that works, store by store. Everything here only reads.

use crate::aws::configured_endpoints;
use crate::cognito::PoolUser;
use crate::db::{IdState, IdUpdate, Proof, Users, UsersHealth, identifier};
use crate::ddb::{Protection, SchemaFix, Table, TableSpec};
use crate::error::{DatabaseError, Error, Result};
use crate::event::Observer;
use crate::messaging::seeds::Seeds;
use crate::messaging::{InboxLag, InboxScan};
use crate::target::{Request, Target, looks_like_client_id, looks_like_pool_id};
use crate::timestamp::Timestamp;

/// How far the clock may be off before AWS refuses signatures, in seconds.
/// Source: AWS General Reference, "Troubleshoot signed requests" (five minutes); half of it is worth a word.
const SKEW: u64 = 150;

/// The name of the check of the embedded stores' files.
pub const EMBEDDED: &str = "embedded store";

const RECOVERY: &str = "point-in-time recovery";
const BACKUP: &str = "last backup";

/// What one look showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What was looked at.
    pub name: &'static str,
    /// How it is, in words.
    pub found: String,
    /// What fixes it, where it is a problem.
    pub fix: Option<Fix>,
    /// Whether it could be looked at.
    pub is_known: bool,
}

/// What fixes a problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fix {
    /// A command of this tool, without its name.
    Command(&'static str),
    /// Something to do, in words.
    Advice(String),
}

impl<T: Into<String>> From<T> for Fix {
    fn from(advice: T) -> Self {
        Self::Advice(advice.into())
    }
}

impl Check {
    /// All is well.
    pub fn ok(name: &'static str, found: impl Into<String>) -> Self {
        Self { name, found: found.into(), fix: None, is_known: true }
    }

    /// Something is wrong, and this fixes it.
    pub fn problem(name: &'static str, found: impl Into<String>, fix: impl Into<Fix>) -> Self {
        Self { name, found: found.into(), fix: Some(fix.into()), is_known: true }
    }

    /// It could not be looked at, as where a permission is missing, or an emulator lacks the operation.
    pub fn unknown(name: &'static str, why: &Error) -> Self {
        Self { name, found: format!("not known: {why}"), fix: None, is_known: false }
    }

    /// Whether something is wrong.
    pub fn is_problem(&self) -> bool {
        self.fix.is_some()
    }
}

/// The table: that it is there and active, and each difference from what it should be. Billing is a choice, and left out.
///
/// # Errors
/// The service errors of [`Error`].
pub async fn table(messages: &Table) -> Result<Vec<Check>> {
    let plan = messages.plan_schema(&TableSpec::default()).await?;
    if plan.creates() {
        let state = if plan.settling.is_some() { "being deleted" } else { "missing" };
        let found = format!("{} is {state}", messages.table());
        return Ok(vec![Check::problem("table", found, Fix::Command("ddb schema-load"))]);
    }
    let mut checks = vec![match &plan.settling {
        None => Check::ok("table", format!("{} is there and active", messages.table())),
        Some((what, state)) => Check::problem("table", format!("{what} is {state}"), "wait until it is ACTIVE"),
    }];
    checks.extend(plan.changes.iter().map(|change| {
        let found = format!("{}, wanted {}", change.found, change.wanted);
        match change.fix {
            SchemaFix::Impossible => Check::problem(
                change.what,
                found,
                "create the table again: cruddur ddb drop-table, then cruddur ddb schema-load",
            ),
            _ => Check::problem(change.what, found, Fix::Command("ddb schema-load")),
        }
    }));
    for (what, fine) in [("index", "message-group-sk-index"), ("stream", "new images")] {
        if !plan.changes.iter().any(|change| change.what == what) {
            checks.push(Check::ok(what, fine));
        }
    }
    Ok(checks)
}

/// How many users a check names.
const NAMED: usize = 3;

/// What protects the table from loss, and how much is in it. On production, protection that is off is a problem.
///
/// # Errors
/// The service errors of [`Error`].
pub async fn protection(messages: &Table, is_prod: bool) -> Result<Vec<Check>> {
    let Some(Protection { items, deletion_protection, recovery, last_backup }) = messages.protection().await? else {
        return Ok(Vec::new());
    };
    let switch = |name, is_on| match (is_on, is_prod) {
        (true, _) => Check::ok(name, "on"),
        (false, false) => Check::ok(name, "off"),
        (false, true) => Check::problem(name, "off", Fix::Command("ddb schema-load")),
    };
    Ok(vec![
        Check::ok("items", format!("about {items}, as DynamoDB counts them every six hours or so")),
        switch("deletion protection", deletion_protection),
        recovery.map_or_else(|why| Check::unknown(RECOVERY, &why), |is_on| switch(RECOVERY, is_on)),
        match last_backup {
            Ok(Some(at)) => Check::ok(BACKUP, at.to_string()),
            Ok(None) => Check::ok(BACKUP, "none"),
            Err(why) => Check::unknown(BACKUP, &why),
        },
    ])
}

/// How far the inboxes of a survey are behind the messages at `now`: see [`Table::inbox_lag`].
///
/// # Errors
/// The service errors of [`Error`].
pub async fn inboxes(messages: &Table, inbox_scan: &InboxScan, now: Timestamp) -> Result<Check> {
    let name = "inboxes";
    let InboxLag { conversations, behind, most } = messages.inbox_lag(inbox_scan, now).await?;
    Ok(match (conversations, behind) {
        (0, _) => Check::ok(name, format!("no conversation in {}", extent(inbox_scan))),
        (_, 0) => Check::ok(name, format!("up to date in {conversations} conversations of {}", extent(inbox_scan))),
        _ => {
            let found = format!(
                "behind the newest message in {behind} of {conversations} conversations of {}, by up to {most} s",
                extent(inbox_scan)
            );
            Check::problem(name, found, Fix::Command("ddb repair --all"))
        }
    })
}

/// What a survey read, in words.
fn extent(inbox_scan: &InboxScan) -> String {
    match inbox_scan.is_whole {
        true => format!("{} items", inbox_scan.items),
        false => format!("the first {} items, a sample", inbox_scan.items),
    }
}

/// The participants of conversations: that the users database has them.
///
/// # Errors
/// The database errors of [`Error`].
pub async fn references(inbox_scan: &InboxScan, users: &Users) -> Result<Check> {
    let name = "references";
    let current = inbox_scan.current_users(users, &Seeds::built_in()?).await?;
    let of = extent(inbox_scan);
    let (all, gone) = (inbox_scan.participants(), inbox_scan.gone(&current));
    if gone.is_empty() {
        return Ok(Check::ok(name, format!("{all} participants of {of} are in the users database")));
    }
    let mut named: Vec<String> =
        gone.iter().take(NAMED).map(|person| format!("{} ({})", person.handle, person.user_uuid)).collect();
    if gone.len() > NAMED {
        named.push("...".to_owned());
    }
    let found = format!("{} of {all} participants of {of} are in no users database: {}", gone.len(), named.join(", "));
    Ok(Check::problem(name, found, Fix::Command("ddb repair --all")))
}

/// The files of the embedded stores, by SQLite's own check, for no longer than the target's timeout each. One that is damaged
/// is an error of its own.
///
/// # Errors
/// [`Error::EmbeddedBusy`], [`FileError::Unsafe`] and [`Error::Embedded`].
#[cfg(feature = "embedded")]
pub async fn embedded(target: &Target, observer: &Observer) -> Result<Vec<Result<Check>>> {
    use crate::embedded::{Checked, Home};
    let seconds = target.timeout.as_secs();
    let check = |Checked { path, is_complete }: Checked| match is_complete {
        true => Check::ok(EMBEDDED, format!("{} is whole", path.display())),
        false => {
            let found = format!("{} takes longer to check than {seconds} s", path.display());
            Check::problem(EMBEDDED, found, "give the check longer by --timeout")
        }
    };
    let files = Home::open(target, observer).await?.check(target.timeout).await?;
    Ok(files.into_iter().map(|file| file.map(check)).collect())
}

/// This build has none.
///
/// # Errors
/// None.
#[cfg(not(feature = "embedded"))]
pub async fn embedded(_: &Target, _: &Observer) -> Result<Vec<Result<Check>>> {
    Ok(Vec::new())
}

/// The clock of this machine against DynamoDB's, where that tells the time.
pub async fn clock(messages: &Table) -> Option<Check> {
    let name = "clock";
    let skew = match messages.clock_skew().await {
        Ok(skew) => skew?.as_secs(),
        Err(error) => return Some(Check::unknown(name, &error)),
    };
    let found = format!("{skew} s off");
    Some(match skew > SKEW {
        true => Check::problem(name, found, "set the clock of this machine, by NTP"),
        false => Check::ok(name, found),
    })
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
        checks.push(ids(&health));
        checks.push(privileges(&health));
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
    let unnamed = health.state.without_handle;
    match (health.duplicate_handles.is_empty(), unnamed) {
        (true, 0) => Check::ok(name, "each is unique"),
        (true, _) => Check::problem(name, format!("{unnamed} users have none"), "give each of these users a handle"),
        (false, _) => {
            let found = format!("not unique: {}", health.duplicate_handles.join(", "));
            Check::problem(name, found, "give each of these users a handle of their own")
        }
    }
}

fn ids(health: &UsersHealth) -> Check {
    let (name, shared) = ("users Cognito ids", &health.state.shared_ids);
    if shared.is_empty() {
        return Check::ok(name, "no two users have the same");
    }
    let found = format!("several users have {}", shared.join(", "));
    Check::problem(name, found, Fix::Command("db update-cognito-user-ids --dry-run"))
}

/// What the connection's role may do. A role that only reads is a choice, and named without a problem.
fn privileges(health: &UsersHealth) -> Check {
    let name = "users privileges";
    if health.state.row_security {
        let found = "row-level security applies to this role, and may hide users";
        return Check::problem(name, found, "connect as the owner of the table, or as a role with BYPASSRLS");
    }
    let lacking: Vec<String> = health.lacking.iter().map(ToString::to_string).collect();
    let cannot_read = |column: &str| health.lacking.iter().any(|lacks| lacks.is_to_read(column));
    if cannot_read("uuid") || cannot_read("handle") {
        return Check::problem(name, format!("no {}", lacking.join(", no ")), "let the owner of the table GRANT them");
    }
    match (health.state.read_only, lacking.is_empty()) {
        (true, _) => Check::ok(name, "the connection only reads"),
        (false, true) => Check::ok(name, "read and write"),
        (false, false) => Check::ok(name, format!("no {}", lacking.join(", no "))),
    }
}

fn schema(health: &UsersHealth) -> Check {
    let name = "users schema";
    if !health.elsewhere.is_empty() {
        let found = format!("there is no public.users, but a table users in {}", health.elsewhere.join(", "));
        let view = format!("CREATE VIEW public.users AS SELECT * FROM {}.users", identifier(&health.elsewhere[0]));
        Check::problem(name, found, view)
    } else if !health.missing_tables.is_empty() {
        let found = format!("{} missing", health.missing_tables.join(" and "));
        Check::problem(name, found, Fix::Command("db schema-load"))
    } else if !health.missing_columns.is_empty() {
        let found = format!("users lacks {}", health.missing_columns.join(", "));
        Check::problem(name, found, "add what is missing by the app's migrations: ALTER TABLE users ADD COLUMN")
    } else {
        Check::ok(name, "users and activities are there")
    }
}

/// The Cognito ids of the users, against those of the pool's users.
///
/// # Errors
/// The database errors of [`Error`].
pub async fn pool_ids(users: &Users, pool: Vec<PoolUser>, proof: Proof) -> Result<Check> {
    let name = "pool ids";
    let report = match users.update_cognito_ids(pool.into(), proof, IdUpdate::DryRun).await {
        Err(
            why @ (Error::Database(DatabaseError::MissingColumns { .. })
            | Error::Database(DatabaseError::NoPrivilege { .. })),
        ) => return Ok(Check::unknown(name, &why)),
        report => report?,
    };
    let same = report.count(|state| *state == IdState::Unchanged);
    let wrong = report.count(|state| {
        use IdState::{Changed, NotUuid, Shared, SharedHandle, Unproven};
        matches!(state, Changed | Unproven | NotUuid | Shared | SharedHandle { .. })
    });
    let found = format!(
        "{same} users have the id that the pool has, {wrong} another one; {} are in the pool only, {} in the database only",
        report.count(|state| matches!(state, IdState::PoolOnly(_))),
        report.count(|state| matches!(state, IdState::DatabaseOnly(_))),
    );
    Ok(match wrong {
        0 => Check::ok(name, found),
        _ => Check::problem(name, found, Fix::Command("db update-cognito-user-ids --dry-run")),
    })
}

/// The users of the pool: who of them has no handle.
pub fn pool(users: &[PoolUser]) -> Check {
    let without = users.iter().filter(|user| user.handle.is_none()).count();
    let found = format!("{} users, {without} without a handle", users.len());
    match without {
        0 => Check::ok("user pool", found),
        _ => Check::problem("user pool", found, "set their preferred_username; cognito list-users names them"),
    }
}

/// Environment variables that contradict each other or look swapped, and settings of AWS that have no effect.
pub async fn environment(request: &Request<'_>) -> Vec<Check> {
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
    checks.extend(profile(request));
    if checks.is_empty() {
        checks.push(Check::ok("environment", "nothing contradicts"));
    }
    let ignored = ignored(request).await.into_iter();
    checks.extend(ignored.map(|(what, why)| Check::ok("environment", format!("{what} is ignored{why}"))));
    checks
}

/// Variables that disagree about the credentials.
fn profile(request: &Request<'_>) -> Option<Check> {
    match request.named_profile() {
        Err(error) => Some(Check::problem("environment", error.to_string(), "unset AWS_DEFAULT_PROFILE")),
        Ok(Some(profile)) if !profile.is_typed && request.var("AWS_ACCESS_KEY_ID").is_some() => {
            let origin = profile.origin;
            let found =
                format!("AWS_ACCESS_KEY_ID and {origin} are both set; the keys are used, not those of the profile");
            Some(Check::problem("environment", found, "unset the one that is not meant, or give --profile"))
        }
        Ok(_) => None,
    }
}

/// The endpoints that other tools of AWS take from the environment and the profile, and this tool does not; each with the reason.
async fn ignored(request: &Request<'_>) -> Vec<(String, &'static str)> {
    let mut ignored = Vec::new();
    let variables = |names: &[&str], why| {
        let set = names.iter().filter(|name| request.var(name).is_some());
        set.map(|name| ((*name).to_owned(), why)).collect::<Vec<_>>()
    };
    if request.prod.value {
        ignored.extend(variables(&["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_DYNAMODB"], " with --prod"));
    }
    ignored.extend(variables(
        &["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"],
        ": endpoints come from flags and variables alone, never from a profile",
    ));
    // A profile that cannot be read is named where it is used.
    let profile = request.named_profile().ok().flatten();
    let settings = configured_endpoints(profile.as_ref(), &|name| request.var(name)).await.unwrap_or_default();
    ignored.extend(settings.into_iter().map(|setting| (setting, ": a flag or a variable names an endpoint")));
    ignored
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
pub fn failed(name: &'static str, error: &Error, fix: Option<String>) -> Check {
    let mut found = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        found = format!("{found}: {error}");
        cause = error.source();
    }
    Check::problem(name, found, fix.unwrap_or_else(|| "see the command that fails with --verbose".to_owned()))
}
