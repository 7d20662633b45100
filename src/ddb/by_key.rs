//! Reads items by their key: one item, or the items of one partition of the table or of an index.
//! Source: DynamoDB developer guide, "Key condition expressions for the Query operation".

use super::Table;
use super::item::Item;
use super::json::{item_of, json_number};
use super::object::UniqueObject;
use crate::error::{Error, Result};
use crate::pages::Pages;
use aws_sdk_dynamodb::types::{
    AttributeValue, IndexStatus, KeySchemaElement, KeyType, ReturnConsumedCapacity, ScalarAttributeType,
    TableDescription,
};
use aws_smithy_types::{Blob, base64};
use std::collections::HashMap;

/// The key attributes of a table or of an index, as DescribeTable names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyAttributes {
    /// The table.
    table: String,
    partition: KeyAttribute,
    /// The sort key; `None` for a key of one attribute.
    sort: Option<KeyAttribute>,
}

/// An attribute of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
struct KeyAttribute {
    name: String,
    kind: ScalarAttributeType,
}

/// Which sort keys a query returns. The values are text, and are read as the type of the sort key.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum SortCondition {
    /// Every sort key.
    #[default]
    Any,
    /// Those that begin with this text.
    BeginsWith(String),
    /// Those between these two, both included.
    Between(String, String),
}

/// The items of one partition.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QueryRequest {
    /// The value of the partition key.
    pub partition: String,
    /// The condition of the sort key.
    pub sort: SortCondition,
    /// The index that is read; `None` for the table.
    pub index: Option<String>,
    /// The most items to return; `None` for all.
    pub limit: Option<usize>,
    /// Whether the last sort key comes first.
    pub is_reversed: bool,
}

/// A page of a query.
#[derive(Debug, Clone, Default)]
pub struct QueryPage {
    /// The items, in the order of their sort keys.
    pub items: Vec<Item>,
    /// The read capacity units that the page consumed.
    pub consumed: f64,
}

/// The pages of a query. A page is read when it is asked for.
pub struct QueryPages {
    table: Table,
    request: QueryRequest,
    condition: KeyCondition,
    /// How many items are still wanted; `None` for all.
    wanted: Option<usize>,
    /// The start key of the next page; the outer `None` after the last page.
    start: Option<Option<Item>>,
    pages: Pages,
}

/// A key condition expression.
struct KeyCondition {
    expression: &'static str,
    names: HashMap<String, String>,
    values: HashMap<String, AttributeValue>,
}

impl Table {
    /// Returns the key attributes of the table, or of an index of it.
    ///
    /// # Errors
    /// [`Error::NoTable`], [`Error::NoIndex`] and the service errors.
    pub async fn key_attributes(&self, index: Option<&str>) -> Result<KeyAttributes> {
        let table = self.describe().await?.ok_or_else(|| self.not_found())?;
        let schema = match index {
            Some(index) => schema_of_index(&table, index)?,
            None => table.key_schema(),
        };
        KeyAttributes::of(&table, schema).ok_or_else(|| self.not_found())
    }

    /// Returns the item with this key, by a strongly consistent read.
    ///
    /// # Errors
    /// [`Error::NoItem`], [`Error::BadExpression`] for a key that the service refuses, and the service errors.
    pub async fn get_item(&self, key: Item) -> Result<Item> {
        let request = self.client.get_item().table_name(&self.table).set_key(Some(key.clone())).consistent_read(true);
        let reply = self.service.call("GetItem", &self.table, request.send()).await;
        let reply = reply.map_err(|error| error.about("ValidationException", "the key"))?;
        reply.item.ok_or_else(|| Error::NoItem { table: self.table.clone(), key: key_text(&key) })
    }

    /// Starts a query. Its pages come in the order of the sort keys.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a value that no key of this type has, and those of [`Table::key_attributes`].
    pub async fn query_partition(&self, request: &QueryRequest) -> Result<QueryPages> {
        let key = self.key_attributes(request.index.as_deref()).await?;
        Ok(QueryPages {
            table: self.clone(),
            request: request.clone(),
            condition: key.condition(request)?,
            wanted: request.limit,
            start: Some(None).filter(|_| request.limit != Some(0)),
            pages: Pages::of("Query", &self.table),
        })
    }
}

