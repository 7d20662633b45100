//! Against ministack, which enforces the policies of users. Each test has a stack and a table of its own.

use super::world;
use crate::support::World;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

const PARAMETERS: &str = "--parameter CodeBucket=code --parameter MessagingStreamKey=a.zip --parameter PostConfirmationKey=b.zip \
    --parameter SchemaLoadKey=c.zip";

/// A stack with a resource that fails after 3 s, since nobody signals it.
const FAILING: &str = r#"
Resources:
  Handle: { Type: AWS::CloudFormation::WaitConditionHandle }
  Queue: { Type: AWS::SQS::Queue }
  Waits:
    Type: AWS::CloudFormation::WaitCondition
    Properties: { Handle: !Ref Handle, Timeout: "3", Count: 1 }
"#;

/// Where the ministack is that enforces permissions.
pub fn url() -> String {
    std::env::var("CRUDDUR_TEST_STACK").expect("CRUDDUR_TEST_STACK is not set: run tests/run")
}

/// A world with the root user's keys, and a table whose name nobody else has.
fn of(table: &str) -> World {
    world(&url()).with("CRUDDUR_TABLE", table)
}

/// A world that has every service of the stack at the stand-in.
pub fn services() -> World {
    let services = ["LAMBDA", "EC2", "CLOUDWATCH_LOGS", "SQS", "CLOUDWATCH", "COGNITO_IDENTITY_PROVIDER"];
    let variable = |service: &str| format!("AWS_ENDPOINT_URL_{service}");
    services.into_iter().fold(world(&url()), |world, service| world.with(&variable(service), &url()))
}

/// Deploys a stack with everything. Returns its world.
pub fn deployed(name: &str) -> World {
    let world = services().with("CRUDDUR_TABLE", &format!("{name}-messages"));
    world.run_line(&format!("stack deploy --stack-name {name} --yes --no-schema-load {PARAMETERS}")).ok();
    world
}

/// Runs Python with a client of each service.
pub fn python(script: &str) -> String {
    python_in("ca-central-1", script)
}

