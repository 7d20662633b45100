//! The URL of a users database: what libpq accepts, with the TLS settings taken out of it.

use crate::error::{Error, Result};
use postgres::config::{Config, Host, SslMode};
use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

/// How long a connection may take where the URL does not say.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// The `sslrootcert` that stands for the system's roots.
const SYSTEM_ROOTS: &str = "system";

/// How much of TLS a connection insists on.
/// Source: libpq, "SSL Mode Descriptions".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tls {
    /// No TLS (`disable`).
    Off,
    /// TLS where the server offers it, unverified (`allow`, `prefer`).
    Optional,
    /// TLS, unverified (`require`).
    Unverified,
    /// TLS, with the certificate chain verified (`verify-ca`).
    Chain,
    /// TLS, with chain and host name verified (`verify-full`).
    Full,
}

/// A parsed connection URL. Its `Display` never shows the password.
#[derive(Clone)]
pub struct ConnectionUrl {
    config: Config,
    tls: Tls,
    root: Option<PathBuf>,
}

/// What holds for TLS where a URL does not say.
#[derive(Debug, Clone, Default)]
pub struct TlsDefaults {
    /// Whether the target is production, which verifies in full.
    pub prod: bool,
    /// `PGSSLMODE`.
    pub mode: Option<String>,
    /// `PGSSLROOTCERT`.
    pub root: Option<String>,
}

impl ConnectionUrl {
    /// Parses a `postgresql://` URL or a `key=value` string; `origin` is the flag or variable that it came from.
    ///
    /// # Errors
    /// [`Error::BadUrl`], without the text of the URL, which may hold a password.
    pub fn parse(origin: &'static str, url: &str, defaults: &TlsDefaults) -> Result<Self> {
        let bad = |why: String| Error::BadUrl { origin, why };
        let (rest, mode, root) = take_tls_parameters(url);
        let root = root.or_else(|| defaults.root.clone());
        let tls =
            tls_mode(mode.as_deref().or(defaults.mode.as_deref()), root.as_deref(), defaults.prod).map_err(bad)?;
        let mut config: Config = rest.parse().map_err(|error: postgres::Error| bad(reason(&error)))?;
        if config.get_hosts().is_empty() {
            return Err(bad("it names no host".to_owned()));
        }
        config.ssl_mode(match tls {
            Tls::Off => SslMode::Disable,
            Tls::Optional => SslMode::Prefer,
            Tls::Unverified | Tls::Chain | Tls::Full => SslMode::Require,
        });
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECT_TIMEOUT);
        }
        config.application_name("cruddur");
        let root = root.filter(|path| path != SYSTEM_ROOTS).map(PathBuf::from);
        Ok(Self { config, tls, root })
    }

    /// The names of its hosts, as written.
    pub fn hosts(&self) -> Vec<String> {
        let name = |host: &Host| match host {
            Host::Tcp(name) => name.clone(),
            #[cfg(unix)]
            Host::Unix(path) => path.display().to_string(),
        };
        self.config.get_hosts().iter().map(name).collect()
    }

    /// The name of its database, which is the user's where the URL names none.
    pub fn database(&self) -> &str {
        self.config.get_dbname().or(self.config.get_user()).unwrap_or_default()
    }

    /// The driver's form of it.
    pub(super) fn config(&self) -> &Config {
        &self.config
    }

    /// How much of TLS it insists on.
    pub fn tls(&self) -> Tls {
        self.tls
    }

    /// The file of root certificates that it names.
    pub fn root(&self) -> Option<&PathBuf> {
        self.root.as_ref()
    }
}

impl fmt::Display for ConnectionUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("postgresql://")?;
        if let Some(user) = self.config.get_user() {
            let password = if self.config.get_password().is_some() { ":***" } else { "" };
            write!(f, "{user}{password}@")?;
        }
        f.write_str(&self.hosts().join(","))?;
        if let [port] = self.config.get_ports() {
            write!(f, ":{port}")?;
        }
        write!(f, "/{}", self.database())
    }
}

impl fmt::Debug for ConnectionUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ConnectionUrl({self})")
    }
}

/// What a mode means. A root certificate makes `require` verify the chain, and the system's roots ask for everything.
fn tls_mode(mode: Option<&str>, root: Option<&str>, prod: bool) -> std::result::Result<Tls, String> {
    let system = root == Some(SYSTEM_ROOTS);
    match mode {
        None if prod || system => Ok(Tls::Full),
        None => Ok(Tls::Optional),
        Some("verify-full") => Ok(Tls::Full),
        Some(weaker) if system => {
            Err(format!("sslmode={weaker} is too weak for sslrootcert=system, which wants verify-full"))
        }
        Some("disable") => Ok(Tls::Off),
        Some("prefer" | "allow") => Ok(Tls::Optional),
        Some("require") if root.is_none() => Ok(Tls::Unverified),
        Some("require" | "verify-ca") => Ok(Tls::Chain),
        Some(other) => Err(format!("sslmode={other} is not a mode that libpq knows")),
    }
}

