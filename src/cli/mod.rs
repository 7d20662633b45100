//! What a person types and sees: the only code that prints, prompts, or reads arguments and the environment.

mod check;
mod cognito;
mod completions;
mod context;
mod db;
mod ddb;
mod doctor;
mod environment;
mod error;
mod guard;
mod interrupt;
mod masked;
mod output;
mod progress;
mod setup;
mod shell;
mod stderr;
mod suggest;
mod text;
mod ui;
mod waiting;

use clap::error::ErrorKind;
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};
use context::Context;
use cruddur::ddb::DEFAULT_TABLE;
use cruddur::error::TargetError;
use output::Format;
use std::mem::ManuallyDrop;
use std::process::ExitCode;
use tokio::sync::oneshot;
use ui::Ui;

/// Operates the Cruddur app: its messages in DynamoDB, its users in PostgreSQL, its user pool in Cognito.
///
/// With nothing configured every command works on engines inside the process, which keep their data under .cruddur/ in
/// the working directory or the nearest parent that has one. Environment variables or flags point it at DynamoDB Local and
/// PostgreSQL, and --prod at AWS and RDS.
#[derive(Debug, Parser)]
#[command(name = "cruddur", version, propagate_version = true, max_term_width = 100, after_help = EXAMPLES)]
pub struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  cruddur setup                                 everything that a newcomer needs
  cruddur ddb patterns list-conversations       andrewbrown's conversations
  cruddur --prod ddb list-tables --output json  the tables of the AWS account

Exit status:
  0 done, 1 the service or database failed, 2 usage, 3 not found,
  4 configuration or credentials, 5 refused, 6 partial,
  130 interrupted (143 by SIGTERM, 129 by SIGHUP)";

/// Options of every command, before or after it.
#[derive(Debug, Args)]
#[command(next_help_heading = "Target options")]
pub struct Global {
    /// Work on AWS and RDS in place of this machine
    #[arg(long, global = true)]
    prod: bool,
    /// Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)
    #[arg(long, global = true, hide_short_help = true)]
    embedded: bool,
    /// The AWS region
    #[arg(long, global = true, hide_short_help = true, value_name = "REGION")]
    region: Option<String>,
    /// The AWS profile
    #[arg(long, global = true, hide_short_help = true, value_name = "NAME")]
    profile: Option<String>,
    /// DynamoDB's endpoint, in place of the one that the target has
    #[arg(long, global = true, hide_short_help = true, value_name = "URL")]
    endpoint_url: Option<String>,
    /// Allow plain http where credentials are sent, if the network is trusted
    #[arg(long, global = true, hide_short_help = true)]
    insecure_http: bool,
    /// The id of the user pool [env: COGNITO_USER_POOLS_ID]
    #[arg(long, global = true, hide_short_help = true, value_name = "ID")]
    user_pool_id: Option<String>,
    /// Cognito's endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]
    #[arg(long, global = true, hide_short_help = true, value_name = "URL")]
    cognito_endpoint_url: Option<String>,
    /// The users database, in place of the one that the target has
    #[arg(long, global = true, hide_short_help = true, value_name = "URL", hide_default_value = true)]
    database_url: Option<String>,
    /// How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]
    #[arg(long, global = true, hide_short_help = true, value_name = "METHOD", value_parser = ["password", "iam"])]
    database_auth: Option<String>,
    /// The table of messages [default: cruddur-messages]
    #[arg(long, global = true, hide_short_help = true, value_name = "NAME", value_parser = table_name)]
    table: Option<String>,

    /// How long one call to a service or database may take, its retries included, in seconds
    #[arg(long, global = true, hide_short_help = true, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    timeout: u64,

