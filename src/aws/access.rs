//! How AWS and its emulators are reached: the credentials, the certificate authorities, and the endpoints of STS and SSO.

use super::credentials::{Issuing, Provider};
use super::endpoint::Endpoint;
use super::http::{CaBundle, client_for};
use super::keys::{AccessKeys, check_region};
use super::profile::{Base, Chain, DEFAULT, Profiles, Role};
use crate::error::{AccessError, Error, Result, TargetError};
use aws_config::SdkConfig;
use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::OnceCell;

/// A profile, and where its name comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NamedProfile {
    pub(crate) name: String,
    /// The option or the variable.
    pub(crate) origin: &'static str,
    /// Whether it was typed. A typed profile comes before the keys of the environment, as with the AWS CLI.
    pub(crate) is_typed: bool,
}

/// What [`Access`] is resolved from.
pub(crate) struct Settings<'a> {
    pub(crate) profile: Option<NamedProfile>,
    /// The region of a flag or a variable, with its origin.
    pub(crate) region: Option<(&'static str, String)>,
    pub(crate) prod: bool,
    /// Whether any store is AWS itself, or an endpoint that gets the same credentials.
    pub(crate) on_aws: bool,
    /// Whether credentials may be sent by plain http to another machine.
    pub(crate) insecure_http: bool,
    /// The limit of one call, retries included.
    pub(crate) timeout: Duration,
    /// Looks up an environment variable that is set and not empty.
    pub(crate) env: &'a dyn Fn(&str) -> Option<String>,
}

/// The endpoints of the services that issue credentials, if a variable names one. `AWS_ENDPOINT_URL` and the profile files are
/// not read for them: they are set for an emulator of another service.
#[derive(Debug, Clone, Default)]
pub(super) struct Issuers {
    pub(super) sts: Option<Endpoint>,
    pub(super) sso: Option<Endpoint>,
    pub(super) sso_oidc: Option<Endpoint>,
}

impl Issuers {
    fn from_environment(settings: &Settings<'_>) -> Result<Self> {
        let endpoint = |origin: &'static str| {
            let Some(url) = (settings.env)(origin) else { return Ok(None) };
            let endpoint = Endpoint::parse(origin, &url)?;
            // The endpoint gets a token, and the credentials in its answer are used.
            let is_allowed = !settings.prod && (endpoint.is_loopback() || settings.insecure_http);
            if endpoint.is_plain && !is_allowed {
                return Err(Error::Target(TargetError::InsecureEndpoint {
                    origin,
                    host: endpoint.host,
                    prod: settings.prod,
                }));
            }
            Ok(Some(endpoint))
        };
        Ok(Self {
            sts: endpoint("AWS_ENDPOINT_URL_STS")?,
            sso: endpoint("AWS_ENDPOINT_URL_SSO")?,
            sso_oidc: endpoint("AWS_ENDPOINT_URL_SSO_OIDC")?,
        })
    }
}

/// How AWS and its emulators are reached.
#[derive(Clone)]
pub(crate) struct Access {
    pub(crate) prod: bool,
    /// The limit of one call, retries included.
    pub(crate) timeout: Duration,
    pub(super) profile: Option<String>,
    /// The region of a flag, a variable or the profile.
    pub(crate) region: Option<String>,
    /// The keys that requests to an emulator are signed with. No service is asked for them.
    pub(super) keys: Option<AccessKeys>,
    pub(super) ca_bundle: Option<CaBundle>,
    pub(super) issuers: Issuers,
    /// The source of credentials for AWS, if the target needs them.
    chain: Option<Chain>,
    /// What sends the requests to an endpoint; `None` for the network.
    pub(crate) http: Option<SharedHttpClient>,
    provider: Arc<OnceCell<SharedCredentialsProvider>>,
}

impl fmt::Debug for Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Access").field("profile", &self.profile).field("region", &self.region).finish_non_exhaustive()
    }
}

