//! `cruddur ddb describe` and `cruddur ddb ttl`.

use crate::support::stub::Stub;
use crate::support::{World, contract, stub};
use serde_json::{Value, json};

contract!(a_table_is_described, the_time_to_live_is_shown_and_changed);

/// The commands on another table, which is described as it is.
fn a_table_is_described(world: &World) {
    world.run(["ddb", "schema-load", "--billing", "on-demand"]).ok();
    let output = world.run(["ddb", "describe", "--output", "json"]).ok();
    let found = output.json();
    let fields: Vec<&String> = found.as_object().unwrap().keys().collect();
    let expected = [
        "table",
        "status",
        "keys",
        "items",
        "bytes",
        "billing",
        "indexes",
        "stream",
        "time_to_live",
        "point_in_time_recovery",
        "deletion_protection",
        "created",
        "arn",
    ];
    assert_eq!(fields, expected);
    assert_eq!(found["table"], world.var("CRUDDUR_TABLE").map_or(json!("cruddur-messages"), Value::from));
    assert_eq!((&found["status"], &found["billing"]), (&json!("ACTIVE"), &json!({ "mode": "PAY_PER_REQUEST" })));
    let key = |name: &str, key: &str| json!({ "name": name, "key": key, "type": "S" });
    assert_eq!(found["keys"], json!([key("pk", "HASH"), key("sk", "RANGE")]));
    let index = &found["indexes"][0];
    assert_eq!((&index["name"], &index["kind"]), (&json!("message-group-sk-index"), &json!("global")));
    assert_eq!((&index["status"], &index["projection"]), (&json!("ACTIVE"), &json!("ALL")));
    assert_eq!(index["keys"], json!([key("message_group_uuid", "HASH"), key("sk", "RANGE")]));
    assert_eq!(found["stream"]["view"], "NEW_IMAGE");
    assert!(found["stream"]["arn"].as_str().unwrap().starts_with("arn:aws:dynamodb:"), "{output}");
    assert_eq!(found["time_to_live"], json!({ "status": "DISABLED", "attribute": null }));
    assert_eq!(found["items"], 0);
    assert!(found["created"].as_str().unwrap().ends_with("+00:00"), "{output}");
    let table = world.run(["ddb", "describe"]).ok();
    assert!(table.stdout.starts_with("field "), "{table}");
    assert!(table.stdout.lines().any(|line| line.starts_with("items ") && line.ends_with(" 0")), "{table}");
    world.run(["ddb", "describe", "missing-table"]).fails_with(3);
}

fn the_time_to_live_is_shown_and_changed(world: &World) {
    world.run(["ddb", "schema-load"]).ok();
    let ttl = |args: &[&str]| {
        let all = ["ddb", "ttl", "--output", "json"].iter().chain(args).copied().collect::<Vec<_>>();
        let row = world.run(all).ok().rows()[0].clone();
        (row["attribute"].clone(), row["status"].as_str().unwrap().to_owned())
    };
    let at = json!("expires_at");
    assert_eq!(ttl(&[]), (Value::Null, "DISABLED".to_owned()));
    assert_eq!(ttl(&["--disable"]), (Value::Null, "unchanged".to_owned()));
    assert_eq!(ttl(&["--enable", "expires_at", "--dry-run"]), (at.clone(), "would be enabled".to_owned()));
    // What deletes items asks on every target.
    let refused = world.run(["ddb", "ttl", "--enable", "expires_at"]).fails_with(5);
    assert!(refused.stderr.contains("whose expires_at has passed") && refused.stderr.contains("--yes"), "{refused}");
    assert_eq!(ttl(&[]), (Value::Null, "DISABLED".to_owned()));
    assert_eq!(ttl(&["--enable", "expires_at", "--yes"]), (at.clone(), "enabled".to_owned()));
    assert_eq!(ttl(&["--enable", "expires_at"]), (at.clone(), "unchanged".to_owned()));
    assert_eq!(ttl(&[]), (at.clone(), "ENABLED".to_owned()));
    let other = world.run(["ddb", "ttl", "--enable", "other", "--yes"]).fails_with(5);
    assert!(other.stderr.contains("ENABLED by the attribute expires_at") && other.stderr.contains("ddb ttl --disable"));
    assert_eq!(ttl(&["--disable"]), (at, "disabled".to_owned()));
    assert_eq!(ttl(&[]).1, "DISABLED");
    world.run(["ddb", "ttl", "--enable", "a", "--disable"]).fails_with(2);
    world.run(["ddb", "ttl", "--enable", ""]).fails_with(2);
    world.run(["ddb", "ttl", "--table", "missing-table"]).fails_with(3);
}

