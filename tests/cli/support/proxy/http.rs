//! A proxy for HTTP: one request and one answer after the other.

use super::{Fault, PAGE, Script};
use crate::support::http::Http;
use serde_json::{Value, json};
use std::io::{BufReader, Write};
use std::net::TcpStream;
use std::sync::Mutex;
use std::time::Duration;

/// Serves one connection until either side closes it.
pub fn serve(client: TcpStream, upstream: &str, script: &Mutex<Script>) -> Option<()> {
    let mut from_client = BufReader::new(client.try_clone().ok()?);
    let mut to_client = client;
    loop {
        let request = Http::read(&mut from_client)?;
        let fault = script.lock().unwrap().next(&request.operation());
        match fault {
            None => forward(&request, upstream)?.write(&mut to_client)?,
            Some(Fault::Latency(millis)) => {
                std::thread::sleep(Duration::from_millis(millis));
                if is_gone(&to_client) {
                    return None;
                }
                forward(&request, upstream)?.write(&mut to_client)?;
            }
            Some(Fault::Reset) => return None,
            Some(Fault::InternalError) => {
                Http::error(500, "InternalServerError").write(&mut to_client)?;
            }
            Some(Fault::HtmlUnavailable) => {
                Http::answer(503, "text/html", PAGE).write(&mut to_client)?;
            }
            Some(Fault::Throttled(code)) => Http::error(400, code).write(&mut to_client)?,
            Some(Fault::Cancelled(reason)) => Http::cancelled(reason).write(&mut to_client)?,
            Some(Fault::Unprocessed(kept)) if request.operation() == "BatchGetItem" => {
                unread(request, kept, upstream)?.write(&mut to_client)?;
            }
            Some(Fault::Unprocessed(kept)) => unprocessed(request, kept, upstream)?.write(&mut to_client)?,
            Some(Fault::Truncated) => {
                let answer = forward(&request, upstream)?;
                let bytes = answer.bytes();
                to_client.write_all(&bytes[..bytes.len() - answer.body.len().div_ceil(2)]).ok()?;
                return None;
            }
            Some(Fault::Lost) => {
                forward(&request, upstream)?;
                return None;
            }
        }
    }
}

/// Returns whether a client closed its connection. Its request must not be carried out long afterwards.
fn is_gone(client: &TcpStream) -> bool {
    client.set_nonblocking(true).ok();
    let gone = matches!(client.peek(&mut [0]), Ok(0));
    client.set_nonblocking(false).ok();
    gone
}

/// Forwards the first keys of a batch of reads, and returns the others as unprocessed.
fn unread(mut request: Http, kept: usize, upstream: &str) -> Option<Http> {
    let mut body: Value = serde_json::from_slice(&request.body).ok()?;
    let (table, asked) = body["RequestItems"].as_object_mut()?.iter_mut().next()?;
    let rest = asked["Keys"].as_array_mut()?;
    let rest = rest.split_off(kept.min(rest.len()));
    let mut left = asked.clone();
    left["Keys"] = Value::Array(rest);
    let left = json!({ table.clone(): left });
    request.body = body.to_string().into_bytes();
    let mut answer: Value = serde_json::from_slice(&forward(&request, upstream)?.body).ok()?;
    answer["UnprocessedKeys"] = left;
    Some(Http::answer(200, "application/x-amz-json-1.0", &answer.to_string()))
}

/// Forwards the first writes of a batch, and returns the others as unprocessed.
fn unprocessed(mut request: Http, kept: usize, upstream: &str) -> Option<Http> {
    let mut body: Value = serde_json::from_slice(&request.body).ok()?;
    let tables = body["RequestItems"].as_object_mut()?;
    let mut left = serde_json::Map::new();
    for (table, writes) in tables.iter_mut() {
        let writes = writes.as_array_mut()?;
        let rest = writes.split_off(kept.min(writes.len()));
        if !rest.is_empty() {
            left.insert(table.clone(), Value::Array(rest));
        }
    }
    tables.retain(|_, writes| writes.as_array().is_some_and(|writes| !writes.is_empty()));
    if !tables.is_empty() {
        request.body = body.to_string().into_bytes();
        forward(&request, upstream)?;
    }
    Some(Http::answer(200, "application/x-amz-json-1.0", &json!({ "UnprocessedItems": left }).to_string()))
}

fn forward(request: &Http, upstream: &str) -> Option<Http> {
    let mut server = TcpStream::connect(upstream).ok()?;
    request.write(&mut server)?;
    Http::read(&mut BufReader::new(server))
}

impl Http {
    fn error(status: u16, code: &str) -> Self {
        let body = json!({ "__type": format!("com.amazonaws#{code}"), "message": "injected" });
        Self::answer(status, "application/x-amz-json-1.0", &body.to_string())
    }

    fn cancelled(reason: &str) -> Self {
        let body = json!({
            "__type": "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
            "Message": "Transaction cancelled, please refer cancellation reasons for specific reasons",
            "CancellationReasons": [{ "Code": reason, "Message": "injected" }, { "Code": "None" }],
        });
        Self::answer(400, "application/x-amz-json-1.0", &body.to_string())
    }

    /// Returns the operation, such as `ListTables` of `DynamoDB_20120810.ListTables`.
    fn operation(&self) -> String {
        self.header("x-amz-target").and_then(|target| target.rsplit('.').next()).unwrap_or("?").to_owned()
    }
}
