//! What protects a table from loss: deletion protection, point-in-time recovery and backups. Everything here only reads.

use super::Table;
use crate::error::Result;
use crate::timestamp::Timestamp;
use aws_sdk_dynamodb::types::{BackupTypeFilter, PointInTimeRecoveryStatus};

/// The most pages of backups that are read, of up to 100 backups each. The service does not sort them by time.
const BACKUP_PAGES: usize = 10;

/// What protects a table, and how many items it has.
#[derive(Debug)]
pub struct Protection {
    /// The approximate number of items. DynamoDB counts them about every six hours.
    pub items: u64,
    /// Whether deletion protection is on.
    pub deletion_protection: bool,
    /// Whether point-in-time recovery is on; an error if that is not known.
    pub recovery: Result<bool>,
    /// The time of the last backup, without those of AWS Backup; `None` without a backup, and an error if that is not known.
    pub last_backup: Result<Option<Timestamp>>,
}

impl Table {
    /// Returns what protects the table; `None` if the table does not exist.
    ///
    /// # Errors
    /// The service errors of [`Error`](crate::Error) of DescribeTable. The errors of the other calls are in the result: an emulator
    /// may not support them, and the credentials may not be allowed to make them.
    pub async fn protection(&self) -> Result<Option<Protection>> {
        let Some(table) = self.describe().await? else { return Ok(None) };
        let (recovery, last_backup) = tokio::join!(self.recovery(), self.last_backup());
        Ok(Some(Protection {
            items: table.item_count().unwrap_or_default().try_into().unwrap_or_default(),
            deletion_protection: table.deletion_protection_enabled == Some(true),
            recovery,
            last_backup,
        }))
    }

    /// Whether point-in-time recovery is on.
    pub(crate) async fn recovery(&self) -> Result<bool> {
        let request = self.client.describe_continuous_backups().table_name(&self.table);
        let described = self.service.call("DescribeContinuousBackups", &self.table, request.send()).await?;
        let status = described
            .continuous_backups_description
            .and_then(|backups| backups.point_in_time_recovery_description)
            .and_then(|recovery| recovery.point_in_time_recovery_status);
        Ok(status == Some(PointInTimeRecoveryStatus::Enabled))
    }

    /// Returns the time of the newest of the first 1,000 backups.
    async fn last_backup(&self) -> Result<Option<Timestamp>> {
        let (mut last, mut after) = (None, None);
        for _ in 0..BACKUP_PAGES {
            let request = self.client.list_backups().table_name(&self.table).backup_type(BackupTypeFilter::All);
            let request = request.set_exclusive_start_backup_arn(after);
            let page = self.service.call("ListBackups", &self.table, request.send()).await?;
            let made = page.backup_summaries().iter().filter_map(|backup| backup.backup_creation_date_time());
            last = made.filter_map(|at| Timestamp::from_seconds(at.secs(), at.subsec_nanos())).chain(last).max();
            after = page.last_evaluated_backup_arn;
            if after.is_none() {
                break;
            }
        }
        Ok(last)
    }
}
