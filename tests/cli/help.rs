//! The help of every command: its width, its descriptions, and the variables that it names.

use crate::support::World;
use std::collections::BTreeMap;

/// The narrowest terminal that help is written for.
const WIDTH: usize = 80;

/// Returns the help text of a command for a terminal of this width.
fn help(world: &World, command: &str, flag: &str, width: usize) -> String {
    let arguments: Vec<&str> = command.split_whitespace().chain([flag]).collect();
    let output = world.command(&arguments).env("COLUMNS", width.to_string()).output().expect("the binary runs");
    world.output(&output).ok().stdout
}

/// Returns the path of every command and group.
fn commands(world: &World) -> Vec<String> {
    let (mut found, mut open) = (Vec::new(), vec![String::new()]);
    while let Some(command) = open.pop() {
        let text = help(world, &command, "-h", 400);
        let below = text.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
        let names = below.filter_map(|line| line.strip_prefix("  ")).filter(|line| !line.starts_with(' '));
        let names = names.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help");
        open.extend(names.map(|name| format!("{command} {name}").trim_start().to_owned()));
        found.push(command);
    }
    assert!(found.len() > 25, "the commands were not found: {found:?}");
    found
}

/// Returns the examples and what follows them. These lines must not depend on the width.
fn fixed(help: &str) -> Vec<&str> {
    help.lines().skip_while(|line| *line != "Examples:").collect()
}

#[test]
fn no_line_of_help_breaks_at_80_columns() {
    let world = World::bare();
    for command in commands(&world) {
        for flag in ["-h", "--help"] {
            let (narrow, wide) = (help(&world, &command, flag, WIDTH), help(&world, &command, flag, 400));
            for line in narrow.lines() {
                assert!(line.chars().count() <= WIDTH, "{command} {flag}: {} columns: {line}", line.chars().count());
            }
            assert_eq!(fixed(&narrow), fixed(&wide), "{command} {flag}: an example breaks");
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            assert_eq!(words(&narrow), words(&wide), "{command} {flag}: a word is cut");
        }
    }
}

/// A doc comment on a struct of shared options would replace the description of each command that uses it.
#[test]
fn each_command_has_a_description_of_its_own() {
    let world = World::bare();
    let mut seen = BTreeMap::new();
    for command in commands(&world) {
        let description = help(&world, &command, "-h", 400).lines().next().unwrap_or_default().to_owned();
        assert_ne!(description, "", "{command}");
        if let Some(other) = seen.insert(description, command.clone()) {
            panic!("{command} has the description of {other}");
        }
    }
}

