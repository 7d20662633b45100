//! `cruddur stack logs`

use super::args::Which;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::output::{Columns, Row, row};
use clap::ValueEnum;
use cruddur::stack::{LogLine, Logs};
use cruddur::timestamp::Timestamp;
use serde_json::{Value, json};

const COLUMNS: Columns =
    Columns::ForPrograms { table: &["time", "level", "message", "conversation", "details"], more: &["stream"] };

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur stack logs messaging-stream
  cruddur stack logs post-confirmation --since 2d --output jsonl
  cruddur stack logs messaging-stream --follow
  cruddur stack logs messaging-stream --query '[?level==`ERROR`]'")]
pub struct Args {
    #[command(flatten)]
    which: Which,
    /// The function
    #[arg(value_enum, value_name = "FUNCTION")]
    function: Function,
    /// How far back: 30s, 15m, 1h, 2d, or a time or date
    #[arg(long, value_name = "TIME", default_value = "1h")]
    since: String,
    /// Print new lines as they arrive, until Ctrl-C
    #[arg(long)]
    follow: bool,
}

impl Args {
    /// Returns whether new lines are printed, so that the output has no end.
    pub fn follows(&self) -> bool {
        self.follow
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Function {
    /// Updates the inboxes from the table's stream
    MessagingStream,
    /// Writes the row of a confirmed user
    PostConfirmation,
    /// Creates what is missing of the users schema
    SchemaLoad,
}

impl From<Function> for cruddur::stack::Function {
    fn from(function: Function) -> Self {
        match function {
            Function::MessagingStream => Self::MessagingStream,
            Function::PostConfirmation => Self::PostConfirmation,
            Function::SchemaLoad => Self::SchemaLoad,
        }
    }
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    if context.global.query.is_some() && args.follow {
        return Err(Failure::usage(
            "--query is applied to the whole, and a log that is followed has no end".to_owned(),
            "leave out --follow".to_owned(),
        ));
    }
    let since = Timestamp::parse_since(&args.since, context.now()?)?;
    let at = args.which.open(context).await?;
    let mut logs = Logs::open(&at.stack, &at.location, args.function.into(), since, context.ui.observer()).await?;
    context.ui.status(&format!("log group {}, since {since}", logs.group()));
    let mut writer = context.ui.rows(COLUMNS);
    loop {
        while let Some(lines) = logs.next().await? {
            for line in lines {
                writer.push(of_line(line))?;
            }
            if args.follow {
                writer.flush()?;
            }
        }
        if !args.follow {
            return writer.finish();
        }
        logs.wait().await;
    }
}

fn of_line(line: LogLine) -> Row {
    let details = if line.details.is_empty() { Value::Null } else { Value::Object(line.details) };
    row([
        ("time", json!(line.at.map(|at| at.to_string()))),
        ("level", json!(line.level)),
        ("message", json!(line.message)),
        ("conversation", json!(line.conversation)),
        ("details", details),
        ("stream", json!(line.stream)),
    ])
}
