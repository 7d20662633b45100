//! `cruddur db sessions`

use super::state;
use crate::cli::context::Context;
use crate::cli::output::{Columns, Row, row};
use cruddur::db::Session;
use cruddur::target::Stores;
use serde_json::json;

const COLUMNS: Columns = Columns::ForPrograms {
    table: &["pid", "user", "application", "client", "state", "waits_for", "since"],
    more: &["began"],
};

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur db sessions
  cruddur db sessions --output json --query '[?state==`idle in transaction`]'")]
pub struct Args {}

pub async fn run(context: &Context, _args: &Args) -> anyhow::Result<()> {
    let at = context.resolve(Stores { users: true, ..Stores::default() }).await?;
    state::refuse_embedded(&at, "which has no sessions")?;
    let sessions = at.users().await?.sessions().await?;
    context.ui.list(COLUMNS, sessions.iter().map(record))?;
    if sessions.iter().any(|session| session.state.is_none()) {
        context.ui.warn("this role may not see the state of every session; a member of pg_read_all_stats may");
    }
    context.ui.status(&format!("{} other sessions of {}", sessions.len(), at.target.users_name()));
    Ok(())
}

fn record(session: &Session) -> Row {
    row([
        ("pid", json!(session.pid)),
        ("user", json!(session.role)),
        ("application", json!(session.application_name)),
        ("client", json!(session.address)),
        ("state", json!(session.state)),
        ("waits_for", json!(session.wait)),
        ("since", json!(session.state_since)),
        ("began", json!(session.began)),
    ])
}
