//! Where each store of one command is. Only these files tell local, prod and embedded apart.
//!
//! A store is the first of these that is configured:
//!
//! | | messages (DynamoDB) | users (PostgreSQL) | user pool (Cognito) |
//! |---|---|---|---|
//! | local | the endpoint of the request, `AWS_ENDPOINT_URL_DYNAMODB`, `AWS_ENDPOINT_URL`, `http://localhost:8000` if DynamoDB answers there, embedded | the URL of the request, `LOCAL_CONNECTION_URL`, `CONNECTION_URL`, embedded | the pool of the request or of `COGNITO_USER_POOLS_ID`, at the endpoint of the request, `AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER` or AWS; embedded if no pool is named |
//! | prod | the endpoint of the request, the region's own endpoint | the URL of the request, `PROD_CONNECTION_URL` | the same pool, at AWS alone |
//!
//! The users database is signed in to with a password, or by IAM: the method of the request, `CRUDDUR_DATABASE_AUTH`, a password.
//!
//! `AWS_ENDPOINT_URL` is set to a DynamoDB emulator in the app's compose file, so it is not used for Cognito, STS or SSO.

mod access;
pub(crate) mod connection_url;
mod database_auth;
mod display;
mod embedded;
mod home;
mod messages;
mod named_environment;
mod pool;
mod request;
mod settings;
mod users;

#[cfg(test)]
mod tests;

pub use crate::aws::Endpoint;
pub use connection_url::{ConnectionUrl, Source, Tls, libpq_variables};
pub use messages::MessagesAt;
pub use named_environment::{EnvironmentFiles, FILE, NamedEnvironment};
pub use pool::PoolAt;
pub(crate) use pool::{looks_like_client_id, looks_like_pool_id};
pub use request::{Named, Request, Stores};
pub use settings::{Setting, settings};
pub use users::UsersAt;

use crate::aws::Access;
use crate::error::Result;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The region that requests to an emulator are signed for if none is configured.
const EMULATOR_REGION: &str = "us-east-1";

/// The two sets of stores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Environment {
    /// The developer's own machine.
    Local,
    /// The AWS account and the RDS instance.
    Prod,
}

/// Where each store that a command needs is.
#[derive(Debug, Clone)]
pub struct Target {
    /// Local or prod.
    pub environment: Environment,
    /// The name of the environment, if the request names one.
    pub name: Option<String>,
    /// The AWS region, if an option, a variable or the profile names one.
    pub region: Option<String>,
    /// The AWS profile, if one is named.
    pub profile: Option<String>,
    /// How AWS and emulators are reached, and with which credentials.
    pub(crate) access: Access,
    /// The limit of one call to a service or database, retries included.
    pub timeout: Duration,
    /// The directory of the embedded stores, which may not be used.
    pub home: PathBuf,
    /// Whether a variable names the directory. Only then it may be a symbolic link.
    pub home_is_named: bool,
    /// Whether the command only reads. Then no embedded store is created.
    pub only_reads: bool,
    /// Whether a command waits for another process that has an embedded store.
    pub waits: bool,
    /// The messages, if the command needs them.
    pub messages: Option<MessagesAt>,
    /// The users, if the command needs them.
    pub users: Option<UsersAt>,
    /// The user pool, if the command needs it.
    pub pool: Option<PoolAt>,
}

impl Target {
    /// Resolves the stores in `stores`.
    ///
    /// # Errors
    /// [`TargetError::Mix`](crate::error::TargetError::Mix) if they belong to two targets, and the configuration errors of a
    /// store that is needed: [`TargetError`](crate::error::TargetError) and [`AccessError`](crate::error::AccessError). The
    /// configuration of other stores is not checked.
    pub async fn resolve(request: &Request<'_>, stores: Stores) -> Result<Self> {
        let is_embedded = embedded::is_forced(request)?;
        let messages = stores.messages.then(|| messages::resolve(request, is_embedded)).transpose()?;
        let users = if stores.users { Some(users::resolve(request, is_embedded).await?) } else { None };
        let pool = stores.pool.then(|| pool::resolve(request, is_embedded)).transpose()?;
        let access = access::resolve(request, messages.as_ref(), users.as_ref(), pool.as_ref()).await?;
        let home = request.var(home::VARIABLE).map(PathBuf::from);
        let mut target = Self {
            name: request.environment.map(|named| named.name.clone()),
            environment: if request.prod.value { Environment::Prod } else { Environment::Local },
            region: access.region.clone(),
            profile: access.profile().map(str::to_owned),
            access,
            timeout: request.timeout,
            home_is_named: home.is_some(),
            home: home.unwrap_or_else(|| PathBuf::from(home::NAME)),
            only_reads: request.only_reads,
            waits: true,
            messages,
            users,
            pool,
        };
        if target.is_embedded() && !target.home_is_named {
            target.home = home::found(request);
        }
        Ok(target)
    }

