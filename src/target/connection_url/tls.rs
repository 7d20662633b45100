//! How a connection string asks for TLS.
//! Source: libpq, "SSL Support".

use super::settings::{Settings, Source};
use crate::error::Result;
use std::path::PathBuf;

/// The value of `sslrootcert` that means the system's roots.
const SYSTEM_ROOTS: &str = "system";

/// How much of TLS a connection requires, from the weakest mode to the strongest.
/// Source: libpq, "SSL Mode Descriptions".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tls {
    /// No TLS (`disable`).
    Off,
    /// TLS if the server offers it (`allow`, `prefer`).
    Optional,
    /// TLS. The chain is verified if there is a file of roots (`require`).
    Required,
    /// TLS, with the certificate chain verified (`verify-ca`).
    Chain,
    /// TLS, with chain and host name verified (`verify-full`).
    Full,
}

/// The TLS settings of a connection.
#[derive(Debug, Clone)]
pub(crate) struct TlsOptions {
    pub(crate) mode: Tls,
    /// The `sslmode` that is set, and its source.
    pub(super) named: Option<(&'static str, Source)>,
    /// Whether TLS begins without a request to the server (`sslnegotiation=direct`).
    pub(crate) is_direct: bool,
    pub(crate) roots: Roots,
    /// The file of revoked certificates.
    pub(crate) revoked: Option<PathBuf>,
    pub(crate) certificate: Option<ClientCertificate>,
    /// Whether the name of the server is sent (`sslsni`).
    pub(crate) sends_name: bool,
    /// Whether TLS 1.2 is allowed, and whether TLS 1.3 is.
    pub(crate) versions: (bool, bool),
}

/// The roots that verify a server's certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Roots {
    /// The roots of the system, and on prod those of RDS too.
    System,
    /// The roots in a file.
    File(PathBuf),
    /// The roots in a file if it exists, or those of the system.
    IfPresent(PathBuf),
}

/// The certificate of the client, which a server may request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ClientCertificate {
    pub(crate) certificate: PathBuf,
    pub(crate) key: PathBuf,
    /// Whether the certificate is named. Then it has to exist.
    pub(crate) is_named: bool,
}

impl TlsOptions {
    /// Reads the TLS settings. On `prod`, the default mode is `verify-full`.
    pub(super) fn read(settings: &Settings<'_>, prod: bool) -> Result<Self> {
        let root = settings.get("sslrootcert");
        let is_system = root == Some(SYSTEM_ROOTS);
        let modes = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"].map(|name| (name, name));
        let named = match settings.source("sslmode") {
            Some(source) => Some((settings.one_of("sslmode", &modes, "")?, source.clone())),
            None => None,
        };
        let mode = match named.as_ref().map(|(name, _)| *name) {
            None if prod || is_system => Tls::Full,
            None | Some("allow" | "prefer") => Tls::Optional,
            Some("disable") => Tls::Off,
            Some("require") => Tls::Required,
            Some("verify-ca") => Tls::Chain,
            Some(_) => Tls::Full,
        };
        if is_system && mode < Tls::Full {
            return Err(settings.wrong("sslmode", "is too weak for sslrootcert=system, which requires verify-full"));
        }
        let is_direct = settings.one_of("sslnegotiation", &[("postgres", false), ("direct", true)], false)?;
        if is_direct && mode < Tls::Required {
            return Err(settings.wrong("sslnegotiation", "is direct, which requires sslmode=require or stronger"));
        }
        let roots = match root {
            Some(SYSTEM_ROOTS) => Roots::System,
            Some(path) => Roots::File(PathBuf::from(path)),
            None => settings.home(".postgresql/root.crt").map_or(Roots::System, Roots::IfPresent),
        };
        Ok(Self {
            mode,
            named,
            is_direct,
            roots,
            revoked: settings.get("sslcrl").map(PathBuf::from).or_else(|| {
                // As in libpq, this list belongs to the default file of roots.
                settings.home(".postgresql/root.crl").filter(|path| !is_system && path.exists())
            }),
            certificate: ClientCertificate::read(settings),
            sends_name: settings.one_of("sslsni", &[("1", true), ("0", false)], true)?,
            versions: versions(settings)?,
        })
    }
}

impl ClientCertificate {
    /// Reads the files of the client's certificate and key.
    fn read(settings: &Settings<'_>) -> Option<Self> {
        if settings.get("sslcertmode") == Some("disable") {
            return None;
        }
        let named = settings.get("sslcert").map(PathBuf::from);
        let key = settings.get("sslkey").map(PathBuf::from);
        Some(Self {
            is_named: named.is_some(),
            certificate: named.or_else(|| settings.home(".postgresql/postgresql.crt"))?,
            key: key.or_else(|| settings.home(".postgresql/postgresql.key"))?,
        })
    }
}

/// Returns whether TLS 1.2 and TLS 1.3 are allowed.
fn versions(settings: &Settings<'_>) -> Result<(bool, bool)> {
    const VERSIONS: [(&str, u8); 5] = [("", 0), ("TLSv1", 0), ("TLSv1.1", 1), ("TLSv1.2", 2), ("TLSv1.3", 3)];
    let oldest = settings.one_of("ssl_min_protocol_version", &VERSIONS, 2)?.max(2);
    let newest = settings.one_of("ssl_max_protocol_version", &VERSIONS, 0)?;
    let newest = if settings.get("ssl_max_protocol_version").is_none() { 3 } else { newest };
    if newest < oldest {
        return Err(settings.wrong("ssl_max_protocol_version", "leaves no version of TLS from 1.2 on"));
    }
    Ok((oldest == 2, newest == 3))
}
