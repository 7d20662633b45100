//! The functions' zip files, and the invocation of schema-load, against services that answer by a script.

use super::stub::{Answer, CloudFormation, Form, change_set, created_change_set, events, refused, summary};
use crate::support::stub::listen;
use crate::support::{Http, World, zip};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use std::time::Duration;

const NAMES: [&str; 3] = ["cruddur-messaging-stream", "cruddur-post-confirmation", "cruddur-schema-load"];

const KEYS: [&str; 3] = ["MessagingStreamKey", "PostConfirmationKey", "SchemaLoadKey"];

const X86_64: u8 = 62;
const ARM64: u8 = 183;

const BUCKET: &str = "cruddur-code-123456789012-ca-central-1";

const QUEUE: &str = "<member><Type>Resource</Type><ResourceChange><Action>Add</Action><LogicalResourceId>SchemaLoad</LogicalResourceId>\
    <ResourceType>AWS::Lambda::Function</ResourceType></ResourceChange></member>";

/// A stack of this name in the script.
fn stack(name: &str, inner: &str) -> Answer {
    let id = format!("arn:aws:cloudformation:ca-central-1:123456789012:stack/{name}/1");
    let head =
        format!("<StackId>{id}</StackId><StackName>{name}</StackName><StackStatus>UPDATE_COMPLETE</StackStatus>");
    (200, format!("<Stacks><member>{head}<CreationTime>2026-11-22T11:00:00Z</CreationTime>{inner}</member></Stacks>"))
}

fn members(list: &str, of: &str, pairs: &[(&str, &str)]) -> String {
    let member = |(name, value): &(&str, &str)| {
        format!("<member><{of}Key>{name}</{of}Key><{of}Value>{value}</{of}Value></member>")
    };
    format!("<{list}>{}</{list}>", pairs.iter().map(member).collect::<String>())
}

/// The stack of the app, with its outputs, and with these keys of zip files.
fn app(keys: &[(&str, &str)]) -> Answer {
    let outputs =
        [("SchemaLoadFunction", "app-schema-load"), ("DatabaseSecret", "the-secret"), ("DatabaseUser", "cruddurroot")];
    stack("cruddur", &format!("{}{}", members("Parameters", "Parameter", keys), members("Outputs", "Output", &outputs)))
}

/// The events of a stack: its creation, and an update for each deployment.
#[derive(Default)]
struct Events {
    updates: usize,
}

impl Events {
    fn answer(&self) -> Answer {
        let update = [("cruddur", "UPDATE_IN_PROGRESS", "User Initiated"), ("cruddur", "UPDATE_COMPLETE", "")];
        let updates = std::iter::repeat_n(update, self.updates).flatten();
        events(&std::iter::once(("cruddur", "CREATE_COMPLETE", "")).chain(updates).collect::<Vec<_>>())
    }
}

/// A CloudFormation with both stacks. `old` are the keys that the stack of the app has.
fn cloud_formation(old: &'static [(&'static str, &'static str)]) -> CloudFormation {
    let mut events = Events::default();
    CloudFormation::new(move |action, form: &Form| match action {
        "DescribeStacks" if form["StackName"] == "cruddur-code" => {
            stack("cruddur-code", &members("Outputs", "Output", &[("CodeBucket", BUCKET)]))
        }
        "DescribeStacks" => app(old),
        "GetTemplateSummary" => summary(&["CodeBucket", "Architecture", KEYS[0], KEYS[1], KEYS[2]]),
        "CreateChangeSet" => created_change_set(),
        "DescribeChangeSet" => change_set(QUEUE, None),
        "ExecuteChangeSet" => {
            events.updates += 1;
            (200, String::new())
        }
        "DescribeStackEvents" => events.answer(),
        "DeleteChangeSet" => (200, String::new()),
        other => panic!("{other} was not expected"),
    })
}

/// The other services, which share a server. Answers S3 by `s3`, and Lambda by `lambda`, which gets the payload.
struct Services {
    url: String,
    calls: Arc<Mutex<Vec<String>>>,
}