impl QueryPages {
    /// Returns the next page; `None` after the last.
    ///
    /// # Errors
    /// [`Error::BadExpression`] for a key that the service refuses, the other service errors, and [`Error::EndlessPages`].
    pub async fn next(&mut self) -> Result<Option<QueryPage>> {
        let Some(start) = self.start.take() else { return Ok(None) };
        let request = self
            .table
            .client
            .query()
            .set_index_name(self.request.index.clone())
            .key_condition_expression(self.condition.expression)
            .set_expression_attribute_names(Some(self.condition.names.clone()))
            .set_expression_attribute_values(Some(self.condition.values.clone()))
            .scan_index_forward(!self.request.is_reversed)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .set_limit(self.table.page_of(self.wanted))
            .set_exclusive_start_key(start);
        let reply = self.table.query(request).await;
        let reply = reply.map_err(|error| error.about("ValidationException", "the key condition"))?;
        let consumed = reply.consumed_capacity.and_then(|capacity| capacity.capacity_units).unwrap_or_default();
        let mut items = reply.items.unwrap_or_default();
        let next = self.pages.next(reply.last_evaluated_key, reply.scanned_count == 0 && items.is_empty())?;
        if let Some(wanted) = &mut self.wanted {
            items.truncate(*wanted);
            *wanted -= items.len();
        }
        self.start = next.map(Some).filter(|_| self.wanted != Some(0));
        Ok(Some(QueryPage { items, consumed }))
    }
}

impl KeyAttributes {
    /// Reads a key schema; `None` if it has no partition key.
    fn of(table: &TableDescription, schema: &[KeySchemaElement]) -> Option<Self> {
        let attribute = |role: KeyType| {
            let name = schema.iter().find(|element| element.key_type() == &role)?.attribute_name();
            let defined = table.attribute_definitions().iter().find(|defined| defined.attribute_name() == name)?;
            Some(KeyAttribute { name: name.to_owned(), kind: defined.attribute_type().clone() })
        };
        Some(Self {
            table: table.table_name.clone().unwrap_or_default(),
            partition: attribute(KeyType::Hash)?,
            sort: attribute(KeyType::Range),
        })
    }

    /// Returns the key with these values, which are read as the types of the attributes.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a key that lacks the sort key or has one too many, and for a value that is not one of the type.
    pub fn key(&self, partition: &str, sort: Option<&str>) -> Result<Item> {
        let mut key = Item::from([self.partition.pair(partition)?]);
        match (&self.sort, sort) {
            (Some(attribute), Some(value)) => key.extend([attribute.pair(value)?]),
            (None, None) => {}
            (Some(_), None) => return Err(self.refuse("the value of the sort key is missing")),
            (None, Some(_)) => return Err(self.refuse("it has no sort key")),
        }
        Ok(key)
    }

    /// Reads a key from DynamoDB JSON, such as `{"pk": {"S": "a"}, "sk": {"S": "b"}}`.
    ///
    /// # Errors
    /// [`Error::Invalid`] for JSON that is not a key of this table.
    pub fn key_of_json(&self, json: &str) -> Result<Item> {
        let UniqueObject(object) = serde_json::from_str(json)
            .map_err(|error| Error::Invalid { what: format!("the key {json}"), why: error.to_string() })?;
        let key = item_of(&object)?;
        let attributes = || [Some(&self.partition), self.sort.as_ref()].into_iter().flatten();
        let is_key = |attribute: &KeyAttribute| key.get(&attribute.name).is_some_and(|value| attribute.takes(value));
        if attributes().all(is_key) && key.len() == attributes().count() {
            return Ok(key);
        }
        Err(self.refuse("the JSON has other attributes or types"))
    }

