//! What a client may take: size, time, the embedded stores, and how the server ends.

use super::Running;
use super::running::read;
use crate::support::{CONVERSATION, World};
use rustix::process::Signal;
use serde_json::json;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

#[test]
fn a_request_has_a_limit_of_its_size() {
    let world = World::seeded();
    let server = Running::start(&world, "londo");
    let text = "a".repeat(70 << 10);
    let answer = server.post(&json!({ "message": text, "message_group_uuid": CONVERSATION }));
    assert_eq!(answer.json(413), json!({ "error": "too_large" }));
    // The size is not known before it is read.
    let mut stream = TcpStream::connect(("127.0.0.1", server.port)).expect("a connection");
    let head = format!(
        "POST /api/messages HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {}\r\ntransfer-encoding: chunked\r\n\r\n",
        server.host(),
        server.token
    );
    stream.write_all(head.as_bytes()).expect("a head");
    let chunk = format!("4000\r\n{}\r\n", "a".repeat(0x4000));
    for _ in 0..5 {
        stream.write_all(chunk.as_bytes()).ok();
    }
    assert_eq!(read(&stream).expect("an answer").status, 413);
    let header = "a".repeat(200 << 10);
    let answer = server.send("GET /", &[("host", &server.host()), ("x-long", &header)], b"");
    assert!(answer.is_none_or(|answer| answer.status == 431), "a long head");
    assert_eq!(server.get("/api/message_groups").status, 200);
}

/// A head that does not end, and a body that does not.
#[test]
fn a_client_that_stops_in_a_request_loses_its_connection() {
    let world = World::seeded();
    let server = Running::start(&world, "londo");
    let host = server.host();
    let begin = |request: String| {
        let mut stream = TcpStream::connect(("127.0.0.1", server.port)).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a timeout");
        stream.write_all(request.as_bytes()).expect("a part of a request");
        (stream, Instant::now())
    };
    let (mut head, head_since) = begin(format!("GET /api/message_groups HTTP/1.1\r\nhost: {host}\r\n"));
    let post = format!("POST /api/messages HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer {}\r\n", server.token);
    let (body, body_since) = begin(format!("{post}content-length: 100\r\n\r\n{{"));
    assert_eq!(read(&body).expect("an answer").json(408), json!({ "error": "timeout" }));
    assert!(body_since.elapsed() >= Duration::from_secs(10), "{:?}", body_since.elapsed());
    // The head may be answered with 408, or not at all.
    let mut answer = Vec::new();
    head.read_to_end(&mut answer).expect("the end of the connection");
    assert!(answer.is_empty() || answer.starts_with(b"HTTP/1.1 408"), "{}", String::from_utf8_lossy(&answer));
    assert!(head_since.elapsed() >= Duration::from_secs(29), "{:?}", head_since.elapsed());
    assert_eq!(server.get("/api/message_groups").status, 200);
}

#[test]
fn a_connection_more_than_the_limit_waits() {
    const LIMIT: usize = 256;
    let world = World::seeded();
    let server = Running::start(&world, "londo");
    let connect = || TcpStream::connect(("127.0.0.1", server.port)).expect("a connection");
    let mut idle: Vec<TcpStream> = (0..LIMIT).map(|_| connect()).collect();
    let mut one_more = connect();
    let request = format!("GET /page.css HTTP/1.1\r\nhost: {}\r\n\r\n", server.host());
    one_more.write_all(request.as_bytes()).expect("a request");
    one_more.set_read_timeout(Some(Duration::from_millis(500))).expect("a timeout");
    assert!(one_more.peek(&mut [0]).is_err(), "it was answered beside {LIMIT} others");
    idle.pop();
    one_more.set_read_timeout(Some(Duration::from_secs(60))).expect("a timeout");
    assert_eq!(read(&one_more).expect("an answer").status, 200);
}

