//! Tests of the documentation: each command block of the pages runs, each example of a help text parses, and each link and file
//! name leads to something that exists.

use crate::support::World;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

const SECURITY: &str = include_str!("../../SECURITY.md");

/// Every page, the README first.
const PAGES: [(&str, &str); 16] = [
    ("README.md", include_str!("../../README.md")),
    ("CONTRIBUTING.md", include_str!("../../CONTRIBUTING.md")),
    ("docs/architecture.md", include_str!("../../docs/architecture.md")),
    ("docs/ci.md", include_str!("../../docs/ci.md")),
    ("docs/compare.md", include_str!("../../docs/compare.md")),
    ("docs/guide.md", include_str!("../../docs/guide.md")),
    ("docs/lambda.md", include_str!("../../docs/lambda.md")),
    ("docs/reliability.md", include_str!("../../docs/reliability.md")),
    ("docs/reference.md", include_str!("../../docs/reference.md")),
    ("docs/release.md", include_str!("../../docs/release.md")),
    ("docs/serve.md", include_str!("../../docs/serve.md")),
    ("docs/stack.md", include_str!("../../docs/stack.md")),
    ("docs/transfer.md", include_str!("../../docs/transfer.md")),
    ("SECURITY.md", SECURITY),
    ("CHANGELOG.md", include_str!("../../CHANGELOG.md")),
    ("benches/README.md", include_str!("../../benches/README.md")),
];

/// The reason for the blocks of the server.
const SERVES: &str = "a server runs until Ctrl-C; the tests of tests/cli/serve/ do the same";

/// The blocks that no test runs: the page, the first command, and the reason.
const NOT_RUN: [(&str, &str, &str); 8] = [
    (
        "CONTRIBUTING.md",
        "cargo build ",
        ".ci/run compiles the same, with other profiles; a third time would cost minutes",
    ),
    ("CONTRIBUTING.md", "cargo test\n", "this test is a part of it"),
    ("CONTRIBUTING.md", "cargo insta review\n", "it asks on a terminal, and changes what tests compare with"),
    ("CONTRIBUTING.md", "benches/run ", "it takes three quarters of an hour"),
    ("docs/serve.md", "cruddur serve --as", SERVES),
    ("docs/serve.md", "cruddur serve --allow", SERVES),
    ("docs/serve.md", "cruddur --prod serve", SERVES),
    ("docs/serve.md", "curl ", SERVES),
];

#[test]
fn the_help_of_every_command_has_examples() {
    let world = World::bare();
    let mut checked = 0;
    let mut commands = vec![String::new()];
    while let Some(command) = commands.pop() {
        let help = world.run_line(&format!("{command} --help")).ok();
        assert!(help.stdout.contains("Examples:\n"), "{command}: {help}");
        // A line that ends with a backslash continues on the next.
        let examples = help.stdout.replace("\\\n    ", "");
        for line in examples.lines().filter(|line| line.starts_with("  cruddur ")) {
            let example = line.split("  ").find(|part| part.starts_with("cruddur ")).unwrap_or_default();
            // With --help appended, a known command does nothing else.
            shell(&world, "--help", example);
        }
        let below = help.stdout.lines().skip_while(|line| *line != "Commands:").skip(1);
        // A line that is indented further continues the description above it.
        let lines = below.take_while(|line| !line.is_empty()).filter_map(|line| line.strip_prefix("  "));
        let names = lines.filter(|line| !line.starts_with(' ')).filter_map(|line| line.split_whitespace().next());
        commands.extend(names.filter(|name| *name != "help").map(|name| format!("{command} {name}")));
        checked += 1;
    }
    assert!(checked > 25, "the commands were not found: {checked}");
}

