//! `cruddur ddb repair`

use crate::support::{World, assert_same, contract};
use serde_json::{Value, json};

contract!(
    a_healthy_table_is_left_alone,
    a_lost_row_is_put_back,
    a_row_that_stayed_behind_moves,
    a_row_that_shows_something_else_is_put_right,
    a_doubled_row_is_one_again,
    an_old_name_is_replaced,
    who_takes_part_may_not_be_known,
    one_inbox_may_be_meant,
);

const GROUP: &str = "92254384-12d5-46a3-aff3-790ffcda83b0";

/// The group rows of the conversation between londo and bayko.
fn group_rows(world: &World) -> Vec<Value> {
    let is_row = |item: &Value| {
        item["message_group_uuid"]["S"] == GROUP && item["pk"]["S"].as_str().is_some_and(|pk| pk.starts_with("GRP#"))
    };
    world.items().into_iter().filter(is_row).collect()
}

fn a_healthy_table_is_left_alone(world: &World) {
    world.run("setup").ok();
    let before = world.items();
    let output = world.run("ddb repair --all").ok();
    assert!(output.stderr.contains("inboxes: nothing to mend"), "{output}");
    assert_same(&world.items(), &before);
    assert_eq!(world.run("ddb repair").status, 2);
}

fn a_lost_row_is_put_back(world: &World) {
    for layout in ["model", "flask"] {
        world.run(&format!("setup --layout {layout}")).ok();
        let before = world.items();
        world.delete(&group_rows(world).iter().take(1).collect::<Vec<_>>());
        let dry = world.run("ddb repair --all --dry-run --output json").ok().rows();
        assert_eq!(
            (dry.len(), &dry[0]["problem"], &dry[0]["status"]),
            (1, &json!("missing"), &json!("would be mended"))
        );
        assert_eq!(world.items().len(), before.len() - 1);
        world.run("ddb repair --all").ok();
        assert_same(&world.items(), &before);
        world.run("ddb drop-table --yes").ok();
    }
}

fn a_row_that_stayed_behind_moves(world: &World) {
    world.run("setup").ok();
    let items = world.items();
    let mut message = items.iter().find(|item| item["pk"]["S"] == format!("MSG#{GROUP}")).unwrap().clone();
    message["sk"]["S"] = "MSG#2026-11-22T12:00:00.000000+00:00".into();
    message["message"]["S"] = "newest".into();
    message["message_uuid"]["S"] = "00000000-0000-4000-8000-000000000000".into();
    world.put(&[message]);
    let mended = world.run("ddb repair --all --output json").ok().rows();
    assert!(mended.len() == 2 && mended.iter().all(|row| row["problem"] == "behind" && row["status"] == "mended"));
    assert!(group_rows(world).iter().all(|row| row["message"]["S"] == "newest"));
    assert_eq!(world.items().len(), items.len() + 1);
}

/// As the app's seeds left it: the right moment, and another text; and a time ahead of every message.
fn a_row_that_shows_something_else_is_put_right(world: &World) {
    world.run("setup").ok();
    let before = world.items();
    let mut filler = group_rows(world).remove(0);
    filler["message"]["S"] = "this is a filler message".into();
    world.put(&[filler.clone()]);
    let mended = world.run("ddb repair --all --output json").ok().rows();
    assert_eq!((mended.len(), &mended[0]["problem"]), (1, &json!("another message")));
    assert_same(&world.items(), &before);
    world.delete(&[&filler]);
    filler["sk"]["S"] = "GRP#2026-11-22T12:30:00.000000+00:00".into();
    world.put(&[filler]);
    world.run("ddb repair --all").ok();
    assert_same(&world.items(), &before);
}

fn a_doubled_row_is_one_again(world: &World) {
    world.run("setup").ok();
    let before = world.items();
    let mut old = group_rows(world).remove(0);
    old["sk"]["S"] = "GRP#2026-11-22T11:00:00.000000+00:00".into();
    world.put(&[old]);
    let mended = world.run("ddb repair --all --output json").ok().rows();
    assert_eq!((mended.len(), &mended[0]["problem"]), (1, &json!("doubled")));
    assert_same(&world.items(), &before);
}

fn an_old_name_is_replaced(world: &World) {
    world.run("setup").ok();
    world.sql("UPDATE users SET display_name = 'Emperor Mollari' WHERE handle = 'londo'");
    let mended = world.run("ddb repair --all --output json").ok().rows();
    assert!(!mended.is_empty() && mended.iter().all(|row| row["problem"] == "renamed"), "{mended:?}");
    let inbox = world.run("ddb patterns list-conversations --as bayko --output json").ok().rows();
    let names: Vec<&Value> =
        inbox.iter().filter(|row| row["handle"] == "londo").map(|row| &row["display_name"]).collect();
    assert_eq!(names, ["Emperor Mollari"]);
    assert!(world.run("ddb repair --all").ok().stderr.contains("nothing to mend"));
}

fn who_takes_part_may_not_be_known(world: &World) {
    for command in ["db schema-load", "db seed", "ddb schema-load"] {
        world.run(command).ok();
    }
    world.run("ddb patterns create-conversation --from londo --to bayko Hello").ok();
    let rows: Vec<Value> = world.items().into_iter().filter(|item| !item["message_uuid"].is_object()).collect();
    world.delete(&rows.iter().collect::<Vec<_>>());
    let output = world.run("ddb repair --all --output json");
    assert_eq!(output.status, 6, "{output}");
    let rows = output.rows();
    assert_eq!((&rows[0]["problem"], &rows[0]["status"]), (&json!("participants unknown"), &json!("not mended")));
}

fn one_inbox_may_be_meant(world: &World) {
    world.run("setup").ok();
    world.delete(&group_rows(world).iter().collect::<Vec<_>>());
    world.run("ddb repair --as londo").ok();
    assert_eq!(group_rows(world).len(), 1);
    world.run("ddb repair --as bayko").ok();
    assert_eq!(group_rows(world).len(), 2);
}
