//! `cruddur db`: the users, in PostgreSQL.

mod connect;
mod create;
mod drop;
mod list_users;
mod schema_load;
mod seed;
mod sessions;
mod state;
mod update_cognito_user_ids;

pub use seed::new_users;

use super::context::Context;
use clap::Subcommand;

pub const EXAMPLES: &str = "\
Examples:
  cruddur db schema-load
  cruddur db seed
  cruddur db list-users
  cruddur db update-cognito-user-ids --dry-run
  cruddur db connect";

#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum Db {
    /// Open the users database in psql
    ///
    /// Replaces this process by psql, with the connection that the other commands use. The password is not on its command line.
    ///
    /// On prod transactions only read, unless --write is given or a statement says otherwise. PgBouncer refuses that default unless
    /// its ignore_startup_parameters has options.
    Connect(connect::Args),
    /// Create the users database if the server does not have it
    ///
    /// The database is empty. cruddur db schema-load creates its tables.
    Create(create::Args),
    /// Drop the users database, with everything in it
    ///
    /// Refused while other sessions use the database, unless --force is given. This is not undone.
    Drop(drop::Args),
    /// List the users in the users database
    ///
    /// In order of handle. A column that this role may not read, or that is null, is empty.
    ListUsers(list_users::Args),
    /// List the other sessions of the users database
    ///
    /// What they wait for and since when they are in their state, but not their statements, which may hold personal data.
    Sessions(sessions::Args),
    /// Create the tables users and activities if they do not exist
    ///
    /// A table that already exists is not changed. With --reset both tables are dropped first, with everything in them.
    SchemaLoad(schema_load::Args),
    /// Insert the seeded users whose handle does not exist
    ///
    /// A user who already exists is not changed. A second run changes nothing.
    Seed(seed::Args),
    /// Copy the ids of the pool's users into the users database
    ///
    /// For each user of the pool, sets the cognito_user_id of the row with exactly the same handle to the pool's sub. All rows are
    /// updated in one transaction, or none.
    ///
    /// On prod a handle proves nothing, because users choose it when they sign up. A row is bound only to a confirmed and enabled
    /// user whose verified e-mail address is the row's. Other rows are listed and not updated (exit code 6), unless --by-handle is
    /// given. On other targets the handle is enough, and each row that is not proved is named.
    ///
    /// Ambiguous rows are listed and not updated either: a handle that several users or rows have, handles that differ only in
    /// case or blanks, and a sub that is not a UUID or that several users have.
    ///
    /// --check writes nothing and exits with 6 if anything differs. --strict writes, and exits with 6 if users are missing on
    /// either side or have no handle. --strict --dry-run is the same as --check.
    UpdateCognitoUserIds(update_cognito_user_ids::Args),
}

impl Db {
    /// Returns whether it only checks.
    pub fn checks(&self) -> bool {
        match self {
            Self::SchemaLoad(args) => args.check.is_wanted(),
            Self::UpdateCognitoUserIds(args) => args.check.is_wanted(),
            _ => false,
        }
    }

    /// Returns whether it never writes to a store.
    pub fn only_reads(&self) -> bool {
        match self {
            // psql may write, and the embedded store is never opened for it.
            Self::Connect(_) | Self::ListUsers(_) | Self::Sessions(_) => true,
            Self::Create(_) | Self::Drop(_) | Self::SchemaLoad(_) | Self::Seed(_) | Self::UpdateCognitoUserIds(_) => {
                false
            }
        }
    }

    pub async fn run(&self, context: &Context) -> anyhow::Result<()> {
        match self {
            Self::Connect(args) => connect::run(context, args).await,
            Self::Create(args) => create::run(context, args).await,
            Self::Drop(args) => drop::run(context, args).await,
            Self::ListUsers(args) => list_users::run(context, args).await,
            Self::Sessions(args) => sessions::run(context, args).await,
            Self::SchemaLoad(args) => schema_load::run(context, args).await,
            Self::Seed(args) => seed::run(context, args).await,
            Self::UpdateCognitoUserIds(args) => update_cognito_user_ids::run(context, args).await,
        }
    }
}
