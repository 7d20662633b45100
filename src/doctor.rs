//! The checks of every store and of the environment. They only read, and return findings; what fixes a finding is up to the caller.

mod embedded;
mod environment;
mod messages;
mod pool;
#[cfg(feature = "stack")]
mod stack;
mod users;

pub use embedded::{EMBEDDED, embedded};
pub use environment::{IgnoreReason, IgnoredSetting, environment, ignored_settings, ignores_database_url};
pub use messages::{clock, inboxes, protection, references, table};
pub use pool::{pool, pool_ids};
#[cfg(feature = "stack")]
pub use stack::{Named, Resources, STACK, resources, stack, stack_pool, stack_table};
pub use users::{users, verification};

use crate::error::Error;

/// The result of one check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What was checked.
    pub name: &'static str,
    /// What was found, in words.
    pub found: String,
    /// Whether it is a problem.
    pub state: State,
}

/// Whether a check found a problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// There is no problem.
    Ok,
    /// The check could not be made: a permission is missing, or an emulator lacks the operation.
    Unknown,
    /// This is wrong.
    Problem(Finding),
}

/// What a check found wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// The table does not exist, or is being deleted.
    TableMissing,
    /// The table or its index is not ACTIVE yet.
    TableSettling,
    /// The table differs from its schema, and an update fixes it.
    SchemaDiffers,
    /// The table differs from its schema, and no update can fix it.
    SchemaNotUpdatable,
    /// Deletion protection or point-in-time recovery is off, on production.
    ProtectionOff,
    /// An inbox does not show the newest message of a conversation.
    InboxesBehind,
    /// A participant of a conversation is not in the users database.
    ReferencesBroken,
    /// SQLite's check of an embedded store took longer than the target's timeout.
    EmbeddedCheckUnfinished,
    /// The clock of this machine is so far off that AWS may soon refuse signatures.
    ClockSkewed,
    /// The connection to production's users database is not encrypted.
    ConnectionUnencrypted,
    /// The server of production's users database is not verified in full.
    ServerUnverified,
    /// Users have no handle.
    HandlesMissing,
    /// Several users have the same handle.
    HandlesShared,
    /// Several users have the same Cognito id.
    CognitoIdsShared,
    /// Row-level security applies to the role.
    RowSecurity,
    /// The role may not read the columns that identify a user.
    PrivilegesMissing,
    /// The table `public.users` does not exist, but a table `users` in another schema does.
    UsersInOtherSchema {
        /// The other schema.
        schema: String,
    },
    /// A table of the users database does not exist.
    UsersTablesMissing,
    /// The table of users lacks a column.
    UsersColumnsMissing,
    /// A user has another Cognito id than in the pool, or the pool does not prove the id.
    CognitoIdsDiffer,
    /// Users of the pool have no handle.
    PoolHandlesMissing,
    /// Two variables of the same meaning have different values.
    VariablesDiffer {
        /// The one that has no effect.
        unused: &'static str,
    },
    /// The variables of the pool id and of the client id hold each other's value.
    PoolIdAndClientIdSwapped,
    /// The variables of the production database and of the local one have the same value.
    ProdDatabaseIsLocal,
    /// `AWS_PROFILE` and `AWS_DEFAULT_PROFILE` name different profiles.
    ProfilesDiffer,
    /// The environment has access keys and names a profile.
    KeysAndProfile,
    /// A fault of a stack or of one of its resources.
    Stack {
        /// The stack.
        name: String,
        /// The fault.
        fault: StackFault,
    },
}

/// What is wrong with a stack of CloudFormation, or with one of its resources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StackFault {
    /// The last operation failed, or was never executed.
    NotDeployed,
    /// A resource was deleted by hand.
    Gone,
    /// The stack was deployed without deletion protection.
    Unprotected,
    /// Deletion protection of the table was switched off by hand.
    TableUnprotected {
        /// The table.
        table: String,
    },
    /// Deletion protection of the user pool was switched off by hand.
    PoolUnprotected,
    /// Route tables do not lead to the gateway endpoint.
    RouteTablesMissing {
        /// The id of the endpoint.
        endpoint: String,
        /// The ids of the route tables.
        route_tables: Vec<String>,
    },
    /// The event source mapping is not enabled.
    SourceDisabled {
        /// Its id.
        id: String,
    },
    /// The event source mapping ignores which records failed.
    FailuresIgnored {
        /// Its id.
        id: String,
    },
    /// The function is behind the stream.
    Behind,
    /// The queue of failures has messages.
    Failures,
    /// The user pool does not call the function after a sign-up.
    NoTrigger {
        /// The function.
        function: String,
    },
}

impl Check {
    fn ok(name: &'static str, found: impl Into<String>) -> Self {
        Self { name, found: found.into(), state: State::Ok }
    }

    fn problem(name: &'static str, found: impl Into<String>, finding: Finding) -> Self {
        Self { name, found: found.into(), state: State::Problem(finding) }
    }

    fn unknown(name: &'static str, why: &Error) -> Self {
        Self { name, found: format!("not known: {why}"), state: State::Unknown }
    }
}
