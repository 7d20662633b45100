//! The profile files of AWS, and the source of credentials that a profile names. The SDK parses the files.
//! Source: AWS SDKs and Tools reference guide, "Shared config and credentials files" and "Settings reference".

use super::keys::{AccessKeys, check_region};
use crate::error::{AccessError, Error, Result};
use crate::text::LARGEST_FILE;
use aws_config::profile::{Profile, ProfileSet};
use aws_types::os_shim_internal::{Env, Fs};
use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};

/// The profile that is used if none is named.
pub(super) const DEFAULT: &str = "default";

/// The variables that locate the files.
const LOCATION: [&str; 4] = ["HOME", "USERPROFILE", "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"];

/// The files: the variable that names each, and its path if the variable is not set.
const FILES: [(&str, &str); 2] =
    [("AWS_CONFIG_FILE", "~/.aws/config"), ("AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials")];

/// The profiles of the files.
#[derive(Clone, Default)]
pub(super) struct Profiles(ProfileSet);

impl fmt::Debug for Profiles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Profiles(***)")
    }
}

/// A source of credentials, and the roles that are assumed with them one after the other.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Chain {
    pub(super) base: Base,
    /// In the order in which they are assumed.
    pub(super) roles: Vec<Role>,
}

/// The source of the first credentials.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Base {
    Keys(AccessKeys),
    /// AssumeRoleWithWebIdentity.
    WebIdentity {
        role: Role,
        token_file: PathBuf,
    },
    Sso(Sso),
    Process {
        profile: String,
        command: String,
    },
    /// The endpoint that `AWS_CONTAINER_CREDENTIALS_*` names.
    Container,
    /// The metadata service of an instance.
    Instance,
}

/// A role to assume.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Role {
    pub(super) arn: String,
    pub(super) session_name: Option<String>,
    pub(super) external_id: Option<String>,
    pub(super) seconds: Option<i32>,
}

/// A role of an account in IAM Identity Center.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Sso {
    /// The profile that signs in: it has the SSO settings.
    pub(super) profile: String,
    /// What the cached token is stored under: the session, or the start URL of a profile in the legacy form.
    pub(super) token_name: String,
    pub(super) start_url: String,
    pub(super) region: String,
    pub(super) account: String,
    pub(super) role: String,
}

impl Profiles {
    /// Reads the files that `env` locates. A missing file has no profiles.
    ///
    /// # Errors
    /// [`AccessError::ProfileFiles`] for a file that cannot be parsed, and for one that the SDK would not finish reading.
    pub(super) async fn load(env: &dyn Fn(&str) -> Option<String>) -> Result<Self> {
        for (variable, default) in FILES {
            let path = PathBuf::from(env(variable).unwrap_or_else(|| default.to_owned()));
            // The SDK replaces the tilde too.
            let path = match path.strip_prefix("~") {
                Ok(below) => env("HOME").map(|home| Path::new(&home).join(below)),
                Err(_) => Some(path),
            };
            path.map_or(Ok(()), |path| check_file(&path))?;
        }
        let location = LOCATION.iter().filter_map(|name| Some(((*name).to_owned(), env(name)?)));
        let location = Env::from(location.collect::<HashMap<_, _>>());
        let profiles = aws_config::profile::load(&Fs::real(), &location, &Default::default(), None).await;
        profiles.map(Self).map_err(|error| Error::Access(AccessError::ProfileFiles { source: Box::new(error) }))
    }

    /// The profile with this name, which was given by `origin`.
    ///
    /// # Errors
    /// [`AccessError::NoProfile`]
    pub(super) fn named(&self, name: &str, origin: &str) -> Result<&Profile> {
        let missing = || Error::Access(AccessError::NoProfile { profile: name.to_owned(), origin: origin.to_owned() });
        self.0.get_profile(name).ok_or_else(missing)
    }

