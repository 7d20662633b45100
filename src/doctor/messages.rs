//! The table of messages, the inboxes in it, and DynamoDB's clock.

use super::{Check, Finding};
use crate::db::Users;
use crate::ddb::{Protection, SchemaFix, Table, TableSpec};
use crate::error::Result;
use crate::messaging::seeds::Seeds;
use crate::messaging::{InboxLag, InboxScan};
use crate::timestamp::Timestamp;

/// The clock skew above which the clock is a problem, in seconds: half of what AWS accepts in a signature.
/// Source: AWS General Reference, "Troubleshoot signed requests" (five minutes).
const MAX_SKEW: u64 = 150;

/// The limit of the users that a check names.
const MAX_NAMED: usize = 3;

const RECOVERY: &str = "point-in-time recovery";
const BACKUP: &str = "last backup";

/// Checks that the table exists and is active, and returns a check for each difference from its schema. Billing is not checked: it
/// is a choice.
///
/// # Errors
/// The service errors of [`Error`](crate::Error).
pub async fn table(messages: &Table) -> Result<Vec<Check>> {
    let plan = messages.plan_schema(&TableSpec::default()).await?;
    if plan.creates() {
        let state = if plan.settling.is_some() { "being deleted" } else { "missing" };
        let found = format!("{} is {state}", messages.table());
        return Ok(vec![Check::problem("table", found, Finding::TableMissing)]);
    }
    let mut checks = vec![match &plan.settling {
        None => Check::ok("table", format!("{} exists and is active", messages.table())),
        Some((what, state)) => Check::problem("table", format!("{what} is {state}"), Finding::TableSettling),
    }];
    checks.extend(plan.changes.iter().map(|change| {
        let found = format!("{}, wanted {}", change.found, change.wanted);
        let finding = match change.fix {
            SchemaFix::Impossible => Finding::SchemaNotUpdatable,
            _ => Finding::SchemaDiffers,
        };
        Check::problem(change.what, found, finding)
    }));
    for (what, fine) in [("index", "message-group-sk-index"), ("stream", "new images")] {
        if !plan.changes.iter().any(|change| change.what == what) {
            checks.push(Check::ok(what, fine));
        }
    }
    Ok(checks)
}

/// Checks what protects the table from loss, and returns about how many items it has. Protection that is off is a problem on
/// production only.
///
/// # Errors
/// The service errors of [`Error`](crate::Error).
pub async fn protection(messages: &Table, is_prod: bool) -> Result<Vec<Check>> {
    let Some(Protection { items, deletion_protection, recovery, last_backup }) = messages.protection().await? else {
        return Ok(Vec::new());
    };
    let switch = |name, is_on| match (is_on, is_prod) {
        (true, _) => Check::ok(name, "on"),
        (false, false) => Check::ok(name, "off"),
        (false, true) => Check::problem(name, "off", Finding::ProtectionOff),
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

/// Checks how far the inboxes of a scan are behind the messages at `now`: see [`Table::inbox_lag`].
///
/// # Errors
/// The service errors of [`Error`](crate::Error).
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
            Check::problem(name, found, Finding::InboxesBehind)
        }
    })
}

/// Checks that the participants of the conversations are in the users database.
///
/// # Errors
/// The database errors of [`Error`](crate::Error).
pub async fn references(inbox_scan: &InboxScan, users: &Users) -> Result<Check> {
    let name = "references";
    let current = inbox_scan.current_users(users, &Seeds::built_in()?).await?;
    let of = extent(inbox_scan);
    let (all, gone) = (inbox_scan.participants(), inbox_scan.not_in_database(&current));
    if gone.is_empty() {
        return Ok(Check::ok(name, format!("{all} participants of {of} are in the users database")));
    }
    let shown = gone.iter().take(MAX_NAMED);
    let mut named: Vec<String> =
        shown.map(|participant| format!("{} ({})", participant.handle, participant.user_uuid)).collect();
    if gone.len() > MAX_NAMED {
        named.push("...".to_owned());
    }
    let found =
        format!("{} of {all} participants of {of} are not in the users database: {}", gone.len(), named.join(", "));
    Ok(Check::problem(name, found, Finding::ReferencesBroken))
}

/// Returns how much of the table a scan read, in words.
fn extent(inbox_scan: &InboxScan) -> String {
    match inbox_scan.is_whole {
        true => format!("{} items", inbox_scan.items),
        false => format!("the first {} items, a sample", inbox_scan.items),
    }
}

/// Compares the clock of this machine with DynamoDB's. Returns `None` if DynamoDB's answer has no time.
pub async fn clock(messages: &Table) -> Option<Check> {
    let name = "clock";
    let skew = match messages.clock_skew().await {
        Ok(skew) => skew?.as_secs(),
        Err(error) => return Some(Check::unknown(name, &error)),
    };
    let found = format!("{skew} s off");
    Some(match skew > MAX_SKEW {
        true => Check::problem(name, found, Finding::ClockSkewed),
        false => Check::ok(name, found),
    })
}