    /// How data is printed
    #[arg(long, global = true, value_enum, default_value_t, value_name = "FORMAT", help_heading = "Output options")]
    output: Format,
    /// Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them
    #[arg(long, global = true, hide_short_help = true, help_heading = "Output options")]
    csv_safe: bool,
    /// A JMESPath expression that is applied to the data before it is printed
    #[arg(long, global = true, hide_short_help = true, value_name = "EXPRESSION", help_heading = "Output options")]
    query: Option<String>,
    /// How an error is printed
    #[arg(
        long,
        global = true,
        hide_short_help = true,
        value_enum,
        default_value_t,
        value_name = "FORMAT",
        help_heading = "Output options"
    )]
    error_format: error::Format,
    /// Say nothing on stderr but warnings and errors
    #[arg(
        short,
        long,
        global = true,
        hide_short_help = true,
        conflicts_with = "verbose",
        help_heading = "Output options"
    )]
    quiet: bool,
    /// Say each call to a service or database, and how long it took
    #[arg(short, long, global = true, hide_short_help = true, help_heading = "Output options")]
    verbose: bool,

    /// Print what would be written, and write nothing
    #[arg(long, global = true, help_heading = "Safety options")]
    dry_run: bool,
    /// Answer yes to every question; what destroys data on prod wants --confirm as well
    #[arg(short, long, global = true, help_heading = "Safety options")]
    yes: bool,
    /// Confirm what destroys data by the name of what it destroys
    #[arg(long, global = true, hide_short_help = true, value_name = "NAME", help_heading = "Safety options")]
    confirm: Option<String>,
    /// Never ask: fail where a question would be asked
    #[arg(long, global = true, hide_short_help = true, help_heading = "Safety options")]
    no_input: bool,
}

#[derive(Debug, Subcommand)]
#[command(defer = true)]
enum Command {
    /// Set up everything that a newcomer needs, on this machine
    ///
    /// Creates the users schema, the users, the table and the conversations, each where it is missing, and shows the
    /// conversations. Run again, it changes nothing. Refused on prod.
    Setup(setup::Args),
    /// Check that everything a command needs is there, and say how to fix what is not
    ///
    /// Looks at the target, the files of the embedded stores, the credentials, the table, the users database, the user pool,
    /// the environment and the clock, and only reads. Exits with 0 when all is well, and with 1 when anything is not.
    Doctor(doctor::Args),
    /// The messages, in DynamoDB
    #[command(subcommand, after_help = ddb::EXAMPLES)]
    Ddb(ddb::Ddb),
    /// The users, in PostgreSQL
    #[command(subcommand, after_help = db::EXAMPLES)]
    Db(db::Db),
    /// The user pool, in Cognito
    #[command(subcommand, after_help = cognito::EXAMPLES)]
    Cognito(cognito::Cognito),
    /// Print the completions of a shell
    Completions(completions::Args),
}

impl Command {
    /// Whether it has lines of DynamoDB JSON to print.
    fn is_export(&self) -> bool {
        matches!(self, Self::Ddb(ddb::Ddb::Export(_)))
    }

    /// Whether the command itself says `prod`, as the scripts did.
    fn says_prod(&self) -> bool {
        matches!(self, Self::Ddb(ddb::Ddb::SchemaLoad(args)) if args.says_prod())
    }

    /// Whether it only checks, so that nothing may be written.
    fn checks(&self) -> bool {
        match self {
            Self::Ddb(command) => command.checks(),
            Self::Db(command) => command.checks(),
            _ => false,
        }
    }

    /// Whether it never writes to a store.
    fn only_reads(&self) -> bool {
        match self {
            Self::Setup(_) => false,
            Self::Doctor(_) | Self::Completions(_) => true,
            Self::Ddb(command) => command.only_reads(),
            Self::Db(command) => command.only_reads(),
            Self::Cognito(command) => command.only_reads(),
        }
    }

    async fn run(&self, context: &Context) -> anyhow::Result<()> {
        match self {
            Self::Setup(args) => setup::run(context, args).await,
            Self::Doctor(args) => doctor::run(context, args).await,
            Self::Ddb(command) => command.run(context).await,
            Self::Db(command) => command.run(context).await,
            Self::Cognito(command) => command.run(context).await,
            Self::Completions(args) => completions::run(context, args),
        }
    }
}

/// Reads the arguments. Only the command that is asked for is built (`defer`), as building all of them takes longer than many of
/// them run; help and what is said of a mistake need all of them.
fn parse() -> clap::error::Result<Cli> {
    // The end of the process is sooner than taking a command apart.
    let mut command = ManuallyDrop::new(Cli::command());
    parse_by(&mut command).or_else(|error| match error.kind() {
        ErrorKind::DisplayVersion => Err(error),
        _ => {
            let mut command = ManuallyDrop::new(whole());
            parse_by(&mut command).map_err(|mut error| {
                suggest::complete(&mut error, &command);
                error::keep_arguments_on_one_line(&mut error);
                error
            })
        }
    })
}