/// The blocks of a page are run from top to bottom in one world, as a reader would run them.
#[test]
fn the_pages_on_embedded() {
    let pages = blocks("sh");
    let names: Vec<&str> = pages.keys().copied().collect();
    assert_eq!(names, ["README.md", "docs/ci.md", "docs/guide.md", "docs/lambda.md", "docs/transfer.md"]);
    for blocks in pages.values() {
        let world = World::embedded();
        for block in blocks {
            shell(&world, "", block);
        }
    }
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn the_pages_on_real_servers() {
    let pages = blocks("sh real");
    let names: Vec<&str> = pages.keys().copied().collect();
    assert_eq!(names, ["docs/guide.md"]);
    for blocks in pages.values() {
        let world = World::real();
        for block in blocks {
            let block = block
                .replace("http://localhost:8000", &world.var("AWS_ENDPOINT_URL_DYNAMODB").expect("an endpoint"))
                .replace(
                    "postgresql://postgres:password@localhost:5432/cruddur",
                    &world.var("LOCAL_CONNECTION_URL").expect("a URL"),
                );
            shell(&world, "", &block);
        }
    }
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn the_pages_on_prod() {
    let pages = blocks("sh prod");
    let names: Vec<&str> = pages.keys().copied().collect();
    assert_eq!(names, ["docs/ci.md", "docs/guide.md"]);
    for blocks in pages.values() {
        let world = World::real();
        // The server takes the place of AWS.
        let endpoint = world.var("AWS_ENDPOINT_URL_DYNAMODB").expect("an endpoint");
        for block in blocks {
            shell(&world, &format!("--insecure-http --endpoint-url {endpoint}"), block);
        }
    }
}

#[test]
#[cfg(feature = "stack")]
#[ignore = "needs the servers that tests/run starts"]
fn the_pages_on_a_stand_in_of_aws() {
    let pages = blocks("sh stack");
    let names: Vec<&str> = pages.keys().copied().collect();
    assert_eq!(names, ["docs/stack.md"]);
    for blocks in pages.values() {
        let world = crate::stack::functions::world_of_the_page(&crate::stack::real::url());
        for block in blocks {
            shell(&world, "", block);
        }
    }
}

/// Each environment of the pages can be used, in the user's own file.
#[test]
fn the_environments_of_the_pages() {
    let pages = blocks("toml");
    assert_eq!(pages.keys().collect::<Vec<_>>(), [&"docs/guide.md"]);
    for text in pages.into_values().flatten() {
        let world = World::bare();
        let config = world.dir().join("config");
        std::fs::create_dir_all(config.join("cruddur")).expect("a directory");
        std::fs::write(config.join("cruddur/cruddur.toml"), text).expect("a file");
        world.write("aws", "[profile staging]\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = secret\n");
        let world = world.with("XDG_CONFIG_HOME", &config.display().to_string()).with("AWS_CONFIG_FILE", "aws");
        let names: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("[env.")?.strip_suffix(']')).collect();
        assert_eq!(names, ["dev", "staging"]);
        for name in names {
            let shown = world.run(["config", "show", "--env", name, "--output", "json"]).ok();
            let is_used =
                |row: &serde_json::Value| row["source"].as_str().unwrap().starts_with(&format!("env.{name}."));
            assert!(shown.rows().iter().any(is_used), "{shown}");
        }
    }
}

/// `tests/readme` runs the blocks `sh build NAME`, each in a clean clone. The tests of this file run the others, except those of
/// `NOT_RUN`.
#[test]
fn every_block_of_the_pages_is_run() {
    let run_here = ["console", "json", "sh", "sh real", "sh prod", "sh stack", "toml"];
    for Block { page, info, .. } in all_blocks() {
        let is_run = run_here.contains(&info) || info.starts_with("sh build ");
        assert!(is_run, "{page}: nothing runs the blocks that begin with {info:?}");
    }
    for (page, first, why) in NOT_RUN {
        let found =
            all_blocks().into_iter().filter(|block| block.page == page && block.text.starts_with(first)).count();
        assert_eq!(found, 1, "{page}: the block {first:?}, which is not run because {why}");
    }
}

#[test]
fn every_page_is_tested() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let tested = BTreeSet::from(PAGES.map(|(page, _)| page.to_owned()));
    let mut found = BTreeSet::new();
    for folder in ["", "docs", "benches"] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "md") {
                found.insert(path.strip_prefix(root).unwrap().display().to_string());
            }
        }
    }
    assert_eq!(found, tested);
}

/// `.ci/run` runs the first build block of the README, and `tests/run --pages` runs the others.
#[test]
fn the_build_blocks_of_the_pages_are_run() {
    let blocks = all_blocks();
    assert_eq!(blocks[0].info, "sh build setup");
    let builds: Vec<&str> = blocks.iter().filter_map(|block| block.info.strip_prefix("sh build ")).collect();
    let script = |argument: &str| {
        Command::new("tests/readme")
            .arg(argument)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .expect("tests/readme")
    };
    let listed = String::from_utf8(script("--list").stdout).unwrap();
    assert_eq!(listed.lines().collect::<Vec<_>>(), builds);
    assert_eq!(BTreeSet::from_iter(&builds).len(), builds.len(), "a name stands for one block: {builds:?}");
    // If no block has the name, the script fails.
    assert!(!script("nonsense").status.success());
}

/// Each link leads to a file, and to a heading in it if it names one.
#[test]
fn every_link_of_the_pages_leads_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut links = 0;
    for (page, text) in PAGES {
        let page = root.join(page);
        let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for target in targets.filter(|target| !target.starts_with("https://")) {
            let (path, heading) = target.split_once('#').unwrap_or((target, ""));
            let file = if path.is_empty() { page.clone() } else { page.with_file_name(path) };
            let read = std::fs::read(&file);
            let bytes = read.unwrap_or_else(|error| panic!("{}: {target}: {error}", page.display()));
            let text = String::from_utf8_lossy(&bytes); // a picture is no text
            let mut headings = text.lines().filter(|line| line.starts_with('#'));
            let is_there = heading.is_empty() || headings.any(|line| anchor(line) == heading);
            assert!(is_there, "{}: no heading for {target}", page.display());
            links += 1;
        }
    }
    assert!(links > 30, "the links were not found: {links}");
}

