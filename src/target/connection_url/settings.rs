//! The values of a connection's keywords. As in libpq, the text comes first, then a service, then the environment.
//! Source: libpq, `conninfo_add_defaults` and `parseServiceInfo`.

use super::keywords::{KEYWORDS, Keyword, REQUIRE_SSL};
use super::text;
use crate::error::{Error, Result, TargetError};
use crate::text::small_file;
use std::collections::HashMap;
use std::fmt;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The directories where the packages of Debian and of PostgreSQL keep the service file of a machine.
const SYSTEM_SERVICES: [&str; 2] = ["/etc/postgresql-common", "/etc/postgresql"];

/// The source of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The option or variable that has the connection string.
    Text(&'static str),
    /// The service with this name.
    Service(String),
    /// An environment variable of libpq.
    Variable(&'static str),
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(name) | Self::Variable(name) => f.write_str(name),
            Self::Service(name) => write!(f, "service {name}"),
        }
    }
}

/// The values that are set, by keyword.
pub(super) struct Settings<'a> {
    origin: &'static str,
    values: HashMap<&'static str, (String, Source)>,
    var: &'a dyn Fn(&str) -> Option<String>,
}

impl<'a> Settings<'a> {
    /// Reads the text, the service that the text or `PGSERVICE` names, and the variables of libpq.
    ///
    /// # Errors
    /// [`TargetError::BadUrl`] if one of them cannot be parsed, or has a value that is not supported.
    pub(super) fn read(origin: &'static str, text: &str, var: &'a dyn Fn(&str) -> Option<String>) -> Result<Self> {
        let pairs = text::parse(text).map_err(|why| Error::Target(TargetError::BadUrl { origin, why }))?;
        let values = pairs.into_iter().map(|(name, value)| (name, (value, Source::Text(origin)))).collect();
        let mut settings = Self { origin, values, var };
        settings.add_service()?;
        settings.add_variables();
        settings.check()?;
        Ok(settings)
    }

    /// Returns the value of a keyword. An empty value counts as not set.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(|(value, _)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// Returns the value of a keyword for which libpq refuses an empty value.
    pub(super) fn get_or_empty(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(|(value, _)| value.as_str())
    }

    /// Returns the source of a keyword's value, if it is set.
    pub(super) fn source(&self, name: &str) -> Option<&Source> {
        self.values.get(name).map(|(_, source)| source)
    }

    /// Returns the settings of the text itself, by name, and not those of a service or a variable.
    pub(super) fn own(&self) -> Vec<(&'static str, String)> {
        let is_own = |source: &Source| matches!(source, Source::Text(_));
        let own = self.values.iter().filter(|(_, (_, source))| is_own(source));
        let mut own: Vec<_> = own.map(|(name, (value, _))| (*name, value.clone())).collect();
        own.sort_unstable();
        own
    }

    /// Returns a path below the home directory, if `HOME` is set.
    pub(super) fn home(&self, path: &str) -> Option<PathBuf> {
        Some(Path::new(&(self.var)("HOME")?).join(path))
    }

    /// Returns the error of a keyword's value. The value itself is left out: it may be part of a password.
    pub(super) fn wrong(&self, name: &'static str, why: impl fmt::Display) -> Error {
        let (origin, within) = match self.source(name) {
            Some(Source::Variable(variable)) => (*variable, String::new()),
            Some(source @ Source::Service(_)) => (self.origin, format!("{source}: ")),
            _ => (self.origin, String::new()),
        };
        Error::Target(TargetError::BadUrl { origin, why: format!("{within}{name} {why}") })
    }

    /// Returns what a keyword's value stands for, or the default if it is not set.
    ///
    /// # Errors
    /// As [`Settings::wrong`], with the valid values.
    pub(super) fn one_of<T: Copy>(&self, name: &'static str, values: &[(&str, T)], default: T) -> Result<T> {
        let Some(value) = self.get_or_empty(name) else { return Ok(default) };
        let found = values.iter().find(|(name, _)| *name == value);
        found.map(|(_, value)| *value).ok_or_else(|| {
            let names: Vec<&str> = values.iter().map(|(name, _)| *name).filter(|name| !name.is_empty()).collect();
            self.wrong(name, format_args!("is not one of {}", names.join(", ")))
        })
    }

