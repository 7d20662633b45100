//! How the users database is signed in to: with a password, or by IAM.

use super::Request;
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
