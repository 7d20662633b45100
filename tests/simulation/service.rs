//! The DynamoDB of a schedule: the embedded engine, with what AWS has and the engine lacks. These are idempotency tokens, reads that
//! lag behind, unprocessed items, and a list of all changes.

use cruddur::embedded::{Engine, Reply};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

pub const TABLE: &str = "cruddur-messages";
pub const INDEX: &str = "message-group-sk-index";

/// How long a token is remembered. Source: DynamoDB API reference, TransactWriteItems, "Idempotency".
const TOKEN_LIFETIME: Duration = Duration::from_secs(10 * 60);

/// The key of an item: `pk` and `sk`.
pub type Key = (String, String);

/// A change of one item, as the stream has it.
#[derive(Debug, Clone)]
pub struct Change {
    pub key: Key,
    pub old: Option<Value>,
    pub new: Option<Value>,
}

/// A write that was carried out: an operation and its body.
type Written = (String, Vec<u8>);

pub struct Service {
    engine: Engine,
    /// The engine of reads that lag, and how many of the writes it has; `None` until there is such a read.
    replica: Option<(Engine, usize)>,
    written: Vec<Written>,
    /// The items of the table.
    pub items: BTreeMap<Key, Value>,
    pub changes: Vec<Change>,
    tokens: HashMap<String, (Duration, Value)>,
}

impl Service {
    pub fn new() -> Self {
        Self {
            engine: new_engine(),
            replica: None,
            written: Vec::new(),
            items: BTreeMap::new(),
            changes: Vec::new(),
            tokens: HashMap::new(),
        }
    }

    /// Answers a request at a time since the beginning. Returns the changes that it made.
    pub fn answer(&mut self, operation: &str, body: &[u8], now: Duration) -> (Reply, Vec<Change>) {
        match operation {
            "PutItem" | "DeleteItem" | "BatchWriteItem" => self.write(operation, body),
            "TransactWriteItems" => self.transact(body, now),
            _ => (reply(&self.engine, operation, body), Vec::new()),
        }
    }

    /// Answers a read that need not be consistent by the state of a moment ago. `lag` is how many of the newest writes it lacks.
    pub fn answer_late(&mut self, operation: &str, body: &[u8], lag: usize) -> Reply {
        let until = self.written.len().saturating_sub(lag);
        let (engine, done) = self.replica.get_or_insert_with(|| (new_engine(), 0));
        // The replica never goes back.
        for (operation, body) in self.written.iter().take(until).skip(*done) {
            reply(engine, operation, body);
        }
        *done = until.max(*done);
        reply(engine, operation, body)
    }

    fn transact(&mut self, body: &[u8], now: Duration) -> (Reply, Vec<Change>) {
        let request: Value = serde_json::from_slice(body).unwrap();
        let token = request["ClientRequestToken"].as_str().unwrap_or_default().to_owned();
        if let Some((at, done)) = self.tokens.get(&token)
            && now.saturating_sub(*at) < TOKEN_LIFETIME
        {
            if *done == request {
                return (ok(&json!({})), Vec::new());
            }
            return (
                refusal(400, "IdempotentParameterMismatchException", "another request had this token"),
                Vec::new(),
            );
        }
        let done = self.write("TransactWriteItems", body);
        if done.0.status == 200 {
            self.tokens.insert(token, (now, request));
        }
        done
    }

    fn write(&mut self, operation: &str, body: &[u8]) -> (Reply, Vec<Change>) {
        let reply = reply(&self.engine, operation, body);
        let mut changes = Vec::new();
        if reply.status == 200 {
            self.written.push((operation.to_owned(), body.to_owned()));
            for (key, new) in writes(operation, &serde_json::from_slice(body).unwrap()) {
                let old = match &new {
                    Some(item) => self.items.insert(key.clone(), item.clone()),
                    None => self.items.remove(&key),
                };
                if old != new {
                    changes.push(Change { key, old, new });
                }
            }
            self.changes.extend(changes.iter().cloned());
        }
        (reply, changes)
    }

    /// Puts items before the schedule begins.
    pub fn fill(&mut self, items: Vec<Value>) {
        for item in items {
            let body = json!({ "TableName": TABLE, "Item": item }).to_string();
            let (reply, _) = self.write("PutItem", body.as_bytes());
            assert_eq!(reply.status, 200, "{}", reply.body);
        }
    }

