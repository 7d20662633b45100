//! Measures the most that a service can do. This client only sends requests and receives the answers, over connections that stay
//! open. It uses no AWS library, and parses only what the next request needs.
//!
//!   limit scan URL TABLE SEGMENTS       reads a table, each segment over its own connection
//!   limit send URL OPERATION FILE N     sends each line of a file as the body of a request, over N connections
//!   limit users URL POOL                reads a user pool, one page after the other
//!   limit engine DIRECTORY FILE         writes the items of these bodies by calling the embedded engine directly
//!   limit engine-scan DIRECTORY         reads the table as JSON by calling the embedded engine directly
//!
//! It prints the number of items.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicUsize, Ordering};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let items = match arguments.as_slice() {
        ["scan", url, table, segments] => scan(url, table, segments.parse()?)?,
        ["send", url, operation, file, connections] => send(url, operation, file, connections.parse()?)?,
        ["users", url, pool] => users(url, pool)?,
        #[cfg(feature = "embedded")]
        ["engine", directory, file] => engine::write(directory, file)?,
        #[cfg(feature = "embedded")]
        ["engine-scan", directory] => engine::read(directory)?,
        // `cargo bench` runs every bench. This one is a tool of benches/run, and does nothing without arguments.
        [] => return Ok(()),
        _ => return Err("see the top of benches/limit.rs".into()),
    };
    println!("{items}");
    Ok(())
}

/// A connection that stays open.
struct Connection {
    host: String,
    /// The access key. DynamoDB Local has a database for each.
    key: String,
    stream: BufReader<TcpStream>,
    body: Vec<u8>,
    /// Whether the server has closed the connection.
    is_closed: bool,
}

fn connect(host: &str) -> Result<BufReader<TcpStream>> {
    let stream = TcpStream::connect(host)?;
    stream.set_nodelay(true)?;
    Ok(BufReader::with_capacity(1 << 16, stream))
}

impl Connection {
    fn open(url: &str) -> Result<Self> {
        let host = url.trim_start_matches("http://").trim_end_matches('/').to_owned();
        let key = std::env::var("AWS_ACCESS_KEY_ID").unwrap_or_else(|_| "local".to_owned());
        Ok(Self { stream: connect(&host)?, host, key, body: Vec::new(), is_closed: false })
    }

    /// Sends a request, and returns the body of the answer.
    fn call(&mut self, target: &str, body: &[u8]) -> Result<&[u8]> {
        let service = if target.starts_with("AWSCognito") { ("cognito-idp", "1.1") } else { ("dynamodb", "1.0") };
        let mut request = format!(
            "POST / HTTP/1.1\r\nHost: {}\r\nX-Amz-Target: {target}\r\nContent-Type: application/x-amz-json-{}\r\n\
             Authorization: AWS4-HMAC-SHA256 Credential={}/20260101/us-east-1/{}/aws4_request, SignedHeaders=host, \
             Signature=0\r\nContent-Length: {}\r\n\r\n",
            self.host,
            service.1,
            self.key,
            service.0,
            body.len()
        )
        .into_bytes();
        request.extend_from_slice(body);
        if self.is_closed {
            // moto accepts one request for each connection.
            self.stream = connect(&self.host)?;
        }
        self.stream.get_mut().write_all(&request)?;
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        let is_ok = line.contains(" 200 ");
        let mut length = 0;
        loop {
            line.clear();
            self.stream.read_line(&mut line)?;
            match line.trim_end().split_once(": ") {
                Some((name, value)) if name.eq_ignore_ascii_case("content-length") => length = value.parse()?,
                Some((name, value)) if name.eq_ignore_ascii_case("connection") => {
                    self.is_closed = value.eq_ignore_ascii_case("close");
                }
                Some(_) => {}
                None => break,
            }
        }
        self.body.resize(length, 0);
        self.stream.read_exact(&mut self.body)?;
        if is_ok { Ok(&self.body) } else { Err(String::from_utf8_lossy(&self.body).into()) }
    }
}

/// Returns the text of a member's value, which is a number, a string, or an object whose values are flat objects.
fn member<'a>(body: &'a [u8], name: &str) -> Option<&'a str> {
    let name = format!("\"{name}\":");
    // These members are at the beginning or the end of an answer. They cannot be within an item, where quotes are escaped.
    let tail = body.len().saturating_sub(4_096);
    let find = |bytes: &'a [u8]| bytes.windows(name.len()).position(|window| window == name.as_bytes());
    let start = find(&body[tail..]).map(|at| tail + at).or_else(|| find(body))? + name.len();
    let rest = std::str::from_utf8(&body[start..]).ok()?;
    let (mut depth, mut quoted) = (0, false);
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'{' if !quoted => depth += 1,
            b'}' if !quoted && depth > 1 => depth -= 1,
            b'}' if !quoted => return Some(&rest[..at + depth]),
            b',' if !quoted && depth == 0 => return Some(&rest[..at]),
            _ => {}
        }
    }
    None
}

