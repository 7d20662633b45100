//! [`Users`]: the operations on the users of a target.
//!
//! The drivers are synchronous. Only this file runs them: an operation is a blocking task.

use super::{
    Activity, Confirmation, ConfirmedUser, FoundUsers, IdReport, IdUpdate, NewUser, Proof, RoleLoad, SchemaLoad,
    Sender, Session, User, UserPages, UserStore, UsersHealth, health, lookup, schema,
};
use crate::cognito::PoolUser;
use crate::error::{DatabaseError, Error, Result};
use crate::event::{Event, Observer};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

/// The limit of an operation, in multiples of the limit of one call. An operation runs a few statements, some of which read
/// every user.
const CALLS_PER_OPERATION: u32 = 4;

/// The users store of a target.
#[derive(Clone)]
pub struct Users {
    store: Arc<Mutex<Box<dyn UserStore>>>,
    service: &'static str,
    /// Whether the store is inside the process.
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

    /// Creates the database if the server does not have it, and returns its name if it was missing. With `dry_run`, nothing is
    /// created.
    ///
    /// # Errors
    /// The database errors of [`Error`].
    pub async fn create_database(&self, dry_run: bool) -> Result<Option<String>> {
        self.run("create the database", move |store| store.create_database(dry_run)).await
    }

    /// Returns how many sessions use the database.
    ///
    /// # Errors
    /// [`DatabaseError::NoDatabase`]; [`Error::Invalid`] for the embedded store and for a database that every server needs; and the
    /// other database errors of [`Error`].
    pub async fn count_sessions(&self) -> Result<u64> {
        self.run("look at the database", |store| store.count_sessions()).await
    }

    /// Drops the database with everything in it. With `force`, its sessions are ended first.
    ///
    /// # Errors
    /// As [`Users::count_sessions`].
    pub async fn drop_database(&self, force: bool) -> Result<()> {
        self.run("drop the database", move |store| store.drop_database(force)).await
    }

    /// Returns the other sessions of the database, the oldest first.
    ///
    /// # Errors
    /// [`Error::Invalid`] for the embedded store, and the database errors of [`Error`].
    pub async fn sessions(&self) -> Result<Vec<Session>> {
        self.run("look at the sessions", |store| store.sessions()).await
    }

    /// Starts to read every user, in order of handle.
    pub fn list(&self) -> UserPages {
        UserPages::read(Arc::clone(&self.store), self.timeout * CALLS_PER_OPERATION)
    }

    /// Creates the tables `users` and `activities` if they are missing. With `reset`, drops both first. With `dry_run`, nothing
    /// is changed.
    ///
    /// # Errors
    /// The database errors of [`Error`]; nothing is changed then.
    pub async fn load_schema(&self, reset: bool, dry_run: bool) -> Result<Vec<SchemaLoad>> {
        self.run("create the schema", move |store| schema::load(store, reset, dry_run)).await
    }

    /// Creates what is missing of [`APP_ROLE`](super::APP_ROLE): the role, its membership in `rds_iam` if the server has that role, and
    /// the privileges on `users` and `activities`, which must exist. Nothing is revoked or dropped.
    ///
    /// # Errors
    /// [`DatabaseError::NoPrivilege`] and the other database errors; nothing is changed then. [`Error::Invalid`] for the embedded store,
    /// which has no roles.
    pub async fn load_app_role(&self) -> Result<Vec<RoleLoad>> {
        self.run("create the role of the app", |store| store.load_app_role()).await
    }

    /// Examines the connection, the schema and the rows. Only reads.
    ///
    /// # Errors
    /// The database errors of [`Error`].
    pub async fn examine(&self) -> Result<UsersHealth> {
        self.run("examine", health::examine).await
    }

    /// Inserts the users whose handle does not exist, and returns their handles. With `dry_run`, nothing is inserted.
    ///
    /// # Errors
    /// [`DatabaseError::NoSchema`] and the database errors of [`Error`]; nothing is changed then.
    pub async fn seed(&self, users: Vec<NewUser>, dry_run: bool) -> Result<Vec<String>> {
        self.run("insert the missing users", move |store| store.insert_missing(&users, dry_run)).await
    }

    /// Returns the `uuid` of the one user with this handle.
    ///
    /// # Errors
    /// As [`Users::by_handle`].
    pub async fn uuid_of(&self, handle: &str) -> Result<String> {
        let handle = handle.to_owned();
        self.look_up("look up a handle", move |store| lookup::uuid_of(store, handle)).await
    }

    /// Returns the one user with this handle.
    ///
    /// # Errors
    /// [`NoUser::Handle`](crate::error::NoUser::Handle) with near matches, [`Error::AmbiguousUser`] if several users have the
    /// handle, and the database errors.
    pub async fn by_handle(&self, handle: &str) -> Result<User> {
        let handle = handle.to_owned();
        self.look_up("look up a handle", move |store| lookup::by_handle(store, handle)).await
    }

