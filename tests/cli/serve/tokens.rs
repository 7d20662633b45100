//! Access tokens: of the embedded pool, and of a pool in Cognito whose key set a stub serves.

use super::Running;
use crate::support::stub::listen;
use crate::support::{Http, World};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use std::time::{SystemTime, UNIX_EPOCH};

const POOL: &str = "ca-central-1_AbCdEfGhI";
const CLIENT: &str = "1example23456789abcdefghij";

/// A key pair of an embedded pool, which the tests use for Cognito's too.
#[derive(Clone)]
struct Key {
    kid: String,
    modulus: Vec<u8>,
    private: Vec<u8>,
}

impl Key {
    /// Returns the key of the embedded pool of a world, which has signed a token.
    fn of(world: &World) -> Self {
        let users = rusqlite::Connection::open(world.dir().join(".cruddur/users.db")).expect("the users file");
        users
            .query_row("SELECT kid, modulus, private FROM pool_keys", [], |row| {
                Ok(Self { kid: row.get(0)?, modulus: row.get(1)?, private: row.get(2)? })
            })
            .expect("a key")
    }

    /// Makes a key.
    fn new() -> Self {
        let world = World::seeded();
        world.run(["cognito", "token", "londo"]).ok();
        Self::of(&world)
    }

    fn sign(&self, claims: &Value) -> String {
        let header = Header { kid: Some(self.kid.clone()), ..Header::new(Algorithm::RS256) };
        encode(&header, claims, &EncodingKey::from_rsa_der(&self.private)).expect("a token")
    }

    fn jwk(&self) -> Value {
        json!({ "alg": "RS256", "e": "AQAB", "kid": self.kid, "kty": "RSA", "n": base64url(&self.modulus), "use": "sig" })
    }
}

/// Source: RFC 4648, section 5.
fn base64url(bytes: &[u8]) -> String {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        let digits = (0..=chunk.len()).map(|at| DIGITS[(bits >> (18 - 6 * at)) as usize & 63] as char);
        text.extend(digits);
    }
    text
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).expect("a time").as_secs()
}

/// The claims of a valid token.
fn claims(sub: &str, issuer: &str, client_id: &str) -> Value {
    json!({
        "sub": sub, "iss": issuer, "client_id": client_id, "token_use": "access", "exp": now() + 3_600, "iat": now(),
        "auth_time": now(), "scope": "aws.cognito.signin.user.admin", "jti": "j", "username": sub,
    })
}

fn with(claims: &Value, member: &str, value: Value) -> Value {
    let mut changed = claims.clone();
    match value {
        Value::Null => drop(changed.as_object_mut().expect("an object").remove(member)),
        value => changed[member] = value,
    }
    changed
}

