//! The HTTP clients of the SDK: which certificate authorities they trust, and when they use a proxy.

use super::body::limited;
use super::endpoint::Endpoint;
use super::pool::per_thread;
use crate::error::{AccessError, Error, Result};
use crate::text::small_file;
use aws_smithy_http_client::proxy::ProxyConfig;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_http_client::tls::{Provider, TlsContext, TrustStore};
use aws_smithy_http_client::{Builder, Connector};
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use std::path::PathBuf;

const CERTIFICATE_END: &str = "-----END CERTIFICATE-----";

/// A PEM file of certificate authorities, which are trusted instead of the system's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CaBundle {
    /// `AWS_CA_BUNDLE`, or `ca_bundle` of a profile.
    pub(super) origin: String,
    pub(super) path: PathBuf,
}

/// Whether requests go through a proxy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Route {
    /// Through the proxy of `HTTPS_PROXY`, `HTTP_PROXY` or `ALL_PROXY`, except to the hosts of `NO_PROXY`.
    Environment,
    /// Never through a proxy.
    Direct,
}

/// A client for `https` and `http`. Reads the bundle.
///
/// # Errors
/// [`AccessError::CaBundle`]
pub(super) fn client(bundle: Option<&CaBundle>, route: Route) -> Result<SharedHttpClient> {
    let context = match bundle {
        Some(bundle) => trust(bundle)?,
        None => TlsContext::default(),
    };
    let proxy = match route {
        Route::Environment => ProxyConfig::from_env(),
        Route::Direct => ProxyConfig::disabled(),
    };
    Ok(limited(per_thread(move || {
        let (context, proxy) = (context.clone(), proxy.clone());
        Builder::new().build_with_connector_fn(move |settings, components| {
            let mut connector = Connector::builder().tls_provider(Provider::Rustls(CryptoMode::Ring));
            connector.set_tls_context(context.clone());
            connector.set_proxy_config(Some(proxy.clone()));
            connector.set_connector_settings(settings.cloned());
            if let Some(components) = components {
                connector.set_sleep_impl(components.sleep_impl());
            }
            connector.build()
        })
    })))
}

/// A client for one endpoint. Plain `http` uses no proxy and no TLS, whose set-up takes most of the time of a short command. A
/// loopback address is never reached through a proxy.
///
/// # Errors
/// As [`client`].
pub(super) fn client_for(endpoint: &Endpoint, bundle: Option<&CaBundle>) -> Result<SharedHttpClient> {
    match (endpoint.is_plain, endpoint.is_loopback()) {
        (true, _) => Ok(limited(per_thread(|| Builder::new().build_http()))),
        (false, true) => client(bundle, Route::Direct),
        (false, false) => client(bundle, Route::Environment),
    }
}

/// A connector for one endpoint, for a request that no client of the SDK sends. A loopback address is never reached through a proxy.
///
/// # Errors
/// As [`client`].
#[cfg(any(feature = "serve", feature = "stack"))]
pub(super) fn connector_for(endpoint: &Endpoint, bundle: Option<&CaBundle>, route: Route) -> Result<Connector> {
    if endpoint.is_plain {
        return Ok(Connector::builder().build_http());
    }
    let proxy = match route {
        Route::Environment if !endpoint.is_loopback() => ProxyConfig::from_env(),
        Route::Environment | Route::Direct => ProxyConfig::disabled(),
    };
    let mut connector = Connector::builder().tls_provider(Provider::Rustls(CryptoMode::Ring));
    connector.set_tls_context(bundle.map(trust).transpose()?.unwrap_or_default());
    connector.set_proxy_config(Some(proxy));
    Ok(connector.build())
}

/// Reads a bundle. Certificates that rustls cannot use are left out, as OpenSSL does.
fn trust(bundle: &CaBundle) -> Result<TlsContext> {
    let path = bundle.path.display();
    let bad = |why: String| Error::Access(AccessError::CaBundle { origin: bundle.origin.clone(), why });
    let text = small_file(&bundle.path)
        .map_err(|error| bad(format!("cannot read {path}: {error}")))?
        .ok_or_else(|| bad(format!("{path} is not a text file")))?;
    // The SDK panics at a certificate that it cannot read.
    let usable: Vec<&str> =
        text.split_inclusive(CERTIFICATE_END).filter(|certificate| is_usable(certificate)).collect();
    if usable.is_empty() {
        return Err(bad(format!("{path} contains no certificate in PEM form")));
    }
    let store = usable.into_iter().fold(TrustStore::empty(), |store, pem| store.with_pem_certificate(pem));
    TlsContext::builder().with_trust_store(store).build().map_err(|error| bad(error.to_string()))
}

/// Whether a text contains certificates in PEM form, each of which rustls can trust.
fn is_usable(pem: &str) -> bool {
    let certificates = CertificateDer::pem_slice_iter(pem.as_bytes()).collect::<Result<Vec<_>, _>>();
    certificates.is_ok_and(|certificates| {
        let mut roots = RootCertStore::empty();
        !certificates.is_empty() && certificates.into_iter().all(|certificate| roots.add(certificate).is_ok())
    })
}