impl Services {
    fn new(
        mut s3: impl FnMut(&str, &Http) -> Option<Http> + Send + 'static,
        mut lambda: impl FnMut(&Value) -> Http + Send + 'static,
    ) -> Self {
        let (url, calls) = listen(move |request| {
            let mut words = request.first.split(' ');
            let (method, path) = (words.next()?, words.next()?);
            let call = format!("{method} {path}");
            let answer = if request.header("x-amz-target") == Some("secretsmanager.GetSecretValue") {
                let secret = json!({ "username": "cruddurroot", "password": "very-secret" }).to_string();
                Http::answer(200, "application/x-amz-json-1.1", &json!({ "SecretString": secret }).to_string())
            } else if path.contains("/invocations") {
                lambda(&serde_json::from_slice(&request.body).ok()?)
            } else {
                assert_eq!(request.header("x-amz-expected-bucket-owner"), Some("123456789012"), "{call}");
                s3(&call, request)?
            };
            Some((call, answer))
        });
        Self { url, calls }
    }

    /// A world that is pointed at both servers.
    fn world(&self, aws: &CloudFormation) -> World {
        ["S3", "LAMBDA", "SECRETS_MANAGER", "STS"]
            .iter()
            .fold(aws.world(), |world, name| world.with(&format!("AWS_ENDPOINT_URL_{name}"), &self.url))
    }

    fn count(&self, begin: &str) -> usize {
        self.calls.lock().unwrap().iter().filter(|call| call.starts_with(begin)).count()
    }
}

fn s3_error(status: u16, code: &str) -> Http {
    Http::answer(
        status,
        "application/xml",
        &format!("<Error><Code>{code}</Code><Message>Access Denied</Message></Error>"),
    )
}

fn ok() -> Http {
    Http::answer(200, "application/xml", "")
}

fn loaded(_: &Value) -> Http {
    Http::answer(200, "application/json", &json!({ "created": ["table users"], "unchanged": [] }).to_string())
}

/// An empty bucket that takes everything.
fn empty(call: &str, _: &Http) -> Option<Http> {
    Some(match call {
        call if call.starts_with("GET") && call.contains("list-type=2") => ok(),
        call if call.starts_with("GET") => s3_error(404, "NoSuchKey"),
        _ => ok(),
    })
}

fn write_all(world: &World, machine: u8) {
    for name in NAMES {
        zip::write(&world.dir().join("zips"), name, &zip::program(machine));
    }
}

/// A world for the blocks of a page on ministack, with zip files where cargo-lambda leaves them. ministack has no database behind RDS,
/// so a script answers for schema-load.
pub fn world_of_the_page(ministack: &str) -> World {
    let services = Services::new(|call, _| panic!("{call} was not expected"), loaded);
    let world = ["S3", "SECRETS_MANAGER", "STS", "CLOUDWATCH_LOGS"]
        .iter()
        .fold(super::world(ministack), |world, name| world.with(&format!("AWS_ENDPOINT_URL_{name}"), ministack))
        .with("AWS_ENDPOINT_URL_LAMBDA", &services.url);
    for name in NAMES {
        zip::write(&world.dir().join("target/lambda"), name, &zip::program(ARM64));
    }
    world
}

#[test]
fn the_files_are_checked_before_any_call() {
    // Nothing listens there.
    let world = super::world("http://127.0.0.1:1");
    for command in ["plan", "deploy"] {
        let output = world.run(["stack", command, "--functions", "zips"]).fails_with(2);
        for name in NAMES {
            assert!(output.stderr.contains(&format!("zips/{name}/bootstrap.zip")), "{output}");
        }
        assert!(output.stderr.contains("cargo lambda build --release"), "{output}");
    }
    write_all(&world, X86_64);
    let output = world.run_line("stack plan --functions zips --parameter Architecture=arm64").fails_with(2);
    assert!(output.stderr.contains("is for x86_64, and arm64 is expected"), "{output}");
    let output = world.run_line("stack plan --functions zips --parameter SchemaLoadKey=a").fails_with(2);
    assert!(output.stderr.contains("so --parameter cannot set SchemaLoadKey"), "{output}");
    world.run_line("stack plan --functions zips --table-only").fails_with(2);
    zip::write(&world.dir().join("zips"), NAMES[1], b"#!/bin/sh");
    let output = world.run_line("stack plan --functions zips").fails_with(2);
    assert!(
        output.stderr.contains("cruddur-post-confirmation/bootstrap.zip has an entry bootstrap that is no program"),
        "{output}"
    );
}

