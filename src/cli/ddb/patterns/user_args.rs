//! The user arguments of the access patterns.

use crate::cli::context::{At, Context};
use crate::cli::environment::variable;
use crate::cli::error::{Failure, no_user};
use crate::cli::shell::quoted;
use cruddur::Error;
use cruddur::db::{Sender, User, Users};
use cruddur::error::NoUser;
use uuid::Uuid;

// The user of a command. No doc comment: clap would take it for what the whole command does.
#[derive(Debug, clap::Args)]
pub struct UserArgs {
    /// The handle of the user [default: andrewbrown]
    #[arg(long = "as", value_name = "HANDLE")]
    handle: Option<String>,
    /// The uuid of the user, instead of a handle; the users database is not read
    #[arg(long, value_name = "UUID", conflicts_with = "handle")]
    user_uuid: Option<String>,
}

impl UserArgs {
    /// Returns whether the users database is needed.
    pub fn needs_users(&self) -> bool {
        self.user_uuid.is_none()
    }

    /// Returns the user's uuid.
    pub async fn uuid(&self, context: &Context, at: &At) -> anyhow::Result<String> {
        match &self.user_uuid {
            Some(uuid) => Ok(uuid.clone()),
            None => uuid_of(context, &at.users().await?, &self.name(), "--as", "--user-uuid").await,
        }
    }

    /// Returns the option that names the user, if one was given.
    pub fn flag(&self) -> String {
        let flag =
            |name: &str, value: &Option<String>| value.as_ref().map(|value| format!(" {name} {}", quoted(value)));
        flag("--as", &self.handle).or_else(|| flag("--user-uuid", &self.user_uuid)).unwrap_or_default()
    }

    /// Returns the handle or the uuid of the user.
    pub fn name(&self) -> String {
        let named = self.user_uuid.clone().or_else(|| self.handle.clone());
        named.unwrap_or_else(default_user)
    }
}

/// Returns the handle of the user if no option names one.
pub fn default_user() -> String {
    variable("CRUDDUR_HANDLE").unwrap_or_else(|| "andrewbrown".to_owned())
}

/// Returns the uuid of the user with this handle or uuid. `flag` takes a handle, and `uuid_flag` a uuid.
pub async fn uuid_of(
    context: &Context,
    users: &Users,
    name: &str,
    flag: &str,
    uuid_flag: &str,
) -> anyhow::Result<String> {
    if let Some(user) = of_uuid(users, name).await? {
        return Ok(user.uuid);
    }
    users.uuid_of(name).await.map_err(|error| advised(context, error, flag, uuid_flag))
}

/// Returns the user with this handle, or with this uuid if several users share the handle. `flag` takes either.
pub async fn user(context: &Context, users: &Users, name: &str, flag: &str) -> anyhow::Result<User> {
    if let Some(user) = of_uuid(users, name).await? {
        return Ok(user);
    }
    users.by_handle(name).await.map_err(|error| advised(context, error, flag, flag))
}

/// Returns the user with this uuid, or `None` if the name is not a uuid or no user has it.
async fn of_uuid(users: &Users, name: &str) -> anyhow::Result<Option<User>> {
    if Uuid::try_parse(name).is_err() {
        return Ok(None);
    }
    Ok(users.by_uuids(vec![name.to_owned()]).await?.users.pop())
}

/// Returns the sender and the receiver of a message, in one query if both are handles. Each comes with its option.
pub async fn sender_and_receiver(
    context: &Context,
    users: &Users,
    (sender, sender_flag): (Sender, &str),
    (receiver, receiver_flag): (&str, &str),
) -> anyhow::Result<(User, User)> {
    let is_uuid = |name: &str| Uuid::try_parse(name).is_ok();
    match sender {
        Sender::Handle(handle) if is_uuid(&handle) || is_uuid(receiver) => Ok((
            user(context, users, &handle, sender_flag).await?,
            user(context, users, receiver, receiver_flag).await?,
        )),
        sender => users.sender_and_receiver(sender, receiver).await.map_err(|error| {
            let is_receiver = match &error {
                Error::AmbiguousUser { handle, .. } | Error::NoUser(NoUser::Handle { handle, .. }) => {
                    handle == receiver
                }
                _ => false,
            };
            let flag = if is_receiver { receiver_flag } else { sender_flag };
            advised(context, error, flag, flag)
        }),
    }
}

/// Gives an error of a look-up by handle a hint: `flag` with a similar handle, or `uuid_flag` with one of several users.
fn advised(context: &Context, error: Error, flag: &str, uuid_flag: &str) -> anyhow::Error {
    match &error {
        Error::AmbiguousUser { uuids, .. } => {
            let hint = format!("{uuid_flag} {}", uuids.first().map_or("UUID", String::as_str));
            let what = error.to_string();
            anyhow::Error::new(error).context(Failure::Refused { what, hint })
        }
        Error::NoUser(NoUser::Handle { near, .. }) => {
            let hint = no_user(near.first().map(String::as_str), flag, &context.global.repeat());
            Failure::advised(error, hint)
        }
        _ => error.into(),
    }
}
