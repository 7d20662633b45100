//! The sessions of the users database.

/// A session of another client. What the role may not see is `None`. Times are ISO 8601 in UTC.
/// Source: PostgreSQL, "pg_stat_activity".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The process of the server that serves it.
    pub pid: String,
    /// The role that signed in.
    pub role: Option<String>,
    /// The name that the client gave itself.
    pub application_name: Option<String>,
    /// The address of the client; `None` for a socket of the server's machine.
    pub address: Option<String>,
    /// What it does, such as `active` or `idle in transaction`.
    pub state: Option<String>,
    /// What it waits for, such as `Lock/relation`.
    pub wait: Option<String>,
    /// When it began.
    pub began: Option<String>,
    /// Since when it is in its state.
    pub state_since: Option<String>,
}
