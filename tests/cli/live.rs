//! `GET /api/stream` of `cruddur serve`: new messages as server-sent events.

use crate::support::{CONVERSATION, Http, Proxy, Served, Server, World, contract};
use rustix::process::Signal;
use serde_json::Value;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

contract! {
    new_messages_reach_their_participants,
    a_listener_that_returns_misses_nothing,
}

const LISTEN: &str = "GET /api/stream";

fn served(world: &World, handle: &str) -> Served {
    Served::start(world, &["serve", "--port", "0", "--as", handle])
}

/// A server-sent event.
#[derive(Debug, Default, PartialEq, Eq)]
struct Event {
    id: String,
    kind: String,
    data: String,
}

impl Event {
    fn json(&self) -> Value {
        serde_json::from_str(&self.data).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    fn text(&self) -> String {
        self.json()["message"].as_str().expect("a text").to_owned()
    }
}

/// An open stream.
struct Listener(BufReader<TcpStream>);

impl Listener {
    #[track_caller]
    fn open(served: &Served, last: Option<&str>) -> Self {
        let bearer = format!("Bearer {}", served.token);
        let mut headers = vec![("authorization", bearer.as_str())];
        headers.extend(last.map(|id| ("last-event-id", id)));
        let mut connection = served.connect();
        connection.get_mut().write_all(&served.request(LISTEN, &headers, "")).expect("a request");
        let mut head = Vec::new();
        loop {
            let mut line = String::new();
            connection.read_line(&mut line).expect("a head");
            if line.trim().is_empty() {
                break;
            }
            head.push(line.trim().to_ascii_lowercase());
        }
        assert!(head[0].contains(" 200 ") && head.contains(&"content-type: text/event-stream".to_owned()), "{head:?}");
        Self(connection)
    }

    /// Returns the next event; `None` at the end of the stream.
    fn next(&mut self) -> Option<Event> {
        let mut event = Event::default();
        loop {
            let mut line = String::new();
            if self.0.read_line(&mut line).expect("a line") == 0 {
                return None;
            }
            let line = line.trim_end();
            // Other lines are comments and the sizes of chunks.
            match line.split_once(": ") {
                Some(("id", id)) => event.id = id.to_owned(),
                Some(("event", kind)) => event.kind = kind.to_owned(),
                Some(("data", data)) => {
                    event.data = data.to_owned();
                    return Some(event);
                }
                _ => {}
            }
        }
    }

