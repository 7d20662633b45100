//! The users database and the user pool of a schedule. Both are embedded stores. What happens to users outside of the commands is done
//! by SQL: the app's operator deletes and inserts rows, and people delete their accounts and sign up again.

use crate::plan::{USERS, uuid_of};
use cruddur::cognito::UserPool;
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Mutex, MutexGuard};

/// What became of the users in a schedule.
#[derive(Debug, Default, Clone)]
struct State {
    /// How many ids were given.
    made: usize,
    /// The `uuid`s of rows that were deleted.
    gone: BTreeSet<String>,
    /// How often the rows or the pool were changed outside of the commands.
    version: usize,
    /// The latest version that an update of the ids has seen from its beginning to its end.
    updated: usize,
}

pub struct People {
    pub pool: UserPool,
    sql: Mutex<Connection>,
    state: Mutex<State>,
}

impl People {
    pub fn new(file: &Path, pool: UserPool) -> Self {
        let people =
            Self { pool, sql: Mutex::new(Connection::open(file).unwrap()), state: Mutex::new(State::default()) };
        people.reset();
        people
    }

    /// Begins a schedule.
    pub fn begin(&self) {
        if std::mem::take(&mut *self.state()).made > 0 {
            self.reset();
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    fn execute(&self, statement: &str, values: &[&str]) -> usize {
        self.sql.lock().unwrap().execute(statement, rusqlite::params_from_iter(values)).unwrap()
    }

    fn reset(&self) {
        self.execute("DELETE FROM users", &[]);
        self.execute("DELETE FROM pool_users", &[]);
        for (user, [handle, ..]) in USERS.iter().enumerate() {
            self.insert(user, &uuid_of(user), "");
            self.add_to_pool(handle, &sub(user, 0));
        }
    }

    fn insert(&self, user: usize, uuid: &str, sub: &str) {
        let [handle, name, email] = USERS[user];
        let insert =
            "INSERT INTO users (uuid, display_name, handle, email, cognito_user_id) VALUES (?1, ?2, ?3, ?4, ?5)";
        self.execute(insert, &[uuid, name, handle, email, sub]);
    }

    fn add_to_pool(&self, handle: &str, sub: &str) {
        let insert = "INSERT INTO pool_users (sub, handle, email, created) VALUES (?1, ?2, ?2, '2026-11-22')";
        self.execute(insert, &[sub, handle]);
    }

    /// Deletes the row of a user.
    pub fn delete_row(&self, user: usize) {
        let [handle, ..] = USERS[user];
        let uuids = self.pairs("SELECT uuid, handle FROM users");
        self.execute("DELETE FROM users WHERE handle = ?1", &[handle]);
        let mut state = self.state();
        state.version += 1;
        state.made += 1;
        state.gone.extend(uuids.into_iter().filter(|(_, of)| of == handle).map(|(uuid, _)| uuid));
    }

    /// Inserts a row of a user who has none, with a new `uuid`, and without an id of the pool.
    pub fn insert_row(&self, user: usize) {
        if self.handles().contains(USERS[user][0]) {
            return;
        }
        let made = {
            let mut state = self.state();
            state.version += 1;
            state.made += 1;
            state.made
        };
        self.insert(user, &format!("00000000-0000-4000-8000-{made:011}{user}"), "");
    }

    /// Deletes the user of the pool, who then signs up again and gets a new id.
    pub fn sign_up_again(&self, user: usize) {
        let [handle, ..] = USERS[user];
        let made = {
            let mut state = self.state();
            state.version += 1;
            state.made += 1;
            state.made
        };
        self.execute("DELETE FROM pool_users WHERE handle = ?1", &[handle]);
        self.add_to_pool(handle, &sub(user, made));
    }

    fn pairs(&self, query: &str) -> Vec<(String, String)> {
        let sql = self.sql.lock().unwrap();
        let mut rows = sql.prepare(query).unwrap();
        let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        rows.collect::<rusqlite::Result<_>>().unwrap()
    }

    fn handles(&self) -> BTreeSet<String> {
        self.pairs("SELECT handle, handle FROM users").into_iter().map(|(handle, _)| handle).collect()
    }

    /// Returns the ids of the pool by handle, as the rows have them.
    pub fn ids(&self) -> BTreeMap<String, String> {
        self.pairs("SELECT handle, cognito_user_id FROM users").into_iter().collect()
    }

    /// Returns the `uuid`s of users who were deleted.
    pub fn gone(&self) -> BTreeSet<String> {
        self.state().gone.clone()
    }

    /// Returns the number of changes so far.
    pub fn version(&self) -> usize {
        self.state().version
    }

    /// Notes that an update of the ids ended which began at this version.
    pub fn updated(&self, version: usize) {
        let mut state = self.state();
        state.updated = state.updated.max(version);
    }

    /// Checks that each user has one row, and that the rows have the ids of the pool if an update of the ids has begun after the last
    /// change of a user, and has succeeded.
    pub fn check(&self) -> Result<(), String> {
        let rows = self.pairs("SELECT handle, uuid FROM users");
        if rows.len() != USERS.len() || self.handles().len() != USERS.len() {
            return Err(format!("the users are {rows:?}"));
        }
        let State { version, updated, .. } = *self.state();
        let pool: BTreeMap<String, String> = self.pairs("SELECT handle, sub FROM pool_users").into_iter().collect();
        if version == updated && version > 0 && self.ids() != pool {
            return Err(format!("the rows have the ids {:?}, and the pool has {pool:?}", self.ids()));
        }
        Ok(())
    }
}

fn sub(user: usize, made: usize) -> String {
    format!("50000000-0000-4000-8000-{made:011}{user}")
}
