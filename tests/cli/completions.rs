//! `cruddur completions`, the files in `completions/`, and what a shell is answered when it asks.

use crate::support::stub::{self, Stub};
use crate::support::{CONVERSATION, World, contract};
use serde_json::json;
use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

mod terminal;

const FILES: [(&str, &str); 5] = [
    ("bash", "cruddur.bash"),
    ("zsh", "_cruddur"),
    ("fish", "cruddur.fish"),
    ("powershell", "_cruddur.ps1"),
    ("elvish", "cruddur.elv"),
];

/// What separates the candidates for Bash.
const VERTICAL_TAB: &str = "\u{b}";

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("completions").join(name)
}

/// Returns the candidates for a line as a shell gets them, each with its description. The last word is completed. The time limit is
/// long, since the tests of other modules run at the same time.
fn complete(world: &World, shell: &str, line: &str) -> Vec<(String, String)> {
    complete_within(world, shell, line, "20000")
}

fn complete_within(world: &World, shell: &str, line: &str, milliseconds: &str) -> Vec<(String, String)> {
    let words: Vec<&str> = std::iter::once("--").chain(line.split(' ')).collect();
    let mut command = world.command(&words);
    command.env("CRUDDUR_COMPLETE", shell).env("CRUDDUR_COMPLETE_TIMEOUT", milliseconds);
    let index = (words.len() - 2).to_string();
    match shell {
        "bash" => drop(command.env("_CLAP_IFS", VERTICAL_TAB).env("_CLAP_COMPLETE_INDEX", index)),
        "zsh" | "elvish" => drop(command.env("_CLAP_IFS", "\n").env("_CLAP_COMPLETE_INDEX", index)),
        _ => {}
    }
    let output = world.output(&command.output().expect("the binary runs")).ok();
    assert_eq!(output.stderr, "", "{shell}: {line}");
    let separator = if shell == "bash" { VERTICAL_TAB } else { "\n" };
    let described = if shell == "zsh" { ':' } else { '\t' };
    let split = |text: &str| match text.split_once(described) {
        Some((value, about)) => (value.to_owned(), about.to_owned()),
        None => (text.to_owned(), String::new()),
    };
    output
        .stdout
        .split(separator)
        .map(|text| text.trim_end_matches('\n'))
        .filter(|text| !text.is_empty())
        .map(split)
        .collect()
}

/// Returns the values that are not options.
fn values(world: &World, shell: &str, line: &str) -> Vec<String> {
    let all = complete(world, shell, line).into_iter().map(|(value, _)| value);
    all.filter(|value| !value.starts_with('-')).collect()
}

/// With `CRUDDUR_UPDATE` set, the files are written again before the comparison.
#[test]
fn the_files_are_what_the_command_prints() {
    for (shell, name) in FILES {
        let printed = World::bare().run(["completions", shell]).ok().stdout;
        assert!(printed.contains("CRUDDUR_COMPLETE"), "{shell}");
        if std::env::var_os("CRUDDUR_UPDATE").is_some() {
            fs::write(file(name), &printed).expect("a completion file");
        }
        let kept = fs::read_to_string(file(name)).unwrap_or_default();
        assert!(
            kept == printed,
            "completions/{name} is stale: CRUDDUR_UPDATE=1 cargo test --features stack completions"
        );
    }
}

