//! Which part of a list a request asks for: `?before=TIME&limit=N`.

use super::failure::Failure;
use crate::messaging::Period;
use crate::timestamp::Timestamp;
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use percent_encoding::percent_decode_str;

/// The number of rows if a request names none, as in the app's backend.
const DEFAULT_LIMIT: usize = 20;

/// The maximum number of rows.
const MAX_LIMIT: usize = 100;

/// The newest rows before a time.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Paging {
    /// The rows are older than this; `None` for the newest.
    before: Option<Timestamp>,
    /// The maximum number of rows.
    pub(super) limit: usize,
}

impl Paging {
    /// Returns the period of the rows. A time that ends a page is that of a row, and no two rows of a list have the same.
    pub(super) fn period(&self) -> Period {
        Period { since: None, until: self.before.map(|before| before.plus_micros(-1)) }
    }

    /// Reads a query. Other parameters are ignored. Returns the name of a parameter that is not valid or comes twice.
    fn parse(query: &str) -> Result<Self, &'static str> {
        let (mut before, mut limit) = (None, None);
        for parameter in query.split('&') {
            let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            let value = percent_decode_str(value).decode_utf8_lossy();
            match name {
                "before" if before.is_none() => before = Some(Timestamp::parse(&value).map_err(|_| "before")?),
                "limit" if limit.is_none() => {
                    let valid = value.parse().ok().filter(|limit| (1..=MAX_LIMIT).contains(limit));
                    limit = Some(valid.ok_or("limit")?);
                }
                "before" => return Err("before"),
                "limit" => return Err("limit"),
                _ => {}
            }
        }
        Ok(Self { before, limit: limit.unwrap_or(DEFAULT_LIMIT) })
    }
}

impl<S: Sync> FromRequestParts<S> for Paging {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        Self::parse(parts.uri.query().unwrap_or_default())
            .map_err(|name| Failure::new(StatusCode::BAD_REQUEST, &format!("bad_{name}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_names_a_time_and_a_number() {
        let at = Timestamp::parse("2026-11-22T12:00:00Z").ok();
        for query in [
            "before=2026-11-22T12:00:00.000000%2B00:00",
            "before=2026-11-22T12:00:00+00:00",
            "before=2026-11-22T12:00:00Z",
        ] {
            assert_eq!(Paging::parse(query), Ok(Paging { before: at, limit: DEFAULT_LIMIT }), "{query}");
        }
        assert_eq!(Paging::parse("x=1&limit=100"), Ok(Paging { before: None, limit: 100 }));
        assert_eq!(Paging::parse(""), Ok(Paging { before: None, limit: DEFAULT_LIMIT }));
        for query in ["limit=0", "limit=101", "limit=-1", "limit=x", "limit", "limit=1&limit=1"] {
            assert_eq!(Paging::parse(query), Err("limit"), "{query}");
        }
        for query in ["before=", "before=yesterday", "before=2026-11-22T12:00:00Z&before=2026-11-22T12:00:00Z"] {
            assert_eq!(Paging::parse(query), Err("before"), "{query}");
        }
    }
}
