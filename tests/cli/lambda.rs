//! The binaries of the AWS Lambda functions, against real servers.

use crate::inboxes;
use crate::support::{CONVERSATION, Fault, Lambda, Proxy, Server, World, assert_same};
use aws_sdk_dynamodb::types::ProjectionType;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const STREAM: &str = env!("CARGO_BIN_EXE_cruddur-messaging-stream");
const CONFIRMATION: &str = env!("CARGO_BIN_EXE_cruddur-post-confirmation");

/// The time in which the emulator must have invoked a function.
const INVOCATION_TIMEOUT: Duration = Duration::from_secs(60);

const TEXT: &str = "It is \"warm\"; 🌞";

/// Returns a message of a conversation as the backend puts it.
pub fn message(world: &World, conversation_id: &str, at: &str, text: &str) -> Value {
    let items = world.items();
    let mut item = items
        .into_iter()
        .find(|item| item["pk"]["S"] == format!("MSG#{conversation_id}"))
        .expect("a message of the conversation");
    item["sk"] = json!({ "S": format!("MSG#{at}") });
    item["message"] = json!({ "S": text });
    item
}

/// Returns a stream record as Lambda passes it to a function.
fn record(name: &str, number: usize, item: &Value) -> Value {
    let mut record = json!({
        "eventID": number.to_string(),
        "eventName": name,
        "eventSource": "aws:dynamodb",
        "awsRegion": "us-east-1",
        "dynamodb": {
            "ApproximateCreationDateTime": 1_795_000_000.0,
            "Keys": { "pk": item["pk"], "sk": item["sk"] },
            "SequenceNumber": format!("{number:021}"),
            "SizeBytes": 100,
            "StreamViewType": "NEW_IMAGE",
        },
    });
    if name != "REMOVE" {
        record["dynamodb"]["NewImage"] = item.clone();
    }
    record
}

fn number(at: usize) -> Value {
    json!({ "itemIdentifier": format!("{at:021}") })
}

fn inbox(world: &World, handle: &str) -> Value {
    let rows = world.run(["ddb", "patterns", "list-conversations", "--as", handle, "--output", "json"]).ok().rows();
    rows[0]["message"].clone()
}

