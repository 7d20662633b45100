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
    let Request { user_pool_id, cognito_endpoint_url, .. } = request;
    if is_embedded && user_pool_id.is_none() && cognito_endpoint_url.is_none() {
        return embedded::available("user pool", PoolAt::Embedded);
    }
    let id = user_pool_id.clone();
    let id = id.or_else(|| request.first_var(&["COGNITO_USER_POOLS_ID", "AWS_COGNITO_USER_POOL_ID"]));
    let Some(id) = id else {
        // An endpoint that was typed is Cognito's, so the embedded pool is not the one that is meant.
        return if request.prod.value || cognito_endpoint_url.is_some() {
            Err(Error::Target(TargetError::NoPool))
        } else {
            embedded::available("user pool", PoolAt::Embedded)
        };
    };
    check_id(&id)?;
    let url = cognito_endpoint_url.clone();
    let url = url.or_else(|| request.first_var(&["AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER"]));
    let endpoint = url.map(|url| endpoint(request, &url)).transpose()?;
    Ok(PoolAt::Cognito { id: id.value, endpoint })
}

/// Parses the endpoint of the pool. On prod it has to be at AWS: the ids of an emulator's users do not belong in prod's database.
fn endpoint(request: &Request<'_>, url: &Named<String>) -> Result<Endpoint> {
    let endpoint = Endpoint::parse(url.name, &url.value)?;
    if request.prod.value && !endpoint.is_aws() {
        return Err(Error::Target(TargetError::PoolOutsideAws { origin: url.name, host: endpoint.host }));
    }
    check_is_secure(request, url.name, &endpoint)?;
    Ok(endpoint)
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
