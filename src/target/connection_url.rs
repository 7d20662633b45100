//! The connection string of the users database. It means what it means to libpq, with the same variables and files.
//!
//! The URL that is displayed is built from the parsed parts, and never cut out of the text. So a mistake in the text cannot show
//! the password.

mod auth;
mod driver;
mod keywords;
mod login;
mod passfile;
mod psql;
mod server;
mod session;
mod settings;
mod text;
mod tls;

#[cfg(test)]
mod tests;

pub(crate) use auth::AuthOptions;
pub use keywords::libpq_variables;
pub(crate) use server::Server;
pub(crate) use session::Session;
pub use settings::Source;
pub use tls::Tls;
pub(crate) use tls::{ClientCertificate, Roots, TlsOptions};

use crate::error::{OpenFile, Result};
use passfile::Login;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use postgres::config::Config;
use settings::Settings;
use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

/// The database that every server has. Other databases are created from it.
pub(crate) const MAINTENANCE: &str = "postgres";

/// The characters that are percent-encoded in a displayed URL.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// A parsed connection string. Its `Display` is a URL that never shows the password.
#[derive(Clone)]
pub struct ConnectionUrl {
    servers: Vec<Server>,
    servers_from: Source,
    user: String,
    database: String,
    password: Option<String>,
    password_from: Option<Source>,
    iam: Option<login::Iam>,
    passfile: Option<PathBuf>,
    pub(crate) tls: TlsOptions,
    pub(crate) auth: AuthOptions,
    pub(crate) session: Session,
    pub(crate) is_balanced: bool,
    connect_timeout: Option<Duration>,
    /// The settings of the text itself, for psql.
    own: Vec<(&'static str, String)>,
    /// The `options` of the session, from any source.
    options: Option<String>,
    /// The driver's configuration, without a server and a password.
    config: Config,
}

impl ConnectionUrl {
    /// Parses a `postgresql://` URL or `keyword=value` pairs. As in libpq, a service file, the variables that `var` looks up, and
    /// the defaults complete it. `origin` is the option or variable that has the text. On production, `sslmode` is `verify-full`
    /// by default.
    ///
    /// # Errors
    /// [`TargetError::BadUrl`](crate::error::TargetError::BadUrl). It has nothing of the text, which may contain a password.
    pub fn parse(origin: &'static str, text: &str, prod: bool, var: &dyn Fn(&str) -> Option<String>) -> Result<Self> {
        let settings = Settings::read(origin, text, var)?;
        let user = match settings.get("user") {
            Some(user) => user.to_owned(),
            None => whoami::username().map_err(|_| settings.wrong("user", "is not set"))?,
        };
        let database = settings.get("dbname").unwrap_or(&user).to_owned();
        let servers = server::servers(&settings)?;
        let servers_from = settings.source("host").or_else(|| settings.source("hostaddr"));
        let tls = TlsOptions::read(&settings, prod)?;
        let auth = AuthOptions::read(&settings)?;
        if auth.methods.is_some() && servers.iter().any(Server::is_socket) {
            // The driver opens a Unix socket itself, and answers any request for authentication.
            return Err(settings.wrong("require_auth", "holds over TCP alone, and a host is a Unix socket"));
        }
        let has_names = servers.iter().all(|server| !server.host.is_empty());
        if tls.mode == Tls::Full && !has_names {
            return Err(settings.wrong("host", "is missing, and sslmode=verify-full compares it with the certificate"));
        }
        Ok(Self {
            servers_from: servers_from.cloned().unwrap_or(Source::Text(origin)),
            password: settings.get("password").map(str::to_owned),
            password_from: settings.source("password").cloned(),
            iam: None,
            passfile: settings.get("passfile").map(PathBuf::from).or_else(|| settings.home(".pgpass")),
            tls,
            auth,
            session: settings.one_of("target_session_attrs", &session::SESSIONS, Session::Any)?,
            is_balanced: settings.one_of("load_balance_hosts", &[("disable", false), ("random", true)], false)?,
            connect_timeout: driver::connect_timeout(&settings)?,
            own: settings.own(),
            options: settings.get("options").map(str::to_owned),
            config: driver::config(&settings, &user, &database)?,
            servers,
            user,
            database,
        })
    }