    /// Returns a number.
    ///
    /// # Errors
    /// As [`Settings::wrong`].
    pub(super) fn number(&self, name: &'static str) -> Result<Option<i32>> {
        let parse = |value: &str| value.trim().parse().map_err(|_| self.wrong(name, "is not a number"));
        self.get(name).map(parse).transpose()
    }

    /// Returns a positive number. 0 and negative numbers mean the default.
    ///
    /// # Errors
    /// As [`Settings::wrong`].
    pub(super) fn count(&self, name: &'static str) -> Result<Option<u32>> {
        Ok(self.number(name)?.and_then(|number| u32::try_from(number).ok()).filter(|number| *number > 0))
    }

    /// Adds the values of the service, unless the text sets them.
    fn add_service(&mut self) -> Result<()> {
        let text = self.values.get("service").map(|(value, _)| value.clone());
        let Some(name) = text.or_else(|| (self.var)("PGSERVICE")) else { return Ok(()) };
        let bad = |why: String| Error::Target(TargetError::BadUrl { origin: self.origin, why });
        for path in self.service_files() {
            let contents = match small_file(&path) {
                Ok(Some(contents)) => contents,
                Err(error) if error.kind() == ErrorKind::FileTooLarge => {
                    return Err(bad(format!("the service file {} cannot be used: {error}", path.display())));
                }
                // As in libpq, the next file is tried.
                Ok(None) | Err(_) => continue,
            };
            let Some(pairs) = service(&contents, &name).map_err(|line| {
                bad(format!("line {line} of the service file {} is not KEYWORD=VALUE", path.display()))
            })?
            else {
                continue;
            };
            for (keyword, value) in pairs {
                self.values.entry(keyword).or_insert_with(|| (value, Source::Service(name.clone())));
            }
            return Ok(());
        }
        Err(bad("its service is not in any service file".to_owned()))
    }

    /// Returns the service files, in the order in which they are searched.
    fn service_files(&self) -> Vec<PathBuf> {
        let text = self.values.get("servicefile").map(|(value, _)| value.clone());
        let own = text.or_else(|| (self.var)("PGSERVICEFILE")).map(PathBuf::from);
        let mut files: Vec<PathBuf> = own.or_else(|| self.home(".pg_service.conf")).into_iter().collect();
        match (self.var)("PGSYSCONFDIR") {
            Some(directory) => files.push(Path::new(&directory).join("pg_service.conf")),
            None => files.extend(SYSTEM_SERVICES.map(|directory| Path::new(directory).join("pg_service.conf"))),
        }
        files
    }

    /// Adds the values of the variables, unless the text or the service sets them.
    fn add_variables(&mut self) {
        for Keyword { name, variable, .. } in KEYWORDS {
            let Some(variable) = variable.filter(|_| !self.values.contains_key(name)) else { continue };
            if let Some(value) = (self.var)(variable) {
                self.values.insert(name, (value, Source::Variable(variable)));
            }
        }
        if (self.var)(REQUIRE_SSL).is_some_and(|value| value.starts_with('1')) {
            let required = || ("require".to_owned(), Source::Variable(REQUIRE_SSL));
            self.values.entry("sslmode").or_insert_with(required);
        }
    }

    /// Refuses a value that is not supported.
    fn check(&self) -> Result<()> {
        let refused = KEYWORDS
            .iter()
            .find(|keyword| self.values.get(keyword.name).is_some_and(|(value, _)| !keyword.supports(value)));
        refused.map_or(Ok(()), |keyword| Err(self.wrong(keyword.name, "with this value is not supported here")))
    }
}

/// Returns the keywords of a service with the first value of each, or the number of a line that is not `KEYWORD=VALUE`.
fn service(contents: &str, name: &str) -> Result<Option<Vec<(&'static str, String)>>, usize> {
    let mut found: Option<Vec<(&'static str, String)>> = None;
    for (at, line) in contents.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(section) = line.strip_prefix('[') {
            if found.is_some() {
                break;
            }
            found = section.strip_prefix(name).filter(|rest| rest.starts_with(']')).map(|_| Vec::new());
        } else if let Some(pairs) = &mut found {
            let (keyword, value) = line.split_once('=').ok_or(at + 1)?;
            let keyword = Keyword::of(keyword).filter(|keyword| !keyword.name.starts_with("service")).ok_or(at + 1)?;
            if !pairs.iter().any(|(have, _)| *have == keyword.name) {
                pairs.push((keyword.name, value.to_owned()));
            }
        }
    }
    Ok(found)
}
