//! Who is calling: the bearer token of a request.
//! Source: RFC 6750, "The OAuth 2.0 Authorization Framework: Bearer Token Usage".

use super::access_token::Verified;
use super::failure::Failure;
use super::state::State;
use crate::db::User;
use crate::error::Error;
use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use std::sync::Arc;

/// The limit of a token, in bytes. Those of Cognito have up to 2 KB.
const MAX_TOKEN: usize = 8 << 10;

/// The user who is calling. A request without a valid token does not reach its handler.
pub(super) struct Authenticated(pub(super) User);

impl FromRequestParts<Arc<State>> for Authenticated {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &Arc<State>) -> Result<Self, Failure> {
        let token = token(&parts.headers).ok_or_else(Failure::unauthorized)?;
        match state.settings.operator.of_token(token) {
            Some(user) => Ok(Self(user.clone())),
            None => of_pool(token, state).await.map(Self),
        }
    }
}

/// Returns the user of an access token of the user pool.
async fn of_pool(token: &str, state: &State) -> Result<User, Failure> {
    let verifier = state.verifier.as_ref().ok_or_else(Failure::unauthorized)?;
    let sub = match verifier.verify(token, || state.pool_keys()).await? {
        Verified::Sub(sub) => sub,
        Verified::Invalid => return Err(Failure::unauthorized()),
        Verified::Later => return Err(Failure::new(StatusCode::SERVICE_UNAVAILABLE, "try_again")),
    };
    match state.stores().await.users().await?.by_cognito_id(&sub).await {
        Err(Error::NoUser(_) | Error::AmbiguousUser { .. }) => Err(Failure::new(StatusCode::FORBIDDEN, "no_user")),
        found => Ok(found?),
    }
}

/// Returns the bearer token of a request that has exactly one.
fn token(headers: &HeaderMap) -> Option<&str> {
    let mut values = headers.get_all(AUTHORIZATION).iter();
    let value = values.next()?.to_str().ok().filter(|_| values.next().is_none())?;
    let (scheme, token) = value.split_once(' ')?;
    let token = token.trim_start_matches(' ');
    let is_valid = scheme.eq_ignore_ascii_case("bearer") && token.len() <= MAX_TOKEN && !token.contains([' ', ',']);
    is_valid.then_some(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_follows_the_scheme_after_blanks() {
        let read = |values: &[&str]| {
            let mut headers = HeaderMap::new();
            for value in values {
                headers.append(AUTHORIZATION, value.parse().unwrap());
            }
            token(&headers).map(str::to_owned)
        };
        for value in ["Bearer t", "bearer t", "Bearer  t"] {
            assert_eq!(read(&[value]).as_deref(), Some("t"), "{value}");
        }
        let long = format!("Bearer {}", "t".repeat(MAX_TOKEN + 1));
        for value in ["", "t", "Basic t", "Bearer a b", "Bearer a, Bearer b", &long] {
            assert_eq!(read(&[value]), None, "{value}");
        }
        assert_eq!(read(&[]), None);
        assert_eq!(read(&["Bearer t", "Bearer t"]), None);
    }
}
