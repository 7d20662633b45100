//! A row of a list.

use serde::{Serialize, Serializer};
use serde_json::Value;

/// A row: its fields in their order. The fields are so few that a linear search is fast enough.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row(Vec<(String, Value)>);

/// Makes a row of its fields.
pub fn row<const N: usize>(fields: [(&str, Value); N]) -> Row {
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

impl Row {
    /// Returns a field, or null if the row does not have it.
    pub fn get(&self, name: &str) -> &Value {
        self.0.iter().find(|(own, _)| own == name).map_or(&Value::Null, |(_, value)| value)
    }

    /// Returns the names of the fields.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// Returns the fields with other names than these.
    pub fn without(&self, names: &[String]) -> Self {
        self.0.iter().filter(|(name, _)| !names.contains(name)).cloned().collect()
    }

    /// Returns whether the row has no fields.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<(String, Value)> for Row {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(fields: I) -> Self {
        Self(fields.into_iter().collect())
    }
}

impl Extend<(String, Value)> for Row {
    fn extend<I: IntoIterator<Item = (String, Value)>>(&mut self, fields: I) {
        self.0.extend(fields);
    }
}

impl From<Vec<(String, Value)>> for Row {
    fn from(fields: Vec<(String, Value)>) -> Self {
        Self(fields)
    }
}

impl From<Row> for Value {
    fn from(row: Row) -> Self {
        Self::Object(row.0.into_iter().collect())
    }
}

impl Serialize for Row {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}
