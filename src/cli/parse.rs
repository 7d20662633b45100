//! Parses the command line, and completes clap's errors.

use super::{Cli, environment, error, suggest};
use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches};
use std::mem::ManuallyDrop;

/// Parses the arguments. Only the command that is run is built (`defer`), because building all commands takes longer than
/// running most of them. Help and errors need all of them.
pub fn parse() -> clap::error::Result<Cli> {
    // The process ends before dropping a command would pay.
    let mut command = ManuallyDrop::new(Cli::command());
    parse_by(&mut command).or_else(|error| match error.kind() {
        ErrorKind::DisplayVersion => Err(error),
        _ => {
            let mut command = ManuallyDrop::new(whole());
            parse_by(&mut command).map_err(|mut error| {
                let arguments: Vec<String> =
                    std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
                suggest::complete(&mut error, &command, &arguments);
                error::keep_arguments_on_one_line(&mut error);
                error
            })
        }
    })
}

/// Returns the whole command line: every command built, with the variables that it reads.
pub fn whole() -> clap::Command {
    let mut command = Cli::command();
    command.build();
    environment::describe(command)
}

fn parse_by(command: &mut clap::Command) -> clap::error::Result<Cli> {
    let mut matches = command.try_get_matches_from_mut(std::env::args_os())?;
    Cli::from_arg_matches_mut(&mut matches).map_err(|error| error.format(command))
}

#[cfg(test)]
mod tests {
    use super::{Cli, CommandFactory};

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
