//! `cruddur ddb patterns create-message`

use super::message;
use super::user_args::{sender_and_receiver, user};
use super::whole_id::whole_id;
use crate::cli::context::{At, Context};
use crate::cli::error::Failure;
use crate::cli::shell::quoted;
use crate::cli::suggest::PROD_TIP;
use clap::builder::NonEmptyStringValueParser;
use cruddur::Error;
use cruddur::db::Sender;
use cruddur::ddb::Table;
use cruddur::messaging::{NewMessage, Recipient};
use cruddur::messaging::{Participant, check_message};
use cruddur::target::Stores;
use uuid::Uuid;

#[derive(Debug, clap::Args)]
#[command(
    override_usage = "cruddur ddb patterns create-message [OPTIONS] --as <HANDLE>\n           [CONVERSATION_ID] [TEXT]",
    after_help = "\
Examples:
  cruddur ddb patterns create-message --as londo --with bayko 'It is warm.'
  cruddur ddb patterns create-message --as londo \\
    92254384-12d5-46a3-aff3-790ffcda83b0 'It is brown.'
  echo Warm. | cruddur ddb patterns create-message --as londo --with bayko -"
)]
pub struct Args {
    /// The conversation id (message_group_uuid), or the beginning of an id in the sender's inbox, unless --with is given
    #[arg(value_name = "CONVERSATION_ID", value_parser = NonEmptyStringValueParser::new())]
    conversation_id: Option<String>,
    /// The message, of 1 to 1,024 characters, or - to read it from stdin
    #[arg(value_name = "TEXT")]
    text: Option<String>,
    /// The most recent conversation with this user: a handle, or a uuid if several users share it
    #[arg(long, value_name = "HANDLE", value_parser = NonEmptyStringValueParser::new())]
    with: Option<String>,
    /// The handle of the sender, or a uuid if several users share the handle
    #[arg(long = "as", value_name = "HANDLE", value_parser = NonEmptyStringValueParser::new())]
    sender: String,
    /// The message's id, for scripts that keep ids: a second run with the same id within a day writes nothing
    #[arg(long, value_name = "UUID")]
    message_uuid: Option<Uuid>,
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let text = message::text(args.text(context)?).await?;
    check_message(&text)?;
    let at = context.resolve(Stores { messages: true, users: true, ..Stores::default() }).await?;
    let messages = at.messages().await?;
    let (sender, conversation_id) = args.sender_and_conversation(context, &at, &messages).await?;
    let new = NewMessage {
        sender: &sender,
        to: Recipient::Conversation(&conversation_id),
        text: &text,
        now: context.now()?,
        uuid: args.message_uuid,
    };
    let result = message::write(context, &at, &messages, &new).await;
    match result.map_err(|error| args.advised(context, error))? {
        Some(written) => message::report(context, written),
        None => Ok(()),
    }
}

impl Args {
    /// Returns the text. With `--with` it is the first argument, because there is no id before it.
    fn text(&self, context: &Context) -> anyhow::Result<Option<&str>> {
        match (&self.with, &self.conversation_id, &self.text) {
            (Some(_), Some(_), Some(_)) => Err(Failure::usage(
                "--with and a conversation id cannot be used together".to_owned(),
                "leave out one of the two; quote a text of several words".to_owned(),
            )),
            // The scripts took this word, and it is not the id of a conversation.
            (None, Some(conversation_id), _) if conversation_id == "prod" => {
                Err(Failure::usage("there is no conversation prod".to_owned(), PROD_TIP.to_owned()))
            }
            (None, Some(conversation_id), None) => Err(Failure::usage(
                format!("there is no text to write: {conversation_id} is taken for the conversation id"),
                "give --with HANDLE instead of an id, or the text after the id, or - to read it from stdin".to_owned(),
            )),
            (Some(_), text, None) | (None, Some(_), text) => Ok(text.as_deref()),
            _ => Err(Failure::usage(
                "no conversation is given".to_owned(),
                format!(
                    "give its id, or --with HANDLE; cruddur ddb patterns list-conversations --as {}{} lists them",
                    quoted(&self.sender),
                    context.global.repeat()
                ),
            )),
        }
    }

    /// Gives an error about the conversation a hint that lists the conversations of the sender.
    fn advised(&self, context: &Context, error: anyhow::Error) -> anyhow::Error {
        match error.downcast() {
            Ok(error @ (Error::NoConversation { .. } | Error::NotInConversation { .. })) => {
                let (sender, repeat) = (quoted(&self.sender), context.global.repeat());
                Failure::advised(error, format!("cruddur ddb patterns list-conversations --as {sender}{repeat}"))
            }
            Ok(other) => other.into(),
            Err(error) => error,
        }
    }

    async fn sender_and_conversation(
        &self,
        context: &Context,
        at: &At,
        messages: &Table,
    ) -> anyhow::Result<(Participant, String)> {
        let users = at.users().await?;
        let Some(with) = &self.with else {
            let sender: Participant = user(context, &users, &self.sender, "--as").await?.into();
            let given = self.conversation_id.as_deref().unwrap_or_default();
            let conversation_id = whole_id(context, messages, &sender.user_uuid, given).await?;
            return Ok((sender, conversation_id));
        };
        let sender = Sender::Handle(self.sender.clone());
        let (sender, receiver) = sender_and_receiver(context, &users, (sender, "--as"), (with, "--with")).await?;
        let found = messages.conversation_between(&sender.uuid, &receiver.uuid).await?;
        let Some(found) = found else {
            let (from, to, repeat) = (quoted(&sender.handle), quoted(&receiver.handle), context.global.repeat());
            return Err(Failure::advised(
                Error::NoConversation { what: format!("between {} and {with}", self.sender) },
                format!("cruddur ddb patterns create-conversation --from {from} --to {to} TEXT{repeat} begins one"),
            ));
        };
        Ok((sender.into(), found.conversation_id))
    }
}