/// The whole command line, every command built, with the variables that each reads.
fn whole() -> clap::Command {
    let mut command = Cli::command();
    command.build();
    environment::describe(command)
}

fn parse_by(command: &mut clap::Command) -> clap::error::Result<Cli> {
    let mut matches = command.try_get_matches_from_mut(std::env::args_os())?;
    Cli::from_arg_matches_mut(&mut matches).map_err(|error| error.format(command))
}

/// Parses the arguments, runs the command, renders its error, and says how to exit.
pub fn main() -> ExitCode {
    let mut cli = match parse() {
        Ok(cli) => cli,
        Err(error) => {
            if error.use_stderr() && error::json_is_wanted() {
                return ExitCode::from(error::render_usage(&error));
            }
            // Help goes to stdout and is no failure; where it cannot be printed there is nobody to tell.
            error::print_usage(&error);
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(error::USAGE));
        }
    };
    cli.global.prod |= cli.command.says_prod();
    cli.global.dry_run |= cli.command.checks();
    let error_format = cli.global.error_format;
    let repeat = cli.global.repeat();
    let interrupted = interrupt::listen({
        let repeat = repeat.clone();
        move |signal| {
            error::render(&error::Failure::Interrupted(signal).into(), error_format, &repeat);
        }
    });
    let result = check_environment()
        .and_then(|()| check_output(&cli))
        .and_then(|()| Ui::new(&cli.global))
        .and_then(|ui| run(cli, ui, interrupted));
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => ExitCode::from(error::render(&error, error_format, &repeat)),
    }
}

/// Looks at the variables that commands read. One that cannot be read must not count as not set: what it names would be looked for
/// elsewhere.
///
/// # Errors
/// [`cruddur::Error::NotUtf8`], with the name of the variable.
fn check_environment() -> anyhow::Result<()> {
    const PREFIXES: [&str; 4] = ["AWS_", "COGNITO_", "CRUDDUR_", "PG"];
    const NAMES: [&str; 5] =
        ["CONNECTION_URL", "LOCAL_CONNECTION_URL", "PROD_CONNECTION_URL", "HOME", "XDG_STATE_HOME"];
    let is_read = |name: &str| NAMES.contains(&name) || PREFIXES.iter().any(|prefix| name.starts_with(prefix));
    let unreadable = |(name, value): (std::ffi::OsString, std::ffi::OsString)| {
        let name = name.into_string().ok().filter(|name| is_read(name))?;
        value.to_str().is_none().then_some(name)
    };
    match std::env::vars_os().find_map(unreadable) {
        Some(variable) => Err(cruddur::Error::from(TargetError::NotUtf8 { variable }).into()),
        None => Ok(()),
    }
}

/// # Errors
/// A usage failure for a format that the command does not have.
fn check_output(cli: &Cli) -> anyhow::Result<()> {
    let repeat = cli.global.repeat();
    if cli.global.csv_safe && cli.command.is_export() {
        let hint = format!("cruddur ddb scan --output csv --csv-safe{repeat} prints what a spreadsheet may open");
        return Err(error::Failure::usage("--csv-safe changes cells, and an export loses nothing".to_owned(), hint));
    }
    if cli.global.output != Format::DynamoDbJson || cli.command.is_export() {
        return Ok(());
    }
    let hint = format!("cruddur ddb scan --raw --output jsonl{repeat} prints DynamoDB JSON too");
    Err(error::Failure::usage("--output dynamodb-json is for cruddur ddb export alone".to_owned(), hint))
}

/// Runs the command on a runtime of one thread, until it ends or is interrupted.
fn run(cli: Cli, ui: Ui, interrupted: oneshot::Receiver<interrupt::Signal>) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let result = runtime.block_on(async {
        let context = Context::new(cli.global, ui, cli.command.only_reads());
        let result = tokio::select! {
            // From the first moment on, and looked at before the command goes on.
            biased;
            Ok(signal) = interrupted => Err(error::Failure::Interrupted(signal).into()),
            result = cli.command.run(&context) => result.and_then(|()| context.ui.finish()),
        };
        context.ui.end_progress();
        result
    });
    // What still runs was given up: waiting for it would keep an interrupted command alive.
    runtime.shutdown_background();
    result
}

