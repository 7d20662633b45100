//! The operator CLI of the Cruddur app. Everything is under [`cli`], whose folders are the command line.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
