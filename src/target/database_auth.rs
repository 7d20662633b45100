//! How to sign in to the users database: with a password, or by IAM.

use super::{Named, Request, Target, UsersAt};
use crate::error::{Error, Result, TargetError};

/// The variable of the method. The option of the request takes precedence.
const VARIABLE: &str = "CRUDDUR_DATABASE_AUTH";

/// Returns the method that an option or a variable names.
pub(super) fn configured(request: &Request<'_>) -> Option<Named<String>> {
    request.database_auth.clone().or_else(|| request.first_var(&[VARIABLE]))
}

/// Returns the option or variable that selects a sign-in by IAM, or `None` for a sign-in with a password.
///
/// # Errors
/// [`TargetError::BadSetting`]
pub(super) fn iam(request: &Request<'_>) -> Result<Option<&'static str>> {
    let Some(Named { name: origin, value }) = configured(request) else { return Ok(None) };
    match value.as_str() {
        "iam" => Ok(Some(origin)),
        "password" => Ok(None),
        _ => Err(Error::Target(TargetError::BadSetting { origin, value, allowed: "password, iam" })),
    }
}

impl Target {
    /// Returns the same target with this user and password for the users database. No other password or token is used.
    ///
    /// # Errors
    /// [`Error::Invalid`] if the connection string has a password too; [`TargetError::NoProdDatabase`] if the target has no users
    /// database outside the process.
    pub fn with_database_login(&self, user: &str, password: &str) -> Result<Self> {
        match &self.users {
            Some(UsersAt::Postgres(url)) => {
                let url = url.with_login(user, password)?;
                Ok(Self { users: Some(UsersAt::Postgres(Box::new(url))), ..self.clone() })
            }
            Some(UsersAt::Embedded) | None => Err(Error::Target(TargetError::NoProdDatabase)),
        }
    }
}
