//! `cruddur ddb stream`: inboxes are updated from the stream of the table.

use crate::support::{CONVERSATION, World, assert_same, contract};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::time::Duration;

contract!(
    a_tail_prints_what_was_written,
    inboxes_show_what_the_backend_writes,
    rows_of_the_deployed_backend_are_updated_too,
    no_inbox_goes_back_to_an_older_message,
    records_in_any_order_and_twice_change_nothing_more,
    a_checkpoint_resumes_where_it_ended,
    a_deleted_message_is_not_shown_again,
    the_message_before_a_deleted_one_is_shown,
    a_tail_from_now_on_sees_what_comes,
    a_followed_conversation_shows_what_comes,
    a_dry_run_only_counts,
    a_table_without_a_stream_is_named,
    kills_lose_nothing,
    a_message_without_a_text_empties_no_inbox,
);

/// Returns a message of londo, as the backend of the app puts it without updating an inbox.
fn message(world: &World, at: &str, text: &str) -> Value {
    let uuid = user(world, "londo");
    json!({
        "pk": { "S": format!("MSG#{CONVERSATION}") },
        "sk": { "S": format!("MSG#{at}") },
        "message": { "S": text },
        "message_uuid": { "S": uuid::Uuid::new_v4().to_string() },
        "message_group_uuid": { "S": CONVERSATION },
        "user_uuid": { "S": uuid },
        "handle": { "S": "londo" },
        "display_name": { "S": "Londo Mollari" },
    })
}

fn user(world: &World, handle: &str) -> String {
    let items = world.items();
    let of_user = items.iter().find(|item| [&item["handle"]["S"], &item["user_handle"]["S"]].contains(&&json!(handle)));
    of_user.expect("an item of the user")["user_uuid"]["S"].as_str().expect("a uuid").to_owned()
}

/// Returns the text and the time that both inboxes show for the conversation.
fn previews(world: &World) -> [(Value, Value); 2] {
    ["londo", "bayko"].map(|handle| {
        let inbox = world
            .run(["ddb", "patterns", "list-conversations", "--as", handle, "--all", "--output", "json"])
            .ok()
            .rows();
        let mut rows = inbox.into_iter().filter(|row| row["message_group_uuid"] == CONVERSATION);
        let row = rows.next().expect("a row of the conversation");
        assert!(rows.next().is_none(), "the conversation stands twice in the inbox of {handle}");
        (row["message"].clone(), row["time"].clone())
    })
}

fn shows(world: &World, text: &str) {
    for (shown, _) in previews(world) {
        assert_eq!(shown, text);
    }
}

fn apply(world: &World, flags: &[&str]) -> Value {
    world.run([&["ddb", "stream", "apply", "--once", "--output", "json"], flags].concat()).ok().rows().remove(0)
}

fn a_tail_prints_what_was_written(world: &World) {
    world.run(["setup"]).ok();
    world.run(["ddb", "patterns", "create-message", "--as", "londo", CONVERSATION, "Hello"]).ok();
    let rows = world.run(["ddb", "stream", "tail", "--from", "trim-horizon", "--once", "--output", "json"]).ok().rows();
    let last: Vec<(&Value, &Value)> = rows.iter().rev().take(5).map(|row| (&row["change"], &row["message"])).collect();
    assert_eq!(last.iter().filter(|(change, text)| **change == "insert" && **text == "Hello").count(), 3, "{last:?}");
    assert_eq!(last.iter().filter(|(change, _)| **change == "remove").count(), 2, "{last:?}");
    let first = world.run(["ddb", "stream", "tail", "--from", "trim-horizon", "--limit", "2"]).ok();
    assert_eq!(first.stdout.lines().count(), 3, "{first}");
    // Without `--from`, a tail prints only later records, and nothing was written since.
    assert_eq!(world.run(["ddb", "stream", "tail", "--once", "--output", "jsonl"]).ok().stdout, "");
}

fn inboxes_show_what_the_backend_writes(world: &World) {
    world.run(["setup"]).ok();
    world.put(&[message(world, "2026-11-22T12:00:00.000000+00:00", "It is warm.")]);
    let applied = apply(world, &[]);
    assert_eq!((&applied["updated"], &applied["missing"]), (&json!(2), &json!(0)), "{applied}");
    shows(world, "It is warm.");
    let after = world.items();
    // A second run finds both inboxes up to date.
    assert_eq!(apply(world, &[])["updated"], 0);
    assert_same(&world.items(), &after);
}

