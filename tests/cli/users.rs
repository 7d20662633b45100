//! `cruddur cognito list-users` and `cruddur db update-cognito-user-ids`.

use crate::support::{World, contract};

contract!(
    ids_come_from_a_file_too,
    every_form_that_list_users_prints_is_read,
    a_malformed_file_is_refused_with_every_line,
    what_would_be_ambiguous_is_named_and_not_written,
    an_id_that_is_null_is_bound,
    strict_and_check_say_by_the_exit_code,
    simultaneous_updates_end_as_one,
    every_page_of_the_pool_is_listed,
    the_pool_is_filtered,
    the_map_is_one_object,
    ids_are_copied_once,
    a_thousand_ids_are_updated,
    a_handle_twice_in_the_pool_is_skipped,
    a_handle_twice_in_the_database_is_skipped,
    what_is_missing_on_either_side_is_reported,
);

fn handles(count: usize) -> Vec<String> {
    (0..count).map(|at| format!("user{at:04}")).collect()
}

fn every_page_of_the_pool_is_listed(world: &World) {
    let mut users = handles(960);
    users.extend((0..40).map(|_| String::new()));
    world.add_pool_users(&users);
    let listed = world.run(["cognito", "list-users", "--output", "json"]).ok();
    assert!(listed.stderr.contains("1000 users, 40 without a handle"), "{}", listed.stderr);
    let rows = listed.rows();
    assert_eq!(rows.iter().filter(|row| row["handle"] == "").count(), 40);
    let mut found: Vec<&str> =
        rows.iter().filter_map(|row| row["handle"].as_str()).filter(|handle| !handle.is_empty()).collect();
    found.sort_unstable();
    assert_eq!(found, handles(960));
    assert_eq!(world.run(["cognito", "list-users", "--limit", "130", "--output", "json"]).ok().rows().len(), 130);
}

