//! The settings that a target is resolved from, each with its source. The values are those that the stores are resolved from.

use super::{MessagesAt, Named, Request, UsersAt, access, database_auth, embedded, home, messages, pool, users};
use crate::aws::Access;
use crate::error::{AccessError, Error, Result, TargetError};

/// The source of a value that neither an option nor a variable nor a file has.
const DEFAULT: &str = "default";

/// The source of a setting without a value.
const NOT_SET: &str = "not set";

/// A setting of a target.
#[derive(Debug)]
pub struct Setting {
    /// Its name, such as `endpoint_url`.
    pub name: &'static str,
    /// Its value, without secrets. `None` if it has none.
    pub value: Option<String>,
    /// The option or variable that has the value, the profile, such as `profile work`, `default` or `not set`.
    pub source: String,
    /// Why the value cannot be used.
    pub problem: Option<Error>,
}

impl Setting {
    /// Makes a setting of its resolved value. A missing value is not a problem: a command that does not need it works.
    fn new(name: &'static str, source: &str, value: Result<Option<String>>) -> Self {
        let source = if source == messages::DEFAULT_ENDPOINT { DEFAULT } else { source };
        let (value, problem) = match value {
            Ok(value) => (value, None),
            Err(problem) if is_missing(&problem) => (None, None),
            Err(problem) => return Self { name, value: None, source: source.to_owned(), problem: Some(problem) },
        };
        let source = if value.is_some() { source } else { NOT_SET };
        Self { name, value, source: source.to_owned(), problem }
    }
}

/// Returns every setting of the target, also of stores that one command would not use together. Profile files are read as a command
/// for all of these stores reads them. No service is called, but [`Request::answers`] is asked.
pub async fn settings(request: &Request<'_>) -> Vec<Setting> {
    let forced = embedded::is_forced(request);
    let is_embedded = *forced.as_ref().unwrap_or(&request.embedded.value);
    let origin = environment_origin(request);
    // A wrong value of the variable selects nothing.
    let below = if request.prod.value || is_embedded { origin } else { DEFAULT };
    let source = |configured: &Option<Named<String>>| configured.as_ref().map_or(below, |named| named.name);

    let endpoint = messages::configured(request, is_embedded);
    let messages = messages::at(request, endpoint.as_ref());
    let iam = database_auth::iam(request);
    let url = users::configured(request, is_embedded);
    let users = users::at(request, url.as_ref(), iam.as_ref().ok().copied().flatten());
    let id = pool::configured_id(request, is_embedded);
    let pool = pool::resolve(request, is_embedded).ok();
    let access = access::resolve(request, messages.as_ref().ok(), users.as_ref().ok(), pool.as_ref()).await;

    let mut settings = vec![Setting::new("target", origin, forced.map(|is| Some(environment(request, is))))];
    settings.extend(of_aws(request, access));
    settings.extend([
        Setting::new("endpoint_url", source(&endpoint), messages.map(|at| Some(messages_at(&at)))),
        database_url_setting(request, source(&url), users),
        command_setting(request),
        method_setting(request, iam.map(|iam| iam.is_some())),
    ]);
    settings.extend(of_pool(request, id, below));
    settings.push(home_setting(request));
    settings
}

/// Returns whether an error says that a setting has no value.
fn is_missing(error: &Error) -> bool {
    use TargetError::{NoEmbedded, NoPool, NoProdDatabase, NoRegion, NotInEnvironment, ProdDatabaseElsewhere};
    matches!(
        error,
        Error::Target(
            NoEmbedded { .. }
                | NoPool
                | NoProdDatabase
                | NoRegion
                | NotInEnvironment { .. }
                | ProdDatabaseElsewhere { .. }
        )
    )
}

