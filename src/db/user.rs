//! The types of users: a row of the users database, a user to insert, and the users that a query found.

/// A row of `public.users`, with the columns that messages need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// The primary key, which messages refer to.
    pub uuid: String,
    /// The name that people see, or the handle if the row has no display name.
    pub display_name: String,
    /// The name in URLs; not unique in deployed databases.
    pub handle: String,
}

/// A row of `public.users` as a list shows it. In a deployed database any column may be null.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserRow {
    /// The name in URLs.
    pub handle: Option<String>,
    /// The primary key.
    pub uuid: Option<String>,
    /// The name that people see.
    pub display_name: Option<String>,
    /// The id in the user pool.
    pub cognito_user_id: Option<String>,
    /// The e-mail address; `None` too if the role may not read it.
    pub email: Option<String>,
}

/// Users who were looked up by `uuid`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FoundUsers {
    /// The users who have a handle and a display name.
    pub users: Vec<User>,
    /// The `uuid` of each row that lacks a handle or a display name.
    pub unnamed: Vec<String>,
}

impl FoundUsers {
    /// Adds a row.
    pub(crate) fn add(&mut self, uuid: String, display_name: Option<String>, handle: Option<String>) {
        let not_blank = |name: Option<String>| name.filter(|name| !name.trim().is_empty());
        match (not_blank(display_name), not_blank(handle)) {
            (Some(display_name), Some(handle)) => self.users.push(User { uuid, display_name, handle }),
            _ => self.unnamed.push(uuid),
        }
    }
}

/// How the sender of a message is identified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sender {
    /// By handle.
    Handle(String),
    /// By the `sub` in the user pool, which the app's backend reads from a token.
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

/// The users who match the sender and the receiver of a message. A valid message has one of each.
#[derive(Debug, Default)]
pub(crate) struct MessageUsers {
    pub(crate) senders: Vec<User>,
    pub(crate) receivers: Vec<User>,
}

impl MessageUsers {
    /// Adds a row of the query. `end` is `sender` or `receiver`.
    pub(crate) fn add(&mut self, end: &str, user: User) {
        if end == "sender" { &mut self.senders } else { &mut self.receivers }.push(user);
    }
}
