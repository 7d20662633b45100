//! Cruddur's model of one table: conversations, their messages, and the inboxes that show them.

mod between;
mod group_rows;
mod inbox_update;
mod layout;
mod model;
mod patterns;
mod repair;
mod row;
mod seed;
pub mod seeds;
mod stream;
mod write;

pub use layout::Layout;
pub use model::{Conversation, LONGEST_MESSAGE, Message, Participant, SortKeyTime, check_message};
pub use patterns::{Order, Period, Rows};
pub use repair::{CurrentUsers, Finding, InboxLag, InboxScan, Problem};
pub use row::Row;
pub use seed::{ConversationPlan, Participants, Sample, Seed, SeedRequest};
pub use stream::{Applied, InboxCounts, by_conversation};
pub use write::{NewMessage, PendingMessage, PendingWrite, Recipient, WrittenMessage};