/// Returns the variables that a help text names.
fn named(help: &str) -> Vec<String> {
    let section = help.lines().skip_while(|line| *line != "Environment:").skip(1);
    let names = section.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    names.flat_map(|line| line.split([',', ' '])).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// For each command, arguments with which it opens every store that it can use. A command without a line here fails the test.
const RUNS: [(&str, &str); 43] = [
    ("setup", ""),
    ("config show", ""),
    ("doctor", "--output json"),
    ("completions", "bash"),
    ("wait", "messages users pool --wait-timeout 1"),
    ("conversations", ""),
    ("messages", ""),
    ("send", "--as londo --with bayko --dry-run Hello"),
    ("ddb schema-load", "--dry-run"),
    ("ddb seed", "--dry-run"),
    ("ddb list-tables", ""),
    ("ddb describe", ""),
    ("ddb ttl", ""),
    ("ddb drop-table", "--dry-run"),
    ("ddb scan", ""),
    ("ddb get-item", "a b"),
    ("ddb query", "a"),
    ("ddb count", ""),
    ("ddb export", ""),
    ("ddb import", "items.jsonl --dry-run"),
    ("ddb diff", "items.jsonl"),
    ("ddb repair", "--all --dry-run"),
    ("ddb patterns get-conversation", ""),
    ("ddb patterns list-conversations", ""),
    ("ddb patterns create-conversation", "--from londo --to bayko --dry-run Hello"),
    ("ddb patterns create-message", "--as londo --with bayko --dry-run Hello"),
    ("ddb stream tail", "--from trim-horizon --once"),
    ("ddb stream apply", "--once"),
    ("db connect", "--dry-run"),
    ("db create", "--dry-run"),
    ("db drop", "--dry-run"),
    ("db list-users", ""),
    ("db sessions", ""),
    ("db schema-load", "--dry-run"),
    ("db seed", "--dry-run"),
    ("db update-cognito-user-ids", "--dry-run"),
    ("cognito list-users", ""),
    ("cognito enable-user", "londo --dry-run"),
    ("cognito disable-user", "londo --dry-run"),
    ("cognito confirm-user", "londo --dry-run"),
    ("cognito set-preferred-username", "londo londomollari --dry-run"),
    ("local serve", "--dry-run"),
    ("local compose", ""),
];

/// Those of the stack, which is no store: without a region they end before they read anything.
const STACK_RUNS: [(&str, &str); 12] = [
    ("stack template", "--table-only"),
    ("stack plan", ""),
    ("stack deploy", ""),
    ("stack status", ""),
    ("stack outputs", ""),
    ("stack env", ""),
    ("stack open-access", "--close"),
    ("stack schema-load", ""),
    ("stack logs", "messaging-stream"),
    ("stack redrive", ""),
    ("stack drift", ""),
    ("stack delete", ""),
];

/// Those of the server.
const SERVE_RUNS: [(&str, &str); 2] = [("serve", "--port 0"), ("cognito token", "londo")];

/// The variable of each store has an invalid value, so a command that reads it reports the variable. Its help must name it too.
#[test]
fn the_help_of_a_command_names_the_variables_that_it_reads() {
    let runs: BTreeMap<_, _> = RUNS.into_iter().chain(STACK_RUNS).chain(SERVE_RUNS).collect();
    let of_store = ["AWS_ENDPOINT_URL_DYNAMODB", "LOCAL_CONNECTION_URL", "COGNITO_USER_POOLS_ID"];
    let all = World::bare();
    for command in commands(&all) {
        if ["", "ddb", "ddb patterns", "ddb stream", "db", "cognito", "config", "local", "stack"]
            .contains(&command.as_str())
        {
            continue;
        }
        let arguments = runs.get(command.as_str()).unwrap_or_else(|| panic!("no run of {command}"));
        let named = named(&help(&all, &command, "--help", WIDTH));
        for variable in of_store {
            // `setup` does not fill the pool, so a wrong id of it does not stop the command.
            if command == "setup" && variable == "COGNITO_USER_POOLS_ID" {
                continue;
            }
            // The compose file names variables that Docker reads.
            if command == "local compose" {
                continue;
            }
            let world = World::bare().with(variable, "nonsense");
            world.write("items.jsonl", "{\"pk\":\"a\",\"sk\":\"b\"}\n");
            let output = world.run_line(&format!("{command} {arguments}"));
            let is_read = format!("{}{}", output.stdout, output.stderr).contains(variable);
            let is_named = named.iter().any(|name| name == variable);
            assert_eq!(is_named, is_read, "{command}: {variable}: {named:?}\n{output}");
        }
    }
}

/// Every variable in the source is in the help, except those that only the Lambda functions read.
#[test]
fn every_variable_that_the_program_reads_is_in_the_help() {
    let named = named(&help(&World::bare(), "", "--help", WIDTH));
    let is_variable = |word: &str| {
        let of_ours = ["AWS_", "COGNITO_", "CRUDDUR_", "XDG_"].iter().any(|prefix| word.starts_with(prefix));
        of_ours && !word.ends_with('_') || word.ends_with("CONNECTION_URL") || ["PGREQUIRESSL", "HOME"].contains(&word)
    };
    // A build without the feature does not read these.
    let of_stack = ["CLOUDFORMATION", "CLOUDWATCH", "CLOUDWATCH_LOGS", "EC2", "LAMBDA", "S3", "SECRETS_MANAGER", "SQS"]
        .map(|service| format!("AWS_ENDPOINT_URL_{service}"));
    let is_built_in = |word: &str| {
        cfg!(feature = "stack") || (word != "CRUDDUR_CHECKIP_URL" && !of_stack.iter().any(|name| name == word))
    };
    let mut seen = 0;
    let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.ends_with("lambda") {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("tests.rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                for word in text
                    .split('"')
                    .filter(|word| is_variable(word) && is_built_in(word) && !word.contains([' ', '=', '\n', '{']))
                {
                    seen += 1;
                    assert!(named.iter().any(|name| name == word), "{}: {word} is not in the help", path.display());
                }
            }
        }
    }
    assert!(seen > 30, "the variables were not found: {seen}");
    for name in ["PGSSLMODE", "PGSERVICE", "PGPASSFILE", "NO_COLOR"] {
        assert!(named.iter().any(|have| have == name), "{named:?}");
    }
}
