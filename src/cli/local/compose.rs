//! `cruddur local compose`

use crate::cli::context::Context;

/// Source: Compose Specification.
const FILE: &str = include_str!("compose.yaml");

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur local compose > docker-compose.yml
  docker compose up --detach --build --wait")]
pub struct Args {}

pub fn run(context: &Context, _: &Args) -> anyhow::Result<()> {
    context.ui.raw(FILE.as_bytes())
}
