//! Repair: finds and fixes inboxes that do not show their conversations as the messages and the users database have them.
//!
//! The order of a repair:
//!
//! 1. `scan` reads the table, or one inbox, into an [`InboxScan`]. It keeps a `state` of each conversation.
//! 2. `users` looks up the participants in the users database, as [`CurrentUsers`].
//! 3. `examine` compares both. It reads each conversation that looks wrong again, consistently, so that a message that is
//!    written during the scan is not reported. `finding` decides what is wrong, as [`Finding`]s, and reads nothing.
//! 4. `fix` writes what a finding wants.
//!
//! `lag` only counts, for `doctor`: it compares a sample of inboxes with the newest messages, as [`InboxLag`].

mod examine;
mod finding;
mod fix;
mod lag;
mod scan;
mod shown;
mod state;
mod users;

pub use finding::{Finding, Problem};
pub use lag::InboxLag;
pub use scan::InboxScan;
pub use shown::Shown;
pub use users::CurrentUsers;

/// How many conversations are read at the same time.
const CONCURRENCY: usize = 8;
