//! `cruddur ddb diff` and `ddb export --verify` compare a file with the table, item by item.

use crate::exchange::{every_type, lines};
use crate::support::{World, contract};
use serde_json::json;
use std::time::{Duration, Instant};

contract!(a_file_is_compared_in_both_directions, every_type_is_compared, every_difference_is_counted);

fn a_file_is_compared_in_both_directions(world: &World) {
    world.run(["ddb", "schema-load", "--billing", "on-demand"]).ok();
    world.write(
        "items.jsonl",
        "{\"pk\":\"a\",\"sk\":\"1\",\"n\":1}\n{\"pk\":\"a\",\"sk\":\"2\",\"n\":1,\"s\":\"x\"}\n{\"pk\":\"a\",\"sk\":\"3\",\"n\":1.50}\n",
    );
    world.run(["ddb", "import", "items.jsonl"]).ok();
    for file in ["out.jsonl.gz", "out.csv", "out.json"] {
        world.run(["ddb", "export", "--to", file]).ok();
        world.run(["ddb", "diff", file]).ok();
    }
    insta::assert_snapshot!(world.run(["ddb", "diff", "items.jsonl"]), @"
    --- stderr
    target: local, DynamoDB embedded in .cruddur
    items.jsonl and table cruddur-messages hold the same 3 items
    --- exit 0
    ");
    world.delete(&[&json!({ "pk": { "S": "a" }, "sk": { "S": "1" } })]);
    world.put(&[
        json!({ "pk": { "S": "a" }, "sk": { "S": "2" }, "n": { "N": "2" }, "new": { "BOOL": true }, "s": { "S": "x" } }),
        json!({ "pk": { "S": "b" }, "sk": { "S": "\u{1b}[2J" } }),
    ]);
    for command in ["ddb diff items.jsonl", "ddb diff items.jsonl --segments 3", "ddb export --verify items.jsonl"] {
        insta::assert_snapshot!(world.run_line(command), @r#"
        pk  sk   what        attributes
        a   1    file only
        a   2    different   ["n","new"]
        b   [2J  table only
        --- stderr
        target: local, DynamoDB embedded in .cruddur
        error: items.jsonl and table cruddur-messages differ: 1 in the file only, 1 in the table only, 1 different, 1 the same
        hint: cruddur ddb import items.jsonl --dry-run says what an import would write
        --- exit 6
        "#);
    }
    let rows = world.run(["ddb", "diff", "items.jsonl", "--output", "json"]).fails_with(6).rows();
    assert_eq!(rows[1], json!({ "pk": "a", "sk": "2", "what": "different", "attributes": ["n", "new"] }));
}

fn every_type_is_compared(world: &World) {
    world.run(["ddb", "schema-load", "--billing", "on-demand"]).ok();
    let items = every_type(600);
    world.write("items.jsonl", &lines(&items));
    world.run(["ddb", "import", "items.jsonl", "--on-conflict", "overwrite"]).ok();
    for file in ["out.jsonl", "out.csv", "out.json.zst"] {
        world.run(["ddb", "export", "--to", file, "--segments", "2"]).ok();
        world.run(["ddb", "diff", file, "--segments", "2"]).ok();
    }
    // Differences in a type, in a set, and in a nested value.
    for change in [
        json!({ "N": "1" }),
        json!({ "SS": ["a", "b"] }),
        json!({ "M": { "x": { "L": [{ "BOOL": true }, { "NULL": true }] } } }),
        json!({ "B": "AA==" }),
    ] {
        let mut item = items[7].clone();
        item["changed"] = change;
        world.put(&[item]);
        let rows = world.run(["ddb", "diff", "out.jsonl", "--output", "json"]).fails_with(6).rows();
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0]["attributes"], json!(["changed"]));
    }
}

fn every_difference_is_counted(world: &World) {
    world.write("items.jsonl", "");
    world.run(["ddb", "diff", "items.jsonl"]).fails_with(3);
    world.run(["setup"]).ok();
    let capped = world.run(["ddb", "diff", "items.jsonl", "--limit", "5", "--output", "json"]).fails_with(6);
    assert_eq!(capped.rows().len(), 5);
    assert!(capped.stderr.contains("differ: 156 in the table only\n"), "{capped}");
    // A file with a duplicate key or a refused record does not count as a backup.
    world.run(["ddb", "export", "--to", "out.jsonl"]).ok();
    let text = std::fs::read_to_string(world.dir().join("out.jsonl")).unwrap();
    let first = text.lines().next().unwrap();
    for (more, says) in [
        (first, "differ: 1 records with the key of an earlier one, 156 the same"),
        ("{\"pk\":\"a\"}", "differ: 1 records refused, 156 the same"),
    ] {
        world.write("more.jsonl", &format!("{text}{more}\n"));
        let output = world.run(["ddb", "diff", "more.jsonl", "--output", "json"]).fails_with(6);
        assert!(output.stderr.contains(says) && output.stderr.contains("record 157, line 157: "), "{output}");
        assert!(output.rows().is_empty());
    }
    // The scan takes more units than that. The limit allows the units of the first second at once.
    let started = Instant::now();
    world.run(["ddb", "diff", "out.jsonl", "--max-rcu", "3"]).ok();
    assert!(started.elapsed() > Duration::from_millis(800), "{:?}", started.elapsed());
}

#[test]
fn what_cannot_be_compared_is_said() {
    let world = World::seeded();
    assert!(world.run(["ddb", "diff", "missing.jsonl"]).fails_with(2).stderr.contains("cannot read missing.jsonl"));
    assert!(world.run(["ddb", "diff", "-"]).fails_with(2).stderr.contains("takes no standard input"));
    // A pipe can be read only once: the second read would wait for ever.
    assert!(world.run(["ddb", "diff", "/dev/null"]).fails_with(2).stderr.contains("no standard input and no pipe"));
    for [flag, value] in [["--to", "out.jsonl"], ["--checkpoint", "mark"], ["--s3", "bucket/x"]] {
        world.run(["ddb", "export", "--verify", "out.jsonl", flag, value]).fails_with(2);
    }
    // The command only reads, so a dry run does the same.
    world.run(["ddb", "export", "--to", "out.jsonl"]).ok();
    world.run(["ddb", "diff", "out.jsonl", "--dry-run"]).ok();
}

#[test]
fn the_help_of_scan_says_that_it_is_no_backup() {
    let help = World::bare().run(["ddb", "scan", "--help"]).ok().stdout;
    let words = help.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("is not a backup") && words.contains("cruddur ddb export"), "{help}");
}
