//! A target in one line: what the command line prints before a command runs. No password is in it.

use super::{Environment, PoolAt, Target, UsersAt};
use std::fmt;

impl fmt::Display for Target {
    /// `local, DynamoDB http://localhost:8000, users postgresql://postgres:***@localhost:5432/cruddur`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let set = match self.environment {
            Environment::Local => "local",
            Environment::Prod => "prod",
        };
        match &self.name {
            Some(name) => write!(f, "{name} ({set})")?,
            None => f.write_str(set)?,
        }
        if let Some(profile) = &self.profile {
            write!(f, ", profile {profile}")?;
        }
        if self.messages.is_some() {
            write!(f, ", DynamoDB {}", self.messages_at())?;
        }
        match &self.users {
            Some(UsersAt::Embedded) => write!(f, ", users embedded in {}", self.home.display())?,
            Some(UsersAt::Postgres(url)) => {
                write!(f, ", users {url}{}", if url.is_by_iam() { " by IAM" } else { "" })?;
            }
            None => {}
        }
        match &self.pool {
            Some(PoolAt::Embedded) => write!(f, ", user pool embedded in {}", self.home.display()),
            Some(PoolAt::Cognito { id, endpoint: Some(endpoint) }) => write!(f, ", user pool {id} at {endpoint}"),
            Some(PoolAt::Cognito { id, endpoint: None }) => write!(f, ", user pool {id} at AWS"),
            None => Ok(()),
        }
    }
}
