//! What stands between a command and somebody's data: the questions that are asked before writing.

use super::context::{At, Context};
use super::error::Failure;
use super::shell::quoted;
use cruddur::ddb::Table;
use cruddur::identity::account_and_region;
use cruddur::target::MessagesAt;

/// How much a command can take away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Harm {
    /// It only adds or updates: asked about on prod.
    Writes,
    /// It destroys: asked about everywhere, and by name on prod.
    Destroys,
}

impl Context {
    /// As [`Context::guard`], for a write to a table: on prod it is shown first whose table it is, and what is in it.
    ///
    /// # Errors
    /// As [`Context::guard`], and those of the look at the table.
    pub async fn guard_table(&self, at: &At, messages: &Table, harm: Harm, doing: &str) -> anyhow::Result<()> {
        if at.target.is_prod() {
            let facts = format!("prod: {}", self.facts(at, messages).await?);
            if self.ui.can_ask() && !self.global.yes && self.global.confirm.is_none() {
                self.ui.before_question(&facts);
            } else {
                self.ui.status(&facts);
            }
        }
        self.guard(at, harm, doing, messages.table()).await
    }

    async fn facts(&self, at: &At, messages: &Table) -> anyhow::Result<String> {
        let name = messages.table();
        let Some(table) = messages.describe().await? else {
            let account = match at.target.messages {
                Some(MessagesAt::Aws) => at.identity().await?.account,
                _ => "unknown".to_owned(),
            };
            let region = at.target.region_or_default();
            return Ok(format!("account {account}, region {region}, table {name}, which does not exist yet"));
        };
        let (account, region) = table.table_arn().and_then(account_and_region).unwrap_or(("unknown", "unknown"));
        let protection = if table.deletion_protection_enabled == Some(true) { "on" } else { "off" };
        // DynamoDB brings the count up to date every six hours or so.
        let items = table.item_count().unwrap_or_default();
        Ok(format!(
            "account {account}, region {region}, table {name}, about {items} items, deletion protection {protection}"
        ))
    }

    /// Asks whether to go on, where that is to be asked; `doing` says what (`drop table cruddur-messages`) and `name` is
    /// what it happens to.
    ///
    /// # Errors
    /// [`Failure::Declined`] where the answer is no; [`Failure::Refused`] where nobody can be asked and the flag that answers is
    /// missing.
    pub async fn guard(&self, at: &At, harm: Harm, doing: &str, name: &str) -> anyhow::Result<()> {
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
                    format!("give --confirm {} if that is what you mean", quoted(name)),
                ));
            }
            None if self.global.yes && !by_name => return Ok(()),
            None => {}
        }
        let flag = if by_name { format!("--confirm {}", quoted(name)) } else { "--yes".to_owned() };
        if !self.ui.can_ask() {
            let why = match (by_name && self.global.yes, self.global.no_input) {
                (true, _) => "--yes is not enough",
                (false, true) => "--no-input is set",
                (false, false) => "not a terminal",
            };
            return Err(Failure::refused(format!("refused to {doing}: {why}"), format!("give {flag}")));
        }
        let question = format!("This will {doing} ({}).", at.target);
        let agreed = if by_name {
            self.ui.ask(&format!("{question} Type {name} to continue: ")).await? == name
        } else {
            matches!(self.ui.ask(&format!("{question} Continue? [y/N] ")).await?.as_str(), "y" | "Y" | "yes")
        };
        if agreed { Ok(()) } else { Err(Failure::Declined(format!("not confirmed, so this did not {doing}")).into()) }
    }
}
