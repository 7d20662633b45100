//! What every request shares: the stores, and what the server was started with.

use super::access_token::Verifier;
use super::live::{Live, Source};
use super::operator::Operator;
use super::origin::{Origins, WebOrigin};
use super::turn::{Turn, Turns};
use crate::cognito::PoolKey;
use crate::db::Users;
use crate::ddb::Table;
use crate::error::Result;
use crate::event::Observer;
use crate::messaging::Layout;
use crate::stores;
use crate::target::{PoolAt, Target};
use crate::timestamp::Timestamp;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::{Mutex, MutexGuard, OnceCell};
use uuid::Uuid;

/// The number of locks of idempotency keys. Two keys may share one.
const KEY_LOCKS: usize = 64;

/// What a server is started with.
#[derive(Debug)]
pub struct Settings {
    /// Where the stores are. It has messages, users and the user pool.
    pub target: Target,
    /// The table of messages.
    pub table: String,
    /// Hears of the calls to the stores.
    pub observer: Observer,
    /// Who may use the server by the operator's token.
    pub operator: Operator,
    /// The app client whose tokens are accepted; `None` if tokens of Cognito are not.
    pub client_id: Option<String>,
    /// The origins of other pages that may use the server.
    pub allow_origins: Vec<WebOrigin>,
    /// Whether messages may be written.
    pub writes: bool,
    /// The layout of the first rows of an empty table.
    pub layout: Layout,
    /// The directory of the records of messages whose answer is not known.
    pub records: Option<PathBuf>,
    /// The time of the clock, if it stands still.
    pub now: Option<Timestamp>,
}

/// What every request shares.
pub(super) struct State {
    pub(super) settings: Settings,
    pub(super) origins: Origins,
    /// The new messages, for their listeners.
    pub(super) live: Arc<Live>,
    /// Verifies the tokens of the user pool, if they are accepted.
    pub(super) verifier: Option<Verifier>,
    turns: Turns,
    key_locks: [Mutex<()>; KEY_LOCKS],
    /// The stores outside the process. They stay open, and keep their connections.
    messages: OnceCell<Table>,
    users: OnceCell<Users>,
}

/// The stores of one request. Embedded ones are this request's alone until it ends.
pub(super) struct Stores<'a> {
    state: &'a State,
    _turn: Option<Turn<'a>>,
}

impl State {
    pub(super) fn new(mut settings: Settings, port: u16) -> Self {
        let origins = Origins::new(port, std::mem::take(&mut settings.allow_origins));
        let Settings { target, table, observer, .. } = &settings;
        // Its reader keeps no command waiting for the users.
        let target = Target { users: None, pool: None, ..target.clone() };
        let live = Live::new(Source { target, table: table.clone(), observer: observer.clone() });
        let client_id = settings.client_id.clone();
        let verifier = settings.target.pool.as_ref().and_then(|pool| Verifier::new(pool, client_id));
        Self {
            settings,
            origins,
            live,
            verifier,
            turns: Turns::default(),
            key_locks: [const { Mutex::const_new(()) }; KEY_LOCKS],
            messages: OnceCell::new(),
            users: OnceCell::new(),
        }
    }

    /// Reads the keys of the user pool.
    ///
    /// # Errors
    /// As [`stores::pool_keys`].
    pub(super) async fn pool_keys(&self) -> Result<Vec<PoolKey>> {
        let Settings { target, observer, .. } = &self.settings;
        // A request to Cognito must not keep the embedded stores waiting.
        let _turn = if target.pool == Some(PoolAt::Embedded) { Some(self.turns.take().await) } else { None };
        stores::pool_keys(target, observer).await
    }

    /// Returns the time of the clock.
    pub(super) fn now(&self) -> Timestamp {
        self.settings.now.unwrap_or_else(Timestamp::now)
    }

    /// Waits until no other request writes a message with this id.
    pub(super) async fn key_lock(&self, id: Uuid) -> MutexGuard<'_, ()> {
        self.key_locks[usize::from(id.as_bytes()[0]) % KEY_LOCKS].lock().await
    }

    /// Returns the stores, after those of the requests before if they are embedded. What they open has to be dropped before them.
    pub(super) async fn stores(&self) -> Stores<'_> {
        let target = &self.settings.target;
        let has_embedded = target.has_embedded_messages() || target.has_embedded_users();
        let turn = if has_embedded { Some(self.turns.take().await) } else { None };
        Stores { state: self, _turn: turn }
    }
}

impl Stores<'_> {
    /// Opens the table of messages.
    ///
    /// # Errors
    /// As [`stores::table`].
    pub(super) async fn messages(&self) -> Result<Table> {
        let Settings { target, table, observer, .. } = &self.state.settings;
        let open = || stores::table(target, table, observer.clone());
        if target.has_embedded_messages() {
            open().await
        } else {
            self.state.messages.get_or_try_init(open).await.cloned()
        }
    }

    /// Opens the users.
    ///
    /// # Errors
    /// As [`stores::users`].
    pub(super) async fn users(&self) -> Result<Users> {
        let Settings { target, observer, .. } = &self.state.settings;
        let open = || stores::users(target, observer.clone());
        if target.has_embedded_users() { open().await } else { self.state.users.get_or_try_init(open).await.cloned() }
    }
}
