//! The comparison of the rows of the users database with the users of the pool, by exact handles.

use super::shared::refuse_shared;
use super::{Bound, IdReport, IdRow, IdState, canonical};
use crate::cognito::PoolUser;
use crate::db::proof::{Claim, Doubt, Proof};
use std::collections::HashMap;
use std::iter::from_fn;

/// Compares both sides by exact handles. `reads_email` says whether the role can read a column `email`.
pub(crate) fn compare(pool: &[PoolUser], users: Vec<Bound>, reads_email: bool, proof: Proof) -> IdReport {
    let in_database = by_folded_form(users.iter().filter_map(|user| handle_of(user.handle.as_deref())));
    let in_pool = by_folded_form(pool.iter().filter_map(|user| handle_of(user.handle.as_deref())));
    let (mut claims, no_handle): (Vec<_>, Vec<_>) =
        pool.iter().partition(|user| handle_of(user.handle.as_deref()).is_some());
    let (mut users, nameless): (Vec<_>, Vec<_>) =
        users.into_iter().partition(|user| handle_of(user.handle.as_deref()).is_some());
    claims.sort_by(|a, b| (&a.handle, &a.sub).cmp(&(&b.handle, &b.sub)));
    users.sort_by(|a, b| (&a.handle, &a.id, &a.email).cmp(&(&b.handle, &b.id, &b.email)));
    let (mut claims, mut users) = (claims.into_iter().peekable(), users.into_iter().peekable());
    let mut rows = Vec::new();
    loop {
        let (left, right) = (claims.peek().map(|user| &user.handle), users.peek().map(|user| &user.handle));
        let Some(next) = left.into_iter().chain(right).min().cloned() else { break };
        let mut of_pool: Vec<&PoolUser> = from_fn(|| claims.next_if(|user| user.handle == next)).collect();
        let mut of_database: Vec<Bound> = from_fn(|| users.next_if(|user| user.handle == next)).collect();
        let handle = next.as_deref().unwrap_or_default();
        match (of_pool.as_mut_slice(), of_database.as_mut_slice()) {
            ([claim], [_]) => rows.extend(of_database.pop().map(|user| compare_pair(claim, user, reads_email, proof))),
            ([claim], []) => rows.push(IdRow::of_pool(claim, IdState::PoolOnly(similar(&in_database, handle)))),
            ([], [_]) => {
                let state = IdState::DatabaseOnly(similar(&in_pool, handle));
                rows.extend(of_database.pop().map(|user| IdRow::of_database(user, state)));
            }
            (claims, users) => {
                let state = IdState::SharedHandle { pool: claims.len(), database: users.len() };
                rows.extend(of_pool.into_iter().map(|claim| IdRow::of_pool(claim, state.clone())));
                rows.extend(of_database.into_iter().map(|user| IdRow::of_database(user, state.clone())));
            }
        }
    }
    rows.extend(no_handle.into_iter().map(|user| IdRow::of_pool(user, IdState::NoHandleInPool)));
    rows.extend(nameless.into_iter().map(|user| IdRow::of_database(user, IdState::NoHandleInDatabase)));
    refuse_shared(&mut rows);
    IdReport { rows, email_is_unreadable: !reads_email, ..IdReport::default() }
}

/// Compares the only user of the pool and the only row with a handle.
fn compare_pair(claim: &PoolUser, user: Bound, reads_email: bool, proof: Proof) -> IdRow {
    let data = Claim {
        status: claim.status.as_deref(),
        is_enabled: claim.enabled,
        email: claim.email.as_deref(),
        email_is_verified: claim.email_verified,
    };
    let doubt = data.doubt(user.email.as_deref()).map(|doubt| match doubt {
        Doubt::NoEmailInRow if !reads_email => Doubt::EmailUnreadable,
        other => other,
    });
    let of_pool = IdRow::of_pool(claim, IdState::Unchanged);
    let state = match &of_pool.new {
        _ if canonical(&claim.sub).is_none() => IdState::NotUuid,
        new if *new == user.id => IdState::Unchanged,
        _ if proof == Proof::VerifiedEmail && doubt.is_some() => IdState::Unproven,
        _ => IdState::Changed,
    };
    IdRow { old: user.id, email: user.email, doubt, state, ..of_pool }
}

/// Returns a handle that is not blank.
fn handle_of(handle: Option<&str>) -> Option<&str> {
    handle.filter(|handle| !handle.trim().is_empty())
}

/// Maps the folded form of each handle to the handle.
fn by_folded_form<'a>(handles: impl Iterator<Item = &'a str>) -> HashMap<String, String> {
    handles.map(|handle| (folded(handle), handle.to_owned())).collect()
}

/// Returns the handle that differs from `handle` only in case or blanks.
fn similar(handles: &HashMap<String, String>, handle: &str) -> Option<String> {
    handles.get(&folded(handle)).cloned()
}

/// Returns a handle in lower case and without surrounding blanks.
fn folded(handle: &str) -> String {
    handle.trim().to_lowercase()
}
