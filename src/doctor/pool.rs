//! The user pool, and the ids of its users in the users database.

use super::{Check, Finding};
use crate::cognito::PoolUser;
use crate::db::{IdState, IdUpdate, Proof, Users};
use crate::error::{DatabaseError, Error, Result};

/// Checks that each user of the pool has a handle.
pub fn pool(users: &[PoolUser]) -> Check {
    let without = users.iter().filter(|user| user.handle.is_none()).count();
    let found = format!("{} users, {without} without a handle", users.len());
    match without {
        0 => Check::ok("user pool", found),
        _ => Check::problem("user pool", found, Finding::PoolHandlesMissing),
    }
}

/// Compares the Cognito ids in the users database with those of the pool's users.
///
/// # Errors
/// The database errors of [`Error`].
pub async fn pool_ids(users: &Users, pool: Vec<PoolUser>, proof: Proof) -> Result<Check> {
    let name = "pool ids";
    let report = match users.update_cognito_ids(pool.into(), proof, IdUpdate::DryRun).await {
        Err(why @ Error::Database(DatabaseError::MissingColumns { .. } | DatabaseError::NoPrivilege { .. })) => {
            return Ok(Check::unknown(name, &why));
        }
        report => report?,
    };
    let same = report.count(|state| *state == IdState::Unchanged);
    let wrong = report.count(|state| {
        use IdState::{Changed, NotUuid, Shared, SharedHandle, Unproven};
        matches!(state, Changed | Unproven | NotUuid | Shared | SharedHandle { .. })
    });
    let found = format!(
        "{same} users have the id of the pool, {wrong} have another id; {} are only in the pool, {} only in the database",
        report.count(|state| matches!(state, IdState::PoolOnly(_))),
        report.count(|state| matches!(state, IdState::DatabaseOnly(_))),
    );
    Ok(match wrong {
        0 => Check::ok(name, found),
        _ => Check::problem(name, found, Finding::CognitoIdsDiffer),
    })
}
