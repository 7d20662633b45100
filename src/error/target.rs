//! Errors of a target: its endpoints, its connection URL and its user pool.

use super::Kind;
use std::path::PathBuf;

/// A target that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TargetError {
    /// The target is prod, and the URL of the production database is not set.
    #[error("PROD_CONNECTION_URL is not set, so there is no users database for prod")]
    NoProdDatabase,

    /// The target is prod, the URL of the production database is not set, and a variable of the local target names an RDS host.
    #[error(
        "PROD_CONNECTION_URL is not set, so there is no users database for prod; {variable} names an RDS host, and is for the local target"
    )]
    ProdDatabaseElsewhere {
        /// The variable.
        variable: &'static str,
    },

    /// psql is not installed.
    #[error("psql was not found on PATH")]
    NoPsql,

    /// The target is prod, or an endpoint of Cognito is given, and no user pool is configured.
    #[error("no user pool is configured: COGNITO_USER_POOLS_ID is not set")]
    NoPool,

    /// An app client id is set as the user pool id.
    #[error("{variable}={id} is the id of an app client, not of a user pool")]
    PoolIdIsClientId {
        /// The option or variable that has it.
        variable: &'static str,
        /// The id.
        id: String,
    },

    /// A user pool id does not have the form `REGION_NAME`.
    #[error("{variable}={id} is not a user pool id, which looks like ca-central-1_AbCdEfGhI")]
    PoolIdMalformed {
        /// The option or variable that has it.
        variable: &'static str,
        /// The id.
        id: String,
    },

    /// An endpoint or a connection URL cannot be used. The URL itself is left out, because it may contain a password.
    #[error("{origin} is not a usable URL: {why}")]
    BadUrl {
        /// The option or variable that has it.
        origin: &'static str,
        /// What is wrong with it.
        why: String,
    },

    /// The value of a setting is not one of its valid values.
    #[error("{origin}={value} is not one of {allowed}")]
    BadSetting {
        /// The option or variable.
        origin: &'static str,
        /// The value.
        value: String,
        /// The valid values.
        allowed: &'static str,
    },

    /// The value of a variable is not UTF-8.
    #[error("{variable} is set, and its value is not UTF-8")]
    NotUtf8 {
        /// The variable.
        variable: String,
    },

    /// The stores of one command would belong to two targets.
    #[error("refused: {what}")]
    Mix {
        /// The settings that contradict each other, by name.
        what: String,
        /// Whether the stores would belong to one target if it were prod.
        wants_prod: bool,
    },

    /// This build does not have the embedded engines.
    #[error("this cruddur was built without the embedded engines, and no {what} is configured")]
    NoEmbedded {
        /// What has to be configured: `DynamoDB endpoint`, `users database`, `user pool`.
        what: &'static str,
    },

    /// An endpoint that gets or issues credentials uses plain `http`.
    #[error(
        "refused: {origin} names {host} by plain http, where anyone on the network path can read the requests and change the answers"
    )]
    InsecureEndpoint {
        /// The option or variable that names it.
        origin: &'static str,
        /// Its host.
        host: String,
        /// Whether the target is production.
        prod: bool,
    },

    /// The target is prod, and the endpoint of Cognito is not a host of AWS. The ids of an emulator's users do not belong in
    /// prod's database.
    #[error("refused: {origin} names {host}, which is not a host of AWS, but the target is prod")]
    PoolOutsideAws {
        /// The option or variable that names it.
        origin: &'static str,
        /// Its host.
        host: String,
    },

    /// A file of environments cannot be used. Its text is left out, because it may contain a password.
    #[error("cannot use {}: {why}", path.display())]
    EnvironmentFile {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },

    /// An environment does not exist.
    #[error("environment {name} does not exist: {}", existing(.known, .files))]
    NoEnvironment {
        /// Its name.
        name: String,
        /// The files that could have it, the first in the working directory.
        files: Vec<PathBuf>,
        /// The environments that exist.
        known: Vec<String>,
    },

    /// Two files have an environment of one name.
    #[error("environment {name} exists twice: in {} and in {}", files[0].display(), files[1].display())]
    EnvironmentTwice {
        /// Its name.
        name: String,
        /// The files.
        files: [PathBuf; 2],
    },

    /// The settings of an environment cannot be used.
    #[error("environment {name} in {}: {why}", path.display())]
    BadEnvironment {
        /// Its name.
        name: String,
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },

    /// An environment has no value for a setting that the command needs.
    #[error("environment {name} has no {setting}")]
    NotInEnvironment {
        /// Its name.
        name: String,
        /// The file.
        file: PathBuf,
        /// The setting.
        setting: &'static str,
    },

    /// The command that prints the URL of the users database failed.
    #[error("{origin} failed: {why}")]
    UrlCommand {
        /// The setting.
        origin: &'static str,
        /// Why, without anything that it printed.
        why: String,
    },

    /// No AWS region is configured.
    #[error("no AWS region is configured")]
    NoRegion,

    /// A sign-in by IAM was selected that is not possible.
    #[error("refused: {origin} asks to sign in to the users database by IAM, but {why}")]
    Iam {
        /// The option or variable that selects it.
        origin: &'static str,
        /// Why it is not possible.
        why: IamConflict,
    },
}

/// Why a sign-in by IAM is not possible.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IamConflict {
    /// The users are in the embedded store.
    #[error("the users are in the embedded store")]
    Embedded,
    /// A password is configured too. The value is its source.
    #[error("{0} has a password")]
    Password(String),
    /// A connection without TLS is allowed, which would send the token in clear text. The value is the setting that allows it.
    #[error("{0} allows a connection without TLS")]
    WithoutTls(String),
    /// A host is an address or a Unix socket, but a token is for a host name. The value is the host.
    #[error("{0} is not a host name, and a token needs one")]
    NoHostName(String),
}

/// Returns the environments that exist, or the files that could have some.
fn existing(known: &[String], files: &[PathBuf]) -> String {
    if known.is_empty() {
        let files: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
        return format!("there is none in {}", files.join(" or "));
    }
    format!("there are {}", known.join(", "))
}

impl TargetError {
    /// Returns the kind of the error.
    pub fn kind(&self) -> Kind {
        match self {
            Self::NoProdDatabase
            | Self::NoPsql
            | Self::ProdDatabaseElsewhere { .. }
            | Self::NoPool
            | Self::PoolIdIsClientId { .. }
            | Self::PoolIdMalformed { .. }
            | Self::BadUrl { .. }
            | Self::BadSetting { .. }
            | Self::NotUtf8 { .. }
            | Self::NoEmbedded { .. }
            | Self::EnvironmentFile { .. }
            | Self::NoEnvironment { .. }
            | Self::EnvironmentTwice { .. }
            | Self::BadEnvironment { .. }
            | Self::NotInEnvironment { .. }
            | Self::UrlCommand { .. }
            | Self::NoRegion => Kind::Configuration,
            Self::Mix { .. } | Self::PoolOutsideAws { .. } | Self::InsecureEndpoint { .. } | Self::Iam { .. } => {
                Kind::Refused
            }
        }
    }
}