/// The static scripts complete without the binary. Every Debian has Bash.
#[test]
fn static_scripts_do_not_ask() {
    let world = World::bare();
    for (shell, _) in FILES {
        let printed = world.run(["completions", shell, "--static"]).ok().stdout;
        assert!(printed.contains("get-conversation") && !printed.contains("CRUDDUR_COMPLETE"), "{shell}");
        world.write(&format!("static.{shell}"), &printed);
    }
    let script = "set -eu\nsource ./static.bash\nCOMP_WORDS=(cruddur ddb patterns get-conv)\nCOMP_CWORD=3\n\
         \"$(complete -p cruddur | sed 's/.*-F \\([^ ]*\\) .*/\\1/')\" cruddur get-conv patterns\nprintf '%s\\n' \"${COMPREPLY[@]}\"";
    let output = std::process::Command::new("bash").args(["--norc", "-c", script]).current_dir(world.dir()).output();
    let output = output.expect("bash");
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "get-conversation\n",
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

contract!(every_shell_is_answered_with_data, a_conversation_is_described);

fn every_shell_is_answered_with_data(world: &World) {
    world.run(["setup"]).ok();
    for (shell, _) in FILES {
        for (line, expected) in [
            ("cruddur ddb patterns list-conversations --as lon", "londo"),
            ("cruddur ddb patterns get-conversation --with ba", "bayko"),
            ("cruddur ddb patterns create-conversation --from lon", "londo"),
            ("cruddur ddb patterns create-conversation --from londo --to b", "bayko"),
            ("cruddur ddb scan --table crud", "cruddur-messages"),
            ("cruddur ddb drop-table cruddur-m", "cruddur-messages"),
            ("cruddur ddb patterns get-conversation --as londo 92254384-12d5-46a3-aff3-7", CONVERSATION),
            ("cruddur ddb patterns create-message --as londo 92254384", CONVERSATION),
        ] {
            assert_eq!(values(world, shell, line), [expected], "{shell}: {line}");
        }
    }
}

fn a_conversation_is_described(world: &World) {
    world.run(["setup"]).ok();
    for shell in ["zsh", "fish", "powershell"] {
        let line = "cruddur ddb patterns get-conversation --as londo 92254384";
        let found = complete(world, shell, line);
        assert_eq!(found.len(), 1, "{shell}: {found:?}");
        assert!(found[0].1.starts_with("bayko: ") && found[0].1.chars().count() <= 60, "{shell}: {found:?}");
    }
    let handles = complete(world, "fish", "cruddur ddb patterns list-conversations --as londo");
    assert_eq!(handles, [("londo".to_owned(), "Londo Mollari".to_owned())]);
}

#[test]
fn options_are_offered_when_a_hyphen_is_typed() {
    let world = World::seeded();
    for (line, offers) in [
        ("cruddur ", false),
        ("cruddur ddb patterns get-conversation ", false),
        ("cruddur ddb patterns get-conversation --", true),
        ("cruddur ddb list-tables ", true),
    ] {
        for shell in ["bash", "zsh", "fish"] {
            let found = complete(&world, shell, line);
            assert!(!found.is_empty(), "{shell}: {line}");
            assert_eq!(found.iter().any(|(value, _)| value == "--table"), offers, "{shell}: {line}: {found:?}");
        }
    }
}

/// Bash inserts the values after the first TAB, and lists them after the second.
#[test]
fn bash_lists_conversations_with_descriptions() {
    let world = World::seeded();
    let words = ["--", "cruddur", "ddb", "patterns", "get-conversation", ""];
    for (kind, has_description) in [("9", false), ("63", true)] {
        let mut command = world.command(words);
        command.env("CRUDDUR_COMPLETE", "bash").env("CRUDDUR_COMPLETE_TIMEOUT", "20000");
        command.env("_CLAP_COMPLETE_INDEX", "4").env("_CLAP_COMPLETE_COMP_TYPE", kind);
        let output = world.output(&command.output().expect("the binary runs")).ok();
        assert_eq!(output.stdout.contains("  (bayko: "), has_description, "{output}");
    }
}

#[test]
fn fixed_values_and_files() {
    let world = World::bare();
    world.write("items.jsonl", "");
    world.write("two words.jsonl", "");
    world.write("line\nbreak.jsonl", "");
    fs::create_dir(world.dir().join("folder")).expect("a folder");
    for (shell, _) in FILES {
        assert_eq!(values(&world, shell, "cruddur ddb seed --layout "), ["flask", "model"], "{shell}");
        assert_eq!(values(&world, shell, "cruddur ddb import it"), ["items.jsonl"], "{shell}");
        let quoted = if ["bash", "powershell"].contains(&shell) { 0 } else { 1 };
        assert_eq!(values(&world, shell, "cruddur ddb import tw").len(), quoted, "{shell}");
        assert_eq!(values(&world, shell, "cruddur ddb import li").len(), 0, "{shell}: no control character is printed");
        // A file is offered only where one is meant.
        for line in
            ["cruddur ddb scan --filter ", "cruddur ddb scan --query it", "cruddur ddb patterns get-conversation it"]
        {
            assert_eq!(values(&world, shell, line), Vec::<String>::new(), "{shell}: {line}");
        }
        assert_eq!(values(&world, shell, "cruddur ddb list-ta"), ["list-tables"], "{shell}");
    }
    // Bash splits words at `=`, the others do not.
    assert_eq!(values(&world, "bash", "cruddur ddb seed --layout = m"), ["model"]);
    let whole = complete(&world, "fish", "cruddur ddb seed --layout=m");
    assert_eq!(whole[0].0, "--layout=model");
}

#[test]
fn profiles_and_regions_come_from_the_files_of_aws() {
    let world = World::bare();
    world.write("config", "[profile staging]\nregion = eu-west-3\n[profile prod]\nregion = ca-central-1\n[profile audit]\nregion = ca-central-1\n");
    let path = world.dir().join("config").display().to_string();
    let world = world.with("AWS_CONFIG_FILE", &path).with("COGNITO_USER_POOLS_ID", "ca-central-1_AbCdEfGhI");
    for (shell, _) in FILES {
        assert_eq!(values(&world, shell, "cruddur --profile st"), ["staging"], "{shell}");
        assert_eq!(values(&world, shell, "cruddur ddb scan --region ca"), ["ca-central-1"], "{shell}");
        assert_eq!(values(&world, shell, "cruddur cognito list-users --user-pool-id ca"), ["ca-central-1_AbCdEfGhI"]);
    }
    let regions = complete(&world, "fish", "cruddur --region c");
    assert_eq!(regions, [("ca-central-1".to_owned(), "audit, prod".to_owned())]);
}

#[test]
fn nothing_is_created_and_nothing_is_said() {
    let world = World::embedded();
    for line in [
        "cruddur ddb patterns list-conversations --as ",
        "cruddur ddb scan --table ",
        "cruddur ddb patterns get-conversation ",
        "cruddur --profile ",
        "cruddur --timeout nonsense ddb scan --table ",
        "cruddur nonsense --as ",
        "cruddur ddb scan --endpoint-url nonsense --table ",
        "cruddur --query ] ddb scan --table ",
        "cruddur --prod ddb scan --table ",
        "cruddur ",
        "",
    ] {
        for (shell, _) in FILES {
            complete(&world, shell, line);
        }
    }
    for shell in ["nonsense", "0", "bash/../zsh"] {
        assert_eq!(complete(&world, shell, "cruddur "), [], "{shell}");
    }
    let left = fs::read_dir(world.dir()).expect("the directory").count();
    assert_eq!(left, 0, "a store or a cache was created");
}

#[test]
fn a_locked_store_is_not_waited_for() {
    let world = World::seeded();
    let locks = ["users.lock", "messages.lock"].map(|name| world.dir().join(".cruddur").join(name));
    let held = locks.map(|lock| {
        let file = fs::File::open(lock).expect("a lock");
        file.lock().expect("the lock");
        file
    });
    let started = Instant::now();
    assert_eq!(values(&world, "fish", "cruddur ddb patterns list-conversations --as "), Vec::<String>::new());
    assert_eq!(values(&world, "fish", "cruddur ddb scan --table "), Vec::<String>::new());
    assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
    drop(held);
    assert_eq!(values(&world, "fish", "cruddur ddb patterns list-conversations --as lo"), ["londo"]);
}

/// A variable that was exported by mistake turns no command into a question, which would do nothing and exit with 0.
#[test]
fn the_variable_alone_is_no_question() {
    let output = World::bare().with("CRUDDUR_COMPLETE", "bash").run(["ddb", "nonsense"]).fails_with(2);
    assert!(output.stderr.contains("nonsense"), "{output}");
}

/// The server accepts connections and never answers.
#[test]
fn a_slow_server_is_left_alone() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("its address"));
    let world = World::bare().with("AWS_ENDPOINT_URL_DYNAMODB", &url);
    let started = Instant::now();
    assert_eq!(complete_within(&world, "fish", "cruddur ddb scan --table ", ""), []);
    assert!(started.elapsed() < Duration::from_secs(3), "{:?}", started.elapsed());
}

