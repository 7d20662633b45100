//! `cruddur ddb seed`

mod remainder;

use super::layout::LayoutArg;
use super::reading::rate_limit;
use crate::cli::check::Check;
use crate::cli::context::{At, Context};
use crate::cli::error::Failure;
use crate::cli::guard::Harm;
use crate::cli::output::{Row, row};
use crate::cli::progress::Progress;
use cruddur::Error;
use cruddur::db::Users;
use cruddur::ddb::{RateLimit, Table};
use cruddur::error::FileError;
use cruddur::messaging::seeds::{SeedConversation, Seeds};
use cruddur::messaging::{ConversationPlan, Participants, Seed, SeedRequest};
use cruddur::target::Stores;
use cruddur::text::read_all;
use cruddur::timestamp::Timestamp;
use serde_json::json;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

const COLUMNS: [&str; 6] = ["message_group_uuid", "between", "messages", "written", "removed", "status"];

/// The age of the last seeded message, in seconds.
const LAST_MESSAGE_AGE: i64 = 300;

/// The limit of synthetic messages: the plan holds all of them in memory.
const MAX_SYNTHETIC: usize = 1_000_000;

/// The limit of all seeds files together, in bytes: they are held in memory.
const MAX_SEEDS: usize = 32 << 20;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur ddb seed
  cruddur ddb seed --file my-seeds.json --until 2026-11-22T12:00:00Z
  cruddur ddb seed --reset --yes
  cruddur ddb seed --conversations 100 --messages 1000      for load")]
pub struct Args {
    /// Read this seeds file instead of the built-in seeds; may be repeated
    #[arg(long, value_name = "PATH")]
    file: Vec<PathBuf>,
    /// Remove these conversations first, with every message in them
    #[arg(long)]
    reset: bool,
    /// Consume at most this many write capacity units a second in batches, as DynamoDB counts them
    #[arg(long, value_name = "UNITS", value_parser = clap::value_parser!(u32).range(1..))]
    max_wcu: Option<u32>,
    /// The time of the last message of a new conversation [default: five minutes ago]
    #[arg(long, value_name = "TIME", value_parser = Timestamp::parse_end)]
    until: Option<Timestamp>,
    #[command(flatten)]
    layout: LayoutArg,
    /// Generate this many synthetic conversations instead of the seeds
    #[arg(long, value_name = "N", requires = "messages", conflicts_with = "file", value_parser = crate::cli::value_parser::at_least_one)]
    conversations: Option<usize>,
    /// How many messages each synthetic conversation has
    #[arg(long, value_name = "M", requires = "conversations", value_parser = crate::cli::value_parser::at_least_one)]
    messages: Option<usize>,
    /// The seed of the random generator of synthetic conversations
    #[arg(long, value_name = "SEED", default_value_t = 1)]
    rng_seed: u64,
    #[command(flatten)]
    pub check: Check,
}

impl Args {
    /// Returns the options that a run for the rest needs.
    fn again(&self) -> String {
        let reset = if self.reset { " --reset" } else { "" };
        let until = self.until.map(|until| format!(" --until {until}")).unwrap_or_default();
        format!("{reset}{until}")
    }
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let seeds = read(&args.file).await?;
    let at = context.resolve(Stores { messages: true, users: true, ..Stores::default() }).await?;
    let (messages, users) = (at.messages().await?, at.users().await?);
    let messages = messages.with_rate_limits(RateLimit::NONE, rate_limit(args.max_wcu)?);
    let conversations = match (args.conversations, args.messages) {
        (Some(conversations), Some(messages)) => {
            if conversations.saturating_mul(messages) > MAX_SYNTHETIC {
                let what = format!("--conversations times --messages is more than {MAX_SYNTHETIC} messages");
                let hint = "seed them in several runs, each with another --rng-seed".to_owned();
                return Err(Failure::usage(what, hint));
            }
            let handles: Vec<String> = seeds.users.into_iter().map(|user| user.handle).collect();
            Seeds::synthetic(conversations, messages, args.rng_seed, &handles)
        }
        _ => seeds.conversations,
    };
    let until = args.until.map_or_else(|| last_message_at(context), Ok)?;
    let seed = plan(context, &at, &messages, &users, conversations, until, &args.layout, args.reset).await?;
    if context.global.dry_run {
        context.ui.report(&COLUMNS, seed.conversations.iter().map(|plan| record(plan, true)))?;
        let open = seed.conversations.iter().filter(|plan| !plan.is_unchanged()).count();
        let differs = (open > 0).then(|| format!("{open} of {} conversations differ", seed.conversations.len()));
        return args.check.end(differs, "ddb seed", &context.global);
    }
    write(context, &at, &messages, &seed, &args.again()).await?;
    context.ui.report(&COLUMNS, seed.conversations.iter().map(|plan| record(plan, false)))
}

