//! `cruddur ddb seed` and `cruddur db seed`.

use crate::support::{World, assert_same, contract};
use serde_json::{Value, json};

contract!(
    a_second_seed_changes_nothing,
    what_is_missing_is_completed_at_its_time,
    a_reset_removes_first_and_is_guarded,
    the_users_must_exist,
    an_existing_user_is_not_changed,
    other_seeds_are_read_from_files,
    synthetic_conversations_are_the_same_each_time,
    conversations_that_end_together_keep_apart,
    the_layout_of_the_table_is_kept,
    a_row_that_is_behind_is_replaced,
    a_reset_finds_rows_of_deleted_users,
    a_longer_file_stays_in_the_past,
);

fn a_second_seed_changes_nothing(world: &World) {
    world.prepare();
    insta::assert_snapshot!(world.run(["ddb", "seed", "--dry-run"]), @"
    message_group_uuid                    between             messages  written  removed  status
    5ae290ed-55d1-47a0-bc6d-fe2bc2700399  andrewbrown, bayko  114       116      0        would be written
    f290b80a-640c-4133-b41b-9a58359df3e1  andrewbrown, londo  24        26       0        would be written
    92254384-12d5-46a3-aff3-790ffcda83b0  bayko, londo        12        14       0        would be written
    --- stderr
    target: local, DynamoDB embedded in .cruddur, users embedded in .cruddur
    --- exit 0
    ");
    assert_eq!(world.items().len(), 0);
    insta::assert_snapshot!(world.run(["ddb", "seed"]), @"
    message_group_uuid                    between             messages  written  removed  status
    5ae290ed-55d1-47a0-bc6d-fe2bc2700399  andrewbrown, bayko  114       116      0        written
    f290b80a-640c-4133-b41b-9a58359df3e1  andrewbrown, londo  24        26       0        written
    92254384-12d5-46a3-aff3-790ffcda83b0  bayko, londo        12        14       0        written
    --- stderr
    target: local, DynamoDB embedded in .cruddur, users embedded in .cruddur
    conversations: wrote 156 items
    --- exit 0
    ");
    let before = world.items();
    insta::assert_snapshot!(world.run(["ddb", "seed"]), @"
    message_group_uuid                    between             messages  written  removed  status
    5ae290ed-55d1-47a0-bc6d-fe2bc2700399  andrewbrown, bayko  114       0        0        unchanged
    f290b80a-640c-4133-b41b-9a58359df3e1  andrewbrown, londo  24        0        0        unchanged
    92254384-12d5-46a3-aff3-790ffcda83b0  bayko, londo        12        0        0        unchanged
    --- stderr
    target: local, DynamoDB embedded in .cruddur, users embedded in .cruddur
    conversations: unchanged
    --- exit 0
    ");
    assert_same(&world.items(), &before);
}

fn what_is_missing_is_completed_at_its_time(world: &World) {
    world.prepare();
    world.run(["ddb", "seed"]).ok();
    let before = world.items();
    let of = |prefix: &str| {
        before.iter().filter(|item| item["pk"]["S"].as_str().unwrap().starts_with(prefix)).collect::<Vec<_>>()
    };
    let (messages, inboxes) = (of("MSG#5ae290ed"), of("GRP#"));
    // Deletes the first two and the last message, one in between, and an inbox row, as a killed run may leave them missing.
    world.delete(&[messages[0], messages[1], messages[50], messages[113], inboxes[0]]);
    // The clock is an hour later, but the times must not change.
    let again = world.run(["ddb", "seed", "--until", "2026-11-22T13:00:00Z", "--output", "jsonl"]).ok();
    assert!(again.stdout.contains("\"completed\""), "{again}");
    assert_same(&world.items(), &before);
}

fn a_reset_removes_first_and_is_guarded(world: &World) {
    world.prepare();
    world.run(["ddb", "seed"]).ok();
    let before = world.items();
    insta::assert_snapshot!(world.run(["ddb", "seed", "--reset"]), @"
    --- stderr
    target: local, DynamoDB embedded in .cruddur, users embedded in .cruddur
    error: refused to remove 156 items of 3 conversations from table cruddur-messages: not a terminal
    hint: give --yes
    --- exit 5
    ");
    assert_same(&world.items(), &before);
    insta::assert_snapshot!(world.run(["ddb", "seed", "--reset", "--yes"]), @"
    message_group_uuid                    between             messages  written  removed  status
    5ae290ed-55d1-47a0-bc6d-fe2bc2700399  andrewbrown, bayko  114       116      116      reset
    f290b80a-640c-4133-b41b-9a58359df3e1  andrewbrown, londo  24        26       26       reset
    92254384-12d5-46a3-aff3-790ffcda83b0  bayko, londo        12        14       14       reset
    --- stderr
    target: local, DynamoDB embedded in .cruddur, users embedded in .cruddur
    conversations: wrote 156 items
    --- exit 0
    ");
    assert_same(&world.items(), &before);
    world.run(["ddb", "seed", "--reset", "--yes", "--until", "2026-11-22T13:00:00Z"]).ok();
    assert_eq!(world.items().len(), before.len());
    assert!(world.items().iter().all(|item| !before.contains(item)));
}

fn the_users_must_exist(world: &World) {
    world.run(["ddb", "schema-load"]).ok();
    insta::assert_snapshot!(world.run(["ddb", "seed"]), @"
    --- stderr
    target: local, DynamoDB embedded in .cruddur, users embedded in .cruddur
    error: the users database (embedded in .cruddur) has no schema yet
    hint: cruddur setup creates everything; cruddur db schema-load creates the schema alone
    --- exit 3
    ");
    world.run(["db", "schema-load"]).ok();
    insta::assert_snapshot!(world.run(["ddb", "seed"]), @"
    --- stderr
    target: local, DynamoDB embedded in .cruddur, users embedded in .cruddur
    error: the users database lacks andrewbrown, bayko, londo, which the seeds name
    hint: cruddur db seed, with the same --file if one was given
    --- exit 3
    ");
    insta::assert_snapshot!(world.run(["db", "seed"]), @"
    handle       display_name   status
    andrewbrown  Andrew Brown   inserted
    bayko        Andrew Bayko   inserted
    londo        Londo Mollari  inserted
    --- stderr
    target: local, users embedded in .cruddur
    --- exit 0
    ");
    insta::assert_snapshot!(world.run(["db", "seed"]), @"
    handle       display_name   status
    andrewbrown  Andrew Brown   unchanged
    bayko        Andrew Bayko   unchanged
    londo        Londo Mollari  unchanged
    --- stderr
    target: local, users embedded in .cruddur
    users: unchanged
    --- exit 0
    ");
}

fn an_existing_user_is_not_changed(world: &World) {
    world.run(["db", "schema-load"]).ok();
    world.sql(
        "INSERT INTO users (uuid, display_name, handle, email, cognito_user_id)
         VALUES ('1e8f660b-1b84-4206-80df-86e14de338cf', 'Somebody else', 'bayko', 'b@cruddur.example', 'sub-1')",
    );
    let seeded = world.run(["db", "seed", "--output", "jsonl"]).ok();
    assert!(
        seeded.stdout.contains(r#""handle":"bayko","display_name":"Andrew Bayko","status":"unchanged""#),
        "{seeded}"
    );
    assert_eq!(world.count("SELECT count(*) FROM users WHERE display_name = 'Somebody else'"), 1);
    assert_eq!(world.count("SELECT count(*) FROM users"), 3);
}

fn other_seeds_are_read_from_files(world: &World) {
    world.prepare();
    let id = "11111111-2222-4333-8444-555555555555";
    let users = json!({ "users": [{ "display_name": "Zoë", "handle": "zoe", "email": "zoe@cruddur.example" }] });
    let conversations = json!({ "conversations": [
        { "message_group_uuid": id, "between": ["zoe", "bayko"], "messages": [
            { "from": "zoe", "message": "Hello" },
            { "from": "bayko", "message": "Hello yourself", "message_uuid": "99999999-2222-4333-8444-555555555555" },
        ] },
        { "between": ["zoe", "londo"], "messages": [{ "from": "londo", "message": "=1+1" }] },
    ] });
    world.write("users.json", &users.to_string());
    world.write("conversations.json", &conversations.to_string());
    world.run(["db", "seed", "--file", "users.json"]).ok();
    let seeded = world
        .run(["ddb", "seed", "--file", "users.json", "--file", "conversations.json", "--output", "json"])
        .ok()
        .rows();
    assert_eq!(seeded.len(), 2);
    let items = world.items();
    assert_eq!(items.len(), 7);
    let previews: Vec<&Value> =
        items.iter().filter(|item| item["message_group_uuid"]["S"] == id).map(|item| &item["message"]["S"]).collect();
    assert_eq!(previews.iter().filter(|preview| **preview == "Hello yourself").count(), 3, "{previews:?}");
}

fn synthetic_conversations_are_the_same_each_time(world: &World) {
    world.prepare();
    world.run(["ddb", "seed", "--conversations", "3", "--messages", "40"]).ok();
    let before = world.items();
    assert_eq!(before.len(), 3 * 42);
    let again = world.run(["ddb", "seed", "--conversations", "3", "--messages", "40", "--output", "json"]).ok().rows();
    assert!(again.iter().all(|row| row["status"] == "unchanged"), "{again:?}");
    assert_same(&world.items(), &before);
    world.run(["ddb", "seed", "--conversations", "3", "--messages", "40", "--rng-seed", "2"]).ok();
    assert_eq!(world.items().len(), 2 * before.len());
}

/// The key of an inbox row is a user and a time, so two conversations that end at the same time must not have the same key.
fn conversations_that_end_together_keep_apart(world: &World) {
    world.prepare();
    world.run(["ddb", "seed", "--until", "2026-11-22T10:00:00Z"]).ok();
    world.run(["ddb", "seed", "--conversations", "2", "--messages", "5", "--until", "2026-11-22T10:00:00Z"]).ok();
    let inbox = world.run(["ddb", "patterns", "list-conversations", "--all", "--output", "json"]).ok().rows();
    assert_eq!(inbox.len(), 4);
    let again = world.run(["ddb", "seed", "--conversations", "2", "--messages", "5"]).ok();
    assert!(again.stderr.contains("conversations: unchanged"), "{again}");
}

fn the_layout_of_the_table_is_kept(world: &World) {
    world.prepare();
    world.run(["ddb", "seed", "--layout", "flask"]).ok();
    let before = world.items();
    assert_eq!(before.len(), 156);
    for item in &before {
        let has = |name: &str| item.get(name).is_some();
        let is_message = item["pk"]["S"].as_str().unwrap().starts_with("MSG#");
        assert!(item["sk"]["S"].as_str().unwrap().starts_with("2026-"), "{item}");
        assert!(has("user_handle") && has("user_display_name") && !has("handle") && !has("display_name"), "{item}");
        assert_eq!(has("message_group_uuid"), !is_message, "{item}");
    }
    // With `--layout model`, the layout of the table is kept, and the command says so.
    let other = world.run(["ddb", "seed", "--conversations", "1", "--messages", "3", "--layout", "model"]).ok();
    assert!(other.stderr.contains("holds the flask layout, which is kept"), "{other}");
    assert!(world.items().iter().all(|item| item["sk"]["S"].as_str().unwrap().starts_with("2026-")));
    assert!(world.run(["ddb", "seed"]).ok().stderr.contains("conversations: unchanged"));
}

/// A run that is killed between putting the new inbox row and deleting the old one leaves both.
fn a_row_that_is_behind_is_replaced(world: &World) {
    world.prepare();
    world.run(["ddb", "seed"]).ok();
    let before = world.items();
    let mut behind = before.iter().find(|item| item["pk"]["S"].as_str().unwrap().starts_with("GRP#")).unwrap().clone();
    behind["sk"] = json!({ "S": "GRP#2026-11-22T09:00:00.000000+00:00" });
    world.put(&[behind]);
    let again = world.run(["ddb", "seed", "--output", "json"]).ok().rows();
    assert_eq!(again.iter().filter(|row| row["removed"] == 1 && row["status"] == "completed").count(), 1, "{again:?}");
    assert_same(&world.items(), &before);
}

fn a_reset_finds_rows_of_deleted_users(world: &World) {
    world.prepare();
    world.run(["ddb", "seed"]).ok();
    world.run(["db", "schema-load", "--reset", "--yes"]).ok();
    world.run(["db", "seed"]).ok();
    world.run(["ddb", "seed", "--reset", "--yes"]).ok();
    assert_eq!(world.items().len(), 156);
}

fn a_longer_file_stays_in_the_past(world: &World) {
    world.prepare();
    let seeds = |count: usize| {
        let messages: Vec<Value> = (0..count).map(|at| json!({ "from": "bayko", "message": at.to_string() })).collect();
        json!({ "conversations": [{ "between": ["bayko", "londo"], "messages": messages }] }).to_string()
    };
    world.write("seeds.json", &seeds(10));
    world.run(["ddb", "seed", "--file", "seeds.json", "--until", "2026-11-22T11:50:00Z"]).ok();
    world.write("seeds.json", &seeds(40));
    world.run(["ddb", "seed", "--file", "seeds.json"]).ok();
    let all =
        world.run(["ddb", "patterns", "get-conversation", "--as", "londo", "--all", "--output", "json"]).ok().rows();
    let texts: Vec<String> = all.iter().map(|row| row["message"].as_str().unwrap().to_owned()).collect();
    assert_eq!(texts, (0..40).map(|at| at.to_string()).collect::<Vec<_>>());
    assert!(all[39]["time"].as_str().unwrap() <= "2026-11-22T11:55:00.000000+00:00", "{}", all[39]);
    let again = world.run(["ddb", "seed", "--file", "seeds.json"]).ok();
    assert!(again.stderr.contains("conversations: unchanged"), "{again}");
}
