//! The users database of a connection string: what libpq makes of the same text, the same variables and the same files.
//!
//! What is shown of it is put together from its parsed parts, and never cut out of the text: no mistake in a password shows it.

mod keywords;
mod login;
mod passfile;
mod settings;
mod text;

#[cfg(test)]
mod tests;

pub use keywords::libpq_variables;
pub use settings::Source;

use crate::error::{OpenFile, Result};
use passfile::Login;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use postgres::config::{ChannelBinding, Config};
use settings::Settings;
use std::fmt;
use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

/// How long a connection may take where nothing says otherwise.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// The database that every server has, and that others are created from.
pub(crate) const MAINTENANCE: &str = "postgres";

/// The port where nothing says otherwise.
const PORT: u16 = 5432;

/// The `sslrootcert` that stands for the system's roots.
const SYSTEM_ROOTS: &str = "system";

/// What is percent-encoded in a part of a URL that is shown.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// How much of TLS a connection insists on, from the weakest.
/// Source: libpq, "SSL Mode Descriptions".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tls {
    /// No TLS (`disable`).
    Off,
    /// TLS where the server offers it (`allow`, `prefer`).
    Optional,
    /// TLS; the chain is verified where there is a file of roots (`require`).
    Required,
    /// TLS, with the certificate chain verified (`verify-ca`).
    Chain,
    /// TLS, with chain and host name verified (`verify-full`).
    Full,
}

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
    /// The driver's form of it, without a server and a password.
    config: Config,
}

/// A server that may have the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Server {
    /// A host name, an address, or the directory of a Unix socket; empty where `address` alone is given.
    pub(crate) host: String,
    /// The address to connect to in place of the host's own (`hostaddr`).
    pub(crate) address: Option<IpAddr>,
    pub(crate) port: u16,
}

/// How TLS is done.
#[derive(Debug, Clone)]
pub(crate) struct TlsOptions {
    pub(crate) mode: Tls,
    /// The mode's name and its source, where one is given.
    named: Option<(&'static str, Source)>,
    /// Whether TLS begins at once, without asking the server (`sslnegotiation=direct`).
    pub(crate) is_direct: bool,
    pub(crate) roots: Roots,
    pub(crate) revoked: Option<PathBuf>,
    pub(crate) certificate: Option<ClientCertificate>,
    pub(crate) sends_name: bool,
    /// The versions that are allowed: 1.2 and 1.3.
    pub(crate) versions: (bool, bool),
}

/// The roots that a server's certificate is verified by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Roots {
    /// Those of the system, with those of RDS on prod.
    System,
    /// Those in a file.
    File(PathBuf),
    /// Those in a file if it exists, else the system's.
    IfPresent(PathBuf),
}

/// The certificate of the client, which a server may ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ClientCertificate {
    pub(crate) certificate: PathBuf,
    pub(crate) key: PathBuf,
    /// Whether the certificate was named, so that it has to exist.
    pub(crate) is_named: bool,
}

/// How the server may ask who the user is.
#[derive(Debug, Clone)]
pub(crate) struct AuthOptions {
    /// The methods of `require_auth`; any where it is not set.
    pub(crate) methods: Option<Vec<&'static str>>,
    pub(crate) binding: ChannelBinding,
}

/// The session that is wanted (`target_session_attrs`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Session {
    Any,
    ReadWrite,
    ReadOnly,
    Primary,
    Standby,
    PreferStandby,
}

/// The methods of authentication by their names in `require_auth`; `none` is a server that does not ask.
const METHODS: [&str; 7] = ["none", "password", "md5", "gss", "sspi", "scram-sha-256", "oauth"];