#[test]
fn what_the_bucket_has_is_not_uploaded_again() {
    let (aws, mut has) = (cloud_formation(&[]), Vec::<(String, usize)>::new());
    let services = Services::new(
        move |call, request| {
            let path = call.split(' ').nth(1)?.to_owned();
            if call.starts_with("PUT") {
                has.push((path, request.body.len()));
                return Some(ok());
            }
            let Some((_, size)) = has.iter().find(|(have, _)| *have == path) else { return empty(call, request) };
            let mut answer = Http::answer(206, "application/zip", "P");
            answer.headers.push(("content-range".to_owned(), format!("bytes 0-0/{size}")));
            Some(answer)
        },
        loaded,
    );
    let world = services.world(&aws);
    write_all(&world, ARM64);
    let plan = world.run_line("stack plan --functions zips").ok();
    assert!(plan.stderr.contains(&format!("as s3://{BUCKET}/functions/schema-load/")), "{plan}");
    assert_eq!((services.count("PUT"), aws.count("ExecuteChangeSet")), (0, 0));
    // Without an answer nothing is uploaded either.
    world.run_line("stack deploy --functions zips").fails_with(5);
    assert_eq!(services.count("PUT"), 0);
    let output = world.run_line("stack deploy --functions zips --yes").ok();
    assert_eq!((services.count("PUT"), aws.count("ExecuteChangeSet")), (3, 1), "{output}");
    assert!(output.stderr.contains("users schema: created table users"), "{output}");
    assert!(output.stderr.contains("cruddur doctor --prod"), "{output}");
    world.run_line("stack deploy --functions zips --yes").ok();
    assert_eq!(services.count("PUT"), 3);
}

/// The service took the file, and the connection broke.
#[test]
fn a_lost_answer_is_asked_for_again() {
    let (aws, mut lost) = (cloud_formation(&[]), 0);
    let services = Services::new(
        move |call, request| {
            if call.starts_with("PUT") && lost < 2 {
                lost += 1;
                return if lost == 1 { None } else { Some(s3_error(503, "SlowDown")) };
            }
            empty(call, request)
        },
        loaded,
    );
    let world = services.world(&aws);
    write_all(&world, ARM64);
    world.run_line("stack deploy --functions zips --yes").ok();
    // The call without an answer is not counted.
    assert_eq!(services.count("PUT"), 4);
}

#[test]
fn a_refused_upload_names_the_action_and_deploys_nothing() {
    let aws = cloud_formation(&[]);
    let services = Services::new(|_, _| Some(s3_error(403, "AccessDenied")), loaded);
    let world = services.world(&aws);
    write_all(&world, ARM64);
    let output = world.run_line("stack deploy --functions zips --yes").fails_with(4);
    assert!(output.stderr.contains("s3:PutObject"), "{output}");
    assert!(output.stderr.contains(&format!("bucket {BUCKET} of account 123456789012")), "{output}");
    assert_eq!((aws.count("ExecuteChangeSet"), aws.count("DeleteChangeSet")), (0, 1));
}

#[test]
fn files_that_nothing_uses_are_removed_after_a_deployment() {
    const OLD: &str = "functions/schema-load/1111111111111111111111111111111111111111111111111111111111111111.zip";
    const OLDER: &str = "functions/schema-load/2222222222222222222222222222222222222222222222222222222222222222.zip";
    let aws = cloud_formation(&[("SchemaLoadKey", OLD)]);
    let services = Services::new(
        |call, request| {
            if !call.contains("list-type=2") {
                return empty(call, request);
            }
            let keys = [OLD, OLDER, "functions/schema-load/mine.zip", "functions/mine"];
            let page = if call.contains("continuation-token=a%2Fb") { &keys[1..] } else { &keys[..1] };
            let objects: String = page.iter().map(|key| format!("<Contents><Key>{key}</Key></Contents>")).collect();
            let token = if page.len() == 1 { "<NextContinuationToken>a/b</NextContinuationToken>" } else { "" };
            Some(Http::answer(
                200,
                "application/xml",
                &format!("<ListBucketResult>{objects}{token}</ListBucketResult>"),
            ))
        },
        loaded,
    );
    let world = services.world(&aws);
    write_all(&world, ARM64);
    let output = world.run_line("stack deploy --functions zips --yes").ok();
    assert_eq!((services.count("DELETE"), services.count(&format!("DELETE /{BUCKET}/{OLDER}"))), (1, 1), "{output}");
}

