//! Text of users, files and servers does not control the terminal, and cannot look like a line of this tool.

use crate::support::{Http, World};
use serde_json::Value;
use std::io::{BufReader, Read};
use std::net::TcpListener;
use std::process::{Command, Stdio};

/// Starts a server that refuses every call with this message, and returns its URL.
fn refuses_with(message: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("its address"));
    std::thread::spawn(move || {
        for mut client in listener.incoming().flatten() {
            let mut requests = BufReader::new(client.try_clone().expect("a client"));
            while Http::read(&mut requests).is_some() {
                let body = serde_json::json!({ "__type": "com.amazonaws.dynamodb.v20120810#ValidationException", "message": message });
                let answer = Http::answer(400, "application/x-amz-json-1.0", &body.to_string());
                if answer.write(&mut client).is_none() {
                    break;
                }
            }
        }
    });
    url
}

/// Returns what a command prints on a terminal, which `script` provides.
fn on_a_terminal(world: &World, arguments: &str) -> String {
    let mut command = Command::new("script");
    command.args(["-qec", &format!("{} {arguments}", env!("CARGO_BIN_EXE_cruddur")), "/dev/null"]);
    command.current_dir(world.dir()).env_clear().env("PATH", "/usr/bin:/bin").env("TERM", "dumb");
    command.envs(world.env());
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().expect("script");
    let mut screen = Vec::new();
    child.stdout.take().expect("a screen").read_to_end(&mut screen).expect("the screen");
    child.wait().expect("an end");
    String::from_utf8(screen).expect("UTF-8")
}

#[test]
fn a_server_cannot_forge_a_line() {
    let endpoint = refuses_with("no\nhint: cruddur ddb drop-table --yes\u{1b}[2J\u{9b}31m");
    let world = World::bare();
    let output = world.run(["ddb", "list-tables", "--endpoint-url", &endpoint]).fails_with(1);
    assert!(!output.stderr.lines().any(|line| line.starts_with("hint: cruddur ddb drop-table")), "{output}");
    assert!(output.stderr.contains("no\\nhint: cruddur ddb drop-table"), "{output}");
    assert!(!output.stderr.contains(['\u{1b}', '\u{9b}']), "{output}");
    let json = world.run(["ddb", "list-tables", "--endpoint-url", &endpoint, "--error-format", "json"]).fails_with(1);
    assert!(!json.stderr.contains(['\u{1b}', '\u{9b}']), "{json}");
    let error: Value = serde_json::from_str(json.stderr.lines().last().unwrap()).unwrap();
    assert!(error["message"].as_str().unwrap().contains("no\nhint: "), "{json}");
}

#[test]
fn an_argument_cannot_forge_a_line() {
    let world = World::embedded();
    let forged = "n\u{1b}[31m\nhint: cruddur ddb drop-table --yes";
    let flag = format!("--{forged}");
    let value = format!("--limit={forged}");
    for arguments in [
        &["ddb", "export", forged][..],
        &[forged],
        &["ddb", forged],
        &["ddb", "scan", &flag],
        &["ddb", "scan", &value],
        &["ddb", "scan", "--output", forged],
        &["ddb", "patterns", "get-conversation", "--from", forged],
        &["ddb", "scan", "--table", forged],
        &["ddb", "scan", "--filter", forged],
        &["db", "update-cognito-user-ids", "--from", forged],
        &["--profile", forged, "ddb", "list-tables", "--prod"],
        &["--endpoint-url", forged, "ddb", "list-tables"],
        &["--database-url", forged, "db", "seed"],
    ] {
        let output = world.run(arguments);
        assert_ne!(output.status, 0, "{arguments:?}: {output}");
        assert!(
            !output.stderr.lines().any(|line| line.starts_with("hint: cruddur ddb drop-table")),
            "{arguments:?}: {output}"
        );
        assert!(!output.stderr.contains('\u{1b}'), "{arguments:?}: {output}");
    }
}

#[test]
fn the_name_of_a_directory_is_shown_on_one_line() {
    let world = World::bare().with("CRUDDUR_LOCAL", "embedded").with("CRUDDUR_HOME", "a\nerror: b\u{1b}[31m");
    for (command, said) in [
        ("list-tables", "a\\nerror: b[31m does not exist, so the embedded stores are empty"),
        ("schema-load", "created a\\nerror: b[31m for the embedded stores"),
    ] {
        let output = world.run(["ddb", command]).ok();
        assert!(output.stderr.contains(said), "{output}");
        assert!(output.stderr.lines().all(|line| !line.starts_with("error:")), "{output}");
    }
}

#[test]
fn no_format_drives_a_terminal() {
    let world = World::embedded();
    world.run(["ddb", "schema-load"]).ok();
    let nasty = "x\u{1b}]0;title\u{7}\u{9b}2J\u{202e}y";
    world.put(&[serde_json::json!({ "pk": { "S": "a" }, "sk": { "S": "b" }, nasty: { "S": nasty }, "list": { "L": [{ "S": nasty }] } })]);
    for command in [
        "ddb scan",
        "ddb scan --output csv",
        "ddb scan --output json",
        "ddb scan --output jsonl",
        "ddb scan --raw --output json",
        "ddb scan --query [] --output csv",
        "ddb export",
        "ddb export --output csv",
        "ddb export --output dynamodb-json",
        "ddb scan --query [0].list --output table",
    ] {
        let screen = on_a_terminal(&world, command);
        assert!(screen.contains("title"), "{command}: {screen:?}");
        let obeyed = screen.chars().find(|c| (c.is_control() && !"\r\n".contains(*c)) || *c == '\u{202e}');
        assert_eq!(obeyed, None, "{command}: {screen:?}");
    }
    // An argument is foreign text too, since a script may pass on its input.
    let typed = world.run(["ddb", "scan", "--limit", "\u{1b}[31m7"]).fails_with(2);
    assert!(!typed.stderr.contains('\u{1b}'), "{typed}");
    // JSON and CSV keep every character in a pipe.
    let row = &world.run(["ddb", "scan", "--output", "json"]).ok().rows()[0];
    assert_eq!(row[nasty], nasty);
    assert!(world.run(["ddb", "scan", "--output", "csv"]).ok().stdout.contains(nasty));
}

