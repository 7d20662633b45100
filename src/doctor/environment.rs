//! The environment variables, and the settings of AWS that have no effect.

use super::{Check, Finding};
use crate::aws::configured_endpoints;
use crate::target::{Request, looks_like_client_id, looks_like_pool_id};

/// The name of these checks.
const NAME: &str = "environment";

/// A setting that other AWS tools use and that has no effect here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IgnoredSetting {
    /// The variable, or the setting with its profile.
    pub name: String,
    /// Why it has no effect.
    pub reason: IgnoreReason,
}

/// Why a setting has no effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IgnoreReason {
    /// On production, no variable names DynamoDB's endpoint.
    OnProd,
    /// Endpoints never come from a profile, so the setting that switches this off does nothing.
    NothingToSwitchOff,
    /// Endpoints never come from a profile.
    InProfile,
    /// The variables of the users database have other names.
    OtherName,
}

/// Checks for environment variables that contradict each other or look swapped. The values are not shown: they may hold a password.
pub fn environment(request: &Request<'_>) -> Vec<Check> {
    let mut checks: Vec<Check> = [
        ("AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL"),
        ("LOCAL_CONNECTION_URL", "CONNECTION_URL"),
        ("AWS_REGION", "AWS_DEFAULT_REGION"),
        ("COGNITO_USER_POOLS_ID", "AWS_COGNITO_USER_POOL_ID"),
    ]
    .into_iter()
    .filter_map(|(used, unused)| contradiction(request, used, unused))
    .collect();
    checks.extend(swapped_ids(request));
    checks.extend(same_database(request));
    checks.extend(profile(request));
    if checks.is_empty() {
        checks.push(Check::ok(NAME, "no contradictions"));
    }
    checks
}

/// Returns a problem if two variables of the same meaning differ. The first one is used.
fn contradiction(request: &Request<'_>, used: &'static str, unused: &'static str) -> Option<Check> {
    let is_other = request.var(used)? != request.var(unused)?;
    let found = || format!("{used} and {unused} differ; {used} is used");
    is_other.then(|| Check::problem(NAME, found(), Finding::VariablesDiffer { unused }))
}

/// Returns a problem if the pool id looks like a client id, and the client id like a pool id.
fn swapped_ids(request: &Request<'_>) -> Option<Check> {
    let is_swapped = looks_like_client_id(&request.var("COGNITO_USER_POOLS_ID")?)
        && looks_like_pool_id(&request.var("COGNITO_CLIENT_ID")?);
    let found = "COGNITO_USER_POOLS_ID and COGNITO_CLIENT_ID hold each other's id";
    is_swapped.then(|| Check::problem(NAME, found, Finding::PoolIdAndClientIdSwapped))
}

/// Returns a problem if the production database is the local one.
fn same_database(request: &Request<'_>) -> Option<Check> {
    let is_same = request.var("PROD_CONNECTION_URL")? == request.var("LOCAL_CONNECTION_URL")?;
    let found = "PROD_CONNECTION_URL and LOCAL_CONNECTION_URL are the same database";
    is_same.then(|| Check::problem(NAME, found, Finding::ProdDatabaseIsLocal))
}

/// Returns a problem if the variables disagree about the credentials.
fn profile(request: &Request<'_>) -> Option<Check> {
    match request.named_profile() {
        Err(error) => Some(Check::problem(NAME, error.to_string(), Finding::ProfilesDiffer)),
        Ok(Some(profile)) if !profile.is_typed && request.var("AWS_ACCESS_KEY_ID").is_some() => {
            let origin = profile.origin;
            let found =
                format!("AWS_ACCESS_KEY_ID and {origin} are both set; the keys are used, not those of the profile");
            Some(Check::problem(NAME, found, Finding::KeysAndProfile))
        }
        Ok(_) => None,
    }
}

/// Returns whether `DATABASE_URL`, which many tools read and this one does not, is the only variable that names a database: whoever
/// set it may expect that it is used.
pub fn ignores_database_url(request: &Request<'_>) -> bool {
    let read =
        if request.prod.value { &["PROD_CONNECTION_URL"][..] } else { &["LOCAL_CONNECTION_URL", "CONNECTION_URL"] };
    let is_named = request.environment.is_some()
        || request.embedded.value
        || request.database_url.is_some()
        || read.iter().any(|name| request.var(name).is_some());
    !is_named && request.var("DATABASE_URL").is_some()
}

/// Returns the endpoint settings of the environment and the profile that other AWS tools use and that have no effect here.
pub async fn ignored_settings(request: &Request<'_>) -> Vec<IgnoredSetting> {
    let variables = |names: &'static [&'static str], reason| {
        let set = names.iter().filter(|name| request.var(name).is_some());
        set.map(move |name| IgnoredSetting { name: (*name).to_owned(), reason })
    };
    let mut ignored = Vec::new();
    if request.prod.value {
        ignored.extend(variables(&["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_DYNAMODB"], IgnoreReason::OnProd));
    }
    ignored.extend(variables(&["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"], IgnoreReason::NothingToSwitchOff));
    if ignores_database_url(request) {
        ignored.extend(variables(&["DATABASE_URL"], IgnoreReason::OtherName));
    }
    // The commands that use a profile report one that cannot be read.
    let profile = request.named_profile().ok().flatten();
    let settings = configured_endpoints(profile.as_ref(), &|name| request.var(name)).await.unwrap_or_default();
    ignored.extend(settings.into_iter().map(|name| IgnoredSetting { name, reason: IgnoreReason::InProfile }));
    ignored
}
