//! References between the stores: rows of users who are not in the users database.

use crate::support::{CONVERSATION, World, assert_same, contract};
use serde_json::{Value, json};

contract!(
    rows_of_deleted_users_are_named_and_fixed,
    a_reset_leaves_no_rows_of_deleted_users,
    an_equal_handle_alone_fixes_nothing,
    a_deleted_user_does_not_become_a_third_participant,
    a_deleted_user_outside_the_seeds_is_named,
    rows_in_four_inboxes_become_two,
    a_repair_that_is_killed_is_completed_by_the_next,
    a_table_of_other_keys_is_refused_by_name,
    a_sender_is_recognized_with_every_projection,
);

/// Inserts the users of the seeds into a new schema, so that each has a new id.
fn recreate_users(world: &World) {
    world.run(["db", "schema-load", "--reset", "--yes"]).ok();
    world.run(["db", "seed"]).ok();
}

fn references(world: &World) -> Value {
    let rows = world.run(["doctor", "--output", "json"]).rows();
    rows.into_iter().find(|row| row["check"] == "references").expect("the check")
}

/// Returns the items with the ids of users replaced by their handles.
fn by_handle(world: &World) -> Vec<Value> {
    let mut text = json!(world.items()).to_string();
    for handle in ["andrewbrown", "bayko", "londo"] {
        let rows = world.run(["ddb", "patterns", "list-conversations", "--as", handle, "--output", "json"]);
        rows.ok();
        let uuid = world.uuid_of(handle);
        text = text.replace(&uuid, handle);
    }
    let mut items: Vec<Value> = serde_json::from_str(&text).unwrap();
    items.sort_by_key(|item| format!("{} {}", item["pk"], item["sk"]));
    items
}

fn rows_of_deleted_users_are_named_and_fixed(world: &World) {
    world.run(["setup"]).ok();
    world.run(["ddb", "patterns", "create-message", "--as", "londo", CONVERSATION, "kept"]).ok();
    let before = by_handle(world);
    recreate_users(world);
    let check = references(world);
    assert_eq!(check["state"], "problem");
    assert!(check["found"].as_str().unwrap().starts_with("3 of 3 participants"), "{check}");
    assert_eq!(check["fix"], "cruddur ddb repair --all");

    let orphaned = world.items();
    let refused = world.run(["ddb", "seed"]).fails_with(5);
    for part in [CONVERSATION, "londo (", "the same command with --reset", "nothing was written"] {
        assert!(refused.stderr.contains(part), "{part}: {refused}");
    }
    world.run(["setup"]).fails_with(5);
    let dry = world.run(["ddb", "repair", "--all", "--dry-run", "--output", "json"]).ok().rows();
    assert!(dry.iter().all(|row| row["problem"] == "user gone" && row["status"] == "would be fixed"), "{dry:?}");
    world.run(["ddb", "repair", "--all", "--check"]).fails_with(6);
    assert_same(&world.items(), &orphaned);

    world.run(["ddb", "repair", "--all"]).ok();
    assert_same(&by_handle(world), &before);
    world.run(["ddb", "repair", "--all", "--check"]).ok();
    assert_eq!(references(world)["state"], "ok");
    assert!(world.run(["ddb", "seed"]).ok().stderr.contains("unchanged"));
}

fn a_reset_leaves_no_rows_of_deleted_users(world: &World) {
    world.run(["setup"]).ok();
    let before = by_handle(world);
    recreate_users(world);
    world.run(["ddb", "seed", "--reset", "--yes"]).ok();
    assert_same(&by_handle(world), &before);
    assert_eq!(references(world)["state"], "ok");
}

fn an_equal_handle_alone_fixes_nothing(world: &World) {
    world.run(["setup"]).ok();
    recreate_users(world);
    world.sql("UPDATE users SET email = 'somebody@else.example' WHERE handle = 'londo'");
    let output = world.run(["ddb", "repair", "--all", "--output", "json"]).fails_with(6);
    let rows = output.rows();
    let of_londo: Vec<&Value> = rows.iter().filter(|row| row["found"] == json!({ "handle": "londo" })).collect();
    assert!(!of_londo.is_empty() && of_londo.iter().all(|row| row["status"] == "not fixed"), "{rows:?}");
    assert!(output.stderr.contains("cruddur ddb seed --reset"), "{output}");
    let londo = world.uuid_of("londo");
    assert!(!json!(world.items()).to_string().contains(&londo));
    world.run(["ddb", "seed", "--reset", "--yes"]).ok();
    world.run(["ddb", "repair", "--all", "--check"]).ok();
}

fn a_deleted_user_does_not_become_a_third_participant(world: &World) {
    world.run(["setup"]).ok();
    let before = by_handle(world);
    world.sql("DELETE FROM users WHERE handle = 'londo'");
    world.run(["db", "seed"]).ok();
    let orphaned = world.items();
    let refused = world.run(["ddb", "seed"]).fails_with(5);
    assert!(refused.stderr.contains("londo (") && !refused.stderr.contains("bayko ("), "{refused}");
    world.run(["ddb", "seed", "--check"]).fails_with(5);
    assert_same(&world.items(), &orphaned);
    world.run(["ddb", "repair", "--all"]).ok();
    assert_same(&by_handle(world), &before);
    world.run(["ddb", "seed"]).ok();
    assert_same(&by_handle(world), &before);
}

