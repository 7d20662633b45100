//! Cruddur's model of one table: conversations, their messages, and the inboxes that show them.
//!
//! Rows:
//! - `layout`: the two layouts of the table. `model`: the rows as types. `row`: rows with their key or item.
//!
//! Reading:
//! - `patterns`: the access patterns, and reading the rows of a partition in the order of time.
//! - `between`: the most recent conversation of two users. `group_rows`: the group rows of a conversation.
//! - `id_prefix`: beginnings of conversation ids.
//!
//! Writing:
//! - `inbox_update`: how an inbox is updated for a message. It decides, and writes nothing.
//! - `write`: writes a message. `stream`: updates inboxes from the table's stream. `seed`: writes the conversations of
//!   seeds. `repair`: finds and fixes wrong inboxes.
//! - [`seeds`]: seeds files.

mod between;
mod group_rows;
mod id_prefix;
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

pub use id_prefix::{is_id_prefix, shortest_prefixes};
pub use layout::Layout;
pub use model::{
    Conversation, DEFAULT_INDEX, DEFAULT_TABLE, LONGEST_MESSAGE, Message, Participant, SortKeyTime, TABLE_SCHEMA,
    check_message,
};
pub use patterns::{Order, Period, Rows};
pub use repair::{CurrentUsers, Finding, InboxLag, InboxScan, Problem, Shown};
pub use row::Row;
pub use seed::{ConversationPlan, Participants, Sample, Seed, SeedRequest};
pub use stream::{Applied, InboxCounts, by_conversation};
pub use write::{NewMessage, PendingMessage, PendingWrite, Recipient, WrittenMessage};
