//! Whose inbox a pattern is about.

use crate::cli::context::At;
use crate::cli::error::Failure;
use crate::cli::variable;
use cruddur::Error;
use cruddur::db::{Sender, User, Users};
use uuid::Uuid;

// The user that a command speaks for. No doc comment: clap would take it for what the whole command does.
#[derive(Debug, clap::Args)]
pub struct Who {
    /// The handle of the user [env: CRUDDUR_HANDLE] [default: andrewbrown]
    #[arg(long = "as", value_name = "HANDLE")]
    handle: Option<String>,
    /// The uuid of the user, in place of a handle: the users database is not asked
    #[arg(long, value_name = "UUID", conflicts_with = "handle")]
    user_uuid: Option<String>,
}

impl Who {
    /// Whether the users database has to be asked.
    pub fn needs_users(&self) -> bool {
        self.user_uuid.is_none()
    }

    /// The user's uuid.
    pub async fn uuid(&self, at: &At) -> anyhow::Result<String> {
        match &self.user_uuid {
            Some(uuid) => Ok(uuid.clone()),
            None if Uuid::try_parse(&self.name()).is_ok() => {
                Ok(user(&at.users().await?, &self.name(), "--user-uuid").await?.uuid)
            }
            None => {
                let found = at.users().await?.uuid_of(&self.name()).await;
                found.map_err(|error| ambiguous(error, "--user-uuid"))
            }
        }
    }

    /// The user in words.
    pub fn name(&self) -> String {
        let named = self.user_uuid.clone().or_else(|| self.handle.clone());
        named.or_else(|| variable("CRUDDUR_HANDLE")).unwrap_or_else(|| "andrewbrown".to_owned())
    }
}

/// The user whom a handle names, or a uuid in its place: several users may share a handle. `flag` takes either.
pub async fn user(users: &Users, name: &str, flag: &str) -> anyhow::Result<User> {
    if Uuid::try_parse(name).is_ok()
        && let Some(user) = users.by_uuids(vec![name.to_owned()]).await?.users.pop()
    {
        return Ok(user);
    }
    users.by_handle(name).await.map_err(|error| ambiguous(error, flag))
}

/// The sender and the receiver of a message, each with the flag that names them; in one query where both are handles.
pub async fn sender_and_receiver(
    users: &Users,
    (sender, sender_flag): (Sender, &str),
    (receiver, receiver_flag): (&str, &str),
) -> anyhow::Result<(User, User)> {
    let is_uuid = |name: &str| Uuid::try_parse(name).is_ok();
    match sender {
        Sender::Handle(handle) if is_uuid(&handle) || is_uuid(receiver) => {
            Ok((user(users, &handle, sender_flag).await?, user(users, receiver, receiver_flag).await?))
        }
        sender => users.sender_and_receiver(sender, receiver).await.map_err(|error| {
            let is_receiver = matches!(&error, Error::AmbiguousUser { handle, .. } if handle == receiver);
            ambiguous(error, if is_receiver { receiver_flag } else { sender_flag })
        }),
    }
}

/// The error of a look-up by handle; where several users share it, the hint says how `flag` names one of them.
fn ambiguous(error: Error, flag: &str) -> anyhow::Error {
    let Error::AmbiguousUser { uuids, .. } = &error else { return error.into() };
    let hint = format!("{flag} {}", uuids.first().map_or("UUID", String::as_str));
    let what = error.to_string();
    anyhow::Error::new(error).context(Failure::Refused { what, hint })
}
