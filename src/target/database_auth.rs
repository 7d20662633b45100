//! How the users database is signed in to: with a password, or by IAM.

use super::{Request, Target, UsersAt};
use crate::error::{Error, Result, TargetError};

const FLAG: &str = "--database-auth";
const VARIABLE: &str = "CRUDDUR_DATABASE_AUTH";

/// The flag or variable that asks for a sign-in by IAM, if one does. The flag comes before the variable.
///
/// # Errors
/// [`TargetError::BadSetting`]
pub(super) fn iam(request: &Request<'_>) -> Result<Option<&'static str>> {
    let typed = request.database_auth.clone().map(|method| (FLAG, method));
    let Some((origin, method)) = typed.or_else(|| request.first_var(&[VARIABLE])) else { return Ok(None) };
    match method.as_str() {
        "iam" => Ok(Some(origin)),
        "password" => Ok(None),
        _ => Err(Error::Target(TargetError::BadSetting { origin, value: method, allowed: "password, iam" })),
    }
}

impl Target {
    /// The same target, for this user of the users database with this password. Nothing else is used to sign in.
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
