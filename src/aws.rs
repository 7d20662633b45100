//! How the AWS clients are configured, and what their failures mean: shared by DynamoDB and Cognito.

mod access;
mod body;
mod credentials;
mod endpoint;
mod http;
mod keys;
mod process;
mod profile;
mod rds_token;

pub(crate) use access::{Access, NamedProfile, Settings, configured_endpoints};
pub use endpoint::Endpoint;
pub(crate) use endpoint::is_aws_host;
pub(crate) use rds_token::{RdsSigner, region_of_rds_host};

use crate::error::{AccessError, Cause, Error, Result};
use crate::event::{Event, Observer};
use aws_config::SdkConfig;
use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use aws_smithy_async::rt::sleep::{SharedAsyncSleep, TokioSleep};
use aws_smithy_runtime_api::client::behavior_version::BehaviorVersion;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::{ConnectorError, SdkError};
#[cfg(feature = "embedded")]
use aws_smithy_runtime_api::client::stalled_stream_protection::StalledStreamProtectionConfig;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_smithy_types::timeout::TimeoutConfig;
use aws_types::region::Region;
use aws_types::request_id::RequestId;
use aws_types::service_config::{LoadServiceConfig, ServiceConfigKey};
use http::Route;
use std::error::Error as _;
use std::time::{Duration, Instant};

/// How long making a connection may take at most.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// The SDK's defaults as of this version: a newer SDK does not change how this tool retries and times out.
fn behavior() -> BehaviorVersion {
    BehaviorVersion::v2026_01_12()
}

/// Configures a client of AWS itself in `region`, with credentials, which are loaded now. Endpoints of the environment and of the
/// profile are not used: the target decides where a service is.
///
/// # Errors
/// [`AccessError::CaBundle`], and those of the credentials: [`AccessError::NoCredentials`], [`AccessError::SsoLogin`],
/// [`AccessError::CredentialProcess`], [`Error::Unreachable`].
pub(crate) async fn configure(access: &Access, region: &str) -> Result<SdkConfig> {
    let region = Region::new(region.to_owned());
    let mut loader = aws_config::defaults(behavior())
        .region(region.clone())
        .timeout_config(timeouts(access.timeout))
        .http_client(http::client(access.ca_bundle.as_ref(), Route::Environment)?)
        .no_credentials();
    if let Some(profile) = &access.profile {
        loader = loader.profile_name(profile);
    }
    let mut config = loader.load().await.into_builder();
    config.set_endpoint_url(None).set_service_config(None::<NoServiceConfig>).set_token_provider(None);
    // STS is called in the region of the profile; a user pool may be in another.
    config.set_region(access.region.clone().map_or_else(|| region.clone(), Region::new));
    let config = config.build();
    // Boxed, since the futures of the credential providers are large and deeply nested.
    let credentials = Box::pin(access.credentials(&config)).await?;
    Ok(config.into_builder().region(region).credentials_provider(credentials).build())
}

/// Configures a client of STS.
///
/// # Errors
/// As [`configure`].
pub(crate) async fn configure_sts(access: &Access, region: &str) -> Result<SdkConfig> {
    let config = configure(access, region).await?;
    access.with_endpoint(&config, access.issuers.sts.as_ref())
}

/// Returns the credentials of AWS, to sign a token without a client.
///
/// # Errors
/// As [`configure`].
pub(crate) async fn credentials(access: &Access, region: &str) -> Result<Credentials> {
    if let Some(keys) = access.configured_keys() {
        return Ok(keys);
    }
    let config = configure(access, region).await?;
    let missing = |source: Cause| Error::Access(AccessError::NoCredentials { source });
    let provider =
        config.credentials_provider().ok_or_else(|| missing("no source of credentials is configured".into()))?;
    provider.provide_credentials().await.map_err(|error| missing(Box::new(error)))
}

/// The type of a service configuration that is never there: it is what endpoints of the environment come through.
#[derive(Debug)]
enum NoServiceConfig {}

impl LoadServiceConfig for NoServiceConfig {
    fn load_config(&self, _: ServiceConfigKey<'_>) -> Option<String> {
        match *self {}
    }
}

/// Configures a client of an endpoint. On a local target that is an emulator, unless its host belongs to AWS: neither `aws-config`
/// nor, for plain `http`, TLS is set up for it, which is most of the time of a short command.
///
/// # Errors
/// As [`configure`].
pub(crate) async fn configure_endpoint(access: &Access, region: &str, endpoint: &Endpoint) -> Result<SdkConfig> {
    let config = match access.prod || endpoint.is_aws() {
        true => configure(access, region).await?,
        false => {
            let credentials = emulator_credentials(access, endpoint);
            without_chain(region, credentials).timeout_config(timeouts(access.timeout)).build()
        }
    };
    access.with_endpoint(&config, Some(endpoint))
}

/// The credentials that requests to an emulator are signed with: the keys of the environment or the profile, otherwise dummy keys,
/// of letters and digits only, as DynamoDB Local wants them. An emulator does not look at a session token, so none is sent in
/// clear.
fn emulator_credentials(access: &Access, endpoint: &Endpoint) -> Credentials {
    match &access.keys {
        Some(keys) if endpoint.is_plain => Credentials::new(&keys.id, &keys.secret, None, None, "keys"),
        Some(keys) => keys.credentials(),
        None => dummy_credentials(),
    }
}

fn dummy_credentials() -> Credentials {
    Credentials::new("cruddur", "cruddur", None, None, "dummy")
}

