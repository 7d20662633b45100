//! A database of RDS as far as the sign-in by IAM goes: it asks for a password in clear text, over TLS alone, and keeps it.
//! Source: PostgreSQL, "Frontend/Backend Protocol".

use super::witness::tls;
use rustls::{ServerConnection, StreamOwned};
use std::io::{ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

type Encrypted = StreamOwned<ServerConnection, TcpStream>;

/// What a client asks first, to learn whether TLS is offered.
const SSL_REQUEST: [u8; 8] = [0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f];

/// AuthenticationCleartextPassword.
const PASSWORD_WANTED: [u8; 9] = [b'R', 0, 0, 0, 8, 0, 0, 0, 3];

/// How long a relay waits for one side before it looks at the other.
const TURN: Duration = Duration::from_millis(2);

/// A server; it lasts as long as the test.
pub struct Rds {
    pub port: u16,
    passwords: Arc<Mutex<Vec<String>>>,
}

impl Rds {
    /// A server that refuses every password, as PAM does.
    pub fn refusing() -> Self {
        Self::new(None)
    }

    /// A server that takes every password, in front of a PostgreSQL at `HOST:PORT` that asks for none.
    #[cfg(feature = "lambda")]
    pub fn before(upstream: &str) -> Self {
        Self::new(Some(upstream.to_owned()))
    }

    fn new(upstream: Option<String>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("its address").port();
        let passwords = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&passwords);
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let (kept, upstream) = (Arc::clone(&kept), upstream.clone());
                std::thread::spawn(move || serve(client, upstream.as_deref(), &kept));
            }
        });
        Self { port, passwords }
    }

    /// The passwords since the last call.
    pub fn passwords(&self) -> Vec<String> {
        std::mem::take(&mut self.passwords.lock().unwrap())
    }
}

fn serve(mut client: TcpStream, upstream: Option<&str>, passwords: &Mutex<Vec<String>>) -> Option<()> {
    let mut first = [0; 8];
    client.read_exact(&mut first).ok()?;
    assert_eq!(first, SSL_REQUEST, "a client of RDS begins with TLS");
    client.write_all(b"S").ok()?;
    let mut client = StreamOwned::new(ServerConnection::new(tls()).ok()?, client);
    let startup = message(&mut client)?;
    client.write_all(&PASSWORD_WANTED).ok()?;
    client.flush().ok()?;
    client.read_exact(&mut [0]).ok()?;
    let password = message(&mut client)?;
    passwords.lock().unwrap().push(String::from_utf8(password[4..password.len() - 1].to_vec()).ok()?);
    match upstream {
        Some(upstream) => relay(client, TcpStream::connect(upstream).ok()?, &startup),
        None => refuse(client),
    }
}

/// A message without its kind: its length, which counts itself, and its body.
fn message(client: &mut Encrypted) -> Option<Vec<u8>> {
    let mut length = [0; 4];
    client.read_exact(&mut length).ok()?;
    let mut message = length.to_vec();
    message.resize(usize::try_from(u32::from_be_bytes(length)).ok()?, 0);
    client.read_exact(message.get_mut(4..)?).ok()?;
    Some(message)
}

fn refuse(mut client: Encrypted) -> Option<()> {
    let fields = "SFATAL\0VFATAL\0C28000\0MPAM authentication failed for user \"cruddur_app\"\0Rauth_failed\0\0";
    let length = u32::try_from(fields.len() + 4).ok()?.to_be_bytes();
    client.write_all(&[&b"E"[..], &length, fields.as_bytes()].concat()).ok()?;
    client.flush().ok()
}

/// Passes everything on in both directions, until one side is done.
fn relay(mut client: Encrypted, mut server: TcpStream, startup: &[u8]) -> Option<()> {
    server.write_all(startup).ok()?;
    client.sock.set_read_timeout(Some(TURN)).ok()?;
    server.set_read_timeout(Some(TURN)).ok()?;
    loop {
        pass_on(&mut client, &mut server)?;
        pass_on(&mut server, &mut client)?;
    }
}

/// Passes on what has come; `None` at the end.
fn pass_on(from: &mut impl Read, to: &mut impl Write) -> Option<()> {
    let mut chunk = [0; 16 << 10];
    match from.read(&mut chunk) {
        Ok(0) => None,
        Ok(read) => to.write_all(&chunk[..read]).and_then(|()| to.flush()).ok(),
        Err(error) => matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut).then_some(()),
    }
}
