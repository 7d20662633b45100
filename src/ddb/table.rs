//! The table as a whole: list, describe, wait, drop.

use super::Table;
use super::retry::Retry;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::pages::Pages;
use aws_sdk_dynamodb::types::{IndexStatus, TableDescription, TableStatus};
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::Intercept;
use aws_smithy_runtime_api::client::interceptors::context::BeforeDeserializationInterceptorContextRef;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::DateTime;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::date_time::Format;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

/// The default time limit until a table and its indexes are ACTIVE. Filling an index of a large table takes long.
pub const SETTLE_TIMEOUT: Duration = Duration::from_secs(3_600);

/// How many times a request is sent while the table is in use.
pub(crate) const IN_USE_TRIES: usize = 3;

/// For how long DescribeTable, which is eventually consistent, may not find a new table.
const UNSEEN_TIMEOUT: Duration = Duration::from_secs(30);

/// The first and the longest interval between two polls. The first is short, since an emulator is quick.
const POLL_INTERVAL: (Duration, Duration) = (Duration::from_millis(5), Duration::from_secs(2));

/// The most names that one page of ListTables holds.
const PAGE_SIZE: i32 = 100;

/// The limit of tables that are listed. DynamoDB has up to 10,000 in a region.
const MAX_TABLES: usize = 50_000;

impl Table {
    /// Lists the tables at the target, in the order of the service (by name).
    ///
    /// # Errors
    /// The service errors of [`Error`], and [`Error::EndlessPages`] and [`Error::TooMany`].
    pub async fn list_tables(&self) -> Result<Vec<String>> {
        let mut names: Vec<String> = Vec::new();
        let mut pages = Pages::of("ListTables", &self.service.at);
        let mut after = None;
        loop {
            let request = self.client.list_tables().limit(PAGE_SIZE).set_exclusive_start_table_name(after);
            let page = self.service.call("ListTables", &self.service.at, request.send()).await?;
            let found = page.table_names.unwrap_or_default();
            after = pages.next(page.last_evaluated_table_name, found.is_empty())?;
            names.extend(found);
            if names.len() > MAX_TABLES {
                return Err(pages.too_many("tables", MAX_TABLES.to_string()));
            }
            if after.is_none() {
                return Ok(names);
            }
        }
    }

