//! The hints about the profiles and credentials of AWS.

use super::say;
use crate::cli::shell::quoted;
use cruddur::error::AccessError;

/// The hint if there are no credentials.
pub const NO_CREDENTIALS: &str =
    "run aws configure, or give --profile NAME, or export AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";

/// Returns the hint of an error.
pub fn hint(error: &AccessError) -> Option<String> {
    match error {
        AccessError::BadValue { origin, .. } if origin.starts_with("AWS_") => {
            Some(format!("set {origin} again, or unset it"))
        }
        AccessError::BadValue { origin, .. } if origin.starts_with("env.") => {
            Some(format!("correct {origin} in cruddur.toml"))
        }
        AccessError::BadValue { .. } => say("aws configure list shows where keys and region come from"),
        AccessError::ProfilesDiffer => say("unset AWS_DEFAULT_PROFILE, or give --profile NAME"),
        AccessError::ProfileFiles { .. } => {
            say("correct the file, or name other files with AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE")
        }
        AccessError::NoProfile { .. } => say("aws configure list-profiles lists the existing profiles"),
        AccessError::BadProfile { profile, .. } | AccessError::CredentialProcess { profile, .. } => {
            Some(format!("aws sts get-caller-identity --profile {} tests the profile", quoted(profile)))
        }
        AccessError::InteractiveProfile { selected, .. } => Some(format!(
            "eval \"$(aws configure export-credentials --profile {} --format env)\", then run the same command without --profile",
            quoted(selected)
        )),
        AccessError::SsoLogin { profile, .. } => Some(format!("aws sso login --profile {}", quoted(profile))),
        AccessError::CaBundle { origin, .. } => {
            Some(format!("set {origin} to a file of certificates in PEM form, or remove it"))
        }
        AccessError::NoCredentials { .. } => say(NO_CREDENTIALS),
    }
}
