//! The environments of `cruddur.toml`.

use crate::support::stub::Stub;
use crate::support::{Server, World, stub};
use serde_json::{Value, json};
use std::fs;
use std::os::unix::fs::PermissionsExt;

const TWO: &str = "\
[env.dev]
endpoint_url = 'http://127.0.0.1:9'
region = 'eu-west-3'
database_url = 'postgresql://me:S4cret@127.0.0.1:9/dev'
table = 'of-dev'

[env.live]
prod = true
region = 'eu-west-1'
table = 'of-live'
";

/// A world with this text in the file of the working directory, and with variables that name other stores.
fn world(text: &str) -> World {
    let world = World::bare();
    world.write("cruddur.toml", text);
    let config = world.dir().join("config").display().to_string();
    world
        .with("XDG_CONFIG_HOME", &config)
        .with("AWS_ACCESS_KEY_ID", "AKIASP2TPHJSQH3FJRUX")
        .with("AWS_SECRET_ACCESS_KEY", "S4cret")
        .with("AWS_ENDPOINT_URL", "http://127.0.0.1:8")
        .with("AWS_REGION", "us-west-2")
        .with("CONNECTION_URL", "postgresql://me:S4cret@127.0.0.1:8/one")
        .with("PROD_CONNECTION_URL", "postgresql://me:S4cret@127.0.0.1:8/two")
        .with("COGNITO_USER_POOLS_ID", "us-west-2_AbCdEfGhI")
        .with("CRUDDUR_TABLE", "of-variable")
}

/// Writes the user's own file.
fn write_own(world: &World, text: &str) {
    let directory = world.dir().join("config/cruddur");
    fs::create_dir_all(&directory).unwrap();
    fs::write(directory.join("cruddur.toml"), text).unwrap();
}

/// Returns the value and the source of a setting.
#[track_caller]
fn shown(world: &World, line: &str, setting: &str) -> (Value, String) {
    let rows = world.run_line(&format!("config show --output json {line}")).ok().rows();
    let row = rows.iter().find(|row| row["setting"] == setting).expect("the setting");
    (row["value"].clone(), row["source"].as_str().unwrap().to_owned())
}

#[test]
fn an_environment_is_shown_with_its_settings() {
    let world = world(TWO);
    insta::assert_snapshot!(world.run_line("config show --env dev"));
    insta::assert_snapshot!(world.run_line("config show --env live"));
}

/// Options come first, then the environment. It takes the place of the variables that name stores, also where it names none.
#[test]
fn an_environment_comes_between_options_and_variables() {
    let world = world(TWO);
    let text = |value: &str, source: &str| (json!(value), source.to_owned());
    assert_eq!(shown(&world, "", "table"), text("of-variable", "CRUDDUR_TABLE"));
    assert_eq!(shown(&world, "--env dev", "table"), text("of-dev", "env.dev.table"));
    assert_eq!(shown(&world, "--env dev --table other", "table"), text("other", "--table"));
    assert_eq!(shown(&world, "--env dev --region eu-north-1", "region"), text("eu-north-1", "--region"));
    assert_eq!(shown(&world, "--env live", "target"), text("prod", "env.live.prod"));
    assert_eq!(shown(&world, "--env live --prod", "target"), text("prod", "--prod"));
    for setting in ["database_url", "user_pool_id"] {
        assert_eq!(shown(&world, "--env live", setting), (Value::Null, "not set".to_owned()));
    }
    let of_variable = world.with("CRUDDUR_ENV", "live");
    assert_eq!(shown(&of_variable, "", "env"), text("live", "CRUDDUR_ENV"));
    assert_eq!(shown(&of_variable, "--env dev", "env"), text("dev", "--env"));
}

