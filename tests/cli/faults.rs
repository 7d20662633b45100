//! A bad network between the binary and its servers. Under each fault, each command succeeds, or it fails with the right exit code
//! and a second run completes it. Nothing is lost, and nothing is written twice.

use crate::support::Server::{Cognito, DynamoDb, Postgres};
use crate::support::{Fault, Output, Proxy, Server, World, assert_same};
use comfy_table::{Table, presets};
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// The commands that run before the command under test. The seeds are few, since most of the time is spent in the servers.
const NOTHING: &[&str] = &[];
const SCHEMA: &[&str] = &["db schema-load"];
const USERS: &[&str] = &["db schema-load", "db seed"];
const TABLE: &[&str] = &["db schema-load", "db seed", "ddb schema-load"];
const ALL: &[&str] = &["db schema-load", "db seed", "ddb schema-load", "ddb seed --file few.json"];
/// As [`ALL`], with the ids of the pool in the users database.
const IN_STEP: &[&str] =
    &["db schema-load", "db seed", "db update-cognito-user-ids", "ddb schema-load", "ddb seed --file few.json"];

/// How a second run shows that the command is complete.
#[derive(Clone, Copy)]
enum Again {
    /// It prints this text.
    Says(&'static str),
    /// It prints the same rows as the first.
    Same,
}
use Again::{Same, Says};

/// A command under test.
#[derive(Clone, Copy)]
struct Row {
    /// The commands that run before it.
    before: &'static [&'static str],
    command: &'static str,
    /// The server behind the proxy, and the operations that fail. The other stores are embedded.
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

const ROWS: [Row; 25] = [
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
    row(IN_STEP, "doctor", DynamoDb, &["*"], Says("cruddur-messages exists")),
    row(ALL, "cognito list-users", Cognito, &["ListUsers"], Same),
    row(ALL, "cognito disable-user londo", Cognito, &["ListUsers", "AdminDisableUser"], Says("unchanged")),
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

/// Faults that end after two requests.
const TRANSIENT: [(&str, Fault); 10] = [
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

/// Faults that do not end.
const PERMANENT: [(&str, Fault); 7] = [
    ("too slow", Fault::Latency(20_000)),
    ("reset", Fault::Reset),
    ("500", Fault::InternalError),
    ("503 page", Fault::HtmlUnavailable),
    ("too many", Fault::Throttled("TooManyRequestsException")),
    ("truncated", Fault::Truncated),
    ("lost", Fault::Lost),
];

/// The text of a cell whose assertion failed.
const FAILED: &str = "FAILED";

/// The number of cells that are checked at the same time. They mostly wait.
const CONCURRENCY: usize = 12;

/// A command, an operation, and the fault that happens to it.
struct Cell {
    row: Row,
    operation: &'static str,
    fault: Fault,
}

impl Cell {
    /// Returns whether the operation can have this fault.
    fn exists(&self) -> bool {
        match self.fault {
            Fault::Unprocessed(_) => self.operation == "BatchWriteItem",
            // PostgreSQL has only one error for too many requests.
            Fault::Throttled(code) => self.row.server != Postgres || code == "TooManyRequestsException",
            _ => true,
        }
    }

    /// Returns a world behind a proxy in which the previous commands have run.
    fn prepare(&self) -> (World, Proxy) {
        let Row { before, server, .. } = self.row;
        let world = world(server);
        if ["cognito list-users", "cognito disable-user londo", "db update-cognito-user-ids", "doctor"]
            .contains(&self.row.command)
        {
            world.add_pool_users(&["andrewbrown", "bayko", "londo"].map(str::to_owned));
        }
        let proxy = Proxy::to(&world.var(server.variable()).unwrap());
        let world = world.with(server.variable(), proxy.url());
        for step in before {
            world.run_line(step).ok();
        }
        proxy.calls();
        (world, proxy)
    }

    /// Returns whether a transient fault is retried, by the SDK or by this tool. A lost connection to a database is not opened
    /// again, since the outcome of its transaction is unknown.
    fn is_retried(&self) -> bool {
        self.row.server != Postgres || matches!(self.fault, Fault::Latency(_))
    }

    /// Runs the command again without the fault, and checks that everything exists once. `first` is the run under the fault.
    fn check_second_run(&self, world: &World, first: &Output, clean: &Clean) {
        let Row { before, command, again, .. } = self.row;
        let writes_all = command.starts_with("ddb seed") || command == "setup";
        if first.status != 0 {
            world.run_line(command);
        } else if writes_all {
            // Checks first that the run under the fault wrote everything, since a second run would complete it.
            assert_same(&normal(world), clean.after(command));
        }
        let second = world.run_line(command);
        match again {
            Says(text) => assert!(second.stdout.contains(text) || second.stderr.contains(text), "{command}: {second}"),
            Same if first.status == 0 => assert_eq!(first.stdout, second.stdout, "{command}"),
            Same => drop(second.ok()),
        }
        if matches!(again, Says(_)) {
            let steps = if command == "setup" { &["setup"] } else { ALL };
            // What ran before is still there, unless the table was dropped.
            let is_there = |step: &&&str| before.contains(step) && !command.starts_with("ddb drop-table");
            steps.iter().filter(|step| !is_there(step)).for_each(|step| drop(world.run_line(step).ok()));
            assert_same(&normal(world), clean.after(command));
            assert_eq!(world.count("SELECT count(*) FROM users"), 3);
        }
    }

    fn describe(&self, output: &Output) -> String {
        format!("{} with {:?} in {}: {output}", self.row.command, self.fault, self.operation)
    }
}

/// Returns the items without the ids of users, which differ from world to world, and without the keys that contain them.
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

/// Returns a world with a few seeds in a file.
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

/// The items after the seeds were written without any fault.
struct Clean {
    few: Vec<Value>,
    setup: Vec<Value>,
}

impl Clean {
    fn new() -> Self {
        let after = |steps: &[&str]| {
            let world = world(DynamoDb);
            steps.iter().for_each(|step| drop(world.run_line(step).ok()));
            normal(&world)
        };
        Self { few: after(ALL), setup: after(&["setup"]) }
    }

    fn after(&self, command: &str) -> &[Value] {
        if command == "setup" { &self.setup } else { &self.few }
    }
}

/// Checks every cell, and prints the outcomes as a table. It writes to stderr itself, so that the harness does not capture it.
fn matrix(title: &str, faults: &[(&str, Fault)], check: impl Fn(&Cell) -> String + Sync) {
    let lines: Vec<(Row, &str)> =
        ROWS.iter().flat_map(|row| row.operations.iter().map(|operation| (*row, *operation))).collect();
    let cells: VecDeque<(usize, usize)> =
        (0..lines.len()).flat_map(|y| (0..faults.len()).map(move |x| (y, x))).collect();
    let (cells, found) = (Mutex::new(cells), Mutex::new(vec![vec![String::new(); faults.len()]; lines.len()]));
    std::thread::scope(|scope| {
        for _ in 0..CONCURRENCY {
            scope.spawn(|| {
                while let Some((y, x)) = { cells.lock().unwrap().pop_front() } {
                    let cell = Cell { row: lines[y].0, operation: lines[y].1, fault: faults[x].1 };
                    // A failed cell does not end the others. The table shows which ones failed.
                    let check = || if cell.exists() { check(&cell) } else { "-".to_owned() };
                    let text = catch_unwind(AssertUnwindSafe(check)).unwrap_or_else(|_| FAILED.to_owned());
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
fn a_transient_fault_is_retried() {
    let clean = Clean::new();
    let title = "Two requests fail: exit code / requests of the operation";
    matrix(title, &TRANSIENT, |cell| {
        let (world, proxy) = cell.prepare();
        proxy.inject(cell.operation, cell.fault, 2);
        let first = world.run_line(cell.row.command);
        let requests = proxy.calls().iter().filter(|call| ["*", call.as_str()].contains(&cell.operation)).count();
        proxy.heal();
        let expected = if cell.is_retried() { 0 } else { 1 };
        assert_eq!(first.status, expected, "{}", cell.describe(&first));
        cell.check_second_run(&world, &first, &clean);
        format!("{} / {requests}", first.status)
    });
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_permanent_fault_ends_in_time_and_a_second_run_completes() {
    let clean = Clean::new();
    let title = "The fault does not end, with --timeout 3: exit code / seconds";
    matrix(title, &PERMANENT, |cell| {
        let (world, proxy) = cell.prepare();
        proxy.inject(cell.operation, cell.fault, usize::MAX);
        let started = Instant::now();
        let first = world.run_line(&format!("{} --timeout 3", cell.row.command));
        let took = started.elapsed();
        proxy.heal();
        assert!([1, 6].contains(&first.status), "{}", cell.describe(&first));
        assert!(first.stderr.contains("error: ") && first.stderr.contains("hint: "), "{}", cell.describe(&first));
        assert!(took < Duration::from_secs(20), "{took:?}: {}", cell.describe(&first));
        cell.check_second_run(&world, &first, &clean);
        format!("{} / {:.1}", first.status, took.as_secs_f64())
    });
}

/// Returns a world with a proxy in front of DynamoDB, in which these commands have run.
fn behind_a_proxy(before: &'static [&'static str]) -> (World, Proxy) {
    Cell { row: row(before, "", DynamoDb, &[], Same), operation: "", fault: Fault::Reset }.prepare()
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn what_comes_back_unprocessed_is_sent_again() {
    let (world, proxy) = behind_a_proxy(TABLE);
    proxy.inject("BatchWriteItem", Fault::Unprocessed(3), 12);
    world.run(["ddb", "seed"]).ok();
    let batches = proxy.calls().iter().filter(|call| *call == "BatchWriteItem").count();
    // Seven batches of 25 would be enough for 156 items.
    assert!(batches > 12, "{batches} batches");
    assert_same(&normal(&world), &Clean::new().setup);
}

/// The faults happen more often than the SDK retries, so that the loops of this tool have to retry.
#[test]
#[ignore = "needs the servers that tests/run starts"]
fn retries_continue_after_those_of_the_sdk() {
    let clean = Clean::new();
    for (operation, fault) in [
        ("BatchWriteItem", Fault::Throttled("ThrottlingException")),
        ("BatchWriteItem", Fault::Throttled("ProvisionedThroughputExceededException")),
        ("TransactWriteItems", Fault::Throttled("ThrottlingException")),
        ("TransactWriteItems", Fault::Cancelled("TransactionConflict")),
        ("TransactWriteItems", Fault::Cancelled("ThrottlingError")),
    ] {
        let (world, proxy) = behind_a_proxy(TABLE);
        proxy.inject(operation, fault, 8);
        world.run(["ddb", "seed"]).ok();
        assert_same(&normal(&world), &clean.setup);
        // If the fault does not end, the command ends after its timeout.
        let (world, proxy) = behind_a_proxy(TABLE);
        proxy.inject(operation, fault, usize::MAX);
        let output = world.run(["ddb", "seed", "--timeout", "1"]);
        assert_eq!(output.status, if operation == "BatchWriteItem" { 1 } else { 6 }, "{fault:?}: {output}");
        proxy.heal();
        world.run(["ddb", "seed"]).ok();
        assert_same(&normal(&world), &clean.setup);
    }
}

/// Whether the reply is lost or the service refuses: the message exists once, and both inboxes show it.
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
        let (world, proxy) = behind_a_proxy(&["setup"]);
        let before = world.items().len();
        proxy.inject("TransactWriteItems", fault, 2);
        world.run(["ddb", "patterns", "create-message", "--as", "londo", "--with", "bayko", "once"]).ok();
        let after = world.items();
        let showing = after.iter().filter(|item| item["message"]["S"] == "once").count();
        assert_eq!((after.len(), showing), (before + 1, 3), "{fault:?}");
    }
}

/// The reply to the first request is lost, and the second request finds the change already made.
#[test]
#[ignore = "needs the servers that tests/run starts"]
fn an_update_whose_reply_is_lost_is_done() {
    for flags in [&["--deletion-protection=true"][..], &["--billing", "on-demand"], &["--read-capacity", "7"]] {
        let (world, proxy) = behind_a_proxy(NOTHING);
        world.run(["ddb", "schema-load"]).ok();
        proxy.inject("UpdateTable", Fault::Lost, 1);
        let schema_load = [&["ddb", "schema-load"], flags].concat();
        world.run(&schema_load).ok();
        let again = world.run(&schema_load).ok();
        assert!(again.stderr.contains("unchanged"), "{again}");
    }
}

/// The table takes some writes and then no more. The others are saved in a file, and a seed from that file completes them.
#[test]
#[ignore = "needs the servers that tests/run starts"]
fn unwritten_items_are_saved_in_a_file_that_completes_them() {
    let clean = Clean::new();
    let (world, proxy) = behind_a_proxy(TABLE);
    let stuck_after = |batches, taken| {
        proxy.heal();
        proxy.inject("BatchWriteItem", Fault::Unprocessed(25), batches);
        proxy.inject("BatchWriteItem", Fault::Unprocessed(taken), 1);
        proxy.inject("BatchWriteItem", Fault::Unprocessed(0), usize::MAX);
    };
    stuck_after(4, 10);
    let first = world.run(["ddb", "seed", "--timeout", "1"]);
    assert_eq!(first.status, 6, "{first}");
    assert!(first.stderr.contains(" of 156 writes to table cruddur-messages are known to be done; "), "{first}");
    assert!(first.stderr.contains("caused by: table cruddur-messages took no write for 2 s"), "{first}");
    let hint = "hint: cruddur ddb seed --file cruddur-unwritten-1.json writes what is left";
    assert!(first.stderr.contains(hint), "{first}");
    let file = world.dir().join("cruddur-unwritten-1.json");
    assert_eq!(mode(&file), 0o600);
    let kept = std::fs::read_to_string(&file).unwrap();

    // The items that the second run does not write are saved in another file.
    stuck_after(0, 10);
    let second =
        world.run(["ddb", "seed", "--file", "cruddur-unwritten-1.json", "--timeout", "1", "--error-format", "json"]);
    let error: Value = serde_json::from_str(second.stderr.lines().last().unwrap()).unwrap();
    assert_eq!(
        (&error["reason"], &error["exit_code"], &error["retryable"]),
        (&json!("partial"), &json!(6), &json!(true))
    );
    assert_eq!(std::fs::read_to_string(&file).unwrap(), kept);
    proxy.heal();
    world.run(["ddb", "seed", "--file", "cruddur-unwritten-2.json"]).ok();
    assert_same(&normal(&world), &clean.setup);

    // A reset that fails in the middle saves everything that it has not written.
    stuck_after(8, 1);
    let reset = world.run(["ddb", "seed", "--reset", "--yes", "--timeout", "1"]);
    assert!(reset.stderr.contains("--file cruddur-unwritten-3.json --reset writes what is left"), "{reset}");
    // Seven batches delete items. Then one batch is written, and one item of the next.
    assert!(reset.stderr.contains("error: 182 of 312 writes "), "{reset}");
    proxy.heal();
    world.run(["ddb", "seed", "--file", "cruddur-unwritten-3.json", "--reset", "--yes"]).ok();
    assert_same(&normal(&world), &clean.setup);
}

/// A reset removes the rows that show the layout. If it fails then, the next run still uses that layout.
#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_failed_reset_keeps_the_layout() {
    let (world, proxy) = behind_a_proxy(TABLE);
    world.run(["ddb", "seed", "--layout", "flask"]).ok();
    let before = world.items();
    let removals = before.len().div_ceil(25);
    proxy.inject("BatchWriteItem", Fault::Unprocessed(25), removals);
    proxy.inject("BatchWriteItem", Fault::Unprocessed(0), usize::MAX);
    assert_eq!(world.run(["ddb", "seed", "--reset", "--yes", "--timeout", "1"]).status, 6);
    assert!(world.items().iter().all(|item| item["pk"]["S"].as_str().is_some_and(|pk| pk.starts_with("SEED#"))));
    proxy.heal();
    world.run(["ddb", "seed"]).ok();
    assert_same(&world.items(), &before);
}

fn mode(file: &std::path::Path) -> u32 {
    std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(file).unwrap().permissions()) & 0o777
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_dry_run_makes_no_write_call() {
    let (world, proxy) = behind_a_proxy(USERS);
    let writes = |commands: &[&str]| {
        for command in commands {
            world.run_line(command).ok();
        }
        let reads = ["DescribeTable", "ListTables", "Scan", "Query", "DescribeContinuousBackups"];
        let reads = [&reads[..], &["DescribeStream", "GetShardIterator", "GetRecords"]].concat();
        proxy.calls().into_iter().filter(|call| !reads.contains(&call.as_str())).collect::<Vec<_>>()
    };
    let none: [String; 0] = [];
    assert_eq!(writes(&["ddb schema-load --dry-run", "setup --dry-run"]), none);
    assert_eq!(writes(&["ddb schema-load"]), ["CreateTable"]);
    assert_eq!(writes(&["ddb seed --dry-run", "setup --dry-run"]), none);
    world.run(["ddb", "seed"]).ok();
    proxy.calls();
    let dry =
        ["ddb seed --reset --dry-run", "ddb drop-table --dry-run", "ddb schema-load --billing on-demand --dry-run"];
    assert_eq!(writes(&dry), none);
    // A second run changes nothing, so it writes nothing.
    let begun = "ddb patterns create-conversation --from andrewbrown --to bayko";
    let again = ["ddb seed", "ddb schema-load", "setup", begun, "ddb repair --all", "ddb stream apply --once"];
    assert_eq!(writes(&again), none);
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_dry_run_writes_nothing_to_the_database() {
    let world = world(Postgres);
    // The pool is in the embedded store, which only a write creates.
    world.run(["db", "schema-load", "--embedded"]).ok();
    world.add_pool_users(&["andrewbrown".to_owned()]);
    let proxy = Proxy::to(&world.var(Postgres.variable()).unwrap());
    let world = world.with(Postgres.variable(), proxy.url());
    let commands = ["db schema-load", "db seed", "db update-cognito-user-ids", "db schema-load --reset --yes"];
    let writes = || {
        let harmless = ["connect", "START", "SELECT", "EXPLAIN", "ROLLBACK"];
        proxy.calls().into_iter().filter(|call| !harmless.contains(&call.as_str())).collect::<Vec<_>>()
    };
    for command in commands {
        world.run_line(&format!("{command} --dry-run")).ok();
        assert_eq!(writes(), Vec::<String>::new(), "{command}");
        world.run_line(command).ok();
        assert!(!writes().is_empty(), "{command}");
    }
}
