//! The routes that read.

use super::Running;
use crate::support::{CONVERSATION, Proxy, Server, World, contract};
use cruddur::server::{Caller, ROUTES};
use serde_json::{Value, json};
use std::time::Duration;

contract!(
    conversations_and_messages_are_those_of_the_library,
    a_conversation_of_others_does_not_exist,
    users_and_feeds_are_read,
);

/// The longest conversation in the seeds, of andrewbrown and bayko.
pub const OF_OTHERS: &str = "5ae290ed-55d1-47a0-bc6d-fe2bc2700399";

/// The members of a row, in order.
const MEMBERS: [&str; 5] = ["uuid", "display_name", "handle", "message", "created_at"];

/// Seeds the table in each layout, and starts a server as londo.
pub fn each_layout(world: &World, check: impl Fn(&Running, &str)) {
    world.run(["setup"]).ok();
    for layout in ["model", "flask"] {
        world.recreate_table();
        world.run(["ddb", "seed", "--layout", layout]).ok();
        check(&Running::start(world, "londo"), layout);
    }
}

/// Reads a list page by page, and returns its rows, in the order of the pages.
fn by_pages(server: &Running, path: &str, limit: usize, oldest: impl Fn(&[Value]) -> &Value) -> Vec<Vec<Value>> {
    let (mut pages, mut before) = (Vec::new(), String::new());
    loop {
        let answer = server.get(&format!("{path}?limit={limit}{before}")).json(200);
        let page = answer.as_array().expect("a list").clone();
        if page.is_empty() {
            return pages;
        }
        assert!(page.len() <= limit);
        let last = oldest(&page)["created_at"].as_str().expect("a time").replace('+', "%2B");
        before = format!("&before={last}");
        pages.push(page);
    }
}

fn conversations_and_messages_are_those_of_the_library(world: &World) {
    each_layout(world, |_, layout| {
        let server = &Running::start(world, "andrewbrown");
        let groups = server.get("/api/message_groups").json(200);
        let listed =
            world.run(["ddb", "patterns", "list-conversations", "--as", "andrewbrown", "--output", "json"]).ok().rows();
        let groups = groups.as_array().expect("a list");
        assert_eq!(groups.len(), listed.len(), "{layout}");
        for (group, row) in groups.iter().zip(&listed) {
            let members: Vec<&String> = group.as_object().expect("an object").keys().collect();
            assert_eq!(members, MEMBERS);
            assert_eq!(
                [&group["uuid"], &group["handle"], &group["message"], &group["created_at"]],
                [&row["message_group_uuid"], &row["handle"], &row["message"], &row["time"]]
            );
        }
        let path = format!("/api/messages/{OF_OTHERS}");
        let all = ["ddb", "patterns", "get-conversation", OF_OTHERS, "--all", "--output", "json"];
        let all = world.run(all).ok().rows();
        assert!(all.len() > 20, "{} messages", all.len());
        let newest = server.get(&path).json(200);
        let newest = newest.as_array().expect("a list");
        assert_eq!(newest.len(), 20);
        for (message, row) in newest.iter().zip(&all[all.len() - 20..]) {
            let members: Vec<&String> = message.as_object().expect("an object").keys().collect();
            assert_eq!(members, MEMBERS);
            assert_eq!(
                [&message["uuid"], &message["handle"], &message["message"], &message["created_at"]],
                [&row["message_uuid"], &row["handle"], &row["message"], &row["time"]]
            );
        }
        // Pages of any size have each row once.
        for limit in [1, 7, 100] {
            let pages = by_pages(server, &path, limit, |page| page.first().expect("a row"));
            let uuids: Vec<Value> = pages.iter().rev().flatten().map(|row| row["uuid"].clone()).collect();
            let expected: Vec<Value> = all.iter().map(|row| row["message_uuid"].clone()).collect();
            assert_eq!(uuids, expected, "{layout}, pages of {limit}");
        }
        let pages = by_pages(server, "/api/message_groups", 1, |page| page.last().expect("a row"));
        assert_eq!(pages.concat(), *groups, "{layout}");
        for (query, code) in [("limit=0", "bad_limit"), ("limit=101", "bad_limit"), ("before=x", "bad_before")] {
            assert_eq!(server.get(&format!("{path}?{query}")).json(400), json!({ "error": code }));
        }
    });
}

fn a_conversation_of_others_does_not_exist(world: &World) {
    each_layout(world, |server, layout| {
        let long = "a".repeat(3_000);
        for id in [OF_OTHERS, "00000000-0000-4000-8000-000000000000", "x", "%23", "MSG%23", &long] {
            let answer = server.get(&format!("/api/messages/{id}")).json(404);
            assert_eq!(answer, json!({ "error": "not_found" }), "{layout} {id}");
            let before = world.items();
            let answer = server.post(&json!({ "message": "Hi", "message_group_uuid": id })).json(404);
            assert_eq!(answer, json!({ "error": "not_found" }), "{layout} {id}");
            assert_eq!(before, world.items());
        }
    });
}

