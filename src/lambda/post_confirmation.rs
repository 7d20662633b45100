//! `cruddur-post-confirmation`: the Lambda function that Cognito calls once a user has confirmed the sign-up.
//!
//! It gives the user a row in `public.users`. An error is returned to Cognito, which shows it to the user; its details are
//! only in the log. The user is confirmed in spite of the error, and the function is not called again for this user. The
//! log therefore has the `sub` of each user without a row.
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

/// The event of a new user. The other event of this trigger is that of a new password.
const SIGN_UP: &str = "PostConfirmation_ConfirmSignUp";

/// How long Cognito waits for a response.
const COGNITO_TIMEOUT: Duration = Duration::from_secs(5);

/// The time of an invocation that is reserved for the response.
const MARGIN: Duration = Duration::from_millis(300);

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    environment::log_as_json();
    let stores = Stores { users: true, ..Stores::default() };
    let target = environment::target(stores, COGNITO_TIMEOUT).await;
    let target = target.inspect_err(|fault| error!(error = environment::chain(fault), "cannot start"))?;
    lambda_runtime::run(service_fn(|event| answer(&target, event))).await
}

/// Handles an event, and returns it unchanged, as Cognito expects.
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
            error!(
                sub,
                error = environment::chain(&fault),
                "the user is confirmed in the user pool and has no row in the users database"
            );
            Err(diagnostic(&fault))
        }
    }
}

/// Writes the row of the user that an event confirms.
async fn confirm(target: &Target, payload: &Value, context: &Context) -> Result<()> {
    let user = user(payload)?;
    let sub = user.sub.clone();
    let deadline = environment::deadline(context, MARGIN).min(Instant::now() + COGNITO_TIMEOUT - MARGIN);
    // In wall-clock time, because a monotonic clock may stop while a function is frozen.
    let until = SystemTime::now() + deadline.saturating_duration_since(Instant::now());
    // Each event opens a connection of its own: sign-ups are rare, and an idle connection does not survive a frozen
    // function.
    let confirm = async { stores::users(target, Observer::default()).await?.confirm(user, until).await };
    let confirmation = tokio::time::timeout_at(deadline, confirm).await;
    let confirmation = confirmation.map_err(|_| {
        Error::Database(DatabaseError::Timeout { doing: "confirm a user", seconds: COGNITO_TIMEOUT.as_secs() })
    })??;
    info!(sub, confirmation = ?confirmation, "confirmed");
    Ok(())
}

/// Returns the user of an event.
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
        return Err(invalid(format!("the handle {handle:?} has white space or a control character")));
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

/// Returns the error that Cognito shows to the user. It says nothing about the database.
fn diagnostic(fault: &Error) -> Diagnostic {
    let (kind, message) = match fault {
        Error::HandleTaken { .. } | Error::Invalid { .. } => ("Refused", fault.to_string()),
        _ => ("Failed", "the user could not be recorded".to_owned()),
    };
    Diagnostic { error_type: kind.to_owned(), error_message: message }
}