impl Access {
    /// Decides which credentials are used. Reads the profile files only if a profile is named or AWS is needed.
    ///
    /// # Errors
    /// [`AccessError::NoProfile`], [`AccessError::BadProfile`], [`AccessError::InteractiveProfile`], [`AccessError::ProfileFiles`],
    /// [`AccessError::BadValue`], [`TargetError::BadUrl`], [`TargetError::InsecureEndpoint`].
    pub(crate) async fn resolve(settings: Settings<'_>) -> Result<Self> {
        let Settings { profile, on_aws, env, .. } = &settings;
        let profiles = if *on_aws || profile.is_some() { Profiles::load(env).await? } else { Profiles::default() };
        if let Some(profile) = profile {
            profiles.named(&profile.name, profile.origin)?;
        }
        let selected = profile.as_ref().map_or(DEFAULT, |profile| &profile.name);
        let environment = AccessKeys::from_environment(env)?;
        let region = match &settings.region {
            Some((origin, region)) => {
                check_region(origin, region)?;
                Some(region.clone())
            }
            None => profiles.region(selected)?,
        };
        let own = environment.as_ref().filter(|_| !profile.as_ref().is_some_and(|profile| profile.is_typed));
        let chain = match on_aws {
            true => Some(chain(&profiles, profile.as_ref(), own, environment.as_ref(), env)?),
            false => None,
        };
        let keys = match (own, profile) {
            (None, Some(profile)) => profiles.keys(&profile.name)?,
            (own, _) => own.cloned(),
        };
        Ok(Self {
            prod: settings.prod,
            timeout: settings.timeout,
            region,
            keys,
            ca_bundle: ca_bundle(&profiles, selected, env),
            issuers: if *on_aws { Issuers::from_environment(&settings)? } else { Issuers::default() },
            chain,
            http: None,
            provider: Arc::default(),
            profile: settings.profile.map(|profile| profile.name),
        })
    }

    /// Returns the credentials for AWS if they are configured as keys. Other credentials come from a service.
    pub(super) fn configured_keys(&self) -> Option<Credentials> {
        match &self.chain {
            Some(Chain { base: Base::Keys(keys), roles }) if roles.is_empty() => Some(keys.credentials()),
            _ => None,
        }
    }

    /// A text that differs between accounts: where the credentials come from, without their secrets. No service is asked.
    pub(crate) fn source(&self) -> String {
        let Some(Chain { base, roles }) = &self.chain else {
            return self.keys.as_ref().map(AccessKeys::account).unwrap_or_default();
        };
        let base = match base {
            // The role has the account.
            _ if !roles.is_empty() => String::new(),
            Base::Keys(keys) => keys.account(),
            Base::WebIdentity { role, .. } => role.arn.clone(),
            Base::Sso(sso) => sso.account.clone(),
            Base::Process { profile, command } => format!("{profile} {command}"),
            Base::Container => "container".to_owned(),
            Base::Instance => "instance".to_owned(),
        };
        roles.last().map_or(base, |role| role.arn.clone())
    }

    /// The profile that is used.
    pub(crate) fn profile(&self) -> Option<&str> {
        self.profile.as_deref()
    }

    /// The endpoint of STS, if a variable names one.
    #[cfg(feature = "stack")]
    pub(crate) fn sts(&self) -> Option<&Endpoint> {
        self.issuers.sts.as_ref()
    }

    /// The access of a target whose stores are inside the process.
    pub(crate) fn none(timeout: Duration, region: Option<String>) -> Self {
        Self {
            prod: false,
            timeout,
            profile: None,
            region,
            keys: None,
            ca_bundle: None,
            issuers: Issuers::default(),
            chain: None,
            http: None,
            provider: Arc::default(),
        }
    }

    /// The configuration with this endpoint instead of the service's own.
    ///
    /// # Errors
    /// [`AccessError::CaBundle`]
    pub(super) fn with_endpoint(&self, config: &SdkConfig, endpoint: Option<&Endpoint>) -> Result<SdkConfig> {
        let Some(endpoint) = endpoint else { return Ok(config.clone()) };
        let http = match &self.http {
            Some(http) => http.clone(),
            None => client_for(endpoint, self.ca_bundle.as_ref())?,
        };
        Ok(config.to_builder().http_client(http).endpoint_url(&endpoint.url).build())
    }

