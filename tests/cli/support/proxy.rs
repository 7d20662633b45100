//! A bad network: a proxy between the binary and a server, with faults that are scripted by operation.

mod http;
mod postgres;

use std::net::TcpListener;
use std::sync::{Arc, Mutex};

/// What happens to a request.
#[derive(Debug, Clone, Copy)]
pub enum Fault {
    /// The answer comes later, by this many milliseconds.
    Latency(u64),
    /// The connection closes before anything is sent on.
    Reset,
    /// The server fails by itself: HTTP status 500, a PostgreSQL that shuts down.
    InternalError,
    /// Something in between answers 503 with a page for people.
    HtmlUnavailable,
    /// The service refuses with this code, which asks for patience; PostgreSQL has too many connections.
    Throttled(&'static str),
    /// A transaction is cancelled, for this reason of its first action.
    Cancelled(&'static str),
    /// Of a BatchWriteItem or BatchGetItem only the first so many writes or keys are taken; the others come back.
    Unprocessed(usize),
    /// Half of the answer arrives.
    Truncated,
    /// The request is carried out, and the answer never arrives.
    Lost,
}

/// What something in between says to people.
const PAGE: &str = "<html><body>Service Unavailable</body></html>";

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

impl Proxy {
    /// A proxy in front of `http://HOST:PORT`, or of `postgresql://USER:PASSWORD@HOST:PORT/DATABASE`.
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
                std::thread::spawn(move || serve(client, &upstream, &script));
            }
        });
        proxy
    }

    /// The URL to give to the binary.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Lets a fault happen to the next `times` requests of an operation (`*` for any), after those that were injected before.
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
