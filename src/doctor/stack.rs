//! The stack of CloudFormation, and what changed in its resources by hand.

use super::{Check, Finding, StackFault};
use crate::cognito::UserPool;
use crate::ddb::Table;
use crate::error::{Error, Result, StackError};
use crate::stack::{Description, Health, QueueCount, Resource, Stack};
use std::time::Duration;

/// The name of the check of the stack itself.
pub const STACK: &str = "stack";

/// The age of a record at which inboxes are noticeably behind.
const MAX_AGE: Duration = Duration::from_secs(60);

/// A check by its name. An error is that of a service, such as a permission that is missing.
pub type Named = (&'static str, Result<Check>);

/// The stack, and its resources, by their names in the template.
pub struct Resources {
    /// What CloudFormation says of it.
    pub found: Description,
    resources: Vec<Resource>,
}

impl Resources {
    /// The id of a resource.
    pub fn id(&self, name: &str) -> Option<&str> {
        self.resources.iter().find(|resource| resource.is(name)).map(|resource| resource.id.as_str())
    }
}

/// Checks the status of the stack, and returns its resources if it exists. A stack that does not exist is no problem unless
/// `must_exist` is set. Without it, neither are a permission that is missing nor a service that does not answer.
///
/// # Errors
/// The service errors of [`Error`].
pub async fn stack(stack: &Stack, must_exist: bool) -> Result<(Check, Option<Resources>)> {
    let found = match stack.describe().await {
        Err(why @ (Error::Stack(StackError::NotAllowed { .. }) | Error::Unreachable { .. })) if !must_exist => {
            return Ok((Check::unknown(STACK, &why), None));
        }
        Ok(None) if must_exist => stack.described().await?,
        found => match found? {
            Some(found) => found,
            None => return Ok((Check::ok(STACK, format!("{} does not exist", stack.name())), None)),
        },
    };
    let text = format!("{} is {}", stack.name(), found.status);
    let is_fine = !found.status.is_review() && !found.status.is_leftover() && !found.status.is_stuck();
    let check = match is_fine {
        true => Check::ok(STACK, text),
        false => problem(STACK, text, stack.name(), StackFault::NotDeployed),
    };
    let resources = stack.resources().await?;
    Ok((check, Some(Resources { found, resources })))
}

/// Checks the resources of the stack that other services describe. A resource that the stack does not have is not checked.
pub async fn resources(health: &Health<'_>, stack: &Resources) -> Vec<Named> {
    let mut checks = vec![("stack termination protection", Ok(termination(stack)))];
    if stack.found.parameter("Protect").is_some() {
        checks.push(("stack deletion protection", Ok(protection(health.stack(), stack))));
    }
    if let Some(id) = stack.id("DynamoDBEndpoint") {
        checks.push(("stack endpoint", endpoint(health, stack, id).await));
    }
    if let Some(id) = stack.id("MessagingStreamSource") {
        checks.push(("stack stream source", stream_source(health, id).await));
    }
    if let Some(function) = stack.id("MessagingStream") {
        checks.push(("stack stream age", age(health, function).await));
    }
    if let Some(url) = stack.id("MessagingStreamFailures") {
        checks.push(("stack failures", failures(health, url).await));
    }
    checks
}

/// Checks the deletion protection of the table of the stack. One that the stack does not protect is not checked.
///
/// # Errors
/// The service errors of [`Error`].
pub async fn stack_table(name: &str, stack: &Resources, table: &Table) -> Result<Option<Check>> {
    if !is_protected(stack) {
        return Ok(None);
    }
    let described = table.describe().await?.ok_or_else(|| table.not_found())?;
    let is_on = described.deletion_protection_enabled == Some(true);
    let fault = StackFault::TableUnprotected { table: table.table().to_owned() };
    Ok(Some(switched("stack table", table.table(), is_on, name, fault)))
}

/// Checks the trigger and the deletion protection of the user pool of the stack.
///
/// # Errors
/// The service errors of [`Error`].
pub async fn stack_pool(name: &str, stack: &Resources, pool: &UserPool) -> Result<Vec<Check>> {
    const TRIGGER: &str = "stack trigger";
    let Some(settings) = pool.settings().await? else { return Ok(Vec::new()) };
    let mut checks = Vec::new();
    if let Some(function) = stack.id("PostConfirmation") {
        // arn:aws:lambda:REGION:ACCOUNT:function:NAME, with a version or an alias behind it.
        let called = settings.post_confirmation.as_deref().and_then(|arn| arn.split(':').nth(6));
        checks.push(match called {
            Some(called) if called == function => Check::ok(TRIGGER, format!("the user pool calls {function}")),
            called => {
                let found = format!("the user pool calls {} after a sign-up", called.unwrap_or("no function"));
                problem(TRIGGER, found, name, StackFault::NoTrigger { function: function.to_owned() })
            }
        });
    }
    if is_protected(stack) {
        let id = stack.id("UserPool").unwrap_or_default();
        checks.push(switched("stack user pool", id, settings.is_protected, name, StackFault::PoolUnprotected));
    }
    Ok(checks)
}

fn problem(check: &'static str, found: impl Into<String>, stack: &str, fault: StackFault) -> Check {
    Check::problem(check, found, Finding::Stack { name: stack.to_owned(), fault })
}

/// Whether the stack switched deletion protection on.
fn is_protected(stack: &Resources) -> bool {
    stack.found.parameter("Protect") == Some("true")
}

/// A check of deletion protection that the stack switched on.
fn switched(check: &'static str, what: &str, is_on: bool, stack: &str, fault: StackFault) -> Check {
    match is_on {
        true => Check::ok(check, format!("{what} has deletion protection")),
        false => problem(check, format!("{what} has no deletion protection, although the stack says so"), stack, fault),
    }
}

/// The template does not switch it on, so it is shown and no problem.
fn termination(stack: &Resources) -> Check {
    Check::ok("stack termination protection", if stack.found.is_protected { "on" } else { "off" })
}

fn protection(name: &str, stack: &Resources) -> Check {
    const NAME: &str = "stack deletion protection";
    match is_protected(stack) {
        true => Check::ok(NAME, "on"),
        false => problem(NAME, "off for the table, the database and the user pool", name, StackFault::Unprotected),
    }
}

/// Checks that the route tables of the network lead to the endpoint.
async fn endpoint(health: &Health<'_>, stack: &Resources, id: &str) -> Result<Check> {
    const NAME: &str = "stack endpoint";
    let Some(endpoint) = health.gateway_endpoint(id).await? else {
        return Ok(problem(NAME, format!("{id} does not exist"), health.stack(), StackFault::Gone));
    };
    if endpoint.state != "available" {
        let found = format!("{id} is {}", endpoint.state);
        return Ok(problem(NAME, found, health.stack(), StackFault::Gone));
    }
    let given = stack.found.parameter("RouteTableIds").unwrap_or_default().split(',').map(str::trim);
    let wanted: Vec<&str> = match stack.id("RouteTable") {
        Some(own) => vec![own],
        None => given.filter(|id| !id.is_empty()).collect(),
    };
    let is_missing = |table: &&str| !endpoint.route_tables.iter().any(|have| have == table);
    let missing: Vec<String> = wanted.iter().copied().filter(is_missing).map(str::to_owned).collect();
    if missing.is_empty() {
        return Ok(Check::ok(NAME, format!("{id} is in {}", endpoint.route_tables.join(", "))));
    }
    let found = format!("{id} is not in the route tables {}", missing.join(", "));
    let fault = StackFault::RouteTablesMissing { endpoint: id.to_owned(), route_tables: missing };
    Ok(problem(NAME, found, health.stack(), fault))
}

async fn stream_source(health: &Health<'_>, id: &str) -> Result<Check> {
    const NAME: &str = "stack stream source";
    let Some(source) = health.stream_source(id).await? else {
        return Ok(problem(NAME, format!("{id} does not exist"), health.stack(), StackFault::Gone));
    };
    if !source.is_enabled() {
        let found = format!("the event source mapping is {}, so no record reaches the function", source.state);
        return Ok(problem(NAME, found, health.stack(), StackFault::SourceDisabled { id: id.to_owned() }));
    }
    if !source.reports_failures() {
        let found = "the event source mapping has no ReportBatchItemFailures, so records that fail are lost";
        return Ok(problem(NAME, found, health.stack(), StackFault::FailuresIgnored { id: id.to_owned() }));
    }
    Ok(Check::ok(NAME, format!("{}, with ReportBatchItemFailures", source.state)))
}

async fn age(health: &Health<'_>, function: &str) -> Result<Check> {
    const NAME: &str = "stack stream age";
    let Some(age) = health.iterator_age(function).await? else {
        return Ok(Check::ok(NAME, "no record in the last 15 minutes"));
    };
    let found = format!("records were up to {} s old in the last 15 minutes", age.as_secs());
    Ok(match age > MAX_AGE {
        true => problem(NAME, found, health.stack(), StackFault::Behind),
        false => Check::ok(NAME, found),
    })
}

async fn failures(health: &Health<'_>, url: &str) -> Result<Check> {
    const NAME: &str = "stack failures";
    let QueueCount { visible, hidden } = health.failures(url).await?;
    Ok(match visible.saturating_add(hidden) {
        0 => Check::ok(NAME, "the queue is empty"),
        count => {
            problem(NAME, format!("about {count} messages are in the queue"), health.stack(), StackFault::Failures)
        }
    })
}