fn the_pool_is_filtered(world: &World) {
    world.add_pool_users(&handles(70));
    let filtered =
        |filter: &str| world.run(["cognito", "list-users", "--filter", filter, "--output", "json"]).ok().rows().len();
    assert_eq!(filtered(r#"preferred_username = "user0007""#), 1);
    assert_eq!(filtered(r#"preferred_username ^= "user006""#), 10);
    assert_eq!(filtered(r#"preferred_username = "nobody""#), 0);
}

fn the_map_is_one_object(world: &World) {
    world.add_pool_users(&["bayko".to_owned(), String::new(), "londo".to_owned()]);
    let map = world.run(["cognito", "list-users", "--map", "--output", "json"]).ok().json();
    let mut handles: Vec<&String> = map.as_object().unwrap().keys().collect();
    handles.sort_unstable();
    assert_eq!(handles, ["bayko", "londo"]);
    assert!(map.as_object().unwrap().values().all(|sub| uuid::Uuid::parse_str(sub.as_str().unwrap()).is_ok()), "{map}");
}

fn ids_are_copied_once(world: &World) {
    world.seed_users();
    world.add_pool_users(&["andrewbrown", "bayko", "londo"].map(str::to_owned));
    insta::assert_snapshot!(world.run(["db", "update-cognito-user-ids", "--dry-run"]), @"
    handle       status            old   new                                   email                   pool_email
    andrewbrown  would be changed  MOCK  [uuid 1]  andrew@cruddur.example  andrew@cruddur.example
    bayko        would be changed  MOCK  [uuid 2]  bayko@cruddur.example   bayko@cruddur.example
    londo        would be changed  MOCK  [uuid 3]  londo@cruddur.example   londo@cruddur.example
    --- stderr
    target: local, users embedded in .cruddur, user pool embedded in .cruddur
    would change 3, unchanged 0, in the pool only 0, in the database only 0, without a handle 0
    --- exit 0
    ");
    assert_eq!(world.count("SELECT count(*) FROM users WHERE cognito_user_id = 'MOCK'"), 3);
    insta::assert_snapshot!(world.run(["db", "update-cognito-user-ids"]), @"
    handle       status   old   new                                   email                   pool_email
    andrewbrown  changed  MOCK  [uuid 1]  andrew@cruddur.example  andrew@cruddur.example
    bayko        changed  MOCK  [uuid 2]  bayko@cruddur.example   bayko@cruddur.example
    londo        changed  MOCK  [uuid 3]  londo@cruddur.example   londo@cruddur.example
    --- stderr
    target: local, users embedded in .cruddur, user pool embedded in .cruddur
    changed 3, unchanged 0, in the pool only 0, in the database only 0, without a handle 0
    --- exit 0
    ");
    assert_eq!(world.count("SELECT count(*) FROM users WHERE cognito_user_id = 'MOCK'"), 0);
    insta::assert_snapshot!(world.run(["db", "update-cognito-user-ids", "--strict"]), @"
    handle       status     old                                   new                                   email                   pool_email
    andrewbrown  unchanged  [uuid 1]  [uuid 1]  andrew@cruddur.example  andrew@cruddur.example
    bayko        unchanged  [uuid 2]  [uuid 2]  bayko@cruddur.example   bayko@cruddur.example
    londo        unchanged  [uuid 3]  [uuid 3]  londo@cruddur.example   londo@cruddur.example
    --- stderr
    target: local, users embedded in .cruddur, user pool embedded in .cruddur
    changed 0, unchanged 3, in the pool only 0, in the database only 0, without a handle 0
    --- exit 0
    ");
}

fn a_thousand_ids_are_updated(world: &World) {
    world.run(["db", "schema-load"]).ok();
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
    let first =
        world.run(["db", "update-cognito-user-ids", "--output", "json", "--query", "[?status=='changed']"]).ok();
    assert_eq!(first.rows().len(), 1_000);
    assert!(
        first
            .stderr
            .contains("changed 1000, unchanged 0, in the pool only 0, in the database only 0, without a handle 0"),
        "{}",
        first.stderr
    );
    assert_eq!(world.count("SELECT count(DISTINCT cognito_user_id) FROM users WHERE cognito_user_id <> 'MOCK'"), 1_000);
    let second = world
        .run(["db", "update-cognito-user-ids", "--quiet", "--output", "json", "--query", "[?status=='unchanged']"])
        .ok();
    assert_eq!(second.rows().len(), 1_000);
}

fn a_handle_twice_in_the_pool_is_skipped(world: &World) {
    world.seed_users();
    world.add_pool_users(&["bayko", "andrewbrown", "bayko"].map(str::to_owned));
    insta::assert_snapshot!(world.run(["db", "update-cognito-user-ids"]), @"
    handle       status                                             old   new                                   email                   pool_email
    andrewbrown  changed                                            MOCK  [uuid 1]  andrew@cruddur.example  andrew@cruddur.example
    bayko        not written: 2 users of the pool have this handle        [uuid 2]                          bayko@cruddur.example
    bayko        not written: 2 users of the pool have this handle        [uuid 3]                          bayko@cruddur.example
    bayko        not written: 2 users of the pool have this handle  MOCK                                        bayko@cruddur.example
    londo        in the database only                               MOCK                                        londo@cruddur.example
    --- stderr
    target: local, users embedded in .cruddur, user pool embedded in .cruddur
    changed 1, unchanged 0, in the pool only 0, in the database only 1, without a handle 0, handle of several users 3
    error: the ids of 3 users were not written
    hint: the column status says what each of them lacks
    --- exit 6
    ");
    assert_eq!(world.count("SELECT count(*) FROM users WHERE cognito_user_id = 'MOCK'"), 2);
}

fn a_handle_twice_in_the_database_is_skipped(world: &World) {
    world.seed_users();
    world.sql(
        "INSERT INTO users (uuid, display_name, handle, email, cognito_user_id)
         VALUES ('00000000-0000-4000-8000-000000000000', 'Another', 'londo', 'l@cruddur.example', 'MOCK')",
    );
    world.add_pool_users(&["bayko".to_owned()]);
    insta::assert_snapshot!(world.run(["db", "update-cognito-user-ids"]), @"
    handle       status                                old   new                                   email                   pool_email
    andrewbrown  in the database only                  MOCK                                        andrew@cruddur.example
    bayko        changed                               MOCK  [uuid 1]  bayko@cruddur.example   bayko@cruddur.example
    londo        not written: 2 rows have this handle  MOCK                                        l@cruddur.example
    londo        not written: 2 rows have this handle  MOCK                                        londo@cruddur.example
    --- stderr
    target: local, users embedded in .cruddur, user pool embedded in .cruddur
    changed 1, unchanged 0, in the pool only 0, in the database only 1, without a handle 0, handle of several users 2
    error: the ids of 2 users were not written
    hint: the column status says what each of them lacks
    --- exit 6
    ");
    assert_eq!(world.count("SELECT count(*) FROM users WHERE cognito_user_id = 'MOCK'"), 3);
}

fn what_is_missing_on_either_side_is_reported(world: &World) {
    world.seed_users();
    world.add_pool_users(&["bayko".to_owned(), "stranger".to_owned(), String::new()]);
    insta::assert_snapshot!(world.run(["db", "update-cognito-user-ids", "--strict"]), @"
    handle       status                old   new                                   email                   pool_email
    andrewbrown  in the database only  MOCK                                        andrew@cruddur.example
    bayko        changed               MOCK  [uuid 1]  bayko@cruddur.example   bayko@cruddur.example
    londo        in the database only  MOCK                                        londo@cruddur.example
    stranger     in the pool only            [uuid 2]                          stranger@cruddur.example
                 without a handle            [uuid 3]                          somebody@cruddur.example
    --- stderr
    target: local, users embedded in .cruddur, user pool embedded in .cruddur
    changed 1, unchanged 0, in the pool only 1, in the database only 2, without a handle 1
    error: 4 users are missing on one side, have no handle, or share an id with another user
    hint: the column status says what each of them lacks
    --- exit 6
    ");
    assert_eq!(world.count("SELECT count(*) FROM users WHERE cognito_user_id = 'MOCK'"), 2);
}

const IDS: [&str; 4] = [
    "00000000-0000-4000-8000-000000000001",
    "00000000-0000-4000-8000-000000000002",
    "00000000-0000-4000-8000-000000000003",
    "00000000-0000-4000-8000-000000000004",
];

fn has(world: &World, handle: &str, id: &str) -> bool {
    world.count(&format!("SELECT count(*) FROM users WHERE handle = '{handle}' AND cognito_user_id = '{id}'")) == 1
}

fn ids_come_from_a_file_too(world: &World) {
    world.seed_users();
    let [first, second, third, fourth] = IDS;
    let lines = format!("{{\"handle\":\"londo\",\"sub\":\"{first}\",\"email\":null}}\n\n{{\"sub\":\"{second}\"}}\n");
    world.write("pool.jsonl", &lines);
    // The format is that of the content, whatever the name says.
    world.write("pool.json", &format!("sub,handle,email\n{third},bayko,b@x\n{fourth},,x@x\n"));
    for (file, handle, sub) in [("pool.jsonl", "londo", first), ("pool.json", "bayko", third)] {
        let output = world.run(["db", "update-cognito-user-ids", "--from", file]).ok();
        assert!(
            output.stderr.contains("changed 1, unchanged 0") && output.stderr.contains("without a handle 1"),
            "{output}"
        );
        assert!(has(world, handle, sub), "{output}");
    }
    assert_eq!(world.run(["db", "update-cognito-user-ids", "--from", "nowhere.csv"]).status, 2);
    assert_eq!(world.run(["db", "update-cognito-user-ids", "--from", "."]).status, 2);
}

fn every_form_that_list_users_prints_is_read(world: &World) {
    world.seed_users();
    world.add_pool_users(&["andrewbrown", "bayko", "londo", ""].map(str::to_owned));
    let mut forms: Vec<String> = ["json", "jsonl", "csv"]
        .map(|format| world.run(["cognito", "list-users", "--output", format]).ok().stdout)
        .to_vec();
    let users = world.run(["cognito", "list-users", "--output", "json"]).ok().rows();
    let attributes = |user: &serde_json::Value| {
        let named = [("email", &user["email"]), ("sub", &user["sub"]), ("preferred_username", &user["handle"])];
        named.map(|(name, value)| serde_json::json!({ "Name": name, "Value": value.as_str().unwrap_or_default() }))
    };
    let aws = users.iter().map(|user| {
        serde_json::json!({ "Username": "x", "Attributes": attributes(user), "Enabled": true, "UserStatus": "CONFIRMED" })
    });
    forms.push(format!("{:#}", serde_json::json!({ "Users": aws.collect::<Vec<_>>() })));
    for form in forms {
        world.sql("UPDATE users SET cognito_user_id = 'MOCK'");
        world.write("pool", &form.replace('\n', "\r\n"));
        let output = world.run(["db", "update-cognito-user-ids", "--from", "pool"]).ok();
        let summary = "changed 3, unchanged 0, in the pool only 0, in the database only 0, without a handle 1";
        assert!(output.stderr.contains(summary), "{output}\n{form}");
        world.write("pool", &format!("\u{feff}{form}"));
        let again = world.run(["db", "update-cognito-user-ids", "--from", "pool"]).ok();
        assert!(again.stderr.contains("changed 0, unchanged 3"), "{again}");
    }
    // A map does not contain users without a handle.
    let map = world.run(["cognito", "list-users", "--map", "--output", "json"]).ok().stdout;
    let mut child = world
        .command(["db", "update-cognito-user-ids", "--strict", "--from", "-"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("the binary runs");
    std::io::Write::write_all(&mut child.stdin.take().expect("stdin"), map.as_bytes()).expect("it reads");
    assert!(child.wait().expect("an end").success());
}

fn a_malformed_file_is_refused_with_every_line(world: &World) {
    world.seed_users();
    let refused = |text: &str| {
        world.write("pool", text);
        world.run(["db", "update-cognito-user-ids", "--from", "pool"]).fails_with(2).stderr
    };
    let [first, second, ..] = IDS;
    for (text, why) in [
        (format!("email,sub\na@x,{first}\n"), "pool: the header has no column handle; it has email, sub"),
        (format!("handle\tsub\nlondo\t{first}\n"), "pool: it is neither JSON nor a CSV"),
        (
            format!("handle,sub\nlondo,{first},x\n\"bayko,{second}\n"),
            "pool: line 2: it has 3 cells, and the header 2; line 3: the quote on line 3 is never closed, so the record ends with the file",
        ),
        (
            format!("{{\"handle\":\"londo\"}}\n{{\"handle\":\"a\",\"handle\":\"b\",\"sub\":\"{first}\"}}\n"),
            "pool: line 1: it has no sub, but handle; line 2: the name handle occurs more than once",
        ),
        ("{\"Users\": [], \"NextToken\": \"x\"}".to_owned(), "pool: it is one page of several, by its NextToken"),
        (String::new(), "pool: it is empty"),
    ] {
        let stderr = refused(&text);
        assert!(stderr.contains(why) && stderr.contains("hint: "), "{stderr}");
    }
    assert_eq!(world.count("SELECT count(*) FROM users WHERE cognito_user_id = 'MOCK'"), 3);
}

fn what_would_be_ambiguous_is_named_and_not_written(world: &World) {
    world.seed_users();
    let [first, second, third, fourth] = IDS;
    world.sql(&format!(
        "INSERT INTO users (uuid, display_name, handle, email, cognito_user_id) VALUES
           ('00000000-0000-4000-8000-00000000000a', 'Zoe', 'zoe', 'z@x', 'MOCK'),
           ('00000000-0000-4000-8000-00000000000b', 'Vir', 'vir', 'v@x', '{third}')"
    ));
    let pool = [
        ("Andrewbrown", first),
        ("bayko ", second),
        ("londo", "sub-1"),
        ("zoe", third),
        ("newton", fourth),
        ("leeta", fourth),
    ];
    let csv: String = pool.iter().map(|(handle, sub)| format!("{handle},{sub}\n")).collect();
    world.write("pool.csv", &format!("handle,sub\n{csv}"));
    insta::assert_snapshot!(world.run(["db", "update-cognito-user-ids", "--from", "pool.csv"]), @r#"
    handle       status                                            old                                   new                                   email                   pool_email
    Andrewbrown  in the pool only; the database has "andrewbrown"                                        [uuid 1]
    andrewbrown  in the database only; the pool has "Andrewbrown"  MOCK                                                                        andrew@cruddur.example
    bayko        in the database only; the pool has "bayko "       MOCK                                                                        bayko@cruddur.example
    bayko        in the pool only; the database has "bayko"                                              [uuid 2]
    leeta        not written: several users have this sub                                                [uuid 3]
    londo        not written: the sub is not a UUID                MOCK                                  sub-1                                 londo@cruddur.example
    newton       not written: several users have this sub                                                [uuid 3]
    vir          not written: several users have this sub          [uuid 4]                                        v@x
    zoe          not written: several users have this sub          MOCK                                  [uuid 4]  z@x
    --- stderr
    target: local, users embedded in .cruddur
    changed 0, unchanged 0, in the pool only 2, in the database only 2, without a handle 0, sub not a UUID 1, sub of several users 4
    error: the ids of 5 users were not written
    hint: the column status says what each of them lacks
    --- exit 6
    "#);
    assert_eq!(world.count("SELECT count(*) FROM users WHERE cognito_user_id = 'MOCK'"), 4);
}

fn an_id_that_is_null_is_bound(world: &World) {
    world.run(["db", "schema-load"]).ok();
    world.sql(
        "DROP TABLE users;
         CREATE TABLE users (uuid TEXT PRIMARY KEY, display_name TEXT, handle TEXT, email TEXT, cognito_user_id TEXT,
           created_at TIMESTAMP DEFAULT current_timestamp);
         INSERT INTO users (uuid, handle) VALUES ('00000000-0000-4000-8000-00000000000a', 'zoe'),
           ('00000000-0000-4000-8000-00000000000b', NULL)",
    );
    world.add_pool_users(&["zoe".to_owned()]);
    insta::assert_snapshot!(world.run(["db", "update-cognito-user-ids", "--output", "jsonl"]), @r#"
    {"handle":"zoe","status":"changed; the row has no e-mail address","old":null,"new":"[uuid 1]","email":null,"pool_email":"zoe@cruddur.example"}
    {"handle":"","status":"without a handle in the database","old":null,"new":null,"email":null,"pool_email":null}
    --- stderr
    target: local, users embedded in .cruddur, user pool embedded in .cruddur
    warning: zoe is bound by the handle alone: the row has no e-mail address
    changed 1, unchanged 0, in the pool only 0, in the database only 0, without a handle 1, by the handle alone 1
    --- exit 0
    "#);
    world.run(["db", "update-cognito-user-ids", "--check"]).fails_with(6);
    assert_eq!(world.count("SELECT count(*) FROM users WHERE cognito_user_id IS NULL"), 1);
}

fn strict_and_check_say_by_the_exit_code(world: &World) {
    world.seed_users();
    world.add_pool_users(&["andrewbrown", "bayko", "londo"].map(str::to_owned));
    let ends = |flags: &[&str], code: i32| {
        world.run([&["db", "update-cognito-user-ids"], flags].concat()).fails_with(code).stderr
    };
    // The ids differ.
    ends(&["--dry-run"], 0);
    let check = ends(&["--check"], 6);
    assert_eq!(check, ends(&["--strict", "--dry-run"], 6));
    assert!(check.contains("hint: cruddur db update-cognito-user-ids updates 3"), "{check}");
    ends(&["--strict"], 0);
    for flags in [&["--check"][..], &["--strict", "--dry-run"], &["--strict"], &[]] {
        ends(flags, 0);
    }
    // A user of the pool is not in the database.
    world.add_pool_users(&["stranger".to_owned()]);
    for (flags, code) in
        [(&["--check"][..], 6), (&["--strict", "--dry-run"], 6), (&["--strict"], 6), (&[], 0), (&["--dry-run"], 0)]
    {
        let stderr = ends(flags, code);
        assert!(stderr.contains("in the pool only 1"), "{stderr}");
    }
}

fn simultaneous_updates_end_as_one(world: &World) {
    world.seed_users();
    world.add_pool_users(&["andrewbrown", "bayko", "londo"].map(str::to_owned));
    let outputs: Vec<_> = std::thread::scope(|scope| {
        let runs = [0; 4].map(|_| scope.spawn(|| world.run(["db", "update-cognito-user-ids"]).ok()));
        runs.into_iter().map(|run| run.join().expect("a run")).collect()
    });
    for output in outputs {
        assert!(
            output.stderr.contains("changed 3, unchanged 0") || output.stderr.contains("changed 0, unchanged 3"),
            "{output}"
        );
    }
    world.run(["db", "update-cognito-user-ids", "--check"]).ok();
}
