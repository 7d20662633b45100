//! The binary `cruddur`. All its code is in [`cli`], whose folder tree is the command line.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
