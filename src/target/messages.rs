//! Where the messages are.

use super::access::check_is_secure;
use super::embedded;
use super::{Endpoint, Named, Request};
use crate::error::{Error, Result, TargetError};

/// Where DynamoDB Local listens by default.
const LOCAL_DYNAMODB: &str = "http://localhost:8000";

/// The name of the default endpoint in errors.
pub(super) const DEFAULT_ENDPOINT: &str = "the default endpoint";

/// Where the messages are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MessagesAt {
    /// The engine inside the process.
    Embedded,
    /// An endpoint named by its URL: DynamoDB Local, or an override.
    Endpoint(Endpoint),
    /// DynamoDB's own endpoint in the target's region.
    Aws,
}

/// Resolves where the messages are. `is_embedded` says whether every store is the embedded one.
pub(super) fn resolve(request: &Request<'_>, is_embedded: bool) -> Result<MessagesAt> {
    at(request, configured(request, is_embedded).as_ref())
}

/// Returns where the messages are with the endpoint that [`configured`] returned.
pub(super) fn at(request: &Request<'_>, configured: Option<&Named<String>>) -> Result<MessagesAt> {
    match configured {
        Some(url) => endpoint(request, url),
        None if request.prod.value => Ok(MessagesAt::Aws),
        None => embedded::available("DynamoDB endpoint", MessagesAt::Embedded),
    }
}

/// Returns the URL of the endpoint that an option or a variable names, or that of the default endpoint if it answers.
pub(super) fn configured(request: &Request<'_>, is_embedded: bool) -> Option<Named<String>> {
    if request.endpoint_url.is_some() || request.prod.value || is_embedded {
        return request.endpoint_url.clone();
    }
    let named = request.first_var(&["AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL"]);
    let default = || Named { name: DEFAULT_ENDPOINT, value: LOCAL_DYNAMODB.to_owned() };
    named.or_else(|| (request.answers)(LOCAL_DYNAMODB).then(default))
}

fn endpoint(request: &Request<'_>, url: &Named<String>) -> Result<MessagesAt> {
    let endpoint = Endpoint::parse(url.name, &url.value)?;
    if !request.prod.value && endpoint.is_aws() {
        return Err(Error::Target(TargetError::Mix {
            what: format!("{} names the AWS host {}, but the target is local", url.name, endpoint.host),
            wants_prod: true,
        }));
    }
    check_is_secure(request, url.name, &endpoint)?;
    Ok(MessagesAt::Endpoint(endpoint))
}
