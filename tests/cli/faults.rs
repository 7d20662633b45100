//! A bad network between the binary and its servers: each command under each fault finishes right, or fails with the right
//! exit code, and a second run completes it. Nothing is lost, and nothing is written twice.

use crate::support::Server::{Cognito, DynamoDb, Postgres};
use crate::support::{Fault, Output, Proxy, Server, World, assert_same};
use comfy_table::{Table, presets};
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// What may lead up to a command. The seeds are few: the servers' time is most of the tests'.
const NOTHING: &[&str] = &[];
const SCHEMA: &[&str] = &["db schema-load"];
const USERS: &[&str] = &["db schema-load", "db seed"];
const TABLE: &[&str] = &["db schema-load", "db seed", "ddb schema-load"];
const ALL: &[&str] = &["db schema-load", "db seed", "ddb schema-load", "ddb seed --file few.json"];
/// As [`ALL`], with the ids that the pool has.
const IN_STEP: &[&str] =
    &["db schema-load", "db seed", "db update-cognito-user-ids", "ddb schema-load", "ddb seed --file few.json"];

/// How a second run shows that the first, or both together, did what the command is for.
#[derive(Clone, Copy)]
enum Again {
    /// By this text.
    Says(&'static str),
    /// By the same rows.
    Same,
}
use Again::{Same, Says};

/// A command under test.
#[derive(Clone, Copy)]
struct Row {
    /// What leads up to it.
    before: &'static [&'static str],
    command: &'static str,
    /// The server that the faults are before, and the operations that they happen to. The other stores are embedded.
    server: Server,
    operations: &'static [&'static str],
    again: Again,
}

const fn row(
    before: &'static [&'static str],
    command: &'static str,
    server: Server,
    operations: &'static [&'static str],
    again: Again,
) -> Row {
    Row { before, command, server, operations, again }
}

const ROWS: [Row; 24] = [
    row(ALL, "ddb list-tables", DynamoDb, &["ListTables"], Same),
    row(
        USERS,
        "ddb schema-load",
        DynamoDb,
        &["DescribeTable", "CreateTable"],
        Says("table cruddur-messages: unchanged"),
    ),
    row(
        ALL,
        "ddb schema-load --billing on-demand",
        DynamoDb,
        &["UpdateTable"],
        Says("table cruddur-messages: unchanged"),
    ),
    row(
        TABLE,
        "ddb seed --file few.json",
        DynamoDb,
        &["Scan", "Query", "PutItem", "BatchWriteItem", "TransactWriteItems"],
        Says("conversations: unchanged"),
    ),
    row(
        ALL,
        "ddb seed --file few.json --reset --yes",
        DynamoDb,
        &["BatchWriteItem", "TransactWriteItems"],
        Says("wrote 34 items"),
    ),
    row(ALL, "ddb drop-table --yes", DynamoDb, &["DescribeTable", "DeleteTable"], Says("there is no table")),
    row(ALL, "ddb scan", DynamoDb, &["Scan"], Same),
    row(ALL, "ddb patterns get-conversation", DynamoDb, &["Query"], Same),
    row(ALL, "ddb patterns list-conversations", DynamoDb, &["Query"], Same),
    row(ALL, "ddb stream tail --from trim-horizon --once", DynamoDb, &["DescribeStream", "GetShardIterator"], Same),
    row(ALL, "ddb stream apply --once", DynamoDb, &["GetRecords", "Query"], Says("current")),
    row(ALL, "ddb repair --all", DynamoDb, &["Scan"], Says("inboxes: nothing to fix")),
    row(NOTHING, "setup", DynamoDb, &["*"], Says("conversations: unchanged")),
    row(IN_STEP, "doctor", DynamoDb, &["*"], Says("cruddur-messages is there")),
    row(ALL, "cognito list-users", Cognito, &["ListUsers"], Same),
    row(ALL, "db update-cognito-user-ids", Cognito, &["ListUsers"], Says("unchanged 3")),
    row(IN_STEP, "doctor", Cognito, &["*"], Says("3 users, 0 without a handle")),
    row(
        NOTHING,
        "db schema-load",
        Postgres,
        &["connect", "SELECT", "CREATE", "COMMIT"],
        Says("users schema: unchanged"),
    ),
    row(SCHEMA, "db seed", Postgres, &["SELECT", "INSERT", "COMMIT"], Says("users: unchanged")),
    row(ALL, "db update-cognito-user-ids", Postgres, &["connect", "UPDATE", "COMMIT"], Says("unchanged 3")),
    row(TABLE, "ddb seed --file few.json", Postgres, &["SELECT"], Says("conversations: unchanged")),
    row(ALL, "ddb patterns get-conversation", Postgres, &["connect", "SELECT"], Same),
    row(NOTHING, "setup", Postgres, &["COMMIT"], Says("conversations: unchanged")),
    row(IN_STEP, "doctor", Postgres, &["connect"], Says("users and activities exist")),
];