#[test]
fn a_command_says_which_environment_it_uses() {
    let world = world(TWO);
    let dev = world.run_line("ddb list-tables --env dev --timeout 1").fails_with(1);
    assert!(dev.stderr.starts_with("target: dev (local), DynamoDB http://127.0.0.1:9\n"), "{dev}");
    let users = world.run_line("db list-users --env dev --timeout 1").fails_with(1);
    assert!(users.stderr.starts_with("target: dev (local), users postgresql://me:***@127.0.0.1:9/dev\n"), "{users}");
    let hint =
        "name another database with --database-url; cruddur config show --env dev shows what the environment names";
    assert!(users.stderr.contains(hint), "{users}");
}

#[test]
fn what_is_missing_or_wrong_is_named() {
    let world = world(TWO);
    for (line, code, said) in [
        (
            "ddb list-tables --env liv",
            4,
            "error: environment liv does not exist: there are dev, live\n\
             hint: cruddur config show --env live shows the nearest one\n",
        ),
        (
            "db list-users --env live",
            4,
            "error: environment live has no database_url\n\
             hint: add database_url to it in cruddur.toml, or give --database-url\n",
        ),
        (
            "cognito list-users --env live",
            4,
            "error: environment live has no user_pool_id\n\
             hint: add user_pool_id to it in cruddur.toml, or give --user-pool-id\n",
        ),
        (
            "ddb list-tables --env dev --prod",
            5,
            "error: refused: --prod, but environment dev is not marked prod = true\nhint: leave one of the two out\n",
        ),
        (
            "ddb schema-load prod --env dev",
            5,
            "error: refused: the command works on prod, but environment dev is not marked prod = true\nhint: leave one of the two out\n",
        ),
        (
            "ddb list-tables --env live --embedded",
            5,
            "error: refused: --embedded with env.live.prod\nhint: leave one of the two out\n",
        ),
    ] {
        let output = world.run_line(line).fails_with(code);
        assert_eq!(output.stderr, said, "{line}");
    }
    world.run(["ddb", "list-tables", "--env", ""]).fails_with(2);
    write_own(&world, "[env.live]\nprod = true\n");
    let twice = world.run_line("ddb list-tables --env live").fails_with(4);
    assert!(twice.stderr.contains("exists twice: in cruddur.toml and in [DIR]/config/cruddur/cruddur.toml"), "{twice}");
    // What is not named is not read.
    world.write("cruddur.toml", "nonsense");
    world.run_line("config show").ok();
    let wrong = world.run_line("config show --env live").fails_with(4);
    assert!(wrong.stderr.starts_with("error: cannot use cruddur.toml: line 1: "), "{wrong}");
    let nowhere = World::bare().run_line("ddb list-tables --env live").fails_with(4);
    assert!(nowhere.stderr.starts_with("error: environment live does not exist: there is none in cruddur.toml"));
}

/// Everything that prod refuses is refused in an environment that is marked as production.
#[test]
fn the_guards_of_prod_hold() {
    let server = Stub::new(|operation, _| match operation {
        "DescribeTable" => (
            200,
            json!({ "Table": {
            "TableName": "of-live", "TableStatus": "ACTIVE", "ItemCount": 7, "TableArn": "arn:aws:dynamodb:eu-west-1:1:table/of-live",
            "KeySchema": [{ "AttributeName": "pk", "KeyType": "HASH" }, { "AttributeName": "sk", "KeyType": "RANGE" }],
            "AttributeDefinitions": [{ "AttributeName": "pk", "AttributeType": "S" }, { "AttributeName": "sk", "AttributeType": "S" }],
        } }),
        ),
        _ => stub::refused("ValidationException", "not expected"),
    });
    let world = world(TWO).with("CRUDDUR_ENV", "live");
    let users = "--database-url postgresql://me@127.0.0.1:9/one?sslmode=disable";
    let reached = format!("--insecure-http --endpoint-url {}", server.url());
    for (line, reason) in [
        (format!("setup {users} --user-pool-id eu-west-1_AbCdEfGhI"), "prod"),
        ("ddb drop-table --yes".to_owned(), "--confirm of-live"),
    ] {
        let output = world.run_line(&format!("{line} {reached}"));
        assert!(output.status != 0 && output.stderr.contains(reason), "{line}: {output}");
    }
    assert!(!server.calls().iter().any(|call| call != "DescribeTable"), "{:?}", server.calls());
}

