//! The invocation of `cruddur-schema-load`, which creates what is missing of the users schema.

use super::api::{Api, Client, encoded};
use super::{Description, Location, password};
use crate::aws::signed::Request;
use crate::error::{Result, StackError};
use crate::event::Observer;
use http::Method;
use serde::Deserialize;
use serde_json::json;
use std::time::Duration;

/// The output with the name of the function.
const FUNCTION: &str = "SchemaLoadFunction";

/// How long the invocation may take: the function's own timeout, and its start in a VPC.
const TIMEOUT: Duration = Duration::from_secs(90);

/// What the function did.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct SchemaLoaded {
    /// The tables, roles, memberships and privileges that it created.
    pub created: Vec<String>,
    /// Those that existed before.
    pub unchanged: Vec<String>,
}

/// The answer of a function that failed. Source: Lambda developer guide, "Lambda function errors in Rust".
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Failed {
    error_message: String,
}

/// The name of the function in a stack; `None` if the stack has none.
pub fn schema_load_function(found: &Description) -> Option<&str> {
    found.output(FUNCTION).ok()
}

/// Invokes the function with the login in the secret of the stack. The password is in no error and in no trace. A second invocation
/// changes nothing, so a lost answer makes no difference.
///
/// # Errors
/// [`StackError::FunctionFailed`], [`StackError::NoOutput`], [`StackError::NotAllowed`], and the errors of [`password`].
pub async fn schema_load(location: &Location, found: &Description, observer: Observer) -> Result<SchemaLoaded> {
    let function = found.output(FUNCTION)?;
    let (secret, user) = (found.output("DatabaseSecret")?, found.output("DatabaseUser")?);
    let password = password(location, secret, observer.clone()).await?;
    let body = json!({ "username": user, "password": password }).to_string();
    let client = Client::new(location, Api::LAMBDA, observer)?.with_timeout(TIMEOUT);
    let path = format!("/2015-03-31/functions/{}/invocations", encoded(function));
    let headers = [("content-type", "application/json"), ("x-amz-invocation-type", "RequestResponse")];
    let request = Request {
        operation: "InvokeFunction",
        method: Method::POST,
        path: &path,
        headers: &headers,
        body: body.as_bytes(),
    };
    let answer = client.repeated(&request, &format!("function {function}")).await?;
    let failed = |why: String| StackError::FunctionFailed {
        name: found.name().to_owned(),
        function: function.to_owned(),
        // What the function says is foreign text, which may repeat its payload.
        why: why.replace(&password, "***"),
    };
    if answer.header("x-amz-function-error").is_some() {
        let Failed { error_message } = serde_json::from_slice(&answer.body).unwrap_or_default();
        return Err(
            failed(if error_message.is_empty() { "it gave no reason".to_owned() } else { error_message }).into()
        );
    }
    let loaded = serde_json::from_slice(&answer.body);
    Ok(loaded.map_err(|_| failed("its answer is not that of cruddur-schema-load".to_owned()))?)
}
