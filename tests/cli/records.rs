//! What `ddb import` makes of a file, record by record: each is written, kept or refused, and none vanishes.

use crate::exchange::kill_when;
use crate::support::{World, contract};
use serde_json::{Value, json};

contract!(rows_on_one_line_are_records_of_their_own, an_import_of_rows_on_one_line_is_resumed);

/// The counts that an import ends with.
fn counts(row: &Value) -> (u64, u64, u64) {
    let count = |name: &str| row[name].as_u64().expect("a count");
    (count("written"), count("kept"), count("refused"))
}

/// Rows of `pk,sk,n:N`; every tenth has a number that is none.
fn rows(count: usize, end: &str) -> String {
    (0..count).map(|at| format!("p,{at:03},{}{end}", if at % 10 == 3 { "bad" } else { "1" })).collect()
}

/// Files in which several rows begin on one line, as the csv crate and editors count lines.
fn files(count: usize) -> [String; 3] {
    [
        // Excel for Mac.
        format!("pk,sk,n:N\r{}", rows(count, "\r")),
        format!("pk,sk,n:N\n{}", rows(count, "\r\n")),
        format!("pk,sk,n:N\r\n{}", rows(count, "\n")),
    ]
}

fn rows_on_one_line_are_records_of_their_own(world: &World) {
    world.run("ddb schema-load --billing on-demand").ok();
    for text in files(60) {
        world.write("rows.csv", &text);
        for (on_conflict, expected) in
            [("overwrite", (54, 0, 6)), ("overwrite", (54, 0, 6)), ("skip", (0, 54, 6)), ("fail", (0, 54, 6))]
        {
            let done = world.run(&format!("ddb import rows.csv --output json --on-conflict {on_conflict}"));
            assert_eq!(done.status, 6, "{done}");
            assert_eq!(counts(&done.rows()[0]), expected, "{done}");
            assert!(done.stderr.contains("warning: record 14, line "), "{done}");
        }
        assert_eq!(world.items().len(), 54);
        world.run("ddb drop-table --yes").ok();
        world.run("ddb schema-load --billing on-demand").ok();
    }
}

fn an_import_of_rows_on_one_line_is_resumed(world: &World) {
    world.run("ddb schema-load --billing on-demand").ok();
    let mark = world.dir().join("mark");
    for (text, on_conflict) in files(60).into_iter().zip(["overwrite", "fail", "overwrite"]) {
        world.write("rows.csv", &text);
        let command = format!("ddb import rows.csv --checkpoint mark --on-conflict {on_conflict}");
        kill_when(world, &format!("{command} --max-wcu 10"), || mark.exists());
        let resumed = world.run(&format!("{command} --output json"));
        assert_eq!(resumed.status, 6, "{resumed}");
        let (written, kept, refused) = counts(&resumed.rows()[0]);
        assert_eq!((written + kept, refused), (54, 6), "{resumed}");
        assert_eq!(world.items().len(), 54);
        world.run("ddb drop-table --yes").ok();
        world.run("ddb schema-load --billing on-demand").ok();
    }
}

#[test]
fn a_key_that_is_there_twice_counts_twice() {
    let world = World::embedded();
    world.run("ddb schema-load").ok();
    world.write("twice.jsonl", "{\"pk\":\"a\",\"sk\":\"1\",\"n\":1}\n{\"pk\":\"a\",\"sk\":\"1\",\"n\":2}\n");
    let done = world.run("ddb import twice.jsonl --on-conflict overwrite --output json").ok();
    assert_eq!(counts(&done.rows()[0]), (2, 0, 0), "{done}");
    assert_eq!(world.items(), [json!({ "pk": { "S": "a" }, "sk": { "S": "1" }, "n": { "N": "2" } })]);
}
