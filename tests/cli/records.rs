//! `cruddur ddb import`, record by record: each record is written, kept or refused, and none is lost.

use crate::exchange::kill_when;
use crate::support::{Output, World, contract};
use cruddur::messaging::TABLE_SCHEMA;
use cruddur::transfer::{Decoder, FileFormat};
use serde_json::{Value, json};
use std::time::Duration;

contract!(
    rows_on_one_line_are_records_of_their_own,
    an_import_of_rows_on_one_line_is_resumed,
    files_of_other_tools_are_read_or_refused,
    plain_json_is_read_on_purpose,
    a_raw_scan_is_imported_whole,
    any_csv_adds_up_and_resumes,
);

/// Returns the counts that an import prints.
fn counts(row: &Value) -> (u64, u64, u64) {
    let count = |name: &str| row[name].as_u64().expect("a count");
    (count("written"), count("kept"), count("refused"))
}

/// Returns rows of `pk,sk,n:N`. Every tenth has an invalid number.
fn rows(count: usize, end: &str) -> String {
    (0..count).map(|at| format!("p,{at:03},{}{end}", if at % 10 == 3 { "bad" } else { "1" })).collect()
}

/// Returns files with several rows on one line, as the csv crate and editors count lines.
fn files(count: usize) -> [String; 3] {
    [
        // The line ends of Excel for Mac.
        format!("pk,sk,n:N\r{}", rows(count, "\r")),
        format!("pk,sk,n:N\n{}", rows(count, "\r\n")),
        format!("pk,sk,n:N\r\n{}", rows(count, "\n")),
    ]
}

fn rows_on_one_line_are_records_of_their_own(world: &World) {
    world.run(["ddb", "schema-load", "--billing", "on-demand"]).ok();
    for text in files(60) {
        world.write("rows.csv", &text);
        for (on_conflict, expected) in
            [("overwrite", (54, 0, 6)), ("overwrite", (54, 0, 6)), ("skip", (0, 54, 6)), ("fail", (0, 54, 6))]
        {
            let done = world.run(["ddb", "import", "rows.csv", "--output", "json", "--on-conflict", on_conflict]);
            assert_eq!(done.status, 6, "{done}");
            assert_eq!(counts(&done.rows()[0]), expected, "{done}");
            assert!(done.stderr.contains("warning: record 14, line "), "{done}");
        }
        assert_eq!(world.items().len(), 54);
        world.recreate_table();
    }
}

fn an_import_of_rows_on_one_line_is_resumed(world: &World) {
    world.run(["ddb", "schema-load", "--billing", "on-demand"]).ok();
    let mark = world.dir().join("mark");
    for (text, on_conflict) in files(60).into_iter().zip(["overwrite", "fail", "overwrite"]) {
        world.write("rows.csv", &text);
        let import = ["ddb", "import", "rows.csv", "--checkpoint", "mark", "--on-conflict", on_conflict];
        kill_when(world, &[&import[..], &["--max-wcu", "10"]].concat(), || mark.exists());
        let resumed = world.run([&import[..], &["--output", "json"]].concat());
        assert_eq!(resumed.status, 6, "{resumed}");
        let (written, kept, refused) = counts(&resumed.rows()[0]);
        assert_eq!((written + kept, refused), (54, 6), "{resumed}");
        assert_eq!(world.items().len(), 54);
        world.recreate_table();
    }
}

#[test]
fn a_key_that_is_there_twice_counts_twice() {
    let world = World::embedded();
    world.run(["ddb", "schema-load"]).ok();
    world.write("twice.jsonl", "{\"pk\":\"a\",\"sk\":\"1\",\"n\":1}\n{\"pk\":\"a\",\"sk\":\"1\",\"n\":2}\n");
    let done = world.run(["ddb", "import", "twice.jsonl", "--on-conflict", "overwrite", "--output", "json"]).ok();
    assert_eq!(counts(&done.rows()[0]), (2, 0, 0), "{done}");
    assert_eq!(world.items(), [json!({ "pk": { "S": "a" }, "sk": { "S": "1" }, "n": { "N": "2" } })]);
}

