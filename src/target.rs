//! Where each store of one command lives. The one place where local, prod and embedded are told apart.
//!
//! | | messages (DynamoDB) | users (PostgreSQL) | user pool (Cognito) |
//! |---|---|---|---|
//! | local | `--endpoint-url`, `AWS_ENDPOINT_URL_DYNAMODB`, `AWS_ENDPOINT_URL`, `http://localhost:8000` if DynamoDB answers there, embedded | `--database-url`, `LOCAL_CONNECTION_URL`, `CONNECTION_URL`, embedded | the pool of `--user-pool-id` or `COGNITO_USER_POOLS_ID` at `--cognito-endpoint-url`, `AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER` or AWS; with no pool named, embedded |
//! | prod | `--endpoint-url`, the region's own endpoint | `--database-url`, `PROD_CONNECTION_URL` | as above, at AWS alone |
//!
//! The users database is signed in to with a password, or by IAM (`--database-auth`, `CRUDDUR_DATABASE_AUTH`).
//!
//! `AWS_ENDPOINT_URL` is set to a DynamoDB emulator in the app's compose file: it never reaches Cognito, STS or SSO.

pub(crate) mod connection_url;
mod database_auth;
mod home;

pub use crate::aws::Endpoint;
pub use connection_url::{ConnectionUrl, Source, Tls, libpq_variables};

use crate::aws::{Access, NamedProfile, Settings, is_aws_host};
use crate::error::{AccessError, Error, IamConflict, Result, TargetError};
use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Where DynamoDB Local listens unless told otherwise.
const LOCAL_DYNAMODB: &str = "http://localhost:8000";

/// The region that an emulator is told where none is configured: it has to be some region.
const EMULATOR_REGION: &str = "us-east-1";

/// The stores that a command needs; only these are resolved, checked and named.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stores {
    /// The messages, in DynamoDB.
    pub messages: bool,
    /// The users, in PostgreSQL.
    pub users: bool,
    /// The user pool, in Cognito.
    pub pool: bool,
}

/// What was typed and what surrounds it: everything that a target follows from.
pub struct Request<'a> {
    /// `--prod`.
    pub prod: bool,
    /// `--embedded`.
    pub embedded: bool,
    /// `--region`.
    pub region: Option<String>,
    /// `--profile`.
    pub profile: Option<String>,
    /// `--endpoint-url`.
    pub endpoint_url: Option<String>,
    /// `--user-pool-id`.
    pub user_pool_id: Option<String>,
    /// `--cognito-endpoint-url`.
    pub cognito_endpoint_url: Option<String>,
    /// `--insecure-http`: whether credentials may be sent by plain `http`.
    pub insecure_http: bool,
    /// `--database-url`.
    pub database_url: Option<String>,
    /// `--database-auth`: `password` or `iam`.
    pub database_auth: Option<String>,
    /// How long one call to a service or database may take, its retries included.
    pub timeout: Duration,
    /// Whether nothing is written, so that no embedded store is made where there is none.
    pub only_reads: bool,
    /// The working directory.
    pub directory: PathBuf,
    /// Looks up an environment variable.
    pub env: &'a dyn Fn(&str) -> Option<String>,
    /// Whether a DynamoDB answers at an `http://HOST:PORT`: asked for the unconfigured default only.
    pub answers: &'a dyn Fn(&str) -> bool,
}

/// The two sets of stores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Environment {
    /// The developer's own machine.
    Local,
    /// The AWS account and the RDS instance.
    Prod,
}

/// Where the messages are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MessagesAt {
    /// The engine inside the process.
    Embedded,
    /// An endpoint named by its URL: DynamoDB Local, or an override.
    Endpoint(Endpoint),
    /// DynamoDB's own endpoint in the target's region.
    Aws,
}

/// Where the users are.
#[derive(Debug, Clone)]
pub enum UsersAt {
    /// SQLite, beside the embedded messages.
    Embedded,
    /// A PostgreSQL database.
    Postgres(Box<ConnectionUrl>),
}

/// Where the user pool is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PoolAt {
    /// SQLite, beside the embedded users.
    Embedded,
    /// A Cognito user pool.
    Cognito {
        /// Its id, such as `ca-central-1_AbCdEfGhI`.
        id: String,
        /// An endpoint in place of the region's own.
        endpoint: Option<Endpoint>,
    },
}

