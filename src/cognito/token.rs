//! Access tokens, and the keys that verify them.
//! Source: Amazon Cognito developer guide, "Verifying JSON web tokens" and "Understanding the access token".

use crate::aws::{Endpoint, Route, Service, fetch};
use crate::error::{Error, Result};
use crate::event::Observer;
use crate::target::{PoolAt, Target};
use jsonwebtoken::DecodingKey;
use serde::Deserialize;

/// The issuer of the tokens of the embedded pool. No host has this name (RFC 2606).
pub(crate) const EMBEDDED_ISSUER: &str = "https://cognito-idp.embedded.invalid/embedded";

/// The app client of the embedded pool.
pub(crate) const EMBEDDED_CLIENT: &str = "embedded";

/// The limit of a key set, in bytes. One of Cognito has about 1 KB.
const MAX_KEY_SET: usize = 64 << 10;

/// The maximum number of keys that are read from a key set.
const MAX_KEYS: usize = 64;

/// The path of the key set of a pool.
const KEY_SET: &str = ".well-known/jwks.json";

/// A public key of a pool.
pub(crate) struct PoolKey {
    /// Its id, which a token names.
    pub(crate) kid: String,
    pub(crate) key: DecodingKey,
}

/// The claims of an access token.
#[cfg(feature = "embedded")]
#[derive(Debug, serde::Serialize)]
pub(crate) struct NewClaims {
    pub(crate) sub: String,
    pub(crate) iss: &'static str,
    pub(crate) client_id: &'static str,
    pub(crate) token_use: &'static str,
    pub(crate) scope: &'static str,
    pub(crate) auth_time: u64,
    pub(crate) exp: u64,
    pub(crate) iat: u64,
    pub(crate) jti: String,
    pub(crate) username: String,
}

/// The claims of an access token that say whose it is. The decoder compares `exp`, `nbf` and `iss`.
#[derive(Debug, Deserialize)]
pub(crate) struct Claims {
    /// The times are read here too: the decoder takes one of another type for one that is missing (CVE-2026-25537).
    #[serde(rename = "exp")]
    _exp: u64,
    #[serde(rename = "nbf")]
    _nbf: Option<u64>,
    pub(crate) sub: String,
    pub(crate) client_id: String,
    pub(crate) token_use: String,
}

/// A key set.
/// Source: RFC 7517, "JSON Web Key (JWK)", section 5.
#[derive(Deserialize)]
struct KeySet {
    keys: Vec<Key>,
}

/// A key of a key set, with the members of an RSA key (RFC 7518, section 6.3.1).
#[derive(Deserialize)]
struct Key {
    kty: Option<String>,
    kid: Option<String>,
    alg: Option<String>,
    #[serde(rename = "use")]
    used_for: Option<String>,
    n: Option<String>,
    e: Option<String>,
}

impl Key {
    /// Returns the key if it verifies signatures by RS256. Others are left out.
    fn usable(self) -> Option<PoolKey> {
        let is = |value: Option<String>, wanted: &str| value.is_none_or(|value| value == wanted);
        let is_usable = self.kty.as_deref() == Some("RSA") && is(self.alg, "RS256") && is(self.used_for, "sig");
        let (kid, n, e) = (self.kid?, self.n?, self.e?);
        let key = DecodingKey::from_rsa_components(&n, &e).ok().filter(|_| is_usable)?;
        Some(PoolKey { kid, key })
    }
}

/// Returns the URLs that tokens of a pool may have as their issuer. Emulators name themselves or AWS.
pub(crate) fn issuers(pool: &PoolAt) -> Vec<String> {
    match pool {
        PoolAt::Embedded => vec![EMBEDDED_ISSUER.to_owned()],
        PoolAt::Cognito { id, endpoint } => {
            let own = endpoint.as_ref().map(|endpoint| format!("{endpoint}/{id}"));
            own.into_iter().chain([format!("{}/{id}", url(id))]).collect()
        }
    }
}

/// Returns the URL of Cognito in the region with which the id of a pool begins. China has no user pools, and every other partition
/// of the public has this domain.
fn url(id: &str) -> String {
    let region = id.split_once('_').map_or("", |(region, _)| region);
    format!("https://cognito-idp.{region}.amazonaws.com")
}

/// Reads the keys of a pool in Cognito.
///
/// # Errors
/// The service errors, and [`Error::NotTheService`] if the answer is no key set.
pub(crate) async fn keys_of_cognito(
    target: &Target,
    id: &str,
    endpoint: Option<&Endpoint>,
    observer: &Observer,
) -> Result<Vec<PoolKey>> {
    let endpoint = match endpoint {
        Some(endpoint) => endpoint.clone(),
        None => Endpoint::parse("the user pool", &url(id))?,
    };
    let (at, region) = (endpoint.to_string(), target.prod_region());
    let service = Service { name: "Cognito", at: at.clone(), region, observer: observer.clone() };
    let path = format!("/{id}/{KEY_SET}");
    let text = fetch(&service, &target.access, &endpoint, &path, "GetKeySet", MAX_KEY_SET, Route::Environment).await?;
    let no_keys = |_| Error::NotTheService { operation: "GetKeySet", service: "Cognito", at, status: 200 };
    let set: KeySet = serde_json::from_slice(&text).map_err(no_keys)?;
    Ok(set.keys.into_iter().take(MAX_KEYS).filter_map(Key::usable).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issuer_is_of_the_region_of_the_pool() {
        let id = "ca-central-1_AbCdEfGhI".to_owned();
        let aws = "https://cognito-idp.ca-central-1.amazonaws.com/ca-central-1_AbCdEfGhI";
        assert_eq!(issuers(&PoolAt::Cognito { id: id.clone(), endpoint: None }), [aws]);
        let endpoint = Endpoint::parse("x", "http://localhost:9229/").ok();
        let own = "http://localhost:9229/ca-central-1_AbCdEfGhI";
        assert_eq!(issuers(&PoolAt::Cognito { id, endpoint }), [own, aws]);
    }

    #[test]
    fn a_key_set_has_other_keys_too() {
        let usable = |key: serde_json::Value| serde_json::from_value::<Key>(key).unwrap().usable().is_some();
        let rsa =
            serde_json::json!({ "kty": "RSA", "kid": "1", "alg": "RS256", "use": "sig", "n": "AQAB", "e": "AQAB" });
        assert!(usable(rsa.clone()));
        for (member, value) in [("kty", "oct"), ("kty", "EC"), ("alg", "RS512"), ("use", "enc"), ("n", "!")] {
            let mut other = rsa.clone();
            other[member] = value.into();
            assert!(!usable(other), "{member} {value}");
        }
    }
}