fn users_and_feeds_are_read(world: &World) {
    world.run(["setup"]).ok();
    let londo = world.uuid_of("londo");
    world.sql(&format!(
        "INSERT INTO activities (uuid, user_uuid, message, created_at) VALUES
         ('00000000-0000-4000-8000-000000000001', '{londo}', 'First', '2026-11-20 10:00:00'),
         ('00000000-0000-4000-8000-000000000002', '{}', 'Second', '2026-11-21 10:00:00')",
        world.uuid_of("bayko")
    ));
    let server = Running::start(world, "londo");
    let short = server.ask("GET /api/users/@londo/short", &[]).json(200);
    assert_eq!((&short["uuid"], &short["handle"]), (&json!(londo), &json!("londo")));
    assert_eq!(short.as_object().expect("an object").len(), 3);
    assert_eq!(server.ask("GET /api/users/@nobody/short", &[]).json(404), json!({ "error": "not_found" }));
    let texts = |path: &str| -> Vec<Value> {
        let rows = server.ask(&format!("GET {path}"), &[]).json(200);
        rows.as_array().expect("a list").iter().map(|row| row["message"].clone()).collect()
    };
    assert_eq!(texts("/api/activities/home"), ["Second", "First"]);
    assert_eq!(texts("/api/activities/@londo"), ["First"]);
    assert!(texts("/api/activities/@nobody").is_empty() && texts("/api/activities/notifications").is_empty());
    let first = server.ask("GET /api/activities/@londo", &[]).json(200)[0].clone();
    assert_eq!(
        (&first["handle"], &first["created_at"], &first["likes_count"], &first["expires_at"]),
        (&json!("londo"), &json!("2026-11-20T10:00:00.000000+00:00"), &json!(0), &Value::Null)
    );
}

/// A path of a route, with names of the seeds.
pub fn path_of(route: &str) -> String {
    route.replace("{message_group_uuid}", CONVERSATION).replace("{handle}", "londo").replace("{*path}", "x/y")
}

#[test]
fn each_route_has_its_method_and_its_callers() {
    let world = World::seeded();
    let server = Running::start(&world, "londo");
    for route in ROUTES {
        let path = path_of(route.path);
        let answer = server.ask(&format!("{} {path}", route.method), &[]);
        match route.caller {
            Caller::User => assert_eq!(answer.json(401), json!({}), "{path}"),
            Caller::Anyone => assert_eq!(answer.status, 200, "{path}: {answer:?}"),
        }
        let answer = server.ask(&format!("DELETE {path}"), &[]);
        assert_eq!(answer.json(405), json!({ "error": "method_not_allowed" }), "{path}");
        assert!(answer.header("allow").is_some_and(|allow| allow.contains(route.method)), "{path}");
    }
    for path in ["/api", "/api/", "/api/messages/", "/index.html", "/%2e%2e/etc/passwd", "/api/users/londo/short"] {
        assert_eq!(server.ask(&format!("GET {path}"), &[]).json(404), json!({ "error": "not_found" }), "{path}");
    }
    for path in ["/api/messages/%FF", "/api/users/@%FF/short", "/api/activities/@%FF"] {
        let answer = server.get(path);
        assert_eq!(answer.json(400), json!({ "error": "bad_request" }), "{path}");
    }
    let policy = server.ask("GET /", &[]);
    let policy = policy.header("content-security-policy").expect("a policy");
    assert!(policy.starts_with("default-src 'none'; script-src 'self'") && !policy.contains("unsafe"), "{policy}");
}

/// The table of docs/serve.md has each route, and no other.
#[test]
fn the_page_lists_each_route() {
    let page = include_str!("../../../docs/serve.md");
    let rows: Vec<&str> =
        page.lines().filter(|line| line.starts_with("| GET ") || line.starts_with("| POST ")).collect();
    let row = |route: &cruddur::server::Route| {
        let caller = match route.caller {
            Caller::Anyone => "anyone",
            Caller::User => "a user",
        };
        format!("| {} | `{}` | {caller} |", route.method, route.path)
    };
    for (listed, route) in rows.iter().zip(ROUTES) {
        assert!(listed.starts_with(&row(route)), "{listed}\n{}", row(route));
    }
    assert_eq!(rows.len(), ROUTES.len());
}

/// PostgreSQL closes its connections when it restarts. The server has kept one of them.
#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_connection_that_the_database_has_closed_is_replaced() {
    let world = World::with_servers(&[Server::DynamoDb, Server::Postgres]);
    world.run(["setup"]).ok();
    let server = Running::start(&world, "londo");
    for _ in 0..2 {
        assert_eq!(server.ask("GET /api/users/@bayko/short", &[]).json(200)["handle"], "bayko");
        world.sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
             WHERE datname = current_database() AND pid <> pg_backend_pid()",
        );
        std::thread::sleep(Duration::from_millis(1_500));
    }
}

/// The user pool is embedded, as on most machines of developers.
#[test]
#[ignore = "needs the servers that tests/run starts"]
fn requests_share_the_connections_to_their_stores() {
    let world = World::with_servers(&[Server::DynamoDb, Server::Postgres]);
    world.run(["setup"]).ok();
    let proxy = Proxy::to(&world.var(Server::DynamoDb.variable()).expect("a URL"));
    let mut command = world.command(["serve", "--port", "0", "--as", "londo"]);
    command.env(Server::DynamoDb.variable(), proxy.url());
    let server = Running::of(command);
    let before = proxy.connections();
    for _ in 0..10 {
        server.get("/api/message_groups").json(200);
    }
    // A request sends two queries at once.
    assert!(proxy.connections() - before <= 2, "{} connections", proxy.connections() - before);
}
