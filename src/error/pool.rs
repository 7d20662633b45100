//! What can go wrong with one user of the user pool.

use super::Kind;

/// A user of the pool who cannot be found or changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PoolError {
    /// No user of the pool has this handle or sub.
    #[error("no user of the pool has the handle or the sub {user}")]
    NoUser {
        /// The handle or sub.
        user: String,
    },

    /// Several users of the pool have this handle, so it does not identify a user.
    #[error("{} users of the pool have the handle or the sub {user}: {}", .subs.len(), .subs.join(", "))]
    SeveralUsers {
        /// The handle, or the sub that another user has as the handle.
        user: String,
        /// The sub of each of them.
        subs: Vec<String>,
    },

    /// Another user of the pool has this name.
    #[error("the name {name} belongs to another user of the pool: {} ({sub})", .handle.as_deref().unwrap_or("no handle"))]
    NameTaken {
        /// The name.
        name: String,
        /// The handle of the other user, which may differ from the name in case.
        handle: Option<String>,
        /// The sub of the other user.
        sub: String,
    },

    /// Cognito keeps the name as an alias of another user for sign-in.
    #[error("the name {name} is an alias of another user of the pool")]
    AliasTaken {
        /// The name.
        name: String,
    },

    /// The user's status is one from which a sign-up cannot be confirmed.
    #[error("the user {user} is {status}: only a user who is UNCONFIRMED can be confirmed")]
    CannotBeConfirmed {
        /// The handle, or the sub of a user without one.
        user: String,
        /// The status of the user.
        status: String,
    },
}

impl PoolError {
    /// Returns the kind of the error.
    pub fn kind(&self) -> Kind {
        match self {
            Self::NoUser { .. } => Kind::NotFound,
            Self::SeveralUsers { .. }
            | Self::NameTaken { .. }
            | Self::AliasTaken { .. }
            | Self::CannotBeConfirmed { .. } => Kind::Refused,
        }
    }
}
