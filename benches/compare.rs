//! `cargo bench --bench compare [-- CASE...]` runs `benches/run`, which measures and prints the table.

use std::path::Path;
use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/run");
    // cargo adds --bench to the arguments.
    let cases = std::env::args_os().skip(1).filter(|argument| argument != "--bench");
    match Command::new(&script).args(cases).status() {
        // The code is `None` if a signal ended the script.
        Ok(status) => status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from),
        Err(error) => {
            eprintln!("could not run {}: {error}", script.display());
            ExitCode::FAILURE
        }
    }
}
