//! The page of `cruddur serve`, in Chromium. `tests/browser/run.js` has the tests, one for each promise of the page.

use super::Running;
use crate::support::{World, contract};
use serde_json::json;
use std::path::Path;
use std::process::{Command, Stdio};

contract!(the_session_names_the_caller_and_the_target);

const PICTURE: &str = "docs/serve.png";

/// GitHub shows a picture of this width without scaling it.
const PICTURE_WIDTH: u32 = 1280;
const PICTURE_BYTES: usize = 150 * 1024;

/// The messages of the conversation that is first painted within 500 ms.
const MANY: usize = 10_000;

const USERS: &str = r#"{ "users": [
  { "display_name": "Delenn", "handle": "delenn", "email": "delenn@cruddur.example" },
  { "display_name": "Michael Garibaldi", "handle": "garibaldi", "email": "garibaldi@cruddur.example" }
] }"#;

fn the_session_names_the_caller_and_the_target(world: &World) {
    world.run(["setup"]).ok();
    let bayko = json!({ "uuid": world.uuid_of("bayko"), "handle": "bayko", "display_name": "Andrew Bayko" });
    let session = Running::start(world, "bayko").get("/api/session").json(200);
    assert_eq!(session["user"], bayko);
    assert_eq!(session["environment"], "local");
    assert_eq!(session["table"], "cruddur-messages");
    assert_eq!(session["writes"], true);
    let target = session["target"].as_str().expect("a text");
    assert!(target.starts_with("local, DynamoDB "), "{target}");
    // The URL has a password.
    assert!(world.var("LOCAL_CONNECTION_URL").is_none_or(|url| !target.contains(&url)), "{target}");
    let reading = Running::of(world.command(["serve", "--port", "0", "--dry-run", "--as", "bayko"]));
    assert_eq!(reading.get("/api/session").json(200)["writes"], false);
}

/// Returns the address that signs in.
fn address(server: &Running) -> String {
    format!("http://{}/#token={}", server.host(), server.token)
}

fn program(variable: &str) -> String {
    std::env::var(variable).unwrap_or_else(|_| panic!("{variable} is not set: run tests/run, which installs Chromium"))
}

/// Runs a script of `tests/browser` in the environment and the directory of this command. Its output is that of the test.
fn run_script(name: &str, mut node: Command, args: &[&str]) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser").join(name);
    for variable in ["CRUDDUR_TEST_CHROMIUM", "CRUDDUR_TEST_NODE"] {
        node.env(variable, program(variable));
    }
    let output = node.arg(script).args(args).output().expect("node runs");
    println!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{name} failed");
}

/// Returns Node.js with the environment and the directory of a world, and with what Chromium needs.
fn node(world: &World) -> Command {
    let mut node = Command::new("node");
    node.current_dir(world.dir()).env_clear().envs(world.env()).stdin(Stdio::null());
    node.env("CRUDDUR", env!("CARGO_BIN_EXE_cruddur")).env("HOME", world.dir());
    node.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    node
}

/// Returns seeds with a conversation of andrewbrown and garibaldi that has [`MANY`] messages.
fn many_messages() -> String {
    let message = |number| {
        let from = if number % 3 == 0 { "andrewbrown" } else { "garibaldi" };
        json!({ "from": from, "message": format!("Message {number}{}", " of many".repeat(number % 20)) })
    };
    let messages: Vec<_> = (1..=MANY).map(message).collect();
    let conversation = json!({
        "message_group_uuid": "00000000-0000-4000-8000-000000010000",
        "between": ["andrewbrown", "garibaldi"],
        "messages": messages,
    });
    json!({ "conversations": [conversation] }).to_string()
}

/// The messages have the times of this machine's clock: two conversations with one time have no order.
#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn the_page_keeps_its_promises() {
    let world = World::embedded();
    let command = |args: &[&str]| {
        let mut command = world.command(args);
        command.env_remove("CRUDDUR_NOW");
        command
    };
    world.write("users.json", USERS);
    world.write("many.json", &many_messages());
    for args in [&["setup"][..], &["db", "seed", "--file", "users.json"], &["ddb", "seed", "--file", "many.json"]] {
        world.output(&command(args).output().expect("the binary runs")).ok();
    }
    let server = Running::of(command(&["serve", "--as", "andrewbrown", "--port", "0"]));
    let mut node = node(&world);
    node.env_remove("CRUDDUR_NOW");
    run_script("run.js", node, &[&address(&server)]);
}

/// With `CRUDDUR_UPDATE` set, the picture of `docs/serve.md` is made again from the seeds.
#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn the_picture_is_made_from_the_seeds() {
    let world = World::seeded();
    let server = Running::of(world.command(["serve", "--as", "bayko", "--port", "0"]));
    run_script("picture.js", node(&world), &[&address(&server), "picture.png"]);
    let made = std::fs::read(world.dir().join("picture.png")).expect("a picture");
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join(PICTURE);
    if std::env::var_os("CRUDDUR_UPDATE").is_some() {
        std::fs::write(&kept, &made).expect("the picture of docs");
    }
    // Two machines do not draw letters alike, so the pictures are not compared.
    for picture in [made, std::fs::read(kept).expect("the picture of docs")] {
        assert!(picture.len() <= PICTURE_BYTES, "{} bytes", picture.len());
        assert_eq!(width_of(&picture), Some(PICTURE_WIDTH));
    }
}

/// Returns the width of a PNG. Source: W3C, "PNG Specification", "IHDR Image header".
fn width_of(png: &[u8]) -> Option<u32> {
    png.starts_with(b"\x89PNG").then_some(())?;
    Some(u32::from_be_bytes(png.get(16..20)?.try_into().ok()?))
}
