//! The token that is the password of a sign-in to RDS by IAM: a URL without its scheme, whose signature is valid for 15 minutes.
//! Source: RDS user guide, "IAM database authentication for MariaDB, MySQL, and PostgreSQL".

use super::endpoint::aws_domain;
use crate::error::{AccessError, Error, Result, TargetError};
use aws_credential_types::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SignatureLocation, SigningSettings, sign};
use aws_sigv4::sign::v4;
use aws_smithy_runtime_api::client::identity::Identity;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::borrow::Cow;
use std::time::{Duration, SystemTime};

/// How long a token is valid. RDS accepts no longer lifetime.
const LIFETIME: Duration = Duration::from_mins(15);

/// The name of the service in the signature.
const SERVICE: &str = "rds-db";

/// The characters that are percent-encoded in a query. Source: RFC 3986, "Unreserved Characters".
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The login that a token is for.
pub(crate) struct RdsLogin<'a> {
    /// The host name of the endpoint. RDS does not accept a token for an alias or an address.
    pub(crate) host: &'a str,
    /// The port of the endpoint. The signature includes it.
    pub(crate) port: u16,
    /// The database user.
    pub(crate) user: &'a str,
    /// The region of the endpoint.
    pub(crate) region: &'a str,
}

/// Returns a token that is valid from `time` on.
///
/// # Errors
/// [`AccessError::NoCredentials`] if the credentials cannot sign it.
pub(crate) fn rds_token(login: &RdsLogin<'_>, credentials: &Credentials, time: SystemTime) -> Result<String> {
    let RdsLogin { host, port, user, region } = login;
    let url = format!("{host}:{port}/?Action=connect&DBUser={}", utf8_percent_encode(user, RESERVED));
    let mut settings = SigningSettings::default();
    settings.expires_in = Some(LIFETIME);
    settings.signature_location = SignatureLocation::QueryParams;
    let identity = Identity::from(credentials.clone());
    let parameters = v4::SigningParams::builder()
        .identity(&identity)
        .region(region)
        .name(SERVICE)
        .time(time)
        .settings(settings)
        .build()
        .map_err(unsigned)?
        .into();
    // The URL that is signed needs a scheme, but a token has none.
    let signed = format!("https://{url}");
    let body = SignableBody::Bytes(&[]);
    let request = SignableRequest::new("GET", &signed, std::iter::empty(), body).map_err(unsigned)?;
    let (instructions, _) = sign(request, &parameters).map_err(unsigned)?.into_parts();
    let mut parameters = instructions.params().to_vec();
    // RDS ignores the order of the parameters. The AWS CLI puts the signature at the end.
    parameters.sort_by_key(|(name, _)| *name == "X-Amz-Signature");
    let append = |token, (name, value): (&str, Cow<'_, str>)| {
        format!("{token}&{name}={}", utf8_percent_encode(&value, RESERVED))
    };
    Ok(parameters.into_iter().fold(url, append))
}

fn unsigned(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::Access(AccessError::NoCredentials { source: Box::new(error) })
}

/// Returns the region in the host name of an RDS endpoint: of an instance, a cluster or a proxy, in every partition.
/// Source: RDS user guide, "Finding the connection information for an RDS for PostgreSQL DB instance"; Amazon Web Services in China,
/// "Endpoints and ARNs", where the service comes before the region.
pub(crate) fn region_of_rds_host(host: &str) -> Option<String> {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let name = host.strip_suffix(aws_domain(&host)?)?.strip_suffix('.')?;
    let labels: Vec<&str> = name.split('.').collect();
    let region = match labels.as_slice() {
        [_, .., _, "rds", region] | [_, .., _, region, "rds"] => *region,
        _ => return None,
    };
    // The writer endpoint of a global database has `global` instead of a region.
    region.contains('-').then(|| region.to_owned())
}

/// Signs the tokens for the users database of a target.
#[derive(Clone)]
pub(crate) struct RdsSigner {
    credentials: Credentials,
    /// The region of the target, for a host name without a region.
    region: Option<String>,
}

impl RdsSigner {
    pub(crate) fn new(credentials: Credentials, region: Option<String>) -> Self {
        Self { credentials, region }
    }

