//! What psql needs for the connection to the users database.

use super::postgres::default_roots_pem;
use crate::error::{Error, FileError, Result};
use crate::private;
use crate::target::ConnectionUrl;
use std::fmt;
use std::path::{Path, PathBuf};

/// A connection for psql. Its `Debug` has no password.
pub struct Psql {
    /// The `keyword=value` pairs, without a password.
    pub conninfo: String,
    /// The value of `PGPASSWORD`. `None` if psql finds the password itself, or needs none.
    pub password: Option<String>,
}

impl fmt::Debug for Psql {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Psql").field("conninfo", &self.conninfo).finish_non_exhaustive()
    }
}

impl Psql {
    /// Returns the connection of `url`, whose tokens can be signed. If psql needs the roots that this tool trusts, on `prod` with those
    /// of RDS, they are written into `directory`. With `only_reads`, transactions are read only by default.
    ///
    /// # Errors
    /// [`Error::Invalid`] for several hosts and a sign-in by IAM, whose token is for one; the errors of its credentials;
    /// [`FileError::Unwritable`] for the file of roots.
    pub(crate) fn new(url: &ConnectionUrl, prod: bool, directory: Option<&Path>, only_reads: bool) -> Result<Self> {
        let token = match url.servers() {
            [server] => url.token(server)?,
            _ if url.is_by_iam() => {
                let why = "it names several hosts, and a token of IAM is for one".to_owned();
                return Err(Error::Invalid { what: url.to_string(), why });
            }
            _ => None,
        };
        let directory = directory.filter(|_| url.lacks_roots());
        let roots = directory.map(|directory| write_roots(directory, prod)).transpose()?;
        Ok(Self {
            conninfo: url.for_psql(roots.as_deref(), only_reads),
            password: token.or_else(|| url.own_password_text().map(str::to_owned)),
        })
    }
}

/// Writes the roots that this tool trusts into the directory, and returns the path of the file. psql knows those of the system from
/// version 16 on, and those of RDS in none.
fn write_roots(directory: &Path, prod: bool) -> Result<PathBuf> {
    let path = directory.join(if prod { "prod-roots.pem" } else { "local-roots.pem" });
    let written =
        private::create_directory(directory).and_then(|()| private::replace(&path, default_roots_pem(prod).as_bytes()));
    written.map_err(|source| Error::File(FileError::Unwritable { path: path.clone(), source }))?;
    Ok(path)
}