#[test]
fn json_on_stderr_is_an_object_a_line() {
    let world = World::embedded();
    world.run(["ddb", "schema-load"]).ok();
    world.write("items.jsonl", "{\"pk\":\"a\",\"sk\":\"b\"}\n{\"pk\":\"a\"}\n");
    let kinds = |args: &[&str], code| -> Vec<String> {
        let output = world.run([args, &["--error-format", "json"]].concat()).fails_with(code);
        let objects = output.stderr.lines().map(|line| serde_json::from_str::<Value>(line).expect(line));
        objects.map(|object| object["kind"].as_str().expect("a kind").to_owned()).collect()
    };
    let all = kinds(&["ddb", "import", "items.jsonl"], 6);
    assert_eq!((all.first().unwrap().as_str(), all.last().unwrap().as_str()), ("status", "error"), "{all:?}");
    assert!(all.contains(&"warning".to_owned()), "the refused line is named: {all:?}");
    let quiet = kinds(&["ddb", "import", "items.jsonl", "--quiet"], 6);
    assert!(!quiet.contains(&"status".to_owned()) && quiet.contains(&"warning".to_owned()), "{quiet:?}");
    assert_eq!(kinds(&["ddb", "list-tables", "--quiet"], 0), Vec::<String>::new());
}

#[test]
fn hints_can_be_pasted() {
    let world = World::embedded();
    let output = world.run(["ddb", "scan", "--profile", "a b; rm -rf ~"]);
    assert!(!output.stderr.contains("--profile a b"), "{output}");
    assert!(output.stderr.contains("--profile 'a b; rm -rf ~'"), "{output}");
    // A table name that contains a flag is not read as that flag.
    let named = world.run(["ddb", "scan", "--table", "x--prod"]).fails_with(3);
    assert!(named.stderr.contains("cruddur setup --table x--prod"), "{named}");
}

/// The hint about the format of a file is for the command that was run. It suggests no other command, and quotes the name of the
/// file for a shell.
#[test]
fn a_hint_about_a_file_runs_nothing_else() {
    let world = World::embedded();
    world.run(["ddb", "schema-load"]).ok();
    world.write("d.csv", "{\"pk\":\"a\",\"sk\":\"1\"}\n");
    std::fs::write(world.dir().join("x;touch PWNED;.json"), b"\x1f\x8b\x08\0").expect("a file");
    world.write("a b.jsonl", "{\"pk\":\"a\",\"sk\":\"1\"}\n");
    for arguments in [
        &["ddb", "diff", "d.csv", "--table", "other-table"][..],
        &["ddb", "import", "d.csv", "--dry-run"],
        &["ddb", "import", "x;touch PWNED;.json"],
    ] {
        let output = world.run(arguments).fails_with(2);
        let hint = output.stderr.lines().find(|line| line.starts_with("hint: ")).expect("a hint");
        let is_quoted = !hint.contains("touch") || hint.contains("mv 'x;touch PWNED;.json' 'x;touch PWNED;.json.gz'");
        assert!(!hint.contains("cruddur") && is_quoted, "{output}");
    }
    let differs = world.run(["ddb", "diff", "a b.jsonl"]).fails_with(6);
    assert!(differs.stderr.contains("cruddur ddb import 'a b.jsonl' --dry-run"), "{differs}");
}

/// An error may repeat a URL that is given in the wrong place, but not its password.
#[test]
fn a_password_in_the_wrong_place_is_not_printed() {
    let world = World::embedded();
    let url = "postgresql://q:S4cret@h/b";
    for arguments in [
        &["db", "seed", url][..],
        &["setup", url],
        &["ddb", "list-tables", "--output", url],
        &["ddb", "list-tables", "--table", url],
        &["ddb", "list-tables", "--timeout", url],
        &["ddb", "list-tables", "--profile", url],
        &["ddb", "patterns", "list-conversations", "--as", url],
        &["ddb", "seed", "--file", url],
        &["db", "update-cognito-user-ids", "--from", url],
        &["ddb", "import", url],
        &["db", "seed", "--error-format", "json", url],
    ] {
        let output = world.run(arguments);
        assert!(!output.stderr.contains("S4cret"), "{arguments:?}: {output}");
    }
    for typed in ["postgresql://127.0.0.1:1/b&password=S4cret", "host=127.0.0.1 port=1 dbname=x;password=S4cret"] {
        let output = World::bare().with("CONNECTION_URL", typed).run(["db", "seed", "--timeout", "1"]);
        assert!(!output.stderr.contains("S4cret"), "{typed}: {output}");
    }
}

#[test]
fn an_export_loses_nothing_so_it_takes_no_csv_safe() {
    let output = World::embedded().run(["ddb", "export", "--output", "csv", "--csv-safe"]).fails_with(2);
    assert!(output.stderr.contains("cruddur ddb scan --output csv --csv-safe"), "{output}");
}