/// Where each store that a command needs lives.
#[derive(Debug, Clone)]
pub struct Target {
    /// Local or prod.
    pub environment: Environment,
    /// The AWS region, where one is configured by flag, environment or profile.
    pub region: Option<String>,
    /// The AWS profile, where one is named.
    pub profile: Option<String>,
    /// How AWS and emulators are reached, and with which credentials.
    pub(crate) access: Access,
    /// How long one call to a service or database may take, its retries included.
    pub timeout: Duration,
    /// The directory of the embedded stores, whether any is used or not.
    pub home: PathBuf,
    /// Whether a variable names it. Only then it may be a link.
    pub home_is_named: bool,
    /// Whether nothing is written, so that no embedded store is made where there is none.
    pub only_reads: bool,
    /// The messages, where the command needs them.
    pub messages: Option<MessagesAt>,
    /// The users, where the command needs them.
    pub users: Option<UsersAt>,
    /// The user pool, where the command needs it.
    pub pool: Option<PoolAt>,
}

impl Target {
    /// Resolves the stores in `stores`.
    ///
    /// # Errors
    /// [`TargetError::Mix`] where they would belong to two targets, and the configuration errors
    /// ([`TargetError::NoProdDatabase`], [`TargetError::NoPool`], [`TargetError::PoolIdIsClientId`], [`TargetError::BadUrl`], [`AccessError::NoProfile`],
    /// ...) of a store that is needed; what is wrong with a store that is not needed stays unsaid.
    pub async fn resolve(request: &Request<'_>, stores: Stores) -> Result<Self> {
        let environment = if request.prod { Environment::Prod } else { Environment::Local };
        let embedded = embedded_is_forced(request)?;
        let messages = stores.messages.then(|| messages(request, embedded)).transpose()?;
        let users = stores.users.then(|| users(request, embedded)).transpose()?;
        let pool = stores.pool.then(|| pool(request, embedded)).transpose()?;
        let by_iam = users.as_ref().and_then(UsersAt::by_iam);
        let on_aws = is_on_aws(messages.as_ref(), pool.as_ref(), request.prod) || by_iam.is_some();
        let is_remote =
            on_aws || matches!(messages, Some(MessagesAt::Endpoint(_))) || matches!(pool, Some(PoolAt::Cognito { .. }));
        let region = request.named_region();
        // An embedded store needs no credentials: neither keys nor profile files are looked at.
        let access = match is_remote {
            true => access(request, region, on_aws).await?,
            false => Access::none(request.timeout, region.map(|(_, region)| region)),
        };
        let needs_region = messages.is_some() && request.prod || by_iam.is_some_and(|url| !url.names_region());
        if access.region.is_none() && needs_region {
            return Err(Error::Target(TargetError::NoRegion));
        }
        let home = request.var("CRUDDUR_HOME").map(PathBuf::from);
        let mut target = Self {
            environment,
            region: access.region.clone(),
            profile: access.profile().map(str::to_owned),
            access,
            timeout: request.timeout,
            home_is_named: home.is_some(),
            home: home.unwrap_or_else(|| PathBuf::from(home::NAME)),
            only_reads: request.only_reads,
            messages,
            users,
            pool,
        };
        if target.is_embedded() && !target.home_is_named {
            target.home = home::find(&request.directory, request.var("HOME").as_deref().map(Path::new));
        }
        Ok(target)
    }

    /// The region to sign for: the configured one, or some region where an emulator does not care.
    pub fn region_or_default(&self) -> &str {
        self.region.as_deref().unwrap_or(EMULATOR_REGION)
    }

    /// Whether this is production.
    pub fn is_prod(&self) -> bool {
        self.environment == Environment::Prod
    }

    /// The region that production is in; `None` for another target.
    pub(crate) fn prod_region(&self) -> Option<String> {
        self.is_prod().then(|| self.region_or_default().to_owned())
    }

    /// Whether any of its stores is embedded.
    pub fn is_embedded(&self) -> bool {
        self.messages == Some(MessagesAt::Embedded)
            || matches!(self.users, Some(UsersAt::Embedded))
            || self.pool == Some(PoolAt::Embedded)
    }

