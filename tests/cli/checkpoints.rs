//! Checkpoints of imports and exports: a run that is killed and resumed ends as an uninterrupted one, or is refused with the reason.

use crate::exchange::kill_when;
use crate::importing::numbered;
use crate::support::{World, assert_same, contract};
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use std::io::Write;
use std::time::Duration;

contract!(
    a_file_that_changed_is_not_resumed,
    a_table_that_was_created_again_is_not_resumed,
    a_resumed_import_equals_an_uninterrupted_one,
    an_export_whose_file_changed_is_not_resumed,
    two_imports_with_one_checkpoint_end_right,
    two_exports_into_one_file_do_not_mix,
);

/// Imports `file` slowly, and kills the import once its checkpoint counts some records.
fn begin(world: &World, file: &str) {
    let mark = world.dir().join("mark");
    let is_begun = || {
        let text = std::fs::read(&mark).unwrap_or_default();
        let state: Value = serde_json::from_slice(&text).unwrap_or_default();
        state["done"]["records"].as_u64().is_some_and(|records| records > 20)
    };
    kill_when(world, &["ddb", "import", file, "--checkpoint", "mark", "--max-wcu", "40"], is_begun);
}

/// The export that [`begin_export`] begins.
const EXPORT: [&str; 6] = ["ddb", "export", "--to", "out.jsonl", "--checkpoint", "mark"];

/// Exports a table of larger items slowly, and kills the export once its checkpoint counts some bytes.
fn begin_export(world: &World) {
    let text = "x".repeat(2_000);
    let items = (0..400).map(|at| format!("{{\"pk\":\"P\",\"sk\":\"{at:05}\",\"text\":\"{text}\"}}\n"));
    world.write("items.jsonl", &items.collect::<String>());
    world.run(["ddb", "import", "items.jsonl"]).ok();
    kill_when(world, &[&EXPORT[..], &["--max-rcu", "10"]].concat(), || {
        std::fs::read_to_string(world.dir().join("mark")).is_ok_and(|text| !text.contains("\"bytes\": 0,"))
    });
}

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::none());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

fn a_file_that_changed_is_not_resumed(world: &World) {
    let file = numbered(300);
    // One of the imported records is replaced by another of the same length.
    let other = file.replace("\"sk\":\"00003\",\"n\":3}", "\"sk\":\"90003\",\"n\":9}");
    assert_eq!(file.len(), other.len());
    for name in ["items.jsonl", "items.jsonl.gz", "items.jsonl.zst"] {
        let write = |text: &str| {
            let bytes = match name.rsplit_once('.').map(|(_, ending)| ending) {
                Some("gz") => gzip(text),
                Some("zst") => zstd::encode_all(text.as_bytes(), 1).unwrap(),
                _ => text.as_bytes().to_vec(),
            };
            std::fs::write(world.dir().join(name), bytes).unwrap();
        };
        world.run(["ddb", "schema-load", "--billing", "on-demand"]).ok();
        write(&file);
        begin(world, name);
        let mark = std::fs::read(world.dir().join("mark")).unwrap();
        let before = world.items();
        for changed in [other.as_str(), &file[..file.len() / 50], ""] {
            write(changed);
            for flags in [&[][..], &["--dry-run"], &["--on-conflict", "overwrite"]] {
                let import = [&["ddb", "import", name, "--checkpoint", "mark"], flags].concat();
                let refused = world.run(import).fails_with(2);
                assert!(refused.stderr.contains("changed since the checkpoint was written"), "{refused}");
            }
            assert_same(&world.items(), &before);
            assert_eq!(std::fs::read(world.dir().join("mark")).unwrap(), mark, "the checkpoint still holds");
        }
        // Records that were added at the end are imported with the rest.
        write(&format!("{file}{{\"pk\":\"Q\",\"sk\":\"1\"}}\n"));
        let done = world.run(["ddb", "import", name, "--checkpoint", "mark", "--output", "json"]).ok().rows();
        assert_eq!(done[0]["written"].as_u64().unwrap() + done[0]["kept"].as_u64().unwrap(), 301);
        assert_eq!(world.items().len(), 301);
        assert!(!world.dir().join("mark").exists());
        world.run(["ddb", "drop-table", "--yes"]).ok();
    }
}

