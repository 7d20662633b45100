//! Exports a table to S3, and imports one, by DynamoDB's own engine, for tables that are too large for one machine. A task that was
//! started is found again by its ARN.
//! Source: DynamoDB API reference, ExportTableToPointInTime, DescribeExport, ImportTable, DescribeImport.

use crate::ddb::retry::{Retry, is_unclear};
use crate::ddb::{Table, TableSpec, incomplete};
use crate::error::{Error, Result};
use aws_sdk_dynamodb::types::{
    ExportDescription, ExportFormat, ImportTableDescription, InputCompressionType, InputFormat, S3BucketSource,
};
use std::fmt;
use std::str::FromStr;
use std::time::Duration;

/// The default timeout of waiting for an export or import.
pub const TASK_TIMEOUT: Duration = Duration::from_secs(86_400);

/// The time between two polls of a task: the first, which doubles each time, and the longest.
const POLL_INTERVAL: (Duration, Duration) = (Duration::from_millis(500), Duration::from_secs(15));

/// A bucket, and the prefix of the names of its objects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct S3Location {
    /// The bucket's name.
    pub bucket: String,
    /// The prefix of the names of the objects; may be empty.
    pub prefix: String,
}

impl FromStr for S3Location {
    type Err = String;

    /// Reads `BUCKET/PREFIX` or `s3://BUCKET/PREFIX`. Source: S3 user guide, "General purpose bucket naming rules".
    fn from_str(text: &str) -> std::result::Result<Self, String> {
        let location = text.strip_prefix("s3://").unwrap_or(text);
        let (bucket, prefix) = location.split_once('/').unwrap_or((location, ""));
        let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'.');
        if !(3..=63).contains(&bucket.len()) || !bucket.bytes().all(allowed) {
            return Err(format!("{bucket:?} is not a bucket name; the form is BUCKET/PREFIX"));
        }
        Ok(Self { bucket: bucket.to_owned(), prefix: prefix.to_owned() })
    }
}

impl S3Location {
    /// Returns the S3 location of the data files of an export to this location, which an import reads. Source: developer guide,
    /// "DynamoDB table export output format".
    pub fn data_of(&self, export_arn: &str) -> Self {
        let id = export_arn.rsplit('/').next().unwrap_or_default();
        let prefix = self.prefix.trim_end_matches('/');
        let separator = if prefix.is_empty() { "" } else { "/" };
        Self { bucket: self.bucket.clone(), prefix: format!("{prefix}{separator}AWSDynamoDB/{id}/data/") }
    }
}

impl fmt::Display for S3Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "s3://{}/{}", self.bucket, self.prefix)
    }
}

/// The state of an export or import by the service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct S3Task {
    /// The ARN, which identifies the task.
    pub arn: String,
    /// `IN_PROGRESS`, `COMPLETED`, `FAILED`, and `CANCELLING` and `CANCELLED` of an import.
    pub status: String,
    /// The number of items that were exported or imported, if the service returns it.
    pub items: Option<i64>,
    /// The number of bytes that were processed, if the service returns it.
    pub bytes: Option<i64>,
    /// The number of lines of an import that made no item.
    pub errors: i64,
    /// Why the task failed.
    pub failure: Option<String>,
}

impl S3Task {
    /// Returns whether the task has ended.
    pub fn is_over(&self) -> bool {
        !matches!(self.status.as_str(), "IN_PROGRESS" | "CANCELLING")
    }
}

/// The kind of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Export,
    Import,
}

impl Table {
    /// Starts an export of the whole table as it is now, in DynamoDB JSON. It consumes no capacity of the table, and requires
    /// point-in-time recovery. Two requests with the same client token start one export; without a token each starts a new one.
    ///
    /// # Errors
    /// [`Error::NoTable`], [`Error::MaybeStarted`] if no answer came, and the service errors.
    pub async fn start_export(&self, to: &S3Location, token: Option<&str>) -> Result<S3Task> {
        let table = self.describe().await?;
        let arn = table.and_then(|table| table.table_arn);
        let arn = arn.ok_or_else(|| self.not_found())?;
        let token = token_or_new(token);
        let request = self
            .client
            .export_table_to_point_in_time()
            .table_arn(arn)
            .s3_bucket(&to.bucket)
            .set_s3_prefix(Some(to.prefix.trim_end_matches('/').to_owned()).filter(|prefix| !prefix.is_empty()))
            .export_format(ExportFormat::DynamodbJson)
            .client_token(&token);
        let started = self.service.call("ExportTableToPointInTime", &self.table, request.send()).await;
        let reply = started.map_err(|error| maybe_started("export", token, error))?;
        Ok(of_export(reply.export_description))
    }