#[test]
fn the_command_of_a_url_is_run_only_when_it_is_needed() {
    let world = world("");
    let text = "[env.dev]\ndatabase_url_command = \"touch ran; echo postgresql://me:S4cret@127.0.0.1:9/one\"\n";
    write_own(&world, text);
    let ran = || fs::exists(world.dir().join("ran")).unwrap();
    let (value, source) = shown(&world, "--env dev", "database_url");
    assert_eq!((value, &*source), (Value::Null, "env.dev.database_url_command"));
    let (value, _) = shown(&world, "--env dev", "database_url_command");
    assert_eq!(value, "touch ran; echo postgresql://me:***@127.0.0.1:9/one");
    world.run_line("ddb list-tables --env dev --embedded").fails_with(5);
    world.run_line("db list-users --env dev --timeout 1 --database-url postgresql://127.0.0.1:9/one").fails_with(1);
    assert!(!ran());
    let output = world.run_line("db list-users --env dev --timeout 1").fails_with(1);
    assert!(output.stderr.starts_with("target: dev (local), users postgresql://me:***@127.0.0.1:9/one\n"), "{output}");
    assert!(ran());
    assert!(!output.to_string().contains("S4cret"), "{output}");
}

/// What a command printed may be a secret, also if it failed.
#[test]
fn a_command_that_fails_is_an_error_without_what_it_printed() {
    for (command, why) in [
        ("echo S4cret; echo S4cret >&2; exit 3", "exit status: 3"),
        ("exec sleep 5", "no answer within 1 s"),
        ("true", "it printed nothing"),
        ("echo S4cret; echo S4cret", "it printed more than one line"),
        ("seq -f S4cret%g 2000 | tr -d '\\n'", "it printed more than 8 KiB"),
        ("echo S4cret", "is not a usable URL"),
        ("echo '{\"password\": \"S4cret\"}'", "is not a usable URL"),
    ] {
        let world = world("");
        write_own(&world, &format!("[env.dev]\ndatabase_url_command = '''{command}'''\n"));
        let output = world.run_line("db list-users --env dev --timeout 1").fails_with(4);
        let begin = "error: env.dev.database_url_command";
        assert!(output.stderr.starts_with(begin) && output.stderr.contains(why), "{command}: {output}");
        assert!(!output.to_string().contains("S4cret"), "{output}");
    }
}

/// A repository that is cloned must not run a program.
#[test]
fn a_command_of_another_file_is_refused() {
    let text = "[env.dev]\ndatabase_url_command = 'touch ran'\n";
    let world = world(text);
    let output = world.run_line("db list-users --env dev").fails_with(4);
    assert!(output.stderr.contains("only taken from your own file"), "{output}");
    world.write("cruddur.toml", "");
    write_own(&world, text);
    let own = world.dir().join("config/cruddur/cruddur.toml");
    fs::set_permissions(own, fs::Permissions::from_mode(0o666)).unwrap();
    let output = world.run_line("db list-users --env dev").fails_with(5);
    assert!(output.stderr.starts_with("error: refused: [DIR]/config/cruddur/cruddur.toml"), "{output}");
    assert!(!fs::exists(world.dir().join("ran")).unwrap());
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn the_url_of_a_command_connects() {
    let world = World::with_servers(&[Server::Postgres]);
    world.seed_users();
    let url = world.var("LOCAL_CONNECTION_URL").expect("a server");
    world.write("url", &url);
    write_own(&world, "[env.dev]\ndatabase_url_command = 'cat url'\n");
    let config = world.dir().join("config").display().to_string();
    let world = world.with("XDG_CONFIG_HOME", &config).with("LOCAL_CONNECTION_URL", "postgresql://127.0.0.1:9/x");
    let listed = world.run_line("db list-users --env dev --output text --query [].handle").ok();
    assert_eq!(listed.stdout, "andrewbrown\nbayko\nlondo\n");
}
