//! What the documentation says holds: each command block of the README runs, and each example of a help text parses.

use crate::support::World;
use std::process::Command;

const README: &str = include_str!("../../README.md");
const SECURITY: &str = include_str!("../../SECURITY.md");

/// Every page that may hold commands.
const PAGES: [(&str, &str); 4] = [
    ("README.md", README),
    ("SECURITY.md", SECURITY),
    ("CHANGELOG.md", include_str!("../../CHANGELOG.md")),
    ("benches/README.md", include_str!("../../benches/README.md")),
];

#[test]
fn the_help_of_every_command_has_examples() {
    let world = World::bare();
    let mut checked = 0;
    let mut commands = vec![String::new()];
    while let Some(command) = commands.pop() {
        let help = world.run(&format!("{command} --help")).ok();
        assert!(help.stdout.contains("Examples:\n"), "{command}: {help}");
        // A line that goes on is one with the next.
        let examples = help.stdout.replace("\\\n    ", "");
        for line in examples.lines().filter(|line| line.starts_with("  cruddur ")) {
            let example = line.split("  ").find(|part| part.starts_with("cruddur ")).unwrap_or_default();
            // With --help at its end a command that the program knows does nothing else.
            shell(&world, "--help", example);
        }
        let below = help.stdout.lines().skip_while(|line| *line != "Commands:").skip(1);
        // What is further in goes on with the description above it.
        let lines = below.take_while(|line| !line.is_empty()).filter_map(|line| line.strip_prefix("  "));
        let names = lines.filter(|line| !line.starts_with(' ')).filter_map(|line| line.split_whitespace().next());
        commands.extend(names.filter(|name| *name != "help").map(|name| format!("{command} {name}")));
        checked += 1;
    }
    assert!(checked > 25, "the commands were not found: {checked}");
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
    shell(&world, &format!("--insecure-http --endpoint-url {endpoint}"), &blocks[0]);
}

/// A block that nothing runs is a promise that nobody keeps. `tests/readme` runs those of `sh build NAME`, each in a clean
/// clone; the tests of this file run the others.
#[test]
fn every_block_of_the_pages_is_run() {
    let run_here = ["console", "json", "sh", "sh real", "sh prod"];
    for (page, text) in PAGES {
        let fences = text.split("```").skip(1).step_by(2);
        for info in fences.map(|block| block.lines().next().unwrap_or_default()) {
            let is_run =
                if page == "README.md" { run_here.contains(&info) || info.starts_with("sh build ") } else { false };
            assert!(is_run, "{page}: nothing runs the blocks that begin with {info:?}");
        }
    }
}

/// `.ci/run` runs the first command of the README as it stands there: without that block it would run nothing.
#[test]
fn the_first_command_of_the_readme_is_run() {
    let listed = Command::new("tests/readme").arg("--list").current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    assert_eq!(listed.lines().next(), Some("setup"), "{listed}");
    // Of a name that no block has nothing is run, and that is no success.
    let unknown =
        Command::new("tests/readme").arg("nonsense").current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(!unknown.status.success());
}

/// A promise names the test that shows it, so that test has to be there.
#[test]
fn every_test_that_security_md_names_is_there() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut names, mut missing) = (0, Vec::new());
    for name in SECURITY.split('`').skip(1).step_by(2).filter(|name| name.contains("::") && !name.contains(['{', ' ']))
    {
        names += 1;
        let (module, test) = name.rsplit_once("::").unwrap();
        if !sources_of(root, module).iter().any(|source| has_test(source, test)) {
            missing.push(name);
        }
    }
    assert!(names > 30, "the names were not found");
    assert_eq!(missing, Vec::<&str>::new(), "SECURITY.md names tests that are not there");
}

/// The files in which a module of tests may stand.
fn sources_of(root: &std::path::Path, module: &str) -> Vec<String> {
    let path = module.replace("::", "/");
    let within = path.trim_end_matches("/tests").trim_end_matches("tests").trim_end_matches('/');
    let folders = ["src", "src/cli", "src/ddb", "tests/cli"];
    let names = [format!("{path}.rs"), format!("{within}.rs"), format!("{within}/mod.rs")];
    let paths = folders.iter().flat_map(|folder| names.iter().map(move |name| root.join(folder).join(name)));
    paths.filter_map(|path| std::fs::read_to_string(path).ok()).collect()
}

/// Whether a source has this test, or with a `*` at the end of the name any of that beginning.
fn has_test(source: &str, name: &str) -> bool {
    match name.strip_suffix('*') {
        Some(beginning) => source.contains(&format!("fn {beginning}")),
        None => source.contains(&format!("fn {name}(")),
    }
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
