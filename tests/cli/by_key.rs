//! `cruddur ddb get-item`, `query` and `count`.

use crate::support::stub::table;
use crate::support::{CONVERSATION, Stub, World, contract};
use serde_json::{Value, json};

contract!(
    an_item_is_found_by_its_key,
    a_partition_is_in_order,
    an_index_has_its_own_keys,
    items_are_counted,
    what_does_not_exist_is_not_found,
);

fn messages(world: &World, args: &[&str]) -> Vec<Value> {
    let partition = format!("MSG#{CONVERSATION}");
    world.run(["ddb", "query", &partition, "--output", "json"].iter().chain(args)).ok().rows()
}

fn an_item_is_found_by_its_key(world: &World) {
    world.run(["setup"]).ok();
    let first = messages(world, &["--limit", "1"]).remove(0);
    let (pk, sk) = (first["pk"].as_str().unwrap(), first["sk"].as_str().unwrap());
    let json = json!({ "pk": { "S": pk }, "sk": { "S": sk } }).to_string();
    assert_eq!(world.run(["ddb", "get-item", pk, sk, "--output", "json"]).ok().json(), first);
    let raw = world.run(["ddb", "get-item", "--key", &json, "--raw", "--output", "json"]).ok().json();
    assert_eq!(raw["message"]["S"], first["message"]);
    // A partition key has at most 2,048 bytes.
    let too_long = "x".repeat(2_049);
    for (args, code) in [
        (vec![pk], 2),
        (vec![pk, ""], 2),
        (vec![], 2),
        (vec![pk, sk, "--key", &json], 2),
        (vec!["--key", r#"{"pk":"a","sk":"b"}"#], 2),
        (vec!["--key", r#"{"pk":{"S":"a"},"sk":{"S":"b"},"pk":{"S":"c"}}"#], 2),
        (vec![&too_long, sk], 2),
        (vec![pk, "MSG#2020"], 3),
    ] {
        let output = world.run(["ddb", "get-item"].iter().chain(&args)).fails_with(code);
        assert!(output.stdout.is_empty(), "{output}");
    }
}

/// The partition is larger than a page of 1 MB.
fn a_partition_is_in_order(world: &World) {
    world.prepare();
    let message = |at: usize| json!({ "from": "bayko", "message": format!("{at} {}", "x".repeat(990)) });
    let all: Vec<Value> = (0..1_100).map(message).collect();
    world.write(
        "seeds.json",
        &json!({ "conversations": [{ "between": ["bayko", "londo"], "messages": all }] }).to_string(),
    );
    world.run(["ddb", "seed", "--file", "seeds.json"]).ok();
    let items = world.run(["ddb", "scan", "--output", "json", "--query", "[?starts_with(pk, `\"MSG#\"`)].pk | [0]"]);
    let pk = items.ok().json().as_str().unwrap().to_owned();
    let keys = |args: &[&str]| {
        let run = world.run(["ddb", "query", &pk, "--output", "json"].iter().chain(args)).ok();
        run.rows().iter().map(|item| item["sk"].as_str().unwrap().to_owned()).collect::<Vec<String>>()
    };
    let every = keys(&[]);
    assert_eq!(every.len(), 1_100);
    assert!(every.is_sorted());
    let mut reversed = keys(&["--reverse"]);
    reversed.reverse();
    assert_eq!(reversed, every);
    for limit in [0, 1, 1_000, 1_099, 1_100, 2_000] {
        assert_eq!(keys(&["--limit", &limit.to_string()]), every[..limit.min(1_100)]);
    }
    assert_eq!(keys(&["--reverse", "--limit", "2"]), [every[1_099].clone(), every[1_098].clone()]);
    assert_eq!(keys(&["--between", &every[3], &every[1_090]]), every[3..=1_090]);
    assert_eq!(keys(&["--begins-with", &every[7]]), every[7..8]);
    assert_eq!(keys(&["--begins-with", "GRP#"]), Vec::<String>::new());
    assert_eq!(keys(&["--max-rcu", "1000000"]), every);
}

fn an_index_has_its_own_keys(world: &World) {
    world.run(["setup"]).ok();
    let args = ["ddb", "query", CONVERSATION, "--index", "message-group-sk-index", "--output", "json"];
    let rows = world.run(args.iter().chain(&["--begins-with", "GRP#"])).ok().rows();
    assert_eq!(rows.len(), 2);
    assert!(
        rows.iter()
            .all(|row| row["message_group_uuid"] == CONVERSATION && row["pk"].as_str().unwrap().starts_with("GRP#"))
    );
}

fn items_are_counted(world: &World) {
    world.run(["setup"]).ok();
    for args in [vec![], vec!["--segments", "4"], vec!["--max-rcu", "1000"]] {
        let counted = world.run(["ddb", "count", "--output", "json"].iter().chain(&args)).ok();
        assert_eq!(counted.json(), json!([{ "table": "cruddur-messages", "items": 156 }]), "{counted}");
    }
    let parts = ["0", "1", "2"].map(|at| {
        world.run(["ddb", "count", "--segment", at, "--of", "3", "--output", "json"]).ok().rows()[0]["items"].as_u64()
    });
    assert_eq!(parts.iter().flatten().sum::<u64>(), 156);
    let inboxes = ["ddb", "count", "--filter", "begins_with(pk, :g)", "--value", "g=GRP#", "--output", "json"];
    let rows = messages(world, &[]).len();
    assert!(rows > 0);
    let scanned = world.items().iter().filter(|item| item["pk"]["S"].as_str().unwrap().starts_with("GRP#")).count();
    assert_eq!(world.run(inboxes).ok().rows()[0]["items"], json!(scanned));
}

fn what_does_not_exist_is_not_found(world: &World) {
    for command in ["get-item a b", "query a", "count"] {
        let output = world.run_line(&format!("ddb {command}")).fails_with(3);
        assert!(output.stderr.contains("there is no table cruddur-messages"), "{output}");
    }
    world.run(["ddb", "schema-load"]).ok();
    let output = world.run(["ddb", "get-item", "a", "b"]).fails_with(3);
    assert!(output.stderr.contains(r#"no item with the key pk "a", sk "b""#), "{output}");
    let output = world.run(["ddb", "query", "a", "--index", "by-name"]).fails_with(3);
    assert!(output.stderr.contains("has no index by-name") && output.stderr.contains("describe-table"), "{output}");
    assert_eq!(world.run(["ddb", "query", "a", "--output", "json"]).ok().json(), json!([]));
    for wrong in [vec!["a", "--between", "b"], vec!["a", "--between", "b", "c", "--begins-with", "d"], vec![""]] {
        world.run(["ddb", "query"].iter().chain(&wrong)).fails_with(2);
    }
}

#[test]
fn a_server_that_repeats_a_page_ends_a_query() {
    let key = json!({ "pk": { "S": "a" }, "sk": { "S": "b" } });
    let stub = Stub::new(move |operation, _| match operation {
        "DescribeTable" => (200, table("ACTIVE")),
        _ => (200, json!({ "Items": [key.clone()], "Count": 1, "ScannedCount": 1, "LastEvaluatedKey": key.clone() })),
    });
    let world = stub.world();
    for command in ["ddb query a", "ddb count"] {
        let output = world.run_within(std::time::Duration::from_secs(10), command.split_whitespace()).fails_with(1);
        assert!(output.stderr.contains("the same page token twice"), "{output}");
    }
}