fn rows_of_the_deployed_backend_are_updated_too(world: &World) {
    world.run(["setup", "--layout", "flask"]).ok();
    let mut flask = message(world, "2026-11-22T12:00:00.000000+00:00", "It is warm.");
    let item = flask.as_object_mut().unwrap();
    item.insert("sk".to_owned(), json!({ "S": "2026-11-22T12:00:00.000000+00:00" }));
    item.remove("message_group_uuid");
    for name in ["handle", "display_name"] {
        let value = item.remove(name).unwrap();
        item.insert(format!("user_{name}"), value);
    }
    world.put(&[flask]);
    assert_eq!(apply(world, &[])["updated"], 2);
    shows(world, "It is warm.");
    assert!(world.items().iter().all(|item| item["sk"]["S"].as_str().unwrap().starts_with("2026-")));
}

fn no_inbox_goes_back_to_an_older_message(world: &World) {
    world.run(["setup"]).ok();
    world.put(&[message(world, "2026-11-22T12:00:00.000000+00:00", "newest")]);
    apply(world, &[]);
    let (late, edited) = ("2026-11-22T11:00:00.000000+00:00", "2026-11-22T10:00:00.000000+00:00");
    world.put(&[message(world, late, "late"), message(world, edited, "old"), message(world, edited, "old, edited")]);
    assert_eq!(apply(world, &[])["updated"], 0);
    shows(world, "newest");
}

fn records_in_any_order_and_twice_change_nothing_more(world: &World) {
    use cruddur::ddb::{RecordChange, StreamRecord, expression_value};
    world.run(["setup"]).ok();
    let texts: Vec<String> = (0..20).map(|at| format!("message {at:02}")).collect();
    let time = |at: usize| format!("2026-11-22T12:00:{at:02}.000000+00:00");
    let items: Vec<Value> = texts.iter().enumerate().map(|(at, text)| message(world, &time(at), text)).collect();
    world.put(&items);
    let record = |(at, item): (usize, &Value)| {
        let members = item.as_object().unwrap().iter();
        let image: cruddur::ddb::Item =
            members.map(|(name, value)| (name.clone(), expression_value(&value.to_string()).unwrap())).collect();
        let (change, sequence_number) = (RecordChange::Insert, at.to_string());
        StreamRecord { change, keys: image.clone(), image: Some(image), sequence_number, created: None }
    };
    let mut records: Vec<StreamRecord> = items.iter().enumerate().map(record).collect();
    records.extend(records.clone());
    fastrand::Rng::with_seed(7).shuffle(&mut records);
    let updated = world.with_table(async |messages| {
        let mut updated = 0;
        for record in &records {
            updated += messages.update_inboxes(record, false).await.expect("an update").updated;
        }
        updated
    });
    assert!((2..40).contains(&updated), "{updated}");
    shows(world, "message 19");
}

fn a_checkpoint_resumes_where_it_ended(world: &World) {
    world.run(["setup"]).ok();
    let first = apply(world, &["--checkpoint", "inboxes.json"]);
    assert!(first["records"].as_u64().unwrap() >= 156, "{first}");
    assert_eq!(apply(world, &["--checkpoint", "inboxes.json"])["records"], 0);
    world.put(&[message(world, "2026-11-22T12:00:00.000000+00:00", "new")]);
    let next = apply(world, &["--checkpoint", "inboxes.json"]);
    // The other records are at most those of the inbox update.
    assert!((1..=5).contains(&next["records"].as_u64().unwrap()) && next["updated"] == 2, "{next}");
    // The checkpoint of one table is refused for another, and kept.
    let checkpoint = std::fs::read(world.dir().join("inboxes.json")).expect("a checkpoint");
    world.run(["ddb", "schema-load", "--table", "other"]).ok();
    let refused = world.run(["ddb", "stream", "apply", "--once", "--checkpoint", "inboxes.json", "--table", "other"]);
    assert_eq!(refused.status, 2, "{refused}");
    assert!(refused.stderr.contains("the checkpoint is of another stream"), "{refused}");
    assert_eq!(std::fs::read(world.dir().join("inboxes.json")).expect("a checkpoint"), checkpoint);
    world.run(["ddb", "drop-table", "other", "--yes"]).ok();
    // A table that was dropped and created again has a new stream, which is read from its beginning.
    world.run(["ddb", "drop-table", "--yes"]).ok();
    world.run(["setup"]).ok();
    let again =
        world.run(["ddb", "stream", "apply", "--once", "--output", "json", "--checkpoint", "inboxes.json"]).ok();
    assert!(again.rows()[0]["records"].as_u64().unwrap() >= 156, "{again}");
    assert!(again.stderr.contains("has a new stream, which is read from its beginning"), "{again}");
    world.write("inboxes.json", "{ \"stream\": 7 }");
    assert_eq!(world.run(["ddb", "stream", "apply", "--once", "--checkpoint", "inboxes.json"]).status, 2);
}

