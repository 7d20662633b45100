//! `cruddur --version --output json`. Without `--output`, clap prints the version: a script that reads it must not depend on a variable.

use super::Global;
use super::output::Format;
use super::ui::Ui;
use clap::Parser;
use serde_json::json;

/// The optional features of this build, in the order of `Cargo.toml`.
const FEATURES: [(&str, bool); 4] = [
    ("embedded", cfg!(feature = "embedded")),
    ("lambda", cfg!(feature = "lambda")),
    ("serve", cfg!(feature = "serve")),
    ("stack", cfg!(feature = "stack")),
];

/// A command line with `--version`.
#[derive(Parser)]
#[command(name = "cruddur", disable_version_flag = true)]
struct Line {
    #[command(flatten)]
    global: Global,
    #[arg(short = 'V', long)]
    version: bool,
    /// The command, whose version is that of the program.
    #[arg(hide = true)]
    _command: Vec<String>,
}

/// Returns the options of a command line with `--version` if they name a format, or `None` if clap prints the version.
///
/// # Errors
/// The errors of clap.
pub fn asked() -> clap::error::Result<Option<Global>> {
    if !std::env::args_os().any(|word| word.as_encoded_bytes().starts_with(b"--output")) {
        return Ok(None);
    }
    let Line { global, version, .. } = Line::try_parse()?;
    Ok(Some(global).filter(|global| version && !matches!(global.output, None | Some(Format::Table))))
}

/// Prints the version, and what the build is made of.
pub fn print(global: &Global) -> anyhow::Result<()> {
    let features: Vec<&str> = FEATURES.into_iter().filter(|(_, is_built)| *is_built).map(|(name, _)| name).collect();
    let commit = Some(env!("BUILD_COMMIT")).filter(|commit| !commit.is_empty());
    let fields = [
        ("version", json!(env!("CARGO_PKG_VERSION"))),
        ("commit", json!(commit)),
        ("target", json!(env!("BUILD_TARGET"))),
        ("features", json!(features)),
    ];
    Ui::new(global, false)?.object(fields.map(|(name, value)| (name.to_owned(), value)).into_iter().collect())
}
