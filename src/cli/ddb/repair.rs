//! `cruddur ddb repair`

use crate::cli::check::Check;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::guard::Harm;
use crate::cli::output::{Row, row};
use cruddur::ddb::{Finding, Person, Problem};
use cruddur::target::Stores;
use serde_json::json;
use std::collections::HashMap;

const COLUMNS: [&str; 6] = ["message_group_uuid", "inbox", "problem", "found", "wanted", "status"];

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur ddb repair --all --dry-run
  cruddur ddb repair --as bayko
  cruddur ddb repair --all")]
pub struct Args {
    /// Look at the inbox of this user
    #[arg(long = "as", value_name = "HANDLE", required_unless_present = "all", conflicts_with = "all")]
    handle: Option<String>,
    /// Look at every inbox
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    pub check: Check,
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let at = context.resolve(Stores { messages: true, users: true, ..Stores::default() }).await?;
    let (messages, users) = (at.messages().await?, at.users().await?);
    let only = match &args.handle {
        Some(handle) => Some(users.uuid_of(handle).await?),
        None => None,
    };
    let survey = messages.survey().await?;
    let people = users.by_uuids(survey.people().into_iter().collect()).await?;
    if !people.unnamed.is_empty() {
        let count = people.unnamed.len();
        context
            .ui
            .warn(&format!("{count} users have no handle or no display name; their names in inboxes stay as they are"));
    }
    let names: HashMap<String, Person> =
        people.users.into_iter().map(|user| (user.uuid.clone(), user.into())).collect();
    let findings = messages.examine(&survey, &names, only.as_deref()).await?;
    if findings.is_empty() {
        context.ui.status("inboxes: nothing to mend");
        return context.ui.report(&COLUMNS, []);
    }
    let record = |finding: &Finding, status: &str| {
        let inbox = names.get(&finding.owner).map_or(&finding.owner, |person| &person.handle);
        record(finding, inbox, status)
    };
    if context.global.dry_run {
        let status = |finding: &Finding| if finding.is_mendable() { "would be mended" } else { "cannot be mended" };
        context.ui.report(&COLUMNS, findings.iter().map(|finding| record(finding, status(finding))))?;
        let differs = format!("{} inbox rows are out of step", findings.len());
        return args.check.end(Some(differs), "ddb repair --all", &context.global);
    }
    let mendable = findings.iter().filter(|finding| finding.is_mendable()).count();
    if mendable > 0 {
        let doing = format!("mend {mendable} rows of table {}", messages.table());
        context.guard_table(&at, &messages, Harm::Writes, &doing).await?;
    }
    let (mut rows, mut mended) = (Vec::new(), 0);
    let mut failure = None;
    for finding in &findings {
        // What fails for one may go well for the next; a service that is gone is not asked again and again.
        let done = match &failure {
            None => messages.mend_inbox(finding).await.unwrap_or_else(|error| {
                failure = Some(error);
                false
            }),
            Some(_) => false,
        };
        mended += usize::from(done);
        rows.push(record(finding, if done { "mended" } else { "not mended" }));
    }
    context.ui.status(&format!("inboxes: mended {mended} rows"));
    context.ui.report(&COLUMNS, rows)?;
    let what = format!("{} of {} were not mended", findings.len() - mended, findings.len());
    let hint =
        "the same command again looks anew; whose conversation it is may have to be found out by hand".to_owned();
    match failure {
        Some(error) => Err(anyhow::Error::new(error).context(Failure::Partial { what, hint })),
        None if mended < findings.len() => Err(Failure::partial(what, hint)),
        None => Ok(()),
    }
}

fn record(finding: &Finding, inbox: &str, status: &str) -> Row {
    let problem = match finding.problem {
        Problem::Missing => "missing",
        Problem::Behind => "behind",
        Problem::Other => "another message",
        Problem::Doubled => "doubled",
        Problem::Renamed => "renamed",
        Problem::Unknown => "participants unknown",
    };
    row([
        ("message_group_uuid", json!(finding.group)),
        ("inbox", json!(inbox)),
        ("problem", json!(problem)),
        ("found", json!(finding.found)),
        ("wanted", json!(finding.wanted)),
        ("status", json!(status)),
    ])
}