    /// Describes the table; `None` if it does not exist.
    ///
    /// # Errors
    /// The service errors of [`Error`].
    pub async fn describe(&self) -> Result<Option<TableDescription>> {
        let request = self.client.describe_table().table_name(&self.table);
        match self.service.call("DescribeTable", &self.table, request.send()).await {
            Ok(reply) => Ok(reply.table),
            Err(Error::NoTable { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Returns the difference between this machine's clock and the service's, by the `Date` of an answer; `None` if the answer has
    /// none, as that of the embedded engine.
    ///
    /// # Errors
    /// The service errors of [`Error`].
    pub async fn clock_skew(&self) -> Result<Option<Duration>> {
        let date = DateOfAnswer::default();
        let request = self.client.list_tables().limit(1).customize().interceptor(date.clone());
        self.service.call("ListTables", &self.service.at, request.send()).await?;
        let there = date.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        let there = there.and_then(|text| DateTime::from_str(&text, Format::HttpDate).ok());
        let here = DateTime::from(SystemTime::now());
        Ok(there.map(|there| Duration::from_secs(here.secs().abs_diff(there.secs()))))
    }

    /// Drops the table and waits until it is gone.
    ///
    /// # Errors
    /// [`Error::NoTable`], [`Error::DeletionProtected`], [`Error::NotSettled`] and the service errors.
    pub async fn drop_table(&self) -> Result<()> {
        let Some(table) = self.describe().await? else {
            return Err(self.not_found());
        };
        if table.deletion_protection_enabled == Some(true) {
            return Err(Error::DeletionProtected { table: self.table.clone() });
        }
        let mut status = table.table_status;
        let mut tries = IN_USE_TRIES;
        loop {
            if status == Some(TableStatus::Deleting) {
                return self.wait_until_gone().await;
            }
            tries -= 1;
            let request = self.client.delete_table().table_name(&self.table);
            match self.service.call("DeleteTable", &self.table, request.send()).await {
                // The answer to the first request may be lost. The second one then finds the table deleted, or being deleted.
                Err(Error::NoTable { .. }) => return Ok(()),
                Err(error) if is_in_use(&error) && tries > 0 => {}
                other => {
                    other?;
                    return self.wait_until_gone().await;
                }
            }
            // The table is being created or updated, which is transient, or it is being deleted.
            let is_busy = |table: &TableDescription| {
                matches!(table.table_status, Some(TableStatus::Creating | TableStatus::Updating))
            };
            match self.wait(|table| Ok(!table.is_some_and(is_busy))).await? {
                Some(table) => status = table.table_status,
                None => return Ok(()),
            }
        }
    }

    /// Waits until the table does not exist. Its status is ignored, since DescribeTable is eventually consistent.
    ///
    /// # Errors
    /// [`Error::NotSettled`] and the service errors.
    pub(crate) async fn wait_until_gone(&self) -> Result<()> {
        self.wait(|table| Ok(table.is_none())).await.map(drop)
    }

    /// Waits until the table and each of its indexes are ACTIVE. DescribeTable may not find a new table at first.
    ///
    /// # Errors
    /// [`Error::NotSettled`], [`Error::WillNotSettle`], and [`Error::NoTable`] if the table is deleted meanwhile.
    pub(crate) async fn wait_until_active(&self, is_new: bool) -> Result<TableDescription> {
        let started = Instant::now();
        let not_seen = || is_new && started.elapsed() < UNSEEN_TIMEOUT;
        let is_active = |table: Option<&TableDescription>| match table {
            Some(table) => Ok(unsettled(table)?.is_none()),
            None => Ok(!not_seen()),
        };
        let table = self.wait(is_active).await?;
        table.ok_or_else(|| self.not_found())
    }

    async fn wait(&self, done: impl Fn(Option<&TableDescription>) -> Result<bool>) -> Result<Option<TableDescription>> {
        let limit = self.wait_timeout.unwrap_or(SETTLE_TIMEOUT);
        let mut retry = Retry::polling(limit, POLL_INTERVAL);
        loop {
            let table = self.describe().await?;
            if done(table.as_ref())? {
                return Ok(table);
            }
            let (what, state) = table
                .as_ref()
                .and_then(not_active)
                .unwrap_or_else(|| (format!("table {}", self.table), "not as expected yet".to_owned()));
            if retry.is_over() {
                return Err(Error::NotSettled { what, state, seconds: limit.as_secs() });
            }
            self.service.observer.tell(Event::Settling { what, state });
            retry.wait().await;
        }
    }
}

/// Whether a request was refused because the table is being created, updated or deleted.
pub(crate) fn is_in_use(error: &Error) -> bool {
    matches!(error, Error::Service { code, .. } if code == "ResourceInUseException")
}

/// Keeps the `Date` of an answer: the time by the service's clock.
#[derive(Debug, Clone, Default)]
struct DateOfAnswer(Arc<Mutex<Option<String>>>);

impl Intercept for DateOfAnswer {
    fn name(&self) -> &'static str {
        "DateOfAnswer"
    }

    fn read_after_transmit(
        &self,
        context: &BeforeDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> std::result::Result<(), BoxError> {
        let date = context.response().headers().get("date").map(str::to_owned);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = date;
        Ok(())
    }
}

/// Returns the table, or else the first of its indexes, that is not ACTIVE, and its status, which is transient.
///
/// # Errors
/// [`Error::WillNotSettle`] for a status that is not transient. Source: DynamoDB API reference, TableDescription, `TableStatus`.
pub(crate) fn unsettled(table: &TableDescription) -> Result<Option<(String, String)>> {
    let Some((what, state)) = not_active(table) else { return Ok(None) };
    if ["CREATING", "UPDATING", "DELETING"].contains(&state.as_str()) {
        return Ok(Some((what, state)));
    }
    let backup = table.archival_summary().and_then(|archived| archived.archival_backup_arn());
    Err(Error::WillNotSettle {
        what,
        table: table.table_name.clone().unwrap_or_default(),
        state,
        backup: backup.map(str::to_owned),
    })
}

fn not_active(table: &TableDescription) -> Option<(String, String)> {
    let name = table.table_name.as_deref().unwrap_or_default();
    let status = table.table_status.as_ref()?;
    if *status != TableStatus::Active {
        return Some((format!("table {name}"), status.to_string()));
    }
    table.global_secondary_indexes().iter().find_map(|index| {
        let status = index.index_status.as_ref().filter(|status| **status != IndexStatus::Active)?;
        Some((format!("index {}", index.index_name.as_deref().unwrap_or_default()), status.to_string()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_sdk_dynamodb::types::GlobalSecondaryIndexDescription;

    #[test]
    fn what_settles_is_named() {
        let index = |status| GlobalSecondaryIndexDescription::builder().index_name("by-group").index_status(status);
        let table = |status, index_status| {
            let table = TableDescription::builder().table_name("t").table_status(status);
            table.global_secondary_indexes(index(index_status).build()).build()
        };
        let found = |table| unsettled(&table).unwrap().map(|(what, status)| format!("{what} {status}"));
        assert_eq!(found(table(TableStatus::Active, IndexStatus::Active)), None);
        assert_eq!(found(table(TableStatus::Updating, IndexStatus::Active)).as_deref(), Some("table t UPDATING"));
        let filling = found(table(TableStatus::Active, IndexStatus::Creating));
        assert_eq!(filling.as_deref(), Some("index by-group CREATING"));
        for stuck in [TableStatus::Archived, TableStatus::Archiving, TableStatus::from("PONDERING")] {
            assert!(unsettled(&table(stuck, IndexStatus::Active)).is_err());
        }
        assert!(unsettled(&table(TableStatus::Active, IndexStatus::from("PONDERING"))).is_err());
    }
}
