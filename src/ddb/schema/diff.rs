//! How a table differs from what it should be. Nothing here writes.

use super::spec::{Billing, IndexSchema, TableSchema, TableSpec};
use super::value::{KeyValue, KeyValues, SchemaValue};
use crate::ddb::Table;
use crate::ddb::item::KeyNames;
use crate::ddb::table::unsettled;
use crate::error::{Error, Result};
use aws_sdk_dynamodb::types::{
    BillingMode, GlobalSecondaryIndexDescription, IndexStatus, KeySchemaElement, KeyType, Projection, ProjectionType,
    StreamSpecification, StreamViewType, TableDescription, TableStatus,
};

/// A difference between the table and what it should be.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What differs, such as `stream`.
    pub what: &'static str,
    /// How it is.
    pub found: SchemaValue,
    /// How it should be.
    pub wanted: SchemaValue,
    /// What fixes it.
    pub fix: SchemaFix,
}

/// What fixes a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemaFix {
    /// CreateTable.
    CreateTable,
    /// UpdateTable with the billing mode and the capacity of table and index.
    Billing,
    /// UpdateTable with a new index.
    CreateIndex,
    /// UpdateTable with a stream.
    Stream,
    /// UpdateTable with deletion protection.
    Protection,
    /// UpdateContinuousBackups.
    Recovery,
    /// No update: the table or the index has to be created again.
    Impossible,
}

/// The differences, in the order in which they are fixed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plan {
    /// The differences.
    pub changes: Vec<Change>,
    /// The table or index that is not ACTIVE now, and its status, which is transient.
    pub settling: Option<(String, String)>,
}

impl Plan {
    /// Whether the table has to be created.
    pub fn creates(&self) -> bool {
        self.changes.iter().any(|change| change.fix == SchemaFix::CreateTable)
    }

    /// The differences that an update can fix.
    pub fn fixable(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| change.fix != SchemaFix::Impossible)
    }

    /// The differences that no update can fix.
    pub fn impossible(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| change.fix == SchemaFix::Impossible)
    }
}

impl Table {
    /// Compares the table with its schema and with `spec`. Only reads. A table that is being deleted counts as missing.
    ///
    /// # Errors
    /// [`Error::WillNotSettle`] for a table or index in a status that is not transient, and the service errors.
    pub async fn plan_schema(&self, spec: &TableSpec) -> Result<Plan> {
        let table = self.describe().await?;
        let settling = table.as_ref().map(unsettled).transpose()?.flatten();
        let mut changes = match table {
            Some(table) if table.table_status != Some(TableStatus::Deleting) => differences(&table, self.schema, spec),
            gone => vec![creation(gone.is_some(), self.schema, spec)],
        };
        if spec.point_in_time_recovery && self.recovery_is_off().await? {
            changes.push(change("point-in-time recovery", state("off"), state("on"), SchemaFix::Recovery));
        }
        Ok(Plan { changes, settling })
    }

    /// Checks that the table has the key of its schema. If the credentials may not describe the table, the check passes.
    ///
    /// # Errors
    /// [`Error::NoTable`], [`Error::OtherKeys`], and the service errors.
    pub async fn check_keys(&self) -> Result<()> {
        self.describe_if_allowed().await?.map_or(Ok(()), |table| check_keys_of(&table, self.schema.key))
    }

    /// Checks that the table can be read through its index. If the credentials may not describe the table, the check passes.
    ///
    /// # Errors
    /// [`Error::NoTable`], [`Error::OtherKeys`], [`Error::NoIndex`], and the service errors.
    pub(crate) async fn check_index(&self) -> Result<()> {
        let Some(table) = self.describe_if_allowed().await? else { return Ok(()) };
        check_keys_of(&table, self.schema.key)?;
        let index = index_named(&table, &self.index);
        let state = index.map(|index| index.index_status.clone().unwrap_or(IndexStatus::Active));
        if state == Some(IndexStatus::Active) {
            return Ok(());
        }
        let (table, index) = (self.table.clone(), self.index.clone());
        Err(Error::NoIndex { table, index, state: state.map(|state| state.to_string()) })
    }

