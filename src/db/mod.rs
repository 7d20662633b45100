//! The users: PostgreSQL (RDS in production), or SQLite in the embedded store.
//!
//! The drivers are synchronous. [`Users`] is the one place that bridges them to the asynchronous rest, by a blocking task
//! for each operation; nothing else knows.

mod app_role;
mod client;
mod confirm;
mod connect;
mod fault;
mod ids;
mod negotiate;
mod postgres;
mod proof;
mod tls;

pub use app_role::{APP_ROLE, RoleLoad};
#[cfg(feature = "embedded")]
pub(crate) use confirm::Candidate;
pub(crate) use confirm::Step;
pub use confirm::{Confirmation, ConfirmedUser};
pub use connect::identifier;
pub(crate) use ids::{Bound, compare, steps};
pub use ids::{IdReport, IdRow, IdState, IdUpdate};
pub(crate) use postgres::Postgres;
pub use proof::{Doubt, Proof};

use crate::cognito::PoolUser;
use crate::error::{DatabaseError, Error, NoUser, Result};
use crate::event::{Event, Observer};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

/// How close a handle must be (Jaro-Winkler, 0 to 1) to be offered in place of an unknown one, and how many are offered.
const NEAR: (f64, usize) = (0.75, 3);

/// How many calls' time an operation may take: it makes a handful of statements, of which some touch every user.
const STATEMENTS: u32 = 4;

/// The `cognito_user_id` of a user who never signed in, as the app's seeds have it.
pub const MOCK_COGNITO_ID: &str = "MOCK";

/// A row of `public.users`, as far as messages refer to it. Other columns are read by what needs them alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// The primary key, which messages refer to.
    pub uuid: String,
    /// The name that people see; the handle, where the row has none.
    pub display_name: String,
    /// The name in URLs; not unique in deployed databases.
    pub handle: String,
}

/// Users who were looked up by `uuid`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FoundUsers {
    /// Those who have a handle and a display name.
    pub users: Vec<User>,
    /// The `uuid` of each of the others: the row exists, and does not say how the user is named.
    pub unnamed: Vec<String>,
}

impl FoundUsers {
    /// Adds a row.
    pub(crate) fn add(&mut self, uuid: String, display_name: Option<String>, handle: Option<String>) {
        let said = |name: Option<String>| name.filter(|name| !name.trim().is_empty());
        match (said(display_name), said(handle)) {
            (Some(display_name), Some(handle)) => self.users.push(User { uuid, display_name, handle }),
            _ => self.unnamed.push(uuid),
        }
    }
}

/// How the sender of a message is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sender {
    /// By handle.
    Handle(String),
    /// By the `sub` in the user pool, as the app's backend has it from a token.
    Sub(String),
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
    /// Whether it existed before.
    pub existed: bool,
    /// Where it did not: schemas other than `public` that have a table `users`.
    pub elsewhere: Vec<String>,
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
    /// Schemas other than `public` that have a table `users`, where `public` has none.
    pub elsewhere: Vec<String>,
    /// Handles that several users have.
    pub duplicate_handles: Vec<String>,
    /// How the rows are.
    pub state: UsersState,
    /// What the role may not do with which columns.
    pub lacking: Vec<Lacking>,
}

/// A privilege that the connection's role lacks on columns of `users`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lacking {
    /// `SELECT`, `INSERT` or `UPDATE`.
    pub privilege: String,
    /// The columns.
    pub columns: Vec<String>,
}

impl Lacking {
    /// Whether it is the one to read this column.
    pub fn is_to_read(&self, column: &str) -> bool {
        self.privilege == "SELECT" && self.columns.iter().any(|name| name == column)
    }
}

impl std::fmt::Display for Lacking {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} on public.users ({})", self.privilege, self.columns.join(", "))
    }
}

