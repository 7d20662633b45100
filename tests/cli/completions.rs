//! `cruddur completions`, and the files in `completions/`.

use crate::support::World;
use std::path::Path;

const FILES: [(&str, &str); 5] = [
    ("bash", "cruddur.bash"),
    ("zsh", "_cruddur"),
    ("fish", "cruddur.fish"),
    ("powershell", "_cruddur.ps1"),
    ("elvish", "cruddur.elv"),
];

/// With `CRUDDUR_UPDATE` set, the files are written again before the comparison.
#[test]
fn the_files_are_what_the_command_prints() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("completions");
    for (shell, name) in FILES {
        let printed = World::bare().run(["completions", shell]).ok().stdout;
        assert!(printed.contains("get-conversation"), "{shell}");
        let path = folder.join(name);
        if std::env::var_os("CRUDDUR_UPDATE").is_some() {
            std::fs::write(&path, &printed).expect("a completion file");
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(kept == printed, "completions/{name} is stale: CRUDDUR_UPDATE=1 cargo test completions");
    }
}

/// Bash loads its file, and completes from it. Every Debian has Bash.
#[test]
fn bash_completes() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("completions/cruddur.bash");
    let script = format!(
        "set -eu\nsource '{}'\nCOMP_WORDS=(cruddur ddb patterns get-conv)\nCOMP_CWORD=3\n\
         \"$(complete -p cruddur | sed 's/.*-F \\([^ ]*\\) .*/\\1/')\" cruddur get-conv patterns\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"",
        file.display()
    );
    let output = std::process::Command::new("bash").args(["--norc", "-c", &script]).output().expect("bash");
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "get-conversation\n",
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