impl ConnectionUrl {
    /// Parses a `postgresql://` URL or `keyword=value` pairs, with what libpq adds to it: the variables that `var` looks up, a
    /// service file, and the defaults. `origin` is the flag or variable that the text came from. Production verifies in full where
    /// nothing says otherwise.
    ///
    /// # Errors
    /// [`TargetError::BadUrl`](crate::Error::BadUrl), without any of the text, which may hold a password.
    pub fn parse(origin: &'static str, text: &str, prod: bool, var: &dyn Fn(&str) -> Option<String>) -> Result<Self> {
        let settings = Settings::read(origin, text, var)?;
        let user = match settings.get("user") {
            Some(user) => user.to_owned(),
            None => whoami::username().map_err(|_| settings.wrong("user", "is not set"))?,
        };
        let database = settings.get("dbname").unwrap_or(&user).to_owned();
        let servers = servers(&settings)?;
        let source = settings.source("host").or_else(|| settings.source("hostaddr"));
        let tls = TlsOptions::read(&settings, prod)?;
        let auth = AuthOptions::read(&settings)?;
        if auth.methods.is_some() && servers.iter().any(Server::is_socket) {
            // The driver opens a Unix socket itself, and answers whatever it is asked there.
            return Err(settings.wrong("require_auth", "holds over TCP alone, and a host is a Unix socket"));
        }
        let has_names = servers.iter().all(|server| !server.host.is_empty());
        if tls.mode == Tls::Full && !has_names {
            return Err(settings.wrong("host", "is missing, and sslmode=verify-full compares it with the certificate"));
        }
        Ok(Self {
            servers_from: source.cloned().unwrap_or(Source::Text(origin)),
            password: settings.get("password").map(str::to_owned),
            password_from: settings.source("password").cloned(),
            iam: None,
            passfile: settings.get("passfile").map(PathBuf::from).or_else(|| settings.home(".pgpass")),
            tls,
            auth,
            session: settings.one_of("target_session_attrs", &SESSIONS, Session::Any)?,
            is_balanced: settings.one_of("load_balance_hosts", &[("disable", false), ("random", true)], false)?,
            connect_timeout: connect_timeout(&settings)?,
            config: config(&settings, &user, &database)?,
            servers,
            user,
            database,
        })
    }

    /// The names of its hosts, as they are given.
    pub fn hosts(&self) -> impl Iterator<Item = &str> {
        self.servers.iter().map(|server| server.host.as_str())
    }

    /// Where the hosts are named.
    pub fn hosts_from(&self) -> &Source {
        &self.servers_from
    }

    /// The name of its database, which is the user's where none is named.
    pub fn database(&self) -> &str {
        &self.database
    }

    /// How much of TLS it insists on.
    pub fn tls(&self) -> Tls {
        self.tls.mode
    }

    /// What keeps a connection over the network from being verified in full, such as `sslmode=require (PGSSLMODE)`.
    pub fn weak_tls(&self) -> Option<String> {
        let is_remote = self.servers.iter().any(|server| !server.is_socket());
        let (name, source) = self.tls.named.as_ref().filter(|_| is_remote && self.tls.mode < Tls::Full)?;
        Some(format!("sslmode={name} ({source})"))
    }

    /// The same server with another database, for what is done outside of its own.
    pub(crate) fn with_database(&self, database: &str) -> Self {
        let mut config = self.config.clone();
        config.dbname(database);
        Self { database: database.to_owned(), config, ..self.clone() }
    }

    /// The database that others are created from, as a URL without a password.
    pub(crate) fn maintenance(&self) -> String {
        Self { password: None, ..self.with_database(MAINTENANCE) }.to_string()
    }

    pub(crate) fn servers(&self) -> &[Server] {
        &self.servers
    }

    /// How long a connection to one of its servers may take; without a limit where none is wanted.
    pub(crate) fn connect_timeout(&self) -> Option<Duration> {
        self.connect_timeout
    }

    /// The password for one of its servers.
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

    /// The driver's form of it, for one of its servers.
    pub(crate) fn config(&self, server: &Server) -> Config {
        let mut config = self.config.clone();
        match server.address {
            // The driver wants a name before it lets TLS begin.
            Some(address) if server.host.is_empty() => config.host(&address.to_string()).hostaddr(address),
            Some(address) => config.host(&server.host).hostaddr(address),
            None => config.host(&server.host),
        };
        config.port(server.port);
        config
    }
}

