//! The first minute with the program, on a terminal of 80 columns: the overview, the short help, and the likeliest first mistakes.
//! The snapshots are read as a newcomer would read them.

use crate::support::World;
use crate::support::terminal::on_a_terminal;

/// Runs lines on a terminal, and returns them with what the screen showed.
fn transcript(world: &World, lines: &[&str]) -> String {
    let run = |line: &&str| {
        let (screen, status) = on_a_terminal(world, 80, line);
        format!("$ cruddur {line}\n{screen}[exit {status}]\n\n")
    };
    lines.iter().map(run).collect()
}

#[test]
fn the_overview() {
    let world = World::embedded();
    insta::assert_snapshot!("before", transcript(&world, &[""]));
    assert!(!world.dir().join(".cruddur").exists());
    world.run(["setup"]).ok();
    insta::assert_snapshot!("after", transcript(&world, &[""]));
    // An empty variable in a script must not pass, and a program that reads errors gets one.
    let json = world.run(["--error-format", "json"]).fails_with(2);
    let last: serde_json::Value = serde_json::from_str(json.stderr.lines().last().unwrap()).unwrap();
    assert_eq!((&last["reason"], &last["message"]), (&"usage".into(), &"no command was given".into()), "{json}");
    assert_eq!(json.stdout, "");
    // The options of the target are repeated in what is to be typed.
    let other = world.run(["--table", "other-table"]).fails_with(2);
    assert!(other.stderr.contains("\n  cruddur setup --table other-table\n"), "{other}");
    // A target that cannot be used is an error with a hint.
    let prod = world.run(["--prod", "--region", "x y"]);
    assert!(
        prod.status == 4 && prod.stderr.starts_with("cruddur operates ") && prod.stderr.contains("error: "),
        "{prod}"
    );
}

#[test]
fn the_short_help() {
    let world = World::bare();
    for command in ["", "ddb patterns list-conversations", "db seed"] {
        let help = world.run_line(&format!("{command} -h")).ok().stdout;
        let globals = ["--prod", "--dry-run", "--table", "--timeout", "--query"];
        let lines: Vec<&str> = help.lines().filter(|line| globals.iter().any(|option| line.contains(option))).collect();
        let is_line = |line: &&&str| line.starts_with("Options of every command: ");
        let examples = |line: &&&str| line.trim_start().starts_with("cruddur ");
        assert_eq!(lines.iter().filter(is_line).count(), 1, "{help}");
        assert!(lines.iter().all(|line| is_line(&line) || examples(&line)), "{help}");
        assert!(world.run_line(&format!("{command} --help")).ok().stdout.contains("      --timeout <SECONDS>"));
    }
    let list = world.run_line("ddb patterns list-conversations -h").ok().stdout;
    assert!(list.contains("--limit <N>") && !list.contains("--version") && list.lines().count() < 24, "{list}");
}

#[test]
fn mistakes_before_setup() {
    let world = World::embedded();
    insta::assert_snapshot!(transcript(
        &world,
        &[
            "list-tables",
            "ddb scan",
            "ddb patterns list-conversations",
            "seed",
            "tables",
            "users",
            "init",
            "patterns list-conversations",
            "scan ddb",
            "help scan",
            "help foo",
            "xyzzy",
            "--prod ddb scan",
            "--prod --region us-east-1 ddb scan",
        ],
    ));
    assert!(!world.dir().join(".cruddur").exists());
}

#[test]
fn mistakes_after_setup() {
    let world = World::embedded();
    world.run(["setup"]).ok();
    insta::assert_snapshot!(transcript(
        &world,
        &[
            "ddb patterns list-conversations --as londoo",
            "ddb patterns get-conversation londo",
            "ddb patterns get-conversation --with Bayko",
            "ddb patterns create-message hello",
            "ddb patterns create-message --as londo hello",
            "ddb patterns create-message --as londo --to bayko hello",
            "ddb drop-table",
        ],
    ));
}

/// Servers that are named and not started, and a variable that other tools read.
#[test]
fn servers_that_are_down() {
    let dynamodb = World::bare().with("AWS_ENDPOINT_URL", "http://127.0.0.1:9");
    let users = World::bare().with("CONNECTION_URL", "postgresql://postgres:S4cret@127.0.0.1:9/cruddur");
    let other = World::embedded().with("DATABASE_URL", "postgresql://postgres:S4cret@127.0.0.1:9/cruddur");
    let screens = [
        transcript(&dynamodb, &["ddb scan", ""]),
        transcript(&users, &["db seed"]),
        transcript(&other, &["setup --dry-run"]),
    ]
    .concat();
    assert!(!screens.contains("S4cret"), "{screens}");
    let doctor = other.run(["doctor"]);
    assert!(
        doctor.stdout.contains("DATABASE_URL is ignored: CONNECTION_URL, or --database-url, names the users"),
        "{doctor}"
    );
    insta::assert_snapshot!(screens);
}
