//! Lists that are read page by page. A list that a server never ends is an error.
//! Source: botocore, `PaginationError` ("the same next token was received twice").

use crate::error::{Error, Result};
use aws_sdk_dynamodb::types::AttributeValue;
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// The limit of empty pages in a row. DynamoDB and Cognito return some, but never this many.
const MAX_EMPTY: usize = 1_000;

/// The namespace of the digests of page tokens (UUID v5).
const NAMESPACE: Uuid = Uuid::from_u128(0x2f8d_53b1_7c90_4e6a_a1d4_66c2_90be_317f);

/// A token with which the next page is requested.
pub(crate) trait PageToken {
    /// Returns a digest of the token. The token itself may be data, and is not shown.
    fn digest(&self) -> Uuid;
}

impl PageToken for String {
    fn digest(&self) -> Uuid {
        Uuid::new_v5(&NAMESPACE, self.as_bytes())
    }
}

impl PageToken for HashMap<String, AttributeValue> {
    fn digest(&self) -> Uuid {
        let in_order: BTreeMap<_, _> = self.iter().collect();
        Uuid::new_v5(&NAMESPACE, format!("{in_order:?}").as_bytes())
    }
}

/// The page tokens of one list. A repeated token is found in bounded memory, however many tokens are between the two (Brent's
/// algorithm): one token is kept and compared with the tokens that follow. It is replaced by the newest one after 1, 2, 4, 8 and
/// so on tokens.
#[derive(Debug)]
pub(crate) struct Pages {
    operation: &'static str,
    on: String,
    last: Option<Uuid>,
    kept: Option<Uuid>,
    /// How many tokens have followed the kept one, and after how many it is replaced.
    followed: u64,
    keep_after: u64,
    /// How many pages in a row were empty.
    empty: usize,
}

impl Pages {
    /// The pages of `operation` on a table, stream or pool.
    pub(crate) fn of(operation: &'static str, on: &str) -> Self {
        Self { operation, on: on.to_owned(), last: None, kept: None, followed: 0, keep_after: 1, empty: 0 }
    }

    /// Checks the token that came with a page, and returns it for the next request. `is_empty` is whether the service read
    /// nothing for the page.
    ///
    /// # Errors
    /// [`Error::EndlessPages`] if a token repeats, or if too many pages in a row are empty.
    pub(crate) fn next<T: PageToken>(&mut self, token: Option<T>, is_empty: bool) -> Result<Option<T>> {
        let Some(token) = token else { return Ok(None) };
        self.see(token.digest(), is_empty)?;
        Ok(Some(token))
    }

    fn see(&mut self, token: Uuid, is_empty: bool) -> Result<()> {
        if [self.last, self.kept].contains(&Some(token)) {
            let digest = &token.simple().to_string()[..12];
            return Err(self.endless(format!("the same page token twice (digest {digest})")));
        }
        self.empty = if is_empty { self.empty + 1 } else { 0 };
        if self.empty == MAX_EMPTY {
            return Err(self.endless(format!("{MAX_EMPTY} empty pages in a row")));
        }
        self.last = Some(token);
        self.followed += 1;
        if self.followed == self.keep_after {
            self.kept = Some(token);
            self.followed = 0;
            self.keep_after *= 2;
        }
        Ok(())
    }

    /// The error of a list that is longer than a command holds in memory.
    pub(crate) fn too_many(&self, what: &'static str, limit: String) -> Error {
        Error::TooMany { operation: self.operation, on: self.on.clone(), what, limit }
    }

    fn endless(&self, sent: String) -> Error {
        Error::EndlessPages { operation: self.operation, on: self.on.clone(), sent }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many tokens are taken before one of `tokens` is refused.
    fn taken(tokens: impl Iterator<Item = usize>) -> usize {
        let mut pages = Pages::of("Scan", "t");
        tokens.take(100_000).take_while(|token| pages.next(Some(token.to_string()), false).is_ok()).count()
    }

    #[test]
    fn a_token_that_repeats_is_refused_whatever_is_in_between() {
        assert_eq!(taken(std::iter::repeat(1)), 1);
        for cycle in 1..50 {
            for before in 0..50 {
                let count = taken((0..before).chain((0..).map(|at| 1_000 + at % cycle)));
                assert!(count >= before + cycle, "{before}, {cycle}: {count}");
                assert!(count <= 3 * (before + cycle), "{before}, {cycle}: {count}");
            }
        }
        assert_eq!(taken(0..), 100_000);
    }

    #[test]
    fn empty_pages_are_counted_in_a_row() {
        let mut pages = Pages::of("Scan", "t");
        let mut see = |token: usize, is_empty| pages.next(Some(token.to_string()), is_empty).is_ok();
        assert!((0..999).all(|token| see(token, true)));
        assert!(see(999, false));
        assert!((1_000..1_999).all(|token| see(token, true)));
        assert!(!see(1_999, true));
    }

    #[test]
    fn the_digest_of_a_key_does_not_depend_on_its_order() {
        let key = |names: [&str; 2]| {
            names
                .into_iter()
                .map(|name| (name.to_owned(), AttributeValue::S(name.to_owned())))
                .collect::<HashMap<_, _>>()
        };
        assert_eq!(key(["pk", "sk"]).digest(), key(["sk", "pk"]).digest());
        assert_ne!(key(["pk", "sk"]).digest(), key(["pk", "s"]).digest());
    }
}