/// Faults that pass.
const OF_A_MOMENT: [(&str, Fault); 10] = [
    ("latency", Fault::Latency(200)),
    ("reset", Fault::Reset),
    ("500", Fault::InternalError),
    ("503 page", Fault::HtmlUnavailable),
    ("throughput", Fault::Throttled("ProvisionedThroughputExceededException")),
    ("throttling", Fault::Throttled("ThrottlingException")),
    ("too many", Fault::Throttled("TooManyRequestsException")),
    ("unprocessed", Fault::Unprocessed(1)),
    ("truncated", Fault::Truncated),
    ("lost", Fault::Lost),
];

/// Faults that stay.
const FOR_GOOD: [(&str, Fault); 7] = [
    ("too slow", Fault::Latency(20_000)),
    ("reset", Fault::Reset),
    ("500", Fault::InternalError),
    ("503 page", Fault::HtmlUnavailable),
    ("too many", Fault::Throttled("TooManyRequestsException")),
    ("truncated", Fault::Truncated),
    ("lost", Fault::Lost),
];

/// What stands in a cell in which an assertion failed.
const FAILED: &str = "FAILED";

/// How many cells are looked at together: most of their time is waiting.
const AT_ONCE: usize = 12;

/// One command under one fault of one operation.
struct Cell {
    row: Row,
    operation: &'static str,
    fault: Fault,
}

impl Cell {
    /// Whether there is such a fault there.
    fn exists(&self) -> bool {
        match self.fault {
            Fault::Unprocessed(_) => self.operation == "BatchWriteItem",
            // A PostgreSQL has one way to say that it has too much to do.
            Fault::Throttled(code) => self.row.server != Postgres || code == "TooManyRequestsException",
            _ => true,
        }
    }

    /// A world behind a proxy, led up to the command.
    fn prepare(&self) -> (World, Proxy) {
        let Row { before, server, .. } = self.row;
        let world = world(server);
        if ["cognito list-users", "db update-cognito-user-ids", "doctor"].contains(&self.row.command) {
            world.add_pool_users(&["andrewbrown", "bayko", "londo"].map(str::to_owned));
        }
        let proxy = Proxy::to(&world.var(server.variable()).unwrap());
        let world = world.with(server.variable(), proxy.url());
        for step in before {
            world.run(step).ok();
        }
        proxy.calls();
        (world, proxy)
    }

    /// Whether the fault, when it passes, is got over: by the SDK's retries, or by ours. A connection to a database is not
    /// made again, since nobody knows what became of its transaction.
    fn is_got_over(&self) -> bool {
        self.row.server != Postgres || matches!(self.fault, Fault::Latency(_))
    }

    /// What is there once the fault is gone and the command was run again: all of it, once. `first` is the run under the fault.
    fn check_the_end(&self, world: &World, first: &Output, clean: &Clean) {
        let Row { command, again, .. } = self.row;
        let writes_all = command.starts_with("ddb seed") || command == "setup";
        if first.status != 0 {
            world.run(command);
        } else if writes_all {
            // Nothing was lost under the fault, which a second run would make good.
            assert_same(&normal(world), clean.after(command));
        }
        let second = world.run(command);
        match again {
            Says(text) => assert!(second.stdout.contains(text) || second.stderr.contains(text), "{command}: {second}"),
            Same if first.status == 0 => assert_eq!(first.stdout, second.stdout, "{command}"),
            Same => drop(second.ok()),
        }
        if matches!(again, Says(_)) {
            let steps = if command == "setup" { &["setup"] } else { ALL };
            steps.iter().for_each(|step| drop(world.run(step).ok()));
            assert_same(&normal(world), clean.after(command));
            assert_eq!(world.count("SELECT count(*) FROM users"), 3);
        }
    }

    fn describe(&self, output: &Output) -> String {
        format!("{} with {:?} in {}: {output}", self.row.command, self.fault, self.operation)
    }
}