/// A stand-in of AWS with two tables.
fn aws() -> Stub {
    Stub::new(|operation, _| match operation {
        "ListTables" => (200, json!({ "TableNames": ["cruddur-messages", "orders"] })),
        _ => stub::refused("ValidationException", "not expected"),
    })
}

/// A world that reaches a server as prod, and what is typed to reach it.
fn on_prod(server: &Stub) -> (World, String) {
    let world = World::bare();
    let cache = world.dir().join("cache").display().to_string();
    let keys = world.with("AWS_ACCESS_KEY_ID", "AKIASP2TPHJSQH3FJRUX").with("AWS_SECRET_ACCESS_KEY", "secret");
    let world = keys.with("XDG_CACHE_HOME", &cache).with("AWS_REGION", "ca-central-1");
    (world, format!("--prod --insecure-http --endpoint-url {}", server.url()))
}

#[test]
fn prod_is_completed_from_what_was_printed() {
    let server = aws();
    let (world, prod) = on_prod(&server);
    let line = format!("cruddur {prod} ddb scan --table ");
    assert_eq!(values(&world, "fish", &line), Vec::<String>::new());
    assert_eq!(server.calls(), Vec::<String>::new(), "a call was made to complete a line");
    world.run_line(&format!("ddb list-tables {prod}")).ok();
    assert_eq!(server.calls(), ["ListTables"]);
    assert_eq!(values(&world, "fish", &line), ["cruddur-messages", "orders"]);
    assert_eq!(server.calls(), ["ListTables"], "a call was made to complete a line");
    // Other keys of the same account see the same names; another account, region or endpoint does not.
    let with = |name: &str, value: &str| {
        let mut command = world.command(["--", "cruddur"].into_iter().chain(line.split(' ').skip(1)));
        command.env("CRUDDUR_COMPLETE", "fish").env("CRUDDUR_COMPLETE_TIMEOUT", "20000").env(name, value);
        let output = command.output().expect("the binary runs");
        String::from_utf8(output.stdout).expect("UTF-8").contains("orders")
    };
    assert!(with("AWS_ACCESS_KEY_ID", "AKIASP2TPHJSQAAAAAAA"));
    assert!(!with("AWS_ACCESS_KEY_ID", "ASIAQNZGKIQY56JQ7WML"));
    assert!(!with("AWS_REGION", "eu-west-3"));
    let elsewhere = "cruddur --prod --endpoint-url https://localhost:1 ddb scan --table ";
    assert_eq!(values(&world, "fish", elsewhere), Vec::<String>::new());
    assert_eq!(server.calls(), ["ListTables"]);
    // Only this user can read them.
    let mode = |path: &Path| fs::metadata(path).expect("a file").permissions().mode() & 0o777;
    let directory = world.dir().join("cache/cruddur");
    let files: Vec<_> = fs::read_dir(&directory).expect("the cache").map(|entry| entry.unwrap().path()).collect();
    assert_eq!((files.len(), mode(&files[0]), mode(&directory)), (1, 0o600, 0o700));
}

