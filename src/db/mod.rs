//! The users: PostgreSQL (RDS in production), or SQLite in the embedded store.
//!
//! The drivers are synchronous. [`Users`] is the one place that bridges them to the asynchronous rest, by a blocking task
//! for each operation; nothing else knows.

mod client;
mod confirm;
mod connect;
mod negotiate;
mod postgres;
mod tls;
mod url;

pub(crate) use confirm::Step;
pub use confirm::{Confirmation, ConfirmedUser};
pub use negotiate::LoginRefusal;
pub(crate) use postgres::is_retryable;
pub use url::{ConnectionUrl, OpenFile, Source, Tls};

use crate::error::{Error, Result};
use crate::event::{Event, Observer};
use crate::target::{Target, UsersAt};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

/// How close a handle must be (Jaro-Winkler, 0 to 1) to be offered in place of an unknown one, and how many are offered.
const NEAR: (f64, usize) = (0.75, 3);

/// How many calls' time an operation may take: it makes a handful of statements, of which some touch every user.
const STATEMENTS: u32 = 4;

/// The `cognito_user_id` of a user who never signed in, as the app's seeds have it.
pub const MOCK_COGNITO_ID: &str = "MOCK";

/// A row of `public.users`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// The primary key, which messages refer to.
    pub uuid: String,
    /// The name that people see.
    pub display_name: String,
    /// The name in URLs; not unique in deployed databases.
    pub handle: String,
    /// The e-mail address.
    pub email: String,
    /// The `sub` of the user in the user pool, or [`MOCK_COGNITO_ID`].
    pub cognito_user_id: String,
}

/// How the sender of a message is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sender {
    /// By handle.
    Handle(String),
    /// By the `sub` in the user pool, as the app's backend has it from a token.
    Sub(String),
}

impl Sender {
    /// The handle and the `sub`, of which one is none: the parameters of a query.
    pub(crate) fn parameters(&self) -> (Option<&str>, Option<&str>) {
        match self {
            Self::Handle(handle) => (Some(handle), None),
            Self::Sub(sub) => (None, Some(sub)),
        }
    }
}

/// A user to insert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewUser {
    /// The name that people see.
    pub display_name: String,
    /// The name in URLs.
    pub handle: String,
    /// The e-mail address.
    pub email: String,
}

/// What [`Users::load_schema`] did, or would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaLoad {
    /// A table of the app.
    pub table: String,
    /// Whether it was there before.
    pub existed: bool,
}

/// A handle on either side of a comparison of the users with the user pool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdRow {
    /// The handle.
    pub handle: String,
    /// `cognito_user_id` in the users database before the run, where the handle is there.
    pub old: Option<String>,
    /// `sub` in the user pool, where the handle is there.
    pub new: Option<String>,
}

/// What a comparison of one handle comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum IdState {
    /// On both sides, with another id: updated.
    Changed,
    /// On both sides, with the same id.
    Unchanged,
    /// In the user pool only.
    PoolOnly,
    /// In the users database only.
    DatabaseOnly,
}

impl IdRow {
    /// What this row comes to.
    pub fn state(&self) -> IdState {
        match (&self.old, &self.new) {
            (Some(old), Some(new)) if old == new => IdState::Unchanged,
            (Some(_), Some(_)) => IdState::Changed,
            (None, _) => IdState::PoolOnly,
            (Some(_), None) => IdState::DatabaseOnly,
        }
    }
}

/// What a look at the users database showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsersHealth {
    /// Whether the connection is encrypted; `None` where there is no connection.
    pub encrypted: Option<bool>,
    /// Those of `users` and `activities` that are missing.
    pub missing_tables: Vec<String>,
    /// The columns that this tool needs and `users` lacks.
    pub missing_columns: Vec<String>,
    /// Handles that several users have.
    pub duplicate_handles: Vec<String>,
}

/// The app's tables.
const TABLES: [&str; 2] = ["users", "activities"];

/// The columns of `users` that this tool reads and writes.
const COLUMNS: [&str; 5] = ["uuid", "display_name", "handle", "email", "cognito_user_id"];

/// A column, by its table and its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) table: String,
    pub(crate) name: String,
}

/// Everybody whom the two ends of a message name: it should be one each.
#[derive(Debug, Default)]
pub(crate) struct MessageUsers {
    pub(crate) senders: Vec<User>,
    pub(crate) receivers: Vec<User>,
}

