//! `cruddur stack`: against ministack, which enforces permissions here, and against a CloudFormation that answers by a script.

#[cfg(feature = "lambda")]
mod end_to_end;
pub mod functions;
mod health;
mod logs;
pub mod real;
mod redrive;
mod scripted;
mod stub;

use crate::support::World;

/// A world that is pointed at a CloudFormation on this machine.
pub fn world(url: &str) -> World {
    World::bare()
        .with("AWS_ENDPOINT_URL_CLOUDFORMATION", url)
        .with("AWS_REGION", "ca-central-1")
        .with("AWS_ACCESS_KEY_ID", "test")
        .with("AWS_SECRET_ACCESS_KEY", "test")
}

#[test]
fn the_templates_are_printed_with_the_name_of_the_table() {
    let world = World::bare();
    let all = world.run(["stack", "template"]).ok().stdout;
    let table = world.run(["stack", "template", "--table-only", "--table", "my.table"]).ok().stdout;
    assert!(all.contains("TableName: cruddur-messages\n") && all.contains("AWS::Cognito::UserPool"), "{all}");
    assert!(table.contains("TableName: \"my.table\"\n") && !table.contains("AWS::Cognito::UserPool"), "{table}");
    world.run(["stack", "template", "--table", "no/table"]).fails_with(2);
}

#[test]
fn only_a_loopback_address_takes_the_place_of_aws() {
    let output = world("http://192.0.2.1:4566").run(["stack", "status"]).fails_with(5);
    assert!(output.stderr.contains("AWS_ENDPOINT_URL_CLOUDFORMATION names 192.0.2.1"), "{output}");
    let output = world("http://127.0.0.1:1").with("AWS_ENDPOINT_URL", "http://127.0.0.1:2").run([
        "stack",
        "status",
        "--timeout",
        "2",
    ]);
    assert!(
        output.fails_with(1).stderr.contains("CloudFormation http://127.0.0.1:1 (AWS_ENDPOINT_URL_CLOUDFORMATION)")
    );
    let output = world("http://127.0.0.1:1").with("AWS_ENDPOINT_URL_S3", "http://192.0.2.1").run(["stack", "status"]);
    assert!(output.fails_with(5).stderr.contains("AWS_ENDPOINT_URL_S3 names 192.0.2.1"));
    // The credentials use this one too, so it may be in the environment for them.
    let sts = world("http://127.0.0.1:1").with("AWS_ENDPOINT_URL_STS", "https://sts.ca-central-1.amazonaws.com");
    sts.run(["stack", "status", "--timeout", "2"]).fails_with(1);
    let output = World::bare().run(["stack", "status"]).fails_with(4);
    assert!(output.stderr.contains("no AWS region"), "{output}");
    world("http://127.0.0.1:1").run(["stack", "status", "--embedded"]).fails_with(5);
    world("http://127.0.0.1:1").run(["stack", "status", "--endpoint-url", "http://127.0.0.1:1"]).fails_with(2);
}

#[test]
fn what_is_typed_is_checked_before_any_call() {
    let world = world("http://127.0.0.1:1");
    world.run(["stack", "status", "--stack-name", "1x"]).fails_with(2);
    world.run(["stack", "plan", "--parameter", "nonsense"]).fails_with(2);
    let twice = world.run(["stack", "plan", "--parameter", "A=1", "--parameter", "A=2"]).fails_with(2);
    assert!(twice.stderr.contains("the parameter A: it is given twice"), "{twice}");
    world.run(["stack", "plan", "--template", "missing.yml"]).fails_with(2);
    world.run(["stack", "plan", "--template", "a.yml", "--table-only"]).fails_with(2);
    world.run(["stack", "open-access", "--cidr", "203.0.113.7", "--close"]).fails_with(2);
    let output = world.run(["stack", "logs", "mailer"]).fails_with(2);
    assert!(output.stderr.contains("messaging-stream, post-confirmation, schema-load"), "{output}");
    world.run(["stack", "logs"]).fails_with(2);
    world.run(["stack", "logs", "schema-load", "--since", "1w"]).fails_with(2);
    world.run(["stack", "logs", "schema-load", "--follow", "--query", "[0]"]).fails_with(2);
    for range in ["0.0.0.0/0", "10.0.0.0/8", "nonsense", "::1/128"] {
        world.run_line(&format!("stack open-access --cidr {range}")).fails_with(2);
    }
}
