//! The identity of a table, for checkpoints. A table that was created again has the same name, but is another table.

use super::Table;
use crate::error::Result;
use aws_sdk_dynamodb::types::TableDescription;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A table, and where it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TableIdentity {
    name: String,
    /// The endpoint, the region, or the directory of the embedded store.
    at: String,
    /// The ARN, which names account and region.
    arn: Option<String>,
    /// The id that the service gave the table. DynamoDB Local gives none.
    id: Option<String>,
    /// When it was created, in milliseconds since 1970.
    created: Option<i64>,
}

impl TableIdentity {
    /// Returns why a checkpoint of this table is not one of `other`; `None` if they are the same table.
    pub(crate) fn difference(&self, other: &Self) -> Option<String> {
        if self == other {
            return None;
        }
        let location = |table: &Self| (table.name.clone(), table.at.clone(), table.arn.clone());
        Some(if location(self) == location(other) {
            format!("table {} was dropped and created again since", self.name)
        } else {
            format!("it is of {self}, and this is {other}")
        })
    }
}

impl fmt::Display for TableIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "table {} ({}", self.name, self.at)?;
        self.arn.as_ref().map_or(Ok(()), |arn| write!(f, ", {arn}"))?;
        f.write_str(")")
    }
}

impl Table {
    /// Returns the identity of the table that has this description.
    pub(crate) fn identity(&self, table: &TableDescription) -> TableIdentity {
        TableIdentity {
            name: self.table.clone(),
            at: self.service.at.clone(),
            arn: table.table_arn.clone(),
            id: table.table_id.clone(),
            created: table.creation_date_time.as_ref().and_then(|at| at.to_millis().ok()),
        }
    }

    /// Describes the table, which has to exist.
    ///
    /// # Errors
    /// [`Error::NoTable`](crate::Error::NoTable) and the service errors.
    pub(crate) async fn described(&self) -> Result<TableDescription> {
        self.describe().await?.ok_or_else(|| self.not_found())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_that_was_created_again_is_another() {
        let table = |name: &str, at: &str, id: &str| TableIdentity {
            name: name.to_owned(),
            at: at.to_owned(),
            arn: None,
            id: Some(id.to_owned()),
            created: None,
        };
        let first = table("t", "AWS eu-west-1", "1");
        assert_eq!(first.difference(&first), None);
        assert!(first.difference(&table("t", "AWS eu-west-1", "2")).unwrap().contains("created again"));
        let elsewhere = first.difference(&table("t", "AWS ca-central-1", "1")).unwrap();
        assert!(elsewhere.contains("eu-west-1") && elsewhere.contains("ca-central-1"), "{elsewhere}");
    }
}
