//! The requests that fix the differences of a table.

use super::diff::{Change, Plan, SchemaFix, billing_of, capacity_of_index, differences};
use super::spec::{Billing, TableSpec, key_schema};
use crate::ddb::retry::Retry;
use crate::ddb::table::{IN_USE_TRIES, is_in_use};
use crate::ddb::{Table, incomplete};
use crate::error::{Error, Result};
use crate::event::Event;
use aws_sdk_dynamodb::operation::update_table::builders::UpdateTableFluentBuilder;
use aws_sdk_dynamodb::types::{
    CreateGlobalSecondaryIndexAction, GlobalSecondaryIndexDescription, GlobalSecondaryIndexUpdate,
    PointInTimeRecoverySpecification, TableCreationParameters, TableDescription, TableStatus,
    UpdateGlobalSecondaryIndexAction,
};
use std::time::Duration;

/// How long to wait for the backups of a new table.
const BACKUPS_TIMEOUT: Duration = Duration::from_secs(300);
const BACKUPS_POLL_INTERVAL: (Duration, Duration) = (Duration::from_secs(2), Duration::from_secs(2));

impl Table {
    /// Waits until the table and the index that are not ACTIVE in a plan are ACTIVE.
    ///
    /// # Errors
    /// [`Error::NotSettled`], [`Error::WillNotSettle`], [`Error::NoTable`] if the table is deleted meanwhile, and the service
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
    /// [`Error::NotSettled`], [`Error::WillNotSettle`] and the service errors; [`Error::Invalid`] for a difference that no update
    /// fixes.
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

    /// Creates the table. If a table of this name is being deleted, waits until it is gone.
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
                // Another run was first. It creates the same table.
                _ => return Ok(()),
            }
        }
    }

    async fn send_create(&self, spec: &TableSpec) -> Result<()> {
        let table = self.creation_parameters(spec)?;
        let request = self
            .client
            .create_table()
            .table_name(table.table_name)
            .set_attribute_definitions(Some(table.attribute_definitions))
            .set_key_schema(Some(table.key_schema))
            .set_global_secondary_indexes(table.global_secondary_indexes)
            .set_billing_mode(table.billing_mode)
            .set_provisioned_throughput(table.provisioned_throughput)
            .stream_specification(self.schema.stream_specification()?)
            .deletion_protection_enabled(spec.deletion_protection == Some(true));
        self.service.call("CreateTable", &self.table, request.send()).await.map(drop)
    }

    /// The table as CreateTable and ImportTable create it. ImportTable takes neither a stream nor deletion protection.
    pub(crate) fn creation_parameters(&self, spec: &TableSpec) -> Result<TableCreationParameters> {
        let billing = spec.billing.unwrap_or_default();
        TableCreationParameters::builder()
            .table_name(&self.table)
            .set_attribute_definitions(Some(self.schema.attribute_definitions()?))
            .set_key_schema(Some(key_schema(self.schema.key)?))
            .global_secondary_indexes(self.schema.index.global_secondary_index(billing)?)
            .billing_mode(billing.mode())
            .set_provisioned_throughput(billing.throughput()?)
            .build()
            .map_err(incomplete)
    }

    /// Sends one update. After a refusal it waits until the table is ACTIVE. If the difference is gone then, another run has fixed
    /// it, or an earlier try whose answer was lost. If the table was in use, the update is sent again. A table creates one index at
    /// a time: the service reports a second one as an exceeded limit.
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
                // The service refuses an update that changes nothing.
                if found == wanted {
                    request
                } else {
                    request.billing_mode(wanted.mode()).set_provisioned_throughput(wanted.throughput()?)
                }
            }
            SchemaFix::CreateIndex => request
                .set_attribute_definitions(Some(self.schema.attribute_definitions()?))
                .global_secondary_index_updates(self.index_creation(self.billing_for_index(spec).await?)?),
            SchemaFix::Stream => request.stream_specification(self.schema.stream_specification()?),
            _ => request.set_deletion_protection_enabled(spec.deletion_protection),
        })
    }

    /// The creation of the index of the schema.
    fn index_creation(&self, billing: Billing) -> Result<GlobalSecondaryIndexUpdate> {
        let index = self.schema.index.global_secondary_index(billing)?;
        let create = CreateGlobalSecondaryIndexAction::builder()
            .index_name(index.index_name)
            .set_key_schema(Some(index.key_schema))
            .set_projection(index.projection)
            .set_provisioned_throughput(index.provisioned_throughput)
            .build()
            .map_err(incomplete)?;
        Ok(GlobalSecondaryIndexUpdate::builder().create(create).build())
    }

    /// The billing that decides the capacity of a new index: that of `spec`, or else the table's own.
    async fn billing_for_index(&self, spec: &TableSpec) -> Result<Billing> {
        match spec.billing {
            Some(billing) => Ok(billing),
            None => Ok(self.describe().await?.as_ref().map_or_else(Billing::default, billing_of)),
        }
    }

    async fn switch_recovery_on(&self) -> Result<()> {
        let on = PointInTimeRecoverySpecification::builder()
            .point_in_time_recovery_enabled(true)
            .build()
            .map_err(incomplete)?;
        let limit = self.wait_timeout.map_or(BACKUPS_TIMEOUT, |limit| limit.min(BACKUPS_TIMEOUT));
        let mut retry = Retry::polling(limit, BACKUPS_POLL_INTERVAL);
        loop {
            let request = self
                .client
                .update_continuous_backups()
                .table_name(&self.table)
                .point_in_time_recovery_specification(on.clone());
            match self.service.call("UpdateContinuousBackups", &self.table, request.send()).await {
                // The service enables the backups of a new table some time after the table is ACTIVE.
                Err(Error::Service { code, .. })
                    if code == "ContinuousBackupsUnavailableException" && !retry.is_over() =>
                {
                    let (what, state) = (format!("the backups of table {}", self.table), "not enabled yet".to_owned());
                    self.service.observer.tell(Event::Settling { what, state });
                    retry.wait().await;
                }
                other => return other.map(drop),
            }
        }
    }
}

/// The updates of the capacity of indexes: of the index of this name, and, if the table was on demand, of every other index,
/// since a provisioned table has provisioned indexes only.
fn index_updates(
    table: &TableDescription,
    name: &str,
    found: Billing,
    wanted: Billing,
) -> Result<Option<Vec<GlobalSecondaryIndexUpdate>>> {
    let Some(throughput) = wanted.throughput()? else { return Ok(None) };
    let is_updated = |index: &&GlobalSecondaryIndexDescription| {
        let is_meant = index.index_name() == Some(name) || found == Billing::OnDemand;
        // The service refuses an update that changes nothing.
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
        table.global_secondary_indexes().iter().filter(is_updated).map(update).collect::<Result<_>>()?;
    Ok(Some(updates).filter(|updates| !updates.is_empty()))
}
