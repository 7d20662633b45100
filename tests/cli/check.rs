//! `--check`: nothing is written, and the exit code says whether anything differs.

use crate::support::{World, contract};

contract!(a_check_says_by_its_exit_code_whether_anything_differs, a_check_writes_nothing);

const CHECKS: [&str; 5] = [
    "db schema-load --check",
    "ddb schema-load --check",
    "ddb seed --check",
    "db update-cognito-user-ids --check",
    "ddb repair --all --check",
];

fn a_check_says_by_its_exit_code_whether_anything_differs(world: &World) {
    for (check, fix) in [("db schema-load --check", "db schema-load"), ("ddb schema-load --check", "ddb schema-load")] {
        let found = world.run_line(check).fails_with(6);
        assert!(found.stderr.contains(&format!("cruddur {fix} without --check")), "{found}");
        world.run_line(fix).ok();
        world.run_line(check).ok();
    }
    world.run(["db", "seed"]).ok();
    world.run(["ddb", "seed", "--check"]).fails_with(6);
    world.run(["ddb", "seed"]).ok();
    world.run(["ddb", "seed", "--check"]).ok();
    world.add_pool_users(&["andrewbrown", "bayko", "londo"].map(str::to_owned));
    world.run(["db", "update-cognito-user-ids", "--check"]).fails_with(6);
    world.run(["db", "update-cognito-user-ids"]).ok();
    world.run(["db", "update-cognito-user-ids", "--check"]).ok();
    world.run(["ddb", "repair", "--all", "--check"]).ok();
    let rows = world.items();
    let row = rows.iter().find(|item| item["pk"]["S"].as_str().is_some_and(|pk| pk.starts_with("GRP#"))).unwrap();
    world.delete(&[row]);
    world.run(["ddb", "repair", "--all", "--check"]).fails_with(6);
    world.run(["ddb", "repair", "--all"]).ok();
    world.run(["ddb", "repair", "--all", "--check"]).ok();
}

fn a_check_writes_nothing(world: &World) {
    world.prepare();
    world.add_pool_users(&["londo".to_owned()]);
    let before = world.items();
    for check in CHECKS {
        // The exit code does not matter here, only that nothing is written.
        world.run_line(check);
    }
    assert_eq!(world.items(), before);
    assert_eq!(world.count("SELECT count(*) FROM users WHERE cognito_user_id = 'MOCK'"), 3);
    world.run(["ddb", "seed", "--check", "--reset"]).fails_with(6);
    assert_eq!(world.items(), before);
}
