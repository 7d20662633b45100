//! What an inbox row keeps when it is updated, by each command that updates it.

use crate::support::{CONVERSATION, World, contract};
use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType, Projection,
    ProjectionType, ScalarAttributeType, StreamSpecification, StreamViewType,
};
use cruddur::ddb::expression_value;
use serde_json::{Value, json};

contract!(
    an_update_changes_only_sort_key_and_message,
    an_attribute_that_others_write_meanwhile_is_kept,
    a_doubled_row_keeps_the_attributes_of_both,
    a_seed_that_replaces_a_row_keeps_its_attributes,
);

/// The projections that an index may have.
const PROJECTIONS: [ProjectionType; 3] = [ProjectionType::KeysOnly, ProjectionType::Include, ProjectionType::All];

/// Creates the table of the schema, with this projection of its index.
pub fn make_table(world: &World, projection: &ProjectionType) {
    world.run(["ddb", "drop-table", "--yes"]);
    let key = |name: &str, kind| KeySchemaElement::builder().attribute_name(name).key_type(kind).build().unwrap();
    let text = |name: &str| {
        let kind = ScalarAttributeType::S;
        AttributeDefinition::builder().attribute_name(name).attribute_type(kind).build().unwrap()
    };
    let included = (*projection == ProjectionType::Include).then(|| vec!["message".to_owned()]);
    let projection = Projection::builder().projection_type(projection.clone()).set_non_key_attributes(included).build();
    let index = GlobalSecondaryIndex::builder()
        .index_name(cruddur::messaging::DEFAULT_INDEX)
        .key_schema(key("message_group_uuid", KeyType::Hash))
        .key_schema(key("sk", KeyType::Range))
        .projection(projection)
        .build()
        .unwrap();
    let stream =
        StreamSpecification::builder().stream_enabled(true).stream_view_type(StreamViewType::NewImage).build().unwrap();
    world.with_table(async |messages| {
        let create = messages.client().create_table().table_name(messages.table());
        let create = create.key_schema(key("pk", KeyType::Hash)).key_schema(key("sk", KeyType::Range));
        let create = create.attribute_definitions(text("pk")).attribute_definitions(text("sk"));
        let create = create.attribute_definitions(text("message_group_uuid")).global_secondary_indexes(index);
        let create = create.billing_mode(BillingMode::PayPerRequest).stream_specification(stream);
        create.send().await.expect("CreateTable");
    });
}

/// Creates and seeds a table with this projection of its index and this layout.
pub fn seed_with_index(world: &World, projection: &ProjectionType, layout: &str) {
    make_table(world, projection);
    world.seed_users();
    world.run(["ddb", "seed", "--layout", layout]).ok();
}

/// Returns the inbox rows of the conversation between londo and bayko, by owner.
pub fn inbox_rows(world: &World) -> Vec<Value> {
    let is_row = |item: &Value| {
        item["message_group_uuid"]["S"] == CONVERSATION
            && item["pk"]["S"].as_str().is_some_and(|pk| pk.starts_with("GRP#"))
    };
    world.items().into_iter().filter(is_row).collect()
}

/// Returns attributes that this tool does not know, of every type, some with names that are not allowed in expressions.
pub fn extras(rng: &mut fastrand::Rng) -> Value {
    let mut item = json!({
        "unread_count": { "N": rng.u32(..).to_string() },
        "pinned": { "BOOL": rng.bool() },
        "ttl": { "N": "1795000000" },
        "size": value(rng, 3),
        "a.b[0]": value(rng, 3),
        "#k :v": value(rng, 3),
        "Ünread 🌞": value(rng, 3),
        "last": { "NULL": true },
        "digits": { "N": "-0.12345678901234567890123456789012345678" },
    });
    for _ in 0..rng.usize(..30) {
        let length = rng.usize(1..20);
        let name: String = std::iter::repeat_with(|| rng.char(..)).take(length).collect();
        item[name] = value(rng, 3);
    }
    item
}

/// Returns a value of any type, nested at most `depth` levels.
fn value(rng: &mut fastrand::Rng, depth: usize) -> Value {
    let text = |rng: &mut fastrand::Rng| {
        let length = rng.usize(..12);
        std::iter::repeat_with(|| rng.char(..)).take(length).collect::<String>()
    };
    let number = |rng: &mut fastrand::Rng| format!("{}e{}", rng.i32(..), rng.i32(-100..100));
    let several = |rng: &mut fastrand::Rng| rng.usize(1..4);
    match rng.u8(..if depth == 0 { 7 } else { 10 }) {
        0 => json!({ "S": text(rng) }),
        1 => json!({ "N": number(rng) }),
        2 => json!({ "B": "3q2+7w==" }),
        3 => json!({ "BOOL": rng.bool() }),
        4 => json!({ "NULL": true }),
        5 => json!({ "SS": (0..several(rng)).map(|at| format!("{}{at}", text(rng))).collect::<Vec<_>>() }),
        6 => json!({ "NS": (0..several(rng)).map(|at| format!("{at}.5")).collect::<Vec<_>>() }),
        7 => json!({ "BS": ["3q0=", "vu8="] }),
        8 => json!({ "L": (0..several(rng)).map(|_| value(rng, depth - 1)).collect::<Vec<_>>() }),
        _ => json!({ "M": { "m": value(rng, depth - 1), "a.b": value(rng, depth - 1) } }),
    }
}

/// Adds attributes to both inbox rows of the conversation.
pub fn decorate(world: &World, extras: &Value) {
    let mut rows = inbox_rows(world);
    for row in &mut rows {
        row.as_object_mut().unwrap().extend(extras.as_object().unwrap().clone());
    }
    world.put(&rows);
}