    /// The names of the profiles.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.profiles()
    }

    /// A setting of a profile; `None` if the profile or the setting does not exist.
    pub(super) fn get(&self, profile: &str, setting: &str) -> Option<&str> {
        self.0.get_profile(profile)?.get(setting).filter(|value| !value.trim().is_empty())
    }

    /// The region of a profile, or of the nearest of its source profiles that has one.
    ///
    /// # Errors
    /// [`AccessError::BadValue`] for a value that cannot be a region.
    pub(super) fn region(&self, name: &str) -> Result<Option<String>> {
        let mut seen = Vec::new();
        let mut name = name;
        while !seen.contains(&name) {
            if let Some(region) = self.get(name, "region") {
                check_region(&format!("region of profile {name}"), region)?;
                return Ok(Some(region.to_owned()));
            }
            seen.push(name);
            let Some(source) = self.get(name, "source_profile") else { break };
            name = source;
        }
        Ok(None)
    }

    /// The access keys in a profile itself.
    ///
    /// # Errors
    /// [`AccessError::BadValue`] for half a pair of keys, and for a value that cannot be a key.
    pub(super) fn keys(&self, name: &str) -> Result<Option<AccessKeys>> {
        let origin = |setting: &str| format!("{setting} of profile {name}");
        AccessKeys::new(
            [origin("aws_access_key_id"), origin("aws_secret_access_key"), origin("aws_session_token")],
            ["aws_access_key_id", "aws_secret_access_key", "aws_session_token"]
                .map(|setting| self.get(name, setting).map(str::to_owned)),
        )
    }

    /// The source of the credentials of the profile `selected`, which was given by `origin`; `None` if the profile has none.
    /// `environment` are the keys of the environment, which a profile may refer to.
    ///
    /// # Errors
    /// [`AccessError::NoProfile`], [`AccessError::InteractiveProfile`], [`AccessError::BadProfile`], [`AccessError::BadValue`].
    pub(super) fn chain(
        &self,
        selected: &str,
        origin: &str,
        environment: Option<&AccessKeys>,
    ) -> Result<Option<Chain>> {
        let mut roles = Vec::new();
        let mut seen: Vec<&str> = Vec::new();
        let (mut name, mut origin) = (selected, origin.to_owned());
        let base = loop {
            let profile = self.named(name, &origin)?;
            let name_of = profile.name();
            let bad =
                |why: &str| Error::Access(AccessError::BadProfile { profile: name_of.to_owned(), why: why.to_owned() });
            if seen.contains(&name_of) {
                return Err(bad("is a source_profile of itself"));
            }
            // As with the AWS CLI, a source profile that has keys as well as a role gives its keys.
            let keys = if seen.is_empty() { None } else { self.keys(name_of)? };
            if let Some(keys) = keys {
                break Some(Base::Keys(keys));
            }
            seen.push(name_of);
            let Some(role) = self.role(name_of)? else { break self.base(selected, name_of, environment)? };
            if self.get(name_of, "mfa_serial").is_some() {
                return Err(interactive(selected, name_of, "mfa_serial: its code cannot be asked for here"));
            }
            roles.push(role);
            match (self.get(name_of, "source_profile"), self.get(name_of, "credential_source")) {
                (Some(source), None) if source == name_of => break self.base(selected, name_of, environment)?,
                (Some(source), None) => {
                    origin = format!("source_profile of {name_of}");
                    name = source;
                }
                (None, Some(_)) => break self.base(selected, name_of, environment)?,
                (Some(_), Some(_)) => return Err(bad("has both source_profile and credential_source")),
                (None, None) => return Err(bad("has role_arn without source_profile or credential_source")),
            }
        };
        roles.reverse();
        match base {
            Some(base) => Ok(Some(Chain { base, roles })),
            None if roles.is_empty() => Ok(None),
            None => Err(Error::Access(AccessError::BadProfile {
                profile: name.to_owned(),
                why: "has no credentials".to_owned(),
            })),
        }
    }

    /// The role that a profile assumes with the credentials of its source.
    fn role(&self, name: &str) -> Result<Option<Role>> {
        if self.get(name, "web_identity_token_file").is_some() {
            return Ok(None);
        }
        let Some(arn) = self.get(name, "role_arn") else { return Ok(None) };
        let text = |setting: &str| self.get(name, setting).map(str::to_owned);
        let seconds = text("duration_seconds").map(|seconds| {
            let why = "has a duration_seconds that is not a number".to_owned();
            seconds.parse().map_err(|_| Error::Access(AccessError::BadProfile { profile: name.to_owned(), why }))
        });
        Ok(Some(Role {
            arn: arn.to_owned(),
            session_name: text("role_session_name"),
            external_id: text("external_id"),
            seconds: seconds.transpose()?,
        }))
    }

    /// The source of credentials that a profile has itself, in the order of the SDKs.
    fn base(&self, selected: &str, name: &str, environment: Option<&AccessKeys>) -> Result<Option<Base>> {
        let bad = |why: &str| Error::Access(AccessError::BadProfile { profile: name.to_owned(), why: why.to_owned() });
        let text = |setting: &str| self.get(name, setting).map(str::to_owned);
        if let Some(source) = text("credential_source") {
            return match source.to_ascii_lowercase().as_str() {
                "environment" => match environment {
                    Some(keys) => Ok(Some(Base::Keys(keys.clone()))),
                    None => Err(bad("has credential_source = Environment, but the environment has no keys")),
                },
                "ec2instancemetadata" => Ok(Some(Base::Instance)),
                "ecscontainer" => Ok(Some(Base::Container)),
                _ => Err(bad("has a credential_source other than Environment, Ec2InstanceMetadata and EcsContainer")),
            };
        }
        if let Some(token_file) = text("web_identity_token_file") {
            let arn = text("role_arn").ok_or_else(|| bad("has web_identity_token_file without role_arn"))?;
            let session_name = text("role_session_name");
            let role = Role { arn, session_name, external_id: None, seconds: None };
            return Ok(Some(Base::WebIdentity { role, token_file: token_file.into() }));
        }
        if let Some(sso) = self.sso(name)? {
            return Ok(Some(Base::Sso(sso)));
        }
        if text("login_session").is_some() {
            return Err(interactive(selected, name, "login_session: a login of the AWS CLI cannot be used here"));
        }
        if let Some(command) = text("credential_process") {
            return Ok(Some(Base::Process { profile: name.to_owned(), command }));
        }
        Ok(self.keys(name)?.map(Base::Keys))
    }

    fn sso(&self, name: &str) -> Result<Option<Sso>> {
        let bad = |why: String| Error::Access(AccessError::BadProfile { profile: name.to_owned(), why });
        let text = |setting: &str| self.get(name, setting).map(str::to_owned);
        let session = text("sso_session");
        if session.is_none() && text("sso_start_url").is_none() {
            return Ok(None);
        }
        let at_sign_in = |setting: &'static str| {
            let value = match &session {
                Some(session) => match self.0.sso_session(session) {
                    Some(section) => section.get(setting).map(str::to_owned),
                    None => return Err(bad(format!("names the sso-session {session}, which does not exist"))),
                },
                None => text(setting),
            };
            value.ok_or_else(|| bad(format!("has no {setting}")))
        };
        let of_account = |setting: &'static str| text(setting).ok_or_else(|| bad(format!("has no {setting}")));
        let (start_url, region) = (at_sign_in("sso_start_url")?, at_sign_in("sso_region")?);
        check_region(&format!("sso_region of profile {name}"), &region)?;
        Ok(Some(Sso {
            profile: name.to_owned(),
            token_name: session.clone().unwrap_or_else(|| start_url.clone()),
            start_url,
            region,
            account: of_account("sso_account_id")?,
            role: of_account("sso_role_name")?,
        }))
    }
}

/// Refuses a file that is too large or has no end, since the SDK has no limit. `/dev/null` is the usual way to name no file.
fn check_file(path: &Path) -> Result<()> {
    let Ok(metadata) = std::fs::metadata(path) else { return Ok(()) };
    if path == Path::new("/dev/null") || (metadata.is_file() && metadata.len() <= LARGEST_FILE as u64) {
        return Ok(());
    }
    Err(Error::Access(AccessError::ProfileFiles {
        source: format!("{} is not a file of up to 1 MB", path.display()).into(),
    }))
}

/// `selected` is the profile to export the credentials of, `name` the one with the setting.
fn interactive(selected: &str, name: &str, why: &'static str) -> Error {
    Error::Access(AccessError::InteractiveProfile { selected: selected.to_owned(), profile: name.to_owned(), why })
}
