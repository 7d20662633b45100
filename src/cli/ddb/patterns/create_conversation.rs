//! `cruddur ddb patterns create-conversation`

use super::draft::{self, COLUMNS};
use crate::cli::context::Context;
use crate::cli::ddb::layout::LayoutArg;
use crate::cli::output::row;
use clap::builder::NonEmptyStringValueParser;
use cruddur::db::Sender;
use cruddur::ddb::{Conversation, Person, check_message};
use cruddur::target::Stores;
use serde_json::json;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur ddb patterns create-conversation --from londo --to bayko 'Is the machine free?'
  echo 'Is it?' | cruddur ddb patterns create-conversation --from londo --to bayko --new -")]
pub struct Args {
    /// The handle of the sender
    #[arg(long, value_name = "HANDLE", required_unless_present = "from_sub", conflicts_with = "from_sub", value_parser = NonEmptyStringValueParser::new())]
    from: Option<String>,
    /// The sender's id in the user pool (its sub), in place of a handle
    #[arg(long, value_name = "SUB", value_parser = NonEmptyStringValueParser::new())]
    from_sub: Option<String>,
    /// The handle of the receiver
    #[arg(long, value_name = "HANDLE", value_parser = NonEmptyStringValueParser::new())]
    to: String,
    /// The first message, of 1 to 1,024 characters; - reads it from stdin
    #[arg(value_name = "TEXT")]
    text: Option<String>,
    /// Begin another conversation where the two have one
    #[arg(long)]
    new: bool,
    #[command(flatten)]
    layout: LayoutArg,
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let text = draft::text(args.text.as_deref()).await?;
    check_message(&text)?;
    let at = context.resolve(Stores { messages: true, users: true, ..Stores::default() }).await?;
    let (sender, receiver) = at.users().await?.sender_and_receiver(args.sender(), &args.to).await?;
    let (sender, receiver) = (Person::from(sender), Person::from(receiver));
    let messages = at.messages().await?;
    let layout = args.layout.choose(context, &at, &messages, messages.sample().await?)?;
    let draft = messages.draft_conversation([&sender, &receiver], &text, context.now()?, layout)?;
    if !args.new
        && let Some(found) = messages.conversation_between(&sender.user_uuid, &receiver.user_uuid).await?
    {
        return exists(context, &found, &sender, &receiver);
    }
    draft::write(context, &at, &messages, draft).await
}

impl Args {
    fn sender(&self) -> Sender {
        match &self.from_sub {
            Some(sub) => Sender::Sub(sub.clone()),
            None => Sender::Handle(self.from.clone().unwrap_or_default()),
        }
    }
}

fn exists(context: &Context, found: &Conversation, sender: &Person, receiver: &Person) -> anyhow::Result<()> {
    let (from, to, repeat) = (&sender.handle, &receiver.handle, context.global.repeat());
    context.ui.status(&format!("conversation {} between {from} and {to} is there: nothing was written", found.group));
    context.ui.status(&format!(
        "next:\n  cruddur ddb patterns create-message --as {from} --with {to} TEXT{repeat}\n  or the same command with --new"
    ));
    let record = row([("write", json!("unchanged")), ("message_group_uuid", json!(found.group))]);
    context.ui.report(&COLUMNS, [record])
}
