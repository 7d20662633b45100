//! `cruddur setup`.

use crate::support::{World, assert_same, contract};

contract!(a_second_setup_changes_nothing, the_next_commands_show_the_seeds, a_dry_run_only_says);

fn a_second_setup_changes_nothing(world: &World) {
    let first = world.run(["setup"]).ok();
    assert!(first.stderr.contains("table cruddur-messages: created"), "{first}");
    assert!(first.stdout.contains("Great, I'll go take a look"), "{first}");
    let before = world.items();
    // 150 messages, and two inbox rows for each of three conversations.
    assert_eq!(before.len(), 156);

    let second = world.run(["setup"]).ok();
    for unchanged in ["users schema", "users", "table cruddur-messages", "conversations"] {
        assert!(second.stderr.contains(&format!("{unchanged}: unchanged")), "{second}");
    }
    assert_eq!(second.stdout, first.stdout);
    assert_same(&world.items(), &before);
    assert_eq!(world.count("SELECT count(*) FROM users"), 3);
}

fn the_next_commands_show_the_seeds(world: &World) {
    world.run(["setup"]).ok();
    insta::assert_snapshot!(world.run(["ddb", "patterns", "get-conversation", "--limit", "3"]), @"
    time                  handle       message
    2026-11-22 11:53:00Z  andrewbrown  So he knew about the outage all along.
    2026-11-22 11:54:00Z  bayko        He isn't saying a word. Anyway, I explained the nasty bug to him and found it in about ten seconds. The fix and the first draft of the table schema are on my branch now, if you've got time before you head home.
    2026-11-22 11:55:00Z  andrewbrown  Great, I'll go take a look
    --- stderr
    target: local, DynamoDB embedded in .cruddur, users embedded in .cruddur
    conversation 5ae290ed-55d1-47a0-bc6d-fe2bc2700399 with bayko
    the newest 3 messages; --all prints every one
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
    insta::assert_snapshot!(world.run(["ddb", "list-tables", "--output", "jsonl"]), @r#"
    {"table":"cruddur-messages"}
    --- stderr
    target: local, DynamoDB embedded in .cruddur
    --- exit 0
    "#);
}

/// The documents of the app set the variable of the pool to the id of a client. `setup` needs no pool, so it must not fail.
#[test]
fn a_wrong_pool_id_does_not_stop_a_setup() {
    let world = World::embedded().with("COGNITO_USER_POOLS_ID", "4hov9m2k8h1a2b3c4d5e6f7g8h");
    // With embedded stores the variable is not read. Without them it is.
    world.run(["setup"]).ok();
    let world = World::bare().with("COGNITO_USER_POOLS_ID", "4hov9m2k8h1a2b3c4d5e6f7g8h");
    world.run(["setup"]).ok();
    assert_eq!(world.run(["cognito", "list-users"]).status, 4);
}

fn a_dry_run_only_says(world: &World) {
    let dry = world.run(["setup", "--dry-run"]).ok();
    let (_, plan) = dry.stderr.split_once('\n').expect("a target");
    // The lines about the pool differ, since `setup` fills only an embedded one.
    let is_shared =
        |line: &&str| ![".cruddur does not", "user pool: ", "Cognito ids: "].iter().any(|of| line.starts_with(of));
    let plan: Vec<&str> = plan.lines().filter(is_shared).collect();
    insta::assert_snapshot!(plan.join("\n"), @"
    users schema: would create users, activities
    users: would insert andrewbrown, bayko, londo
    table cruddur-messages: would create it, with its index and its stream
    conversations: would write 156 items
    ");
    assert_eq!(world.run(["ddb", "list-tables", "--output", "json"]).ok().rows().len(), 0);
    world.run(["setup"]).ok();
    let before = world.items();
    let dry = world.run(["setup", "--dry-run"]).ok();
    assert!(dry.stderr.contains("conversations: unchanged"), "{dry}");
    assert_same(&world.items(), &before);
}

#[test]
fn a_setup_of_embedded_stores_binds_the_users_to_the_pool() {
    let world = World::embedded();
    let dry = world.run(["setup", "--dry-run"]).ok();
    assert!(dry.stderr.contains("Cognito ids: would set for andrewbrown, bayko, londo\n"), "{dry}");
    let first = world.run(["setup"]).ok();
    assert!(first.stderr.contains("Cognito ids: set for andrewbrown, bayko, londo\n"), "{first}");
    world.run(["db", "update-cognito-user-ids", "--check", "--strict"]).ok();
    assert_eq!(world.count("SELECT count(*) FROM users WHERE cognito_user_id = 'MOCK'"), 0);
    let second = world.run(["setup"]).ok();
    assert!(second.stderr.contains("Cognito ids: unchanged\n"), "{second}");
    assert!(world.run(["setup", "--dry-run"]).ok().stderr.contains("Cognito ids: unchanged\n"));
    // An id of another pool is kept, and a missing id is set.
    let other = "00000000-0000-4000-8000-000000000001";
    world.sql(&format!("UPDATE users SET cognito_user_id = CASE handle WHEN 'londo' THEN 'MOCK' ELSE '{other}' END WHERE handle <> 'bayko'"));
    let third = world.run(["setup"]).ok();
    assert!(third.stderr.contains("Cognito ids: set for londo\n"), "{third}");
    assert_eq!(world.count(&format!("SELECT count(*) FROM users WHERE cognito_user_id = '{other}'")), 1);
    assert_eq!(world.count("SELECT count(*) FROM users WHERE cognito_user_id = 'MOCK'"), 0);
}

/// A database that is not embedded may have ids of another pool, so `setup` does not write ids of the embedded pool into it.
#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_setup_keeps_the_ids_of_a_database_that_is_not_embedded() {
    let world = World::with_servers(&[crate::support::Server::Postgres]);
    let output = world.run(["setup"]).ok();
    assert!(!output.stderr.contains("Cognito ids"), "{output}");
    assert_eq!(world.count("SELECT count(*) FROM users WHERE cognito_user_id = 'MOCK'"), 3);
}

#[test]
fn setup_is_refused_on_prod() {
    insta::assert_snapshot!(World::bare().run(["setup", "--prod"]), @"
    --- stderr
    error: setup fills a development target, and --prod is not one
    hint: cruddur ddb schema-load --prod creates the table alone
    --- exit 5
    ");
}
