//! Conversation ids: shortened on a terminal, whole elsewhere, and taken by their beginning.

use crate::support::terminal::on_a_terminal;
use crate::support::{World, assert_same, contract};
use serde_json::json;

contract!(
    a_beginning_names_the_conversation,
    an_ambiguous_beginning_is_refused,
    only_the_inbox_of_the_user_is_searched,
    a_terminal_of_80_columns_is_enough,
);

/// The conversation of andrewbrown and bayko in the built-in seeds.
const ID: &str = "5ae290ed-55d1-47a0-bc6d-fe2bc2700399";

/// Another conversation, whose id has the same beginning.
const NEAR: &str = "5ae290ed-5aaa-47a0-bc6d-fe2bc2700399";

/// Adds the row of a conversation to the inbox of andrewbrown.
fn add_near(world: &World) {
    let owner = world.uuid_of("andrewbrown");
    world.put(&[json!({
        "pk": { "S": format!("GRP#{owner}") }, "sk": { "S": "GRP#2026-11-20T00:00:00.000000+00:00" },
        "message_group_uuid": { "S": NEAR }, "user_uuid": { "S": world.uuid_of("londo") },
        "handle": { "S": "londo" }, "display_name": { "S": "Londo Mollari" }, "message": { "S": "Near" },
    })]);
}

fn a_beginning_names_the_conversation(world: &World) {
    world.run(["setup"]).ok();
    let get =
        |id: &str| world.run(["ddb", "patterns", "get-conversation", id, "--limit", "3", "--output", "json", "-v"]);
    let queries = |output: &crate::support::Output| output.stderr.matches("DynamoDB Query").count();
    let whole = get(ID).ok();
    assert!(!whole.stderr.contains(", users "), "a whole id needs no user: {whole}");
    for prefix in ["5ae2", "5ae290ed", "5AE290ED-55D1", &ID[..35]] {
        let found = get(prefix).ok();
        assert_same(&found.rows(), &whole.rows());
        assert!(found.stderr.contains(&format!("conversation {ID}\n")), "{found}");
        assert!(queries(&found) > queries(&whole), "{found}");
    }
    get("5ae").fails_with(3);
    // What is written has the whole id.
    let write = |id: &str| {
        world.run(["ddb", "patterns", "create-message", "--as", "bayko", id, "Hello", "--output", "json", "-v"])
    };
    let written = write("5ae290").ok().rows();
    assert!(written.iter().all(|row| row["message_group_uuid"].as_str().is_none_or(|id| id == ID)), "{written:?}");
    assert_eq!(get(ID).ok().rows()[2]["message"], "Hello");
    let items = world.items();
    assert!(!items.iter().any(|item| item["pk"]["S"] == "MSG#5ae290" || item["message_group_uuid"]["S"] == "5ae290"));
    let (by_prefix, by_id) = (write("5ae290ed").ok(), write(ID).ok());
    assert!(queries(&by_prefix) > queries(&by_id), "{by_prefix}{by_id}");
}

fn an_ambiguous_beginning_is_refused(world: &World) {
    world.run(["setup"]).ok();
    add_near(world);
    let before = world.items();
    for command in [
        &["ddb", "patterns", "get-conversation", "5ae290ed"][..],
        &["ddb", "patterns", "create-message", "--as", "andrewbrown", "5ae290ed-5", "Hello"],
    ] {
        let output = world.run(command).fails_with(5);
        assert!(output.stderr.contains(&format!("several conversation ids in the inbox: {ID}, {NEAR}\n")), "{output}");
        assert!(
            output.stderr.contains("hint: give more of the id; cruddur ddb patterns list-conversations --wide"),
            "{output}"
        );
    }
    assert_same(&world.items(), &before);
    world.run(["ddb", "patterns", "create-message", "--as", "andrewbrown", "5ae290ed-55", "Hello"]).ok();
}

fn only_the_inbox_of_the_user_is_searched(world: &World) {
    world.run(["setup"]).ok();
    let before = world.items();
    for command in [
        &["ddb", "patterns", "get-conversation", "--as", "londo", "5ae290ed"][..],
        &["ddb", "patterns", "create-message", "--as", "londo", "5ae290ed", "Hello"],
    ] {
        let output = world.run(command).fails_with(3);
        assert!(output.stderr.contains("there is no conversation 5ae290ed\n"), "{output}");
        assert!(output.stderr.contains("cruddur ddb patterns list-conversations --as londo"), "{output}");
    }
    assert_same(&world.items(), &before);
    world.run(["ddb", "patterns", "get-conversation", "--as", "bayko", "5ae290ed"]).ok();
}

fn a_terminal_of_80_columns_is_enough(world: &World) {
    world.run(["setup"]).ok();
    let on_screen = |options: &str| on_a_terminal(world, 80, &format!("ddb patterns list-conversations {options}")).0;
    let screen = on_screen("--quiet");
    assert!(screen.lines().all(|line| line.chars().count() <= 80), "{screen}");
    assert!(screen.contains("  5ae290ed\n") && screen.contains("  f290b80a\n") && !screen.contains(ID), "{screen}");
    add_near(world);
    let screen = on_screen("");
    assert!(screen.contains("  5ae290ed-55\n") && screen.contains("  5ae290ed-5a\n"), "{screen}");
    // Programs, and whoever asks for it, get whole ids.
    for options in ["--wide", "--output json", "--output jsonl", "--output csv", "--query [].message_group_uuid"] {
        let screen = on_screen(options);
        assert!(screen.contains(ID) && screen.contains(NEAR), "{options}: {screen}");
    }
    let piped = world.run(["ddb", "patterns", "list-conversations"]).ok();
    assert!(piped.stdout.contains(ID) && piped.stdout.contains("message_group_uuid\n"), "{piped}");
}
