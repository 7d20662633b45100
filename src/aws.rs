//! The configuration of the AWS clients, and what their failures mean. DynamoDB, Cognito and STS share it.

mod access;
mod body;
mod credentials;
mod endpoint;
#[cfg(any(feature = "serve", feature = "stack"))]
mod exchange;
#[cfg(any(feature = "serve", feature = "stack"))]
mod fetch;
mod http;
mod keys;
mod pool;
mod process;
mod profile;
mod rds_token;
#[cfg(feature = "stack")]
pub(crate) mod signed;

pub(crate) use access::{Access, NamedProfile, Settings, configured_endpoints, configured_profiles};
pub use endpoint::Endpoint;
pub(crate) use endpoint::is_aws_host;
#[cfg(any(feature = "serve", feature = "stack"))]
pub(crate) use fetch::fetch;
pub(crate) use process::printed;
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
pub(crate) use http::Route;
use std::error::Error as _;
use std::time::{Duration, Instant};

/// The time limit for making a connection.
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
    provided(&configure(access, region).await?).await
}

/// Returns the credentials of a configuration.
///
/// # Errors
/// [`AccessError::NoCredentials`]
async fn provided(config: &SdkConfig) -> Result<Credentials> {
    let missing = |source: Cause| Error::Access(AccessError::NoCredentials { source });
    let provider =
        config.credentials_provider().ok_or_else(|| missing("no source of credentials is configured".into()))?;
    provider.provide_credentials().await.map_err(|error| missing(Box::new(error)))
}

/// The type of a service configuration that never exists. The SDK would read the endpoints of the environment from one.
#[derive(Debug)]
enum NoServiceConfig {}

impl LoadServiceConfig for NoServiceConfig {
    fn load_config(&self, _: ServiceConfigKey<'_>) -> Option<String> {
        match *self {}
    }
}

/// Configures a client of an endpoint. On a local target the endpoint is an emulator, unless its host belongs to AWS. For an
/// emulator `aws-config` is not set up, and neither is TLS for plain `http`: they take most of the time of a short command.
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

/// Returns the credentials for requests to an emulator: the keys of the environment or of the profile, or else dummy keys. Dummy
/// keys have letters and digits only, as DynamoDB Local requires. An emulator ignores a session token, so none is sent over plain
/// `http`.
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

/// Configures a client of the embedded engine. `http` takes its requests inside the process.
#[cfg(feature = "embedded")]
pub(crate) fn configure_embedded(
    region: &str,
    http: aws_smithy_runtime_api::client::http::SharedHttpClient,
) -> SdkConfig {
    // No request leaves the process. The endpoint only has to be a URL, and no signature is checked.
    let mut config = without_chain(region, dummy_credentials())
        .endpoint_url("http://embedded.invalid")
        .retry_config(aws_smithy_types::retry::RetryConfig::disabled())
        // The engine reads a request as a whole. The SDK would take that for a stalled upload.
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

/// The time limits: `timeout` for a call, and less for each attempt, so that an attempt that hangs is retried.
fn timeouts(timeout: Duration) -> TimeoutConfig {
    let attempt = timeout.mul_f64(0.4);
    TimeoutConfig::builder()
        .operation_timeout(timeout)
        .operation_attempt_timeout(attempt)
        .connect_timeout(attempt.min(CONNECT_TIMEOUT))
        .build()
}

/// The name and the location of a service, for errors and traces.
#[derive(Debug, Clone)]
pub(crate) struct Service {
    pub(crate) name: &'static str,
    pub(crate) at: String,
    /// The region, on prod.
    pub(crate) region: Option<String>,
    pub(crate) observer: Observer,
}

impl Service {
    /// Sends one operation, and reports its duration to the observer. `operation` is its API name. `on` is its table or pool, for
    /// errors, or the endpoint if it has neither.
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

    /// As [`Service::call`]. `meaning` returns the error for a service error that has a meaning of its own, or `None`.
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

    /// The error of a table that does not exist.
    pub(crate) fn no_table(&self, table: &str) -> Error {
        Error::NoTable { table: table.to_owned(), at: self.at.clone(), region: self.region.clone() }
    }

    /// Returns the error that an SDK error stands for. Source: the SDK's `SdkError`, and "Common errors" of the services' API
    /// references.
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

/// Returns the error of this library that a connector failed with. Only the connector of the embedded engine has such errors.
fn own(source: Cause) -> std::result::Result<Error, Cause> {
    let connector = source.downcast::<ConnectorError>()?;
    if !connector.source().is_some_and(|inner| inner.is::<Error>()) {
        return Err(connector);
    }
    let inner: Cause = connector.into_source();
    inner.downcast::<Error>().map(|error| *error)
}

/// Whether `is` holds for an error or for one of its causes.
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
