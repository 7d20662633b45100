//! `cruddur ddb stream`: the table's stream.

mod apply;
mod tail;

use crate::cli::context::{At, Context};
use clap::Subcommand;
use cruddur::target::MessagesAt;
use std::time::Duration;

pub const EXAMPLES: &str = "\
Examples:
  cruddur ddb stream tail --from trim-horizon --once
  cruddur ddb stream apply --checkpoint inboxes.json";

/// How long to wait where there is nothing new. Source: API reference, GetRecords (five calls a second for a shard).
const POLL_INTERVAL: Duration = Duration::from_millis(200);

/// How many times in a row nothing new means that there is nothing. On AWS a page may be empty in the middle of a shard.
const SILENCES: u32 = 3;
const SILENCES_ON_AWS: u32 = 50;

#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum Stream {
    /// Print the records of the table's stream as they arrive
    ///
    /// Runs until Ctrl-C, or with --once until there is no new record.
    Tail(tail::Args),
    /// Update the inboxes from the table's stream
    ///
    /// Does what the app's update function does: for each new message it updates the inbox rows of the conversation, each in one
    /// transaction, and never to an older message. It reads from the checkpoint on, or from the oldest record of the stream. A
    /// record that was already applied changes nothing. Runs until Ctrl-C, or with --once until there is no new record.
    Apply(apply::Args),
}

impl Stream {
    /// Whether it never writes to a store.
    pub fn only_reads(&self) -> bool {
        match self {
            Self::Tail(_) => true,
            Self::Apply(_) => false,
        }
    }

    pub async fn run(&self, context: &Context) -> anyhow::Result<()> {
        match self {
            Self::Tail(args) => tail::run(context, args).await,
            Self::Apply(args) => apply::run(context, args).await,
        }
    }
}

/// Waits between reads that find nothing new, and says when to give up.
struct Silence {
    /// After how many; `None` for never.
    ends_after: Option<u32>,
    count: u32,
}

impl Silence {
    /// One that `ends`, or one that goes on for as long as nobody interrupts it.
    fn new(ends: bool, at: &At) -> Self {
        let silences = if at.target.messages == Some(MessagesAt::Aws) { SILENCES_ON_AWS } else { SILENCES };
        Self { ends_after: ends.then_some(silences), count: 0 }
    }

    fn broken(&mut self) {
        self.count = 0;
    }

    /// Waits; false where it has been silent for long enough.
    async fn wait(&mut self) -> bool {
        self.count += 1;
        if self.ends_after == Some(self.count) {
            return false;
        }
        tokio::time::sleep(POLL_INTERVAL).await;
        true
    }
}
