//! `cruddur ddb patterns get-conversation` and `list-conversations`.

use crate::support::{World, contract};
use serde_json::{Value, json};

contract!(
    any_conversation_is_shown,
    a_period_may_cross_the_years_end,
    the_flask_layout_is_read,
    rows_of_both_layouts_are_merged_by_time,
    times_in_other_forms_are_read,
    control_characters_do_not_reach_the_screen,
    a_user_may_be_asked_for_by_uuid,
    a_shared_handle_is_refused,
    many_pages_are_read,
    a_period_holds_times_in_other_forms,
    a_period_without_messages_is_a_document,
);

const ANDREW: &str = "1e8f660b-1b84-4206-80df-86e14de338cf";

fn any_conversation_is_shown(world: &World) {
    world.run(["setup"]).ok();
    insta::assert_snapshot!(world.run(["ddb", "patterns", "get-conversation", "--as", "londo", "--with", "bayko", "--limit", "2"]), @"
    time                  handle  message
    2026-11-22 11:53:58Z  londo   I have tasted it. It is not coffee. Yet it is warm, it is brown, and it came out of the correct end of the machine; a gentleman does not quibble. I concede.
    2026-11-22 11:54:58Z  bayko   Almond croissants, please. And Londo? Don't press the left button until Thursday.
    --- stderr
    target: local, DynamoDB embedded in .cruddur, users embedded in .cruddur
    conversation 92254384-12d5-46a3-aff3-790ffcda83b0 with bayko
    the newest 2 messages; --all prints every one
    --- exit 0
    ");
    insta::assert_snapshot!(world.run(["ddb", "patterns", "get-conversation", "92254384-12d5-46a3-aff3-790ffcda83b0", "--newest-first", "--limit", "2", "--output", "jsonl"]), @r#"
    {"time":"2026-11-22T11:54:58.000000+00:00","handle":"bayko","message":"Almond croissants, please. And Londo? Don't press the left button until Thursday.","display_name":"Andrew Bayko","user_uuid":"[uuid 1]","message_uuid":"[uuid 2]"}
    {"time":"2026-11-22T11:53:58.000000+00:00","handle":"londo","message":"I have tasted it. It is not coffee. Yet it is warm, it is brown, and it came out of the correct end of the machine; a gentleman does not quibble. I concede.","display_name":"Londo Mollari","user_uuid":"[uuid 3]","message_uuid":"[uuid 4]"}
    --- stderr
    target: local, DynamoDB embedded in .cruddur
    the newest 2 messages; --all prints every one
    --- exit 0
    "#);
    let all = world.run(["ddb", "patterns", "get-conversation", "--all", "--output", "json"]).ok().rows();
    assert_eq!(all.len(), 114);
    let newest_first =
        world.run(["ddb", "patterns", "get-conversation", "--all", "--newest-first", "--output", "json"]).ok().rows();
    assert_eq!(newest_first, all.iter().rev().cloned().collect::<Vec<Value>>());
    let twenty = world.run(["ddb", "patterns", "get-conversation", "--output", "json"]).ok().rows();
    assert_eq!(twenty, all[94..]);
    insta::assert_snapshot!(world.run(["ddb", "patterns", "list-conversations", "--limit", "1"]), @"
    time                  handle  display_name  message                     message_group_uuid
    2026-11-22 11:55:00Z  bayko   Andrew Bayko  Great, I'll go take a look  5ae290ed-55d1-47a0-bc6d-fe2bc2700399
    --- stderr
    target: local, DynamoDB embedded in .cruddur, users embedded in .cruddur
    --- exit 0
    ");
}

fn a_period_may_cross_the_years_end(world: &World) {
    world.prepare();
    world.run(["ddb", "seed", "--until", "2026-01-01T00:30:00Z"]).ok();
    let all = world.run(["ddb", "patterns", "get-conversation", "--all", "--output", "json"]).ok().rows();
    assert_eq!(all[0]["time"], "2025-12-31T22:37:00.000000+00:00");
    assert_eq!(all[113]["time"], "2026-01-01T00:30:00.000000+00:00");
    let count = |period: &[&str]| {
        let all = ["ddb", "patterns", "get-conversation", "--all", "--output", "json"];
        world.run([&all, period].concat()).ok().rows().len()
    };
    assert_eq!(count(&["--since", "2025-12-31T23:50:00Z", "--until", "2026-01-01T00:10:00Z"]), 21);
    assert_eq!(count(&["--since", "2026-01-01"]), 31);
    assert_eq!(count(&["--until", "2025-12-31"]), 83);
    assert_eq!(count(&["--since", "2026-01-01T01:30:00+01:00"]), 1);
    // A period that ends now.
    assert_eq!((count(&["--since", "30s"]), count(&["--since", "400d"])), (0, 114));
    insta::assert_snapshot!(world.run(["ddb", "patterns", "get-conversation", "--since", "2026-02-01"]), @"
    --- stderr
    target: local, DynamoDB embedded in .cruddur, users embedded in .cruddur
    conversation 5ae290ed-55d1-47a0-bc6d-fe2bc2700399 with bayko
    no messages in this period
    --- exit 0
    ");
}

fn the_flask_layout_is_read(world: &World) {
    world.run(["setup", "--layout", "flask"]).ok();
    insta::assert_snapshot!(world.run(["ddb", "patterns", "get-conversation", "--limit", "2"]), @"
    time                  handle       message
    2026-11-22 11:54:00Z  bayko        He isn't saying a word. Anyway, I explained the nasty bug to him and found it in about ten seconds. The fix and the first draft of the table schema are on my branch now, if you've got time before you head home.
    2026-11-22 11:55:00Z  andrewbrown  Great, I'll go take a look
    --- stderr
    target: local, DynamoDB embedded in .cruddur, users embedded in .cruddur
    conversation 5ae290ed-55d1-47a0-bc6d-fe2bc2700399 with bayko
    the newest 2 messages; --all prints every one
    --- exit 0
    ");
    insta::assert_snapshot!(world.run(["ddb", "patterns", "list-conversations", "--as", "londo"]), @"
    time                  handle       display_name  message                                                                                                                                               message_group_uuid
    2026-11-22 11:54:59Z  andrewbrown  Andrew Brown  Then it is settled. I shall bring the chair, you shall bring the map, and history will decide which of us was the wiser. Until September, my friend.  f290b80a-640c-4133-b41b-9a58359df3e1
    2026-11-22 11:54:58Z  bayko        Andrew Bayko  Almond croissants, please. And Londo? Don't press the left button until Thursday.                                                                     92254384-12d5-46a3-aff3-790ffcda83b0
    --- stderr
    target: local, DynamoDB embedded in .cruddur, users embedded in .cruddur
    --- exit 0
    ");
    assert_eq!(world.run(["ddb", "patterns", "get-conversation", "--all", "--output", "json"]).ok().rows().len(), 114);
}

/// A row in the `model` layout or in the `flask` layout.
fn row(is_model: bool, kind: &str, id: &str, time: &str, text: &str) -> Value {
    let prefix = if is_model { kind } else { "" };
    let (handle, name) = if is_model { ("handle", "display_name") } else { ("user_handle", "user_display_name") };
    json!({
        "pk": { "S": format!("{kind}{id}") },
        "sk": { "S": format!("{prefix}{time}") },
        handle: { "S": "bayko" },
        name: { "S": "Andrew Bayko" },
        "user_uuid": { "S": "u" },
        "message": { "S": text },
        "message_group_uuid": { "S": "g" },
    })
}

fn rows_of_both_layouts_are_merged_by_time(world: &World) {
    world.run(["ddb", "schema-load"]).ok();
    let times = ["10:00:00", "10:01:00", "10:02:00", "10:03:00", "10:04:00", "10:05:00"];
    let rows: Vec<Value> = times
        .iter()
        .enumerate()
        .flat_map(|(at, time)| {
            let time = format!("2026-11-22T{time}.000000+00:00");
            [
                row(at % 2 == 0, "MSG#", "g", &time, &at.to_string()),
                row(at % 3 == 0, "GRP#", ANDREW, &time, &at.to_string()),
            ]
        })
        .collect();
    world.put(&rows);
    let texts = |command: &str| world.run_line(&format!("{command} --output json --query [].message")).ok().json();
    assert_eq!(texts("ddb patterns get-conversation g --all"), json!(["0", "1", "2", "3", "4", "5"]));
    assert_eq!(texts("ddb patterns get-conversation g --limit 3"), json!(["3", "4", "5"]));
    assert_eq!(texts("ddb patterns get-conversation g --newest-first --limit 4"), json!(["5", "4", "3", "2"]));
    assert_eq!(
        texts("ddb patterns get-conversation g --all --since 2026-11-22T10:02:00Z --until 2026-11-22T10:04:00Z"),
        json!(["2", "3", "4"])
    );
    let inbox = format!("ddb patterns list-conversations --user-uuid {ANDREW}");
    assert_eq!(texts(&inbox), json!(["5", "4", "3", "2", "1", "0"]));
}

fn times_in_other_forms_are_read(world: &World) {
    world.run(["ddb", "schema-load"]).ok();
    world.put(&[
        row(false, "MSG#", "g", "2026-11-22T10:00:00", "naive"),
        row(false, "MSG#", "g", "2026-11-22T10:01:00+00:00", "without a fraction"),
        row(false, "MSG#", "g", "2026-11-22T10:02:00.500000", "naive with a fraction"),
        row(false, "MSG#", "g", "2026-11-22T10:03:00Z", "with a Z"),
        row(true, "MSG#", "g", "2026-11-22T05:04:00-05:00", "elsewhere"),
        row(true, "MSG#", "g", "a while ago", "no time at all"),
    ]);
    insta::assert_snapshot!(world.run(["ddb", "patterns", "get-conversation", "g", "--all"]), @"
    time                  handle  message
    a while ago           bayko   no time at all
    2026-11-22 10:00:00Z  bayko   naive
    2026-11-22 10:01:00Z  bayko   without a fraction
    2026-11-22 10:02:00Z  bayko   naive with a fraction
    2026-11-22 10:03:00Z  bayko   with a Z
    2026-11-22 10:04:00Z  bayko   elsewhere
    --- stderr
    target: local, DynamoDB embedded in .cruddur
    warning: some times are in another offset than UTC: they are ordered by time, and shown in UTC
    --- exit 0
    ");
}

fn control_characters_do_not_reach_the_screen(world: &World) {
    world.run(["ddb", "schema-load"]).ok();
    let nasty =
        "red \u{1b}[31m\u{9b}2J bell\u{7} title \u{1b}]0;x\u{7} \u{202e}backwards\u{2066} \u{200f}end\r\tfamily 👩‍👩‍👧";
    world.put(&[row(true, "MSG#", "g", "2026-11-22T10:00:00.000000+00:00", nasty)]);
    let table = world.run(["ddb", "patterns", "get-conversation", "g"]).ok();
    assert!(
        !table.stdout.chars().any(|c| (c.is_control() && c != '\n') || "\u{202e}\u{2066}\u{200f}".contains(c)),
        "{table}"
    );
    insta::assert_snapshot!(table, @"
    time                  handle  message
    2026-11-22 10:00:00Z  bayko   red [31m2J bell title ]0;x backwards end family 👩‍👩‍👧
    --- stderr
    target: local, DynamoDB embedded in .cruddur
    --- exit 0
    ");
    // The formats for programs keep every character.
    let json = world.run(["ddb", "patterns", "get-conversation", "g", "--output", "json"]).ok();
    assert_eq!(json.rows()[0]["message"], nasty);
    assert!(!json.stdout.contains('\u{1b}'), "JSON escapes what a terminal would obey");
    let csv = world.run(["ddb", "patterns", "get-conversation", "g", "--output", "csv"]).ok();
    assert!(csv.stdout.contains(nasty), "{csv}");
}

fn a_user_may_be_asked_for_by_uuid(world: &World) {
    world.run(["ddb", "schema-load"]).ok();
    world.put(&[row(true, "GRP#", ANDREW, "2026-11-22T10:00:00.000000+00:00", "Hello")]);
    // No users schema exists, and the command does not need one.
    insta::assert_snapshot!(world.run(["ddb", "patterns", "list-conversations", "--user-uuid", ANDREW]), @"
    time                  handle  display_name  message  message_group_uuid
    2026-11-22 10:00:00Z  bayko   Andrew Bayko  Hello    g
    --- stderr
    target: local, DynamoDB embedded in .cruddur
    --- exit 0
    ");
    insta::assert_snapshot!(world.run(["ddb", "patterns", "list-conversations", "--user-uuid", "nobody"]), @"
    --- stderr
    target: local, DynamoDB embedded in .cruddur
    nobody has no conversations
    --- exit 0
    ");
}

fn a_shared_handle_is_refused(world: &World) {
    world.run(["setup"]).ok();
    world.sql(
        "INSERT INTO users (uuid, display_name, handle, email, cognito_user_id)
         VALUES ('00000000-0000-4000-8000-000000000000', 'Another', 'bayko', 'b@cruddur.example', 'MOCK')",
    );
    let refused = world.run(["ddb", "patterns", "list-conversations", "--as", "bayko"]);
    assert_eq!(refused.status, 5, "{refused}");
    assert!(
        refused.stderr.contains("2 users have the handle bayko: 00000000-0000-4000-8000-000000000000, "),
        "{refused}"
    );
    assert!(refused.stderr.contains("hint: --user-uuid 00000000-0000-4000-8000-000000000000"), "{refused}");
}

/// The conversation is longer than one page of either engine.
fn many_pages_are_read(world: &World) {
    world.prepare();
    let message = |at: usize| json!({ "from": "bayko", "message": format!("{at} {}", "x".repeat(1_000)) });
    let seeds = json!({ "conversations": [
        { "between": ["bayko", "andrewbrown"], "messages": (0..1_300).map(message).collect::<Vec<_>>() },
    ] });
    world.write("seeds.json", &seeds.to_string());
    world.run(["ddb", "seed", "--file", "seeds.json"]).ok();
    for order in [&[][..], &["--newest-first"]] {
        let get = ["ddb", "patterns", "get-conversation", "--all", "--output", "json"];
        let all = world.run([&get, order].concat()).ok().rows();
        let mut numbers: Vec<usize> = all
            .iter()
            .map(|row| row["message"].as_str().unwrap().split(' ').next().unwrap().parse().unwrap())
            .collect();
        if !order.is_empty() {
            numbers.reverse();
        }
        assert_eq!(numbers, (0..1_300).collect::<Vec<_>>());
    }
}

fn a_period_holds_times_in_other_forms(world: &World) {
    world.run(["ddb", "schema-load"]).ok();
    world.put(&[
        row(false, "MSG#", "g", "2026-11-22T05:04:00-05:00", "elsewhere"),
        row(false, "MSG#", "g", "2026-11-22 10:30:00", "with a space"),
        row(true, "MSG#", "g", "2026-11-22T23:45:00.000000+13:00", "far east"),
        row(false, "MSG#", "g", "2026-11-22T10:20:00-05:00", "later"),
        row(false, "MSG#", "g", "2026-11-22T11:00:00.000001+00:00", "just later"),
    ]);
    let get = ["ddb", "patterns", "get-conversation", "g", "--all", "--output", "json", "--query", "[].message"];
    let period = ["--since", "2026-11-22T10:00:00Z", "--until", "2026-11-22T11:00:00Z"];
    let found = world.run([&get[..], &period].concat()).ok();
    let mut texts: Vec<String> = serde_json::from_value(found.json()).unwrap();
    texts.sort_unstable();
    assert_eq!(texts, ["elsewhere", "far east", "with a space"]);
    assert!(found.stderr.contains("in another offset than UTC"), "{found}");
}

fn a_period_without_messages_is_a_document(world: &World) {
    world.run(["setup"]).ok();
    let json = world.run(["ddb", "patterns", "get-conversation", "--since", "2030-01-01", "--output", "json"]).ok();
    assert_eq!(json.json(), json!([]));
    let csv = world.run(["ddb", "patterns", "get-conversation", "--since", "2030-01-01", "--output", "csv"]).ok();
    assert_eq!(csv.stdout, "time,handle,message,display_name,user_uuid,message_uuid\n");
}
