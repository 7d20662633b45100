//! The two layouts of the table in the world; nothing else knows how they differ.

use crate::ddb::item::{Item, text};
use crate::timestamp::Timestamp;
use std::fmt;
use std::str::FromStr;

/// How keys and attributes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// As the data model has it: `MSG#` and `GRP#` before the time in sort keys.
    #[default]
    Model,
    /// As the app's deployed backend reads and writes: bare times, `user_` before the sender's attributes, and no
    /// `message_group_uuid` on messages, which keeps them out of the index.
    Flask,
}

impl Layout {
    /// Both, in the order in which their sort keys stand in a partition: digits sort before `G` and `M`.
    pub const IN_KEY_ORDER: [Self; 2] = [Self::Flask, Self::Model];

    /// Returns the layout in which a row was written, by its key.
    pub(super) fn of_key(key: &Item) -> Self {
        let sk = text(key, "sk").unwrap_or_default();
        if sk.starts_with("MSG#") || sk.starts_with("GRP#") { Self::Model } else { Self::Flask }
    }

    /// What stands before the time in the sort keys of a partition of this kind (`MSG#` or `GRP#`).
    pub fn prefix(self, kind: &'static str) -> &'static str {
        match self {
            Self::Model => kind,
            Self::Flask => "",
        }
    }

    /// The sort key of a row of this kind (`MSG#` or `GRP#`).
    pub fn sort_key(self, kind: &'static str, at: Timestamp) -> String {
        format!("{}{at}", self.prefix(kind))
    }

    /// The attribute of the name that people see.
    pub fn display_name(self) -> &'static str {
        match self {
            Self::Model => "display_name",
            Self::Flask => "user_display_name",
        }
    }

    /// The attribute of the handle.
    pub fn handle(self) -> &'static str {
        match self {
            Self::Model => "handle",
            Self::Flask => "user_handle",
        }
    }

    /// Whether messages carry `message_group_uuid` and so stand in the index.
    pub fn indexes_messages(self) -> bool {
        self == Self::Model
    }
}

impl fmt::Display for Layout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Model => "model",
            Self::Flask => "flask",
        })
    }
}

impl FromStr for Layout {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "model" => Ok(Self::Model),
            "flask" => Ok(Self::Flask),
            other => Err(format!("{other:?} is neither model nor flask")),
        }
    }
}
