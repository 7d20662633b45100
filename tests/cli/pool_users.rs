//! `cruddur cognito enable-user`, `disable-user`, `confirm-user` and `set-preferred-username`.

use crate::support::{Cloud, Output, ROOT, World, contract};

contract!(
    a_user_is_disabled_and_enabled,
    a_sign_up_is_confirmed,
    a_name_is_set,
    a_name_of_another_user_is_refused,
    a_handle_of_several_users_is_refused,
    who_does_not_exist_is_not_found,
    a_dry_run_writes_nothing,
);

fn with_users(world: &World) {
    world.add_pool_users(&["bayko", "londo"].map(str::to_owned));
}

fn cognito(world: &World, line: &str) -> Output {
    world.run_line(&format!("cognito {line}"))
}

/// Returns a field of the user with this handle in the list of the pool.
fn field(world: &World, handle: &str, name: &str) -> serde_json::Value {
    let rows = world.run(["cognito", "list-users", "--output", "json"]).ok().rows();
    rows.iter().find(|row| row["handle"] == handle).expect("a user")[name].clone()
}

fn sub_of(world: &World, handle: &str) -> String {
    field(world, handle, "sub").as_str().expect("a sub").to_owned()
}

fn status(output: Output) -> String {
    let rows = output.ok().rows();
    assert_eq!(rows.len(), 1, "{rows:?}");
    rows[0]["status"].as_str().expect("a status").to_owned()
}

