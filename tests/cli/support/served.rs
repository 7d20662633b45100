//! A server of the binary that runs beside a test.

use super::{Http, World};
use rustix::process::{Pid, Signal, kill_process};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// The time that a server has to start, and a test to hear from it.
const TIMEOUT: Duration = Duration::from_secs(30);

/// A running server. It ends with the test.
pub struct Served {
    child: Child,
    said: Arc<Mutex<String>>,
    pub port: u16,
    /// The token of `cruddur serve`.
    pub token: String,
}

impl Served {
    /// Starts a server, which has to say its address on stderr.
    #[track_caller]
    pub fn start(world: &World, args: &[&str]) -> Self {
        let mut command = world.command(args);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the binary runs");
        let mut stderr = BufReader::new(child.stderr.take().expect("a pipe"));
        let said = Arc::new(Mutex::new(String::new()));
        let address = loop {
            let mut line = String::new();
            assert!(stderr.read_line(&mut line).expect("a line") > 0, "it ended: {}", said.lock().unwrap());
            said.lock().unwrap().push_str(&line);
            if let Some(address) = line.trim().strip_prefix("http://") {
                break address.to_owned();
            }
        };
        // Reads on, so that the pipe does not fill up.
        let more = Arc::clone(&said);
        std::thread::spawn(move || {
            stderr.lines().map_while(Result::ok).for_each(|line| *more.lock().unwrap() += &line);
        });
        let (_, rest) = address.split_once(':').expect("a port");
        let port = rest.split(|c: char| !c.is_ascii_digit()).next().and_then(|port| port.parse().ok()).expect("a port");
        let token = address.split_once("token=").map_or("", |(_, token)| token).to_owned();
        Self { child, said, port, token }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Returns what it said on stderr.
    pub fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    /// Opens a connection.
    pub fn connect(&self) -> BufReader<TcpStream> {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.set_read_timeout(Some(TIMEOUT)).expect("a timeout");
        BufReader::new(stream)
    }

    /// Sends a request on a connection of its own, and returns the answer. The header `Host` is that of the server if none is given.
    #[track_caller]
    pub fn ask(&self, request: &str, headers: &[(&str, &str)], body: &str) -> Http {
        let mut connection = self.connect();
        connection.get_mut().write_all(&self.request(request, headers, body)).expect("a request");
        Http::read(&mut connection).expect("an answer")
    }

    /// Returns the bytes of a request, such as `GET /`.
    pub fn request(&self, request: &str, headers: &[(&str, &str)], body: &str) -> Vec<u8> {
        let mut headers: Vec<(String, String)> =
            headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        if !headers.iter().any(|(name, _)| name == "host") {
            headers.push(("host".to_owned(), format!("127.0.0.1:{}", self.port)));
        }
        Http { first: format!("{request} HTTP/1.1"), headers, body: body.as_bytes().to_vec() }.bytes()
    }

    pub fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).expect("a signal");
    }

    /// Waits for its end, which has to come within a second. Returns its exit code.
    #[track_caller]
    pub fn end(&mut self) -> Option<i32> {
        let started = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("a status") {
                return status.code();
            }
            assert!(started.elapsed() < Duration::from_secs(1), "it runs on: {}", self.said());
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
