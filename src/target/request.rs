//! What a target is resolved from.

use super::NamedEnvironment;
use super::named_environment::replaces;
use crate::aws::NamedProfile;
use crate::error::{AccessError, Error, Result, TargetError};
use std::path::PathBuf;
use std::time::Duration;

/// The stores that a command needs. Only these are resolved, checked and displayed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stores {
    /// The messages, in DynamoDB.
    pub messages: bool,
    /// The users, in PostgreSQL.
    pub users: bool,
    /// The user pool, in Cognito.
    pub pool: bool,
}

/// A value, and the name of the option or variable that it comes from. An error names its option or variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named<T> {
    /// The name of the option or variable.
    pub name: &'static str,
    /// The value.
    pub value: T,
}

/// The options of a command and its environment, from which a target is resolved.
pub struct Request<'a> {
    /// The environment whose settings are used where no option is given: [`Request::in_environment`].
    pub environment: Option<&'a NamedEnvironment>,
    /// Whether the target is production.
    pub prod: Named<bool>,
    /// Whether every store is the embedded one.
    pub embedded: Named<bool>,
    /// The AWS region.
    pub region: Option<Named<String>>,
    /// The AWS profile.
    pub profile: Option<Named<String>>,
    /// The endpoint of DynamoDB.
    pub endpoint_url: Option<Named<String>>,
    /// The id of the user pool.
    pub user_pool_id: Option<Named<String>>,
    /// The endpoint of Cognito.
    pub cognito_endpoint_url: Option<Named<String>>,
    /// Whether credentials may be sent by plain `http`.
    pub insecure_http: bool,
    /// The connection URL of the users database.
    pub database_url: Option<Named<String>>,
    /// How to sign in to the users database: `password` or `iam`.
    pub database_auth: Option<Named<String>>,
    /// The limit of one call to a service or database, retries included.
    pub timeout: Duration,
    /// Whether the command only reads. Then no embedded store is created.
    pub only_reads: bool,
    /// The working directory.
    pub directory: PathBuf,
    /// Looks up an environment variable.
    pub env: &'a dyn Fn(&str) -> Option<String>,
    /// Returns whether DynamoDB answers at an `http://HOST:PORT`. Called only for the default endpoint.
    pub answers: &'a dyn Fn(&str) -> bool,
}

impl<'a> Request<'a> {
    /// Returns a request for a local target without options: the stores come from the variables that `env` looks up. Nothing is asked
    /// whether it answers. A call has 30 s.
    pub fn without_options(env: &'a dyn Fn(&str) -> Option<String>) -> Self {
        Self {
            environment: None,
            prod: Named { name: "--prod", value: false },
            embedded: Named { name: "--embedded", value: false },
            region: None,
            profile: None,
            endpoint_url: None,
            user_pool_id: None,
            cognito_endpoint_url: None,
            insecure_http: false,
            database_url: None,
            database_auth: None,
            timeout: Duration::from_secs(30),
            only_reads: false,
            directory: PathBuf::new(),
            env,
            answers: &|_| false,
        }
    }

    /// Returns the same request in an environment, whose settings are used where the request has no option. Variables that name a
    /// store are not read.
    #[must_use]
    pub fn in_environment(self, environment: &'a NamedEnvironment) -> Self {
        let set = |option: Named<bool>, setting: &Option<Named<bool>>| {
            let setting = setting.clone().filter(|setting| setting.value && !option.value);
            setting.unwrap_or(option)
        };
        Self {
            environment: Some(environment),
            prod: set(self.prod, &environment.prod),
            embedded: set(self.embedded, &environment.embedded),
            region: self.region.or_else(|| environment.region.clone()),
            profile: self.profile.or_else(|| environment.profile.clone()),
            endpoint_url: self.endpoint_url.or_else(|| environment.endpoint_url.clone()),
            user_pool_id: self.user_pool_id.or_else(|| environment.user_pool_id.clone()),
            cognito_endpoint_url: self.cognito_endpoint_url.or_else(|| environment.cognito_endpoint_url.clone()),
            database_url: self.database_url.or_else(|| environment.database_url.clone()),
            database_auth: self.database_auth.or_else(|| environment.database_auth.clone()),
            ..self
        }
    }

    /// Returns the command that prints the URL of the users database, if no option has the URL.
    pub(super) fn database_url_command(&self) -> Option<&Named<String>> {
        let environment = self.environment.filter(|_| self.database_url.is_none())?;
        environment.database_url_command.as_ref()
    }

    /// Returns the error that a setting is missing: `other` if no environment is named.
    pub(super) fn missing(&self, setting: &'static str, other: TargetError) -> Error {
        Error::Target(match self.environment {
            Some(named) => {
                TargetError::NotInEnvironment { name: named.name.clone(), file: named.file.clone(), setting }
            }
            None => other,
        })
    }

    /// Returns the value of a variable. An empty variable counts as not set, as in the AWS SDKs. One that an environment takes the
    /// place of does, too.
    pub(crate) fn var(&self, name: &str) -> Option<String> {
        if self.environment.is_some() && replaces(name) {
            return None;
        }
        (self.env)(name).filter(|value| !value.trim().is_empty())
    }

    /// Returns the profile that an option or a variable names.
    ///
    /// # Errors
    /// [`AccessError::ProfilesDiffer`]
    pub(crate) fn named_profile(&self) -> Result<Option<NamedProfile>> {
        if let Some(Named { name: origin, value: name }) = self.profile.clone() {
            return Ok(Some(NamedProfile { name, origin, is_typed: true }));
        }
        let names @ [first, second] = ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"];
        match (self.var(first), self.var(second)) {
            (Some(one), Some(other)) if one != other => Err(Error::Access(AccessError::ProfilesDiffer)),
            _ => {
                let profile = self.first_var(&names);
                Ok(profile.map(|Named { name: origin, value: name }| NamedProfile { name, origin, is_typed: false }))
            }
        }
    }

    /// Returns the region that an option or a variable names.
    pub(super) fn named_region(&self) -> Option<Named<String>> {
        self.region.clone().or_else(|| self.first_var(&["AWS_REGION", "AWS_DEFAULT_REGION"]))
    }

    /// Returns the first variable of `names` that is set.
    pub(super) fn first_var(&self, names: &[&'static str]) -> Option<Named<String>> {
        names.iter().find_map(|name| Some(Named { name, value: self.var(name)? }))
    }
}
