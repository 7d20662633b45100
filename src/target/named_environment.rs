//! The environments of `cruddur.toml`: named sets of the settings that select a target.
//!
//! ```toml
//! [env.staging]
//! prod = true
//! region = "ca-central-1"
//! profile = "staging"
//! table = "cruddur-messages-staging"
//! database_url_command = "aws secretsmanager get-secret-value --secret-id cruddur --query SecretString --output text"
//! ```
//!
//! A file is read only for an environment that is named. The environment takes the place of every variable that names a store, so
//! that its stores are the same in every shell.

use super::Named;
use crate::aws;
use crate::error::{Error, Result, TargetError};
use crate::private;
use crate::text::{LARGEST_FILE, read_all, utf8};
use rustix::fs::fstat;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt;
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::sync::OnceCell;

/// The name of the file.
pub const FILE: &str = "cruddur.toml";

/// The limit of what the command of a URL prints, in bytes.
const MAX_URL: usize = 8 << 10;

/// The variables that name stores, which an environment takes the place of.
const REPLACED: [&str; 11] = [
    "AWS_COGNITO_USER_POOL_ID",
    "AWS_ENDPOINT_URL",
    "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER",
    "AWS_ENDPOINT_URL_DYNAMODB",
    "COGNITO_USER_POOLS_ID",
    "CONNECTION_URL",
    "CRUDDUR_DATABASE_AUTH",
    "CRUDDUR_LOCAL",
    "CRUDDUR_TABLE",
    "LOCAL_CONNECTION_URL",
    "PROD_CONNECTION_URL",
];

/// Returns whether an environment takes the place of a variable.
pub(super) fn replaces(variable: &str) -> bool {
    REPLACED.contains(&variable)
}

/// Where files with environments may be.
#[derive(Debug)]
pub struct EnvironmentFiles {
    /// The file in the working directory.
    pub shared: PathBuf,
    /// The user's own file, if a variable names its directory. Only this one may name a command.
    pub own: Option<PathBuf>,
}

/// An environment of a file.
pub struct NamedEnvironment {
    /// Its name.
    pub name: String,
    /// The file.
    pub file: PathBuf,
    /// Whether it is production.
    pub prod: Option<Named<bool>>,
    /// Whether every store is the embedded one.
    pub embedded: Option<Named<bool>>,
    /// The AWS region.
    pub region: Option<Named<String>>,
    /// The AWS profile.
    pub profile: Option<Named<String>>,
    /// The endpoint of DynamoDB.
    pub endpoint_url: Option<Named<String>>,
    /// The id of the user pool.
    pub user_pool_id: Option<Named<String>>,
    /// The endpoint of Cognito.
    pub cognito_endpoint_url: Option<Named<String>>,
    /// The connection URL of the users database.
    pub database_url: Option<Named<String>>,
    /// The command that prints the connection URL of the users database. A shell runs it.
    pub database_url_command: Option<Named<String>>,
    /// How to sign in to the users database.
    pub database_auth: Option<Named<String>>,
    /// The table of messages.
    pub table: Option<Named<String>>,
    /// The URL that the command printed.
    printed: OnceCell<String>,
}

impl fmt::Debug for NamedEnvironment {
    /// Prints no setting, because a URL may contain a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NamedEnvironment({})", self.name)
    }
}

/// The contents of a file.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, expecting = "tables of environments")]
struct Contents {
    #[serde(default)]
    env: BTreeMap<String, Settings>,
}

/// The settings of an environment.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table of settings")]
struct Settings {
    prod: Option<bool>,
    embedded: Option<bool>,
    region: Option<String>,
    profile: Option<String>,
    endpoint_url: Option<String>,
    user_pool_id: Option<String>,
    cognito_endpoint_url: Option<String>,
    database_url: Option<String>,
    database_url_command: Option<String>,
    database_auth: Option<String>,
    table: Option<String>,
}

/// A file that was read.
struct Source<'a> {
    path: &'a Path,
    file: File,
    contents: Contents,
}