impl MessageUsers {
    /// Adds a row of the query, which says which end it is.
    pub(crate) fn add(&mut self, end: &str, user: User) {
        if end == "sender" { &mut self.senders } else { &mut self.receivers }.push(user);
    }
}

/// What every users store can do: the contract that PostgreSQL and its embedded twin keep.
pub(crate) trait UserStore: Send {
    /// The columns of those of the app's tables that exist, with their tables.
    fn columns(&mut self) -> Result<Vec<Column>>;
    /// Creates the database itself where the server has none of its name, unless `dry_run`; the name where it was missing.
    fn create_database(&mut self, _dry_run: bool) -> Result<Option<String>> {
        Ok(None)
    }
    /// Handles that several users have, by name.
    fn duplicate_handles(&mut self) -> Result<Vec<String>>;
    /// Whether the connection is encrypted; `None` where there is no connection.
    fn is_encrypted(&mut self) -> Result<Option<bool>>;
    /// Creates what is missing in one transaction, after dropping everything where `reset` is set.
    fn create_tables(&mut self, reset: bool) -> Result<()>;
    /// Inserts the users whose handle is missing in one transaction; the handles inserted.
    fn insert_missing(&mut self, users: &[NewUser]) -> Result<Vec<String>>;
    /// The users of these handles, by handle.
    fn by_handles(&mut self, handles: &[String]) -> Result<Vec<User>>;
    /// The users of these ids, each of which is a UUID.
    fn by_uuids(&mut self, uuids: &[String]) -> Result<Vec<User>>;
    /// The users whom a sender and a receiver, by handle, name.
    fn message_users(&mut self, sender: &Sender, receiver: &str) -> Result<MessageUsers>;
    /// Handles that share something with `handle`.
    fn handles_like(&mut self, handle: &str) -> Result<Vec<String>>;
    /// Takes the [`ConfirmedUser::step`] of a user in one transaction, which is not committed after `until`.
    fn confirm(&mut self, user: &ConfirmedUser, until: SystemTime) -> Result<Confirmation>;
    /// Compares with `(handle, sub)` pairs and, unless `dry_run`, updates what differs, in one transaction.
    fn update_cognito_ids(&mut self, pairs: &[(String, String)], dry_run: bool) -> Result<Vec<IdRow>>;
}

/// The users store of a target.
#[derive(Clone)]
pub struct Users {
    store: Arc<Mutex<Box<dyn UserStore>>>,
    service: &'static str,
    /// Whether it is inside the process.
    is_embedded: bool,
    timeout: Duration,
    observer: Observer,
}

impl Users {
    /// Opens the users store of `target`; a PostgreSQL connection is made on first use.
    ///
    /// # Errors
    /// [`Error::EmbeddedBusy`] and [`Error::Embedded`] for the embedded store; [`Error::NoProdDatabase`] where the
    /// target was resolved without users.
    pub async fn open(target: &Target, observer: Observer) -> Result<Self> {
        let (service, is_embedded, store): (_, _, Box<dyn UserStore>) = match &target.users {
            Some(UsersAt::Postgres(url)) => {
                ("PostgreSQL", false, Box::new(postgres::Postgres::new(url.as_ref().clone(), target.is_prod())))
            }
            #[cfg(feature = "embedded")]
            Some(UsersAt::Embedded) => {
                ("users", true, Box::new(crate::embedded::Home::open(target, &observer).await?.users()?))
            }
            #[cfg(not(feature = "embedded"))]
            Some(UsersAt::Embedded) => return Err(Error::NoEmbedded { what: "users database" }),
            None => return Err(Error::NoProdDatabase),
        };
        Ok(Self { store: Arc::new(Mutex::new(store)), service, is_embedded, timeout: target.timeout, observer })
    }

    /// Creates the database itself where the server has none of its name, and returns the name where it was missing. With
    /// `dry_run`, only says.
    ///
    /// # Errors
    /// The database errors of [`Error`].
    pub async fn create_database(&self, dry_run: bool) -> Result<Option<String>> {
        self.run("create the database", move |store| store.create_database(dry_run)).await
    }

    /// Creates `users` and `activities` where they are missing. With `reset`, drops both first; with `dry_run`, only says.
    ///
    /// # Errors
    /// The database errors of [`Error`]; nothing is changed then.
    pub async fn load_schema(&self, reset: bool, dry_run: bool) -> Result<Vec<SchemaLoad>> {
        self.run("create the schema", move |store| {
            let before = store.columns()?;
            let loads = TABLES.map(|table| SchemaLoad {
                table: table.to_owned(),
                existed: before.iter().any(|column| column.table == table),
            });
            if !dry_run && (reset || loads.iter().any(|load| !load.existed)) {
                store.create_tables(reset)?;
            }
            Ok(loads.to_vec())
        })
        .await
    }

