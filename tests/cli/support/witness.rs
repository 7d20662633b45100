//! Servers that record their requests: one that gives every request the same answer, and one in the place of AWS.

use super::Http;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use std::io::{BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// The certificate authority of these tests.
pub const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/support/tls/root.pem");

/// The first byte of a TLS handshake.
const HANDSHAKE: u8 = 0x16;

/// A server that gives every request the same answer, and keeps the requests. It runs until the end of the test.
pub struct Witness {
    port: u16,
    seen: Arc<Mutex<Vec<Http>>>,
}

impl Witness {
    pub fn answering(status: u16, body: &'static str) -> Self {
        // Listens on all addresses, so that tests can name it by a loopback address and by another one.
        let listener = TcpListener::bind("0.0.0.0:0").expect("a port");
        let port = listener.local_addr().expect("its address").port();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let requests = Arc::clone(&seen);
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let requests = Arc::clone(&requests);
                std::thread::spawn(move || -> Option<()> {
                    let mut stream = BufReader::new(client);
                    loop {
                        let request = Http::read(&mut stream)?;
                        requests.lock().unwrap().push(request);
                        Http::answer(status, "application/x-amz-json-1.0", body).write(stream.get_mut())?;
                    }
                });
            }
        });
        Self { port, seen }
    }

    pub fn refusing() -> Self {
        Self::answering(502, "")
    }

    /// Returns its URL with this name or address of the machine.
    pub fn at(&self, host: &str) -> String {
        format!("http://{host}:{}", self.port)
    }

    /// Returns its URL with the loopback address.
    pub fn url(&self) -> String {
        self.at("127.0.0.1")
    }

    /// Returns the requests since the last call of this function.
    pub fn seen(&self) -> Vec<Http> {
        std::mem::take(&mut self.seen.lock().unwrap())
    }
}

/// A proxy in the place of AWS. It terminates the TLS of every host, issues credentials, and keeps the host, the operation and the
/// caller of each call.
pub struct Cloud {
    port: u16,
    calls: Arc<Mutex<Vec<String>>>,
}

impl Cloud {
    pub fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("its address").port();
        let calls = Arc::new(Mutex::new(Vec::new()));
        let (seen, tls) = (Arc::clone(&calls), tls());
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let (seen, tls) = (Arc::clone(&seen), Arc::clone(&tls));
                std::thread::spawn(move || serve(client, tls, &seen));
            }
        });
        Self { port, calls }
    }

    /// Returns its URL as a proxy.
    pub fn proxy(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Returns its URL as a server that is called without a proxy.
    pub fn url(&self) -> String {
        format!("https://localhost:{}", self.port)
    }

    /// Returns the calls since the last call of this function, such as `sts.ca-central-1 AssumeRole by AKID`.
    pub fn calls(&self) -> Vec<String> {
        std::mem::take(&mut self.calls.lock().unwrap())
    }
}

pub(super) fn tls() -> Arc<ServerConfig> {
    let chain = CertificateDer::pem_slice_iter(include_bytes!("tls/server.pem")).map(Result::unwrap).collect();
    let key = PrivateKeyDer::from_pem_slice(include_bytes!("tls/server.key")).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    Arc::new(config.with_no_client_auth().with_single_cert(chain, key).unwrap())
}

fn serve(client: TcpStream, tls: Arc<ServerConfig>, calls: &Mutex<Vec<String>>) -> Option<()> {
    let mut first = [0];
    client.peek(&mut first).ok()?;
    let mut client = BufReader::new(client);
    if first != [HANDSHAKE] {
        let request = Http::read(&mut client)?;
        if !request.first.starts_with("CONNECT ") {
            calls.lock().unwrap().push(format!("in clear: {}", request.first));
            return None;
        }
        client.get_mut().write_all(b"HTTP/1.1 200 OK\r\n\r\n").ok()?;
    }
    let connection = ServerConnection::new(tls).ok()?;
    let mut stream = BufReader::new(StreamOwned::new(connection, client.into_inner()));
    loop {
        let request = Http::read(&mut stream)?;
        let operation = operation(&request);
        let host = request.header("host")?.split(':').next()?.trim_end_matches(".amazonaws.com").to_owned();
        calls.lock().unwrap().push(format!("{host} {operation} by {}", caller(&request)));
        let answer = answer(&operation, &request);
        stream.get_mut().write_all(&answer.bytes()).ok()?;
        stream.get_mut().flush().ok()?;
    }
}

/// Returns a parameter of a form.
fn parameter<'a>(request: &'a Http, name: &str) -> Option<&'a str> {
    let body = std::str::from_utf8(&request.body).ok()?;
    body.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

fn operation(request: &Http) -> String {
    let target = request.header("x-amz-target").and_then(|target| target.rsplit('.').next());
    let path = || request.first.split(' ').nth(1)?.split('?').next();
    let known = target.or_else(|| parameter(request, "Action")).or_else(path).unwrap_or_default();
    if known == "/federation/credentials" { "GetRoleCredentials".to_owned() } else { known.to_owned() }
}

/// Returns the access key or the token of a request.
fn caller(request: &Http) -> &str {
    let key = || request.header("authorization")?.split("Credential=").nth(1)?.split('/').next();
    key()
        .or_else(|| request.header("x-amz-sso_bearer_token"))
        .or_else(|| parameter(request, "WebIdentityToken"))
        .unwrap_or("nobody")
}

/// Returns the answer to a call. The access key of issued credentials is named after the role.
fn answer(operation: &str, request: &Http) -> Http {
    let role = || parameter(request, "RoleArn").and_then(|arn| arn.rsplit("%2F").next()).unwrap_or_default();
    match operation {
        "AssumeRole" | "AssumeRoleWithWebIdentity" => {
            let body = format!(
                "<{operation}Response><{operation}Result><Credentials><AccessKeyId>ROLE{}</AccessKeyId>\
                 <SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken>\
                 <Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></{operation}Result></{operation}Response>",
                role().to_uppercase()
            );
            Http::answer(200, "text/xml", &body)
        }
        "GetRoleCredentials" => {
            let body = r#"{ "roleCredentials": { "accessKeyId": "ROLESSO", "secretAccessKey": "secret", "sessionToken": "token", "expiration": 4070908800000 } }"#;
            Http::answer(200, "application/json", body)
        }
        "ListTables" => Http::answer(200, "application/x-amz-json-1.0", r#"{ "TableNames": ["in-the-cloud"] }"#),
        "ListUsers" if String::from_utf8_lossy(&request.body).contains("londo") => {
            let body = r#"{ "Users": [{ "Username": "its-name", "Enabled": true, "UserStatus": "CONFIRMED", "Attributes": [
                { "Name": "sub", "Value": "its-sub" }, { "Name": "preferred_username", "Value": "londo" }] }] }"#;
            Http::answer(200, "application/x-amz-json-1.1", body)
        }
        "AdminDisableUser" => Http::answer(200, "application/x-amz-json-1.1", "{}"),
        "ListUsers" => Http::answer(200, "application/x-amz-json-1.1", r#"{ "Users": [] }"#),
        _ => Http::answer(400, "application/x-amz-json-1.0", r#"{ "__type": "UnknownOperationException" }"#),
    }
}
