//! `cruddur local`: the embedded DynamoDB engine as a server, and the compose file.

use crate::support::{CONVERSATION, Http, Served, World};
use rustix::process::Signal;
use serde_json::Value;
use std::io::Write;
use std::process::Command;
use std::time::Duration;

const LIST_TABLES: (&str, &str) = ("x-amz-target", "DynamoDB_20120810.ListTables");

fn served(world: &World) -> Served {
    Served::start(world, &["local", "serve", "--port", "0"])
}

/// Returns a world that uses the server. Its users are embedded, in the directory that the server serves.
fn through(served: &Served, directory: &World) -> World {
    let home = directory.dir().join(".cruddur").display().to_string();
    World::bare().with("AWS_ENDPOINT_URL_DYNAMODB", &served.url()).with("CRUDDUR_HOME", &home)
}

fn code(answer: &Http) -> (u16, String) {
    let status = answer.first.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    let body: Value = serde_json::from_slice(&answer.body).expect("JSON");
    (status, body["__type"].as_str().unwrap_or_default().rsplit('#').next().unwrap_or_default().to_owned())
}

/// Both use the same directory at the same time: a command has the users, and waits for the server, which needs the messages.
#[test]
fn commands_work_through_it_and_beside_it() {
    let world = World::embedded();
    let served = served(&world);
    let through = through(&served, &world);
    let setup = through.run(["setup"]).ok();
    assert!(setup.stderr.contains(&format!("DynamoDB {}", served.url())), "{setup}");
    let message = ["ddb", "patterns", "create-message", CONVERSATION, "--as", "londo"];
    through.run([&message[..], &["through the server"]].concat()).ok();
    world.run([&message[..], &["beside the server"]].concat()).ok();
    let text = |world: &World| {
        let conversation = ["ddb", "patterns", "get-conversation", CONVERSATION, "--as", "londo", "--output", "json"];
        let rows = world.run(conversation).ok().rows();
        rows.iter().rev().take(2).map(|row| row["message"].as_str().expect("a text").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(text(&through), ["beside the server", "through the server"]);
    assert_eq!(text(&world), text(&through));
}

/// Requests without a pause keep no command waiting for long.
#[test]
fn requests_without_end_let_commands_in() {
    let world = World::ready();
    let served = served(&world);
    let request = served.request("POST /", &[LIST_TABLES], "{}");
    let is_over = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let mut connection = served.connect();
                while !is_over.load(std::sync::atomic::Ordering::Relaxed) {
                    connection.get_mut().write_all(&request).expect("a request");
                    assert_eq!(code(&Http::read(&mut connection).expect("an answer")).0, 200);
                }
            });
        }
        for _ in 0..5 {
            world.run_within(Duration::from_secs(5), ["ddb", "list-tables"]).ok();
        }
        is_over.store(true, std::sync::atomic::Ordering::Relaxed);
    });
}