    #[track_caller]
    fn expect(&mut self, kind: &str) -> Event {
        let event = self.next().expect("an event");
        assert_eq!(event.kind, kind, "{event:?}");
        event
    }
}

fn write(world: &World, sender: &str, text: &str) {
    world.run(["ddb", "patterns", "create-message", CONVERSATION, "--as", sender, text]).ok();
}

fn new_messages_reach_their_participants(world: &World) {
    world.run(["setup"]).ok();
    let served = served(world, "londo");
    let mut listener = Listener::open(&served, None);
    listener.expect("ready");
    write(world, "bayko", "It is \"warm\".\nVery.");
    let written = Instant::now();
    let event = listener.expect("message");
    assert!(written.elapsed() < Duration::from_secs(1), "{:?}", written.elapsed());
    let message = event.json();
    assert_eq!(message["message"], "It is \"warm\".\nVery.");
    assert_eq!((&message["handle"], &message["message_group_uuid"]), (&"bayko".into(), &CONVERSATION.into()));
    assert!(["uuid", "display_name", "created_at"].iter().all(|name| message[name].is_string()), "{message}");
    // A conversation of others, then one's own message, then a conversation that begins.
    world.run(["ddb", "patterns", "create-message", "--as", "andrewbrown", "--with", "bayko", "Not for londo."]).ok();
    write(world, "londo", "Mine.");
    assert_eq!(listener.expect("message").text(), "Mine.");
    world
        .run(["ddb", "patterns", "create-conversation", "--from", "andrewbrown", "--to", "londo", "--new", "New."])
        .ok();
    assert_eq!(listener.expect("message").text(), "New.");
}

fn a_listener_that_returns_misses_nothing(world: &World) {
    world.run(["setup"]).ok();
    let served = served(world, "londo");
    let mut first = Listener::open(&served, None);
    let ready = first.expect("ready").id;
    write(world, "bayko", "one");
    let one = first.expect("message");
    drop(first);
    write(world, "bayko", "two");
    write(world, "londo", "three");
    for (last, missed) in [(&one.id, &["two", "three"][..]), (&ready, &["one", "two", "three"])] {
        let mut again = Listener::open(&served, Some(last));
        for text in missed {
            // Those that were written while nobody listened come after the others.
            let event = again.next().expect("an event");
            let event = if event.kind == "ready" { again.expect("message") } else { event };
            assert_eq!(event.text(), *text);
        }
    }
    for unknown in ["", "x", "00000000-1"] {
        Listener::open(&served, Some(unknown)).expect("reload");
    }
}

/// The endpoint of the stream, the signatures and the guards are those of prod.
#[test]
#[ignore = "needs the servers that tests/run starts"]
fn on_prod_the_stream_is_read_and_nothing_is_written() {
    let world = World::with_servers(&[Server::DynamoDb, Server::Postgres]);
    world.run(["setup"]).ok();
    let proxy = Proxy::to(&world.var(Server::DynamoDb.variable()).expect("a URL"));
    let database = format!("{}?sslmode=disable", world.var(Server::Postgres.variable()).expect("a URL"));
    let prod = ["--prod", "--insecure-http", "--region", "us-east-1", "--endpoint-url", proxy.url()];
    let serve = [&prod[..], &["--database-url", &database, "serve", "--port", "0", "--as", "londo"]].concat();
    let served = Served::start(&world, &serve);
    let mut listener = Listener::open(&served, None);
    listener.expect("ready");
    write(&world, "bayko", "On prod.");
    assert_eq!(listener.expect("message").text(), "On prod.");
    let reads = ["DescribeTable", "Query", "ListStreams", "DescribeStream", "GetShardIterator", "GetRecords", "Scan"];
    let calls = proxy.calls();
    assert!(calls.contains(&"GetRecords".to_owned()), "{calls:?}");
    assert!(calls.iter().all(|call| reads.contains(&call.as_str())), "{calls:?}");
}

#[test]
fn only_a_user_may_listen() {
    let world = World::seeded();
    let served = served(&world, "londo");
    let bearer = format!("Bearer {}", served.token);
    let status = |headers: &[(&str, &str)]| served.ask(LISTEN, headers, "").first;
    assert!(status(&[]).contains(" 401 "));
    assert!(status(&[("authorization", "Bearer x")]).contains(" 401 "));
    for foreign in [("host", "evil.example"), ("origin", "http://evil.example")] {
        assert!(status(&[("authorization", &bearer), foreign]).contains(" 403 "), "{foreign:?}");
    }
}

#[test]
fn a_table_without_a_stream_is_an_error() {
    let world = World::seeded();
    let served = served(&world, "londo");
    world.run(["ddb", "drop-table", "--yes"]).ok();
    let bearer = format!("Bearer {}", served.token);
    let answer = served.ask(LISTEN, &[("authorization", &bearer)], "");
    assert!(!answer.first.contains(" 200 "), "{}", answer.first);
}

#[test]
fn a_signal_ends_open_streams() {
    for (signal, status) in [(Signal::INT, 130), (Signal::TERM, 143)] {
        let world = World::seeded();
        let mut served = served(&world, "londo");
        let mut listeners: Vec<Listener> = (0..3).map(|_| Listener::open(&served, None)).collect();
        listeners.iter_mut().for_each(|listener| drop(listener.expect("ready")));
        served.signal(signal);
        assert_eq!(served.end(), Some(status));
        assert!(listeners.iter_mut().all(|listener| listener.next().is_none()));
    }
}

/// The times of commands that use both embedded stores, and fail if they do not get them.
fn times(world: &World) -> Vec<Duration> {
    let run = |number: usize| {
        let started = Instant::now();
        let text = number.to_string();
        world.run(["ddb", "patterns", "create-message", CONVERSATION, "--as", "bayko", &text]).ok();
        started.elapsed()
    };
    let mut times: Vec<Duration> = (0..40).map(run).collect();
    times.sort();
    times
}

#[test]
fn commands_beside_five_streams_do_not_wait() {
    const PERCENTILE_95: usize = 37;
    let world = World::seeded();
    let alone = times(&world);
    let served = served(&world, "londo");
    let mut listeners: Vec<Listener> = (0..5).map(|_| Listener::open(&served, None)).collect();
    listeners.iter_mut().for_each(|listener| drop(listener.expect("ready")));
    let beside = times(&world);
    // The machine may be slow by itself.
    let limit = alone[PERCENTILE_95] + Duration::from_millis(250);
    assert!(beside[PERCENTILE_95] <= limit, "alone {alone:?}, beside {beside:?}");
    for listener in &mut listeners {
        let texts: Vec<String> = (0..40).map(|_| listener.expect("message").text()).collect();
        assert_eq!(texts, (0..40).map(|number| number.to_string()).collect::<Vec<_>>());
    }
}

#[test]
fn a_head_request_does_not_listen() {
    let world = World::seeded();
    let served = served(&world, "londo");
    let bearer = format!("Bearer {}", served.token);
    let mut connection = served.connect();
    let request = served.request("HEAD /api/stream", &[("authorization", &bearer)], "");
    connection.get_mut().write_all(&request).expect("a request");
    let answer = Http::read(&mut connection).expect("an answer");
    assert!(answer.first.contains(" 200 "), "{}", answer.first);
}
