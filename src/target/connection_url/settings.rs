//! The values of a connection's parameters, out of the sources of libpq in their order: the text, a service, the environment.
//! Source: libpq, `conninfo_add_defaults` and `parseServiceInfo`.

use super::keywords::{KEYWORDS, Keyword, REQUIRE_SSL};
use super::text;
use crate::error::{Error, Result, TargetError};
use crate::text::small_file;
use std::collections::HashMap;
use std::fmt;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Where Debian's and PostgreSQL's own packages keep the services of a machine.
const SYSTEM_SERVICES: [&str; 2] = ["/etc/postgresql-common", "/etc/postgresql"];

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The flag or variable that holds the connection string.
    Text(&'static str),
    /// A service, by its name.
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
    /// Reads the text, the service that it or `PGSERVICE` names, and the variables of libpq.
    ///
    /// # Errors
    /// [`TargetError::BadUrl`] and [`TargetError::BadSetting`] for what cannot be read, or asks for something that is not supported.
    pub(super) fn read(origin: &'static str, text: &str, var: &'a dyn Fn(&str) -> Option<String>) -> Result<Self> {
        let pairs = text::parse(text).map_err(|why| Error::Target(TargetError::BadUrl { origin, why }))?;
        let values = pairs.into_iter().map(|(name, value)| (name, (value, Source::Text(origin)))).collect();
        let mut settings = Self { origin, values, var };
        settings.add_service()?;
        settings.add_variables();
        settings.check()?;
        Ok(settings)
    }

    /// The value of a keyword; an empty one is the default.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(|(value, _)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// As [`Settings::get`], where libpq takes an empty value for a wrong one.
    pub(super) fn get_or_empty(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(|(value, _)| value.as_str())
    }

    /// Where the value of a keyword came from, if it is set.
    pub(super) fn source(&self, name: &str) -> Option<&Source> {
        self.values.get(name).map(|(_, source)| source)
    }

    /// A path below the home directory, where there is one.
    pub(super) fn home(&self, path: &str) -> Option<PathBuf> {
        Some(Path::new(&(self.var)("HOME")?).join(path))
    }

    /// The error of a keyword's value, which is not shown: it may be a part of a password in the wrong place.
    pub(super) fn wrong(&self, name: &'static str, why: impl fmt::Display) -> Error {
        let (origin, within) = match self.source(name) {
            Some(Source::Variable(variable)) => (*variable, String::new()),
            Some(source @ Source::Service(_)) => (self.origin, format!("{source}: ")),
            _ => (self.origin, String::new()),
        };
        Error::Target(TargetError::BadUrl { origin, why: format!("{within}{name} {why}") })
    }

    /// One of several values, or the default.
    ///
    /// # Errors
    /// As [`Settings::wrong`], with the values that there are.
    pub(super) fn one_of<T: Copy>(&self, name: &'static str, values: &[(&str, T)], default: T) -> Result<T> {
        let Some(value) = self.get_or_empty(name) else { return Ok(default) };
        let found = values.iter().find(|(name, _)| *name == value);
        found.map(|(_, value)| *value).ok_or_else(|| {
            let names: Vec<&str> = values.iter().map(|(name, _)| *name).filter(|name| !name.is_empty()).collect();
            self.wrong(name, format_args!("is none of {}", names.join(", ")))
        })
    }

    /// A number, as C reads it.
    ///
    /// # Errors
    /// As [`Settings::wrong`].
    pub(super) fn number(&self, name: &'static str) -> Result<Option<i32>> {
        let parse = |value: &str| value.trim().parse().map_err(|_| self.wrong(name, "is not a number"));
        self.get(name).map(parse).transpose()
    }

    /// A number of which 0 and what is below it stand for the default.
    ///
    /// # Errors
    /// As [`Settings::wrong`].
    pub(super) fn count(&self, name: &'static str) -> Result<Option<u32>> {
        Ok(self.number(name)?.and_then(|number| u32::try_from(number).ok()).filter(|number| *number > 0))
    }

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
                // As with libpq, the next one may have it.
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
        Err(bad("the service that it names is in no service file".to_owned()))
    }

    /// Where services are looked for, in turn.
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

    fn check(&self) -> Result<()> {
        let refused = KEYWORDS
            .iter()
            .find(|keyword| self.values.get(keyword.name).is_some_and(|(value, _)| !keyword.supports(value)));
        refused.map_or(Ok(()), |keyword| Err(self.wrong(keyword.name, "with this value is not supported here")))
    }
}

/// The parameters of a service, the first value of each; or the number of a line that is not a parameter.
fn service(contents: &str, name: &str) -> Result<Option<Vec<(&'static str, String)>>, usize> {
    let mut found: Option<Vec<(&'static str, String)>> = None;
    for (at, line) in contents.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(conversation_id) = line.strip_prefix('[') {
            if found.is_some() {
                break;
            }
            found = conversation_id.strip_prefix(name).filter(|rest| rest.starts_with(']')).map(|_| Vec::new());
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
