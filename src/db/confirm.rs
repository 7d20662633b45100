//! The row of a user whose sign-up the user pool has confirmed.
//!
//! Deployed databases have no unique constraint on the handle, so it is checked here. A second user with the same handle is refused,
//! because the handle would then identify neither of them. Source: the app's post-confirmation function.

use super::proof::Claim;
use crate::error::{Error, Result};

/// A user whose sign-up the user pool has confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfirmedUser {
    /// The `sub` in the user pool.
    pub sub: String,
    /// The name in URLs (`preferred_username`).
    pub handle: String,
    /// The name that people see.
    pub display_name: String,
    /// The e-mail address.
    pub email: String,
    /// Whether the user pool has verified the address.
    pub email_is_verified: bool,
    /// The status in the user pool: `CONFIRMED`, or `EXTERNAL_PROVIDER` for a first sign-in by another provider.
    pub status: String,
}

/// A row with the `sub` of a confirmed user, or with the handle regardless of case. Columns of deployed databases may be null.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) uuid: String,
    pub(crate) display_name: Option<String>,
    pub(crate) handle: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) cognito_user_id: Option<String>,
}

/// What happened to the row of a confirmed user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirmation {
    /// A row was inserted.
    Inserted,
    /// A row was updated to the data of the pool. It may have been another user's before.
    Updated,
    /// The row already had the data of the pool.
    Unchanged,
}

/// The write for a confirmed user.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Insert a row.
    Insert,
    /// Update the row with this id to the data of the pool.
    Update(String),
    /// Write nothing.
    Keep,
}

impl Step {
    /// Returns what happened once the step is carried out.
    pub(crate) fn outcome(&self) -> Confirmation {
        match self {
            Self::Insert => Confirmation::Inserted,
            Self::Update(_) => Confirmation::Updated,
            Self::Keep => Confirmation::Unchanged,
        }
    }
}

impl ConfirmedUser {
    /// Decides the step. `found` has every row with the user's `sub`, or with the handle regardless of case, the oldest first.
    ///
    /// A row with another `sub`, such as a seeded one, becomes the user's if it has the address that the pool has verified: the user
    /// has signed up again. A handle alone proves nothing, and the owner of a row can read its messages.
    ///
    /// # Errors
    /// [`Error::HandleTaken`] if the handle belongs to another user.
    pub(crate) fn step(&self, found: &[Candidate]) -> Result<Step> {
        let (own, others): (Vec<_>, Vec<_>) =
            found.iter().partition(|row| row.cognito_user_id.as_ref() == Some(&self.sub));
        let current = own.iter().find(|row| self.is_in(row));
        match (current.or(own.first()), others.as_slice()) {
            (Some(own), _) if self.is_in(own) => Ok(Step::Keep),
            (Some(own), others) if others.is_empty() || self.has_handle_of(own) => Ok(Step::Update(own.uuid.clone())),
            (None, []) => Ok(Step::Insert),
            (None, [other]) if self.may_take(other) => Ok(Step::Update(other.uuid.clone())),
            _ => Err(Error::HandleTaken { handle: self.handle.clone() }),
        }
    }

    /// Returns whether a row has the data of the pool.
    fn is_in(&self, row: &Candidate) -> bool {
        let data = [&self.handle, &self.display_name, &self.email];
        [&row.handle, &row.display_name, &row.email].map(Option::as_ref) == data.map(Some)
    }

    /// Returns whether a row has the user's handle, regardless of case.
    fn has_handle_of(&self, row: &Candidate) -> bool {
        row.handle.as_ref().is_some_and(|handle| handle.to_lowercase() == self.handle.to_lowercase())
    }

