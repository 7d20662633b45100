//! Hints and tips of the binary. `src/cli/error/tests.rs` lists the hints of all errors of the library.

use crate::support::{CONVERSATION, Server, World, contract};
use aws_sdk_dynamodb::types::{DeleteGlobalSecondaryIndexAction, GlobalSecondaryIndexUpdate};
use cruddur::messaging::DEFAULT_INDEX;

#[test]
fn a_command_of_another_group_is_suggested() {
    let world = World::bare();
    for (typed, meant) in [
        ("list-users", "tip: 'cruddur db list-users': List the users in the users database\n  tip: 'cruddur cognito"),
        ("ddb list-users", "tip: 'cruddur db list-users': "),
        ("scan", "tip: a similar subcommand exists: 'cruddur ddb scan'"),
        ("--prod scan --limit 3", "tip: a similar subcommand exists: 'cruddur ddb scan'"),
        ("get-conversation", "tip: a similar subcommand exists: 'cruddur ddb patterns get-conversation'"),
        ("list_tables", "tip: a similar subcommand exists: 'cruddur ddb list-tables'"),
        ("list-convresations", "tip: a similar subcommand exists: 'cruddur ddb patterns list-conversations'"),
        ("update_cognito_user_ids", "tip: a similar subcommand exists: 'cruddur db update-cognito-user-ids'"),
        ("seed", "tip: 'cruddur ddb seed': Write the seeded conversations\n  tip: 'cruddur db seed': "),
        // clap suggests similar commands of the same group.
        ("ddb scna", "tip: a similar subcommand exists: 'scan'"),
        ("prod", "tip: --prod, before or after the command, selects production"),
    ] {
        let output = world.run_line(typed).fails_with(2);
        assert!(output.stderr.contains(meant), "{typed}: {output}");
    }
    // Nothing is suggested if no command is similar.
    assert!(!world.run(["xyzzy"]).fails_with(2).stderr.contains("tip:"));
    let json = world.run(["list-tables", "--error-format", "json"]).fails_with(2);
    assert!(json.stderr.contains(r#""hint":"cruddur ddb list-tables""#), "{json}");
}

#[test]
fn the_argument_prod_of_the_old_scripts_suggests_the_flag() {
    let world = World::embedded();
    let tip = "--prod, before or after the command, selects production";
    for command in [
        "ddb patterns get-conversation prod",
        "ddb patterns list-conversations prod",
        "ddb patterns create-message --as londo prod Hello",
        "ddb scan prod",
        "ddb seed prod",
        "ddb list-tables prod",
        "ddb drop-table prod",
        "cognito list-users prod",
        "db update-cognito-user-ids prod",
    ] {
        let output = world.run_line(command).fails_with(2);
        assert_eq!(output.stderr.matches(tip).count(), 1, "{command}: {output}");
        let json = world.run_line(&format!("{command} --error-format json")).fails_with(2);
        assert!(json.stderr.contains(&format!(r#""hint":"{tip}""#)), "{command}: {json}");
    }
    // The value of an option is not such an argument.
    for command in ["ddb scan --table prod --limti", "ddb import items --format prod"] {
        assert!(!world.run_line(command).fails_with(2).stderr.contains("tip: --prod"), "{command}");
    }
    assert!(!world.dir().join(".cruddur").exists());
}

contract!(
    a_display_name_suggests_the_handle,
    a_dropped_index_is_named_with_what_creates_it,
    hints_about_conversations_name_the_same_user,
    dropping_a_missing_table_does_not_suggest_creating_it,
);

fn a_display_name_suggests_the_handle(world: &World) {
    world.run(["setup"]).ok();
    for (command, flag) in [
        (&["ddb", "patterns", "list-conversations"][..], "--as"),
        (&["ddb", "patterns", "get-conversation"], "--with"),
        (&["ddb", "patterns", "create-message", "--as", "londo", "Hello"], "--with"),
        (&["ddb", "patterns", "create-conversation", "--to", "londo", "Hello"], "--from"),
        (&["ddb", "patterns", "create-conversation", "--from", "londo", "Hello"], "--to"),
        (&["ddb", "repair", "--dry-run"], "--as"),
        (&["ddb", "repair", "--as", "londo", "--dry-run"], "--with"),
    ] {
        for name in ["Andrew Bayko", " andrew bayko"] {
            let output = world.run([command, &[flag, name]].concat()).fails_with(3);
            let hint = format!("hint: {flag} bayko, if that is who you mean\n");
            assert!(output.stderr.contains(&hint), "{command:?}: {output}");
            // The command succeeds with the handle of the hint.
            world.run([command, &[flag, "bayko"]].concat()).ok();
        }
    }
    // A handle with a blank is quoted. Nothing is suggested if no user is similar.
    world.sql("UPDATE users SET handle = 'bay ko' WHERE handle = 'bayko'");
    let output = world.run(["ddb", "patterns", "list-conversations", "--as", "Andrew Bayko"]).fails_with(3);
    assert!(output.stderr.contains("hint: --as 'bay ko', if"), "{output}");
    let output = world.run(["ddb", "patterns", "list-conversations", "--as", "xyzzy"]).fails_with(3);
    assert!(output.stderr.contains("cruddur cognito list-users lists the handles"), "{output}");
}

/// Drops the index by conversation, and waits until it is gone.
fn drop_index(world: &World) {
    let delete = DeleteGlobalSecondaryIndexAction::builder().index_name(DEFAULT_INDEX).build().unwrap();
    let delete = GlobalSecondaryIndexUpdate::builder().delete(delete).build();
    world.with_table(async |messages| {
        let update = messages.client().update_table().table_name(messages.table());
        update.global_secondary_index_updates(delete).send().await.expect("UpdateTable");
        while !messages.describe().await.unwrap().unwrap().global_secondary_indexes().is_empty() {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    });
}

fn a_dropped_index_is_named_with_what_creates_it(world: &World) {
    world.run(["setup"]).ok();
    let write = &["ddb", "patterns", "create-message", "--as", "londo", CONVERSATION, "Hello"][..];
    drop_index(world);
    let before = world.items();
    for command in [write, &["ddb", "stream", "apply", "--once"]] {
        let output = world.run(command).fails_with(3);
        assert!(output.stderr.contains("table cruddur-messages has no index message-group-sk-index\n"), "{output}");
        assert!(output.stderr.contains("hint: cruddur ddb schema-load creates it\n"), "{command:?}: {output}");
    }
    crate::support::assert_same(&world.items(), &before);
    // A command that needs no index works. After the command of the hint, the others work too.
    world.run(["ddb", "patterns", "get-conversation", "--as", "londo", "--with", "bayko"]).ok();
    world.run(["ddb", "schema-load"]).ok();
    world.run(write).ok();
}

fn hints_about_conversations_name_the_same_user(world: &World) {
    world.run(["setup"]).ok();
    let nowhere = "00000000-0000-4000-8000-000000000000";
    for (command, hint) in [
        (&["get-conversation", "--as", "londo", nowhere][..], "cruddur ddb patterns list-conversations --as londo"),
        (&["get-conversation", nowhere], "cruddur ddb patterns list-conversations"),
        (&["create-message", "--as", "londo", nowhere, "Hello"], "cruddur ddb patterns list-conversations --as londo"),
    ] {
        let output = world.run([&["ddb", "patterns"], command].concat()).fails_with(3);
        assert!(output.stderr.ends_with(&format!("hint: {hint}\n")), "{output}");
        world.run(hint.split(' ').skip(1)).ok();
    }
    world.sql(
        "INSERT INTO users (uuid, display_name, handle, email, cognito_user_id)
         VALUES ('00000000-0000-4000-8000-000000000000', 'Zoë', 'zoe', 'zoe@cruddur.example', 'MOCK')",
    );
    let output =
        world.run(["ddb", "patterns", "create-message", "--as", "zoe", "--with", "londo", "Hello"]).fails_with(3);
    let hint = "hint: cruddur ddb patterns create-conversation --from zoe --to londo TEXT begins one\n";
    assert!(output.stderr.contains(hint), "{output}");
}

fn dropping_a_missing_table_does_not_suggest_creating_it(world: &World) {
    let output = world.run(["ddb", "drop-table", "other-table", "--yes"]).fails_with(3);
    assert!(output.stderr.ends_with("hint: cruddur ddb list-tables lists the existing tables\n"), "{output}");
}

/// The command that switches the protection off names the table, since it is not the default one.
#[test]
fn a_hint_about_a_table_names_the_table() {
    let world = World::embedded();
    world.run(["ddb", "schema-load", "--table", "other-table", "--deletion-protection"]).ok();
    let output = world.run(["ddb", "drop-table", "other-table", "--yes"]).fails_with(5);
    let hint = "cruddur ddb schema-load --deletion-protection=false --table other-table";
    assert!(output.stderr.contains(&format!("hint: {hint} switches it off\n")), "{output}");
    world.run(hint.split(' ').skip(1)).ok();
    world.run(["ddb", "drop-table", "other-table", "--yes"]).ok();
}

#[test]
fn a_hint_says_which_form_a_variable_takes() {
    let cognito = World::bare()
        .with("COGNITO_USER_POOLS_ID", "ca-central-1_AbCdEfGhI")
        .with("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", "postgresql://u:secret@localhost/d");
    insta::assert_snapshot!(cognito.run(["cognito", "list-users"]), @"
    --- stderr
    error: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER is not a usable URL: it must begin with http:// or https://
    hint: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER takes a URL such as http://localhost:9229
    --- exit 4
    ");
    let down = World::bare()
        .with("COGNITO_USER_POOLS_ID", "ca-central-1_AbCdEfGhI")
        .with("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", "http://127.0.0.1:9");
    let output = down.run(["cognito", "list-users"]).fails_with(1);
    assert!(!output.stderr.contains("--endpoint-url"), "{output}");
    assert!(
        output.stderr.contains("hint: check that the network allows the connection; AWS_ENDPOINT_URL_COGNITO"),
        "{output}"
    );
}

/// The hint does not repeat the URL of a database, since it may contain a password, and does not lead to another database either.
#[test]
fn a_hint_does_not_lead_to_another_database() {
    let world = World::bare();
    let url = "postgresql://u:secret@127.0.0.1:9/d";
    let output =
        world.run(["ddb", "patterns", "list-conversations", "--embedded", "--database-url", url]).fails_with(5);
    assert!(!output.stderr.contains("secret"), "{output}");
    let output = world.run(["ddb", "scan", "--database-url", url]).fails_with(3);
    assert!(output.stderr.contains("cruddur setup --database-url URL creates everything"), "{output}");
    // The placeholder of the hint is not a usable URL.
    world.run(["setup", "--database-url", "URL"]).fails_with(4);
}

/// On production, a missing table is probably in another region, so the hint says that first.
#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_missing_table_on_prod_suggests_another_region_first() {
    let world = World::with_servers(&[Server::DynamoDb]);
    let endpoint = world.var("AWS_ENDPOINT_URL_DYNAMODB").unwrap();
    let on_prod = |args: &[&str]| {
        let prod = ["--prod", "--region", "eu-west-1", "--insecure-http", "--endpoint-url", &endpoint];
        world.run([args, &prod].concat())
    };
    let output = on_prod(&["ddb", "scan"]).fails_with(3);
    let (asks, creates) = ("is the table in another region?", "cruddur ddb schema-load --prod");
    let at = |text: &str| output.stderr.find(text).unwrap_or_else(|| panic!("{text}: {output}"));
    assert!(
        at(asks) < at("cruddur ddb list-tables --prod --insecure-http --region REGION") && at(asks) < at(creates),
        "{output}"
    );
    // A command that would create the table asks this question too.
    for flag in ["--dry-run", "--check"] {
        let output = on_prod(&["ddb", "schema-load", flag]);
        let warning = "warning: table cruddur-messages is not in eu-west-1: is it in another region?";
        assert!(output.stderr.contains(warning), "{output}");
    }
    let refused = on_prod(&["ddb", "schema-load"]).fails_with(5);
    assert!(refused.stderr.contains("is not in eu-west-1: is it in another region?"), "{refused}");
    on_prod(&["ddb", "schema-load", "--yes"]).ok();
    let again = on_prod(&["ddb", "schema-load", "--yes"]).ok();
    assert!(!again.stderr.contains("another region"), "{again}");
}
