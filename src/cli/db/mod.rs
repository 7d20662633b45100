//! `cruddur db`: the users, in PostgreSQL.

mod schema_load;
mod seed;
mod update_cognito_user_ids;

pub use seed::new_users;

use super::context::Context;
use clap::Subcommand;

pub const EXAMPLES: &str = "\
Examples:
  cruddur db schema-load
  cruddur db seed
  cruddur db update-cognito-user-ids --dry-run";

#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum Db {
    SchemaLoad(schema_load::Args),
    Seed(seed::Args),
    UpdateCognitoUserIds(update_cognito_user_ids::Args),
}

impl Db {
    pub async fn run(&self, context: &Context) -> anyhow::Result<()> {
        match self {
            Self::SchemaLoad(args) => schema_load::run(context, args).await,
            Self::Seed(args) => seed::run(context, args).await,
            Self::UpdateCognitoUserIds(args) => update_cognito_user_ids::run(context, args).await,
        }
    }
}