/// The stream still has the record of a message that a reset has deleted.
fn a_deleted_message_is_not_shown_again(world: &World) {
    world.run(["setup"]).ok();
    let before = world.items();
    world.run(["ddb", "patterns", "create-message", "--as", "londo", CONVERSATION, "Hello"]).ok();
    world.run(["ddb", "seed", "--reset", "--yes"]).ok();
    assert_same(&world.items(), &before);
    assert_eq!(apply(world, &[])["updated"], 0);
    assert_same(&world.items(), &before);
    // A deleted conversation has no missing rows.
    let gone: Vec<&Value> = before.iter().filter(|item| item.to_string().contains(CONVERSATION)).collect();
    world.delete(&gone);
    assert_eq!(apply(world, &[])["missing"], 0);
}

/// Both messages are in one batch. Only the newest one that still exists is shown.
fn the_message_before_a_deleted_one_is_shown(world: &World) {
    world.run(["setup"]).ok();
    let deleted = message(world, "2026-11-22T12:01:00.000000+00:00", "deleted");
    world.put(&[message(world, "2026-11-22T12:00:00.000000+00:00", "kept"), deleted.clone()]);
    world.delete(&[&deleted]);
    assert_eq!(apply(world, &[])["updated"], 2);
    shows(world, "kept");
}

fn a_tail_from_now_on_sees_what_comes(world: &World) {
    world.run(["setup"]).ok();
    let mut tail = world.command(["ddb", "stream", "tail", "--limit", "1", "--output", "jsonl"]);
    let child = tail.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(1_500));
    world.put(&[message(world, "2026-11-22T12:00:00.000000+00:00", "It is warm.")]);
    let output = child.wait_with_output().unwrap();
    assert!(String::from_utf8_lossy(&output.stdout).contains("It is warm."));
}

fn a_followed_conversation_shows_what_comes(world: &World) {
    world.run(["setup"]).ok();
    let follow =
        ["ddb", "patterns", "get-conversation", "--as", "londo", "--with", "bayko", "--follow", "--limit", "2"];
    let mut child = world
        .command([&follow[..], &["--output", "jsonl"]].concat())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    assert!(lines.nth(1).unwrap().contains("Almond croissants"));
    // Another conversation is not shown, and neither is a message twice.
    let write = |from: &str, to: &str, text: &str| {
        world.run(["ddb", "patterns", "create-message", "--as", from, "--with", to, text]).ok();
    };
    write("andrewbrown", "bayko", "Elsewhere");
    write("bayko", "londo", "It is warm.");
    write("londo", "bayko", "It is brown.");
    let said = [lines.next().unwrap(), lines.next().unwrap()];
    assert!(said[0].contains("\"message\":\"It is warm.\"") && said[1].contains("\"It is brown.\""), "{said:?}");
    rustix::process::kill_process(rustix::process::Pid::from_child(&child), rustix::process::Signal::INT).unwrap();
    assert_eq!(lines.next(), None);
    assert_eq!(child.wait().unwrap().code(), Some(130));
    for option in [&["--output", "json"][..], &["--query", "[0]"], &["--newest-first"], &["--until", "2026-01-01"]] {
        world.run([&follow[..], option].concat()).fails_with(2);
    }
}

fn a_dry_run_only_counts(world: &World) {
    world.run(["setup"]).ok();
    world.put(&[message(world, "2026-11-22T12:00:00.000000+00:00", "new")]);
    let before = world.items();
    assert_eq!(apply(world, &["--dry-run", "--checkpoint", "inboxes.json"])["updated"], 2);
    assert_same(&world.items(), &before);
    assert!(!world.dir().join("inboxes.json").exists());
}