fn a_deleted_user_outside_the_seeds_is_named(world: &World) {
    world.prepare();
    world.run(["ddb", "patterns", "create-conversation", "--from", "londo", "--to", "bayko", "Hello"]).ok();
    let (londo, before) = (world.uuid_of("londo"), world.items());
    world.sql("DELETE FROM users WHERE handle = 'londo'");
    world.run(["db", "seed"]).ok();
    let output = world.run(["ddb", "repair", "--all", "--output", "json"]).fails_with(6);
    let rows = output.rows();
    assert_eq!(
        (rows.len(), &rows[0]["inbox"], &rows[0]["found"]),
        (1, &json!(londo), &json!({ "handle": "londo" })),
        "{rows:?}"
    );
    assert!(output.stderr.contains(&format!("with the uuid {londo}")), "{output}");
    let table = world.run(["ddb", "repair", "--all"]).fails_with(6);
    assert!(table.stdout.contains("londo  insert the user into the users database again"), "{table}");
    assert_same(&world.items(), &before);
    // As the hint says: with the old uuid, nothing is left to fix.
    world.sql(&format!("UPDATE users SET uuid = '{londo}' WHERE handle = 'londo'"));
    world.run(["ddb", "repair", "--all", "--check"]).ok();
}

/// An earlier version of the seed left rows of the new users beside those of the deleted ones.
fn rows_in_four_inboxes_become_two(world: &World) {
    world.run(["setup"]).ok();
    let before = by_handle(world);
    let old = world.items();
    recreate_users(world);
    world.run(["ddb", "seed", "--reset", "--yes"]).ok();
    let gone = |item: &&Value| item["pk"]["S"].as_str().is_some_and(|pk| pk.starts_with("GRP#"));
    world.put(&old.iter().filter(gone).cloned().collect::<Vec<_>>());
    world.run(["ddb", "repair", "--all"]).ok();
    assert_same(&by_handle(world), &before);
}

fn a_repair_that_is_killed_is_completed_by_the_next(world: &World) {
    world.run(["setup"]).ok();
    // Copies the conversation under an id that is not in the seeds.
    let of_conversation: Vec<Value> =
        world.items().into_iter().filter(|item| item.to_string().contains(CONVERSATION)).collect();
    let other = json!(of_conversation).to_string().replace(CONVERSATION, "00000000-0000-4000-8000-000000000001");
    let mut other: Vec<Value> = serde_json::from_str(&other).unwrap();
    for row in other.iter_mut().filter(|row| row["pk"]["S"].as_str().is_some_and(|pk| pk.starts_with("GRP#"))) {
        row["sk"]["S"] = row["sk"]["S"].as_str().unwrap().replace(".000000+", ".000001+").into();
    }
    world.put(&other);
    let before = by_handle(world);
    recreate_users(world);
    for millis in [20, 40, 60, 80, 100, 140] {
        let mut child = world.spawn(["ddb", "repair", "--all"]);
        std::thread::sleep(std::time::Duration::from_millis(millis));
        child.kill().ok();
        child.wait().unwrap();
    }
    world.run(["ddb", "repair", "--all"]).ok();
    assert_same(&by_handle(world), &before);
}

fn a_table_of_other_keys_is_refused_by_name(world: &World) {
    use aws_sdk_dynamodb::types::{
        AttributeDefinition, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType, StreamSpecification,
        StreamViewType,
    };
    world.seed_users();
    world.with_table(async |messages| {
        let key = |name: &str, kind| KeySchemaElement::builder().attribute_name(name).key_type(kind).build().unwrap();
        let attribute = |name: &str, kind| {
            AttributeDefinition::builder().attribute_name(name).attribute_type(kind).build().unwrap()
        };
        let stream = StreamSpecification::builder().stream_enabled(true).stream_view_type(StreamViewType::NewImage);
        let create = messages.client().create_table().table_name(messages.table());
        let create = create.key_schema(key("pk", KeyType::Hash)).key_schema(key("sk", KeyType::Range));
        let create = create.attribute_definitions(attribute("pk", ScalarAttributeType::S));
        let create = create.attribute_definitions(attribute("sk", ScalarAttributeType::N));
        let create = create.billing_mode(BillingMode::PayPerRequest).stream_specification(stream.build().unwrap());
        create.send().await.expect("CreateTable");
    });
    let item = json!({ "pk": { "S": format!("MSG#{CONVERSATION}") }, "sk": { "N": "7" } });
    for command in [
        "ddb repair --all",
        "ddb repair --as londo",
        "ddb seed",
        "ddb stream apply --once",
        "ddb patterns create-conversation --from londo --to bayko Hello",
    ] {
        // Once with an empty table, and once with an item.
        for items in [vec![], vec![item.clone()]] {
            world.put(&items);
            let refused = world.run_line(command).fails_with(5);
            let wanted = "table cruddur-messages has the keys pk S, sk N";
            assert!(refused.stderr.contains(wanted), "{command}: {refused}");
            world.delete(&[&item]);
        }
    }
    let items = world.items();
    assert!(items.is_empty(), "{items:?}");
}

fn a_sender_is_recognized_with_every_projection(world: &World) {
    use aws_sdk_dynamodb::types::ProjectionType;
    crate::inboxes::seed_with_index(world, &ProjectionType::KeysOnly, "model");
    let rows = crate::inboxes::inbox_rows(world);
    let of_londo = rows.iter().find(|row| row["handle"]["S"] == "bayko").unwrap();
    world.delete(&[of_londo]);
    let output = world.run(["ddb", "patterns", "create-message", "--as", "londo", CONVERSATION, "Hello"]).ok();
    assert!(output.stderr.contains("an inbox has lost the conversation"), "{output}");
    assert_eq!(crate::inboxes::inbox_rows(world)[0]["message"]["S"], "Hello");
    world.run(["ddb", "repair", "--all"]).ok();
    assert_eq!(crate::inboxes::inbox_rows(world).len(), 2);
}
