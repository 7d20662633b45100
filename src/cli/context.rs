//! What every command gets: the global options, the streams, and the stores of its target, which are opened on first use.

use super::Global;
use super::environment::{DEFAULT, variable};
use super::error::Failure;
use super::ui::Ui;
use anyhow::Context as _;
use cruddur::cognito::UserPool;
use cruddur::db::{Psql, Users};
use cruddur::ddb::{Checkpoint, ShardPosition, Stream, Table, check_table_name};
use cruddur::doctor::{self, Check};
use cruddur::event::Observer;
use cruddur::identity::{Identity, who_am_i};
use cruddur::messaging::DEFAULT_TABLE;
use cruddur::names::{Cache, Kind, Name, Names};
use cruddur::ready::Place;
use cruddur::stores;
use cruddur::target::{Named, PoolAt, Request, Stores, Target};
use cruddur::timestamp::Timestamp;
use std::io::{Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;

/// The variable that sets the current time, for reproducible seeds and tests.
const NOW: &str = "CRUDDUR_NOW";

/// The variable that names the table of messages, if the option does not.
pub const TABLE: &str = "CRUDDUR_TABLE";

/// The limit of one call to a service or database, in seconds, if no option names it.
const TIMEOUT: u64 = 30;

/// The name of the directory of message records.
const PENDING: &str = "pending";

/// The timeout of each step of asking the default endpoint what it is.
const PROBE_TIMEOUT: Duration = Duration::from_millis(500);

/// The global options and the streams of one command.
pub struct Context {
    pub global: Global,
    pub ui: Ui,
    /// Whether the command writes nothing: then it creates no embedded store.
    only_reads: bool,
    observer: Observer,
    /// Tells a server that a signal came.
    pub stop: Arc<Notify>,
    /// The names that the command printed, and where they are kept for shell completion. `None` for stores on this machine: they
    /// are read when they are needed.
    printed: Mutex<Option<(Cache, Names)>>,
}

/// The stores of a resolved target.
pub struct At {
    pub target: Target,
    table: String,
    observer: Observer,
}

impl Context {
    pub fn new(global: Global, ui: Ui, only_reads: bool) -> Self {
        let observer = ui.observer();
        Self {
            only_reads: only_reads || global.dry_run,
            global,
            ui,
            observer,
            stop: Arc::default(),
            printed: Mutex::default(),
        }
    }

    /// Waits for the signal that ends a server.
    #[cfg(feature = "serve")]
    pub async fn stopping(&self) {
        self.stop.notified().await;
    }

    /// Resolves the stores that the command needs, and prints the target on stderr.
    ///
    /// # Errors
    /// A usage failure for `--endpoint-url` if only the pool is needed: users often take it for the endpoint of the pool.
    pub async fn resolve(&self, stores: Stores) -> anyhow::Result<At> {
        if self.global.endpoint_url.is_some() && stores.pool && !stores.messages {
            return Err(Failure::usage(
                "--endpoint-url is the endpoint of DynamoDB, which this command does not use".to_owned(),
                "--cognito-endpoint-url, or AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER, sets Cognito's".to_owned(),
            ));
        }
        let at = self.resolve_quietly(stores).await?;
        self.ui.status(&format!("target: {}", at.target));
        self.collect_names(&at.target);
        if at.target.reads_no_store() {
            let home = at.target.home.display();
            self.ui
                .status(&format!("{home} does not exist, so the embedded stores are empty: cruddur setup fills them"));
        }
        if let Some(weak) = at.target.weak_tls() {
            self.ui.warn(&format!(
                "the users database is not verified in full: {weak}; sslmode=verify-full is the default"
            ));
        }
        Ok(at)
    }

    /// Begins to collect the names that the command prints, if the stores are not on this machine.
    fn collect_names(&self, target: &Target) {
        let Some(directory) = cache_directory().filter(|_| !target.is_on_this_machine()) else { return };
        let mut printed = self.printed.lock().unwrap_or_else(PoisonError::into_inner);
        *printed = Some((Cache::of(directory, target), Names::default()));
        drop(printed);
        if let Some(PoolAt::Cognito { id, .. }) = &target.pool {
            self.printed(Kind::Pools, || Name::new(id, ""));
        }
    }

    /// Collects a name that the command printed.
    pub fn printed(&self, kind: Kind, name: impl FnOnce() -> Name) {
        if let Some((_, names)) = &mut *self.printed.lock().unwrap_or_else(PoisonError::into_inner) {
            names.push(kind, name());
        }
    }

    /// Keeps the names that the command printed for shell completion.
    pub fn keep_names(&self) {
        let printed = self.printed.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some((cache, names)) = printed.filter(|(_, names)| !names.is_empty()) {
            // Without them, completion offers less.
            cache.add(names).ok();
        }
    }

    /// Resolves the stores like [`Context::resolve`], but prints nothing.
    pub async fn resolve_quietly(&self, stores: Stores) -> anyhow::Result<At> {
        let target = Target::resolve(&self.request(), stores).await?;
        Ok(At { target, table: self.table()?, observer: self.observer.clone() })
    }

    /// Returns the name of the table of messages.
    pub fn table(&self) -> anyhow::Result<String> {
        let Named { name, value } = self.named_table();
        check_table_name(&value).context(name)?;
        Ok(value)
    }

    /// Returns the name of the table of messages as it is configured, with its source.
    pub fn named_table(&self) -> Named<String> {
        let typed = self.global.table.clone().map(|value| Named { name: "--table", value });
        let named = match &self.global.environment {
            Some(environment) => typed.or_else(|| environment.table.clone()),
            None => typed.or_else(|| Some(Named { name: TABLE, value: variable(TABLE)? })),
        };
        named.unwrap_or_else(|| Named { name: DEFAULT, value: DEFAULT_TABLE.to_owned() })
    }

    /// Returns the limit of one call to a service or database, in seconds, with its source.
    pub fn timeout(&self) -> Named<u64> {
        let default = Named { name: DEFAULT, value: TIMEOUT };
        self.global.timeout.map_or(default, |value| Named { name: "--timeout", value })
    }

    /// Returns everything that a target is resolved from.
    pub fn request(&self) -> Request<'_> {
        let named = |name, value: &Option<String>| value.clone().map(|value| Named { name, value });
        let request = Request {
            environment: None,
            prod: Named { name: "--prod", value: self.global.prod },
            embedded: Named { name: "--embedded", value: self.global.embedded },
            region: named("--region", &self.global.region),
            profile: named("--profile", &self.global.profile),
            endpoint_url: named("--endpoint-url", &self.global.endpoint_url),
            user_pool_id: named("--user-pool-id", &self.global.user_pool_id),
            cognito_endpoint_url: named("--cognito-endpoint-url", &self.global.cognito_endpoint_url),
            insecure_http: self.global.insecure_http,
            database_url: named("--database-url", &self.global.database_url),
            database_auth: named("--database-auth", &self.global.database_auth),
            timeout: Duration::from_secs(self.timeout().value),
            only_reads: self.only_reads,
            directory: std::env::current_dir().unwrap_or_default(),
            env: &|name| std::env::var(name).ok(),
            answers: &is_dynamodb,
        };
        match &self.global.environment {
            Some(environment) => request.in_environment(environment),
            None => request,
        }
    }

    /// Returns the current time, or the one that `CRUDDUR_NOW` sets.
    pub fn now(&self) -> anyhow::Result<Timestamp> {
        now()
    }
}

