//! The comparison of the users with the user pool: whose id changes, and who cannot get one. It only decides.

mod compare;
mod shared;
mod steps;

#[cfg(test)]
mod tests;

pub(crate) use compare::compare;
pub(crate) use steps::steps;

use super::Doubt;
use super::MOCK_COGNITO_ID;
use crate::cognito::PoolUser;
use uuid::Uuid;

/// Which ids an update writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdUpdate {
    /// None: it only says what would change.
    DryRun,
    /// Those of users who have none yet.
    Unbound,
    /// All that differ.
    All,
}

/// A handle on either side of a comparison of the users with the user pool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdRow {
    /// The handle; a user of the pool and a row of the database may both have none.
    pub handle: Option<String>,
    /// `cognito_user_id` in the users database before the run; `None` where it is null, or where there is no row.
    pub old: Option<String>,
    /// `sub` in the user pool, where the handle is there.
    pub new: Option<String>,
    /// The e-mail address in the users database, where there is a row that has one.
    pub email: Option<String>,
    /// The e-mail address in the user pool, where there is a user who has one.
    pub pool_email: Option<String>,
    /// Why nothing but the handle shows that the row is the user's; `None` where something does, or where a side is missing.
    pub doubt: Option<Doubt>,
    /// What it comes to.
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

    /// Whether the row is, or becomes, the user's although the two sides contradict each other.
    pub fn is_doubtful(&self) -> bool {
        let is_bound = matches!(self.state, IdState::Changed | IdState::Unchanged);
        is_bound && self.doubt.as_ref().is_some_and(Doubt::is_mismatch)
    }
}

/// What a comparison of one handle comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdState {
    /// On both sides, with another id: updated.
    Changed,
    /// On both sides, with the same id.
    Unchanged,
    /// On both sides, with another id, and without the proof that is asked for: not written.
    Unproven,
    /// In the user pool only. The users database may have a handle that differs in case or blanks alone.
    PoolOnly(Option<String>),
    /// In the users database only. The user pool may have a handle that differs in case or blanks alone.
    DatabaseOnly(Option<String>),
    /// A user of the pool without a handle.
    NoHandleInPool,
    /// A row of the users database without a handle.
    NoHandleInDatabase,
    /// The `sub` is not a UUID, as each of Cognito's is: not written.
    NotUuid,
    /// Several users have this `sub`, in the pool or in the database: not written.
    Shared,
    /// Several users of the pool have this handle, or several rows of the database: none of them is written.
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
    /// Every user of either side: by handle, and then those without one.
    pub rows: Vec<IdRow>,
    /// Whether row-level security may hide users from the connection's role: these count as in the pool only.
    pub row_security: bool,
    /// Whether the table has no column `email` that the connection's role may read.
    pub email_is_unreadable: bool,
}

impl IdReport {
    /// How many rows are in such a state.
    pub fn count(&self, is: impl Fn(&IdState) -> bool) -> usize {
        self.rows.iter().filter(|row| is(&row.state)).count()
    }

    /// The handles of those who had no id, and get one.
    pub fn newly_bound(&self) -> Vec<&str> {
        let is_new = |row: &&IdRow| row.state == IdState::Changed && real(row.old.as_deref()).is_none();
        self.rows.iter().filter(is_new).filter_map(|row| row.handle.as_deref()).collect()
    }

    /// How many rows change hands by the handle alone.
    pub fn changed_by_handle(&self) -> usize {
        self.rows.iter().filter(|row| row.state == IdState::Changed && row.doubt.is_some()).count()
    }
}

/// What the users database has of a user for the comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bound {
    pub(crate) handle: Option<String>,
    pub(crate) id: Option<String>,
    pub(crate) email: Option<String>,
}

/// An id that somebody signs in with.
fn real(id: Option<&str>) -> Option<&str> {
    id.filter(|id| !id.trim().is_empty() && *id != MOCK_COGNITO_ID)
}

/// A `sub` in the form that Cognito gives it, where it is a UUID.
fn canonical(sub: &str) -> Option<String> {
    let uuid = Uuid::try_parse(sub).ok().filter(|_| sub.len() == uuid::fmt::Hyphenated::LENGTH)?;
    Some(uuid.hyphenated().to_string())
}