    /// The directory of the embedded stores, where one is used that a parent of the working directory has.
    pub fn home_of_parent(&self) -> Option<&Path> {
        let is_of_parent = self.is_embedded() && !self.home_is_named && self.home.is_absolute();
        is_of_parent.then_some(&*self.home)
    }

    /// Whether an embedded store is read that is not there, so that it is an empty one in memory.
    pub fn reads_no_store(&self) -> bool {
        self.is_embedded() && self.only_reads && !self.home.exists()
    }

    /// The name of the users database: what a guard asks for by name.
    pub fn users_name(&self) -> String {
        match &self.users {
            Some(UsersAt::Postgres(url)) => url.database().to_owned(),
            Some(UsersAt::Embedded) | None => "users".to_owned(),
        }
    }

    /// What keeps the connection to production's users database from being verified in full, such as
    /// `sslmode=require (PGSSLMODE)`.
    pub fn weak_tls(&self) -> Option<String> {
        match &self.users {
            Some(UsersAt::Postgres(url)) if self.is_prod() => url.weak_tls(),
            _ => None,
        }
    }

    /// Where the messages are, in words, for errors and prompts.
    pub fn messages_at(&self) -> String {
        match &self.messages {
            Some(MessagesAt::Endpoint(endpoint)) => endpoint.to_string(),
            Some(MessagesAt::Aws) => format!("AWS {}", self.region_or_default()),
            Some(MessagesAt::Embedded) | None => format!("embedded in {}", self.home.display()),
        }
    }
}

impl fmt::Display for Target {
    /// `local, DynamoDB http://localhost:8000, users postgresql://postgres:***@localhost:5432/cruddur`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.environment {
            Environment::Local => "local",
            Environment::Prod => "prod",
        })?;
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

impl Request<'_> {
    /// A variable that is set to something: an empty one counts as not set, as for the AWS SDKs.
    pub(crate) fn var(&self, name: &str) -> Option<String> {
        (self.env)(name).filter(|value| !value.trim().is_empty())
    }

    /// The profile of a flag or a variable.
    ///
    /// # Errors
    /// [`AccessError::ProfilesDiffer`]
    pub(crate) fn named_profile(&self) -> Result<Option<NamedProfile>> {
        if let Some(name) = self.profile.clone() {
            return Ok(Some(NamedProfile { name, origin: "--profile" }));
        }
        let names @ [first, second] = ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"];
        match (self.var(first), self.var(second)) {
            (Some(one), Some(other)) if one != other => Err(Error::Access(AccessError::ProfilesDiffer)),
            _ => Ok(self.first_var(&names).map(|(origin, name)| NamedProfile { name, origin })),
        }
    }

    /// The region of a flag or a variable, with its origin.
    fn named_region(&self) -> Option<(&'static str, String)> {
        let typed = self.region.clone().map(|region| ("--region", region));
        typed.or_else(|| self.first_var(&["AWS_REGION", "AWS_DEFAULT_REGION"]))
    }

    /// The first of `names` that is set, with its name.
    fn first_var(&self, names: &[&'static str]) -> Option<(&'static str, String)> {
        names.iter().find_map(|name| Some((*name, self.var(name)?)))
    }
}

/// How the stores outside the process are reached.
async fn access(request: &Request<'_>, region: Option<(&'static str, String)>, on_aws: bool) -> Result<Access> {
    Access::resolve(Settings {
        profile: request.named_profile()?,
        region,
        prod: request.prod,
        on_aws,
        insecure_http: request.insecure_http,
        timeout: request.timeout,
        env: &|name| request.var(name),
    })
    .await
}

