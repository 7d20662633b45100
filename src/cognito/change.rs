//! Changes of one user of the pool. Each of them can be repeated: what is so already is not written.

use super::{PAGE, PoolUser, UserPool};
use crate::error::{Error, PoolError, Result};

/// The status of a user who has confirmed the sign-up. Source: Cognito API reference, `UserStatusType`.
const CONFIRMED: &str = "CONFIRMED";

/// The status of a user who has not.
const UNCONFIRMED: &str = "UNCONFIRMED";

/// A change of one user of the pool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UserChange {
    /// Allow the user to sign in. Operation: AdminEnableUser.
    Enable,
    /// Forbid the user to sign in. Operation: AdminDisableUser.
    Disable,
    /// Confirm the sign-up of a user who is `UNCONFIRMED`. Operation: AdminConfirmSignUp.
    Confirm,
    /// Set `preferred_username`, the handle. Operation: AdminUpdateUserAttributes.
    SetPreferredUsername(String),
}

impl UserChange {
    /// Returns whether the user already is as the change would make them.
    pub fn is_done(&self, user: &PoolUser) -> bool {
        match self {
            Self::Enable => user.enabled == Some(true),
            Self::Disable => user.enabled == Some(false),
            Self::Confirm => user.status.as_deref() == Some(CONFIRMED),
            Self::SetPreferredUsername(name) => user.handle.as_ref() == Some(name),
        }
    }
}

impl PoolUser {
    /// Returns the handle, or the sub of a user without one.
    pub fn name(&self) -> &str {
        self.handle.as_deref().unwrap_or(&self.sub)
    }

    /// Returns whether `user` is the handle or the sub of this user.
    fn is(&self, user: &str) -> bool {
        self.sub == user || self.handle.as_deref() == Some(user)
    }
}

impl UserPool {
    /// Returns the user with this handle or sub.
    ///
    /// # Errors
    /// [`PoolError::NoUser`], [`PoolError::SeveralUsers`] with the subs, and as [`UserPool::all`].
    pub async fn user(&self, user: &str) -> Result<PoolUser> {
        let mut found: Vec<PoolUser> = Vec::new();
        for attribute in ["preferred_username", "sub"] {
            let filter = format!("{attribute} = \"{}\"", user.replace('"', "\\\""));
            for candidate in self.all(Some(&filter)).await? {
                // A server may compare without case.
                if candidate.is(user) && !found.iter().any(|have| have.sub == candidate.sub) {
                    found.push(candidate);
                }
            }
        }
        if found.len() > 1 {
            let subs = found.into_iter().map(|user| user.sub).collect();
            return Err(PoolError::SeveralUsers { user: user.to_owned(), subs }.into());
        }
        found.pop().ok_or_else(|| PoolError::NoUser { user: user.to_owned() }.into())
    }

    /// Checks that `change` can be made to `user`, and returns whether there is anything to write. Writes nothing.
    ///
    /// For a new name it reads the whole pool, because Cognito cannot search without case.
    ///
    /// # Errors
    /// [`PoolError::CannotBeConfirmed`], [`PoolError::NameTaken`], [`Error::Invalid`] for a name that is not a handle, and as
    /// [`PoolPages::next`](super::PoolPages::next).
    pub async fn check_change(&self, user: &PoolUser, change: &UserChange) -> Result<bool> {
        if let UserChange::SetPreferredUsername(name) = change {
            check_name(name)?;
        }
        if change.is_done(user) {
            return Ok(false);
        }
        match change {
            UserChange::Enable | UserChange::Disable => {}
            UserChange::Confirm if user.status.as_deref() == Some(UNCONFIRMED) => {}
            UserChange::Confirm => {
                let status = user.status.clone().unwrap_or_default();
                return Err(PoolError::CannotBeConfirmed { user: user.name().to_owned(), status }.into());
            }
            UserChange::SetPreferredUsername(name) => self.check_is_free(name, user).await?,
        }
        Ok(true)
    }

    /// Makes the change. The user is one that [`UserPool::user`] returned.
    ///
    /// # Errors
    /// [`PoolError::NoUser`] if the user does not exist any more, [`PoolError::AliasTaken`], [`PoolError::NameTaken`], and the service
    /// errors.
    pub async fn change(&self, user: &PoolUser, change: &UserChange) -> Result<()> {
        self.0.change(user, change).await
    }

    /// Checks that no other user has the name, in whatever case, as the handle or as the sub.
    async fn check_is_free(&self, name: &str, user: &PoolUser) -> Result<()> {
        let lower = name.to_lowercase();
        let is_taken = |other: &PoolUser| {
            let handle = other.handle.as_ref().map(|handle| handle.to_lowercase());
            other.sub != user.sub && (handle.as_ref() == Some(&lower) || other.sub == lower)
        };
        let mut pages = self.pages(None);
        while let Some(page) = pages.next(PAGE).await? {
            if let Some(other) = page.into_iter().find(is_taken) {
                return Err(PoolError::NameTaken { name: name.to_owned(), handle: other.handle, sub: other.sub }.into());
            }
        }
        Ok(())
    }
}

/// Checks that a name can be a handle: the function behind the pool's post-confirmation trigger takes no other.
fn check_name(name: &str) -> Result<()> {
    let why = match name {
        "" => "it is empty",
        name if name.contains(|c: char| c.is_whitespace() || c.is_control()) => {
            "it has white space or a control character"
        }
        _ => return Ok(()),
    };
    Err(Error::Invalid { what: format!("the name {name:?}"), why: why.to_owned() })
}
