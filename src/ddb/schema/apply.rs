//! The table as data: what it should be, how it differs from what is there, and what fixes the difference.
//! Source: DynamoDB API reference, CreateTable, UpdateTable, UpdateContinuousBackups.

use crate::ddb::Table;
use crate::ddb::item::KeyNames;
use crate::ddb::table::{IN_USE_TRIES, is_in_use, unsettled};
use crate::error::{Error, Result};
use crate::event::Event;
use aws_sdk_dynamodb::operation::update_table::builders::UpdateTableFluentBuilder;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, CreateGlobalSecondaryIndexAction, GlobalSecondaryIndex,
    GlobalSecondaryIndexDescription, GlobalSecondaryIndexUpdate, IndexStatus, KeySchemaElement, KeyType,
    PointInTimeRecoverySpecification, Projection, ProjectionType, ProvisionedThroughput, ScalarAttributeType,
    StreamSpecification, StreamViewType, TableCreationParameters, TableDescription, TableStatus,
    UpdateGlobalSecondaryIndexAction,
};
use std::time::{Duration, Instant};

/// How long a new table's backups may take to be there, and how often to look.
const BACKUPS_TIMEOUT: Duration = Duration::from_secs(300);
const BACKUPS_POLL_INTERVAL: Duration = Duration::from_secs(2);

/// The names in a table: what code for any table has to be told of one.
#[derive(Debug, PartialEq, Eq)]
pub struct TableSchema {
    /// The key of the table.
    pub key: KeyNames,
    /// The global secondary index, which holds every attribute.
    pub index: IndexSchema,
    /// What a record of the stream holds.
    pub stream: StreamViewType,
    /// The attributes that come first wherever an item is written as text, in this order. The others follow by name.
    pub attribute_order: &'static [&'static str],
}

/// The names in a global secondary index.
#[derive(Debug, PartialEq, Eq)]
pub struct IndexSchema {
    /// The name of the index.
    pub name: &'static str,
    /// The key of the index.
    pub key: KeyNames,
}

/// How capacity is paid for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Billing {
    /// A fixed number of capacity units, for the table and for its index alike.
    Provisioned {
        /// Read capacity units.
        read: i64,
        /// Write capacity units.
        write: i64,
    },
    /// By request.
    OnDemand,
}

impl Default for Billing {
    /// What the free tier has room for.
    fn default() -> Self {
        Self::Provisioned { read: 5, write: 5 }
    }
}

/// What the table should be, apart from its [`TableSchema`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TableSpec {
    /// How capacity is paid for; `None` leaves that of a table that is there as it is.
    pub billing: Option<Billing>,
    /// Whether deletion protection must be on or off; `None` leaves it as it is.
    pub deletion_protection: Option<bool>,
    /// Whether point-in-time recovery must be on, where the endpoint has it. It is never switched off.
    pub point_in_time_recovery: bool,
}

/// A difference between the table and what it should be.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What differs, such as `stream`.
    pub what: &'static str,
    /// How it is.
    pub found: String,
    /// How it should be.
    pub wanted: String,
    /// What fixes it.
    pub fix: SchemaFix,
}

/// What fixes a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemaFix {
    /// CreateTable.
    CreateTable,
    /// UpdateTable with the billing mode and capacity of table and index.
    Billing,
    /// UpdateTable with a new index.
    CreateIndex,
    /// UpdateTable with a stream.
    Stream,
    /// UpdateTable with deletion protection.
    Protection,
    /// UpdateContinuousBackups.
    Recovery,
    /// No update: the table or index has to be made anew.
    Impossible,
}

/// The differences, in the order in which they are fixed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plan {
    /// The differences.
    pub changes: Vec<Change>,
    /// The table or the index that is not ACTIVE at this moment, with its status, which ends by itself.
    pub settling: Option<(String, String)>,
}

