//! Everything that the service tells about a table. Everything here only reads.
//! Source: DynamoDB API reference, DescribeTable, DescribeTimeToLive, DescribeContinuousBackups.

use super::{Table, TimeToLive};
use crate::error::{Error, Result};
use crate::timestamp::Timestamp;
use aws_sdk_dynamodb::types::{
    BillingMode, GlobalSecondaryIndexDescription, KeySchemaElement, KeyType, LocalSecondaryIndexDescription,
    Projection, ProvisionedThroughputDescription, TableDescription,
};
use aws_smithy_types::DateTime;

/// A part of the details that has a call of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part<T> {
    /// What the service told.
    Known(T),
    /// The credentials may not call this operation.
    NotPermitted(&'static str),
    /// The endpoint does not know the operation. Emulators know only some of them.
    NotSupported,
}

/// What the service tells about a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableDetails {
    /// The name.
    pub name: String,
    /// `ACTIVE`, `UPDATING`, ...
    pub status: String,
    /// The ARN, if the endpoint has one.
    pub arn: Option<String>,
    /// When it was created.
    pub created: Option<String>,
    /// The key attributes, the partition key first.
    pub keys: Vec<Key>,
    /// The provisioned capacity; `None` for a table on demand.
    pub capacity: Option<Capacity>,
    /// The approximate number of items. AWS counts them about every six hours.
    pub items: Option<i64>,
    /// The approximate size in bytes, counted as the items are.
    pub bytes: Option<i64>,
    /// The indexes, the global ones first.
    pub indexes: Vec<Index>,
    /// The view type of the stream; `None` if it is off.
    pub stream_view: Option<String>,
    /// The ARN of the latest stream, which stays for a day after the stream is switched off.
    pub stream_arn: Option<String>,
    /// The setting of the time to live.
    pub time_to_live: Part<TimeToLive>,
    /// The setting of point-in-time recovery.
    pub recovery: Part<Recovery>,
    /// Whether deletion protection is on.
    pub deletion_protection: bool,
}

/// A key attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The name.
    pub name: String,
    /// Whether it is the partition key. If not, it is the sort key.
    pub is_partition: bool,
    /// `S`, `N` or `B`.
    pub kind: Option<String>,
}

/// Provisioned capacity, in units a second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capacity {
    /// Read capacity units.
    pub read: i64,
    /// Write capacity units.
    pub write: i64,
}

/// An index of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Index {
    /// The name.
    pub name: String,
    /// Whether it is a global index.
    pub is_global: bool,
    /// The status; that of the table for a local index.
    pub status: String,
    /// The key attributes.
    pub keys: Vec<Key>,
    /// `ALL`, `KEYS_ONLY` or `INCLUDE`.
    pub projection: Option<String>,
    /// The other attributes of `INCLUDE`.
    pub attributes: Vec<String>,
    /// The provisioned capacity; `None` on demand and for a local index.
    pub capacity: Option<Capacity>,
    /// The approximate number of items.
    pub items: Option<i64>,
    /// The approximate size in bytes.
    pub bytes: Option<i64>,
}

/// The setting of point-in-time recovery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovery {
    /// `ENABLED` or `DISABLED`.
    pub status: String,
    /// The earliest time that can be restored.
    pub earliest: Option<String>,
    /// The latest time that can be restored.
    pub latest: Option<String>,
}

impl TableDetails {
    /// Returns the operations that the credentials may not call.
    pub fn not_permitted(&self) -> Vec<&'static str> {
        let of = [operation(&self.time_to_live), operation(&self.recovery)];
        of.into_iter().flatten().collect()
    }
}

fn operation<T>(part: &Part<T>) -> Option<&'static str> {
    match part {
        Part::NotPermitted(operation) => Some(operation),
        Part::Known(_) | Part::NotSupported => None,
    }
}

impl Table {
    /// Returns everything that the service tells about the table.
    ///
    /// # Errors
    /// [`Error::NoTable`], and the service errors. That a part is not permitted or not supported is in the result.
    pub async fn details(&self) -> Result<TableDetails> {
        let table = self.describe().await?.ok_or_else(|| self.not_found())?;
        let (time_to_live, recovery) = tokio::join!(self.time_to_live(), self.recovery_setting());
        Ok(details(&table, part(time_to_live)?, part(recovery)?))
    }

