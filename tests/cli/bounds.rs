//! Every reader of outside input has a limit. A command that reaches it ends with an error, in less than 128 MiB of memory.
//!
//! Each test prints a table of what it measured: cargo test bounds -- --nocapture.

use crate::support::{Http, Measured, Server, World};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::time::Duration;

/// The memory that a command may take, in MiB.
const MAX_PEAK: usize = 128;

/// The longest run of a command here. None of them waits for a timeout.
const TIME_LIMIT: Duration = Duration::from_secs(60);

/// A table of the inputs, and of how each command ended.
struct Table {
    rows: Vec<String>,
    failed: Vec<String>,
}

impl Table {
    fn new() -> Self {
        let rows = vec![format!("{:<58} {:<28} {:>8} {:>4}", "input", "limit", "peak MiB", "exit")];
        Self { rows, failed: Vec::new() }
    }

    /// Adds a row. `expected` is the exit code, and a text that stderr must contain.
    fn add(&mut self, input: &str, limit: &str, expected: (i32, &str), measured: Measured) {
        let Measured { status, stderr, peak } = measured;
        self.rows.push(format!("{input:<58} {limit:<28} {peak:>8} {status:>4}"));
        if status != expected.0 || !stderr.contains(expected.1) || peak >= MAX_PEAK {
            self.failed.push(format!("{input}: {peak} MiB, exit {status}, expected {expected:?}:\n{stderr}"));
        }
    }

    fn end(self) {
        println!("{}", self.rows.join("\n"));
        assert!(self.failed.is_empty(), "{}", self.failed.join("\n"));
    }
}

fn measure(world: &World, args: &[&str]) -> Measured {
    world.measure(args, b"", TIME_LIMIT)
}

/// Writes a file that repeats `part` between `begin` and `end`, compressed as its name says. The part is compressed once, since
/// both formats allow a file to be concatenated from compressed pieces.
fn repeated(world: &World, name: &str, begin: &str, part: &str, bytes: usize, end: &str) {
    let packed = |text: &str| match name {
        _ if name.ends_with(".gz") => {
            let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
            packed.write_all(text.as_bytes()).unwrap();
            packed.finish().unwrap()
        }
        _ if name.ends_with(".zst") => zstd::encode_all(text.as_bytes(), 1).unwrap(),
        _ => text.as_bytes().to_vec(),
    };
    let parts = part.repeat((1 << 20) / part.len());
    let (pieces, parts) = (bytes.div_ceil(parts.len()), packed(&parts));
    let mut file = BufWriter::new(File::create(world.dir().join(name)).unwrap());
    file.write_all(&packed(begin)).unwrap();
    (0..pieces).for_each(|_| file.write_all(&parts).unwrap());
    file.write_all(&packed(end)).unwrap();
    file.flush().unwrap();
}

/// An HTTP server that answers every request by `answer`, until the client hangs up.
fn http(answer: impl Fn(&Http, &mut TcpStream) -> std::io::Result<()> + Clone + Send + 'static) -> String {
    serve(move |client| {
        let mut from = BufReader::new(client.try_clone().unwrap());
        let mut to = client;
        while let Some(request) = Http::read(&mut from) {
            if answer(&request, &mut to).is_err() {
                break;
            }
        }
    })
    .replace("localhost", "http://localhost")
}

fn serve(client: impl Fn(TcpStream) + Clone + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let at = format!("localhost:{}", listener.local_addr().unwrap().port());
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let client = client.clone();
            std::thread::spawn(move || client(stream));
        }
    });
    at
}

/// An answer that never ends.
fn endless(status: u16) -> impl Fn(&Http, &mut TcpStream) -> std::io::Result<()> + Clone + Send + 'static {
    move |_, to| {
        let head = "content-type: application/x-amz-json-1.0\r\ntransfer-encoding: chunked\r\n\r\n";
        write!(to, "HTTP/1.1 {status} Status\r\n{head}")?;
        let chunk = format!("{:x}\r\n{}\r\n", 1 << 16, " ".repeat(1 << 16));
        loop {
            to.write_all(chunk.as_bytes())?;
        }
    }
}

/// An answer with this body.
fn body(body: String) -> impl Fn(&Http, &mut TcpStream) -> std::io::Result<()> + Clone + Send + 'static {
    move |_, to| to.write_all(&Http::answer(200, "application/x-amz-json-1.0", &body).bytes())
}

