//! A service whose answers a test defines, for states that no emulator has, such as an archived table.

use super::http::Http;
use super::{Output, World};
use serde_json::{Value, json};
use std::ffi::OsStr;
use std::io::BufReader;
use std::net::{TcpListener, TcpStream};
use std::process::Stdio;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// An HTTP status and a body.
type Answer = (u16, Value);

/// A server that answers each operation by a function. It runs until the end of the test.
pub struct Stub {
    url: String,
    calls: Arc<Mutex<Vec<String>>>,
}

impl Stub {
    /// Starts a server. `answer` gets the operation and the body of a request.
    pub fn new(mut answer: impl FnMut(&str, &Value) -> Answer + Send + 'static) -> Self {
        let (url, calls) = listen(move |request| {
            let operation = request.header("x-amz-target")?.rsplit('.').next()?.to_owned();
            let (status, body) = answer(&operation, &serde_json::from_slice(&request.body).ok()?);
            Some((operation, Http::answer(status, "application/x-amz-json-1.0", &body.to_string())))
        });
        Self { url, calls }
    }

    /// Returns a world with this server as its DynamoDB, and with embedded users.
    pub fn world(&self) -> World {
        World::bare().with("AWS_ENDPOINT_URL_DYNAMODB", &self.url)
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    /// Returns the operations that were called.
    pub fn calls(&self) -> Vec<String> {
        self.calls.lock().unwrap().clone()
    }
}

/// Starts an HTTP server on a free port. `answer` gets a request, and returns the name of its operation and the answer. Returns the URL
/// of the server, and the operations that were called.
pub fn listen(
    answer: impl FnMut(&Http) -> Option<(String, Http)> + Send + 'static,
) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("its address"));
    let calls = Arc::new(Mutex::new(Vec::new()));
    let (answer, seen) = (Arc::new(Mutex::new(answer)), Arc::clone(&calls));
    std::thread::spawn(move || {
        for client in listener.incoming().flatten() {
            let (answer, seen) = (Arc::clone(&answer), Arc::clone(&seen));
            std::thread::spawn(move || serve(client, &seen, &answer));
        }
    });
    (url, calls)
}

fn serve(
    client: TcpStream,
    calls: &Mutex<Vec<String>>,
    answer: &Mutex<impl FnMut(&Http) -> Option<(String, Http)>>,
) -> Option<()> {
    let mut from = BufReader::new(client.try_clone().ok()?);
    let mut to = client;
    loop {
        let request = Http::read(&mut from)?;
        let (operation, reply) = (*answer.lock().unwrap())(&request)?;
        calls.lock().unwrap().push(operation);
        reply.write(&mut to)?;
    }
}

/// Returns the answer of a service that refuses a request.
pub fn refused(code: &str, message: &str) -> Answer {
    (400, json!({ "__type": format!("com.amazonaws.dynamodb.v20120810#{code}"), "message": message }))
}

/// Returns the answer of DescribeTable for a table of `schema-load` with this status.
pub fn table(status: &str) -> Value {
    let key = |hash: &str| json!([{ "AttributeName": hash, "KeyType": "HASH" }, { "AttributeName": "sk", "KeyType": "RANGE" }]);
    let definitions =
        ["pk", "sk", "message_group_uuid"].map(|name| json!({ "AttributeName": name, "AttributeType": "S" }));
    let throughput = json!({ "ReadCapacityUnits": 5, "WriteCapacityUnits": 5 });
    json!({ "Table": {
        "TableName": "cruddur-messages",
        "TableArn": "arn:aws:dynamodb:eu-west-1:123456789012:table/cruddur-messages",
        "TableStatus": status,
        "KeySchema": key("pk"),
        "AttributeDefinitions": definitions,
        "ProvisionedThroughput": throughput,
        "GlobalSecondaryIndexes": [{
            "IndexName": "message-group-sk-index", "IndexStatus": "ACTIVE", "KeySchema": key("message_group_uuid"),
            "Projection": { "ProjectionType": "ALL" }, "ProvisionedThroughput": throughput,
        }],
        "StreamSpecification": { "StreamEnabled": true, "StreamViewType": "NEW_IMAGE" },
        "LatestStreamArn": "arn:aws:dynamodb:eu-west-1:123456789012:table/cruddur-messages/stream/2026-11-22",
    } })
}

impl World {
    /// Runs the binary, which must end within `limit`.
    #[track_caller]
    pub fn run_within(&self, limit: Duration, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Output {
        let mut child =
            self.command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary runs");
        // Reads the output meanwhile, so that the pipes do not fill up.
        let collect = |mut from: Box<dyn std::io::Read + Send>| {
            std::thread::spawn(move || {
                let mut bytes = Vec::new();
                from.read_to_end(&mut bytes).ok();
                bytes
            })
        };
        let stdout = collect(Box::new(child.stdout.take().expect("a pipe")));
        let stderr = collect(Box::new(child.stderr.take().expect("a pipe")));
        let started = Instant::now();
        let mut is_late = false;
        let status = loop {
            match child.try_wait().expect("a status") {
                Some(status) => break status,
                None if started.elapsed() > limit => {
                    is_late = true;
                    child.kill().expect("a kill");
                }
                None => std::thread::sleep(Duration::from_millis(10)),
            }
        };
        let (stdout, stderr) = (stdout.join().expect("stdout"), stderr.join().expect("stderr"));
        let output = self.output(&std::process::Output { status, stdout, stderr });
        let end = |text: &str| text.chars().rev().take(600).collect::<Vec<_>>().into_iter().rev().collect::<String>();
        assert!(!is_late, "it did not end within {limit:?}: {}", end(&output.stderr));
        output
    }
}
