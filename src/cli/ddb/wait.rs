//! `--wait-timeout`, for commands that wait for a change that DynamoDB makes by itself.

use clap::value_parser;
use cruddur::ddb::SETTLE_TIMEOUT;
use cruddur::transfer::TASK_TIMEOUT;
use std::time::Duration;

/// The maximum: a year, longer than any table takes.
const MAX: u64 = 31_536_000;

// For a command that waits for a table. No doc comment: clap would take it for what the whole command does.
#[derive(Debug, clap::Args)]
pub struct Wait {
    /// How long to wait until a table or an index is ACTIVE, or deleted, in seconds
    #[arg(long, value_name = "SECONDS", hide_short_help = true, default_value_t = SETTLE_TIMEOUT.as_secs(), value_parser = value_parser!(u64).range(1..=MAX))]
    wait_timeout: u64,
}

// For a command that waits for an export or import by DynamoDB itself. No doc comment either.
#[derive(Debug, clap::Args)]
pub struct TaskWait {
    /// How long to wait for an export to S3 or an import from S3, in seconds
    #[arg(long, value_name = "SECONDS", hide_short_help = true, default_value_t = TASK_TIMEOUT.as_secs(), value_parser = value_parser!(u64).range(1..=MAX))]
    wait_timeout: u64,
}

impl Wait {
    pub fn limit(&self) -> Duration {
        Duration::from_secs(self.wait_timeout)
    }
}

impl TaskWait {
    pub fn limit(&self) -> Duration {
        Duration::from_secs(self.wait_timeout)
    }
}
