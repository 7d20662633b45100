//! A bad network: a proxy between the binary and a server, with faults for each operation.

mod http;
mod postgres;

use std::net::TcpListener;
use std::sync::{Arc, Mutex};

/// A fault that happens to a request.
#[derive(Debug, Clone, Copy)]
pub enum Fault {
    /// The answer is delayed by this many milliseconds.
    Latency(u64),
    /// The connection is closed before the request is forwarded.
    Reset,
    /// The server fails: HTTP status 500, or a PostgreSQL that shuts down.
    InternalError,
    /// A machine in between answers with status 503 and an HTML page.
    HtmlUnavailable,
    /// The service throttles the request with this code. PostgreSQL has too many connections.
    Throttled(&'static str),
    /// A transaction is cancelled. This is the reason of its first action.
    Cancelled(&'static str),
    /// Only this many writes of a BatchWriteItem or keys of a BatchGetItem are processed. The others come back.
    Unprocessed(usize),
    /// Half of the answer arrives.
    Truncated,
    /// The request is carried out, and the answer never arrives.
    Lost,
}

/// The HTML page of a machine in between.
const PAGE: &str = "<html><body>Service Unavailable</body></html>";

/// The faults that are left for each operation and how often each still happens, and the operations that were called.
#[derive(Debug, Default)]
struct Script {
    faults: Vec<(&'static str, Fault, usize)>,
    calls: Vec<String>,
    connections: usize,
}

/// A proxy that runs until the end of the test.
pub struct Proxy {
    url: String,
    script: Arc<Mutex<Script>>,
}

impl Proxy {
    /// Starts a proxy in front of `http://HOST:PORT`, or of `postgresql://USER:PASSWORD@HOST:PORT/DATABASE`.
    pub fn to(url: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let here = listener.local_addr().expect("an address").to_string();
        let (scheme, rest) = url.split_once("://").expect("a URL");
        let authority = rest.split('/').next().expect("an authority");
        let upstream = authority.rsplit('@').next().expect("a host").to_owned();
        let serve = if scheme == "http" { http::serve } else { postgres::serve };
        let script = Arc::new(Mutex::new(Script::default()));
        let proxy = Self { url: url.replace(&upstream, &here), script: Arc::clone(&script) };
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let (upstream, script) = (upstream.clone(), Arc::clone(&script));
                script.lock().unwrap().connections += 1;
                std::thread::spawn(move || serve(client, &upstream, &script));
            }
        });
        proxy
    }

    /// Returns the URL for the binary.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Injects a fault into the next `times` requests of an operation (`*` for any), after the faults that were injected before.
    pub fn inject(&self, operation: &'static str, fault: Fault, times: usize) {
        self.script.lock().unwrap().faults.push((operation, fault, times));
    }

    /// Ends every fault.
    pub fn heal(&self) {
        self.script.lock().unwrap().faults.clear();
    }

    /// Returns how many connections were opened to the proxy.
    pub fn connections(&self) -> usize {
        self.script.lock().unwrap().connections
    }

    /// Returns the operations that were called since the last call of this function.
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
