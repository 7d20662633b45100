//! Seeds files: every error in every file is named, and nothing is written.

use crate::support::World;

fn user(handle: &str) -> String {
    format!(r#"{{ "display_name": "A", "handle": {handle:?}, "email": "a@cruddur.example" }}"#)
}

#[test]
fn every_fault_of_every_file_is_named() {
    let world = World::embedded();
    world.write(
        "a.json",
        r#"{ "users": [
  { "display_name": "A", "handle": " a", "email": 7 },
  { "display_nmae": "B", "handle": "b" }
] }"#,
    );
    world.write(
        "b.json",
        r#"{ "conversations": [
  { "between": ["bayko", "londo"], "messages": [
    { "from": "bayko", "message": "Hello", "message": "Hello again" },
    { "from": "andrewbrown",
      "message": " " } ] },
  { "between": ["bayko"], "messages": [] }
] }"#,
    );
    for group in ["db", "ddb"] {
        insta::allow_duplicates! {
            insta::assert_snapshot!(world.run([group, "seed", "--file", "a.json", "--file", "b.json"]), @r#"
            --- stderr
            error: 10 faults in the seeds
              a.json, line 2: users[0].handle: it has a blank at its start or end
              a.json, line 2: users[0].email: it must be a string
              a.json, line 3: users[1].display_nmae: there is no such field; the fields are display_name, handle, email
              a.json, line 3: users[1].display_name: it is missing
              a.json, line 3: users[1].email: it is missing
              b.json, line 3: conversations[0].messages[0].message: it appears twice
              b.json, line 4: conversations[0].messages[1].from: "andrewbrown" is not in this conversation
              b.json, line 5: conversations[0].messages[1].message: the message: it is blank
              b.json, line 6: conversations[1].between: it takes two different handles
              b.json, line 6: conversations[1].messages: a conversation has at least one message
            hint: docs/guide.md says what a seeds file looks like
            --- exit 2
            "#);
        }
    }
}

#[test]
fn twenty_faults_are_named_and_the_others_counted() {
    let world = World::embedded();
    let users: Vec<String> = (0..100).map(|_| user(" ")).collect();
    world.write("many.json", &format!("{{ \"users\": [\n{}\n] }}", users.join(",\n")));
    let output = world.run(["db", "seed", "--file", "many.json"]).fails_with(2);
    assert!(output.stderr.contains("error: 100 faults in the seeds, of which the first 20 are\n"), "{output}");
    assert_eq!(output.stderr.matches("many.json, line ").count(), 20, "{output}");
    let json = world.run(["db", "seed", "--file", "many.json", "--error-format", "json"]).fails_with(2);
    let error: serde_json::Value = serde_json::from_str(&json.stderr).expect("JSON");
    assert_eq!(error["details"].as_array().expect("details").len(), 20);
}

#[test]
fn handles_with_blanks_at_the_ends_or_control_characters_are_refused() {
    let world = World::embedded();
    for handle in ["a ", " a", "\ta", "a\u{a0}", "a\u{7}b", "a\nb", "a\u{0}"] {
        let json = serde_json::Value::from(handle).to_string();
        world.write(
            "users.json",
            &format!(r#"{{ "users": [{{ "display_name": "A", "handle": {json}, "email": "e" }}] }}"#),
        );
        let output = world.run(["db", "seed", "--file", "users.json"]).fails_with(2);
        assert!(output.stderr.contains("line 1: users[0].handle: it has "), "{output}");
        world.write("talk.json", &format!(
            r#"{{ "conversations": [{{ "between": [{json}, "londo"], "messages": [{{ "from": "londo", "message": "x" }}] }}] }}"#
        ));
        let output = world.run(["ddb", "seed", "--file", "talk.json"]).fails_with(2);
        assert!(output.stderr.contains("line 1: conversations[0].between: "), "{output}");
    }
}

#[test]
fn a_byte_order_mark_is_skipped_and_other_encodings_are_named() {
    let world = World::embedded();
    world.run(["db", "schema-load"]).ok();
    let text = format!("{{ \"users\": [{}] }}", user("zoe"));
    world.write("bom.json", &format!("\u{feff}{text}"));
    world.run(["db", "seed", "--file", "bom.json"]).ok();
    assert_eq!(world.count("SELECT count(*) FROM users"), 1);
    let utf16 = |order: fn(u16) -> [u8; 2], mark: bool| {
        mark.then_some(0xfeff).into_iter().chain(text.encode_utf16()).flat_map(order).collect::<Vec<u8>>()
    };
    for bytes in [
        utf16(u16::to_le_bytes, true),
        utf16(u16::to_be_bytes, true),
        utf16(u16::to_le_bytes, false),
        utf16(u16::to_be_bytes, false),
    ] {
        std::fs::write(world.dir().join("utf16.json"), bytes).unwrap();
        let output = world.run(["db", "seed", "--file", "utf16.json"]).fails_with(2);
        assert!(output.stderr.contains("error: utf16.json, line 1: the file: it is UTF-16"), "{output}");
    }
    std::fs::write(world.dir().join("latin.json"), b"{ \"users\": [\n{ \"display_name\": \"Zo\xeb\" } ] }").unwrap();
    let output = world.run(["db", "seed", "--file", "latin.json"]).fails_with(2);
    assert!(output.stderr.contains("error: latin.json, line 2: the file: it is not UTF-8"), "{output}");
}

#[test]
fn a_message_from_stdin_begins_behind_its_byte_order_mark() {
    use std::io::Write;
    let world = World::seeded();
    let args = ["ddb", "patterns", "create-message", "--as", "londo", "--with", "bayko", "-"];
    let mut command = world.command(args);
    let mut child = command.stdin(std::process::Stdio::piped()).spawn().expect("the binary runs");
    child.stdin.take().expect("stdin").write_all("\u{feff}From PowerShell\n".as_bytes()).expect("a text");
    assert!(child.wait().expect("an end").success());
    assert!(world.items().iter().any(|item| item["message"]["S"] == "From PowerShell"));
}

#[test]
fn a_checkpoint_of_a_stream_may_begin_with_a_byte_order_mark() {
    let world = World::seeded();
    world.run(["ddb", "stream", "apply", "--once", "--checkpoint", "stream.json"]).ok();
    let text = std::fs::read_to_string(world.dir().join("stream.json")).unwrap();
    world.write("stream.json", &format!("\u{feff}{text}"));
    let output =
        world.run(["ddb", "stream", "apply", "--once", "--checkpoint", "stream.json", "--output", "json"]).ok();
    assert_eq!(output.rows()[0]["records"], 0);
}
