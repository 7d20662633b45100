//! The hints about the target.

use super::{list_pools, say};
use crate::cli::Repeat;
use crate::cli::shell::quoted;
use cruddur::error::{IamConflict, TargetError};

/// The endpoint variables of AWS's sign-in services. On prod --insecure-http does not apply to them.
const SIGN_IN: [&str; 3] = ["AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL_SSO", "AWS_ENDPOINT_URL_SSO_OIDC"];

/// Returns the hint of an error.
pub fn hint(error: &TargetError, repeat: &Repeat) -> Option<String> {
    match error {
        TargetError::NoProdDatabase => say("export PROD_CONNECTION_URL=postgresql://USER:PASSWORD@HOST:5432/cruddur"),
        TargetError::ProdDatabaseElsewhere { variable } => {
            Some(format!("export PROD_CONNECTION_URL=\"${variable}\", if that is the production database"))
        }
        TargetError::NoPsql => say("install the client of PostgreSQL; on Debian: apt-get install postgresql-client"),
        TargetError::NoPool => Some(format!(
            "export COGNITO_USER_POOLS_ID=ID, or --user-pool-id ID; {} lists the pools",
            list_pools(repeat)
        )),
        TargetError::PoolIdIsClientId { variable, .. } | TargetError::PoolIdMalformed { variable, .. } => {
            Some(format!("{} lists the pools; set {variable} to one of their ids", list_pools(repeat)))
        }
        TargetError::BadUrl { origin, .. } => Some(bad_url(origin)),
        TargetError::NotUtf8 { variable } => Some(format!("set {variable} again, or unset it")),
        TargetError::BadSetting { origin, .. } => Some(left_out(origin)),
        TargetError::Mix { wants_prod: true, .. } if repeat.is_environment() => {
            say("set prod = true in the environment if it is production; if not, name a server on this machine")
        }
        TargetError::Mix { wants_prod: true, .. } => {
            say("add --prod if you mean production; if not, name a server on this machine")
        }
        TargetError::Mix { .. } => say("leave one of the two out"),
        TargetError::NoEmbedded { .. } => say("name an endpoint, or build this tool with its default features"),
        TargetError::PoolOutsideAws { origin, .. } if origin.starts_with("--") => {
            Some(format!("leave out {origin}, or --prod"))
        }
        TargetError::PoolOutsideAws { origin, .. } => Some(format!("{}, or leave out --prod", left_out(origin))),
        TargetError::EnvironmentFile { .. } | TargetError::BadEnvironment { .. } => {
            say("correct the file; cruddur config --help shows its settings")
        }
        TargetError::NoEnvironment { name, known, .. } => Some(no_environment(name, known)),
        TargetError::EnvironmentTwice { .. } => say("give one of the two another name"),
        TargetError::NotInEnvironment { setting, file, .. } => {
            Some(format!("add {setting} to it in {}, or give --{}", file.display(), setting.replace('_', "-")))
        }
        TargetError::UrlCommand { .. } => {
            say("cruddur config show prints the command; run it in a shell to see its error")
        }
        TargetError::InsecureEndpoint { origin, prod: true, .. } if SIGN_IN.contains(origin) => {
            Some(format!("unset {origin}, or give it a URL that begins with https://"))
        }
        TargetError::InsecureEndpoint { .. } => {
            say("give a URL that begins with https://, or add --insecure-http if the network is trusted")
        }
        TargetError::Iam { origin, why } => Some(by_iam(origin, why)),
        TargetError::NoRegion => say(
            "--region ca-central-1, or export AWS_REGION=ca-central-1, or run aws configure, which asks for region and credentials",
        ),
    }
}

/// Returns how to fix a sign-in by IAM, or how to sign in with a password.
fn by_iam(origin: &str, why: &IamConflict) -> String {
    let otherwise = left_out(origin);
    match why {
        IamConflict::Embedded => format!("name the database by its URL, or {otherwise}"),
        IamConflict::Password(from) => format!("take the password out of {from}, or {otherwise}"),
        IamConflict::WithoutTls(_) => format!("sslmode=verify-full in the URL, or {otherwise}"),
        IamConflict::NoHostName(_) => {
            format!("name the host of the RDS endpoint, with hostaddr=ADDRESS for a tunnel to it; or {otherwise}")
        }
    }
}

/// Returns how to leave out an option, a variable or a setting of an environment.
fn left_out(origin: &str) -> String {
    if origin.starts_with("--") {
        format!("leave out {origin}")
    } else if origin.starts_with("env.") {
        format!("remove {origin} from cruddur.toml")
    } else {
        format!("unset {origin}")
    }
}

/// Returns what to type instead of the name of an environment that does not exist.
fn no_environment(name: &str, known: &[String]) -> String {
    let likeness = |known: &&String| (strsim::jaro_winkler(name, known) * 1_000.0) as u64;
    match known.iter().max_by_key(likeness) {
        Some(near) => format!("cruddur config show --env {} shows the nearest one", quoted(near)),
        None => "cruddur config --help shows how to write one".to_owned(),
    }
}

/// Returns the form of the URL that an option or variable takes.
fn bad_url(origin: &str) -> String {
    // A setting of an environment has the name of its option.
    let setting = origin.strip_prefix("env.").and_then(|setting| setting.rsplit('.').next()).unwrap_or(origin);
    let example = match setting {
        "endpoint_url" | "--endpoint-url" | "AWS_ENDPOINT_URL" | "AWS_ENDPOINT_URL_DYNAMODB" => "http://localhost:8000",
        "cognito_endpoint_url" | "--cognito-endpoint-url" | "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER" => {
            "http://localhost:9229"
        }
        "AWS_ENDPOINT_URL_STS" | "AWS_ENDPOINT_URL_SSO" | "AWS_ENDPOINT_URL_SSO_OIDC" => {
            return format!("{origin} takes a URL that begins with https://; unset, the endpoint of AWS is used");
        }
        // A variable of libpq holds only a part of a URL.
        variable if variable.starts_with("PG") => return format!("set {variable} again, or unset it"),
        _ => "postgresql://postgres:password@localhost:5432/cruddur",
    };
    format!("{origin} takes a URL such as {example}")
}
