//! The options that select the target, repeated in the commands of hints.

use super::environment::variable;
use super::{Global, context, shell};
use cruddur::messaging::DEFAULT_TABLE;

impl Global {
    /// Returns the options that select the same target in another command.
    pub fn repeat(&self) -> Repeat {
        let mut flags: Vec<(&'static str, Option<String>)> = Vec::new();
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
        Repeat { flags, is_prod: self.prod }
    }
}

/// The options that select the target. `Display` prints a blank before each, and values as a shell reads them.
#[derive(Debug, Clone, Default)]
pub struct Repeat {
    flags: Vec<(&'static str, Option<String>)>,
    /// Whether the target is production.
    pub is_prod: bool,
}

impl Repeat {
    /// Returns a command of this tool with these options. The commands of the user pool refuse the endpoint of DynamoDB.
    pub fn run(&self, command: &str) -> String {
        let is_of_the_pool = ["cognito ", "db update-cognito-user-ids"].iter().any(|begin| command.starts_with(begin));
        let is_taken = |flag: &str| !is_of_the_pool || flag != "--endpoint-url";
        let flags = self.flags.iter().filter(|(flag, _)| is_taken(flag)).cloned().collect();
        format!("cruddur {command}{}", Self { flags, is_prod: self.is_prod })
    }

    /// Returns the same options, with another value of one of them.
    fn with(&self, flag: &'static str, value: &str) -> Self {
        let mut flags = self.flags.clone();
        let value = Some(value.to_owned());
        match flags.iter_mut().find(|(have, _)| *have == flag) {
            Some(have) => have.1 = value,
            None => flags.push((flag, value)),
        }
        Self { flags, is_prod: self.is_prod }
    }

    /// Returns the first of these variables that is set, unless the option was given instead of them.
    pub fn origin<'a>(&self, flag: &str, variables: &[&'a str]) -> Option<&'a str> {
        let is_given = self.flags.iter().any(|(have, _)| *have == flag);
        variables.iter().copied().find(|name| !is_given && variable(name).is_some())
    }

    /// Returns the same options for this table.
    pub fn on_table(&self, table: &str) -> Self {
        let named = self.flags.iter().find(|(flag, _)| *flag == "--table").and_then(|(_, name)| name.clone());
        let meant = named.or_else(|| variable(context::TABLE)).unwrap_or_else(|| DEFAULT_TABLE.to_owned());
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
        let flags = self.flags.iter().filter(|(flag, _)| is_shared(flag)).cloned().collect();
        Self { flags, is_prod: self.is_prod }
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
