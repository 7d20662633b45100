//! The manual pages of `man/`. `cruddur help COMMAND` opens the page that was installed with the program.

use std::io::IsTerminal;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

#[cfg(test)]
mod tests;

/// Where the pages are, as seen from the directory of the program: after an installation, and in an archive of a release.
const FOLDERS: [&str; 2] = ["../share/man/man1", "man"];

/// Replaces this process with `man` if the arguments are `help COMMAND`, stdout is a terminal, and the page is installed. Returns
/// otherwise, and if there is no `man`.
pub fn open() {
    if !std::io::stdout().is_terminal() {
        return;
    }
    let words: Option<Vec<String>> = std::env::args_os().skip(1).map(|word| word.into_string().ok()).collect();
    let program = std::env::current_exe().ok();
    let folder = program.as_deref().and_then(Path::parent);
    let page = words.and_then(|words| page_of(&words)).and_then(|name| installed(folder?, &name));
    if let Some(page) = page {
        drop(Command::new("man").arg(page).exec());
    }
}

/// Returns the name of the page that the arguments ask for: `help ddb seed` and `ddb help seed` ask for `cruddur-ddb-seed`. Options,
/// and `help` alone, ask for no page.
fn page_of(words: &[String]) -> Option<String> {
    let (help, path): (Vec<_>, Vec<_>) = words.iter().partition(|word| *word == "help");
    let is_page = help.len() == 1 && !path.is_empty() && !path.iter().any(|word| word.starts_with('-'));
    is_page.then(|| path.iter().fold("cruddur".to_owned(), |name, word| format!("{name}-{word}")))
}

/// Returns the path of the page with this name. Pages that belong to another program of the same name are not found.
fn installed(folder: &Path, name: &str) -> Option<PathBuf> {
    let files =
        FOLDERS.iter().flat_map(|pages| ["1", "1.gz"].map(|end| folder.join(pages).join(format!("{name}.{end}"))));
    files.into_iter().find(|file| file.is_file())
}
