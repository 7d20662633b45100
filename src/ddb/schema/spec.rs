//! What a table should be, and the parameters of requests that say so.

use crate::ddb::incomplete;
use crate::ddb::item::KeyNames;
use crate::error::Result;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType, Projection, ProjectionType,
    ProvisionedThroughput, ScalarAttributeType, StreamSpecification, StreamViewType,
};
use std::fmt;

/// The names in a table. The code for any table gets them from its caller.
#[derive(Debug, PartialEq, Eq)]
pub struct TableSchema {
    /// The key of the table.
    pub key: KeyNames,
    /// The global secondary index. It projects every attribute.
    pub index: IndexSchema,
    /// What a record of the stream holds.
    pub stream: StreamViewType,
    /// The attributes that come first in the text of an item, in this order. The others follow by name.
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
    /// A capacity within the free tier.
    fn default() -> Self {
        Self::Provisioned { read: 5, write: 5 }
    }
}

impl fmt::Display for Billing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Provisioned { read, write } => write!(f, "provisioned {read} read, {write} write"),
            Self::OnDemand => f.write_str("on demand"),
        }
    }
}

/// What the table should be, apart from its [`TableSchema`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TableSpec {
    /// How capacity is paid for. `None` leaves the billing of an existing table unchanged.
    pub billing: Option<Billing>,
    /// Whether deletion protection must be on or off. `None` leaves it unchanged.
    pub deletion_protection: Option<bool>,
    /// Whether point-in-time recovery must be on, if the endpoint supports it. It is never switched off.
    pub point_in_time_recovery: bool,
}

impl TableSchema {
    /// The definitions of all key attributes, each once.
    pub(super) fn attribute_definitions(&self) -> Result<Vec<AttributeDefinition>> {
        let define = |name: &str| {
            let definition = AttributeDefinition::builder().attribute_name(name).attribute_type(ScalarAttributeType::S);
            definition.build().map_err(incomplete)
        };
        let of_index = self.index.key.both().into_iter().filter(|name| !self.key.contains(name));
        self.key.both().into_iter().chain(of_index).map(define).collect()
    }

    /// The stream of the table.
    pub(super) fn stream_specification(&self) -> Result<StreamSpecification> {
        let stream = StreamSpecification::builder().stream_enabled(true).stream_view_type(self.stream.clone());
        stream.build().map_err(incomplete)
    }
}

impl IndexSchema {
    /// The index, with the capacity of `billing`.
    pub(super) fn global_secondary_index(&self, billing: Billing) -> Result<GlobalSecondaryIndex> {
        let index = GlobalSecondaryIndex::builder()
            .index_name(self.name)
            .set_key_schema(Some(key_schema(self.key)?))
            .projection(Projection::builder().projection_type(ProjectionType::All).build())
            .set_provisioned_throughput(billing.throughput()?);
        index.build().map_err(incomplete)
    }
}

impl Billing {
    /// The billing mode of the table.
    pub(super) fn mode(self) -> BillingMode {
        match self {
            Self::Provisioned { .. } => BillingMode::Provisioned,
            Self::OnDemand => BillingMode::PayPerRequest,
        }
    }

    /// The capacity of a table or index; `None` on demand.
    pub(super) fn throughput(self) -> Result<Option<ProvisionedThroughput>> {
        let Self::Provisioned { read, write } = self else { return Ok(None) };
        let built = ProvisionedThroughput::builder().read_capacity_units(read).write_capacity_units(write).build();
        built.map(Some).map_err(incomplete)
    }
}

/// The key schema of a table or index.
pub(super) fn key_schema(key: KeyNames) -> Result<Vec<KeySchemaElement>> {
    let element = |(name, kind)| KeySchemaElement::builder().attribute_name(name).key_type(kind).build();
    key.both().into_iter().zip([KeyType::Hash, KeyType::Range]).map(|pair| element(pair).map_err(incomplete)).collect()
}
