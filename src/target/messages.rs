//! Where the messages are.

use super::access::check_is_secure;
use super::embedded;
use super::{Endpoint, Named, Request};
use crate::error::{Error, Result, TargetError};

/// Where DynamoDB Local listens by default.
const LOCAL_DYNAMODB: &str = "http://localhost:8000";

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
    if let Some(url) = &request.endpoint_url {
        return endpoint(request, url);
    }
    if request.prod.value {
        return Ok(MessagesAt::Aws);
    }
    if is_embedded {
        return embedded::available("DynamoDB endpoint", MessagesAt::Embedded);
    }
    if let Some(url) = request.first_var(&["AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL"]) {
        return endpoint(request, &url);
    }
    if (request.answers)(LOCAL_DYNAMODB) {
        return endpoint(request, &Named { name: "the default endpoint", value: LOCAL_DYNAMODB.to_owned() });
    }
    embedded::available("DynamoDB endpoint", MessagesAt::Embedded)
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