/// Returns the anchor of a heading: its letters and digits in lower case, with hyphens for blanks.
fn anchor(heading: &str) -> String {
    let title = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = title.chars().filter(|c| c.is_alphanumeric() || [' ', '-', '_'].contains(c));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[test]
fn every_file_that_the_pages_name_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["src/", "tests/", "benches/", "docs/", "seeds/", "completions/", "man/", "packaging/"];
    let is_file = |name: &str| folders.iter().any(|folder| name.starts_with(folder)) && !name.contains([' ', '\n']);
    let mut names = 0;
    // The changelog may name files that do not exist any more.
    for (page, text) in PAGES.into_iter().filter(|(page, _)| *page != "CHANGELOG.md") {
        for name in text.split('`').skip(1).step_by(2).filter(|name| is_file(name) && !name.contains("NAME")) {
            assert!(root.join(name).exists(), "{page}: there is no {name}");
            names += 1;
        }
    }
    assert!(names > 100, "the files were not found: {names}");
}

/// A promise in SECURITY.md names the test that shows it, so that test must exist.
#[test]
fn every_test_that_security_md_names_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
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
    assert_eq!(missing, Vec::<&str>::new(), "SECURITY.md names tests that do not exist");
}

/// Returns the texts of the files that may contain a module of tests.
fn sources_of(root: &Path, module: &str) -> Vec<String> {
    let path = module.replace("::", "/");
    let within = path.trim_end_matches("/tests").trim_end_matches("tests").trim_end_matches('/');
    let folders = ["src", "src/cli", "src/ddb", "src/messaging", "src/transfer", "tests/cli"];
    let names = [format!("{path}.rs"), format!("{within}.rs"), format!("{within}/mod.rs")];
    let paths = folders.iter().flat_map(|folder| names.iter().map(move |name| root.join(folder).join(name)));
    paths.filter_map(|path| std::fs::read_to_string(path).ok()).collect()
}

/// Returns whether a source has this test. A name that ends with `*` stands for any test that begins with it.
fn has_test(source: &str, name: &str) -> bool {
    match name.strip_suffix('*') {
        Some(beginning) => source.contains(&format!("fn {beginning}")),
        None => source.contains(&format!("fn {name}(")),
    }
}

/// The lines of a capture are printed by the command above them. `...` stands for lines that are left out.
#[test]
fn the_captures_of_the_pages() {
    let pages = blocks("console");
    let names: Vec<&str> = pages.keys().copied().collect();
    assert_eq!(names, ["README.md", "docs/ci.md"]);
    for (page, blocks) in pages {
        let world = World::embedded();
        let mut printed = String::new();
        for line in blocks.concat().lines() {
            if let Some(command) = line.strip_prefix("$ ") {
                printed = shell(&world, "", command);
            } else if line != "..." {
                assert!(printed.lines().any(|have| have == line), "{page}: {line:?} is not in:\n{printed}");
            }
        }
    }
}

#[test]
fn the_seeds_of_the_guide_are_seeds() {
    let pages = blocks("json");
    let names: Vec<&str> = pages.keys().copied().collect();
    assert_eq!(names, ["docs/guide.md"]);
    let world = World::embedded();
    world.write("seeds.json", &pages["docs/guide.md"].concat());
    for command in
        ["db schema-load", "db seed", "db seed --file seeds.json", "ddb schema-load", "ddb seed --file seeds.json"]
    {
        world.run_line(command).ok();
    }
    assert_eq!(world.items().len(), 4);
}

/// A fenced block of a page.
struct Block {
    page: &'static str,
    /// The text after the opening fence, such as `sh`.
    info: &'static str,
    text: &'static str,
}

/// Returns every fenced block of the pages, in order.
fn all_blocks() -> Vec<Block> {
    let mut blocks = Vec::new();
    for (page, text) in PAGES {
        for fence in text.split("```").skip(1).step_by(2) {
            let (info, text) = fence.split_once('\n').unwrap_or((fence, ""));
            blocks.push(Block { page, info, text });
        }
    }
    blocks
}

/// Returns the blocks with this info string by page, without those of `NOT_RUN`.
fn blocks(info: &str) -> BTreeMap<&'static str, Vec<&'static str>> {
    let is_left_out =
        |block: &Block| NOT_RUN.iter().any(|(page, first, _)| block.page == *page && block.text.starts_with(first));
    let mut pages: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for block in all_blocks().into_iter().filter(|block| block.info == info && !is_left_out(block)) {
        pages.entry(block.page).or_default().push(block.text);
    }
    pages
}

/// Runs a script in a world, and returns its output. Every line must succeed. In the script, `cruddur` is the binary, with `more`
/// appended to its arguments.
fn shell(world: &World, more: &str, script: &str) -> String {
    let script = format!("set -eu\ncruddur() {{ \"{}\" \"$@\" {more}; }}\n{script}", env!("CARGO_BIN_EXE_cruddur"));
    let mut command = Command::new("sh");
    command
        .args(["-c", &script])
        .current_dir(world.dir())
        .env_clear()
        .env("HOME", world.dir())
        .env("PATH", "/usr/bin:/bin")
        .envs(world.env());
    let output = command.output().expect("a shell");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let printed = format!("{}{}", text(&output.stderr), text(&output.stdout));
    assert!(output.status.success(), "{script}\n{printed}");
    printed
}
