//! What stands between a command and somebody's data: the questions that are asked before writing.

use super::context::{At, Context};
use super::error::Failure;

/// How much a command can take away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Harm {
    /// It only adds or updates: asked about on prod.
    Writes,
    /// It destroys: asked about everywhere, and by name on prod.
    Destroys,
}

impl Context {
    /// Asks whether to go on, where that is to be asked; `doing` says what (`drop table cruddur-messages`) and `name` is
    /// what it happens to.
    ///
    /// # Errors
    /// [`Failure::Refused`] where the answer is no, or nobody can be asked and the flag that answers is missing.
    pub fn guard(&self, at: &At, harm: Harm, doing: &str, name: &str) -> anyhow::Result<()> {
        let prod = at.target.is_prod();
        if harm == Harm::Writes && !prod {
            return Ok(());
        }
        let by_name = harm == Harm::Destroys && prod;
        match &self.global.confirm {
            Some(confirmed) if confirmed == name => return Ok(()),
            Some(confirmed) => {
                return Err(Failure::refused(
                    format!("--confirm names {confirmed}, but this would {doing}"),
                    format!("give --confirm {name} if that is what you mean"),
                ));
            }
            None if self.global.yes && !by_name => return Ok(()),
            None => {}
        }
        let flag = if by_name { format!("--confirm {name}") } else { "--yes".to_owned() };
        if !self.ui.can_ask() {
            let why = if by_name && self.global.yes { "--yes is not enough" } else { "nobody can be asked" };
            return Err(Failure::refused(format!("refused to {doing}: {why}"), format!("give {flag}")));
        }
        let question = format!("This will {doing} ({}).", at.target);
        let agreed = if by_name {
            self.ui.ask(&format!("{question} Type {name} to go on: "))? == name
        } else {
            matches!(self.ui.ask(&format!("{question} Go on? [y/N] "))?.as_str(), "y" | "Y" | "yes")
        };
        if agreed {
            Ok(())
        } else {
            Err(Failure::refused(format!("not confirmed, so this did not {doing}"), format!("give {flag}")))
        }
    }
}