    /// Describes the table; `None` if the credentials may not.
    async fn describe_if_allowed(&self) -> Result<Option<TableDescription>> {
        match self.describe().await {
            Ok(Some(table)) => Ok(Some(table)),
            Ok(None) => Err(self.not_found()),
            Err(Error::Service { code, .. }) if code.starts_with("AccessDenied") => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Whether point-in-time recovery is off, as it is for a table that does not exist yet. If the endpoint does not support
    /// it, it counts as on, since no request could switch it on.
    async fn recovery_is_off(&self) -> Result<bool> {
        match self.recovery().await {
            Err(error) if error.is_unknown_operation() => Ok(false),
            Err(Error::Service { code, .. }) if code == "TableNotFoundException" => Ok(true),
            Err(Error::NoTable { .. }) => Ok(true),
            known => known.map(|is_on| !is_on),
        }
    }
}

/// The one difference of a table that does not exist, or that is being deleted.
fn creation(is_being_deleted: bool, schema: &TableSchema, spec: &TableSpec) -> Change {
    let found = if is_being_deleted { "being deleted" } else { "missing" };
    let wanted = SchemaValue::Table {
        keys: wanted_keys(schema.key),
        index: schema.index.name,
        stream: schema.stream.to_string(),
        billing: spec.billing.unwrap_or_default(),
    };
    change("table", state(found), wanted, SchemaFix::CreateTable)
}

/// Returns the differences that the description of a table shows, in the order in which they are fixed.
pub(super) fn differences(table: &TableDescription, schema: &TableSchema, spec: &TableSpec) -> Vec<Change> {
    let index = index_named(table, schema.index.name);
    let differences = [
        key_difference(table, schema.key),
        spec.billing.and_then(|wanted| billing_difference(table, index, wanted)),
        index_difference(table, index, &schema.index),
        stream_difference(table, &schema.stream),
        spec.deletion_protection.and_then(|wanted| protection_difference(table, wanted)),
    ];
    differences.into_iter().flatten().collect()
}

fn key_difference(table: &TableDescription, wanted: KeyNames) -> Option<Change> {
    let (found, wanted) = (keys_of(table, table.key_schema()), wanted_keys(wanted));
    let keys = SchemaValue::Keys;
    (found != wanted).then(|| change("key schema", keys(found), keys(wanted), SchemaFix::Impossible))
}

fn billing_difference(
    table: &TableDescription,
    index: Option<&GlobalSecondaryIndexDescription>,
    wanted: Billing,
) -> Option<Change> {
    let found = billing_of(table);
    if found != wanted {
        return Some(change("billing", SchemaValue::Billing(found), SchemaValue::Billing(wanted), SchemaFix::Billing));
    }
    // After a switch to on demand, an emulator still reports the capacity that the index had before.
    if wanted == Billing::OnDemand {
        return None;
    }
    let capacity = index.and_then(capacity_of_index).filter(|capacity| *capacity != wanted)?;
    let billing = SchemaValue::Billing;
    Some(change("index capacity", billing(capacity), billing(wanted), SchemaFix::Billing))
}

fn index_difference(
    table: &TableDescription,
    index: Option<&GlobalSecondaryIndexDescription>,
    schema: &IndexSchema,
) -> Option<Change> {
    let value = |keys: KeyValues, projection: &str| SchemaValue::Index {
        index: schema.name,
        keys,
        projection: projection.to_owned(),
    };
    let wanted = value(wanted_keys(schema.key), ProjectionType::All.as_str());
    let Some(index) = index else {
        return Some(change("index", state("missing"), wanted, SchemaFix::CreateIndex));
    };
    let projection = index.projection().and_then(Projection::projection_type);
    let found = value(keys_of(table, index.key_schema()), projection.map_or("", ProjectionType::as_str));
    (found != wanted).then(|| change("index", found, wanted, SchemaFix::Impossible))
}

/// A stream with another view type has to be switched off first, which loses its records. This is left to the operator.
/// `NEW_AND_OLD_IMAGES` holds what every other view type holds.
fn stream_difference(table: &TableDescription, wanted: &StreamViewType) -> Option<Change> {
    let spec = table.stream_specification().filter(|stream| stream.stream_enabled());
    let view = spec.and_then(StreamSpecification::stream_view_type);
    let (found, fix) = match view {
        Some(view) if view == wanted || *view == StreamViewType::NewAndOldImages => return None,
        Some(other) => (state(other.as_str()), SchemaFix::Impossible),
        None => (state("off"), SchemaFix::Stream),
    };
    Some(change("stream", found, state(wanted.as_str()), fix))
}

fn protection_difference(table: &TableDescription, wanted: bool) -> Option<Change> {
    let found = table.deletion_protection_enabled == Some(true);
    let text = |on: bool| state(if on { "on" } else { "off" });
    (found != wanted).then(|| change("deletion protection", text(found), text(wanted), SchemaFix::Protection))
}

fn change(what: &'static str, found: SchemaValue, wanted: SchemaValue, fix: SchemaFix) -> Change {
    Change { what, found, wanted, fix }
}

fn state(state: &str) -> SchemaValue {
    SchemaValue::State(state.to_owned())
}

fn index_named<'a>(table: &'a TableDescription, name: &str) -> Option<&'a GlobalSecondaryIndexDescription> {
    table.global_secondary_indexes().iter().find(|index| index.index_name() == Some(name))
}