/// The files that name environments are read, and no command of theirs is run.
#[test]
fn environments_are_completed() {
    let world = World::seeded();
    world.write("cruddur.toml", "[env.dev]\nembedded = true\n[env.'a b']\n[env.live]\nprod = true\n");
    let own = world.dir().join("config/cruddur");
    fs::create_dir_all(&own).unwrap();
    fs::write(own.join("cruddur.toml"), "[env.mine]\ndatabase_url_command = 'touch ran'\n").unwrap();
    let config = world.dir().join("config").display().to_string();
    let world = world.with("XDG_CONFIG_HOME", &config);
    assert_eq!(values(&world, "bash", "cruddur ddb scan --env "), ["dev", "live", "mine"]);
    assert_eq!(values(&world, "bash", "cruddur messages --env dev --as lon"), ["londo"]);
    assert_eq!(values(&world, "bash", "cruddur messages --env mine --as lon"), Vec::<String>::new());
    assert!(!world.dir().join("ran").exists());
}

/// Stores on this machine are read when they are needed, so their names are not kept.
#[test]
fn local_names_are_not_kept() {
    let world = World::embedded();
    let cache = world.dir().join("cache").display().to_string();
    let world = world.with("XDG_CACHE_HOME", &cache);
    world.run(["setup"]).ok();
    world.run(["ddb", "list-tables"]).ok();
    world.run(["cognito", "list-users"]).ok();
    assert!(!world.dir().join("cache").exists());
}

/// Users choose their handles and names.
#[test]
fn a_name_cannot_write_into_the_line() {
    let world = World::seeded();
    for (handle, name) in [
        ("zzz$(reboot)", "A"),
        ("zzz;reboot", "B"),
        ("zzz\u{1b}[31m", "C"),
        ("zzz\u{202e}x", "D"),
        ("zzz\nreboot", "E"),
        ("zzzfine", "one\n\u{1b}]0;title\u{7}two\u{202e}\tthree"),
    ] {
        let insert = "INSERT INTO users (uuid, display_name, handle, email, cognito_user_id)";
        world.sql(&format!("{insert} VALUES ('{}', '{name}', '{handle}', 'e', 'MOCK')", uuid::Uuid::new_v4()));
    }
    for (shell, _) in FILES {
        let found = complete(&world, shell, "cruddur ddb patterns list-conversations --as zzz");
        let handles: Vec<&str> = found.iter().map(|(value, _)| value.as_str()).collect();
        match shell {
            "bash" | "powershell" => assert_eq!(handles, ["zzzfine"], "{shell}"),
            // These quote what they insert.
            _ => assert_eq!(handles, ["zzz$(reboot)", "zzz;reboot", "zzzfine"], "{shell}"),
        }
        let is_executed = |c: char| c.is_control() || c == '\u{202e}';
        assert!(
            found.iter().all(|(value, about)| !value.contains(is_executed) && !about.contains(is_executed)),
            "{found:?}"
        );
    }
}
