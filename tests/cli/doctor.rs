//! `cruddur doctor`.

use crate::support::{CONVERSATION, World, contract};
use serde_json::Value;

contract!(
    all_is_well_after_a_setup,
    what_is_missing_is_named_with_what_fixes_it,
    it_only_reads,
    inboxes_that_are_behind_are_named,
    ids_that_the_pool_does_not_have_are_named,
);

fn check<'a>(rows: &'a [Value], name: &str) -> &'a Value {
    rows.iter().find(|row| row["check"] == name).unwrap_or_else(|| panic!("no check {name}: {rows:?}"))
}

fn all_is_well_after_a_setup(world: &World) {
    world.run(["setup"]).ok();
    let rows = world.run(["doctor", "--output", "json"]).ok().rows();
    for name in [
        "environment",
        "target",
        "table",
        "index",
        "stream",
        "users database",
        "users schema",
        "users handles",
        "user pool",
        "pool ids",
        "items",
        "deletion protection",
        "inboxes",
        "references",
    ] {
        assert_eq!(check(&rows, name)["state"], "ok", "{rows:?}");
    }
}

fn what_is_missing_is_named_with_what_fixes_it(world: &World) {
    let output = world.run(["doctor", "--output", "json"]);
    assert_eq!(output.status, 1, "{output}");
    let rows = output.rows();
    assert_eq!(check(&rows, "table")["fix"], "cruddur ddb schema-load");
    // The command in the column `fix` names the same table.
    let elsewhere = world.run(["doctor", "--table", "elsewhere", "--output", "json"]).rows();
    assert_eq!(check(&elsewhere, "table")["fix"], "cruddur ddb schema-load --table elsewhere");
    assert_eq!(check(&rows, "users schema")["fix"], "cruddur db schema-load");
    world.run(["db", "schema-load"]).ok();
    world.run(["ddb", "schema-load"]).ok();
    world.run(["doctor"]).ok();
    world.run(["db", "seed"]).ok();
    world.sql(
        "INSERT INTO users (uuid, display_name, handle, email, cognito_user_id)
         VALUES ('00000000-0000-4000-8000-000000000000', 'Another', 'londo', 'l@cruddur.example', 'MOCK')",
    );
    world.add_pool_users(&[String::new()]);
    let rows = world.run(["doctor", "--output", "json"]).rows();
    assert_eq!(check(&rows, "users handles")["found"], "not unique: londo");
    assert_eq!(check(&rows, "user pool")["state"], "problem");
    world.sql("ALTER TABLE users DROP COLUMN email");
    let rows = world.run(["doctor", "--output", "json"]).rows();
    assert_eq!(check(&rows, "users schema")["found"], "users lacks email");
}

fn it_only_reads(world: &World) {
    world.run(["setup"]).ok();
    let before = world.items();
    world.run(["doctor"]).ok();
    crate::support::assert_same(&world.items(), &before);
}

/// Puts a message into the conversation of londo and bayko without updating the inboxes.
fn put_message(world: &World, time: &str) {
    let key = format!("MSG#{CONVERSATION}");
    let mut message = world.items().into_iter().rfind(|item| item["pk"]["S"] == key).expect("a message");
    message["sk"]["S"] = format!("MSG#{time}").into();
    message["message_uuid"]["S"] = "00000000-0000-4000-8000-000000000000".into();
    world.put(&[message]);
}

fn inboxes_that_are_behind_are_named(world: &World) {
    world.run(["setup"]).ok();
    let inboxes = || check(&world.run(["doctor", "--output", "json"]).rows(), "inboxes").clone();
    assert_eq!(inboxes()["found"], "up to date in 3 conversations of 156 items");
    // The stream function gets a minute to update the inboxes. The clock stands at 12:00:00.
    put_message(world, "2026-11-22T11:59:30.000000+00:00");
    assert_eq!(inboxes()["state"], "ok");
    put_message(world, "2026-11-22T11:58:00.000000+00:00");
    world.run(["ddb", "repair", "--all", "--yes"]).ok();
    assert_eq!(inboxes()["state"], "ok");
    put_message(world, "2026-11-22T11:59:45.000000+00:00");
    let late =
        world.command(["doctor", "--output", "json"]).env("CRUDDUR_NOW", "2026-11-22T12:30:00Z").output().unwrap();
    let late = world.output(&late);
    let found = check(&late.rows(), "inboxes").clone();
    assert_eq!(found["found"], "behind the newest message in 1 of 3 conversations of 159 items, by up to 15 s");
    assert_eq!(found["fix"], "cruddur ddb repair --all");
    world.run(["ddb", "repair", "--all"]).ok();
    let late =
        world.command(["doctor", "--output", "json"]).env("CRUDDUR_NOW", "2026-11-22T12:30:00Z").output().unwrap();
    assert_eq!(check(&world.output(&late).rows(), "inboxes")["state"], "ok");
}

