//! `cruddur wait`.

use crate::support::{World, contract};
use std::net::TcpListener;
use std::time::{Duration, Instant};

contract!(what_is_there_is_ready, a_table_is_waited_for);

fn what_is_there_is_ready(world: &World) {
    let ready = world.run(["wait", "--output", "text"]).ok();
    assert_eq!(ready.stdout, "messages\tready\nusers\tready\n");
    assert_eq!(world.run(["wait", "pool", "--output", "text"]).ok().stdout, "pool\tready\n");
}

/// Nothing is created by the wait, and the table is found when another process creates it.
fn a_table_is_waited_for(world: &World) {
    let missing = world.run(["wait", "table", "--wait-timeout", "1"]).fails_with(3);
    assert!(missing.stderr.contains("there is no table cruddur-messages"), "{missing}");
    let mut waiting = world.spawn(["wait", "table", "--wait-timeout", "60"]);
    world.run(["ddb", "schema-load"]).ok();
    assert!(waiting.wait().expect("its end").success());
}

/// A server that does not answer ends the wait at its limit; a wrong setting ends it at once.
#[test]
fn the_wait_has_an_end() {
    let silent = TcpListener::bind("127.0.0.1:0").expect("a port");
    let at = silent.local_addr().expect("its address");
    let closed = TcpListener::bind("127.0.0.1:0").and_then(|port| port.local_addr()).expect("a port");
    let bare = |name: &str, url: String| World::bare().with(name, &url);
    for (world, what, why) in [
        (bare("AWS_ENDPOINT_URL", format!("http://{at}")), "messages", "no answer"),
        (bare("AWS_ENDPOINT_URL", format!("http://{closed}")), "messages", "no answer"),
        (bare("LOCAL_CONNECTION_URL", format!("postgresql://ada@{at}/x")), "users", "no answer in time"),
        (bare("LOCAL_CONNECTION_URL", format!("postgresql://ada@{closed}/x")), "users", "Connection refused"),
    ] {
        let started = Instant::now();
        let ended = world.run(["wait", what, "--wait-timeout", "1"]).fails_with(1);
        assert!(ended.stderr.contains(why) && started.elapsed() < Duration::from_secs(20), "{ended}");
    }
    let started = Instant::now();
    World::bare()
        .with("LOCAL_CONNECTION_URL", "nonsense")
        .run(["wait", "users", "--wait-timeout", "600"])
        .fails_with(4);
    assert!(started.elapsed() < Duration::from_secs(100));
}