#[test]
fn a_function_that_fails_is_a_failure_and_the_stack_stays() {
    let aws = cloud_formation(&[]);
    let services = Services::new(empty, |payload| {
        assert_eq!(payload, &json!({ "username": "cruddurroot", "password": "very-secret" }));
        let body = json!({ "errorType": "Failed", "errorMessage": "no\nlogin as very-secret\u{1b}[2J" });
        let mut answer = Http::answer(200, "application/json", &body.to_string());
        answer.headers.push(("X-Amz-Function-Error".to_owned(), "Unhandled".to_owned()));
        answer
    });
    let world = services.world(&aws);
    write_all(&world, ARM64);
    let output = world.run_line("stack deploy --functions zips --yes --verbose").fails_with(1);
    assert!(output.stderr.contains("function app-schema-load failed: no\\nlogin as ***"), "{output}");
    assert!(output.stderr.contains("cruddur stack schema-load --stack-name cruddur"), "{output}");
    assert!(!output.stderr.contains("very-secret") && !output.stderr.contains('\u{1b}'), "{output}");
    assert_eq!((aws.count("ExecuteChangeSet"), aws.count("DeleteStack")), (1, 0));
    // It is invoked again by a command of its own, and not by a deployment that leaves it out.
    let before = services.count("POST /2015");
    world.run_line("stack schema-load").fails_with(5);
    world.run_line("stack deploy --functions zips --yes --no-schema-load").ok();
    assert_eq!(services.count("POST /2015"), before);
    world.run_line("stack schema-load --yes").fails_with(1);
    assert_eq!(services.count("POST /2015"), before + 1);
}

#[test]
fn an_answer_of_another_function_is_a_failure() {
    let aws = cloud_formation(&[]);
    let services = Services::new(empty, |_| Http::answer(200, "application/json", "{\"statusCode\":200}"));
    let output = services.world(&aws).run_line("stack schema-load --yes").fails_with(1);
    assert!(output.stderr.contains("its answer is not that of cruddur-schema-load"), "{output}");
    let output = services.world(&aws).run_line("stack schema-load --dry-run").ok();
    assert!(output.stdout.contains("app-schema-load") && output.stdout.contains("would be invoked"), "{output}");
}

/// The stack of the bucket does not exist, and cannot be created.
#[test]
fn a_bucket_that_cannot_be_created_stops_the_deployment() {
    let aws = CloudFormation::new(|action, form: &Form| match action {
        "DescribeStacks" if form["StackName"].contains("cruddur-code") => {
            refused("ValidationError", "Stack with id cruddur-code does not exist")
        }
        "DescribeStacks" => app(&[]),
        "GetTemplateSummary" if form["TemplateBody"].contains("AWS::S3::Bucket") => (200, String::new()),
        "GetTemplateSummary" => summary(&["CodeBucket", "Architecture", KEYS[0], KEYS[1], KEYS[2]]),
        "CreateChangeSet" if form["StackName"] == "cruddur-code" => {
            assert!(form["TemplateBody"].contains(&format!("BucketName: \"{BUCKET}\"")));
            refused(
                "AccessDenied",
                "User: a is not authorized to perform: cloudformation:CreateChangeSet on resource: b",
            )
        }
        "CreateChangeSet" => created_change_set(),
        "DescribeChangeSet" => change_set(QUEUE, None),
        "DeleteChangeSet" => (200, String::new()),
        other => panic!("{other} was not expected"),
    });
    let (sts, _) = listen(|_| {
        let body = "<GetCallerIdentityResponse><GetCallerIdentityResult><Account>123456789012</Account>\
                    </GetCallerIdentityResult></GetCallerIdentityResponse>";
        Some(("GetCallerIdentity".to_owned(), Http::answer(200, "text/xml", body)))
    });
    let services = Services::new(|_, _| panic!("S3 was not expected"), loaded);
    let world = services.world(&aws).with("AWS_ENDPOINT_URL_STS", &sts);
    write_all(&world, ARM64);
    let arguments = ["stack", "deploy", "--functions", "zips", "--yes"];
    let output = world.run_within(Duration::from_secs(30), arguments).fails_with(4);
    assert!(output.stderr.contains(&format!("to do: create stack cruddur-code with the bucket {BUCKET}")), "{output}");
    assert!(output.stderr.contains("cloudformation:CreateChangeSet"), "{output}");
    assert_eq!((aws.count("ExecuteChangeSet"), aws.count("DeleteChangeSet")), (0, 1));
}
