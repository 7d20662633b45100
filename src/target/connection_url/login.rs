//! The sign-in to the users database by IAM, with a token of RDS as the password, and the sign-in of another user than that of the
//! connection string.

use super::{ConnectionUrl, Server, Source, Tls};
use crate::aws::{RdsSigner, region_of_rds_host};
use crate::error::{AccessError, Error, IamConflict, Result, TargetError};
use std::net::IpAddr;

/// The sign-in by IAM of a connection string.
#[derive(Clone, Default)]
pub(super) struct Iam {
    /// Signs the tokens. `None` until the credentials are loaded.
    signer: Option<RdsSigner>,
}

impl ConnectionUrl {
    /// Returns the connection string with a sign-in by IAM, which `origin` selects. It uses neither `PGPASSWORD` nor a password file.
    ///
    /// # Errors
    /// [`TargetError::Iam`]
    pub(crate) fn by_iam(self, origin: &'static str) -> Result<Self> {
        match self.conflict() {
            Some(why) => Err(Error::Target(TargetError::Iam { origin, why })),
            None => Ok(Self { password: None, passfile: None, iam: Some(Iam::default()), ..self }),
        }
    }

    /// Returns why a sign-in by IAM is not possible, or `None` if it is.
    fn conflict(&self) -> Option<IamConflict> {
        if let Some(from) = self.own_password() {
            return Some(IamConflict::Password(from.to_string()));
        }
        if let Some(server) = self.servers.iter().find(|server| !server.has_name()) {
            return Some(IamConflict::NoHostName(server.shown()));
        }
        let named = self.tls.named.as_ref().map(|(name, source)| format!("sslmode={name} ({source})"));
        let allows = || named.unwrap_or_else(|| "the default sslmode=prefer of a local target".to_owned());
        (self.tls.mode < Tls::Required).then(|| IamConflict::WithoutTls(allows()))
    }

    /// Returns the source of the password of the connection string or its service. `PGPASSWORD` does not count, because it is for every
    /// connection.
    fn own_password(&self) -> Option<&Source> {
        self.password_from.as_ref().filter(|from| !matches!(from, Source::Variable(_)))
    }

    /// Returns the connection string with this user and password.
    ///
    /// # Errors
    /// [`Error::Invalid`] if it has a password of its own.
    pub(crate) fn with_login(&self, user: &str, password: &str) -> Result<Self> {
        if let Some(from) = self.own_password() {
            let why = "it must not have a password, because another login is given".to_owned();
            return Err(Error::Invalid { what: from.to_string(), why });
        }
        let mut config = self.config.clone();
        config.user(user);
        let (user, password) = (user.to_owned(), Some(password.to_owned()));
        Ok(Self { user, password, passfile: None, iam: None, config, ..self.clone() })
    }

    /// Returns whether the sign-in is by IAM.
    pub fn is_by_iam(&self) -> bool {
        self.iam.is_some()
    }

    /// Returns whether each host name has a region.
    pub(crate) fn names_region(&self) -> bool {
        self.hosts().all(|host| region_of_rds_host(host).is_some())
    }

    /// Returns the region of the first host name that has one.
    pub(crate) fn region(&self) -> Option<String> {
        self.hosts().find_map(region_of_rds_host)
    }

    /// Returns the connection string with the signer of its tokens.
    pub(crate) fn signed_by(self, signer: RdsSigner) -> Self {
        Self { iam: Some(Iam { signer: Some(signer) }), ..self }
    }

    /// Returns a token for one of its servers that is valid from now on, or `None` if the sign-in is not by IAM.
    ///
    /// # Errors
    /// [`AccessError::NoCredentials`] and [`TargetError::NoRegion`].
    pub(crate) fn token(&self, server: &Server) -> Result<Option<String>> {
        let Some(Iam { signer }) = &self.iam else { return Ok(None) };
        let missing = || Error::Access(AccessError::NoCredentials { source: "they were not loaded".into() });
        let signer = signer.as_ref().ok_or_else(missing)?;
        signer.token(&server.host, server.port, &self.user).map(Some)
    }

    /// Returns the user that signs in.
    pub(crate) fn user(&self) -> &str {
        &self.user
    }
}

impl Server {
    /// Returns whether it has a host name. An address or a Unix socket is not a host name.
    fn has_name(&self) -> bool {
        let is_name = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
        !self.host.is_empty() && self.host.chars().all(is_name) && self.host.parse::<IpAddr>().is_err()
    }

    /// Returns its host, or its address if it has no host.
    fn shown(&self) -> String {
        let address = self.address.map(|address| address.to_string()).unwrap_or_default();
        if self.host.is_empty() { address } else { self.host.clone() }
    }
}