#[test]
fn a_signal_ends_it_within_a_second() {
    let world = World::seeded();
    for (signal, code) in [(Signal::INT, 130), (Signal::TERM, 143)] {
        let mut server = Running::start(&world, "londo");
        let mut idle = TcpStream::connect(("127.0.0.1", server.port)).expect("a connection");
        idle.write_all(b"GET / HTTP/1.1\r\n").expect("a part of a head");
        let (status, took) = server.end(signal);
        assert_eq!(status, Some(code));
        assert!(took < Duration::from_secs(1), "{took:?}");
        drop(idle);
    }
}

/// Requests without a gap must not keep other commands waiting.
#[test]
fn commands_work_beside_a_busy_server() {
    let world = World::seeded();
    let server = Running::start(&world, "londo");
    let (is_over, answers) = (AtomicBool::new(false), AtomicUsize::new(0));
    let mut times = std::thread::scope(|scope| {
        for _ in 0..5 {
            scope.spawn(|| {
                while !is_over.load(Ordering::Relaxed) {
                    server.get("/api/message_groups").json(200);
                    answers.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        let times: Vec<Duration> = (0..20)
            .map(|_| {
                let started = Instant::now();
                let output = world.run(["ddb", "patterns", "list-conversations", "--as", "londo"]).ok();
                assert!(!output.stderr.contains("waiting"), "{output}");
                started.elapsed()
            })
            .collect();
        is_over.store(true, Ordering::Relaxed);
        times
    });
    times.sort_unstable();
    assert!(answers.load(Ordering::Relaxed) > 20, "{answers:?} answers");
    // On an idle machine a command takes 60 ms here; other tests run at the same time.
    assert!(times[18] < Duration::from_secs(2), "{times:?}");
}

#[test]
fn a_port_that_is_taken_is_named() {
    let world = World::seeded();
    let server = Running::start(&world, "londo");
    let output = world.run(["serve", "--port", &server.port.to_string()]).fails_with(1);
    assert!(output.stderr.contains(&format!("cannot listen on {}", server.host())), "{output}");
    assert!(output.stderr.contains("--port 0"), "{output}");
    let output = world.run(["serve", "--port", "0", "--as", "nobody"]).fails_with(3);
    assert!(output.stderr.contains("no user with the handle nobody"), "{output}");
}

/// The arguments of a process are no secret, so the browser gets a file.
#[test]
fn a_browser_gets_the_token_by_a_file_of_its_user() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::seeded();
    let bin = world.dir().join("bin");
    std::fs::create_dir(&bin).expect("a directory");
    let script =
        "#!/bin/sh\n/bin/cp -p \"$1\" opened.html && /bin/stat -c %a \"${1%/*}\" > mode && echo \"$*\" > arguments\n";
    for name in ["xdg-open", "open"] {
        world.write(&format!("bin/{name}"), script);
        std::fs::set_permissions(bin.join(name), std::fs::Permissions::from_mode(0o755)).expect("a mode");
    }
    let mut command = world.command(["serve", "--port", "0", "--as", "londo", "--open"]);
    command.env("PATH", &bin);
    let mut server = Running::of(command);
    let started = Instant::now();
    let arguments = loop {
        match std::fs::read_to_string(world.dir().join("arguments")) {
            Ok(text) if !text.is_empty() => break text,
            _ => assert!(started.elapsed() < Duration::from_secs(10), "nothing was opened: {}", server.said()),
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    let opened = world.dir().join("opened.html");
    let text = std::fs::read_to_string(&opened).expect("a file");
    assert!(text.contains(&format!("url=http://{}/#token={}", server.host(), server.token)), "{text}");
    assert!(!arguments.contains(&server.token), "{arguments}");
    let mode = std::fs::metadata(&opened).expect("a file").permissions().mode() & 0o777;
    let directory = std::fs::read_to_string(world.dir().join("mode")).expect("a mode");
    assert_eq!((mode, directory.trim()), (0o600, "700"));
    server.end(Signal::TERM);
    assert!(!std::path::Path::new(arguments.trim()).exists(), "{arguments}");
}
