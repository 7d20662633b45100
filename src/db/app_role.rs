//! The database role that the app signs in as.

/// The role of the app. On RDS it signs in by IAM, and has no password.
pub const APP_ROLE: &str = "cruddur_app";

/// A role, membership or privilege that the app needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleLoad {
    /// Its name, such as `SELECT on public.users`.
    pub what: String,
    /// Whether it existed before.
    pub existed: bool,
}
