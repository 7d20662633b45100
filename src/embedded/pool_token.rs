//! The tokens of the embedded user pool. Its key is in the file of the users, and is made when the first token is.

use super::pool::Pool;
use super::signing_key::{SigningKey, exponent};
use crate::cognito::{EMBEDDED_CLIENT, EMBEDDED_ISSUER, NewClaims, PoolKey};
use crate::error::{Error, NoUser, Result};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header};
use rusqlite::{Connection, OptionalExtension, params};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use uuid::Uuid;

/// How long a token is valid: as long as one of Cognito by default.
const LIFETIME: Duration = Duration::from_secs(60 * 60);

/// The table of the key. A file of an earlier version does not have it.
const TABLE: &str =
    "CREATE TABLE IF NOT EXISTS pool_keys (kid TEXT PRIMARY KEY, modulus BLOB NOT NULL, private BLOB NOT NULL)";

impl Pool {
    /// Returns the public keys.
    ///
    /// # Errors
    /// [`Error::Embedded`].
    pub(crate) async fn keys(&self) -> Result<Vec<PoolKey>> {
        self.run("reading", |sql| {
            sql.execute_batch(TABLE)?;
            let mut query = sql.prepare("SELECT kid, modulus FROM pool_keys")?;
            let rows = query.query_map([], |row| {
                let modulus: Vec<u8> = row.get(1)?;
                Ok(PoolKey { kid: row.get(0)?, key: DecodingKey::from_rsa_raw_components(&modulus, &exponent()) })
            })?;
            rows.collect()
        })
        .await
    }

    /// Signs an access token of the user with this handle, valid from `now` on.
    ///
    /// # Errors
    /// [`NoUser::InPool`], [`Error::AmbiguousUser`], and [`Error::Embedded`].
    pub(crate) async fn sign_in(&self, handle: String, now: SystemTime) -> Result<String> {
        let name = handle.clone();
        let (mut subs, key) = self
            .run("writing", move |sql| {
                let mut query =
                    sql.prepare("SELECT sub FROM pool_users WHERE handle = ?1 AND enabled = 1 ORDER BY id")?;
                let subs: Vec<String> = query.query_map([&name], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
                drop(query);
                let key = if subs.len() == 1 { key(sql)? } else { None };
                Ok((subs, key))
            })
            .await?;
        if subs.len() > 1 {
            return Err(Error::AmbiguousUser { handle, uuids: subs });
        }
        let sub = subs.pop().ok_or(Error::NoUser(NoUser::InPool { handle: handle.clone() }))?;
        let failed = |source: crate::error::Cause| Error::Embedded {
            doing: "signing a token by",
            path: self.path.clone(),
            source,
        };
        let (kid, private) = key.ok_or_else(|| failed("the system has no random numbers".into()))?;
        let since = now.duration_since(UNIX_EPOCH).map_err(|error| failed(error.into()))?.as_secs();
        let claims = NewClaims {
            sub,
            iss: EMBEDDED_ISSUER,
            client_id: EMBEDDED_CLIENT,
            token_use: "access",
            scope: "aws.cognito.signin.user.admin",
            auth_time: since,
            exp: since + LIFETIME.as_secs(),
            iat: since,
            jti: Uuid::new_v4().to_string(),
            username: handle,
        };
        let header = Header { kid: Some(kid), ..Header::new(Algorithm::RS256) };
        jsonwebtoken::encode(&header, &claims, &EncodingKey::from_rsa_der(&private))
            .map_err(|error| failed(error.into()))
    }
}

/// Returns the id of the key and the key, which is made if it does not exist. Returns `None` if there are no random numbers.
fn key(sql: &mut Connection) -> rusqlite::Result<Option<(String, Vec<u8>)>> {
    sql.execute_batch(TABLE)?;
    let found = sql.query_row("SELECT kid, private FROM pool_keys LIMIT 1", [], |row| Ok((row.get(0)?, row.get(1)?)));
    if let Some(found) = found.optional()? {
        return Ok(Some(found));
    }
    let Some(SigningKey { kid, modulus, private }) = SigningKey::generate() else { return Ok(None) };
    sql.execute("INSERT INTO pool_keys (kid, modulus, private) VALUES (?1, ?2, ?3)", params![kid, modulus, private])?;
    Ok(Some((kid, private)))
}
