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

/// The interval between reads that return no record. Source: API reference, GetRecords (five calls a second for a shard).
const POLL_INTERVAL: Duration = Duration::from_millis(200);

/// The number of empty reads in a row after which there is no new record. On AWS a read in the middle of a shard may be empty.
const MAX_EMPTY_READS: u32 = 3;
const MAX_EMPTY_READS_ON_AWS: u32 = 50;

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
    /// Returns whether it never writes to a store.
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

/// Waits between empty reads, and decides when to end.
pub struct Polling {
    /// The number of empty reads after which it ends, or `None` for never.
    ends_after: Option<u32>,
    empty_reads: u32,
}

impl Polling {
    /// Creates one that ends after several empty reads, or one that runs until an interrupt.
    pub fn new(ends: bool, at: &At) -> Self {
        let limit = if at.target.messages == Some(MessagesAt::Aws) { MAX_EMPTY_READS_ON_AWS } else { MAX_EMPTY_READS };
        Self { ends_after: ends.then_some(limit), empty_reads: 0 }
    }

    pub fn reset(&mut self) {
        self.empty_reads = 0;
    }

    /// Waits, and returns true. Returns false if there were enough empty reads.
    pub async fn wait(&mut self) -> bool {
        self.empty_reads += 1;
        if self.ends_after == Some(self.empty_reads) {
            return false;
        }
        tokio::time::sleep(POLL_INTERVAL).await;
        true
    }
}
