//! The route that writes.

use super::Running;
use super::reading::each_layout;
use crate::support::{CONVERSATION, Proxy, Server, World, contract};
use serde_json::{Value, json};
use std::time::Duration;

contract!(
    a_message_is_written_to_both_inboxes,
    a_conversation_begins,
    a_key_makes_a_message_once,
    requests_at_once_with_one_key_write_one_message,
    what_is_no_message_is_refused,
    a_killed_write_is_whole_or_absent,
    nothing_secret_is_logged,
);

fn inbox(world: &World, handle: &str) -> Value {
    let list = ["ddb", "patterns", "list-conversations", "--as", handle, "--limit", "1", "--output", "json"];
    world.run(list).ok().rows().remove(0)
}

fn a_message_is_written_to_both_inboxes(world: &World) {
    each_layout(world, |server, layout| {
        let before = world.items().len();
        let text = "It is warm \u{1F642} <img onerror=1> \u{202E}";
        let answer = server.post(&json!({ "message": text, "message_group_uuid": CONVERSATION })).json(200);
        let members: Vec<&String> = answer.as_object().expect("an object").keys().collect();
        assert_eq!(members, ["message_group_uuid", "uuid", "display_name", "handle", "message", "created_at"]);
        assert_eq!(
            [&answer["message_group_uuid"], &answer["handle"], &answer["message"], &answer["created_at"]],
            [CONVERSATION, "londo", text, "2026-11-22T12:00:00.000000+00:00"]
        );
        assert_eq!(world.items().len(), before + 1, "{layout}");
        for handle in ["londo", "bayko"] {
            assert_eq!(inbox(world, handle)["message"], text, "{layout} {handle}");
        }
        let newest = server.get(&format!("/api/messages/{CONVERSATION}?limit=1")).json(200);
        assert_eq!(newest[0]["uuid"], answer["uuid"]);
    });
}

fn a_conversation_begins(world: &World) {
    world.run(["setup"]).ok();
    for layout in ["model", "flask"] {
        world.recreate_table();
        // An empty table gets the layout that was asked for.
        let mut command = world.command(["serve", "--port", "0", "--as", "londo", "--layout", layout]);
        let server = Running::of({
            command.arg("--verbose");
            command
        });
        let answer = server.post(&json!({ "message": "Is it?", "handle": "bayko" })).json(200);
        assert_eq!(answer.as_object().expect("an object").len(), 1, "{answer}");
        let id = answer["message_group_uuid"].as_str().expect("an id");
        let again = server.post(&json!({ "message": "It is.", "handle": "bayko" })).json(200);
        assert_eq!(again, answer);
        let messages = server.get(&format!("/api/messages/{id}")).json(200);
        let texts: Vec<&Value> = messages.as_array().expect("a list").iter().map(|row| &row["message"]).collect();
        assert_eq!(texts, ["Is it?", "It is."]);
        assert_eq!(inbox(world, "bayko")["message"], "It is.");
        let items = world.items();
        let is_model = items.iter().all(|item| item["sk"]["S"].as_str().expect("a key").contains('#'));
        assert_eq!((items.len(), is_model), (4, layout == "model"));
    }
}

fn a_key_makes_a_message_once(world: &World) {
    each_layout(world, |server, layout| {
        let body = json!({ "message": "Once", "message_group_uuid": CONVERSATION });
        let first = server.post_with_key("k-1", &body).json(200);
        let items = world.items();
        assert_eq!(server.post_with_key("k-1", &body).json(200), first, "{layout}");
        assert_eq!(world.items(), items);
        let other = json!({ "message": "Twice", "message_group_uuid": CONVERSATION });
        assert_eq!(server.post_with_key("k-1", &other).json(422), json!(["idempotency_key_reused"]));
        assert_eq!(world.items(), items);
        assert_ne!(server.post_with_key("k-2", &body).json(200)["uuid"], first["uuid"]);
        let to_user = json!({ "message": "Hello", "handle": "andrewbrown" });
        let begun = server.post_with_key("k-1", &to_user).json(200);
        let items = world.items();
        assert_eq!(server.post_with_key("k-1", &to_user).json(200), begun);
        assert_eq!(world.items(), items);
        let bad = server.try_post(&[("idempotency-key", "")], body.to_string().as_bytes()).expect("an answer");
        assert_eq!(bad.json(400), json!({ "error": "bad_idempotency_key" }));
    });
}

fn requests_at_once_with_one_key_write_one_message(world: &World) {
    world.run(["setup"]).ok();
    // A client that lost its server may turn to another one at once.
    let servers = &[Running::start(world, "londo"), Running::start(world, "londo")];
    let before = world.items().len();
    let to_conversation = json!({ "message": "At once", "message_group_uuid": CONVERSATION });
    let to_handle = json!({ "message": "At once", "handle": "andrewbrown" });
    for (round, body) in [&to_conversation, &to_handle, &to_conversation, &to_conversation].into_iter().enumerate() {
        let key = &format!("k-{round}");
        let answers: Vec<Value> = std::thread::scope(|scope| {
            let posts: Vec<_> =
                (0..8).map(|at| scope.spawn(move || servers[at % 2].post_with_key(key, body).json(200))).collect();
            posts.into_iter().map(|post| post.join().expect("an answer")).collect()
        });
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    }
    assert_eq!(world.items().len(), before + 4);
    world.run(["ddb", "repair", "--all", "--check"]).ok();
}

