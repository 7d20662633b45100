//! What can go wrong with a stack of CloudFormation.

use super::{Cause, Kind};
use std::path::PathBuf;

/// A stack that cannot be planned, deployed or deleted.
#[derive(Debug, thiserror::Error)]
pub enum StackError {
    /// The stack does not exist.
    #[error("there is no stack {name} ({at})")]
    NoStack {
        /// Its name.
        name: String,
        /// Where it was looked for.
        at: String,
    },

    /// The stack has no output of this name.
    #[error("stack {name} has no output {output}")]
    NoOutput {
        /// The stack.
        name: String,
        /// The output.
        output: String,
    },

    /// The stack has no resource of this name.
    #[error("stack {name} has no resource {resource}")]
    NoResource {
        /// The stack.
        name: String,
        /// The resource, by its name in the template.
        resource: String,
    },

    /// The log group of a function does not exist.
    #[error("the log group {group} of stack {name} does not exist")]
    NoLogGroup {
        /// The stack.
        name: String,
        /// The log group.
        group: String,
    },

    /// The queue of failures does not exist.
    #[error("the queue {url} of stack {name} does not exist")]
    NoQueue {
        /// The stack.
        name: String,
        /// The URL of the queue.
        url: String,
    },

    /// A name that no stack can have.
    #[error("{name:?} is not a name for a stack: {why}")]
    BadName {
        /// The name.
        name: String,
        /// What is wrong with it.
        why: &'static str,
    },

    /// A template that CloudFormation would not take.
    #[error("the template {why}")]
    BadTemplate {
        /// What is wrong with it.
        why: String,
    },

    /// Parameters that the template does not have.
    #[error("the template has no parameter {}", .names.join(", "))]
    UnknownParameter {
        /// The names that were given.
        names: Vec<String>,
        /// The parameters of the template.
        known: Vec<String>,
    },

    /// Parameters without a value.
    #[error("no value is given for the {} {}", if .names.len() == 1 { "parameter" } else { "parameters" }, .names.join(", "))]
    MissingParameter {
        /// Their names.
        names: Vec<String>,
    },

    /// The credentials lack a permission.
    #[error("these credentials may not do {action} on {on}: {message}")]
    NotAllowed {
        /// The IAM action, such as `cloudformation:CreateChangeSet`.
        action: String,
        /// The stack.
        on: String,
        /// What the service said.
        message: String,
    },

    /// Another operation on the stack is in progress.
    #[error("stack {name} is {status}: another operation is in progress")]
    Busy {
        /// The stack.
        name: String,
        /// Its status.
        status: String,
    },

    /// An operation that failed left the stack in a status in which it can only be deleted.
    #[error("stack {name} is {status}: it can only be deleted")]
    Leftover {
        /// The stack.
        name: String,
        /// Its status.
        status: String,
    },

    /// A rollback failed, so the stack cannot be updated.
    #[error("stack {name} is {status}: its rollback has to be completed first")]
    Stuck {
        /// The stack.
        name: String,
        /// Its status.
        status: String,
    },

    /// The stack has termination protection.
    #[error("stack {name} has termination protection, so it was not deleted")]
    Protected {
        /// The stack.
        name: String,
    },

    /// The start of an operation got no answer, so the operation may be in progress.
    #[error("the {what} of stack {name} may have started: the answer is not known")]
    MaybeStarted {
        /// The stack.
        name: String,
        /// `deployment` or `deletion`.
        what: &'static str,
        /// The error instead of an answer.
        source: Cause,
    },

    /// CloudFormation could not compare the resources with the template.
    #[error("the drift of stack {name} is not known: {why}")]
    NoDrift {
        /// The stack.
        name: String,
        /// CloudFormation's reason.
        why: String,
    },

    /// CloudFormation could not make a change set.
    #[error("stack {name} cannot be planned: {why}")]
    NoChangeSet {
        /// The stack.
        name: String,
        /// What the service said.
        why: String,
    },

    /// An operation on the stack failed.
    #[error("stack {name} is {status}{}: {why}", of_resource(.resource.as_deref()))]
    Failed {
        /// The stack.
        name: String,
        /// The status that the operation ended with.
        status: String,
        /// The resource that failed first, with its type.
        resource: Option<String>,
        /// Why it failed, as CloudFormation says.
        why: String,
        /// The IAM action that was missing, if that is why.
        action: Option<String>,
    },

    /// The region has no default VPC that a stack can use.
    #[error("there is no network for the stack in region {region}: {why}")]
    NoDefaultVpc {
        /// The region.
        region: String,
        /// What is missing.
        why: &'static str,
    },

    /// The address of this machine could not be read.
    #[error("the address of this machine is not known: {at} did not say it")]
    NoAddress {
        /// The endpoint that was asked.
        at: String,
        /// Why; `None` for an answer that is no public IPv4 address.
        source: Option<Cause>,
    },

    /// Zip files of functions that do not exist.
    #[error("there is no {}", listed(.paths))]
    NoFunctions {
        /// Where they should be.
        paths: Vec<PathBuf>,
    },

    /// A zip file that Lambda could not run.
    #[error("{} {why}", .path.display())]
    BadFunction {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },

    /// A function of the stack failed.
    #[error("function {function} failed: {why}")]
    FunctionFailed {
        /// The stack.
        name: String,
        /// The function.
        function: String,
        /// What it said.
        why: String,
    },

    /// A variable that names an endpoint which is not on this machine.
    #[error("refused: {variable} names {host}, which is not a loopback address")]
    Endpoint {
        /// The variable.
        variable: &'static str,
        /// The host.
        host: String,
    },
}

fn listed(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
}

fn of_resource(resource: Option<&str>) -> String {
    resource.map(|resource| format!(", since {resource} failed")).unwrap_or_default()
}

impl StackError {
    /// What kind of failure it is.
    pub fn kind(&self) -> Kind {
        match self {
            Self::NoStack { .. }
            | Self::NoOutput { .. }
            | Self::NoDefaultVpc { .. }
            | Self::NoResource { .. }
            | Self::NoLogGroup { .. }
            | Self::NoQueue { .. } => Kind::NotFound,
            Self::BadName { .. }
            | Self::BadTemplate { .. }
            | Self::UnknownParameter { .. }
            | Self::MissingParameter { .. }
            | Self::NoFunctions { .. }
            | Self::BadFunction { .. } => Kind::Usage,
            Self::NotAllowed { .. } | Self::Failed { action: Some(_), .. } => Kind::Configuration,
            Self::Leftover { .. } | Self::Protected { .. } | Self::Endpoint { .. } => Kind::Refused,
            Self::Busy { .. }
            | Self::Stuck { .. }
            | Self::MaybeStarted { .. }
            | Self::NoDrift { .. }
            | Self::NoChangeSet { .. }
            | Self::NoAddress { .. }
            | Self::FunctionFailed { .. }
            | Self::Failed { action: None, .. } => Kind::Failed,
        }
    }

    /// Whether the same command may succeed a little later.
    pub fn is_retryable(&self) -> bool {
        matches!(self, Self::Busy { .. } | Self::NoAddress { .. })
    }
}