/// Takes `sslmode` and `sslrootcert` out, which the driver's parser rejects in part.
fn take_tls_parameters(url: &str) -> (String, Option<String>, Option<String>) {
    let (mut mode, mut root) = (None, None);
    let mut keep = |pair: &&str| match pair.split_once('=') {
        Some(("sslmode", value)) => {
            mode = Some(value.to_owned());
            false
        }
        Some(("sslrootcert", value)) => {
            root = Some(percent_encoding::percent_decode_str(value).decode_utf8_lossy().into_owned());
            false
        }
        _ => true,
    };
    let rest = if url.contains("://") {
        match url.split_once('?') {
            Some((base, query)) => {
                let kept: Vec<&str> = query.split('&').filter(&mut keep).collect();
                if kept.is_empty() { base.to_owned() } else { format!("{base}?{}", kept.join("&")) }
            }
            None => url.to_owned(),
        }
    } else {
        url.split_whitespace().filter(&mut keep).collect::<Vec<_>>().join(" ")
    };
    (rest, mode, root)
}

/// What the driver objects to. Its parser's causes name options, not their values.
fn reason(error: &postgres::Error) -> String {
    use std::error::Error as _;
    error.source().map_or_else(|| error.to_string(), ToString::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(url: &str, prod: bool) -> ConnectionUrl {
        ConnectionUrl::parse("--database-url", url, &TlsDefaults { prod, ..TlsDefaults::default() }).unwrap()
    }

    #[test]
    fn the_password_is_never_shown() {
        let url = parse("postgresql://postgres:p%40ss:w/rd@localhost:5432/cruddur".replace(":w/", "w").as_str(), false);
        assert_eq!(url.to_string(), "postgresql://postgres:***@localhost:5432/cruddur");
        assert_eq!(format!("{url:?}"), "ConnectionUrl(postgresql://postgres:***@localhost:5432/cruddur)");
    }

    #[test]
    fn a_key_value_string_is_a_url_too() {
        let url = parse("host=db user=postgres password=secret dbname=cruddur sslmode=verify-full", false);
        assert_eq!(url.to_string(), "postgresql://postgres:***@db/cruddur");
        assert_eq!(url.tls(), Tls::Full);
    }

    #[test]
    fn prod_verifies_unless_the_url_says_otherwise() {
        let base = "postgresql://u:p@db.example.com/cruddur";
        assert_eq!(parse(base, true).tls(), Tls::Full);
        assert_eq!(parse(base, false).tls(), Tls::Optional);
        for (mode, tls) in [
            ("disable", Tls::Off),
            ("prefer", Tls::Optional),
            ("require", Tls::Unverified),
            ("verify-ca", Tls::Chain),
            ("verify-full", Tls::Full),
        ] {
            assert_eq!(parse(&format!("{base}?sslmode={mode}&connect_timeout=3"), true).tls(), tls);
        }
    }

    #[test]
    fn the_environment_says_what_the_url_does_not() {
        let defaults = |mode: &str, root: Option<&str>| TlsDefaults {
            prod: true,
            mode: Some(mode.to_owned()),
            root: root.map(str::to_owned),
        };
        let tls = |url: &str, defaults: &TlsDefaults| {
            ConnectionUrl::parse("--database-url", url, defaults).map(|url| url.tls())
        };
        assert_eq!(tls("postgresql://u@h/d", &defaults("disable", None)).unwrap(), Tls::Off);
        assert_eq!(tls("postgresql://u@h/d?sslmode=verify-full", &defaults("disable", None)).unwrap(), Tls::Full);
        assert_eq!(tls("postgresql://u@h/d", &defaults("require", Some("/root.pem"))).unwrap(), Tls::Chain);
        assert_eq!(tls("postgresql://u@h/d?sslrootcert=system", &TlsDefaults::default()).unwrap(), Tls::Full);
        assert!(tls("postgresql://u@h/d?sslrootcert=system&sslmode=require", &TlsDefaults::default()).is_err());
    }

    #[test]
    fn the_root_certificate_is_taken_out() {
        let url = parse("postgresql://u@h/d?sslrootcert=%2Ftmp%2Fa%20b.pem&sslmode=verify-ca", true);
        assert_eq!(url.root(), Some(&PathBuf::from("/tmp/a b.pem")));
        assert_eq!(parse("postgresql://u@h/d?sslrootcert=system&sslmode=verify-full", true).root(), None);
    }

    #[test]
    fn a_bad_url_is_refused_without_its_text() {
        for url in [
            "postgresql://u:secret@h/d?nonsense=1",
            "secret",
            "postgresql://u:secret@h:port/d",
            "postgresql://u:secret@h/d?sslmode=secret-mode",
        ] {
            let error = ConnectionUrl::parse("CONNECTION_URL", url, &TlsDefaults::default()).unwrap_err().to_string();
            assert!(error.starts_with("CONNECTION_URL is not a usable URL"), "{error}");
            assert!(!error.contains(":secret") && !error.contains("@h"), "{error}");
        }
    }
}
