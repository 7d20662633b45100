//! The global options, which every command accepts before or after its name.

use super::context::directory_of;
use super::environment::variable;
use super::error;
use super::output::Format;
use super::times;
use super::value_parser::table_name;
use clap::Args;
use clap::builder::NonEmptyStringValueParser;
use cruddur::target::{EnvironmentFiles, FILE, NamedEnvironment};

/// The variable that names an environment.
pub const ENVIRONMENT: &str = "CRUDDUR_ENV";

/// Options of every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Target options")]
pub struct Global {
    /// Use AWS and RDS instead of the local stores
    #[arg(long, global = true, hide_short_help = true)]
    pub prod: bool,
    /// Use the stores of an environment of cruddur.toml [env: CRUDDUR_ENV]
    #[arg(
        long,
        global = true,
        hide_short_help = true,
        value_name = "NAME",
        value_parser = NonEmptyStringValueParser::new()
    )]
    pub env: Option<String>,
    /// The environment, if one is named.
    #[arg(skip)]
    pub environment: Option<NamedEnvironment>,
    /// Use the embedded stores (also CRUDDUR_LOCAL=embedded)
    #[arg(long, global = true, hide_short_help = true)]
    pub embedded: bool,
    /// The AWS region
    #[arg(long, global = true, hide_short_help = true, value_name = "REGION")]
    pub region: Option<String>,
    /// The AWS profile
    #[arg(long, global = true, hide_short_help = true, value_name = "NAME")]
    pub profile: Option<String>,
    /// The endpoint of DynamoDB, instead of the target's own
    #[arg(long, global = true, hide_short_help = true, value_name = "URL")]
    pub endpoint_url: Option<String>,
    /// Allow plain http for requests with credentials, if the network is trusted
    #[arg(long, global = true, hide_short_help = true)]
    pub insecure_http: bool,
    /// The id of the user pool [env: COGNITO_USER_POOLS_ID]
    #[arg(long, global = true, hide_short_help = true, value_name = "ID")]
    pub user_pool_id: Option<String>,
    /// The endpoint of Cognito [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]
    #[arg(long, global = true, hide_short_help = true, value_name = "URL")]
    pub cognito_endpoint_url: Option<String>,
    /// The URL of the users database, instead of the target's own
    #[arg(long, global = true, hide_short_help = true, value_name = "URL", hide_default_value = true)]
    pub database_url: Option<String>,
    /// How to sign in to the users database [env: CRUDDUR_DATABASE_AUTH]
    #[arg(long, global = true, hide_short_help = true, value_name = "METHOD", value_parser = ["password", "iam"])]
    pub database_auth: Option<String>,
    /// The table of messages [default: cruddur-messages]
    #[arg(long, global = true, hide_short_help = true, value_name = "NAME", value_parser = table_name)]
    pub table: Option<String>,

    /// The timeout of one call to a service or database, with its retries, in seconds [default: 30]
    #[arg(long, global = true, hide_short_help = true, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub timeout: Option<u64>,

    /// The format of the output [env: CRUDDUR_OUTPUT] [default: table]
    #[arg(
        long,
        global = true,
        hide_short_help = true,
        value_enum,
        value_name = "FORMAT",
        help_heading = "Output options"
    )]
    pub output: Option<Format>,
    /// How a table shows times; JSON and CSV have them in UTC
    #[arg(
        long,
        global = true,
        hide_short_help = true,
        value_enum,
        default_value_t,
        value_name = "FORM",
        help_heading = "Output options"
    )]
    pub time: times::Form,
    /// Put an apostrophe before CSV cells that a spreadsheet would run as formulas (= + - @)
    #[arg(long, global = true, hide_short_help = true, help_heading = "Output options")]
    pub csv_safe: bool,
    /// Apply this JMESPath expression to the data before it is printed
    #[arg(long, global = true, hide_short_help = true, value_name = "EXPRESSION", help_heading = "Output options")]
    pub query: Option<String>,
    /// Print to the terminal without a pager
    #[arg(long, global = true, hide_short_help = true, help_heading = "Output options")]
    pub no_pager: bool,
    /// The format of errors, warnings and status lines
    #[arg(
        long,
        global = true,
        hide_short_help = true,
        value_enum,
        default_value_t,
        value_name = "FORMAT",
        help_heading = "Output options"
    )]
    pub error_format: error::Format,
    /// Print only warnings and errors on stderr
    #[arg(
        short,
        long,
        global = true,
        hide_short_help = true,
        conflicts_with = "verbose",
        help_heading = "Output options"
    )]
    pub quiet: bool,
    /// Print each call to a service or database, and how long it took
    #[arg(short, long, global = true, hide_short_help = true, help_heading = "Output options")]
    pub verbose: bool,

    /// Print what would be written, and write nothing
    #[arg(long, global = true, hide_short_help = true, help_heading = "Safety options")]
    pub dry_run: bool,
    /// Answer yes to every question; destroying data on prod needs --confirm
    #[arg(short, long, global = true, hide_short_help = true, help_heading = "Safety options")]
    pub yes: bool,
    /// Confirm a write by the name of the table or database that it changes
    #[arg(long, global = true, hide_short_help = true, value_name = "NAME", help_heading = "Safety options")]
    pub confirm: Option<String>,
    /// Never ask a question: fail instead
    #[arg(long, global = true, hide_short_help = true, help_heading = "Safety options")]
    pub no_input: bool,
}

impl Global {
    /// Reads the environment that an option or a variable names.
    ///
    /// # Errors
    /// The errors of its file, and a refusal if the command works on production and the environment does not. `why` is why the command
    /// does.
    pub fn read_environment(&mut self, why: &str) -> anyhow::Result<()> {
        let Some(name) = self.env.clone().or_else(|| variable(ENVIRONMENT)) else { return Ok(()) };
        let environment = environment_files().environment(name.trim())?;
        if self.prod {
            environment.check_prod(why)?;
        }
        self.environment = Some(environment);
        Ok(())
    }

    /// Returns whether the environment has a command that prints the URL of the users database.
    pub fn has_url_command(&self) -> bool {
        self.environment.as_ref().is_some_and(|environment| environment.database_url_command.is_some())
    }

    /// Returns whether the target is production.
    pub fn is_prod(&self) -> bool {
        self.prod || self.environment.as_ref().is_some_and(NamedEnvironment::is_prod)
    }
}

/// Returns where the files of environments are: in the working directory, and the user's own.
/// Source: XDG Base Directory Specification, `XDG_CONFIG_HOME`.
pub fn environment_files() -> EnvironmentFiles {
    EnvironmentFiles {
        shared: FILE.into(),
        own: directory_of("XDG_CONFIG_HOME", ".config").map(|directory| directory.join(FILE)),
    }
}
