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

    pub(super) fn credentials(&self) -> Credentials {
        Credentials::new(&self.id, &self.secret, self.session_token.clone(), None, "keys")
    }
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