/// The answer of Scan with one item, which has these attributes.
fn scanned(attributes: &str) -> String {
    format!(r#"{{"Count":1,"ScannedCount":1,"Items":[{{"pk":{{"S":"a"}},"sk":{{"S":"b"}},{attributes}}}]}}"#)
}

/// A DynamoDB or a Cognito whose pages never end. Each page has 2,000 other tables or users.
fn pages() -> impl Fn(&Http, &mut TcpStream) -> std::io::Result<()> + Clone + Send + 'static {
    let page = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    move |request, to| {
        let page = page.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let is_tables = request.header("x-amz-target").is_some_and(|target| target.ends_with("ListTables"));
        let body = if is_tables {
            let names: Vec<String> =
                (0..2_000).map(|at| format!("{:?}", format!("{page}-{at}-{}", "x".repeat(200)))).collect();
            format!(r#"{{"TableNames":[{}],"LastEvaluatedTableName":"{page}"}}"#, names.join(","))
        } else {
            let user = |at: usize| {
                let attribute = |name: &str, value: String| format!(r#"{{"Name":"{name}","Value":"{value}"}}"#);
                let attributes = [
                    attribute("sub", format!("00000000-0000-4000-8000-{page:06}{at:06}")),
                    attribute("preferred_username", format!("{page}-{at}-{}", "x".repeat(200))),
                ];
                format!(
                    r#"{{"Username":"{page}-{at}","Enabled":true,"UserStatus":"CONFIRMED","Attributes":[{}]}}"#,
                    attributes.join(",")
                )
            };
            let users: Vec<String> = (0..2_000).map(user).collect();
            format!(r#"{{"Users":[{}],"PaginationToken":"{page}"}}"#, users.join(","))
        };
        to.write_all(&Http::answer(200, "application/x-amz-json-1.1", &body).bytes())
    }
}

/// A PostgreSQL that accepts every login, and answers the first statement with `rows` until the client hangs up.
fn postgres(rows: Vec<u8>) -> String {
    serve(move |mut client| {
        let message =
            |kind: u8, body: &[u8]| [&[kind][..], &u32::try_from(body.len() + 4).unwrap().to_be_bytes(), body].concat();
        let mut chunk = [0; 4_096];
        let mut read = |client: &mut TcpStream| client.read(&mut chunk).map(|bytes| chunk[..bytes].to_vec());
        let Ok(first) = read(&mut client) else { return };
        if first.get(4..8) == Some(&80_877_103_u32.to_be_bytes()[..]) {
            client.write_all(b"N").ok();
            read(&mut client).ok();
        }
        client.write_all(&[message(b'R', &[0; 4]), message(b'Z', b"I")].concat()).ok();
        let column = b"\0\x01c\0\0\0\0\0\0\0\0\0\0\x19\xff\xff\0\0\0\0\0\0";
        let begin = [message(b'1', b""), message(b'2', b""), message(b'T', column)].concat();
        // The client begins a transaction before its statement.
        while let Ok(received) = read(&mut client) {
            match received.first() {
                Some(b'Q') => client.write_all(&[message(b'C', b"BEGIN\0"), message(b'Z', b"T")].concat()).ok(),
                Some(_) => {
                    client.write_all(&begin).ok();
                    while client.write_all(&rows).is_ok() {}
                    return;
                }
                None => return,
            };
        }
    })
}

#[test]
fn answers_of_servers() {
    let mut table = Table::new();
    let scan = |answer: &str, args: &[&str]| measure(&World::bare().with("AWS_ENDPOINT_URL_DYNAMODB", answer), args);
    let limit = "an answer: 24 MiB";
    let too_long = (1, "the answer is longer than 24 MiB");
    table.add("an answer without end", limit, too_long, scan(&http(endless(200)), &["ddb", "scan"]));
    table.add("an error without end", limit, too_long, scan(&http(endless(400)), &["ddb", "scan"]));
    let segments = ["ddb", "export", "--to", "x.jsonl", "--segments", "8"];
    table.add(
        "8 answers without end at a time",
        "all of a client: 64 MiB",
        (1, ""),
        scan(&http(endless(200)), &segments),
    );
    let announced = http(|_, to| {
        to.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2000000000\r\n\r\n")?;
        loop {
            to.write_all(&[b' '; 1 << 16])?;
        }
    });
    table.add("an answer that is announced with 2 GB", limit, too_long, scan(&announced, &["ddb", "scan"]));
    let string = format!(r#""x":{{"S":"{}"}}"#, "x".repeat(23 << 20));
    let string = http(body(scanned(&string)));
    table.add("an answer of 23 MiB", limit, (0, ""), scan(&string, &["ddb", "scan", "--output", "jsonl"]));
    let nulls = http(body(scanned(&format!(r#""x":{{"L":[{}]}}"#, vec![r#"{"NULL":true}"#; 500_000].join(",")))));
    table.add("a page of 1 MB: 500,000 nulls", "", (0, ""), scan(&nulls, &["ddb", "scan", "--output", "jsonl"]));
    let deep = format!(r#""x":{}{{"S":""}}{}"#, r#"{"L":["#.repeat(1_000_000), "]}".repeat(1_000_000));
    table.add(
        "an answer that is nested 1,000,000 times",
        "by the SDK",
        (1, ""),
        scan(&http(body(scanned(&deep))), &["ddb", "scan"]),
    );
    table.add(
        "tables without end",
        "50,000 tables",
        (1, "more tables than"),
        scan(&http(pages()), &["ddb", "list-tables"]),
    );
    let names: Vec<String> = (0..20_000).map(|at| format!(r#""n{at}":{{"S":""}}"#)).collect();
    let items: Vec<String> = (0..100)
        .map(|at| format!(r#"{{"pk":{{"S":"{at}"}},"sk":{{"S":""}},{}}}"#, names[at * 200..][..200].join(",")))
        .collect();
    let wide = http(body(format!(r#"{{"Count":100,"ScannedCount":100,"Items":[{}]}}"#, items.join(","))));
    for format in ["table", "csv"] {
        let input = format!("20,000 names of attributes, as a {format}");
        table.add(&input, "1,000 columns", (0, ""), scan(&wide, &["ddb", "scan", "--output", format]));
    }
    let pool = |url: &str| {
        World::bare()
            .with("COGNITO_USER_POOLS_ID", "eu-west-1_AbCdEfGhI")
            .with("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", url)
    };
    let users = pool(&http(pages()));
    table.add(
        "an answer of Cognito without end",
        limit,
        too_long,
        measure(&pool(&http(endless(200))), &["cognito", "list-users"]),
    );
    table.add(
        "users without end, as one object",
        "users: 32 MiB",
        (1, "more users than"),
        measure(&users, &["cognito", "list-users", "--map"]),
    );
    users.run(["db", "schema-load"]).ok();
    table.add(
        "users without end, compared",
        "users: 32 MiB",
        (1, "more users than"),
        measure(&users, &["db", "update-cognito-user-ids"]),
    );
    let rows = "--query: the rows take more than 32 MiB";
    table.add(
        "users without end, with --query",
        "rows: 32 MiB",
        (2, rows),
        measure(&users, &["cognito", "list-users", "--query", "[].sub"]),
    );
    let notice = b"N\0\0\0\x17SNOTICE\0C00000\0M!\0\0".repeat(4_096);
    for (input, limit, answer, says) in [
        (
            "a message of PostgreSQL that is announced with 2 GB",
            "16 MiB",
            b"D\x7f\xff\xff\xff".to_vec(),
            "a message of the",
        ),
        ("rows of PostgreSQL without end", "64 MiB", b"D\0\0\0\x0b\0\x01\0\0\0\x01x".repeat(4_096), "more than 64 MiB"),
        ("notices of PostgreSQL without end", "64 MiB", notice, "more than 64 MiB"),
    ] {
        let url = format!("postgresql://u:p@{}/d?sslmode=disable", postgres(answer));
        let args = ["ddb", "patterns", "list-conversations", "--as", "bayko", "--database-url", &url];
        table.add(input, limit, (1, says), measure(&World::bare(), &args));
    }
    table.end();
}

#[test]
fn queries() {
    let mut table = Table::new();
    let world = World::seeded();
    let repeated = |text: &str, count: usize| vec![text; count].join("|");
    let result = (2, "--query: the result is larger than 16 MiB");
    for (input, limit, query, expected) in [
        ("--query of 20,000 parentheses", "4 KiB", "(".repeat(20_000), (2, "longer than 4 KiB")),
        ("--query of 4,000 parentheses", "256 operators", "(".repeat(4_000), (2, "more than 256 operators")),
        ("--query of 4,000 negations", "256 operators", "!".repeat(4_000) + "a", (2, "more than 256 operators")),
        ("--query that doubles lists 30 times", "a result: 16 MiB", repeated("[@,@]", 30), result),
        ("--query that doubles and flattens 30 times", "evaluation: 24 MiB", repeated("[@,@][]", 30), result),
        ("--query that doubles objects 30 times", "a result: 16 MiB", repeated("{a:@,b:@}", 20), result),
        (
            "--query that doubles text 30 times",
            "evaluation: 24 MiB",
            format!("'text'|{}", repeated("join('',[@,@])", 30)),
            result,
        ),
        ("--query that doubles by map", "evaluation: 24 MiB", repeated("map(&[@,@],[@,@])", 20), result),
        ("--query that quotes 20 times", "evaluation: 24 MiB", repeated("to_string([@,@])", 20), result),
        ("--query that compares what was doubled", "a result: 16 MiB", repeated("[@,@]", 30) + "|@==@", result),
    ] {
        table.add(input, limit, expected, measure(&world, &["ddb", "scan", "--query", &query]));
    }
    let item = format!("{{\"pk\":\"a\",\"sk\":\"N\",\"text\":\"{}\"}}\n", "x".repeat(390_000));
    let items: String = (0..100).map(|at| item.replacen('N', &at.to_string(), 1)).collect();
    world.write("large.jsonl", &items);
    world.run(["ddb", "import", "large.jsonl", "--yes"]).ok();
    let too_much = (2, "--query: the rows take more than 32 MiB");
    table.add(
        "a table of 39 MB with --query",
        "rows: 32 MiB",
        too_much,
        measure(&world, &["ddb", "scan", "--query", "[].pk"]),
    );
    table.add("a table of 39 MB without", "", (0, ""), measure(&world, &["ddb", "scan", "--output", "jsonl"]));
    table.end();
}

#[test]
fn files_of_items() {
    let mut table = Table::new();
    let world = World::embedded();
    world.run(["ddb", "schema-load"]).ok();
    // A command that kept all of it would exceed the memory limit.
    let big = 112 << 20;
    let (record, cells) = ("a record: 16 MiB", "16,384 cells");
    for (name, begin, part, end, bytes, limit, says) in [
        ("cells.csv.gz", "pk:S,sk:S\na", ",", "\n", big, cells, "more than 16384 cells"),
        ("cells.csv.zst", "pk:S,sk:S\na", ",", "\n", big, cells, "more than 16384 cells"),
        ("header.csv", "pk:S,sk:S", ",x", "\n", 64 << 20, cells, "more than 16384 cells"),
        ("names.csv.gz", "pk:S,sk:S,", "x", "\n", big, record, "it is longer than 16 MiB"),
        ("cell.csv.gz", "pk:S,sk:S\na,\"", "x", "\"\n", big, record, "it is longer than 16 MiB"),
        ("line.jsonl.gz", "{\"pk\":\"", "x", "\"}\n", big, record, "it is longer than 16 MiB"),
        ("array.json.gz", "[{\"pk\":\"", "x", "\"}]", big, record, "it is longer than 16 MiB"),
        ("blank.jsonl.gz", "{\"pk\":\"a\",\"sk\":\"b\"}", "\n\n\n\n", "x", 64 << 20, "none: it is skipped", ""),
        (
            "elements.jsonl",
            "{\"pk\":\"a\",\"sk\":\"b\",\"l\":[0",
            ",0",
            "]}\n",
            15 << 20,
            "409,600 values",
            "more than 409600 values",
        ),
        (
            "members.jsonl",
            "{\"pk\":\"a\",\"sk\":\"b\"",
            ",\"\":0",
            "}\n",
            14 << 20,
            "136,533 members",
            "more than 136533 members",
        ),
        (
            "within.jsonl",
            "{\"pk\":\"a\",\"sk\":\"b\",\"m\":{\"a\":0",
            ",\"\":0",
            "}}\n",
            14 << 20,
            "409,600 values",
            "more than 409600 values",
        ),
        ("beside.json.gz", "{\"Items\":[]", ",\"a\":0", "}", 4 << 20, "1,000 names", "occurs twice"),
        ("open.json.gz", "{", "{", "", big, record, "it is longer than 16 MiB"),
        ("nested.jsonl", "{\"pk\":\"a\",\"sk\":\"b\",\"l\":", "[", "\n", 15 << 20, "32 levels", ""),
    ] {
        repeated(&world, name, begin, part, bytes, end);
        let measured = measure(&world, &["ddb", "import", name, "--yes"]);
        // If one record is written and another is refused, the exit code is 6.
        let status = if name.starts_with("blank") { 6 } else { 2 };
        table.add(&format!("{name}: {begin:?} and {} MiB of {part:?}", bytes >> 20), limit, (status, says), measured);
        std::fs::remove_file(world.dir().join(name)).unwrap();
    }
    let mut window = zstd::Encoder::new(File::create(world.dir().join("window.jsonl.zst")).unwrap(), 1).unwrap();
    window.window_log(27).unwrap();
    (0..160).for_each(|_| window.write_all(&[b'\n'; 1 << 20]).unwrap());
    window.finish().unwrap();
    table.add(
        "zstd with a window of 128 MiB",
        "8 MiB",
        (2, "the limit of the window is 8 MiB"),
        measure(&world, &["ddb", "import", "window.jsonl.zst", "--yes"]),
    );
    let binary = measure(&world, &["ddb", "import", "/dev/zero", "--yes"]);
    table.add("import of /dev/zero", "64 KiB tell what it is", (2, ""), binary);
    table.end();
}

/// Items within every limit that take many times the memory of their text. The embedded engine makes ten copies of each item, as
/// SECURITY.md says, so this test uses a server and measures this tool alone.
#[test]
#[ignore = "needs the servers that tests/run starts"]
fn items_that_are_dense() {
    let mut table = Table::new();
    let world = World::with_servers(&[Server::DynamoDb]);
    world.run(["ddb", "schema-load"]).ok();
    for (name, value, count, items) in [("numbers", "0", 130_000, 12), ("empty texts", "\"\"", 390_000, 3)] {
        let item =
            |at: usize| format!("{{\"pk\":\"{name}\",\"sk\":\"{at}\",\"l\":[{}]}}\n", vec![value; count].join(","));
        world.write("dense.jsonl", &(0..items).map(item).collect::<String>());
        let measured = measure(&world, &["ddb", "import", "dense.jsonl", "--yes"]);
        table.add(&format!("{items} items of {count} {name}"), "16 MiB on their way", (0, ""), measured);
    }
    table.end();
}

#[test]
fn other_files() {
    let mut table = Table::new();
    let world = World::seeded();
    let from = |path: &str| measure(&world, &["db", "update-cognito-user-ids", "--from", path]);
    let seed = |path: &str| measure(&world, &["ddb", "seed", "--file", path]);
    let users = "16 MiB";
    table.add("--from /dev/zero", users, (2, "it is larger than 16 MiB"), from("/dev/zero"));
    let stdin = world.measure(&["db", "update-cognito-user-ids", "--from", "-"], b"{\"sub\":\"a\"}\n", TIME_LIMIT);
    table.add("--from -, without end", users, (2, "it is larger than 16 MiB"), stdin);
    for (name, begin, part, end, says) in [
        ("array.json", "[0", ",0", "]", "more than 100000 elements"),
        ("lines.json", "", "{\"sub\":\"a\"}\n", "", "more than 100000 users"),
        ("members.json", "{\"a\":0", ",\"b\":0", "}", ""),
        ("attributes.json", "[{\"Attributes\":[{}", ",{}", "]}]", "more than 1000 elements"),
        ("cells.csv", "handle,sub", ",x", "\n", "more than 16384 cells"),
        ("faults.json", "", "{}\n", "", ""),
    ] {
        repeated(&world, name, begin, part, 14 << 20, end);
        table.add(&format!("--from {name}: 14 MiB of {part:?}"), "100,000 users", (2, says), from(name));
    }
    let user = |at: usize| format!("{{\"handle\":\"user{at}\",\"sub\":\"00000000-0000-4000-8000-{at:012}\"}}\n");
    world.write("users.json", &(0..100_000).map(user).collect::<String>());
    table.add("--from users.json: 100,000 users", "100,000 users", (0, ""), from("users.json"));
    table.add("ddb seed --file /dev/zero", "32 MiB", (2, "larger than 32 MiB"), seed("/dev/zero"));
    for (name, begin, part, end, says) in [
        ("users.json", "{\"users\":[0", ",0", "]}", "at most 200000 elements"),
        ("fields.json", "{\"users\":[{\"a\":0", ",\"b\":0", "}]}", "more than 32 fields"),
        (
            "messages.json",
            "{\"conversations\":[{\"between\":[\"andrewbrown\",\"bayko\"],\"messages\":[0",
            ",0",
            "]}]}",
            "at most 200000 elements",
        ),
    ] {
        repeated(&world, name, begin, part, 31 << 20, end);
        table.add(&format!("ddb seed --file {name}: 31 MiB of {part:?}"), "200,000 entries", (2, says), seed(name));
    }
    let load = ["ddb", "seed", "--conversations", "4294967295", "--messages", "4294967295"];
    table.add(
        "4294967295 x 4294967295 synthetic messages",
        "1,000,000 messages",
        (2, "more than 1000000 messages"),
        measure(&world, &load),
    );
    let load = ["ddb", "seed", "--conversations", "100", "--messages", "1000", "--dry-run"];
    table.add("100 x 1000 synthetic messages", "1,000,000 messages", (0, ""), measure(&world, &load));
    File::create(world.dir().join("sparse")).unwrap().set_len(1 << 30).unwrap();
    world.write("lines.jsonl", "{\"pk\":\"a\",\"sk\":\"b\"}\n");
    for args in [
        &["ddb", "export", "--to", "x.jsonl", "--checkpoint"][..],
        &["ddb", "import", "lines.jsonl", "--yes", "--checkpoint"],
        &["ddb", "stream", "apply", "--once", "--checkpoint"],
    ] {
        for (file, shown, expected) in [
            ("/dev/zero", "/dev/zero", (5, "/dev/zero is not a regular file")),
            ("sparse", "1 GB", (2, "it is larger than 1 MiB")),
        ] {
            let input = format!("{}: a checkpoint of {shown}", args[..3].join(" "));
            table.add(&input, "1 MiB", expected, measure(&world, &[args, &[file]].concat()));
        }
    }
    let text = world.measure(
        &["ddb", "patterns", "create-message", "--as", "bayko", "--with", "andrewbrown", "-"],
        &[b'x'; 1 << 16],
        TIME_LIMIT,
    );
    table.add("the text of a message from stdin, without end", "1,024 characters", (2, "1024"), text);
    table.end();
}

#[test]
fn files_of_settings() {
    let mut table = Table::new();
    let world = World::bare();
    let large = |name: &str| {
        let file = File::create(world.dir().join(name)).unwrap();
        file.set_len(1 << 30).unwrap();
        file.set_permissions(std::fs::Permissions::from_mode(0o600)).unwrap();
    };
    large("large");
    let limit = "1 MiB";
    let url = format!(
        "postgresql://u@{}/d?sslmode=disable",
        serve(|mut client| {
            // Answers the first message, and then reads until the client hangs up.
            let first = client.read(&mut [0; 1_024]);
            if first.is_ok() && client.write_all(b"R\0\0\0\x0c\0\0\0\x05salt").is_ok() {
                client.read_to_end(&mut Vec::new()).ok();
            }
        })
    );
    let users = |url: &str, world: &World| measure(world, &["db", "seed", "--database-url", url]);
    let with = |name: &str, value: &str| World::bare().with(name, value);
    let path = world.dir().join("large").display().to_string();
    table.add("PGPASSFILE of 1 GB", limit, (4, "it is larger than 1 MiB"), users(&url, &with("PGPASSFILE", &path)));
    let service = "service=x host=localhost";
    table.add(
        "PGSERVICEFILE of 1 GB",
        limit,
        (4, "it is larger than 1 MiB"),
        users(service, &with("PGSERVICEFILE", &path)),
    );
    for parameter in ["sslrootcert", "sslcrl"] {
        let url = format!("host=localhost user=u dbname=d sslmode=verify-full {parameter}={path}");
        table.add(&format!("{parameter} of 1 GB"), limit, (4, "it is larger than 1 MiB"), users(&url, &World::bare()));
    }
    for variable in ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"] {
        for path in ["/dev/zero", &path] {
            let world = with(variable, path);
            let measured = measure(&world, &["ddb", "list-tables", "--prod", "--profile", "x"]);
            let shown = if path == "/dev/zero" { path } else { "1 GB" };
            table.add(&format!("{variable} of {shown}"), limit, (4, "is not a file of up to 1 MB"), measured);
        }
    }
    table.end();
}
