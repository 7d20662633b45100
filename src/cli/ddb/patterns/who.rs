//! Whose inbox a pattern is about.

use crate::cli::context::At;
use crate::cli::variable;

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
            None => Ok(at.users().await?.uuid_of(&self.name()).await?),
        }
    }

    /// The user in words.
    pub fn name(&self) -> String {
        let named = self.user_uuid.clone().or_else(|| self.handle.clone());
        named.or_else(|| variable("CRUDDUR_HANDLE")).unwrap_or_else(|| "andrewbrown".to_owned())
    }
}