/// The items without what differs from world to world: the ids of users, and keys that hold them.
fn normal(world: &World) -> Vec<Value> {
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

/// A world with few seeds in a file.
fn world(server: Server) -> World {
    let conversation = |messages: usize, between: [&str; 2]| {
        let messages: Vec<_> =
            (0..messages).map(|at| json!({ "from": between[at % 2], "message": format!("message {at}") })).collect();
        json!({ "between": between, "messages": messages })
    };
    let conversations = [conversation(20, ["andrewbrown", "bayko"]), conversation(10, ["andrewbrown", "londo"])];
    let world = World::with_servers(&[server]);
    world.write("few.json", &json!({ "conversations": conversations }).to_string());
    world
}

/// What all of it comes to without any fault.
struct Clean {
    few: Vec<Value>,
    setup: Vec<Value>,
}

impl Clean {
    fn new() -> Self {
        let after = |steps: &[&str]| {
            let world = world(DynamoDb);
            steps.iter().for_each(|step| drop(world.run(step).ok()));
            normal(&world)
        };
        Self { few: after(ALL), setup: after(&["setup"]) }
    }

    fn after(&self, command: &str) -> &[Value] {
        if command == "setup" { &self.setup } else { &self.few }
    }
}

/// Looks at every cell, and prints what happened as a table, past the capture of the tests' output.
fn matrix(title: &str, faults: &[(&str, Fault)], look: impl Fn(&Cell) -> String + Sync) {
    let lines: Vec<(Row, &str)> =
        ROWS.iter().flat_map(|row| row.operations.iter().map(|operation| (*row, *operation))).collect();
    let cells: VecDeque<(usize, usize)> =
        (0..lines.len()).flat_map(|y| (0..faults.len()).map(move |x| (y, x))).collect();
    let (cells, found) = (Mutex::new(cells), Mutex::new(vec![vec![String::new(); faults.len()]; lines.len()]));
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some((y, x)) = { cells.lock().unwrap().pop_front() } {
                    let cell = Cell { row: lines[y].0, operation: lines[y].1, fault: faults[x].1 };
                    // The others are looked at all the same, and the table shows which ones failed.
                    let look = || if cell.exists() { look(&cell) } else { "-".to_owned() };
                    let text = catch_unwind(AssertUnwindSafe(look)).unwrap_or_else(|_| FAILED.to_owned());
                    found.lock().unwrap()[y][x] = text;
                }
            });
        }
    });
    let found = found.into_inner().unwrap();
    let failed = found.iter().flatten().filter(|text| *text == FAILED).count();
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(["command", "fault in"].into_iter().chain(faults.iter().map(|(name, _)| *name)));
    for ((row, operation), found) in lines.iter().zip(found) {
        table.add_row([row.command.to_owned(), (*operation).to_owned()].into_iter().chain(found));
    }
    std::io::stderr().write_all(format!("\n{title}\n{table}\n\n").as_bytes()).unwrap();
    assert_eq!(failed, 0, "cells of the table above");
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_fault_of_a_moment_is_got_over() {
    let clean = Clean::new();
    let title = "Two requests fail, then all is well: exit code / requests of the operation";
    matrix(title, &OF_A_MOMENT, |cell| {
        let (world, proxy) = cell.prepare();
        proxy.inject(cell.operation, cell.fault, 2);
        let first = world.run(cell.row.command);
        let requests = proxy.calls().iter().filter(|call| ["*", call.as_str()].contains(&cell.operation)).count();
        proxy.heal();
        let expected = if cell.is_got_over() { 0 } else { 1 };
        assert_eq!(first.status, expected, "{}", cell.describe(&first));
        cell.check_the_end(&world, &first, &clean);
        format!("{} / {requests}", first.status)
    });
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_fault_that_stays_ends_in_time_and_a_second_run_completes() {
    let clean = Clean::new();
    let title = "The fault stays, with --timeout 3: exit code / seconds";
    matrix(title, &FOR_GOOD, |cell| {
        let (world, proxy) = cell.prepare();
        proxy.inject(cell.operation, cell.fault, usize::MAX);
        let started = Instant::now();
        let first = world.run(&format!("{} --timeout 3", cell.row.command));
        let took = started.elapsed();
        proxy.heal();
        assert!([1, 6].contains(&first.status), "{}", cell.describe(&first));
        assert!(first.stderr.contains("error: ") && first.stderr.contains("hint: "), "{}", cell.describe(&first));
        assert!(took < Duration::from_secs(20), "{took:?}: {}", cell.describe(&first));
        cell.check_the_end(&world, &first, &clean);
        format!("{} / {:.1}", first.status, took.as_secs_f64())
    });
}

/// A world with a proxy before DynamoDB, led up to somewhere.
fn ready(before: &'static [&'static str]) -> (World, Proxy) {
    Cell { row: row(before, "", DynamoDb, &[], Same), operation: "", fault: Fault::Reset }.prepare()
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn what_comes_back_unprocessed_is_sent_again() {
    let (world, proxy) = ready(TABLE);
    proxy.inject("BatchWriteItem", Fault::Unprocessed(3), 12);
    world.run("ddb seed").ok();
    let batches = proxy.calls().iter().filter(|call| *call == "BatchWriteItem").count();
    // Seven batches of 25 would do for 156 items.
    assert!(batches > 12, "{batches} batches");
    assert_same(&normal(&world), &Clean::new().setup);
}

/// More than the SDK tries by itself: our own loops have the patience.
#[test]
#[ignore = "needs the servers that tests/run starts"]
fn patience_outlasts_the_retries_of_the_sdk() {
    let clean = Clean::new();
    for (operation, fault) in [
        ("BatchWriteItem", Fault::Throttled("ThrottlingException")),
        ("BatchWriteItem", Fault::Throttled("ProvisionedThroughputExceededException")),
        ("TransactWriteItems", Fault::Throttled("ThrottlingException")),
        ("TransactWriteItems", Fault::Cancelled("TransactionConflict")),
        ("TransactWriteItems", Fault::Cancelled("ThrottlingError")),
    ] {
        let (world, proxy) = ready(TABLE);
        proxy.inject(operation, fault, 8);
        world.run("ddb seed").ok();
        assert_same(&normal(&world), &clean.setup);
        // And where it does not end, patience does.
        let (world, proxy) = ready(TABLE);
        proxy.inject(operation, fault, usize::MAX);
        let output = world.run("ddb seed --timeout 1");
        assert_eq!(output.status, if operation == "BatchWriteItem" { 1 } else { 6 }, "{fault:?}: {output}");
        proxy.heal();
        world.run("ddb seed").ok();
        assert_same(&normal(&world), &clean.setup);
    }
}

/// Whether the reply is lost or the service has no patience: the message is there once, and both inboxes show it.
#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_message_is_written_once() {
    for fault in [
        Fault::Lost,
        Fault::Truncated,
        Fault::Reset,
        Fault::Throttled("ThrottlingException"),
        Fault::Cancelled("TransactionConflict"),
    ] {
        let (world, proxy) = ready(&["setup"]);
        let before = world.items().len();
        proxy.inject("TransactWriteItems", fault, 2);
        world.run("ddb patterns create-message --as londo --with bayko once").ok();
        let after = world.items();
        let showing = after.iter().filter(|item| item["message"]["S"] == "once").count();
        assert_eq!((after.len(), showing), (before + 1, 3), "{fault:?}");
    }
}

