//! Access keys and regions, and checks that they can be sent.

use crate::error::{AccessError, Error, Result};
use aws_credential_types::Credentials;
use std::fmt;

/// AWS access keys.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct AccessKeys {
    pub(super) id: String,
    pub(super) secret: String,
    pub(super) session_token: Option<String>,
}

impl fmt::Debug for AccessKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessKeys(***)")
    }
}

impl AccessKeys {
    /// The keys with these values: id, secret and session token, each with its origin for errors. `None` if neither id nor secret
    /// is set.
    ///
    /// # Errors
    /// [`AccessError::BadValue`] if only one of id and secret is set, since the next source would have other credentials; and for a
    /// value that cannot be sent in a header.
    pub(super) fn new(origins: [String; 3], values: [Option<String>; 3]) -> Result<Option<Self>> {
        for (origin, value) in origins.iter().zip(&values) {
            check_key(origin, value.as_deref().unwrap_or_default())?;
        }
        let missing = |origin: &str| {
            Err(Error::Access(AccessError::BadValue {
                origin: origin.to_owned(),
                why: "is not set, but the other half of the key is",
            }))
        };
        let [id, secret, session_token] = values;
        match (id, secret) {
            (Some(id), Some(secret)) => Ok(Some(Self { id, secret, session_token })),
            (None, None) => Ok(None),
            (None, Some(_)) => missing(&origins[0]),
            (Some(_), None) => missing(&origins[1]),
        }
    }

    /// The keys of the environment.
    pub(super) fn from_environment(env: &dyn Fn(&str) -> Option<String>) -> Result<Option<Self>> {
        let names = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"];
        Self::new(names.map(str::to_owned), names.map(env))
    }

    /// Returns the number of the account, which an access key id encodes, or the id itself if it has another form.
    pub(super) fn account(&self) -> String {
        account_of(&self.id).map_or_else(|| self.id.clone(), |account| format!("{account:012}"))
    }

    pub(super) fn credentials(&self) -> Credentials {
        Credentials::new(&self.id, &self.secret, self.session_token.clone(), None, "keys")
    }
}

/// Decodes the account of an access key id, such as `ASIAQNZGKIQY56JQ7WML`: 4 letters for the kind of the key, then base32, whose bits
/// 1 to 40 are the account. No manual of AWS says so. The result only tells accounts apart.
fn account_of(id: &str) -> Option<u64> {
    const BASE32: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let digit = |byte| BASE32.iter().position(|have| *have == byte).map(|digit| digit as u64);
    let is_key = id.len() == 20 && ["AKIA", "ASIA"].iter().any(|kind| id.starts_with(kind));
    let bits = id.as_bytes().get(4..14).filter(|_| is_key)?;
    let bits = bits.iter().try_fold(0, |bits, byte| Some(bits << 5 | digit(*byte)?))?;
    Some(bits >> 9 & ((1 << 40) - 1))
}

/// Refuses a value that cannot be a key: the SDK panics at it, or a line end starts another header.
fn check_key(origin: &str, value: &str) -> Result<()> {
    let bad = |why| Err(Error::Access(AccessError::BadValue { origin: origin.to_owned(), why }));
    if value.contains(['\r', '\n']) {
        bad("contains a line end")
    } else if !value.bytes().all(|byte| byte.is_ascii_graphic()) {
        bad("contains a blank or a character that no key has")
    } else {
        Ok(())
    }
}

/// Refuses a value that cannot be a region, since it becomes part of a host name.
pub(super) fn check_region(origin: &str, region: &str) -> Result<()> {
    let is_label = region.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !region.starts_with('-')
        && !region.ends_with('-')
        && (1..=63).contains(&region.len());
    match is_label {
        true => Ok(()),
        false => Err(Error::Access(AccessError::BadValue {
            origin: origin.to_owned(),
            why: "is not a region such as ca-central-1",
        })),
    }
}

#[cfg(test)]
mod tests {
    use super::account_of;

    #[test]
    fn a_key_shows_its_account() {
        assert_eq!(account_of("ASIAQNZGKIQY56JQ7WML"), Some(29_608_264_753));
        assert_eq!(account_of("AKIASP2TPHJSQH3FJRUX"), Some(171_436_882_533));
        for id in ["cruddur", "", "AKIASP2TPHJS", "AKIAsp2tphjsqh3fjrux", "AROASP2TPHJSQH3FJRUX"] {
            assert_eq!(account_of(id), None, "{id}");
        }
    }
}
