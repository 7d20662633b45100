//! Errors of TLS to the users database.

use super::{Cause, Kind};
use std::path::PathBuf;

/// A failure of TLS to the users database.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// The database's certificate is not signed by a trusted root.
    #[error("the certificate of the users database ({at}) is not signed by a trusted root")]
    Untrusted {
        /// The database, without its password.
        at: String,
        /// The error of rustls.
        source: Cause,
    },

    /// The database's certificate is expired, not valid yet, or revoked.
    #[error("the certificate of the users database ({at}) is not valid")]
    Invalid {
        /// The database, without its password.
        at: String,
        /// The error of rustls.
        source: Cause,
    },

    /// The database's certificate is for another host.
    #[error("the certificate of the users database ({at}) is for another host")]
    WrongHost {
        /// The database, without its password.
        at: String,
        /// The error of rustls.
        source: Cause,
    },

    /// The database does not offer TLS, and the URL requires it.
    #[error("the users database ({at}) does not offer TLS")]
    NotOffered {
        /// The database, without its password.
        at: String,
    },

    /// A file for TLS cannot be used.
    #[error("{path} cannot be used for TLS: {why}")]
    File {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: TlsFileFault,
    },
}

impl TlsError {
    /// Returns the kind of the error. Each of these errors is fixed in the URL, on the server, or in a file.
    pub fn kind(&self) -> Kind {
        Kind::Configuration
    }
}

/// What is wrong with a file for TLS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TlsFileFault {
    /// A file of roots, or of the client, has no certificate.
    #[error("it has no certificate in PEM form")]
    NoCertificate,
    /// A certificate cannot be parsed.
    #[error("it has a certificate that cannot be read")]
    Unreadable,
    /// It has no list of revoked certificates.
    #[error("it has no list of revoked certificates in PEM form")]
    NoRevocationList,
    /// A section that begins like PEM is not valid.
    #[error("it is not in PEM form")]
    NotPem,
    /// It has no private key, or a private key with a password.
    #[error("it has no private key in PEM form without a password")]
    NoKey,
    /// It is not a regular file, or not UTF-8.
    #[error("it is not a text file")]
    NoText,
    /// It is larger than the limit.
    #[error("it is larger than 1 MiB")]
    TooLarge,
    /// Other users may read or write a private key.
    #[error("others may read or write the private key: its mode has to be 0600, or 0640 if root owns it")]
    OpenKey,
}
