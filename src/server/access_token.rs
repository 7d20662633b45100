//! The access tokens of the user pool: whether one is valid, and whose it is. One verifier serves Cognito and the embedded pool.
//!
//! The keys of the pool are read when a token names one that is not known. So that tokens with invented keys do not become a flood of
//! requests to Cognito, a key that does not exist is asked for once a minute, and all of them together a few times.

use crate::cognito::{Claims, EMBEDDED_CLIENT, PoolKey, issuers};
use crate::error::Result;
use crate::target::PoolAt;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};
use tokio::sync::Mutex;

/// How often the keys are read in a row, and after which time once more.
const MAX_READS: u32 = 5;
const READ_INTERVAL: Duration = Duration::from_secs(10);

/// How long a key that does not exist is remembered, and how many of them.
const UNKNOWN_FOR: Duration = Duration::from_secs(60);
const MAX_UNKNOWN: usize = 64;

/// What a token must say, and the keys that are known.
pub(super) struct Verifier {
    validation: Validation,
    client_id: String,
    keys: RwLock<HashMap<String, Arc<DecodingKey>>>,
    reads: Mutex<Reads>,
}

/// Whether a token is valid.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verified {
    /// It is, and this is the `sub` of its user.
    Sub(String),
    /// It is not.
    Invalid,
    /// It names a key that cannot be looked up now.
    Later,
}

/// Which reads of the keys are allowed.
#[derive(Debug)]
struct Reads {
    left: u32,
    refilled: Instant,
    unknown: VecDeque<(String, Instant)>,
}

impl Verifier {
    /// Returns the verifier of the tokens of a pool for an app client; `None` if no client is named. The embedded pool has its own.
    pub(super) fn new(pool: &PoolAt, client_id: Option<String>) -> Option<Self> {
        let client_id = match pool {
            PoolAt::Embedded => EMBEDDED_CLIENT.to_owned(),
            PoolAt::Cognito { .. } => client_id?,
        };
        let mut validation = Validation::new(Algorithm::RS256);
        validation.set_issuer(&issuers(pool));
        validation.set_required_spec_claims(&["exp", "iss", "sub"]);
        validation.validate_nbf = true;
        validation.leeway = 0;
        // An access token of Cognito has no audience; its client is in `client_id`.
        validation.validate_aud = false;
        Some(Self { validation, client_id, keys: RwLock::default(), reads: Mutex::new(Reads::new(Instant::now())) })
    }

    /// Verifies a token. `read` reads the keys of the pool.
    ///
    /// # Errors
    /// Those of `read`.
    pub(super) async fn verify<R: Future<Output = Result<Vec<PoolKey>>> + Send>(
        &self,
        token: &str,
        read: impl FnOnce() -> R + Send,
    ) -> Result<Verified> {
        let header = decode_header(token).ok().filter(|header| header.alg == Algorithm::RS256);
        let Some(kid) = header.and_then(|header| header.kid) else { return Ok(Verified::Invalid) };
        if let Some(key) = self.known(&kid) {
            return Ok(self.verified(token, &key));
        }
        let mut reads = self.reads.lock().await;
        // Another request may have read the keys meanwhile.
        if let Some(key) = self.known(&kid) {
            return Ok(self.verified(token, &key));
        }
        let now = Instant::now();
        if reads.is_unknown(&kid, now) {
            return Ok(Verified::Invalid);
        }
        if !reads.take(now) {
            return Ok(Verified::Later);
        }
        let keys = read().await?.into_iter().map(|PoolKey { kid, key }| (kid, Arc::new(key))).collect();
        *self.keys.write().unwrap_or_else(PoisonError::into_inner) = keys;
        match self.known(&kid) {
            Some(key) => Ok(self.verified(token, &key)),
            None => {
                reads.remember(kid, now);
                Ok(Verified::Invalid)
            }
        }
    }

    fn known(&self, kid: &str) -> Option<Arc<DecodingKey>> {
        self.keys.read().unwrap_or_else(PoisonError::into_inner).get(kid).cloned()
    }

    fn verified(&self, token: &str, key: &DecodingKey) -> Verified {
        match decode::<Claims>(token, key, &self.validation) {
            Ok(token) if token.claims.token_use == "access" && token.claims.client_id == self.client_id => {
                Verified::Sub(token.claims.sub)
            }
            _ => Verified::Invalid,
        }
    }
}

impl Reads {
    fn new(now: Instant) -> Self {
        Self { left: MAX_READS, refilled: now, unknown: VecDeque::new() }
    }

    /// Takes one read, if one is left.
    fn take(&mut self, now: Instant) -> bool {
        let intervals = now.duration_since(self.refilled).as_secs() / READ_INTERVAL.as_secs();
        if intervals > 0 {
            self.left = MAX_READS.min(self.left.saturating_add(u32::try_from(intervals).unwrap_or(u32::MAX)));
            self.refilled = now;
        }
        let is_left = self.left > 0;
        self.left = self.left.saturating_sub(1);
        is_left
    }

    fn is_unknown(&self, kid: &str, now: Instant) -> bool {
        self.unknown.iter().any(|(unknown, at)| unknown == kid && now.duration_since(*at) < UNKNOWN_FOR)
    }

    fn remember(&mut self, kid: String, now: Instant) {
        if self.unknown.len() == MAX_UNKNOWN {
            self.unknown.pop_front();
        }
        self.unknown.push_back((kid, now));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_of_keys_are_limited() {
        let now = Instant::now();
        let mut reads = Reads::new(now);
        let later = |seconds| now + Duration::from_secs(seconds);
        assert_eq!((0..20).filter(|_| reads.take(now)).count(), MAX_READS as usize);
        assert!(!reads.take(later(9)) && reads.take(later(10)) && !reads.take(later(10)));
        assert_eq!((0..20).filter(|_| reads.take(later(10_000))).count(), MAX_READS as usize);
    }

    #[test]
    fn a_key_that_does_not_exist_is_asked_for_again_after_a_minute() {
        let now = Instant::now();
        let mut reads = Reads::new(now);
        reads.remember("k".to_owned(), now);
        assert!(reads.is_unknown("k", now) && !reads.is_unknown("l", now));
        assert!(!reads.is_unknown("k", now + UNKNOWN_FOR));
        (0..1_000).for_each(|number| reads.remember(number.to_string(), now));
        assert_eq!(reads.unknown.len(), MAX_UNKNOWN);
    }
}
