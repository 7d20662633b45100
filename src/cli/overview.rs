//! `cruddur` without a command: what it is, whether the target is set up, and what to type next.

use super::Repeat;
use super::context::Context;
use super::ddb::user_args::default_user;
use super::error::Failure;
use super::shell::quoted;
use cruddur::doctor::ignores_database_url;
use cruddur::target::Stores;

/// The width of a command before its meaning.
const MEANING: usize = 42;

/// The note about the variable that other tools read.
pub const NOT_READ: &str =
    "DATABASE_URL is not read: CONNECTION_URL, or --database-url, names the users database of this program";

/// Prints what the program is, whether the target is set up, and what to type next.
///
/// # Errors
/// Always one: no command was given, so that a script whose command is an empty variable does not pass. The errors of the target
/// and of its table come first.
pub async fn run(context: &Context) -> anyhow::Result<()> {
    let say = |line: &str| context.ui.important(line);
    say("cruddur operates the Cruddur app: its messages, its users and its user pool.");
    let only = Stores { messages: true, ..Stores::default() };
    // Production needs a URL for the users, which a look at the table does not.
    let at = context.resolve_quietly(Stores { users: !context.global.is_prod(), ..only }).await?;
    say(&format!("target: {}", at.target));
    if ignores_database_url(&context.request()) {
        say(NOT_READ);
    }
    let table = context.table()?;
    let at = context.resolve_quietly(only).await?;
    let is_set_up = !at.target.reads_no_store() && at.messages().await?.describe().await?.is_some();
    let repeat = context.global.repeat();
    for line in if is_set_up { daily_round(&repeat) } else { beginning(&table, &repeat) } {
        say(&line);
    }
    Err(Failure::NoCommand.into())
}

/// Returns what to type if there is no table.
fn beginning(table: &str, repeat: &Repeat) -> Vec<String> {
    let command = if repeat.is_prod { "ddb schema-load" } else { "setup" };
    vec![
        format!("Nothing is set up here: there is no table {table}. To begin, type:"),
        format!("  {}", repeat.run(command)),
    ]
}

/// Returns the commands of every day.
fn daily_round(repeat: &Repeat) -> Vec<String> {
    let user = default_user();
    let write = format!("ddb patterns create-message --as {} --with HANDLE TEXT", quoted(&user));
    let mut commands = vec![
        (repeat.run("ddb patterns list-conversations"), format!("the conversations of {user}")),
        (repeat.run("ddb patterns get-conversation"), "the newest of them".to_owned()),
        (repeat.run(&write), String::new()),
    ];
    if cfg!(feature = "serve") {
        commands.push((repeat.run("serve"), "a page to read and write in".to_owned()));
    }
    commands.push((repeat.run("doctor"), "checks every store".to_owned()));
    commands.push(("cruddur help".to_owned(), "every command".to_owned()));
    let lines = commands.iter().map(|(command, means)| format!("  {command:MEANING$} {means}").trim_end().to_owned());
    std::iter::once("It is set up. The commands of every day:".to_owned()).chain(lines).collect()
}
