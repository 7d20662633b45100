//! The checks of the stack.

use super::Line;
use crate::cli::context::Context;
use cruddur::doctor::{self, Check, Resources};
use cruddur::stack::{DEFAULT_STACK, Health, Location, Stack};
use cruddur::stores;
use cruddur::target::{MessagesAt, Named, Request, Stores, Target};

/// Checks the stack of this name, which must exist, or else the one with the default name, if it exists. With an endpoint of
/// DynamoDB that is not AWS there is no stack, unless a variable names a stand-in for it too.
pub async fn lines(context: &Context, name: Option<&str>) -> Vec<Line> {
    checks(context, name).await.unwrap_or_else(|error| vec![Line::failed(doctor::STACK, context, &error)])
}

async fn checks(context: &Context, name: Option<&str>) -> anyhow::Result<Vec<Line>> {
    let messages = Target::resolve(&context.request(), Stores { messages: true, ..Stores::default() }).await?;
    let is_on_aws = messages.messages == Some(MessagesAt::Aws);
    let location = match Location::resolve(&context.request()).await {
        // DynamoDB alone needs no region there.
        Err(_) if !is_on_aws => return Ok(Vec::new()),
        location => location?,
    };
    if !is_on_aws && !location.is_stand_in() {
        return Ok(Vec::new());
    }
    let stack = Stack::open(&location, name.unwrap_or(DEFAULT_STACK), context.ui.observer()).await?;
    let (check, resources) = doctor::stack(&stack, name.is_some()).await?;
    let mut lines = vec![line(context, check)];
    let Some(resources) = resources else { return Ok(lines) };
    let health = Health::new(&stack, &location, context.ui.observer());
    for (name, check) in doctor::resources(&health, &resources).await {
        lines.push(match check {
            Ok(check) => line(context, check),
            Err(error) => Line::failed(name, context, &error.into()),
        });
    }
    lines.extend(table(context, &messages, stack.name(), &resources).await);
    lines.extend(pool(context, &location, stack.name(), &resources).await);
    Ok(lines)
}

fn line(context: &Context, check: Check) -> Line {
    Line::of(check, &context.global.repeat())
}

/// The table of the stack, which need not be that of the other checks.
async fn table(context: &Context, target: &Target, name: &str, resources: &Resources) -> Option<Line> {
    let table = resources.id("Messages")?;
    let check = async {
        let table = stores::table(target, table, context.ui.observer()).await?;
        doctor::stack_table(name, resources, &table).await
    };
    match check.await {
        Ok(check) => check.map(|check| line(context, check)),
        Err(error) => Some(Line::failed("stack table", context, &error.into())),
    }
}

/// The user pool of the stack, whichever pool the environment names.
async fn pool(context: &Context, location: &Location, name: &str, resources: &Resources) -> Vec<Line> {
    let Some(id) = resources.id("UserPool") else { return Vec::new() };
    let checks = async {
        let user_pool_id = Some(Named { name: "the stack", value: id.to_owned() });
        // A stand-in has the pool of its stack too, at the endpoint of the variable, which prod refuses.
        let prod = Named { value: !location.is_stand_in(), ..context.request().prod };
        let request = Request { prod, user_pool_id, ..context.request() };
        let target = Target::resolve(&request, Stores { pool: true, ..Stores::default() }).await?;
        let pool = stores::user_pool(&target, context.ui.observer()).await?;
        doctor::stack_pool(name, resources, &pool).await
    };
    match checks.await {
        Ok(checks) => checks.into_iter().map(|check| line(context, check)).collect(),
        Err(error) => vec![Line::failed("stack user pool", context, &error.into())],
    }
}