/// Checks that every token that differs from a valid one is refused.
fn check_refused(server: &Running, key: &Key, valid: &Value) {
    let path = "/api/message_groups";
    server.get_as(&key.sign(valid), path).json(200);
    // The scheme ignores case, and one or more blanks follow it (RFC 9110, section 11.4).
    for scheme in ["Bearer ", "bearer ", "Bearer  "] {
        let value = format!("{scheme}{}", key.sign(valid));
        server.ask(&format!("GET {path}"), &[("authorization", &value)]).json(200);
    }
    for (member, value) in [
        ("exp", json!(now() - 1)),
        ("exp", Value::Null),
        ("exp", json!((now() + 3_600).to_string())),
        ("iss", json!("https://cognito-idp.ca-central-1.amazonaws.com/ca-central-1_Another")),
        ("iss", Value::Null),
        ("client_id", json!("another")),
        ("client_id", Value::Null),
        ("token_use", json!("id")),
        ("token_use", Value::Null),
        ("sub", Value::Null),
        ("nbf", json!(now() + 600)),
        ("nbf", json!((now() + 600).to_string())),
        ("nbf", json!([])),
    ] {
        let answer = server.get_as(&key.sign(&with(valid, member, value.clone())), path);
        assert_eq!(answer.json(401), json!({}), "{member} {value}");
    }
    // An ID token has the client as its audience.
    let id_token = with(
        &with(&with(valid, "token_use", json!("id")), "client_id", Value::Null),
        "aud",
        valid["client_id"].clone(),
    );
    server.get_as(&key.sign(&id_token), path).json(401);
    // By HS256, with the public key as the secret.
    let header = Header { kid: Some(key.kid.clone()), ..Header::new(Algorithm::HS256) };
    for secret in [key.modulus.clone(), base64url(&key.modulus).into_bytes(), key.jwk().to_string().into_bytes()] {
        let forged = encode(&header, valid, &EncodingKey::from_secret(&secret)).expect("a token");
        server.get_as(&forged, path).json(401);
    }
    // Without a signature, with another's, or changed.
    let signed = key.sign(valid);
    let (contents, signature) = signed.rsplit_once('.').expect("a signature");
    let payload = contents.split_once('.').expect("a payload").1;
    for algorithm in ["none", "None", "RS256", "RS512", "PS256", "ES256"] {
        let header = base64url(json!({ "alg": algorithm, "kid": key.kid, "typ": "JWT" }).to_string().as_bytes());
        server.get_as(&format!("{header}.{payload}."), path).json(401);
        if algorithm != "RS256" {
            server.get_as(&format!("{header}.{payload}.{signature}"), path).json(401);
        }
    }
    let another = base64url(with(valid, "sub", json!("another")).to_string().as_bytes());
    let head = contents.split_once('.').expect("a header").0;
    for token in [
        format!("{head}.{another}.{signature}"),
        contents.to_owned(),
        format!("{contents}."),
        "a.b.c".to_owned(),
        String::new(),
    ] {
        server.get_as(&token, path).json(401);
    }
    let without_kid = encode(&Header::new(Algorithm::RS256), valid, &EncodingKey::from_rsa_der(&key.private));
    server.get_as(&without_kid.expect("a token"), path).json(401);
    let unknown = Key { kid: "unknown".to_owned(), ..key.clone() };
    server.get_as(&unknown.sign(valid), path).json(401);
    // A valid token of a user who has no row, or of whom there are several.
    server.get_as(&key.sign(&with(valid, "sub", json!("nobody"))), path).json(403);
}

#[test]
fn tokens_of_the_embedded_pool_are_verified() {
    let world = World::seeded();
    let token = world.run(["cognito", "token", "bayko"]).ok().stdout;
    assert!(token.ends_with('\n') && token.lines().count() == 1 && token.matches('.').count() == 2, "{token}");
    let server = Running::start(&world, "londo");
    let of_bayko = server.get_as(token.trim(), "/api/message_groups").json(200);
    assert!(
        of_bayko.as_array().is_some_and(|groups| groups.iter().any(|group| group["handle"] == "londo")),
        "{of_bayko}"
    );
    world.sql("UPDATE users SET cognito_user_id = 'sub-1' WHERE handle = 'londo'");
    let valid = claims("sub-1", "https://cognito-idp.embedded.invalid/embedded", "embedded");
    check_refused(&server, &Key::of(&world), &valid);
    world.sql("UPDATE users SET cognito_user_id = 'sub-1'");
    let several = server.get_as(&Key::of(&world).sign(&valid), "/api/message_groups");
    assert_eq!(several.json(403), json!({ "error": "no_user" }));
    let output = world.run(["cognito", "token", "nobody"]).fails_with(3);
    assert!(output.stderr.contains("no user with the handle nobody in the user pool"), "{output}");
}

/// A pool in Cognito, whose keys a test sets.
struct Cognito {
    keys: Arc<Mutex<Vec<Key>>>,
    reads: Arc<Mutex<Vec<String>>>,
    url: String,
    world: World,
}

