//! The comparison of the users with the user pool: which ids change, and which users cannot get one. Nothing is written here.

mod compare;
mod shared;
mod steps;

#[cfg(test)]
mod tests;

pub(crate) use compare::compare;
pub(crate) use steps::steps;

use super::{Doubt, MOCK_COGNITO_ID};
use crate::cognito::PoolUser;
use uuid::Uuid;

/// Which ids an update writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdUpdate {
    /// No id. The report says what would change.
    DryRun,
    /// The ids of users who have none.
    Unbound,
    /// Every id that differs.
    All,
}

/// A row of the report: a handle, with its row in the users database and its user in the pool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdRow {
    /// The handle. A user of the pool or a row of the database may have none.
    pub handle: Option<String>,
    /// `cognito_user_id` in the users database before the run; `None` if it is null or there is no row.
    pub old: Option<String>,
    /// `sub` in the user pool; `None` if there is no user.
    pub new: Option<String>,
    /// The e-mail address in the users database.
    pub email: Option<String>,
    /// The e-mail address in the user pool.
    pub pool_email: Option<String>,
    /// Why only the handle shows that the row is the user's. `None` if the address proves it, or if a side is missing.
    pub doubt: Option<Doubt>,
    /// The result of the comparison.
    pub state: IdState,
}

impl IdRow {
    fn of_pool(user: &PoolUser, state: IdState) -> Self {
        Self {
            handle: user.handle.clone(),
            old: None,
            new: Some(canonical(&user.sub).unwrap_or_else(|| user.sub.clone())),
            email: None,
            pool_email: user.email.clone(),
            doubt: None,
            state,
        }
    }

    fn of_database(user: Bound, state: IdState) -> Self {
        let Bound { handle, id, email } = user;
        Self { handle, old: id, new: None, email, pool_email: None, doubt: None, state }
    }

    /// Returns whether the row is, or becomes, the user's although the two sides contradict each other.
    pub fn is_doubtful(&self) -> bool {
        let is_bound = matches!(self.state, IdState::Changed | IdState::Unchanged);
        is_bound && self.doubt.as_ref().is_some_and(Doubt::is_mismatch)
    }
}

/// The result of the comparison of one handle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdState {
    /// On both sides, with different ids: updated.
    Changed,
    /// On both sides, with the same id.
    Unchanged,
    /// On both sides, with different ids and without the required proof: not written.
    Unproven,
    /// In the user pool only, with the handle in the users database that differs only in case or blanks.
    PoolOnly(Option<String>),
    /// In the users database only, with the handle in the user pool that differs only in case or blanks.
    DatabaseOnly(Option<String>),
    /// A user of the pool without a handle.
    NoHandleInPool,
    /// A row of the users database without a handle.
    NoHandleInDatabase,
    /// The `sub` is not a UUID, as every `sub` of Cognito is: not written.
    NotUuid,
    /// Several users have this `sub`, in the pool or in the database: not written.
    Shared,
    /// Several users of the pool or several rows of the database have this handle: none of them is written.
    SharedHandle {
        /// How many users of the pool have it.
        pool: usize,
        /// How many rows of the database have it.
        database: usize,
    },
}

/// What [`Users::update_cognito_ids`](super::Users::update_cognito_ids) found and did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IdReport {
    /// Every user of either side, in order of handle, and then the users without a handle.
    pub rows: Vec<IdRow>,
    /// Whether row-level security may hide users from the connection's role. Hidden users count as in the pool only.
    pub row_security: bool,
    /// Whether the connection's role can read no column `email`.
    pub email_is_unreadable: bool,
}

impl IdReport {
    /// Returns the number of rows in a state.
    pub fn count(&self, is: impl Fn(&IdState) -> bool) -> usize {
        self.rows.iter().filter(|row| is(&row.state)).count()
    }

    /// Returns the handles of users who had no id and get one.
    pub fn newly_bound(&self) -> Vec<&str> {
        let is_new = |row: &&IdRow| row.state == IdState::Changed && real(row.old.as_deref()).is_none();
        self.rows.iter().filter(is_new).filter_map(|row| row.handle.as_deref()).collect()
    }

    /// Returns the number of rows that change without a proof.
    pub fn changed_by_handle(&self) -> usize {
        self.rows.iter().filter(|row| row.state == IdState::Changed && row.doubt.is_some()).count()
    }
}

/// A row of the users database, with the columns that the comparison needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bound {
    pub(crate) handle: Option<String>,
    pub(crate) id: Option<String>,
    pub(crate) email: Option<String>,
}

/// Returns an id that is neither blank nor [`MOCK_COGNITO_ID`].
fn real(id: Option<&str>) -> Option<&str> {
    id.filter(|id| !id.trim().is_empty() && *id != MOCK_COGNITO_ID)
}

/// Returns a `sub` in the form of Cognito, or `None` if it is not a UUID with hyphens.
fn canonical(sub: &str) -> Option<String> {
    let uuid = Uuid::try_parse(sub).ok().filter(|_| sub.len() == uuid::fmt::Hyphenated::LENGTH)?;
    Some(uuid.hyphenated().to_string())
}
