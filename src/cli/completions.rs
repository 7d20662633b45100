//! `cruddur completions`

use super::Cli;
use super::context::Context;
use clap::CommandFactory;
use clap_complete::Shell;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur completions bash > cruddur.bash
  cruddur completions zsh > _cruddur")]
pub struct Args {
    /// The shell
    shell: Shell,
}

pub fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "cruddur", &mut script);
    context.ui.raw(&script)
}
