//! Where each store of one command lives. The one place where local, prod and embedded are told apart.
//!
//! | | messages (DynamoDB) | users (PostgreSQL) | user pool (Cognito) |
//! |---|---|---|---|
//! | local | `--endpoint-url`, `AWS_ENDPOINT_URL_DYNAMODB`, `AWS_ENDPOINT_URL`, `http://localhost:8000` if DynamoDB answers there, embedded | `--database-url`, `LOCAL_CONNECTION_URL`, `CONNECTION_URL`, embedded | the pool of `COGNITO_USER_POOLS_ID` at `AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER` or AWS; with no pool named, embedded |
//! | prod | `--endpoint-url`, the region's own endpoint | `--database-url`, `PROD_CONNECTION_URL` | as above, never embedded |
//!
//! `AWS_ENDPOINT_URL` is set to a DynamoDB emulator in the app's compose file: it never reaches Cognito.

use crate::aws;
use crate::db::ConnectionUrl;
use crate::error::{Error, Result};
use std::fmt;
use std::path::PathBuf;
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
    /// `--database-url`.
    pub database_url: Option<String>,
    /// How long one call to a service or database may take, its retries included.
    pub timeout: Duration,
    /// Looks up an environment variable.
    pub env: &'a dyn Fn(&str) -> Option<String>,
    /// Whether a DynamoDB answers at an `http://HOST:PORT`: asked for the unconfigured default only.
    pub answers: &'a dyn Fn(&str) -> bool,
}

/// The two sets of stores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
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
    Endpoint(String),
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
        endpoint: Option<String>,
    },
}

/// AWS access keys from the environment.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessKeys {
    pub(crate) id: String,
    pub(crate) secret: String,
    pub(crate) session_token: Option<String>,
}

impl fmt::Debug for AccessKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessKeys(***)")
    }
}

/// Where each store that a command needs lives.
#[derive(Debug, Clone)]
pub struct Target {
    /// Local or prod.
    pub place: Place,
    /// The AWS region, where one is configured by flag, environment or profile.
    pub region: Option<String>,
    /// The AWS profile, where one is named.
    pub profile: Option<String>,
    /// Whether the profile was typed: then nothing in the environment comes before it.
    pub profile_is_typed: bool,
    /// Keys from the environment, which emulators are signed for with; none where a profile was typed.
    pub keys: Option<AccessKeys>,
    /// How long one call to a service or database may take, its retries included.
    pub timeout: Duration,
    /// The directory of the embedded stores, whether any is used or not.
    pub home: PathBuf,
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
    /// [`Error::TargetMix`] where they would belong to two targets, and the configuration errors
    /// ([`Error::NoProdDatabase`], [`Error::NoPool`], [`Error::PoolIdIsClientId`], [`Error::BadUrl`], ...) of a store
    /// that is needed; what is wrong with a store that is not needed stays unsaid.
    pub async fn resolve(request: &Request<'_>, stores: Stores) -> Result<Self> {
        let place = if request.prod { Place::Prod } else { Place::Local };
        let embedded = embedded_is_forced(request)?;
        let messages = stores.messages.then(|| messages(request, embedded)).transpose()?;
        let users = stores.users.then(|| users(request, embedded)).transpose()?;
        let pool = stores.pool.then(|| pool(request, embedded)).transpose()?;
        let profile = request.profile.clone().or_else(|| request.var("AWS_PROFILE"));
        let mut region = request.region.clone();
        for variable in ["AWS_REGION", "AWS_DEFAULT_REGION"] {
            region = region.or_else(|| request.var(variable));
        }
        let on_aws = messages.is_some() && request.prod;
        if on_aws || profile.is_some() || matches!(pool, Some(PoolAt::Cognito { .. })) {
            aws::check_profile_files(|name| request.var(name))?;
        }
        if region.is_none() && (on_aws || profile.is_some()) {
            region = aws::profile_region(profile.as_deref()).await;
        }
        if region.is_none() && on_aws {
            return Err(Error::NoRegion);
        }
        Ok(Self {
            place,
            region,
            profile,
            profile_is_typed: request.profile.is_some(),
            keys: if request.profile.is_some() { None } else { access_keys(request) },
            timeout: request.timeout,
            home: request.var("CRUDDUR_HOME").map_or_else(|| PathBuf::from(".cruddur"), PathBuf::from),
            messages,
            users,
            pool,
        })
    }

    /// The region to sign for: the configured one, or some region where an emulator does not care.
    pub fn region_or_default(&self) -> &str {
        self.region.as_deref().unwrap_or(EMULATOR_REGION)
    }

    /// Whether this is production.
    pub fn is_prod(&self) -> bool {
        self.place == Place::Prod
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
            Some(MessagesAt::Endpoint(url)) => url.clone(),
            Some(MessagesAt::Aws) => format!("AWS {}", self.region_or_default()),
            Some(MessagesAt::Embedded) | None => format!("embedded in {}", self.home.display()),
        }
    }
}

