//! What a part of a table is, or should be: `Display` says it in words, and `Serialize` gives its structure.

use super::spec::Billing;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use std::fmt;

/// A part of a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum SchemaValue {
    /// `missing`, `being deleted`, `on`, `off`, or the view type of a stream.
    State(String),
    /// A key, the partition key first.
    Keys(KeyValues),
    /// The billing mode and the capacity.
    Billing(Billing),
    /// An index.
    Index {
        /// Its name.
        index: &'static str,
        /// Its key.
        keys: KeyValues,
        /// The attributes that it has: `ALL`, `KEYS_ONLY` or `INCLUDE`.
        projection: String,
    },
    /// A whole table.
    Table {
        /// Its key.
        keys: KeyValues,
        /// The name of its index.
        index: &'static str,
        /// The view type of its stream.
        stream: String,
        /// The billing mode and the capacity.
        billing: Billing,
    },
}

/// The attributes of a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeyValues(pub Vec<KeyValue>);

/// An attribute of a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeyValue {
    /// The name.
    pub name: String,
    /// `S`, `N` or `B`; `?` if the table does not define the attribute.
    #[serde(rename = "type")]
    pub kind: String,
}

impl fmt::Display for KeyValues {
    /// `id S, time N`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, KeyValue { name, kind }) in self.0.iter().enumerate() {
            write!(f, "{}{name} {kind}", if at > 0 { ", " } else { "" })?;
        }
        Ok(())
    }
}

impl fmt::Display for SchemaValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::State(state) => f.write_str(state),
            Self::Keys(keys) => keys.fmt(f),
            Self::Billing(billing) => billing.fmt(f),
            Self::Index { index, keys, projection } => write!(f, "{index} on {keys}, {projection}"),
            Self::Table { keys, index, stream, billing } => {
                let names: Vec<&str> = keys.0.iter().map(|key| &*key.name).collect();
                write!(f, "{}; {index}; stream {stream}; {billing}", names.join(", "))
            }
        }
    }
}

impl Serialize for Billing {
    /// As DynamoDB names it: `{"mode": "PROVISIONED", "read": 5, "write": 5}`.
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Provisioned { read, write } => {
                let mut fields = to.serialize_struct("Billing", 3)?;
                fields.serialize_field("mode", "PROVISIONED")?;
                fields.serialize_field("read", read)?;
                fields.serialize_field("write", write)?;
                fields.end()
            }
            Self::OnDemand => to.collect_map([("mode", "PAY_PER_REQUEST")]),
        }
    }
}
