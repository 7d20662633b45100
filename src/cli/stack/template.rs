//! `cruddur stack template`

use super::args::built_in;
use crate::cli::context::Context;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur stack template > cruddur.yml
  cruddur stack template --table-only --table my-messages")]
pub struct Args {
    /// The template of the table and its gateway endpoint alone
    #[arg(long)]
    table_only: bool,
}

pub fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    context.ui.raw(built_in(context, args.table_only)?.text().as_bytes())
}