    /// Returns whether a connection, and the sign-in to it, stays on this machine.
    pub(crate) fn is_on_this_machine(&self) -> bool {
        !self.is_by_iam() && self.servers.iter().all(Server::is_on_this_machine)
    }

    /// Returns the names of its hosts.
    pub fn hosts(&self) -> impl Iterator<Item = &str> {
        self.servers.iter().map(|server| server.host.as_str())
    }

    /// Returns where the hosts are named.
    pub fn hosts_from(&self) -> &Source {
        &self.servers_from
    }

    /// Returns the name of its database, which is the name of the user by default.
    pub fn database(&self) -> &str {
        &self.database
    }

    /// Returns how much of TLS it requires.
    pub fn tls(&self) -> Tls {
        self.tls.mode
    }

    /// Returns the `sslmode` that is weaker than `verify-full`, with its source, such as `sslmode=require (PGSSLMODE)`. Returns
    /// `None` if every server is a Unix socket.
    pub fn weak_tls(&self) -> Option<String> {
        let is_remote = self.servers.iter().any(|server| !server.is_socket());
        let (name, source) = self.tls.named.as_ref().filter(|_| is_remote && self.tls.mode < Tls::Full)?;
        Some(format!("sslmode={name} ({source})"))
    }

    /// Returns the connection string of another database on the same server.
    pub(crate) fn with_database(&self, database: &str) -> Self {
        let mut config = self.config.clone();
        config.dbname(database);
        Self { database: database.to_owned(), config, ..self.clone() }
    }

    /// Returns the servers that may have the database, in order.
    pub(crate) fn servers(&self) -> &[Server] {
        &self.servers
    }

    /// Returns the limit of a connection to one of its servers, or `None` if there is no limit.
    pub(crate) fn connect_timeout(&self) -> Option<Duration> {
        self.connect_timeout
    }

    /// Returns the password for one of its servers.
    ///
    /// # Errors
    /// [`OpenFile`] for a password file that others may read.
    pub(crate) fn password(&self, server: &Server) -> Result<Option<String>, OpenFile> {
        if self.password.is_some() {
            return Ok(self.password.clone());
        }
        let Some(path) = &self.passfile else { return Ok(None) };
        let address = server.address.map(|address| address.to_string());
        let host = if server.host.is_empty() { address.as_deref().unwrap_or_default() } else { &server.host };
        let login = Login { host, port: server.port, database: &self.database, user: &self.user };
        passfile::password(path, &login)
    }

    /// Returns the driver's configuration for one of its servers.
    pub(crate) fn config(&self, server: &Server) -> Config {
        let mut config = self.config.clone();
        match server.address {
            // The driver needs a host name before it starts TLS.
            Some(address) if server.host.is_empty() => config.host(&address.to_string()).hostaddr(address),
            Some(address) => config.host(&server.host).hostaddr(address),
            None => config.host(&server.host),
        };
        config.port(server.port);
        config
    }
}

impl fmt::Display for ConnectionUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let password = if self.password.is_some() { ":***" } else { "" };
        write!(f, "postgresql://{}{password}@", utf8_percent_encode(&self.user, RESERVED))?;
        for (at, Server { host, port, .. }) in self.servers.iter().enumerate() {
            let comma = if at == 0 { "" } else { "," };
            if host.contains(':') {
                write!(f, "{comma}[{host}]:{port}")?;
            } else {
                write!(f, "{comma}{}:{port}", utf8_percent_encode(host, RESERVED))?;
            }
        }
        write!(f, "/{}", utf8_percent_encode(&self.database, RESERVED))?;
        let address = |server: &Server| server.address.map(|address| address.to_string()).unwrap_or_default();
        let addresses: Vec<String> = self.servers.iter().map(address).collect();
        if addresses.iter().any(|address| !address.is_empty()) {
            write!(f, "?hostaddr={}", addresses.join(","))?;
        }
        Ok(())
    }
}

impl fmt::Debug for ConnectionUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ConnectionUrl({self})")
    }
}
