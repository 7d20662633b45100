//! The events of an operation, as they come, and the cause of its failure.
//! Source: CloudFormation API reference, DescribeStackEvents: the newest event is first, and there are up to 100 on a page.

use super::status::Status;
use super::{Stack, missing_action, said, time};
use crate::error::{Error, Result, StackError};
use crate::pages::Pages;
use crate::timestamp::Timestamp;
use aws_sdk_cloudformation::types::StackEvent;
use std::collections::VecDeque;
use std::time::Duration;

/// The type of the events of the stack itself.
const STACK: &str = "AWS::CloudFormation::Stack";

/// The interval between two requests for new events.
const POLL_INTERVAL: Duration = Duration::from_millis(700);

/// The limit of failed requests in a row: throttled, or without an answer.
const MAX_FAILURES: u32 = 40;

/// After how many reads without an event the stack itself is read: its end may have no event that can be read.
const IDLE_READS: u32 = 20;

/// An event of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// When it happened.
    pub at: Option<Timestamp>,
    /// The name of the resource in the template, or of the stack.
    pub resource: String,
    /// The type of the resource.
    pub resource_type: String,
    /// The status that the resource got.
    pub status: Status,
    /// Why, if CloudFormation says so.
    pub reason: Option<String>,
    /// Whether it is of the stack itself.
    pub is_stack: bool,
    /// Whether it only follows from a failure before: a rollback, or a resource that was cancelled.
    pub is_consequence: bool,
    id: String,
    physical_id: String,
}

/// From where on events are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Since {
    /// What follows this event; everything if there was none.
    Event(Option<String>),
    /// The begin of the operation that was started last.
    Operation,
}

/// Follows an operation until it has ended.
pub struct Follow<'a> {
    stack: &'a Stack,
    /// The ARN of the stack: a deleted one has no other name.
    id: String,
    since: Since,
    waiting: VecDeque<Event>,
    /// The first resource that failed.
    failed: Option<Event>,
    /// Why the operation was rolled back, as the stack itself says.
    reason: Option<String>,
    is_rollback: bool,
    end: Option<Status>,
    failures: u32,
    idle: u32,
}

impl Stack {
    /// Follows the operation of a stack.
    pub fn follow(&self, id: String, since: Since) -> Follow<'_> {
        Follow {
            stack: self,
            id,
            since,
            waiting: VecDeque::new(),
            failed: None,
            reason: None,
            is_rollback: false,
            end: None,
            failures: 0,
            idle: 0,
        }
    }

    /// The id of the newest event.
    pub(super) async fn last_event(&self, id: &str) -> Result<Option<String>> {
        let send = self.client.describe_stack_events().stack_name(id).send();
        let reply = match self.call("DescribeStackEvents", send).await {
            // A stack that was just made may have no events yet.
            Err(Error::Service { code, .. }) if code == "ValidationError" => return Ok(None),
            reply => reply?,
        };
        Ok(reply.stack_events.unwrap_or_default().into_iter().next().and_then(|event| event.event_id))
    }

    /// The events that follow `since`, oldest first.
    async fn events(&self, id: &str, since: &Since) -> Result<Vec<Event>> {
        let mut pages = Pages::of("DescribeStackEvents", &self.name);
        let (mut found, mut token) = (Vec::new(), None);
        'all: loop {
            let send = self.client.describe_stack_events().stack_name(id).set_next_token(token).send();
            let reply = self.call("DescribeStackEvents", send).await?;
            let events = reply.stack_events.unwrap_or_default();
            let is_empty = events.is_empty();
            for event in events.into_iter().map(|event| read(event, id)) {
                if matches!(since, Since::Event(Some(last)) if *last == event.id) {
                    break 'all;
                }
                let is_begin = *since == Since::Operation && event.is_stack && event.status.is_begin();
                found.push(event);
                if is_begin {
                    break 'all;
                }
            }
            token = pages.next(reply.next_token, is_empty)?;
            if token.is_none() {
                break;
            }
        }
        found.reverse();
        Ok(found)
    }
}

