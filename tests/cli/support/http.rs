//! The part of HTTP/1.1 that the tests use: one request and one answer after the other.

use std::io::{BufRead, Write};
use std::net::TcpStream;

/// A request or an answer.
pub struct Http {
    pub first: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Http {
    pub fn answer(status: u16, kind: &str, body: &str) -> Self {
        Self {
            first: format!("HTTP/1.1 {status} Injected"),
            headers: vec![("content-type".to_owned(), kind.to_owned())],
            body: body.as_bytes().to_vec(),
        }
    }

    pub fn read(from: &mut impl BufRead) -> Option<Self> {
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

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(have, _)| have == name).map(|(_, value)| value.as_str())
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut head = format!("{}\r\n", self.first);
        for (name, value) in
            self.headers.iter().filter(|(name, _)| name != "content-length" && name != "transfer-encoding")
        {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str(&format!("content-length: {}\r\n\r\n", self.body.len()));
        [head.into_bytes(), self.body.clone()].concat()
    }

    pub fn write(&self, to: &mut TcpStream) -> Option<()> {
        to.write_all(&self.bytes()).ok()
    }
}
