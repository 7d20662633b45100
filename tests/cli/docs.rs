//! What the documentation says holds: each command block of the README runs, and each example of a help text parses.

use crate::support::World;
use std::process::Command;

const README: &str = include_str!("../../README.md");

#[test]
fn the_help_of_every_command_has_examples() {
    let world = World::bare();
    for command in [
        "",
        "setup",
        "doctor",
        "ddb",
        "ddb patterns",
        "db",
        "cognito",
        "ddb schema-load",
        "ddb seed",
        "ddb list-tables",
        "ddb drop-table",
        "ddb scan",
        "ddb export",
        "ddb import",
        "ddb diff",
        "ddb patterns get-conversation",
        "ddb patterns list-conversations",
        "ddb patterns create-conversation",
        "ddb patterns create-message",
        "ddb repair",
        "ddb stream",
        "ddb stream tail",
        "ddb stream apply",
        "cognito list-users",
        "db schema-load",
        "db seed",
        "db update-cognito-user-ids",
        "completions",
    ] {
        let help = world.run(&format!("{command} --help")).ok();
        assert!(help.stdout.contains("Examples:\n"), "{command}: {help}");
        for line in help.stdout.lines().filter(|line| line.starts_with("  cruddur ")) {
            let example = line.split("  ").find(|part| part.starts_with("cruddur ")).unwrap_or_default();
            // With --help at its end a command that the program knows does nothing else.
            shell(&world, "--help", example);
        }
    }
}

#[test]
fn the_readme_on_embedded() {
    let blocks = blocks("sh");
    assert_eq!(blocks.len(), 2);
    for block in blocks {
        shell(&World::embedded(), "", &block);
    }
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn the_readme_on_real_servers() {
    let blocks = blocks("sh real");
    assert_eq!(blocks.len(), 1);
    let world = World::real();
    let block = blocks[0]
        .replace("http://localhost:8000", &world.var("AWS_ENDPOINT_URL_DYNAMODB").expect("an endpoint"))
        .replace(
            "postgresql://postgres:password@localhost:5432/cruddur",
            &world.var("LOCAL_CONNECTION_URL").expect("a URL"),
        );
    shell(&world, "", &block);
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn the_readme_on_prod() {
    let blocks = blocks("sh prod");
    assert_eq!(blocks.len(), 1);
    let world = World::real();
    // The one override of prod's endpoint stands in for AWS.
    let endpoint = world.var("AWS_ENDPOINT_URL_DYNAMODB").expect("an endpoint");
    shell(&world, &format!("--endpoint-url {endpoint}"), &blocks[0]);
}

/// Building is what made the binary under test, and `tests/run` is what runs this test in CI: what is left to check is that
/// the two commands name what is there.
#[test]
fn the_two_commands_of_the_readme() {
    assert_eq!(blocks("sh build"), ["cargo run --release -- setup\n", "tests/run\n"]);
    World::embedded().run("setup").ok();
    let script = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/run");
    assert!(script.is_file(), "{}", script.display());
}

/// The lines of the capture are what the commands in it print; `...` stands for what is left out.
#[test]
fn the_capture_of_the_readme() {
    let world = World::embedded();
    let mut printed = String::new();
    for line in blocks("console").concat().lines() {
        if let Some(command) = line.strip_prefix("$ cruddur ") {
            let output = world.run(command).ok();
            printed = format!("{}{}", output.stderr, output.stdout);
        } else if line != "..." {
            assert!(printed.lines().any(|have| have == line), "{line:?} is not in:\n{printed}");
        }
    }
}

#[test]
fn the_readmes_seeds_are_seeds() {
    let world = World::embedded();
    world.write("seeds.json", &blocks("json").concat());
    for command in
        ["db schema-load", "db seed", "db seed --file seeds.json", "ddb schema-load", "ddb seed --file seeds.json"]
    {
        world.run(command).ok();
    }
    assert_eq!(world.items().len(), 4);
}

/// The fenced blocks of the README with this info string.
fn blocks(info: &str) -> Vec<String> {
    let fences = README.split("```").skip(1).step_by(2);
    fences.filter_map(|block| Some(block.strip_prefix(info)?.strip_prefix('\n')?.to_owned())).collect()
}

/// Runs a script in a world, with `cruddur` as the binary and `more` behind its arguments; every line must succeed.
fn shell(world: &World, more: &str, script: &str) {
    let script = format!("set -eu\ncruddur() {{ \"{}\" \"$@\" {more}; }}\n{script}", env!("CARGO_BIN_EXE_cruddur"));
    let mut command = Command::new("sh");
    let binary = world.command(&[]);
    command
        .args(["-c", &script])
        .current_dir(world.dir())
        .env_clear()
        .env("HOME", world.dir())
        .env("PATH", "/usr/bin:/bin");
    for (name, value) in binary.get_envs() {
        if let Some(value) = value {
            command.env(name, value);
        }
    }
    let output = command.output().expect("a shell");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{script}\n{}{}", text(&output.stdout), text(&output.stderr));
}
