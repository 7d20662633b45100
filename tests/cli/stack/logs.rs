//! `cruddur stack logs`.

use super::real::{deployed, python};
use super::stub::{CloudFormation, described, no_stack, resources};
use crate::support::stub::{Stub, refused};
use crate::support::{Output, World};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::process::Stdio;

const GROUP: &str = "/aws/lambda/cruddur-messaging-stream";

/// The time of the clock of a command, 2026-11-22T12:00:00Z, in milliseconds since 1970.
const NOW_MILLIS: i64 = 1_795_348_800_000;

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn the_lines_of_a_function_are_printed_in_the_order_of_time() {
    let world = deployed("logs");
    let logs = |arguments: &str| world.run_line(&format!("stack logs --stack-name logs {arguments}"));
    assert_eq!(logs("messaging-stream --output json").ok().rows(), Vec::<Value>::new());
    // Two environments of the function write at the same time; the clock of the command stands at 12:00:00.
    python(&format!(
        r#"logs, group, now = client('logs'), '/aws/lambda/logs-messaging-stream', {NOW_MILLIS}
def put(stream, lines):
    logs.create_log_stream(logGroupName=group, logStreamName=stream)
    logs.put_log_events(logGroupName=group, logStreamName=stream, logEvents=[dict(timestamp=now + at * 1000, message=m) for at, m in lines])
line = json.dumps(dict(timestamp='t', level='ERROR', conversation_id='c-1', error='no \x1b[31mred', message='not updated', target='m'))
put('2026/11/22/[$LATEST]a', [(-7300, 'too old'), (-60, 'START RequestId: 1 Version: $LATEST\n'), (-40, line), (-20, 'REPORT RequestId: 1')])
put('2026/11/22/[$LATEST]b', [(-3000, 'INIT_START Runtime Version: provided:al2023'), (-50, 'thread main panicked at src/main.rs:1:1:'), (-30, '{{"not": "a line"}}')])"#
    ));
    let rows = logs("messaging-stream --output json").ok().rows();
    let messages: Vec<&str> = rows.iter().map(|row| row["message"].as_str().unwrap()).collect();
    let all = [
        "INIT_START Runtime Version: provided:al2023",
        "START RequestId: 1 Version: $LATEST",
        "thread main panicked at src/main.rs:1:1:",
        "not updated",
        "{\"not\": \"a line\"}",
        "REPORT RequestId: 1",
    ];
    assert_eq!(messages, all);
    assert_eq!(
        rows[3],
        json!({ "time": "2026-11-22T11:59:20.000000+00:00", "level": "ERROR", "message": "not updated", "conversation": "c-1",
            "details": { "error": "no \u{1b}[31mred" }, "stream": "2026/11/22/[$LATEST]a" })
    );
    assert!(rows[0]["level"].is_null() && rows[0]["details"].is_null(), "{rows:?}");
    for (since, count) in [("55s", 4), ("2h", 6), ("3h", 7), ("2026-11-22", 7), ("2026-11-22T11:59:25Z", 2)] {
        let rows = logs(&format!("messaging-stream --output jsonl --since {since}")).ok();
        assert_eq!(rows.stdout.lines().count(), count, "{since}: {rows}");
    }
    let table = logs("messaging-stream").ok().stdout;
    assert!(table.contains("2026-11-22 11:59:20Z  ERROR  not updated") && !table.contains('\u{1b}'), "{table}");
    assert_eq!(logs("messaging-stream --output csv").ok().stdout.lines().count(), 7);
    // The other functions have logs of their own.
    assert_eq!(logs("schema-load --output json").ok().rows(), Vec::<Value>::new());
    python("client('logs').delete_log_group(logGroupName='/aws/lambda/logs-post-confirmation')");
    let output = logs("post-confirmation").fails_with(3);
    assert!(
        output.stderr.contains("aws logs create-log-group --log-group-name /aws/lambda/logs-post-confirmation"),
        "{output}"
    );
}

/// A CloudFormation with a stack of everything, or of the table alone.
fn cloudformation(has_functions: bool) -> CloudFormation {
    CloudFormation::new(move |action, _| match action {
        "DescribeStacks" => described("CREATE_COMPLETE"),
        "ListStackResources" if has_functions => resources(&[("MessagingStreamLog", "AWS::Logs::LogGroup", GROUP)]),
        _ => resources(&[("Messages", "AWS::DynamoDB::Table", "cruddur-messages")]),
    })
}