impl EnvironmentFiles {
    /// Returns the environment with this name.
    ///
    /// # Errors
    /// [`TargetError::NoEnvironment`], [`TargetError::EnvironmentTwice`] if both files have it, [`TargetError::EnvironmentFile`] for a
    /// file that cannot be used, and [`TargetError::BadEnvironment`] for settings that contradict each other.
    /// [`FileError::Unsafe`](crate::error::FileError::Unsafe) for a command in a file that another user can write to.
    pub fn environment(&self, name: &str) -> Result<NamedEnvironment> {
        let sources = self.read()?;
        let mut having = sources.iter().filter(|source| source.contents.env.contains_key(name));
        match (having.next(), having.next()) {
            (Some(source), None) => self.found(name, source),
            (Some(one), Some(other)) => Err(Error::Target(TargetError::EnvironmentTwice {
                name: name.to_owned(),
                files: [one.path.to_owned(), other.path.to_owned()],
            })),
            (None, _) => Err(Error::Target(TargetError::NoEnvironment {
                name: name.to_owned(),
                files: self.paths().map(Path::to_owned).collect(),
                known: sources.iter().flat_map(|source| source.contents.env.keys().cloned()).collect(),
            })),
        }
    }

    /// Returns the names of all environments.
    ///
    /// # Errors
    /// [`TargetError::EnvironmentFile`]
    pub fn names(&self) -> Result<Vec<String>> {
        let sources = self.read()?;
        Ok(sources.into_iter().flat_map(|source| source.contents.env.into_keys()).collect())
    }

    fn paths(&self) -> impl Iterator<Item = &Path> {
        std::iter::once(&*self.shared).chain(self.own.as_deref())
    }

    /// Reads the files that exist. In the directory of the user's own file, both are one.
    fn read(&self) -> Result<Vec<Source<'_>>> {
        let real = |path: &Path| fs::canonicalize(path).ok();
        let is_one = self.own.as_deref().and_then(real).is_some_and(|own| real(&self.shared) == Some(own));
        let files = self.paths().skip(usize::from(is_one));
        files.filter_map(|path| read(path).transpose()).collect()
    }

    fn found(&self, name: &str, source: &Source<'_>) -> Result<NamedEnvironment> {
        let bad = |why: &str| bad(name, source.path, why);
        let environment = NamedEnvironment::new(name, source);
        if let Some(why) = environment.contradiction() {
            return Err(bad(why));
        }
        if environment.database_url_command.is_some() {
            if self.own.as_deref() != Some(source.path) {
                return Err(bad("database_url_command is run by a shell, so it is only taken from your own file"));
            }
            let found = fstat(&source.file).map_err(|error| unusable(source.path, &error.to_string()))?;
            private::check_access(&found, source.path)?;
        }
        Ok(environment)
    }
}

/// Reads a file; `None` if it does not exist.
fn read(path: &Path) -> Result<Option<Source<'_>>> {
    let failed = |error: std::io::Error| match error.kind() {
        ErrorKind::FileTooLarge => unusable(path, "it is larger than 1 MiB"),
        _ => unusable(path, &error.to_string()),
    };
    match fs::metadata(path) {
        Ok(found) if !found.is_file() => return Err(unusable(path, "it is not a file")),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        found => found.map_err(failed)?,
    };
    let file = File::open(path).map_err(failed)?;
    let bytes = read_all(&file, LARGEST_FILE).map_err(failed)?;
    let text = utf8(&bytes).map_err(|error| unusable(path, error.why))?;
    let contents = toml::from_str(text).map_err(|error| unusable(path, &located(text, &error)))?;
    Ok(Some(Source { path, file, contents }))
}

/// Returns the message of an error with its line. The text of the line may contain a password.
fn located(text: &str, error: &toml::de::Error) -> String {
    let line = |at: usize| text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
    let message = error.message().lines().next().unwrap_or_default();
    error.span().map_or_else(|| message.to_owned(), |span| format!("line {}: {message}", line(span.start)))
}

fn unusable(path: &Path, why: &str) -> Error {
    Error::Target(TargetError::EnvironmentFile { path: path.to_owned(), why: why.to_owned() })
}

fn bad(name: &str, path: &Path, why: &str) -> Error {
    Error::Target(TargetError::BadEnvironment { name: name.to_owned(), path: path.to_owned(), why: why.to_owned() })
}