/// How the rows of `users` are, as far as the connection's role sees them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UsersState {
    /// How many have no handle.
    pub without_handle: u64,
    /// Ids of the user pool that several of them have, at most 20.
    pub shared_ids: Vec<String>,
    /// Whether row-level security may hide others.
    pub row_security: bool,
    /// Whether transactions only read.
    pub read_only: bool,
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

/// What every users store can do: the contract that PostgreSQL and its embedded twin keep. Each reads the columns that it names
/// and no others, since a role may have some alone, and skips rows without a `uuid` or a `handle`.
pub(crate) trait UserStore: Send {
    /// The columns of those of the app's tables that exist, with their tables.
    fn columns(&mut self) -> Result<Vec<Column>>;
    /// Creates the database itself where the server has none of its name, unless `dry_run`; the name where it was missing.
    fn create_database(&mut self, _dry_run: bool) -> Result<Option<String>> {
        Ok(None)
    }
    /// Schemas other than `public` that have a table `users`.
    fn elsewhere(&mut self) -> Result<Vec<String>>;
    /// Handles that several users have, by name.
    fn duplicate_handles(&mut self) -> Result<Vec<String>>;
    /// How the rows are.
    fn state(&mut self) -> Result<UsersState>;
    /// What the role may not do with which columns of `users`.
    fn lacking(&mut self) -> Result<Vec<Lacking>>;
    /// Whether the connection is encrypted; `None` where there is no connection.
    fn is_encrypted(&mut self) -> Result<Option<bool>>;
    /// Creates what is missing in one transaction, after dropping everything where `reset` is set.
    fn create_tables(&mut self, reset: bool) -> Result<()>;
    /// Creates what is missing of the app's role in one transaction, and returns everything that it needs.
    fn load_app_role(&mut self) -> Result<Vec<RoleLoad>> {
        Err(Error::Invalid { what: "the embedded users store".to_owned(), why: "it has no roles".to_owned() })
    }
    /// Inserts the users whose handle is missing in one transaction, unless `dry_run`; their handles.
    fn insert_missing(&mut self, users: &[NewUser], dry_run: bool) -> Result<Vec<String>>;
    /// The `uuid`s of the users of a handle.
    fn uuids_by_handle(&mut self, handle: &str) -> Result<Vec<String>>;
    /// The users of these handles, by handle.
    fn by_handles(&mut self, handles: &[String]) -> Result<Vec<User>>;
    /// The users of these ids, each of which is a UUID.
    fn by_uuids(&mut self, uuids: &[String]) -> Result<FoundUsers>;
    /// The e-mail address of the user of this id; `None` where there is no user or no address.
    fn email_of(&mut self, uuid: &str) -> Result<Option<String>>;
    /// The users whom a sender, by `sub`, and a receiver, by handle, name.
    fn message_users(&mut self, sub: &str, receiver: &str) -> Result<MessageUsers>;
    /// The handles of the users of a display name, whatever its letters' case, at most 3.
    fn handles_of_name(&mut self, display_name: &str) -> Result<Vec<String>>;
    /// Handles that share something with `handle`.
    fn handles_like(&mut self, handle: &str) -> Result<Vec<String>>;
    /// Takes the [`ConfirmedUser::step`] of a user in one transaction, which is not committed after `until`.
    fn confirm(&mut self, user: &ConfirmedUser, until: SystemTime) -> Result<Confirmation>;
    /// Compares with the pool's users and writes the ids that `update` wants, in one transaction.
    fn update_cognito_ids(&mut self, pool: &[PoolUser], proof: Proof, update: IdUpdate) -> Result<IdReport>;
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
    pub(crate) fn new(
        store: Box<dyn UserStore>,
        service: &'static str,
        is_embedded: bool,
        timeout: Duration,
        observer: Observer,
    ) -> Self {
        Self { store: Arc::new(Mutex::new(store)), service, is_embedded, timeout, observer }
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
            let exists = |table: &str| before.iter().any(|column| column.table == table);
            let mut elsewhere = if exists("users") { Vec::new() } else { store.elsewhere()? };
            let loads = TABLES.map(|table| SchemaLoad {
                table: table.to_owned(),
                existed: exists(table),
                elsewhere: if table == "users" { std::mem::take(&mut elsewhere) } else { Vec::new() },
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
            let lacking = if is_there("users") { store.lacking()? } else { Vec::new() };
            let reads = |name: &str| has(name) && !lacking.iter().any(|lacks| lacks.is_to_read(name));
            Ok(UsersHealth {
                encrypted: store.is_encrypted()?,
                elsewhere: if is_there("users") { Vec::new() } else { store.elsewhere()? },
                duplicate_handles: if reads("handle") { store.duplicate_handles()? } else { Vec::new() },
                state: if reads("handle") && reads("cognito_user_id") { store.state()? } else { UsersState::default() },
                missing_tables,
                missing_columns,
                lacking,
            })
        })
        .await
    }

