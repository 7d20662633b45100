//! The same connection, for psql.
//!
//! psql reads the variables, the service and the files of libpq itself. It is given what it cannot know: the settings of the connection
//! string, and the defaults of this tool where they are stricter than those of libpq.

use super::{ConnectionUrl, Roots, Tls};
use std::path::Path;

/// The option of a session whose transactions only read, unless a statement says otherwise.
const READ_ONLY: &str = "-c default_transaction_read_only=on";

impl ConnectionUrl {
    /// Returns the `keyword=value` pairs of the connection, without a password. `roots` is the file of the roots that verify the
    /// server if the connection names none. Without it psql is told to use the system's, which it can from version 16 on. With
    /// `only_reads`, transactions are read only by default.
    pub(crate) fn for_psql(&self, roots: Option<&Path>, only_reads: bool) -> String {
        let mut pairs: Vec<(&str, String)> = self
            .own
            .iter()
            .filter(|(name, _)| *name != "password")
            .map(|(name, value)| (*name, value.clone()))
            .collect();
        if self.tls.named.is_none() && self.tls.mode == Tls::Full {
            pairs.push(("sslmode", "verify-full".to_owned()));
        }
        if self.lacks_roots() {
            pairs.retain(|(name, _)| *name != "sslrootcert");
            pairs.push(("sslrootcert", roots.map_or("system".to_owned(), |path| path.display().to_string())));
        }
        if only_reads {
            pairs.retain(|(name, _)| *name != "options");
            let own = self.options.iter().map(String::as_str);
            pairs.push(("options", own.chain([READ_ONLY]).collect::<Vec<_>>().join(" ")));
        }
        let quote = |value: &str| value.replace('\\', "\\\\").replace('\'', "\\'");
        pairs.iter().map(|(name, value)| format!("{name}='{}'", quote(value))).collect::<Vec<_>>().join(" ")
    }

    /// Returns whether the server is verified, and neither a setting nor the home directory names a file of roots.
    pub(crate) fn lacks_roots(&self) -> bool {
        let has_file = match &self.tls.roots {
            Roots::System => false,
            Roots::File(_) => true,
            Roots::IfPresent(path) => path.exists(),
        };
        self.tls.mode >= Tls::Chain && !has_file
    }

    /// Returns the password of the connection string itself, which psql is not given with the pairs.
    pub(crate) fn own_password_text(&self) -> Option<&str> {
        self.password.as_deref().filter(|_| self.own.iter().any(|(name, _)| *name == "password"))
    }
}
