//! Output formats, `--query`, and what is printed on stdout and stderr.

use crate::support::World;
use std::io::Read;
use std::process::Stdio;

#[test]
fn the_same_fields_in_every_format() {
    let world = World::seeded();
    for format in ["table", "json", "jsonl", "csv"] {
        let output = world.run(["ddb", "patterns", "list-conversations", "--as", "bayko", "--output", format]);
        insta::with_settings!({ description => format }, { insta::assert_snapshot!(format, output) });
    }
}

#[test]
fn an_empty_list_in_every_format() {
    let world = World::embedded();
    insta::assert_snapshot!(world.run(["ddb", "list-tables", "--quiet"]), @"
    --- stderr

    --- exit 0
    ");
    insta::assert_snapshot!(world.run(["ddb", "list-tables", "--quiet", "--output", "json"]), @"
    []
    --- stderr

    --- exit 0
    ");
    insta::assert_snapshot!(world.run(["ddb", "list-tables", "--quiet", "--output", "jsonl"]), @"
    --- stderr

    --- exit 0
    ");
    insta::assert_snapshot!(world.run(["ddb", "list-tables", "--quiet", "--output", "csv"]), @"
    table
    --- stderr

    --- exit 0
    ");
}

#[test]
fn a_query_is_applied_before_formatting() {
    let world = World::seeded();
    let query = |query: &str, format: &str| {
        world.run(["ddb", "patterns", "list-conversations", "--quiet", "--query", query, "--output", format])
    };
    insta::assert_snapshot!(query("[].{who: handle, what: message}", "table"), @"
    what                                                                                                                                                  who
    Great, I'll go take a look                                                                                                                            bayko
    Then it is settled. I shall bring the chair, you shall bring the map, and history will decide which of us was the wiser. Until September, my friend.  londo
    --- stderr

    --- exit 0
    ");
    insta::assert_snapshot!(query("[].handle", "csv"), @"
    value
    bayko
    londo
    --- stderr

    --- exit 0
    ");
    insta::assert_snapshot!(query("[0]", "json"), @r#"
    {
      "display_name": "Andrew Bayko",
      "handle": "bayko",
      "message": "Great, I'll go take a look",
      "message_group_uuid": "5ae290ed-55d1-47a0-bc6d-fe2bc2700399",
      "message_uuid": null,
      "time": "2026-11-22T11:55:00.000000+00:00",
      "user_uuid": "[uuid 1]"
    }
    --- stderr

    --- exit 0
    "#);
    insta::assert_snapshot!(query("[0].handle", "table"), @"
    bayko
    --- stderr

    --- exit 0
    ");
    insta::assert_snapshot!(query("length(@)", "jsonl"), @"
    2
    --- stderr

    --- exit 0
    ");
}

#[test]
fn no_escape_bytes_in_a_pipe() {
    let world = World::seeded();
    for command in ["help", "ddb scan", "ddb patterns get-conversation nothing", "ddb scan --verbose"] {
        let output = world.run_line(command);
        assert!(!output.stdout.contains('\u{1b}') && !output.stderr.contains('\u{1b}'), "{output}");
    }
}

#[test]
fn a_closed_pipe_is_quiet() {
    let world = World::ready();
    world.run(["ddb", "seed", "--conversations", "5", "--messages", "400"]).ok();
    for format in ["table", "json", "jsonl", "csv"] {
        let mut command = world.command(["ddb", "scan", "--quiet", "--output", format]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary runs");
        let mut first = [0; 100];
        child.stdout.take().expect("a pipe").read_exact(&mut first).expect("some output");
        let output = child.wait_with_output().expect("an end");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{format}");
        assert_eq!(output.status.code(), Some(0), "{format}");
    }
}

#[test]
fn help_and_version_touch_nothing() {
    let world = World::bare().with("AWS_ENDPOINT_URL", "nonsense").with("CRUDDUR_LOCAL", "nonsense");
    world.run(["--version"]).ok();
    world.run(["ddb", "seed", "--help"]).ok();
    assert_eq!(std::fs::read_dir(world.dir()).expect("the directory").count(), 0);
}

#[test]
fn a_query_that_fails_says_whether_the_command_was_carried_out() {
    let world = World::seeded();
    let drop_table = |more: &[&str]| world.run([&["ddb", "drop-table", "--yes", "--query", "sum(@)"], more].concat());
    let dry = drop_table(&["--dry-run"]);
    assert_eq!(dry.status, 2, "{dry}");
    assert!(!dry.stderr.contains("carried out"), "{dry}");
    assert_eq!(world.items().len(), 156);
    let done = drop_table(&[]);
    assert_eq!(done.status, 6, "{done}");
    assert!(done.stderr.contains("error: the command was carried out, but --query: "), "{done}");
}

/// CRUDDUR_OUTPUT is the format of what is printed. A file, and what a shell reads, keep theirs.
#[test]
fn a_variable_is_the_default_of_the_format() {
    let world = World::seeded().with("CRUDDUR_OUTPUT", "jsonl");
    assert_eq!(world.run_line("ddb list-tables").ok().stdout, "{\"table\":\"cruddur-messages\"}\n");
    assert_eq!(world.run_line("ddb list-tables --output csv").ok().stdout, "table\ncruddur-messages\n");
    assert!(world.run_line("--version").ok().stdout.starts_with("cruddur "));
    let world = world.with("CRUDDUR_OUTPUT", "json");
    world.run_line("ddb export --to items.csv").ok();
    let written = std::fs::read_to_string(world.dir().join("items.csv")).unwrap();
    assert!(written.starts_with("pk:S,"), "{written}");
    assert!(world.run_line("ddb export").ok().stdout.lines().all(|line| line.starts_with("{\"")));
    world.run_line("ddb export --output json").fails_with(2);
    assert!(world.run_line("completions bash").ok().stdout.starts_with("_clap"));
    for value in ["yaml", "JSON", "dynamodb-json"] {
        let world = World::seeded().with("CRUDDUR_OUTPUT", value);
        let refused = world.run_line("ddb list-tables").fails_with(2);
        assert!(refused.stderr.contains(&format!("CRUDDUR_OUTPUT={value} is not one of")), "{refused}");
        world.run_line("ddb list-tables --output table").ok();
    }
}

#[test]
fn the_version_says_what_the_build_is_made_of() {
    let world = World::bare();
    for line in ["--version --output json", "--output=json -V", "ddb scan --version --output json"] {
        let version = world.run_line(line).ok().json();
        assert_eq!(version["version"], env!("CARGO_PKG_VERSION"));
        assert!(version["target"].as_str().unwrap().matches('-').count() >= 2, "{version}");
        let features: Vec<&str> =
            version["features"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
        assert_eq!(features.contains(&"stack"), cfg!(feature = "stack"));
        // A debug build does not know its commit.
        assert!(version["commit"].is_null() || version["commit"].as_str().unwrap().len() == 40, "{version}");
    }
    assert_eq!(world.run_line("--version --output json --query features[0]").ok().json(), "embedded");
    world.run_line("--version --output yaml").fails_with(2);
    world.run_line("--version --output dynamodb-json").fails_with(2);
    assert!(world.run_line("--version --output table").ok().stdout.starts_with("cruddur "));
}

/// The newest message of the seeds is five minutes older than the time of `setup`.
#[test]
fn times_for_people_are_in_the_chosen_form_and_others_in_utc() {
    let world = World::embedded().with("TZ", "JST-9").with("CRUDDUR_NOW", "2026-11-22T12:00:00Z");
    world.run(["setup"]).ok();
    let world = world.with("CRUDDUR_NOW", "2026-11-22T12:05:01Z");
    let list =
        |options: &[&str]| world.run([&["ddb", "patterns", "list-conversations", "--limit", "1"], options].concat());
    let plain = list(&[]).ok().stdout;
    assert!(plain.contains("\n2026-11-22 11:55:00Z  bayko"), "{plain}");
    assert_eq!(list(&["--time", "utc"]).ok().stdout, plain);
    let local = list(&["--time", "local"]).ok();
    assert!(local.stdout.contains("\n2026-11-22 20:55:00+09:00  bayko"), "{local}");
    let relative = list(&["--time", "relative"]).ok();
    assert!(relative.stdout.contains("\n10 min ago  bayko"), "{relative}");
    for format in ["json", "jsonl", "csv"] {
        let same = list(&["--output", format]).ok().stdout;
        assert!(same.contains("2026-11-22T11:55:00.000000+00:00"), "{same}");
        for form in ["local", "relative"] {
            assert_eq!(list(&["--output", format, "--time", form]).ok().stdout, same);
        }
    }
    let world = world.with("TZ", "Middle/Earth");
    let unknown = world.run(["ddb", "patterns", "list-conversations", "--time", "local"]).fails_with(2);
    assert!(unknown.stderr.contains("hint: export TZ=Europe/Paris"), "{unknown}");
    world.run(["ddb", "patterns", "list-conversations"]).ok();
}
