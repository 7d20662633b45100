//! The hints about TLS to the users database.

use super::say;
use crate::cli::Repeat;
use crate::cli::shell::quoted;
use cruddur::error::{TlsError, TlsFileFault};
use std::path::Path;

/// Returns the hint of an error.
pub fn hint(error: &TlsError, repeat: &Repeat) -> Option<String> {
    let is_prod = repeat.is_prod;
    match error {
        TlsError::Invalid { .. } => say("renew the certificate on the server, and check the clock of this machine"),
        TlsError::Untrusted { .. } => say("add sslrootcert=FILE to the URL, with the root certificate that signed it"),
        TlsError::WrongHost { .. } if is_prod => say("connect by the host name in the certificate"),
        TlsError::WrongHost { .. } => say("connect by the host name in the certificate, or use sslmode=verify-ca"),
        TlsError::NotOffered { .. } if is_prod => {
            say("name the server itself, not a proxy: RDS offers TLS on its own host name")
        }
        TlsError::NotOffered { .. } => say("add sslmode=disable to the URL if the network in between is trusted"),
        TlsError::File { path, why } => Some(tls_file(path, *why, is_prod)),
    }
}

/// Returns what makes a file usable for TLS.
fn tls_file(path: &Path, why: TlsFileFault, is_prod: bool) -> String {
    match why {
        TlsFileFault::OpenKey => format!("chmod 600 {}", quoted(&path.to_string_lossy())),
        TlsFileFault::NoCertificate if is_prod => {
            "set sslrootcert to a file with the root that signed the server's certificate; without sslrootcert the roots of the \
             system and of RDS are used"
                .to_owned()
        }
        _ => "name another file with sslrootcert, sslcrl, sslcert or sslkey in the URL".to_owned(),
    }
}
