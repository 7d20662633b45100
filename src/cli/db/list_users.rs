//! `cruddur db list-users`

use crate::cli::context::Context;
use crate::cli::output::{Columns, Row, row};
use cruddur::db::UserRow;
use cruddur::names::{Kind, Name};
use cruddur::target::Stores;
use serde_json::json;

const COLUMNS: Columns =
    Columns::ForPrograms { table: &["handle", "display_name", "email", "cognito_user_id"], more: &["uuid"] };

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur db list-users
  cruddur db list-users --output csv > users.csv
  cruddur db list-users --output text --query '[].handle'")]
pub struct Args {
    /// Print at most this many users
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let at = context.resolve(Stores { users: true, ..Stores::default() }).await?;
    let mut pages = at.users().await?.list();
    let mut writer = context.ui.rows(COLUMNS);
    let limit = args.limit.unwrap_or(usize::MAX);
    let mut count = 0;
    while count < limit {
        let Some(page) = pages.next().await? else { break };
        for user in page.into_iter().take(limit - count) {
            count += 1;
            if let Some(handle) = &user.handle {
                context.printed(Kind::Handles, || Name::new(handle, user.display_name.as_deref().unwrap_or_default()));
            }
            writer.push(record(&user))?;
        }
    }
    writer.finish()?;
    if pages.row_security() {
        context.ui.warn("row-level security applies to this role: users that it hides are not listed");
    }
    context.ui.status(&format!("{count} users"));
    Ok(())
}

fn record(user: &UserRow) -> Row {
    row([
        ("handle", json!(user.handle)),
        ("display_name", json!(user.display_name)),
        ("email", json!(user.email)),
        ("cognito_user_id", json!(user.cognito_user_id)),
        ("uuid", json!(user.uuid)),
    ])
}
