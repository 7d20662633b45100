//! What becomes of a user whom the user pool has confirmed, in the users database.
//!
//! Nothing in deployed databases keeps a handle unique, so this does: a second user with somebody's handle is refused, since
//! from then on the handle would name neither. Source: the app's post-confirmation function.

use super::proof::Claim;
use crate::error::{Error, Result};

/// A user whom the user pool has confirmed.
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
    /// Whether the user pool has seen that the address is the user's.
    pub email_is_verified: bool,
    /// The status in the user pool: `CONFIRMED`, or `EXTERNAL_PROVIDER` for a first sign-in by another provider.
    pub status: String,
}

/// A row that has the `sub` of a confirmed user, or the handle in any case. Columns of deployed databases may be null.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) uuid: String,
    pub(crate) display_name: Option<String>,
    pub(crate) handle: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) cognito_user_id: Option<String>,
}

/// What became of a confirmed user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirmation {
    /// There is a new row.
    Inserted,
    /// A row that was there is theirs now, or says what the pool says.
    Updated,
    /// The row was there and right.
    Unchanged,
}

/// What is to be done for a confirmed user.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Insert,
    /// Bring the row with this id up to what the pool says.
    Update(String),
    Keep,
}

impl Step {
    /// What it comes to once it is done.
    pub(crate) fn outcome(&self) -> Confirmation {
        match self {
            Self::Insert => Confirmation::Inserted,
            Self::Update(_) => Confirmation::Updated,
            Self::Keep => Confirmation::Unchanged,
        }
    }
}

impl ConfirmedUser {
    /// What is to be done, given every row that has the user's `sub`, or the handle in any case, the oldest first.
    ///
    /// A row of another `sub`, a seeded one too, becomes theirs where it has the address that the pool has verified: somebody who
    /// signed up again. A handle alone proves nothing, and the owner of a row reads its messages.
    ///
    /// # Errors
    /// [`Error::HandleTaken`] where the handle is somebody else's.
    pub(crate) fn step(&self, found: &[Candidate]) -> Result<Step> {
        let (own, others): (Vec<_>, Vec<_>) =
            found.iter().partition(|row| row.cognito_user_id.as_ref() == Some(&self.sub));
        let right = own.iter().find(|row| self.is_in(row));
        match (right.or(own.first()), others.as_slice()) {
            (Some(own), _) if self.is_in(own) => Ok(Step::Keep),
            (Some(own), others) if others.is_empty() || self.has_handle_of(own) => Ok(Step::Update(own.uuid.clone())),
            (None, []) => Ok(Step::Insert),
            (None, [other]) if self.may_take(other) => Ok(Step::Update(other.uuid.clone())),
            _ => Err(Error::HandleTaken { handle: self.handle.clone() }),
        }
    }

    /// Whether a row of theirs says what the pool says.
    fn is_in(&self, row: &Candidate) -> bool {
        let said = [&self.handle, &self.display_name, &self.email];
        [&row.handle, &row.display_name, &row.email].map(Option::as_ref) == said.map(Some)
    }

    fn has_handle_of(&self, row: &Candidate) -> bool {
        row.handle.as_ref().is_some_and(|handle| handle.to_lowercase() == self.handle.to_lowercase())
    }

    /// Whoever is confirmed just now is enabled.
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
    fn whoever_signs_up_anew_has_the_address_verified() {
        let before = row("a", "londo", "0");
        assert_eq!(step(&londo("1"), std::slice::from_ref(&before)), Some(Step::Update("a".to_owned())));
        let unverified = ConfirmedUser { email_is_verified: false, ..londo("1") };
        assert_eq!(step(&unverified, std::slice::from_ref(&before)), None);
        // Another provider may say of any address that it is verified.
        let external = ConfirmedUser { status: "EXTERNAL_PROVIDER".to_owned(), ..londo("1") };
        assert_eq!(step(&external, std::slice::from_ref(&before)), None);
    }

    #[test]
    fn a_handle_in_another_case_is_the_same_handle() {
        for handle in ["Londo", "LONDO"] {
            let user = ConfirmedUser { handle: handle.to_owned(), ..londo("1") };
            // Their own row says what the pool says; a seeded one becomes theirs by its address alone.
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
        // Nor by another name of their own, nor where nobody knows whose it is.
        assert_eq!(step(&londo("1"), &[row("a", "mollari", "1"), other.clone()]), None);
        assert_eq!(step(&londo("1"), &[row("a", "londo", MOCK_COGNITO_ID), other.clone()]), None);
        // Who has it already keeps it.
        assert_eq!(step(&londo("1"), &[row("a", "londo", "1"), other]), Some(Step::Keep));
    }
}
