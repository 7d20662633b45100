//! The app's AWS resources as a stack of CloudFormation: planned by a change set, deployed, followed and deleted.
//!
//! CloudFormation does the work. This module decides what a change means: which changes are certain, which of them would destroy data, and
//! which event is the cause of a failure.

mod api;
mod change;
mod change_set;
mod code;
mod delete;
mod drift;
mod ec2;
mod events;
mod functions;
mod health;
mod location;
mod logs;
mod network;
mod own_address;
mod parameters;
mod queue;
mod redrive;
mod schema_load;
mod secret;
mod status;
mod template;
mod xml;

pub use change::{Change, ChangeKind, Property};
pub use change_set::{ChangeSet, Discarded, Wanted};
pub use code::Code;
pub use delete::{Fate, Remains};
pub use drift::{Difference, Drift};
pub use ec2::GatewayEndpoint;
pub use events::{Event, Follow, Since};
pub use functions::{Architecture, Functions, Zip};
pub use health::{Health, StreamSource};
pub use location::Location;
pub use logs::{Function, LogLine, Logs};
pub use network::{Network, default_network};
pub use own_address::own_address;
pub use queue::{HIDDEN_SECONDS, Queue, QueueCount};
pub use redrive::{MAX_MESSAGES, Outcome, Redrive, Redriven};
pub use schema_load::{SchemaLoaded, schema_load, schema_load_function};
pub use secret::password;
pub use status::Status;
pub use template::{Source, Template};

use crate::aws::Service;
use crate::ddb::retry::is_unclear;
use crate::error::{Error, Result, StackError};
use crate::event::Observer;
use crate::pages::Pages;
use crate::timestamp::Timestamp;
use aws_sdk_cloudformation::Client;
use aws_sdk_cloudformation::types::Stack as Described;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::DateTime;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;

/// The name of the stack with everything, unless another is given.
pub const DEFAULT_STACK: &str = "cruddur";

/// The name of the stack with the table alone. It is another one, since deploying the small template over the large one would remove
/// everything else.
pub const DEFAULT_TABLE_STACK: &str = "cruddur-table";

/// The longest name of a stack. Source: CloudFormation API reference, CreateStack, `StackName`.
const MAX_NAME: usize = 128;

/// A stack, which may or may not exist.
pub struct Stack {
    client: Client,
    service: Service,
    name: String,
}

/// What CloudFormation says of a stack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Description {
    /// Its ARN.
    pub id: String,
    /// Its status.
    pub status: Status,
    /// Why it has this status, if CloudFormation says so.
    pub reason: Option<String>,
    /// When it was created or updated last.
    pub changed: Option<Timestamp>,
    /// Its parameters. CloudFormation shows `****` for secret ones.
    pub parameters: Vec<(String, String)>,
    /// Its outputs.
    pub outputs: Vec<Output>,
    /// Whether it has termination protection.
    pub is_protected: bool,
}

/// An output of a stack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
    /// What it is for.
    pub description: String,
}

/// A resource of a stack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    /// Its name in the template.
    pub name: String,
    /// Its type, such as `AWS::DynamoDB::Table`.
    pub kind: String,
    /// Its name or id in AWS.
    pub id: String,
    /// Its status.
    pub status: Status,
    /// Why it has this status, if CloudFormation says so.
    pub reason: Option<String>,
}

impl Resource {
    /// Whether it has this name in the template, and exists.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.name == name && !self.id.is_empty() && !self.status.is_deleted()
    }
}

impl Description {
    /// The name of the stack.
    pub fn name(&self) -> &str {
        self.id.split('/').nth(1).unwrap_or(&self.id)
    }

    /// The value of a parameter.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(have, _)| have == name).map(|(_, value)| value.as_str())
    }

    /// The value of an output, which is not empty.
    ///
    /// # Errors
    /// [`StackError::NoOutput`]
    pub fn output(&self, output: &str) -> Result<&str> {
        let has_value = |have: &&Output| have.name == output && !have.value.is_empty();
        let found = self.outputs.iter().find(has_value).map(|have| have.value.as_str());
        found.ok_or_else(|| StackError::NoOutput { name: self.name().to_owned(), output: output.to_owned() }.into())
    }
}