impl fmt::Display for Target {
    /// `local, DynamoDB http://localhost:8000, users postgresql://postgres:***@localhost:5432/cruddur`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.place {
            Place::Local => "local",
            Place::Prod => "prod",
        })?;
        if let Some(profile) = &self.profile {
            write!(f, ", profile {profile}")?;
        }
        if self.messages.is_some() {
            write!(f, ", DynamoDB {}", self.messages_at())?;
        }
        match &self.users {
            Some(UsersAt::Embedded) => write!(f, ", users embedded in {}", self.home.display())?,
            Some(UsersAt::Postgres(url)) => write!(f, ", users {url}")?,
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

    /// The first of `names` that is set, with its name.
    fn first_var(&self, names: &[&'static str]) -> Option<(&'static str, String)> {
        names.iter().find_map(|name| Some((*name, self.var(name)?)))
    }
}

/// Whether the engines in the process are forced, by flag or by `CRUDDUR_LOCAL`, which concerns the local target only.
fn embedded_is_forced(request: &Request<'_>) -> Result<bool> {
    if request.embedded {
        let clash = match request {
            Request { prod: true, .. } => Some("--embedded with --prod"),
            Request { endpoint_url: Some(_), .. } => Some("--embedded with --endpoint-url"),
            Request { database_url: Some(_), .. } => Some("--embedded with --database-url"),
            _ => None,
        };
        return match clash {
            Some(what) => Err(Error::TargetMix { what: what.to_owned(), wants_prod: false }),
            None => Ok(true),
        };
    }
    match request.var("CRUDDUR_LOCAL").as_deref() {
        None => Ok(false),
        Some("embedded") => Ok(!request.prod),
        Some(other) => Err(Error::BadSetting { origin: "CRUDDUR_LOCAL", value: other.to_owned(), allowed: "embedded" }),
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
        return Ok(MessagesAt::Endpoint(LOCAL_DYNAMODB.to_owned()));
    }
    embedded_or("DynamoDB endpoint", MessagesAt::Embedded)
}

fn endpoint(request: &Request<'_>, origin: &'static str, url: &str) -> Result<MessagesAt> {
    let host = http_host(origin, url)?;
    if !request.prod && is_aws_host(&host) {
        return Err(Error::TargetMix {
            what: format!("{origin} names the AWS host {host}, but the target is local"),
            wants_prod: true,
        });
    }
    Ok(MessagesAt::Endpoint(url.trim_end_matches('/').to_owned()))
}

fn users(request: &Request<'_>, embedded: bool) -> Result<UsersAt> {
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
                return Err(Error::TargetMix {
                    what: format!("{from} names the RDS host {host}, but the target is local"),
                    wants_prod: true,
                });
            }
            Ok(UsersAt::Postgres(Box::new(url)))
        }
        None if request.prod => Err(no_prod_database(request)),
        None => embedded_or("users database", UsersAt::Embedded),
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
        Some(variable) => Error::ProdDatabaseElsewhere { variable },
        None => Error::NoProdDatabase,
    }
}

fn pool(request: &Request<'_>, embedded: bool) -> Result<PoolAt> {
    if embedded {
        return embedded_or("user pool", PoolAt::Embedded);
    }
    let Some((variable, id)) = request.first_var(&["COGNITO_USER_POOLS_ID", "AWS_COGNITO_USER_POOL_ID"]) else {
        return if request.prod { Err(Error::NoPool) } else { embedded_or("user pool", PoolAt::Embedded) };
    };
    check_pool_id(variable, &id)?;
    let endpoint = match request.first_var(&["AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER"]) {
        Some((variable, url)) => {
            http_host(variable, &url)?;
            Some(url.trim_end_matches('/').to_owned())
        }
        None => None,
    };
    Ok(PoolAt::Cognito { id, endpoint })
}

/// Tells the two ids of Cognito apart, which are easily swapped: an app client's is 26 lowercase letters and digits, a
/// pool's is `REGION_NAME`.
/// Source: Cognito API reference, `UserPoolIdType` (`[\w-]+_[0-9a-zA-Z]+`) and `ClientIdType`.
fn check_pool_id(variable: &'static str, id: &str) -> Result<()> {
    if looks_like_client_id(id) {
        return Err(Error::PoolIdIsClientId { variable, id: id.to_owned() });
    }
    if looks_like_pool_id(id) { Ok(()) } else { Err(Error::PoolIdMalformed { variable, id: id.to_owned() }) }
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
    if cfg!(feature = "embedded") { Ok(at) } else { Err(Error::NoEmbedded { what }) }
}

fn access_keys(request: &Request<'_>) -> Option<AccessKeys> {
    Some(AccessKeys {
        id: request.var("AWS_ACCESS_KEY_ID")?,
        secret: request.var("AWS_SECRET_ACCESS_KEY")?,
        session_token: request.var("AWS_SESSION_TOKEN"),
    })
}

/// The host of an `http` or `https` URL.
fn http_host(origin: &'static str, url: &str) -> Result<String> {
    let bad = |why: &str| Error::BadUrl { origin, why: why.to_owned() };
    let uri: http::Uri = url.parse().map_err(|error: http::uri::InvalidUri| bad(&error.to_string()))?;
    if !matches!(uri.scheme_str(), Some("http" | "https")) {
        return Err(bad("it must begin with http:// or https://"));
    }
    if uri.authority().is_some_and(|authority| authority.as_str().contains('@')) {
        return Err(bad("it holds a user or a password, which no endpoint takes"));
    }
    uri.host().map(str::to_ascii_lowercase).ok_or_else(|| bad("it names no host"))
}

/// Whether a host belongs to AWS: DynamoDB, Cognito and RDS alike.
fn is_aws_host(host: &str) -> bool {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    [".amazonaws.com", ".amazonaws.com.cn", ".api.aws"].iter().any(|suffix| host.ends_with(suffix))
}

#[cfg(test)]
mod tests;
