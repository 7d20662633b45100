//! No command waits or loops for ever, whether a table stays in a status or a server repeats a page.

use crate::support::stub::{refused, table};
use crate::support::{Stub, World};
use serde_json::{Value, json};
use std::time::Duration;

/// The longest run of a command that has nothing to wait for.
const TIME_LIMIT: Duration = Duration::from_secs(10);

/// A DynamoDB whose table has these statuses one after the other, and then keeps the last. `gone` stands for no table.
fn in_statuses(statuses: &'static [&'static str]) -> Stub {
    let mut at = 0;
    Stub::new(move |operation, _| match operation {
        "DescribeTable" => {
            let status = statuses[at.min(statuses.len() - 1)];
            at += 1;
            match status {
                "gone" => refused("ResourceNotFoundException", "Requested resource not found"),
                status => (200, table(status)),
            }
        }
        "CreateTable" if at < statuses.len() => refused("ResourceInUseException", "Table is being deleted"),
        "CreateTable" => (200, json!({})),
        "DeleteTable" => (200, json!({})),
        other => panic!("{other}"),
    })
}

#[test]
fn a_status_that_does_not_end_by_itself_ends_the_command() {
    for (status, code, hint) in [
        ("ARCHIVED", 1, "aws dynamodb restore-table-from-backup"),
        ("ARCHIVING", 1, "aws dynamodb restore-table-from-backup"),
        ("INACCESSIBLE_ENCRYPTION_CREDENTIALS", 4, "KMS"),
        ("REPLICATION_NOT_AUTHORIZED", 4, "replica"),
        ("PONDERING", 1, "aws dynamodb describe-table"),
    ] {
        let statuses: &'static [&'static str] = Box::leak(Box::new([status]));
        for command in ["ddb schema-load", "ddb schema-load --check", "ddb schema-load --dry-run"] {
            let output =
                in_statuses(statuses).world().run_within(TIME_LIMIT, command.split_whitespace()).fails_with(code);
            assert!(output.stderr.contains(&format!("table cruddur-messages is {status}")), "{output}");
            assert!(output.stderr.contains(hint) && !output.stderr.contains("in a while"), "{output}");
        }
        let output = in_statuses(statuses).world().run_within(TIME_LIMIT, ["doctor", "--output", "json"]).fails_with(1);
        let rows = output.rows();
        let check = rows.iter().find(|row| row["check"] == "table").expect("a check of the table");
        assert!(check["found"].as_str().unwrap().contains(status), "{output}");
        assert!(check["fix"].as_str().unwrap().contains(hint), "{output}");
    }
}

/// The service says which backup has an archived table.
#[test]
fn the_backup_of_an_archived_table_is_named() {
    let backup = "arn:aws:dynamodb:eu-west-1:123456789012:table/cruddur-messages/backup/01234567890123-a1b2c3d4";
    let stub = Stub::new(move |_, _| {
        let mut archived = table("ARCHIVED");
        archived["Table"]["ArchivalSummary"] = json!({ "ArchivalBackupArn": backup, "ArchivalReason": "KEY" });
        (200, archived)
    });
    let output = stub.world().run_within(TIME_LIMIT, ["ddb", "schema-load"]).fails_with(1);
    assert!(output.stderr.contains(&format!("--backup-arn {backup}")), "{output}");
}

#[test]
fn an_index_in_an_unknown_status_ends_the_command() {
    let stub = Stub::new(|_, _| {
        let mut answer = table("ACTIVE");
        answer["Table"]["GlobalSecondaryIndexes"][0]["IndexStatus"] = json!("PONDERING");
        (200, answer)
    });
    let output = stub.world().run_within(TIME_LIMIT, ["ddb", "schema-load"]).fails_with(1);
    assert!(output.stderr.contains("index message-group-sk-index is PONDERING"), "{output}");
}

#[test]
fn waiting_has_a_bound_and_says_what_for() {
    for (command, status) in
        [("ddb schema-load", "CREATING"), ("ddb schema-load", "UPDATING"), ("ddb drop-table --yes", "DELETING")]
    {
        let statuses: &'static [&'static str] = Box::leak(Box::new([status]));
        let world = in_statuses(statuses).world();
        let output =
            world.run_within(TIME_LIMIT, format!("{command} --wait-timeout 3").split_whitespace()).fails_with(1);
        let what = format!("table cruddur-messages was still {status} after 3 s");
        assert!(output.stderr.contains(&what), "{output}");
        assert!(output.stderr.contains(&format!("waiting for table cruddur-messages: {status}")), "{output}");
        assert!(output.stderr.contains("--wait-timeout"), "{output}");
    }
}

