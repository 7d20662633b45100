//! `cruddur config show`: each setting with its source, as the other commands use it.

use crate::support::World;
use serde_json::{Value, json};

/// Returns the value and the source of each setting.
#[track_caller]
fn shown(world: &World, line: &str) -> Vec<(String, Value, String)> {
    let output = world.run_line(&format!("config show --output json {line}"));
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    output.rows().iter().map(|row| (text(&row["setting"]), row["value"].clone(), text(&row["source"]))).collect()
}

#[track_caller]
fn assert_shown(world: &World, line: &str, setting: &str, value: impl Into<Value>, source: &str) {
    let rows = shown(world, line);
    let found = rows.iter().find(|(name, ..)| name == setting).unwrap_or_else(|| panic!("no {setting}: {rows:?}"));
    assert_eq!(found, &(setting.to_owned(), value.into(), source.to_owned()), "{line}");
}

#[test]
fn without_configuration_everything_is_a_default() {
    insta::assert_snapshot!(World::embedded().run_line("config show"));
    let output = World::bare().run_line("config show --output json").ok();
    assert!(!output.stdout.contains("CRUDDUR_"), "{output}");
    assert_eq!(output.stderr, "");
}

#[test]
fn an_option_beats_a_variable_and_a_variable_beats_the_default() {
    let bare = World::bare();
    let world = World::bare()
        .with("CRUDDUR_TABLE", "of-variable")
        .with("AWS_ENDPOINT_URL", "http://localhost:1")
        .with("AWS_REGION", "eu-west-1")
        .with("LOCAL_CONNECTION_URL", "postgresql://me:S4cret@localhost/one")
        .with("COGNITO_USER_POOLS_ID", "eu-west-1_AbCdEfGhI")
        .with("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", "http://localhost:2")
        .with("CRUDDUR_HOME", "elsewhere");
    for (setting, default, of_variable, variable, option, value) in [
        ("table", "cruddur-messages", "of-variable", "CRUDDUR_TABLE", "--table", "of-option"),
        ("region", "us-east-1", "eu-west-1", "AWS_REGION", "--region", "eu-west-2"),
        (
            "database_url",
            "embedded",
            "postgresql://me:***@localhost:5432/one",
            "LOCAL_CONNECTION_URL",
            "--database-url",
            "postgresql://me@localhost:5432/two",
        ),
        (
            "user_pool_id",
            "embedded",
            "eu-west-1_AbCdEfGhI",
            "COGNITO_USER_POOLS_ID",
            "--user-pool-id",
            "eu-west-1_Other",
        ),
        ("database_auth", "password", "password", "default", "--database-auth", "password"),
    ] {
        assert_shown(&bare, "", setting, default, "default");
        assert_shown(&world, "", setting, of_variable, variable);
        assert_shown(&world, &format!("{option} {value}"), setting, value, option);
    }
    assert_shown(&world, "", "endpoint_url", "http://localhost:1", "AWS_ENDPOINT_URL");
    assert_shown(&world, "--endpoint-url http://localhost:3", "endpoint_url", "http://localhost:3", "--endpoint-url");
    let cognito = "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER";
    assert_shown(&world, "", "cognito_endpoint_url", "http://localhost:2", cognito);
    assert_shown(&world, "", "home", "elsewhere", "CRUDDUR_HOME");
    assert_shown(&world, "--timeout 5", "timeout", 5, "--timeout");
    assert_shown(&world, "", "timeout", 30, "default");
    assert_shown(&world, "--insecure-http", "insecure_http", true, "--insecure-http");
    assert_shown(&world, "", "output", "json", "--output");
    let of_variable = World::bare().with("CRUDDUR_OUTPUT", "jsonl").run_line("config show").ok().stdout;
    assert!(of_variable.contains(r#"{"setting":"output","value":"jsonl","source":"CRUDDUR_OUTPUT","problem":null}"#));
    assert_shown(&world, "--prod", "endpoint_url", "AWS", "--prod");
    assert_shown(&world, "--embedded", "endpoint_url", "embedded", "--embedded");
}

#[test]
fn a_profile_is_a_source() {
    let world = World::bare();
    world.write("aws", "[profile work]\nregion = eu-central-1\n[profile other]\nregion = eu-north-1\n");
    world.write("keys", "[work]\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = S4cret\n");
    let file = |name: &str| world.dir().join(name).display().to_string();
    let (config, keys) = (file("aws"), file("keys"));
    let world = world.with("AWS_CONFIG_FILE", &config).with("AWS_SHARED_CREDENTIALS_FILE", &keys);
    let line = "--prod --profile work";
    assert_shown(&world, line, "region", "eu-central-1", "profile work");
    assert_shown(&world, line, "profile", "work", "--profile");
    assert_shown(&world, "--prod --profile work --region eu-west-1", "region", "eu-west-1", "--region");
    let world = world.with("AWS_PROFILE", "work");
    assert_shown(&world, "--prod", "profile", "work", "AWS_PROFILE");
    assert!(!world.run_line(&format!("config show {line}")).ok().stdout.contains("S4cret"));
}

#[test]
fn what_a_command_needs_and_nobody_set_is_not_set() {
    let output = World::bare().run_line("config show --prod --output json").ok();
    for setting in ["region", "profile", "database_url", "user_pool_id"] {
        let expected = json!({"setting": setting, "value": null, "source": "not set", "problem": null});
        assert!(output.rows().contains(&expected), "{output}");
    }
}

#[test]
fn no_secret_is_printed() {
    let world = World::bare()
        .with("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE")
        .with("AWS_SECRET_ACCESS_KEY", "S4cretKey")
        .with("AWS_SESSION_TOKEN", "S4cretToken")
        .with("AWS_REGION", "eu-west-1")
        .with("PGPASSWORD", "S4cret")
        .with("PROD_CONNECTION_URL", "host=db.example.com user=me password=S4cret dbname=cruddur")
        .with("CONNECTION_URL", "postgresql://me:S4cret@localhost/one?password=S4cret");
    for line in ["", "--prod", "--endpoint-url http://me:S4cret@localhost:1", "--database-url postgres://me:S4cret@:x/"]
    {
        for format in ["table", "json", "csv"] {
            let output = world.run_line(&format!("config show --output {format} {line}"));
            assert!(!output.to_string().contains("S4cret"), "{output}");
            assert!(output.stdout.contains("postgresql://me:***@") || line.contains("postgres:"), "{output}");
        }
    }
}

#[test]
fn one_wrong_setting_leaves_the_rest_in_the_output() {
    for (variable, value, setting) in [
        ("CONNECTION_URL", "postgresql://me:S4cret@localhost:x/one", "database_url"),
        ("AWS_ENDPOINT_URL", "nonsense", "endpoint_url"),
        ("AWS_ENDPOINT_URL", "https://dynamodb.eu-west-1.amazonaws.com", "endpoint_url"),
        ("COGNITO_USER_POOLS_ID", "nonsense", "user_pool_id"),
        ("CRUDDUR_TABLE", "a table", "table"),
        ("CRUDDUR_DATABASE_AUTH", "magic", "database_auth"),
        ("CRUDDUR_LOCAL", "nonsense", "target"),
    ] {
        let world = World::bare().with(variable, value);
        let output = world.run_line("config show --output json").fails_with(4);
        let rows = output.rows();
        let wrong: Vec<&Value> = rows.iter().filter(|row| !row["problem"].is_null()).collect();
        assert_eq!(wrong.len(), 1, "{output}");
        assert_eq!(wrong[0]["setting"], setting, "{output}");
        assert!(wrong[0]["problem"].as_str().unwrap().contains(variable), "{output}");
        let of_the_target = |row: &&Value| row["source"] == "CRUDDUR_LOCAL";
        assert_eq!(rows.iter().filter(of_the_target).count(), usize::from(setting == "target"), "{output}");
        assert!(output.stderr.starts_with("error: 1 of 15 settings cannot be used\nhint: "), "{output}");
    }
    let world = World::bare().with("AWS_SECRET_ACCESS_KEY", "S4cret").with("AWS_REGION", "no region");
    let output = world.run_line("config show --prod").fails_with(4);
    assert!(output.stdout.contains("AWS_ACCESS_KEY_ID is not set"), "{output}");
    assert!(!output.stdout.contains("S4cret"), "{output}");
}

/// The line with the target of a command has what `config show` says.
#[test]
fn other_commands_use_what_is_shown() {
    let world = World::bare()
        .with("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
        .with("CONNECTION_URL", "postgresql://me:S4cret@127.0.0.1:9/one")
        .with("CRUDDUR_TABLE", "of-variable");
    for line in ["", "--endpoint-url http://127.0.0.1:19", "--prod --region eu-west-1", "--embedded"] {
        let rows = shown(&world, line);
        let value = |setting: &str| {
            let row = rows.iter().find(|(name, ..)| name == setting).unwrap();
            row.1.as_str().unwrap_or_default().to_owned()
        };
        let said = world.run_line(&format!("ddb list-tables -v {line}")).stderr;
        let store = format!("DynamoDB {}", value("endpoint_url"));
        assert!(said.lines().next().unwrap().contains(&store), "{line}: {store}: {said}");
        assert_eq!(value("table"), "of-variable");
    }
    let said = world.run_line("db seed").stderr;
    assert!(said.contains("users postgresql://me:***@127.0.0.1:9/one\n"), "{said}");
    assert_shown(&world, "", "database_url", "postgresql://me:***@127.0.0.1:9/one", "CONNECTION_URL");
    let missing = World::embedded().with("CRUDDUR_TABLE", "of-variable").run_line("ddb scan");
    assert!(missing.stderr.contains("of-variable"), "{missing}");
}
