//! The whole path on ministack, with the real functions: their zip files are uploaded and deployed, and they run with their roles.

use super::real::{python_in, url};
use crate::database_functions::turn;
use crate::lambda::message;
use crate::support::{CONVERSATION, Server, World, zip};
use serde_json::Value;
use std::path::Path;
use std::time::{Duration, Instant};

const STREAM: &str = env!("CARGO_BIN_EXE_cruddur-messaging-stream");
const SCHEMA_LOAD: &str = env!("CARGO_BIN_EXE_cruddur-schema-load");

/// Nothing else uses this region of ministack, so the table has its default name.
const REGION: &str = "eu-west-1";

/// How long ministack may take to invoke the function.
const INVOCATION_TIMEOUT: Duration = Duration::from_secs(60);

/// Writes the zip files of the functions. That of post-confirmation is not invoked.
fn write_zips(dir: &Path) {
    let real = [("cruddur-messaging-stream", STREAM), ("cruddur-schema-load", SCHEMA_LOAD)];
    std::thread::scope(|scope| {
        for (name, path) in real {
            scope.spawn(move || zip::write(dir, name, &std::fs::read(path).expect("the binary")));
        }
    });
    let machine = if cfg!(target_arch = "aarch64") { 183 } else { 62 };
    zip::write(dir, "cruddur-post-confirmation", &zip::program(machine));
}

/// A world whose stack and table are in a region of their own.
fn world() -> World {
    let endpoint = url();
    ["CLOUDFORMATION", "S3", "LAMBDA", "SECRETS_MANAGER", "STS", "DYNAMODB"]
        .iter()
        .fold(super::world(&endpoint), |world, name| world.with(&format!("AWS_ENDPOINT_URL_{name}"), &endpoint))
        .with("AWS_REGION", REGION)
}

fn python(script: &str) -> String {
    python_in(REGION, script)
}

/// Writes the template with the endpoints of this machine: RDS has no server behind it here, and the functions would call AWS.
fn write_template(world: &World, database: &str) {
    let template = world.run(["stack", "template"]).ok().stdout;
    let pointed = template
        .replace(
            "          GSI_NAME: message-group-sk-index\n",
            &format!("          GSI_NAME: message-group-sk-index\n          AWS_ENDPOINT_URL_DYNAMODB: {}\n", url()),
        )
        .replace(
            "!Sub postgresql://cruddurroot@${Database.Endpoint.Address}:5432/cruddur?sslmode=verify-full",
            &format!("postgresql://cruddurroot@{database}?sslmode=disable"),
        );
    assert_eq!(pointed.matches(&url()).count() + pointed.matches(database).count(), 2);
    world.write("pointed.yml", &pointed);
}

fn inbox(world: &World, handle: &str) -> Value {
    let rows = world.run(["ddb", "patterns", "list-conversations", "--as", handle, "--output", "json"]).ok().rows();
    rows[0]["message"].clone()
}

/// Waits until both inboxes show a text.
fn wait_for_inboxes(world: &World, text: &str) {
    let started = Instant::now();
    while ["londo", "bayko"].iter().any(|handle| inbox(world, handle) != text) {
        assert!(started.elapsed() < INVOCATION_TIMEOUT, "londo's inbox shows {}", inbox(world, "londo"));
        std::thread::sleep(Duration::from_millis(200));
    }
}

/// The records that the function of the stream was invoked with, as its log says.
fn records() -> u64 {
    let script = "
events = client('logs').filter_log_events(logGroupName='/aws/lambda/real-messaging-stream')['events']
lines = [line for event in events for line in event['message'].splitlines() if line.startswith('{')]
print(sum(json.loads(line).get('records', 0) for line in lines))";
    python(script).parse().expect("a number")
}

/// Drops the roles of the app at the end, since they belong to the whole server.
struct Database(World);

