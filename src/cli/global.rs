//! The global options: those of every command, before or after it.

use super::error;
use super::output::Format;
use super::value_parser::table_name;
use clap::Args;

/// Options of every command, before or after it.
#[derive(Debug, Args)]
#[command(next_help_heading = "Target options")]
pub struct Global {
    /// Work on AWS and RDS in place of this machine
    #[arg(long, global = true)]
    pub prod: bool,
    /// Work on the engines inside the process (also CRUDDUR_LOCAL=embedded)
    #[arg(long, global = true, hide_short_help = true)]
    pub embedded: bool,
    /// The AWS region
    #[arg(long, global = true, hide_short_help = true, value_name = "REGION")]
    pub region: Option<String>,
    /// The AWS profile
    #[arg(long, global = true, hide_short_help = true, value_name = "NAME")]
    pub profile: Option<String>,
    /// DynamoDB's endpoint, in place of the one that the target has
    #[arg(long, global = true, hide_short_help = true, value_name = "URL")]
    pub endpoint_url: Option<String>,
    /// Allow plain http where credentials are sent, if the network is trusted
    #[arg(long, global = true, hide_short_help = true)]
    pub insecure_http: bool,
    /// The id of the user pool [env: COGNITO_USER_POOLS_ID]
    #[arg(long, global = true, hide_short_help = true, value_name = "ID")]
    pub user_pool_id: Option<String>,
    /// Cognito's endpoint [env: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER]
    #[arg(long, global = true, hide_short_help = true, value_name = "URL")]
    pub cognito_endpoint_url: Option<String>,
    /// The users database, in place of the one that the target has
    #[arg(long, global = true, hide_short_help = true, value_name = "URL", hide_default_value = true)]
    pub database_url: Option<String>,
    /// The table of messages [default: cruddur-messages]
    #[arg(long, global = true, hide_short_help = true, value_name = "NAME", value_parser = table_name)]
    pub table: Option<String>,

    /// How long one call to a service or database may take, its retries included, in seconds
    #[arg(long, global = true, hide_short_help = true, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub timeout: u64,

    /// How data is printed
    #[arg(long, global = true, value_enum, default_value_t, value_name = "FORMAT", help_heading = "Output options")]
    pub output: Format,
    /// Defuse the cells of a CSV that a spreadsheet would run (= + - @), by an apostrophe before them
    #[arg(long, global = true, hide_short_help = true, help_heading = "Output options")]
    pub csv_safe: bool,
    /// A JMESPath expression that is applied to the data before it is printed
    #[arg(long, global = true, hide_short_help = true, value_name = "EXPRESSION", help_heading = "Output options")]
    pub query: Option<String>,
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
    pub error_format: error::Format,
    /// Say nothing on stderr but warnings and errors
    #[arg(
        short,
        long,
        global = true,
        hide_short_help = true,
        conflicts_with = "verbose",
        help_heading = "Output options"
    )]
    pub quiet: bool,
    /// Say each call to a service or database, and how long it took
    #[arg(short, long, global = true, hide_short_help = true, help_heading = "Output options")]
    pub verbose: bool,

    /// Print what would be written, and write nothing
    #[arg(long, global = true, help_heading = "Safety options")]
    pub dry_run: bool,
    /// Answer yes to every question; what destroys data on prod wants --confirm as well
    #[arg(short, long, global = true, help_heading = "Safety options")]
    pub yes: bool,
    /// Confirm what destroys data by the name of what it destroys
    #[arg(long, global = true, hide_short_help = true, value_name = "NAME", help_heading = "Safety options")]
    pub confirm: Option<String>,
    /// Never ask: fail where a question would be asked
    #[arg(long, global = true, hide_short_help = true, help_heading = "Safety options")]
    pub no_input: bool,
}
