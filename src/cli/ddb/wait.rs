//! `--wait-timeout`, of the commands that wait for a table, an index or a task of the service.

use std::time::Duration;

#[derive(Debug, clap::Args)]
pub struct Wait {
    /// How long to wait until a table or an index is ACTIVE or gone [default: 3600], or until DynamoDB's own export or import
    /// is over [default: 86400], in seconds
    #[arg(long, value_name = "SECONDS", hide_short_help = true, value_parser = clap::value_parser!(u64).range(1..=31_536_000))]
    wait_timeout: Option<u64>,
}

impl Wait {
    /// The limit, where one is given.
    pub fn limit(&self) -> Option<Duration> {
        self.wait_timeout.map(Duration::from_secs)
    }
}