#[test]
fn schema_load_waits_until_a_deleted_table_is_gone() {
    let stub = in_statuses(&["DELETING", "DELETING", "DELETING", "gone", "CREATING", "ACTIVE"]);
    let output = stub.world().run_within(TIME_LIMIT, ["ddb", "schema-load"]).ok();
    assert!(output.stderr.contains("table cruddur-messages: created"), "{output}");
    assert_eq!(stub.calls().iter().filter(|call| *call == "CreateTable").count(), 2);
    let output = in_statuses(&["DELETING"]).world().run_within(TIME_LIMIT, ["ddb", "schema-load", "--dry-run"]).ok();
    assert!(output.stdout.contains("would be created"), "{output}");
}

/// DeleteTable is refused while a table is being updated, and is sent again afterwards.
#[test]
fn drop_table_waits_for_an_update_and_then_drops() {
    let mut deletes = 0;
    let stub = Stub::new(move |operation, _| match operation {
        "DeleteTable" => {
            deletes += 1;
            match deletes {
                1 => refused("ResourceInUseException", "Table is being updated"),
                _ => (200, json!({})),
            }
        }
        _ if deletes > 1 => refused("ResourceNotFoundException", "Requested resource not found"),
        _ => (200, table("ACTIVE")),
    });
    stub.world().run_within(TIME_LIMIT, ["ddb", "drop-table", "--yes"]).ok();
}

#[test]
fn an_export_by_the_service_is_not_waited_for_for_ever() {
    let arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/cruddur-messages/export/01234567890123-a1b2c3d4";
    let stub = Stub::new(move |operation, _| match operation {
        "DescribeExport" => (200, json!({ "ExportDescription": { "ExportArn": arn, "ExportStatus": "IN_PROGRESS" } })),
        "DescribeImport" => {
            (200, json!({ "ImportTableDescription": { "ImportArn": arn, "ImportStatus": "IN_PROGRESS" } }))
        }
        other => panic!("{other}"),
    });
    for command in ["export", "import"] {
        let world = stub.world();
        let output = world
            .run_within(TIME_LIMIT, format!("ddb {command} --arn {arn} --wait-timeout 3").split_whitespace())
            .fails_with(1);
        assert!(output.stderr.contains("was still IN_PROGRESS after 3 s"), "{output}");
        assert!(output.stderr.contains(&format!("hint: cruddur ddb {command} --arn {arn}")), "{output}");
        assert!(output.stderr.contains("waiting for"), "{output}");
    }
}

/// A service that returns `page` for ever. `token` computes the number in its token from the number of the call.
fn repeating(page: fn(&str, Value) -> Value, token: fn(usize) -> usize) -> Stub {
    let mut calls = 0;
    Stub::new(move |operation, _| match operation {
        "DescribeTable" => (200, table("ACTIVE")),
        "GetShardIterator" => (200, json!({ "ShardIterator": "first" })),
        "GetRecords" => (200, json!({ "Records": [], "NextShardIterator": "next" })),
        operation => {
            calls += 1;
            let token = token(calls);
            // Slows down an endless loop, so that it does not exhaust the memory of the test.
            std::thread::sleep(Duration::from_millis(1));
            (200, page(operation, json!(format!("token-{token}"))))
        }
    })
}

fn page(operation: &str, token: Value) -> Value {
    let key = json!({ "pk": { "S": token }, "sk": { "S": "MSG#2026-11-22T11:56:00.000000+00:00" } });
    match operation {
        "ListTables" => json!({ "TableNames": ["cruddur-messages"], "LastEvaluatedTableName": token }),
        "Scan" | "Query" => json!({ "Items": [], "Count": 0, "ScannedCount": 1, "LastEvaluatedKey": key }),
        "ListUsers" => json!({ "Users": [], "PaginationToken": token }),
        "DescribeStream" => json!({ "StreamDescription": {
            "StreamArn": "arn", "StreamStatus": "ENABLED",
            "Shards": [{ "ShardId": "shard-1", "SequenceNumberRange": { "StartingSequenceNumber": "1" } }],
            "LastEvaluatedShardId": token,
        } }),
        other => panic!("{other}"),
    }
}