/// Starts a server with a pool in Cognito. Its other stores are embedded.
fn start_with_pool(world: &World, url: &str) -> Running {
    let serve = ["serve", "--port", "0", "--as", "londo", "--user-pool-id", POOL, "--cognito-endpoint-url", url];
    Running::of(world.command(serve))
}

impl Cognito {
    fn new(key: &Key) -> Self {
        let keys = Arc::new(Mutex::new(vec![key.clone()]));
        let served = Arc::clone(&keys);
        let (url, reads) = listen(move |request| {
            let is_key_set = request.first.starts_with(&format!("GET /{POOL}/.well-known/jwks.json "));
            let keys: Vec<Value> = served.lock().unwrap().iter().map(Key::jwk).collect();
            let status = if is_key_set { 200 } else { 404 };
            Some((
                request.first.clone(),
                Http::answer(status, "application/json", &json!({ "keys": keys }).to_string()),
            ))
        });
        let world = World::seeded();
        world.sql("UPDATE users SET cognito_user_id = 'sub-1' WHERE handle = 'londo'");
        Self { keys, reads, url, world: world.with("COGNITO_CLIENT_ID", CLIENT) }
    }

    fn start(&self) -> Running {
        start_with_pool(&self.world, &self.url)
    }

    fn reads(&self) -> usize {
        self.reads.lock().unwrap().len()
    }
}

#[test]
fn tokens_of_cognito_are_verified_by_its_key_set() {
    let (key, next) = (Key::new(), Key::new());
    let cognito = Cognito::new(&key);
    let server = cognito.start();
    let valid = claims("sub-1", &format!("https://cognito-idp.ca-central-1.amazonaws.com/{POOL}"), CLIENT);
    assert_eq!(cognito.reads(), 0, "nothing is read before it is needed");
    check_refused(&server, &key, &valid);
    // The keys, and the one key that does not exist.
    assert_eq!(cognito.reads(), 2);
    // The pool gets another key.
    server.get_as(&next.sign(&valid), "/api/message_groups").json(401);
    assert_eq!(cognito.reads(), 3);
    let server = cognito.start();
    server.get_as(&key.sign(&valid), "/api/message_groups").json(200);
    *cognito.keys.lock().unwrap() = vec![next.clone()];
    server.get_as(&next.sign(&valid), "/api/message_groups").json(200);
    server.get_as(&key.sign(&valid), "/api/message_groups").json(401);
    server.get_as(&server.token, "/api/message_groups").json(200);
}

#[test]
fn invented_keys_are_no_flood() {
    let key = Key::new();
    let cognito = Cognito::new(&key);
    let server = cognito.start();
    let valid = claims("sub-1", &format!("https://cognito-idp.ca-central-1.amazonaws.com/{POOL}"), CLIENT);
    server.get_as(&key.sign(&valid), "/api/message_groups").json(200);
    for number in 0..40 {
        let invented = Key { kid: format!("k{number}"), ..key.clone() };
        let status = server.get_as(&invented.sign(&valid), "/api/message_groups").status;
        assert!([401, 503].contains(&status), "{status}");
    }
    let reads = cognito.reads();
    assert!((2..=8).contains(&reads), "{reads} reads");
    server.get_as(&key.sign(&valid), "/api/message_groups").json(200);
}

#[test]
fn a_key_set_that_cannot_be_read_is_no_access() {
    let world = World::seeded().with("COGNITO_CLIENT_ID", CLIENT);
    let server = start_with_pool(&world, "http://127.0.0.1:1");
    let valid = claims("sub-1", &format!("http://127.0.0.1:1/{POOL}"), CLIENT);
    let answer = server.get_as(&Key::new().sign(&valid), "/api/message_groups");
    assert_eq!(answer.json(503), json!({ "error": "try_again" }));
    server.get("/api/message_groups").json(200);
    // Its tokens are Cognito's own.
    let pool = ["--user-pool-id", POOL, "--cognito-endpoint-url", "http://127.0.0.1:1"];
    world.run([&["cognito", "token", "londo"][..], &pool].concat()).fails_with(2);
}
