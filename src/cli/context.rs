//! What every command gets: the global options, the screen, and the stores of its target, opened on first use.

use super::error::Failure;
use super::ui::Ui;
use super::{Global, variable};
use anyhow::Context as _;
use cruddur::cognito::UserPool;
use cruddur::db::Users;
use cruddur::ddb::{Checkpoint, DEFAULT_TABLE, ShardPosition, Stream, Table, check_table_name};
use cruddur::doctor::{self, Check};
use cruddur::event::Observer;
use cruddur::identity::{Identity, who_am_i};
use cruddur::stores;
use cruddur::target::{MessagesAt, Request, Stores, Target};
use cruddur::timestamp::Timestamp;
use std::io::{Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::path::PathBuf;
use std::time::Duration;

/// The time that commands take as now, in place of the clock's: for reproducible seeds and tests.
const NOW: &str = "CRUDDUR_NOW";

/// The table of messages, unless a flag names it.
pub const TABLE: &str = "CRUDDUR_TABLE";

/// The name of the directory of records.
const PENDING: &str = "pending";

/// How long the unconfigured default endpoint may take to say what it is.
const PROBE: Duration = Duration::from_millis(500);

/// The global options and the screen.
pub struct Context {
    pub global: Global,
    pub ui: Ui,
    /// Whether the command writes nothing, so that no embedded store is made for it.
    only_reads: bool,
    observer: Observer,
}

/// The stores of a target that was resolved and named.
pub struct At {
    pub target: Target,
    table: String,
    observer: Observer,
}

impl Context {
    pub fn new(global: Global, ui: Ui, only_reads: bool) -> Self {
        let observer = ui.observer();
        Self { only_reads: only_reads || global.dry_run, global, ui, observer }
    }

    /// Resolves the stores that the command needs, and says on stderr where it goes.
    ///
    /// # Errors
    /// A usage failure for `--endpoint-url` if only the pool is needed, since it is easily taken for the pool's.
    pub async fn resolve(&self, stores: Stores) -> anyhow::Result<At> {
        if self.global.endpoint_url.is_some() && stores.pool && !stores.messages {
            return Err(Failure::usage(
                "--endpoint-url is the endpoint of DynamoDB, which this command does not use".to_owned(),
                "--cognito-endpoint-url, or AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER, sets Cognito's".to_owned(),
            ));
        }
        let at = self.resolve_quietly(stores).await?;
        self.ui.status(&format!("target: {}", at.target));
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

    /// As [`Context::resolve`], for a command that says itself where it goes.
    pub async fn resolve_quietly(&self, stores: Stores) -> anyhow::Result<At> {
        let target = Target::resolve(&self.request(), stores).await?;
        Ok(At { target, table: self.table()?, observer: self.observer.clone() })
    }

    /// The name of the table of messages.
    pub fn table(&self) -> anyhow::Result<String> {
        match self.global.table.clone().or_else(|| variable(TABLE)) {
            Some(name) => {
                check_table_name(&name).context(TABLE)?;
                Ok(name)
            }
            None => Ok(DEFAULT_TABLE.to_owned()),
        }
    }

    /// Everything that a target is resolved from.
    pub fn request(&self) -> Request<'_> {
        Request {
            prod: self.global.prod,
            embedded: self.global.embedded,
            region: self.global.region.clone(),
            profile: self.global.profile.clone(),
            endpoint_url: self.global.endpoint_url.clone(),
            user_pool_id: self.global.user_pool_id.clone(),
            cognito_endpoint_url: self.global.cognito_endpoint_url.clone(),
            insecure_http: self.global.insecure_http,
            database_url: self.global.database_url.clone(),
            database_auth: self.global.database_auth.clone(),
            timeout: Duration::from_secs(self.global.timeout),
            only_reads: self.only_reads,
            directory: std::env::current_dir().unwrap_or_default(),
            env: &|name| std::env::var(name).ok(),
            answers: &is_dynamodb,
        }
    }

    /// The current time, or the one that `CRUDDUR_NOW` sets.
    pub fn now(&self) -> anyhow::Result<Timestamp> {
        match variable(NOW) {
            Some(text) => Timestamp::parse(&text).context(NOW),
            None => Ok(Timestamp::now()),
        }
    }
}

impl At {
    /// The messages.
    pub async fn messages(&self) -> anyhow::Result<Table> {
        self.table(&self.table).await
    }

    /// A table of another name.
    pub async fn table(&self, name: &str) -> anyhow::Result<Table> {
        Ok(stores::table(&self.target, name, self.observer.clone()).await?)
    }

    /// The stream of the table of messages, read from the checkpoint on, or from `from`.
    pub async fn stream(&self, from: ShardPosition, checkpoint: Option<Checkpoint>) -> anyhow::Result<Stream> {
        Ok(stores::stream(&self.target, &self.table, from, checkpoint, self.observer.clone()).await?)
    }

    /// The users.
    pub async fn users(&self) -> anyhow::Result<Users> {
        Ok(stores::users(&self.target, self.observer.clone()).await?)
    }

    /// How the files of the embedded stores are.
    pub async fn embedded_files(&self) -> anyhow::Result<Vec<cruddur::Result<Check>>> {
        Ok(doctor::embedded(&self.target, &self.observer).await?)
    }

    /// The directory of the records of messages whose answer is not known; `None` where no variable says where it is.
    /// Source: XDG Base Directory Specification, `XDG_STATE_HOME`.
    pub fn pending_directory(&self) -> Option<PathBuf> {
        if matches!(self.target.messages, Some(MessagesAt::Embedded) | None) {
            return Some(self.target.home.join(PENDING));
        }
        let absolute = |name: &str| variable(name).map(PathBuf::from).filter(|path| path.is_absolute());
        let state = absolute("XDG_STATE_HOME").or_else(|| Some(absolute("HOME")?.join(".local/state")))?;
        Some(state.join("cruddur").join(PENDING))
    }

    /// Who the credentials are, of AWS.
    pub async fn identity(&self) -> anyhow::Result<Identity> {
        Ok(who_am_i(&self.target, self.observer.clone()).await?)
    }

    /// The user pool.
    pub async fn pool(&self) -> anyhow::Result<UserPool> {
        Ok(stores::user_pool(&self.target, self.observer.clone()).await?)
    }
}

/// Whether a DynamoDB answers at `http://HOST:PORT`: many other servers like port 8000 too, and only DynamoDB sends its
/// request id with everything, an error included.
fn is_dynamodb(url: &str) -> bool {
    let authority = url.trim_start_matches("http://");
    let ask = || -> std::io::Result<bool> {
        let mut addresses = authority.to_socket_addrs()?;
        let mut stream = addresses
            .find_map(|address| TcpStream::connect_timeout(&address, PROBE).ok())
            .ok_or(std::io::ErrorKind::ConnectionRefused)?;
        stream.set_read_timeout(Some(PROBE))?;
        write!(stream, "GET / HTTP/1.0\r\nHost: {authority}\r\nConnection: close\r\n\r\n")?;
        let mut head = Vec::new();
        stream.take(4_096).read_to_end(&mut head)?;
        Ok(String::from_utf8_lossy(&head).to_ascii_lowercase().contains("x-amzn-requestid"))
    };
    ask().unwrap_or(false)
}
