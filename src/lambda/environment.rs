//! The environment of a Lambda function: its variables, its log, and the time that is left.

use cruddur::error::Result;
use cruddur::target::{Named, Request, Stores, Target};
use lambda_runtime::Context;
use lambda_runtime::tracing::{self, Level, subscriber};
use std::error::Error;
use std::time::{Duration, SystemTime};
use tokio::time::Instant;

/// Writes the log to stdout, one JSON object a line. The level is `INFO`, whatever the environment says: at lower levels
/// the runtime and the drivers log what they send and receive.
pub fn log_as_json() {
    subscriber::fmt().json().flatten_event(true).with_span_list(false).with_max_level(Level::INFO).init();
}

/// Returns a variable, unless it is blank.
pub fn var(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.trim().is_empty())
}

/// Returns the prod target of the function's environment. The database is that of `PROD_CONNECTION_URL`, or of
/// `CONNECTION_URL`, which the app's functions have. `AWS_ENDPOINT_URL_DYNAMODB` and `AWS_ENDPOINT_URL` name an emulator.
/// They may be HTTP, because a function has them only if they were set for it on purpose.
///
/// # Errors
/// As [`Target::resolve`].
pub async fn target(stores: Stores, timeout: Duration) -> Result<Target> {
    let endpoint = |name| Some(Named { name, value: var(name)? });
    let env = |name: &str| match name {
        "PROD_CONNECTION_URL" => var(name).or_else(|| var("CONNECTION_URL")),
        _ => var(name),
    };
    let request = Request {
        prod: Named { name: "prod", value: true },
        endpoint_url: endpoint("AWS_ENDPOINT_URL_DYNAMODB").or_else(|| endpoint("AWS_ENDPOINT_URL")),
        insecure_http: true,
        timeout,
        ..Request::without_options(&env)
    };
    let target = Target::resolve(&request, stores).await?;
    if let Some(weak) = target.weak_tls() {
        tracing::warn!("the users database is not verified in full: {weak}");
    }
    Ok(target)
}

/// Returns the time by which an invocation must end, `margin` before its timeout.
pub fn deadline(context: &Context, margin: Duration) -> Instant {
    let left = context.deadline().duration_since(SystemTime::now()).unwrap_or_default();
    Instant::now() + left.saturating_sub(margin)
}

/// Returns an error and its causes in one line.
pub fn chain(error: &(dyn Error + 'static)) -> String {
    let causes = std::iter::successors(Some(error), |error: &&(dyn Error + 'static)| (*error).source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
