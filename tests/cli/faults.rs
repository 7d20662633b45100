//! A bad network between the binary and DynamoDB Local: each command under each fault finishes right, or fails with the
//! right exit code, and a second run completes it. Nothing is lost, and nothing is written twice.

use crate::support::{Fault, Proxy, World, assert_same};
use std::time::{Duration, Instant};

/// What a command writes with, and so what its faults happen to.
const COMMANDS: [(&str, &[&str]); 6] = [
    ("ddb schema-load", &["CreateTable", "DescribeTable"]),
    ("ddb seed", &["Scan", "Query", "BatchWriteItem"]),
    ("ddb list-tables", &["ListTables"]),
    ("ddb scan", &["Scan"]),
    ("ddb patterns get-conversation", &["Query"]),
    ("ddb patterns list-conversations", &["Query"]),
];

const FAULTS: [Fault; 9] = [
    Fault::Latency(200),
    Fault::Reset,
    Fault::InternalError,
    Fault::HtmlUnavailable,
    Fault::Throttled("ProvisionedThroughputExceededException"),
    Fault::Throttled("ThrottlingException"),
    Fault::Unprocessed(1),
    Fault::Truncated,
    Fault::Lost,
];

/// A world behind a proxy, set up to where `command` comes next.
fn ready_for(command: &str) -> (World, Proxy) {
    let world = World::real();
    let proxy = Proxy::to(&world.var("AWS_ENDPOINT_URL_DYNAMODB").unwrap());
    let world = world.with("AWS_ENDPOINT_URL_DYNAMODB", proxy.url());
    for step in ["db schema-load", "db seed", "ddb schema-load", "ddb seed"] {
        if step == command {
            break;
        }
        world.run(step).ok();
    }
    proxy.calls();
    (world, proxy)
}

/// What the whole of it comes to, without any fault.
fn clean() -> Vec<serde_json::Value> {
    let (world, _proxy) = ready_for("");
    normal(&world)
}

/// The items without what differs from world to world: the ids of users, and keys that hold them.
fn normal(world: &World) -> Vec<serde_json::Value> {
    let mut items = world.items();
    for item in &mut items {
        item["user_uuid"] = item["handle"].clone();
        if item["pk"]["S"].as_str().is_some_and(|pk| pk.starts_with("GRP#")) {
            item["pk"] = "GRP#".into();
        }
    }
    items.sort_by_key(ToString::to_string);
    items
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_fault_of_a_moment_is_got_over() {
    let clean = clean();
    let mut table = Vec::new();
    for (command, operations) in COMMANDS {
        for operation in operations {
            for fault in FAULTS {
                if matches!(fault, Fault::Unprocessed(_)) && *operation != "BatchWriteItem" {
                    continue;
                }
                let (world, proxy) = ready_for(command);
                proxy.inject(operation, fault, 2);
                let output = world.run(command);
                table.push(format!("{command:32} {operation:16} {fault:60?} exit {}", output.status));
                assert_eq!(output.status, 0, "{command} with {fault:?} in {operation}: {output}");
                proxy.heal();
                world.run("ddb seed").ok();
                assert_same(&normal(&world), &clean);
            }
        }
    }
    println!("{}", table.join("\n"));
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_fault_that_stays_ends_in_time_and_a_second_run_completes() {
    let clean = clean();
    let mut table = Vec::new();
    for (command, operations) in COMMANDS {
        let operation = operations[operations.len() - 1];
        for fault in [Fault::Reset, Fault::HtmlUnavailable, Fault::Lost, Fault::Truncated, Fault::Latency(20_000)] {
            let (world, proxy) = ready_for(command);
            proxy.inject(operation, fault, usize::MAX);
            let started = Instant::now();
            let output = world.run(&format!("{command} --timeout 3"));
            let took = started.elapsed();
            table.push(format!("{command:32} {operation:16} {fault:20?} exit {} after {took:.1?}", output.status));
            assert_eq!(output.status, 1, "{command} with {fault:?}: {output}");
            assert!(output.stderr.contains("error: ") && output.stderr.contains("hint: "), "{output}");
            assert!(took < Duration::from_secs(15), "{command} with {fault:?} took {took:?}");
            proxy.heal();
            world.run("ddb schema-load").ok();
            world.run("ddb seed").ok();
            assert_same(&normal(&world), &clean);
        }
    }
    println!("{}", table.join("\n"));
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn what_comes_back_unprocessed_is_sent_again() {
    let (world, proxy) = ready_for("ddb seed");
    proxy.inject("BatchWriteItem", Fault::Unprocessed(3), 12);
    world.run("ddb seed").ok();
    let batches = proxy.calls().iter().filter(|call| *call == "BatchWriteItem").count();
    // Seven batches of 25 would do for 156 items.
    assert!(batches > 12, "{batches} batches");
    assert_same(&normal(&world), &clean());
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_dry_run_makes_no_write_call() {
    let (world, proxy) = ready_for("ddb schema-load");
    let writes = |commands: &[&str]| {
        for command in commands {
            world.run(command).ok();
        }
        let reads = ["DescribeTable", "ListTables", "Scan", "Query", "DescribeContinuousBackups"];
        proxy.calls().into_iter().filter(|call| !reads.contains(&call.as_str())).collect::<Vec<_>>()
    };
    let none: [String; 0] = [];
    assert_eq!(writes(&["ddb schema-load --dry-run", "setup --dry-run"]), none);
    assert_eq!(writes(&["ddb schema-load"]), ["CreateTable"]);
    assert_eq!(writes(&["ddb seed --dry-run", "setup --dry-run"]), none);
    world.run("ddb seed").ok();
    proxy.calls();
    let dry =
        ["ddb seed --reset --dry-run", "ddb drop-table --dry-run", "ddb schema-load --billing on-demand --dry-run"];
    assert_eq!(writes(&dry), none);
    // Run again, nothing changes, and so nothing is written.
    assert_eq!(writes(&["ddb seed", "ddb schema-load", "setup"]), none);
}