/// The billing of a table.
pub(super) fn billing_of(table: &TableDescription) -> Billing {
    let mode = table.billing_mode_summary().and_then(|summary| summary.billing_mode());
    let capacity = table.provisioned_throughput();
    let read = capacity.and_then(|capacity| capacity.read_capacity_units()).unwrap_or_default();
    let write = capacity.and_then(|capacity| capacity.write_capacity_units()).unwrap_or_default();
    if mode == Some(&BillingMode::PayPerRequest) { Billing::OnDemand } else { Billing::Provisioned { read, write } }
}

/// The capacity of an index of a provisioned table.
pub(super) fn capacity_of_index(index: &GlobalSecondaryIndexDescription) -> Option<Billing> {
    let capacity = index.provisioned_throughput()?;
    let (read, write) = (capacity.read_capacity_units()?, capacity.write_capacity_units()?);
    (read > 0 || write > 0).then_some(Billing::Provisioned { read, write })
}

/// Checks that a table has this key.
///
/// # Errors
/// [`Error::OtherKeys`].
pub(crate) fn check_keys_of(table: &TableDescription, key: KeyNames) -> Result<()> {
    let (found, wanted) = (keys_of(table, table.key_schema()), wanted_keys(key));
    if found == wanted {
        return Ok(());
    }
    let table = table.table_name.clone().unwrap_or_default();
    Err(Error::OtherKeys { table, found: found.to_string(), wanted: wanted.to_string() })
}

/// The names and types of a key, the partition key first.
fn keys_of(table: &TableDescription, schema: &[KeySchemaElement]) -> KeyValues {
    let mut schema: Vec<&KeySchemaElement> = schema.iter().collect();
    schema.sort_by_key(|element| element.key_type() != &KeyType::Hash);
    let kind = |name: &str| {
        let definition = table.attribute_definitions().iter().find(|definition| definition.attribute_name() == name);
        definition.map_or("?", |definition| definition.attribute_type().as_str())
    };
    let value = |name: &str| KeyValue { name: name.to_owned(), kind: kind(name).to_owned() };
    KeyValues(schema.iter().map(|element| value(element.attribute_name())).collect())
}

fn wanted_keys(key: KeyNames) -> KeyValues {
    KeyValues(key.both().map(|name| KeyValue { name: name.to_owned(), kind: "S".to_owned() }).into())
}

#[cfg(test)]
mod tests {
    use super::super::spec::key_schema;
    use super::*;
    use aws_sdk_dynamodb::types::builders::TableDescriptionBuilder;
    use aws_sdk_dynamodb::types::{
        AttributeDefinition, BillingModeSummary, ProvisionedThroughputDescription, ScalarAttributeType,
    };

    const SCHEMA: TableSchema = TableSchema {
        key: KeyNames { partition: "id", sort: "at" },
        index: IndexSchema { name: "by-owner", key: KeyNames { partition: "owner", sort: "at" } },
        stream: StreamViewType::NewImage,
        attribute_order: &[],
    };
    const BILLING: Billing = Billing::Provisioned { read: 5, write: 5 };
    const SPEC: TableSpec =
        TableSpec { billing: Some(BILLING), deletion_protection: Some(true), point_in_time_recovery: false };