    /// Inserts the users whose handle is missing, and returns which those are. With `dry_run`, only says.
    ///
    /// # Errors
    /// [`DatabaseError::NoSchema`] and the database errors of [`Error`]; nothing is changed then.
    pub async fn seed(&self, users: Vec<NewUser>, dry_run: bool) -> Result<Vec<String>> {
        self.run("insert the missing users", move |store| store.insert_missing(&users, dry_run)).await
    }

    /// The `uuid` of the one user of a handle.
    ///
    /// # Errors
    /// As [`Users::by_handle`].
    pub async fn uuid_of(&self, handle: &str) -> Result<String> {
        let handle = handle.to_owned();
        self.look_up("look up a handle", move |store| {
            let found = store.uuids_by_handle(&handle)?;
            the_one(store, handle, found, |uuid| uuid.clone())
        })
        .await
    }

    /// The one user of a handle.
    ///
    /// # Errors
    /// [`NoUser::Handle`] with near matches, [`Error::AmbiguousUser`] where several share it, and the database errors.
    pub async fn by_handle(&self, handle: &str) -> Result<User> {
        let handle = handle.to_owned();
        self.look_up("look up a handle", move |store| {
            let found = store.by_handles(std::slice::from_ref(&handle))?;
            the_one(store, handle, found, uuid)
        })
        .await
    }

    /// The users of those of these `uuid`s that exist. An id that is not a UUID belongs to no user.
    ///
    /// # Errors
    /// The database errors of [`Error`].
    pub async fn by_uuids(&self, uuids: Vec<String>) -> Result<FoundUsers> {
        // In the form of PostgreSQL, and in other letters as it stands: a column may be a text.
        let forms = |uuid: String| {
            let canonical = uuid::Uuid::try_parse(&uuid).ok()?.to_string();
            let is_other = uuid != canonical && uuid.eq_ignore_ascii_case(&canonical);
            Some(std::iter::once(canonical).chain(is_other.then_some(uuid)))
        };
        let uuids: Vec<String> = uuids.into_iter().filter_map(forms).flatten().collect();
        self.run("look up users", move |store| store.by_uuids(&uuids)).await
    }

    /// The e-mail address of the user of this `uuid`; `None` where there is no user, no address, or no such column.
    ///
    /// # Errors
    /// The database errors of [`Error`].
    pub async fn email_of(&self, uuid: &str) -> Result<Option<String>> {
        let uuid = uuid.to_owned();
        match self.run("look up an e-mail address", move |store| store.email_of(&uuid)).await {
            Err(
                Error::Database(DatabaseError::MissingColumns { .. })
                | Error::Database(DatabaseError::NoPrivilege { .. }),
            ) => Ok(None),
            other => other,
        }
    }

