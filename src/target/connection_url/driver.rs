//! The settings of a connection string that the driver applies.

use super::settings::Settings;
use crate::error::Result;
use postgres::config::Config;
use std::time::Duration;

/// The limit of a connection if `connect_timeout` is not set.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// Returns the limit of `connect_timeout`. 0 and negative numbers mean no limit.
pub(super) fn connect_timeout(settings: &Settings<'_>) -> Result<Option<Duration>> {
    Ok(match settings.number("connect_timeout")? {
        None => Some(CONNECT_TIMEOUT),
        Some(seconds) => u64::try_from(seconds).ok().filter(|seconds| *seconds > 0).map(Duration::from_secs),
    })
}

/// Returns the driver's configuration, without a server and a password.
pub(super) fn config(settings: &Settings<'_>, user: &str, database: &str) -> Result<Config> {
    let mut config = Config::new();
    let name = settings.get("application_name").or_else(|| settings.get("fallback_application_name"));
    config.user(user).dbname(database).application_name(name.unwrap_or("cruddur"));
    if let Some(options) = settings.get("options") {
        config.options(options);
    }
    if let Some(limit) = connect_timeout(settings)? {
        config.connect_timeout(limit);
    }
    config.keepalives(settings.number("keepalives")? != Some(0));
    let seconds = |count: u32| Duration::from_secs(count.into());
    if let Some(count) = settings.count("keepalives_idle")? {
        config.keepalives_idle(seconds(count));
    }
    if let Some(count) = settings.count("keepalives_interval")? {
        config.keepalives_interval(seconds(count));
    }
    if let Some(count) = settings.count("keepalives_count")? {
        config.keepalives_retries(count);
    }
    if let Some(milliseconds) = settings.count("tcp_user_timeout")? {
        config.tcp_user_timeout(Duration::from_millis(milliseconds.into()));
    }
    Ok(config)
}
