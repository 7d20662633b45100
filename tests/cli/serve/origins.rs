//! Hosts and origins.

use super::Running;
use super::reading::path_of;
use crate::support::World;
use cruddur::server::ROUTES;
use serde_json::json;

#[test]
fn another_host_is_refused_on_every_path() {
    let world = World::seeded();
    let server = Running::start(&world, "londo");
    let bearer = format!("Bearer {}", server.token);
    let evil = [("host", "evil.example"), ("authorization", bearer.as_str())];
    let paths = ROUTES.iter().map(|route| format!("{} {}", route.method, path_of(route.path)));
    for first in paths.chain(["GET /nope", "OPTIONS /api/messages", "DELETE /"].map(str::to_owned)) {
        let answer = server.send(&first, &evil, b"").expect("an answer");
        assert_eq!(answer.json(403), json!({ "error": "host_not_allowed" }), "{first}");
    }
    let port = server.port;
    for host in [format!("127.0.0.1:{port}"), format!("localhost:{port}"), format!("[::1]:{port}")] {
        assert_eq!(server.send("GET /", &[("host", &host)], b"").expect("an answer").status, 200, "{host}");
    }
    for host in ["127.0.0.1", "localhost", &format!("evil.example:{port}"), &format!("127.0.0.1:{}", port ^ 1)] {
        assert_eq!(server.send("GET /", &[("host", host)], b"").expect("an answer").status, 403, "{host}");
    }
}

/// Asks as the browser does before a request of another origin, and returns the origin that is allowed.
fn preflight(server: &Running, origin: &str) -> (u16, Option<String>, Option<String>) {
    let answer = server.ask(
        "OPTIONS /api/messages",
        &[
            ("origin", origin),
            ("access-control-request-method", "POST"),
            ("access-control-request-headers", "accept,authorization,content-type"),
        ],
    );
    let header = |name| answer.header(name).map(str::to_owned);
    (answer.status, header("access-control-allow-origin"), header("access-control-allow-headers"))
}

#[test]
fn a_page_of_another_origin_is_refused_unless_it_is_allowed() {
    let world = World::seeded().with("FRONTEND_URL", "http://localhost:3001/");
    let mut command = world.command(["serve", "--port", "0", "--as", "londo"]);
    command.args(["--allow-origin", "http://localhost:3000", "--allow-origin", "https://App.example"]);
    let server = Running::of(command);
    for origin in ["http://evil.example", "null", "http://localhost:3002", "https://localhost:3000", "http://localhost"]
    {
        assert_eq!(preflight(&server, origin), (403, None, None), "{origin}");
        let answer = server.ask("GET /api/activities/home", &[("origin", origin)]);
        assert_eq!(answer.json(403), json!({ "error": "origin_not_allowed" }), "{origin}");
        assert_eq!(answer.header("access-control-allow-origin"), None);
    }
    let own = format!("http://127.0.0.1:{}", server.port);
    for origin in ["http://localhost:3000", "http://localhost:3001", "https://app.example", &own] {
        let (status, allowed, headers) = preflight(&server, origin);
        assert_eq!((status, allowed.as_deref()), (204, Some(origin)));
        let headers = headers.expect("headers");
        assert!(["accept", "authorization", "content-type"].iter().all(|name| headers.contains(name)), "{headers}");
        let answer = server.ask("GET /api/activities/home", &[("origin", origin)]);
        assert_eq!(answer.header("access-control-allow-origin"), Some(origin));
        answer.json(200);
        // An error can be read too.
        let answer = server.ask("GET /api/message_groups", &[("origin", origin)]);
        assert_eq!((answer.status, answer.header("access-control-allow-origin")), (401, Some(origin)));
    }
    for url in ["*", "localhost:3000", "http://a/b", "http://u:p@a"] {
        world.run(["serve", "--port", "0", "--allow-origin", url]).fails_with(2);
    }
    let bad = World::seeded().with("FRONTEND_URL", "nonsense");
    assert!(bad.run(["serve", "--port", "0"]).fails_with(2).stderr.contains("FRONTEND_URL"));
}
