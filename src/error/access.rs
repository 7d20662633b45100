//! What can be wrong with the profiles, credentials and certificates of AWS.

use super::{Cause, Kind};

/// AWS credentials, or the configuration that they come from, that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum AccessError {
    /// A value of AWS's configuration that cannot be right. The value is left out, since it may be a secret.
    #[error("{origin} {why}")]
    BadValue {
        /// The flag, the variable, or the setting of a profile.
        origin: String,
        /// What is wrong with it.
        why: &'static str,
    },

    /// The profile files of AWS cannot be parsed.
    #[error("the AWS profile files cannot be read")]
    ProfileFiles {
        /// What the SDK said.
        source: Cause,
    },

    /// Two variables name different profiles. The AWS CLI uses the second of them, and the SDKs the first.
    #[error("AWS_PROFILE and AWS_DEFAULT_PROFILE name different profiles")]
    ProfilesDiffer,

    /// A profile that is named does not exist.
    #[error("no such profile {profile} ({origin})")]
    NoProfile {
        /// Its name.
        profile: String,
        /// What names it: a flag, a variable, or `source_profile` of another profile.
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

    /// A profile whose credentials only the AWS CLI can get, since it has to ask for something.
    #[error("profile {profile} has {why}")]
    InteractiveProfile {
        /// The profile that was selected. It is `profile`, or assumes a role with its credentials.
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
        /// What the SDK or the service said.
        source: Cause,
    },

    /// The `credential_process` of a profile failed.
    #[error("credential_process of profile {profile}: {why}")]
    CredentialProcess {
        /// The profile.
        profile: String,
        /// What failed, without anything that the program printed.
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

    /// No AWS credentials were found, or the service that issues them refused.
    #[error("no usable AWS credentials")]
    NoCredentials {
        /// What the source of credentials said.
        source: Cause,
    },
}

impl AccessError {
    /// What kind of failure it is. All of them are fixed in the configuration of AWS.
    pub fn kind(&self) -> Kind {
        Kind::Configuration
    }
}
