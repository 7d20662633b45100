//! The database role that the app signs in as.

use super::Users;
use crate::error::Result;

/// The role of the app. On RDS it signs in by IAM, and has no password.
pub const APP_ROLE: &str = "cruddur_app";

/// Something that the app's role needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleLoad {
    /// The role itself, a membership or a privilege, such as `SELECT on public.users`.
    pub what: String,
    /// Whether it existed before.
    pub existed: bool,
}

impl Users {
    /// Creates what is missing of [`APP_ROLE`]: the role, its membership in `rds_iam` if the server has that role, and the
    /// privileges on `users` and `activities`, which must exist. Nothing is revoked or dropped.
    ///
    /// # Errors
    /// [`DatabaseError::NoPrivilege`](crate::error::DatabaseError::NoPrivilege) and the other database errors; nothing is changed
    /// then. [`Error::Invalid`](crate::Error::Invalid) for the embedded store, which has no roles.
    pub async fn load_app_role(&self) -> Result<Vec<RoleLoad>> {
        self.run("create the role of the app", |store| store.load_app_role()).await
    }
}
