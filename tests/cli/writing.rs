//! `cruddur ddb patterns create-conversation` and `create-message`.

use crate::support::{CONVERSATION, Output, World, assert_same, contract};
use serde_json::Value;
use std::io::Write;
use std::process::Stdio;

contract!(
    a_message_updates_both_inboxes,
    a_conversation_begins_in_both_inboxes,
    an_existing_conversation_is_named,
    the_deployed_backend_reads_what_is_written,
    a_taken_sort_key_time_is_skipped,
    a_clock_that_was_set_back_hides_no_message,
    the_rules_of_a_message,
    only_participants_may_write,
    a_dry_run_shows_the_items,
    a_text_comes_from_a_pipe,
    two_writers_at_once_lose_nothing,
);

/// Returns the newest row of an inbox.
fn newest(world: &World, handle: &str) -> Value {
    let rows = world
        .run(["ddb", "patterns", "list-conversations", "--as", handle, "--limit", "1", "--output", "json"])
        .ok()
        .rows();
    rows.into_iter().next().expect("a conversation")
}

fn a_message_updates_both_inboxes(world: &World) {
    world.run(["setup"]).ok();
    let before = world.items().len();
    let args = ["ddb", "patterns", "create-message", "--as", "londo", "--with", "bayko", "It is warm."];
    insta::assert_snapshot!(world.run(args), @"
    time                  message_group_uuid                    message_uuid
    2026-11-22 12:00:00Z  92254384-12d5-46a3-aff3-790ffcda83b0  [uuid 1]
    --- stderr
    target: local, DynamoDB embedded in .cruddur, users embedded in .cruddur
    conversation 92254384-12d5-46a3-aff3-790ffcda83b0: wrote a message
    --- exit 0
    ");
    for handle in ["londo", "bayko"] {
        let row = newest(world, handle);
        assert_eq!(
            (&row["message"], &row["time"]),
            (&"It is warm.".into(), &"2026-11-22T12:00:00.000000+00:00".into())
        );
    }
    // The inbox rows were replaced, so the only additional item is the message.
    assert_eq!(world.items().len(), before + 1);
    let shown =
        world.run(["ddb", "patterns", "get-conversation", "--as", "bayko", "--with", "londo", "--limit", "1"]).ok();
    assert!(shown.stdout.contains("londo   It is warm."), "{shown}");
}

fn a_conversation_begins_in_both_inboxes(world: &World) {
    world.prepare();
    let args = ["ddb", "patterns", "create-conversation", "--from", "londo", "--to", "bayko", "Is the machine free?"];
    insta::assert_snapshot!(world.run(args), @"
    time                  message_group_uuid                    message_uuid
    2026-11-22 12:00:00Z  [uuid 1]  [uuid 2]
    --- stderr
    target: local, DynamoDB embedded in .cruddur, users embedded in .cruddur
    conversation [uuid 1]: wrote a message
    --- exit 0
    ");
    assert_eq!(newest(world, "londo")["handle"], "bayko");
    assert_eq!(newest(world, "bayko")["handle"], "londo");
    assert_eq!(world.items().len(), 3);
}

fn an_existing_conversation_is_named(world: &World) {
    world.run(["setup"]).ok();
    let before = world.items();
    insta::assert_snapshot!(world.run(["ddb", "patterns", "create-conversation", "--from", "londo", "--to", "bayko", "Hello"]), @"
    time                  message_group_uuid                    message_uuid
    2026-11-22 12:00:00Z  92254384-12d5-46a3-aff3-790ffcda83b0  [uuid 1]
    --- stderr
    target: local, DynamoDB embedded in .cruddur, users embedded in .cruddur
    londo and bayko already have conversation 92254384-12d5-46a3-aff3-790ffcda83b0; --new begins another
    conversation 92254384-12d5-46a3-aff3-790ffcda83b0: wrote a message
    --- exit 0
    ");
    assert_eq!(world.items().len(), before.len() + 1);
    world.run(["ddb", "patterns", "create-conversation", "--from", "londo", "--to", "bayko", "Hello", "--new"]).ok();
    assert_eq!(world.items().len(), before.len() + 4);
    // The sender is given by the id in the user pool, as in the backend of the app.
    world.sql("UPDATE users SET cognito_user_id = 'a-sub' WHERE handle = 'londo'");
    let by_sub =
        world.run(["ddb", "patterns", "create-conversation", "--from-sub", "a-sub", "--to", "bayko", "Hello"]).ok();
    assert!(by_sub.stderr.contains("londo and bayko already have conversation"), "{by_sub}");
    assert_eq!(
        world.run(["ddb", "patterns", "create-conversation", "--from-sub", "nobody", "--to", "bayko", "Hello"]).status,
        3
    );
}

fn the_deployed_backend_reads_what_is_written(world: &World) {
    world.prepare();
    let begin = ["ddb", "patterns", "create-conversation", "--from", "londo", "--to", "bayko", "Hello"];
    world.run([&begin[..], &["--layout", "flask"]].concat()).ok();
    world.run(["ddb", "patterns", "create-message", "--as", "bayko", "--with", "londo", "Hello_yourself"]).ok();
    let items = world.items();
    let of = |kind: &str| {
        let is = |item: &&Value| item["pk"]["S"].as_str().is_some_and(|pk| pk.starts_with(kind));
        items.iter().filter(is).collect::<Vec<_>>()
    };
    let names = |item: &Value| item.as_object().unwrap().keys().cloned().collect::<std::collections::BTreeSet<_>>();
    for item in &items {
        // The backend queries with begins_with(sk, year).
        assert!(item["sk"]["S"].as_str().unwrap().starts_with("2026-11-22T12:00:00.00000"), "{item}");
    }
    for message in of("MSG#") {
        let wanted = ["message", "message_uuid", "pk", "sk", "user_display_name", "user_handle", "user_uuid"];
        assert_eq!(names(message), wanted.map(str::to_owned).into());
    }
    for row in of("GRP#") {
        let wanted = ["message", "message_group_uuid", "pk", "sk", "user_display_name", "user_handle", "user_uuid"];
        assert_eq!(names(row), wanted.map(str::to_owned).into());
        assert_eq!(row["message"]["S"], "Hello_yourself");
    }
    assert_eq!((of("MSG#").len(), of("GRP#").len()), (2, 2));
}

/// The clock stands still, so that each write finds its time already taken.
fn a_taken_sort_key_time_is_skipped(world: &World) {
    world.run(["setup"]).ok();
    let before = world.items().len();
    let write = |text: &str| world.run(["ddb", "patterns", "create-message", "--as", "londo", CONVERSATION, text]).ok();
    write("first");
    // The other conversation has taken the time in the inbox of londo.
    world.run(["ddb", "patterns", "create-message", "--as", "londo", "--with", "andrewbrown", "elsewhere"]).ok();
    assert_eq!(newest(world, "andrewbrown")["time"], "2026-11-22T12:00:00.000001+00:00");
    write("second");
    assert_eq!(world.items().len(), before + 3);
    let shown = world
        .run(["ddb", "patterns", "get-conversation", CONVERSATION, "--limit", "2", "--output", "json"])
        .ok()
        .rows();
    let texts: Vec<&Value> = shown.iter().map(|row| &row["message"]).collect();
    assert_eq!(texts, ["first", "second"]);
    assert_eq!(newest(world, "bayko")["message"], "second");
    assert_eq!(newest(world, "andrewbrown")["message"], "elsewhere");
}

fn a_clock_that_was_set_back_hides_no_message(world: &World) {
    world.run(["setup"]).ok();
    world.run(["ddb", "patterns", "create-message", "--as", "londo", CONVERSATION, "newest"]).ok();
    let mut late = world.command(["ddb", "patterns", "create-message", "--as", "londo", CONVERSATION, "late"]);
    assert!(late.env("CRUDDUR_NOW", "2026-11-22T11:59:00Z").output().unwrap().status.success());
    for handle in ["londo", "bayko"] {
        assert_eq!(newest(world, handle)["message"], "late");
    }
}

fn the_rules_of_a_message(world: &World) {
    world.run(["setup"]).ok();
    let before = world.items();
    let write = |text: &str| world.run(["ddb", "patterns", "create-message", "--as", "londo", CONVERSATION, text]);
    insta::assert_snapshot!(write("  "), @"
    --- stderr
    error: the message: it is blank
    hint: see --help
    --- exit 2
    ");
    insta::assert_snapshot!(write(&"é".repeat(1_025)), @"
    --- stderr
    error: the message: it has 1025 characters, and 1024 is the most
    hint: see --help
    --- exit 2
    ");
    insta::assert_snapshot!(world.run(["ddb", "patterns", "create-message", "--as", "londo", "00000000-0000-4000-8000-000000000000", "x"]), @"
    --- stderr
    target: local, DynamoDB embedded in .cruddur, users embedded in .cruddur
    error: there is no conversation [uuid 1]
    hint: cruddur ddb patterns list-conversations --as londo
    --- exit 3
    ");
    insta::assert_snapshot!(world.run(["ddb", "patterns", "create-message", "--as", "londo"]), @"
    --- stderr
    error: no conversation is given
    hint: give its id, or --with HANDLE; cruddur ddb patterns list-conversations --as londo lists them
    --- exit 2
    ");
    insta::assert_snapshot!(world.run(["ddb", "patterns", "create-conversation", "--from", "londo", "--to", "londo", "x"]), @"
    --- stderr
    target: local, DynamoDB embedded in .cruddur, users embedded in .cruddur
    error: londo cannot begin a conversation with londo
    hint: give another handle with --to
    --- exit 2
    ");
    let missing = world.run(["ddb", "patterns", "create-conversation", "--from", "londo", "--to", "", "x"]);
    assert_eq!(missing.status, 2, "{missing}");
    assert_same(&world.items(), &before);
    // The limit counts characters, not bytes.
    write(&"é".repeat(1_024)).ok();
    assert_eq!(newest(world, "bayko")["message"].as_str().unwrap().chars().count(), 1_024);
}

fn only_participants_may_write(world: &World) {
    world.run(["setup"]).ok();
    let before = world.items();
    insta::assert_snapshot!(world.run(["ddb", "patterns", "create-message", "--as", "andrewbrown", CONVERSATION, "x"]), @"
    --- stderr
    target: local, DynamoDB embedded in .cruddur, users embedded in .cruddur
    error: andrewbrown is not in the conversation 92254384-12d5-46a3-aff3-790ffcda83b0
    hint: cruddur ddb patterns list-conversations --as andrewbrown
    --- exit 5
    ");
    assert_same(&world.items(), &before);
}

fn a_dry_run_shows_the_items(world: &World) {
    world.run(["setup"]).ok();
    let before = world.items();
    let dry = world
        .run(["ddb", "patterns", "create-message", "--as", "londo", CONVERSATION, "x", "--dry-run", "--output", "json"])
        .ok();
    let writes: Vec<Value> = dry.rows().iter().map(|row| row["write"].clone()).collect();
    assert_eq!(writes, ["would put", "would delete", "would put", "would delete", "would put"]);
    world
        .run(["ddb", "patterns", "create-conversation", "--from", "londo", "--to", "bayko", "x", "--new", "--dry-run"])
        .ok();
    assert_same(&world.items(), &before);
}

fn a_text_comes_from_a_pipe(world: &World) {
    world.run(["setup"]).ok();
    let mut child = world
        .command(["ddb", "patterns", "create-message", "--as", "londo", "--with", "bayko", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all("two\nlines\n".as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
    assert_eq!(newest(world, "bayko")["message"], "two\nlines");
}

fn two_writers_at_once_lose_nothing(world: &World) {
    const EACH: usize = 20;
    world.run(["setup"]).ok();
    let before = world.items().len();
    std::thread::scope(|scope| {
        for writer in ["londo", "bayko"] {
            scope.spawn(move || {
                for at in 0..EACH {
                    let text = format!("{writer}-{at}");
                    let mut write =
                        world.command(["ddb", "patterns", "create-message", "--as", writer, CONVERSATION, &text]);
                    let output = write.env_remove("CRUDDUR_NOW").output().unwrap();
                    assert!(output.status.success(), "{}", Output::new(&output, &[]));
                }
            });
        }
    });
    assert_eq!(world.items().len(), before + 2 * EACH);
    let shown = world
        .run(["ddb", "patterns", "get-conversation", CONVERSATION, "--limit", "1", "--output", "json"])
        .ok()
        .rows();
    for handle in ["londo", "bayko"] {
        let row = newest(world, handle);
        assert_eq!((&row["message"], &row["time"]), (&shown[0]["message"], &shown[0]["time"]));
    }
}