fn a_table_that_was_created_again_is_not_resumed(world: &World) {
    world.run(["ddb", "schema-load", "--billing", "on-demand"]).ok();
    world.write("items.jsonl", &numbered(300));
    begin(world, "items.jsonl");
    world.recreate_table();
    let refused = world.run(["ddb", "import", "items.jsonl", "--checkpoint", "mark"]).fails_with(2);
    assert!(refused.stderr.contains("table cruddur-messages was dropped and created again since"), "{refused}");
    assert_eq!(world.items().len(), 0);
    std::fs::remove_file(world.dir().join("mark")).unwrap();

    begin_export(world);
    world.recreate_table();
    let refused = world.run(EXPORT).fails_with(2);
    assert!(refused.stderr.contains("table cruddur-messages was dropped and created again since"), "{refused}");
}

/// Records of which some are refused, some stand twice and some are equal in another notation.
fn mixed() -> String {
    let mut lines: Vec<String> = numbered(300).lines().map(str::to_owned).collect();
    for at in (10..300).step_by(25) {
        lines[at] = "{\"pk\":\"no sort key\"}".to_owned();
        lines[at + 1] =
            lines[at + 2].replace("\"n\":", "\"n\":0e0,\"m\":").replace("\"m\":", "\"n\":").replace("0e0,\"n\":", "");
    }
    lines.join("\n") + "\n"
}

fn a_resumed_import_equals_an_uninterrupted_one(world: &World) {
    world.write("items.jsonl", &mixed());
    for (nth, on_conflict) in ["fail", "skip", "overwrite"].into_iter().enumerate() {
        world.run(["ddb", "schema-load", "--billing", "on-demand"]).ok();
        let import = ["ddb", "import", "items.jsonl", "--on-conflict", on_conflict, "--output", "json"];
        let whole = world.run(import).fails_with(6).rows();
        let there = world.items();
        let mut killed = 0;
        // Twelve times in all, spread over the run.
        for moment in 0..4_u64 {
            world.recreate_table();
            let import = [&import[..], &["--checkpoint", "mark"]].concat();
            let mut child = world.spawn([&import[..], &["--max-wcu", "100"]].concat());
            std::thread::sleep(Duration::from_millis(200 + moment * 450 + nth as u64 * 150));
            killed += u8::from(child.try_wait().unwrap().is_none());
            child.kill().unwrap();
            child.wait().unwrap();
            let done = world.run(import).fails_with(6).rows();
            assert_same(&world.items(), &there);
            assert_eq!(done[0]["refused"], whole[0]["refused"]);
            let all = |rows: &[Value]| rows[0]["written"].as_u64().unwrap() + rows[0]["kept"].as_u64().unwrap();
            assert_eq!(all(&done), all(&whole), "{done:?} {whole:?}");
            assert!(!world.dir().join("mark").exists());
        }
        assert!(killed >= 2, "only {killed} runs had not ended");
        world.run(["ddb", "drop-table", "--yes"]).ok();
    }
}

fn an_export_whose_file_changed_is_not_resumed(world: &World) {
    world.run(["ddb", "schema-load", "--billing", "on-demand"]).ok();
    begin_export(world);
    let mut entries = std::fs::read_dir(world.dir()).unwrap().map(|entry| entry.unwrap().path());
    let part = entries.find(|path| path.extension().is_some_and(|ending| ending == "part")).unwrap();
    let bytes = std::fs::read(&part).unwrap();
    let mut changed = bytes.clone();
    changed[3] ^= 1;
    for other in [&changed[..], &bytes[..1]] {
        std::fs::write(&part, other).unwrap();
        let refused = world.run(EXPORT).fails_with(2);
        assert!(refused.stderr.contains(".part changed since the checkpoint was written"), "{refused}");
    }
    std::fs::write(&part, &bytes).unwrap();
    world.run(EXPORT).ok();
    world.run(["ddb", "diff", "out.jsonl"]).ok();
}

