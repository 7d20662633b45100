//! `cruddur ddb patterns create-conversation`

use super::user_args::sender_and_receiver;
use super::{list_conversations, message};
use crate::cli::context::Context;
use crate::cli::ddb::layout::LayoutArg;
use crate::cli::error::Failure;
use crate::cli::shell::quoted;
use clap::builder::NonEmptyStringValueParser;
use cruddur::db::Sender;
use cruddur::ddb::Table;
use cruddur::messaging::{Conversation, Participant, check_message};
use cruddur::messaging::{NewMessage, Recipient};
use cruddur::target::Stores;
use uuid::Uuid;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur ddb patterns create-conversation --from londo --to bayko 'Is it?'
  cruddur ddb patterns create-conversation --from londo --to bayko
  cruddur ddb patterns create-conversation --from londo --to bayko --new Hello")]
pub struct Args {
    /// The handle of the sender, or a uuid if several users share the handle
    #[arg(long, value_name = "HANDLE", required_unless_present = "from_sub", conflicts_with = "from_sub", value_parser = NonEmptyStringValueParser::new())]
    from: Option<String>,
    /// The sender's sub in the user pool, instead of a handle
    #[arg(long, value_name = "SUB", value_parser = NonEmptyStringValueParser::new())]
    from_sub: Option<String>,
    /// The handle of the receiver, or a uuid if several users share the handle
    #[arg(long, value_name = "HANDLE", value_parser = NonEmptyStringValueParser::new())]
    to: String,
    /// The message, of 1 to 1,024 characters, or - to read it from stdin; without it the conversation is only shown
    #[arg(value_name = "TEXT")]
    text: Option<String>,
    /// Begin another conversation if the two users already have one
    #[arg(long, requires = "text")]
    new: bool,
    /// The message's id, for scripts that keep ids: a second run with the same id within a day writes nothing
    #[arg(long, value_name = "UUID", requires = "text")]
    message_uuid: Option<Uuid>,
    #[command(flatten)]
    layout: LayoutArg,
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let text = match &args.text {
        Some(text) => Some(message::text(Some(text)).await?),
        None => None,
    };
    text.as_deref().map(check_message).transpose()?;
    let at = context.resolve(Stores { messages: true, users: true, ..Stores::default() }).await?;
    let users = at.users().await?;
    let (sender, receiver) =
        sender_and_receiver(context, &users, (args.sender(), "--from"), (&args.to, "--to")).await?;
    let (sender, receiver) = (Participant::from(sender), Participant::from(receiver));
    let messages = at.messages().await?;
    let Some(text) = text else { return show(context, &messages, &sender, &receiver).await };
    let layout = args.layout.choose(context, &at, &messages, messages.sample().await?)?;
    let to = if args.new { Recipient::NewConversation } else { Recipient::User };
    let to = to(&receiver, layout);
    let new = NewMessage { sender: &sender, to, text: &text, now: context.now()?, uuid: args.message_uuid };
    let Some(written) = message::write(context, &at, &messages, &new).await? else { return Ok(()) };
    if !written.pending.starts_conversation() {
        let (from, to, conversation_id) = (&sender.handle, &receiver.handle, &written.pending.message.conversation_id);
        context
            .ui
            .status(&format!("{from} and {to} already have conversation {conversation_id}; --new begins another"));
    }
    message::report(context, written)
}

impl Args {
    /// Returns whether it only shows a conversation.
    pub fn only_reads(&self) -> bool {
        self.text.is_none()
    }

    fn sender(&self) -> Sender {
        match &self.from_sub {
            Some(sub) => Sender::Sub(sub.clone()),
            None => Sender::Handle(self.from.clone().unwrap_or_default()),
        }
    }
}

/// Shows the conversation of two users, and writes nothing.
async fn show(context: &Context, messages: &Table, sender: &Participant, receiver: &Participant) -> anyhow::Result<()> {
    let (from, to, repeat) = (&sender.handle, &receiver.handle, context.global.repeat());
    let Some(found) = messages.conversation_between(&sender.user_uuid, &receiver.user_uuid).await? else {
        return Err(Failure::usage(
            format!("{from} and {to} have no conversation, and there is no text to begin one with"),
            "give the text as the last argument, or - to read it from stdin".to_owned(),
        ));
    };
    context.ui.status(&format!("conversation {} between {from} and {to}: nothing was written", found.conversation_id));
    context.ui.status("next:");
    let (from, to) = (quoted(from), quoted(to));
    context.ui.status(&format!("  cruddur ddb patterns create-message --as {from} --with {to} TEXT{repeat}"));
    // Shown as in the sender's inbox, even if it was read from the receiver's.
    let shown = Conversation { owner: sender.user_uuid.clone(), other: receiver.clone(), ..found };
    let mut writer = context.ui.rows(list_conversations::COLUMNS);
    writer.push(list_conversations::record(&shown))?;
    writer.finish()
}
