//! `cruddur ddb scan`.

use crate::support::{World, contract};
use serde_json::{Value, json};
use std::collections::HashSet;

contract!(every_page_is_read, a_filter_picks_items, a_limit_counts_items_of_all_segments, every_type_is_printed);

/// The table is larger than a page of 1 MB: 1,500 messages of 1,000 characters.
fn every_page_is_read(world: &World) {
    world.prepare();
    let message = |at: usize| json!({ "from": if at.is_multiple_of(2) { "bayko" } else { "londo" }, "message": format!("{at} {}", "x".repeat(990)) });
    let conversation = |at: usize| json!({ "between": ["bayko", "londo"], "messages": (0..150).map(|index| message(at * 150 + index)).collect::<Vec<_>>() });
    world.write("seeds.json", &json!({ "conversations": (0..10).map(conversation).collect::<Vec<_>>() }).to_string());
    world.run(["ddb", "seed", "--file", "seeds.json"]).ok();
    for segments in [1, 4] {
        let scan = world.run(["ddb", "scan", "--segments", &segments.to_string(), "--output", "jsonl"]).ok();
        assert!(scan.stdout.len() > 1_500_000, "{} bytes", scan.stdout.len());
        let keys: HashSet<String> = scan
            .stdout
            .lines()
            .map(|line| {
                let item: Value = serde_json::from_str(line).expect("JSON");
                format!("{} {}", item["pk"], item["sk"])
            })
            .collect();
        assert_eq!(scan.stdout.lines().count(), 1_520, "with {segments} segments");
        assert_eq!(keys.len(), 1_520, "with {segments} segments");
        assert!(scan.stderr.contains("1520 items, "), "{}", scan.stderr);
    }
}

fn a_filter_picks_items(world: &World) {
    world.run(["setup"]).ok();
    let by_name = [
        "ddb",
        "scan",
        "--filter",
        "#h = :h AND begins_with(pk, :m)",
        "--name",
        "#h=handle",
        "--value",
        ":h=londo",
        "--value",
        ":m=MSG#",
        "--output",
        "json",
    ];
    assert_eq!(world.run(by_name).ok().rows().len(), 17);
    let typed = [
        "ddb",
        "scan",
        "--filter",
        "message = :m",
        "--value",
        r#"m={"S":"One?"}"#,
        "--output",
        "json",
        "--query",
        "[].handle",
    ];
    assert_eq!(world.run(typed).ok().json(), json!(["bayko"]));
}

fn a_limit_counts_items_of_all_segments(world: &World) {
    world.run(["setup"]).ok();
    for (limit, segments) in [(0, 1), (7, 1), (7, 4), (156, 1), (1_000, 3)] {
        let (most, parallel) = (limit.to_string(), segments.to_string());
        let scan = world.run(["ddb", "scan", "--limit", &most, "--segments", &parallel, "--output", "json"]).ok();
        assert_eq!(scan.rows().len(), limit.min(156), "{scan}");
    }
}

fn every_type_is_printed(world: &World) {
    world.run(["ddb", "schema-load"]).ok();
    world.put(&[json!({
        "pk": { "S": "OTHER#1" }, "sk": { "S": "x" },
        "number": { "N": "12345678901234567890123456789012345678" },
        "small": { "N": "0.5" },
        "truth": { "BOOL": true },
        "nothing": { "NULL": true },
        "bytes": { "B": "AP8=" },
        "texts": { "SS": ["a"] },
        "list": { "L": [{ "N": "1" }, { "M": { "deep": { "S": "er" } } }] },
    })]);
    insta::assert_snapshot!(world.run(["ddb", "scan", "--output", "jsonl"]), @r#"
    {"pk":"OTHER#1","sk":"x","bytes":"AP8=","list":[1,{"deep":"er"}],"nothing":null,"number":"12345678901234567890123456789012345678","small":0.5,"texts":["a"],"truth":true}
    --- stderr
    target: local, DynamoDB embedded in .cruddur
    1 items, 0.5 read capacity units
    --- exit 0
    "#);
    insta::assert_snapshot!(world.run(["ddb", "scan", "--raw", "--output", "jsonl"]), @r#"
    {"pk":{"S":"OTHER#1"},"sk":{"S":"x"},"bytes":{"B":"AP8="},"list":{"L":[{"N":"1"},{"M":{"deep":{"S":"er"}}}]},"nothing":{"NULL":true},"number":{"N":"12345678901234567890123456789012345678"},"small":{"N":"0.5"},"texts":{"SS":["a"]},"truth":{"BOOL":true}}
    --- stderr
    target: local, DynamoDB embedded in .cruddur
    1 items, 0.5 read capacity units
    --- exit 0
    "#);
    insta::assert_snapshot!(world.run(["ddb", "scan", "--output", "csv"]), @r#"
    pk,sk,bytes,list,nothing,number,small,texts,truth,other
    OTHER#1,x,AP8=,"[1,{""deep"":""er""}]",,12345678901234567890123456789012345678,0.5,"[""a""]",true,
    --- stderr
    target: local, DynamoDB embedded in .cruddur
    1 items, 0.5 read capacity units
    --- exit 0
    "#);
}
