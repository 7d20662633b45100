//! A proxy for the protocol of PostgreSQL. It forwards the messages of a client one by one, and the answers as bytes. An operation
//! is the first word of a statement (`SELECT`, `COMMIT`), or `connect`.
//! Source: PostgreSQL, "Frontend/Backend Protocol".

use super::{Fault, PAGE, Script};
use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// The code of the first message of a client, which asks whether the server offers TLS.
const SSL_REQUEST: [u8; 4] = 80_877_103_u32.to_be_bytes();

/// How much of the next answer is forwarded.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Answer {
    Whole,
    Half,
    Dropped,
}

/// A message of a client: its type, which the first message lacks, and the rest with its length.
struct Message {
    kind: Option<u8>,
    rest: Vec<u8>,
}

/// Serves one connection until either side closes it.
pub fn serve(client: TcpStream, upstream: &str, script: &Mutex<Script>) -> Option<()> {
    let (mut client, mut server) = (client, TcpStream::connect(upstream).ok()?);
    let answer = Arc::new(Mutex::new(Answer::Whole));
    relay(server.try_clone().ok()?, client.try_clone().ok()?, Arc::clone(&answer));
    let served = forward(&mut client, &mut server, &answer, script);
    close(&client);
    close(&server);
    served
}

/// Forwards messages, with the faults for their operations.
fn forward(
    client: &mut TcpStream,
    server: &mut TcpStream,
    answer: &Mutex<Answer>,
    script: &Mutex<Script>,
) -> Option<()> {
    let mut is_first = true;
    loop {
        let message = Message::read(client, is_first)?;
        if is_first && message.rest[4..] == SSL_REQUEST {
            client.write_all(b"N").ok()?;
            continue;
        }
        is_first = false;
        let fault = message.operation().and_then(|operation| script.lock().unwrap().next(&operation));
        match fault {
            None => {}
            Some(Fault::Latency(millis)) => std::thread::sleep(Duration::from_millis(millis)),
            Some(Fault::Reset | Fault::Unprocessed(_) | Fault::Cancelled(_)) => return None,
            Some(Fault::InternalError) => return refuse(client, "57P01", "terminating connection"),
            Some(Fault::Throttled(_)) => return refuse(client, "53300", "sorry, too many clients already"),
            Some(Fault::HtmlUnavailable) => {
                let page = format!("HTTP/1.1 503 Injected\r\ncontent-length: {}\r\n\r\n{PAGE}", PAGE.len());
                return client.write_all(page.as_bytes()).ok();
            }
            Some(Fault::Truncated) => *answer.lock().unwrap() = Answer::Half,
            Some(Fault::Lost) => *answer.lock().unwrap() = Answer::Dropped,
        }
        server.write_all(&message.bytes()).ok()?;
    }
}

/// Forwards answers, until one must not arrive whole.
fn relay(mut server: TcpStream, mut client: TcpStream, answer: Arc<Mutex<Answer>>) {
    std::thread::spawn(move || {
        let mut chunk = vec![0; 64 << 10];
        while let Ok(read @ 1..) = server.read(&mut chunk) {
            let answer = *answer.lock().unwrap();
            let passed = match answer {
                Answer::Whole => read,
                Answer::Half => read / 2,
                Answer::Dropped => 0,
            };
            if client.write_all(&chunk[..passed]).is_err() || answer != Answer::Whole {
                break;
            }
        }
        close(&client);
        close(&server);
    });
}

fn close(stream: &TcpStream) {
    stream.shutdown(Shutdown::Both).ok();
}

/// Answers with an error that ends the connection.
fn refuse(client: &mut TcpStream, code: &str, text: &str) -> Option<()> {
    let fields = format!("SFATAL\0VFATAL\0C{code}\0M{text}\0\0");
    let length = u32::try_from(fields.len() + 4).ok()?;
    client.write_all(&[&b"E"[..], &length.to_be_bytes(), fields.as_bytes()].concat()).ok()
}

impl Message {
    fn read(from: &mut TcpStream, is_first: bool) -> Option<Self> {
        let mut kind = [0];
        if !is_first {
            from.read_exact(&mut kind).ok()?;
        }
        let mut length = [0; 4];
        from.read_exact(&mut length).ok()?;
        let mut rest = length.to_vec();
        rest.resize((u32::from_be_bytes(length) as usize).max(4), 0);
        from.read_exact(&mut rest[4..]).ok()?;
        Some(Self { kind: (!is_first).then_some(kind[0]), rest })
    }

    /// Returns the operation of a message, or `None` if it belongs to another message.
    fn operation(&self) -> Option<String> {
        let text = match self.kind {
            None => return Some("connect".to_owned()),
            Some(b'Q') => &self.rest[4..],
            // The name of the prepared statement comes first.
            Some(b'P') => self.rest[4..].split_inclusive(|byte| *byte == 0).nth(1)?,
            Some(_) => return None,
        };
        let text = String::from_utf8_lossy(text);
        let statement = text.lines().find(|line| !line.trim_start().starts_with("--"))?;
        let word = statement.split(|c: char| !c.is_ascii_alphabetic()).find(|word| !word.is_empty())?;
        Some(word.to_ascii_uppercase())
    }

    fn bytes(&self) -> Vec<u8> {
        self.kind.iter().chain(&self.rest).copied().collect()
    }
}