    fn capacity(units: i64) -> ProvisionedThroughputDescription {
        ProvisionedThroughputDescription::builder().read_capacity_units(units).write_capacity_units(units).build()
    }

    fn index(key: KeyNames, projection: ProjectionType, units: i64) -> GlobalSecondaryIndexDescription {
        GlobalSecondaryIndexDescription::builder()
            .index_name("by-owner")
            .set_key_schema(Some(key_schema(key).unwrap()))
            .projection(Projection::builder().projection_type(projection).build())
            .provisioned_throughput(capacity(units))
            .build()
    }

    fn stream(view: StreamViewType, is_enabled: bool) -> StreamSpecification {
        StreamSpecification::builder().stream_enabled(is_enabled).stream_view_type(view).build().unwrap()
    }

    fn on_demand() -> BillingModeSummary {
        BillingModeSummary::builder().billing_mode(BillingMode::PayPerRequest).build()
    }

    /// A table as `SCHEMA` and `SPEC` want it, but for its stream and its index.
    fn bare() -> TableDescriptionBuilder {
        let define = |name: &str| {
            let definition = AttributeDefinition::builder().attribute_name(name).attribute_type(ScalarAttributeType::S);
            definition.build().unwrap()
        };
        TableDescription::builder()
            .table_name("t")
            .set_attribute_definitions(Some(["id", "at", "owner"].map(define).to_vec()))
            .set_key_schema(Some(key_schema(SCHEMA.key).unwrap()))
            .provisioned_throughput(capacity(5))
            .deletion_protection_enabled(true)
    }

    /// A table as `SCHEMA` and `SPEC` want it.
    fn equal() -> TableDescriptionBuilder {
        bare()
            .global_secondary_indexes(index(SCHEMA.index.key, ProjectionType::All, 5))
            .stream_specification(stream(StreamViewType::NewImage, true))
    }

    fn found_with(table: TableDescriptionBuilder, spec: &TableSpec) -> Vec<(&'static str, String, String, SchemaFix)> {
        let differences = differences(&table.build(), &SCHEMA, spec);
        let text = |change: Change| (change.what, change.found.to_string(), change.wanted.to_string(), change.fix);
        differences.into_iter().map(text).collect()
    }

    fn found(table: TableDescriptionBuilder) -> Vec<(&'static str, String, String, SchemaFix)> {
        found_with(table, &SPEC)
    }

    fn one(
        what: &'static str,
        found: &str,
        wanted: &str,
        fix: SchemaFix,
    ) -> Vec<(&'static str, String, String, SchemaFix)> {
        vec![(what, found.to_owned(), wanted.to_owned(), fix)]
    }

    #[test]
    fn an_equal_table_has_no_difference() {
        assert_eq!(found(equal()), []);
        let with_old_images = stream(StreamViewType::NewAndOldImages, true);
        assert_eq!(found(equal().stream_specification(with_old_images)), []);
    }

    #[test]
    fn what_the_spec_leaves_open_is_no_difference() {
        let other = || equal().provisioned_throughput(capacity(1)).deletion_protection_enabled(false);
        assert_eq!(found_with(other(), &TableSpec::default()), []);
        assert_eq!(found_with(other().billing_mode_summary(on_demand()), &TableSpec::default()), []);
    }

    #[test]
    fn another_key_cannot_be_changed() {
        let key = key_schema(KeyNames { partition: "owner", sort: "at" }).unwrap();
        assert_eq!(
            found(equal().set_key_schema(Some(key))),
            one("key schema", "owner S, at S", "id S, at S", SchemaFix::Impossible)
        );
        let number = AttributeDefinition::builder().attribute_name("id").attribute_type(ScalarAttributeType::N);
        let definitions = [number.build().unwrap()].into_iter().chain(bare().build().attribute_definitions.unwrap());
        assert_eq!(
            found(equal().set_attribute_definitions(Some(definitions.collect()))),
            one("key schema", "id N, at S", "id S, at S", SchemaFix::Impossible)
        );
    }

