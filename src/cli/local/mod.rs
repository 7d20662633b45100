//! `cruddur local`: the servers of the app on this machine.

mod compose;
#[cfg(all(feature = "embedded", feature = "serve"))]
mod serve;

use super::context::Context;
use clap::Subcommand;

pub const EXAMPLES: &str = "\
Examples:
  cruddur local serve
  cruddur local compose > docker-compose.yml";

#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum Local {
    /// Serve the embedded DynamoDB engine to programs that speak DynamoDB
    ///
    /// Answers on 127.0.0.1 only, until Ctrl-C. Other commands find it at port 8000. It opens the embedded store for a request and
    /// closes it after the request, so that commands beside it can use the store. Any program on this machine may read and write:
    /// credentials are accepted and not verified.
    #[cfg(all(feature = "embedded", feature = "serve"))]
    Serve(serve::Args),
    /// Print a compose file for DynamoDB Local, PostgreSQL and the app
    Compose(compose::Args),
}

impl Local {
    /// Returns whether it never writes to a store.
    pub fn only_reads(&self) -> bool {
        match self {
            #[cfg(all(feature = "embedded", feature = "serve"))]
            Self::Serve(_) => false,
            Self::Compose(_) => true,
        }
    }

    /// Returns whether it answers requests until it is interrupted.
    pub fn serves(&self) -> bool {
        match self {
            #[cfg(all(feature = "embedded", feature = "serve"))]
            Self::Serve(_) => true,
            Self::Compose(_) => false,
        }
    }

    pub async fn run(&self, context: &Context) -> anyhow::Result<()> {
        match self {
            #[cfg(all(feature = "embedded", feature = "serve"))]
            Self::Serve(args) => serve::run(context, args).await,
            Self::Compose(args) => compose::run(context, args),
        }
    }
}