    /// Returns the items as the engine has them.
    pub fn scanned(&self) -> BTreeMap<Key, Value> {
        let page = reply(&self.engine, "Scan", json!({ "TableName": TABLE }).to_string().as_bytes());
        let page: Value = serde_json::from_str(&page.body).unwrap();
        let items = page["Items"].as_array().cloned().unwrap_or_default();
        items.into_iter().map(|item| (key_of(&item), item)).collect()
    }
}

fn reply(engine: &Engine, operation: &str, body: &[u8]) -> Reply {
    engine.answer(operation, body).expect("the engine answers")
}

fn new_engine() -> Engine {
    let engine = Engine::in_memory().unwrap();
    let key = |name: &str, kind: &str| json!({ "AttributeName": name, "KeyType": kind });
    let text = |name: &str| json!({ "AttributeName": name, "AttributeType": "S" });
    let table = json!({
        "TableName": TABLE,
        "KeySchema": [key("pk", "HASH"), key("sk", "RANGE")],
        "AttributeDefinitions": [text("pk"), text("sk"), text("message_group_uuid")],
        "GlobalSecondaryIndexes": [{
            "IndexName": INDEX,
            "KeySchema": [key("message_group_uuid", "HASH"), key("sk", "RANGE")],
            "Projection": { "ProjectionType": "ALL" },
        }],
        "BillingMode": "PAY_PER_REQUEST",
        "StreamSpecification": { "StreamEnabled": true, "StreamViewType": "NEW_IMAGE" },
    });
    let made = reply(&engine, "CreateTable", table.to_string().as_bytes());
    assert_eq!(made.status, 200, "{}", made.body);
    engine
}

/// Returns the items that a request puts, and the keys that it deletes.
fn writes(operation: &str, request: &Value) -> Vec<(Key, Option<Value>)> {
    let put = |item: &Value| (key_of(item), Some(item.clone()));
    let delete = |key: &Value| (key_of(key), None);
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    match operation {
        "PutItem" => vec![put(&request["Item"])],
        "DeleteItem" => vec![delete(&request["Key"])],
        "BatchWriteItem" => list(&request["RequestItems"][TABLE])
            .iter()
            .map(|one| match one.get("PutRequest") {
                Some(one) => put(&one["Item"]),
                None => delete(&one["DeleteRequest"]["Key"]),
            })
            .collect(),
        _ => list(&request["TransactItems"])
            .iter()
            .map(|one| match one.get("Put") {
                Some(one) => put(&one["Item"]),
                None => delete(&one["Delete"]["Key"]),
            })
            .collect(),
    }
}

pub fn key_of(item: &Value) -> Key {
    let text = |name: &str| item[name]["S"].as_str().unwrap_or_default().to_owned();
    (text("pk"), text("sk"))
}

pub fn ok(body: &Value) -> Reply {
    Reply { status: 200, body: body.to_string() }
}

/// Returns an error of DynamoDB.
pub fn refusal(status: u16, code: &str, message: &str) -> Reply {
    let body = json!({ "__type": format!("com.amazonaws.dynamodb.v20120810#{code}"), "message": message });
    Reply { status, body: body.to_string() }
}

/// Returns the answer to a transaction that conflicts with another one.
pub fn conflict(operation: &str, body: &[u8]) -> Reply {
    let request: Value = serde_json::from_slice(body).unwrap();
    let Some(actions) = request["TransactItems"].as_array() else {
        return refusal(400, "TransactionConflictException", "Transaction is ongoing for the item");
    };
    let reasons: Vec<Value> =
        (0..actions.len()).map(|at| json!({ "Code": if at == 0 { "TransactionConflict" } else { "None" } })).collect();
    let mut reply: Map<String, Value> =
        serde_json::from_str(&refusal(400, "TransactionCanceledException", operation).body).unwrap();
    reply.insert("CancellationReasons".to_owned(), reasons.into());
    Reply { status: 400, body: Value::from(reply).to_string() }
}

/// Divides a batch into a request of `writes` of its writes, and the answer that leaves the others unprocessed.
pub fn part_of_batch(body: &[u8], writes: usize) -> (Vec<u8>, Reply) {
    let mut request: Value = serde_json::from_slice(body).unwrap();
    let all = request["RequestItems"][TABLE].as_array_mut().unwrap();
    let left = all.split_off(writes.min(all.len()));
    let unprocessed = if left.is_empty() { json!({}) } else { json!({ TABLE: left }) };
    (request.to_string().into_bytes(), ok(&json!({ "UnprocessedItems": unprocessed })))
}
