//! The command line that is typed: the names that it may continue with.

use crate::cli::context::{Context, cache_directory};
use crate::cli::ddb::user_args::default_user;
use crate::cli::environment::variable;
use crate::cli::global::environment_files;
use crate::cli::text::{cut, on_one_line};
use crate::cli::ui::Ui;
use crate::cli::{Cli, Global};
use clap::{CommandFactory, FromArgMatches};
use clap_complete::CompletionCandidate;
use cruddur::names::{self, Cache, Kind, Name};
use cruddur::target::{Stores, Target};
use std::ffi::{OsStr, OsString};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};
use uuid::Uuid;

/// How long a shell waits for names, with everything that comes before.
const TIME_LIMIT: Duration = Duration::from_millis(50);

/// The variable with another limit, in milliseconds.
const TIME_LIMIT_VARIABLE: &str = "CRUDDUR_COMPLETE_TIMEOUT";

/// The width of a description, in columns. An id and its description then fit a terminal of 100 columns.
const WIDTH: usize = 60;

/// The beginning of the ids of candidates that are data.
pub const DATA: &str = "data::";

/// The options that name the user whose conversations are offered.
const USER: [&str; 2] = ["--as", "--user-uuid"];

/// Where names come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    Handles,
    Tables,
    Conversations,
    Pools,
    Profiles,
    Regions,
    Environments,
}

/// The words of a command line without the one that is completed.
pub struct Line {
    words: Vec<OsString>,
    is_at_a_new_word: bool,
    until: Instant,
    /// Whether the shell quotes what it inserts.
    quotes: bool,
}

impl Line {
    /// `index` is the number of the word that is completed.
    pub fn new(words: &[OsString], index: usize, started: Instant, quotes: bool) -> Self {
        let limit = variable(TIME_LIMIT_VARIABLE).and_then(|limit| limit.parse().ok()).map(Duration::from_millis);
        let others = words.iter().enumerate().filter(|(at, _)| *at != index);
        Self {
            is_at_a_new_word: words.get(index).is_none_or(|word| word.is_empty()),
            words: others.map(|(_, word)| word.clone()).collect(),
            until: started + limit.unwrap_or(TIME_LIMIT),
            quotes,
        }
    }

    /// Returns whether nothing of the word is typed yet.
    pub fn is_at_a_new_word(&self) -> bool {
        self.is_at_a_new_word
    }

    /// Returns the names that begin with `current`. A thread reads them, so that a slow store is left alone when the time is over:
    /// it ends with the process.
    pub fn names(&self, source: Source, current: &OsStr) -> Vec<CompletionCandidate> {
        let Some(beginning) = current.to_str().map(str::to_owned) else { return Vec::new() };
        let words = self.words.clone();
        let (send, receive) = mpsc::sync_channel(1);
        thread::spawn({
            let beginning = beginning.clone();
            move || send.send(read(words, source, &beginning))
        });
        let left = self.until.saturating_duration_since(Instant::now());
        let mut found = receive.recv_timeout(left).ok().flatten().unwrap_or_default();
        found.retain(|name| name.value.starts_with(&beginning));
        self.inserted(found.iter().map(candidate).collect())
    }

    /// Returns the candidates that the shell can insert as they are. Names come from strangers, and Bash and PowerShell do not quote
    /// what they insert: `$(reboot)` would be run with the line.
    pub fn inserted(&self, mut candidates: Vec<CompletionCandidate>) -> Vec<CompletionCandidate> {
        candidates.retain(|candidate| {
            let Some(value) = super::text(candidate) else { return false };
            let is_printed = on_one_line(value) == value && !value.is_empty() && !value.starts_with('-');
            let is_plain = |c: char| c.is_alphanumeric() || "_./:@%+,=-".contains(c);
            is_printed && (self.quotes || value.chars().all(is_plain))
        });
        candidates
    }
}

/// Returns a name with its description, which is one line.
fn candidate(name: &Name) -> CompletionCandidate {
    let about = on_one_line(&name.about).into_owned();
    let help = Some(cut(&about, WIDTH).to_owned()).filter(|help| !help.is_empty());
    CompletionCandidate::new(&name.value).id(Some(format!("{DATA}{}", name.value))).help(help.map(Into::into))
}

