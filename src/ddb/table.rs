//! The table as a whole: list, describe, wait, drop.

use super::Messages;
use crate::error::{Error, Result};
use crate::event::Event;
use aws_sdk_dynamodb::types::{IndexStatus, TableDescription, TableStatus};
use std::time::{Duration, Instant};

/// How long a table or index may take to settle; filling an index of a large table takes its time.
const PATIENCE: Duration = Duration::from_secs(3_600);

/// How often to look: soon at first, since an emulator is quick, and every two seconds in the end.
const LOOK: (Duration, Duration) = (Duration::from_millis(5), Duration::from_secs(2));

/// The most names that one page of ListTables holds.
const NAMES: i32 = 100;

impl Messages {
    /// Every table at the target, page after page, in the service's order (by name).
    ///
    /// # Errors
    /// The service errors of [`Error`].
    pub async fn list_tables(&self) -> Result<Vec<String>> {
        let mut names: Vec<String> = Vec::new();
        let mut after = None;
        loop {
            let request = self.client.list_tables().limit(NAMES).set_exclusive_start_table_name(after);
            let page = self.service.call("ListTables", &self.service.at, request.send()).await?;
            names.extend(page.table_names.unwrap_or_default());
            after = page.last_evaluated_table_name;
            if after.is_none() {
                return Ok(names);
            }
        }
    }

    /// What the service says of the table; `None` where there is none.
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

    /// Drops the table and waits until it is gone.
    ///
    /// # Errors
    /// [`Error::NoTable`], [`Error::DeletionProtected`], [`Error::NotSettled`] and the service errors.
    pub async fn drop_table(&self) -> Result<()> {
        let Some(table) = self.describe().await? else {
            return Err(Error::NoTable { table: self.table.clone(), at: self.service.at.clone() });
        };
        if table.deletion_protection_enabled == Some(true) {
            return Err(Error::DeletionProtected { table: self.table.clone() });
        }
        if table.table_status != Some(TableStatus::Deleting) {
            let request = self.client.delete_table().table_name(&self.table);
            self.service.call("DeleteTable", &self.table, request.send()).await?;
        }
        self.wait(|table| table.is_none()).await.map(drop)
    }

    /// Waits until the table and each of its indexes are ACTIVE.
    ///
    /// # Errors
    /// [`Error::NotSettled`], and [`Error::NoTable`] where it goes away meanwhile.
    pub(super) async fn wait_until_active(&self) -> Result<TableDescription> {
        let table = self.wait(|table| table.is_none_or(|table| unsettled(table).is_none())).await?;
        table.ok_or_else(|| Error::NoTable { table: self.table.clone(), at: self.service.at.clone() })
    }

    async fn wait(&self, done: impl Fn(Option<&TableDescription>) -> bool) -> Result<Option<TableDescription>> {
        let started = Instant::now();
        let mut pause = LOOK.0;
        loop {
            let table = self.describe().await?;
            if done(table.as_ref()) {
                return Ok(table);
            }
            let (what, state) = table
                .as_ref()
                .and_then(unsettled)
                .unwrap_or_else(|| (format!("table {}", self.table), "ACTIVE".to_owned()));
            if started.elapsed() > PATIENCE {
                return Err(Error::NotSettled { what, state, seconds: PATIENCE.as_secs() });
            }
            self.service.observer.tell(Event::Settling { what, state });
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(LOOK.1);
        }
    }
}

/// The first of table and indexes that is not ACTIVE, with its status.
fn unsettled(table: &TableDescription) -> Option<(String, String)> {
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
