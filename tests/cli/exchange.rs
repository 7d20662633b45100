//! `cruddur ddb export` and `ddb import`: a round trip loses nothing.

use crate::support::{World, assert_same, contract};
use serde_json::{Value, json};
use std::io::Write;
use std::process::Stdio;
use std::time::{Duration, Instant};

contract!(
    a_round_trip_of_every_type_is_identical,
    segments_of_several_machines_are_the_table,
    a_bad_line_is_refused_and_the_others_are_written,
    a_conflict_ends_as_the_option_says,
    a_killed_export_is_resumed,
    a_killed_import_is_resumed,
    a_rate_limit_is_kept,
);

/// Returns items with values of every type, in random combinations.
pub fn every_type(count: usize) -> Vec<Value> {
    let mut random = fastrand::Rng::with_seed(11);
    (0..count).map(|at| item(&mut random, at)).collect()
}

fn item(random: &mut fastrand::Rng, at: usize) -> Value {
    let mut item = json!({ "pk": { "S": format!("P#{:03}", at % 997) }, "sk": { "S": format!("S#{at:07}") } });
    let members = item.as_object_mut().unwrap();
    for name in ["a", "b", "S", "NULL", "naïve \"name\", with;", "message"] {
        if random.bool() {
            members.insert(name.to_owned(), value(random, 0));
        }
    }
    item
}

fn value(random: &mut fastrand::Rng, depth: usize) -> Value {
    let digits = |random: &mut fastrand::Rng| {
        let digits: String = (0..random.usize(1..38)).map(|_| random.digit(10)).collect();
        format!("{}{digits}", random.u8(1..=9))
    };
    let text = |random: &mut fastrand::Rng| -> String {
        (0..random.usize(0..12))
            .map(|_| *random.choice(&['a', 'é', '🦀', '"', ',', '\n', '\u{1}', '=']).unwrap())
            .collect()
    };
    let bytes = ["", "AA==", "AP8=", "//79"];
    match random.u8(0..if depth < 3 { 10 } else { 8 }) {
        0 => json!({ "S": text(random) }),
        1 => json!({ "N": digits(random) }),
        2 => json!({ "N": format!("-0.{}", digits(random).trim_end_matches('0')) }),
        3 => json!({ "BOOL": random.bool() }),
        4 => json!({ "NULL": true }),
        5 => json!({ "B": *random.choice(&bytes).unwrap() }),
        6 => json!({ "SS": ["x", "=1+1", "é"] }),
        7 => match random.bool() {
            true => json!({ "NS": ["1", "-2.5", "12345678901234567890123456789012345678"] }),
            false => json!({ "BS": ["AA==", "AP8="] }),
        },
        8 => json!({ "L": (0..random.usize(0..3)).map(|_| value(random, depth + 1)).collect::<Vec<_>>() }),
        _ => {
            let names = ["S", "N", "M", "Item", "x"].into_iter().take(random.usize(0..3));
            let members: serde_json::Map<String, Value> =
                names.map(|name| (name.to_owned(), value(random, depth + 1))).collect();
            json!({ "M": members })
        }
    }
}

/// Sorts items by key, and the elements of their sets, so that they can be compared.
pub fn sorted(mut items: Vec<Value>) -> Vec<Value> {
    fn sort(value: &mut Value) {
        match value {
            Value::Object(members) => {
                for (name, value) in members.iter_mut() {
                    match value {
                        Value::Array(values) if ["SS", "NS", "BS"].contains(&name.as_str()) => {
                            values.sort_by_key(Value::to_string);
                        }
                        other => sort(other),
                    }
                }
            }
            Value::Array(values) => values.iter_mut().for_each(sort),
            _ => {}
        }
    }
    items.iter_mut().for_each(sort);
    items.sort_by_key(|item| format!("{} {}", item["pk"], item["sk"]));
    items
}

pub fn lines(items: &[Value]) -> String {
    items.iter().map(|item| format!("{item}\n")).collect()
}

fn a_round_trip_of_every_type_is_identical(world: &World) {
    world.run(["ddb", "schema-load", "--billing", "on-demand"]).ok();
    let items = every_type(if cfg!(debug_assertions) { 1_000 } else { 100_000 });
    world.write("items.jsonl", &lines(&items));
    world.run(["ddb", "import", "items.jsonl", "--on-conflict", "overwrite"]).ok();
    let there = sorted(world.items());
    assert_same(&there, &sorted(items));
    for (file, flags) in [
        ("out.jsonl.gz", &["--segments", "3"][..]),
        ("out.csv", &[]),
        ("out.csv.zst", &["--segments", "2"]),
        ("out.json.zst", &[]),
        ("out", &["--output", "dynamodb-json"]),
    ] {
        world.run([&["ddb", "export", "--to", file], flags].concat()).ok();
        world.recreate_table();
        world.run(["ddb", "import", file, "--on-conflict", "overwrite"]).ok();
        assert_same(&sorted(world.items()), &there);
    }
    // An item that already exists is kept.
    let again = world.run(["ddb", "import", "out.csv", "--output", "json"]).ok().rows();
    assert_eq!((&again[0]["written"], &again[0]["refused"]), (&json!(0), &json!(0)));
    assert_eq!(
        std::os::unix::fs::PermissionsExt::mode(&world.dir().join("out").metadata().unwrap().permissions()) & 0o777,
        0o600
    );
}