    /// Returns the key condition of a query.
    fn condition(&self, request: &QueryRequest) -> Result<KeyCondition> {
        let (name, value) = self.partition.pair(&request.partition)?;
        let mut names = HashMap::from([("#pk".to_owned(), name)]);
        let mut values = HashMap::from([(":pk".to_owned(), value)]);
        let (expression, bounds) = match &request.sort {
            SortCondition::Any => ("#pk = :pk", Vec::new()),
            SortCondition::BeginsWith(prefix) => ("#pk = :pk AND begins_with(#sk, :from)", vec![(":from", prefix)]),
            SortCondition::Between(from, to) => {
                ("#pk = :pk AND #sk BETWEEN :from AND :to", vec![(":from", from), (":to", to)])
            }
        };
        for (placeholder, text) in bounds {
            let sort = self.sort.as_ref().ok_or_else(|| self.refuse("it has no sort key"))?;
            if sort.kind == ScalarAttributeType::N && matches!(request.sort, SortCondition::BeginsWith(_)) {
                return Err(self.refuse("a number does not begin with a text"));
            }
            let (name, value) = sort.pair(text)?;
            names.insert("#sk".to_owned(), name);
            values.insert(placeholder.to_owned(), value);
        }
        Ok(KeyCondition { expression, names, values })
    }

    fn refuse(&self, why: &str) -> Error {
        let sort = self.sort.as_ref().map(|sort| format!(", {sort}")).unwrap_or_default();
        let what = format!("the key that is read in table {} is {}{sort}", self.table, self.partition);
        Error::Invalid { what, why: why.to_owned() }
    }
}

impl KeyAttribute {
    /// Returns the name, and a text as a value of the type.
    fn pair(&self, text: &str) -> Result<(String, AttributeValue)> {
        let refuse = |why: &str| Error::Invalid { what: format!("{text:?} as the key {self}"), why: why.to_owned() };
        if text.is_empty() {
            return Err(refuse("a key is not empty"));
        }
        let value = match self.kind {
            ScalarAttributeType::N => {
                AttributeValue::N(json_number(text).ok_or_else(|| refuse("it is not a number"))?.to_owned())
            }
            ScalarAttributeType::B => {
                AttributeValue::B(Blob::new(base64::decode(text).map_err(|_| refuse("it is not base64"))?))
            }
            _ => AttributeValue::S(text.to_owned()),
        };
        Ok((self.name.clone(), value))
    }

    fn takes(&self, value: &AttributeValue) -> bool {
        match self.kind {
            ScalarAttributeType::N => value.is_n(),
            ScalarAttributeType::B => value.is_b(),
            _ => value.is_s(),
        }
    }
}

impl std::fmt::Display for KeyAttribute {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.name, self.kind)
    }
}

/// Returns the key schema of an index that can be read.
///
/// # Errors
/// [`Error::NoIndex`].
fn schema_of_index<'a>(table: &'a TableDescription, name: &str) -> Result<&'a [KeySchemaElement]> {
    let no_index = |state: Option<&IndexStatus>| Error::NoIndex {
        table: table.table_name.clone().unwrap_or_default(),
        index: name.to_owned(),
        state: state.map(ToString::to_string),
    };
    let local = table.local_secondary_indexes().iter().find(|index| index.index_name() == Some(name));
    if let Some(index) = local {
        return Ok(index.key_schema());
    }
    let global = table.global_secondary_indexes().iter().find(|index| index.index_name() == Some(name));
    let index = global.ok_or_else(|| no_index(None))?;
    match index.index_status() {
        // An index that is being created has a part of the items.
        Some(state @ (IndexStatus::Creating | IndexStatus::Deleting)) => Err(no_index(Some(state))),
        _ => Ok(index.key_schema()),
    }
}