/// Puts a copy of the newest message with another time and text, as the backend does: without updating an inbox.
pub fn put_message(world: &World, at: &str, text: &str) -> Value {
    let partition = format!("MSG#{CONVERSATION}");
    let mut item = world.items().into_iter().rfind(|item| item["pk"]["S"] == partition).expect("a message");
    let prefix = if item["sk"]["S"].as_str().unwrap().starts_with("MSG#") { "MSG#" } else { "" };
    item["sk"] = json!({ "S": format!("{prefix}{at}") });
    item["message"] = json!({ "S": text });
    item["message_uuid"] = json!({ "S": uuid::Uuid::new_v4().to_string() });
    world.put(std::slice::from_ref(&item));
    item
}

/// Fails if a row differs by more than its sort key and message, or does not show the message.
#[track_caller]
pub fn assert_updated(before: &[Value], after: &[Value], text: &str) {
    assert_eq!(before.len(), after.len());
    for (before, after) in before.iter().zip(after) {
        assert_eq!(after["message"], json!({ "S": text }));
        assert_ne!(before["sk"], after["sk"]);
        let rest = |row: &Value| {
            let mut row = row.clone();
            row["sk"] = Value::Null;
            row["message"] = Value::Null;
            row
        };
        assert_eq!(rest(after), rest(before));
    }
}

fn an_update_changes_only_sort_key_and_message(world: &World) {
    let mut rng = fastrand::Rng::with_seed(12);
    for (at, projection) in PROJECTIONS.iter().enumerate() {
        let layout = ["model", "flask"][at % 2];
        seed_with_index(world, projection, layout);
        for (minute, text, command) in [
            ("12:01", "applied", &["ddb", "stream", "apply", "--once"][..]),
            ("12:02", "written", &["ddb", "patterns", "create-message", "--as", "londo", CONVERSATION, "written"]),
            ("12:03", "repaired", &["ddb", "repair", "--all"]),
        ] {
            let seed = rng.u64(..);
            decorate(world, &extras(&mut fastrand::Rng::with_seed(seed)));
            let before = inbox_rows(world);
            let time = format!("2026-11-22T{minute}:00.000000+00:00");
            if command.contains(&"create-message") {
                let done = world.command(command).env("CRUDDUR_NOW", &time).output().unwrap();
                assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
            } else {
                put_message(world, &time, text);
                world.run(command).ok();
            }
            assert_updated(&before, &inbox_rows(world), text);
        }
    }
}

/// One thread increments an attribute of a row while another writes messages, which update the row.
fn an_attribute_that_others_write_meanwhile_is_kept(world: &World) {
    const EACH: usize = 20;
    world.run(["setup"]).ok();
    decorate(world, &json!({ "unread_count": { "N": "0" } }));
    let owner = inbox_rows(world)[0]["pk"].clone();
    let count_up = || {
        let mut counted = 0;
        for _ in 0..EACH {
            let row = inbox_rows(world).into_iter().find(|row| row["pk"] == owner);
            let Some(row) = row else { continue };
            let text = |name: &str| expression_value(&row[name].to_string()).unwrap();
            counted += world.with_table(async |messages| {
                let update = messages.client().update_item().table_name(messages.table());
                let update =
                    update.key("pk", text("pk")).key("sk", text("sk")).update_expression("ADD unread_count :n");
                let update = update.condition_expression("attribute_exists(pk)");
                let done = update.expression_attribute_values(":n", AttributeValue::N("1".to_owned())).send().await;
                usize::from(done.is_ok())
            });
        }
        counted
    };
    let counted = std::thread::scope(|scope| {
        let counted = scope.spawn(count_up);
        for at in 0..EACH {
            let text = format!("message-{at}");
            let mut write = world.command(["ddb", "patterns", "create-message", "--as", "londo", CONVERSATION, &text]);
            let done = write.env("CRUDDUR_NOW", format!("2026-11-22T12:00:{at:02}Z")).output().unwrap();
            assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        }
        counted.join().unwrap()
    });
    let row = inbox_rows(world).into_iter().find(|row| row["pk"] == owner).unwrap();
    assert!(counted > 0);
    assert_eq!(row["unread_count"]["N"], counted.to_string());
}

/// A stream function that fails between putting the new row and deleting the old one leaves both. The new row lacks an attribute.
fn a_doubled_row_keeps_the_attributes_of_both(world: &World) {
    world.run(["setup"]).ok();
    let mut old = inbox_rows(world).remove(0);
    let new = old.clone();
    old["sk"]["S"] = "GRP#2026-11-22T11:00:00.000000+00:00".into();
    old["message"]["S"] = "old".into();
    old["pinned"] = json!({ "BOOL": true });
    world.put(&[old]);
    world.run(["ddb", "repair", "--all"]).ok();
    let mut wanted = new;
    wanted["pinned"] = json!({ "BOOL": true });
    assert_eq!(inbox_rows(world)[0], wanted);
}

fn a_seed_that_replaces_a_row_keeps_its_attributes(world: &World) {
    world.run(["setup"]).ok();
    decorate(world, &extras(&mut fastrand::Rng::with_seed(7)));
    let whole = inbox_rows(world);
    let mut behind = whole.clone();
    world.delete(&whole.iter().collect::<Vec<_>>());
    for row in &mut behind {
        row["sk"]["S"] = "GRP#2026-11-22T11:00:00.000000+00:00".into();
        row["message"]["S"] = "old".into();
    }
    world.put(&behind);
    world.run(["ddb", "seed"]).ok();
    assert_eq!(inbox_rows(world), whole);
}