/// Whether the engines in the process are forced, by flag or by `CRUDDUR_LOCAL`, which concerns the local target only.
fn embedded_is_forced(request: &Request<'_>) -> Result<bool> {
    if request.embedded {
        let clash = match request {
            Request { prod: true, .. } => Some("--embedded with --prod"),
            Request { endpoint_url: Some(_), .. } => Some("--embedded with --endpoint-url"),
            Request { database_url: Some(_), .. } => Some("--embedded with --database-url"),
            Request { user_pool_id: Some(_), .. } => Some("--embedded with --user-pool-id"),
            Request { cognito_endpoint_url: Some(_), .. } => Some("--embedded with --cognito-endpoint-url"),
            _ => None,
        };
        return match clash {
            Some(what) => Err(Error::Target(TargetError::Mix { what: what.to_owned(), wants_prod: false })),
            None => Ok(true),
        };
    }
    match request.var("CRUDDUR_LOCAL").as_deref() {
        None => Ok(false),
        Some("embedded") => Ok(!request.prod),
        Some(other) => Err(Error::Target(TargetError::BadSetting {
            origin: "CRUDDUR_LOCAL",
            value: other.to_owned(),
            allowed: "embedded",
        })),
    }
}

fn messages(request: &Request<'_>, embedded: bool) -> Result<MessagesAt> {
    if let Some(url) = &request.endpoint_url {
        return endpoint(request, "--endpoint-url", url);
    }
    if request.prod {
        return Ok(MessagesAt::Aws);
    }
    if embedded {
        return embedded_or("DynamoDB endpoint", MessagesAt::Embedded);
    }
    if let Some((variable, url)) = request.first_var(&["AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL"]) {
        return endpoint(request, variable, &url);
    }
    if (request.answers)(LOCAL_DYNAMODB) {
        return endpoint(request, "the default endpoint", LOCAL_DYNAMODB);
    }
    embedded_or("DynamoDB endpoint", MessagesAt::Embedded)
}

fn endpoint(request: &Request<'_>, origin: &'static str, url: &str) -> Result<MessagesAt> {
    let endpoint = Endpoint::parse(origin, url)?;
    if !request.prod && endpoint.is_aws() {
        return Err(Error::Target(TargetError::Mix {
            what: format!("{origin} names the AWS host {}, but the target is local", endpoint.host),
            wants_prod: true,
        }));
    }
    check_is_secure(request, origin, &endpoint)?;
    Ok(MessagesAt::Endpoint(endpoint))
}

/// Whether a store gets the credentials for AWS: AWS itself, an endpoint with a host of AWS, and any endpoint on prod.
fn is_on_aws(messages: Option<&MessagesAt>, pool: Option<&PoolAt>, prod: bool) -> bool {
    let is_aws = |endpoint: &Endpoint| prod || endpoint.is_aws();
    match messages {
        Some(MessagesAt::Aws) => return true,
        Some(MessagesAt::Endpoint(endpoint)) if is_aws(endpoint) => return true,
        _ => {}
    }
    matches!(pool, Some(PoolAt::Cognito { endpoint, .. }) if endpoint.as_ref().is_none_or(is_aws))
}

/// Refuses plain `http` for prod, and for a host of AWS on any target, unless it is allowed: the session token would be sent in
/// clear.
fn check_is_secure(request: &Request<'_>, origin: &'static str, endpoint: &Endpoint) -> Result<()> {
    if endpoint.is_plain && (request.prod || endpoint.is_aws()) && !request.insecure_http {
        return Err(Error::Target(TargetError::InsecureEndpoint {
            origin,
            host: endpoint.host.clone(),
            prod: request.prod,
        }));
    }
    Ok(())
}

impl UsersAt {
    /// The database, if the sign-in to it is by IAM.
    fn by_iam(&self) -> Option<&ConnectionUrl> {
        match self {
            Self::Postgres(url) => Some(&**url).filter(|url| url.is_by_iam()),
            Self::Embedded => None,
        }
    }
}

fn users(request: &Request<'_>, embedded: bool) -> Result<UsersAt> {
    let iam = database_auth::iam(request)?;
    let configured = match &request.database_url {
        Some(url) => Some(("--database-url", url.clone())),
        None if request.prod => request.first_var(&["PROD_CONNECTION_URL"]),
        None if embedded => None,
        None => request.first_var(&["LOCAL_CONNECTION_URL", "CONNECTION_URL"]),
    };
    match configured {
        Some((origin, url)) => {
            let url = ConnectionUrl::parse(origin, &url, request.prod, &|name| request.var(name))?;
            if let Some(host) = url.hosts().find(|host| !request.prod && is_aws_host(host)) {
                let from = url.hosts_from();
                return Err(Error::Target(TargetError::Mix {
                    what: format!("{from} names the RDS host {host}, but the target is local"),
                    wants_prod: true,
                }));
            }
            let url = if let Some(origin) = iam { url.by_iam(origin)? } else { url };
            Ok(UsersAt::Postgres(Box::new(url)))
        }
        None if request.prod => Err(no_prod_database(request)),
        None => match iam {
            Some(origin) => Err(Error::Target(TargetError::Iam { origin, why: IamConflict::Embedded })),
            None => embedded_or("users database", UsersAt::Embedded),
        },
    }
}