impl Plan {
    /// Whether the table is to be created.
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
    /// Compares the table with `spec`; only reads. A table that is being deleted is to be created.
    ///
    /// # Errors
    /// [`Error::WillNotSettle`] for a table or index in a status that does not end by itself, and the service errors.
    pub async fn plan_schema(&self, spec: &TableSpec) -> Result<Plan> {
        let table = self.describe().await?;
        let settling = table.as_ref().map(unsettled).transpose()?.flatten();
        let mut changes = match table {
            Some(table) if table.table_status != Some(TableStatus::Deleting) => differences(&table, self.schema, spec),
            gone => {
                let found = if gone.is_some() { "being deleted" } else { "missing" };
                let TableSchema { key, index, stream, .. } = self.schema;
                let billing = shown(spec.billing.unwrap_or_default());
                let wanted = format!("{}; {}; stream {stream}; {billing}", key.both().join(", "), index.name);
                vec![change("table", found.to_owned(), wanted, SchemaFix::CreateTable)]
            }
        };
        if spec.point_in_time_recovery && self.recovery_is_off().await? {
            changes.push(change("point-in-time recovery", "off".to_owned(), "on".to_owned(), SchemaFix::Recovery));
        }
        Ok(Plan { changes, settling })
    }

    /// Checks that the table has the key of its schema. Who may not describe the table is not told here.
    ///
    /// # Errors
    /// [`Error::NoTable`], [`Error::OtherKeys`], and the service errors.
    pub async fn check_keys(&self) -> Result<()> {
        self.describe_if_allowed().await?.map_or(Ok(()), |table| check_keys_of(&table, self.schema.key))
    }

    /// Checks that the table can be read through its index. Who may not describe the table is not told here.
    ///
    /// # Errors
    /// [`Error::NoTable`], [`Error::OtherKeys`], [`Error::NoIndex`], and the service errors.
    pub(crate) async fn check_index(&self) -> Result<()> {
        let Some(table) = self.describe_if_allowed().await? else { return Ok(()) };
        check_keys_of(&table, self.schema.key)?;
        let index = table.global_secondary_indexes().iter().find(|index| index.index_name() == Some(&self.index));
        let state = index.map(|index| index.index_status.clone().unwrap_or(IndexStatus::Active));
        if state == Some(IndexStatus::Active) {
            return Ok(());
        }
        let (table, index) = (self.table.clone(), self.index.clone());
        Err(Error::NoIndex { table, index, state: state.map(|state| state.to_string()) })
    }

