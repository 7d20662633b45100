//! `cruddur-schema-load`: the Lambda function that prepares the users database.
//!
//! It creates the missing tables, and what is missing of the role that the app signs in as. It drops nothing. Each invocation has
//! the login in its payload, which is neither kept nor logged.

mod environment;

use cruddur::error::{DatabaseError, Error, Result};
use cruddur::event::Observer;
use cruddur::stores;
use cruddur::target::{Stores, Target};
use lambda_runtime::tracing::{error, info};
use lambda_runtime::{Context, Diagnostic, LambdaEvent, service_fn};
use serde::Deserialize;
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::Instant;

/// The limit of one call.
const CALL: Duration = Duration::from_secs(20);

/// The time of an invocation that is reserved for the response.
const MARGIN: Duration = Duration::from_millis(500);

/// The payload of an invocation: a database user who may create tables and roles.
#[derive(Deserialize)]
struct Login {
    username: String,
    password: String,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    environment::log_as_json();
    let stores = Stores { users: true, ..Stores::default() };
    let target = environment::target(stores, CALL).await;
    let target = target.inspect_err(|fault| error!(error = environment::chain(fault), "cannot start"))?;
    lambda_runtime::run(service_fn(|event| answer(&target, event))).await
}

/// Handles an invocation. The response lists what was created and what was unchanged. A failure fails the invocation.
async fn answer(target: &Target, event: LambdaEvent<Value>) -> Result<Value, Diagnostic> {
    let LambdaEvent { payload, context } = event;
    match load(target, payload, &context).await {
        Ok((created, unchanged)) => {
            info!(?created, ?unchanged, "loaded");
            Ok(json!({ "created": created, "unchanged": unchanged }))
        }
        Err(fault) => {
            error!(error = environment::chain(&fault), "not loaded");
            Err(diagnostic(&fault))
        }
    }
}

/// Creates what is missing, within the time of the invocation. Returns what was created, and what existed before.
async fn load(target: &Target, payload: Value, context: &Context) -> Result<(Vec<String>, Vec<String>)> {
    let Login { username, password } = login(payload)?;
    let target = target.with_database_login(&username, &password)?;
    let started = Instant::now();
    let loaded = tokio::time::timeout_at(environment::deadline(context, MARGIN), create_missing(&target)).await;
    let seconds = started.elapsed().as_secs();
    let late = |_| Error::Database(DatabaseError::Timeout { doing: "load the users schema", seconds });
    let (unchanged, created): (Vec<_>, Vec<_>) = loaded.map_err(late)??.into_iter().partition(|(_, existed)| *existed);
    let names = |items: Vec<(String, bool)>| items.into_iter().map(|(name, _)| name).collect();
    Ok((names(created), names(unchanged)))
}

/// Creates what is missing. Returns everything that the app needs, each with whether it existed before.
async fn create_missing(target: &Target) -> Result<Vec<(String, bool)>> {
    let users = stores::users(target, Observer::default()).await?;
    let tables = users.load_schema(false, false).await?;
    let tables = tables.into_iter().map(|load| (format!("table {}", load.table), load.existed));
    let role = users.load_app_role().await?;
    Ok(tables.chain(role.into_iter().map(|load| (load.what, load.existed))).collect())
}

/// Returns the login of a payload. The error has nothing of the payload, because any part of it may be the password.
fn login(payload: Value) -> Result<Login> {
    let login = Login::deserialize(payload).ok();
    let login = login.filter(|login| !login.username.is_empty() && !login.password.is_empty());
    login.ok_or_else(|| Error::Invalid {
        what: "the payload".to_owned(),
        why: "username and password must be non-empty strings".to_owned(),
    })
}

/// Returns the error for the caller. It says nothing about the database.
fn diagnostic(fault: &Error) -> Diagnostic {
    let (kind, message) = match fault {
        Error::Invalid { .. } => ("Refused", fault.to_string()),
        _ => ("Failed", "the users schema could not be loaded".to_owned()),
    };
    Diagnostic { error_type: kind.to_owned(), error_message: message }
}
