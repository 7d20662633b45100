//! The command line: the only code that prints, prompts, or reads arguments and the environment.

#[cfg(feature = "serve")]
mod browser;
mod check;
mod cognito;
mod complete;
mod completions;
mod config;
mod context;
mod db;
mod ddb;
mod doctor;
mod environment;
mod error;
mod global;
mod guard;
mod interrupt;
mod local;
mod manual;
mod masked;
mod output;
mod overview;
mod pager;
mod parse;
mod progress;
mod repeat;
#[cfg(feature = "serve")]
mod serve;
mod setup;
mod shell;
#[cfg(feature = "stack")]
mod stack;
mod stderr;
mod suggest;
mod text;
mod times;
mod ui;
mod value_parser;
mod version;
mod wait;
mod waiting;

use clap::error::ErrorKind;
use clap::{Parser, Subcommand};
use context::Context;
use global::Global;
use output::Format;
use repeat::Repeat;
use std::pin::pin;
use std::process::ExitCode;
use std::time::Duration;
use tokio::sync::oneshot;
use ui::Ui;

/// How long a server has to answer the requests that it has, after a signal. Less than the grace period of the signals.
const STOP_TIMEOUT: Duration = Duration::from_millis(400);

/// Operates the Cruddur app: its messages in DynamoDB, its users in PostgreSQL, its user pool in Cognito.
///
/// Without configuration every command uses embedded stores: engines inside the process that keep their data under .cruddur/ in
/// the working directory or the nearest parent that has one. Environment variables or options select DynamoDB Local and
/// PostgreSQL, and --prod selects AWS and RDS.
#[derive(Debug, Parser)]
#[command(name = "cruddur", version, propagate_version = true, max_term_width = 100, after_help = EXAMPLES)]
pub struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Option<Command>,
}

const EXAMPLES: &str = "\
Examples:
  cruddur setup                                 set up a development target
  cruddur conversations                         andrewbrown's conversations
  cruddur --prod ddb list-tables --output json  the tables of the AWS account

Exit status:
  0 done, 1 the service or database failed, 2 usage, 3 not found,
  4 configuration or credentials, 5 refused, 6 partial,
  130 interrupted (143 by SIGTERM, 129 by SIGHUP)";

#[derive(Debug, Subcommand)]
#[command(defer = true)]
enum Command {
    /// Create everything for development: users, table and conversations
    ///
    /// Creates what is missing of the users schema, the users, the table and the conversations, and shows the conversations. A
    /// second run changes nothing. Refused on prod.
    Setup(setup::Args),
    /// Check every store and the environment, and say how to fix problems
    ///
    /// Checks the target, the files of the embedded stores, the credentials, the table, the users database, the user pool, the
    /// environment and the clock, and on prod the stack, in builds with the feature `stack`. It only reads. Exits with 0 if no check
    /// finds a problem, and with 1 if one does.
    Doctor(doctor::Args),
    /// Wait until the stores answer, such as the service containers of a job in CI
    ///
    /// Tries again while a server cannot be reached or starts, or the table does not exist or is not ACTIVE. An error that time does
    /// not change, such as one of the credentials, ends the wait at once. Nothing is created.
    Wait(wait::Args),
    /// The configuration: options, variables, files and defaults
    ///
    /// Options win over an environment of cruddur.toml, which wins over variables. --env NAME, or CRUDDUR_ENV, selects an environment.
    /// It is a table of the file in the working directory, or of your own in ~/.config/cruddur. Its settings are prod, embedded, region,
    /// profile, endpoint_url, database_url, database_url_command, database_auth, user_pool_id, cognito_endpoint_url and table.
    /// Variables that name stores are not read in an environment.
    #[command(subcommand, after_help = config::ENVIRONMENT)]
    Config(config::Config),
    /// List a user's conversations: ddb patterns list-conversations
    #[command(after_help = "\
Examples:
  cruddur conversations
  cruddur conversations --as bayko --limit 5")]
    Conversations(ddb::list_conversations::Args),
    /// Show a conversation: ddb patterns get-conversation
    #[command(after_help = "\
Examples:
  cruddur messages --as bayko --with londo
  cruddur messages --since 2h
  cruddur messages --follow")]
    Messages(ddb::get_conversation::Args),
    /// Write a message: ddb patterns create-message
    ///
    /// The message is written once, as the help of cruddur ddb patterns create-message explains.
    #[command(
        override_usage = "cruddur send [OPTIONS] --as <HANDLE> [CONVERSATION_ID] [TEXT]",
        after_help = "\
Examples:
  cruddur send --as londo --with bayko 'It is warm.'
  echo Warm. | cruddur send --as londo --with bayko -"
    )]
    Send(ddb::create_message::Args),
    /// The messages, in DynamoDB
    #[command(subcommand, after_help = ddb::EXAMPLES)]
    Ddb(ddb::Ddb),
    /// The users, in PostgreSQL
    #[command(subcommand, after_help = db::EXAMPLES)]
    Db(db::Db),
    /// The user pool, in Cognito
    #[command(subcommand, after_help = cognito::EXAMPLES)]
    Cognito(cognito::Cognito),
    /// Serve the message API of the app and a page to read and write in
    ///
    /// Answers on 127.0.0.1 only, until Ctrl-C. Its address and the token of the user are printed on stderr, once. Local targets are
    /// written to. On prod it only reads, unless --write and --confirm are given.
    #[cfg(feature = "serve")]
    Serve(serve::Args),
    /// The servers of the app on this machine
    #[command(subcommand, after_help = local::EXAMPLES)]
    Local(local::Local),
    /// The AWS resources of the app, by CloudFormation
    #[cfg(feature = "stack")]
    #[command(subcommand, after_help = stack::EXAMPLES)]
    Stack(stack::Stack),
    /// Print the completion script of a shell
    Completions(completions::Args),
    /// No command: say what the program is and what to type.
    #[command(skip)]
    Overview,
}

