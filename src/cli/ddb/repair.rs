//! `cruddur ddb repair`

use super::reading::MaxRcu;
use super::user_args::uuid_of;
use crate::cli::Repeat;
use crate::cli::check::Check;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::guard::Harm;
use crate::cli::output::{Columns, Row, row};
use crate::cli::shell::quoted;
use cruddur::ddb::RateLimit;
use cruddur::messaging::seeds::Seeds;
use cruddur::messaging::{CurrentUsers, Finding, Problem, Shown};
use cruddur::target::Stores;
use serde_json::{Value, json};

/// The columns. A table has the advice in place of what is wanted.
const COLUMNS: Columns = Columns::ForPrograms {
    table: &["message_group_uuid", "inbox", "problem", "found", "wanted", "status"],
    more: &["advice"],
};

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur ddb repair --all --dry-run
  cruddur ddb repair --as bayko --with londo
  cruddur ddb repair --all --max-rcu 50")]
pub struct Args {
    /// Check the inbox of this user, without reading the whole table
    #[arg(long = "as", value_name = "HANDLE", required_unless_present = "all", conflicts_with = "all")]
    handle: Option<String>,
    /// Also find conversations with this user that the inbox has lost; may be repeated
    #[arg(long, value_name = "HANDLE", requires = "handle")]
    with: Vec<String>,
    /// Check every inbox
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    max_rcu: MaxRcu,
    #[command(flatten)]
    pub check: Check,
}

impl Args {
    /// Returns the command without the program's name and the options that select the target.
    fn command(&self) -> String {
        match &self.handle {
            Some(handle) => {
                let with: String = self.with.iter().map(|with| format!(" --with {}", quoted(with))).collect();
                format!("ddb repair --as {}{with}", quoted(handle))
            }
            None => "ddb repair --all".to_owned(),
        }
    }
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let at = context.resolve(Stores { messages: true, users: true, ..Stores::default() }).await?;
    let (messages, users) = (at.messages().await?, at.users().await?);
    let messages = messages.with_rate_limits(args.max_rcu.rate_limit()?, RateLimit::NONE);
    let inbox_scan = match &args.handle {
        Some(handle) => {
            let user = uuid_of(context, &users, handle, "--as", "--as").await?;
            let mut others = Vec::new();
            for with in &args.with {
                others.push(uuid_of(context, &users, with, "--with", "--with").await?);
            }
            messages.scan_inbox_of(&user, &others).await?
        }
        None => messages.scan_inboxes().await?,
    };
    let current = inbox_scan.current_users(&users, &Seeds::built_in()?).await?;
    if current.unnamed() > 0 {
        context.ui.warn(&format!(
            "{} users have no handle or no display name; their names in inboxes are not changed",
            current.unnamed()
        ));
    }
    let without_text = inbox_scan.without_text();
    if without_text > 0 {
        context.ui.warn(&format!("{without_text} messages have no text that an inbox could show, and are skipped"));
    }
    let findings = messages.examine(&inbox_scan, &current).await?;
    if findings.is_empty() {
        context.ui.status("inboxes: nothing to fix");
        return context.ui.report(COLUMNS, []);
    }
    let advice = |finding: &Finding| advice(finding, &current, &context.global.repeat());
    let record = |finding: &Finding, status: &str| record(context, finding, &current, advice(finding), status);
    if context.global.dry_run {
        let status = |finding: &Finding| if finding.is_fixable() { "would be fixed" } else { "cannot be fixed" };
        context.ui.report(COLUMNS, findings.iter().map(|finding| record(finding, status(finding))))?;
        let differs = format!("{} inbox rows are missing or wrong", findings.len());
        return args.check.end(Some(differs), &args.command(), &context.global);
    }
    let fixable = findings.iter().filter(|finding| finding.is_fixable()).count();
    if fixable > 0 {
        let doing = format!("fix {fixable} rows of table {}", messages.table());
        context.guard_table(&at, &messages, Harm::Writes, &doing).await?;
    }
    let (mut rows, mut fixed) = (Vec::new(), 0);
    let mut failure = None;
    for finding in &findings {
        // After the first error the other findings are not tried: the service may be gone.
        let done = match &failure {
            None => messages.fix_inbox(&inbox_scan, &current, finding).await.unwrap_or_else(|error| {
                failure = Some(error);
                false
            }),
            Some(_) => false,
        };
        fixed += usize::from(done);
        rows.push(record(finding, if done { "fixed" } else { "not fixed" }));
    }
    context.ui.status(&format!("inboxes: fixed {fixed} rows"));
    context.ui.report(COLUMNS, rows)?;
    let what = format!("{} of {} were not fixed", findings.len() - fixed, findings.len());
    let hint = match findings.iter().find_map(advice) {
        Some(advice) if fixed == fixable => format!("for a user who no longer exists: {advice}"),
        _ => "run the same command again; the participants of a conversation may have to be found by hand".to_owned(),
    };
    match failure {
        Some(error) => Err(anyhow::Error::new(error).context(Failure::Partial { what, hint })),
        None if fixed < findings.len() => Err(Failure::partial(what, hint)),
        None => Ok(()),
    }
}

/// Returns what to do about a user who no longer exists and who is not known to have a new id.
fn advice(finding: &Finding, current: &CurrentUsers, repeat: &Repeat) -> Option<String> {
    if finding.problem != Problem::UserGone || finding.is_fixable() {
        return None;
    }
    Some(match current.is_seeded(&finding.conversation_id) {
        true => format!("cruddur ddb seed --reset{repeat} writes the conversation again"),
        false => format!("insert the user into the users database again, with the uuid {}", finding.owner),
    })
}

fn record(context: &Context, finding: &Finding, current: &CurrentUsers, advice: Option<String>, status: &str) -> Row {
    let value = |shown: &Shown| context.ui.value(shown);
    let instead = advice.clone().filter(|_| context.ui.is_for_people()).map(Value::from);
    let problem = match finding.problem {
        Problem::Missing => "missing",
        Problem::Behind => "behind",
        Problem::OtherMessage => "another message",
        Problem::Doubled => "doubled",
        Problem::Renamed => "renamed",
        Problem::UserGone => "user gone",
        Problem::ParticipantsUnknown => "participants unknown",
        Problem::ClaimLeft => "claim left",
    };
    row([
        ("message_group_uuid", json!(finding.conversation_id)),
        ("inbox", json!(current.handle(&finding.owner).unwrap_or(&finding.owner))),
        ("problem", json!(problem)),
        ("found", json!(finding.found.as_ref().map(value))),
        ("wanted", json!(finding.wanted.as_ref().map(value).or(instead))),
        ("status", json!(status)),
        ("advice", json!(advice)),
    ])
}
