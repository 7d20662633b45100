//! `cruddur ddb ttl`

use crate::cli::context::Context;
use crate::cli::guard::Harm;
use crate::cli::output::row;
use clap::builder::NonEmptyStringValueParser;
use cruddur::ddb::{TimeToLive, TimeToLiveChange};
use cruddur::target::{MessagesAt, Stores};
use serde_json::json;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur ddb ttl
  cruddur ddb ttl --table sessions --enable expires_at --dry-run
  cruddur ddb ttl --prod --table sessions --disable --yes")]
pub struct Args {
    /// Let items expire by this attribute, a number of seconds since 1970
    #[arg(long, value_name = "ATTRIBUTE", value_parser = NonEmptyStringValueParser::new(), conflicts_with = "disable")]
    enable: Option<String>,
    /// Let no item expire
    #[arg(long)]
    disable: bool,
}

impl Args {
    fn change(&self) -> Option<TimeToLiveChange<'_>> {
        match &self.enable {
            Some(attribute) => Some(TimeToLiveChange::Enable(attribute)),
            None => self.disable.then_some(TimeToLiveChange::Disable),
        }
    }

    /// Returns whether the setting is only shown.
    pub fn only_reads(&self) -> bool {
        self.change().is_none()
    }
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let at = context.resolve(Stores { messages: true, ..Stores::default() }).await?;
    let messages = at.messages().await?;
    let (table, setting) = (messages.table(), messages.time_to_live().await?);
    let report = |attribute: Option<&str>, status: &str| {
        let fields = [("table", json!(table)), ("attribute", json!(attribute)), ("status", json!(status))];
        context.ui.report(&["table", "attribute", "status"], [row(fields)])
    };
    let TimeToLive { status, attribute: current } = &setting;
    let Some(change) = args.change() else { return report(current.as_deref(), status) };
    let Some(attribute) = setting.attribute_of(table, change)? else { return report(current.as_deref(), "unchanged") };
    let (harm, doing, done) = match change {
        TimeToLiveChange::Enable(_) => (
            Harm::Destroys,
            format!("delete the items of table {table} whose {attribute} has passed, and go on doing so"),
            "enabled",
        ),
        TimeToLiveChange::Disable => (Harm::Writes, format!("disable the time to live of table {table}"), "disabled"),
    };
    if context.global.dry_run {
        return report(Some(attribute), &format!("would be {done}"));
    }
    context.guard_table(&at, &messages, harm, &doing).await?;
    messages.set_time_to_live(attribute, done == "enabled").await?;
    report(Some(attribute), done)?;
    match at.target.messages {
        Some(MessagesAt::Aws) => {
            context.ui.status("DynamoDB needs up to an hour for the change, and allows no other one meanwhile");
        }
        Some(MessagesAt::Embedded) if done == "enabled" => {
            context.ui.status("the embedded store keeps the setting, and deletes no item by it");
        }
        _ => {}
    }
    Ok(())
}
