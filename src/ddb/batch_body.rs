//! The body of a BatchWriteItem, written from requests that stay where they are. The SDK's own input would be a copy of every item.

use super::json::{AttributeOrder, RawMembers};
use aws_sdk_dynamodb::types::{ReturnConsumedCapacity, WriteRequest};
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::Intercept;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextMut;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use bytes::Bytes;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use std::collections::HashMap;

/// The service does not look at the order of attributes.
const ANY_ORDER: AttributeOrder<'static> = &[];

/// A body that takes the place of the SDK's before the request is signed.
#[derive(Debug, Clone)]
pub(super) struct BatchBody(Bytes);

impl BatchBody {
    /// Writes the requests of one table.
    ///
    /// # Errors
    /// For a value of a type that the SDK does not know.
    pub(super) fn new(
        table: &str,
        writes: &[WriteRequest],
        capacity: Option<&ReturnConsumedCapacity>,
    ) -> serde_json::Result<Self> {
        #[derive(Serialize)]
        #[serde(rename_all = "PascalCase")]
        struct Body<'a> {
            request_items: HashMap<&'a str, Requests<'a>>,
            #[serde(skip_serializing_if = "Option::is_none")]
            return_consumed_capacity: Option<&'a str>,
        }
        let request_items = HashMap::from([(table, Requests(writes))]);
        let body = Body { request_items, return_consumed_capacity: capacity.map(ReturnConsumedCapacity::as_str) };
        Ok(Self(serde_json::to_vec(&body)?.into()))
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

struct Requests<'a>(&'a [WriteRequest]);

impl Serialize for Requests<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0.iter().map(Request))
    }
}

struct Request<'a>(&'a WriteRequest);

impl Serialize for Request<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut request = to.serialize_map(None)?;
        if let Some(put) = self.0.put_request() {
            request.serialize_entry("PutRequest", &HashMap::from([("Item", RawMembers(put.item(), ANY_ORDER))]))?;
        }
        if let Some(delete) = self.0.delete_request() {
            request.serialize_entry("DeleteRequest", &HashMap::from([("Key", RawMembers(delete.key(), ANY_ORDER))]))?;
        }
        request.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_sdk_dynamodb::types::{AttributeValue, DeleteRequest, PutRequest};
    use aws_smithy_types::Blob;
    use serde_json::{Value, json};

    fn written(value: AttributeValue) -> Value {
        let put = PutRequest::builder().item("a", value).build().unwrap();
        let delete = DeleteRequest::builder().key("k", AttributeValue::S("\"é\n".to_owned())).build().unwrap();
        let writes =
            [WriteRequest::builder().put_request(put).build(), WriteRequest::builder().delete_request(delete).build()];
        let body = BatchBody::new("t", &writes, None).unwrap();
        let mut body: Value = serde_json::from_slice(&body.0).unwrap();
        assert_eq!(body["RequestItems"]["t"][1], json!({ "DeleteRequest": { "Key": { "k": { "S": "\"é\n" } } } }));
        body["RequestItems"]["t"][0]["PutRequest"]["Item"]["a"].take()
    }

    #[test]
    fn every_type_is_written_as_the_sdk_writes_it() {
        let text = |text: &str| text.to_owned();
        let deep = AttributeValue::M(HashMap::from([(text("b"), AttributeValue::Null(true))]));
        for (value, expected) in [
            (AttributeValue::S(String::new()), json!({ "S": "" })),
            (AttributeValue::N(text("1.50")), json!({ "N": "1.50" })),
            (AttributeValue::Bool(false), json!({ "BOOL": false })),
            (AttributeValue::Null(false), json!({ "NULL": false })),
            (AttributeValue::B(Blob::new([0, 255])), json!({ "B": "AP8=" })),
            (AttributeValue::Ss(vec![text("x"), text("y")]), json!({ "SS": ["x", "y"] })),
            (AttributeValue::Ns(vec![text("1"), text("2e3")]), json!({ "NS": ["1", "2e3"] })),
            (AttributeValue::Bs(vec![Blob::new([0])]), json!({ "BS": ["AA=="] })),
            (AttributeValue::L(vec![deep]), json!({ "L": [{ "M": { "b": { "NULL": true } } }] })),
        ] {
            assert_eq!(written(value), expected);
        }
    }

    #[test]
    fn the_capacity_is_asked_for() {
        let body = BatchBody::new("t", &[], Some(&ReturnConsumedCapacity::Total)).unwrap();
        assert_eq!(&body.0[..], br#"{"RequestItems":{"t":[]},"ReturnConsumedCapacity":"TOTAL"}"#);
    }
}
