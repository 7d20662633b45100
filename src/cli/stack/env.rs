//! `cruddur stack env`

use super::args::Which;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::output::{self, row};
use crate::cli::shell::quoted;
use anyhow::Context as _;
use clap::ValueEnum;
use cruddur::messaging::DEFAULT_TABLE;
use cruddur::stack::{Description, password};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::json;
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// The variable that contains a password.
const URL: &str = "PROD_CONNECTION_URL";

/// What stands in its place.
const PASSWORD: &str = "PASSWORD";

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  eval \"$(cruddur stack env)\"
  cruddur stack env --format dotenv > .env
  cruddur stack env --format github                  into $GITHUB_ENV
  cruddur stack env --with-password --to prod.env    for this user alone")]
pub struct Args {
    #[command(flatten)]
    which: Which,
    /// What reads the variables
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
    /// Put the password of the users database into its URL
    #[arg(long)]
    with_password: bool,
    /// Write into a new file that only this user can read
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    /// A POSIX shell
    #[default]
    Sh,
    /// A .env file
    Dotenv,
    /// GITHUB_ENV of GitHub Actions
    Github,
}

/// A variable of the app.
struct Variable {
    name: &'static str,
    value: String,
    /// Whether the password is missing from it.
    lacks_password: bool,
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let at = args.which.open(context).await?;
    let found = at.stack.described().await?;
    let mut variables = variables(&found)?;
    if let Some(url) = variables.iter_mut().find(|variable| variable.lacks_password && args.with_password) {
        let password = password(&at.location, found.output("DatabaseSecret")?, context.ui.observer()).await?;
        url.value = url.value.replace(PASSWORD, &utf8_percent_encode(&password, NON_ALPHANUMERIC).to_string());
        url.lacks_password = false;
    }
    print(context, args, &variables)?;
    if variables.iter().any(|variable| variable.lacks_password) {
        context.ui.status(&format!("{URL} lacks the password; --with-password reads it from its secret"));
    }
    Ok(())
}

/// Prints the variables, or writes them into the file.
fn print(context: &Context, args: &Args, variables: &[Variable]) -> anyhow::Result<()> {
    let lines: String = variables.iter().filter_map(|variable| args.format.line(variable)).collect();
    if let Some(path) = &args.to {
        create(path, context.global.yes)?.write_all(lines.as_bytes())?;
        context.ui.status(&format!("wrote {}", path.display()));
        return Ok(());
    }
    if context.global.output == output::Format::Table && context.global.query.is_none() {
        return context.ui.raw(lines.as_bytes());
    }
    let whole = variables.iter().filter(|variable| !variable.lacks_password);
    let rows = whole.map(|variable| row([("name", json!(variable.name)), ("value", json!(variable.value))]));
    context.ui.list(&["name", "value"], rows)
}

/// Makes a file that only this user can read. One that exists may be open to others, so it is removed first.
fn create(path: &Path, replaces: bool) -> anyhow::Result<File> {
    let make = || OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    match make() {
        Err(error) if error.kind() == ErrorKind::AlreadyExists && replaces => {
            std::fs::remove_file(path)?;
            Ok(make()?)
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            Err(Failure::refused(format!("{} already exists", path.display()), "give --yes to replace it".to_owned()))
        }
        made => made.with_context(|| path.display().to_string()),
    }
}

/// The variables of the app, from the outputs of the stack.
fn variables(found: &Description) -> cruddur::Result<Vec<Variable>> {
    let whole = |name, value: &str| Variable { name, value: value.to_owned(), lacks_password: false };
    let mut variables = vec![whole("AWS_DEFAULT_REGION", found.output("Region")?)];
    let table = found.output("TableName")?;
    if table != DEFAULT_TABLE {
        variables.push(whole("CRUDDUR_TABLE", table));
    }
    // The stack of the table alone has neither users nor a user pool.
    if found.output("DatabaseHost").is_err() {
        return Ok(variables);
    }
    variables.push(whole("COGNITO_USER_POOLS_ID", found.output("UserPoolId")?));
    variables.push(whole("COGNITO_CLIENT_ID", found.output("UserPoolClientId")?));
    let value = format!(
        "postgresql://{}:{PASSWORD}@{}:{}/{}",
        found.output("DatabaseUser")?,
        found.output("DatabaseHost")?,
        found.output("DatabasePort")?,
        found.output("DatabaseName")?
    );
    variables.push(Variable { name: URL, value, lacks_password: true });
    Ok(variables)
}

impl Format {
    /// The line of a variable. One that lacks its password is a comment; GITHUB_ENV has no comments.
    fn line(self, variable: &Variable) -> Option<String> {
        let Variable { name, value, lacks_password } = variable;
        match (self, lacks_password) {
            (Self::Github, true) => None,
            (Self::Sh, true) => Some(format!("# export {name}={value}\n")),
            (Self::Dotenv, true) => Some(format!("# {name}={value}\n")),
            (Self::Sh, false) => Some(format!("export {name}={}\n", quoted(value))),
            (Self::Dotenv | Self::Github, false) => Some(format!("{name}={value}\n")),
        }
    }
}