    /// Returns whether a row of another `sub` is proved to be the user's. A user who has just been confirmed is enabled.
    fn may_take(&self, row: &Candidate) -> bool {
        let claim = Claim {
            status: Some(&self.status),
            is_enabled: Some(true),
            email: Some(&self.email),
            email_is_verified: Some(self.email_is_verified),
        };
        claim.doubt(row.email.as_deref()).is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::MOCK_COGNITO_ID;

    fn londo(sub: &str) -> ConfirmedUser {
        ConfirmedUser {
            sub: sub.to_owned(),
            handle: "londo".to_owned(),
            display_name: "Londo Mollari".to_owned(),
            email: "londo@centauri.example".to_owned(),
            email_is_verified: true,
            status: "CONFIRMED".to_owned(),
        }
    }

    fn row(uuid: &str, handle: &str, sub: &str) -> Candidate {
        let some = |text: &str| Some(text.to_owned());
        Candidate {
            uuid: uuid.to_owned(),
            display_name: some("Londo Mollari"),
            handle: some(handle),
            email: some("londo@centauri.example"),
            cognito_user_id: some(sub),
        }
    }

    fn step(user: &ConfirmedUser, found: &[Candidate]) -> Option<Step> {
        user.step(found).ok()
    }

    #[test]
    fn a_new_user_gets_a_row_and_a_second_event_keeps_it() {
        assert_eq!(step(&londo("1"), &[]), Some(Step::Insert));
        assert_eq!(step(&londo("1"), &[row("a", "londo", "1")]), Some(Step::Keep));
        assert_eq!(step(&londo("1"), &[row("a", "mollari", "1")]), Some(Step::Update("a".to_owned())));
    }

    #[test]
    fn a_seeded_row_becomes_theirs_by_its_address_alone() {
        let seeded = row("a", "londo", MOCK_COGNITO_ID);
        assert_eq!(step(&londo("1"), std::slice::from_ref(&seeded)), Some(Step::Update("a".to_owned())));
        let of_another = Candidate { email: Some("other@example.com".to_owned()), ..seeded };
        assert_eq!(step(&londo("1"), &[of_another]), None);
    }

    #[test]
    fn what_is_null_proves_nothing() {
        let nameless = Candidate { email: None, cognito_user_id: None, ..row("a", "londo", "") };
        assert_eq!(step(&londo("1"), &[nameless]), None);
        let own = Candidate { display_name: None, email: None, ..row("a", "londo", "1") };
        assert_eq!(step(&londo("1"), &[own]), Some(Step::Update("a".to_owned())));
    }

    #[test]
    fn a_user_who_signs_up_again_has_the_address_verified() {
        let before = row("a", "londo", "0");
        assert_eq!(step(&londo("1"), std::slice::from_ref(&before)), Some(Step::Update("a".to_owned())));
        let unverified = ConfirmedUser { email_is_verified: false, ..londo("1") };
        assert_eq!(step(&unverified, std::slice::from_ref(&before)), None);
        // Another identity provider may mark any address as verified.
        let external = ConfirmedUser { status: "EXTERNAL_PROVIDER".to_owned(), ..londo("1") };
        assert_eq!(step(&external, std::slice::from_ref(&before)), None);
    }

    #[test]
    fn a_handle_in_another_case_is_the_same_handle() {
        for handle in ["Londo", "LONDO"] {
            let user = ConfirmedUser { handle: handle.to_owned(), ..londo("1") };
            // The user's own row is updated. A seeded row becomes the user's by its address alone.
            assert_eq!(step(&user, &[row("a", "londo", "1")]), Some(Step::Update("a".to_owned())));
            assert_eq!(step(&user, &[row("a", "londo", MOCK_COGNITO_ID)]), Some(Step::Update("a".to_owned())));
            let other = Candidate { email: Some("other@example.com".to_owned()), ..row("b", "londo", "2") };
            assert_eq!(step(&user, std::slice::from_ref(&other)), None);
            assert_eq!(step(&user, &[row("a", "lonDo", "1"), other]), Some(Step::Update("a".to_owned())));
        }
    }

    #[test]
    fn nobody_takes_the_handle_of_another() {
        let other = Candidate { email: Some("other@example.com".to_owned()), ..row("b", "londo", "2") };
        assert_eq!(step(&londo("1"), std::slice::from_ref(&other)), None);
        // The same holds if the user has a row with another handle, or if a seeded row has the handle too.
        assert_eq!(step(&londo("1"), &[row("a", "mollari", "1"), other.clone()]), None);
        assert_eq!(step(&londo("1"), &[row("a", "londo", MOCK_COGNITO_ID), other.clone()]), None);
        // A user who already has the handle keeps it.
        assert_eq!(step(&londo("1"), &[row("a", "londo", "1"), other]), Some(Step::Keep));
    }
}