/// Returns the current time, or the one that `CRUDDUR_NOW` sets.
pub fn now() -> anyhow::Result<Timestamp> {
    match variable(NOW) {
        Some(text) => Timestamp::parse(&text).context(NOW),
        None => Ok(Timestamp::now()),
    }
}

impl At {
    /// Opens the table of messages.
    pub async fn messages(&self) -> anyhow::Result<Table> {
        self.table(&self.table).await
    }

    /// Opens the table with this name.
    pub async fn table(&self, name: &str) -> anyhow::Result<Table> {
        Ok(stores::table(&self.target, name, self.observer.clone()).await?)
    }

    /// Returns where the stores are that a command waits for.
    pub fn place(&self) -> Place<'_> {
        Place { target: &self.target, table: &self.table, observer: self.observer.clone() }
    }

    /// Opens the stream of the table of messages, at the checkpoint or else at `from`.
    pub async fn stream(&self, from: ShardPosition, checkpoint: Option<Checkpoint>) -> anyhow::Result<Stream> {
        Ok(stores::stream(&self.target, &self.table, from, checkpoint, self.observer.clone()).await?)
    }

    /// Opens the streams of the table with this name, of which ranges of records are read.
    #[cfg(feature = "stack")]
    pub async fn stream_ranges(&self, name: &str) -> anyhow::Result<cruddur::ddb::StreamRanges> {
        Ok(stores::stream_ranges(&self.target, name, self.observer.clone()).await?)
    }

    /// Opens the users database.
    pub async fn users(&self) -> anyhow::Result<Users> {
        Ok(stores::users(&self.target, self.observer.clone()).await?)
    }

    /// Returns what psql needs to connect to the users database, or `None` if the users are in the embedded store. In a dry run
    /// no file is written.
    pub async fn psql(&self, only_reads: bool, is_dry_run: bool) -> anyhow::Result<Option<Psql>> {
        let directory = directory_of("XDG_STATE_HOME", ".local/state").filter(|_| !is_dry_run);
        Ok(stores::psql(&self.target, directory.as_deref(), only_reads).await?)
    }

    /// Checks the files of the embedded stores.
    pub async fn embedded_files(&self) -> anyhow::Result<Vec<cruddur::Result<Check>>> {
        Ok(doctor::embedded(&self.target, &self.observer).await?)
    }

    /// Returns the directory for the records of messages whose answer is not known, or `None` if no variable names it.
    /// Source: XDG Base Directory Specification, `XDG_STATE_HOME`.
    pub fn pending_directory(&self) -> Option<PathBuf> {
        if self.target.has_embedded_messages() {
            return Some(self.target.home.join(PENDING));
        }
        Some(directory_of("XDG_STATE_HOME", ".local/state")?.join(PENDING))
    }

    /// Returns the AWS account and identity of the credentials.
    pub async fn identity(&self) -> anyhow::Result<Identity> {
        Ok(who_am_i(&self.target, self.observer.clone()).await?)
    }

    /// Opens the user pool.
    pub async fn pool(&self) -> anyhow::Result<UserPool> {
        Ok(stores::user_pool(&self.target, self.observer.clone()).await?)
    }
}