    async fn recovery_setting(&self) -> Result<Recovery> {
        let request = self.client.describe_continuous_backups().table_name(&self.table);
        let described = self.service.call("DescribeContinuousBackups", &self.table, request.send()).await?;
        let recovery = described.continuous_backups_description;
        let recovery = recovery.and_then(|backups| backups.point_in_time_recovery_description);
        let status = recovery.as_ref().and_then(|recovery| recovery.point_in_time_recovery_status.clone());
        Ok(Recovery {
            status: status.map_or_else(|| "DISABLED".to_owned(), |status| status.to_string()),
            earliest: time(recovery.as_ref().and_then(|recovery| recovery.earliest_restorable_date_time())),
            latest: time(recovery.as_ref().and_then(|recovery| recovery.latest_restorable_date_time())),
        })
    }
}

/// Returns a part, or why it is not known.
fn part<T>(read: Result<T>) -> Result<Part<T>> {
    match read {
        Ok(known) => Ok(Part::Known(known)),
        Err(error) if error.is_unknown_operation() => Ok(Part::NotSupported),
        Err(Error::Service { code, operation, .. }) if code.starts_with("AccessDenied") => {
            Ok(Part::NotPermitted(operation))
        }
        Err(error) => Err(error),
    }
}

fn details(table: &TableDescription, time_to_live: Part<TimeToLive>, recovery: Part<Recovery>) -> TableDetails {
    let stream = table.stream_specification().filter(|stream| stream.stream_enabled());
    let global = table.global_secondary_indexes().iter().map(|index| global_index(table, index));
    let local = table.local_secondary_indexes().iter().map(|index| local_index(table, index));
    TableDetails {
        name: table.table_name.clone().unwrap_or_default(),
        status: table.table_status.as_ref().map(ToString::to_string).unwrap_or_default(),
        arn: table.table_arn.clone(),
        created: time(table.creation_date_time.as_ref()),
        keys: keys(table, table.key_schema()),
        capacity: capacity(table, table.provisioned_throughput.as_ref()),
        items: table.item_count,
        bytes: table.table_size_bytes,
        indexes: global.chain(local).collect(),
        stream_view: stream.and_then(|stream| stream.stream_view_type()).map(ToString::to_string),
        stream_arn: table.latest_stream_arn.clone(),
        time_to_live,
        recovery,
        deletion_protection: table.deletion_protection_enabled == Some(true),
    }
}

fn time(at: Option<&DateTime>) -> Option<String> {
    at.and_then(|at| Timestamp::from_seconds(at.secs(), at.subsec_nanos())).map(|at| at.to_string())
}

fn keys(table: &TableDescription, schema: &[KeySchemaElement]) -> Vec<Key> {
    let key = |key: &KeySchemaElement| {
        let name = key.attribute_name();
        let definition = table.attribute_definitions().iter().find(|attribute| attribute.attribute_name() == name);
        Key {
            name: name.to_owned(),
            is_partition: *key.key_type() == KeyType::Hash,
            kind: definition.map(|attribute| attribute.attribute_type().to_string()),
        }
    };
    schema.iter().map(key).collect()
}

/// Returns the provisioned capacity; a table on demand has none.
fn capacity(table: &TableDescription, units: Option<&ProvisionedThroughputDescription>) -> Option<Capacity> {
    let mode = table.billing_mode_summary().and_then(|summary| summary.billing_mode());
    let units = units.filter(|_| mode != Some(&BillingMode::PayPerRequest))?;
    Some(Capacity { read: units.read_capacity_units?, write: units.write_capacity_units? })
}

fn projection(projection: Option<&Projection>) -> (Option<String>, Vec<String>) {
    let kind = projection.and_then(|projection| projection.projection_type()).map(ToString::to_string);
    (kind, projection.map(|projection| projection.non_key_attributes().to_vec()).unwrap_or_default())
}

fn global_index(table: &TableDescription, index: &GlobalSecondaryIndexDescription) -> Index {
    let (projection, attributes) = projection(index.projection.as_ref());
    Index {
        name: index.index_name.clone().unwrap_or_default(),
        is_global: true,
        status: index.index_status.as_ref().map(ToString::to_string).unwrap_or_default(),
        keys: keys(table, index.key_schema()),
        projection,
        attributes,
        capacity: capacity(table, index.provisioned_throughput.as_ref()),
        items: index.item_count,
        bytes: index.index_size_bytes,
    }
}

fn local_index(table: &TableDescription, index: &LocalSecondaryIndexDescription) -> Index {
    let (projection, attributes) = projection(index.projection.as_ref());
    Index {
        name: index.index_name.clone().unwrap_or_default(),
        is_global: false,
        status: table.table_status.as_ref().map(ToString::to_string).unwrap_or_default(),
        keys: keys(table, index.key_schema()),
        projection,
        attributes,
        capacity: None,
        items: index.item_count,
        bytes: index.index_size_bytes,
    }
}
