//! `cruddur ddb import`: it reports what it wrote however it ends, and a dry run predicts it.

use crate::exchange::kill_when;
use crate::support::{Fault, Proxy, Server, World, assert_same, contract};
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType, Projection, ProjectionType,
    ScalarAttributeType,
};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

contract!(
    a_conflict_in_the_middle_says_what_was_written,
    writes_that_wait_for_their_turn_are_not_started_after_a_conflict,
    a_dry_run_predicts_what_the_run_does,
    a_dry_run_without_a_table_ends_as_the_run_would,
    a_dry_run_reads_within_its_rate_limit,
    a_table_with_another_key_is_named_once,
    a_key_of_an_index_of_the_table_is_checked,
    an_import_that_is_killed_is_completed_by_the_same_command,
);

/// Returns `count` numbered items, one on each line.
pub fn numbered(count: usize) -> String {
    (0..count).map(|at| format!("{{\"pk\":\"P\",\"sk\":\"{at:05}\",\"n\":{at}}}\n")).collect()
}

/// Returns the counts that a run printed.
fn counts(row: &Value) -> [u64; 4] {
    ["written", "kept", "refused", "conflicts"].map(|name| row[name].as_u64().expect("a count"))
}

fn a_conflict_in_the_middle_says_what_was_written(world: &World) {
    world.run(["ddb", "schema-load", "--billing", "on-demand"]).ok();
    world.write("other.jsonl", "{\"pk\":\"P\",\"sk\":\"00150\",\"n\":-1}\n");
    world.run(["ddb", "import", "other.jsonl"]).ok();
    world.write("items.jsonl", &numbered(300));
    let ended = world.run(["ddb", "import", "items.jsonl", "--checkpoint", "mark", "--output", "json"]).fails_with(6);
    let [written, kept, refused, conflicts] = counts(&ended.rows()[0]);
    assert_eq!((kept, refused, conflicts), (0, 0, 1), "{ended}");
    assert_eq!(written, world.items().len() as u64 - 1, "{ended}");
    assert!((150..190).contains(&written), "{ended}");
    for says in
        ["record 151, line 151: the table has another item with the key P 00150", "ended at the conflict of record 151"]
    {
        assert!(ended.stderr.contains(says), "{ended}");
    }
    // Resumes with the option that the hint suggests.
    let skipped = world
        .run(["ddb", "import", "items.jsonl", "--checkpoint", "mark", "--on-conflict", "skip", "--output", "json"])
        .ok()
        .rows();
    assert_eq!(skipped[0]["written"].as_u64().unwrap() + skipped[0]["kept"].as_u64().unwrap(), 300);
    assert_eq!(world.items().len(), 300);
    assert_eq!(world.items()[150]["n"]["N"], "-1");
}

fn writes_that_wait_for_their_turn_are_not_started_after_a_conflict(world: &World) {
    world.run(["ddb", "schema-load", "--billing", "on-demand"]).ok();
    world.write("other.jsonl", "{\"pk\":\"P\",\"sk\":\"00000\",\"n\":-1}\n");
    world.run(["ddb", "import", "other.jsonl"]).ok();
    world.write("items.jsonl", &numbered(50));
    // The rate limit lets one write start. The others still wait when it ends with the conflict.
    let ended = world.run(["ddb", "import", "items.jsonl", "--max-wcu", "1", "--output", "json"]).fails_with(6);
    assert_eq!(counts(&ended.rows()[0])[0], world.items().len() as u64 - 1, "{ended}");
    assert!(world.items().len() <= 2, "{ended}");
}