/// Reads the seeds files, or the built-in seeds if no file is given. Files are read on a separate thread: a pipe without a
/// writer blocks it, and an interrupt must still work.
pub async fn read(files: &[PathBuf]) -> anyhow::Result<Seeds> {
    if files.is_empty() {
        return Ok(Seeds::built_in()?);
    }
    let files = files.to_owned();
    let parse = move || {
        let mut room = MAX_SEEDS;
        Seeds::parse(&files.iter().map(|path| read_file(path, &mut room)).collect::<Result<Vec<_>, _>>()?)
    };
    Ok(tokio::task::spawn_blocking(parse).await??)
}

/// Returns the name and the content of a file. `room` is the number of bytes that the remaining files may have.
fn read_file(path: &Path, room: &mut usize) -> Result<(String, Vec<u8>), Error> {
    let name = path.display().to_string();
    match std::fs::File::open(path).and_then(|file| read_all(file, *room)) {
        Ok(bytes) => {
            *room -= bytes.len();
            Ok((name, bytes))
        }
        Err(error) if error.kind() == ErrorKind::FileTooLarge => Err(Error::Invalid {
            what: name,
            why: format!("the seeds files are larger than {} MiB, the limit of all files together", MAX_SEEDS >> 20),
        }),
        Err(source) => Err(Error::File(FileError::Unreadable { path: path.to_owned(), source })),
    }
}

/// Returns the default time of the last message of a new conversation.
pub fn last_message_at(context: &Context) -> anyhow::Result<Timestamp> {
    Ok(context.now()?.plus_seconds(-LAST_MESSAGE_AGE))
}

/// Looks up the users and the table's layout, and compares the seeds with the table. `setup` uses it too.
#[expect(clippy::too_many_arguments, reason = "each comes from somewhere else, and a struct would only rename them")]
pub async fn plan(
    context: &Context,
    at: &At,
    messages: &Table,
    users: &Users,
    conversations: Vec<SeedConversation>,
    until: Timestamp,
    layout: &LayoutArg,
    reset: bool,
) -> anyhow::Result<Seed> {
    let participants = Participants::look_up(users, &conversations).await?;
    let sample = messages.sample().await?;
    let layout = layout.choose(context, at, messages, sample)?;
    let request = SeedRequest { conversations, participants, until, layout, reset, table_is_empty: sample.is_empty };
    Ok(Seed::plan(messages, request).await?)
}

/// Carries out a plan, and prints the result. `setup` uses it too. `again` are the options that a run for the rest needs.
pub async fn write(context: &Context, at: &At, messages: &Table, seed: &Seed, again: &str) -> anyhow::Result<()> {
    let table = messages.table();
    if seed.is_unchanged() {
        context.ui.status("conversations: unchanged");
        return Ok(());
    }
    let (puts, resets) = (seed.puts(), seed.resets());
    let (harm, doing) = if resets > 0 {
        let conversations = seed.conversations.len();
        (Harm::Destroys, format!("remove {resets} items of {conversations} conversations from table {table}"))
    } else {
        (Harm::Writes, format!("write {puts} items to table {table}"))
    };
    context.guard_table(at, messages, harm, &doing).await?;
    let progress = Progress::new(&context.ui, Some((puts + resets) as u64));
    let written = progress.during(seed.run(), || context.ui.written()).await;
    let written = written.map_err(|error| remainder::kept(context, error, again))?;
    context.ui.status(&format!("conversations: wrote {written} items"));
    Ok(())
}

fn record(plan: &ConversationPlan, dry_run: bool) -> Row {
    let total = plan.conversation().messages.len();
    let status = match (plan.is_unchanged(), dry_run) {
        (true, _) => "unchanged",
        (false, true) => "would be written",
        (false, false) if plan.is_reset() => "reset",
        (false, false) if plan.missing_messages() == total => "written",
        (false, false) => "completed",
    };
    row([
        ("message_group_uuid", json!(plan.conversation().conversation_id)),
        ("between", json!(plan.conversation().between.join(", "))),
        ("messages", json!(total)),
        ("written", json!(plan.missing_messages() + plan.missing_rows())),
        ("removed", json!(plan.removed())),
        ("status", json!(status)),
    ])
}