impl Stack {
    /// Makes the client of a stack. No request is sent for it but those that the credentials need.
    ///
    /// # Errors
    /// [`StackError::BadName`], and those of the credentials.
    pub async fn open(location: &Location, name: &str, observer: Observer) -> Result<Self> {
        check_name(name)?;
        let service =
            Service { name: "CloudFormation", at: location.at(), region: Some(location.region().to_owned()), observer };
        let client = Client::new(&location.configure().await?);
        Ok(Self { client, service, name: name.to_owned() })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What CloudFormation says of it; `None` if it does not exist.
    ///
    /// # Errors
    /// [`StackError::NotAllowed`], [`Error::Credentials`], [`Error::Unreachable`] and the service errors.
    pub async fn describe(&self) -> Result<Option<Description>> {
        self.describe_by(&self.name).await
    }

    /// As [`Stack::describe`], for a stack that must exist.
    ///
    /// # Errors
    /// [`StackError::NoStack`], and as [`Stack::describe`].
    pub async fn described(&self) -> Result<Description> {
        let no_stack = || StackError::NoStack { name: self.name.clone(), at: self.service.at.clone() }.into();
        self.describe().await?.ok_or_else(no_stack)
    }

    /// As [`Stack::describe`], by its name or its ARN. A deleted stack is found by its ARN only.
    async fn describe_by(&self, id: &str) -> Result<Option<Description>> {
        let send = self.client.describe_stacks().stack_name(id).send();
        let reply = match self.call("DescribeStacks", send).await {
            Err(Error::Service { code, message, .. }) if code == "ValidationError" && is_missing(&message) => {
                return Ok(None);
            }
            reply => reply?,
        };
        Ok(reply.stacks.unwrap_or_default().into_iter().next().map(description))
    }

    /// The resources of the stack, in the order in which CloudFormation lists them.
    ///
    /// # Errors
    /// As [`Stack::describe`], and [`Error::EndlessPages`].
    pub async fn resources(&self) -> Result<Vec<Resource>> {
        let mut pages = Pages::of("ListStackResources", &self.name);
        let (mut found, mut token) = (Vec::new(), None);
        loop {
            let send = self.client.list_stack_resources().stack_name(&self.name).set_next_token(token).send();
            let reply = self.call("ListStackResources", send).await?;
            let summaries = reply.stack_resource_summaries.unwrap_or_default();
            let is_empty = summaries.is_empty();
            found.extend(summaries.into_iter().map(|resource| Resource {
                name: resource.logical_resource_id.unwrap_or_default(),
                kind: resource.resource_type.unwrap_or_default(),
                id: resource.physical_resource_id.unwrap_or_default(),
                status: Status::new(resource.resource_status.as_ref().map_or("", |status| status.as_str())),
                reason: said(resource.resource_status_reason),
            }));
            token = pages.next(reply.next_token, is_empty)?;
            if token.is_none() {
                return Ok(found);
            }
        }
    }

    /// The resource with this name in the template.
    ///
    /// # Errors
    /// [`StackError::NoResource`], and as [`Stack::resources`].
    async fn resource(&self, resource: &str) -> Result<Resource> {
        let found = self.resources().await?.into_iter().find(|have| have.is(resource));
        found.ok_or_else(|| StackError::NoResource { name: self.name.clone(), resource: resource.to_owned() }.into())
    }

    /// Returns the error of a request that starts an operation. Without an answer, the operation may have started.
    fn unclear(&self, what: &'static str, error: Error) -> Error {
        if is_unclear(&error) {
            return StackError::MaybeStarted { name: self.name.clone(), what, source: error.into() }.into();
        }
        error
    }

    /// Sends one operation on the stack.
    async fn call<T, E>(
        &self,
        operation: &'static str,
        send: impl Future<Output = Result<T, SdkError<E, HttpResponse>>>,
    ) -> Result<T>
    where
        E: std::error::Error + ProvideErrorMetadata + Send + Sync + 'static,
    {
        self.service.call_or(operation, &self.name, send, |error| meaning(operation, &self.name, error)).await
    }
}

/// What an error of CloudFormation means.
/// Source: CloudFormation API reference, "Common errors"; the Query protocol has its own names for those of the signature.
fn meaning(operation: &'static str, on: &str, error: &impl ProvideErrorMetadata) -> Option<Error> {
    let message = error.message().unwrap_or("the service gave no reason").to_owned();
    match error.code()? {
        "AccessDenied" | "AccessDeniedException" | "UnauthorizedOperation" => {
            let action = missing_action(&message).unwrap_or_else(|| format!("cloudformation:{operation}"));
            Some(StackError::NotAllowed { action, on: format!("stack {on}"), message }.into())
        }
        code @ ("ExpiredToken"
        | "InvalidClientTokenId"
        | "SignatureDoesNotMatch"
        | "IncompleteSignature"
        | "MissingAuthenticationToken"
        | "OptInRequired"
        | "RequestExpired") => Some(Error::Credentials { operation, source: format!("{code}: {message}").into() }),
        _ => None,
    }
}

/// The IAM action that a message says is missing. Source: IAM user guide, "Troubleshoot access denied error messages":
/// `User: ARN is not authorized to perform: ACTION on resource: ARN because ...`
fn missing_action(message: &str) -> Option<String> {
    let (_, rest) = message.split_once("not authorized to perform: ")?;
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '*');
    let action: String = rest.chars().take_while(|c| is_part(*c)).collect();
    action.contains(':').then_some(action)
}