/// That there is no production database; and where else its URL may be, since the app has one variable for both targets.
fn no_prod_database(request: &Request<'_>) -> Error {
    let names_rds = |variable: &&'static str| {
        let text = request.var(variable)?;
        let url = ConnectionUrl::parse(variable, &text, true, &|name| request.var(name)).ok()?;
        url.hosts().any(is_aws_host).then_some(*variable)
    };
    match ["CONNECTION_URL", "LOCAL_CONNECTION_URL"].iter().find_map(names_rds) {
        Some(variable) => Error::Target(TargetError::ProdDatabaseElsewhere { variable }),
        None => Error::Target(TargetError::NoProdDatabase),
    }
}

fn pool(request: &Request<'_>, embedded: bool) -> Result<PoolAt> {
    let typed = request.user_pool_id.clone().map(|id| ("--user-pool-id", id));
    if embedded && typed.is_none() && request.cognito_endpoint_url.is_none() {
        return embedded_or("user pool", PoolAt::Embedded);
    }
    let id = typed.or_else(|| request.first_var(&["COGNITO_USER_POOLS_ID", "AWS_COGNITO_USER_POOL_ID"]));
    let Some((origin, id)) = id else {
        // Whoever types an endpoint wants a pool there, not the embedded one.
        return if request.prod || request.cognito_endpoint_url.is_some() {
            Err(Error::Target(TargetError::NoPool))
        } else {
            embedded_or("user pool", PoolAt::Embedded)
        };
    };
    check_pool_id(origin, &id)?;
    let typed = request.cognito_endpoint_url.clone().map(|url| ("--cognito-endpoint-url", url));
    let endpoint = typed.or_else(|| request.first_var(&["AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER"]));
    let endpoint = endpoint.map(|(origin, url)| pool_endpoint(request, origin, &url)).transpose()?;
    Ok(PoolAt::Cognito { id, endpoint })
}

/// On prod the pool is at AWS: the ids of an emulator's users do not belong into prod's database.
fn pool_endpoint(request: &Request<'_>, origin: &'static str, url: &str) -> Result<Endpoint> {
    let endpoint = Endpoint::parse(origin, url)?;
    if request.prod && !endpoint.is_aws() {
        return Err(Error::Target(TargetError::PoolOutsideAws { origin, host: endpoint.host }));
    }
    check_is_secure(request, origin, &endpoint)?;
    Ok(endpoint)
}

/// Tells the two ids of Cognito apart, which are easily swapped: an app client's is 26 lowercase letters and digits, a
/// pool's is `REGION_NAME`.
/// Source: Cognito API reference, `UserPoolIdType` (`[\w-]+_[0-9a-zA-Z]+`) and `ClientIdType`.
fn check_pool_id(variable: &'static str, id: &str) -> Result<()> {
    if looks_like_client_id(id) {
        return Err(Error::Target(TargetError::PoolIdIsClientId { variable, id: id.to_owned() }));
    }
    if looks_like_pool_id(id) {
        Ok(())
    } else {
        Err(Error::Target(TargetError::PoolIdMalformed { variable, id: id.to_owned() }))
    }
}

pub(crate) fn looks_like_client_id(id: &str) -> bool {
    id.len() == 26 && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
}

pub(crate) fn looks_like_pool_id(id: &str) -> bool {
    id.split_once('_').is_some_and(|(region, name)| {
        !region.is_empty()
            && region.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !name.is_empty()
            && name.bytes().all(|b| b.is_ascii_alphanumeric())
    })
}

fn embedded_or<T>(what: &'static str, at: T) -> Result<T> {
    if cfg!(feature = "embedded") { Ok(at) } else { Err(Error::Target(TargetError::NoEmbedded { what })) }
}

#[cfg(test)]
mod tests;
