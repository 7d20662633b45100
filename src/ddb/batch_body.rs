//! The body of a BatchWriteItem, written from requests that stay where they are. The SDK's own input would be a copy of every item.

use super::prepared_write::PreparedWrite;
use aws_sdk_dynamodb::types::ReturnConsumedCapacity;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::Intercept;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextMut;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use bytes::Bytes;

/// A body that takes the place of the SDK's before the request is signed.
#[derive(Debug, Clone)]
pub(super) struct BatchBody(Bytes);

impl BatchBody {
    /// Writes the requests of one table.
    pub(super) fn new(table: &str, writes: &[PreparedWrite], capacity: Option<&ReturnConsumedCapacity>) -> Self {
        let table = serde_json::Value::from(table).to_string();
        let capacity = capacity.map(|capacity| format!(r#","ReturnConsumedCapacity":"{}""#, capacity.as_str()));
        let capacity = capacity.unwrap_or_default();
        let length: usize = writes.iter().map(|write| write.text().len() + 1).sum();
        let mut body = Vec::with_capacity(length + table.len() + capacity.len() + 64);
        body.extend_from_slice(br#"{"RequestItems":{"#);
        body.extend_from_slice(table.as_bytes());
        body.extend_from_slice(b":[");
        for (at, write) in writes.iter().enumerate() {
            if at > 0 {
                body.push(b',');
            }
            body.extend_from_slice(write.text());
        }
        body.extend_from_slice(b"]}");
        body.extend_from_slice(capacity.as_bytes());
        body.push(b'}');
        Self(body.into())
    }
}

impl Intercept for BatchBody {
    fn name(&self) -> &'static str {
        "BatchBody"
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let request = context.request_mut();
        request.headers_mut().try_insert("content-length", self.0.len().to_string())?;
        *request.body_mut() = SdkBody::from(self.0.clone());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ddb::item::{Item, KeyNames};
    use aws_sdk_dynamodb::operation::batch_write_item::{BatchWriteItem, BatchWriteItemInput};
    use aws_sdk_dynamodb::types::{AttributeValue, DeleteRequest, PutRequest, WriteRequest};
    use aws_smithy_runtime_api::client::interceptors::context::Input;
    use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin;
    use aws_smithy_runtime_api::client::ser_de::SerializeRequest;
    use aws_smithy_runtime_api::client::ser_de::SharedRequestSerializer;
    use aws_smithy_types::Blob;
    use proptest::prelude::*;
    use serde_json::Value;

    const KEY: KeyNames = KeyNames { partition: "pk", sort: "sk" };

    /// What the SDK sends for these requests.
    fn sent_by_sdk(writes: Vec<WriteRequest>, capacity: Option<ReturnConsumedCapacity>) -> Value {
        let input = BatchWriteItemInput::builder().request_items("t", writes).set_return_consumed_capacity(capacity);
        let operation = BatchWriteItem::new().config().unwrap();
        let serializer = operation.load::<SharedRequestSerializer>().unwrap();
        let request = serializer.serialize_input(Input::erase(input.build().unwrap()), &mut ConfigBag::base()).unwrap();
        serde_json::from_slice(request.body().bytes().unwrap()).unwrap()
    }

    fn sent(writes: &[WriteRequest], capacity: Option<&ReturnConsumedCapacity>) -> Value {
        let writes: Vec<_> = writes.iter().map(|write| PreparedWrite::of(write, KEY).unwrap()).collect();
        serde_json::from_slice(&BatchBody::new("t", &writes, capacity).0).unwrap()
    }

    fn put(item: Item) -> WriteRequest {
        WriteRequest::builder().put_request(PutRequest::builder().set_item(Some(item)).build().unwrap()).build()
    }

    fn delete(key: Item) -> WriteRequest {
        WriteRequest::builder().delete_request(DeleteRequest::builder().set_key(Some(key)).build().unwrap()).build()
    }

    fn value() -> impl Strategy<Value = AttributeValue> {
        let text = || any::<String>();
        let blob = || prop::collection::vec(any::<u8>(), 0..5).prop_map(Blob::new);
        let leaf = prop_oneof![
            text().prop_map(AttributeValue::S),
            any::<f64>().prop_map(|number| AttributeValue::N(number.to_string())),
            any::<bool>().prop_map(AttributeValue::Bool),
            any::<bool>().prop_map(AttributeValue::Null),
            blob().prop_map(AttributeValue::B),
            prop::collection::vec(text(), 0..3).prop_map(AttributeValue::Ss),
            prop::collection::vec("-?[0-9]{1,38}", 0..3).prop_map(AttributeValue::Ns),
            prop::collection::vec(blob(), 0..3).prop_map(AttributeValue::Bs),
        ];
        leaf.prop_recursive(3, 12, 3, move |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..3).prop_map(AttributeValue::L),
                prop::collection::hash_map(any::<String>(), inner, 0..3).prop_map(AttributeValue::M),
            ]
        })
    }

    proptest! {
        /// What is sent is what the SDK sends, for every type.
        #[test]
        fn the_body_is_that_of_the_sdk(
            item in prop::collection::hash_map(any::<String>(), value(), 0..4),
            key in prop::array::uniform2(any::<String>()),
            has_capacity in any::<bool>(),
        ) {
            let [pk, sk] = key.map(AttributeValue::S);
            let writes = [put(item), delete(Item::from([("pk".to_owned(), pk), ("sk".to_owned(), sk)]))];
            let capacity = has_capacity.then_some(ReturnConsumedCapacity::Total);
            prop_assert_eq!(sent(&writes, capacity.as_ref()), sent_by_sdk(writes.to_vec(), capacity));
        }
    }

    #[test]
    fn the_name_of_a_table_is_quoted() {
        let body = BatchBody::new("t\"\n", &[], Some(&ReturnConsumedCapacity::Total));
        assert_eq!(&body.0[..], br#"{"RequestItems":{"t\"\n":[]},"ReturnConsumedCapacity":"TOTAL"}"#);
    }
}