#[test]
fn a_page_that_comes_again_is_refused() {
    for (operation, command) in [
        ("ListTables", "ddb list-tables"),
        ("Scan", "ddb scan --output jsonl"),
        ("Query", "ddb patterns get-conversation 11111111-2222-4333-8444-555555555555"),
        ("ListUsers", "cognito list-users"),
        ("DescribeStream", "ddb stream tail --once"),
    ] {
        // The service repeats one page, or two pages, or three pages after a first one.
        for token in
            [|_| 1, |call| call % 2, |call: usize| if call == 1 { 9 } else { call % 3 }] as [fn(usize) -> usize; 3]
        {
            let stub = repeating(page, token);
            let world = stub.world().with("COGNITO_USER_POOLS_ID", "eu-west-1_AbCdEfGhI");
            let world = world.with("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", stub.url());
            let output = world.run_within(TIME_LIMIT, command.split_whitespace()).fails_with(1);
            assert!(output.stderr.contains(&format!("{operation} on ")), "{output}");
            assert!(output.stderr.contains("the same page token twice"), "{output}");
            // A token may contain data, so the error shows its digest.
            assert!(!output.stderr.contains("token-"), "{output}");
            assert!(!output.stderr.contains("in a while"), "{output}");
        }
    }
}

#[test]
fn the_pool_is_not_read_for_ever_by_another_command() {
    let stub = repeating(page, |call| call % 2);
    let world = World::bare().with("COGNITO_USER_POOLS_ID", "eu-west-1_AbCdEfGhI");
    let world = world.with("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", stub.url());
    world.run(["db", "schema-load"]).ok();
    let output = world.run_within(TIME_LIMIT, ["db", "update-cognito-user-ids"]).fails_with(1);
    assert!(output.stderr.contains("the same page token twice"), "{output}");
}

/// Every page is empty and has another token, so the pages would never end.
#[test]
fn empty_pages_without_end_are_refused() {
    for command in ["ddb list-tables", "ddb scan"] {
        let empty = |operation: &str, token: Value| match operation {
            "ListTables" => json!({ "TableNames": [], "LastEvaluatedTableName": token }),
            _ => json!({ "Items": [], "Count": 0, "ScannedCount": 0, "LastEvaluatedKey": { "pk": { "S": token } } }),
        };
        let output = repeating(empty, |call| call)
            .world()
            .run_within(Duration::from_secs(30), command.split_whitespace())
            .fails_with(1);
        assert!(output.stderr.contains("empty pages"), "{output}");
    }
}

/// A shard that returns the same record for ever.
#[test]
fn records_that_come_again_are_refused() {
    let record = json!({
        "eventName": "INSERT",
        "dynamodb": { "Keys": { "pk": { "S": "x" } }, "NewImage": { "pk": { "S": "x" } }, "SequenceNumber": "111" },
    });
    let stub = Stub::new(move |operation, _| {
        let answer = match operation {
            "DescribeTable" => table("ACTIVE"),
            "DescribeStream" => {
                json!({ "StreamDescription": { "StreamArn": "arn", "StreamStatus": "ENABLED", "Shards": [
                { "ShardId": "shard-1", "SequenceNumberRange": { "StartingSequenceNumber": "1" } },
            ] } })
            }
            "GetShardIterator" => json!({ "ShardIterator": "first" }),
            "GetRecords" => json!({ "Records": [record], "NextShardIterator": "again" }),
            other => panic!("{other}"),
        };
        (200, answer)
    });
    let world = stub.world();
    let output = world
        .run_within(TIME_LIMIT, ["ddb", "stream", "tail", "--from", "trim-horizon", "--once", "--output", "jsonl"])
        .fails_with(1);
    assert!(output.stderr.contains("GetRecords on ") && output.stderr.contains("twice"), "{output}");
    assert!(output.stdout.lines().count() <= 2, "{output}");
}

#[test]
fn a_limit_of_the_account_is_named_and_not_tried_for_ever() {
    for (command, refusing) in
        [("ddb schema-load", "CreateTable"), ("ddb schema-load --billing on-demand", "UpdateTable")]
    {
        let stub = Stub::new(move |operation, _| match operation {
            "DescribeTable" if refusing == "CreateTable" => refused("ResourceNotFoundException", "not found"),
            "DescribeTable" => (200, table("ACTIVE")),
            _ => refused("LimitExceededException", "Too many operations: 500 are the most at a time"),
        });
        let output = stub.world().run_within(Duration::from_secs(60), command.split_whitespace()).fails_with(1);
        let tries = stub.calls().iter().filter(|call| *call == refusing).count();
        assert!(tries <= 9, "{tries} calls: {output}");
        assert!(output.stderr.contains("LimitExceededException"), "{output}");
        assert!(output.stderr.contains("hint: ") && !output.stderr.contains("in a while"), "{output}");
    }
}
