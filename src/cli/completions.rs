//! `cruddur completions`

use super::Cli;
use super::complete;
use super::context::Context;
use clap::CommandFactory;
use clap_complete::Shell;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur completions bash > cruddur.bash
  cruddur completions zsh > _cruddur
  cruddur completions fish --static")]
pub struct Args {
    /// The shell
    shell: Shell,
    /// Print a script that never runs cruddur: it completes commands, options and their fixed values
    #[arg(long = "static")]
    is_static: bool,
}

pub fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let script = if args.is_static {
        let mut script = Vec::new();
        clap_complete::generate(args.shell, &mut Cli::command(), "cruddur", &mut script);
        script
    } else {
        complete::registration(args.shell)?.into_bytes()
    };
    context.ui.raw(&script)
}