/// The reply to the first try is lost, and what the second one asks for is there by then.
#[test]
#[ignore = "needs the servers that tests/run starts"]
fn an_update_whose_reply_is_lost_is_done() {
    for flags in ["--deletion-protection=true", "--billing on-demand", "--read-capacity 7"] {
        let (world, proxy) = ready(NOTHING);
        world.run("ddb schema-load").ok();
        proxy.inject("UpdateTable", Fault::Lost, 1);
        world.run(&format!("ddb schema-load {flags}")).ok();
        let again = world.run(&format!("ddb schema-load {flags}")).ok();
        assert!(again.stderr.contains("unchanged"), "{again}");
    }
}

/// Some of it is taken, and then no more: what is left is in a file, and that file makes it whole.
#[test]
#[ignore = "needs the servers that tests/run starts"]
fn what_is_left_is_kept_in_a_file_that_reads_back() {
    let clean = Clean::new();
    let (world, proxy) = ready(TABLE);
    let stuck_after = |batches, taken| {
        proxy.heal();
        proxy.inject("BatchWriteItem", Fault::Unprocessed(25), batches);
        proxy.inject("BatchWriteItem", Fault::Unprocessed(taken), 1);
        proxy.inject("BatchWriteItem", Fault::Unprocessed(0), usize::MAX);
    };
    stuck_after(4, 10);
    let first = world.run("ddb seed --timeout 1");
    assert_eq!(first.status, 6, "{first}");
    assert!(first.stderr.contains(" of 156 writes to table cruddur-messages are known to be done; "), "{first}");
    assert!(first.stderr.contains("caused by: table cruddur-messages took no write for 2 s"), "{first}");
    let hint = "hint: cruddur ddb seed --file cruddur-unwritten-1.json writes what is left";
    assert!(first.stderr.contains(hint), "{first}");
    let file = world.dir().join("cruddur-unwritten-1.json");
    assert_eq!(mode(&file), 0o600);
    let kept = std::fs::read_to_string(&file).unwrap();

    // What is left of that is in a file of its own.
    stuck_after(0, 10);
    let second = world.run("ddb seed --file cruddur-unwritten-1.json --timeout 1 --error-format json");
    let error: Value = serde_json::from_str(second.stderr.lines().last().unwrap()).unwrap();
    assert_eq!(
        (&error["reason"], &error["exit_code"], &error["retryable"]),
        (&json!("partial"), &json!(6), &json!(true))
    );
    assert_eq!(std::fs::read_to_string(&file).unwrap(), kept);
    proxy.heal();
    world.run("ddb seed --file cruddur-unwritten-2.json").ok();
    assert_same(&normal(&world), &clean.setup);

    // The same from the middle of a reset, of which nothing may be left out.
    stuck_after(8, 1);
    let reset = world.run("ddb seed --reset --yes --timeout 1");
    assert!(reset.stderr.contains("--file cruddur-unwritten-3.json --reset writes what is left"), "{reset}");
    // Seven batches remove, and of what follows one is taken, and one item of the next.
    assert!(reset.stderr.contains("error: 182 of 312 writes "), "{reset}");
    proxy.heal();
    world.run("ddb seed --file cruddur-unwritten-3.json --reset --yes").ok();
    assert_same(&normal(&world), &clean.setup);
}

