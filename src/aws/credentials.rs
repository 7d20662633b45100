//! Loads and renews the credentials of a [`Chain`].
//!
//! The credential providers of the SDK build the clients of STS and SSO from the whole environment and the profile files, so that
//! `AWS_ENDPOINT_URL` sends bearer tokens to an emulator. The clients of this module have no endpoint but their own.

use super::http::{self, Route};
use super::keys::AccessKeys;
use super::profile::{Base, Chain, Role, Sso};
use super::{Service, process};
use crate::error::{AccessError, Error, FileError, Result};
use crate::event::Observer;
use crate::text::small_file;
use aws_config::SdkConfig;
use aws_config::ecs::EcsCredentialsProvider;
use aws_config::imds::credentials::ImdsCredentialsProvider;
use aws_config::provider_config::ProviderConfig;
use aws_config::sso::SsoTokenProvider;
use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::future::ProvideCredentials as Future;
use aws_credential_types::provider::token::ProvideToken;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use aws_types::region::Region;
use std::fmt;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::sync::Mutex;

/// Credentials that expire sooner than this are loaded again.
const MARGIN: Duration = Duration::from_secs(60);

/// The configurations of the clients that load credentials. They have no credentials, and no endpoint but their own.
pub(super) struct Issuing {
    pub(super) sts: SdkConfig,
    pub(super) sso: SdkConfig,
    pub(super) sso_oidc: SdkConfig,
}

/// Loads credentials, and loads them again before they expire.
pub(super) struct Provider {
    chain: Chain,
    sts: SdkConfig,
    sso: SdkConfig,
    sso_oidc: SdkConfig,
    /// The limit of a `credential_process`.
    timeout: Duration,
    loaded: Mutex<Option<Credentials>>,
}

impl fmt::Debug for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Provider")
    }
}

impl ProvideCredentials for Provider {
    fn provide_credentials<'a>(&'a self) -> Future<'a>
    where
        Self: 'a,
    {
        Future::new(async { self.credentials().await.map_err(CredentialsError::provider_error) })
    }
}

impl Provider {
    /// `timeout` is the limit of a `credential_process`.
    pub(super) fn new(chain: Chain, issuers: Issuing, timeout: Duration) -> Self {
        let Issuing { sts, sso, sso_oidc } = issuers;
        Self { chain, sts, sso, sso_oidc, timeout, loaded: Mutex::new(None) }
    }

    /// The credentials. They are loaded once, and again before they expire.
    ///
    /// # Errors
    /// [`AccessError::NoCredentials`], [`AccessError::SsoLogin`], [`AccessError::CredentialProcess`], [`Error::Unreachable`].
    pub(super) async fn credentials(&self) -> Result<Credentials> {
        let mut loaded = self.loaded.lock().await;
        let is_valid =
            |credentials: &&Credentials| credentials.expiry().is_none_or(|expiry| expiry > SystemTime::now() + MARGIN);
        if let Some(credentials) = loaded.as_ref().filter(is_valid) {
            return Ok(credentials.clone());
        }
        let mut credentials = checked(self.base().await?)?;
        for role in &self.chain.roles {
            credentials = checked(self.assume(role, credentials).await?)?;
        }
        Ok(loaded.insert(credentials).clone())
    }

    async fn base(&self) -> Result<Credentials> {
        match &self.chain.base {
            Base::Keys(keys) => Ok(keys.credentials()),
            Base::Process { profile, command } => process::run(profile, command, self.timeout).await,
            Base::WebIdentity { role, token_file } => self.assume_with_web_identity(role, token_file).await,
            Base::Sso(sso) => self.role_credentials(sso).await,
            Base::Container => {
                let provider = EcsCredentialsProvider::builder().configure(&self.link_local()?).build();
                provider.provide_credentials().await.map_err(none)
            }
            Base::Instance => {
                let provider = ImdsCredentialsProvider::builder().configure(&self.link_local()?).build();
                provider.provide_credentials().await.map_err(none)
            }
        }
    }

    /// The configuration of clients of this machine's own addresses, which no proxy can reach.
    fn link_local(&self) -> Result<ProviderConfig> {
        Ok(ProviderConfig::without_region()
            .with_region(self.sts.region().cloned())
            .with_http_client(http::client(None, Route::Direct)?))
    }

    /// Source: STS API reference, AssumeRole.
    async fn assume(&self, role: &Role, source: Credentials) -> Result<Credentials> {
        let config = self.sts.to_builder().credentials_provider(SharedCredentialsProvider::new(source)).build();
        let request = aws_sdk_sts::Client::new(&config)
            .assume_role()
            .role_arn(&role.arn)
            .role_session_name(session_name(role))
            .set_external_id(role.external_id.clone())
            .set_duration_seconds(role.seconds);
        let reply = service("STS", &self.sts).call("AssumeRole", &role.arn, request.send()).await.map_err(refused)?;
        of_sts("AssumeRole", reply.credentials)
    }

