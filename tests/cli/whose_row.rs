//! Which user of the pool a row is bound to. On prod, an equal handle is not enough. Everywhere, contradictions are named.

use crate::support::{Output, Server, World, contract};
use serde_json::{Value, json};

contract!(
    on_a_local_target_every_mismatch_is_named_and_bound,
    a_file_that_says_too_little_is_bound_by_handle,
    a_handle_of_several_users_is_skipped_and_the_others_are_bound,
    many_mismatches_are_counted,
);

/// Handles, what each user of the pool lacks, and the text that reports it.
const CLAIMS: [(&str, &str, &str); 9] = [
    ("proved", "", ""),
    ("unconfirmed", r#"{"status":"UNCONFIRMED"}"#, "the user is UNCONFIRMED"),
    ("invited", r#"{"status":"FORCE_CHANGE_PASSWORD"}"#, "the user is FORCE_CHANGE_PASSWORD"),
    ("disabled", r#"{"enabled":false}"#, "the user is disabled"),
    ("mute", r#"{"email":null,"email_verified":false}"#, "the user has no e-mail address"),
    ("nameless", "", "the row has no e-mail address"),
    ("stranger", r#"{"email":"somebody@else.example"}"#, "the e-mail addresses differ"),
    ("unverified", r#"{"email_verified":false}"#, "the e-mail address is not verified"),
    ("silent", r#"{"status":null}"#, ""),
];

const NOT_SAID: &str = "the file does not say whether the user is confirmed and the e-mail address verified";

fn id(at: usize) -> String {
    format!("00000000-0000-4000-8000-{at:012}")
}

/// Inserts a row for each claim into the users database, and writes the users of the pool into `pool.jsonl`.
fn prepare(world: &World) {
    world.run(["db", "schema-load"]).ok();
    let mut pool = String::new();
    for (at, (handle, changes, _)) in CLAIMS.iter().enumerate() {
        let email = if *handle == "nameless" { String::new() } else { format!("{handle}@cruddur.example") };
        world.sql(&format!(
            "INSERT INTO users (uuid, display_name, handle, email, cognito_user_id)
             VALUES ('{}', '{handle}', '{handle}', '{email}', 'MOCK')",
            id(100 + at)
        ));
        let mut user = json!({
            "handle": handle, "sub": id(at), "email": format!("{}@CRUDDUR.example", handle.to_uppercase()),
            "email_verified": true, "status": "CONFIRMED", "enabled": true,
        });
        if let Ok(Value::Object(changes)) = serde_json::from_str(changes) {
            user.as_object_mut().expect("a user").extend(changes);
        }
        pool.push_str(&format!("{user}\n"));
    }
    world.write("pool.jsonl", &pool);
}

fn bound(world: &World) -> i64 {
    world.count("SELECT count(*) FROM users WHERE cognito_user_id <> 'MOCK'")
}

fn status(output: &Output, handle: &str) -> String {
    let rows = output.rows();
    let of: Vec<&str> =
        rows.iter().filter(|row| row["handle"] == handle).filter_map(|row| row["status"].as_str()).collect();
    of.join(" | ")
}

/// Runs `update-cognito-user-ids` with `--prod` against the PostgreSQL of the world.
fn on_prod(world: &World, flags: &[&str]) -> Output {
    let url = format!("{}?sslmode=disable", world.var(Server::Postgres.variable()).expect("a URL"));
    let update = ["db", "update-cognito-user-ids", "--prod", "--database-url", &url, "--output", "json"];
    world.run([&update, flags].concat())
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn on_prod_a_row_is_bound_only_to_a_user_with_its_verified_address() {
    let world = World::with_servers(&[Server::Postgres]);
    prepare(&world);
    let left = CLAIMS.len() - 1;
    let check = on_prod(&world, &["--from", "pool.jsonl", "--check"]).fails_with(6);
    assert_eq!((bound(&world), status(&check, "proved")), (0, "would be changed".to_owned()));
    let output = on_prod(&world, &["--from", "pool.jsonl", "--yes"]).fails_with(6);
    assert_eq!(bound(&world), 1);
    assert!(output.stderr.contains(&format!("changed 1, unchanged 0, in the pool only 0, in the database only 0, without a handle 0, not proved {left}\n")), "{output}");
    assert!(output.stderr.contains(&format!("error: the ids of {left} users were not written\n")), "{output}");
    for (handle, _, doubt) in CLAIMS {
        let doubt = if handle == "silent" { NOT_SAID } else { doubt };
        let expected = if doubt.is_empty() { "changed".to_owned() } else { format!("not written: {doubt}") };
        assert_eq!(status(&output, handle), expected, "{handle}");
    }
    // A row that is not written shows the addresses of both sides.
    let rows = output.rows();
    let stranger = rows.iter().find(|row| row["handle"] == "stranger").expect("it");
    assert_eq!(
        stranger,
        &json!({
            "handle": "stranger", "status": "not written: the e-mail addresses differ", "old": "MOCK", "new": id(6),
            "email": "stranger@cruddur.example", "pool_email": "somebody@else.example",
        })
    );
    // A second run does not write these rows either, and reports them again.
    let again = on_prod(&world, &["--from", "pool.jsonl", "--yes"]).fails_with(6);
    assert!(again.stderr.contains("changed 0, unchanged 1"), "{again}");
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn on_prod_the_handle_alone_needs_the_name_of_the_database() {
    let world = World::with_servers(&[Server::Postgres]);
    prepare(&world);
    let url = world.var(Server::Postgres.variable()).expect("a URL");
    let name = url.rsplit_once('/').expect("a database").1;
    let refused = on_prod(&world, &["--from", "pool.jsonl", "--by-handle", "--yes"]).fails_with(5);
    assert!(refused.stderr.contains("8 of them by the handle alone: --yes is not enough"), "{refused}");
    on_prod(&world, &["--from", "pool.jsonl", "--by-handle", "--confirm", "elsewhere"]).fails_with(5);
    assert_eq!(bound(&world), 0);
    // A dry run needs no name. The hint of a run that does not bind them is the command that does.
    assert_eq!(
        status(&on_prod(&world, &["--from", "pool.jsonl", "--by-handle", "--dry-run"]).ok(), "unconfirmed"),
        "would be changed; the user is UNCONFIRMED"
    );
    let left = on_prod(&world, &["--from", "pool.jsonl", "--yes"]).fails_with(6);
    let hint = "cruddur db update-cognito-user-ids --from pool.jsonl --prod --database-url URL --by-handle --confirm users binds these 8 by the handle alone";
    assert!(left.stderr.contains(hint), "{left}");
    let done = on_prod(&world, &["--from", "pool.jsonl", "--by-handle", "--confirm", name]).ok();
    assert_eq!(bound(&world), 9);
    assert!(
        done.stderr.contains("warning: unconfirmed is bound by the handle alone: the user is UNCONFIRMED\n"),
        "{done}"
    );
    // If every user is proved, the flag needs no more confirmation than any write.
    world.sql("DELETE FROM users WHERE handle <> 'proved'; UPDATE users SET cognito_user_id = 'MOCK'");
    on_prod(&world, &["--from", "pool.jsonl", "--by-handle", "--yes"]).ok();
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn on_prod_a_map_of_handles_proves_nothing() {
    let world = World::with_servers(&[Server::Postgres]);
    prepare(&world);
    world.write("map.json", &json!({ "proved": id(0), "stranger": id(6) }).to_string());
    world.write("two.csv", &format!("handle,sub\nproved,{}\n", id(0)));
    for (file, left) in [("map.json", 2), ("two.csv", 1)] {
        let output = on_prod(&world, &["--from", file, "--yes"]).fails_with(6);
        assert_eq!(status(&output, "proved"), format!("not written: {NOT_SAID}"));
        assert!(output.stderr.contains(&format!("not proved {left}\n")), "{output}");
        assert!(output.stderr.contains(" --by-handle --confirm "), "{output}");
    }
    assert_eq!(bound(&world), 0);
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn on_prod_a_database_without_addresses_proves_nothing() {
    for sql in [
        "ALTER TABLE users DROP COLUMN email",
        "ALTER TABLE users ALTER email DROP NOT NULL; UPDATE users SET email = NULL",
    ] {
        let world = World::with_servers(&[Server::Postgres]);
        prepare(&world);
        world.sql(sql);
        let output = on_prod(&world, &["--from", "pool.jsonl", "--yes"]).fails_with(6);
        assert_eq!(bound(&world), 0);
        let is_gone = sql.contains("COLUMN");
        let doubt = if is_gone { "the role cannot read a column email" } else { "the row has no e-mail address" };
        assert_eq!(status(&output, "proved"), format!("not written: {doubt}"));
        assert_eq!(output.stderr.contains("warning: users has no column email that this role may read"), is_gone);
    }
}

/// Each format of `list-users` proves the same as the pool itself.
#[test]
#[ignore = "needs the servers that tests/run starts"]
fn what_list_users_prints_proves_what_the_pool_proves() {
    let world = World::with_servers(&[Server::Postgres, Server::Cognito]);
    world.seed_users();
    world.add_pool_users(&["andrewbrown", "bayko", "londo", ""].map(str::to_owned));
    let listed = world.run(["cognito", "list-users", "--output", "json"]).ok();
    for user in listed.rows() {
        let account = ["email_verified", "status", "enabled"].map(|name| user[name].clone());
        assert_eq!(account, [json!(true), json!("CONFIRMED"), json!(true)], "{user}");
    }
    for format in ["json", "jsonl", "csv"] {
        world.sql("UPDATE users SET cognito_user_id = 'MOCK'");
        world.write("pool", &world.run(["cognito", "list-users", "--output", format]).ok().stdout);
        let output = on_prod(&world, &["--from", "pool", "--yes"]).ok();
        assert!(output.stderr.contains("changed 3, unchanged 0"), "{output}");
        assert!(!output.stderr.contains("by the handle alone"), "{output}");
    }
}

fn on_a_local_target_every_mismatch_is_named_and_bound(world: &World) {
    prepare(world);
    // The flag is only for prod, so it changes nothing here.
    for flags in [&["--dry-run", "--by-handle"][..], &[], &["--by-handle"]] {
        let update = ["db", "update-cognito-user-ids", "--from", "pool.jsonl", "--output", "json"];
        let output = world.run([&update, flags].concat()).ok();
        let named: Vec<(&str, &str)> =
            CLAIMS.iter().filter(|claim| !claim.2.is_empty()).map(|claim| (claim.0, claim.2)).collect();
        for (handle, doubt) in &named {
            let warning = format!("warning: {handle} is bound by the handle alone: {doubt}");
            assert!(output.stderr.contains(&warning), "{output}");
            assert!(status(&output, handle).ends_with(&format!("; {doubt}")), "{output}");
        }
        assert!(
            output.stderr.contains("(somebody@else.example in the pool, stranger@cruddur.example in the database)")
        );
        assert_eq!(output.stderr.matches("warning: ").count(), named.len(), "{output}");
        assert!(output.stderr.contains(&format!(", by the handle alone {}\n", named.len())), "{output}");
        assert_eq!(bound(world), if flags.contains(&"--dry-run") { 0 } else { 9 });
    }
}

fn a_file_that_says_too_little_is_bound_by_handle(world: &World) {
    prepare(world);
    world.write("map.json", &json!({ "proved": id(0), "stranger": id(6) }).to_string());
    let output = world.run(["db", "update-cognito-user-ids", "--from", "map.json", "--output", "json"]).ok();
    assert_eq!((bound(world), status(&output, "stranger")), (2, "changed".to_owned()));
    assert!(!output.stderr.contains("warning: "), "{output}");
}

fn a_handle_of_several_users_is_skipped_and_the_others_are_bound(world: &World) {
    prepare(world);
    world.sql(&format!(
        "INSERT INTO users (uuid, display_name, handle, email, cognito_user_id)
         VALUES ('{}', 'Another', 'invited', 'another@cruddur.example', 'MOCK'),
           ('{}', 'Another', 'disabled', 'another@cruddur.example', 'MOCK')",
        id(200),
        id(201)
    ));
    let line = |handle: &str, at: usize| format!("{}\n", json!({ "handle": handle, "sub": id(at) }));
    let pool = [
        line("proved", 1),
        line("stranger", 2),
        line("stranger", 3),
        line("invited", 4),
        line("newcomer", 5),
        line("newcomer", 6),
        line("disabled", 7),
        line("disabled", 8),
    ];
    world.write("pool.jsonl", &pool.concat());
    for did in ["changed", "unchanged"] {
        let output =
            world.run(["db", "update-cognito-user-ids", "--from", "pool.jsonl", "--output", "json"]).fails_with(6);
        for (handle, entries, several) in [
            ("stranger", 3, "2 users of the pool"),
            ("invited", 3, "2 rows"),
            ("newcomer", 2, "2 users of the pool"),
            ("disabled", 4, "2 users of the pool and 2 rows"),
        ] {
            let line = format!("not written: {several} have this handle");
            assert_eq!(status(&output, handle), vec![line; entries].join(" | "), "{output}");
        }
        assert_eq!(status(&output, "proved"), did);
        assert!(output.stderr.contains(", handle of several users 12\n"), "{output}");
        assert!(output.stderr.contains("error: the ids of 12 users were not written\n"), "{output}");
        assert_eq!(bound(world), 1);
    }
}

fn many_mismatches_are_counted(world: &World) {
    world.run(["db", "schema-load"]).ok();
    let values: Vec<String> = (0..30)
        .map(|at| format!("('{}', 'Somebody', 'user{at}', 'user{at}@cruddur.example', 'MOCK')", id(at)))
        .collect();
    world.sql(&format!(
        "INSERT INTO users (uuid, display_name, handle, email, cognito_user_id) VALUES {}",
        values.join(",")
    ));
    let pool: Vec<Value> = (0..30)
        .map(|at| json!({ "handle": format!("user{at}"), "sub": id(100 + at), "email": "a@b", "status": "CONFIRMED" }))
        .collect();
    world.write("pool.json", &json!(pool).to_string());
    let output = world.run(["db", "update-cognito-user-ids", "--from", "pool.json"]).ok();
    assert_eq!(output.stderr.matches(" is bound by the handle alone: ").count(), 20, "{output}");
    assert!(
        output.stderr.contains("warning: 10 more are bound by the handle alone; the column status says why\n"),
        "{output}"
    );
    assert!(output.stderr.contains(", by the handle alone 30\n"), "{output}");
}
