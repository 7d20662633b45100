//! A bad network: an HTTP proxy between the binary and a server, with faults that are scripted by operation.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What happens to a request.
#[derive(Debug, Clone, Copy)]
pub enum Fault {
    /// The answer comes later, by this many milliseconds.
    Latency(u64),
    /// The connection closes before anything is sent on.
    Reset,
    /// The server answers 500 with an error of its own.
    InternalError,
    /// Something in between answers 503 with a page for people.
    HtmlUnavailable,
    /// The service refuses with this code, which asks for patience.
    Throttled(&'static str),
    /// Of a BatchWriteItem only the first so many writes are taken; the others come back.
    Unprocessed(usize),
    /// Half of the answer arrives.
    Truncated,
    /// The request is carried out, and the answer never arrives.
    Lost,
}

/// Faults for an operation: each happens so many times, in turn.
#[derive(Debug, Default)]
struct Script {
    faults: Vec<(&'static str, Fault, usize)>,
    calls: Vec<String>,
}

/// A proxy; it lasts as long as the test.
pub struct Proxy {
    url: String,
    script: Arc<Mutex<Script>>,
}

/// A request or an answer, as far as a proxy looks at it.
struct Http {
    first: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Proxy {
    /// A proxy in front of `http://HOST:PORT`.
    pub fn to(upstream: &str) -> Self {
        let upstream = upstream.trim_start_matches("http://").to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let script = Arc::new(Mutex::new(Script::default()));
        let shared = Arc::clone(&script);
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let (upstream, script) = (upstream.clone(), Arc::clone(&shared));
                std::thread::spawn(move || serve(client, &upstream, &script));
            }
        });
        Self { url, script }
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    /// Lets a fault happen to the next `times` requests of an operation (`*` for any).
    pub fn inject(&self, operation: &'static str, fault: Fault, times: usize) {
        self.script.lock().unwrap().faults.push((operation, fault, times));
    }

    /// Ends every fault.
    pub fn heal(&self) {
        self.script.lock().unwrap().faults.clear();
    }

    /// The operations that were asked for since the last look.
    pub fn calls(&self) -> Vec<String> {
        std::mem::take(&mut self.script.lock().unwrap().calls)
    }
}

impl Script {
    fn next(&mut self, operation: &str) -> Option<Fault> {
        self.calls.push(operation.to_owned());
        let found = self.faults.iter_mut().find(|(of, _, times)| *times > 0 && (*of == "*" || *of == operation))?;
        found.2 -= 1;
        Some(found.1)
    }
}

/// Serves one connection until either side is done.
fn serve(client: TcpStream, upstream: &str, script: &Mutex<Script>) -> Option<()> {
    let mut from_client = BufReader::new(client.try_clone().ok()?);
    let mut to_client = client;
    loop {
        let request = Http::read(&mut from_client)?;
        let fault = script.lock().unwrap().next(&request.operation());
        match fault {
            None => forward(&request, upstream)?.write(&mut to_client)?,
            Some(Fault::Latency(millis)) => {
                std::thread::sleep(Duration::from_millis(millis));
                forward(&request, upstream)?.write(&mut to_client)?;
            }
            Some(Fault::Reset) => return None,
            Some(Fault::InternalError) => {
                let body =
                    json!({ "__type": "com.amazonaws.dynamodb.v20120810#InternalServerError", "message": "injected" });
                Http::answer(500, "application/x-amz-json-1.0", &body.to_string()).write(&mut to_client)?;
            }
            Some(Fault::HtmlUnavailable) => {
                Http::answer(503, "text/html", "<html><body>Service Unavailable</body></html>")
                    .write(&mut to_client)?;
            }
            Some(Fault::Throttled(code)) => {
                let body =
                    json!({ "__type": format!("com.amazonaws.dynamodb.v20120810#{code}"), "message": "injected" });
                Http::answer(400, "application/x-amz-json-1.0", &body.to_string()).write(&mut to_client)?;
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

/// Sends on the first writes of a batch, and returns the others as unprocessed.
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
    fn answer(status: u16, kind: &str, body: &str) -> Self {
        Self {
            first: format!("HTTP/1.1 {status} Injected"),
            headers: vec![("content-type".to_owned(), kind.to_owned())],
            body: body.as_bytes().to_vec(),
        }
    }

    fn read(from: &mut impl BufRead) -> Option<Self> {
        let mut line = || {
            let mut line = String::new();
            from.read_line(&mut line).ok().filter(|read| *read > 0)?;
            Some(line.trim_end().to_owned())
        };
        let first = line()?;
        let mut headers = Vec::new();
        loop {
            let line = line()?;
            let Some((name, value)) = line.split_once(':') else { break };
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        let mut http = Self { first, headers, body: Vec::new() };
        let length = http.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
        http.body = vec![0; length];
        from.read_exact(&mut http.body).ok()?;
        Some(http)
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(have, _)| have == name).map(|(_, value)| value.as_str())
    }

    /// `DynamoDB_20120810.ListTables`: what follows the dot.
    fn operation(&self) -> String {
        self.header("x-amz-target").and_then(|target| target.rsplit('.').next()).unwrap_or("?").to_owned()
    }

    fn bytes(&self) -> Vec<u8> {
        let mut head = format!("{}\r\n", self.first);
        for (name, value) in
            self.headers.iter().filter(|(name, _)| name != "content-length" && name != "transfer-encoding")
        {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str(&format!("content-length: {}\r\n\r\n", self.body.len()));
        [head.into_bytes(), self.body.clone()].concat()
    }

    fn write(&self, to: &mut TcpStream) -> Option<()> {
        to.write_all(&self.bytes()).ok()
    }
}
