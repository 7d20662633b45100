//! Endpoints that are named by a URL, and the hosts of AWS.

use crate::error::{Error, Result, TargetError};
use std::fmt;
use std::net::IpAddr;

/// The domains of service endpoints (dual-stack, FIPS and VPC endpoints included) and databases, in every partition of AWS.
/// Source: `partitions.json` of the AWS SDKs (`dnsSuffix`, `dualStackDnsSuffix`); Lambda developer guide, "Function URLs", for
/// `on.aws`.
const AWS_DOMAINS: [&str; 15] = [
    "amazonaws.com",
    "amazonaws.com.cn",
    "amazonaws.eu",
    "api.aws",
    "on.aws",
    "api.amazonwebservices.com.cn",
    "api.amazonwebservices.eu",
    "c2s.ic.gov",
    "sc2s.sgov.gov",
    "cloud.adc-e.uk",
    "csp.hci.ic.gov",
    "api.aws.ic.gov",
    "api.aws.scloud",
    "api.cloud-aws.adc-e.uk",
    "api.aws.hci.ic.gov",
];

/// An endpoint of a service, such as `http://localhost:8000`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    /// The URL, without trailing slashes.
    pub(crate) url: String,
    /// The host, in lower case.
    pub(crate) host: String,
    /// Whether it is an `http` URL, which is neither encrypted nor authenticated.
    pub(crate) is_plain: bool,
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.url)
    }
}

impl Endpoint {
    /// Parses a URL that was given by `origin`, a flag or a variable.
    ///
    /// # Errors
    /// [`TargetError::BadUrl`], without the URL, since it may contain a password.
    pub(crate) fn parse(origin: &'static str, url: &str) -> Result<Self> {
        let bad = |why: &str| Error::Target(TargetError::BadUrl { origin, why: why.to_owned() });
        let uri: http::Uri = url.parse().map_err(|error: http::uri::InvalidUri| bad(&error.to_string()))?;
        let is_plain = match uri.scheme_str() {
            Some("http") => true,
            Some("https") => false,
            _ => return Err(bad("it must begin with http:// or https://")),
        };
        if uri.authority().is_some_and(|authority| authority.as_str().contains('@')) {
            return Err(bad("it holds a user or a password, which no endpoint takes"));
        }
        // The SDK would put its own path behind it, and a token in it would be shown.
        if url.contains(['?', '#']) {
            return Err(bad("it has a query or a fragment, which no endpoint takes"));
        }
        // `Uri` reads an invalid port as no port, and the request would go to another server.
        let has_port = uri.authority().is_some_and(|authority| authority.as_str() != authority.host());
        if has_port && uri.port_u16().is_none_or(|port| port == 0) {
            return Err(bad("its port is not a number from 1 to 65535"));
        }
        let host = uri.host().map(str::to_ascii_lowercase).ok_or_else(|| bad("it names no host"))?;
        Ok(Self { url: url.trim_end_matches('/').to_owned(), host, is_plain })
    }

    /// Whether its host belongs to AWS.
    pub(crate) fn is_aws(&self) -> bool {
        is_aws_host(&self.host)
    }

    /// Whether its host is a loopback address, so that nothing leaves this machine.
    pub(crate) fn is_loopback(&self) -> bool {
        match self.host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>() {
            Ok(address) => address.to_canonical().is_loopback(),
            // RFC 6761, section 6.3. An address with a dot behind it is a name, which is looked up.
            Err(_) => {
                let host = self.host.trim_end_matches('.');
                host == "localhost" || host.ends_with(".localhost")
            }
        }
    }
}

/// Whether a host belongs to AWS, as a service or a database in any partition.
pub(crate) fn is_aws_host(host: &str) -> bool {
    aws_domain(&host.trim_end_matches('.').to_ascii_lowercase()).is_some()
}