fn two_imports_with_one_checkpoint_end_right(world: &World) {
    world.run(["ddb", "schema-load", "--billing", "on-demand"]).ok();
    world.write("items.jsonl", &numbered(300));
    let import = ["ddb", "import", "items.jsonl", "--checkpoint", "mark", "--max-wcu", "100"];
    for mut child in [world.spawn(import), world.spawn(import)] {
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(world.items().len(), 300);
    let left: Vec<_> = std::fs::read_dir(world.dir()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().starts_with("mark")), "{left:?}");
}

fn two_exports_into_one_file_do_not_mix(world: &World) {
    world.run(["ddb", "schema-load", "--billing", "on-demand"]).ok();
    world.write("items.jsonl", &numbered(400));
    world.run(["ddb", "import", "items.jsonl"]).ok();
    for _ in 0..5 {
        let export = ["ddb", "export", "--to", "out.jsonl"];
        let children = [world.spawn(export), world.spawn(export)];
        let ended: Vec<bool> = children.map(|mut child| child.wait().unwrap().success()).to_vec();
        assert!(ended.contains(&true), "{ended:?}");
        world.run(["ddb", "diff", "out.jsonl"]).ok();
        std::fs::remove_file(world.dir().join("out.jsonl")).unwrap();
    }
}

/// A forged checkpoint leads to no other file.
#[test]
fn a_checkpoint_names_no_file_elsewhere() {
    let world = World::embedded();
    world.run(["ddb", "schema-load", "--billing", "on-demand"]).ok();
    begin_export(&world);
    world.write("victim", "precious");
    let text = std::fs::read_to_string(world.dir().join("mark")).unwrap();
    let state: Value = serde_json::from_str(&text).unwrap();
    let part = state["part"].as_str().unwrap();
    for other in ["../victim", "x/../../victim", "", "0123456789ab", "0123456789a/"] {
        world.write("mark", &text.replace(part, other));
        let refused = world.run(EXPORT).fails_with(2);
        assert!(refused.stderr.contains("changed since the checkpoint was written"), "{refused}");
    }
    assert_eq!(std::fs::read_to_string(world.dir().join("victim")).unwrap(), "precious");
}

#[test]
fn a_checkpoint_of_another_version_is_named() {
    let world = World::seeded();
    world.write("items.jsonl", &numbered(3));
    let old = json!({ "table": "t", "file": "items.jsonl", "bytes": 1, "done": { "written": 0 } });
    world.write("mark", &old.to_string());
    insta::assert_snapshot!(world.run(["ddb", "import", "items.jsonl", "--checkpoint", "mark", "--quiet"]), @"
    --- stderr
    error: mark is a checkpoint of version 1: this cruddur resumes from version 3; remove the file to begin again
    hint: see --help
    --- exit 2
    ");
    for command in [&["ddb", "export", "--to", "out.jsonl"][..], &["ddb", "import", "items.jsonl"]] {
        for (text, says) in
            [("{\"version\":9}", "of version 9"), ("", "is no checkpoint of an "), ("[]", "is no checkpoint of an ")]
        {
            world.write("mark", text);
            let refused = world.run([command, &["--checkpoint", "mark"]].concat()).fails_with(2);
            assert!(refused.stderr.contains(says), "{refused}");
            assert_eq!(std::fs::read_to_string(world.dir().join("mark")).unwrap(), text);
        }
    }
}

#[test]
fn a_checkpoint_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::embedded();
    world.run(["ddb", "schema-load", "--billing", "on-demand"]).ok();
    world.write("items.jsonl", &numbered(300));
    begin(&world, "items.jsonl");
    let mode = world.dir().join("mark").metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}
