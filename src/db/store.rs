//! The contract that every store of users keeps.

use super::{
    Activity, Column, Confirmation, ConfirmedUser, FoundUsers, IdReport, IdUpdate, Lacking, MessageUsers, NewUser,
    Proof, RoleLoad, Session, User, UserRow, UsersState,
};
use crate::cognito::PoolUser;
use crate::error::{Error, Result};
use std::time::SystemTime;

/// What PostgreSQL and the embedded store each implement. A method reads only the columns that it needs, because a role may have
/// privileges on some columns alone. Queries for users skip rows without a `uuid` or a `handle`.
pub(crate) trait UserStore: Send {
    /// Reads the columns of the app's tables that exist.
    fn columns(&mut self) -> Result<Vec<Column>>;
    /// Creates the database if the server does not have it, unless `dry_run` is set. Returns its name if it was missing.
    fn create_database(&mut self, _dry_run: bool) -> Result<Option<String>> {
        Ok(None)
    }
    /// Returns how many sessions use the database.
    fn count_sessions(&mut self) -> Result<u64> {
        Err(no_server())
    }
    /// Drops the database. With `force`, its sessions are ended first.
    fn drop_database(&mut self, _force: bool) -> Result<()> {
        Err(no_server())
    }
    /// Reads the other sessions of the database.
    fn sessions(&mut self) -> Result<Vec<Session>> {
        Err(no_server())
    }
    /// Reads every user, in order of handle, and hands the rows over in pages, until `take` returns false. Returns whether row-level
    /// security may hide rows.
    fn list(&mut self, take: &mut dyn FnMut(Vec<UserRow>) -> bool) -> Result<bool>;
    /// Reads the schemas other than `public` that have a table `users`.
    fn elsewhere(&mut self) -> Result<Vec<String>>;
    /// Reads the handles that several users have, in order.
    fn duplicate_handles(&mut self) -> Result<Vec<String>>;
    /// Reads the state of the rows.
    fn state(&mut self) -> Result<UsersState>;
    /// Reads the privileges on columns of `users` that the role lacks.
    fn lacking(&mut self) -> Result<Vec<Lacking>>;
    /// Returns whether the connection is encrypted, or `None` if there is no connection.
    fn is_encrypted(&mut self) -> Result<Option<bool>>;
    /// Creates the missing tables in one transaction, after dropping all of them if `reset` is set.
    fn create_tables(&mut self, reset: bool) -> Result<()>;
    /// Creates what is missing of the app's role in one transaction. Returns everything that the role needs.
    fn load_app_role(&mut self) -> Result<Vec<RoleLoad>> {
        Err(no_server())
    }
    /// Inserts the users whose handle does not exist in one transaction, unless `dry_run` is set. Returns their handles.
    fn insert_missing(&mut self, users: &[NewUser], dry_run: bool) -> Result<Vec<String>>;
    /// Reads the `uuid` of each user with this handle.
    fn uuids_by_handle(&mut self, handle: &str) -> Result<Vec<String>>;
    /// Reads the users with these handles, in order of handle.
    fn by_handles(&mut self, handles: &[String]) -> Result<Vec<User>>;
    /// Reads the users with these ids, each of which is a UUID.
    fn by_uuids(&mut self, uuids: &[String]) -> Result<FoundUsers>;
    /// Reads the e-mail address of the user with this id. Returns `None` if the user or the address does not exist.
    fn email_of(&mut self, uuid: &str) -> Result<Option<String>>;
    /// Reads the users with the sender's `sub` and those with the receiver's handle.
    fn message_users(&mut self, sub: &str, receiver: &str) -> Result<MessageUsers>;
    /// Reads the newest activities of the user with this handle, or of everyone.
    fn activities(&mut self, handle: Option<&str>) -> Result<Vec<Activity>>;
    /// Reads the handles of at most 3 users with this display name, ignoring case.
    fn handles_of_name(&mut self, display_name: &str) -> Result<Vec<String>>;
    /// Reads handles that begin with the same letter as `handle`, or contain it.
    fn handles_like(&mut self, handle: &str) -> Result<Vec<String>>;
    /// Carries out the [`ConfirmedUser::step`] of a user in one transaction, which is not committed after `until`.
    fn confirm(&mut self, user: &ConfirmedUser, until: SystemTime) -> Result<Confirmation>;
    /// Compares the users with those of the pool, and writes the ids that `update` selects, in one transaction.
    fn update_cognito_ids(&mut self, pool: &[PoolUser], proof: Proof, update: IdUpdate) -> Result<IdReport>;
}

/// The error of the embedded store for what only a server has.
fn no_server() -> Error {
    Error::Invalid { what: "the embedded users store".to_owned(), why: "it is a file, without a server".to_owned() }
}
