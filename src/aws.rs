//! How the AWS clients are configured, and what their failures mean: shared by DynamoDB and Cognito.

mod body;
mod files;

pub(crate) use files::check_profile_files;

use crate::error::{Cause, Error, Result};
use crate::event::{Event, Observer};
use crate::target::Target;
use aws_config::SdkConfig;
use aws_config::profile::ProfileFileCredentialsProvider;
use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_credential_types::provider::error::CredentialsError;
use aws_smithy_async::rt::sleep::{SharedAsyncSleep, TokioSleep};
use aws_smithy_http_client::proxy::ProxyConfig;
use aws_smithy_runtime_api::client::behavior_version::BehaviorVersion;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::{ConnectorError, SdkError};
#[cfg(feature = "embedded")]
use aws_smithy_runtime_api::client::stalled_stream_protection::StalledStreamProtectionConfig;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_smithy_types::timeout::TimeoutConfig;
use aws_types::region::Region;
use aws_types::request_id::RequestId;
use aws_types::service_config::{LoadServiceConfig, ServiceConfigKey};
use std::error::Error as _;
use std::time::{Duration, Instant};

/// How long making a connection may take at most.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// The SDK's defaults as of this version: a newer SDK does not change how this tool retries and times out.
fn behavior() -> BehaviorVersion {
    BehaviorVersion::v2026_01_12()
}

/// The region that the AWS profile names, where its files name one.
pub(crate) async fn profile_region(profile: Option<&str>) -> Option<String> {
    use aws_config::meta::region::ProvideRegion;
    let mut provider = aws_config::profile::ProfileFileRegionProvider::builder();
    if let Some(name) = profile {
        provider = provider.profile_name(name);
    }
    Some(provider.build().region().await?.to_string())
}

/// Configures a client of AWS itself: the whole credential chain, TLS, `region`.
///
/// Endpoints from the environment or the profile are not honoured: where a service is, is the target's business.
pub(crate) async fn configure(target: &Target, region: &str) -> SdkConfig {
    let mut loader = aws_config::defaults(behavior())
        .region(Region::new(region.to_owned()))
        .timeout_config(timeouts(target.timeout))
        .http_client(body::limited(https()));
    if let Some(profile) = &target.profile {
        loader = loader.profile_name(profile);
        if target.profile_is_typed {
            // The default chain looks at the environment first, and a flag wins over the environment.
            let provider = ProfileFileCredentialsProvider::builder().profile_name(profile).build();
            loader = loader.credentials_provider(provider);
        }
    }
    let loaded = loader.load().await;
    let mut builder = loaded.into_builder();
    builder.set_endpoint_url(None).set_service_config(None::<NoServiceConfig>);
    builder.build()
}

/// The type of a service configuration that is never there: it is what endpoints of the environment come through.
#[derive(Debug)]
enum NoServiceConfig {}

impl LoadServiceConfig for NoServiceConfig {
    fn load_config(&self, _: ServiceConfigKey<'_>) -> Option<String> {
        match *self {}
    }
}

/// Configures a client of an endpoint named by its URL, such as an emulator: for plain `http` neither `aws-config` nor TLS
/// is built, which is most of a short command's time.
pub(crate) async fn configure_endpoint(target: &Target, region: &str, url: &str) -> SdkConfig {
    if target.is_prod() || (target.profile.is_some() && target.keys.is_none()) {
        let loaded = configure(target, region).await;
        return loaded.into_builder().endpoint_url(url).build();
    }
    let config = without_chain(target, region).endpoint_url(url).timeout_config(timeouts(target.timeout));
    let http = if url.starts_with("https:") {
        aws_smithy_http_client::Builder::new().tls_provider(tls()).build_https()
    } else {
        aws_smithy_http_client::Builder::new().build_http()
    };
    config.http_client(body::limited(http)).build()
}

/// The HTTP client that the SDK uses by default: TLS with the roots of the system, and the proxy of the environment.
fn https() -> SharedHttpClient {
    aws_smithy_http_client::Builder::new().build_with_connector_fn(|settings, components| {
        let mut connector = aws_smithy_http_client::Connector::builder().tls_provider(tls());
        connector.set_proxy_config(Some(ProxyConfig::from_env()));
        connector.set_connector_settings(settings.cloned());
        if let Some(components) = components {
            connector.set_sleep_impl(components.sleep_impl());
        }
        connector.build()
    })
}

/// Configures a client that speaks through `http`, which is inside the process.
#[cfg(feature = "embedded")]
pub(crate) fn configure_embedded(target: &Target, http: SharedHttpClient) -> SdkConfig {
    // Nothing is sent anywhere: the name only has to be a URL, and nobody looks at a signature.
    let mut config = without_chain(target, target.region_or_default())
        .endpoint_url("http://embedded.invalid")
        .retry_config(aws_smithy_types::retry::RetryConfig::disabled())
        // The engine takes a request as a whole, which looks like an upload that stands still.
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        .http_client(http);
    config.set_credentials_provider(None);
    config.build()
}

fn without_chain(target: &Target, region: &str) -> aws_types::sdk_config::Builder {
    let credentials = match &target.keys {
        Some(keys) => Credentials::new(&keys.id, &keys.secret, keys.session_token.clone(), None, "environment"),
        // DynamoDB Local takes letters and digits only.
        None => Credentials::new("cruddur", "cruddur", None, None, "emulator"),
    };
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

fn tls() -> aws_smithy_http_client::tls::Provider {
    aws_smithy_http_client::tls::Provider::Rustls(aws_smithy_http_client::tls::rustls_provider::CryptoMode::AwsLc)
}

/// A service as seen by one client: what it is called, and where it is, for errors and traces.
#[derive(Debug, Clone)]
pub(crate) struct Service {
    pub(crate) name: &'static str,
    pub(crate) at: String,
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
                "ResourceNotFoundException" if on != self.at => {
                    Error::NoTable { table: on.to_owned(), at: self.at.clone() }
                }
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
            Error::Unreachable { operation, at: self.at.clone(), source }
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
