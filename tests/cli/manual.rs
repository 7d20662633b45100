//! `cruddur help COMMAND` on a terminal: the manual page that was installed with the program, or the help.

use crate::support::World;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

/// Installs the program, a page, and a `man` that prints the path of its page.
fn install(world: &World, page: &str) {
    for folder in ["bin", "share/man/man1"] {
        fs::create_dir_all(world.dir().join(folder)).expect("a folder");
    }
    let program = Path::new(env!("CARGO_BIN_EXE_cruddur"));
    let installed = world.dir().join("bin/cruddur");
    if fs::hard_link(program, &installed).is_err() {
        fs::copy(program, &installed).expect("a copy");
    }
    world.write(page, "");
    world.write("bin/man", "#!/bin/sh\necho \"the page $1\"\n");
    fs::set_permissions(world.dir().join("bin/man"), fs::Permissions::from_mode(0o755)).expect("a program");
}

/// Returns what a command prints on a terminal, which `script` provides.
fn on_a_terminal(world: &World, arguments: &str, path: &str) -> String {
    let bin = world.dir().join("bin");
    let mut command = Command::new("/usr/bin/script");
    command.args(["-qec", &format!("{}/cruddur {arguments}", bin.display()), "/dev/null"]).current_dir(world.dir());
    command.env_clear().env("PATH", path.replace("BIN", &bin.display().to_string())).env("TERM", "dumb");
    let output = command.stdin(Stdio::null()).output().expect("script");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn help_of_a_command_opens_its_page() {
    for page in ["share/man/man1/cruddur-ddb-seed.1", "share/man/man1/cruddur-ddb-seed.1.gz"] {
        let world = World::bare();
        install(&world, page);
        let opened = |arguments: &str, path: &str| on_a_terminal(&world, arguments, path).contains("the page ");
        for arguments in ["help ddb seed", "ddb help seed"] {
            let screen = on_a_terminal(&world, arguments, "BIN:/usr/bin:/bin");
            assert!(screen.contains(&format!("/bin/../{page}")), "{screen}");
        }
        // The page does not exist, no page is asked for, and there is no `man`.
        assert!(!opened("help ddb scan", "BIN:/usr/bin:/bin"));
        assert!(!opened("ddb seed --help", "BIN:/usr/bin:/bin"));
        assert!(!opened("help", "BIN:/usr/bin:/bin"));
        let text = on_a_terminal(&world, "help ddb seed", "/nowhere");
        assert!(text.contains("Usage: cruddur ddb seed"), "{text}");
    }
}

#[test]
fn a_pipe_gets_the_help() {
    let world = World::bare();
    install(&world, "share/man/man1/cruddur-ddb-seed.1");
    let mut command = Command::new(world.dir().join("bin/cruddur"));
    let output =
        command.args(["help", "ddb", "seed"]).env("PATH", world.dir().join("bin")).output().expect("the program");
    assert!(String::from_utf8_lossy(&output.stdout).contains("Usage: cruddur ddb seed"), "{output:?}");
}

/// `man` and groff read every page without a warning, where they are installed.
#[test]
fn the_pages_are_well_formed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("man");
    let mut pages = 0;
    for entry in fs::read_dir(folder).expect("the pages") {
        let page = entry.expect("a page").path();
        let text = fs::read_to_string(&page).expect("a page");
        for section in [".SH NAME", ".SH SYNOPSIS", ".SH DESCRIPTION", ".SH EXAMPLES", ".SH ENVIRONMENT"] {
            assert!(text.contains(section), "{}: {section}", page.display());
        }
        let groff = Command::new("groff").args(["-man", "-Tutf8", "-ww", "-z"]).arg(&page).output();
        if let Ok(output) = groff {
            assert!(output.stderr.is_empty(), "{}: {}", page.display(), String::from_utf8_lossy(&output.stderr));
        }
        pages += 1;
    }
    assert!(pages > 40, "the pages were not found: {pages}");
}