fn scan(url: &str, table: &str, segments: usize) -> Result<usize> {
    let segment = |segment: usize| -> Result<usize> {
        let mut connection = Connection::open(url)?;
        let (mut start, mut items) = (String::new(), 0);
        loop {
            let body = format!(r#"{{"TableName":"{table}","Segment":{segment},"TotalSegments":{segments}{start}}}"#);
            let answer = connection.call("DynamoDB_20120810.Scan", body.as_bytes())?;
            items += member(answer, "Count").ok_or("no count")?.parse::<usize>()?;
            match member(answer, "LastEvaluatedKey") {
                Some(key) => start = format!(r#","ExclusiveStartKey":{key}"#),
                None => return Ok(items),
            }
        }
    };
    all((0..segments).map(|at| move || segment(at)))
}

fn send(url: &str, operation: &str, file: &str, connections: usize) -> Result<usize> {
    let text = std::fs::read_to_string(file)?;
    let bodies: Vec<&str> = text.lines().collect();
    let target = format!("DynamoDB_20120810.{operation}");
    let next = AtomicUsize::new(0);
    let worker = || -> Result<usize> {
        let mut connection = Connection::open(url)?;
        let mut items = 0;
        while let Some(body) = bodies.get(next.fetch_add(1, Ordering::Relaxed)) {
            let answer = connection.call(&target, body.as_bytes())?;
            if member(answer, "UnprocessedItems").is_some_and(|left| left != "{}") {
                return Err("the server left something unprocessed".into());
            }
            items += body.matches("\"PutRequest\"").count();
        }
        Ok(items)
    };
    all((0..connections).map(|_| worker))
}

fn users(url: &str, pool: &str) -> Result<usize> {
    let mut connection = Connection::open(url)?;
    let (mut token, mut items) = (String::new(), 0);
    loop {
        let body = format!(r#"{{"UserPoolId":"{pool}","Limit":60{token}}}"#);
        let answer = connection.call("AWSCognitoIdentityProviderService.ListUsers", body.as_bytes())?;
        items += String::from_utf8_lossy(answer).matches("\"Username\"").count();
        // moto writes a space after each colon, and the token last.
        let text = String::from_utf8_lossy(answer).replace("\"PaginationToken\": ", "\"PaginationToken\":");
        match member(text.as_bytes(), "PaginationToken") {
            Some(next) => token = format!(r#","PaginationToken":{next}"#),
            None => return Ok(items),
        }
    }
}

/// Runs workers in parallel, and returns the sum of their results.
fn all<W: FnOnce() -> Result<usize> + Send>(workers: impl Iterator<Item = W>) -> Result<usize> {
    std::thread::scope(|scope| {
        let threads: Vec<_> = workers.map(|worker| scope.spawn(worker)).collect();
        threads.into_iter().map(|thread| thread.join().map_err(|_| "a worker panicked")?).sum()
    })
}

/// The embedded engine without `cruddur`, with the same durability.
#[cfg(feature = "embedded")]
mod engine {
    use super::Result;
    use dynoxide::ImportOptions;
    use dynoxide::actions::import_items;
    use dynoxide::actions::scan::{self, ScanRequest};
    use dynoxide::storage::Storage;
    use dynoxide::types::Item;
    use serde::Deserialize;
    use std::collections::HashMap;

    /// The table that `cruddur ddb schema-load` creates.
    const TABLE: &str = "cruddur-messages";

    /// The number of items of a transaction, and of a page.
    const BATCH: usize = 1_000;

    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Body {
        request_items: HashMap<String, Vec<Write>>,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Write {
        put_request: Put,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Put {
        item: Item,
    }

    fn open(directory: &str) -> Result<Storage> {
        Storage::new(&format!("{directory}/messages.db")).map_err(|error| error.to_string().into())
    }

    /// Reads the table, and serializes each page as JSON, as for any client.
    pub fn read(directory: &str) -> Result<usize> {
        let storage = open(directory)?;
        let runtime = tokio::runtime::Builder::new_current_thread().build()?;
        let (mut items, mut start) = (0, None);
        loop {
            let request = ScanRequest {
                table_name: TABLE.to_owned(),
                limit: Some(BATCH),
                exclusive_start_key: start,
                ..ScanRequest::default()
            };
            let page = runtime.block_on(scan::execute(&storage, request)).map_err(|error| error.to_string())?;
            std::hint::black_box(serde_json::to_string(&page)?);
            items += page.count;
            start = page.last_evaluated_key;
            if start.is_none() {
                return Ok(items);
            }
        }
    }

    /// Writes the items of BatchWriteItem bodies to the table that `cruddur ddb schema-load` created in `directory`.
    pub fn write(directory: &str, file: &str) -> Result<usize> {
        let text = std::fs::read_to_string(file)?;
        let storage = open(directory)?;
        storage.conn().pragma_update(None, "synchronous", "NORMAL")?;
        let runtime = tokio::runtime::Builder::new_current_thread().build()?;
        let options = ImportOptions { record_streams: true, ..ImportOptions::default() };
        let (mut items, mut batch) = (0, Vec::with_capacity(BATCH));
        let mut import = |batch: &mut Vec<Item>| -> Result<()> {
            items += batch.len();
            let import = import_items::execute(&storage, TABLE, std::mem::take(batch), &options);
            runtime.block_on(import).map(drop).map_err(|error| error.to_string().into())
        };
        for line in text.lines() {
            let body: Body = serde_json::from_str(line)?;
            batch.extend(body.request_items.into_values().flatten().map(|write| write.put_request.item));
            if batch.len() >= BATCH {
                import(&mut batch)?;
            }
        }
        import(&mut batch)?;
        Ok(items)
    }
}