impl NamedEnvironment {
    fn new(name: &str, source: &Source<'_>) -> Self {
        let Settings {
            prod,
            embedded,
            region,
            profile,
            endpoint_url,
            user_pool_id,
            cognito_endpoint_url,
            database_url,
            database_url_command,
            database_auth,
            table,
        } = &source.contents.env[name];
        let text =
            |setting, value: &Option<String>| value.clone().map(|value| Named { name: origin(name, setting), value });
        let flag = |setting, value: Option<bool>| value.map(|value| Named { name: origin(name, setting), value });
        Self {
            name: name.to_owned(),
            file: source.path.to_owned(),
            prod: flag("prod", *prod),
            embedded: flag("embedded", *embedded),
            region: text("region", region),
            profile: text("profile", profile),
            endpoint_url: text("endpoint_url", endpoint_url),
            user_pool_id: text("user_pool_id", user_pool_id),
            cognito_endpoint_url: text("cognito_endpoint_url", cognito_endpoint_url),
            database_url: text("database_url", database_url),
            database_url_command: text("database_url_command", database_url_command),
            database_auth: text("database_auth", database_auth),
            table: text("table", table),
            printed: OnceCell::new(),
        }
    }

    /// Returns whether it is marked as production.
    pub fn is_prod(&self) -> bool {
        self.prod.as_ref().is_some_and(|prod| prod.value)
    }

    /// Refuses an environment that is not production for a command that works on production; `why` is why it does.
    ///
    /// # Errors
    /// [`TargetError::Mix`]
    pub fn check_prod(&self, why: &str) -> Result<()> {
        if self.is_prod() {
            return Ok(());
        }
        let what = format!("{why}, but environment {} is not marked prod = true", self.name);
        Err(Error::Target(TargetError::Mix { what, wants_prod: false }))
    }

    fn is_embedded(&self) -> bool {
        self.embedded.as_ref().is_some_and(|embedded| embedded.value)
    }

    /// Returns why its settings cannot be used together, or with any option.
    fn contradiction(&self) -> Option<&'static str> {
        let texts = [
            &self.region,
            &self.profile,
            &self.endpoint_url,
            &self.user_pool_id,
            &self.cognito_endpoint_url,
            &self.database_url,
            &self.database_url_command,
            &self.database_auth,
            &self.table,
        ];
        let names_a_server = self.endpoint_url.is_some() || self.user_pool_id.is_some();
        if self.name.is_empty() || !self.name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b)) {
            Some("a name has only letters, digits, - and _")
        } else if texts.into_iter().flatten().any(|text| text.value.trim().is_empty()) {
            Some("a setting without a value is left out")
        } else if self.database_url.is_some() && self.database_url_command.is_some() {
            Some("it has both database_url and database_url_command")
        } else if self.is_prod() && (self.endpoint_url.is_some() || self.cognito_endpoint_url.is_some()) {
            Some("prod = true is AWS, so it has no endpoint; --endpoint-url is for a single command")
        } else if self.is_embedded() && self.database_url_command.is_some() {
            Some("it has both embedded = true and database_url_command")
        } else if !self.is_prod() && !names_a_server && (self.region.is_some() || self.profile.is_some()) {
            Some("it names a region or a profile, but neither prod = true, which means AWS, nor an endpoint_url")
        } else {
            None
        }
    }

    /// Returns the URL of the users database that the command prints, or `None` if there is no command. The command is run once.
    ///
    /// # Errors
    /// [`TargetError::UrlCommand`], which contains nothing that the command printed.
    pub(super) async fn url_of_command(&self, timeout: Duration) -> Result<Option<Named<String>>> {
        let Some(Named { name, value: command }) = &self.database_url_command else { return Ok(None) };
        let failed = |why: String| Error::Target(TargetError::UrlCommand { origin: name, why });
        let run = || async {
            let printed = aws::printed(command, timeout).await.map_err(failed)?;
            url(&printed).map(str::to_owned).map_err(|why| failed(why.to_owned()))
        };
        let value = self.printed.get_or_try_init(run).await?.clone();
        Ok(Some(Named { name, value }))
    }
}

/// Returns the one line that a command printed.
fn url(printed: &[u8]) -> std::result::Result<&str, &'static str> {
    if printed.len() > MAX_URL {
        return Err("it printed more than 8 KiB");
    }
    let text = std::str::from_utf8(printed).map_err(|_| "it printed a text that is not UTF-8")?.trim();
    match text.lines().count() {
        0 => Err("it printed nothing"),
        1 => Ok(text),
        _ => Err("it printed more than one line"),
    }
}