    /// The sender and the receiver of a message, in one query.
    ///
    /// # Errors
    /// [`NoUser::Handle`] with near matches, [`NoUser::CognitoId`], [`Error::AmbiguousUser`], and the database errors.
    pub async fn sender_and_receiver(&self, sender: Sender, receiver: &str) -> Result<(User, User)> {
        let receiver = receiver.to_owned();
        self.look_up("look up sender and receiver", move |store| {
            let (sender, MessageUsers { senders, receivers }) = match sender {
                Sender::Handle(handle) => {
                    let found = store.by_handles(&[handle.clone(), receiver.clone()])?;
                    let of = |name: &str| found.iter().filter(|user| user.handle == name).cloned().collect();
                    let users = MessageUsers { senders: of(&handle), receivers: of(&receiver) };
                    (handle, users)
                }
                Sender::Sub(sub) => {
                    let users = store.message_users(&sub, &receiver)?;
                    if users.senders.is_empty() {
                        return Err(Error::NoUser(NoUser::CognitoId { sub }));
                    }
                    (sub, users)
                }
            };
            Ok((the_one(store, sender, senders, uuid)?, the_one(store, receiver, receivers, uuid)?))
        })
        .await
    }

    /// The users of several handles, each of which must be there once; in the order of `handles`.
    ///
    /// # Errors
    /// [`NoUser::Seeds`] with every missing handle, [`Error::AmbiguousUser`], and the database errors.
    pub async fn by_handles(&self, handles: &[String]) -> Result<Vec<User>> {
        let handles = handles.to_vec();
        self.run("look up handles", move |store| {
            let found = store.by_handles(&handles)?;
            let missing: Vec<String> =
                handles.iter().filter(|handle| !found.iter().any(|user| user.handle == **handle)).cloned().collect();
            if !missing.is_empty() {
                return Err(Error::NoUser(NoUser::Seeds { handles: missing }));
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

    /// Brings `cognito_user_id` in step with the pool's users: one transaction, and a constant number of statements. Everybody of
    /// either side is in the report. What would be ambiguous, or lacks the proof, is reported and not written.
    ///
    /// # Errors
    /// [`DatabaseError::RowsSkipped`] where the database did not take every change, and the other database errors; nothing is written
    /// then.
    pub async fn update_cognito_ids(&self, pool: Arc<[PoolUser]>, proof: Proof, update: IdUpdate) -> Result<IdReport> {
        self.run("update the Cognito ids", move |store| store.update_cognito_ids(&pool, proof, update)).await
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
            .map_err(|_| Error::Database(DatabaseError::Timeout { doing, seconds: limit.as_secs() }))??;
        self.tell(doing, started);
        result
    }

    fn tell(&self, doing: &str, started: Instant) {
        self.observer.tell(Event::Call { service: self.service, operation: doing.to_owned(), took: started.elapsed() });
    }
}

fn uuid(user: &User) -> String {
    user.uuid.clone()
}

/// The one that a handle (or another name) found.
fn the_one<T>(store: &mut dyn UserStore, handle: String, mut found: Vec<T>, uuid: impl Fn(&T) -> String) -> Result<T> {
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => Err(Error::NoUser(NoUser::Handle { near: near(store, &handle)?, handle })),
        _ => Err(Error::AmbiguousUser { handle, uuids: found.iter().map(uuid).collect() }),
    }
}

/// Returns the handles that an unknown handle may stand for: those of users with this display name, then the most similar ones.
fn near(store: &mut dyn UserStore, handle: &str) -> Result<Vec<String>> {
    let mut near = match store.handles_of_name(handle) {
        // Without display names there is no such user.
        Err(
            Error::Database(DatabaseError::MissingColumns { .. }) | Error::Database(DatabaseError::NoPrivilege { .. }),
        ) => Vec::new(),
        found => found?,
    };
    let like = nearest(handle, store.handles_like(handle)?);
    near.extend(like.into_iter().filter(|like| !near.contains(like)).collect::<Vec<_>>());
    near.truncate(NEAR.1);
    Ok(near)
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