    /// Returns the same target, whose requests to endpoints are sent by `http` and not over the network.
    #[must_use]
    pub fn with_http_client(mut self, http: SharedHttpClient) -> Self {
        self.access.http = Some(http);
        self
    }

    /// Returns the region to sign requests for. An emulator accepts any region.
    pub fn region_or_default(&self) -> &str {
        self.region.as_deref().unwrap_or(EMULATOR_REGION)
    }

    /// Returns whether the target is production.
    pub fn is_prod(&self) -> bool {
        self.environment == Environment::Prod
    }

    /// Returns the region of production, or `None` for a local target.
    pub(crate) fn prod_region(&self) -> Option<String> {
        self.is_prod().then(|| self.region_or_default().to_owned())
    }

    /// Returns whether every store is inside the process or on this machine, so that opening and reading it sends nothing to another
    /// machine.
    pub fn is_on_this_machine(&self) -> bool {
        let messages = match &self.messages {
            Some(MessagesAt::Endpoint(endpoint)) => endpoint.is_loopback(),
            Some(MessagesAt::Aws) => false,
            Some(MessagesAt::Embedded) | None => true,
        };
        let users = match &self.users {
            Some(UsersAt::Postgres(url)) => url.is_on_this_machine(),
            Some(UsersAt::Embedded) | None => true,
        };
        let pool = match &self.pool {
            Some(PoolAt::Cognito { endpoint, .. }) => endpoint.as_ref().is_some_and(Endpoint::is_loopback),
            Some(PoolAt::Embedded) | None => true,
        };
        // The credentials for prod may come from a service.
        messages && users && pool && !self.is_prod()
    }

    /// Returns a text that is the same for commands of one account, region and endpoint of DynamoDB. It has no secret.
    pub(crate) fn account(&self) -> String {
        let endpoint = match &self.messages {
            Some(MessagesAt::Endpoint(endpoint)) => &endpoint.url,
            Some(MessagesAt::Aws | MessagesAt::Embedded) | None => "AWS",
        };
        format!("{}\n{}\n{endpoint}", self.access.source(), self.region_or_default())
    }

    /// Returns whether the messages are embedded. They are if the target was resolved without them.
    pub fn has_embedded_messages(&self) -> bool {
        matches!(self.messages, Some(MessagesAt::Embedded) | None)
    }

    /// Returns whether the users are embedded.
    pub fn has_embedded_users(&self) -> bool {
        matches!(self.users, Some(UsersAt::Embedded))
    }

    /// Returns whether the user pool is in Cognito itself, and not in an emulator.
    pub fn has_pool_in_aws(&self) -> bool {
        match &self.pool {
            Some(PoolAt::Cognito { endpoint, .. }) => endpoint.as_ref().is_none_or(Endpoint::is_aws),
            Some(PoolAt::Embedded) | None => false,
        }
    }

    /// Returns whether any of its stores is embedded. What happens to one store must not depend on the others.
    pub fn is_embedded(&self) -> bool {
        self.messages == Some(MessagesAt::Embedded) || self.has_embedded_users() || self.pool == Some(PoolAt::Embedded)
    }

    /// Returns the directory of the embedded stores if they are used and it was found in a parent of the working directory.
    pub fn home_of_parent(&self) -> Option<&Path> {
        let is_of_parent = self.is_embedded() && !self.home_is_named && self.home.is_absolute();
        is_of_parent.then_some(&*self.home)
    }

    /// Returns whether the command reads embedded stores that do not exist. It then reads empty ones in memory.
    pub fn reads_no_store(&self) -> bool {
        self.is_embedded() && self.only_reads && !self.home.exists()
    }

    /// Returns the name of the users database, which a user has to type to confirm a destructive command.
    pub fn users_name(&self) -> String {
        match &self.users {
            Some(UsersAt::Postgres(url)) => url.database().to_owned(),
            Some(UsersAt::Embedded) | None => "users".to_owned(),
        }
    }

    /// Returns the setting that weakens the verification of production's users database, such as `sslmode=require (PGSSLMODE)`.
    pub fn weak_tls(&self) -> Option<String> {
        match &self.users {
            Some(UsersAt::Postgres(url)) if self.is_prod() => url.weak_tls(),
            _ => None,
        }
    }

    /// Returns where the messages are, in words, for errors and prompts.
    pub fn messages_at(&self) -> String {
        match &self.messages {
            Some(MessagesAt::Endpoint(endpoint)) => endpoint.to_string(),
            Some(MessagesAt::Aws) => format!("AWS {}", self.region_or_default()),
            Some(MessagesAt::Embedded) | None => format!("embedded in {}", self.home.display()),
        }
    }
}
