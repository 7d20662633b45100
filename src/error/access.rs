//! Errors of the profiles, credentials and certificates of AWS.

use super::{Cause, Kind};

/// AWS credentials that cannot be used, or their configuration.
#[derive(Debug, thiserror::Error)]
pub enum AccessError {
    /// A value of the AWS configuration that is not valid. The value is left out, because it may be a secret.
    #[error("{origin} {why}")]
    BadValue {
        /// The option, the variable, or the setting of a profile.
        origin: String,
        /// What is wrong with it.
        why: &'static str,
    },

    /// The profile files of AWS cannot be parsed.
    #[error("the AWS profile files cannot be read")]
    ProfileFiles {
        /// The error of the SDK.
        source: Cause,
    },

    /// Two variables name different profiles. The AWS CLI uses the second variable, and the SDKs the first.
    #[error("AWS_PROFILE and AWS_DEFAULT_PROFILE name different profiles")]
    ProfilesDiffer,

    /// A profile does not exist.
    #[error("no such profile {profile} ({origin})")]
    NoProfile {
        /// Its name.
        profile: String,
        /// What names it: an option, a variable, or `source_profile` of another profile.
        origin: String,
    },

    /// A profile that has no credentials, or whose settings contradict each other.
    #[error("profile {profile} {why}")]
    BadProfile {
        /// Its name.
        profile: String,
        /// What is wrong with it.
        why: String,
    },

    /// A profile whose credentials only the AWS CLI can get, because the user has to enter something.
    #[error("profile {profile} has {why}")]
    InteractiveProfile {
        /// The selected profile. It is `profile`, or assumes a role with its credentials.
        selected: String,
        /// The profile with the setting.
        profile: String,
        /// The setting, and what it needs.
        why: &'static str,
    },

    /// The SSO token of a profile has expired, or does not exist.
    #[error("the SSO login of profile {profile} has expired, or does not exist")]
    SsoLogin {
        /// The profile that signs in.
        profile: String,
        /// The error of the SDK or of the service.
        source: Cause,
    },

    /// The `credential_process` of a profile failed.
    #[error("credential_process of profile {profile}: {why}")]
    CredentialProcess {
        /// The profile.
        profile: String,
        /// What failed. The output of the program is left out.
        why: String,
    },

    /// The file of certificate authorities cannot be used.
    #[error("{origin}: {why}")]
    CaBundle {
        /// `AWS_CA_BUNDLE`, or `ca_bundle` of a profile.
        origin: String,
        /// What is wrong with it.
        why: String,
    },

    /// No AWS credentials were found, or the service that issues them refused the request.
    #[error("no usable AWS credentials")]
    NoCredentials {
        /// The error of the source of credentials.
        source: Cause,
    },
}

impl AccessError {
    /// Returns the kind of the error. Each of these errors is fixed in the configuration of AWS.
    pub fn kind(&self) -> Kind {
        Kind::Configuration
    }
}
