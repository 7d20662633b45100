//! `--s3` of export and import, against a stub that answers as the service model says, since no emulator supports it.

use crate::support::{Http, World};
use serde_json::{Value, json};
use std::io::BufReader;
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

const EXPORT: &str = "arn:aws:dynamodb:eu-west-1:123456789012:table/cruddur-messages/export/01234567890123-a1b2c3d4";
const IMPORT: &str = "arn:aws:dynamodb:eu-west-1:123456789012:table/copy/import/01234567890123-e5f6a7b8";

/// A DynamoDB with only these operations. Each DescribeExport or DescribeImport returns the next of `statuses`, and then the last.
struct Stub {
    url: String,
    calls: Arc<Mutex<Vec<(String, Value)>>>,
}

impl Stub {
    fn new(statuses: &[&str]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("its address"));
        let calls = Arc::new(Mutex::new(Vec::new()));
        let mut left: Vec<String> = statuses.iter().rev().map(|status| (*status).to_owned()).collect();
        let seen = Arc::clone(&calls);
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                serve(client, &seen, &mut left);
            }
        });
        Self { url, calls }
    }

    fn world(&self) -> World {
        World::bare().with("AWS_ENDPOINT_URL_DYNAMODB", &self.url)
    }

    fn calls(&self) -> Vec<(String, Value)> {
        std::mem::take(&mut self.calls.lock().unwrap())
    }
}

fn serve(client: TcpStream, calls: &Mutex<Vec<(String, Value)>>, left: &mut Vec<String>) -> Option<()> {
    let mut from = BufReader::new(client.try_clone().ok()?);
    let mut to = client;
    loop {
        let request = Http::read(&mut from)?;
        let operation = request.header("x-amz-target")?.rsplit('.').next()?.to_owned();
        let body: Value = serde_json::from_slice(&request.body).ok()?;
        calls.lock().unwrap().push((operation.clone(), body));
        let is_lost = left.first().is_some_and(|status| status == "lost");
        let is_off = left.first().is_some_and(|status| status == "off");
        let mut status = || if left.len() > 1 { left.pop() } else { left.first().cloned() }.unwrap_or_default();
        if is_lost && matches!(operation.as_str(), "ExportTableToPointInTime" | "ImportTable") {
            return None;
        }
        let answer = match operation.as_str() {
            "DescribeTable" => json!({ "Table": {
                "TableName": "cruddur-messages",
                "TableArn": "arn:aws:dynamodb:eu-west-1:123456789012:table/cruddur-messages",
            } }),
            "ExportTableToPointInTime" if is_off => {
                let message = "Point in time recovery is not enabled for table 'cruddur-messages'";
                let refused = json!({
                    "__type": "com.amazonaws.dynamodb.v20120810#PointInTimeRecoveryUnavailableException",
                    "message": message,
                });
                Http::answer(400, "application/x-amz-json-1.0", &refused.to_string()).write(&mut to)?;
                continue;
            }
            "ExportTableToPointInTime" => {
                json!({ "ExportDescription": { "ExportArn": EXPORT, "ExportStatus": "IN_PROGRESS" } })
            }
            "DescribeExport" => json!({ "ExportDescription": {
                "ExportArn": EXPORT, "ExportStatus": status(), "ItemCount": 156, "BilledSizeBytes": 31_200,
                "FailureCode": "S3AccessDenied", "FailureMessage": "Access Denied",
            } }),
            "ImportTable" => {
                json!({ "ImportTableDescription": { "ImportArn": IMPORT, "ImportStatus": "IN_PROGRESS" } })
            }
            "DescribeImport" => json!({ "ImportTableDescription": {
                "ImportArn": IMPORT, "ImportStatus": status(), "ImportedItemCount": 156, "ProcessedItemCount": 157,
                "ProcessedSizeBytes": 31_200, "ErrorCount": 1,
            } }),
            _ => return None,
        };
        Http::answer(200, "application/x-amz-json-1.0", &answer.to_string()).write(&mut to)?;
    }
}

fn names(calls: &[(String, Value)]) -> Vec<&str> {
    calls.iter().map(|(operation, _)| operation.as_str()).collect()
}

