//! A server that runs in the background, and requests to it.

use crate::support::{Http, World};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// How long an answer may take. The machine may be busy with other tests.
const ANSWER_WITHIN: Duration = Duration::from_secs(60);

/// A running server, which ends with the test.
pub struct Running {
    child: Child,
    pub port: u16,
    /// The token of the operator.
    pub token: String,
    said: Arc<Mutex<String>>,
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Answer {
    /// Returns the body of an answer of this status.
    #[track_caller]
    pub fn json(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{self:?}");
        assert_eq!(self.header("content-type"), Some("application/json"), "{self:?}");
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(have, _)| have == name).map(|(_, value)| value.as_str())
    }
}

impl Running {
    /// Starts a server as `handle` on a free port, and waits until it takes connections.
    pub fn start(world: &World, handle: &str) -> Self {
        Self::of(world.command(["serve", "--port", "0", "--verbose", "--as", handle]))
    }

    /// Starts a server by a command.
    pub fn of(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the binary runs");
        let mut lines = BufReader::new(child.stderr.take().expect("a pipe")).lines();
        let said = Arc::new(Mutex::new(String::new()));
        let url = loop {
            let line = lines.next().unwrap_or_else(|| panic!("it ended: {}", said.lock().unwrap())).expect("a line");
            said.lock().unwrap().push_str(&format!("{line}\n"));
            if line.contains("/#token=") {
                break line;
            }
        };
        let (address, token) = url.trim_start_matches("http://127.0.0.1:").split_once("/#token=").expect("a URL");
        let (port, token) = (address.parse().expect("a port"), token.to_owned());
        let rest = Arc::clone(&said);
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                rest.lock().unwrap().push_str(&format!("{line}\n"));
            }
        });
        Self { child, port, token, said }
    }

    /// Returns what it printed on stderr so far.
    pub fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    pub fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// Sends a request with these headers only, and a body.
    pub fn send(&self, first: &str, headers: &[(&str, &str)], body: &[u8]) -> Option<Answer> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        stream.set_read_timeout(Some(ANSWER_WITHIN)).ok()?;
        let mut request = format!("{first} HTTP/1.1\r\n");
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        request.push_str(&format!("content-length: {}\r\n\r\n", body.len()));
        stream.write_all(&[request.as_bytes(), body].concat()).ok()?;
        read(&stream)
    }

    /// Sends a request with its host.
    pub fn ask(&self, first: &str, headers: &[(&str, &str)]) -> Answer {
        let host = self.host();
        self.send(first, &[&[("host", host.as_str())], headers].concat(), b"").expect("an answer")
    }

    /// Reads as the bearer of a token.
    pub fn get_as(&self, token: &str, path: &str) -> Answer {
        self.ask(&format!("GET {path}"), &[("authorization", &format!("Bearer {token}"))])
    }

    /// Reads as the operator.
    pub fn get(&self, path: &str) -> Answer {
        self.get_as(&self.token, path)
    }

    /// Writes as the operator, with these headers more. Returns `None` if the server ended before it answered.
    pub fn try_post(&self, headers: &[(&str, &str)], body: &[u8]) -> Option<Answer> {
        let (host, bearer) = (self.host(), format!("Bearer {}", self.token));
        let own = [("host", host.as_str()), ("authorization", bearer.as_str()), ("content-type", "application/json")];
        self.send("POST /api/messages", &[&own, headers].concat(), body)
    }

    /// Writes a message as the operator.
    pub fn post(&self, body: &Value) -> Answer {
        self.try_post(&[], body.to_string().as_bytes()).expect("an answer")
    }

    /// Writes a message as the operator, with an idempotency key.
    pub fn post_with_key(&self, key: &str, body: &Value) -> Answer {
        self.try_post(&[("idempotency-key", key)], body.to_string().as_bytes()).expect("an answer")
    }

    pub fn pid(&self) -> Pid {
        Pid::from_child(&self.child)
    }

    /// Waits for its end, after it was killed.
    pub fn kill(&mut self) {
        self.child.kill().expect("a kill");
        self.child.wait().expect("an end");
    }

    /// Ends it by a signal, and returns its exit code and how long it took.
    pub fn end(&mut self, signal: Signal) -> (Option<i32>, Duration) {
        let started = Instant::now();
        kill_process(Pid::from_child(&self.child), signal).expect("a signal");
        let status = self.child.wait().expect("an end");
        (status.code(), started.elapsed())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// Reads one answer.
pub fn read(stream: &TcpStream) -> Option<Answer> {
    let answer = Http::read(&mut BufReader::new(stream))?;
    let status = answer.first.split(' ').nth(1)?.parse().ok()?;
    Some(Answer { status, headers: answer.headers, body: String::from_utf8(answer.body).ok()? })
}