/// Reads the names of a source. Returns `None` if anything fails.
fn read(words: Vec<OsString>, source: Source, beginning: &str) -> Option<Vec<Name>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().ok()?;
    let owner = user(&words);
    let mut global = global(words)?;
    if source != Source::Environments {
        global.read_environment("--prod").ok()?;
    }
    let ui = Ui::new(&global, false).ok()?;
    let context = Context::new(global, ui, true);
    runtime.block_on(async {
        match source {
            Source::Handles => of_stores(&context, Kind::Handles, beginning, &owner).await,
            Source::Tables => of_stores(&context, Kind::Tables, beginning, &owner).await,
            Source::Conversations => of_stores(&context, Kind::Conversations, beginning, &owner).await,
            Source::Pools => Some(pools(&context).await),
            Source::Profiles => names::profiles(&variable).await.ok(),
            Source::Regions => names::regions(&variable).await.ok(),
            Source::Environments => environments(),
        }
    })
}

/// Returns the global options of a line, which may be incomplete.
fn global(words: Vec<OsString>) -> Option<Global> {
    let matches = Cli::command().ignore_errors(true).try_get_matches_from(words).ok()?;
    Global::from_arg_matches(&matches).ok()
}

/// Returns the names of the environments.
fn environments() -> Option<Vec<Name>> {
    let names = environment_files().names().ok()?;
    Some(names.iter().map(|name| Name::new(name, "")).collect())
}

/// Returns the handle or uuid of the user that the line or the environment names.
fn user(words: &[OsString]) -> String {
    let value = |at: usize, word: &OsString| {
        let word = word.to_str()?;
        match word.split_once('=') {
            Some((option, value)) if USER.contains(&option) => Some(value.to_owned()),
            None if USER.contains(&word) => words.get(at + 1)?.to_str().map(str::to_owned),
            _ => None,
        }
    };
    let typed = words.iter().enumerate().find_map(|(at, word)| value(at, word));
    typed.unwrap_or_else(default_user)
}

/// Reads names from the stores if they are on this machine, or else those that commands have printed.
async fn of_stores(context: &Context, kind: Kind, beginning: &str, owner: &str) -> Option<Vec<Name>> {
    let stores = match kind {
        Kind::Handles => Stores { users: true, ..Stores::default() },
        Kind::Conversations => Stores { messages: true, users: Uuid::try_parse(owner).is_err(), pool: false },
        Kind::Tables | Kind::Pools => Stores { messages: true, ..Stores::default() },
    };
    let request = context.request();
    // A command that prints the URL of a database is not run for completion.
    let runs_command = stores.users && request.database_url.is_none() && context.global.has_url_command();
    let target = if runs_command { None } else { Target::resolve(&request, stores).await.ok() };
    match target {
        Some(target) if target.is_on_this_machine() => {
            names::read(&target, &context.table().ok()?, kind, beginning, owner).await.ok()
        }
        _ => {
            let mut known = printed(context, kind).await?;
            known.retain(|name| name.owner.as_deref().is_none_or(|of| of == owner));
            Some(known)
        }
    }
}

/// Reads the names that commands have printed for the same account, region and endpoint.
async fn printed(context: &Context, kind: Kind) -> Option<Vec<Name>> {
    let target = Target::resolve(&context.request(), Stores { messages: true, ..Stores::default() }).await.ok()?;
    let names = Cache::of(cache_directory()?, &target).read().ok()?;
    Some(names.of(kind).to_vec())
}

/// Returns the pool of the environment, and the pools that commands have printed.
async fn pools(context: &Context) -> Vec<Name> {
    let variables = ["COGNITO_USER_POOLS_ID", "AWS_COGNITO_USER_POOL_ID"];
    let mut pools: Vec<Name> = variables.iter().filter_map(|name| Some(Name::new(&variable(name)?, name))).collect();
    pools.extend(printed(context, Kind::Pools).await.unwrap_or_default());
    pools
}