/// Whether a code of a service says that a log group, a queue or an event source mapping does not exist. SQS has an older name for it.
fn is_missing_resource(code: &str) -> bool {
    matches!(code, "ResourceNotFoundException" | "QueueDoesNotExist" | "AWS.SimpleQueueService.NonExistentQueue")
}

/// Whether a ValidationError says that there is no such stack.
fn is_missing(message: &str) -> bool {
    message.contains("does not exist")
}

/// A text that is not empty.
fn said(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty())
}

/// A time of the SDK.
fn time(at: Option<DateTime>) -> Option<Timestamp> {
    at.and_then(|at| Timestamp::from_seconds(at.secs(), at.subsec_nanos()))
}

/// Source: CloudFormation API reference, CreateStack, `StackName`.
fn check_name(name: &str) -> Result<()> {
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let why = if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || !name.chars().all(is_allowed) {
        "it takes letters, digits and hyphens, and begins with a letter"
    } else if name.len() > MAX_NAME {
        "it has more than 128 characters"
    } else {
        return Ok(());
    };
    Err(StackError::BadName { name: name.to_owned(), why }.into())
}

fn description(stack: Described) -> Description {
    let parameters = stack.parameters.unwrap_or_default().into_iter();
    let outputs = stack.outputs.unwrap_or_default().into_iter();
    Description {
        id: stack.stack_id.unwrap_or_default(),
        status: Status::new(stack.stack_status.as_ref().map_or("", |status| status.as_str())),
        reason: said(stack.stack_status_reason),
        changed: time(stack.last_updated_time.or(stack.creation_time)),
        parameters: parameters
            .map(|one| (one.parameter_key.unwrap_or_default(), one.parameter_value.unwrap_or_default()))
            .collect(),
        outputs: outputs
            .map(|one| Output {
                name: one.output_key.unwrap_or_default(),
                value: one.output_value.unwrap_or_default(),
                description: one.description.unwrap_or_default(),
            })
            .collect(),
        is_protected: stack.enable_termination_protection.unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_missing_action_is_read_from_the_message() {
        let message = "User: arn:aws:iam::123456789012:user/u is not authorized to perform: cloudformation:CreateChangeSet on resource: arn:aws:cloudformation:eu-west-1:123456789012:stack/cruddur/* because no identity-based policy allows it";
        assert_eq!(missing_action(message).as_deref(), Some("cloudformation:CreateChangeSet"));
        assert_eq!(missing_action("no"), None);
        assert_eq!(missing_action("not authorized to perform: it"), None);
    }

    #[test]
    fn a_name_is_checked_as_cloudformation_does() {
        for name in ["cruddur", "C-1"] {
            assert!(check_name(name).is_ok(), "{name}");
        }
        for name in ["", "1a", "-a", "a_b", "a b", "é", &"a".repeat(129)] {
            assert!(check_name(name).is_err(), "{name}");
        }
    }
}