fn a_dry_run_predicts_what_the_run_does(world: &World) {
    let reset = || {
        world.run(["ddb", "drop-table", "--yes"]);
        world.run(["ddb", "schema-load", "--billing", "on-demand"]).ok();
        world.write(
            "there.jsonl",
            &format!(
                "{}{}",
                numbered(120),
                "{\"pk\":{\"S\":\"Q\"},\"sk\":{\"S\":\"1\"},\"n\":{\"L\":[{\"N\":\"1\"},{\"NS\":[\"2\",\"1\"]}]}}\n"
            ),
        );
        world.run(["ddb", "import", "there.jsonl"]).ok();
    };
    // New records, one in another notation, one that stands twice, two malformed ones, and existing ones.
    let harmless = format!(
        "{}{}{}{}{}",
        numbered(260),
        "{\"pk\":{\"S\":\"Q\"},\"sk\":{\"S\":\"1\"},\"n\":{\"L\":[{\"N\":\"1.0\"},{\"NS\":[\"1.0\",\"2e0\"]}]}}\n",
        "{\"pk\":\"R\",\"sk\":\"1\",\"n\":1}\n{\"pk\":\"R\",\"sk\":\"1\",\"n\":1.0}\n",
        "{\"pk\":\"R\"}\nno json\n",
        numbered(3),
    );
    let conflicts = format!("{harmless}{}", "{\"pk\":\"P\",\"sk\":\"00007\",\"n\":-7}\n");
    // This record conflicts with another one of the same file.
    let twice = format!("{harmless}{}", "{\"pk\":\"R\",\"sk\":\"1\",\"n\":2}\n");
    for (file, status) in [(&harmless, 6), (&conflicts, 6), (&twice, 6)] {
        world.write("items.jsonl", file);
        for on_conflict in ["fail", "skip", "overwrite"] {
            reset();
            let before = world.items();
            let import = ["ddb", "import", "items.jsonl", "--on-conflict", on_conflict, "--output", "json"];
            let predicted = world.run([&import[..], &["--dry-run"]].concat()).fails_with(status);
            assert!(predicted.stderr.contains("target: local"), "{predicted}");
            assert_same(&world.items(), &before);
            let done = world.run(import).fails_with(status);
            assert_eq!(predicted.rows(), done.rows(), "{on_conflict}: {predicted}\n{done}");
            let sum: u64 = counts(&done.rows()[0]).iter().sum();
            assert_eq!(sum, file.lines().count() as u64, "{done}");
        }
    }
    // Every record of the file exists already, so everything is kept.
    world.write("items.jsonl", &numbered(120));
    reset();
    let kept = world.run(["ddb", "import", "items.jsonl", "--dry-run", "--output", "json"]).ok();
    assert_eq!(counts(&kept.rows()[0]), [0, 120, 0, 0], "{kept}");
}

fn a_dry_run_without_a_table_ends_as_the_run_would(world: &World) {
    world.write("items.jsonl", &numbered(3));
    let (dry, real) =
        (world.run(["ddb", "import", "items.jsonl", "--dry-run"]), world.run(["ddb", "import", "items.jsonl"]));
    assert_eq!(dry.status, 3, "{dry}");
    assert_eq!(dry.to_string(), real.to_string());
}

fn a_dry_run_reads_within_its_rate_limit(world: &World) {
    world.run(["ddb", "schema-load", "--billing", "on-demand"]).ok();
    world.write("items.jsonl", &numbered(150));
    world.run(["ddb", "import", "items.jsonl"]).ok();
    // 150 consistent reads take 150 units. The limit allows the units of the first second at once.
    let started = Instant::now();
    let kept = world.run(["ddb", "import", "items.jsonl", "--dry-run", "--max-rcu", "50", "--output", "json"]).ok();
    assert_eq!(counts(&kept.rows()[0]), [0, 150, 0, 0], "{kept}");
    assert!(started.elapsed() > Duration::from_secs(1), "{:?}", started.elapsed());
}