/// A reset removes the rows that show the layout, and the run after one that was cut short knows it all the same.
#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_reset_that_is_cut_short_keeps_the_layout() {
    let (world, proxy) = ready(TABLE);
    world.run("ddb seed --layout flask").ok();
    let before = world.items();
    let removals = before.len().div_ceil(25);
    proxy.inject("BatchWriteItem", Fault::Unprocessed(25), removals);
    proxy.inject("BatchWriteItem", Fault::Unprocessed(0), usize::MAX);
    assert_eq!(world.run("ddb seed --reset --yes --timeout 1").status, 6);
    assert!(world.items().iter().all(|item| item["pk"]["S"].as_str().is_some_and(|pk| pk.starts_with("SEED#"))));
    proxy.heal();
    world.run("ddb seed").ok();
    assert_same(&world.items(), &before);
}

fn mode(file: &std::path::Path) -> u32 {
    std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(file).unwrap().permissions()) & 0o777
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_dry_run_makes_no_write_call() {
    let (world, proxy) = ready(USERS);
    let writes = |commands: &[&str]| {
        for command in commands {
            world.run(command).ok();
        }
        let reads = ["DescribeTable", "ListTables", "Scan", "Query", "DescribeContinuousBackups"];
        let reads = [&reads[..], &["DescribeStream", "GetShardIterator", "GetRecords"]].concat();
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
    let begun = "ddb patterns create-conversation --from andrewbrown --to bayko";
    let again = ["ddb seed", "ddb schema-load", "setup", begun, "ddb repair --all", "ddb stream apply --once"];
    assert_eq!(writes(&again), none);
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_dry_run_writes_nothing_to_the_database() {
    let world = world(Postgres);
    // The pool is in the embedded store, which only a write makes.
    world.run("db schema-load --embedded").ok();
    world.add_pool_users(&["andrewbrown".to_owned()]);
    let proxy = Proxy::to(&world.var(Postgres.variable()).unwrap());
    let world = world.with(Postgres.variable(), proxy.url());
    let commands = ["db schema-load", "db seed", "db update-cognito-user-ids", "db schema-load --reset --yes"];
    let writes = || {
        let harmless = ["connect", "START", "SELECT", "EXPLAIN", "ROLLBACK"];
        proxy.calls().into_iter().filter(|call| !harmless.contains(&call.as_str())).collect::<Vec<_>>()
    };
    for command in commands {
        world.run(&format!("{command} --dry-run")).ok();
        assert_eq!(writes(), Vec::<String>::new(), "{command}");
        world.run(command).ok();
        assert!(!writes().is_empty(), "{command}");
    }
}