fn ids_that_the_pool_does_not_have_are_named(world: &World) {
    world.run(["setup"]).ok();
    world.add_pool_users(&["zoe".to_owned()]);
    world.sql(
        "INSERT INTO users (uuid, display_name, handle, email, cognito_user_id)
         VALUES ('00000000-0000-4000-8000-000000000000', 'Zoë', 'zoe', 'zoe@cruddur.example', 'MOCK')",
    );
    let ids = || check(&world.run(["doctor", "--output", "json"]).rows(), "pool ids").clone();
    let wrong = ids();
    assert!(wrong["found"].as_str().unwrap().contains(" 1 have another id"), "{wrong}");
    assert_eq!(wrong["fix"], "cruddur db update-cognito-user-ids --dry-run");
    world.run(["db", "update-cognito-user-ids"]).ok();
    assert_eq!(ids()["state"], "ok");
}

/// Rows that the sample of a large table lacks are queried, up to a limit.
#[test]
fn inboxes_of_a_large_table_are_checked_by_a_sample() {
    let world = World::ready();
    world.run(["ddb", "seed", "--conversations", "60", "--messages", "40"]).ok();
    let rows = world.run(["doctor", "--output", "json", "--verbose"]);
    let found = check(&rows.rows(), "inboxes").clone();
    assert!(found["found"].as_str().unwrap().contains("the first 1000 items, a sample"), "{found}");
    let queries = rows.stderr.lines().filter(|line| line.starts_with("DynamoDB Query")).count();
    assert!(queries <= 40, "{queries} queries");
}