/// A table of AWS, whose other operations answer as `other` says.
fn aws(other: fn(&str) -> (u16, Value)) -> Stub {
    Stub::new(move |operation, _| match operation {
        "DescribeTable" => (
            200,
            json!({ "Table": {
            "TableName": "cruddur-messages", "TableStatus": "ACTIVE", "ItemCount": 7, "TableSizeBytes": 912,
            "TableArn": "arn:aws:dynamodb:eu-west-1:1:table/cruddur-messages",
            "KeySchema": [{ "AttributeName": "pk", "KeyType": "HASH" }],
            "AttributeDefinitions": [{ "AttributeName": "pk", "AttributeType": "S" }],
            "ProvisionedThroughput": { "ReadCapacityUnits": 5, "WriteCapacityUnits": 6 },
        } }),
        ),
        other_operation => other(other_operation),
    })
}

fn on_prod(server: &Stub) -> (World, String) {
    let world = World::bare()
        .with("AWS_ACCESS_KEY_ID", "AKIASP2TPHJSQH3FJRUX")
        .with("AWS_SECRET_ACCESS_KEY", "secret")
        .with("AWS_REGION", "eu-west-1");
    (world, format!("--prod --insecure-http --endpoint-url {}", server.url()))
}

/// What the credentials may not read is named, and the rest is printed.
#[test]
fn a_part_that_may_not_be_read_is_named() {
    let server = aws(|operation| match operation {
        "DescribeTimeToLive" => stub::refused("AccessDeniedException", "no"),
        _ => stub::refused("UnknownOperationException", "no"),
    });
    let (world, prod) = on_prod(&server);
    let output = world.run_line(&format!("ddb describe {prod} --output json")).fails_with(6);
    let found = output.json();
    assert_eq!(found["items"], 7);
    assert_eq!(found["billing"], json!({ "mode": "PROVISIONED", "read": 5, "write": 6 }));
    assert_eq!(found["time_to_live"]["status"], "unknown: DescribeTimeToLive is not permitted");
    assert_eq!(found["point_in_time_recovery"]["status"], "unknown: the endpoint does not support it");
    assert!(output.stderr.contains("allow DescribeTimeToLive"), "{output}");
}

/// On prod, what deletes items needs the name of the table.
#[test]
fn the_time_to_live_is_guarded_on_prod() {
    let server = aws(|operation| match operation {
        "DescribeTimeToLive" => (200, json!({ "TimeToLiveDescription": { "TimeToLiveStatus": "DISABLED" } })),
        _ => (200, json!({})),
    });
    let (world, prod) = on_prod(&server);
    let enable = format!("ddb ttl {prod} --enable expires_at");
    for confirmation in ["", "--yes", "--confirm other"] {
        world.run_line(&format!("{enable} {confirmation}")).fails_with(5);
    }
    assert!(!server.calls().contains(&"UpdateTimeToLive".to_owned()), "{:?}", server.calls());
    world.run_line(&format!("{enable} --confirm cruddur-messages")).ok();
    assert!(server.calls().contains(&"UpdateTimeToLive".to_owned()), "{:?}", server.calls());
}