#[test]
fn its_answers_are_those_of_dynamodb() {
    let world = World::ready();
    let served = served(&world);
    let answer = served.ask("POST /", &[LIST_TABLES], "{}");
    assert_eq!(String::from_utf8_lossy(&answer.body), r#"{"TableNames":["cruddur-messages"]}"#);
    assert_eq!(answer.header("content-type"), Some("application/x-amz-json-1.0"));
    let mut crc = flate2::Crc::new();
    crc.update(&answer.body);
    assert_eq!(answer.header("x-amz-crc32"), Some(&*crc.sum().to_string()));
    // By this header other commands recognize it at the default port.
    let probe = served.ask("GET /", &[], "");
    assert!(probe.first.contains(" 200 ") && probe.header("x-amzn-requestid").is_some(), "{}", probe.first);

    let target = |target| [("x-amz-target", target)];
    let ask = |headers: &[(&str, &str)], body: &str| code(&served.ask("POST /", headers, body));
    let refused = |status: u16, kind: &str| (status, kind.to_owned());
    assert_eq!(ask(&target("DynamoDB_20120810.Scan"), "{"), refused(400, "SerializationException"));
    assert_eq!(ask(&target("DynamoDB_20120810.Scan"), "[]"), refused(400, "SerializationException"));
    let number = r#"{"TableName": "cruddur-messages", "Limit": "x"}"#;
    assert_eq!(ask(&target("DynamoDB_20120810.Scan"), number), refused(400, "SerializationException"));
    let missing = r#"{"TableName": "none"}"#;
    assert_eq!(ask(&target("DynamoDB_20120810.Scan"), missing), refused(400, "ResourceNotFoundException"));
    assert_eq!(ask(&target("DynamoDB_20120810.Scan"), "{}").0, 400);
    for unknown in ["", "Scan", "Kinesis_20131202.Scan", "DynamoDB_20120810.a b"] {
        assert_eq!(ask(&target(unknown), "{}"), refused(400, "UnknownOperationException"), "{unknown}");
    }
    assert_eq!(code(&served.ask("DELETE /", &[], "")).0, 405);
    assert_eq!(code(&served.ask("POST /x", &[LIST_TABLES], "{}")).0, 404);
}

#[test]
fn no_web_page_can_use_it() {
    let world = World::ready();
    let served = served(&world);
    let port = served.port.to_string();
    for (host, allowed) in [
        (format!("localhost:{port}"), true),
        (format!("[::1]:{port}"), true),
        ("evil.example".to_owned(), false),
        (format!("evil.example:{port}"), false),
        ("localhost:1".to_owned(), false),
    ] {
        for request in ["POST /", "GET /", "OPTIONS /", "GET /x"] {
            let answer = served.ask(request, &[LIST_TABLES, ("host", &host)], "{}");
            assert_eq!(code(&answer).0 != 403, allowed, "{request} {host}");
        }
    }
    for origin in ["http://evil.example", "null", &format!("http://localhost:{port}")] {
        let preflight = [("origin", origin), ("access-control-request-method", "POST")];
        for (request, headers) in [("POST /", &[LIST_TABLES, ("origin", origin)][..]), ("OPTIONS /", &preflight)] {
            let answer = served.ask(request, headers, "{}");
            assert_eq!(code(&answer), (403, "AccessDeniedException".to_owned()), "{request} {origin}");
            assert!(!answer.headers.iter().any(|(name, _)| name.starts_with("access-control-")), "{request} {origin}");
        }
    }
}

#[test]
fn bodies_are_bounded() {
    let world = World::ready();
    let served = served(&world);
    let mut connection = served.connect();
    let head =
        format!("POST / HTTP/1.1\r\nhost: 127.0.0.1:{}\r\n{}: {}\r\n", served.port, LIST_TABLES.0, LIST_TABLES.1);
    write!(connection.get_mut(), "{head}content-length: {}\r\n\r\n", (16 << 20) + 1).expect("a head");
    assert_eq!(code(&Http::read(&mut connection).expect("an answer")).0, 413);
    let mut connection = served.connect();
    write!(connection.get_mut(), "{head}transfer-encoding: chunked\r\n\r\n2\r\n{{}}\r\n0\r\n\r\n").expect("a request");
    assert_eq!(code(&Http::read(&mut connection).expect("an answer")).0, 411);
}

#[test]
fn a_signal_ends_it_after_the_requests_that_it_has() {
    for (signal, status) in [(Signal::INT, 130), (Signal::TERM, 143)] {
        let world = World::ready();
        let mut served = served(&world);
        let _idle = served.connect();
        let mut connection = served.connect();
        let request = served.request("POST /", &[LIST_TABLES], "{}");
        let (last, first) = request.split_last().expect("a request");
        connection.get_mut().write_all(first).expect("its beginning");
        std::thread::sleep(Duration::from_millis(200));
        served.signal(signal);
        std::thread::sleep(Duration::from_millis(50));
        connection.get_mut().write_all(&[*last]).expect("its end");
        assert_eq!(code(&Http::read(&mut connection).expect("an answer")).0, 200);
        assert_eq!(served.end(), Some(status));
        assert!(!served.said().contains("hint:"), "{}", served.said());
    }
}

#[test]
fn it_serves_the_embedded_store_alone() {
    let world = World::bare();
    insta::assert_snapshot!(world.run(["local", "serve", "--prod"]), @"
    --- stderr
    error: refused: cruddur local serve with --prod
    hint: leave one of the two out
    --- exit 5
    ");
    insta::assert_snapshot!(world.run(["local", "serve", "--endpoint-url", "http://localhost:1"]), @"
    --- stderr
    error: refused: cruddur local serve with --endpoint-url
    hint: leave one of the two out
    --- exit 5
    ");
    insta::assert_snapshot!(world.run(["local", "serve", "--dry-run"]), @"
    --- stderr
    error: --dry-run has no meaning for a server
    hint: cruddur ddb list-tables --embedded lists the tables that it would serve
    --- exit 2
    ");
    assert!(!world.dir().join(".cruddur").exists());
    let served = served(&world);
    let port = served.port.to_string();
    let taken = world.run(["local", "serve", "--port", &port]).fails_with(1);
    assert!(taken.stderr.contains(&format!("cannot listen on 127.0.0.1:{port}")), "{taken}");
}

fn python() -> String {
    std::env::var("CRUDDUR_TEST_PYTHON").expect("CRUDDUR_TEST_PYTHON is not set: run tests/run")
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn boto3_works_against_it() {
    let world = World::bare();
    let served = served(&world);
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/local.py");
    let output = Command::new(python()).args([script, &served.url()]).output().expect("Python");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// As on the first day with the app: a table, an item and a query, by the commands of the AWS CLI's manual.
#[test]
#[ignore = "needs the servers that tests/run starts"]
fn the_aws_cli_works_against_it() {
    let world = World::bare();
    let served = served(&world);
    let aws = |arguments: &[&str]| {
        let mut command = Command::new(python());
        command.env_clear().envs(world.env()).args(["-m", "awscli", "--endpoint-url", &served.url(), "dynamodb"]);
        command.envs([("AWS_ACCESS_KEY_ID", "local"), ("AWS_SECRET_ACCESS_KEY", "local"), ("AWS_REGION", "us-east-1")]);
        let output = command.env("AWS_DEFAULT_REGION", "us-east-1").args(arguments).output().expect("Python");
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code(), serde_json::from_slice::<Value>(&output.stdout).unwrap_or_default(), stderr)
    };
    let done = |arguments: &[&str]| match aws(arguments) {
        (Some(0), answer, _) => answer,
        (code, _, stderr) => panic!("{code:?} {stderr}: {arguments:?}"),
    };
    let create = "create-table --table-name Music --billing-mode PAY_PER_REQUEST \
                  --attribute-definitions AttributeName=Artist,AttributeType=S AttributeName=SongTitle,AttributeType=S \
                  --key-schema AttributeName=Artist,KeyType=HASH AttributeName=SongTitle,KeyType=RANGE";
    done(&create.split_whitespace().collect::<Vec<_>>());
    done(&["wait", "table-exists", "--table-name", "Music"]);
    let song = r#"{"Artist": {"S": "No One"}, "SongTitle": {"S": "It's “warm”"}, "Plays": {"N": "1E2"}}"#;
    done(&["put-item", "--table-name", "Music", "--item", song]);
    let values = r#"{":artist": {"S": "No One"}}"#;
    let query = ["query", "--table-name", "Music", "--key-condition-expression", "Artist = :artist"];
    let found = done(&[&query[..], &["--expression-attribute-values", values]].concat());
    assert_eq!((&found["Count"], &found["Items"][0]["Plays"]["N"]), (&1.into(), &"100".into()), "{found}");
    assert_eq!(done(&["list-tables"])["TableNames"], serde_json::json!(["Music"]));
    let (code, _, stderr) = aws(&["describe-table", "--table-name", "none"]);
    assert!(code != Some(0) && stderr.contains("ResourceNotFoundException"), "{code:?} {stderr}");
}

#[test]
fn the_compose_file_opens_ports_to_this_machine_only() {
    let file = World::bare().run(["local", "compose"]).ok().stdout;
    let ports: Vec<&str> =
        file.lines().map(str::trim).filter(|line| line.contains(":5432\"") || line.ends_with("0\"")).collect();
    assert!(ports.len() >= 3 && ports.iter().all(|port| port.starts_with("- \"127.0.0.1:")), "{ports:?}");
}

/// Source: Compose Specification, as its JSON schema has it.
#[test]
#[ignore = "needs the servers that tests/run starts"]
fn the_compose_file_is_one() {
    let world = World::bare();
    world.write("compose.yaml", &world.run(["local", "compose"]).ok().stdout);
    let script = "
import json, yaml
print(json.dumps(yaml.safe_load(open('compose.yaml'))))
";
    let output = Command::new(python()).args(["-c", script]).current_dir(world.dir()).output().expect("Python");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let file: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let names = |value: &Value| value.as_object().expect("a mapping").keys().cloned().collect::<Vec<_>>();
    let services = &file["services"];
    assert_eq!(names(services), ["dynamodb-local", "db", "backend-flask", "frontend-react-js"]);
    for (name, service) in services.as_object().expect("services") {
        const KNOWN: [&str; 9] =
            ["image", "build", "command", "user", "depends_on", "environment", "volumes", "ports", "healthcheck"];
        assert!(names(service).iter().all(|key| KNOWN.contains(&key.as_str())), "{name}: {service}");
        let ports = service["ports"].as_array().expect("ports");
        assert!(ports.iter().all(|port| port.as_str().is_some_and(|port| port.starts_with("127.0.0.1:"))), "{ports:?}");
        assert_eq!(service["healthcheck"]["test"][0], "CMD", "{name}");
        if let Some(image) = service["image"].as_str() {
            let version = image.split_once(':').map_or("", |(_, version)| version);
            assert!(version.split('-').next().is_some_and(|version| version.matches('.').count() >= 1), "{image}");
        }
        let depends = service["depends_on"].as_object().into_iter().flatten();
        for (other, condition) in depends {
            assert!(services[other].is_object(), "{name} depends on {other}");
            assert!(["service_healthy", "service_started"].contains(&condition["condition"].as_str().unwrap_or("")));
        }
        let named = |volume: &str| volume.split(':').next().filter(|from| !from.starts_with('.')).map(str::to_owned);
        for volume in service["volumes"].as_array().into_iter().flatten().filter_map(|volume| named(volume.as_str()?)) {
            assert!(names(&file["volumes"]).contains(&volume), "{name}: {volume}");
        }
    }
}
