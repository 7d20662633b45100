//! A row of a list.

use serde::{Serialize, Serializer};
use serde_json::Value;

/// A row: its fields, in their order. An object whose fields are few enough to be looked for one after the other.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row(Vec<(String, Value)>);

/// A row from its fields, in their order.
pub fn row<const N: usize>(fields: [(&str, Value); N]) -> Row {
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

impl Row {
    /// A field; null where there is none.
    pub fn get(&self, name: &str) -> &Value {
        self.0.iter().find(|(own, _)| own == name).map_or(&Value::Null, |(_, value)| value)
    }

    /// The names of the fields.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// The fields that are none of these.
    pub fn without(&self, names: &[String]) -> Self {
        self.0.iter().filter(|(name, _)| !names.contains(name)).cloned().collect()
    }

    /// Whether there is no field.
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