    /// Source: STS API reference, AssumeRoleWithWebIdentity.
    async fn assume_with_web_identity(&self, role: &Role, token_file: &Path) -> Result<Credentials> {
        let unreadable = |source| refused(Error::File(FileError::Unreadable { path: token_file.to_owned(), source }));
        let token = small_file(token_file).map_err(unreadable)?.ok_or_else(|| {
            Error::Access(AccessError::NoCredentials {
                source: format!("{} is not a text file", token_file.display()).into(),
            })
        })?;
        let request = aws_sdk_sts::Client::new(&self.sts)
            .assume_role_with_web_identity()
            .role_arn(&role.arn)
            .role_session_name(session_name(role))
            .web_identity_token(token.trim());
        let service = service("STS", &self.sts);
        let reply = service.call("AssumeRoleWithWebIdentity", &role.arn, request.send()).await.map_err(refused)?;
        of_sts("AssumeRoleWithWebIdentity", reply.credentials)
    }

    /// Source: IAM Identity Center portal API reference, GetRoleCredentials.
    async fn role_credentials(&self, sso: &Sso) -> Result<Credentials> {
        let login = |source| Error::Access(AccessError::SsoLogin { profile: sso.profile.clone(), source });
        let region = Region::new(sso.region.clone());
        // The provider renews a token that has expired at SSO-OIDC, if it can be renewed.
        let tokens = SsoTokenProvider::builder()
            .configure(&self.sso_oidc)
            .region(region.clone())
            .session_name(&sso.token_name)
            .start_url(&sso.start_url);
        let token = tokens.build().await.provide_token().await.map_err(|error| login(Box::new(error)))?;
        let request = aws_sdk_sso::Client::new(&self.sso.to_builder().region(region).build())
            .get_role_credentials()
            .account_id(&sso.account)
            .role_name(&sso.role)
            .access_token(token.token());
        let on = format!("{} of account {}", sso.role, sso.account);
        let reply = service("SSO", &self.sso).call("GetRoleCredentials", &on, request.send()).await;
        let reply = reply.map_err(|error| match error {
            Error::Service { ref code, .. } if code == "UnauthorizedException" => login(Box::new(error)),
            error => refused(error),
        })?;
        let credentials = reply.role_credentials.and_then(|credentials| {
            let expiry = u64::try_from(credentials.expiration).ok().filter(|expiry| *expiry > 0);
            Some(Credentials::new(
                credentials.access_key_id?,
                credentials.secret_access_key?,
                credentials.session_token,
                expiry.map(|millis| UNIX_EPOCH + Duration::from_millis(millis)),
                "SSO",
            ))
        });
        credentials.ok_or_else(|| incomplete("GetRoleCredentials"))
    }
}

/// Refuses credentials that cannot be sent, from any source: the SDK panics at them.
fn checked(credentials: Credentials) -> Result<Credentials> {
    let of = |what: &str| format!("the {what} that was issued");
    AccessKeys::new(
        [of("access key id"), of("secret access key"), of("session token")],
        [
            Some(credentials.access_key_id().to_owned()),
            Some(credentials.secret_access_key().to_owned()),
            credentials.session_token().map(str::to_owned),
        ],
    )
    .map_err(|error| Error::Access(AccessError::NoCredentials { source: Box::new(error) }))?;
    Ok(credentials)
}

/// A service that issues credentials, for errors.
fn service(name: &'static str, config: &SdkConfig) -> Service {
    let at = config.endpoint_url().unwrap_or("AWS").to_owned();
    Service { name, at, region: None, observer: Observer::default() }
}

/// The name of a role's session in the logs of its account.
fn session_name(role: &Role) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    role.session_name.clone().unwrap_or_else(|| format!("cruddur-{}", now.as_secs()))
}

fn of_sts(operation: &str, credentials: Option<aws_sdk_sts::types::Credentials>) -> Result<Credentials> {
    let credentials = credentials.ok_or_else(|| incomplete(operation))?;
    Ok(Credentials::new(
        credentials.access_key_id,
        credentials.secret_access_key,
        Some(credentials.session_token),
        SystemTime::try_from(credentials.expiration).ok(),
        "STS",
    ))
}

/// Returns the error of a failed call of a service that issues credentials. If the service was reached, there are no credentials.
fn refused(error: Error) -> Error {
    match error {
        error @ (Error::Unreachable { .. } | Error::NotTheService { .. }) => error,
        error => Error::Access(AccessError::NoCredentials { source: Box::new(error) }),
    }
}

fn none(error: CredentialsError) -> Error {
    Error::Access(AccessError::NoCredentials { source: Box::new(error) })
}

fn incomplete(operation: &str) -> Error {
    Error::Access(AccessError::NoCredentials {
        source: format!("the answer to {operation} contains no credentials").into(),
    })
}