impl Server {
    /// Whether it is reached over a Unix socket, which nobody on the network sees.
    pub(crate) fn is_socket(&self) -> bool {
        self.address.is_none() && self.host.starts_with('/')
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

const SESSIONS: [(&str, Session); 6] = [
    ("any", Session::Any),
    ("read-write", Session::ReadWrite),
    ("read-only", Session::ReadOnly),
    ("primary", Session::Primary),
    ("standby", Session::Standby),
    ("prefer-standby", Session::PreferStandby),
];

impl TlsOptions {
    fn read(settings: &Settings<'_>, prod: bool) -> Result<Self> {
        let root = settings.get("sslrootcert");
        let is_system = root == Some(SYSTEM_ROOTS);
        let modes = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"].map(|name| (name, name));
        let named = match settings.source("sslmode") {
            Some(source) => Some((settings.one_of("sslmode", &modes, "")?, source.clone())),
            None => None,
        };
        let mode = match named.as_ref().map(|(name, _)| *name) {
            None if prod || is_system => Tls::Full,
            None | Some("allow" | "prefer") => Tls::Optional,
            Some("disable") => Tls::Off,
            Some("require") => Tls::Required,
            Some("verify-ca") => Tls::Chain,
            Some(_) => Tls::Full,
        };
        if is_system && mode < Tls::Full {
            return Err(settings.wrong("sslmode", "is too weak for sslrootcert=system, which wants verify-full"));
        }
        let is_direct = settings.one_of("sslnegotiation", &[("postgres", false), ("direct", true)], false)?;
        if is_direct && mode < Tls::Required {
            return Err(settings.wrong("sslnegotiation", "is direct, which wants sslmode=require or stronger"));
        }
        let roots = match root {
            Some(SYSTEM_ROOTS) => Roots::System,
            Some(path) => Roots::File(PathBuf::from(path)),
            None => settings.home(".postgresql/root.crt").map_or(Roots::System, Roots::IfPresent),
        };
        Ok(Self {
            mode,
            named,
            is_direct,
            roots,
            revoked: settings.get("sslcrl").map(PathBuf::from).or_else(|| {
                // As with libpq, the list belongs to the file of roots beside it.
                settings.home(".postgresql/root.crl").filter(|path| !is_system && path.exists())
            }),
            certificate: ClientCertificate::read(settings),
            sends_name: settings.one_of("sslsni", &[("1", true), ("0", false)], true)?,
            versions: versions(settings)?,
        })
    }
}

impl ClientCertificate {
    fn read(settings: &Settings<'_>) -> Option<Self> {
        if settings.get("sslcertmode") == Some("disable") {
            return None;
        }
        let named = settings.get("sslcert").map(PathBuf::from);
        let key = settings.get("sslkey").map(PathBuf::from);
        Some(Self {
            is_named: named.is_some(),
            certificate: named.or_else(|| settings.home(".postgresql/postgresql.crt"))?,
            key: key.or_else(|| settings.home(".postgresql/postgresql.key"))?,
        })
    }
}

impl AuthOptions {
    fn read(settings: &Settings<'_>) -> Result<Self> {
        let bindings = [
            ("disable", ChannelBinding::Disable),
            ("prefer", ChannelBinding::Prefer),
            ("require", ChannelBinding::Require),
        ];
        let methods = settings.get("require_auth").map(|value| {
            methods(value).ok_or_else(|| {
                settings.wrong(
                    "require_auth",
                    format_args!("is no list of {}, or of all with ! before", METHODS.join(", ")),
                )
            })
        });
        Ok(Self {
            methods: methods.transpose()?,
            binding: settings.one_of("channel_binding", &bindings, ChannelBinding::Prefer)?,
        })
    }
}

/// The methods that a list allows; none where it is not one.
fn methods(value: &str) -> Option<Vec<&'static str>> {
    let is_negated = value.starts_with('!');
    let mut listed = Vec::new();
    for name in value.split(',') {
        let name = if is_negated { name.strip_prefix('!')? } else { name };
        listed.push(METHODS.into_iter().find(|method| *method == name && !listed.contains(method))?);
    }
    Some(METHODS.into_iter().filter(|method| listed.contains(method) != is_negated).collect())
}

/// Whether TLS 1.2 and whether TLS 1.3 may be spoken.
fn versions(settings: &Settings<'_>) -> Result<(bool, bool)> {
    const VERSIONS: [(&str, u8); 5] = [("", 0), ("TLSv1", 0), ("TLSv1.1", 1), ("TLSv1.2", 2), ("TLSv1.3", 3)];
    let oldest = settings.one_of("ssl_min_protocol_version", &VERSIONS, 2)?.max(2);
    let newest = settings.one_of("ssl_max_protocol_version", &VERSIONS, 0)?;
    let newest = if settings.get("ssl_max_protocol_version").is_none() { 3 } else { newest };
    if newest < oldest {
        return Err(settings.wrong("ssl_max_protocol_version", "leaves no version of TLS from 1.2 on"));
    }
    Ok((oldest == 2, newest == 3))
}

/// The servers, of as many hosts, addresses and ports as are given.
fn servers(settings: &Settings<'_>) -> Result<Vec<Server>> {
    let list = |name: &str| settings.get(name).map(|value| value.split(',').collect::<Vec<&str>>());
    let (hosts, addresses, ports) = (list("host"), list("hostaddr"), list("port"));
    let count = addresses.as_ref().or(hosts.as_ref()).map_or(1, Vec::len);
    if hosts.as_ref().is_some_and(|hosts| hosts.len() != count) {
        return Err(settings.wrong("hostaddr", "has another number of addresses than there are hosts"));
    }
    if ports.as_ref().is_some_and(|ports| ports.len() != 1 && ports.len() != count) {
        return Err(settings.wrong("port", "has another number of ports than there are hosts"));
    }
    let item = |list: &Option<Vec<&str>>, at: usize| {
        list.as_ref().and_then(|list| list.get(at).copied()).unwrap_or("").to_owned()
    };
    (0..count)
        .map(|at| {
            let at_port = if ports.as_ref().is_some_and(|ports| ports.len() == 1) { 0 } else { at };
            server(settings, item(&hosts, at), &item(&addresses, at), &item(&ports, at_port))
        })
        .collect()
}

fn server(settings: &Settings<'_>, host: String, address: &str, port: &str) -> Result<Server> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || "-_.:%".contains(c);
    if !host.starts_with('/') && !host.chars().all(is_name) {
        return Err(settings.wrong(
            "host",
            "has a character that no host name has: if it belongs to the password, percent-encode the password (@ is %40, / is %2F)",
        ));
    }
    let address = match address {
        "" => None,
        address => Some(address.parse().map_err(|_| settings.wrong("hostaddr", "is not an IP address"))?),
    };
    if host.is_empty() && address.is_none() {
        return Err(settings.wrong("host", "is not set: name one, or the directory of a Unix socket"));
    }
    let port = match port.trim() {
        "" => PORT,
        port => port.parse().ok().filter(|port| *port > 0).ok_or_else(|| {
            settings.wrong(
                "port",
                "is no number from 1 to 65535: if it belongs to the password, percent-encode the password",
            )
        })?,
    };
    Ok(Server { host, address, port })
}

/// The limit of `connect_timeout`, where 0 and less mean none.
fn connect_timeout(settings: &Settings<'_>) -> Result<Option<Duration>> {
    Ok(match settings.number("connect_timeout")? {
        None => Some(CONNECT_TIMEOUT),
        Some(seconds) => u64::try_from(seconds).ok().filter(|seconds| *seconds > 0).map(Duration::from_secs),
    })
}

fn config(settings: &Settings<'_>, user: &str, database: &str) -> Result<Config> {
    let mut config = Config::new();
    let name = settings.get("application_name").or_else(|| settings.get("fallback_application_name"));
    config.user(user).dbname(database).application_name(name.unwrap_or("cruddur"));
    if let Some(options) = settings.get("options") {
        config.options(options);
    }
    if let Some(limit) = connect_timeout(settings)? {
        config.connect_timeout(limit);
    }
    config.keepalives(settings.number("keepalives")? != Some(0));
    let seconds = |count: u32| Duration::from_secs(count.into());
    if let Some(count) = settings.count("keepalives_idle")? {
        config.keepalives_idle(seconds(count));
    }
    if let Some(count) = settings.count("keepalives_interval")? {
        config.keepalives_interval(seconds(count));
    }
    if let Some(count) = settings.count("keepalives_count")? {
        config.keepalives_retries(count);
    }
    if let Some(milliseconds) = settings.count("tcp_user_timeout")? {
        config.tcp_user_timeout(Duration::from_millis(milliseconds.into()));
    }
    Ok(config)
}