/// Returns the directory of the names that commands have printed, or `None` if no variable names it.
/// Source: XDG Base Directory Specification, `XDG_CACHE_HOME`.
pub fn cache_directory() -> Option<PathBuf> {
    directory_of("XDG_CACHE_HOME", ".cache")
}

/// Returns the directory of this program below the directory that a variable names, or below `default` in the home directory.
pub fn directory_of(name: &str, default: &str) -> Option<PathBuf> {
    let absolute = |name: &str| variable(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let directory = absolute(name).or_else(|| Some(absolute("HOME")?.join(default)))?;
    Some(directory.join("cruddur"))
}

/// Returns whether DynamoDB answers at `http://HOST:PORT`. Many other servers use port 8000 too, but only DynamoDB sends a
/// request id with every answer, including errors.
fn is_dynamodb(url: &str) -> bool {
    let authority = url.trim_start_matches("http://");
    let ask = || -> std::io::Result<bool> {
        let mut addresses = authority.to_socket_addrs()?;
        let mut stream = addresses
            .find_map(|address| TcpStream::connect_timeout(&address, PROBE_TIMEOUT).ok())
            .ok_or(std::io::ErrorKind::ConnectionRefused)?;
        stream.set_read_timeout(Some(PROBE_TIMEOUT))?;
        write!(stream, "GET / HTTP/1.0\r\nHost: {authority}\r\nConnection: close\r\n\r\n")?;
        let mut head = Vec::new();
        stream.take(4_096).read_to_end(&mut head)?;
        Ok(String::from_utf8_lossy(&head).to_ascii_lowercase().contains("x-amzn-requestid"))
    };
    ask().unwrap_or(false)
}
