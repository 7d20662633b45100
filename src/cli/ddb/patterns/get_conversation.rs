//! `cruddur ddb patterns get-conversation`

use super::FOREIGN_OFFSETS;
use super::follow::Follow;
use super::limit::LimitArgs;
use super::user_args::{UserArgs, user};
use super::whole_id::whole_id;
use crate::cli::context::{At, Context};
use crate::cli::error::Failure;
use crate::cli::output::{Columns, Row, Writer, row};
use crate::cli::shell::quoted;
use crate::cli::value_parser::since;
use cruddur::Error;
use cruddur::ddb::Table;
use cruddur::messaging::Message;
use cruddur::messaging::{Order, Period, is_id_prefix};
use cruddur::names::{Kind, Name};
use cruddur::target::Stores;
use cruddur::timestamp::Timestamp;
use serde_json::json;
use uuid::Uuid;

const COLUMNS: Columns = Columns::ForPrograms {
    table: &["time", "handle", "message"],
    more: &["display_name", "user_uuid", "message_uuid"],
};

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur ddb patterns get-conversation
  cruddur ddb patterns get-conversation 5ae290ed-55d1-47a0-bc6d-fe2bc2700399
  cruddur ddb patterns get-conversation --as bayko 5ae290ed
  cruddur ddb patterns get-conversation --as londo --with bayko --all
  cruddur ddb patterns get-conversation --with bayko --follow --limit 5
  cruddur ddb patterns get-conversation --since 2h")]
pub struct Args {
    /// The conversation id (message_group_uuid), or the beginning of an id in the user's inbox
    #[arg(value_name = "CONVERSATION_ID", conflicts_with = "with", value_parser = not_prod)]
    conversation_id: Option<String>,
    /// The most recent conversation with this user
    #[arg(long, value_name = "HANDLE")]
    with: Option<String>,
    #[command(flatten)]
    user: UserArgs,
    #[command(flatten)]
    limit: LimitArgs,
    /// Only messages of this last period (30s, 15m, 2h, 7d), or from this date or time on (UTC if it has no offset)
    #[arg(long, value_name = "TIME", value_parser = since)]
    since: Option<Timestamp>,
    /// Only messages up to this date or time
    #[arg(long, value_name = "TIME", value_parser = Timestamp::parse_end)]
    until: Option<Timestamp>,
    /// Print the newest message first
    #[arg(long)]
    newest_first: bool,
    /// Print new messages as they are written, until Ctrl-C
    #[arg(long, conflicts_with_all = ["newest_first", "until"])]
    follow: bool,
}

impl Args {
    /// Returns whether new messages are printed, so that the output has no end.
    pub fn follows(&self) -> bool {
        self.follow
    }
}

/// Refuses the id `prod`: the scripts took this word, and it is not the id of a conversation.
fn not_prod(conversation_id: &str) -> Result<String, String> {
    match conversation_id {
        "prod" => Err("no conversation has this id".to_owned()),
        conversation_id => Ok(conversation_id.to_owned()),
    }
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let period = Period { since: args.since, until: args.until };
    if period.since > period.until && period.until.is_some() {
        return Err(Failure::usage(
            "--since is later than --until, so no message can be in between".to_owned(),
            "swap them".to_owned(),
        ));
    }
    if args.follow && !context.ui.prints_as_it_comes() {
        return Err(Failure::usage(
            "a conversation that is followed has no end, and this output is one document".to_owned(),
            "--output jsonl prints a message a line; leave out --query".to_owned(),
        ));
    }
    let is_whole = args.conversation_id.as_deref().is_some_and(|given| !is_id_prefix(given));
    let users = args.with.is_some() || (!is_whole && args.user.needs_users());
    let at = context.resolve(Stores { messages: true, users, ..Stores::default() }).await?;
    let mut messages = at.messages().await?;
    let conversation_id = match &args.conversation_id {
        Some(conversation_id) if is_whole => conversation_id.clone(),
        Some(prefix) => whole_id(context, &messages, &args.user.uuid(context, &at).await?, prefix).await?,
        None => find(context, args, &at, &messages).await?,
    };
    let mut follow = None;
    if args.follow {
        // Only one of the two opens an embedded store at a time.
        drop(messages);
        follow = Some(Follow::begin(&at, &conversation_id).await?);
        messages = at.messages().await?;
    }
    let mut writer = context.ui.rows(COLUMNS);
    let count = print(context, args, &messages, &conversation_id, period, (&mut writer, follow.as_mut())).await?;
    if count == 0 {
        if period.is_all() || !messages.conversation_exists(&conversation_id).await? {
            return Err(args.no_conversation(context, conversation_id));
        }
        context.ui.status("no messages in this period");
    }
    drop(messages);
    match follow {
        Some(follow) => print_new(follow, writer).await,
        None => writer.finish(),
    }
}

