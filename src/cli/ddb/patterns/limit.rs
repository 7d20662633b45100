//! How many rows a pattern prints.

use crate::cli::value_parser::at_least_one;

// The limit of a list. No doc comment: clap would take it for what the whole command does.
#[derive(Debug, clap::Args)]
pub struct LimitArgs {
    /// Print at most this many rows, the newest ones
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = at_least_one)]
    limit: usize,
    /// Print every row
    #[arg(long, conflicts_with = "limit")]
    all: bool,
}

impl LimitArgs {
    /// Returns the limit, or `None` for every row.
    pub fn get(&self) -> Option<usize> {
        (!self.all).then_some(self.limit)
    }
}
