//! `--check`: reports whether anything differs, for CI.

use super::Global;
use super::error::Failure;

// No doc comment: clap would take it for what the whole command does.
#[derive(Debug, Clone, Copy, clap::Args)]
pub struct Check {
    /// Write nothing, and exit with 6 if anything differs
    #[arg(long, help_heading = "Safety options")]
    check: bool,
}

impl Check {
    /// Returns whether the command only checks. `main` then makes it a dry run.
    pub fn is_wanted(self) -> bool {
        self.check
    }

    /// Ends a check. `differs` names what differs, or is `None` if nothing does. `fix` is the command that changes it, without
    /// the program's name.
    ///
    /// # Errors
    /// A partial failure (exit code 6) if the command checks and something differs.
    pub fn end(self, differs: Option<String>, fix: &str, global: &Global) -> anyhow::Result<()> {
        match differs {
            Some(what) if self.check => {
                Err(Failure::partial(what, format!("cruddur {fix}{} without --check changes it", global.repeat())))
            }
            _ => Ok(()),
        }
    }
}
