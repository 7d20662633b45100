//! What proves that a row of the users database belongs to a user of the pool. A handle proves nothing, because users choose it when
//! they sign up. The sign-up and the update of the ids use the same rules.

use crate::target::Target;
use std::fmt;

/// The status of a user who has confirmed the sign-up. Source: Cognito API reference, UserType, `UserStatus`.
const CONFIRMED: &str = "CONFIRMED";

/// What is required to bind a row to the user of the pool with the same handle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// The row's e-mail address, which the pool has verified for a confirmed and enabled user.
    VerifiedEmail,
    /// The handle alone.
    Handle,
}

impl Proof {
    /// Returns what a target requires: a verified address on prod, unless the operator accepts the handle alone.
    pub fn required(target: &Target, by_handle: bool) -> Self {
        if target.is_prod() && !by_handle { Self::VerifiedEmail } else { Self::Handle }
    }
}

/// Why a row is not proved to belong to the user of the pool with the same handle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// The user has this status instead of `CONFIRMED`.
    NotConfirmed(String),
    /// The user is disabled.
    Disabled,
    /// The pool has no e-mail address of the user.
    NoEmailInPool,
    /// The row has no e-mail address.
    NoEmailInRow,
    /// The two addresses differ.
    EmailDiffers,
    /// The pool has not verified the user's address.
    EmailNotVerified,
    /// The table has no column `email` that the role may read.
    EmailUnreadable,
    /// The file of the pool's users leaves out the status, or whether the address is verified.
    NotSaid,
}

impl Doubt {
    /// Returns whether the data contradicts a proof. If not, data is missing.
    pub fn is_mismatch(&self) -> bool {
        !matches!(self, Self::EmailUnreadable | Self::NotSaid)
    }
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotConfirmed(status) => return write!(f, "the user is {status}"),
            Self::Disabled => "the user is disabled",
            Self::NoEmailInPool => "the user has no e-mail address",
            Self::NoEmailInRow => "the row has no e-mail address",
            Self::EmailDiffers => "the e-mail addresses differ",
            Self::EmailNotVerified => "the e-mail address is not verified",
            Self::EmailUnreadable => "the role cannot read a column email",
            Self::NotSaid => "the file does not say whether the user is confirmed and the e-mail address verified",
        })
    }
}

/// The data of a user in the pool. A file may leave out any of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Claim<'a> {
    pub(crate) status: Option<&'a str>,
    pub(crate) is_enabled: Option<bool>,
    pub(crate) email: Option<&'a str>,
    pub(crate) email_is_verified: Option<bool>,
}

impl Claim<'_> {
    /// Returns why a row with this e-mail address is not proved to be the user's, or `None` if it is.
    ///
    /// Addresses match regardless of the case of A to Z. A contradiction is returned before missing data.
    pub(crate) fn doubt(&self, row_email: Option<&str>) -> Option<Doubt> {
        if let Some(status) = self.status.filter(|status| *status != CONFIRMED) {
            return Some(Doubt::NotConfirmed(status.to_owned()));
        }
        if self.is_enabled == Some(false) {
            return Some(Doubt::Disabled);
        }
        let (in_pool, in_row) = match (address(self.email), address(row_email)) {
            (None, _) if self.status.is_none() => return Some(Doubt::NotSaid),
            (None, _) => return Some(Doubt::NoEmailInPool),
            (_, None) => return Some(Doubt::NoEmailInRow),
            (Some(in_pool), Some(in_row)) => (in_pool, in_row),
        };
        if !in_pool.eq_ignore_ascii_case(in_row) {
            return Some(Doubt::EmailDiffers);
        }
        match (self.email_is_verified, self.status, self.is_enabled) {
            (Some(false), ..) => Some(Doubt::EmailNotVerified),
            (Some(true), Some(_), Some(_)) => None,
            _ => Some(Doubt::NotSaid),
        }
    }
}

/// Returns an address that is not blank.
fn address(email: Option<&str>) -> Option<&str> {
    email.filter(|email| !email.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROVED: Claim<'_> = Claim {
        status: Some(CONFIRMED),
        is_enabled: Some(true),
        email: Some("londo@centauri.example"),
        email_is_verified: Some(true),
    };

    #[test]
    fn a_verified_address_of_a_confirmed_user_is_proof_and_nothing_less() {
        let row = Some("Londo@Centauri.example");
        assert_eq!(PROVED.doubt(row), None);
        for (claim, doubt) in [
            (Claim { status: Some("UNCONFIRMED"), ..PROVED }, Doubt::NotConfirmed("UNCONFIRMED".to_owned())),
            (Claim { status: Some("confirmed"), ..PROVED }, Doubt::NotConfirmed("confirmed".to_owned())),
            (Claim { is_enabled: Some(false), ..PROVED }, Doubt::Disabled),
            (Claim { email: None, ..PROVED }, Doubt::NoEmailInPool),
            (Claim { email: Some("londo@else.example"), ..PROVED }, Doubt::EmailDiffers),
            (Claim { email: Some("londo@centauri.example "), ..PROVED }, Doubt::EmailDiffers),
            (Claim { email_is_verified: Some(false), ..PROVED }, Doubt::EmailNotVerified),
            (Claim { email_is_verified: None, ..PROVED }, Doubt::NotSaid),
            (Claim { status: None, ..PROVED }, Doubt::NotSaid),
            (Claim { is_enabled: None, ..PROVED }, Doubt::NotSaid),
            (Claim { status: None, is_enabled: None, email: None, email_is_verified: None }, Doubt::NotSaid),
        ] {
            assert_eq!(claim.doubt(row), Some(doubt), "{claim:?}");
        }
    }

    #[test]
    fn two_addresses_that_are_blank_are_not_the_same_one() {
        for row in [None, Some(""), Some(" ")] {
            assert_eq!(PROVED.doubt(row), Some(Doubt::NoEmailInRow));
        }
        for email in [None, Some(""), Some(" ")] {
            assert_eq!(Claim { email, ..PROVED }.doubt(email), Some(Doubt::NoEmailInPool));
        }
    }
}