impl Command {
    /// Returns whether it can print DynamoDB JSON.
    fn is_export(&self) -> bool {
        matches!(self, Self::Ddb(ddb::Ddb::Export(_)))
    }

    /// Returns whether the command has the argument `prod`, as the scripts had, or always means AWS.
    fn says_prod(&self) -> bool {
        #[cfg(feature = "stack")]
        if let Self::Stack(_) = self {
            return true;
        }
        matches!(self, Self::Ddb(ddb::Ddb::SchemaLoad(args)) if args.says_prod())
    }

    /// Returns whether it only checks, so that it must not write.
    fn checks(&self) -> bool {
        match self {
            Self::Ddb(command) => command.checks(),
            Self::Db(command) => command.checks(),
            _ => false,
        }
    }

    /// Returns whether it never writes to a store.
    fn only_reads(&self) -> bool {
        match self {
            Self::Setup(_) | Self::Send(_) => false,
            Self::Conversations(_)
            | Self::Messages(_)
            | Self::Wait(_)
            | Self::Doctor(_)
            | Self::Config(_)
            | Self::Completions(_)
            | Self::Overview => true,
            Self::Ddb(command) => command.only_reads(),
            Self::Db(command) => command.only_reads(),
            Self::Cognito(command) => command.only_reads(),
            #[cfg(feature = "serve")]
            Self::Serve(_) => false,
            Self::Local(command) => command.only_reads(),
            #[cfg(feature = "stack")]
            Self::Stack(command) => command.only_reads(),
        }
    }

    /// Returns whether it has a target.
    fn has_target(&self) -> bool {
        !matches!(self, Self::Completions(_))
    }

    /// Returns whether its output may go through a pager: it asks no question, and its output has an end.
    fn pages(&self) -> bool {
        let follows = match self {
            Self::Messages(args) => args.follows(),
            Self::Ddb(command) => command.follows(),
            #[cfg(feature = "stack")]
            Self::Stack(command) => command.follows(),
            Self::Overview => true,
            _ => false,
        };
        self.only_reads() && !follows
    }

    /// Returns whether it answers requests until it is interrupted.
    fn serves(&self) -> bool {
        match self {
            #[cfg(feature = "serve")]
            Self::Serve(_) => true,
            Self::Local(command) => command.serves(),
            _ => false,
        }
    }

    async fn run(&self, context: &Context) -> anyhow::Result<()> {
        match self {
            Self::Setup(args) => setup::run(context, args).await,
            Self::Doctor(args) => doctor::run(context, args).await,
            Self::Wait(args) => wait::run(context, args).await,
            Self::Config(command) => command.run(context).await,
            Self::Conversations(args) => ddb::list_conversations::run(context, args).await,
            Self::Messages(args) => ddb::get_conversation::run(context, args).await,
            Self::Send(args) => ddb::create_message::run(context, args).await,
            Self::Ddb(command) => command.run(context).await,
            Self::Db(command) => command.run(context).await,
            Self::Cognito(command) => command.run(context).await,
            #[cfg(feature = "serve")]
            Self::Serve(args) => serve::run(context, args).await,
            Self::Local(command) => command.run(context).await,
            #[cfg(feature = "stack")]
            Self::Stack(command) => command.run(context).await,
            Self::Completions(args) => completions::run(context, args),
            Self::Overview => overview::run(context).await,
        }
    }
}