fn a_table_without_a_stream_is_named(world: &World) {
    assert_eq!(world.run(["ddb", "stream", "apply", "--once"]).status, 3);
    world.with_table(async |messages| {
        use aws_sdk_dynamodb::types::{
            AttributeDefinition, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType,
        };
        let key = |name: &str, kind| KeySchemaElement::builder().attribute_name(name).key_type(kind).build().unwrap();
        let text = |name: &str| {
            let kind = ScalarAttributeType::S;
            AttributeDefinition::builder().attribute_name(name).attribute_type(kind).build().unwrap()
        };
        let create = messages.client().create_table().table_name(messages.table());
        let create = create.key_schema(key("pk", KeyType::Hash)).key_schema(key("sk", KeyType::Range));
        let create = create.attribute_definitions(text("pk")).attribute_definitions(text("sk"));
        create.billing_mode(BillingMode::PayPerRequest).send().await.expect("CreateTable");
    });
    let output = world.run(["ddb", "stream", "apply", "--once"]);
    assert!(output.status == 3 && output.stderr.contains("table cruddur-messages has no stream"), "{output}");
    assert_eq!(world.run(["ddb", "stream", "tail", "--query", "[0]"]).status, 2);
}

/// This tool and the backend write messages at the same time, while `stream apply` is killed again and again.
fn kills_lose_nothing(world: &World) {
    const EACH: usize = 500;
    world.run(["setup"]).ok();
    let before = world.items().len();
    let items: Vec<Value> = (0..EACH)
        .map(|at| {
            message(world, &format!("2026-11-22T12:{:02}:{:02}.000000+00:00", at / 60, at % 60), &format!("b{at}"))
        })
        .collect();
    std::thread::scope(|scope| {
        let backend = scope.spawn(|| items.chunks(10).for_each(|items| world.put(items)));
        let tool = scope.spawn(|| {
            for at in 0..EACH {
                let text = format!("a{at}");
                let mut write =
                    world.command(["ddb", "patterns", "create-message", "--as", "bayko", CONVERSATION, &text]);
                // This clock is behind that of the backend.
                write.env(
                    "CRUDDUR_NOW",
                    format!("2026-11-22T11:{:02}:{:02}.500000Z", 59 - (EACH - at) / 60, 59 - (EACH - at) % 60),
                );
                let output = write.output().unwrap();
                assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            }
        });
        for _ in 0..5 {
            let mut child = world.spawn(["ddb", "stream", "apply", "--checkpoint", "inboxes.json"]);
            std::thread::sleep(Duration::from_millis(1_500));
            child.kill().unwrap();
            child.wait().unwrap();
        }
        backend.join().unwrap();
        tool.join().unwrap();
    });
    apply(world, &["--checkpoint", "inboxes.json"]);
    let after = world.items();
    assert_eq!(after.len(), before + 2 * EACH);
    let mut texts: Vec<&str> = after
        .iter()
        .filter(|item| item["message_uuid"].is_object())
        .filter_map(|item| item["message"]["S"].as_str())
        .collect();
    texts.sort_unstable();
    for at in 0..EACH {
        for text in [format!("a{at}"), format!("b{at}")] {
            assert!(texts.binary_search(&text.as_str()).is_ok(), "{text}");
        }
    }
    let [londo, bayko] = previews(world);
    assert_eq!(londo, bayko);
    // This tool writes later than the newest message that it reads, so either writer may be the last.
    let newest = world
        .run(["ddb", "patterns", "get-conversation", CONVERSATION, "--limit", "1", "--output", "json"])
        .ok()
        .rows();
    assert_eq!(newest[0]["message"], londo.0);
}

/// An inbox cannot show a message whose attribute `message` is a number.
fn a_message_without_a_text_empties_no_inbox(world: &World) {
    world.run(["setup"]).ok();
    apply(world, &["--checkpoint", "inboxes.json"]);
    let before = world.run(["ddb", "patterns", "list-conversations", "--output", "json"]).ok().rows();
    let mut strange = message(world, "2099-11-22T12:00:00.000000+00:00", "");
    strange["message"] = json!({ "N": "42" });
    world.put(&[strange]);
    let output =
        world.run(["ddb", "stream", "apply", "--once", "--output", "json", "--checkpoint", "inboxes.json"]).ok();
    assert_eq!(output.rows()[0]["updated"], 0, "{output}");
    assert!(output.stderr.contains("has no text that an inbox could show"), "{output}");
    let repaired = world.run(["ddb", "repair", "--all", "--check"]).ok();
    assert!(repaired.stderr.contains("1 messages have no text"), "{repaired}");
    let one_inbox = world.run(["ddb", "repair", "--as", "londo", "--check"]).ok();
    assert!(one_inbox.stderr.contains("1 messages have no text"), "{one_inbox}");
    assert_eq!(world.run(["ddb", "patterns", "list-conversations", "--output", "json"]).ok().rows(), before);
}
