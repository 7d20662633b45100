//! The TLS configuration of a connection to PostgreSQL. Each `sslmode` means the same as in libpq; rustls implements it.

use crate::error::{DatabaseError, Error, FileError, Result, TlsError, TlsFileFault};
use crate::target::connection_url::{ClientCertificate, ConnectionUrl, Roots, Tls};
use crate::text::small_file;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, CertificateRevocationListDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::sync::Arc;

/// The public roots of RDS, so that a user need not download them. The file says where they come from and when they were fetched.
/// `src/db/refresh-rds-roots` refreshes it.
/// Source: Amazon RDS user guide, "Using SSL/TLS to encrypt a connection", the bundle of all commercial regions.
const RDS_ROOTS: &[u8] = include_bytes!("../rds-roots.pem");

/// The protocol that TLS without a request has to name. Source: PostgreSQL, "SSL Session Encryption".
const PROTOCOL: &[u8] = b"postgresql";

/// Returns the TLS configuration for a connection string.
///
/// # Errors
/// [`FileError::Unreadable`] and [`TlsError::File`] for a file that it names.
pub(super) fn client_config(url: &ConnectionUrl, prod: bool) -> Result<ClientConfig> {
    let options = &url.tls;
    let provider = Arc::new(ring::default_provider());
    let unusable = |error: &dyn std::fmt::Display| {
        Error::Database(DatabaseError::Unreachable { at: url.to_string(), source: error.to_string().into() })
    };
    let versions = [(options.versions.0, &rustls::version::TLS12), (options.versions.1, &rustls::version::TLS13)];
    let versions: Vec<_> =
        versions.into_iter().filter(|(is_allowed, _)| *is_allowed).map(|(_, version)| version).collect();
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_protocol_versions(&versions)
        .map_err(|error| unusable(&error))?;
    let chain = match roots(&options.roots, options.mode, prod)? {
        Some(roots) => {
            let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider))
                .with_crls(revoked(options.revoked.as_deref())?)
                .enforce_revocation_expiration();
            Some(verifier.build().map_err(|error| unusable(&error))?)
        }
        None => None,
    };
    let builder = match chain {
        Some(verifier) if options.mode == Tls::Full => builder.with_webpki_verifier(verifier),
        chain => builder.dangerous().with_custom_certificate_verifier(Arc::new(WithoutHostName { provider, chain })),
    };
    let mut config = match options.certificate.as_ref().map(identity).transpose()?.flatten() {
        Some((chain, key)) => builder.with_client_auth_cert(chain, key).map_err(|error| unusable(&error))?,
        None => builder.with_no_client_auth(),
    };
    config.enable_sni = options.sends_name;
    if options.is_direct {
        config.alpn_protocols = vec![PROTOCOL.to_vec()];
    }
    Ok(config)
}

/// Returns the roots that verify the chain, or `None` if the chain is not verified. As in libpq, every mode uses a file of roots
/// if there is one. Without it, the modes that verify the chain use the system's roots, and on prod those of RDS too.
fn roots(roots: &Roots, mode: Tls, prod: bool) -> Result<Option<RootCertStore>> {
    let mut store = RootCertStore::empty();
    match roots {
        Roots::File(path) => add_file(&mut store, path)?,
        Roots::IfPresent(path) if path.exists() => add_file(&mut store, path)?,
        _ if mode < Tls::Chain => return Ok(None),
        _ => {
            store.add_parsable_certificates(default_roots(prod));
        }
    }
    Ok(Some(store))
}

/// Returns the roots for a connection that names no file of them: the system's, and on `prod` those of RDS too.
fn default_roots(prod: bool) -> Vec<CertificateDer<'static>> {
    let mut found = rustls_native_certs::load_native_certs().certs;
    if prod {
        found.extend(CertificateDer::pem_slice_iter(RDS_ROOTS).filter_map(Result::ok));
    }
    found
}

/// Returns the roots for a connection that names no file of them, in PEM, for another program. They are those that this tool trusts
/// itself: a certificate that it cannot read is left out.
pub(crate) fn default_roots_pem(prod: bool) -> String {
    let is_usable = |root: &CertificateDer<'static>| RootCertStore::empty().add(root.clone()).is_ok();
    default_roots(prod).iter().filter(|root| is_usable(root)).map(|root| pem(root)).collect()
}

/// Returns a certificate in PEM. Source: RFC 7468, section 2.
fn pem(certificate: &[u8]) -> String {
    let encoded = aws_smithy_types::base64::encode(certificate);
    let mut text = "-----BEGIN CERTIFICATE-----\n".to_owned();
    let mut rest = encoded.as_str();
    while !rest.is_empty() {
        // Base64 is ASCII.
        let (line, after) = rest.split_at(rest.len().min(64));
        text.extend([line, "\n"]);
        rest = after;
    }
    text.push_str("-----END CERTIFICATE-----\n");
    text
}

/// Adds the roots in a file.
fn add_file(store: &mut RootCertStore, path: &Path) -> Result<()> {
    for certificate in certificates(path)? {
        store.add(certificate).map_err(|_| unusable(path, TlsFileFault::Unreadable))?;
    }
    Ok(())
}