/// Returns what selects the stores that no endpoint or URL names.
fn environment_origin(request: &Request<'_>) -> &'static str {
    match request {
        Request { prod: Named { name, value: true }, .. } | Request { embedded: Named { name, value: true }, .. } => {
            name
        }
        _ if request.var(embedded::VARIABLE).is_some() => embedded::VARIABLE,
        _ => DEFAULT,
    }
}

/// Returns the name of the target.
fn environment(request: &Request<'_>, is_embedded: bool) -> String {
    let name = if request.prod.value { "prod" } else { "local" };
    if is_embedded { "embedded" } else { name }.to_owned()
}

fn messages_at(at: &MessagesAt) -> String {
    match at {
        MessagesAt::Embedded => "embedded".to_owned(),
        MessagesAt::Endpoint(endpoint) => endpoint.to_string(),
        MessagesAt::Aws => "AWS".to_owned(),
    }
}

fn users_at(at: &UsersAt) -> String {
    match at {
        UsersAt::Embedded => "embedded".to_owned(),
        UsersAt::Postgres(url) => url.to_string(),
    }
}

/// Returns the region and the profile. A problem of the credentials is one of the profile.
fn of_aws(request: &Request<'_>, access: Result<Access>) -> [Setting; 2] {
    let (named, profile) = (request.named_region(), request.named_profile());
    let files = match &profile {
        Ok(Some(profile)) => format!("profile {}", profile.name),
        _ => "profile default".to_owned(),
    };
    let source = named.as_ref().map_or(&*files, |region| region.name);
    let of_region = |error: &Error| match error {
        Error::Access(AccessError::BadValue { origin, .. }) => {
            named.as_ref().is_some_and(|region| region.name == origin) || origin.starts_with("region of profile ")
        }
        Error::Target(TargetError::NoRegion) => true,
        _ => false,
    };
    let value = named.as_ref().map(|region| region.value.clone());
    let (region, problem) = match access {
        // Emulators accept any region, and the embedded engines need none.
        Ok(access) if access.region.is_none() => {
            return [
                Setting::new("region", DEFAULT, Ok(Some(super::EMULATOR_REGION.to_owned()))),
                profile_setting(profile, None),
            ];
        }
        Ok(access) => (Ok(access.region), None),
        Err(error) if of_region(&error) => (Err(error), None),
        Err(error) => (Ok(value), Some(error)),
    };
    [Setting::new("region", source, region), profile_setting(profile, problem)]
}

/// Returns the profile. `problem` is what the credentials cannot be used for.
fn profile_setting(profile: Result<Option<crate::aws::NamedProfile>>, problem: Option<Error>) -> Setting {
    match profile {
        Ok(profile) => {
            let source = profile.as_ref().map_or(NOT_SET, |profile| profile.origin);
            let setting = Setting::new("profile", source, Ok(profile.as_ref().map(|profile| profile.name.clone())));
            Setting { problem, ..setting }
        }
        Err(error) => Setting::new("profile", "AWS_PROFILE", Err(error)),
    }
}

/// Returns the URL of the users database. A command that prints it is not run, and is named as the source.
fn database_url_setting(request: &Request<'_>, source: &str, users: Result<UsersAt>) -> Setting {
    match request.database_url_command() {
        Some(command) => Setting { name: "database_url", value: None, source: command.name.to_owned(), problem: None },
        None => Setting::new("database_url", source, users.map(|at| Some(users_at(&at)))),
    }
}

/// Returns the command that prints the URL of the users database.
fn command_setting(request: &Request<'_>) -> Setting {
    let command = request.database_url_command().cloned();
    let source = command.as_ref().map_or(NOT_SET, |command| command.name);
    Setting::new("database_url_command", source, Ok(command.map(|command| command.value)))
}

/// Returns how to sign in to the users database.
fn method_setting(request: &Request<'_>, is_iam: Result<bool>) -> Setting {
    let source = database_auth::configured(request).map_or(DEFAULT, |method| method.name);
    let value = is_iam.map(|is_iam| Some(if is_iam { "iam" } else { "password" }.to_owned()));
    Setting::new("database_auth", source, value)
}

/// Returns the id of the user pool, and its endpoint. The variable of the endpoint is not read for the embedded pool.
fn of_pool(request: &Request<'_>, configured: Option<Named<String>>, origin: &'static str) -> [Setting; 2] {
    let source = configured.as_ref().map_or(origin, |id| id.name);
    let embedded = || Ok(Some("embedded".to_owned()));
    let (id, endpoint) = match pool::id(request, configured) {
        Ok(None) => (embedded(), Setting::new("cognito_endpoint_url", origin, embedded())),
        id => (id, endpoint_of_pool(request)),
    };
    [Setting::new("user_pool_id", source, id), endpoint]
}

/// Returns the endpoint of Cognito.
fn endpoint_of_pool(request: &Request<'_>) -> Setting {
    let configured = pool::configured_endpoint(request);
    let endpoint = pool::endpoint(request, configured.as_ref());
    let value = endpoint.map(|endpoint| Some(endpoint.map_or_else(|| "AWS".to_owned(), |url| url.to_string())));
    Setting::new("cognito_endpoint_url", configured.map_or(DEFAULT, |url| url.name), value)
}

/// Returns the directory of the embedded stores.
fn home_setting(request: &Request<'_>) -> Setting {
    match request.var(home::VARIABLE) {
        Some(path) => Setting::new("home", home::VARIABLE, Ok(Some(path))),
        None => Setting::new("home", DEFAULT, Ok(Some(home::found(request).display().to_string()))),
    }
}