    /// What the service says of the table; `None` where the credentials may not ask.
    async fn describe_if_allowed(&self) -> Result<Option<TableDescription>> {
        match self.describe().await {
            Ok(Some(table)) => Ok(Some(table)),
            Ok(None) => Err(self.not_found()),
            Err(Error::Service { code, .. }) if code.starts_with("AccessDenied") => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Waits until what is not ACTIVE in a plan is.
    ///
    /// # Errors
    /// [`Error::NotSettled`], [`Error::WillNotSettle`], [`Error::NoTable`] where it goes away meanwhile, and the service
    /// errors.
    pub async fn settle(&self, plan: &Plan) -> Result<()> {
        match plan.settling {
            Some(_) => self.wait_until_active(false).await.map(drop),
            None => Ok(()),
        }
    }

    /// Fixes one difference of a plan for `spec`, and waits until table and index are ACTIVE again.
    ///
    /// # Errors
    /// [`Error::NotSettled`], [`Error::WillNotSettle`] and the service errors; [`Error::Invalid`] for a difference that no update fixes.
    pub async fn fix(&self, change: &Change, spec: &TableSpec) -> Result<()> {
        match change.fix {
            SchemaFix::CreateTable => self.create(spec).await?,
            SchemaFix::Recovery => return self.switch_recovery_on().await,
            SchemaFix::Impossible => {
                return Err(Error::Invalid {
                    what: format!("the {} of table {}", change.what, self.table),
                    why: "no update can change it".to_owned(),
                });
            }
            SchemaFix::Billing | SchemaFix::CreateIndex | SchemaFix::Stream | SchemaFix::Protection => {
                self.update(change.fix, spec).await?;
            }
        }
        self.wait_until_active(change.fix == SchemaFix::CreateTable).await.map(drop)
    }

    /// Creates the table. One of its name that is being deleted has to be gone first.
    async fn create(&self, spec: &TableSpec) -> Result<()> {
        let mut tries = IN_USE_TRIES;
        loop {
            tries -= 1;
            match self.send_create(spec).await {
                Err(error) if is_in_use(&error) && tries > 0 => {}
                other => return other,
            }
            match self.describe().await? {
                Some(table) if table.table_status == Some(TableStatus::Deleting) => self.wait_until_gone().await?,
                // Another run was first: what it makes is what this one would have made.
                _ => return Ok(()),
            }
        }
    }

    async fn send_create(&self, spec: &TableSpec) -> Result<()> {
        let billing = spec.billing.unwrap_or_default();
        let request = self
            .client
            .create_table()
            .table_name(&self.table)
            .set_attribute_definitions(Some(attributes(self.schema)?))
            .set_key_schema(Some(key(self.schema.key)?))
            .global_secondary_indexes(index(&self.schema.index, billing)?)
            .billing_mode(mode(billing))
            .set_provisioned_throughput(throughput(billing)?)
            .stream_specification(stream(self.schema)?)
            .deletion_protection_enabled(spec.deletion_protection == Some(true));
        self.service.call("CreateTable", &self.table, request.send()).await.map(drop)
    }

    /// What an import by the service makes the table from.
    pub(crate) fn creation(&self, spec: &TableSpec) -> Result<TableCreationParameters> {
        let billing = spec.billing.unwrap_or_default();
        TableCreationParameters::builder()
            .table_name(&self.table)
            .set_attribute_definitions(Some(attributes(self.schema)?))
            .set_key_schema(Some(key(self.schema.key)?))
            .global_secondary_indexes(index(&self.schema.index, billing)?)
            .billing_mode(mode(billing))
            .set_provisioned_throughput(throughput(billing)?)
            .build()
            .map_err(incomplete)
    }

    /// Sends one update. Where the table is in use, by another run or because the reply to a first try was lost, it waits
    /// and looks whether the difference is still there; and so it does where the service says that there is nothing to
    /// update, as it does of what such a first try has done. One index of a table is made at a time, which is a limit.
    async fn update(&self, fix: SchemaFix, spec: &TableSpec) -> Result<()> {
        let mut tries = IN_USE_TRIES;
        loop {
            tries -= 1;
            let request = self.update_request(fix, spec).await?;
            let sent = self.service.call("UpdateTable", &self.table, request.send()).await;
            let Err(error) = sent else { return Ok(()) };
            let Error::Service { code, .. } = &error else { return Err(error) };
            let is_final = match code.as_str() {
                "ValidationException" => true,
                "ResourceInUseException" | "LimitExceededException" => tries == 0,
                _ => return Err(error),
            };
            let table = self.wait_until_active(false).await?;
            if !differences(&table, self.schema, spec).iter().any(|change| change.fix == fix) {
                return Ok(());
            }
            if is_final {
                return Err(error);
            }
        }
    }

    async fn update_request(&self, fix: SchemaFix, spec: &TableSpec) -> Result<UpdateTableFluentBuilder> {
        let request = self.client.update_table().table_name(&self.table);
        Ok(match fix {
            SchemaFix::Billing => {
                let table = self.describe().await?.unwrap_or_else(|| TableDescription::builder().build());
                let found = billing_of(&table);
                let wanted = spec.billing.unwrap_or(found);
                let updates = index_updates(&table, self.schema.index.name, found, wanted)?;
                let request = request.set_global_secondary_index_updates(updates);
                // An update to what is already there is refused.
                if found == wanted {
                    request
                } else {
                    request.billing_mode(mode(wanted)).set_provisioned_throughput(throughput(wanted)?)
                }
            }
            SchemaFix::CreateIndex => {
                request.set_attribute_definitions(Some(attributes(self.schema)?)).global_secondary_index_updates(
                    GlobalSecondaryIndexUpdate::builder()
                        .create(
                            CreateGlobalSecondaryIndexAction::builder()
                                .index_name(self.schema.index.name)
                                .set_key_schema(Some(key(self.schema.index.key)?))
                                .projection(all())
                                .set_provisioned_throughput(throughput(self.billing_for_index(spec).await?)?)
                                .build()
                                .map_err(incomplete)?,
                        )
                        .build(),
                )
            }
            SchemaFix::Stream => request.stream_specification(stream(self.schema)?),
            _ => request.set_deletion_protection_enabled(spec.deletion_protection),
        })
    }

    /// The capacity of a new index: what is wanted, else the table's own.
    async fn billing_for_index(&self, spec: &TableSpec) -> Result<Billing> {
        match spec.billing {
            Some(billing) => Ok(billing),
            None => Ok(self.describe().await?.as_ref().map_or_else(Billing::default, billing_of)),
        }
    }

    /// Whether point-in-time recovery is off, as it is for a table that is not there yet; an endpoint that does not have it
    /// counts as on, since nothing can be done.
    async fn recovery_is_off(&self) -> Result<bool> {
        match self.recovery().await {
            Err(error) if is_unknown_operation(&error) => Ok(false),
            Err(Error::Service { code, .. }) if code == "TableNotFoundException" => Ok(true),
            Err(Error::NoTable { .. }) => Ok(true),
            known => known.map(|is_on| !is_on),
        }
    }

    async fn switch_recovery_on(&self) -> Result<()> {
        let on = PointInTimeRecoverySpecification::builder()
            .point_in_time_recovery_enabled(true)
            .build()
            .map_err(incomplete)?;
        let started = Instant::now();
        let limit = self.wait_timeout.map_or(BACKUPS_TIMEOUT, |limit| limit.min(BACKUPS_TIMEOUT));
        loop {
            let request = self
                .client
                .update_continuous_backups()
                .table_name(&self.table)
                .point_in_time_recovery_specification(on.clone());
            match self.service.call("UpdateContinuousBackups", &self.table, request.send()).await {
                // Backups of a table that was just made take a while to be there.
                Err(Error::Service { code, .. })
                    if code == "ContinuousBackupsUnavailableException" && started.elapsed() < limit =>
                {
                    let (what, state) = (format!("the backups of table {}", self.table), "not enabled yet".to_owned());
                    self.service.observer.tell(Event::Settling { what, state });
                    tokio::time::sleep(BACKUPS_POLL_INTERVAL).await;
                }
                other => return other.map(drop),
            }
        }
    }
}

/// Whether an emulator says that it does not know an operation.
fn is_unknown_operation(error: &Error) -> bool {
    match error {
        Error::Service { code, message, .. } => {
            code == "UnknownOperationException" || (code == "ValidationException" && message.contains("not supported"))
        }
        _ => false,
    }
}

fn differences(table: &TableDescription, schema: &TableSchema, spec: &TableSpec) -> Vec<Change> {
    let mut changes = Vec::new();
    let found = shown_key(table, table.key_schema());
    let wanted = shown_wanted_key(schema.key);
    if found != wanted {
        changes.push(change("key schema", found, wanted, SchemaFix::Impossible));
    }
    let billing = billing_of(table);
    let index = table.global_secondary_indexes().iter().find(|index| index.index_name() == Some(schema.index.name));
    if let Some(wanted) = spec.billing {
        if billing != wanted {
            changes.push(change("billing", shown(billing), shown(wanted), SchemaFix::Billing));
        } else if wanted != Billing::OnDemand
            // An emulator keeps showing the capacity that an index had before its table was on demand.
            && let Some(capacity) = index.and_then(capacity_of_index).filter(|capacity| *capacity != wanted)
        {
            changes.push(change("index capacity", shown(capacity), shown(wanted), SchemaFix::Billing));
        }
    }
    changes.extend(index_difference(table, index, &schema.index));
    changes.extend(stream_difference(table, &schema.stream));
    let protected = table.deletion_protection_enabled == Some(true);
    if let Some(wanted) = spec.deletion_protection.filter(|wanted| *wanted != protected) {
        let shown = |on: bool| if on { "on" } else { "off" }.to_owned();
        changes.push(change("deletion protection", shown(protected), shown(wanted), SchemaFix::Protection));
    }
    changes
}

/// The capacity of the index of this name, and of every other where a table that was on demand has to have one.
fn index_updates(
    table: &TableDescription,
    name: &str,
    found: Billing,
    wanted: Billing,
) -> Result<Option<Vec<GlobalSecondaryIndexUpdate>>> {
    let Some(throughput) = throughput(wanted)? else { return Ok(None) };
    let concerns = |index: &&GlobalSecondaryIndexDescription| {
        let is_meant = index.index_name() == Some(name) || found == Billing::OnDemand;
        // An update to what is already there is refused.
        is_meant && capacity_of_index(index) != Some(wanted)
    };
    let update = |index: &GlobalSecondaryIndexDescription| {
        let update = UpdateGlobalSecondaryIndexAction::builder()
            .index_name(index.index_name().unwrap_or_default())
            .provisioned_throughput(throughput.clone())
            .build()
            .map_err(incomplete)?;
        Ok(GlobalSecondaryIndexUpdate::builder().update(update).build())
    };
    let updates: Vec<_> =
        table.global_secondary_indexes().iter().filter(concerns).map(update).collect::<Result<_>>()?;
    Ok(Some(updates).filter(|updates| !updates.is_empty()))
}

fn index_difference(
    table: &TableDescription,
    index: Option<&GlobalSecondaryIndexDescription>,
    schema: &IndexSchema,
) -> Option<Change> {
    let shown = |key: String, projection: &str| format!("{} on {key}, {projection}", schema.name);
    let wanted = shown(shown_wanted_key(schema.key), ProjectionType::All.as_str());
    let Some(index) = index else {
        return Some(change("index", "missing".to_owned(), wanted, SchemaFix::CreateIndex));
    };
    let projection = index.projection().and_then(Projection::projection_type);
    let found = shown(shown_key(table, index.key_schema()), projection.map_or("", ProjectionType::as_str));
    (found != wanted).then(|| change("index", found, wanted, SchemaFix::Impossible))
}

/// A stream of another view has to be switched off first, which loses its records: that is for a person to decide.
/// `NEW_AND_OLD_IMAGES` holds what every other view does.
fn stream_difference(table: &TableDescription, wanted: &StreamViewType) -> Option<Change> {
    let spec = table.stream_specification().filter(|stream| stream.stream_enabled());
    let view = spec.and_then(StreamSpecification::stream_view_type);
    let (found, fix) = match view {
        Some(view) if view == wanted || *view == StreamViewType::NewAndOldImages => return None,
        Some(other) => (other.to_string(), SchemaFix::Impossible),
        None => ("off".to_owned(), SchemaFix::Stream),
    };
    Some(change("stream", found, wanted.to_string(), fix))
}

fn change(what: &'static str, found: String, wanted: String, fix: SchemaFix) -> Change {
    Change { what, found, wanted, fix }
}

fn billing_of(table: &TableDescription) -> Billing {
    let summary = table.billing_mode_summary().and_then(|summary| summary.billing_mode());
    let capacity = table.provisioned_throughput();
    let read = capacity.and_then(|capacity| capacity.read_capacity_units()).unwrap_or_default();
    let write = capacity.and_then(|capacity| capacity.write_capacity_units()).unwrap_or_default();
    if summary == Some(&BillingMode::PayPerRequest) { Billing::OnDemand } else { Billing::Provisioned { read, write } }
}

/// The capacity of an index of a provisioned table.
fn capacity_of_index(index: &GlobalSecondaryIndexDescription) -> Option<Billing> {
    let capacity = index.provisioned_throughput()?;
    let (read, write) = (capacity.read_capacity_units()?, capacity.write_capacity_units()?);
    (read > 0 || write > 0).then_some(Billing::Provisioned { read, write })
}

fn shown(billing: Billing) -> String {
    match billing {
        Billing::Provisioned { read, write } => format!("provisioned {read} read, {write} write"),
        Billing::OnDemand => "on demand".to_owned(),
    }
}

/// Checks that a table has this key.
///
/// # Errors
/// [`Error::OtherKeys`].
pub(crate) fn check_keys_of(table: &TableDescription, key: KeyNames) -> Result<()> {
    let (found, wanted) = (shown_key(table, table.key_schema()), shown_wanted_key(key));
    if found == wanted {
        return Ok(());
    }
    Err(Error::OtherKeys { table: table.table_name.clone().unwrap_or_default(), found, wanted })
}

/// `pk S, sk S`: names and types of a key, the partition's first.
pub(crate) fn shown_key(table: &TableDescription, schema: &[KeySchemaElement]) -> String {
    let mut schema: Vec<&KeySchemaElement> = schema.iter().collect();
    schema.sort_by_key(|part| part.key_type() != &KeyType::Hash);
    let kind = |name: &str| {
        let definition = table.attribute_definitions().iter().find(|definition| definition.attribute_name() == name);
        definition.map_or("?", |definition| definition.attribute_type().as_str())
    };
    let parts = schema.iter().map(|part| format!("{} {}", part.attribute_name(), kind(part.attribute_name())));
    parts.collect::<Vec<_>>().join(", ")
}

pub(crate) fn shown_wanted_key(key: KeyNames) -> String {
    key.both().map(|name| format!("{name} S")).join(", ")
}

fn mode(billing: Billing) -> BillingMode {
    match billing {
        Billing::Provisioned { .. } => BillingMode::Provisioned,
        Billing::OnDemand => BillingMode::PayPerRequest,
    }
}

fn throughput(billing: Billing) -> Result<Option<ProvisionedThroughput>> {
    let Billing::Provisioned { read, write } = billing else { return Ok(None) };
    let built = ProvisionedThroughput::builder().read_capacity_units(read).write_capacity_units(write).build();
    built.map(Some).map_err(incomplete)
}

fn stream(schema: &TableSchema) -> Result<StreamSpecification> {
    let stream = StreamSpecification::builder().stream_enabled(true).stream_view_type(schema.stream.clone());
    stream.build().map_err(incomplete)
}

fn attributes(schema: &TableSchema) -> Result<Vec<AttributeDefinition>> {
    let define = |name: &str| {
        let definition = AttributeDefinition::builder().attribute_name(name).attribute_type(ScalarAttributeType::S);
        definition.build().map_err(incomplete)
    };
    let of_table = schema.key.both();
    let of_index = schema.index.key.both().into_iter().filter(|name| !schema.key.contains(name));
    of_table.into_iter().chain(of_index).map(define).collect()
}

fn key(key: KeyNames) -> Result<Vec<KeySchemaElement>> {
    let part = |(name, kind)| KeySchemaElement::builder().attribute_name(name).key_type(kind).build();
    key.both().into_iter().zip([KeyType::Hash, KeyType::Range]).map(|pair| part(pair).map_err(incomplete)).collect()
}

fn index(schema: &IndexSchema, billing: Billing) -> Result<GlobalSecondaryIndex> {
    let index = GlobalSecondaryIndex::builder()
        .index_name(schema.name)
        .set_key_schema(Some(key(schema.key)?))
        .projection(all())
        .set_provisioned_throughput(throughput(billing)?);
    index.build().map_err(incomplete)
}

fn all() -> Projection {
    Projection::builder().projection_type(ProjectionType::All).build()
}

/// The SDK's builders refuse to build what lacks a required member.
pub(crate) fn incomplete(error: aws_smithy_types::error::operation::BuildError) -> Error {
    Error::Invalid { what: "a request that this program built".to_owned(), why: error.to_string() }
}