    /// Starts an import into this table, which must not exist yet. The import creates it with the keys, the index and the billing of
    /// `spec`, and without a stream. Two requests with the same client token start one import; without a token each starts a new
    /// one.
    ///
    /// # Errors
    /// [`Error::MaybeStarted`] if no answer came, and the service errors.
    pub async fn start_import(&self, from: &S3Location, spec: &TableSpec, token: Option<&str>) -> Result<S3Task> {
        let token = token_or_new(token);
        let source = S3BucketSource::builder()
            .s3_bucket(&from.bucket)
            .set_s3_key_prefix(Some(from.prefix.clone()).filter(|prefix| !prefix.is_empty()))
            .build()
            .map_err(incomplete)?;
        let request = self
            .client
            .import_table()
            .s3_bucket_source(source)
            .input_format(InputFormat::DynamodbJson)
            .input_compression_type(InputCompressionType::Gzip)
            .table_creation_parameters(self.creation_parameters(spec)?)
            .client_token(&token);
        let started = self.service.call("ImportTable", &self.table, request.send()).await;
        let reply = started.map_err(|error| maybe_started("import", token, error))?;
        Ok(of_import(reply.import_table_description))
    }

    /// Waits until an export ends, and calls `progress` with its state at each poll.
    ///
    /// # Errors
    /// [`Error::TaskFailed`], [`Error::TaskUnfinished`], and the service errors. The export continues if the wait fails.
    pub async fn wait_for_export(&self, arn: &str, progress: impl FnMut(&S3Task)) -> Result<S3Task> {
        self.wait_for(Kind::Export, arn, progress).await
    }

    /// Waits until an import ends, and calls `progress` with its state at each poll.
    ///
    /// # Errors
    /// As [`Table::wait_for_export`].
    pub async fn wait_for_import(&self, arn: &str, progress: impl FnMut(&S3Task)) -> Result<S3Task> {
        self.wait_for(Kind::Import, arn, progress).await
    }

    async fn wait_for(&self, kind: Kind, arn: &str, mut progress: impl FnMut(&S3Task)) -> Result<S3Task> {
        let limit = self.wait_timeout.unwrap_or(TASK_TIMEOUT);
        let mut retry = Retry::polling(limit, POLL_INTERVAL);
        loop {
            let task = self.describe_task(kind, arn).await?;
            progress(&task);
            if task.status == "COMPLETED" {
                return Ok(task);
            }
            if task.is_over() {
                let S3Task { arn, status, failure, .. } = task;
                let why = failure.unwrap_or_else(|| "the service gave no reason".to_owned());
                return Err(Error::TaskFailed { arn, status, why });
            }
            if retry.is_over() {
                let is_import = kind == Kind::Import;
                let (arn, seconds) = (arn.to_owned(), limit.as_secs());
                return Err(Error::TaskUnfinished { arn, is_import, status: task.status, seconds });
            }
            retry.wait().await;
        }
    }

    async fn describe_task(&self, kind: Kind, arn: &str) -> Result<S3Task> {
        match kind {
            Kind::Export => {
                let request = self.client.describe_export().export_arn(arn);
                let reply = self.service.call("DescribeExport", arn, request.send()).await?;
                Ok(of_export(reply.export_description))
            }
            Kind::Import => {
                let request = self.client.describe_import().import_arn(arn);
                let reply = self.service.call("DescribeImport", arn, request.send()).await?;
                Ok(of_import(reply.import_table_description))
            }
        }
    }
}

/// Returns the client token of a request: the given one, or a new one.
fn token_or_new(token: Option<&str>) -> String {
    token.map_or_else(|| uuid::Uuid::new_v4().to_string(), str::to_owned)
}

/// Returns the error of a request that starts a task. If the answer was lost, the task may have started.
fn maybe_started(what: &'static str, token: String, error: Error) -> Error {
    if is_unclear(&error) { Error::MaybeStarted { what, token, source: error.into() } } else { error }
}

fn of_export(export: Option<ExportDescription>) -> S3Task {
    let export = export.unwrap_or_else(|| ExportDescription::builder().build());
    S3Task {
        arn: export.export_arn.unwrap_or_default(),
        status: export.export_status.map(|status| status.to_string()).unwrap_or_default(),
        items: export.item_count,
        bytes: export.billed_size_bytes,
        errors: 0,
        failure: reason(export.failure_code, export.failure_message),
    }
}

fn of_import(import: Option<ImportTableDescription>) -> S3Task {
    let import = import.unwrap_or_else(|| ImportTableDescription::builder().build());
    S3Task {
        arn: import.import_arn.unwrap_or_default(),
        status: import.import_status.map(|status| status.to_string()).unwrap_or_default(),
        items: Some(import.imported_item_count),
        bytes: import.processed_size_bytes,
        errors: import.error_count,
        failure: reason(import.failure_code, import.failure_message),
    }
}

/// Returns why a task failed.
fn reason(code: Option<String>, message: Option<String>) -> Option<String> {
    let parts: Vec<String> = code.into_iter().chain(message).collect();
    (!parts.is_empty()).then(|| parts.join(": "))
}
