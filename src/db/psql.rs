//! What psql needs for the connection to the users database.

use super::postgres::RDS_ROOTS;
use crate::aws::is_aws_host;
use crate::error::{Error, FileError, Result};
use crate::private;
use crate::target::ConnectionUrl;
use rustix::fs::{CWD, Mode, OFlags, openat};
use std::fmt;
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

/// The name of the file with the roots of RDS, which psql does not have.
const ROOTS: &str = "rds-roots.pem";

/// The largest file of roots that is compared.
const MAX_ROOTS: u64 = 1 << 20;

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
    /// Returns the connection of `url`, whose tokens can be signed. The roots of RDS are written into `directory` if psql needs them.
    /// With `only_reads`, transactions are read only by default.
    ///
    /// # Errors
    /// [`Error::Invalid`] for several hosts and a sign-in by IAM, whose token is for one; the errors of its credentials;
    /// [`FileError::Unwritable`] and [`FileError::Unsafe`] for the file of roots.
    pub(crate) fn new(url: &ConnectionUrl, directory: Option<&Path>, only_reads: bool) -> Result<Self> {
        let token = match url.servers() {
            [server] => url.token(server)?,
            _ if url.is_by_iam() => {
                let why = "it names several hosts, and a token of IAM is for one".to_owned();
                return Err(Error::Invalid { what: url.to_string(), why });
            }
            _ => None,
        };
        let is_rds = url.lacks_roots() && url.hosts().any(is_aws_host);
        let roots = directory.filter(|_| is_rds).map(write_roots).transpose()?;
        Ok(Self {
            conninfo: url.for_psql(roots.as_deref(), only_reads),
            password: token.or_else(|| url.own_password_text().map(str::to_owned)),
        })
    }
}

/// Writes the roots of RDS into the directory, unless they are there, and returns the path of the file.
fn write_roots(directory: &Path) -> Result<PathBuf> {
    let path = directory.join(ROOTS);
    let failed = |source: io::Error| Error::File(FileError::Unwritable { path: path.clone(), source });
    private::create_directory(directory).map_err(failed)?;
    let opened = openat(CWD, directory, OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC, Mode::empty());
    let opened = opened.map_err(|error| failed(error.into()))?;
    let mut file = private::open(&opened, Path::new(ROOTS), &path, failed)?;
    let mut found = Vec::new();
    (&file).take(MAX_ROOTS).read_to_end(&mut found).map_err(failed)?;
    if found != RDS_ROOTS {
        file.set_len(0).and_then(|()| file.rewind()).and_then(|()| file.write_all(RDS_ROOTS)).map_err(failed)?;
    }
    Ok(path)
}