/// Parses the arguments, runs the command, prints its error, and returns the exit code. Answers a shell that asks for completions.
pub fn main() -> ExitCode {
    if let Some(shell) = complete::asked() {
        complete::answer(&shell);
        return ExitCode::SUCCESS;
    }
    let Cli { mut global, command } = match parse::parse() {
        Ok(cli) => cli,
        Err(error) => return without_command(error),
    };
    let command = command.unwrap_or(Command::Overview);
    let why_prod = if global.prod { "--prod" } else { "the command works on prod" };
    global.prod |= command.says_prod();
    global.dry_run |= command.checks();
    let environment = if command.has_target() { global.read_environment(why_prod) } else { Ok(()) };
    let error_format = global.error_format;
    let repeat = global.repeat();
    let interrupted = interrupt::listen({
        let repeat = repeat.clone();
        move |signal| {
            error::render(&error::Failure::Interrupted(signal).into(), error_format, &repeat);
        }
    });
    let result = environment::check()
        .and(environment)
        .and_then(|()| check_format(&global, command.is_export()))
        .and_then(|()| Ui::new(&global, command.pages()))
        .and_then(|ui| run(global, &command, ui, interrupted));
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => ExitCode::from(error::render(&error, error_format, &repeat)),
    }
}

/// Prints the help, the version or the error of a command line that names no command to run, and returns the exit code.
fn without_command(error: clap::Error) -> ExitCode {
    let asked = match error.kind() {
        ErrorKind::DisplayVersion => version::asked(),
        _ => Ok(None),
    };
    let error = match asked {
        Ok(Some(global)) => {
            let printed = check_format(&global, false).and_then(|()| version::print(&global));
            let rendered = |error| ExitCode::from(error::render(&error, global.error_format, &global.repeat()));
            return printed.map_or_else(rendered, |()| ExitCode::SUCCESS);
        }
        Ok(None) => error,
        Err(error) => error,
    };
    if error.use_stderr() && error::json_is_wanted() {
        return ExitCode::from(error::render_usage(&error));
    }
    if error.kind() == ErrorKind::DisplayHelp {
        manual::open();
    }
    // Help goes to stdout and is not a failure. If it cannot be printed, nothing else can be printed either.
    error::print_usage(&error);
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(error::USAGE))
}

/// # Errors
/// A usage failure if the command does not have the format.
fn check_format(global: &Global, is_export: bool) -> anyhow::Result<()> {
    let repeat = global.repeat();
    if global.csv_safe && is_export {
        let hint = format!("cruddur ddb scan --output csv --csv-safe{repeat} prints a CSV that a spreadsheet may open");
        return Err(error::Failure::usage(
            "--csv-safe changes cells, and an export must not lose anything".to_owned(),
            hint,
        ));
    }
    if global.output != Some(Format::DynamoDbJson) || is_export {
        return Ok(());
    }
    let hint = format!("cruddur ddb scan --raw --output jsonl{repeat} prints DynamoDB JSON too");
    Err(error::Failure::usage("--output dynamodb-json is only for cruddur ddb export".to_owned(), hint))
}

/// Runs the command on a single-threaded runtime, until it ends or is interrupted.
fn run(
    global: Global,
    command: &Command,
    ui: Ui,
    mut interrupted: oneshot::Receiver<interrupt::Signal>,
) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let context = Context::new(global, ui, command.only_reads());
    let result = runtime.block_on(async {
        let mut running = pin!(command.run(&context));
        let result = tokio::select! {
            // The signal is polled first, so that a command that never waits is interrupted too.
            biased;
            Ok(signal) = &mut interrupted => {
                if command.serves() {
                    context.stop.notify_one();
                    tokio::time::timeout(STOP_TIMEOUT, running).await.ok();
                    Err(error::Failure::Stopped(signal).into())
                } else {
                    Err(error::Failure::Interrupted(signal).into())
                }
            }
            result = &mut running => result.and_then(|()| context.ui.finish()),
        };
        context.ui.end_progress();
        context.keep_names();
        result
    });
    let was_told = matches!(
        result.as_ref().err().and_then(|error| error.downcast_ref()),
        Some(error::Failure::Interrupted(_) | error::Failure::Stopped(_))
    );
    let result = context.ui.end_pager(was_told).and(result).and_then(|()| match interrupted.try_recv() {
        Ok(signal) => Err(error::Failure::Interrupted(signal).into()),
        Err(_) => Ok(()),
    });
    // Tasks that still run were abandoned. Waiting for them would keep an interrupted command alive.
    runtime.shutdown_background();
    result
}