impl Drop for Database {
    fn drop(&mut self) {
        let Some(mut database) = self.0.database() else { return };
        for statement in [
            "DROP TABLE IF EXISTS users, activities",
            "DROP OWNED BY cruddur_app; DROP ROLE cruddur_app",
            "DROP OWNED BY rds_iam; DROP ROLE rds_iam",
            "REASSIGN OWNED BY cruddurroot TO postgres; DROP OWNED BY cruddurroot; DROP ROLE cruddurroot",
        ] {
            drop(database.batch_execute(statement));
        }
    }
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn the_functions_are_deployed_and_do_their_work() {
    let _turn = turn();
    let database = Database(World::with_servers(&[Server::Postgres]));
    let address = database.0.var(Server::Postgres.variable()).expect("a URL");
    let address = address.split_once('@').expect("a user in the URL").1.to_owned();
    let world = world();
    write_zips(&world.dir().join("zips"));
    write_template(&world, &address);
    let deploy = "stack deploy --stack-name real --functions zips --template pointed.yml --yes --verbose";
    let mut shown = String::new();
    let mut keep = |output: &crate::support::Output| shown.push_str(&format!("{}{}", output.stdout, output.stderr));

    // Nobody with the password of the secret can sign in yet: that is said, and the stack stays.
    let output = world.run_line(deploy).fails_with(1);
    assert!(output.stderr.contains("stack real-code: CREATE_COMPLETE"), "{output}");
    assert!(output.stderr.contains("stack real: CREATE_COMPLETE"), "{output}");
    assert_eq!(output.stderr.matches("uploaded functions/").count(), 3, "{output}");
    assert!(output.stderr.contains("failed: the users schema could not be loaded"), "{output}");
    assert!(output.stderr.contains("cruddur stack schema-load --stack-name real"), "{output}");
    keep(&output);

    // The master user of RDS is no superuser, and may grant rds_iam.
    let password = python(
        "names = [s['Name'] for s in client('secretsmanager').list_secrets()['SecretList'] if s['Name'].startswith('real-')]
print(json.loads(client('secretsmanager').get_secret_value(SecretId=names[0])['SecretString'])['password'])",
    );
    let name = address.rsplit_once('/').expect("a database in the URL").1;
    database.0.sql(&format!(
        "CREATE ROLE cruddurroot LOGIN CREATEROLE CREATEDB PASSWORD '{}'; CREATE ROLE rds_iam NOLOGIN;
         GRANT rds_iam TO cruddurroot WITH ADMIN OPTION; ALTER DATABASE {name} OWNER TO cruddurroot",
        password.replace('\'', "''")
    ));
    let output = world.run_line("stack schema-load --stack-name real --yes --verbose --output json").ok();
    keep(&output);
    let created = |rows: &[Value]| rows.iter().filter(|row| row["status"] == "created").count();
    let rows = output.rows();
    assert!(rows.iter().any(|row| row["what"] == "table users" && row["status"] == "created"), "{output}");
    assert_eq!(database.0.count("SELECT count(*) FROM pg_roles WHERE rolname = 'cruddur_app'"), 1);
    let again = world.run_line("stack schema-load --stack-name real --yes --output json").ok();
    assert_eq!((created(&again.rows()), again.rows().len()), (0, rows.len()), "{again}");

    // A message as the backend puts it updates both inboxes.
    world.seed_users();
    world.run(["ddb", "seed"]).ok();
    let before_seed =
        world.items().iter().filter(|item| item["pk"]["S"].as_str().unwrap_or("").starts_with("MSG#")).count();
    let at = |second: u32| format!("2026-11-22T12:00:{second:02}.000000+00:00");
    world.put(&[message(&world, CONVERSATION, &at(1), "It is warm.")]);
    wait_for_inboxes(&world, "It is warm.");
    // The function was woken by each message once, and by no row of an inbox, its own writes included.
    world.put(&[message(&world, CONVERSATION, &at(2), "It is cold.")]);
    wait_for_inboxes(&world, "It is cold.");
    let messages = u64::try_from(before_seed).expect("a few") + 2;
    let started = Instant::now();
    while records() < messages && started.elapsed() < INVOCATION_TIMEOUT {
        std::thread::sleep(Duration::from_millis(200));
    }
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(records(), messages);

    // The same files again change nothing. A rebuilt function is uploaded alone, and the one before stays for a rollback.
    let output = world.run_line(deploy).ok();
    assert!(output.stderr.contains("stack real: no changes"), "{output}");
    keep(&output);
    let keys = "print(sorted(o['Key'].split('/')[1] for o in client('s3').list_objects_v2(Bucket=[b['Name'] for b in client('s3').list_buckets()['Buckets'] if b['Name'].startswith('real-code-')][0])['Contents']))";
    for build in 0..2_u8 {
        let rebuilt = [zip::program(if cfg!(target_arch = "aarch64") { 183 } else { 62 }), vec![build]].concat();
        zip::write(&world.dir().join("zips"), "cruddur-post-confirmation", &rebuilt);
        let output = world.run_line(deploy).ok();
        assert_eq!(output.stderr.matches("uploaded functions/").count(), 1, "{output}");
        assert!(output.stderr.contains("users schema: nothing was missing"), "{output}");
        keep(&output);
    }
    assert_eq!(python(keys), "['messaging-stream', 'post-confirmation', 'post-confirmation', 'schema-load']");

    // The password is where it belongs, and nowhere else.
    for command in ["stack outputs", "stack status", "stack env", "stack plan --functions zips --template pointed.yml"]
    {
        keep(&world.run_line(&format!("{command} --stack-name real --verbose")).ok());
    }
    let told = python(
        "c, l, g = client('cloudformation'), client('lambda'), client('logs')
for stack in ['real', 'real-code']:
    print(c.describe_stacks(StackName=stack)['Stacks'], c.get_template(StackName=stack)['TemplateBody'])
    for page in c.get_paginator('describe_stack_events').paginate(StackName=stack):
        print(page['StackEvents'])
for name in ['messaging-stream', 'post-confirmation', 'schema-load']:
    print(l.get_function_configuration(FunctionName='real-' + name))
    for page in g.get_paginator('filter_log_events').paginate(logGroupName='/aws/lambda/real-' + name):
        print(page['events'])",
    );
    assert!(told.contains("CREATE_COMPLETE") && told.contains("TABLE_NAME") && told.contains("loaded"), "{told}");
    assert!(password.len() >= 32 && !told.contains(&password), "the password is told");
    assert!(!shown.contains(&password), "the password is shown");
    let output = world.run_line("stack delete --stack-name real --with-data --confirm real").ok();
    assert!(!output.stderr.contains(&password));
}