/// Runs Python with a client of each service in a region.
pub fn python_in(region: &str, script: &str) -> String {
    let python = std::env::var("CRUDDUR_TEST_PYTHON").expect("CRUDDUR_TEST_PYTHON is not set: run tests/run");
    let clients = format!(
        "import boto3, json\ndef client(name):\n    return boto3.client(name, endpoint_url='{}', region_name='{region}', \
         aws_access_key_id='test', aws_secret_access_key='test')\n{script}",
        url(),
    );
    let output = Command::new(python).args(["-c", &clients]).output().expect("Python");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// Reads a `.env` file as python-dotenv does, which the app's backend uses.
fn read_dotenv(text: &str) -> Vec<(String, String)> {
    let script = format!(
        "import dotenv, io\nfor name, value in dotenv.dotenv_values(stream=io.StringIO({text:?})).items():\n    print(name, value)"
    );
    let pair = |line: &str| line.split_once(' ').map(|(name, value)| (name.to_owned(), value.to_owned()));
    python(&script).lines().filter_map(pair).collect()
}

#[test]
#[ignore = "needs cfn-lint, which tests/run installs"]
fn the_templates_are_clean() {
    let python = std::env::var("CRUDDUR_TEST_PYTHON").expect("CRUDDUR_TEST_PYTHON is not set: run tests/run");
    let root = env!("CARGO_MANIFEST_DIR");
    let lint = |files: &[&str]| {
        Command::new(&python).arg("tests/templates").args(files).current_dir(root).output().expect("a check")
    };
    let checked = lint(&[]);
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    // What cannot be created any more is found although it is the default of a parameter.
    let world = World::bare();
    let template = std::fs::read_to_string(format!("{root}/infra/cruddur.yml")).expect("the template");
    world.write("old.yml", &template.replace("[\"18\"]", "[\"13.4\"]").replace("Default: \"18\"", "Default: \"13.4\""));
    let checked = lint(&[&world.dir().join("old.yml").display().to_string()]);
    let found = String::from_utf8_lossy(&checked.stderr).into_owned();
    assert!(!checked.status.success() && found.contains("Engine version '13.4'"), "{found}");
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_plan_of_nothing_leaves_no_stack() {
    let world = of("plan-messages");
    let output = world.run_line(&format!("stack plan --stack-name plan-nothing --output json {PARAMETERS}")).ok();
    let rows = output.rows();
    assert_eq!(rows.len(), 31, "{output}");
    assert!(rows.iter().all(|row| row["change"] == "added" && row["certain"] == true), "{output}");
    world.run(["stack", "status", "--stack-name", "plan-nothing"]).fails_with(3);
    assert_eq!(
        python(
            "print([s['StackName'] for s in client('cloudformation').describe_stacks()['Stacks'] if s['StackName'] == 'plan-nothing'])"
        ),
        "[]"
    );
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_stack_is_deployed_updated_read_and_deleted() {
    let world = of("life-messages");
    let on = |command: &str| format!("stack {command} --stack-name life");
    world.run_line(&format!("{} {PARAMETERS}", on("deploy"))).fails_with(5);
    world.run_line(&format!("{} --dry-run {PARAMETERS}", on("deploy"))).ok();
    world.run_line(&on("outputs")).fails_with(3);
    let output = world.run_line(&format!("{} --yes --no-schema-load {PARAMETERS}", on("deploy"))).ok();
    assert!(
        output.stderr.contains("account 000000000000, region ca-central-1, stack life (does not exist yet)"),
        "{output}"
    );
    assert!(output.stderr.contains("stack life: CREATE_COMPLETE"), "{output}");
    // Again: the parameters stay as they are, and nothing is asked.
    let output = world.run_line(&on("deploy")).ok();
    assert!(output.stderr.contains("stack life: no changes"), "{output}");

    let outputs = world.run_line(&format!("{} --output json", on("outputs"))).ok().rows();
    let output_of = |name: &str| {
        let found =
            outputs.iter().find(|row| row["output"] == name).unwrap_or_else(|| panic!("no {name}: {outputs:?}"));
        found["value"].as_str().expect("a text").to_owned()
    };
    assert_eq!(output_of("TableName"), "life-messages");
    // A shell reads the variables, and the ids are not swapped.
    let env = world.run_line(&on("env")).ok();
    let script = format!(
        "{}printf '%s\\n' \"$AWS_DEFAULT_REGION\" \"$COGNITO_USER_POOLS_ID\" \"$COGNITO_CLIENT_ID\" \"$CRUDDUR_TABLE\" \"${{PROD_CONNECTION_URL-unset}}\"",
        env.stdout
    );
    let read = Command::new("sh").args(["-euc", &script]).env_clear().output().expect("sh");
    let read = String::from_utf8_lossy(&read.stdout).into_owned();
    let (pool, client) = (output_of("UserPoolId"), output_of("UserPoolClientId"));
    assert_eq!(read.lines().collect::<Vec<_>>(), ["ca-central-1", &pool, &client, "life-messages", "unset"], "{env}");
    assert!(pool.starts_with("ca-central-1_"), "{pool}");
    assert_eq!(
        read_dotenv(&world.run_line(&format!("{} --format dotenv", on("env"))).ok().stdout),
        [
            ("AWS_DEFAULT_REGION", "ca-central-1"),
            ("CRUDDUR_TABLE", "life-messages"),
            ("COGNITO_USER_POOLS_ID", &pool),
            ("COGNITO_CLIENT_ID", &client),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
    );
    let rows = world.run_line(&format!("{} --output json", on("env"))).ok().rows();
    assert!(rows.iter().any(|row| row["name"] == "COGNITO_CLIENT_ID" && row["value"] == client.as_str()), "{rows:?}");
    let dotenv = world.run_line(&format!("{} --format dotenv --verbose", on("env"))).ok().stdout;
    assert!(
        dotenv.contains(&format!("COGNITO_USER_POOLS_ID={pool}\n")) && dotenv.contains("# PROD_CONNECTION_URL="),
        "{dotenv}"
    );

    // The password is in no output of the tool.
    let password = python(
        "names = [s['Name'] for s in client('secretsmanager').list_secrets()['SecretList'] if s['Name'].startswith('life-')]\nprint(json.loads(client('secretsmanager').get_secret_value(SecretId=names[0])['SecretString'])['password'])",
    );
    assert!(password.len() >= 32, "{password}");
    for command in ["outputs", "env", "status", "plan", "template", "drift", "delete --dry-run"] {
        let command = if command == "template" { "stack template".to_owned() } else { on(command) };
        let output = world.run_line(&format!("{command} --verbose"));
        assert!(!format!("{}{}", output.stdout, output.stderr).contains(&password), "{command}");
    }

    // It is there where it is asked for: in a file of this user alone, and in no word on stderr.
    let secrets = of("life-messages").with("AWS_ENDPOINT_URL_SECRETS_MANAGER", &url());
    let output = secrets.run_line(&format!("{} --with-password --to prod.env --verbose", on("env"))).ok();
    assert!(!format!("{}{}", output.stdout, output.stderr).contains(&password), "the password is shown");
    let file = secrets.dir().join("prod.env");
    let text = std::fs::read_to_string(&file).expect("the file");
    // ministack's password has punctuation, which is encoded in a URL.
    let after = text.split("export PROD_CONNECTION_URL=postgresql://cruddurroot:").nth(1);
    let encoded = after.and_then(|rest| rest.split('@').next()).expect("a password in the URL");
    assert!(percent_encoding::percent_decode_str(encoded).decode_utf8_lossy() == password, "another password");
    assert_eq!(std::fs::metadata(&file).expect("the file").permissions().mode() & 0o777, 0o600);
    secrets.run_line(&format!("{} --to prod.env", on("env"))).fails_with(5);

    // The access of an operator comes and goes through parameters, so that there is no drift.
    world.run_line(&format!("{} --cidr 203.0.113.7 --yes", on("open-access"))).ok();
    let rules = "print([r['CidrIp'] for g in client('ec2').describe_security_groups()['SecurityGroups'] if 'life' in str(g) or 'connect to the database' in g['Description'] for p in g['IpPermissions'] for r in p.get('IpRanges', [])])";
    assert!(python(rules).contains("203.0.113.7/32"), "{}", python(rules));
    world.run_line(&format!("{} --close --yes", on("open-access"))).ok();
    assert!(!python(rules).contains("203.0.113.7/32"), "{}", python(rules));

    world.run_line(&on("drift")).ok();
    python("client('lambda').update_function_configuration(FunctionName='life-messaging-stream', Timeout=31)");
    let output = world.run_line(&on("drift")).fails_with(6);
    assert!(output.stdout.contains("MessagingStream") && output.stdout.contains("Timeout"), "{output}");

    python(
        "client('dynamodb').put_item(TableName='life-messages', Item={'pk': {'S': 'MSG#1'}, 'sk': {'S': 'MSG#kept'}})",
    );
    let output = world.run_line(&format!("{} --yes", on("delete"))).fails_with(5);
    assert!(output.stderr.contains("--confirm life"), "{output}");
    let output = world.run_line(&format!("{} --confirm life --output json", on("delete"))).ok();
    let rows = output.rows();
    let kept: Vec<_> =
        rows.iter().filter(|row| row["status"] == "kept").map(|row| row["id"].as_str().unwrap_or_default()).collect();
    assert_eq!(kept, ["life-messages", pool.as_str()], "{output}");
    assert!(
        rows.iter().any(|row| row["resource"] == "Database" && row["status"] == "removed, a snapshot stays"),
        "{output}"
    );
    world.run_line(&on("status")).fails_with(3);
    assert_eq!(
        python("print(client('dynamodb').describe_table(TableName='life-messages')['Table']['TableStatus'])"),
        "ACTIVE"
    );

    // What was kept is imported by the next deployment.
    let output = world.run_line(&format!("{} --output json {PARAMETERS}", on("plan"))).ok();
    let imported: Vec<_> = output.rows().into_iter().filter(|row| row["change"] == "imported").collect();
    assert_eq!((imported.len(), &imported[0]["resource"]), (1, &"Messages".into()), "{output}");
    let output = world.run_line(&format!("{} --yes --no-schema-load {PARAMETERS}", on("deploy"))).ok();
    assert!(output.stderr.contains("what was imported keeps its own properties"), "{output}");
    let items = "print([i['sk']['S'] for i in client('dynamodb').scan(TableName='life-messages')['Items']])";
    assert_eq!(python(items), "['MSG#kept']");
    world.run_line(&format!("{} --with-data --confirm life", on("delete"))).ok();
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_stack_is_deleted_with_its_data() {
    let world = of("gone-messages");
    world.run(["stack", "deploy", "--table-only", "--stack-name", "gone", "--yes"]).ok();
    let output = world.run(["stack", "delete", "--stack-name", "gone", "--with-data", "--confirm", "gone"]).ok();
    assert!(!output.stdout.contains("kept"), "{output}");
    assert_eq!(python("print('gone-messages' in client('dynamodb').list_tables()['TableNames'])"), "False");
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_user_who_lacks_a_permission_is_told_which() {
    let keys = python(
        "iam = client('iam')\niam.create_user(UserName='reader')\npolicy = {'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', 'Action': ['cloudformation:Describe*', 'cloudformation:GetTemplateSummary'], 'Resource': '*'}]}\niam.put_user_policy(UserName='reader', PolicyName='read', PolicyDocument=json.dumps(policy))\nkey = iam.create_access_key(UserName='reader')['AccessKey']\nprint(key['AccessKeyId'], key['SecretAccessKey'])",
    );
    let (id, secret) = keys.split_once(' ').expect("two keys");
    let world = of("lacking-messages").with("AWS_ACCESS_KEY_ID", id).with("AWS_SECRET_ACCESS_KEY", secret);
    let output = world.run(["stack", "deploy", "--table-only", "--stack-name", "lacking", "--yes"]).fails_with(4);
    assert!(output.stderr.contains("allow cloudformation:CreateChangeSet"), "{output}");
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_failing_resource_is_told_once_with_its_cause() {
    let world = of("failing-messages");
    world.write("failing.yml", FAILING);
    let output =
        world.run(["stack", "deploy", "--stack-name", "failing", "--template", "failing.yml", "--yes"]).fails_with(1);
    assert!(output.stderr.contains("CREATE_COMPLETE Queue"), "{output}");
    assert!(
        output.stderr.contains(
            "error: stack failing is ROLLBACK_COMPLETE, since Waits (AWS::CloudFormation::WaitCondition) failed"
        ),
        "{output}"
    );
    assert_eq!(output.stderr.matches("CREATE_FAILED Waits").count(), 1, "{output}");
    assert!(!output.stderr.contains("DELETE_COMPLETE Queue"), "{output}");
    // It is followed again from the begin of the operation, and only deletion is left.
    let output = world.run(["stack", "status", "--stack-name", "failing", "--follow"]).fails_with(1);
    assert!(output.stderr.contains("CREATE_FAILED Waits"), "{output}");
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn an_interrupted_deployment_goes_on() {
    use rustix::process::{Pid, Signal, kill_process};
    use std::io::{BufRead, BufReader, Read};
    let world = of("interrupted-messages");
    world.write("failing.yml", FAILING);
    let arguments = ["stack", "deploy", "--stack-name", "interrupted", "--template", "failing.yml", "--yes"];
    let mut child = world.command(arguments).stderr(std::process::Stdio::piped()).spawn().expect("the binary runs");
    let mut stderr = BufReader::new(child.stderr.take().expect("a pipe"));
    let mut said = String::new();
    // The first events come before the operation ends.
    while !said.contains("CREATE_IN_PROGRESS Waits") {
        assert!(stderr.read_line(&mut said).expect("a line") > 0, "{said}");
    }
    kill_process(Pid::from_child(&child), Signal::INT).expect("a signal");
    assert_eq!(child.wait().expect("an end").code(), Some(130));
    stderr.read_to_string(&mut said).expect("the rest");
    assert!(said.contains("cruddur stack status --follow --stack-name interrupted"), "{said}");
    let output = world.run(["stack", "status", "--stack-name", "interrupted", "--follow"]).fails_with(1);
    assert!(output.stderr.contains("stack interrupted is ROLLBACK_COMPLETE, since Waits"), "{output}");
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn every_event_is_shown_on_however_many_pages() {
    const QUEUES: usize = 70;
    let world = of("many-messages");
    let queue = |at: usize| format!("  Queue{at:02}: {{ Type: AWS::SQS::Queue }}\n");
    world.write("many.yml", &format!("Resources:\n{}", (0..QUEUES).map(queue).collect::<String>()));
    let output = world.run(["stack", "deploy", "--stack-name", "many", "--template", "many.yml", "--yes"]).ok();
    for at in 0..QUEUES {
        let line = format!("CREATE_COMPLETE Queue{at:02} (AWS::SQS::Queue)");
        assert_eq!(output.stderr.matches(&line).count(), 1, "{line}: {output}");
    }
    // Followed afterwards, all of them are read at once: more than a page.
    let output = world.run(["stack", "status", "--stack-name", "many", "--follow"]).ok();
    assert_eq!(output.stderr.matches("CREATE_COMPLETE Queue").count(), QUEUES, "{output}");
    world.run(["stack", "delete", "--stack-name", "many", "--confirm", "many"]).ok();
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn the_default_vpc_takes_the_place_of_a_new_one() {
    let world = of("default-vpc-messages").with("AWS_ENDPOINT_URL_EC2", &url());
    let vpc = python("print([v['VpcId'] for v in client('ec2').describe_vpcs()['Vpcs'] if v['IsDefault']][0])");
    let output =
        world.run_line(&format!("stack plan --stack-name in-default --default-vpc --output json {PARAMETERS}")).ok();
    assert!(output.stderr.contains(&format!("the default VPC is {vpc}")), "{output}");
    world.run(["stack", "plan", "--default-vpc", "--parameter", "VpcId=vpc-12345678"]).fails_with(2);

    // The table alone gets an endpoint on the main route table. A second stack leaves that endpoint alone.
    let on = |command: &str, name: &str| format!("stack {command} --table-only --default-vpc --stack-name {name}");
    world.run_line(&format!("{} --yes", on("deploy", "first-endpoint"))).ok();
    let tables = format!(
        "print([e['RouteTableIds'] for e in client('ec2').describe_vpc_endpoints()['VpcEndpoints'] if e['VpcId'] == '{vpc}' and 'dynamodb' in e['ServiceName']])"
    );
    let before = python(&tables);
    assert!(before.contains("rtb-"), "{before}");
    let output = world.run_line(&on("deploy", "first-endpoint")).ok();
    assert!(output.stderr.contains("stack first-endpoint: no changes"), "{output}");
    let output = world.run_line(&format!("{} --table second-endpoint --yes", on("deploy", "second-endpoint"))).ok();
    assert!(output.stderr.contains("have an endpoint of DynamoDB already"), "{output}");
    assert_eq!(python(&tables), before);
    for name in ["first-endpoint", "second-endpoint"] {
        world.run(["stack", "delete", "--stack-name", name, "--with-data", "--confirm", name]).ok();
    }
}
