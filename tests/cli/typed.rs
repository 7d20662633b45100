//! A message that a user types is written or refused, never dropped: with messages ahead of the clock, rows with other UTC offsets,
//! lost replies, and simultaneous commands.

use crate::support::{CONVERSATION, Fault, Output, Proxy, Server, World, contract};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::process::{Child, Stdio};
use std::time::Instant;

contract!(
    the_text_goes_into_the_existing_conversation,
    without_a_text_a_conversation_is_shown,
    both_commands_find_the_same_conversation,
    the_newest_rows_are_so_by_time,
    the_most_recent_conversation_is_so_by_time,
    a_message_ahead_of_the_clock_hides_none,
    a_message_far_ahead_of_the_clock_is_named,
    ids_are_for_programs,
    a_message_is_one_line,
    equal_texts_stay_two,
    an_id_of_ones_own_is_written_once,
    an_id_is_found_in_an_earlier_conversation,
    a_killed_message_is_completed,
    one_clock_costs_no_wait,
    writers_at_once_all_land,
    conversations_at_once_are_one,
    an_unknown_conversation_is_not_found,
    a_shared_handle_is_told_apart_by_a_flag,
    a_record_that_cannot_be_kept_is_no_failure,
);

const ID: &str = "0a0a0a0a-0000-4000-8000-000000000001";

/// Returns the uuid of a user from the inbox of bayko.
fn uuid_of(world: &World, handle: &str) -> String {
    let rows =
        world.run(["ddb", "patterns", "list-conversations", "--as", "bayko", "--all", "--output", "json"]).ok().rows();
    let row = rows.iter().find(|row| row["handle"] == handle).expect("a conversation");
    row["user_uuid"].as_str().expect("a uuid").to_owned()
}

fn messages_with(world: &World, text: &str) -> usize {
    let is = |item: &&Value| item["pk"]["S"].as_str().unwrap().starts_with("MSG#") && item["message"]["S"] == text;
    world.items().iter().filter(is).count()
}

fn message_row(conversation_id: &str, time: &str, text: &str) -> Value {
    json!({
        "pk": { "S": format!("MSG#{conversation_id}") }, "sk": { "S": format!("MSG#{time}") }, "message": { "S": text },
        "user_uuid": { "S": "u" }, "handle": { "S": "bayko" }, "display_name": { "S": "Andrew Bayko" },
        "message_group_uuid": { "S": conversation_id }, "message_uuid": { "S": format!("id of {text}") },
    })
}

fn inbox_row(owner: &str, other: &str, conversation_id: &str, time: &str) -> Value {
    json!({
        "pk": { "S": format!("GRP#{owner}") }, "sk": { "S": format!("GRP#{time}") }, "message": { "S": conversation_id },
        "user_uuid": { "S": other }, "handle": { "S": other }, "display_name": { "S": other },
        "message_group_uuid": { "S": conversation_id },
    })
}

fn spawn(world: &World, args: &[&str]) -> Child {
    let mut command = world.command(args);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary runs")
}

/// Runs commands at the same time, with a clock that stands still, so that their keys collide. Returns the number of transactions
/// that each command tried.
fn at_once(world: &World, commands: &[Vec<String>]) -> Vec<usize> {
    let spawn = |args: &Vec<String>| {
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let mut command = world.command(&args);
        command.arg("--verbose").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs")
    };
    let children: Vec<Child> = commands.iter().map(spawn).collect();
    let ended = |child: Child| {
        let output = Output::new(&child.wait_with_output().expect("an end"), &[]).ok();
        tries(&output)
    };
    children.into_iter().map(ended).collect()
}

/// Returns the number of transactions that a verbose command sent.
fn tries(output: &Output) -> usize {
    output.stderr.lines().filter(|line| line.contains("DynamoDB TransactWriteItems")).count()
}

