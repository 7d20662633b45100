//! `cruddur ddb patterns`: the access patterns of the app.

mod create_conversation;
pub mod create_message;
mod follow;
pub mod get_conversation;
mod limit;
pub mod list_conversations;
mod message;
pub mod user_args;
mod whole_id;

use crate::cli::context::Context;
use clap::Subcommand;

/// The warning about times with other offsets, because their keys are not in the order of time.
const FOREIGN_OFFSETS: &str = "some times are in another offset than UTC: they are ordered by time, and shown in UTC";

pub const EXAMPLES: &str = "\
Examples:
  cruddur ddb patterns list-conversations --as bayko
  cruddur ddb patterns get-conversation --as bayko --with londo
  cruddur ddb patterns create-message --as bayko --with londo 'It is warm.'";

#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum Patterns {
    /// Show a conversation, oldest message first
    ///
    /// Without a conversation id and without --with, shows the most recent conversation of the user.
    GetConversation(get_conversation::Args),
    /// List a user's conversations, newest first
    ListConversations(list_conversations::Args),
    /// Begin a conversation: write its first message, and a row to both inboxes
    ///
    /// All items are written in one transaction. If the two users already have a conversation, the message is written to it,
    /// unless --new begins another. Without TEXT their conversation is shown, and nothing is written.
    ///
    /// The message is written only once, as create-message explains.
    CreateConversation(create_conversation::Args),
    /// Write a message to a conversation, and update both inboxes
    ///
    /// The message and both inbox rows are written in one transaction. The inboxes are right at once, with or without a function
    /// that reads the table's stream.
    ///
    /// The message gets a later time than the newest message, even if that one is up to 24 hours ahead of the clock.
    ///
    /// A record of the message's id is kept until the answer is known: in $XDG_STATE_HOME/cruddur/pending or
    /// ~/.local/state/cruddur/pending, or beside the embedded stores. If the answer is lost, run the same command again within a
    /// day: it completes the write, and writes nothing twice. --message-uuid does the same without a record.
    CreateMessage(create_message::Args),
}

impl Patterns {
    /// Returns whether it never writes to a store.
    pub fn only_reads(&self) -> bool {
        match self {
            Self::GetConversation(_) | Self::ListConversations(_) => true,
            Self::CreateConversation(args) => args.only_reads(),
            Self::CreateMessage(_) => false,
        }
    }

    pub async fn run(&self, context: &Context) -> anyhow::Result<()> {
        match self {
            Self::GetConversation(args) => get_conversation::run(context, args).await,
            Self::ListConversations(args) => list_conversations::run(context, args).await,
            Self::CreateConversation(args) => create_conversation::run(context, args).await,
            Self::CreateMessage(args) => create_message::run(context, args).await,
        }
    }
}
