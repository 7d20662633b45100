//! `cruddur config`

mod show;

use super::context::Context;
use clap::Subcommand;

pub const EXAMPLES: &str = "\
Examples:
  cruddur config show
  cruddur config show --prod --output json";

/// An environment, and the examples.
pub const ENVIRONMENT: &str = "\
An environment in cruddur.toml:
  [env.staging]
  prod = true
  region = \"ca-central-1\"
  profile = \"staging\"
  table = \"cruddur-messages-staging\"

Examples:
  cruddur config show
  cruddur config show --env staging";

#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum Config {
    /// Print every setting, its value and where the value comes from
    ///
    /// The values are those that the other commands use with the same options and variables. Passwords are masked, and credentials are
    /// not printed. No service is called; as with every command, localhost:8000 is asked for DynamoDB if no endpoint is named. A
    /// setting that cannot be used is printed with its problem, and the exit status is 4. The command of database_url_command is printed
    /// and not run.
    Show(show::Args),
}

impl Config {
    pub async fn run(&self, context: &Context) -> anyhow::Result<()> {
        match self {
            Self::Show(args) => show::run(context, args).await,
        }
    }
}