fn stream_world(layout: &str) -> World {
    let world = World::with_servers(&[Server::DynamoDb]);
    world.run(["setup", "--layout", layout]).ok();
    world
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_batch_brings_the_inboxes_up_to_its_messages() {
    let world = stream_world("model");
    let at = |second: usize| format!("2026-11-22T12:00:{second:02}.000000+00:00");
    let written = [1, 2, 3].map(|second| message(&world, CONVERSATION, &at(second), &format!("{TEXT} {second}")));
    world.put(&written);
    let gone = message(&world, CONVERSATION, &at(9), "gone");
    let inbox_row = world.items().into_iter().find(|item| item["pk"]["S"].as_str().unwrap().starts_with("GRP#"));
    let event = json!({ "Records": [
        record("INSERT", 1, &written[2]),
        record("INSERT", 2, &written[0]),
        record("MODIFY", 3, &written[1]),
        record("INSERT", 4, &gone),
        record("REMOVE", 5, &gone),
        record("INSERT", 6, &inbox_row.unwrap()),
    ] });
    let function = Lambda::start(&world, STREAM, &[("TABLE_NAME", "cruddur-messages")]);
    assert_eq!(function.invoke(&event), Ok(json!({ "batchItemFailures": [] })));
    for handle in ["londo", "bayko"] {
        assert_eq!(inbox(&world, handle), format!("{TEXT} 3"));
    }
    // The same records again, in reverse order, change nothing.
    let after = world.items();
    let mut again = event;
    again["Records"].as_array_mut().unwrap().reverse();
    assert_eq!(function.invoke(&again), Ok(json!({ "batchItemFailures": [] })));
    assert_same(&world.items(), &after);

    let log = function.end();
    let lines: Vec<&Value> = log.iter().filter(|line| line["message"] == "inboxes updated").collect();
    let counts = |line: &Value| ["records", "updated", "current", "failed"].map(|name| line[name].as_u64().unwrap());
    assert_eq!([counts(lines[0]), counts(lines[1])], [[6, 2, 0, 0], [6, 0, 2, 0]]);
    assert!(log.iter().all(|line| !line.to_string().contains("warm")), "{log:?}");
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn rows_of_the_deployed_backend_are_updated_too() {
    let world = stream_world("flask");
    let (at, text) = ("2026-11-22T12:00:00.000000+00:00", "It is warm.");
    let mut item = message(&world, CONVERSATION, at, text);
    item["sk"] = json!({ "S": at });
    world.put(std::slice::from_ref(&item));
    let function = Lambda::start(&world, STREAM, &[]);
    let event = json!({ "Records": [record("INSERT", 1, &item)] });
    assert_eq!(function.invoke(&event), Ok(json!({ "batchItemFailures": [] })));
    assert_eq!([inbox(&world, "londo"), inbox(&world, "bayko")], [text; 2]);
}

/// This holds for every projection of the index, and for attributes that the function does not know.
#[test]
#[ignore = "needs the servers that tests/run starts"]
fn an_updated_row_keeps_its_other_attributes() {
    let world = World::with_servers(&[Server::DynamoDb]);
    for (projection, layout) in
        [(ProjectionType::KeysOnly, "flask"), (ProjectionType::Include, "model"), (ProjectionType::All, "model")]
    {
        inboxes::seed_with_index(&world, &projection, layout);
        inboxes::decorate(&world, &inboxes::extras(&mut fastrand::Rng::with_seed(12)));
        let before = inboxes::inbox_rows(&world);
        let item = inboxes::put_message(&world, "2026-11-22T12:00:00.000000+00:00", TEXT);
        let function = Lambda::start(&world, STREAM, &[]);
        let event = json!({ "Records": [record("INSERT", 1, &item)] });
        assert_eq!(function.invoke(&event), Ok(json!({ "batchItemFailures": [] })));
        inboxes::assert_updated(&before, &inboxes::inbox_rows(&world), TEXT);
    }
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_failed_record_is_returned_and_retried() {
    let world = stream_world("model");
    let proxy = Proxy::to(&world.var(Server::DynamoDb.variable()).unwrap());
    let at = "2026-11-22T12:00:00.000000+00:00";
    let behind = message(&world, CONVERSATION, at, TEXT);
    world.put(std::slice::from_ref(&behind));
    // This inbox is already up to date, so it needs no write and does not fail.
    let current = message(&world, "5ae290ed-55d1-47a0-bc6d-fe2bc2700399", "2026-01-01T00:00:00.000000+00:00", "old");
    let event = json!({ "Records": [
        record("INSERT", 1, &current), record("INSERT", 2, &behind), record("MODIFY", 3, &behind),
    ] });

    let function = Lambda::start(&world, STREAM, &[("AWS_ENDPOINT_URL_DYNAMODB", proxy.url())]);
    proxy.inject("TransactWriteItems", Fault::InternalError, usize::MAX);
    let failed = json!({ "batchItemFailures": [number(2), number(3)] });
    assert_eq!(function.invoke(&event), Ok(failed));
    proxy.heal();
    assert_eq!(function.invoke(&event), Ok(json!({ "batchItemFailures": [] })));
    assert_eq!(inbox(&world, "londo"), TEXT);
    let log = function.end();
    assert!(log.iter().any(|line| line["level"] == "ERROR" && line["conversation_id"] == CONVERSATION), "{log:?}");
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn the_index_is_the_one_that_the_environment_names() {
    let world = stream_world("model");
    let item = message(&world, CONVERSATION, "2026-11-22T12:00:00.000000+00:00", TEXT);
    world.put(std::slice::from_ref(&item));
    let function = Lambda::start(&world, STREAM, &[("GSI_NAME", "another-index")]);
    let event = json!({ "Records": [record("INSERT", 7, &item)] });
    assert_eq!(function.invoke(&event), Ok(json!({ "batchItemFailures": [number(7)] })));
    let log = function.end();
    assert!(log.iter().any(|line| line["error"].as_str().is_some_and(|error| error.contains("index"))), "{log:?}");
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn the_stream_of_a_table_invokes_the_function() {
    let server = |name: &str| std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set: run tests/run"));
    let endpoint = server("CRUDDUR_TEST_AWS");
    let world = World::bare()
        .with("AWS_ENDPOINT_URL_DYNAMODB", &endpoint)
        .with("AWS_ACCESS_KEY_ID", "test")
        .with("AWS_SECRET_ACCESS_KEY", "test");
    world.run(["setup"]).ok();
    let deployed = std::process::Command::new(server("CRUDDUR_TEST_PYTHON"))
        .args(["tests/deploy.py", &endpoint, STREAM, "cruddur-messages"])
        .status();
    assert!(deployed.expect("Python runs").success());
    // Puts messages as the backend does: without updating an inbox.
    for second in 0..30 {
        let at = format!("2026-11-22T12:00:{second:02}.000000+00:00");
        world.put(&[message(&world, CONVERSATION, &at, &format!("{TEXT} {second}"))]);
    }
    let are_updated = || ["londo", "bayko"].iter().all(|handle| inbox(&world, handle) == format!("{TEXT} 29"));
    let started = Instant::now();
    while !are_updated() {
        assert!(started.elapsed() < INVOCATION_TIMEOUT, "londo's inbox shows {}", inbox(&world, "londo"));
        std::thread::sleep(Duration::from_millis(200));
    }
    // All inboxes are up to date, so repair and apply change nothing.
    assert_eq!(world.run(["ddb", "repair", "--all", "--output", "json"]).ok().rows(), Vec::<Value>::new());
    assert_eq!(world.run(["ddb", "stream", "apply", "--once", "--output", "json"]).ok().rows()[0]["updated"], 0);
}

/// Returns the event of a user who confirmed the sign-up.
pub fn sign_up(sub: &str, handle: &str, name: &str) -> Value {
    json!({
        "version": "1",
        "triggerSource": "PostConfirmation_ConfirmSignUp",
        "region": "us-east-1",
        "userPoolId": "us-east-1_AbCdEfGhI",
        "userName": sub,
        "callerContext": { "awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "1example23456789" },
        "request": { "userAttributes": {
            "sub": sub,
            "email_verified": "true",
            "cognito:user_status": "CONFIRMED",
            "name": name,
            "preferred_username": handle,
            "email": format!("{handle}@cruddur.example"),
        } },
        "response": {},
    })
}

fn confirmation(world: &World) -> Lambda {
    let url = world.var(Server::Postgres.variable()).unwrap();
    Lambda::start(world, CONFIRMATION, &[("CONNECTION_URL", &format!("{url}?sslmode=disable"))])
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_confirmed_user_has_a_row() {
    let world = World::with_servers(&[Server::Postgres]);
    world.run(["db", "schema-load"]).ok();
    let function = confirmation(&world);
    let name = "Robert'); DROP TABLE users;-- \"Bobby\" 🦀";
    let event = sign_up("11111111-0000-0000-0000-000000000001", "bobby", name);
    let rows = |condition: &str| world.count(&format!("SELECT count(*) FROM users WHERE {condition}"));
    let right = format!("display_name = '{}' AND handle = 'bobby'", name.replace('\'', "''"));
    // The function returns the event to Cognito.
    assert_eq!(function.invoke(&event), Ok(event.clone()));
    assert_eq!((rows(&right), rows("true")), (1, 1));
    // The same event again writes nothing. A new name of the same user changes the row.
    let version = || world.count("SELECT xmin::text::bigint FROM users");
    let before = version();
    assert_eq!(function.invoke(&event), Ok(event.clone()));
    assert_eq!(version(), before);
    let renamed = sign_up("11111111-0000-0000-0000-000000000001", "bobby", "Bobby");
    assert_eq!(function.invoke(&renamed), Ok(renamed.clone()));
    assert_eq!((rows("display_name = 'Bobby'"), rows("true")), (1, 1));
    // A new password does not add a user.
    let mut password = sign_up("11111111-0000-0000-0000-000000000002", "nobody", "Nobody");
    password["triggerSource"] = json!("PostConfirmation_ConfirmForgotPassword");
    assert_eq!(function.invoke(&password), Ok(password.clone()));
    assert_eq!(rows("true"), 1);
    let log = function.end();
    assert_eq!(log.iter().filter(|line| line["message"] == "confirmed").count(), 3, "{log:?}");
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_seeded_user_signs_up_into_their_row_and_nobody_else_does() {
    let world = World::with_servers(&[Server::Postgres]);
    world.seed_users();
    let users = world.count("SELECT count(*) FROM users");
    let function = confirmation(&world);
    world.sql("UPDATE users SET email = 'Londo@centauri.example' WHERE handle = 'londo'");
    let mut londo = sign_up("11111111-0000-0000-0000-000000000001", "londo", "Londo Mollari");
    // The handle alone does not prove that the row belongs to the user.
    assert!(function.invoke(&londo).is_err());
    londo["request"]["userAttributes"]["email"] = json!("londo@centauri.example");
    assert!(function.invoke(&londo).is_ok());
    let impostor = {
        let mut event = sign_up("22222222-0000-0000-0000-000000000002", "londo", "Somebody");
        event["request"]["userAttributes"]["email"] = json!("somebody@else.example");
        event
    };
    let failure = function.invoke(&impostor).unwrap_err();
    assert_eq!(failure["errorMessage"], "the handle londo belongs to another user");
    assert_eq!(world.count("SELECT count(*) FROM users"), users);
    let theirs = "SELECT count(*) FROM users WHERE handle = 'londo' AND cognito_user_id LIKE '1111%'";
    assert_eq!(world.count(theirs), 1);
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_handle_in_another_case_belongs_to_the_same_user() {
    let world = World::with_servers(&[Server::Postgres]);
    world.seed_users();
    let users = world.count("SELECT count(*) FROM users");
    let function = confirmation(&world);
    let mut event = sign_up("22222222-0000-0000-0000-000000000002", "LonDo", "Somebody");
    event["request"]["userAttributes"]["email"] = json!("somebody@else.example");
    let failure = function.invoke(&event).unwrap_err();
    assert_eq!(failure["errorMessage"], "the handle LonDo belongs to another user");
    assert_eq!(world.count("SELECT count(*) FROM users"), users);
    // A user with the e-mail address of the row gets that row, and no second one.
    event["request"]["userAttributes"]["email"] = json!("londo@cruddur.example");
    assert!(function.invoke(&event).is_ok());
    assert_eq!(world.count("SELECT count(*) FROM users"), users);
    assert_eq!(world.count("SELECT count(*) FROM users WHERE handle = 'LonDo' AND cognito_user_id LIKE '2222%'"), 1);
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_failure_goes_back_to_cognito_without_its_details() {
    let world = World::with_servers(&[Server::Postgres]);
    let event = sign_up("11111111-0000-0000-0000-000000000001", "bobby", "Bobby");
    // The users schema does not exist yet.
    let function = confirmation(&world);
    let failure = function.invoke(&event).unwrap_err();
    assert_eq!(failure["errorMessage"], "the user could not be recorded");
    let log = function.end();
    assert!(log.iter().any(|line| line["error"].as_str().is_some_and(|error| error.contains("users"))), "{log:?}");
    assert!(!format!("{log:?}").contains("?sslmode"), "{log:?}");

    world.run(["db", "schema-load"]).ok();
    let mut nameless = event.clone();
    nameless["request"]["userAttributes"].as_object_mut().unwrap().remove("preferred_username");
    let function = confirmation(&world);
    let failure = function.invoke(&nameless).unwrap_err();
    assert_eq!(failure["errorMessage"], "the event: the user has no preferred_username");
    // The function handles the next event.
    assert!(function.invoke(&event).is_ok());
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn what_the_database_says_of_a_row_is_not_logged() {
    let world = World::with_servers(&[Server::Postgres]);
    world.run(["db", "schema-load"]).ok();
    world.sql("ALTER TABLE users ADD CONSTRAINT one_address UNIQUE (email)");
    let function = confirmation(&world);
    let first = sign_up("11111111-0000-0000-0000-000000000001", "bobby", "Bobby");
    assert!(function.invoke(&first).is_ok());
    let mut second = sign_up("22222222-0000-0000-0000-000000000002", "robert", "Robert");
    second["request"]["userAttributes"]["email"] = json!("bobby@cruddur.example");
    assert!(function.invoke(&second).is_err());
    let log = format!("{:?}", function.end());
    assert!(log.contains("the unique constraint one_address") && !log.contains("bobby@cruddur.example"), "{log}");
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_conversation_that_hangs_leaves_time_for_the_others() {
    let world = stream_world("model");
    let proxy = Proxy::to(&world.var(Server::DynamoDb.variable()).unwrap());
    let other = "5ae290ed-55d1-47a0-bc6d-fe2bc2700399";
    let items = [CONVERSATION, other].map(|id| message(&world, id, "2026-11-22T12:00:00.000000+00:00", TEXT));
    world.put(&items);
    let function = Lambda::start(&world, STREAM, &[("AWS_ENDPOINT_URL_DYNAMODB", proxy.url())]);
    // The two queries of the first conversation do not return in time.
    proxy.inject("Query", Fault::Latency(10_000), 2);
    let event = json!({ "Records": [record("INSERT", 1, &items[0]), record("INSERT", 2, &items[1])] });
    assert_eq!(function.invoke(&event), Ok(json!({ "batchItemFailures": [number(1)] })));
    assert_eq!(inbox(&world, "andrewbrown"), TEXT);
    // A record without an image fails, since it may be of a message.
    let mut keys = json!({ "Records": [record("INSERT", 3, &items[0])] });
    keys["Records"][0]["dynamodb"].as_object_mut().unwrap().remove("NewImage");
    assert_eq!(function.invoke(&keys), Ok(json!({ "batchItemFailures": [number(3)] })));
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_locked_table_is_not_waited_for_too_long() {
    let world = World::with_servers(&[Server::Postgres]);
    world.run(["db", "schema-load"]).ok();
    let function = confirmation(&world);
    let mut holder = world.database().expect("PostgreSQL");
    let mut transaction = holder.transaction().unwrap();
    transaction.batch_execute("LOCK TABLE users").unwrap();
    let event = sign_up("11111111-0000-0000-0000-000000000001", "bobby", "Bobby");
    assert!(function.invoke(&event).is_err());
    transaction.rollback().unwrap();
    assert_eq!(function.invoke(&event), Ok(event.clone()));
    assert_eq!(world.count("SELECT count(*) FROM users"), 1);
}
