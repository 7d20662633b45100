//! The ids of shards. The embedded engine ends them with the name of the table, and the SDKs refuse those of a short or a long name.
//! Source: API reference, DynamoDB Streams, Shard.

use bytes::Bytes;
use serde_json::Value;
use std::ops::RangeInclusive;

/// How long an id is, in bytes.
const LENGTH: RangeInclusive<usize> = 28..=65;

/// The id that takes the place of another. A stream of the embedded engine has one shard.
const STAND_IN: &str = "shardId-00000001-of-the-embedded-engine";

/// Returns the body of a request with the id that the engine knows.
pub(super) fn of_engine(operation: &str, body: Bytes) -> Bytes {
    let name = match operation {
        "GetShardIterator" => "ShardId",
        "DescribeStream" => "ExclusiveStartShardId",
        _ => return body,
    };
    let Ok(mut request) = serde_json::from_slice::<Value>(&body) else { return body };
    if request[name] != STAND_IN {
        return body;
    }
    let arn = request["StreamArn"].as_str().unwrap_or_default();
    let table = arn.split_once(":table/").and_then(|(_, rest)| rest.split('/').next()).unwrap_or_default();
    request[name] = format!("shardId-00000001-{table}").into();
    request.to_string().into()
}

/// Returns the body of an answer with ids that the SDKs accept.
pub(super) fn of_sdk(operation: &str, body: String) -> String {
    if operation != "DescribeStream" {
        return body;
    }
    let Ok(mut answer) = serde_json::from_str::<Value>(&body) else { return body };
    let shards = answer.pointer_mut("/StreamDescription/Shards").and_then(Value::as_array_mut);
    for shard in shards.into_iter().flatten() {
        if !shard["ShardId"].as_str().is_some_and(|id| LENGTH.contains(&id.len())) {
            shard["ShardId"] = STAND_IN.into();
        }
    }
    answer.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn described(id: &str) -> String {
        json!({ "StreamDescription": { "Shards": [{ "ShardId": id }] } }).to_string()
    }

    #[test]
    fn an_id_that_the_sdks_refuse_has_a_stand_in() {
        let long = format!("shardId-00000001-{}", "x".repeat(50));
        for (id, shown) in [
            ("shardId-00000001-a", STAND_IN),
            (&*long, STAND_IN),
            ("shardId-00000001-cruddur-messages", "shardId-00000001-cruddur-messages"),
        ] {
            assert_eq!(of_sdk("DescribeStream", described(id)), described(shown), "{id}");
        }
        assert!(LENGTH.contains(&STAND_IN.len()));
        let error = json!({ "__type": "x" }).to_string();
        assert_eq!(of_sdk("DescribeStream", error.clone()), error);
    }

    #[test]
    fn the_engine_gets_its_own_id() {
        let request = |id: &str| {
            json!({ "StreamArn": "arn:aws:dynamodb:dynoxide:000000000000:table/a/stream/1", "ShardId": id }).to_string()
        };
        let asked = |id: &str| of_engine("GetShardIterator", request(id).into());
        assert_eq!(asked(STAND_IN), request("shardId-00000001-a"));
        assert_eq!(asked("shardId-00000001-b"), request("shardId-00000001-b"));
        assert_eq!(of_engine("GetShardIterator", "x".into()), "x");
    }
}
