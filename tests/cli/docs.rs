//! What the documentation says holds.

use crate::support::World;
use std::process::Command;

#[test]
fn the_help_of_every_command_has_examples() {
    let world = World::bare();
    for command in [
        "",
        "setup",
        "ddb schema-load",
        "ddb seed",
        "ddb list-tables",
        "ddb drop-table",
        "ddb scan",
        "ddb patterns get-conversation",
        "ddb patterns list-conversations",
        "cognito list-users",
        "db schema-load",
        "db seed",
        "db update-cognito-user-ids",
        "completions",
    ] {
        let help = world.run(&format!("{command} --help")).ok();
        assert!(help.stdout.contains("Examples:\n"), "{command}: {help}");
        for line in help.stdout.lines().filter(|line| line.starts_with("  cruddur ")) {
            let command = line.split("  ").find(|part| part.starts_with("cruddur ")).unwrap_or_default();
            parses(command);
        }
    }
}

/// An example is a command that the program knows: with `--help` at its end it does nothing else.
fn parses(command: &str) {
    let world = World::bare();
    let script = format!("cruddur() {{ \"{}\" \"$@\" --help; }}; {command}", env!("CARGO_BIN_EXE_cruddur"));
    let script = script.replace("~/", "./");
    let output = Command::new("sh").args(["-c", &script]).current_dir(world.dir()).output().expect("a shell");
    assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
}