/// Creates a table without the binary.
fn create_table(
    world: &World,
    name: &str,
    key: [(&str, ScalarAttributeType); 2],
    index: Option<(&str, ScalarAttributeType)>,
) {
    world.with_table(async |messages| {
        let element =
            |name: &str, role| KeySchemaElement::builder().attribute_name(name).key_type(role).build().unwrap();
        let mut create = messages
            .client()
            .create_table()
            .table_name(name)
            .billing_mode(BillingMode::PayPerRequest)
            .key_schema(element(key[0].0, KeyType::Hash))
            .key_schema(element(key[1].0, KeyType::Range));
        for (name, kind) in key.into_iter().chain(index.clone()) {
            let definition = AttributeDefinition::builder().attribute_name(name).attribute_type(kind).build().unwrap();
            create = create.attribute_definitions(definition);
        }
        if let Some((name, _)) = index {
            let all = Projection::builder().projection_type(ProjectionType::All).build();
            let index = GlobalSecondaryIndex::builder().index_name("by-rank").key_schema(element(name, KeyType::Hash));
            create = create.global_secondary_indexes(index.projection(all).build().unwrap());
        }
        create.send().await.expect("CreateTable");
    });
}

fn a_table_with_another_key_is_named_once(world: &World) {
    create_table(world, "other", [("id", ScalarAttributeType::S), ("at", ScalarAttributeType::N)], None);
    world.write("items.jsonl", &numbered(100));
    for command in [&["import", "items.jsonl"][..], &["import", "items.jsonl", "--dry-run"], &["diff", "items.jsonl"]] {
        let refused = world.run([&["ddb"], command, &["--table", "other", "--quiet"]].concat());
        insta::assert_snapshot!(refused, @"
        --- stderr
        error: table other has the keys id S, at N, and a table of messages has pk S, sk S
        hint: name another table with --table; cruddur ddb list-tables --table other lists the existing tables
        --- exit 5
        ");
    }
}

fn a_key_of_an_index_of_the_table_is_checked(world: &World) {
    let (text, number) = (ScalarAttributeType::S, ScalarAttributeType::N);
    create_table(world, "ranked", [("pk", text.clone()), ("sk", text)], Some(("rank", number)));
    world.write(
        "items.jsonl",
        "{\"pk\":\"a\",\"sk\":\"1\",\"rank\":\"first\"}\n{\"pk\":\"a\",\"sk\":\"2\",\"rank\":1,\"message_group_uuid\":true}\n",
    );
    for flags in [&["--dry-run"][..], &["--on-conflict", "overwrite"], &["--on-conflict", "skip"]] {
        let ended = world.run([&["ddb", "import", "items.jsonl", "--table", "ranked", "--quiet"], flags].concat());
        assert_eq!(ended.status, 6, "{ended}");
        assert!(ended.stderr.contains("record 1, line 1: rank is a key of an index, and its type is not N"), "{ended}");
        assert!(!ended.stderr.contains("record 2"), "{ended}");
    }
}

fn an_import_that_is_killed_is_completed_by_the_same_command(world: &World) {
    let file = numbered(400);
    world.write("items.jsonl", &file);
    for on_conflict in ["fail", "skip", "overwrite"] {
        world.run(["ddb", "schema-load", "--billing", "on-demand"]).ok();
        let import = ["ddb", "import", "items.jsonl", "--on-conflict", on_conflict];
        let slow_import = [&import[..], &["--max-wcu", "60"]].concat();
        let started = Instant::now();
        kill_when(world, &slow_import, || started.elapsed() > Duration::from_millis(1_500));
        let there = world.items().len();
        assert!((1..400).contains(&there), "{there}");
        let done = world.run([&import[..], &["--output", "json"]].concat()).ok().rows();
        assert_eq!(counts(&done[0]).iter().sum::<u64>(), 400);
        assert_eq!(world.items().len(), 400);
        world.run(["ddb", "drop-table", "--yes"]).ok();
    }
}

/// Returns a world with a proxy in front of DynamoDB Local.
fn behind_a_proxy() -> (Proxy, World) {
    let world = World::with_servers(&[Server::DynamoDb]);
    let proxy = Proxy::to(&world.var(Server::DynamoDb.variable()).expect("an endpoint"));
    let world = world.with(Server::DynamoDb.variable(), proxy.url());
    world.run(["ddb", "schema-load", "--billing", "on-demand"]).ok();
    world.write("items.jsonl", &numbered(200));
    (proxy, world)
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_failure_in_the_middle_says_what_was_written() {
    for (operation, on_conflict) in [("PutItem", "fail"), ("BatchWriteItem", "overwrite")] {
        let (proxy, world) = behind_a_proxy();
        proxy.inject(operation, Fault::Latency(0), if operation == "PutItem" { 50 } else { 2 });
        proxy.inject(operation, Fault::HtmlUnavailable, 1_000);
        let ended =
            world.run(["ddb", "import", "items.jsonl", "--on-conflict", on_conflict, "--output", "json"]).fails_with(6);
        proxy.heal();
        let written = counts(&ended.rows()[0])[0];
        assert_eq!(written, world.items().len() as u64, "{ended}");
        assert!(written == 50, "{ended}");
        assert!(ended.stderr.contains("the import of items.jsonl ended before the end of the file"), "{ended}");
        assert!(ended.stderr.contains("caused by: "), "{ended}");
        world.run(["ddb", "import", "items.jsonl", "--on-conflict", on_conflict]).ok();
        assert_eq!(world.items().len(), 200);
    }
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_failure_before_anything_was_written_keeps_its_exit_code() {
    let (proxy, world) = behind_a_proxy();
    proxy.inject("PutItem", Fault::HtmlUnavailable, 1_000);
    let ended = world.run(["ddb", "import", "items.jsonl"]);
    assert_eq!((ended.status, ended.stdout.as_str()), (1, ""), "{ended}");
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_lost_reply_loses_and_doubles_nothing() {
    for on_conflict in ["fail", "skip", "overwrite"] {
        let (proxy, world) = behind_a_proxy();
        for operation in ["PutItem", "BatchWriteItem"] {
            proxy.inject(operation, Fault::Lost, 3);
        }
        let done = world.run(["ddb", "import", "items.jsonl", "--on-conflict", on_conflict, "--output", "json"]).ok();
        assert_eq!(counts(&done.rows()[0]).iter().sum::<u64>(), 200, "{done}");
        assert_eq!(world.items().len(), 200);
    }
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn keys_that_come_back_unprocessed_are_read_again() {
    let (proxy, world) = behind_a_proxy();
    world.run(["ddb", "import", "items.jsonl"]).ok();
    proxy.calls();
    proxy.inject("BatchGetItem", Fault::Unprocessed(7), 3);
    proxy.inject("BatchGetItem", Fault::Throttled("ProvisionedThroughputExceededException"), 2);
    let kept = world.run(["ddb", "import", "items.jsonl", "--dry-run", "--output", "json"]).ok();
    assert_eq!(counts(&kept.rows()[0]), [0, 200, 0, 0], "{kept}");
    assert!(!proxy.calls().iter().any(|call| call == "PutItem" || call == "BatchWriteItem"), "{kept}");
}

#[test]
fn the_help_says_what_a_conflict_does() {
    let help = World::bare().run(["ddb", "import", "--help"]).ok().stdout;
    let words = help.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("start no write after the first conflict that is known"), "{help}");
    assert!(words.contains("writes that were sent are finished and counted"), "{help}");
}

#[test]
fn standard_input_is_predicted_too() {
    use std::io::Write;
    use std::process::Stdio;
    let world = World::embedded();
    world.run(["ddb", "schema-load"]).ok();
    let mut import = world.command(["ddb", "import", "-", "--dry-run", "--output", "json"]);
    let mut import = import.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    import.stdin.take().unwrap().write_all(numbered(5).as_bytes()).unwrap();
    let output = import.wait_with_output().unwrap();
    let rows: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(rows, json!([{ "written": 5, "kept": 0, "refused": 0, "conflicts": 0 }]));
}