/// Prints new messages until an interrupt.
async fn print_new(mut follow: Follow, mut writer: Writer<'_>) -> anyhow::Result<()> {
    writer.flush()?;
    loop {
        for message in follow.next().await? {
            writer.push(record(&message))?;
            follow.printed(&message);
        }
        writer.flush()?;
    }
}

/// Returns the id of the most recent conversation of a user, or of two users.
async fn find(context: &Context, args: &Args, at: &At, messages: &Table) -> anyhow::Result<String> {
    let uuid = args.user.uuid(context, at).await?;
    let (found, with) = match &args.with {
        Some(with) => {
            let other = user(context, &at.users().await?, with, "--with").await?;
            (
                messages.conversation_between(&uuid, &other.uuid).await?.map(|found| found.conversation_id),
                Some(other.handle),
            )
        }
        None => {
            let newest = messages.conversations(&uuid, Order::NewestFirst, Some(1)).next().await?;
            newest.map(|found| (Some(found.conversation_id), Some(found.other.handle))).unwrap_or_default()
        }
    };
    let (Some(conversation_id), Some(with)) = (found, with) else {
        return Err(args.no_conversation(context, args.described()));
    };
    context.ui.status(&format!("conversation {conversation_id} with {with}"));
    Ok(conversation_id)
}

impl Args {
    /// Returns the conversation in words.
    fn described(&self) -> String {
        match &self.with {
            Some(with) => format!("between {} and {with}", self.user.name()),
            None => format!("of {}", self.user.name()),
        }
    }

    /// Returns the error of a missing conversation, with a hint that lists the conversations of the same user.
    fn no_conversation(&self, context: &Context, what: String) -> anyhow::Error {
        let (user, repeat) = (self.user.flag(), context.global.repeat());
        let list = format!("cruddur ddb patterns list-conversations{user}{repeat}");
        let hint = match &self.conversation_id {
            // The likeliest other name for a conversation is the handle of the other user.
            Some(name) if !is_id_prefix(name) && Uuid::try_parse(name).is_err() => {
                format!("--with {} if it is a handle; {list} lists the ids", quoted(name))
            }
            Some(prefix) if is_id_prefix(prefix) => format!("{list} lists the inbox in which {prefix} was looked up"),
            _ => list,
        };
        Failure::advised(Error::NoConversation { what }, hint)
    }
}

async fn print(
    context: &Context,
    args: &Args,
    messages: &Table,
    conversation_id: &str,
    period: Period,
    (writer, mut follow): (&mut Writer<'_>, Option<&mut Follow>),
) -> anyhow::Result<usize> {
    let (mut count, mut foreign) = (0, false);
    let mut push = |message: &Message| {
        count += 1;
        foreign |= message.created.is_foreign();
        context.printed(Kind::Handles, || Name::new(&message.sender.handle, &message.sender.display_name));
        if let Some(follow) = &mut follow {
            follow.printed(message);
        }
        writer.push(record(message))
    };
    if let Some(limit) = args.limit.get() {
        // One more than is printed shows whether there are more.
        let expected = Some(limit + 1);
        let mut newest =
            messages.conversation(conversation_id, period, Order::NewestFirst, expected).take(expected).await?;
        let has_more = newest.len() > limit;
        newest.truncate(limit);
        if !args.newest_first {
            newest.reverse();
        }
        newest.iter().try_for_each(push)?;
        if has_more {
            context.ui.status(&format!("the newest {limit} messages; --all prints every one"));
        }
    } else {
        let order = if args.newest_first { Order::NewestFirst } else { Order::OldestFirst };
        let mut rows = messages.conversation(conversation_id, period, order, None);
        while let Some(message) = rows.next().await? {
            push(&message)?;
        }
    }
    if foreign {
        context.ui.warn(FOREIGN_OFFSETS);
    }
    Ok(count)
}

fn record(message: &Message) -> Row {
    row([
        ("time", json!(message.created.shown())),
        ("handle", json!(message.sender.handle)),
        ("message", json!(message.text)),
        ("display_name", json!(message.sender.display_name)),
        ("user_uuid", json!(message.sender.user_uuid)),
        ("message_uuid", json!(message.uuid)),
    ])
}
