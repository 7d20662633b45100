//! Users by handle, `uuid` or `sub`. A handle that several users have does not identify any of them.

use super::near::near_matches;
use super::{FoundUsers, MessageUsers, Sender, User, UserStore};
use crate::error::{DatabaseError, Error, NoUser, Result};
use uuid::Uuid;

/// Returns the `uuid` of the one user with this handle.
pub(super) fn uuid_of(store: &mut dyn UserStore, handle: String) -> Result<String> {
    let found = store.uuids_by_handle(&handle)?;
    exactly_one(store, handle, found, String::clone)
}

/// Returns the one user with this handle.
pub(super) fn by_handle(store: &mut dyn UserStore, handle: String) -> Result<User> {
    let found = store.by_handles(std::slice::from_ref(&handle))?;
    exactly_one(store, handle, found, uuid)
}

/// Returns users whose handle begins with `beginning`.
pub(super) fn with_beginning(store: &mut dyn UserStore, beginning: &str, limit: usize) -> Result<Vec<User>> {
    let mut handles = store.handles_like(beginning)?;
    handles.retain(|handle| handle.starts_with(beginning));
    handles.truncate(limit);
    store.by_handles(&handles)
}

/// Returns the one user with this id of the user pool.
pub(super) fn by_cognito_id(store: &mut dyn UserStore, sub: String) -> Result<User> {
    let mut found = store.message_users(&sub, "")?.senders;
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => Err(Error::NoUser(NoUser::CognitoId { sub })),
        _ => Err(Error::AmbiguousUser { handle: sub, uuids: found.into_iter().map(|user| user.uuid).collect() }),
    }
}

/// Returns the one user of each handle, in the order of `handles`.
pub(super) fn by_handles(store: &mut dyn UserStore, handles: &[String]) -> Result<Vec<User>> {
    let found = store.by_handles(handles)?;
    let exists = |handle: &&String| found.iter().any(|user| user.handle == **handle);
    let missing: Vec<String> = handles.iter().filter(|handle| !exists(handle)).cloned().collect();
    if !missing.is_empty() {
        return Err(Error::NoUser(NoUser::Seeds { handles: missing }));
    }
    handles.iter().map(|handle| only_one(handle, &found)).collect()
}

/// Returns the users with these ids. An id that is not a UUID belongs to no user.
pub(super) fn by_uuids(store: &mut dyn UserStore, uuids: Vec<String>) -> Result<FoundUsers> {
    let forms: Vec<String> = uuids.into_iter().filter_map(forms_of_uuid).flatten().collect();
    store.by_uuids(&forms)
}

/// Returns the canonical form of a UUID, and its own form if that differs in case: the column may be of type text.
fn forms_of_uuid(uuid: String) -> Option<impl Iterator<Item = String>> {
    let canonical = Uuid::try_parse(&uuid).ok()?.to_string();
    let is_other = uuid != canonical && uuid.eq_ignore_ascii_case(&canonical);
    Some(std::iter::once(canonical).chain(is_other.then_some(uuid)))
}

/// Returns the e-mail address of the user with this id, or `None` if it does not exist or cannot be read.
pub(super) fn email_of(store: &mut dyn UserStore, uuid: &str) -> Result<Option<String>> {
    match store.email_of(uuid) {
        Err(Error::Database(DatabaseError::MissingColumns { .. } | DatabaseError::NoPrivilege { .. })) => Ok(None),
        found => found,
    }
}

/// Returns the sender and the receiver of a message.
pub(super) fn sender_and_receiver(store: &mut dyn UserStore, sender: Sender, receiver: String) -> Result<(User, User)> {
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
    Ok((exactly_one(store, sender, senders, uuid)?, exactly_one(store, receiver, receivers, uuid)?))
}

fn uuid(user: &User) -> String {
    user.uuid.clone()
}

/// Returns the only element of `found`, which a query for `handle` returned.
fn exactly_one<T>(
    store: &mut dyn UserStore,
    handle: String,
    mut found: Vec<T>,
    uuid: impl Fn(&T) -> String,
) -> Result<T> {
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => Err(Error::NoUser(NoUser::Handle { near: near_matches(store, &handle)?, handle })),
        _ => Err(Error::AmbiguousUser { handle, uuids: found.iter().map(uuid).collect() }),
    }
}

/// Returns the only user in `found` with this handle.
fn only_one(handle: &str, found: &[User]) -> Result<User> {
    let of_handle: Vec<&User> = found.iter().filter(|user| user.handle == handle).collect();
    match of_handle.as_slice() {
        [user] => Ok((*user).clone()),
        users => Err(Error::AmbiguousUser {
            handle: handle.to_owned(),
            uuids: users.iter().map(|user| user.uuid.clone()).collect(),
        }),
    }
}