fn a_user_is_disabled_and_enabled(world: &World) {
    with_users(world);
    insta::assert_snapshot!(cognito(world, "disable-user londo"), @"
    handle  sub                                   status
    londo   [uuid 1]  disabled
    --- stderr
    target: local, user pool embedded in .cruddur
    --- exit 0
    ");
    insta::assert_snapshot!(cognito(world, "disable-user londo"), @"
    handle  sub                                   status
    londo   [uuid 1]  unchanged
    --- stderr
    target: local, user pool embedded in .cruddur
    --- exit 0
    ");
    assert_eq!(field(world, "londo", "enabled"), false);
    assert_eq!(field(world, "bayko", "enabled"), true);
    let sub = sub_of(world, "londo");
    assert_eq!(status(cognito(world, &format!("enable-user {sub} --output json"))), "enabled");
    assert_eq!(field(world, "londo", "enabled"), true);
    assert_eq!(status(cognito(world, "enable-user londo --output json")), "unchanged");
}

fn a_sign_up_is_confirmed(world: &World) {
    with_users(world);
    world.sign_up("zoe");
    assert_eq!(field(world, "zoe", "status"), "UNCONFIRMED");
    assert_eq!(status(cognito(world, "confirm-user zoe --output json")), "confirmed");
    assert_eq!(field(world, "zoe", "status"), "CONFIRMED");
    for user in ["zoe", "londo"] {
        assert_eq!(status(cognito(world, &format!("confirm-user {user} --output json"))), "unchanged");
    }
}

fn a_name_is_set(world: &World) {
    with_users(world);
    world.add_pool_users(&[String::new()]);
    let sub = sub_of(world, "londo");
    insta::assert_snapshot!(cognito(world, "set-preferred-username londo Londo"), @"
    handle  sub                                   status
    Londo   [uuid 1]  changed
    --- stderr
    target: local, user pool embedded in .cruddur
    the row of the users database keeps its handle; cruddur db update-cognito-user-ids --dry-run shows which rows match the pool
    --- exit 0
    ");
    assert_eq!(sub_of(world, "Londo"), sub);
    insta::assert_snapshot!(cognito(world, "set-preferred-username Londo Londo"), @"
    handle  sub                                   status
    Londo   [uuid 1]  unchanged
    --- stderr
    target: local, user pool embedded in .cruddur
    --- exit 0
    ");
    let nameless = sub_of(world, "");
    cognito(world, &format!("set-preferred-username {nameless} zoe")).ok();
    assert_eq!(sub_of(world, "zoe"), nameless);
}

fn a_name_of_another_user_is_refused(world: &World) {
    with_users(world);
    let sub = sub_of(world, "londo");
    insta::assert_snapshot!(cognito(world, "set-preferred-username bayko londo"), @"
    --- stderr
    target: local, user pool embedded in .cruddur
    error: the name londo belongs to another user of the pool: londo ([uuid 1])
    hint: give another name; cruddur cognito list-users shows whose it is
    --- exit 5
    ");
    insta::assert_snapshot!(cognito(world, "set-preferred-username bayko LONDO --dry-run"), @"
    --- stderr
    target: local, user pool embedded in .cruddur
    error: the name LONDO belongs to another user of the pool: londo ([uuid 1])
    hint: give another name; cruddur cognito list-users shows whose it is
    --- exit 5
    ");
    for (name, code) in [(sub.as_str(), 5), ("", 2), ("a b", 2), ("a\u{7}", 2), ("\u{a0}", 2)] {
        let output = world.run(["cognito", "set-preferred-username", "bayko", name]).fails_with(code);
        assert!(!output.stderr.contains('\u{7}'), "{output}");
    }
    assert_eq!(field(world, "bayko", "handle"), "bayko");
}

fn a_handle_of_several_users_is_refused(world: &World) {
    with_users(world);
    world.add_pool_users(&["bayko".to_owned()]);
    let rows = world.run(["cognito", "list-users", "--output", "json"]).ok().rows();
    let subs: Vec<_> = rows.iter().filter(|row| row["handle"] == "bayko").map(|row| row["sub"].as_str()).collect();
    for command in ["disable-user bayko", "enable-user bayko", "confirm-user bayko", "set-preferred-username bayko b"] {
        let output = cognito(world, command).fails_with(5);
        assert!(subs.iter().all(|sub| sub.is_some_and(|sub| output.stderr.contains(sub))), "{output}");
    }
    cognito(world, &format!("disable-user {}", subs[1].unwrap_or_default())).ok();
    let rows = world.run(["cognito", "list-users", "--output", "json"]).ok().rows();
    assert_eq!(rows.iter().filter(|row| row["enabled"] == false).count(), 1);
}

fn who_does_not_exist_is_not_found(world: &World) {
    with_users(world);
    insta::assert_snapshot!(cognito(world, "disable-user Londo"), @"
    --- stderr
    target: local, user pool embedded in .cruddur
    error: no user of the pool has the handle or the sub Londo
    hint: cruddur cognito list-users lists the handles and subs of the pool
    --- exit 3
    ");
    cognito(world, "confirm-user 00000000-0000-4000-8000-000000000001").fails_with(3);
    world.run(["cognito", "enable-user", r#"a" or "b\"#]).fails_with(3);
    world.run(["cognito", "enable-user", ""]).fails_with(2);
}

fn a_dry_run_writes_nothing(world: &World) {
    with_users(world);
    world.sign_up("zoe");
    let list = || world.run(["cognito", "list-users"]).ok().stdout;
    let before = list();
    let dry_run = |line: &str| status(cognito(world, &format!("{line} --dry-run --output json")));
    assert_eq!(dry_run("disable-user londo"), "would be disabled");
    assert_eq!(dry_run("confirm-user zoe"), "would be confirmed");
    assert_eq!(dry_run("set-preferred-username londo other"), "would be changed");
    assert_eq!(dry_run("enable-user londo"), "unchanged");
    assert_eq!(list(), before);
}

/// A pool in AWS is asked about on a local target too.
#[test]
fn a_pool_in_aws_is_guarded() {
    let cloud = Cloud::new();
    let world = World::bare().with("AWS_REGION", "eu-west-1").with("COGNITO_USER_POOLS_ID", "eu-west-1_AbCdEfGhI");
    let world = world.with("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE").with("AWS_SECRET_ACCESS_KEY", "secret");
    let world = world.with("HTTPS_PROXY", &cloud.proxy()).with("AWS_CA_BUNDLE", ROOT);
    for flags in ["", "--prod"] {
        let wrote = || cloud.calls().iter().any(|call| call.contains("AdminDisableUser"));
        let refused = cognito(&world, &format!("disable-user londo {flags}")).fails_with(5);
        assert!(refused.stderr.contains("londo (its-sub, no e-mail address, CONFIRMED, enabled)"), "{refused}");
        assert!(refused.stderr.contains("hint: give --yes"), "{refused}");
        cognito(&world, &format!("disable-user londo {flags} --dry-run")).ok();
        cognito(&world, &format!("disable-user londo {flags} --confirm other")).fails_with(5);
        assert!(!wrote());
        cognito(&world, &format!("disable-user londo {flags} --confirm eu-west-1_AbCdEfGhI")).ok();
        assert!(wrote());
    }
}

/// Each of these statuses needs something else than a confirmation.
#[test]
fn who_is_not_unconfirmed_is_not_confirmed() {
    let world = World::embedded();
    with_users(&world);
    let sqlite = rusqlite::Connection::open(world.dir().join(".cruddur/users.db")).unwrap();
    sqlite.execute("UPDATE pool_users SET status = 'FORCE_CHANGE_PASSWORD' WHERE handle = 'londo'", []).unwrap();
    insta::assert_snapshot!(cognito(&world, "confirm-user londo"), @"
    --- stderr
    target: local, user pool embedded in .cruddur
    error: the user londo is FORCE_CHANGE_PASSWORD: only a user who is UNCONFIRMED can be confirmed
    hint: the user sets a password at the first sign-in, or aws cognito-idp admin-set-user-password --permanent sets one
    --- exit 5
    ");
}
