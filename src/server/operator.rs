//! The token of the operator. With it, the person who started the server acts as one user.

use crate::db::User;
use sha2::{Digest, Sha256};
use std::fmt;

/// The length of a token, in bytes.
const LENGTH: usize = 32;

/// A token of 256 bits from the system's random source.
pub struct OperatorToken(String);

impl OperatorToken {
    /// Makes a token. Returns `None` if the system has no random numbers.
    pub fn generate() -> Option<Self> {
        let mut bytes = [0; LENGTH];
        rustls::crypto::ring::default_provider().secure_random.fill(&mut bytes).ok()?;
        Some(Self(bytes.iter().map(|byte| format!("{byte:02x}")).collect()))
    }

    /// Returns the token as text, to print it once.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

/// It shows nothing of the token.
impl fmt::Debug for OperatorToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OperatorToken")
    }
}

/// The operator: a user, and the digest of the token that proves it.
#[derive(Debug)]
pub struct Operator {
    user: User,
    digest: [u8; LENGTH],
}

impl Operator {
    /// Binds a token to a user.
    pub fn new(user: User, token: &OperatorToken) -> Self {
        Self { user, digest: digest(&token.0) }
    }

    /// Returns the user if this is the token. Digests are compared, so that the time of a comparison says nothing of the token.
    pub(super) fn of_token(&self, token: &str) -> Option<&User> {
        (digest(token) == self.digest).then_some(&self.user)
    }
}

fn digest(token: &str) -> [u8; LENGTH] {
    Sha256::digest(token.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_its_own_only() {
        let user = User { uuid: "u".to_owned(), display_name: "U".to_owned(), handle: "u".to_owned() };
        let [token, other] = [(); 2].map(|()| OperatorToken::generate().unwrap());
        let operator = Operator::new(user.clone(), &token);
        assert_eq!(token.reveal().len(), 2 * LENGTH);
        assert_eq!(operator.of_token(token.reveal()), Some(&user));
        for wrong in [other.reveal(), "", &token.reveal()[1..], &token.reveal().to_uppercase()] {
            assert_eq!(operator.of_token(wrong), None);
        }
        assert!(!format!("{token:?} {operator:?}").contains(token.reveal()));
    }
}
