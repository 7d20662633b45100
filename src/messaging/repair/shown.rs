//! What an inbox shows, or should show: `Display` says it in words, and `Serialize` gives its structure.

use crate::messaging::model::Conversation;
use serde::Serialize;
use std::fmt;

/// What an inbox shows, or should show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Shown {
    /// A row.
    Row {
        /// The time of the message, in UTC, or the text of a sort key without a time.
        time: String,
        /// The handle of the other participant.
        handle: String,
        /// The text of the message.
        message: String,
    },
    /// A user.
    User {
        /// The handle.
        handle: String,
    },
    /// The sender of messages.
    Sender {
        /// The handle.
        sender: String,
        /// The `uuid`, if it is another one than before.
        #[serde(skip_serializing_if = "Option::is_none")]
        user_uuid: Option<String>,
    },
    /// The number of participants.
    Participants {
        /// How many.
        participants: usize,
    },
    /// A claim.
    Claim {
        /// Its partition key.
        claim: String,
    },
}

impl Shown {
    /// Returns what a row shows.
    pub(super) fn row(row: &Conversation) -> Self {
        Self::Row { time: row.last_reply.shown(), handle: row.other.handle.clone(), message: row.last_message.clone() }
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Row { time, handle, message } => write!(f, "{time} {handle}: {message}"),
            Self::User { handle } => f.write_str(handle),
            Self::Sender { sender, user_uuid: None } => write!(f, "messages of {sender}"),
            Self::Sender { sender, user_uuid: Some(uuid) } => write!(f, "messages of {sender} ({uuid})"),
            Self::Participants { participants } => write!(f, "{participants} participants"),
            Self::Claim { claim } => f.write_str(claim),
        }
    }
}
