//! Waits until a store answers, for a machine that has just started its servers.

use crate::ddb::table::unsettled;
use crate::error::{DatabaseError, Error, Result};
use crate::event::Observer;
use crate::stores;
use crate::target::{Target, UsersAt};
use std::time::{Duration, Instant};

/// The interval between two tries.
const INTERVAL: Duration = Duration::from_millis(250);

/// What is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Awaited {
    /// DynamoDB answers.
    Messages,
    /// The table of messages exists, and it and its indexes are ACTIVE.
    Table,
    /// The server of the users database answers, whether it has the database or not.
    Users,
    /// The user pool answers.
    Pool,
}

/// Where it is.
pub struct Place<'a> {
    /// The target, resolved with the store that is waited for.
    pub target: &'a Target,
    /// The name of the table of messages.
    pub table: &'a str,
    /// What is told of the calls.
    pub observer: Observer,
}

impl Awaited {
    /// Waits until it is ready, for `limit` at most. `not_yet` is called after each try that failed, with the reason. Between two tries
    /// no embedded store is open, so that another process can create what is missing.
    ///
    /// # Errors
    /// The error of the last try after `limit`. An error that time does not change, such as one of the credentials, is returned at
    /// once.
    pub async fn ready(self, place: &Place<'_>, limit: Duration, mut not_yet: impl FnMut(&Error)) -> Result<()> {
        let started = Instant::now();
        let mut last = None;
        loop {
            // A try may take longer than the time that is left, if a server takes the connection and does not answer.
            let left = limit.saturating_sub(started.elapsed()).max(INTERVAL);
            let error = match tokio::time::timeout(left, self.check(place)).await {
                Ok(Ok(())) => return Ok(()),
                Ok(Err(error)) => error,
                Err(_) => return Err(last.unwrap_or_else(|| self.unanswered(place.target))),
            };
            if !self.may_become_ready(&error) || started.elapsed() + INTERVAL >= limit {
                return Err(error);
            }
            not_yet(&error);
            last = Some(error);
            tokio::time::sleep(INTERVAL).await;
        }
    }

    async fn check(self, place: &Place<'_>) -> Result<()> {
        let Place { target, table, observer } = place;
        match self {
            Self::Messages => stores::table(target, table, observer.clone()).await?.list_tables().await.map(drop),
            Self::Table => {
                let table = stores::table(target, table, observer.clone()).await?;
                let found = table.describe().await?.ok_or_else(|| table.not_found())?;
                let unsettled = unsettled(&found)?;
                unsettled.map_or(Ok(()), |(what, state)| Err(Error::NotSettled { what, state, seconds: 0 }))
            }
            Self::Users => stores::users(target, observer.clone()).await?.create_database(true).await.map(drop),
            Self::Pool => stores::user_pool(target, observer.clone()).await?.pages(None).next(1).await.map(drop),
        }
    }

    /// Returns the error of a server that takes a connection and has not answered within the limit.
    fn unanswered(self, target: &Target) -> Error {
        let source = "no answer in time".into();
        let of_service = |operation, service, at| Error::Unreachable { operation, service, at, source };
        match (self, &target.users) {
            (Self::Users, Some(UsersAt::Postgres(url))) => {
                let at = url.to_string();
                Error::Database(DatabaseError::Unreachable { at, source: "no answer in time".into() })
            }
            (Self::Pool, _) => of_service("ListUsers", "Cognito", "the user pool".to_owned()),
            _ => of_service("ListTables", "DynamoDB", target.messages_at()),
        }
    }

    fn may_become_ready(self, error: &Error) -> bool {
        error.is_retryable() || matches!((self, error), (Self::Table, Error::NoTable { .. }))
    }
}
