//! How the stores outside the process are reached: the credentials, the region, and whether plain `http` is allowed.

use super::{Endpoint, MessagesAt, Named, PoolAt, Request, UsersAt};
use crate::aws::{Access, Settings};
use crate::error::{Error, Result, TargetError};

/// Resolves how the stores of a target are reached. The embedded stores need no credentials, so for them neither keys nor profile
/// files are read.
///
/// # Errors
/// [`TargetError::NoRegion`], and those of [`Access::resolve`].
pub(super) async fn resolve(
    request: &Request<'_>,
    messages: Option<&MessagesAt>,
    users: Option<&UsersAt>,
    pool: Option<&PoolAt>,
) -> Result<Access> {
    let by_iam = users.and_then(UsersAt::by_iam);
    let on_aws = is_on_aws(messages, pool, request.prod.value) || by_iam.is_some();
    let is_remote =
        on_aws || matches!(messages, Some(MessagesAt::Endpoint(_))) || matches!(pool, Some(PoolAt::Cognito { .. }));
    let region = request.named_region();
    let access = match is_remote {
        true => remote(request, region, on_aws).await?,
        false => Access::none(request.timeout, region.map(|region| region.value)),
    };
    let needs_region = messages.is_some() && request.prod.value || by_iam.is_some_and(|url| !url.names_region());
    if access.region.is_none() && needs_region {
        return Err(Error::Target(TargetError::NoRegion));
    }
    Ok(access)
}

async fn remote(request: &Request<'_>, region: Option<Named<String>>, on_aws: bool) -> Result<Access> {
    Access::resolve(Settings {
        profile: request.named_profile()?,
        region: region.map(|Named { name, value }| (name, value)),
        prod: request.prod.value,
        on_aws,
        insecure_http: request.insecure_http,
        timeout: request.timeout,
        env: &|name| request.var(name),
    })
    .await
}

/// Returns whether a store gets the credentials for AWS: AWS itself, an endpoint with a host of AWS, and any endpoint on prod.
fn is_on_aws(messages: Option<&MessagesAt>, pool: Option<&PoolAt>, prod: bool) -> bool {
    let is_aws = |endpoint: &Endpoint| prod || endpoint.is_aws();
    match messages {
        Some(MessagesAt::Aws) => return true,
        Some(MessagesAt::Endpoint(endpoint)) if is_aws(endpoint) => return true,
        _ => {}
    }
    matches!(pool, Some(PoolAt::Cognito { endpoint, .. }) if endpoint.as_ref().is_none_or(is_aws))
}

/// Refuses plain `http` on prod, and for a host of AWS on any target, unless it is allowed: the session token would be sent in
/// clear text.
pub(super) fn check_is_secure(request: &Request<'_>, origin: &'static str, endpoint: &Endpoint) -> Result<()> {
    let prod = request.prod.value;
    if endpoint.is_plain && (prod || endpoint.is_aws()) && !request.insecure_http {
        return Err(Error::Target(TargetError::InsecureEndpoint { origin, host: endpoint.host.clone(), prod }));
    }
    Ok(())
}
