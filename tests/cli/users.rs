//! `cruddur cognito list-users`, and `cruddur db update-cognito-user-ids`

use crate::support::{World, contract};

contract!(
    ids_come_from_a_file_too,
    every_page_of_the_pool_is_listed,
    the_pool_is_filtered,
    the_map_is_one_object,
    ids_are_copied_once,
    a_thousand_ids_are_updated,
    a_handle_twice_in_the_pool_is_refused,
    a_handle_twice_in_the_database_is_refused,
    what_is_missing_on_either_side_is_reported,
);

fn handles(count: usize) -> Vec<String> {
    (0..count).map(|at| format!("user{at:04}")).collect()
}

fn every_page_of_the_pool_is_listed(world: &World) {
    let mut users = handles(960);
    users.extend((0..40).map(|_| String::new()));
    world.add_pool_users(&users);
    let listed = world.run("cognito list-users --output json").ok();
    assert!(listed.stderr.contains("1000 users, 40 without a handle"), "{}", listed.stderr);
    let rows = listed.rows();
    assert_eq!(rows.iter().filter(|row| row["handle"] == "").count(), 40);
    let mut found: Vec<&str> =
        rows.iter().filter_map(|row| row["handle"].as_str()).filter(|handle| !handle.is_empty()).collect();
    found.sort_unstable();
    assert_eq!(found, handles(960));
    assert_eq!(world.run("cognito list-users --limit 130 --output json").ok().rows().len(), 130);
}

