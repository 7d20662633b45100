//! `cruddur ddb patterns list-conversations`

use super::FOREIGN_OFFSETS;
use super::limit::LimitArgs;
use super::user_args::UserArgs;
use crate::cli::context::Context;
use crate::cli::output::{Columns, Row, row};
use cruddur::ddb::Table;
use cruddur::messaging::Conversation;
use cruddur::messaging::{Order, shortest_prefixes};
use cruddur::names::{Kind, Name};
use cruddur::target::Stores;
use serde_json::json;

pub const COLUMNS: Columns = Columns::ForPrograms {
    table: &["time", "handle", "display_name", "message", "message_group_uuid"],
    more: &["user_uuid", "message_uuid"],
};

/// The columns on a terminal, which fit 80 columns: `conversation` is the beginning of the id.
const ON_SCREEN: Columns = Columns::Fixed(&["time", "handle", "message", "conversation"]);

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur ddb patterns list-conversations
  cruddur ddb patterns list-conversations --as bayko --limit 5
  cruddur ddb patterns list-conversations --wide
  cruddur ddb patterns list-conversations --all --output jsonl")]
pub struct Args {
    #[command(flatten)]
    user: UserArgs,
    #[command(flatten)]
    limit: LimitArgs,
    /// Print whole ids and every column on a terminal, as elsewhere
    #[arg(long)]
    wide: bool,
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let at = context.resolve(Stores { messages: true, users: args.user.needs_users(), ..Stores::default() }).await?;
    let uuid = args.user.uuid(context, &at).await?;
    let name = args.user.name();
    let list = List { limit: args.limit.get(), is_short: context.ui.is_for_screen() && !args.wide };
    let count = print(context, &at.messages().await?, (&name, &uuid), &list).await?;
    if count == 0 {
        context.ui.status(&format!("{name} has no conversations"));
    }
    Ok(())
}

/// How conversations are listed.
pub struct List {
    /// The limit of rows, or `None` for every row.
    pub limit: Option<usize>,
    /// Whether ids are shortened. The rows are then printed after the last one is read, which tells them apart.
    pub is_short: bool,
}

/// Prints the conversations of a user, who has a name and a uuid, and returns their number. `setup` uses it too.
pub async fn print(
    context: &Context,
    messages: &Table,
    (user, user_uuid): (&str, &str),
    list: &List,
) -> anyhow::Result<usize> {
    let mut writer = context.ui.rows(if list.is_short { ON_SCREEN } else { COLUMNS });
    let mut conversations = messages.conversations(user_uuid, Order::NewestFirst, list.limit);
    let mut held = Vec::new();
    let (mut count, mut foreign) = (0, false);
    while list.limit.is_none_or(|limit| count < limit) {
        let Some(conversation) = conversations.next().await? else { break };
        foreign |= conversation.last_reply.is_foreign();
        context.printed(Kind::Conversations, || Name::of_conversation(user, &conversation));
        context.printed(Kind::Handles, || Name::new(&conversation.other.handle, &conversation.other.display_name));
        count += 1;
        if list.is_short {
            held.push(conversation);
        } else {
            writer.push(record(&conversation))?;
        }
    }
    let ids: Vec<String> = held.iter().map(|conversation| conversation.conversation_id.clone()).collect();
    for (conversation, id) in held.iter().zip(shortest_prefixes(&ids)) {
        writer.push(on_screen(conversation, id))?;
    }
    writer.finish()?;
    if foreign {
        context.ui.warn(FOREIGN_OFFSETS);
    }
    Ok(count)
}

/// Returns the row of a conversation on a terminal. `id` is the beginning of its id.
fn on_screen(conversation: &Conversation, id: &str) -> Row {
    row([
        ("time", json!(conversation.last_reply.shown())),
        ("handle", json!(conversation.other.handle)),
        ("message", json!(conversation.last_message)),
        ("conversation", json!(id)),
    ])
}

pub fn record(conversation: &Conversation) -> Row {
    row([
        ("time", json!(conversation.last_reply.shown())),
        ("handle", json!(conversation.other.handle)),
        ("display_name", json!(conversation.other.display_name)),
        ("message", json!(conversation.last_message)),
        ("message_group_uuid", json!(conversation.conversation_id)),
        ("user_uuid", json!(conversation.other.user_uuid)),
        // An inbox row has the last message, but not its id.
        ("message_uuid", json!(null)),
    ])
}
