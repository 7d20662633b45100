//! What surrounds a Lambda function: its environment, its log, and the time that it has.

use cruddur::error::Result;
use cruddur::target::{Request, Stores, Target};
use lambda_runtime::Context;
use lambda_runtime::tracing::{self, Level, subscriber};
use std::error::Error;
use std::time::{Duration, SystemTime};
use tokio::time::Instant;

/// Writes what is logged to stdout, a JSON object a line. Never more than the level `INFO`, whatever the environment says: below it
/// the runtime and the drivers show what they send and receive.
pub fn log_as_json() {
    subscriber::fmt().json().flatten_event(true).with_span_list(false).with_max_level(Level::INFO).init();
}

/// A variable that is set to something.
pub fn var(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.trim().is_empty())
}

/// Production, as a function's environment names it. The database is that of `PROD_CONNECTION_URL`, or of `CONNECTION_URL`,
/// as the app's functions have it. `AWS_ENDPOINT_URL_DYNAMODB` and `AWS_ENDPOINT_URL` lead to an emulator: nobody sets them
/// there by accident.
///
/// # Errors
/// As [`Target::resolve`].
pub async fn target(stores: Stores, timeout: Duration) -> Result<Target> {
    let request = Request {
        prod: true,
        embedded: false,
        region: None,
        profile: None,
        endpoint_url: var("AWS_ENDPOINT_URL_DYNAMODB").or_else(|| var("AWS_ENDPOINT_URL")),
        user_pool_id: None,
        cognito_endpoint_url: None,
        insecure_http: true,
        database_url: None,
        database_auth: None,
        timeout,
        only_reads: false,
        directory: std::path::PathBuf::new(),
        env: &|name| match name {
            "PROD_CONNECTION_URL" => var(name).or_else(|| var("CONNECTION_URL")),
            _ => var(name),
        },
        answers: &|_| false,
    };
    let target = Target::resolve(&request, stores).await?;
    if let Some(weak) = target.weak_tls() {
        tracing::warn!("the users database is not verified in full: {weak}");
    }
    Ok(target)
}

/// When an invocation has to have ended, with `margin` to spare.
pub fn deadline(context: &Context, margin: Duration) -> Instant {
    let left = context.deadline().duration_since(SystemTime::now()).unwrap_or_default();
    Instant::now() + left.saturating_sub(margin)
}

/// An error with what led to it, in one line.
pub fn chain(error: &(dyn Error + 'static)) -> String {
    let causes = std::iter::successors(Some(error), |error: &&(dyn Error + 'static)| (*error).source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