impl Follow<'_> {
    /// Waits for the next event. `None` once the operation has ended.
    ///
    /// # Errors
    /// [`StackError::NotAllowed`], [`Error::Credentials`] and the service errors. Throttling and a lost connection are waited out.
    pub async fn next(&mut self) -> Result<Option<Event>> {
        loop {
            if let Some(mut event) = self.waiting.pop_front() {
                self.record(&mut event);
                return Ok(Some(event));
            }
            if self.end.is_some() {
                return Ok(None);
            }
            if !self.read_events().await? {
                tokio::time::sleep(POLL_INTERVAL).await;
            }
        }
    }

    /// How the operation ended.
    ///
    /// # Errors
    /// [`StackError::Failed`] with the first cause, if it did not do what it should.
    pub fn finish(self) -> Result<Status> {
        let end = self.end.unwrap_or_else(|| Status::new("UNKNOWN"));
        if end.is_success() {
            return Ok(end);
        }
        let (resource, why) = match self.failed {
            Some(Event { resource, resource_type, reason, .. }) => {
                (Some(format!("{resource} ({resource_type})")), reason)
            }
            None => (None, self.reason),
        };
        let why = why.unwrap_or_else(|| "CloudFormation gave no reason".to_owned());
        let action = missing_action(&why);
        Err(StackError::Failed { name: self.stack.name.clone(), status: end.to_string(), resource, why, action }.into())
    }

    /// Reads new events. Returns whether there were any, or the operation has ended.
    async fn read_events(&mut self) -> Result<bool> {
        match self.stack.events(&self.id, &self.since).await {
            Ok(events) => {
                self.failures = 0;
                let Some(last) = events.last() else { return self.read_stack().await };
                self.idle = 0;
                self.since = Since::Event(Some(last.id.clone()));
                self.waiting.extend(events);
                Ok(true)
            }
            Err(error) if error.is_retryable() && self.failures < MAX_FAILURES => {
                self.failures += 1;
                Ok(false)
            }
            Err(error) => Err(error),
        }
    }

    /// Reads the status of the stack itself after some reads without an event. Returns whether the operation has ended.
    async fn read_stack(&mut self) -> Result<bool> {
        self.idle += 1;
        if self.idle < IDLE_READS {
            return Ok(false);
        }
        self.idle = 0;
        let found = self.stack.describe_by(&self.id).await?;
        let end = found.as_ref().map_or_else(|| Status::new("DELETE_COMPLETE"), |found| found.status.clone());
        if !end.is_in_progress() {
            self.reason = self.reason.take().or_else(|| found.and_then(|found| found.reason));
            self.end = Some(end);
        }
        Ok(self.end.is_some())
    }

    /// Records what an event says of the operation.
    fn record(&mut self, event: &mut Event) {
        if event.is_stack {
            if event.status.is_rollback() || event.status.is_failure() {
                self.reason = self.reason.take().or_else(|| event.reason.clone());
            }
            self.is_rollback |= event.status.is_rollback();
            if !event.status.is_in_progress() && !event.status.is_review() {
                self.end = Some(event.status.clone());
            }
            return;
        }
        event.is_consequence = self.is_rollback || is_cancelled(event.reason.as_deref());
        if self.failed.is_none() && event.status.is_failure() && !event.is_consequence {
            self.failed = Some(event.clone());
        }
    }
}

/// Whether a resource was only cancelled because another one failed. The API has no code for it.
/// Source: CloudFormation user guide, "Troubleshooting CloudFormation".
fn is_cancelled(reason: Option<&str>) -> bool {
    reason.is_some_and(|reason| {
        let reason = reason.to_ascii_lowercase();
        ["creation", "update", "deletion"].iter().any(|what| reason.starts_with(&format!("resource {what} cancelled")))
    })
}

fn read(event: StackEvent, stack_id: &str) -> Event {
    let physical_id = event.physical_resource_id.unwrap_or_default();
    let resource_type = event.resource_type.unwrap_or_default();
    Event {
        at: time(event.timestamp),
        resource: event.logical_resource_id.unwrap_or_default(),
        is_stack: resource_type == STACK && physical_id == stack_id,
        resource_type,
        status: Status::new(event.resource_status.as_ref().map_or("", |status| status.as_str())),
        reason: said(event.resource_status_reason),
        is_consequence: false,
        id: event.event_id.unwrap_or_default(),
        physical_id,
    }
}
