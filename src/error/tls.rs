//! What can go wrong with TLS to the users database.

use super::{Cause, Kind};
use std::path::PathBuf;

/// A failure of TLS to the users database.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// The database's certificate is not signed by a root that is trusted.
    #[error("the certificate of the users database ({at}) is not signed by a trusted root")]
    Untrusted {
        /// The database, without its password.
        at: String,
        /// What rustls said.
        source: Cause,
    },

    /// The database's certificate is signed by a trusted root, and not valid: expired, not valid yet, revoked.
    #[error("the certificate of the users database ({at}) is not valid")]
    Invalid {
        /// The database, without its password.
        at: String,
        /// What rustls said.
        source: Cause,
    },

    /// The database's certificate is for another host.
    #[error("the certificate of the users database ({at}) is for another host")]
    WrongHost {
        /// The database, without its password.
        at: String,
        /// What rustls said.
        source: Cause,
    },

    /// The database speaks no TLS, and the URL asks for it.
    #[error("the users database ({at}) does not offer TLS")]
    NotOffered {
        /// The database, without its password.
        at: String,
    },

    /// A file that TLS to the users database needs cannot be used.
    #[error("{path} cannot be used for TLS: {why}")]
    File {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: TlsFileFault,
    },
}

impl TlsError {
    /// What kind of failure it is. All of them are fixed by configuration: of the URL, of the server, or of a file.
    pub fn kind(&self) -> Kind {
        Kind::Configuration
    }
}

/// What is wrong with a file that TLS needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TlsFileFault {
    /// A file of roots, or of the client, without any certificate.
    #[error("it has no certificate in PEM form")]
    NoCertificate,
    /// A certificate is damaged, or of an unknown form.
    #[error("it has a certificate that cannot be read")]
    Unreadable,
    /// There is no list of revoked certificates in it.
    #[error("it has no list of revoked certificates in PEM form")]
    NoRevocationList,
    /// A part of it begins as PEM does, and goes on differently.
    #[error("it is not in PEM form")]
    NotPem,
    /// There is no private key in it, or one with a password.
    #[error("it has no private key in PEM form without a password")]
    NoKey,
    /// It is no regular file, or not UTF-8.
    #[error("it is not a text file")]
    NoText,
    /// It is larger than such a file is.
    #[error("it is larger than 1 MiB")]
    TooLarge,
    /// A private key that others may read or write.
    #[error("others may read or write the private key: its mode has to be 0600, or 0640 where root owns it")]
    OpenKey,
}