#[test]
fn an_export_by_the_service_is_awaited() {
    let stub = Stub::new(&["IN_PROGRESS", "COMPLETED"]);
    let world = stub.world();
    let output = world.run(["ddb", "export", "--s3", "s3://backups/daily", "--output", "json"]).ok();
    let row = json!({ "arn": EXPORT, "status": "COMPLETED", "items": 156, "bytes": 31_200, "errors": 0 });
    assert_eq!(output.rows(), [row]);
    assert!(output.stderr.contains(&format!("cruddur ddb export --arn {EXPORT} waits for it")), "{output}");
    let data = "s3://backups/daily/AWSDynamoDB/01234567890123-a1b2c3d4/data/";
    assert!(output.stderr.contains(&format!("cruddur ddb import --s3 {data} --into")), "{output}");
    let calls = stub.calls();
    assert_eq!(names(&calls), ["DescribeTable", "ExportTableToPointInTime", "DescribeExport", "DescribeExport"]);
    let asked = &calls[1].1;
    assert_eq!((&asked["S3Bucket"], &asked["S3Prefix"]), (&json!("backups"), &json!("daily")));
    assert_eq!(asked["ExportFormat"], "DYNAMODB_JSON");
    // With its ARN, the command only waits for the export.
    world.run(["ddb", "export", "--arn", EXPORT]).ok();
    assert_eq!(names(&stub.calls()), ["DescribeExport"]);
    world.run(["ddb", "export", "--s3", "backups/daily", "--dry-run"]).ok();
    assert_eq!(stub.calls(), []);
}

#[test]
fn an_import_by_the_service_makes_the_table() {
    let stub = Stub::new(&["IN_PROGRESS", "COMPLETED"]);
    let world = stub.world();
    let output = world.run(["ddb", "import", "--s3", "backups/daily/data/", "--into", "copy", "--output", "json"]);
    assert_eq!(output.status, 6, "{output}");
    let row = json!({ "arn": IMPORT, "status": "COMPLETED", "items": 156, "bytes": 31_200, "errors": 1 });
    assert_eq!(output.rows(), [row]);
    assert!(output.stderr.contains("1 lines of the import made no item"), "{output}");
    let calls = stub.calls();
    assert_eq!(names(&calls), ["ImportTable", "DescribeImport", "DescribeImport"]);
    let asked = &calls[0].1;
    assert_eq!(asked["S3BucketSource"], json!({ "S3Bucket": "backups", "S3KeyPrefix": "daily/data/" }));
    assert_eq!(asked["TableCreationParameters"]["TableName"], "copy");
    let index = &asked["TableCreationParameters"]["GlobalSecondaryIndexes"][0]["IndexName"];
    assert_eq!(index, "message-group-sk-index");
}

#[test]
fn a_task_that_fails_says_why() {
    let stub = Stub::new(&["IN_PROGRESS", "FAILED"]);
    insta::assert_snapshot!(stub.world().run(["ddb", "export", "--s3", "backups/daily", "--quiet"]), @"
    --- stderr
    error: arn:aws:dynamodb:eu-west-1:123456789012:table/cruddur-messages/export/01234567890123-a1b2c3d4 is FAILED: S3AccessDenied: Access Denied
    hint: fix the cause, then the same command again starts another one
    --- exit 1
    ");
    let stub = Stub::new(&["off"]);
    insta::assert_snapshot!(stub.world().run(["ddb", "export", "--s3", "backups/daily", "--quiet"]), @"
    --- stderr
    error: ExportTableToPointInTime on cruddur-messages: PointInTimeRecoveryUnavailableException: Point in time recovery is not enabled for table 'cruddur-messages'
    hint: cruddur ddb schema-load --point-in-time-recovery switches it on
    --- exit 1
    ");
    for wrong in
        ["ddb export --s3 NO/x", "ddb import --s3 backups/x", "ddb export --s3 backups/x --to file", "ddb import"]
    {
        assert_eq!(stub.world().run_line(wrong).status, 2, "{wrong}");
    }
}

/// The service starts the task, and its answer is lost. With the token of the first run it starts no second task.
#[test]
fn a_start_whose_answer_is_lost_can_be_repeated() {
    let runs = [
        (&["ddb", "export", "--s3", "backups/daily"][..], "ExportTableToPointInTime", "export"),
        (&["ddb", "import", "--s3", "backups/daily/data/", "--into", "copy"], "ImportTable", "import"),
    ];
    for (command, operation, what) in runs {
        let stub = Stub::new(&["lost"]);
        let lost = stub.world().run(command);
        assert_eq!(lost.status, 1, "{lost}");
        assert!(lost.stderr.contains(&format!("the {what} may have started: the answer is not known")), "{lost}");
        let calls = stub.calls();
        let mut tokens = calls.iter().filter(|(name, _)| name == operation).map(|(_, body)| &body["ClientToken"]);
        let token = tokens.next().and_then(Value::as_str).expect("a token").to_owned();
        // All retries of a run, and the command of its hint, have the same token.
        assert!(tokens.all(|again| *again == token), "{calls:?}");
        assert!(lost.stderr.contains(&format!("--client-token {token}")), "{lost}");
        let stub = Stub::new(&["COMPLETED"]);
        stub.world().run([command, &["--client-token", &token]].concat());
        let calls = stub.calls();
        let (_, started) = calls.iter().find(|(name, _)| name == operation).expect("a start");
        assert_eq!(started["ClientToken"], token);
    }
}
