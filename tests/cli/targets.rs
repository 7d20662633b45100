//! Which stores a command uses. The rows of the target table are unit tests of `src/target.rs`.

use crate::support::{World, assert_same};
use serde_json::json;
use std::time::{Duration, Instant};

#[test]
fn no_region() {
    insta::assert_snapshot!(World::bare().run(["ddb", "list-tables", "--prod"]), @"
    --- stderr
    error: no AWS region is configured
    hint: --region ca-central-1, or export AWS_REGION=ca-central-1, or run aws configure, which asks for region and credentials
    --- exit 4
    ");
}

#[test]
fn no_credentials() {
    let output = World::bare().run(["ddb", "list-tables", "--prod", "--region", "ca-central-1"]);
    assert_eq!(output.status, 4, "{output}");
    assert!(
        output.stderr.starts_with("target: prod, DynamoDB AWS ca-central-1\nerror: no usable AWS credentials\n"),
        "{output}"
    );
    assert!(
        output.stderr.contains("hint: run aws configure, or give --profile NAME, or export AWS_ACCESS_KEY_ID"),
        "{output}"
    );
}

#[test]
fn an_endpoint_that_is_down() {
    insta::assert_snapshot!(World::bare().run(["ddb", "list-tables", "--endpoint-url", "http://127.0.0.1:9"]), @"
    --- stderr
    target: local, DynamoDB http://127.0.0.1:9
    error: ListTables: no answer (http://127.0.0.1:9)
      caused by: Connection refused (os error 111)
    hint: start the server, or name another endpoint with --endpoint-url, or use --embedded
    --- exit 1
    ");
    let world = World::bare().with("AWS_ENDPOINT_URL", "http://127.0.0.1:9");
    insta::assert_snapshot!(world.run(["ddb", "list-tables"]), @"
    --- stderr
    target: local, DynamoDB http://127.0.0.1:9
    error: ListTables: no answer (http://127.0.0.1:9)
      caused by: Connection refused (os error 111)
    hint: start the server that AWS_ENDPOINT_URL names, or unset AWS_ENDPOINT_URL, or use --embedded
    --- exit 1
    ");
    assert!(
        !world.dir().join(".cruddur").exists(),
        "a configured endpoint that is down is not replaced by another store"
    );
}

#[test]
fn a_database_that_is_down() {
    let world = World::bare().with("CONNECTION_URL", "postgresql://postgres:secret@127.0.0.1:9/cruddur");
    insta::assert_snapshot!(world.run(["db", "seed"]), @"
    --- stderr
    target: local, users postgresql://postgres:***@127.0.0.1:9/cruddur
    error: cannot connect to the users database (postgresql://postgres:***@127.0.0.1:9/cruddur)
      caused by: Connection refused (os error 111)
    hint: start the server that CONNECTION_URL names, or unset CONNECTION_URL, or use --embedded
    --- exit 1
    ");
}

#[test]
fn prod_without_its_settings() {
    let world = World::bare().with("CONNECTION_URL", "postgresql://postgres:secret@localhost/cruddur");
    insta::assert_snapshot!(world.run(["db", "seed", "--prod"]), @"
    --- stderr
    error: PROD_CONNECTION_URL is not set, so there is no users database for prod
    hint: export PROD_CONNECTION_URL=postgresql://USER:PASSWORD@HOST:5432/cruddur
    --- exit 4
    ");
    insta::assert_snapshot!(world.run(["cognito", "list-users", "--prod"]), @"
    --- stderr
    error: no user pool is configured: COGNITO_USER_POOLS_ID is not set
    hint: export COGNITO_USER_POOLS_ID=ID, or --user-pool-id ID; aws cognito-idp list-user-pools --max-results 60 lists the pools
    --- exit 4
    ");
}

#[test]
fn a_mix_of_targets() {
    let world = World::bare().with("AWS_ENDPOINT_URL", "https://dynamodb.ca-central-1.amazonaws.com");
    insta::assert_snapshot!(world.run(["ddb", "list-tables"]), @"
    --- stderr
    error: refused: AWS_ENDPOINT_URL names the AWS host dynamodb.ca-central-1.amazonaws.com, but the target is local
    hint: add --prod if you mean production; if not, name a server on this machine
    --- exit 5
    ");
    let world = World::bare()
        .with("CONNECTION_URL", "postgresql://root:secret@cruddur.abc.ca-central-1.rds.amazonaws.com/cruddur");
    insta::assert_snapshot!(world.run(["db", "seed"]), @"
    --- stderr
    error: refused: CONNECTION_URL names the RDS host cruddur.abc.ca-central-1.rds.amazonaws.com, but the target is local
    hint: add --prod if you mean production; if not, name a server on this machine
    --- exit 5
    ");
    insta::assert_snapshot!(World::bare().run(["ddb", "list-tables", "--prod", "--embedded"]), @"
    --- stderr
    error: refused: --embedded with --prod
    hint: leave one of the two out
    --- exit 5
    ");
}

#[test]
fn an_app_client_id_is_no_pool_id() {
    let world = World::bare().with("COGNITO_USER_POOLS_ID", "4hov9m2k8h1a2b3c4d5e6f7g8h");
    insta::assert_snapshot!(world.run(["cognito", "list-users"]), @"
    --- stderr
    error: COGNITO_USER_POOLS_ID=4hov9m2k8h1a2b3c4d5e6f7g8h is the id of an app client, not of a user pool
    hint: aws cognito-idp list-user-pools --max-results 60 lists the pools; set COGNITO_USER_POOLS_ID to one of their ids
    --- exit 4
    ");
    // A command that needs no pool does not read the variable.
    world.with("CRUDDUR_LOCAL", "embedded").run(["ddb", "list-tables"]).ok();
}

/// Returns a world for `--prod`, with a table of its own.
fn prod() -> World {
    let world = World::real();
    world.prepare();
    world.with("AWS_REGION", "us-east-1")
}

fn on_prod(world: &World, args: &[&str]) -> crate::support::Output {
    let (table, database) =
        (world.var("AWS_ENDPOINT_URL_DYNAMODB").unwrap(), world.var("LOCAL_CONNECTION_URL").unwrap());
    let database = format!("{database}?sslmode=disable");
    let prod = ["--prod", "--insecure-http", "--endpoint-url", &table, "--database-url", &database];
    world.run([args, &prod].concat())
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn on_prod_an_open_connection_is_a_problem() {
    let output = on_prod(&prod(), &["doctor", "--output", "json"]);
    let rows = output.rows();
    let connection = rows.iter().find(|row| row["check"] == "users connection").expect("a check of the connection");
    assert_eq!((&connection["state"], &connection["found"]), (&json!("problem"), &json!("not encrypted")));
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn prod_is_guarded() {
    let world = prod();
    // An empty table does not show its layout, so it must be given. A write must be confirmed.
    insta::assert_snapshot!(on_prod(&world, &["ddb", "seed"]), @"
    --- stderr
    target: prod, DynamoDB embedded in .cruddur, users embedded in .cruddur
    warning: the users database is not verified in full: sslmode=disable (--database-url); sslmode=verify-full is the default
    error: table cruddur-messages holds no rows that would show its layout
    hint: --layout flask is the layout of the deployed backend, --layout model that of the data model
    --- exit 4
    ");
    insta::assert_snapshot!(on_prod(&world, &["ddb", "seed", "--layout", "flask"]), @"
    --- stderr
    target: prod, DynamoDB embedded in .cruddur, users embedded in .cruddur
    warning: the users database is not verified in full: sslmode=disable (--database-url); sslmode=verify-full is the default
    prod: account 000000000000, region ddblocal, table cruddur-messages, about 0 items, deletion protection off
    error: refused to write 156 items to table cruddur-messages: not a terminal
    hint: give --yes
    --- exit 5
    ");
    assert_eq!(world.items().len(), 0);
    on_prod(&world, &["ddb", "seed", "--layout", "flask", "--yes"]).ok();
    let before = world.items();
    assert_eq!(before.len(), 156);
    insta::assert_snapshot!(on_prod(&world, &["ddb", "seed"]), @"
    message_group_uuid                    between             messages  written  removed  status
    5ae290ed-55d1-47a0-bc6d-fe2bc2700399  andrewbrown, bayko  114       0        0        unchanged
    f290b80a-640c-4133-b41b-9a58359df3e1  andrewbrown, londo  24        0        0        unchanged
    92254384-12d5-46a3-aff3-790ffcda83b0  bayko, londo        12        0        0        unchanged
    --- stderr
    target: prod, DynamoDB embedded in .cruddur, users embedded in .cruddur
    warning: the users database is not verified in full: sslmode=disable (--database-url); sslmode=verify-full is the default
    conversations: unchanged
    --- exit 0
    ");

    // A destructive command needs the name.
    insta::assert_snapshot!(on_prod(&world, &["ddb", "seed", "--reset", "--yes"]), @"
    --- stderr
    target: prod, DynamoDB embedded in .cruddur, users embedded in .cruddur
    warning: the users database is not verified in full: sslmode=disable (--database-url); sslmode=verify-full is the default
    prod: account 000000000000, region ddblocal, table cruddur-messages, about 156 items, deletion protection off
    error: refused to remove 156 items of 3 conversations from table cruddur-messages: --yes is not enough
    hint: give --confirm cruddur-messages
    --- exit 5
    ");
    insta::assert_snapshot!(on_prod(&world, &["ddb", "drop-table", "--yes"]), @"
    --- stderr
    target: prod, DynamoDB embedded in .cruddur
    prod: account 000000000000, region ddblocal, table cruddur-messages, about 156 items, deletion protection off
    error: refused to drop table cruddur-messages: --yes is not enough
    hint: give --confirm cruddur-messages
    --- exit 5
    ");
    insta::assert_snapshot!(on_prod(&world, &["db", "schema-load", "--reset", "--yes"]), @"
    --- stderr
    target: prod, users embedded in .cruddur
    warning: the users database is not verified in full: sslmode=disable (--database-url); sslmode=verify-full is the default
    error: refused to drop users and activities of users: --yes is not enough
    hint: give --confirm users
    --- exit 5
    ");
    assert_same(&world.items(), &before);
    assert_eq!(world.count("SELECT count(*) FROM users"), 3);
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn deletion_protection_is_on_by_default_on_prod() {
    let world = prod();
    let plan = on_prod(&world, &["ddb", "schema-load", "--dry-run", "--output", "json"]).ok().rows();
    assert_eq!(plan[0]["change"], "deletion protection");
    on_prod(&world, &["ddb", "schema-load", "--yes"]).ok();
    let dropped = on_prod(&world, &["ddb", "drop-table", "--confirm", "cruddur-messages"]);
    assert_eq!(dropped.status, 5, "{dropped}");
    assert!(dropped.stderr.contains("has deletion protection on"), "{dropped}");
    assert!(on_prod(&world, &["ddb", "schema-load"]).ok().stderr.contains("unchanged"));
}

/// Returns the URL of the world's database by the name in its certificate, with these parameters.
fn by_name(world: &World, parameters: &str) -> String {
    let url = world.var("LOCAL_CONNECTION_URL").unwrap().replace("127.0.0.1", "localhost");
    format!("{url}?{parameters}")
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn tls_means_what_it_means_to_libpq() {
    let world = World::real();
    world.run(["db", "schema-load"]).ok();
    let root = std::env::var("CRUDDUR_TEST_POSTGRES_ROOT").expect("tests/run sets it");
    let run =
        |url: &str, flags: &[&str]| world.run([&["db", "seed", "--dry-run", "--database-url", url], flags].concat());
    let by_address = |parameters: &str| by_name(&world, parameters).replace("localhost", "127.0.0.1");
    for mode in ["disable", "prefer", "require"] {
        run(&by_name(&world, &format!("sslmode={mode}")), &[]).ok();
    }
    // With the right root, the chain is valid, and the name too if the mode checks it.
    run(&by_name(&world, &format!("sslmode=verify-full&sslrootcert={root}")), &[]).ok();
    run(&by_name(&world, &format!("sslrootcert={root}")), &["--prod"]).ok();
    run(&by_address(&format!("sslmode=verify-ca&sslrootcert={root}")), &[]).ok();
    run(&by_address(&format!("sslmode=require&sslrootcert={root}")), &[]).ok();
    let refused = |url: String, flags: &[&str], why: &str| {
        let output = run(&url, flags);
        assert_eq!(output.status, 4, "{output}");
        assert!(output.stderr.contains(why), "{output}");
    };
    let (host, untrusted) = ("is for another host", "is not signed by a trusted root");
    refused(by_address(&format!("sslmode=verify-full&sslrootcert={root}")), &[], host);
    // Without the root, the server is not trusted.
    refused(by_name(&world, "sslmode=verify-full"), &[], untrusted);
    refused(by_name(&world, "sslmode=verify-ca"), &[], untrusted);
    refused(by_name(&world, ""), &["--prod"], untrusted);
    // The variables of libpq set what the URL does not.
    let world = world.with("PGSSLMODE", "verify-full");
    assert_eq!(world.run(["db", "seed", "--dry-run"]).status, 4);
    let world = world.with("PGSSLROOTCERT", &root);
    let url = by_name(&world, "");
    world.run(["db", "seed", "--dry-run", "--database-url", &url]).ok();
}

#[test]
fn a_server_without_tls_is_told_from_one_that_is_down() {
    use std::io::{Read, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    // A server that answers the request for TLS with no, as PostgreSQL does.
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        stream.read_exact(&mut [0; 8]).unwrap();
        stream.write_all(b"N").unwrap();
    });
    let url = format!("postgresql://u:secret@127.0.0.1:{port}/d");
    let output = World::bare().run(["db", "seed", "--prod", "--database-url", &url]);
    server.join().unwrap();
    assert_eq!(output.status, 4, "{output}");
    assert!(output.stderr.contains("does not offer TLS"), "{output}");
    assert!(output.stderr.contains("hint: name the server itself") && !output.stderr.contains("sslmode"), "{output}");
}

#[test]
fn a_server_that_never_answers_ends_the_command_within_its_timeout() {
    // This server accepts connections and never answers.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let at = listener.local_addr().unwrap();
    let database = format!("postgresql://u:secret@{at}/d");
    for command in [
        &["ddb", "list-tables", "--timeout", "1", "--endpoint-url", &format!("http://{at}")][..],
        &["db", "seed", "--timeout", "1", "--database-url", &database],
        &["db", "seed", "--database-url", &format!("{database}?connect_timeout=1")],
    ] {
        let started = Instant::now();
        let output = World::bare().run(command);
        assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
        assert_eq!(output.status, 1, "{output}");
        assert!(output.stderr.contains("hint: "), "{output}");
    }
}

/// A hint on prod does not suggest to start AWS or to use `--embedded`.
#[test]
fn hints_on_prod_can_be_followed() {
    let world = World::bare().with("AWS_ACCESS_KEY_ID", "id").with("AWS_SECRET_ACCESS_KEY", "secret");
    for command in [
        "ddb list-tables --prod --region ca-central-1 --endpoint-url https://127.0.0.1:9",
        "db seed --prod --database-url postgresql://u:secret@127.0.0.1:9/d",
    ] {
        let output = world.run_line(command);
        assert_eq!(output.status, 1, "{output}");
        assert!(output.stderr.contains("hint: check that the network allows the connection"), "{output}");
        assert!(!output.stderr.contains("--embedded"), "{output}");
    }
}
