//! Who is calling: the bearer token of a request.
//! Source: RFC 6750, "The OAuth 2.0 Authorization Framework: Bearer Token Usage".

use super::failure::Failure;
use super::state::State;
use crate::db::User;
use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
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
            None => Err(Failure::unauthorized()),
        }
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
