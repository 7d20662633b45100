//! The AWS account of a target.

use crate::aws::{self, Access, Service};
use crate::error::Result;
use crate::event::Observer;
use crate::target::Target;

/// The account and the principal of a target's credentials.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The account's number.
    pub account: String,
    /// The ARN of the user or role.
    pub arn: String,
}

/// Asks AWS for the identity of the target's credentials. Source: STS API reference, GetCallerIdentity, which needs no permission.
///
/// # Errors
/// [`Error::Credentials`](crate::Error::Credentials), [`Error::Unreachable`](crate::Error::Unreachable) and the service
/// errors.
pub async fn who_am_i(target: &Target, observer: Observer) -> Result<Identity> {
    identity_of(&target.access, target.region_or_default(), target.prod_region(), observer).await
}

/// As [`who_am_i`], for credentials without a target. `prod_region` is the region that errors name, on prod.
pub(crate) async fn identity_of(
    access: &Access,
    region: &str,
    prod_region: Option<String>,
    observer: Observer,
) -> Result<Identity> {
    let service = Service { name: "STS", at: format!("AWS {region}"), region: prod_region, observer };
    let client = aws_sdk_sts::Client::new(&aws::configure_sts(access, region).await?);
    let reply = service.call("GetCallerIdentity", &service.at, client.get_caller_identity().send()).await?;
    Ok(Identity { account: reply.account.unwrap_or_default(), arn: reply.arn.unwrap_or_default() })
}

/// Returns the account and the region in an ARN. Source: AWS General Reference, "Amazon Resource Names".
pub fn account_and_region(arn: &str) -> Option<(&str, &str)> {
    let mut parts = arn.split(':').skip(3);
    let (region, account) = (parts.next()?, parts.next()?);
    Some((account, region))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arn_names_account_and_region() {
        let arn = "arn:aws:dynamodb:ca-central-1:387543059434:table/cruddur-messages";
        assert_eq!(account_and_region(arn), Some(("387543059434", "ca-central-1")));
        assert_eq!(account_and_region("nonsense"), None);
    }
}