fn the_text_goes_into_the_existing_conversation(world: &World) {
    world.run(["setup"]).ok();
    let before = world.items().len();
    insta::assert_snapshot!(world.run(["ddb", "patterns", "create-conversation", "--from", "londo", "--to", "bayko", "Hello"]), @"
    time                  message_group_uuid                    message_uuid
    2026-11-22 12:00:00Z  92254384-12d5-46a3-aff3-790ffcda83b0  [uuid 1]
    --- stderr
    target: local, DynamoDB embedded in .cruddur, users embedded in .cruddur
    londo and bayko already have conversation 92254384-12d5-46a3-aff3-790ffcda83b0; --new begins another
    conversation 92254384-12d5-46a3-aff3-790ffcda83b0: wrote a message
    --- exit 0
    ");
    assert_eq!((world.items().len(), messages_with(world, "Hello")), (before + 1, 1));
    let shown = world.run(["ddb", "patterns", "get-conversation", CONVERSATION, "--limit", "1"]).ok();
    assert!(shown.stdout.contains("londo   Hello"), "{shown}");
    // `--new` begins another conversation.
    let another = world
        .run(["ddb", "patterns", "create-conversation", "--from", "londo", "--to", "bayko", "Hello", "--new"])
        .ok();
    assert!(!another.stderr.contains(CONVERSATION), "{another}");
    assert_eq!(world.items().len(), before + 4);
}

fn without_a_text_a_conversation_is_shown(world: &World) {
    world.run(["setup"]).ok();
    let before = world.items();
    insta::assert_snapshot!(world.run(["ddb", "patterns", "create-conversation", "--from", "londo", "--to", "bayko"]), @"
    time                  handle  display_name  message                                                                            message_group_uuid
    2026-11-22 11:54:58Z  bayko   Andrew Bayko  Almond croissants, please. And Londo? Don't press the left button until Thursday.  92254384-12d5-46a3-aff3-790ffcda83b0
    --- stderr
    target: local, DynamoDB embedded in .cruddur, users embedded in .cruddur
    conversation 92254384-12d5-46a3-aff3-790ffcda83b0 between londo and bayko: nothing was written
    next:
      cruddur ddb patterns create-message --as londo --with bayko TEXT
    --- exit 0
    ");
    crate::support::assert_same(&world.items(), &before);
    world.run(["ddb", "drop-table", "--yes"]).ok();
    world.run(["ddb", "schema-load"]).ok();
    insta::assert_snapshot!(world.run(["ddb", "patterns", "create-conversation", "--from", "londo", "--to", "bayko"]), @"
    --- stderr
    target: local, DynamoDB embedded in .cruddur, users embedded in .cruddur
    error: londo and bayko have no conversation, and there is no text to begin one with
    hint: give the text as the last argument, or - to read it from stdin
    --- exit 2
    ");
    insta::assert_snapshot!(world.run(["ddb", "patterns", "create-conversation", "--from", "londo", "--to", "bayko", "--new"]), @"
    --- stderr
    error: the following required arguments were not provided:
      <TEXT>

    Usage: cruddur ddb patterns create-conversation --to <HANDLE> --from <HANDLE> --new <TEXT>

    For more information, try '--help'.
    --- exit 2
    ");
    assert!(world.items().is_empty());
}

/// One inbox may lack the row. The conversation is found without reading all of a long inbox.
fn both_commands_find_the_same_conversation(world: &World) {
    world.run(["setup"]).ok();
    let (londo, bayko) = (uuid_of(world, "londo"), {
        let rows = world
            .run(["ddb", "patterns", "list-conversations", "--as", "londo", "--all", "--output", "json"])
            .ok()
            .rows();
        rows.iter().find(|row| row["handle"] == "bayko").unwrap()["user_uuid"].as_str().unwrap().to_owned()
    });
    let is_row_of = |item: &&Value, owner: &str| {
        item["pk"]["S"] == format!("GRP#{owner}") && item["message_group_uuid"]["S"] == CONVERSATION
    };
    let rows: Vec<Value> = world.items().iter().filter(|item| is_row_of(item, &londo)).cloned().collect();
    world.delete(&rows.iter().collect::<Vec<_>>());
    for (user, other) in [("londo", "bayko"), ("bayko", "londo")] {
        let found =
            world.run(["ddb", "patterns", "get-conversation", "--as", user, "--with", other, "--limit", "1"]).ok();
        assert!(found.stderr.contains(&format!("conversation {CONVERSATION} with ")), "{found}");
        let written = world.run(["ddb", "patterns", "create-message", "--as", user, "--with", other, "Hello"]).ok();
        assert!(written.stdout.contains(CONVERSATION), "{written}");
    }
    // Bayko gets a long inbox, and londo gets his row back.
    world.put(&rows);
    let many: Vec<Value> = (0..600)
        .map(|at| {
            inbox_row(
                &bayko,
                "somebody",
                &format!("g{at}"),
                &format!("2026-11-23T10:{:02}:{:02}.000000+00:00", at / 60, at % 60),
            )
        })
        .collect();
    world.put(&many);
    let found = world
        .run(["ddb", "patterns", "get-conversation", "--as", "bayko", "--with", "londo", "--limit", "1", "--verbose"])
        .ok();
    let calls = found.stderr.lines().filter(|line| line.contains("DynamoDB Query")).count();
    assert!(calls <= 8, "{calls} queries");
}

fn the_newest_rows_are_so_by_time(world: &World) {
    world.run(["ddb", "schema-load"]).ok();
    let mut rows: Vec<Value> = (0..20)
        .map(|at| message_row("g", &format!("2026-11-22T10:{at:02}:00.000000+00:00"), &format!("utc {at}")))
        .collect();
    // These times are 10:30 and 9:00 in UTC, although their texts say 05:30 and 22:00.
    rows.push(message_row("g", "2026-11-22T05:30:00.000000-05:00", "west"));
    rows.push(message_row("g", "2026-11-22T22:00:00.000000+13:00", "east"));
    world.put(&rows);
    let texts = |flags: &[&str]| {
        let get = ["ddb", "patterns", "get-conversation", "g", "--output", "json", "--query", "[].message"];
        let shown = world.run([&get, flags].concat()).ok();
        serde_json::from_value::<Vec<String>>(shown.json()).unwrap()
    };
    assert_eq!(texts(&["--limit", "1"]), ["west"]);
    assert_eq!(texts(&["--limit", "3"]), ["utc 18", "utc 19", "west"]);
    assert_eq!(texts(&["--limit", "2", "--newest-first"]), ["west", "utc 19"]);
    let all = texts(&["--all"]);
    assert_eq!((all.len(), all[0].as_str(), all[21].as_str()), (22, "east", "west"));
    assert_eq!(texts(&["--all", "--newest-first"]), all.into_iter().rev().collect::<Vec<_>>());
}

fn the_most_recent_conversation_is_so_by_time(world: &World) {
    world.prepare();
    world.put(&[
        inbox_row("me", "bayko", "utc", "2026-11-22T10:00:00.000000+00:00"),
        inbox_row("me", "bayko", "west", "2026-11-22T05:30:00.000000-05:00"),
        message_row("utc", "2026-11-22T10:00:00.000000+00:00", "utc"),
        message_row("west", "2026-11-22T05:30:00.000000-05:00", "west"),
    ]);
    let found = world.run(["ddb", "patterns", "get-conversation", "--user-uuid", "me"]).ok();
    assert!(found.stderr.contains("conversation west with "), "{found}");
    let listed = world
        .run(["ddb", "patterns", "list-conversations", "--user-uuid", "me", "--limit", "1", "--output", "json"])
        .ok()
        .rows();
    assert_eq!(listed[0]["message_group_uuid"], "west");
}

fn a_message_ahead_of_the_clock_hides_none(world: &World) {
    world.run(["setup"]).ok();
    world.put(&[message_row(CONVERSATION, "2026-11-22T13:40:00.000000+00:00", "from the future")]);
    let written = world.run(["ddb", "patterns", "create-message", "--as", "londo", "--with", "bayko", "Hello"]);
    insta::assert_snapshot!(written, @"
    time                  message_group_uuid                    message_uuid
    2026-11-22 13:40:00Z  92254384-12d5-46a3-aff3-790ffcda83b0  [uuid 1]
    --- stderr
    target: local, DynamoDB embedded in .cruddur, users embedded in .cruddur
    warning: the newest message of conversation 92254384-12d5-46a3-aff3-790ffcda83b0 is from 2026-11-22T13:40:00.000000+00:00, which is ahead of the clock: the new message gets a later time
    conversation 92254384-12d5-46a3-aff3-790ffcda83b0: wrote a message
    --- exit 0
    ");
    let shown = world
        .run(["ddb", "patterns", "get-conversation", CONVERSATION, "--limit", "1", "--output", "json"])
        .ok()
        .rows();
    assert_eq!(
        (&shown[0]["message"], &shown[0]["time"]),
        (&json!("Hello"), &json!("2026-11-22T13:40:00.000001+00:00"))
    );
    // The other user writes with a clock that is behind.
    let mut late = world.command(["ddb", "patterns", "create-message", "--as", "bayko", CONVERSATION, "late"]);
    assert!(late.env("CRUDDUR_NOW", "2026-11-22T11:00:00Z").output().unwrap().status.success());
    for handle in ["londo", "bayko"] {
        let inbox =
            world.run(["ddb", "patterns", "list-conversations", "--as", handle, "--limit", "1", "--output", "json"]);
        assert_eq!(inbox.ok().rows()[0]["message"], "late");
    }
}

fn a_message_far_ahead_of_the_clock_is_named(world: &World) {
    world.run(["setup"]).ok();
    world.put(&[message_row(CONVERSATION, "2026-11-24T13:40:00.000000+00:00", "from the future")]);
    let before = world.items();
    insta::assert_snapshot!(world.run(["ddb", "patterns", "create-message", "--as", "londo", "--with", "bayko", "Hello"]), @"
    --- stderr
    target: local, DynamoDB embedded in .cruddur, users embedded in .cruddur
    error: the newest message of conversation 92254384-12d5-46a3-aff3-790ffcda83b0 is from 2026-11-24T13:40:00.000000+00:00, more than 24 h ahead of the clock
    hint: check the clock of this machine; cruddur ddb patterns get-conversation 92254384-12d5-46a3-aff3-790ffcda83b0 --limit 1 shows the message
    --- exit 5
    ");
    crate::support::assert_same(&world.items(), &before);
}

fn ids_are_for_programs(world: &World) {
    world.run(["setup"]).ok();
    let ids = ["message_uuid", "display_name", "user_uuid"];
    for command in [
        "ddb patterns get-conversation --limit 2",
        "ddb patterns list-conversations",
        "ddb stream tail --from trim-horizon --once",
    ] {
        let csv = world.run_line(&format!("{command} --output csv")).ok().stdout;
        let header: BTreeSet<&str> = csv.lines().next().unwrap().split(',').collect();
        let rows = world.run_line(&format!("{command} --output json")).ok().rows();
        let row = rows.into_iter().find(|row| row["handle"].is_string()).expect("a row of ours");
        for id in ids {
            assert!(header.contains(id) && row.get(id).is_some(), "{command}: {id}: {row}");
        }
        assert!(row["user_uuid"].is_string() && row["display_name"].is_string(), "{command}: {row}");
        let table = world.run_line(command).ok();
        assert!(!table.stdout.contains("message_uuid") && !table.stderr.contains("warning"), "{table}");
    }
    let shown = world.run(["ddb", "patterns", "get-conversation", "--limit", "1", "--output", "jsonl"]).ok();
    assert!(serde_json::from_str::<Value>(&shown.stdout).unwrap()["message_uuid"].is_string(), "{shown}");
}

fn a_message_is_one_line(world: &World) {
    world.run(["setup"]).ok();
    let write = |args: &[&str]| {
        world.run([&["ddb", "patterns", "create-message", "--as", "londo", "--with", "bayko"], args].concat())
    };
    insta::assert_snapshot!(write(&["Hello"]), @"
    time                  message_group_uuid                    message_uuid
    2026-11-22 12:00:00Z  92254384-12d5-46a3-aff3-790ffcda83b0  [uuid 1]
    --- stderr
    target: local, DynamoDB embedded in .cruddur, users embedded in .cruddur
    conversation 92254384-12d5-46a3-aff3-790ffcda83b0: wrote a message
    --- exit 0
    ");
    let all = write(&["again", "--output", "json"]).ok().rows();
    assert_eq!((all.len(), &all[0]["write"]), (5, &json!("put")));
    let verbose = write(&["again", "--verbose"]).ok();
    assert!(verbose.stdout.lines().count() == 6 && verbose.stdout.contains("delete"), "{verbose}");
}

fn equal_texts_stay_two(world: &World) {
    world.run(["setup"]).ok();
    for _ in 0..2 {
        world.run(["ddb", "patterns", "create-message", "--as", "londo", "--with", "bayko", "again"]).ok();
    }
    assert_eq!(messages_with(world, "again"), 2);
    // The same text from several commands at the same time is written by each of them.
    let command: Vec<String> =
        ["ddb", "patterns", "create-message", "--as", "londo", "--with", "bayko", "at once"].map(str::to_owned).into();
    at_once(world, &vec![command; 4]);
    assert_eq!(messages_with(world, "at once"), 4);
}

fn an_id_of_ones_own_is_written_once(world: &World) {
    world.run(["setup"]).ok();
    let write = |text: &str, id: &str| {
        let args =
            ["ddb", "patterns", "create-message", "--as", "londo", "--with", "bayko", text, "--message-uuid", id];
        world.run(args)
    };
    write("mine", ID).ok();
    insta::assert_snapshot!(write("mine", ID), @"
    time                  message_group_uuid                    message_uuid
    2026-11-22 12:00:00Z  92254384-12d5-46a3-aff3-790ffcda83b0  [uuid 1]
    --- stderr
    target: local, DynamoDB embedded in .cruddur, users embedded in .cruddur
    conversation 92254384-12d5-46a3-aff3-790ffcda83b0: the message is already written
    --- exit 0
    ");
    assert_eq!(messages_with(world, "mine"), 1);
    insta::assert_snapshot!(write("other", ID), @"
    --- stderr
    target: local, DynamoDB embedded in .cruddur, users embedded in .cruddur
    error: conversation 92254384-12d5-46a3-aff3-790ffcda83b0 has another message with the id [uuid 1]
    hint: give each message an id of its own
    --- exit 5
    ");
    let no_id = write("x", "mine");
    assert_eq!(no_id.status, 2, "{no_id}");
    // The same holds for a message that begins a conversation.
    let begin = ["ddb", "patterns", "create-conversation", "--from", "londo", "--to", "bayko", "begun", "--new"];
    let other = "0a0a0a0a-0000-4000-8000-000000000002";
    for _ in 0..2 {
        world.run([&begin[..], &["--message-uuid", other]].concat()).ok();
    }
    assert_eq!(messages_with(world, "begun"), 1);
}

/// The message of an id is found although another conversation of the two has begun since.
fn an_id_is_found_in_an_earlier_conversation(world: &World) {
    world.run(["setup"]).ok();
    let begin = |text, more: &[&str]| {
        let args = ["ddb", "patterns", "create-conversation", "--from", "londo", "--to", "bayko", text];
        world.run([&args[..], more].concat()).ok()
    };
    let other = "0a0a0a0a-0000-4000-8000-000000000002";
    begin("mine", &["--message-uuid", ID]);
    begin("own", &["--new", "--message-uuid", other]);
    begin("between", &["--new"]);
    for again in [begin("mine", &["--message-uuid", ID]), begin("own", &["--new", "--message-uuid", other])] {
        assert!(again.stderr.contains("the message is already written"), "{again}");
    }
    assert_eq!([messages_with(world, "mine"), messages_with(world, "own")], [1, 1]);
    // The same id and another text, or another receiver.
    let args = ["ddb", "patterns", "create-conversation", "--from", "londo", "--to", "bayko", "changed", "--new"];
    world.run([&args[..], &["--message-uuid", other]].concat()).fails_with(5);
    let args = ["ddb", "patterns", "create-conversation", "--from", "londo", "--to", "andrewbrown", "own", "--new"];
    world.run([&args[..], &["--message-uuid", other]].concat()).ok();
}

/// The command is killed at ten times and run again. The message is written once, whether the first run wrote it or not.
fn a_killed_message_is_completed(world: &World) {
    const KILLS: u32 = 10;
    world.run(["setup"]).ok();
    let args =
        |text: &str| ["ddb", "patterns", "create-message", "--as", "londo", "--with", "bayko", text].map(str::to_owned);
    let run = |text: &str| {
        let args = args(text);
        world.run(&args).ok()
    };
    let started = Instant::now();
    run("whole");
    let whole = started.elapsed();
    for kill in 0..KILLS {
        let text = format!("kill {kill} 👩‍👩‍👧 \r\n{}", "é".repeat(900));
        let args = args(&text);
        let mut child = spawn(world, &args.each_ref().map(String::as_str));
        std::thread::sleep(whole * (kill + 1) / KILLS);
        child.kill().expect("a kill");
        // If the run printed its result, the same command would write another message.
        if child.wait_with_output().expect("an end").stdout.is_empty() {
            run(&text);
        }
        assert_eq!(messages_with(world, &text), 1, "kill {kill}");
    }
}

fn one_clock_costs_no_wait(world: &World) {
    world.run(["setup"]).ok();
    for at in 0..20 {
        let text = at.to_string();
        let written = world
            .run(["ddb", "patterns", "create-message", "--as", "londo", "--with", "bayko", &text, "--verbose"])
            .ok();
        assert_eq!(tries(&written), 1, "{written}");
    }
    let shown = world
        .run(["ddb", "patterns", "get-conversation", CONVERSATION, "--output", "json", "--query", "[].message"])
        .ok();
    assert_eq!(shown.json(), json!((0..20).map(|at| at.to_string()).collect::<Vec<_>>()));
}

fn writers_at_once_all_land(world: &World) {
    world.run(["setup"]).ok();
    let before = world.items().len();
    let command = |at: usize| {
        let sender = if at.is_multiple_of(2) { "londo" } else { "bayko" };
        ["ddb", "patterns", "create-message", "--as", sender, CONVERSATION, &format!("writer {at}")]
            .map(str::to_owned)
            .into()
    };
    let commands: Vec<Vec<String>> = (0..20).map(command).collect();
    let tries = at_once(world, &commands);
    assert!(tries.iter().all(|tries| *tries <= 10), "{tries:?}");
    assert_eq!(world.items().len(), before + 20);
    let newest = world
        .run(["ddb", "patterns", "get-conversation", CONVERSATION, "--limit", "1", "--output", "json"])
        .ok()
        .rows();
    for handle in ["londo", "bayko"] {
        let inbox =
            world.run(["ddb", "patterns", "list-conversations", "--as", handle, "--limit", "1", "--output", "json"]);
        assert_eq!(inbox.ok().rows()[0]["message"], newest[0]["message"]);
    }
}

fn conversations_at_once_are_one(world: &World) {
    world.prepare();
    let command = |at: usize| {
        let (from, to) = if at.is_multiple_of(2) { ("londo", "bayko") } else { ("bayko", "londo") };
        ["ddb", "patterns", "create-conversation", "--from", from, "--to", to, &format!("text {at}")]
            .map(str::to_owned)
            .into()
    };
    at_once(world, &(0..8).map(command).collect::<Vec<_>>());
    let items = world.items();
    let conversations: BTreeSet<&str> =
        items.iter().filter_map(|item| item["message_group_uuid"]["S"].as_str()).collect();
    // Eight messages and two inbox rows exist, and no claim is left.
    assert_eq!((conversations.len(), items.len()), (1, 10), "{items:?}");
}

fn an_unknown_conversation_is_not_found(world: &World) {
    world.run(["setup"]).ok();
    let unknown = "00000000-0000-4000-8000-000000000000";
    world.run(["ddb", "patterns", "get-conversation", unknown]).fails_with(3);
    world.run(["ddb", "patterns", "create-message", "--as", "londo", unknown, "x"]).fails_with(3);
}

fn a_shared_handle_is_told_apart_by_a_flag(world: &World) {
    world.run(["setup"]).ok();
    let other = "00000000-0000-4000-8000-000000000000";
    world.sql(&format!(
        "INSERT INTO users (uuid, display_name, handle, email, cognito_user_id)
         VALUES ('{other}', 'Another', 'bayko', 'b@cruddur.example', 'MOCK')"
    ));
    // Each hint replaces the flag with the ambiguous handle.
    for (flag, command) in [
        ("--as", format!("ddb patterns create-message --as bayko {CONVERSATION} Hello")),
        ("--with", "ddb patterns create-message --as londo --with bayko Hello".to_owned()),
        ("--with", "ddb patterns get-conversation --as londo --with bayko".to_owned()),
        ("--as", "ddb patterns get-conversation --as bayko --limit 1".to_owned()),
        ("--from", "ddb patterns create-conversation --from bayko --to londo Hello".to_owned()),
        ("--to", "ddb patterns create-conversation --from londo --to bayko Hello".to_owned()),
    ] {
        let refused = world.run_line(&command).fails_with(5);
        let hint = refused.stderr.lines().find_map(|line| line.strip_prefix("hint: ")).expect("a hint").to_owned();
        assert!(hint.contains(other), "{command}: {hint}");
        let output = world.run_line(&command.replace(&format!("{flag} bayko"), &hint));
        // The command may fail for this user, but no handle is ambiguous any more.
        assert!([0, 3, 5].contains(&output.status), "{hint}: {output}");
        assert!(!output.stderr.contains("2 users"), "{hint}: {output}");
    }
}

fn a_record_that_cannot_be_kept_is_no_failure(world: &World) {
    world.run(["setup"]).ok();
    // Records are beside the embedded stores, or in the state directory.
    let directory = if world.var("CRUDDUR_LOCAL").is_some() { ".cruddur" } else { "state/cruddur" };
    let directory = world.dir().join(directory);
    std::fs::create_dir_all(&directory).unwrap();
    std::fs::remove_dir_all(directory.join("pending")).ok();
    std::fs::write(directory.join("pending"), "no directory").unwrap();
    let written = world.run(["ddb", "patterns", "create-message", "--as", "londo", "--with", "bayko", "Hello"]).ok();
    assert!(written.stderr.contains("warning: "), "{written}");
    assert_eq!(messages_with(world, "Hello"), 1);
}

/// Returns a seeded world with a proxy in front of DynamoDB.
fn proxied() -> (World, Proxy) {
    let world = World::real();
    world.run(["setup"]).ok();
    let proxy = Proxy::to(&world.var(Server::DynamoDb.variable()).expect("an endpoint"));
    let world = world.with(Server::DynamoDb.variable(), proxy.url());
    (world, proxy)
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_message_whose_answer_is_lost_is_completed() {
    let (world, proxy) = proxied();
    for command in [
        &["ddb", "patterns", "create-message", "--as", "londo", "--with", "bayko", "once"][..],
        &["ddb", "patterns", "create-conversation", "--from", "londo", "--to", "bayko", "twice", "--new"],
        &["ddb", "patterns", "create-conversation", "--from", "londo", "--to", "bayko", "thrice"],
    ] {
        let text = command[7];
        proxy.inject("TransactWriteItems", Fault::Lost, usize::MAX);
        let lost = world.run([command, &["--timeout", "3"]].concat());
        proxy.heal();
        assert_eq!(lost.status, 1, "{lost}");
        assert!(lost.stderr.contains("may have been written"), "{lost}");
        assert!(lost.stderr.contains("hint: the same command again"), "{lost}");
        assert_eq!(messages_with(&world, text), 1, "{lost}");
        let again = world.run(command).ok();
        assert!(again.stderr.contains("already written"), "{again}");
        assert_eq!(messages_with(&world, text), 1, "{again}");
        // This run printed its result, so the same command writes another message.
        world.run(command).ok();
        assert_eq!(messages_with(&world, text), 2, "{command:?}");
    }
}

/// The request never reached the table. The same command writes the message, and does not say that it was already written.
#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_message_that_never_arrived_is_written_by_the_same_command() {
    let (world, proxy) = proxied();
    let write = |text: &str, flags: &[&str]| {
        world.run([&["ddb", "patterns", "create-message", "--as", "londo", "--with", "bayko", text], flags].concat())
    };
    proxy.inject("TransactWriteItems", Fault::Reset, usize::MAX);
    write("once", &["--timeout", "3"]).fails_with(1);
    proxy.heal();
    assert_eq!(messages_with(&world, "once"), 0);
    let again = write("once", &[]).ok();
    assert!(!again.stderr.contains("already"), "{again}");
    assert_eq!(messages_with(&world, "once"), 1);
    // A message that was certainly refused leaves no record.
    proxy.inject("TransactWriteItems", Fault::Cancelled("ValidationError"), usize::MAX);
    let refused = write("refused", &["--timeout", "3"]);
    proxy.heal();
    assert_eq!(refused.status, 1, "{refused}");
    assert!(!refused.stderr.contains("may have been written"), "{refused}");
    let left = std::fs::read_dir(world.dir().join("state/cruddur/pending")).unwrap().count();
    assert_eq!(left, 0, "{refused}");
}

/// A script that gives its own ids needs no state directory.
#[test]
#[ignore = "needs the servers that tests/run starts"]
fn an_id_of_ones_own_needs_no_state_directory() {
    let (world, proxy) = proxied();
    let world = world.with("XDG_STATE_HOME", "/dev/null");
    let begin = ["ddb", "patterns", "create-conversation", "--from", "londo", "--to", "bayko", "once", "--new"];
    let write = ["ddb", "patterns", "create-message", "--as", "londo", "--with", "bayko", "once"];
    let other = ID.replace('1', "2");
    for command in [[&begin[..], &["--message-uuid", ID]].concat(), [&write[..], &["--message-uuid", &other]].concat()]
    {
        let before = messages_with(&world, "once");
        proxy.inject("TransactWriteItems", Fault::Lost, usize::MAX);
        let lost = world.run([&command[..], &["--timeout", "3"]].concat());
        proxy.heal();
        assert!(lost.status == 1 && lost.stderr.contains("hint: the same command again"), "{lost}");
        let again = world.run(&command).ok();
        assert!(again.stderr.contains("already written"), "{again}");
        assert_eq!(messages_with(&world, "once"), before + 1);
    }
}

/// A run that was killed between its claim and its write leaves the claim. The next run takes it over.
#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_claim_that_was_left_does_not_block() {
    let world = World::real();
    world.prepare();
    let proxy = Proxy::to(&world.var(Server::DynamoDb.variable()).expect("an endpoint"));
    let world = world.with(Server::DynamoDb.variable(), proxy.url());
    let begin = |text: &[&str]| {
        world.run([&["ddb", "patterns", "create-conversation", "--from", "londo", "--to", "bayko"], text].concat())
    };
    proxy.inject("TransactWriteItems", Fault::Reset, usize::MAX);
    begin(&["lost", "--timeout", "3"]).fails_with(1);
    proxy.heal();
    assert_eq!(world.items().len(), 1, "the claim alone");
    begin(&["Hello"]).ok();
    begin(&["lost"]).ok();
    assert_eq!(world.items().len(), 4);
}

/// Stdout is a full disk. The message is written, the error says so, and the same command writes no second message.
#[cfg(target_os = "linux")]
#[test]
fn a_message_that_cannot_be_printed_is_written_once() {
    let world = World::seeded();
    let before = world.items().len();
    let arguments = ["ddb", "patterns", "create-message", "--as", "londo", "--with", "bayko", "unseen"];
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("a full device");
    let output = world.output(&world.command(arguments).stdout(full).output().expect("an end")).fails_with(6);
    assert!(output.stderr.contains("the command was carried out, but its result cannot be printed"), "{output}");
    assert_eq!(world.items().len(), before + 1);
    let again = world.run(arguments).ok();
    assert!(again.stderr.contains("the message is already written"), "{again}");
    assert_eq!(world.items().len(), before + 1);
}