fn the_pool_is_filtered(world: &World) {
    world.add_pool_users(&handles(70));
    let filtered = |filter: &str| {
        world.run_args(&["cognito", "list-users", "--filter", filter, "--output", "json"]).ok().rows().len()
    };
    assert_eq!(filtered(r#"preferred_username = "user0007""#), 1);
    assert_eq!(filtered(r#"preferred_username ^= "user006""#), 10);
    assert_eq!(filtered(r#"preferred_username = "nobody""#), 0);
}

fn the_map_is_one_object(world: &World) {
    world.add_pool_users(&["bayko".to_owned(), String::new(), "londo".to_owned()]);
    let map = world.run("cognito list-users --map --output json").ok().json();
    let mut handles: Vec<&String> = map.as_object().unwrap().keys().collect();
    handles.sort_unstable();
    assert_eq!(handles, ["bayko", "londo"]);
    assert!(map.as_object().unwrap().values().all(|sub| uuid::Uuid::parse_str(sub.as_str().unwrap()).is_ok()), "{map}");
}

fn ids_are_copied_once(world: &World) {
    world.run("db schema-load").ok();
    world.run("db seed").ok();
    world.add_pool_users(&["andrewbrown", "bayko", "londo"].map(str::to_owned));
    insta::assert_snapshot!(world.run("db update-cognito-user-ids --dry-run"), @"
    handle       status            old   new
    andrewbrown  would be changed  MOCK  [uuid 1]
    bayko        would be changed  MOCK  [uuid 2]
    londo        would be changed  MOCK  [uuid 3]
    --- stderr
    target: local, users embedded in .cruddur, user pool embedded in .cruddur
    would change 3, unchanged 0, in the pool only 0, in the database only 0, without a handle 0
    --- exit 0
    ");
    assert_eq!(world.count("SELECT count(*) FROM users WHERE cognito_user_id = 'MOCK'"), 3);
    insta::assert_snapshot!(world.run("db update-cognito-user-ids"), @"
    handle       status   old   new
    andrewbrown  changed  MOCK  [uuid 1]
    bayko        changed  MOCK  [uuid 2]
    londo        changed  MOCK  [uuid 3]
    --- stderr
    target: local, users embedded in .cruddur, user pool embedded in .cruddur
    changed 3, unchanged 0, in the pool only 0, in the database only 0, without a handle 0
    --- exit 0
    ");
    assert_eq!(world.count("SELECT count(*) FROM users WHERE cognito_user_id = 'MOCK'"), 0);
    insta::assert_snapshot!(world.run("db update-cognito-user-ids --strict"), @"
    handle       status     old                                   new
    andrewbrown  unchanged  [uuid 1]  [uuid 1]
    bayko        unchanged  [uuid 2]  [uuid 2]
    londo        unchanged  [uuid 3]  [uuid 3]
    --- stderr
    target: local, users embedded in .cruddur, user pool embedded in .cruddur
    changed 0, unchanged 3, in the pool only 0, in the database only 0, without a handle 0
    --- exit 0
    ");
}

fn a_thousand_ids_are_updated(world: &World) {
    world.run("db schema-load").ok();
    let values: Vec<String> = handles(1_000)
        .iter()
        .enumerate()
        .map(|(at, handle)| {
            format!("('00000000-0000-4000-8000-{at:012}', 'Somebody', '{handle}', '{handle}@cruddur.example', 'MOCK')")
        })
        .collect();
    world.sql(&format!(
        "INSERT INTO users (uuid, display_name, handle, email, cognito_user_id) VALUES {}",
        values.join(",")
    ));
    world.add_pool_users(&handles(1_000));
    let first = world.run("db update-cognito-user-ids --output json --query [?status=='changed']").ok();
    assert_eq!(first.rows().len(), 1_000);
    assert!(
        first
            .stderr
            .contains("changed 1000, unchanged 0, in the pool only 0, in the database only 0, without a handle 0"),
        "{}",
        first.stderr
    );
    assert_eq!(world.count("SELECT count(DISTINCT cognito_user_id) FROM users WHERE cognito_user_id <> 'MOCK'"), 1_000);
    let second = world.run("db update-cognito-user-ids --quiet --output json --query [?status=='unchanged']").ok();
    assert_eq!(second.rows().len(), 1_000);
}

fn a_handle_twice_in_the_pool_is_refused(world: &World) {
    world.run("db schema-load").ok();
    world.run("db seed").ok();
    world.add_pool_users(&["bayko", "andrewbrown", "bayko"].map(str::to_owned));
    insta::assert_snapshot!(world.run("db update-cognito-user-ids"), @"
    --- stderr
    target: local, users embedded in .cruddur, user pool embedded in .cruddur
    error: handles that are not unique in the user pool: bayko; nothing was written
    hint: give each of them a handle of its own, and run the same command again
    --- exit 5
    ");
    assert_eq!(world.count("SELECT count(*) FROM users WHERE cognito_user_id = 'MOCK'"), 3);
}

fn a_handle_twice_in_the_database_is_refused(world: &World) {
    world.run("db schema-load").ok();
    world.run("db seed").ok();
    world.sql(
        "INSERT INTO users (uuid, display_name, handle, email, cognito_user_id)
         VALUES ('00000000-0000-4000-8000-000000000000', 'Another', 'londo', 'l@cruddur.example', 'MOCK')",
    );
    world.add_pool_users(&["bayko".to_owned()]);
    insta::assert_snapshot!(world.run("db update-cognito-user-ids"), @"
    --- stderr
    target: local, users embedded in .cruddur, user pool embedded in .cruddur
    error: handles that are not unique in the users database: londo; nothing was written
    hint: give each of them a handle of its own, and run the same command again
    --- exit 5
    ");
    assert_eq!(world.count("SELECT count(*) FROM users WHERE cognito_user_id = 'MOCK'"), 4);
}

fn what_is_missing_on_either_side_is_reported(world: &World) {
    world.run("db schema-load").ok();
    world.run("db seed").ok();
    world.add_pool_users(&["bayko".to_owned(), "stranger".to_owned(), String::new()]);
    insta::assert_snapshot!(world.run("db update-cognito-user-ids --strict"), @"
    handle       status                old   new
    andrewbrown  in the database only  MOCK
    bayko        changed               MOCK  [uuid 1]
    londo        in the database only  MOCK
    stranger     in the pool only            [uuid 2]
                 without a handle            [uuid 3]
    --- stderr
    target: local, users embedded in .cruddur, user pool embedded in .cruddur
    changed 1, unchanged 0, in the pool only 1, in the database only 2, without a handle 1
    error: 4 users are missing on one side or have no handle
    hint: without --strict this is not a failure
    --- exit 6
    ");
    assert_eq!(world.count("SELECT count(*) FROM users WHERE cognito_user_id = 'MOCK'"), 2);
}

fn ids_come_from_a_file_too(world: &World) {
    world.run("db schema-load").ok();
    world.run("db seed").ok();
    world.write("pool.jsonl", "{\"handle\":\"londo\",\"sub\":\"sub-1\",\"email\":null}\n\n{\"sub\":\"sub-2\"}\n");
    world.write("pool.csv", "sub,handle,email\nsub-3,bayko,b@x\nsub-4,,x@x\n");
    for (file, handle, sub) in [("pool.jsonl", "londo", "sub-1"), ("pool.csv", "bayko", "sub-3")] {
        let output = world.run(&format!("db update-cognito-user-ids --from {file}")).ok();
        assert!(
            output.stderr.contains("changed 1, unchanged 0") && output.stderr.contains("without a handle 1"),
            "{output}"
        );
        let users = format!("SELECT count(*) FROM users WHERE handle = '{handle}' AND cognito_user_id = '{sub}'");
        assert_eq!(world.count(&users), 1);
    }
    world.write("bad.jsonl", "{\"handle\":\"londo\",\"sub\":\"sub-1\"}\n{\"handle\":\"bayko\"}\n");
    let bad = world.run("db update-cognito-user-ids --from bad.jsonl");
    assert_eq!(bad.status, 2, "{bad}");
    assert!(bad.stderr.contains("bad.jsonl line 2"), "{bad}");
    assert_eq!(world.run("db update-cognito-user-ids --from nowhere.csv").status, 2);
}
