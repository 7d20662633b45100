//! Whether the embedded stores are used.

use super::Request;
use crate::error::{Error, Result, TargetError};

/// The variable that selects the embedded stores.
pub(super) const VARIABLE: &str = "CRUDDUR_LOCAL";

/// Returns whether every store is the embedded one, by an option or by `CRUDDUR_LOCAL`, which prod ignores.
pub(super) fn is_forced(request: &Request<'_>) -> Result<bool> {
    if request.embedded.value {
        return match other_store(request) {
            Some(other) => {
                let what = format!("{} with {other}", request.embedded.name);
                Err(Error::Target(TargetError::Mix { what, wants_prod: false }))
            }
            None => Ok(true),
        };
    }
    match request.var(VARIABLE).as_deref() {
        None => Ok(false),
        Some("embedded") => Ok(!request.prod.value),
        Some(other) => Err(Error::Target(TargetError::BadSetting {
            origin: VARIABLE,
            value: other.to_owned(),
            allowed: "embedded",
        })),
    }
}

/// Returns the name of an option that selects another store than the embedded one.
fn other_store(request: &Request<'_>) -> Option<&'static str> {
    let Request { endpoint_url, database_url, user_pool_id, cognito_endpoint_url, .. } = request;
    let urls = [endpoint_url, database_url, user_pool_id, cognito_endpoint_url];
    let prod = request.prod.value.then_some(request.prod.name);
    let mut urls = urls.into_iter().flatten().chain(request.database_url_command());
    prod.or_else(|| urls.next().map(|option| option.name))
}

/// Returns `at`, which is an embedded store.
///
/// # Errors
/// [`TargetError::NoEmbedded`] in a build without the embedded engines; `what` is what has to be configured instead.
pub(super) fn available<T>(what: &'static str, at: T) -> Result<T> {
    if cfg!(feature = "embedded") { Ok(at) } else { Err(Error::Target(TargetError::NoEmbedded { what })) }
}