/// Configures a client that speaks through `http`, which is inside the process.
#[cfg(feature = "embedded")]
pub(crate) fn configure_embedded(
    region: &str,
    http: aws_smithy_runtime_api::client::http::SharedHttpClient,
) -> SdkConfig {
    // Nothing is sent anywhere: the name only has to be a URL, and nobody looks at a signature.
    let mut config = without_chain(region, dummy_credentials())
        .endpoint_url("http://embedded.invalid")
        .retry_config(aws_smithy_types::retry::RetryConfig::disabled())
        // The engine takes a request as a whole, which looks like an upload that stands still.
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        .http_client(http);
    config.set_credentials_provider(None);
    config.build()
}

fn without_chain(region: &str, credentials: Credentials) -> aws_types::sdk_config::Builder {
    SdkConfig::builder()
        .behavior_version(behavior())
        .region(Region::new(region.to_owned()))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .retry_config(aws_smithy_types::retry::RetryConfig::standard())
        .sleep_impl(SharedAsyncSleep::new(TokioSleep::new()))
}

/// A whole call within `timeout`, and an attempt within less of it, so that a hanging one is tried again.
fn timeouts(timeout: Duration) -> TimeoutConfig {
    let attempt = timeout.mul_f64(0.4);
    TimeoutConfig::builder()
        .operation_timeout(timeout)
        .operation_attempt_timeout(attempt)
        .connect_timeout(attempt.min(CONNECT_TIMEOUT))
        .build()
}

/// A service as seen by one client: what it is called, and where it is, for errors and traces.
#[derive(Debug, Clone)]
pub(crate) struct Service {
    pub(crate) name: &'static str,
    pub(crate) at: String,
    /// The region on production.
    pub(crate) region: Option<String>,
    pub(crate) observer: Observer,
}

impl Service {
    /// Sends one operation (its API name; `on` is the table or pool that it
    /// concerns, or the endpoint where it concerns none), times it, and says what went wrong.
    pub(crate) async fn call<T, E>(
        &self,
        operation: &'static str,
        on: &str,
        send: impl Future<Output = Result<T, SdkError<E, HttpResponse>>>,
    ) -> Result<T>
    where
        E: std::error::Error + ProvideErrorMetadata + Send + Sync + 'static,
    {
        self.call_or(operation, on, send, |_| None).await
    }

    /// As [`Service::call`], for an operation some of whose errors mean something of their own, as `meaning` says.
    pub(crate) async fn call_or<T, E>(
        &self,
        operation: &'static str,
        on: &str,
        send: impl Future<Output = Result<T, SdkError<E, HttpResponse>>>,
        meaning: impl FnOnce(&E) -> Option<Error>,
    ) -> Result<T>
    where
        E: std::error::Error + ProvideErrorMetadata + Send + Sync + 'static,
    {
        let started = Instant::now();
        let result = send.await;
        self.observer.tell(Event::Call {
            service: self.name,
            operation: operation.to_owned(),
            took: started.elapsed(),
        });
        result.map_err(|error| {
            let meant = error.as_service_error().and_then(meaning);
            meant.unwrap_or_else(|| self.fault(operation, on, error))
        })
    }

    /// That there is no such table.
    pub(crate) fn no_table(&self, table: &str) -> Error {
        Error::NoTable { table: table.to_owned(), at: self.at.clone(), region: self.region.clone() }
    }

    /// What an SDK error means. Source: the SDK's `SdkError`, and "Common errors" of the services' API references.
    fn fault<E>(&self, operation: &'static str, on: &str, error: SdkError<E, HttpResponse>) -> Error
    where
        E: std::error::Error + ProvideErrorMetadata + Send + Sync + 'static,
    {
        if let SdkError::ServiceError(context) = &error {
            let Some(code) = context.err().code().map(str::to_owned) else {
                let status = context.raw().status().as_u16();
                return Error::NotTheService { operation, service: self.name, at: self.at.clone(), status };
            };
            let message = context.err().message().unwrap_or("the service gave no reason").to_owned();
            return match code.as_str() {
                "ResourceNotFoundException" if self.name == "Cognito" => {
                    Error::NoSuchPool { id: on.to_owned(), at: self.at.clone() }
                }
                "ResourceNotFoundException" if on != self.at => self.no_table(on),
                "UnrecognizedClientException"
                | "InvalidSignatureException"
                | "ExpiredTokenException"
                | "MissingAuthenticationTokenException"
                | "IncompleteSignatureException" => {
                    Error::Credentials { operation, source: format!("{code}: {message}").into() }
                }
                _ => Error::Service {
                    operation,
                    on: on.to_owned(),
                    request_id: context.err().meta().request_id().map(str::to_owned),
                    code,
                    message,
                },
            };
        }
        let source: Cause = error.into_source().unwrap_or_else(|error| Box::new(error));
        let source = match own(source) {
            Ok(error) => return error,
            Err(source) => source,
        };
        if has(&*source, |error| error.is::<body::TooLong>()) {
            return Error::AnswerTooLong { operation, at: self.at.clone(), limit: body::MAX_ANSWER };
        }
        if has(&*source, |error| error.is::<CredentialsError>()) {
            Error::Credentials { operation, source }
        } else {
            Error::Unreachable { operation, service: self.name, at: self.at.clone(), source }
        }
    }
}

/// The error of this library that a connector failed with: one that is inside the process has its own.
fn own(source: Cause) -> std::result::Result<Error, Cause> {
    let connector = source.downcast::<ConnectorError>()?;
    if !connector.source().is_some_and(|inner| inner.is::<Error>()) {
        return Err(connector);
    }
    let inner: Cause = connector.into_source();
    inner.downcast::<Error>().map(|error| *error)
}

/// Whether an error, or one that led to it, is of a kind.
fn has(error: &(dyn std::error::Error + 'static), is: fn(&(dyn std::error::Error + 'static)) -> bool) -> bool {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if is(error) {
            return true;
        }
        cause = error.source();
    }
    false
}
