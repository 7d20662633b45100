//! The scripts of `packaging/`, with a program that only prints the version in place of the binary.

use crate::support::World;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Runs a script of the repository.
fn run(script: &str, arguments: &[&str]) -> Output {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    Command::new(root.join("packaging").join(script)).args(arguments).current_dir(root).output().expect("the script")
}

fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Compiles a program that prints a version.
fn program(world: &World, version: &str) -> PathBuf {
    world.write("main.c", &format!("#include <stdio.h>\nint main(void) {{ puts(\"cruddur {version}\"); }}\n"));
    let program = world.dir().join("program");
    let compiled = Command::new("cc").arg("-o").arg(&program).arg(world.dir().join("main.c")).status();
    assert!(compiled.expect("a C compiler").success());
    program
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_debian_package_has_the_binary_its_pages_and_its_completions() {
    let world = World::bare();
    let (program, dist) = (program(&world, VERSION), world.dir().join("dist"));
    let pack = || {
        let output = run("deb", &[program.to_str().unwrap(), dist.to_str().unwrap()]);
        assert!(output.status.success(), "{}", text(&output));
        PathBuf::from(text(&output).trim())
    };
    let package = pack();
    let first = std::fs::read(&package).expect("a package");
    let ask = |option: &str, more: &[&str]| {
        let output = Command::new("dpkg-deb").arg(option).arg(&package).args(more).output().expect("dpkg-deb");
        text(&output)
    };
    let listed = ask("--contents", &[]);
    for file in [
        "./usr/bin/cruddur",
        "./usr/share/bash-completion/completions/cruddur",
        "./usr/share/zsh/vendor-completions/_cruddur",
        "./usr/share/fish/vendor_completions.d/cruddur.fish",
        "./usr/share/man/man1/cruddur.1.gz",
        "./usr/share/man/man1/cruddur-ddb-patterns-get-conversation.1.gz",
        "./usr/share/doc/cruddur/copyright",
    ] {
        assert!(listed.lines().any(|line| line.ends_with(file) && line.contains("root/root")), "{file}: {listed}");
    }
    assert_eq!(ask("--field", &["Version"]).trim(), VERSION);
    // What a bare Debian has.
    let depends = ask("--field", &["Depends"]);
    assert!(depends.starts_with("libc6 (>= 2.") && depends.trim().ends_with(", libgcc-s1"), "{depends}");
    assert_eq!(std::fs::read(pack()).expect("a package"), first, "the same commit makes the same bytes");
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_binary_of_another_version_is_not_packed() {
    let world = World::bare();
    let (program, dist) = (program(&world, "0.0.0"), world.dir().join("dist"));
    let output = run("deb", &[program.to_str().unwrap(), dist.to_str().unwrap()]);
    assert!(!output.status.success() && text(&output).contains("has version"), "{}", text(&output));
    assert!(!dist.exists());
}

#[test]
fn the_formula_has_every_archive_and_its_digest() {
    let world = World::bare();
    let targets =
        ["aarch64-apple-darwin", "x86_64-apple-darwin", "aarch64-unknown-linux-gnu", "x86_64-unknown-linux-gnu"];
    let digest = |at: usize| format!("{at}").repeat(64);
    let lines =
        targets.iter().enumerate().map(|(at, target)| format!("{}  cruddur-{VERSION}-{target}.tar.gz\n", digest(at)));
    let lines: Vec<String> = lines.collect();
    world.write("SHA256SUMS", &lines.concat());
    let sums = world.dir().join("SHA256SUMS");
    let output = run("formula", &["https://example.com/v/", sums.to_str().unwrap()]);
    assert!(output.status.success(), "{}", text(&output));
    for (at, target) in targets.iter().enumerate() {
        let lines = format!(
            "      url \"https://example.com/v/cruddur-{VERSION}-{target}.tar.gz\"\n      sha256 \"{}\"\n",
            digest(at)
        );
        assert!(text(&output).contains(&lines), "{target}: {}", text(&output));
    }
    world.write("SHA256SUMS", &lines[1..].concat());
    assert!(!run("formula", &["https://example.com/v/", sums.to_str().unwrap()]).status.success());
}

/// The bill of materials has the crates that are linked into the binary, and no others.
#[test]
#[ignore = "needs the servers that tests/run starts"]
fn the_bill_of_materials_has_what_is_linked() {
    let output = run("sbom", &["x86_64-unknown-linux-gnu"]);
    assert!(output.status.success(), "{}", text(&output));
    let bill: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!((bill["bomFormat"].as_str(), bill["specVersion"].as_str()), (Some("CycloneDX"), Some("1.5")));
    assert_eq!(bill["metadata"]["component"]["name"], "cruddur");
    let components = bill["components"].as_array().expect("components");
    let has = |name: &str| components.iter().any(|component| component["name"] == name);
    assert!(has("aws-sdk-dynamodb") && has("rusqlite") && !has("insta") && !has("clap_mangen") && !has("cc"));
    for component in components {
        // The crate of the repository has no digest in Cargo.lock.
        let has_digest = component["hashes"][0]["alg"] == "SHA-256" || component["name"] == "libsqlite3-sys";
        assert!(has_digest && component["licenses"][0]["expression"].is_string(), "{component}");
    }
    assert_eq!(bill["dependencies"].as_array().map(Vec::len), Some(components.len() + 1));
}

#[test]
fn the_image_is_built_with_the_toolchain_of_the_repository() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| std::fs::read_to_string(root.join(name)).expect(name);
    let toolchain = read("rust-toolchain.toml");
    let channel = toolchain.lines().find_map(|line| line.strip_prefix("channel = \"")).expect("a channel");
    let image = format!("FROM rust:{}-slim-", channel.trim_end_matches('"'));
    let dockerfile = read("packaging/Dockerfile");
    assert!(dockerfile.contains(&image), "packaging/Dockerfile has no {image}");
    assert!(dockerfile.contains("\nUSER 65532:65532\n"), "the image runs as root");
}