    #[test]
    fn another_billing_is_updated() {
        assert_eq!(
            found(equal().provisioned_throughput(capacity(1))),
            one("billing", "provisioned 1 read, 1 write", "provisioned 5 read, 5 write", SchemaFix::Billing)
        );
        assert_eq!(
            found(equal().billing_mode_summary(on_demand())),
            one("billing", "on demand", "provisioned 5 read, 5 write", SchemaFix::Billing)
        );
    }

    #[test]
    fn the_capacity_of_the_index_is_updated_with_a_provisioned_table_only() {
        let table = |units| {
            let index = index(SCHEMA.index.key, ProjectionType::All, units);
            bare().global_secondary_indexes(index).stream_specification(stream(StreamViewType::NewImage, true))
        };
        let wanted = "provisioned 5 read, 5 write";
        assert_eq!(found(table(1)), one("index capacity", "provisioned 1 read, 1 write", wanted, SchemaFix::Billing));
        let spec = TableSpec { billing: Some(Billing::OnDemand), ..SPEC };
        assert_eq!(found_with(table(1).billing_mode_summary(on_demand()), &spec), []);
        // The service reports the capacity of an index that is on demand as 0.
        assert_eq!(found(table(0)), []);
    }

    #[test]
    fn a_missing_index_is_created_and_another_cannot_be_changed() {
        let streamed = || bare().stream_specification(stream(StreamViewType::NewImage, true));
        let wanted = "by-owner on owner S, at S, ALL";
        assert_eq!(found(streamed()), one("index", "missing", wanted, SchemaFix::CreateIndex));
        let keys_only = index(SCHEMA.index.key, ProjectionType::KeysOnly, 5);
        assert_eq!(
            found(streamed().global_secondary_indexes(keys_only)),
            one("index", "by-owner on owner S, at S, KEYS_ONLY", wanted, SchemaFix::Impossible)
        );
        let other_key = index(SCHEMA.key, ProjectionType::All, 5);
        assert_eq!(
            found(streamed().global_secondary_indexes(other_key)),
            one("index", "by-owner on id S, at S, ALL", wanted, SchemaFix::Impossible)
        );
    }

    #[test]
    fn a_stream_is_switched_on_and_another_view_cannot_be_changed() {
        let table = |stream| equal().set_stream_specification(stream);
        assert_eq!(found(table(None)), one("stream", "off", "NEW_IMAGE", SchemaFix::Stream));
        let disabled = stream(StreamViewType::NewImage, false);
        assert_eq!(found(table(Some(disabled))), one("stream", "off", "NEW_IMAGE", SchemaFix::Stream));
        let keys_only = stream(StreamViewType::KeysOnly, true);
        assert_eq!(found(table(Some(keys_only))), one("stream", "KEYS_ONLY", "NEW_IMAGE", SchemaFix::Impossible));
    }

    #[test]
    fn deletion_protection_is_switched_either_way() {
        let on = equal();
        let off = equal().deletion_protection_enabled(false);
        let wants_off = TableSpec { deletion_protection: Some(false), ..SPEC };
        assert_eq!(found(off), one("deletion protection", "off", "on", SchemaFix::Protection));
        assert_eq!(found_with(on, &wants_off), one("deletion protection", "on", "off", SchemaFix::Protection));
        let unknown = equal().set_deletion_protection_enabled(None);
        assert_eq!(found(unknown), one("deletion protection", "off", "on", SchemaFix::Protection));
    }

    #[test]
    fn differences_come_in_the_order_in_which_they_are_fixed() {
        let table = TableDescription::builder().table_name("t").build();
        let names: Vec<_> = found(TableDescription::builder()).into_iter().map(|(what, ..)| what).collect();
        assert_eq!(names, ["key schema", "billing", "index", "stream", "deletion protection"]);
        assert!(check_keys_of(&table, SCHEMA.key).is_err());
    }

    #[test]
    fn a_missing_table_is_one_difference() {
        let wanted = "id, at; by-owner; stream NEW_IMAGE; provisioned 5 read, 5 write";
        for (is_being_deleted, found) in [(false, "missing"), (true, "being deleted")] {
            let Change { what, found: state, wanted: all, fix } = creation(is_being_deleted, &SCHEMA, &SPEC);
            assert_eq!(
                (what, &*state.to_string(), &*all.to_string(), fix),
                ("table", found, wanted, SchemaFix::CreateTable)
            );
        }
    }
}