    /// The credentials, which are loaded once for all stores of the target. `config` is the configuration of the clients that load
    /// them: it has neither credentials nor an endpoint.
    ///
    /// # Errors
    /// Those of [`Provider::credentials`].
    pub(super) async fn credentials(&self, config: &SdkConfig) -> Result<SharedCredentialsProvider> {
        let load = || async {
            let chain = self
                .chain
                .clone()
                .ok_or_else(|| Error::Access(AccessError::NoCredentials { source: "the target is not AWS".into() }))?;
            let at = |endpoint: &Option<Endpoint>| self.with_endpoint(config, endpoint.as_ref());
            let Issuers { sts, sso, sso_oidc } = &self.issuers;
            let issuing = Issuing { sts: at(sts)?, sso: at(sso)?, sso_oidc: at(sso_oidc)? };
            let provider = Provider::new(chain, issuing, self.timeout);
            provider.credentials().await?;
            Ok(SharedCredentialsProvider::new(provider))
        };
        self.provider.get_or_try_init(load).await.cloned()
    }
}

/// The settings of a profile, or of the default one, that name endpoints. Nothing else reads them.
///
/// # Errors
/// [`AccessError::ProfileFiles`]
pub(crate) async fn configured_endpoints(
    profile: Option<&NamedProfile>,
    env: &dyn Fn(&str) -> Option<String>,
) -> Result<Vec<String>> {
    let selected = profile.map_or(DEFAULT, |profile| &profile.name);
    let profiles = Profiles::load(env).await?;
    let settings = ["endpoint_url", "services"].into_iter().filter(|setting| profiles.get(selected, setting).is_some());
    Ok(settings.map(|setting| format!("{setting} of profile {selected}")).collect())
}

/// The profiles of the files, each with its region.
///
/// # Errors
/// [`AccessError::ProfileFiles`]
pub(crate) async fn configured_profiles(env: &dyn Fn(&str) -> Option<String>) -> Result<Vec<(String, Option<String>)>> {
    let profiles = Profiles::load(env).await?;
    Ok(profiles.names().map(|name| (name.to_owned(), profiles.get(name, "region").map(str::to_owned))).collect())
}

/// The source of credentials, in the order of the AWS CLI: a typed profile; the keys of the environment; a profile that a variable
/// names, or `default`; the web identity of the environment; the container; the instance. If a profile is named, nothing else is
/// used in its place: the credentials of a container or an instance belong to another role.
fn chain(
    profiles: &Profiles,
    profile: Option<&NamedProfile>,
    own: Option<&AccessKeys>,
    environment: Option<&AccessKeys>,
    env: &dyn Fn(&str) -> Option<String>,
) -> Result<Chain> {
    let only = |base: Base| Chain { base, roles: Vec::new() };
    if let Some(keys) = own {
        return Ok(only(Base::Keys(keys.clone())));
    }
    if let Some(profile) = profile {
        let chain = profiles.chain(&profile.name, profile.origin, environment)?;
        let why = "has no credentials".to_owned();
        return chain.ok_or_else(|| Error::Access(AccessError::BadProfile { profile: profile.name.clone(), why }));
    }
    if profiles.named(DEFAULT, DEFAULT).is_ok()
        && let Some(chain) = profiles.chain(DEFAULT, DEFAULT, environment)?
    {
        return Ok(chain);
    }
    if let (Some(token_file), Some(arn)) = (env("AWS_WEB_IDENTITY_TOKEN_FILE"), env("AWS_ROLE_ARN")) {
        let role = Role { arn, session_name: env("AWS_ROLE_SESSION_NAME"), external_id: None, seconds: None };
        return Ok(only(Base::WebIdentity { role, token_file: token_file.into() }));
    }
    let container = ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI"];
    Ok(only(if container.into_iter().any(|name| env(name).is_some()) { Base::Container } else { Base::Instance }))
}

/// The certificate authorities of `AWS_CA_BUNDLE`, or of the profile.
fn ca_bundle(profiles: &Profiles, selected: &str, env: &dyn Fn(&str) -> Option<String>) -> Option<CaBundle> {
    if let Some(path) = env("AWS_CA_BUNDLE") {
        return Some(CaBundle { origin: "AWS_CA_BUNDLE".to_owned(), path: path.into() });
    }
    let path = profiles.get(selected, "ca_bundle")?;
    Some(CaBundle { origin: format!("ca_bundle of profile {selected}"), path: path.into() })
}
