//! `cruddur doctor`

use crate::support::{World, contract};
use serde_json::Value;

contract!(all_is_well_after_a_setup, what_is_missing_is_named_with_what_mends_it, it_only_reads);

fn check<'a>(rows: &'a [Value], name: &str) -> &'a Value {
    rows.iter().find(|row| row["check"] == name).unwrap_or_else(|| panic!("no check {name}: {rows:?}"))
}

fn all_is_well_after_a_setup(world: &World) {
    world.run("setup").ok();
    let rows = world.run("doctor --output json").ok().rows();
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
    ] {
        assert_eq!(check(&rows, name)["state"], "ok", "{rows:?}");
    }
}

fn what_is_missing_is_named_with_what_mends_it(world: &World) {
    let output = world.run("doctor --output json");
    assert_eq!(output.status, 1, "{output}");
    let rows = output.rows();
    assert_eq!(check(&rows, "table")["mend"], "cruddur ddb schema-load");
    // What it says to type leads to the same place.
    let elsewhere = world.run("doctor --table elsewhere --output json").rows();
    assert_eq!(check(&elsewhere, "table")["mend"], "cruddur ddb schema-load --table elsewhere");
    assert_eq!(check(&rows, "users schema")["mend"], "cruddur db schema-load");
    for command in ["db schema-load", "ddb schema-load"] {
        world.run(command).ok();
    }
    world.run("doctor").ok();
    world.run("db seed").ok();
    world.sql(
        "INSERT INTO users (uuid, display_name, handle, email, cognito_user_id)
         VALUES ('00000000-0000-4000-8000-000000000000', 'Another', 'londo', 'l@cruddur.example', 'MOCK')",
    );
    world.add_pool_users(&[String::new()]);
    let rows = world.run("doctor --output json").rows();
    assert_eq!(check(&rows, "users handles")["found"], "not unique: londo");
    assert_eq!(check(&rows, "user pool")["state"], "problem");
    world.sql("ALTER TABLE users DROP COLUMN email");
    let rows = world.run("doctor --output json").rows();
    assert_eq!(check(&rows, "users schema")["found"], "users lacks email");
}

fn it_only_reads(world: &World) {
    world.run("setup").ok();
    let before = world.items();
    world.run("doctor").ok();
    crate::support::assert_same(&world.items(), &before);
}

#[test]
fn stores_that_are_down_are_named_one_by_one() {
    let world = World::bare()
        .with("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
        .with("CONNECTION_URL", "postgresql://postgres:secret@127.0.0.1:9/cruddur")
        .with("COGNITO_USER_POOLS_ID", "4hov9m2k8h1a2b3c4d5e6f7g8h")
        .with("COGNITO_CLIENT_ID", "ca-central-1_AbCdEfGhI");
    insta::assert_snapshot!(world.run("doctor"), @"
    check           state    found                                                                                                                                  mend
    environment     problem  COGNITO_USER_POOLS_ID and COGNITO_CLIENT_ID hold each other's id                                                                       swap them
    target          ok       local, DynamoDB http://127.0.0.1:9
    table           problem  DescribeTable: no answer (http://127.0.0.1:9): io error: client error (Connect): tcp connect error: Connection refused (os error 111)  start it, or name another endpoint by --endpoint-url, or take --embedded
    users database  problem  cannot connect to the users database (postgresql://postgres:***@127.0.0.1:9/cruddur): Connection refused (os error 111)                start it, or name another database by --database-url, or take --embedded
    user pool       problem  COGNITO_USER_POOLS_ID=4hov9m2k8h1a2b3c4d5e6f7g8h is the id of an app client, not of a user pool                                        aws cognito-idp list-user-pools --max-results 60 names the pools; set COGNITO_USER_POOLS_ID to an Id of them
    --- stderr
    error: 4 of 5 checks found a problem
    hint: the column mend says what to do about each
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
    let output = world.run("doctor --output json");
    assert_eq!(output.status, 1, "{output}");
    assert!(!output.stdout.contains("secret") && !output.stdout.contains("localhost"), "{output}");
    assert_eq!(output.rows().iter().filter(|row| row["check"] == "environment").count(), 2);
}
