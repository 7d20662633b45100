//! `cruddur stack env`

use super::args::Which;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::output::{self, row};
use crate::cli::shell::quoted;
use clap::ValueEnum;
use cruddur::error::FileError;
use cruddur::messaging::DEFAULT_TABLE;
use cruddur::stack::{Description, password};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::json;
use std::fs::OpenOptions;
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
    check(&variables)?;
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
        write(path, context.global.yes, lines.as_bytes())?;
        context.ui.status(&format!("wrote {}", path.display()));
        return Ok(());
    }
    // A shell reads this, so CRUDDUR_OUTPUT does not change it.
    let is_for_people = matches!(context.global.output, None | Some(output::Format::Table));
    if is_for_people && context.global.query.is_none() {
        return context.ui.raw(lines.as_bytes());
    }
    let whole = variables.iter().filter(|variable| !variable.lacks_password);
    let rows = whole.map(|variable| row([("name", json!(variable.name)), ("value", json!(variable.value))]));
    context.ui.list(&["name", "value"], rows)
}

/// Writes a file that only this user can read. A file that exists is replaced as a whole: it may be open to others, and a run that is
/// killed leaves it as it was.
fn write(path: &Path, replaces: bool, bytes: &[u8]) -> cruddur::Result<()> {
    let unwritable = |source| FileError::Unwritable { path: path.to_owned(), source };
    let to = if replaces { beside(path) } else { path.to_owned() };
    let mut file = match OpenOptions::new().write(true).create_new(true).mode(0o600).open(&to) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            return Err(FileError::Exists { path: to }.into());
        }
        opened => opened.map_err(unwritable)?,
    };
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    let written = written.and_then(|()| if replaces { std::fs::rename(&to, path) } else { Ok(()) });
    // An incomplete file would be taken for a complete one.
    written.inspect_err(|_| drop(std::fs::remove_file(&to))).map_err(|source| unwritable(source).into())
}

/// The path of the file that takes the place of `path`.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.tmp", std::process::id()));
    path.with_file_name(name)
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
    if !found.outputs.iter().any(|output| output.name == "DatabaseHost") {
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

/// Refuses a value that one of the formats would not keep as it is: a shell runs what follows a line break, and readers of `.env` files
/// differ in quotes, blanks, `#` and `$`.
fn check(variables: &[Variable]) -> anyhow::Result<()> {
    let is_safe = |c: char| c.is_ascii_alphanumeric() || "-._~%/:@+,=".contains(c);
    let is_bad = |variable: &&Variable| !variable.value.chars().all(is_safe);
    match variables.iter().find(is_bad) {
        Some(Variable { name, .. }) => Err(Failure::refused(
            format!(
                "the outputs of the stack give {name} a value with characters that a shell or a .env file may read otherwise"
            ),
            "cruddur stack outputs shows them".to_owned(),
        )),
        None => Ok(()),
    }
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
