//! `cruddur-post-confirmation`: the Lambda function that Cognito calls once a user has confirmed the sign-up.
//!
//! It gives the user a row in `public.users`. A failure goes back to Cognito, which tells whoever signs up; its details stay in
//! the log. By then the user is confirmed all the same, and nothing may ask again: the log names who has no row.
//! Source: Cognito developer guide, "Post confirmation Lambda trigger".

mod environment;

use aws_lambda_events::event::cognito::CognitoEventUserPoolsPostConfirmation;
use cruddur::db::ConfirmedUser;
use cruddur::error::{DatabaseError, Error, Result};
use cruddur::event::Observer;
use cruddur::stores;
use cruddur::target::{Stores, Target};
use lambda_runtime::tracing::{error, info};
use lambda_runtime::{Context, Diagnostic, LambdaEvent, service_fn};
use serde::Deserialize;
use serde_json::Value;
use std::time::{Duration, SystemTime};
use tokio::time::Instant;

/// The one event that is about a new user; the other one is about a new password.
const SIGN_UP: &str = "PostConfirmation_ConfirmSignUp";

/// How long Cognito waits for an answer.
const COGNITO_WAITS: Duration = Duration::from_secs(5);

/// What is kept back of an invocation's time for the answer.
const MARGIN: Duration = Duration::from_millis(300);

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    environment::log_as_json();
    let stores = Stores { users: true, ..Stores::default() };
    let target = environment::target(stores, COGNITO_WAITS).await;
    let target = target.inspect_err(|fault| error!(error = environment::chain(fault), "cannot start"))?;
    lambda_runtime::run(service_fn(|event| answer(&target, event))).await
}

/// Answers with the event as it came, which is what Cognito wants.
async fn answer(target: &Target, event: LambdaEvent<Value>) -> Result<Value, Diagnostic> {
    let LambdaEvent { payload, context } = event;
    if payload["triggerSource"] != SIGN_UP {
        info!(trigger = payload["triggerSource"].as_str(), "nothing to do");
        return Ok(payload);
    }
    match confirm(target, &payload, &context).await {
        Ok(()) => Ok(payload),
        Err(fault) => {
            let sub = payload["request"]["userAttributes"]["sub"].as_str();
            error!(sub, error = environment::chain(&fault), "confirmed in the pool, and without a row");
            Err(diagnostic(&fault))
        }
    }
}

async fn confirm(target: &Target, payload: &Value, context: &Context) -> Result<()> {
    let user = user(payload)?;
    let sub = user.sub.clone();
    let deadline = environment::deadline(context, MARGIN).min(Instant::now() + COGNITO_WAITS - MARGIN);
    // By the clock on the wall: the other one may stand still while a function is frozen.
    let until = SystemTime::now() + deadline.saturating_duration_since(Instant::now());
    // A connection is made each time: sign-ups are rare, and an idle one does not outlive a frozen function.
    let confirm = async { stores::users(target, Observer::default()).await?.confirm(user, until).await };
    let confirmation = tokio::time::timeout_at(deadline, confirm).await;
    let confirmation = confirmation.map_err(|_| {
        Error::Database(DatabaseError::Timeout { doing: "confirm a user", seconds: COGNITO_WAITS.as_secs() })
    })??;
    info!(sub, confirmation = ?confirmation, "confirmed");
    Ok(())
}

/// The user of an event.
fn user(payload: &Value) -> Result<ConfirmedUser> {
    let invalid = |why: String| Error::Invalid { what: "the event".to_owned(), why };
    let event = CognitoEventUserPoolsPostConfirmation::<Value>::deserialize(payload);
    let mut attributes = event.map_err(|error| invalid(error.to_string()))?.request.user_attributes;
    let mut take = |name: &str| {
        let value = attributes.remove(name).filter(|value| !value.trim().is_empty());
        value.ok_or_else(|| invalid(format!("the user has no {name}")))
    };
    let handle = take("preferred_username")?;
    if handle.contains(|character: char| character.is_whitespace() || character.is_control()) {
        return Err(invalid(format!("the handle {handle:?} has spaces or what nobody sees")));
    }
    Ok(ConfirmedUser {
        sub: take("sub")?,
        email: take("email")?,
        email_is_verified: take("email_verified").is_ok_and(|verified| verified == "true"),
        // The event itself says that the user is confirmed.
        status: take("cognito:user_status").unwrap_or_else(|_| "CONFIRMED".to_owned()),
        display_name: take("name").unwrap_or_else(|_| handle.clone()),
        handle,
    })
}

/// What Cognito is told, and tells whoever signs up: nothing of where the database is.
fn diagnostic(fault: &Error) -> Diagnostic {
    let (kind, message) = match fault {
        Error::HandleTaken { .. } | Error::Invalid { .. } => ("Refused", fault.to_string()),
        _ => ("Failed", "the user could not be recorded".to_owned()),
    };
    Diagnostic { error_type: kind.to_owned(), error_message: message }
}