/// Deletion protection, point-in-time recovery and backups, as AWS reports them.
#[test]
fn protection_is_shown_and_what_is_not_known_is_no_error() {
    use crate::support::stub::{Stub, refused, table};
    use serde_json::json;
    let doctor = |is_on: bool, may_ask: bool| {
        let stub = Stub::new(move |operation, body| match operation {
            "DescribeTable" => {
                let mut table = table("ACTIVE");
                table["Table"]["DeletionProtectionEnabled"] = json!(is_on);
                table["Table"]["ItemCount"] = json!(156);
                (200, table)
            }
            _ if !may_ask => refused("AccessDeniedException", "not authorized"),
            "DescribeContinuousBackups" => {
                let status = if is_on { "ENABLED" } else { "DISABLED" };
                let recovery = json!({ "PointInTimeRecoveryStatus": status });
                (
                    200,
                    json!({ "ContinuousBackupsDescription": {
                    "ContinuousBackupsStatus": "ENABLED", "PointInTimeRecoveryDescription": recovery } }),
                )
            }
            // Two pages, the older backup last.
            "ListBackups" if !is_on => (200, json!({ "BackupSummaries": [] })),
            "ListBackups" if body["ExclusiveStartBackupArn"].is_null() => (
                200,
                json!({
                "BackupSummaries": [{ "BackupCreationDateTime": 1_795_348_800.0 }], "LastEvaluatedBackupArn": "arn:1" }),
            ),
            "ListBackups" => (200, json!({ "BackupSummaries": [{ "BackupCreationDateTime": 1_700_000_000.0 }] })),
            _ => (200, json!({ "TableNames": [], "Items": [], "Count": 0, "ScannedCount": 0 })),
        });
        let world = World::bare().with("AWS_ACCESS_KEY_ID", "cruddur").with("AWS_SECRET_ACCESS_KEY", "cruddur");
        let prod = ["--prod", "--region", "eu-west-1", "--endpoint-url", stub.url(), "--insecure-http"];
        let rows = world.run([&["doctor", "--output", "json"], &prod[..]].concat()).rows();
        ["items", "deletion protection", "point-in-time recovery", "last backup"]
            .map(|name| {
                let check = check(&rows, name);
                let text = |field: &str| check[field].as_str().unwrap_or("-").to_owned();
                let fix = text("fix").replace(stub.url(), "URL");
                format!("{name}: {} ({}) {fix}", text("found"), text("state"))
            })
            .join("\n")
    };
    insta::assert_snapshot!(doctor(true, true), @"
    items: about 156, as DynamoDB counts them every six hours or so (ok) -
    deletion protection: on (ok) -
    point-in-time recovery: on (ok) -
    last backup: 2026-11-22T12:00:00.000000+00:00 (ok) -
    ");
    insta::assert_snapshot!(doctor(false, true), @"
    items: about 156, as DynamoDB counts them every six hours or so (ok) -
    deletion protection: off (problem) cruddur ddb schema-load --prod --insecure-http --region eu-west-1 --endpoint-url URL
    point-in-time recovery: off (problem) cruddur ddb schema-load --prod --insecure-http --region eu-west-1 --endpoint-url URL
    last backup: none (ok) -
    ");
    insta::assert_snapshot!(doctor(true, false), @"
    items: about 156, as DynamoDB counts them every six hours or so (ok) -
    deletion protection: on (ok) -
    point-in-time recovery: not known: DescribeContinuousBackups on cruddur-messages: AccessDeniedException: not authorized (unknown) -
    last backup: not known: ListBackups on cruddur-messages: AccessDeniedException: not authorized (unknown) -
    ");
}

#[test]
fn each_store_that_is_down_is_named() {
    let world = World::bare()
        .with("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
        .with("CONNECTION_URL", "postgresql://postgres:secret@127.0.0.1:9/cruddur")
        .with("COGNITO_USER_POOLS_ID", "4hov9m2k8h1a2b3c4d5e6f7g8h")
        .with("COGNITO_CLIENT_ID", "ca-central-1_AbCdEfGhI");
    insta::assert_snapshot!(world.run(["doctor"]), @"
    check           state    found                                                                                                                                  fix
    environment     problem  COGNITO_USER_POOLS_ID and COGNITO_CLIENT_ID hold each other's id                                                                       swap them
    target          ok       local, DynamoDB http://127.0.0.1:9
    table           problem  DescribeTable: no answer (http://127.0.0.1:9): io error: client error (Connect): tcp connect error: Connection refused (os error 111)  start the server that AWS_ENDPOINT_URL names, or unset AWS_ENDPOINT_URL, or use --embedded
    users database  problem  cannot connect to the users database (postgresql://postgres:***@127.0.0.1:9/cruddur): Connection refused (os error 111)                start the server that CONNECTION_URL names, or unset CONNECTION_URL, or use --embedded
    user pool       problem  COGNITO_USER_POOLS_ID=4hov9m2k8h1a2b3c4d5e6f7g8h is the id of an app client, not of a user pool                                        aws cognito-idp list-user-pools --max-results 60 lists the pools; set COGNITO_USER_POOLS_ID to one of their ids
    --- stderr
    error: 4 of 5 checks found a problem
    hint: the column fix says what to do about each
    --- exit 1
    ");
}

#[test]
fn variables_that_contradict_are_named_without_their_values() {
    let world = World::embedded()
        .with("AWS_ENDPOINT_URL", "http://localhost:1")
        .with("AWS_ENDPOINT_URL_DYNAMODB", "http://localhost:2")
        .with("CONNECTION_URL", "postgresql://postgres:secret@db/cruddur")
        .with("LOCAL_CONNECTION_URL", "postgresql://postgres:other@localhost/cruddur");
    let output = world.run(["doctor", "--output", "json"]);
    assert_eq!(output.status, 1, "{output}");
    assert!(!output.stdout.contains("secret") && !output.stdout.contains("localhost"), "{output}");
    assert_eq!(output.rows().iter().filter(|row| row["check"] == "environment").count(), 2);
}
