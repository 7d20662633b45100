//! The users database.

use super::{Check, Finding};
use crate::db::{Users, UsersHealth};
use crate::error::Result;
use crate::target::Target;

/// Checks the users database: its connection, which must be encrypted on production, its schema, its handles, its Cognito ids and
/// the role's privileges.
///
/// # Errors
/// The database errors of [`Error`](crate::Error).
pub async fn users(users: &Users, is_prod: bool) -> Result<Vec<Check>> {
    let health = users.examine().await?;
    let mut checks = Vec::new();
    if let Some(encrypted) = health.encrypted {
        let name = "users connection";
        checks.push(match encrypted {
            true => Check::ok(name, "over TLS"),
            false if is_prod => Check::problem(name, "not encrypted", Finding::ConnectionUnencrypted),
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

/// Returns a problem if the server of production's users database is not verified in full.
pub fn verification(target: &Target) -> Option<Check> {
    let weak = target.weak_tls()?;
    let found = format!("the server is not verified in full: {weak}");
    Some(Check::problem("users verification", found, Finding::ServerUnverified))
}

fn schema(health: &UsersHealth) -> Check {
    let name = "users schema";
    if let Some(schema) = health.elsewhere.first() {
        let found = format!("there is no public.users, but a table users in {}", health.elsewhere.join(", "));
        Check::problem(name, found, Finding::UsersInOtherSchema { schema: schema.clone() })
    } else if !health.missing_tables.is_empty() {
        let found = format!("{} missing", health.missing_tables.join(" and "));
        Check::problem(name, found, Finding::UsersTablesMissing)
    } else if !health.missing_columns.is_empty() {
        let found = format!("users lacks {}", health.missing_columns.join(", "));
        Check::problem(name, found, Finding::UsersColumnsMissing)
    } else {
        Check::ok(name, "users and activities exist")
    }
}

fn handles(health: &UsersHealth) -> Check {
    let name = "users handles";
    let without_handle = health.state.without_handle;
    match (health.duplicate_handles.is_empty(), without_handle) {
        (true, 0) => Check::ok(name, "each is unique"),
        (true, _) => Check::problem(name, format!("{without_handle} users have none"), Finding::HandlesMissing),
        (false, _) => {
            let found = format!("not unique: {}", health.duplicate_handles.join(", "));
            Check::problem(name, found, Finding::HandlesShared)
        }
    }
}

fn ids(health: &UsersHealth) -> Check {
    let (name, shared) = ("users Cognito ids", &health.state.shared_ids);
    if shared.is_empty() {
        return Check::ok(name, "no two users have the same");
    }
    Check::problem(name, format!("several users have {}", shared.join(", ")), Finding::CognitoIdsShared)
}

/// Checks the privileges of the connection's role. A role that only reads is a choice, and no problem.
fn privileges(health: &UsersHealth) -> Check {
    let name = "users privileges";
    if health.state.row_security {
        let found = "row-level security applies to this role, and may hide users";
        return Check::problem(name, found, Finding::RowSecurity);
    }
    let lacking: Vec<String> = health.lacking.iter().map(ToString::to_string).collect();
    let cannot_read = |column: &str| health.lacking.iter().any(|lacks| lacks.is_to_read(column));
    if cannot_read("uuid") || cannot_read("handle") {
        return Check::problem(name, format!("no {}", lacking.join(", no ")), Finding::PrivilegesMissing);
    }
    match (health.state.read_only, lacking.is_empty()) {
        (true, _) => Check::ok(name, "the connection only reads"),
        (false, true) => Check::ok(name, "read and write"),
        (false, false) => Check::ok(name, format!("no {}", lacking.join(", no "))),
    }
}
