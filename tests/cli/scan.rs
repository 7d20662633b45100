//! `cruddur ddb scan`.

use crate::support::stub::{listen, refused, table};
use crate::support::{Http, Stub, World, contract};
use serde_json::{Value, json};
use std::collections::HashSet;

contract!(
    every_page_is_read,
    a_filter_picks_items,
    an_export_takes_a_filter,
    a_limit_counts_items_of_all_segments,
    every_type_is_printed
);

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
    for (args, why) in [
        (["--value", r#"m={"S":"One?","S":"Two?"}"#].as_slice(), r#"the name "S" occurs twice"#),
        (&["--value", "m=One?", "--value", ":m=Two?"], "the placeholder :m: it is given twice"),
        (&["--value", "m=One?", "--name", "#a=b", "--name", "a=c"], "the placeholder #a: it is given twice"),
    ] {
        let output = world.run(["ddb", "scan", "--filter", "message = :m"].iter().chain(args)).fails_with(2);
        assert!(output.stderr.contains(why), "{output}");
    }
}

/// An export of some items has what a scan with the filter prints. It has no checkpoint, which would not know the filter.
fn an_export_takes_a_filter(world: &World) {
    world.run(["setup"]).ok();
    let filter = ["--where", "handle = :h AND begins_with(pk, :m)", "--value", ":h=londo", "--value", ":m=MSG#"];
    // The segments come in any order.
    let sorted = |mut items: Vec<Value>| {
        items.sort_by_key(Value::to_string);
        items
    };
    let scanned = sorted(world.run(["ddb", "scan", "--output", "json"].iter().chain(&filter)).ok().rows());
    assert_eq!(scanned.len(), 17);
    let done = world.run(["ddb", "export", "--to", "some.jsonl", "--segments", "3"].iter().chain(&filter)).ok();
    assert!(done.stderr.ends_with("17 items\n"), "{done}");
    let file = std::fs::read_to_string(world.dir().join("some.jsonl")).unwrap();
    let exported = file.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    crate::support::assert_same(&sorted(exported), &scanned);
    for refused in [["--checkpoint", "mark"], ["--verify", "some.jsonl"]] {
        world.run(["ddb", "export", "--to", "x.jsonl"].iter().chain(&filter).chain(&refused)).fails_with(2);
    }
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

/// A world whose DynamoDB answers every Scan with this text.
fn answering(body: &str) -> World {
    let body = body.to_owned();
    let (url, _) = listen(move |request| {
        let operation = request.header("x-amz-target")?.rsplit('.').next()?.to_owned();
        let text = if operation == "DescribeTable" { table("ACTIVE").to_string() } else { body.clone() };
        Some((operation, Http::answer(200, "application/x-amz-json-1.0", &text)))
    });
    World::bare().with("AWS_ENDPOINT_URL_DYNAMODB", &url)
}

/// JSON lines are made from the bytes of an answer, and other formats from what the SDK reads.
#[test]
fn an_answer_that_dynamodb_does_not_write_is_read_alike_in_every_format() {
    for body in [
        r#"{"LastEvaluatedKey": null, "Items": [ {"sk": {"S": "\u0062"}, "pk": {"S": "a"}} ], "Count": 1, "Other": [{}]}"#,
        r#"{"Items": [{"pk": {"S": "a"}, "pk": {"S": "b"}}]}"#,
        r#"{"Items": [{"pk": {"S": "a"}}], "Items": [{"pk": {"S": "b"}}, {"pk": {"S": "c"}}]}"#,
        r#"{"Items": [{"pk": {"S": "a", "N": null}, "sk": {"X": {"Y": 1}}}]}"#,
        r#"{"Items": null, "Count": 1}"#,
    ] {
        let world = answering(body);
        let lines = world.run(["ddb", "scan", "--output", "jsonl"]).ok();
        let printed: Vec<Value> = lines.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert_eq!(printed, world.run(["ddb", "scan", "--output", "json"]).ok().rows(), "{body}");
    }
    for body in [
        r#"{"Items": [{"pk": {"S": "a"}}"#,
        r#"{"Items": [{"pk": {"S": "\ud800"}}]}"#,
        r#"{"Items": [{"pk": {"S": "a"}},]}"#,
        r#"{"Items": [{"pk": {"S": 1}}]}"#,
        r#"{"Items": [{"pk": {"S": "a"}}]} {}"#,
        r#"{"Items": [{"pk": {"S": "a"}}], "Count": }"#,
        "[]",
    ] {
        let world = answering(body);
        let outputs =
            ["jsonl", "json"].map(|format| world.run(["ddb", "scan", "--output", format]).fails_with(1).stderr);
        assert_eq!(outputs[0], outputs[1], "{body}");
    }
}

#[test]
fn a_terminal_gets_no_character_that_it_obeys() {
    let text = "a\u{9b}2J\u{202e}b\u{2028}\u{7f}é";
    let world = answering(&json!({ "Items": [{ "pk": { "S": text } }, { "pk": { "S": "c" } }] }).to_string());
    let printed = world.run(["ddb", "scan", "--output", "jsonl"]).ok().stdout;
    assert_eq!(printed, "{\"pk\":\"a\\u009b2J\\u202eb\\u2028\\u007fé\"}\n{\"pk\":\"c\"}\n");
}

/// The segments are read by several threads, and each has connections of its own.
#[test]
fn the_error_of_one_segment_ends_the_scan() {
    for command in [["scan", "--output", "jsonl"], ["scan", "--output", "csv"], ["export", "--to", "items.jsonl"]] {
        let stub = Stub::new(|operation, body| match (operation, &body["Segment"]) {
            ("DescribeTable", _) => (200, table("ACTIVE")),
            (_, segment) if *segment == json!(5) => refused("AccessDeniedException", "no segment 5"),
            (_, segment) => {
                let next = body["ExclusiveStartKey"]["pk"]["S"].as_str().map_or(0, |at| at.parse::<u64>().unwrap()) + 1;
                let key = json!({ "pk": { "S": next.to_string() }, "sk": { "S": segment.to_string() } });
                (200, json!({ "Items": [key.clone()], "Count": 1, "ScannedCount": 1, "LastEvaluatedKey": key }))
            }
        });
        let world = stub.world();
        let args = ["ddb"].into_iter().chain(command).chain(["--segments", "6"]);
        let output = world.run_within(std::time::Duration::from_secs(20), args).fails_with(1);
        assert!(output.stderr.contains("no segment 5"), "{output}");
        assert!(!world.dir().join("items.jsonl").exists());
    }
}

#[test]
fn segments_come_once_whichever_thread_reads_them() {
    let stub = Stub::new(|operation, body| {
        let segment = body["Segment"].as_u64().unwrap_or_default();
        let at = body["ExclusiveStartKey"]["sk"]["S"].as_str().map_or(0, |at| at.parse::<u64>().unwrap() + 1);
        let key = json!({ "pk": { "S": segment.to_string() }, "sk": { "S": at.to_string() } });
        match operation {
            "DescribeTable" => (200, table("ACTIVE")),
            _ if at < segment => (200, json!({ "Items": [key.clone()], "LastEvaluatedKey": key })),
            _ => (200, json!({ "Items": [key] })),
        }
    });
    let printed = stub.world().run(["ddb", "scan", "--segments", "9", "--output", "jsonl"]).ok().stdout;
    let distinct: HashSet<&str> = printed.lines().collect();
    assert_eq!((printed.lines().count(), distinct.len()), (45, 45));
}