    /// Returns a token that is valid from now on.
    ///
    /// # Errors
    /// [`TargetError::NoRegion`], and as [`rds_token`].
    pub(crate) fn token(&self, host: &str, port: u16, user: &str) -> Result<String> {
        let region = region_of_rds_host(host).or_else(|| self.region.clone());
        let region = region.ok_or(Error::Target(TargetError::NoRegion))?;
        rds_token(&RdsLogin { host, port, user, region: &region }, &self.credentials, SystemTime::now())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::UNIX_EPOCH;

    const TOKEN: &str = "FwoGZXIvYXdzEA+/=session//token==";
    const USER: &str = "a b+c@d/e:f%g&h=i~j-k_l.m*n'o\"ü🦀";

    /// 2026-11-22T12:00:00Z, the time of the vectors.
    const NOW: Duration = Duration::from_secs(1_795_348_800);

    /// The expected tokens are those of boto3 1.44.8, with the clock of botocore frozen:
    ///
    /// ```python
    /// import boto3, botocore.auth, datetime
    /// botocore.auth.get_current_datetime = lambda remove_tzinfo=True: datetime.datetime(2026, 11, 22, 12)
    /// session = boto3.Session("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", TOKEN_OR_NONE, region_name="eu-west-1")
    /// print(session.client("rds").generate_db_auth_token(HOST, PORT, USER, Region=REGION))
    /// ```
    #[test]
    fn a_token_is_the_one_that_boto3_makes() {
        let host = "cruddur.abc.ca-central-1.rds.amazonaws.com";
        let cn = "cruddur.abc.rds.cn-north-1.amazonaws.com.cn";
        let at = |host, port, user, region| RdsLogin { host, port, user, region };
        for (login, session_token, query) in [
            (
                at(host, 5432, "cruddur_app", "ca-central-1"),
                None,
                "DBUser=cruddur_app&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20261122%2Fca-central-1%2Frds-db%2Faws4_request&X-Amz-Date=20261122T120000Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host&X-Amz-Signature=67223c26a6712951ab613a69a56279edc6b48feeeac4f3098bccb98a199ef39f",
            ),
            (
                at(host, 5432, "cruddur_app", "ca-central-1"),
                Some(TOKEN),
                "DBUser=cruddur_app&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20261122%2Fca-central-1%2Frds-db%2Faws4_request&X-Amz-Date=20261122T120000Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host&X-Amz-Security-Token=FwoGZXIvYXdzEA%2B%2F%3Dsession%2F%2Ftoken%3D%3D&X-Amz-Signature=39f9f5bf8ab8eb9303cab379d0435c60f1271db3952a5592ab74c8ab455c5b0e",
            ),
            (
                at(cn, 6432, USER, "cn-north-1"),
                Some(TOKEN),
                "DBUser=a%20b%2Bc%40d%2Fe%3Af%25g%26h%3Di~j-k_l.m%2An%27o%22%C3%BC%F0%9F%A6%80&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20261122%2Fcn-north-1%2Frds-db%2Faws4_request&X-Amz-Date=20261122T120000Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host&X-Amz-Security-Token=FwoGZXIvYXdzEA%2B%2F%3Dsession%2F%2Ftoken%3D%3D&X-Amz-Signature=abf13e513a2b2fbb0405be4bca97b5ab0257a8e48d95d3f00e610a7b8760b6ea",
            ),
            (
                at(host, 443, "cruddur_app", "ca-central-1"),
                None,
                "DBUser=cruddur_app&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20261122%2Fca-central-1%2Frds-db%2Faws4_request&X-Amz-Date=20261122T120000Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host&X-Amz-Signature=956d67b9cb0832805bbbb6c5d4e7322c65bd9f2701bd371d366d95a724f2649d",
            ),
        ] {
            let credentials = Credentials::new(
                "AKIDEXAMPLE",
                "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
                session_token.map(str::to_owned),
                None,
                "tests",
            );
            let token = rds_token(&login, &credentials, UNIX_EPOCH + NOW).unwrap();
            assert_eq!(token, format!("{}:{}/?Action=connect&{query}", login.host, login.port));
        }
    }

    #[test]
    fn the_region_is_that_of_the_host() {
        for (host, region) in [
            ("cruddur.abc.ca-central-1.rds.amazonaws.com", "ca-central-1"),
            ("Cruddur.ABC.CA-Central-1.RDS.amazonaws.com.", "ca-central-1"),
            ("cruddur.cluster-abc.us-gov-west-1.rds.amazonaws.com", "us-gov-west-1"),
            ("cruddur.cluster-ro-abc.eu-west-1.rds.amazonaws.com", "eu-west-1"),
            ("cruddur.proxy-abc.eu-west-1.rds.amazonaws.com", "eu-west-1"),
            ("reader.endpoint.proxy-abc.eu-west-1.rds.amazonaws.com", "eu-west-1"),
            ("cruddur.abc.rds.cn-north-1.amazonaws.com.cn", "cn-north-1"),
            ("cruddur.abc.cn-northwest-1.rds.amazonaws.com.cn", "cn-northwest-1"),
            ("cruddur.abc.rds.us-iso-east-1.c2s.ic.gov", "us-iso-east-1"),
        ] {
            assert_eq!(region_of_rds_host(host).as_deref(), Some(region), "{host}");
        }
        for host in [
            "localhost",
            "db.example.com",
            "cruddur.abc.ca-central-1.rds.amazonaws.com.example.com",
            "cruddur.global-abc.global.rds.amazonaws.com",
            "rds.ca-central-1.amazonaws.com",
            "ca-central-1.rds.amazonaws.com",
            "dynamodb.ca-central-1.amazonaws.com",
            "",
        ] {
            assert_eq!(region_of_rds_host(host), None, "{host}");
        }
    }
}
