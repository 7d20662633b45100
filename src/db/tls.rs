//! How a connection to PostgreSQL is encrypted and verified: what each `sslmode` means to libpq, by rustls.

use super::fault::{cause, causes, is_network, rejection};
use super::url::{ConnectionUrl, Tls};
use crate::error::{Error, Result};
use postgres::{Client, NoTls};
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, aws_lc_rs, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use std::sync::Arc;
use tokio_postgres_rustls::MakeRustlsConnect;

/// The public roots of RDS, so that its URL works with nothing to download.
/// Source: Amazon RDS user guide, "Using SSL/TLS to encrypt a connection", the bundle of all regions.
const RDS_ROOTS: &[u8] = include_bytes!("rds-roots.pem");

/// Connects as the URL says. On `prod` the roots of RDS are trusted beside the system's.
///
/// # Errors
/// [`Error::DatabaseUnreachable`], [`Error::DatabaseLogin`], and [`Error::Unreadable`] for a root certificate file.
pub(super) fn connect(url: &ConnectionUrl, prod: bool) -> Result<Client> {
    let connected = match url.tls() {
        Tls::Off => url.config().connect(NoTls),
        mode => url.config().connect(MakeRustlsConnect::new(client_config(url, mode, prod)?)),
    };
    connected.map_err(|error| refusal(url, error))
}

/// Why there is no connection: of TLS, which of the three things it can be.
fn refusal(url: &ConnectionUrl, error: postgres::Error) -> Error {
    let at = url.to_string();
    if let Some(code) = error.code().cloned() {
        return rejection(at, &code, error);
    }
    match rustls_error(&error) {
        Some(rustls::Error::InvalidCertificate(
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
        )) => Error::TlsWrongHost { at, source: cause(error) },
        Some(rustls::Error::InvalidCertificate(why)) if is_about_time(why) => {
            Error::TlsInvalid { at, source: cause(error) }
        }
        Some(rustls::Error::InvalidCertificate(_)) => Error::TlsUntrusted { at, source: cause(error) },
        // With TLS asked for, what fails in the handshake and is neither rustls nor the network is the server's answer.
        None if error.to_string() == TLS_FAILED && !is_network(&error) => Error::TlsNotOffered { at },
        _ => Error::DatabaseUnreachable { at, source: cause(error) },
    }
}

/// Whether another root would change nothing.
fn is_about_time(why: &CertificateError) -> bool {
    use CertificateError::{Expired, ExpiredContext, NotValidYet, NotValidYetContext, Revoked};
    matches!(why, Expired | ExpiredContext { .. } | NotValidYet | NotValidYetContext { .. } | Revoked)
}

/// How the driver says that it is about TLS; its kind of an error is not public.
const TLS_FAILED: &str = "error performing TLS handshake";

fn rustls_error(error: &postgres::Error) -> Option<&rustls::Error> {
    causes(error).find_map(|cause| match cause.downcast_ref::<std::io::Error>() {
        // The source of an I/O error is not what it wraps, but that one's source.
        Some(io) => io.get_ref()?.downcast_ref(),
        None => cause.downcast_ref(),
    })
}

fn client_config(url: &ConnectionUrl, mode: Tls, prod: bool) -> Result<ClientConfig> {
    let provider = Arc::new(aws_lc_rs::default_provider());
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(|error| Error::DatabaseUnreachable { at: url.to_string(), source: Box::new(error) })?;
    if mode == Tls::Full {
        return Ok(builder.with_root_certificates(roots(url, prod)?).with_no_client_auth());
    }
    let chain = if mode == Tls::Chain {
        let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots(url, prod)?), Arc::clone(&provider));
        Some(
            verifier
                .build()
                .map_err(|error| Error::DatabaseUnreachable { at: url.to_string(), source: Box::new(error) })?,
        )
    } else {
        None
    };
    let verifier = WithoutHostName { provider, chain };
    Ok(builder.dangerous().with_custom_certificate_verifier(Arc::new(verifier)).with_no_client_auth())
}

/// The file that the URL names, else the system's roots, with those of RDS on prod.
fn roots(url: &ConnectionUrl, prod: bool) -> Result<RootCertStore> {
    let mut roots = RootCertStore::empty();
    if let Some(path) = url.root() {
        let unreadable = |error| Error::Unreadable { path: path.clone(), source: std::io::Error::other(error) };
        for certificate in CertificateDer::pem_file_iter(path).map_err(unreadable)? {
            roots
                .add(certificate.map_err(unreadable)?)
                .map_err(|error| Error::Unreadable { path: path.clone(), source: std::io::Error::other(error) })?;
        }
        return Ok(roots);
    }
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if prod {
        roots.add_parsable_certificates(CertificateDer::pem_slice_iter(RDS_ROOTS).filter_map(std::result::Result::ok));
    }
    Ok(roots)
}

/// What `prefer`, `require` and `verify-ca` ask for: a handshake that is really the server's, its chain where one is
/// wanted, and no look at the host name.
#[derive(Debug)]
struct WithoutHostName {
    provider: Arc<CryptoProvider>,
    chain: Option<Arc<WebPkiServerVerifier>>,
}

impl ServerCertVerifier for WithoutHostName {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let Some(chain) = &self.chain else {
            return Ok(ServerCertVerified::assertion());
        };
        // rustls looks at the chain before the name: an error about the name means that the chain is good.
        match chain.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now) {
            Err(rustls::Error::InvalidCertificate(
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
            )) => Ok(ServerCertVerified::assertion()),
            other => other,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, certificate, signature, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, certificate, signature, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
