//! Whose inbox a pattern is about.

use crate::cli::context::At;

/// The user that a command speaks for.
#[derive(Debug, clap::Args)]
pub struct Who {
    /// The handle of the user
    #[arg(long = "as", value_name = "HANDLE", env = "CRUDDUR_HANDLE", default_value = "andrewbrown")]
    pub handle: String,
    /// The uuid of the user, in place of a handle: the users database is not asked
    #[arg(long, value_name = "UUID")]
    pub user_uuid: Option<String>,
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
            None => Ok(at.users().await?.by_handle(&self.handle).await?.uuid),
        }
    }

    /// The user in words.
    pub fn name(&self) -> &str {
        self.user_uuid.as_ref().unwrap_or(&self.handle)
    }
}