/// Returns the domain of AWS that a host belongs to. The host must be in lower case, without a dot at its end.
pub(super) fn aws_domain(host: &str) -> Option<&'static str> {
    let is_in = |domain: &str| host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    AWS_DOMAINS.into_iter().find(|domain| is_in(domain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endpoint_holds_no_secret() {
        for url in
            ["http://u:p@localhost:1", "http://localhost:1/?token=p", "http://localhost:1?p", "http://localhost:1/#p"]
        {
            let error = Endpoint::parse("--endpoint-url", url).unwrap_err().to_string();
            assert!(
                error.contains("which no endpoint takes") && !error.contains("p@") && !error.contains("token"),
                "{error}"
            );
        }
    }

    #[test]
    fn an_invalid_port_is_refused() {
        for url in
            ["http://127.0.0.1:99999", "http://127.0.0.1:", "http://[::1]:0", "https://localhost:-1", "http://h:x"]
        {
            assert!(Endpoint::parse("--endpoint-url", url).is_err(), "{url}");
        }
        for url in ["http://127.0.0.1", "http://[::1]:8000", "https://localhost:65535/", "http://[::1]"] {
            assert!(Endpoint::parse("--endpoint-url", url).is_ok(), "{url}");
        }
        assert!(Endpoint::parse("--endpoint-url", "http://localhost.:1").unwrap().is_loopback());
        assert!(!Endpoint::parse("--endpoint-url", "http://127.0.0.1.:1").unwrap().is_loopback());
    }

    #[test]
    fn every_partition_is_aws() {
        for host in [
            "dynamodb.ca-central-1.amazonaws.com",
            "dynamodb-fips.us-east-1.amazonaws.com",
            "dynamodb.us-gov-west-1.amazonaws.com",
            "vpce-0a1b-2c3d.dynamodb.ca-central-1.vpce.amazonaws.com",
            "111111111111.ddb.ca-central-1.amazonaws.com",
            "cruddur.abc.ca-central-1.rds.amazonaws.com",
            "cognito-idp.ca-central-1.amazonaws.com",
            "dynamodb.cn-north-1.amazonaws.com.cn",
            "dynamodb.cn-north-1.api.amazonwebservices.com.cn",
            "dynamodb.eusc-de-east-1.amazonaws.eu",
            "dynamodb.eusc-de-east-1.api.amazonwebservices.eu",
            "dynamodb.us-iso-east-1.c2s.ic.gov",
            "dynamodb.us-iso-east-1.api.aws.ic.gov",
            "dynamodb.us-isob-east-1.sc2s.sgov.gov",
            "dynamodb.us-isob-east-1.api.aws.scloud",
            "dynamodb.eu-isoe-west-1.cloud.adc-e.uk",
            "dynamodb.eu-isoe-west-1.api.cloud-aws.adc-e.uk",
            "dynamodb.us-isof-south-1.csp.hci.ic.gov",
            "dynamodb.us-isof-south-1.api.aws.hci.ic.gov",
            "dynamodb.us-east-1.api.aws",
            "abcdefg.lambda-url.us-east-1.on.aws",
            "cluster.dsql.us-east-1.on.aws",
            "DYNAMODB.CA-CENTRAL-1.AMAZONAWS.COM",
            "dynamodb.ca-central-1.amazonaws.com.",
            "amazonaws.com",
        ] {
            assert!(is_aws_host(host), "{host}");
        }
        for host in [
            "localhost",
            "dynamodb-local",
            "db",
            "notamazonaws.com",
            "dynamodb.ca-central-1.amazonaws.com.example.com",
            "amazonaws.com.example",
            "example.aws",
            "api.aws.example.com",
            "aws",
            "",
        ] {
            assert!(!is_aws_host(host), "{host}");
        }
    }

    #[test]
    fn a_loopback_address_is_told_from_a_name_that_looks_like_one() {
        let loopback = |url: &str| Endpoint::parse("--endpoint-url", url).unwrap().is_loopback();
        for url in [
            "http://localhost:8000",
            "http://LOCALHOST.",
            "http://dynamodb.localhost",
            "http://127.0.0.1",
            "http://127.9.9.9:1",
            "http://[::1]:8000",
            "http://[::ffff:127.0.0.1]",
        ] {
            assert!(loopback(url), "{url}");
        }
        for url in [
            "http://dynamodb-local:8000",
            "http://127.0.0.1.example.com",
            "http://0.0.0.0",
            "http://localhost.example.com",
            "http://10.0.0.1",
            "http://[fd00::1]",
        ] {
            assert!(!loopback(url), "{url}");
        }
    }
}