    /// Looks at the connection, the schema and the handles; only reads.
    ///
    /// # Errors
    /// The database errors of [`Error`].
    pub async fn examine(&self) -> Result<UsersHealth> {
        self.run("examine", |store| {
            let columns = store.columns()?;
            let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect::<Vec<_>>();
            let is_there = |table: &str| columns.iter().any(|column| column.table == table);
            let has = |name: &str| columns.iter().any(|column| column.table == "users" && column.name == name);
            let missing_tables = owned(TABLES.into_iter().filter(|table| !is_there(table)).collect());
            let missing_columns = owned(COLUMNS.into_iter().filter(|name| is_there("users") && !has(name)).collect());
            Ok(UsersHealth {
                encrypted: store.is_encrypted()?,
                duplicate_handles: if has("handle") { store.duplicate_handles()? } else { Vec::new() },
                missing_tables,
                missing_columns,
            })
        })
        .await
    }

    /// Inserts the users whose handle is missing, and returns which those are. With `dry_run`, only says.
    ///
    /// # Errors
    /// [`Error::NoUsersSchema`] and the database errors of [`Error`]; nothing is changed then.
    pub async fn seed(&self, users: Vec<NewUser>, dry_run: bool) -> Result<Vec<String>> {
        self.run("insert the missing users", move |store| {
            let handles: Vec<String> = users.iter().map(|user| user.handle.clone()).collect();
            let present = store.by_handles(&handles)?;
            let missing: Vec<NewUser> =
                users.into_iter().filter(|user| !present.iter().any(|have| have.handle == user.handle)).collect();
            if dry_run || missing.is_empty() {
                return Ok(missing.into_iter().map(|user| user.handle).collect());
            }
            store.insert_missing(&missing)
        })
        .await
    }

    /// The one user of a handle.
    ///
    /// # Errors
    /// [`Error::NoUser`] with near matches, [`Error::AmbiguousUser`] where several share it, and the database errors.
    pub async fn by_handle(&self, handle: &str) -> Result<User> {
        let handle = handle.to_owned();
        self.look_up("look up a handle", move |store| {
            let found = store.by_handles(std::slice::from_ref(&handle))?;
            the_one(store, handle, found)
        })
        .await
    }

    /// The users of those of these `uuid`s that are there. What is no UUID is nobody's.
    ///
    /// # Errors
    /// The database errors of [`Error`].
    pub async fn by_uuids(&self, uuids: Vec<String>) -> Result<Vec<User>> {
        let parsed = uuids.iter().filter_map(|uuid| uuid::Uuid::try_parse(uuid).ok());
        let uuids: Vec<String> = parsed.map(|uuid| uuid.to_string()).collect();
        self.run("look up users", move |store| store.by_uuids(&uuids)).await
    }

    /// The sender and the receiver of a message, in one query.
    ///
    /// # Errors
    /// [`Error::NoUser`] with near matches, [`Error::NoSub`], [`Error::AmbiguousUser`], and the database errors.
    pub async fn sender_and_receiver(&self, sender: Sender, receiver: &str) -> Result<(User, User)> {
        let receiver = receiver.to_owned();
        self.look_up("look up sender and receiver", move |store| {
            let MessageUsers { senders, receivers } = store.message_users(&sender, &receiver)?;
            let sender = match sender {
                Sender::Handle(handle) => the_one(store, handle, senders)?,
                Sender::Sub(sub) if senders.is_empty() => return Err(Error::NoSub { sub }),
                Sender::Sub(sub) => the_one(store, sub, senders)?,
            };
            Ok((sender, the_one(store, receiver, receivers)?))
        })
        .await
    }

    /// The users of several handles, each of which must be there once; in the order of `handles`.
    ///
    /// # Errors
    /// [`Error::NoSeedUsers`] with every missing handle, [`Error::AmbiguousUser`], and the database errors.
    pub async fn by_handles(&self, handles: &[String]) -> Result<Vec<User>> {
        let handles = handles.to_vec();
        self.run("look up handles", move |store| {
            let found = store.by_handles(&handles)?;
            let missing: Vec<String> =
                handles.iter().filter(|handle| !found.iter().any(|user| user.handle == **handle)).cloned().collect();
            if !missing.is_empty() {
                return Err(Error::NoSeedUsers { handles: missing });
            }
            handles.iter().map(|handle| only_one(handle, &found)).collect()
        })
        .await
    }

