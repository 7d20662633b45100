//! The filter of ListUsers, for the embedded pool: `ATTRIBUTE = "VALUE"` or `ATTRIBUTE ^= "VALUE"`.
//! Source: Cognito API reference, ListUsers, `Filter`.

use crate::error::{Error, Result};

/// A row of the pool.
pub(super) struct Stored {
    pub(super) id: i64,
    pub(super) sub: String,
    pub(super) handle: Option<String>,
    pub(super) email: Option<String>,
    pub(super) status: String,
    pub(super) enabled: bool,
    pub(super) created: String,
}

/// A parsed filter.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Filter {
    attribute: Attribute,
    prefix: bool,
    value: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Attribute {
    Handle,
    Sub,
    Email,
    Status,
}

impl Filter {
    /// Parses a filter.
    ///
    /// # Errors
    /// [`Error::BadExpression`], as for Cognito.
    pub(super) fn parse(text: &str) -> Result<Self> {
        let bad = |message: String| Error::BadExpression { what: "the filter expression", message };
        let Some((left, right)) = text.split_once('=') else {
            return Err(bad(format!("{text:?} has no = or ^=")));
        };
        let (name, prefix) = match left.trim_end().strip_suffix('^') {
            Some(name) => (name, true),
            None => (left, false),
        };
        let value = right.trim().strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let value = value.ok_or_else(|| bad(format!("the value in {text:?} must be in double quotes")))?;
        let attribute = match name.trim().trim_matches('"') {
            "preferred_username" => Attribute::Handle,
            "sub" | "username" => Attribute::Sub,
            "email" => Attribute::Email,
            "cognito:user_status" => Attribute::Status,
            other => return Err(bad(format!("the embedded pool cannot search by {other:?}"))),
        };
        Ok(Self { attribute, prefix, value: value.replace("\\\"", "\"") })
    }

    /// Returns whether a user matches.
    pub(super) fn matches(&self, user: &Stored) -> bool {
        let found = match self.attribute {
            Attribute::Handle => user.handle.as_deref(),
            Attribute::Sub => Some(user.sub.as_str()),
            Attribute::Email => user.email.as_deref(),
            Attribute::Status => Some(user.status.as_str()),
        };
        found.is_some_and(|found| if self.prefix { found.starts_with(&self.value) } else { found == self.value })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_operators_are_read() {
        let exact = Filter::parse(r#"preferred_username = "bayko""#).unwrap();
        assert_eq!(exact, Filter { attribute: Attribute::Handle, prefix: false, value: "bayko".to_owned() });
        let prefix = Filter::parse(r#"email ^= "a@""#).unwrap();
        assert_eq!(prefix, Filter { attribute: Attribute::Email, prefix: true, value: "a@".to_owned() });
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        for text in ["", "bayko", "preferred_username = bayko", "shoe_size = \"44\""] {
            assert!(Filter::parse(text).is_err(), "{text}");
        }
    }
}