/// A file of another tool, and the outcome of its import: the exit code, the counts, and texts on stderr. There are no counts if
/// nothing was read.
struct Foreign {
    name: &'static str,
    bytes: Vec<u8>,
    status: i32,
    counts: Option<(u64, u64)>,
    says: &'static [&'static str],
}

fn foreign(
    name: &'static str,
    bytes: impl Into<Vec<u8>>,
    status: i32,
    counts: Option<(u64, u64)>,
    says: &'static [&'static str],
) -> Foreign {
    Foreign { name, bytes: bytes.into(), status, counts, says }
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn files_of_other_tools() -> Vec<Foreign> {
    let row = |at: usize| format!("p,{at:03},text\n");
    let rows: String = (0..1_000).map(row).collect();
    let item = |at: usize| format!("{{\"pk\": {{\"S\": \"p\"}}, \"sk\": {{\"S\": \"{at:03}\"}}}}");
    let put = |at: usize| format!("{{\"PutRequest\": {{\"Item\": {}}}}}", item(at));
    vec![
        // Quotes.
        foreign(
            "open.csv",
            format!("pk,sk,message\n{}p,x,\"never closed\n{rows}", row(1) + &row(2)),
            6,
            Some((2, 1)),
            &["record 3, line 4: the quote on line 4 is never closed", "(lines 4 to 1004)"],
        ),
        foreign(
            "cut.csv",
            "pk,sk,message\np,1,a\np,2,\"cut in the mid",
            6,
            Some((1, 1)),
            &["record 2, line 3", "never closed"],
        ),
        foreign(
            "behind.csv",
            "pk,sk,message\np,1,\"abc\" def \"ghi\"\np,2,5\" pipe\np,3,\"fine, \"\"quoted\"\"\"\n",
            6,
            Some((1, 2)),
            &["record 1, line 2: text follows a closing quote", "record 2, line 3: a quote stands inside a cell"],
        ),
        // Names of columns.
        foreign("twice.csv", "pk,sk,a,a\np,1,x,y\n", 2, None, &["two columns for \"a\""]),
        foreign("type.csv", "pk,sk,n:NUMBER\np,1,5\n", 2, None, &["the type \"NUMBER\""]),
        foreign("unclosed.csv", "pk,sk,n:\np,1,5\n", 2, None, &["the type \"\""]),
        foreign("unnamed.csv", "pk,sk,\np,1,5\n", 2, None, &["has no name"]),
        foreign(
            "twice.jsonl",
            "{\"pk\":\"p\",\"sk\":\"1\",\"message\":\"a\",\"message\":\"b\"}\n{\"pk\":\"p\",\"sk\":\"2\"}\n",
            6,
            Some((1, 1)),
            &["record 1, line 1: the name \"message\" occurs twice"],
        ),
        // Formats that are read.
        foreign("scan.json", format!("[\n{},\n{}\n]\n", item(1), item(2)), 0, Some((2, 0)), &[]),
        foreign(
            "cli.json",
            format!(
                "{{\n    \"Items\": [\n{},\n{}\n    ],\n    \"Count\": 2,\n    \"ScannedCount\": 2\n}}\n",
                item(1),
                item(2)
            ),
            0,
            Some((2, 0)),
            &[],
        ),
        foreign(
            "page.json",
            format!("{{\"Items\": [{}], \"Count\": 1, \"LastEvaluatedKey\": {}}}", item(1), item(1)),
            6,
            Some((1, 1)),
            &["LastEvaluatedKey says that the table has more items than this file"],
        ),
        foreign("batch.json", format!("{{\"cruddur-messages\": [{}, {}]}}", put(1), put(2)), 0, Some((2, 0)), &[]),
        foreign(
            "request.json",
            format!("{{\n\"RequestItems\": {{\"cruddur-messages\": [\n{},\n{}]}}}}", put(1), put(2)),
            0,
            Some((2, 0)),
            &[],
        ),
        foreign(
            "other.json",
            format!("{{\"cruddur-messages\": [{}], \"users\": [{}]}}", put(1), put(2)),
            6,
            Some((1, 1)),
            &["it is a request for the table \"users\", and not for \"cruddur-messages\""],
        ),
        foreign("users.json", format!("{{\"users\": [{}]}}", put(1)), 2, Some((0, 1)), &["the table \"users\""]),
        // Names and numbers that this tool cannot keep.
        foreign(
            "reserved.jsonl",
            format!(
                "{}\n{{\"pk\":{{\"S\":\"p\"}},\"sk\":{{\"S\":\"x\"}},\"m\":{{\"M\":{{\"a\":{{\"S\":\"1\"}},\"$serde_json::private::RawValue\":{{\"S\":\"1\"}}}}}}}}\n",
                item(1)
            ),
            6,
            Some((1, 1)),
            &["record 2, line 2: "],
        ),
        foreign("zero.jsonl", "{\"pk\":\"p\",\"sk\":\"1\",\"n\":0e500}\n", 2, Some((0, 1)), &["0e500 is out of range"]),
        foreign(
            "delete.jsonl",
            format!("{}\n{{\"DeleteRequest\": {{\"Key\": {}}}}}\n", put(1), item(2)),
            6,
            Some((1, 1)),
            &["record 2, line 2: it is a DeleteRequest, and an import deletes nothing"],
        ),
        foreign(
            "incremental.json",
            format!(
                "{{\"Metadata\":{{}},\"Keys\":{0},\"NewImage\":{0}}}\n{{\"Metadata\":{{}},\"Keys\":{0},\"OldImage\":{0}}}\n",
                item(1)
            ),
            6,
            Some((1, 1)),
            &["record 2, line 2: it is the deletion of an item"],
        ),
        foreign("bom.jsonl", format!("\u{feff}{}\n", item(1)), 0, Some((1, 0)), &[]),
        foreign("bom.csv", "\u{feff}\"pk\",\"sk\"\np,1\n", 0, Some((1, 0)), &[]),
        // Formats that are not read.
        foreign(
            "semicolons.csv",
            "pk;sk\np;1\n",
            2,
            None,
            &["a CSV separated by ';'", "the supported formats are JSON lines"],
        ),
        foreign("tabs.csv", "pk\tsk\np\t1\n", 2, None, &["a CSV separated by tabs"]),
        foreign("utf16.jsonl", utf16(&format!("\u{feff}{}\n", item(1))), 2, None, &["UTF-16", "iconv"]),
        foreign("utf16.csv", utf16("pk,sk\np,1\n"), 2, None, &["UTF-16"]),
        foreign(
            "gzip.json",
            b"\x1f\x8b\x08\0\0\0\0\0\0\x03\x03\0\0\0\0\0\0\0\0\0".to_vec(),
            2,
            None,
            &["gzip data", "gunzip"],
        ),
        foreign("plain.jsonl.gz", format!("{}\n", item(1)), 2, None, &["not gzip data"]),
        foreign("plain.jsonl.zst", format!("{}\n", item(1)), 2, None, &["not zstd data"]),
        foreign("data.ion", "$ion_1_0 {Item:{pk:\"p\",sk:\"1\"}}\n", 2, None, &["Amazon Ion"]),
        foreign(
            "manifest-summary.json",
            "{\"version\":\"2020-06-30\",\"exportArn\":\"a\",\"manifestFilesS3Key\":\"m\"}",
            2,
            None,
            &["the manifest of a DynamoDB export"],
        ),
        foreign("commas.json", format!("{},\n{}\n", item(1), item(2)), 2, None, &["separated by commas"]),
        // Plain JSON and DynamoDB JSON.
        foreign(
            "either.jsonl",
            "{\"pk\":\"p\",\"sk\":\"1\",\"m\":{\"B\":\"true\"}}\n{\"pk\":\"p\",\"sk\":\"2\"}\n",
            6,
            Some((1, 1)),
            &["in DynamoDB JSON and a map in plain JSON", "--plain reads such an object as a map"],
        ),
        // Limits.
        foreign(
            "limits.jsonl",
            format!(
                "{{\"pk\":\"p\",\"sk\":\"1\",\"{}\":1}}\n{{\"pk\":{{\"S\":\"p\"}},\"sk\":{{\"S\":\"2\"}},\"n\":{{\"NULL\":false}}}}\n\
                 {{\"pk\":\"p\",\"sk\":\"3\",\"\":1}}\n{{\"pk\":\"p\",\"sk\":\"4\"}}\n",
                "n".repeat(65_536)
            ),
            6,
            Some((1, 3)),
            &[
                "line 1: a name has 65536 bytes",
                "line 2: \"n\": not a value of the type NULL",
                "line 3: a name is empty",
            ],
        ),
    ]
}

/// Every file is read correctly, or refused with its format, and its counts add up.
fn files_of_other_tools_are_read_or_refused(world: &World) {
    world.run(["ddb", "schema-load", "--billing", "on-demand"]).ok();
    for Foreign { name, bytes, status, counts: expected, says } in files_of_other_tools() {
        std::fs::write(world.dir().join(name), bytes).expect("a file");
        let before = world.items().len();
        let done = world.run(["ddb", "import", name, "--on-conflict", "overwrite", "--output", "json"]);
        assert_eq!(done.status, status, "{name}: {done}");
        assert!(says.iter().all(|text| done.stderr.contains(text)), "{name}: {done}");
        match expected {
            Some((written, refused)) => assert_eq!(counts(&done.rows()[0]), (written, 0, refused), "{name}: {done}"),
            None => assert_eq!((world.items().len(), done.stdout.as_str()), (before, ""), "{name}: {done}"),
        }
    }
}

fn plain_json_is_read_on_purpose(world: &World) {
    world.run(["ddb", "schema-load"]).ok();
    world.write("plain.json", "[{\"pk\": \"p\", \"sk\": \"1\", \"m\": {\"B\": \"true\"}, \"n\": null}]\n");
    world.run(["ddb", "import", "plain.json", "--plain"]).ok();
    assert_eq!(
        world.items(),
        [json!({
            "pk": { "S": "p" }, "sk": { "S": "1" }, "m": { "M": { "B": { "S": "true" } } }, "n": { "NULL": true },
        })]
    );
    // An export is DynamoDB JSON, which keeps the types and needs no flag.
    world.write(
        "typed.jsonl",
        "{\"pk\":{\"S\":\"p\"},\"sk\":{\"S\":\"2\"},\"b\":{\"B\":\"true\"},\"s\":{\"SS\":[\"x\"]}}\n",
    );
    world.run(["ddb", "import", "typed.jsonl"]).ok();
    let there = world.items();
    world.run(["ddb", "export", "--to", "out.jsonl"]).ok();
    world.run(["ddb", "drop-table", "--yes"]).ok();
    world.run(["ddb", "schema-load"]).ok();
    world.run(["ddb", "import", "out.jsonl"]).ok();
    assert_eq!(world.items(), there);
}

/// An import reads the output of `scan --raw`, as one document and as lines.
fn a_raw_scan_is_imported_whole(world: &World) {
    world.run(["setup"]).ok();
    let there = world.items();
    for output in ["json", "jsonl"] {
        let scanned = world.run(["ddb", "scan", "--raw", "--output", output]).ok().stdout;
        world.write("scan.json", &scanned);
        world.run(["ddb", "drop-table", "--yes"]).ok();
        world.run(["ddb", "schema-load"]).ok();
        let done = world.run(["ddb", "import", "scan.json", "--output", "json"]).ok();
        assert_eq!(counts(&done.rows()[0]), (156, 0, 0));
        assert_eq!(world.items(), there);
    }
}

/// Returns random bytes of a CSV: mostly rows, with misplaced quotes, line ends and commas, cut at a random byte.
fn csv(random: &mut fastrand::Rng) -> Vec<u8> {
    let header = b"pk,sk,n:N,message,other\n";
    let mut text = header.to_vec();
    for at in 0..random.usize(20..60) {
        let mut piece = |of: &[&'static [u8]]| of[random.usize(..of.len())];
        let message = piece(&[
            b"a",
            b"\"a, \"\"b\"\"\"",
            b"\"line\r\nend\"",
            b"5\" pipe",
            b"\"a\" b",
            b"\"",
            b",",
            b"\n",
            b"\r",
            b"\xff",
            b"",
            b"a",
            b"a",
        ]);
        let number = piece(&[b"1", b"-2.5", b"five", b""]);
        let other = piece(&[b"", b"", b"\"{\"\"s\"\":{\"\"SS\"\":[\"\"x\"\"]}}\"", b"\"{\"\"n\"\":1}\"", b"{"]);
        let end = piece(&[b"\n", b"\r\n", b"\r", b"\n\n"]);
        let key = format!("p{},s{},", at % 3, at % 17);
        text.extend_from_slice(&[key.as_bytes(), number, b",", message, b",", other, end].concat());
    }
    text.truncate(random.usize(header.len()..=text.len()));
    text
}

/// Each record is written, kept or refused. An import that is killed and resumed has the same result as an uninterrupted one.
fn any_csv_adds_up_and_resumes(world: &World) {
    world.run(["ddb", "schema-load", "--billing", "on-demand"]).ok();
    for seed in 0..8 {
        let text = csv(&mut fastrand::Rng::with_seed(seed));
        std::fs::write(world.dir().join("any.csv"), &text).expect("a file");
        let mut decoder =
            Decoder::new("any.csv", FileFormat::Csv, &TABLE_SCHEMA, text.as_slice()).expect("the header is whole");
        let (mut records, mut bad) = (0, 0);
        while let Some(line) = decoder.next_line().expect("no error of a slice") {
            records += 1;
            bad += u64::from(line.item.is_err());
        }
        let on_conflict = if seed % 2 == 0 { "overwrite" } else { "skip" };
        let import = ["ddb", "import", "any.csv", "--output", "json", "--on-conflict", on_conflict];
        let whole = world.run(import);
        let (written, kept, refused) = counts(&whole.rows()[0]);
        assert_eq!((written + kept + refused, refused), (records, bad), "seed {seed}: {whole}");
        let there = world.items();
        empty(world);
        if seed < 3 {
            let resumed = killed_and_resumed(world, &import);
            let (written, kept, refused) = counts(&resumed.rows()[0]);
            assert_eq!((written + kept + refused, refused), (records, bad), "seed {seed}: {resumed}");
            assert_eq!((resumed.status, &resumed.stderr), (whole.status, &whole.stderr), "seed {seed}");
            assert_eq!(world.items(), there, "seed {seed}");
            empty(world);
        }
    }
}

fn empty(world: &World) {
    let items = world.items();
    world.delete(&items.iter().collect::<Vec<_>>());
}

/// Starts an import, kills it once it has written a checkpoint, and runs it again.
fn killed_and_resumed(world: &World, args: &[&str]) -> Output {
    let args = [args, &["--checkpoint", "mark"]].concat();
    let mut process = world.spawn([&args[..], &["--max-wcu", "5"]].concat());
    while !world.dir().join("mark").exists() && process.try_wait().expect("a status").is_none() {
        std::thread::sleep(Duration::from_millis(10));
    }
    process.kill().ok();
    process.wait().expect("its end");
    world.run(args)
}

/// With --output json the summary is JSON, and the ending of the file is the format of the items.
#[test]
fn an_export_prints_its_summary_in_json() {
    let world = World::seeded();
    let done = world.run(["ddb", "export", "--to", "all.csv", "--output", "json"]).ok();
    assert_eq!(done.json(), json!([{ "file": "all.csv", "items": 156 }]));
    let file = std::fs::read_to_string(world.dir().join("all.csv")).unwrap();
    assert!(file.starts_with("pk:S,"), "{file}");
    for format in ["json", "text"] {
        world.run(["ddb", "export", "--output", format]).fails_with(2);
    }
}