impl Global {
    /// The flags that lead another command to the same place, for hints.
    pub fn repeat(&self) -> Repeat {
        let mut flags: Vec<(&'static str, Option<String>)> = Vec::new();
        if self.prod {
            flags.push(("--prod", None));
        }
        if self.embedded {
            flags.push(("--embedded", None));
        }
        if self.insecure_http {
            flags.push(("--insecure-http", None));
        }
        let of_url = |_| "URL".to_owned();
        for (flag, value) in [
            ("--region", self.region.clone()),
            ("--profile", self.profile.clone()),
            ("--endpoint-url", self.endpoint_url.clone()),
            // It may hold a password, so it is named and not repeated.
            ("--database-url", self.database_url.as_ref().map(of_url)),
            ("--database-auth", self.database_auth.clone()),
            ("--user-pool-id", self.user_pool_id.clone()),
            ("--cognito-endpoint-url", self.cognito_endpoint_url.clone()),
            ("--table", self.table.clone()),
        ] {
            flags.extend(value.map(|value| (flag, Some(value))));
        }
        Repeat { flags, is_prod: self.prod }
    }
}

/// The flags that lead another command to the same place. Its `Display` has a blank before each, and values as a shell takes them.
#[derive(Debug, Clone, Default)]
pub struct Repeat {
    flags: Vec<(&'static str, Option<String>)>,
    /// Whether that place is production.
    pub is_prod: bool,
}

impl Repeat {
    /// A command of this tool that goes to the same place. Those of the user pool refuse the endpoint of DynamoDB.
    pub fn run(&self, command: &str) -> String {
        let is_of_the_pool = ["cognito ", "db update-cognito-user-ids"].iter().any(|begin| command.starts_with(begin));
        let is_taken = |flag: &str| !is_of_the_pool || flag != "--endpoint-url";
        let flags = self.flags.iter().filter(|(flag, _)| is_taken(flag)).cloned().collect();
        format!("cruddur {command}{}", Self { flags, is_prod: self.is_prod })
    }

    /// The same place, with another value of one flag.
    fn with(&self, flag: &'static str, value: &str) -> Self {
        let mut flags = self.flags.clone();
        let value = Some(value.to_owned());
        match flags.iter_mut().find(|(have, _)| *have == flag) {
            Some(have) => have.1 = value,
            None => flags.push((flag, value)),
        }
        Self { flags, is_prod: self.is_prod }
    }

    /// The same place, and this table.
    pub fn on_table(&self, table: &str) -> Self {
        let named = self.flags.iter().find(|(flag, _)| *flag == "--table").and_then(|(_, name)| name.clone());
        let meant = named.or_else(|| variable(context::TABLE)).unwrap_or_else(|| DEFAULT_TABLE.to_owned());
        if meant == table { self.clone() } else { self.with("--table", table) }
    }

    /// The same place, in another region.
    pub fn in_region(&self, region: &str) -> Self {
        self.with("--region", region)
    }

    /// The flags that the AWS CLI has too; that of the endpoint is DynamoDB's.
    pub fn of_aws(&self, service: &str) -> Self {
        let is_shared = |flag: &str| match flag {
            "--region" | "--profile" => true,
            "--endpoint-url" => service == "dynamodb",
            _ => false,
        };
        let flags = self.flags.iter().filter(|(flag, _)| is_shared(flag)).cloned().collect();
        Self { flags, is_prod: self.is_prod }
    }
}

impl std::fmt::Display for Repeat {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (flag, value) in &self.flags {
            write!(f, " {flag}")?;
            if let Some(value) = value {
                write!(f, " {}", shell::quoted(value))?;
            }
        }
        Ok(())
    }
}

/// A variable that is set to something: an empty one counts as not set.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.trim().is_empty())
}

/// Reads a count of at least 1, and of no more than a machine can hold.
fn at_least_one(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(0) => Err("it takes at least 1".to_owned()),
        Ok(count) => u32::try_from(count).map(|_| count).map_err(|_| format!("{} is the most", u32::MAX)),
        Err(error) => Err(format!("{error}")),
    }
}

fn table_name(name: &str) -> Result<String, String> {
    cruddur::ddb::check_table_name(name).map(|()| name.to_owned()).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::{Cli, CommandFactory};

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
