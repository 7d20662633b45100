//! The key attributes of the indexes of an existing table, as DescribeTable names them.
//! Source: DynamoDB API reference, KeySchemaElement; developer guide, "Service, account, and table quotas".

use super::item::{Item, KeyNames};
use super::schema::check_keys_of;
use crate::error::Result;
use aws_sdk_dynamodb::types::{AttributeValue, KeySchemaElement, KeyType, ScalarAttributeType, TableDescription};
use std::collections::BTreeMap;

/// The most bytes of a partition key and of a sort key.
const LONGEST: [(KeyType, usize); 2] = [(KeyType::Hash, 2_048), (KeyType::Range, 1_024)];

/// What a table requires of the attributes that are keys of its indexes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct KeySchema {
    /// The type and the most bytes of each attribute, by its name. The table's own key is left out.
    attributes: BTreeMap<String, (ScalarAttributeType, usize)>,
}

impl KeySchema {
    /// Reads the keys of the indexes of a table, whose own key has to be `key`.
    ///
    /// # Errors
    /// [`Error::OtherKeys`](crate::Error::OtherKeys) for a table with another key.
    pub(crate) fn of(table: &TableDescription, key: KeyNames) -> Result<Self> {
        check_keys_of(table, key)?;
        let global = table.global_secondary_indexes().iter().map(|index| index.key_schema());
        let local = table.local_secondary_indexes().iter().map(|index| index.key_schema());
        let mut attributes = BTreeMap::new();
        for element in global.chain(local).flatten().filter(|element| !key.contains(element.attribute_name())) {
            if let Some(kind) = type_of(table, element) {
                let longest =
                    LONGEST.iter().find(|(role, _)| role == element.key_type()).map_or(usize::MAX, |(_, most)| *most);
                let (_, most) = attributes.entry(element.attribute_name().to_owned()).or_insert((kind, longest));
                *most = longest.min(*most);
            }
        }
        Ok(Self { attributes })
    }

    /// Returns the type and the most bytes of an attribute that is a key of an index; `None` for any other attribute.
    pub(crate) fn requirement(&self, name: &str) -> Option<&(ScalarAttributeType, usize)> {
        self.attributes.get(name)
    }

    #[cfg(test)]
    pub(crate) fn of_attributes<const N: usize>(attributes: [(&str, (ScalarAttributeType, usize)); N]) -> Self {
        Self { attributes: attributes.map(|(name, needs)| (name.to_owned(), needs)).into() }
    }

    /// Checks that the indexes accept an item. An item may lack the key of an index: it is then not in that index.
    ///
    /// # Errors
    /// Why an index refuses it.
    pub(crate) fn check(&self, item: &Item) -> std::result::Result<(), String> {
        for (name, (kind, longest)) in &self.attributes {
            let Some(value) = item.get(name) else { continue };
            let bytes = match (kind, value) {
                (ScalarAttributeType::S, AttributeValue::S(text)) => text.len(),
                (ScalarAttributeType::B, AttributeValue::B(blob)) => blob.as_ref().len(),
                // Every number can be a key.
                (ScalarAttributeType::N, AttributeValue::N(_)) => continue,
                _ => return Err(format!("{name} is a key of an index, and its type is not {kind}")),
            };
            if bytes == 0 {
                return Err(format!("{name} is a key of an index, and it is empty"));
            }
            if bytes > *longest {
                return Err(format!(
                    "{name} is a key of an index, and it has {bytes} bytes where {longest} are the most"
                ));
            }
        }
        Ok(())
    }
}

fn type_of(table: &TableDescription, key: &KeySchemaElement) -> Option<ScalarAttributeType> {
    let definitions = table.attribute_definitions().iter();
    let mut of_key = definitions.filter(|definition| definition.attribute_name() == key.attribute_name());
    of_key.next().map(|definition| definition.attribute_type().clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_sdk_dynamodb::types::{AttributeDefinition, GlobalSecondaryIndexDescription};

    const KEY: KeyNames = KeyNames { partition: "pk", sort: "sk" };

    fn table(key: [(&str, ScalarAttributeType); 2], index: (&str, ScalarAttributeType)) -> TableDescription {
        let element =
            |name: &str, role| KeySchemaElement::builder().attribute_name(name).key_type(role).build().unwrap();
        let define = |(name, kind): &(&str, ScalarAttributeType)| {
            AttributeDefinition::builder().attribute_name(*name).attribute_type(kind.clone()).build().unwrap()
        };
        let by_index = GlobalSecondaryIndexDescription::builder()
            .key_schema(element(index.0, KeyType::Hash))
            .key_schema(element(key[1].0, KeyType::Range));
        TableDescription::builder()
            .table_name("t")
            .key_schema(element(key[0].0, KeyType::Hash))
            .key_schema(element(key[1].0, KeyType::Range))
            .set_attribute_definitions(Some(key.iter().chain([&index]).map(define).collect()))
            .global_secondary_indexes(by_index.build())
            .build()
    }

    #[test]
    fn another_key_is_named() {
        use ScalarAttributeType::{N, S};
        assert!(KeySchema::of(&table([("pk", S), ("sk", S)], ("rank", N)), KEY).is_ok());
        for (pk, sk) in [(("id", S), ("sk", S)), (("pk", N), ("sk", S)), (("pk", S), ("sk", N))] {
            let error = KeySchema::of(&table([pk.clone(), sk.clone()], ("rank", N)), KEY).unwrap_err().to_string();
            let found = format!("{} {}, {} {}", pk.0, pk.1, sk.0, sk.1);
            assert!(error.contains(&found) && error.contains("pk S, sk S"), "{error}");
        }
    }

    #[test]
    fn what_an_index_would_refuse_is_refused() {
        use ScalarAttributeType::{N, S};
        let rank = KeySchema::of(&table([("pk", S), ("sk", S)], ("rank", N)), KEY).unwrap();
        let name = KeySchema::of(&table([("pk", S), ("sk", S)], ("name", S)), KEY).unwrap();
        let item = |name: &str, value| Item::from([(name.to_owned(), value)]);
        let text = |text: &str| AttributeValue::S(text.to_owned());
        assert!(rank.check(&item("rank", AttributeValue::N("1".to_owned()))).is_ok());
        assert!(rank.check(&item("rank", text("1"))).unwrap_err().contains("its type is not N"));
        // A name is a key only of a table that has an index on it.
        assert!(rank.check(&item("message_group_uuid", AttributeValue::Bool(true))).is_ok());
        assert!(name.check(&item("name", text(""))).unwrap_err().contains("empty"));
        assert!(name.check(&item("name", text(&"x".repeat(2_049)))).unwrap_err().contains("2048 are the most"));
        assert!(name.check(&Item::new()).is_ok());
    }
}