/// Reads the certificates in a file.
fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>> {
    let text = read(path)?;
    let parsed: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(text.as_bytes()).collect();
    match parsed {
        Ok(certificates) if certificates.is_empty() => Err(unusable(path, TlsFileFault::NoCertificate)),
        parsed => parsed.map_err(|_| unusable(path, TlsFileFault::NotPem)),
    }
}

/// Reads the lists of revoked certificates in a file.
fn revoked(path: Option<&Path>) -> Result<Vec<CertificateRevocationListDer<'static>>> {
    let Some(path) = path else { return Ok(Vec::new()) };
    let text = read(path)?;
    let parsed: Result<Vec<_>, _> = CertificateRevocationListDer::pem_slice_iter(text.as_bytes()).collect();
    match parsed {
        Ok(lists) if lists.is_empty() => Err(unusable(path, TlsFileFault::NoRevocationList)),
        parsed => parsed.map_err(|_| unusable(path, TlsFileFault::NotPem)),
    }
}

/// Reads the client's certificates and key. Returns `None` if no certificate is named and the default file does not exist.
fn identity(client: &ClientCertificate) -> Result<Option<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>)>> {
    if !client.is_named && !client.certificate.exists() {
        return Ok(None);
    }
    check_key_mode(&client.key)?;
    let key = PrivateKeyDer::from_pem_slice(read(&client.key)?.as_bytes())
        .map_err(|_| unusable(&client.key, TlsFileFault::NoKey))?;
    Ok(Some((certificates(&client.certificate)?, key)))
}

/// Refuses a key that others may read. As in libpq, only its owner may read it, or a group too if root owns it.
fn check_key_mode(path: &Path) -> Result<()> {
    let metadata = std::fs::metadata(path)
        .map_err(|source| Error::File(FileError::Unreadable { path: path.to_owned(), source }))?;
    let forbidden = if metadata.uid() == 0 { 0o037 } else { 0o077 };
    if metadata.mode() & forbidden == 0 {
        return Ok(());
    }
    Err(unusable(path, TlsFileFault::OpenKey))
}

fn read(path: &Path) -> Result<String> {
    let unreadable = |source: io::Error| Error::File(FileError::Unreadable { path: path.to_owned(), source });
    match small_file(path) {
        Ok(text) => text.ok_or_else(|| unusable(path, TlsFileFault::NoText)),
        Err(error) if error.kind() == io::ErrorKind::FileTooLarge => Err(unusable(path, TlsFileFault::TooLarge)),
        Err(error) => Err(unreadable(error)),
    }
}

fn unusable(path: &Path, why: TlsFileFault) -> Error {
    Error::Tls(TlsError::File { path: path.to_owned(), why })
}

/// The verification for `prefer`, `require` and `verify-ca`: the signatures of the handshake, the chain if there are roots, and
/// not the host name.
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
        // rustls verifies the chain before the name, so an error about the name means that the chain is valid.
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, SystemTime};
    use x509_cert::Certificate;
    use x509_cert::der::Decode as _;

    const YEAR: Duration = Duration::from_hours(365 * 24);

    /// Returns the subject of each RDS root that expires before `time`.
    fn roots_that_expire_before(time: SystemTime) -> Vec<String> {
        let roots = CertificateDer::pem_slice_iter(RDS_ROOTS).map(|root| {
            Certificate::from_der(&root.expect("a certificate in PEM form"))
                .expect("an X.509 certificate")
                .tbs_certificate
        });
        let expired = roots.filter(|root| root.validity.not_after.to_system_time() < time);
        expired.map(|root| root.subject.to_string()).collect()
    }

    /// A release is in use for a long time, so this fails a year before the first root expires: run `src/db/refresh-rds-roots`.
    #[test]
    fn no_root_of_rds_expires_within_a_year() {
        assert_eq!(roots_that_expire_before(SystemTime::now() + YEAR), Vec::<String>::new());
    }

    /// Shows that the test above reads the end of each root.
    #[test]
    fn every_root_of_rds_expires_within_200_years() {
        let all = CertificateDer::pem_slice_iter(RDS_ROOTS).count();
        assert_eq!(roots_that_expire_before(SystemTime::now() + YEAR * 200).len(), all);
    }

    /// [`roots`] leaves out what rustls cannot use.
    #[test]
    fn rustls_can_use_every_root_of_rds() {
        let mut store = RootCertStore::empty();
        for root in CertificateDer::pem_slice_iter(RDS_ROOTS) {
            store.add(root.expect("a certificate in PEM form")).expect("a root");
        }
        assert!(store.len() > 80, "{}", store.len());
    }

    /// psql is given every root in a form that this tool reads back.
    #[test]
    fn the_default_roots_are_written_in_pem() {
        let text = default_roots_pem(true);
        let read: Vec<_> =
            CertificateDer::pem_slice_iter(text.as_bytes()).map(|root| root.expect("a certificate")).collect();
        let usable = |root: &CertificateDer<'static>| RootCertStore::empty().add(root.clone()).is_ok();
        assert_eq!(read, default_roots(true).into_iter().filter(usable).collect::<Vec<_>>());
        assert!(text.lines().all(|line| line.len() <= 64), "{text}");
    }
}