fn world(aws: &CloudFormation, logs: &Stub) -> World {
    aws.world().with("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", logs.url())
}

fn event(id: &str, seconds: i64) -> Value {
    json!({ "eventId": id, "timestamp": NOW_MILLIS + 1_000 * seconds, "message": format!("{id}\n"), "logStreamName": "s" })
}

fn messages(output: &Output) -> Vec<String> {
    output.rows().iter().map(|row| row["message"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_page_of_a_log_is_read_and_pages_without_end_are_refused() {
    let aws = cloudformation(true);
    let logs = Stub::new(|operation, body| {
        assert_eq!(operation, "FilterLogEvents");
        assert_eq!((&body["logGroupName"], &body["startTime"]), (&json!(GROUP), &json!(NOW_MILLIS - 3_600_000)));
        (
            200,
            match body["nextToken"].as_str() {
                None => json!({ "events": [event("a", -30)], "nextToken": "1" }),
                Some("1") => json!({ "events": [], "nextToken": "2" }),
                Some(_) => json!({ "events": [event("b", -20), event("b", -20), event("c", -10)] }),
            },
        )
    });
    let output = world(&aws, &logs).run(["stack", "logs", "messaging-stream", "--output", "json"]).ok();
    assert_eq!(messages(&output), ["a", "b", "c"]);
    assert!(output.stderr.contains(GROUP), "{output}");
    let endless = Stub::new(|_, _| (200, json!({ "events": [], "nextToken": "1" })));
    let output = world(&aws, &endless).run(["stack", "logs", "messaging-stream"]).fails_with(1);
    assert!(output.stderr.contains("its pages would not end"), "{output}");
    let throttled = {
        let mut asked = 0;
        Stub::new(move |_, _| {
            asked += 1;
            if asked < 4 {
                refused("ThrottlingException", "Rate exceeded")
            } else {
                (200, json!({ "events": [event("a", 0)] }))
            }
        })
    };
    let output = world(&aws, &throttled).run(["stack", "logs", "messaging-stream", "--output", "json"]).ok();
    assert_eq!(messages(&output), ["a"]);
}

#[test]
fn what_is_missing_is_named() {
    let none = Stub::new(|_, _| refused("ResourceNotFoundException", "The specified log group does not exist."));
    let output = world(&cloudformation(true), &none).run(["stack", "logs", "messaging-stream"]).fails_with(3);
    assert!(output.stderr.contains(&format!("aws logs create-log-group --log-group-name {GROUP}")), "{output}");
    let output = world(&cloudformation(false), &none).run(["stack", "logs", "messaging-stream"]).fails_with(3);
    assert!(output.stderr.contains("stack cruddur has no resource MessagingStreamLog"), "{output}");
    let aws = CloudFormation::new(|_, _| no_stack());
    world(&aws, &none).run(["stack", "logs", "messaging-stream"]).fails_with(3);
    let denied = Stub::new(|_, _| refused("AccessDeniedException", "no"));
    let output = world(&cloudformation(true), &denied).run(["stack", "logs", "messaging-stream"]).fails_with(4);
    assert!(output.stderr.contains("allow logs:FilterLogEvents"), "{output}");
}

/// An event that arrives late has an older time. Each look goes back behind the newest event, and Ctrl-C ends the command.
#[test]
fn a_log_is_followed_and_each_line_is_shown_once() {
    let aws = cloudformation(true);
    let mut looks = 0;
    let logs = Stub::new(move |_, body| {
        looks += 1;
        let start = body["startTime"].as_i64().unwrap();
        let all = [event("a", -30), event("b", -20), event("late", -25), event("c", -10)];
        let known = all.into_iter().take([2, 3, 4][looks.min(3) - 1]);
        let found: Vec<Value> = known.filter(|event| event["timestamp"].as_i64().unwrap() >= start).collect();
        (200, json!({ "events": found }))
    });
    let world = world(&aws, &logs);
    let arguments = ["stack", "logs", "messaging-stream", "--follow", "--output", "jsonl"];
    let mut child =
        world.command(arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the binary runs");
    let lines = BufReader::new(child.stdout.take().expect("a pipe")).lines().take(4);
    let messages = lines.map(|line| serde_json::from_str::<Value>(&line.unwrap()).unwrap()["message"].clone());
    assert_eq!(messages.collect::<Vec<_>>(), ["a", "b", "late", "c"]);
    kill_process(Pid::from_child(&child), Signal::INT).expect("a signal");
    assert_eq!(child.wait().expect("an end").code(), Some(130));
}
