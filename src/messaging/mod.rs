//! Cruddur's model of one table: conversations, their messages, and the inboxes that show them.

pub(crate) mod between;
pub(crate) mod group_rows;
pub(crate) mod layout;
pub(crate) mod patterns;
mod repair;
mod seed;
pub(crate) mod send;

pub use layout::Layout;
pub use patterns::{Order, Period, Row, Rows};
pub use repair::{Finding, InboxLag, People, Problem, Survey};
pub use seed::{Sample, SeedPlan, SeedRequest, Seeded};
pub use send::{Draft, DraftWrite, NewMessage, Recipient, Sent};
