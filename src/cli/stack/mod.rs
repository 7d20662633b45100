//! `cruddur stack`: the AWS resources of the app, by CloudFormation.

mod args;
mod changes;
mod delete;
mod deploy;
mod drift;
mod env;
mod execution;
mod logs;
mod open_access;
mod outputs;
mod plan;
mod progress;
mod redrive;
mod release;
mod schema_load;
mod status;
mod template;
mod tree;

use super::context::Context;
use clap::Subcommand;

pub const EXAMPLES: &str = "\
Examples:
  cruddur stack plan --table-only
  cruddur stack deploy --table-only
  cruddur stack status";

#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum Stack {
    /// Print the template of the stack
    ///
    /// The name of the table is written into it as a literal, so that a kept table can be imported by its name. It reads and calls
    /// nothing.
    Template(template::Args),
    /// Show what a deployment would change
    ///
    /// Makes a change set, shows it and removes it. A stack that did not exist before does not exist after. A change that is not
    /// certain depends on a value that is only known once another resource was changed.
    Plan(plan::Args),
    /// Create the stack, or update it
    ///
    /// Shows the changes and asks first. A change that removes or replaces the table, the database or the user pool needs the name of the
    /// stack typed, or given by --confirm. If a resource fails, its cause is shown once, and CloudFormation rolls back. Interrupted, the
    /// operation goes on: status --follow shows it. Run again, it changes nothing.
    ///
    /// With --functions the zip files are uploaded after the answer, into a bucket of a stack of its own, which is created if it is
    /// missing. After the deployment, the function schema-load creates what is missing of the users schema.
    Deploy(deploy::Args),
    /// Show the status of the stack and of each resource
    ///
    /// With --follow it shows the events of the last operation until it ends, and exits with 1 if the operation failed.
    Status(status::Args),
    /// Show the outputs of the stack
    Outputs(outputs::Args),
    /// Print the outputs as the environment variables of the app
    ///
    /// The URL of the users database has no password, and that line is a comment, unless --with-password reads it from its secret.
    Env(env::Args),
    /// Let addresses connect to the users database, or close it again
    ///
    /// Changes the parameters OperatorCidr and PublicDatabase of the stack, so that there is no drift. A database in a VPC of the stack
    /// gets a public address, and loses it with --close.
    OpenAccess(open_access::Args),
    /// Create what is missing of the users schema
    ///
    /// Invokes the function schema-load of the stack with the login of the database, which is read from its secret and never shown.
    /// stack deploy does it too. It drops nothing, and a second run changes nothing.
    SchemaLoad(schema_load::Args),
    /// Print the log lines of a function of the stack
    ///
    /// Reads them from CloudWatch Logs, oldest first. With --follow it runs until Ctrl-C, and prints new lines as they arrive.
    Logs(logs::Args),
    /// Process again what messaging-stream failed to process
    ///
    /// Lambda gives up on records that fail ten times, and puts their place in the stream into the queue of failures. This reads the
    /// records again, updates the inboxes as the function does, and removes each message of the queue that succeeded. What fails
    /// stays in the queue (exit code 6). The stream keeps records for 24 hours. Run again, it changes nothing.
    Redrive(redrive::Args),
    /// Compare the resources with the template
    ///
    /// CloudFormation looks at each resource, and names what somebody changed by hand. Exits with 6 if anything differs.
    Drift(drift::Args),
    /// Delete the stack
    ///
    /// Lists what is removed and what stays, and wants the name of the stack typed, or given by --confirm. The table and the user pool
    /// stay, and so does a last snapshot of the database. Deletion protection is switched off first.
    Delete(delete::Args),
}

impl Stack {
    /// Whether it never writes.
    pub fn only_reads(&self) -> bool {
        match self {
            Self::Template(_)
            | Self::Plan(_)
            | Self::Status(_)
            | Self::Outputs(_)
            | Self::Env(_)
            | Self::Logs(_)
            | Self::Drift(_) => true,
            Self::Deploy(_) | Self::OpenAccess(_) | Self::SchemaLoad(_) | Self::Redrive(_) | Self::Delete(_) => false,
        }
    }

    /// Returns whether its output has no end.
    pub fn follows(&self) -> bool {
        matches!(self, Self::Logs(args) if args.follows())
    }

    pub async fn run(&self, context: &Context) -> anyhow::Result<()> {
        match self {
            Self::Template(args) => template::run(context, args),
            Self::Plan(args) => plan::run(context, args).await,
            Self::Deploy(args) => deploy::run(context, args).await,
            Self::Status(args) => status::run(context, args).await,
            Self::Outputs(args) => outputs::run(context, args).await,
            Self::Env(args) => env::run(context, args).await,
            Self::OpenAccess(args) => open_access::run(context, args).await,
            Self::SchemaLoad(args) => schema_load::run(context, args).await,
            Self::Logs(args) => logs::run(context, args).await,
            Self::Redrive(args) => redrive::run(context, args).await,
            Self::Drift(args) => drift::run(context, args).await,
            Self::Delete(args) => delete::run(context, args).await,
        }
    }
}
