//! Where the user pool is, and the form of its id.

use super::access::check_is_secure;
use super::{Endpoint, Named, Request, embedded};
use crate::error::{Error, Result, TargetError};

/// Where the user pool is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PoolAt {
    /// SQLite, beside the embedded users.
    Embedded,
    /// A Cognito user pool.
    Cognito {
        /// Its id, such as `ca-central-1_AbCdEfGhI`.
        id: String,
        /// An endpoint in place of the region's own.
        endpoint: Option<Endpoint>,
    },
}

/// Resolves where the user pool is. `is_embedded` says whether every store is the embedded one.
pub(super) fn resolve(request: &Request<'_>, is_embedded: bool) -> Result<PoolAt> {
    match id(request, configured_id(request, is_embedded))? {
        Some(id) => Ok(PoolAt::Cognito { id, endpoint: endpoint(request, configured_endpoint(request).as_ref())? }),
        None => Ok(PoolAt::Embedded),
    }
}

/// Returns the id that an option or a variable names.
pub(super) fn configured_id(request: &Request<'_>, is_embedded: bool) -> Option<Named<String>> {
    let Request { user_pool_id, cognito_endpoint_url, .. } = request;
    if user_pool_id.is_some() || is_embedded && cognito_endpoint_url.is_none() {
        return user_pool_id.clone();
    }
    request.first_var(&["COGNITO_USER_POOLS_ID", "AWS_COGNITO_USER_POOL_ID"])
}

/// Returns the URL of the endpoint that an option or a variable names.
pub(super) fn configured_endpoint(request: &Request<'_>) -> Option<Named<String>> {
    let typed = request.cognito_endpoint_url.clone();
    typed.or_else(|| request.first_var(&["AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER"]))
}

/// Returns the id of the pool, with the id that [`configured_id`] returned, or `None` for the embedded pool.
pub(super) fn id(request: &Request<'_>, configured: Option<Named<String>>) -> Result<Option<String>> {
    match configured {
        Some(id) => check_id(&id).map(|()| Some(id.value)),
        // An endpoint that was typed is Cognito's, so the embedded pool is not the one that is meant.
        None if request.prod.value || request.cognito_endpoint_url.is_some() => {
            Err(request.missing("user_pool_id", TargetError::NoPool))
        }
        None => embedded::available("user pool", None),
    }
}

/// Parses the endpoint of the pool. On prod it has to be at AWS: the ids of an emulator's users do not belong in prod's database.
pub(super) fn endpoint(request: &Request<'_>, configured: Option<&Named<String>>) -> Result<Option<Endpoint>> {
    let Some(url) = configured else { return Ok(None) };
    let endpoint = Endpoint::parse(url.name, &url.value)?;
    if request.prod.value && !endpoint.is_aws() {
        return Err(Error::Target(TargetError::PoolOutsideAws { origin: url.name, host: endpoint.host }));
    }
    check_is_secure(request, url.name, &endpoint)?;
    Ok(Some(endpoint))
}

/// Refuses an id that is not a pool's. The two ids of Cognito are easily swapped: the id of an app client is 26 lowercase letters
/// and digits, and the id of a pool is `REGION_NAME`.
/// Source: Cognito API reference, `UserPoolIdType` (`[\w-]+_[0-9a-zA-Z]+`) and `ClientIdType`.
fn check_id(id: &Named<String>) -> Result<()> {
    let (variable, id) = (id.name, id.value.clone());
    if looks_like_client_id(&id) {
        Err(Error::Target(TargetError::PoolIdIsClientId { variable, id }))
    } else if looks_like_pool_id(&id) {
        Ok(())
    } else {
        Err(Error::Target(TargetError::PoolIdMalformed { variable, id }))
    }
}

/// Returns whether an id has the form of an app client's.
pub(crate) fn looks_like_client_id(id: &str) -> bool {
    id.len() == 26 && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
}

/// Returns whether an id has the form of a user pool's.
pub(crate) fn looks_like_pool_id(id: &str) -> bool {
    id.split_once('_').is_some_and(|(region, name)| {
        !region.is_empty()
            && region.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !name.is_empty()
            && name.bytes().all(|b| b.is_ascii_alphanumeric())
    })
}
