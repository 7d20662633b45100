//! `cruddur cognito list-users`

use crate::cli::context::Context;
use crate::cli::output::{Columns, Row, row};
use crate::cli::progress::Progress;
use cruddur::cognito::{MAX_USERS_MEMORY, PAGE, PoolUser, UserPool};
use cruddur::names::{Kind, Name};
use cruddur::target::Stores;
use serde_json::{Map, json};

const COLUMNS: [&str; 7] = ["handle", "sub", "email", "email_verified", "status", "enabled", "created"];

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur cognito list-users
  cruddur cognito list-users --filter 'email ^= \"andrew\"'
  cruddur cognito list-users --map --output json    handle to sub, as one object")]
pub struct Args {
    /// List only the users that match this filter of ListUsers: preferred_username = "bayko", email ^= "a"
    #[arg(long, value_name = "EXPRESSION")]
    filter: Option<String>,
    /// Print at most this many users
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Print one object of handle to sub
    #[arg(long)]
    map: bool,
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let at = context.resolve(Stores { pool: true, ..Stores::default() }).await?;
    let pool = at.pool().await?;
    let mut map = Map::new();
    let mut writer = (!args.map).then(|| context.ui.rows(Columns::Fixed(&COLUMNS)));
    let (mut count, mut without_handle) = (0, 0);
    let mut progress = (!context.ui.prints_to_terminal()).then(|| Progress::new(&context.ui, None));
    // The rows of a list are printed as they come; an object is held in memory.
    let room = args.map.then_some(MAX_USERS_MEMORY);
    each(&pool, args, room, |user| {
        count += 1;
        if let Some(progress) = &mut progress {
            progress.show(count);
        }
        without_handle += usize::from(user.handle.is_none());
        if let Some(handle) = &user.handle {
            context.printed(Kind::Handles, || Name::new(handle, ""));
        }
        match (&mut writer, &user.handle) {
            (Some(writer), _) => writer.push(record(&user)),
            (None, Some(handle)) => {
                if map.insert(handle.clone(), json!(user.sub)).is_some() {
                    context.ui.warn(&format!("several users have the handle {handle}; the last one is printed"));
                }
                Ok(())
            }
            (None, None) => Ok(()),
        }
    })
    .await?;
    drop(progress);
    match writer {
        Some(writer) => writer.finish()?,
        None => context.ui.object(map)?,
    }
    context.ui.status(&format!("{count} users, {without_handle} without a handle"));
    Ok(())
}

/// Calls `take` for each user, page by page, up to the limit.
async fn each(
    pool: &UserPool,
    args: &Args,
    mut room: Option<usize>,
    mut take: impl FnMut(PoolUser) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut left = args.limit.unwrap_or(usize::MAX);
    let mut pages = pool.pages(args.filter.as_deref());
    while left > 0 {
        let Some(users) = pages.next(left.min(PAGE)).await? else { break };
        for user in users.into_iter().take(left) {
            left -= 1;
            if let Some(room) = &mut room {
                *room = room.checked_sub(user.memory()).ok_or_else(|| pages.too_many())?;
            }
            take(user)?;
        }
    }
    Ok(())
}

fn record(user: &PoolUser) -> Row {
    row([
        ("handle", json!(user.handle.as_deref().unwrap_or_default())),
        ("sub", json!(user.sub)),
        ("email", json!(user.email)),
        ("email_verified", json!(user.email_verified)),
        ("status", json!(user.status)),
        ("enabled", json!(user.enabled)),
        ("created", json!(user.created)),
    ])
}