    /// Gives a user whom the pool has confirmed their row, in one transaction; the same event again changes nothing. After
    /// `until` nothing is written: whoever asked has given up by then, and may be told otherwise by a later event.
    ///
    /// # Errors
    /// [`Error::HandleTaken`] where the handle is somebody else's, and the database errors; nothing is written then.
    pub async fn confirm(&self, user: ConfirmedUser, until: SystemTime) -> Result<Confirmation> {
        self.run("confirm a user", move |store| store.confirm(&user, until)).await
    }

    /// Brings `cognito_user_id` in step with the pool's `(handle, sub)` pairs: one transaction, a constant number of
    /// statements. Every handle of either side is in the report. With `dry_run`, nothing is written.
    ///
    /// # Errors
    /// [`Error::DuplicateHandles`] where a handle stands twice on either side, and the database errors; nothing is
    /// written then.
    pub async fn update_cognito_ids(&self, pairs: Vec<(String, String)>, dry_run: bool) -> Result<Vec<IdRow>> {
        let handles = duplicates(pairs.iter().map(|(handle, _)| handle.as_str()));
        if !handles.is_empty() {
            return Err(Error::DuplicateHandles { side: "the user pool", handles });
        }
        self.run("update the Cognito ids", move |store| store.update_cognito_ids(&pairs, dry_run)).await
    }

    /// As [`Users::run`], for what reads a few rows: where they are inside the process, that takes less time than a thread to do it
    /// on.
    async fn look_up<T: Send + 'static>(
        &self,
        doing: &'static str,
        work: impl FnOnce(&mut dyn UserStore) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        if self.is_embedded
            && let Ok(mut store) = self.store.try_lock()
        {
            let started = Instant::now();
            let result = work(store.as_mut());
            self.tell(doing, started);
            return result;
        }
        self.run(doing, work).await
    }

    async fn run<T: Send + 'static>(
        &self,
        doing: &'static str,
        work: impl FnOnce(&mut dyn UserStore) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let started = Instant::now();
        let store = Arc::clone(&self.store);
        let task = tokio::task::spawn_blocking(move || {
            // A panic elsewhere leaves the store as its last transaction left it, which is whole.
            let mut store = store.lock().unwrap_or_else(PoisonError::into_inner);
            work(store.as_mut())
        });
        let limit = self.timeout * STATEMENTS;
        let result = tokio::time::timeout(limit, task)
            .await
            .map_err(|_| Error::DatabaseHangs { doing, seconds: limit.as_secs() })??;
        self.tell(doing, started);
        result
    }

    fn tell(&self, doing: &str, started: Instant) {
        self.observer.tell(Event::Call { service: self.service, operation: doing.to_owned(), took: started.elapsed() });
    }
}

/// The one user whom a handle (or another name) found.
fn the_one(store: &mut dyn UserStore, handle: String, mut found: Vec<User>) -> Result<User> {
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => Err(Error::NoUser { near: nearest(&handle, store.handles_like(&handle)?), handle }),
        _ => Err(Error::AmbiguousUser { handle, uuids: found.into_iter().map(|user| user.uuid).collect() }),
    }
}

fn only_one(handle: &str, found: &[User]) -> Result<User> {
    let mut of_handle = found.iter().filter(|user| user.handle == handle);
    match (of_handle.next(), of_handle.next()) {
        (Some(user), None) => Ok(user.clone()),
        _ => Err(Error::AmbiguousUser {
            handle: handle.to_owned(),
            uuids: found.iter().filter(|user| user.handle == handle).map(|user| user.uuid.clone()).collect(),
        }),
    }
}

/// The values that stand more than once, each named once, in order.
fn duplicates<'a>(values: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut seen = std::collections::HashSet::new();
    let twice: std::collections::BTreeSet<&str> = values.filter(|value| !seen.insert(*value)).collect();
    twice.into_iter().map(str::to_owned).collect()
}

/// The candidates most like `handle`, best first.
fn nearest(handle: &str, candidates: Vec<String>) -> Vec<String> {
    let mut ranked: Vec<(f64, String)> = candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&handle.to_lowercase(), &candidate.to_lowercase()), candidate))
        .filter(|(likeness, _)| *likeness >= NEAR.0)
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    ranked.into_iter().take(NEAR.1).map(|(_, candidate)| candidate).collect()
}
