//! The activities of the app's feeds.

use serde::Serialize;

/// The maximum number of activities of a feed; `sql/activities.sql` has it too.
#[cfg(feature = "embedded")]
pub(crate) const MAX_ACTIVITIES: i64 = 100;

/// A row of `public.activities`, with the names of its user. Times are ISO 8601 in UTC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Activity {
    /// The primary key.
    pub uuid: String,
    /// The display name of its user; `None` if the user does not exist.
    pub display_name: Option<String>,
    /// The handle of its user; `None` if the user does not exist.
    pub handle: Option<String>,
    /// The text.
    pub message: String,
    /// How many replies it has.
    pub replies_count: i64,
    /// How often it was repeated.
    pub reposts_count: i64,
    /// How many users like it.
    pub likes_count: i64,
    /// The activity that it replies to.
    pub reply_to_activity_uuid: Option<String>,
    /// When it disappears.
    pub expires_at: Option<String>,
    /// When it was written.
    pub created_at: String,
}