/// Returns a key as text: `pk "a", sk "b"`.
fn key_text(key: &Item) -> String {
    let text = |value: &AttributeValue| match value {
        AttributeValue::S(text) => format!("{text:?}"),
        AttributeValue::N(number) => number.clone(),
        AttributeValue::B(blob) => base64::encode(blob),
        _ => String::new(),
    };
    let mut attributes: Vec<String> = key.iter().map(|(name, value)| format!("{name} {}", text(value))).collect();
    attributes.sort_unstable();
    attributes.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attribute(name: &str, kind: ScalarAttributeType) -> KeyAttribute {
        KeyAttribute { name: name.to_owned(), kind }
    }

    fn key(sort: Option<ScalarAttributeType>) -> KeyAttributes {
        let sort = sort.map(|kind| attribute("sk", kind));
        KeyAttributes { table: "t".to_owned(), partition: attribute("pk", ScalarAttributeType::S), sort }
    }

    #[test]
    fn a_key_has_the_types_of_the_table() {
        let number = key(Some(ScalarAttributeType::N));
        let wanted = Item::from([
            ("pk".to_owned(), AttributeValue::S("1".to_owned())),
            ("sk".to_owned(), AttributeValue::N("-2.50".to_owned())),
        ]);
        assert_eq!(number.key("1", Some("-2.50")).unwrap(), wanted);
        assert_eq!(number.key_of_json(r#"{"sk": {"N": "-2.50"}, "pk": {"S": "1"}}"#).unwrap(), wanted);
        let binary = key(Some(ScalarAttributeType::B)).key("a", Some("AP8=")).unwrap();
        assert_eq!(binary["sk"], AttributeValue::B(Blob::new([0, 255])));
        assert_eq!(key(None).key("a", None).unwrap().len(), 1);
    }

    #[test]
    fn what_is_no_key_is_refused() {
        let text = key(Some(ScalarAttributeType::S));
        let number = key(Some(ScalarAttributeType::N));
        let refused = |result: Result<Item>, why: &str| {
            let error = result.unwrap_err().to_string();
            assert!(error.contains(why), "{error}");
        };
        refused(text.key("a", None), "is pk S, sk S: the value of the sort key is missing");
        refused(key(None).key("a", Some("b")), "is pk S: it has no sort key");
        refused(text.key("", Some("b")), "a key is not empty");
        for nothing in ["x", "1.", "0x1", "NaN", "\"1\""] {
            refused(number.key("a", Some(nothing)), "it is not a number");
        }
        refused(key(Some(ScalarAttributeType::B)).key("a", Some("?")), "it is not base64");
        for (json, why) in [
            ("{}", "other attributes or types"),
            (r#"{"pk": {"S": "a"}}"#, "other attributes or types"),
            (r#"{"pk": {"S": "a"}, "sk": {"N": "1"}}"#, "other attributes or types"),
            (r#"{"pk": {"S": "a"}, "sk": {"S": "b"}, "x": {"S": "c"}}"#, "other attributes or types"),
            (r#"{"pk": "a", "sk": "b"}"#, "it has no DynamoDB type"),
            (r#"{"pk": {"S": "a"}, "sk": {"S": "b"}, "pk": {"S": "c"}}"#, r#"the name "pk" occurs twice"#),
            (r#"{"pk": {"S": "a", "S": "c"}, "sk": {"S": "b"}}"#, r#"the name "S" occurs twice"#),
            ("[]", "the key []: invalid type: sequence, expected a JSON object"),
            ("pk=a", "the key pk=a: expected value"),
        ] {
            refused(text.key_of_json(json), why);
        }
    }

    #[test]
    fn a_condition_is_of_the_type_of_the_sort_key() {
        let request = |sort| QueryRequest { partition: "a".to_owned(), sort, ..QueryRequest::default() };
        let begins = || request(SortCondition::BeginsWith("1".to_owned()));
        let between = || request(SortCondition::Between("1".to_owned(), "2".to_owned()));
        assert!(key(Some(ScalarAttributeType::S)).condition(&begins()).is_ok());
        assert!(key(Some(ScalarAttributeType::N)).condition(&begins()).is_err());
        let values = key(Some(ScalarAttributeType::N)).condition(&between()).unwrap().values;
        assert_eq!(values[":to"], AttributeValue::N("2".to_owned()));
        assert!(key(None).condition(&between()).is_err());
        assert!(key(None).condition(&request(SortCondition::Any)).is_ok());
    }
}