fn segments_of_several_machines_are_the_table(world: &World) {
    world.run(["setup"]).ok();
    let whole = world.items();
    let mut items = Vec::new();
    for segment in 0..3 {
        items.extend(
            world
                .run(["ddb", "scan", "--segment", &segment.to_string(), "--of", "3", "--raw", "--output", "json"])
                .ok()
                .rows(),
        );
    }
    assert_same(&sorted(items), &sorted(whole));
    insta::assert_snapshot!(world.run(["ddb", "scan", "--segment", "3", "--of", "3", "--quiet"]), @"
    --- stderr
    error: there is no segment 3 of 3
    hint: the segments are numbered from 0 to 2
    --- exit 2
    ");
}

fn a_bad_line_is_refused_and_the_others_are_written(world: &World) {
    world.run(["ddb", "schema-load"]).ok();
    let bad = "{\"pk\":\"a\",\"sk\":\"1\"}\n\nnot json\n{\"pk\":\"a\"}\n{\"pk\":\"a\",\"sk\":\"2\",\"n\":1e999}\n{\"pk\":\"a\",\"sk\":\"3\"}\n";
    world.write("bad.jsonl", bad);
    let dry = world.run(["ddb", "import", "bad.jsonl", "--dry-run", "--quiet"]);
    assert_eq!(dry.status, 6, "{dry}");
    assert_eq!(world.items().len(), 0);
    insta::assert_snapshot!(world.run(["ddb", "import", "bad.jsonl"]), @"
    written  kept  refused  conflicts
    2        0     3        0
    --- stderr
    target: local, DynamoDB embedded in .cruddur
    warning: record 2, line 3: expected ident at column 2
    warning: record 3, line 4: the key sk is missing
    warning: record 4, line 5: the number 1e999 is out of range
    error: 3 records of bad.jsonl were refused
    hint: fix these records, and import the file again
    --- exit 6
    ");
    assert_eq!(world.items().len(), 2);
    // A file with other columns.
    world.write("wrong.csv", "name,age\nlondo,57\n");
    for on_conflict in ["fail", "skip", "overwrite"] {
        assert_eq!(world.run(["ddb", "import", "wrong.csv", "--on-conflict", on_conflict]).status, 2);
    }
    world.run(["ddb", "export", "--to", "cut.jsonl.gz"]).ok();
    let whole = std::fs::read(world.dir().join("cut.jsonl.gz")).unwrap();
    std::fs::write(world.dir().join("cut.jsonl.gz"), &whole[..whole.len() - 12]).unwrap();
    let cut = world.run(["ddb", "import", "cut.jsonl.gz"]);
    // If a record was read before the cut, the import prints its counts.
    assert_eq!(cut.status, if cut.stdout.is_empty() { 2 } else { 6 }, "{cut}");
    assert!(cut.stderr.contains("cannot read cut.jsonl.gz"), "{cut}");
}

fn a_conflict_ends_as_the_option_says(world: &World) {
    world.run(["ddb", "schema-load"]).ok();
    world.write("first.jsonl", "{\"pk\":\"a\",\"sk\":\"1\",\"n\":1}\n{\"pk\":\"a\",\"sk\":\"2\",\"n\":1}\n");
    // Of two lines with the same key, the last one wins.
    world.write(
        "second.jsonl",
        "{\"pk\":\"a\",\"sk\":\"1\",\"n\":1}\n{\"pk\":\"a\",\"sk\":\"2\",\"n\":7}\n{\"pk\":\"a\",\"sk\":\"2\",\"n\":8}\n",
    );
    let n =
        || world.items().iter().map(|item| item["n"]["N"].as_str().unwrap().to_owned()).collect::<Vec<_>>().join(" ");
    world.run(["ddb", "import", "first.jsonl"]).ok();
    insta::assert_snapshot!(world.run(["ddb", "import", "second.jsonl", "--quiet"]), @"
    written  kept  refused  conflicts
    0        1     0        1
    --- stderr
    warning: record 2, line 2: the table has another item with the key a 2
    error: the import of second.jsonl ended at the conflict of record 2, line 2
    hint: cruddur ddb diff second.jsonl names every difference; --on-conflict skip leaves these items, --on-conflict overwrite replaces them
    --- exit 6
    ");
    assert_eq!(n(), "1 1");
    let skipped = world.run(["ddb", "import", "second.jsonl", "--on-conflict", "skip", "--output", "json"]).ok().rows();
    assert_eq!(skipped[0]["kept"], 3);
    assert_eq!(n(), "1 1");
    world.run(["ddb", "import", "second.jsonl", "--on-conflict", "overwrite"]).ok();
    assert_eq!(n(), "1 8");
}

/// Starts a command, and kills it once `is_time` returns true.
pub fn kill_when(world: &World, args: &[&str], is_time: impl Fn() -> bool) {
    let mut process = world.spawn(args);
    let started = Instant::now();
    while !is_time() {
        assert!(started.elapsed() < Duration::from_secs(60), "{args:?} never came that far");
        assert!(process.try_wait().expect("a status").is_none(), "{args:?} ended before it was killed");
        std::thread::sleep(Duration::from_millis(20));
    }
    process.kill().expect("a kill");
    process.wait().expect("its end");
}

fn a_killed_export_is_resumed(world: &World) {
    world.run(["ddb", "schema-load", "--billing", "on-demand"]).ok();
    world.write("items.jsonl", &lines(&every_type(1_500)));
    world.run(["ddb", "import", "items.jsonl", "--on-conflict", "overwrite"]).ok();
    let whole = world.items();
    for file in ["out.jsonl.zst", "out.csv.gz"] {
        let export = ["ddb", "export", "--to", file, "--checkpoint", "mark", "--segments", "2"];
        let mark = world.dir().join("mark");
        // The rate limit keeps the export from ending before it is killed.
        kill_when(world, &[&export[..], &["--max-rcu", "2"]].concat(), || {
            std::fs::read_to_string(&mark).is_ok_and(|text| !text.contains("\"items\": 0,"))
        });
        assert!(!world.dir().join(file).exists(), "an incomplete file has another name");
        let other = world.run(["ddb", "export", "--to", "other.csv", "--checkpoint", "mark", "--segments", "2"]);
        assert!(other.stderr.contains("the checkpoint is of another export"), "{other}");
        let itself = world.run(["ddb", "export", "--to", "both", "--checkpoint", "both"]);
        assert!(itself.stderr.contains("it is the file itself"), "{itself}");
        let end = world.run(export).ok();
        assert!(end.stderr.contains("resumed after"), "{end}");
        assert!(!mark.exists());
        world.recreate_table();
        world.run(["ddb", "import", file, "--on-conflict", "fail"]).ok();
        assert_same(&sorted(world.items()), &sorted(whole.clone()));
    }
    let again = world.run(["ddb", "export", "--to", "out.csv.gz"]);
    assert_eq!(again.status, 5, "{again}");
    world.run(["ddb", "export", "--to", "out.csv.gz", "--yes"]).ok();
}

fn a_killed_import_is_resumed(world: &World) {
    world.run(["ddb", "schema-load", "--billing", "on-demand"]).ok();
    let items = every_type(1_500);
    world.write("items.jsonl", &lines(&items));
    let mark = world.dir().join("mark");
    for on_conflict in ["fail", "overwrite"] {
        let import = ["ddb", "import", "items.jsonl", "--checkpoint", "mark", "--on-conflict", on_conflict];
        kill_when(world, &[&import[..], &["--max-wcu", "60"]].concat(), || mark.exists());
        let done = world.run([&import[..], &["--output", "json"]].concat()).ok().rows();
        assert_eq!(done[0]["refused"], 0);
        assert_same(&sorted(world.items()), &sorted(items.clone()));
        assert!(!mark.exists());
        world.recreate_table();
    }
}

fn a_rate_limit_is_kept(world: &World) {
    world.run(["setup"]).ok();
    // A scan of 156 items takes about 27 units. The limit allows the units of the first second at once.
    let started = Instant::now();
    let scanned = world.run(["ddb", "scan", "--max-rcu", "5", "--output", "jsonl"]).ok();
    assert_eq!(scanned.stdout.lines().count(), 156);
    let units: f64 = {
        let (before, _) = scanned.stderr.rsplit_once(" read capacity units").expect("the units");
        before.rsplit_once(", ").expect("a number").1.parse().expect("a number")
    };
    let least = Duration::from_secs_f64((units / 5.0 - 2.0).max(0.0));
    assert!(started.elapsed() >= least, "{units} units in {:?}", started.elapsed());
    assert_eq!(world.run(["ddb", "scan", "--max-rcu", "0"]).status, 2);
}

#[test]
fn standard_input_is_a_file_too() {
    let world = World::seeded();
    let exported = world.run(["ddb", "export", "--output", "csv"]).ok().stdout;
    world.run(["ddb", "drop-table", "--yes"]).ok();
    world.run(["ddb", "schema-load"]).ok();
    let mut import = world
        .command(["ddb", "import", "-", "--format", "csv"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    import.stdin.take().unwrap().write_all(exported.as_bytes()).unwrap();
    assert!(import.wait().unwrap().success());
    assert_eq!(world.items().len(), 156);
    assert_eq!(world.run(["ddb", "import", "-", "--checkpoint", "mark"]).status, 2);
}

#[test]
fn a_format_that_does_not_fit_the_command_is_refused() {
    let world = World::embedded();
    for command in [
        "ddb export --output json",
        "ddb export --query [0]",
        "ddb export --checkpoint mark",
        "ddb list-tables --output dynamodb-json",
    ] {
        assert_eq!(world.run_line(command).status, 2, "{command}");
    }
}
