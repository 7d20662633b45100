//! A stand-in for RDS that asks for a password in clear text over TLS, as for a sign-in by IAM, and records it.
//! Source: PostgreSQL, "Frontend/Backend Protocol".

use super::witness::tls;
use rustls::{ServerConnection, StreamOwned};
use std::io::{ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

type Encrypted = StreamOwned<ServerConnection, TcpStream>;

/// SSLRequest, the first message of a client.
const SSL_REQUEST: [u8; 8] = [0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f];

/// AuthenticationCleartextPassword.
const PASSWORD_WANTED: [u8; 9] = [b'R', 0, 0, 0, 8, 0, 0, 0, 3];

/// The timeout of a read from one side of a relay, before it reads from the other side.
const READ_TIMEOUT: Duration = Duration::from_millis(2);

/// A server, which runs until the process ends.
pub struct Rds {
    pub port: u16,
    passwords: Arc<Mutex<Vec<String>>>,
}

impl Rds {
    /// Starts a server that refuses every password, as PAM does.
    pub fn refusing() -> Self {
        Self::new(None)
    }

    /// Starts a server that accepts every password, in front of a PostgreSQL at `HOST:PORT` that asks for none.
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

    /// Returns the passwords that were received since the last call.
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

/// Reads a message without its type: its length, which includes itself, and its body.
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

/// Forwards data in both directions until one side closes.
fn relay(mut client: Encrypted, mut server: TcpStream, startup: &[u8]) -> Option<()> {
    server.write_all(startup).ok()?;
    client.sock.set_read_timeout(Some(READ_TIMEOUT)).ok()?;
    server.set_read_timeout(Some(READ_TIMEOUT)).ok()?;
    loop {
        forward(&mut client, &mut server)?;
        forward(&mut server, &mut client)?;
    }
}

/// Forwards the data that one read returns. Returns `None` at the end.
fn forward(from: &mut impl Read, to: &mut impl Write) -> Option<()> {
    let mut chunk = [0; 16 << 10];
    match from.read(&mut chunk) {
        Ok(0) => None,
        Ok(read) => to.write_all(&chunk[..read]).and_then(|()| to.flush()).ok(),
        Err(error) => matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut).then_some(()),
    }
}