fn what_is_no_message_is_refused(world: &World) {
    world.run(["setup"]).ok();
    let server = Running::start(world, "londo");
    let items = world.items();
    let to = |text: &str| json!({ "message": text, "message_group_uuid": CONVERSATION });
    assert_eq!(server.post(&to(" \n")).json(422), json!(["message_blank"]));
    assert_eq!(server.post(&to(&"a".repeat(1_025))).json(422), json!(["message_exceed_max_chars"]));
    let to_oneself = server.post(&json!({ "message": "Hi", "handle": "londo" }));
    assert_eq!(to_oneself.json(422), json!(["message_to_oneself"]));
    assert_eq!(server.post(&json!({ "message": "Hi", "handle": "nobody" })).json(404), json!({ "error": "not_found" }));
    for body in ["", "{", "[]", "null", "{\"message\":\"Hi\"}", "{\"message\":{},\"handle\":\"bayko\"}", "\u{0}"] {
        let answer = server.try_post(&[], body.as_bytes()).expect("an answer");
        assert_eq!(answer.json(400), json!({ "error": "bad_request" }), "{body}");
    }
    assert_eq!(server.try_post(&[], b"\xff\xfe").expect("an answer").status, 400);
    assert_eq!(world.items(), items);
    // The longest message is counted in characters.
    let longest = "\u{1F642}".repeat(1_024);
    assert_eq!(server.post(&to(&longest)).json(200)["message"], longest.as_str());
}

fn a_killed_write_is_whole_or_absent(world: &World) {
    world.run(["setup"]).ok();
    let mut written = 0;
    for round in 0..12_u64 {
        let mut server = Running::start(world, "londo");
        let text = format!("round {round}");
        let body = json!({ "message": text, "message_group_uuid": CONVERSATION }).to_string();
        std::thread::scope(|scope| {
            let server = &server;
            scope.spawn(move || server.try_post(&[], body.as_bytes()));
            std::thread::sleep(Duration::from_millis(round * 4));
            let pid = server.pid();
            rustix::process::kill_process(pid, rustix::process::Signal::KILL).expect("a kill");
        });
        server.kill();
        let newest =
            ["ddb", "patterns", "get-conversation", CONVERSATION, "--newest-first", "--limit", "1", "--output", "json"];
        let is_written = world.run(newest).ok().rows()[0]["message"] == text.as_str();
        for handle in ["londo", "bayko"] {
            assert_eq!(inbox(world, handle)["message"] == text.as_str(), is_written, "{round} {handle}");
        }
        written += usize::from(is_written);
    }
    world.run(["ddb", "repair", "--all", "--check"]).ok();
    assert!(written < 12, "no write was stopped");
}

fn nothing_secret_is_logged(world: &World) {
    world.run(["setup"]).ok();
    let server = Running::start(world, "londo");
    let printed = server.said().matches(&server.token).count();
    server.post(&json!({ "message": "S3cret text", "message_group_uuid": CONVERSATION })).json(200);
    server.post(&json!({ "message": "S3cret text", "message_group_uuid": "x" })).json(404);
    server.get("/api/message_groups").json(200);
    server.get_as("wr0ng-token", "/api/message_groups").json(401);
    let said = server.said();
    assert_eq!((printed, said.matches(&server.token).count()), (1, 1), "{said}");
    assert!(!said.contains("S3cret") && !said.contains("wr0ng"), "{said}");
    // The calls to the stores are traced, so it was not silent.
    assert!(said.contains("TransactWriteItems"), "{said}");
}

/// Prod only reads, unless it is confirmed by the name of the table.
#[test]
#[ignore = "needs the servers that tests/run starts"]
fn prod_is_written_to_only_if_it_is_confirmed() {
    let world = World::with_servers(&[Server::DynamoDb, Server::Postgres]);
    world.run(["setup"]).ok();
    let proxy = Proxy::to(&world.var(Server::DynamoDb.variable()).expect("a URL"));
    let database = format!("{}?sslmode=disable", world.var(Server::Postgres.variable()).expect("a URL"));
    let prod = ["--prod", "--insecure-http", "--region", "us-east-1", "--endpoint-url", proxy.url()];
    let prod = [&prod[..], &["--database-url", &database, "serve", "--port", "0", "--as", "londo"]].concat();
    let body = json!({ "message": "Hi", "message_group_uuid": CONVERSATION });
    for more in [&[][..], &["--confirm", "cruddur-messages"]] {
        let server = Running::of(world.command([&prod[..], more].concat()));
        proxy.calls();
        assert_eq!(server.post(&body).json(403), json!({ "error": "read_only" }));
        server.get("/api/message_groups").json(200);
        let calls = proxy.calls();
        assert!(!calls.is_empty() && calls.iter().all(|call| call == "Query"), "{calls:?}");
    }
    for more in [&["--write"][..], &["--write", "--yes"], &["--write", "--confirm", "another"]] {
        world.run([&prod[..], more].concat()).fails_with(5);
    }
    let server = Running::of(world.command([&prod[..], &["--write", "--confirm", "cruddur-messages"]].concat()));
    server.post(&body).json(200);
}
