//! A CloudFormation that answers by a script, for what no stand-in does. It speaks AWS's Query protocol: a form in, XML out.

use crate::support::stub::listen;
use crate::support::{Http, World};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

/// The parameters of a request.
pub type Form = BTreeMap<String, String>;

/// What a script answers: an HTTP status and what is within the XML of the answer.
pub type Answer = (u16, String);

pub const STACK_ID: &str =
    "arn:aws:cloudformation:ca-central-1:123456789012:stack/cruddur/11111111-2222-4333-8444-555555555555";

pub struct CloudFormation {
    url: String,
    calls: Arc<Mutex<Vec<String>>>,
}

impl CloudFormation {
    /// `answer` gets the action and the parameters of a request.
    pub fn new(mut answer: impl FnMut(&str, &Form) -> Answer + Send + 'static) -> Self {
        let (url, calls) = listen(move |request| {
            let form = form(std::str::from_utf8(&request.body).ok()?);
            let action = form.get("Action")?.clone();
            let (status, inner) = answer(&action, &form);
            Some((action.clone(), Http::answer(status, "text/xml", &xml(&action, status, &inner))))
        });
        Self { url, calls }
    }

    pub fn world(&self) -> World {
        super::world(&self.url)
    }

    /// The actions that were asked for.
    pub fn calls(&self) -> Vec<String> {
        self.calls.lock().unwrap().clone()
    }

    /// How often an action was asked for.
    pub fn count(&self, action: &str) -> usize {
        self.calls().iter().filter(|call| *call == action).count()
    }
}

/// The XML of an answer, or of an error.
fn xml(action: &str, status: u16, inner: &str) -> String {
    match status {
        200 => format!(
            "<{action}Response xmlns=\"http://cloudformation.amazonaws.com/doc/2010-05-15/\"><{action}Result>{inner}</{action}Result>\
             <ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></{action}Response>"
        ),
        _ => format!(
            "<ErrorResponse xmlns=\"http://cloudformation.amazonaws.com/doc/2010-05-15/\"><Error><Type>Sender</Type>{inner}</Error>\
             <RequestId>1</RequestId></ErrorResponse>"
        ),
    }
}

/// The parameters of a form.
fn form(body: &str) -> Form {
    let decoded = |text: &str| {
        let text = text.replace('+', " ");
        percent_encoding::percent_decode_str(&text).decode_utf8_lossy().into_owned()
    };
    body.split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (decoded(name), decoded(value)))
        .collect()
}

pub fn refused(code: &str, message: &str) -> Answer {
    (400, format!("<Code>{code}</Code><Message>{message}</Message>"))
}

/// DescribeStacks for a stack in this status.
pub fn described(status: &str) -> Answer {
    let stack = format!(
        "<Stacks><member><StackId>{STACK_ID}</StackId><StackName>cruddur</StackName><StackStatus>{status}</StackStatus>\
         <CreationTime>2026-11-22T11:00:00Z</CreationTime><Parameters><member><ParameterKey>Old</ParameterKey>\
         <ParameterValue>1</ParameterValue></member></Parameters></member></Stacks>"
    );
    (200, stack)
}

/// ListStackResources with these resources: the name, the type and the id of each.
pub fn resources(resources: &[(&str, &str, &str)]) -> Answer {
    let members: String = resources
        .iter()
        .map(|(name, kind, id)| {
            format!(
                "<member><LogicalResourceId>{name}</LogicalResourceId><ResourceType>{kind}</ResourceType><PhysicalResourceId>{id}\
                 </PhysicalResourceId><ResourceStatus>CREATE_COMPLETE</ResourceStatus></member>"
            )
        })
        .collect();
    (200, format!("<StackResourceSummaries>{members}</StackResourceSummaries>"))
}

pub fn no_stack() -> Answer {
    refused("ValidationError", "Stack with id cruddur does not exist")
}

/// GetTemplateSummary for a template with these parameters that have no default, and `Old` and `New` that have one.
pub fn summary(without_default: &[&str]) -> Answer {
    let with =
        ["Old", "New"].map(|name| format!("<member><ParameterKey>{name}</ParameterKey><DefaultValue/></member>"));
    let without = without_default.iter().map(|name| format!("<member><ParameterKey>{name}</ParameterKey></member>"));
    let all: String = with.into_iter().chain(without).collect();
    (200, format!("<Parameters>{all}</Parameters><Capabilities><member>CAPABILITY_IAM</member></Capabilities>"))
}

pub fn created_change_set() -> Answer {
    (
        200,
        format!(
            "<Id>arn:aws:cloudformation:ca-central-1:123456789012:changeSet/one/1</Id><StackId>{STACK_ID}</StackId>"
        ),
    )
}

/// DescribeChangeSet with these changes, and a token where another page follows.
pub fn change_set(changes: &str, token: Option<&str>) -> Answer {
    let token = token.map(|token| format!("<NextToken>{token}</NextToken>")).unwrap_or_default();
    (200, format!("<Status>CREATE_COMPLETE</Status><Changes>{changes}</Changes>{token}"))
}

/// A change of a resource. `details` are those of its properties: the name, and `Static` or `Dynamic`.
pub fn change(action: &str, replacement: &str, name: &str, kind: &str, details: &[(&str, &str)]) -> String {
    let details: String = details
        .iter()
        .map(|(property, evaluation)| {
            format!(
                "<member><Target><Attribute>Properties</Attribute><Name>{property}</Name><BeforeValue>a</BeforeValue>\
                 <AfterValue>b</AfterValue></Target><Evaluation>{evaluation}</Evaluation></member>"
            )
        })
        .collect();
    format!(
        "<member><Type>Resource</Type><ResourceChange><Action>{action}</Action><LogicalResourceId>{name}</LogicalResourceId>\
         <PhysicalResourceId>the-{name}</PhysicalResourceId><ResourceType>{kind}</ResourceType><Replacement>{replacement}</Replacement>\
         <Details>{details}</Details></ResourceChange></member>"
    )
}

/// DescribeStackEvents with these events, oldest first: the resource (`cruddur` is the stack itself), its status, and why.
pub fn events(events: &[(&str, &str, &str)]) -> Answer {
    let all: Vec<String> = events
        .iter()
        .enumerate()
        .map(|(at, (name, status, why))| {
            let (kind, id) = match *name {
                "cruddur" => ("AWS::CloudFormation::Stack", STACK_ID),
                _ => ("AWS::SQS::Queue", "queue"),
            };
            format!(
                "<member><StackId>{STACK_ID}</StackId><EventId>{at}</EventId><LogicalResourceId>{name}</LogicalResourceId>\
                 <PhysicalResourceId>{id}</PhysicalResourceId><ResourceType>{kind}</ResourceType><Timestamp>2026-11-22T11:00:{at:02}Z</Timestamp>\
                 <ResourceStatus>{status}</ResourceStatus><ResourceStatusReason>{why}</ResourceStatusReason></member>"
            )
        })
        .rev()
        .collect();
    (200, format!("<StackEvents>{}</StackEvents>", all.concat()))
}
