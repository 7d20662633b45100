//! The options that select the target, repeated in the commands of hints.

use super::environment::variable;
use super::{Global, context, shell};
use cruddur::messaging::DEFAULT_TABLE;
use cruddur::target::Named;

impl Global {
    /// Returns the options that select the same target in another command.
    pub fn repeat(&self) -> Repeat {
        let mut flags: Vec<(&'static str, Option<String>)> = Vec::new();
        let environment = self.environment.as_ref();
        if self.prod {
            flags.push(("--prod", None));
        }
        if self.embedded {
            flags.push(("--embedded", None));
        }
        if self.insecure_http {
            flags.push(("--insecure-http", None));
        }
        let of_url = |_| "URL".to_owned();
        for (flag, value) in [
            ("--env", self.env.clone()),
            ("--region", self.region.clone()),
            ("--profile", self.profile.clone()),
            ("--endpoint-url", self.endpoint_url.clone()),
            // It may contain a password, so only the name of the option is repeated.
            ("--database-url", self.database_url.as_ref().map(of_url)),
            ("--database-auth", self.database_auth.clone()),
            ("--user-pool-id", self.user_pool_id.clone()),
            ("--cognito-endpoint-url", self.cognito_endpoint_url.clone()),
            ("--table", self.table.clone()),
        ] {
            flags.extend(value.map(|value| (flag, Some(value))));
        }
        let of_environment = environment.into_iter().flat_map(|environment| {
            let setting = |setting: &Option<Named<String>>| setting.clone().map(|setting| setting.value);
            [
                ("--region", setting(&environment.region)),
                ("--profile", setting(&environment.profile)),
                ("--endpoint-url", setting(&environment.endpoint_url)),
                ("--table", setting(&environment.table)),
            ]
        });
        Repeat {
            flags,
            of_environment: environment.map(|_| of_environment.filter(|(_, value)| value.is_some()).collect()),
            is_prod: self.is_prod(),
        }
    }
}

/// The options that select the target. `Display` prints a blank before each, and values as a shell reads them.
#[derive(Debug, Clone, Default)]
pub struct Repeat {
    flags: Vec<(&'static str, Option<String>)>,
    /// The settings of the environment, by the names of their options, if one is named.
    of_environment: Option<Vec<(&'static str, Option<String>)>>,
    /// Whether the target is production.
    pub is_prod: bool,
}

impl Repeat {
    /// Returns a command of this tool with these options. The commands of the user pool refuse the endpoint of DynamoDB.
    pub fn run(&self, command: &str) -> String {
        let is_of_the_pool = ["cognito ", "db update-cognito-user-ids"].iter().any(|begin| command.starts_with(begin));
        let is_taken = |flag: &str| !is_of_the_pool || flag != "--endpoint-url";
        let flags = self.flags.iter().filter(|(flag, _)| is_taken(flag)).cloned().collect();
        format!("cruddur {command}{}", Self { flags, ..self.clone() })
    }

    /// Returns the same options, with another value of one of them.
    fn with(&self, flag: &'static str, value: &str) -> Self {
        let mut flags = self.flags.clone();
        let value = Some(value.to_owned());
        match flags.iter_mut().find(|(have, _)| *have == flag) {
            Some(have) => have.1 = value,
            None => flags.push((flag, value)),
        }
        Self { flags, ..self.clone() }
    }

    /// Returns whether the target is an environment of a file.
    pub fn is_environment(&self) -> bool {
        self.of_environment.is_some()
    }

    /// Returns the first of these variables that is set, unless an option or an environment was given instead of them.
    pub fn origin<'a>(&self, flag: &str, variables: &[&'a str]) -> Option<&'a str> {
        let is_given = self.is_environment() || self.flags.iter().any(|(have, _)| *have == flag);
        variables.iter().copied().find(|name| !is_given && variable(name).is_some())
    }

    /// Returns the same options for this table.
    pub fn on_table(&self, table: &str) -> Self {
        let settings = self.flags.iter().chain(self.of_environment.iter().flatten());
        let named = settings.clone().find(|(flag, _)| *flag == "--table").and_then(|(_, name)| name.clone());
        let variable = || variable(context::TABLE).filter(|_| !self.is_environment());
        let meant = named.or_else(variable).unwrap_or_else(|| DEFAULT_TABLE.to_owned());
        if meant == table { self.clone() } else { self.with("--table", table) }
    }

    /// Returns the same options for another region.
    pub fn in_region(&self, region: &str) -> Self {
        self.with("--region", region)
    }

    /// Returns the options that the AWS CLI has too. The endpoint is DynamoDB's only.
    pub fn of_aws(&self, service: &str) -> Self {
        let is_shared = |flag: &str| match flag {
            "--region" | "--profile" => true,
            "--endpoint-url" => service == "dynamodb",
            _ => false,
        };
        let mut flags: Vec<_> = self.flags.iter().filter(|(flag, _)| is_shared(flag)).cloned().collect();
        for setting in self.of_environment.iter().flatten().filter(|(flag, _)| is_shared(flag)) {
            if flags.iter().all(|(flag, _)| *flag != setting.0) {
                flags.push(setting.clone());
            }
        }
        Self { flags, ..self.clone() }
    }
}

impl std::fmt::Display for Repeat {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (flag, value) in &self.flags {
            write!(f, " {flag}")?;
            if let Some(value) = value {
                write!(f, " {}", shell::quoted(value))?;
            }
        }
        Ok(())
    }
}