    /// Returns users whose handle begins with `beginning`, in order of handle, at most `limit`.
    ///
    /// # Errors
    /// The database errors of [`Error`].
    pub async fn with_beginning(&self, beginning: &str, limit: usize) -> Result<Vec<User>> {
        let beginning = beginning.to_owned();
        self.look_up("look up handles", move |store| lookup::with_beginning(store, &beginning, limit)).await
    }

    /// Returns the users with these `uuid`s. An id that is not a UUID belongs to no user.
    ///
    /// # Errors
    /// The database errors of [`Error`].
    pub async fn by_uuids(&self, uuids: Vec<String>) -> Result<FoundUsers> {
        self.run("look up users", move |store| lookup::by_uuids(store, uuids)).await
    }

    /// Returns the one user with this id of the user pool.
    ///
    /// # Errors
    /// [`NoUser::CognitoId`](crate::error::NoUser::CognitoId), [`Error::AmbiguousUser`] if several users have the id, and the database
    /// errors.
    pub async fn by_cognito_id(&self, sub: &str) -> Result<User> {
        let sub = sub.to_owned();
        self.look_up("look up a Cognito id", move |store| lookup::by_cognito_id(store, sub)).await
    }

    /// Returns the newest activities, at most 100, of the user with this handle or of everyone.
    ///
    /// # Errors
    /// The database errors of [`Error`].
    pub async fn activities(&self, handle: Option<String>) -> Result<Vec<Activity>> {
        self.look_up("read activities", move |store| store.activities(handle.as_deref())).await
    }

    /// Returns the e-mail address of the user with this `uuid`, or `None` if the user, the address or the column does not exist.
    ///
    /// # Errors
    /// The database errors of [`Error`].
    pub async fn email_of(&self, uuid: &str) -> Result<Option<String>> {
        let uuid = uuid.to_owned();
        self.run("look up an e-mail address", move |store| lookup::email_of(store, &uuid)).await
    }

    /// Returns the sender and the receiver of a message, by one query.
    ///
    /// # Errors
    /// [`NoUser::Handle`](crate::error::NoUser::Handle) with near matches,
    /// [`NoUser::CognitoId`](crate::error::NoUser::CognitoId), [`Error::AmbiguousUser`], and the database errors.
    pub async fn sender_and_receiver(&self, sender: Sender, receiver: &str) -> Result<(User, User)> {
        let receiver = receiver.to_owned();
        self.look_up("look up sender and receiver", move |store| lookup::sender_and_receiver(store, sender, receiver))
            .await
    }

    /// Returns the one user of each handle, in the order of `handles`.
    ///
    /// # Errors
    /// [`NoUser::Seeds`](crate::error::NoUser::Seeds) with every missing handle, [`Error::AmbiguousUser`], and the database
    /// errors.
    pub async fn by_handles(&self, handles: &[String]) -> Result<Vec<User>> {
        let handles = handles.to_vec();
        self.run("look up handles", move |store| lookup::by_handles(store, &handles)).await
    }

    /// Gives a user whose sign-up is confirmed a row, in one transaction. The same event again changes nothing. After `until`
    /// nothing is written: the caller has given up by then, and a later event may say something else.
    ///
    /// # Errors
    /// [`Error::HandleTaken`] if the handle belongs to another user, and the database errors; nothing is written then.
    pub async fn confirm(&self, user: ConfirmedUser, until: SystemTime) -> Result<Confirmation> {
        self.run("confirm a user", move |store| store.confirm(&user, until)).await
    }

    /// Updates `cognito_user_id` to the `sub` of the pool's users, in one transaction with a constant number of statements. The
    /// report has every user of either side. A change that is ambiguous, or lacks the proof, is reported and not written.
    ///
    /// # Errors
    /// [`DatabaseError::RowsSkipped`] if the database did not take every change, and the other database errors; nothing is
    /// written then.
    pub async fn update_cognito_ids(&self, pool: Arc<[PoolUser]>, proof: Proof, update: IdUpdate) -> Result<IdReport> {
        self.run("update the Cognito ids", move |store| store.update_cognito_ids(&pool, proof, update)).await
    }

    /// Runs an operation that reads a few rows. In the embedded store it takes less time than starting a thread, so it runs on
    /// this one.
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

    /// Runs an operation in a blocking task.
    async fn run<T: Send + 'static>(
        &self,
        doing: &'static str,
        work: impl FnOnce(&mut dyn UserStore) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let started = Instant::now();
        let store = Arc::clone(&self.store);
        let task = tokio::task::spawn_blocking(move || {
            // A panic in another operation rolled its transaction back, so the store can still be used.
            let mut store = store.lock().unwrap_or_else(PoisonError::into_inner);
            work(store.as_mut())
        });
        let limit = self.timeout * CALLS_PER_OPERATION;
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