/// Returns the name of a setting in errors, as in the file. The names of options and variables live as long as the process, and those
/// of the one environment of a command do too.
fn origin(environment: &str, setting: &str) -> &'static str {
    Box::leak(format!("env.{environment}.{setting}").into_boxed_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    /// The files in a directory, each with this text.
    fn files(shared: &str, own: &str) -> (tempfile::TempDir, EnvironmentFiles) {
        let dir = tempfile::tempdir().unwrap();
        let files = EnvironmentFiles { shared: dir.path().join("shared"), own: Some(dir.path().join("own")) };
        for (path, text) in files.paths().zip([shared, own]) {
            fs::write(path, text).unwrap();
            fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
        }
        (dir, files)
    }

    fn error(files: &EnvironmentFiles, name: &str) -> String {
        files.environment(name).unwrap_err().to_string()
    }

    #[test]
    fn a_file_that_is_not_understood_is_refused_with_its_line_and_without_its_text() {
        for (text, expected) in [
            ("[env.a]\ntabel = 'S4cret'", "line 2: unknown field `tabel`"),
            ("table = 'S4cret'", "line 1: unknown field `table`"),
            ("[env.a]\ndatabase_url = postgres://S4cret", "line 2: "),
            ("[env.a]\nprod = 'S4cret'", "line 2: invalid type: string"),
            ("[env]\na = 3", "line 2: invalid type: integer `3`, expected a table of settings"),
            ("[env.a]\n[env.a]", "line 2: duplicate key"),
            ("[env.a]\nregion = 'eu-west-1'\nregion = 'eu-west-2'", "line 3: duplicate key"),
        ] {
            let (_dir, files) = files(text, "");
            let error = error(&files, "a");
            assert!(error.contains(expected), "{text}: {error}");
        }
    }

    #[test]
    fn settings_that_contradict_each_other_are_refused() {
        for (text, expected) in [
            ("region = 'eu-west-1'", "neither prod = true"),
            ("profile = 'work'", "neither prod = true"),
            ("prod = true\nendpoint_url = 'http://localhost:8000'", "has no endpoint"),
            ("prod = true\ncognito_endpoint_url = 'http://localhost:8000'", "has no endpoint"),
            ("table = ' '", "without a value"),
            ("embedded = true\ndatabase_url_command = 'true'", "both embedded"),
            ("database_url = 'postgres:///a'\ndatabase_url_command = 'true'", "both database_url"),
        ] {
            let (_dir, files) = files("", &format!("[env.a]\n{text}"));
            let error = error(&files, "a");
            assert!(error.contains(expected), "{text}: {error}");
        }
        let (_dir, files) = files("[env.'a b']", "");
        assert!(error(&files, "a b").contains("a name has only"));
    }

    #[test]
    fn an_environment_of_two_files_is_neither() {
        let (_dir, files) = files("[env.a]\n[env.b]", "[env.b]\n[env.c]");
        assert_eq!(files.environment("a").unwrap().name, "a");
        assert_eq!(files.environment("c").unwrap().name, "c");
        assert!(error(&files, "b").contains("twice"), "{}", error(&files, "b"));
        assert!(error(&files, "d").contains("a, b, b, c"), "{}", error(&files, "d"));
    }

    #[test]
    fn only_the_users_own_file_may_name_a_command() {
        let text = "[env.a]\ndatabase_url_command = 'true'";
        let (_dir, shared) = files(text, "");
        assert!(error(&shared, "a").contains("your own file"));
        let (_dir, own) = files("", text);
        assert!(own.environment("a").is_ok());
        let path = own.own.as_deref().unwrap();
        fs::set_permissions(path, fs::Permissions::from_mode(0o660)).unwrap();
        assert!(error(&own, "a").starts_with("refused: "));
        // In its directory, the file of the working directory is the own one.
        let (_dir, mut one) = files("", text);
        one.shared.clone_from(one.own.as_ref().unwrap());
        assert!(one.environment("a").is_ok());
    }

    #[test]
    fn a_command_prints_one_line() {
        assert_eq!(url(b"postgresql:///a\r\n"), Ok("postgresql:///a"));
        assert_eq!(url(b" \n"), Err("it printed nothing"));
        assert!(url(b"a\nb").is_err() && url(&[0xff]).is_err() && url(&[b'a'; MAX_URL + 1]).is_err());
    }
}
