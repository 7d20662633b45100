//! The two layouts of the table. How they differ is known only here.

use crate::ddb::item::{Item, text};
use crate::timestamp::Timestamp;
use std::fmt;
use std::str::FromStr;

/// How keys and attributes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// The layout of the data model: sort keys begin with `MSG#` or `GRP#`.
    #[default]
    Model,
    /// The layout of the app's deployed backend: sort keys are bare times, the attributes of participants begin with
    /// `user_`, and messages have no `message_group_uuid`, which keeps them out of the index.
    Flask,
}

impl Layout {
    /// Both layouts, in the order of their sort keys in a partition: digits sort before `G` and `M`.
    pub const IN_KEY_ORDER: [Self; 2] = [Self::Flask, Self::Model];

    /// Returns the layout in which a row was written, by its key.
    pub(super) fn of_key(key: &Item) -> Self {
        let sk = text(key, "sk").unwrap_or_default();
        if sk.starts_with("MSG#") || sk.starts_with("GRP#") { Self::Model } else { Self::Flask }
    }

    /// Returns the text before the time in the sort keys of a partition of this kind (`MSG#` or `GRP#`).
    pub fn prefix(self, kind: &'static str) -> &'static str {
        match self {
            Self::Model => kind,
            Self::Flask => "",
        }
    }

    /// Returns the sort key of a row of this kind (`MSG#` or `GRP#`).
    pub fn sort_key(self, kind: &'static str, at: Timestamp) -> String {
        format!("{}{at}", self.prefix(kind))
    }

    /// Returns the name of the attribute with the display name.
    pub fn display_name(self) -> &'static str {
        match self {
            Self::Model => "display_name",
            Self::Flask => "user_display_name",
        }
    }

    /// Returns the name of the attribute with the handle.
    pub fn handle(self) -> &'static str {
        match self {
            Self::Model => "handle",
            Self::Flask => "user_handle",
        }
    }

    /// Whether messages have `message_group_uuid`, which puts them into the index.
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
