//! `cruddur wait`

use super::context::Context;
use super::output::row;
use clap::ValueEnum;
use cruddur::Error;
use cruddur::ready::Awaited;
use cruddur::target::Stores;
use serde_json::json;
use std::time::Duration;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur wait
  cruddur wait users --wait-timeout 120
  cruddur wait table && cruddur ddb seed")]
pub struct Args {
    /// What to wait for [default: messages users]
    #[arg(value_enum, value_name = "WHAT")]
    what: Vec<What>,
    /// How long to wait for each, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    wait_timeout: u64,
}

/// What the command waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// Until DynamoDB answers
    Messages,
    /// Until the table of messages and its indexes are ACTIVE
    Table,
    /// Until the server of the users database answers
    Users,
    /// Until the user pool answers
    Pool,
}

impl What {
    /// Returns the name on the command line.
    fn name(self) -> &'static str {
        match self {
            Self::Messages => "messages",
            Self::Table => "table",
            Self::Users => "users",
            Self::Pool => "pool",
        }
    }

    fn awaited(self) -> Awaited {
        match self {
            Self::Messages => Awaited::Messages,
            Self::Table => Awaited::Table,
            Self::Users => Awaited::Users,
            Self::Pool => Awaited::Pool,
        }
    }
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let given = if args.what.is_empty() { &[What::Messages, What::Users][..] } else { &args.what };
    let needs = |what: &[What]| given.iter().any(|given| what.contains(given));
    let stores = Stores {
        messages: needs(&[What::Messages, What::Table]),
        users: needs(&[What::Users]),
        pool: needs(&[What::Pool]),
    };
    let at = context.resolve(stores).await?;
    let limit = Duration::from_secs(args.wait_timeout);
    let mut rows = Vec::new();
    for what in given {
        let not_yet = |error: &Error| context.ui.waiting(what.name(), &error.to_string());
        what.awaited().ready(&at.place(), limit, not_yet).await?;
        rows.push(row([("what", json!(what.name())), ("status", json!("ready"))]));
    }
    context.ui.list(&["what", "status"], rows)
}
