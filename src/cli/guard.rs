//! The questions that are asked before a command writes.

use super::context::{At, Context};
use super::error::Failure;
use super::shell::quoted;
use cruddur::ddb::Table;
use cruddur::identity::account_and_region;
use cruddur::target::MessagesAt;

/// What a command does to existing data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Harm {
    /// It adds or updates data: asked on prod.
    Writes,
    /// It destroys data: asked on every target, and by name on prod.
    Destroys,
}

impl Context {
    /// Asks like [`Context::guard`] before a write to a table. On prod it first shows the account, the region and the size of
    /// the table.
    ///
    /// # Errors
    /// The errors of [`Context::guard`] and of DescribeTable.
    pub async fn guard_table(&self, at: &At, messages: &Table, harm: Harm, doing: &str) -> anyhow::Result<()> {
        if at.target.is_prod() {
            self.show_facts(&format!("prod: {}", self.facts(at, messages).await?));
        }
        self.guard(at, harm, doing, messages.table()).await
    }

    /// Shows what a write to prod concerns: before a question even with `--quiet`.
    pub fn show_facts(&self, facts: &str) {
        if self.ui.can_ask() && !self.global.yes && self.global.confirm.is_none() {
            self.ui.important(facts);
        } else {
            self.ui.status(facts);
        }
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
        // DynamoDB updates the count about every six hours.
        let items = table.item_count().unwrap_or_default();
        Ok(format!(
            "account {account}, region {region}, table {name}, about {items} items, deletion protection {protection}"
        ))
    }

    /// Asks for a confirmation, if one is needed. `doing` says what the command does (`drop table cruddur-messages`), and
    /// `name` is the table or database that it changes.
    ///
    /// # Errors
    /// [`Failure::Declined`] if the answer is no; [`Failure::Refused`] if there is no terminal to ask on and the option that
    /// confirms is missing.
    pub async fn guard(&self, at: &At, harm: Harm, doing: &str, name: &str) -> anyhow::Result<()> {
        let prod = at.target.is_prod();
        if harm == Harm::Writes && !prod {
            return Ok(());
        }
        self.agree(harm == Harm::Destroys && prod, doing, name, &at.target.to_string()).await
    }

    /// Asks for a confirmation of a write to `target`: yes or no, or the name if `by_name` is set.
    ///
    /// # Errors
    /// As [`Context::guard`].
    pub async fn agree(&self, by_name: bool, doing: &str, name: &str, target: &str) -> anyhow::Result<()> {
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
        let question = format!("This will {doing} ({target}).");
        let agreed = if by_name {
            self.ui.ask(&format!("{question} Type {name} to continue: ")).await? == name
        } else {
            matches!(self.ui.ask(&format!("{question} Continue? [y/N] ")).await?.as_str(), "y" | "Y" | "yes")
        };
        if agreed { Ok(()) } else { Err(Failure::Declined(format!("not confirmed, so this did not {doing}")).into()) }
    }
}
